//! What a process has used of the machine, as Linux tells it.

use anyhow::{Context, Result};

/// Ticks of a second in `/proc`: what Linux gives programs, whatever its own clock.
const TICKS: f64 = 100.0;

/// Seconds of processor time that a process has used, in user and in kernel.
///
/// # Errors
/// That there is no such process, or no `/proc`.
pub fn cpu_seconds(process: u32) -> Result<f64> {
    let text =
        std::fs::read_to_string(format!("/proc/{process}/stat")).context("read its times")?;
    // The name of the program may hold blanks and stands in parentheses.
    let (_, rest) = text.rsplit_once(')').context("a process has a name")?;
    let mut times = rest.split_whitespace().skip(11);
    let mut next = || -> Result<f64> { Ok(times.next().context("a process has times")?.parse()?) };
    Ok((next()? + next()?) / TICKS)
}

/// MiB of memory that a process holds now, and the most that it has held.
///
/// # Errors
/// That there is no such process, or no `/proc`.
pub fn resident_mib(process: u32) -> Result<(f64, f64)> {
    let text =
        std::fs::read_to_string(format!("/proc/{process}/status")).context("read its memory")?;
    let of = |name: &str| -> Result<f64> {
        let line =
            text.lines().find_map(|line| line.strip_prefix(name)).context("it has memory")?;
        Ok(line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<f64>()? / 1024.0)
    };
    Ok((of("VmRSS:")?, of("VmHWM:")?))
}
