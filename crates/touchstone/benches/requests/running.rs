//! The binary as it is shipped, serving.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use testkit::http::Connection;

/// The program, built as it is released.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_touchstone");

/// A server that runs, stopped when this is dropped.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) address: String,
}

impl Running {
    /// Starts the program on a folder; how long its first answer took too.
    pub(crate) fn start(data: &Path) -> (Self, Duration) {
        let start = Instant::now();
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let (_, rest) = line.split_once("http://").unwrap();
        let address = rest.split_whitespace().next().unwrap().to_owned();
        let answer = Connection::open(&address, &[]).unwrap().ask("GET", "/healthz", None).unwrap();
        assert_eq!(answer.status, 200);
        (Self { child, address }, start.elapsed())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}
