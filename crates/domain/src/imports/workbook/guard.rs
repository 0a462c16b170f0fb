//! A limit on what an XML reader must hold at once.
//!
//! A reader of XML keeps one tag, text or comment whole in memory, however long it is. This stands before it and
//! ends the part where one of them is longer than any workbook writes, or where a document type begins.

use std::io::{self, Read};

/// The longest tag, text or comment; a cell of a workbook holds 32,767 characters.
const MAX_PIECE: usize = 1 << 20;

/// Where in the XML the last byte was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In a text or a tag.
    Plain,
    /// Behind `<`.
    Opened,
    /// Behind `<!`.
    Declared,
    /// In a comment or a section of plain text, up to `>` behind two of the byte.
    Until(u8, u8),
}

/// Lets through what an XML reader can hold.
#[derive(Debug)]
pub(super) struct Guard<R> {
    inner: R,
    place: Place,
    piece: usize,
}

impl<R> Guard<R> {
    /// Stands before an XML reader.
    pub(super) fn new(inner: R) -> Self {
        Self { inner, place: Place::Plain, piece: 0 }
    }

    fn look(&mut self, text: &[u8]) -> io::Result<()> {
        let mut rest = text;
        while !rest.is_empty() {
            if self.place == Place::Plain {
                let found = rest.iter().position(|&byte| byte == b'<' || byte == b'>');
                let Some(at) = found else {
                    self.piece += rest.len();
                    break;
                };
                self.piece += at;
                if self.piece > MAX_PIECE {
                    break;
                }
                self.piece = 0;
                if rest.get(at) == Some(&b'<') {
                    self.place = Place::Opened;
                }
                rest = rest.get(at + 1..).unwrap_or_default();
            } else if let Some((&byte, after)) = rest.split_first() {
                self.step(byte)?;
                self.piece += 1;
                rest = after;
            }
        }
        if self.piece > MAX_PIECE {
            let why = format!("a cell, tag or comment is longer than {} KiB", MAX_PIECE >> 10);
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(())
    }

    fn step(&mut self, byte: u8) -> io::Result<()> {
        self.place = match (self.place, byte) {
            (Place::Opened, b'!') => Place::Declared,
            (Place::Declared, b'-') => Place::Until(b'-', 0),
            (Place::Declared, b'[') => Place::Until(b']', 0),
            (Place::Declared, _) => {
                let why = "a document type or entity is not allowed in a workbook";
                return Err(io::Error::new(io::ErrorKind::InvalidData, why));
            }
            (Place::Until(_, 2..), b'>') | (Place::Opened | Place::Plain, _) => Place::Plain,
            (Place::Until(mark, n), byte) if byte == mark => Place::Until(mark, (n + 1).min(2)),
            (Place::Until(mark, _), _) => Place::Until(mark, 0),
        };
        Ok(())
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.look(into.get(..n).unwrap_or_default())?;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, is_good: bool) {
        let read = io::copy(&mut Guard::new(xml.as_bytes()), &mut io::sink());
        assert_eq!(read.is_ok(), is_good, "{}", xml.chars().take(40).collect::<String>());
    }

    #[test]
    fn ordinary_xml_goes_through() {
        check("<?xml version='1.0'?><a b='>'><!-- <c> -- > --><![CDATA[ <!x> ]] ]]><d/></a>", true);
        check(&"<v>1</v>".repeat(1 << 18), true);
    }

    #[test]
    fn document_types_do_not() {
        check("<!DOCTYPE x [<!ENTITY a 'b'>]><a/>", false);
    }

    #[test]
    fn nothing_long_goes_through_in_any_disguise() {
        let long = "x".repeat(MAX_PIECE + 2);
        check(&format!("<v>{long}</v>"), false);
        check(&format!("<v a='{long}'/>"), false);
        check(&format!("<!-- {} -->", "<v>".repeat(MAX_PIECE / 2)), false);
        check(&format!("<![CDATA[{}]]>", "<v>".repeat(MAX_PIECE / 2)), false);
    }
}
