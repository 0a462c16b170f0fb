//! The texts that the cells of a workbook share, in one piece of memory.

use std::io::BufRead;

use super::xml::{self, Step, Xml};
use crate::imports::RefusedFile;

/// How much memory the texts may take: a million rows with five texts of their own each fit.
const MAX_BYTES: usize = 128 << 20;
/// How much memory grows at a time; doubling would take twice what is needed.
const GROWTH: usize = 4 << 20;

/// Texts by number.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part. Its own word on how many there are is not believed.
    ///
    /// # Errors
    /// Damaged, or more text than is held.
    pub(super) fn read<R: BufRead>(part: R) -> Result<Self, RefusedFile> {
        let mut xml = Xml::new(part);
        let mut strings = Self::default();
        let mut item = String::new();
        // Phonetic readings stand beside the text and are no part of it.
        let (mut depth, mut text_at, mut phonetic_at) = (0_usize, 0_usize, 0_usize);
        loop {
            match xml.step()? {
                Step::Open(start) => {
                    depth += 1;
                    match start.local_name().into_inner() {
                        "si" => item.clear(),
                        "t" => text_at = depth,
                        "rPh" => phonetic_at = depth,
                        _ => {}
                    }
                }
                Step::Text(text) if text_at == depth && depth > 0 && phonetic_at == 0 => {
                    xml::append(&mut item, &text)?;
                }
                Step::Text(_) => {}
                Step::Close => {
                    text_at = if text_at == depth { 0 } else { text_at };
                    phonetic_at = if phonetic_at == depth { 0 } else { phonetic_at };
                    depth = depth.saturating_sub(1);
                    // The items are what stands right below the root.
                    if depth == 1 {
                        strings.push(&xml::unescape(&item))?;
                    }
                }
                Step::End => return Ok(strings),
            }
        }
    }

    /// The text of this number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = usize::try_from(*self.ends.get(number)?).ok()?;
        let start = match number.checked_sub(1) {
            Some(before) => usize::try_from(*self.ends.get(before)?).ok()?,
            None => 0,
        };
        self.text.get(start..end)
    }

    fn push(&mut self, item: &str) -> Result<(), RefusedFile> {
        if self.text.capacity() - self.text.len() < item.len() {
            self.text.reserve_exact(item.len().max(GROWTH));
        }
        if self.ends.len() == self.ends.capacity() {
            self.ends.reserve_exact(GROWTH / 4);
        }
        self.text.push_str(item);
        let taken = self.text.len() + self.ends.len() * 4;
        match u32::try_from(self.text.len()) {
            Ok(end) if taken <= MAX_BYTES => self.ends.push(end),
            _ => {
                return Err(RefusedFile::TooLarge {
                    what: "the text that the cells of the workbook share".to_owned(),
                    limit: format!("{} MiB: save the sheet as CSV", MAX_BYTES >> 20),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_number() {
        let part = "<sst count='9' uniqueCount='4294967295'><si><t>a</t></si><si/><si><r><t>b &amp; </t></r><r><t>c</t>\
                    </r><rPh><t>no</t></rPh><phoneticPr/></si></sst>";
        let strings = Strings::read(part.as_bytes()).unwrap();
        assert_eq!(strings.get(0), Some("a"));
        assert_eq!(strings.get(1), Some(""));
        assert_eq!(strings.get(2), Some("b & c"));
        assert_eq!(strings.get(3), None);
        assert_eq!(strings.get(usize::MAX), None);
    }
}
