//! XML as a workbook writes it: elements without prefixes, no entities of its own, bounded depth.

use std::{
    borrow::Cow,
    io::{self, BufRead},
};

use quick_xml::{
    Error, Reader,
    escape::{resolve_predefined_entity, unescape as unescape_xml},
    events::{BytesStart, Event},
};

use super::package::damaged;
use crate::imports::RefusedFile;

/// How deep elements may be nested; a sheet needs eight.
const MAX_DEPTH: usize = 64;
/// How long the text of a cell may be; a workbook's own limit is 32,767 characters.
const MAX_TEXT: usize = 1 << 20;

/// One step through a part.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element begins; an empty one ends in the next step.
    Open(BytesStart<'a>),
    /// The innermost element ends.
    Close,
    /// Text in it, entities resolved.
    Text(Cow<'a, str>),
    /// The part ends.
    End,
}

/// A part read step by step.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    /// Reads from the start of a part.
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next step.
    ///
    /// # Errors
    /// Damaged, nested too deep, or with entities of its own.
    pub(super) fn step(&mut self) -> Result<Step<'_>, RefusedFile> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(refused)?;
        Ok(match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(RefusedFile::TooLarge {
                        what: "the depth of its XML".to_owned(),
                        limit: format!("{MAX_DEPTH} elements"),
                    });
                }
                Step::Open(start)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Step::Close
            }
            Event::Text(text) => Step::Text(text.into_inner()),
            Event::CData(text) => Step::Text(text.into_inner()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => Step::Text(Cow::Owned(letter.to_string())),
                _ => match resolve_predefined_entity(&entity) {
                    Some(text) => Step::Text(Cow::Borrowed(text)),
                    None => return Err(damaged("it uses an entity, which a workbook may not")),
                },
            },
            Event::DocType(_) => {
                return Err(damaged("a document type is not allowed in a workbook"));
            }
            Event::Eof => Step::End,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {
                Step::Text(Cow::Borrowed(""))
            }
        })
    }

    /// The next element that begins, passing over everything else; none at the end of the part.
    ///
    /// # Errors
    /// As for [`step`](Self::step).
    pub(super) fn next_open(&mut self) -> Result<Option<Element>, RefusedFile> {
        loop {
            match self.step()? {
                Step::Open(start) => return Ok(Some(Element::new(&start))),
                Step::End => return Ok(None),
                Step::Close | Step::Text(_) => {}
            }
        }
    }
}

/// An element with its attributes, for the small parts of a workbook.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let attributes = start
            .attributes()
            .with_checks(false)
            .flatten()
            .take(64)
            .map(|attribute| {
                let value = unescape_xml(&attribute.value).unwrap_or_default().into_owned();
                (attribute.key.local_name().into_inner().to_owned(), value)
            })
            .collect();
        Self { name: start.local_name().into_inner().to_owned(), attributes }
    }

    /// The attribute of this name, prefixes aside.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The attribute of this name as written, without an allocation: for the many cells of a sheet.
pub(super) fn attribute<'a>(start: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.into_inner() == name)
        .map(|attribute| attribute.value)
}

/// Adds to the text of a cell, which may come in many pieces.
///
/// # Errors
/// It is longer than any cell.
pub(super) fn append(text: &mut String, more: &str) -> Result<(), RefusedFile> {
    if text.len() + more.len() > MAX_TEXT {
        return Err(RefusedFile::TooLarge {
            what: "the text of a cell".to_owned(),
            limit: format!("{} KiB", MAX_TEXT >> 10),
        });
    }
    text.push_str(more);
    Ok(())
}

/// Takes off how a workbook writes characters that XML has none for: `_x000D_`.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after
            .split_at_checked(5)
            .and_then(|(code, after)| {
                Some((u32::from_str_radix(code.strip_suffix('_')?, 16).ok()?, after))
            })
            .and_then(|(code, after)| Some((char::from_u32(code)?, after)));
        if let Some((letter, after)) = code {
            plain.push(letter);
            rest = after;
        } else {
            plain.push_str("_x");
            rest = after;
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn refused(error: Error) -> RefusedFile {
    match error {
        Error::Io(error)
            if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) =>
        {
            damaged(&error.to_string())
        }
        Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            damaged("a part is cut off")
        }
        Error::Io(error) => RefusedFile::Read(io::Error::new(error.kind(), error.to_string())),
        other => damaged(&format!("its XML cannot be read: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_are_read() {
        assert_eq!(unescape("a_x000D_b"), "a\rb");
        assert_eq!(unescape("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescape("snake_x and _xZZZZ_ é_x0"), "snake_x and _xZZZZ_ é_x0");
    }

    #[test]
    fn entities_of_its_own_are_refused() {
        let mut xml = Xml::new("<a>&xxe;</a>".as_bytes());
        assert!(matches!(xml.step(), Ok(Step::Open(_))));
        assert!(matches!(xml.step(), Err(RefusedFile::Damaged { .. })));
    }

    #[test]
    fn depth_is_bounded() {
        let file = "<c>".repeat(200_000);
        let mut xml = Xml::new(file.as_bytes());
        let refused = std::iter::from_fn(|| {
            xml.step().map(|_| ()).err().map_or(Some(None), |e| Some(Some(e)))
        })
        .take(100)
        .flatten()
        .next();
        assert!(matches!(refused, Some(RefusedFile::TooLarge { .. })));
    }
}
