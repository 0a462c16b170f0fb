//! An empty PostgreSQL database on the test server, for programs that are no tests: its URL is printed, and it is gone when the
//! standard input ends.
#![expect(clippy::print_stdout, reason = "whoever starts this reads the URL there")]

use std::io::Read as _;

use anyhow::Context as _;
use store::database::Location;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let [_, place] = testkit::databases::both_empty().await;
    let Location::Postgres(url) = &place.location else { anyhow::bail!("this is no database") };
    println!("{url}");
    std::io::stdin().read_to_end(&mut Vec::new()).context("wait for the end of the input")?;
    Ok(())
}
