//! A plain HTTP/1.1 client on one connection that stays open, for benches: next to no work of its own.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_mins(2);

/// A connection to a server on which one request follows another.
pub struct Connection {
    address: String,
    headers: String,
    stream: BufReader<TcpStream>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body, whole.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects to `host:port`; the headers go with every request.
    ///
    /// # Errors
    /// That nobody listens there.
    pub fn open(address: &str, headers: &[(&str, &str)]) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let headers = headers.iter().fold(String::new(), |mut text, (name, value)| {
            let _ = write!(text, "{name}: {value}\r\n");
            text
        });
        Ok(Self { address: address.to_owned(), headers, stream: BufReader::new(stream) })
    }

    /// Sends a request, with a JSON body where there is one, and reads the answer.
    ///
    /// # Errors
    /// That the connection broke, or that what came is not HTTP.
    pub fn ask(&mut self, method: &str, path: &str, json: Option<&str>) -> Result<Answer> {
        self.send(method, path, json.map(|json| ("application/json", json.as_bytes())))
    }

    /// The same with a body of any media type.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        body: Option<(&str, &[u8])>,
    ) -> Result<Answer> {
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{}", self.address, self.headers);
        if let Some((kind, bytes)) = body {
            let _ = write!(head, "Content-Type: {kind}\r\nContent-Length: {}\r\n", bytes.len());
        }
        head.push_str("\r\n");
        let mut request = head.into_bytes();
        request.extend_from_slice(body.map_or(&[], |(_, bytes)| bytes));
        self.stream.get_mut().write_all(&request)?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status: u16 = status.ok_or_else(|| garbled(&first))?;
        let (mut length, mut is_chunked) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            let Some((name, value)) = line.split_once(':') else { break };
            match (name, value.trim()) {
                ("content-length", value) => length = value.parse().map_err(|_| garbled(&line))?,
                ("transfer-encoding", value) => is_chunked = value == "chunked",
                _ => {}
            }
        }
        let body = if is_chunked { self.chunks()? } else { self.bytes(length)? };
        Ok(Answer { status, body })
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let length = usize::from_str_radix(&line, 16).map_err(|_| garbled(&line))?;
            body.extend(self.bytes(length)?);
            self.line()?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}

fn garbled(line: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("no HTTP: {line:?}"))
}
