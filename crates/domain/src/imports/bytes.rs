//! Lines of bytes with a limit, read through one buffer.

use std::io::{self, Read};

/// How much is read at a time.
const BLOCK: usize = 64 * 1024;

/// A buffered reader that yields lines ended by LF, CR, CR LF or CR CR LF.
#[derive(Debug)]
pub(super) struct Bytes<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

impl<R: Read> Bytes<R> {
    /// Reads from here on.
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: vec![0; BLOCK], start: 0, end: 0 }
    }

    /// What is read and not yet taken.
    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// The next `n` bytes, fewer only at the end of the stream. `n` is far below the size of the buffer.
    fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        while self.end - self.start < n {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            let room = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.reader.read(room) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.rest())
    }

    /// Puts the next line, without its end and at most `limit` bytes of it, behind `into`. Answers whether it
    /// was cut, or none at the end of the stream.
    pub(super) fn line(&mut self, into: &mut Vec<u8>, limit: usize) -> io::Result<Option<bool>> {
        let mut cut = false;
        let mut is_empty = true;
        loop {
            let rest = self.peek(1)?;
            if rest.is_empty() {
                return Ok((!is_empty).then_some(cut));
            }
            is_empty = false;
            let found = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r');
            let n = found.unwrap_or(rest.len());
            let room = limit.saturating_sub(into.len());
            cut |= n > room;
            into.extend_from_slice(rest.get(..n.min(room)).unwrap_or_default());
            self.start += n;
            if found.is_some() {
                let n_end = match self.peek(3)? {
                    [b'\r', b'\r', b'\n', ..] => 3,
                    [b'\r', b'\n', ..] => 2,
                    _ => 1,
                };
                self.start += n_end;
                return Ok(Some(cut));
            }
        }
    }
}
