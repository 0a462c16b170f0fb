//! Steps of a run: each is named, timed, and told of at the end; none hides those after it.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

/// What has been run so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    took: Duration,
    failure: Option<anyhow::Error>,
}

impl Steps {
    /// Runs one step; a failure is kept for the summary, and the next step runs all the same.
    pub(crate) fn run<T>(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> anyhow::Result<T>,
    ) -> Option<T> {
        println!("==> {name}");
        let started = Instant::now();
        let (value, failure) = match step() {
            Ok(value) => (Some(value), None),
            Err(error) => (None, Some(error)),
        };
        let took = started.elapsed();
        let seconds = took.as_secs_f64();
        match &failure {
            Some(error) => println!("==> {name} FAILED after {seconds:.1} s: {error:#}"),
            None => println!("==> {name} took {seconds:.1} s"),
        }
        self.done.push(Step { name, took, failure });
        value
    }

    /// Prints what ran, and fails when a step did.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        println!("\nSummary");
        for step in &self.done {
            let verdict = if step.failure.is_some() { "FAILED" } else { "ok" };
            println!("  {:<12} {:>7.1} s  {verdict}", step.name, step.took.as_secs_f64());
            if let Some(failure) = &step.failure {
                println!("    {failure:#}");
            }
        }
        let failed: Vec<_> =
            self.done.iter().filter(|step| step.failure.is_some()).map(|step| step.name).collect();
        if failed.is_empty() {
            println!("All {} steps passed.", self.done.len());
            return Ok(());
        }
        bail!("{} of {} steps failed: {}", failed.len(), self.done.len(), failed.join(", "))
    }
}

/// Runs a command that must succeed, with its output shown as it comes.
pub(crate) fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("{} did not start", shown(command)))?;
    ensure!(status.success(), "`{}` ended with {status}", shown(command));
    Ok(())
}

/// A command as a person would type it, without its environment, which may hold a password.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Prints violations, one a line, and fails when there is one.
pub(crate) fn report(violations: &[String]) -> anyhow::Result<()> {
    for violation in violations {
        println!("error: {violation}");
    }
    ensure!(violations.is_empty(), "{} found", violations.len());
    Ok(())
}
