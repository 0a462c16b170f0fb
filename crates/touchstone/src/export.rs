//! `export`: a table on standard output.

use std::io::{BufWriter, Write};

use app::export::{self, ExportError, Form};
use clap::{Args, ValueEnum};

use crate::{
    answer::{Answer, Failure},
    context::Context,
};

/// `touchstone export`
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// What to export.
    what: What,
    /// The program it is for: csv, hubspot, salesforce, pipedrive.
    #[arg(long = "as", value_name = "FORM", default_value = "csv")]
    form: Form,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    People,
    Activities,
}

/// Runs `export`. The table is the answer, so nothing else is printed on standard output.
pub(crate) async fn run(context: &Context, args: ExportArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let mut out = BufWriter::new(std::io::stdout());
    let exported = match args.what {
        What::People => export::people(&context.app, &rep, args.form, &mut out).await,
        What::Activities => export::activities(&context.app, &rep, &mut out).await,
    };
    exported?;
    match out.flush() {
        Ok(()) => Ok(Answer::nothing()),
        Err(error) => Err(ExportError::Write(error).into()),
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::People(error) => error.into(),
            ExportError::Write(ref source) => Self::failed("io", format!("{error}: {source}")),
        }
    }
}
