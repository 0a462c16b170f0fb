//! Opening a file: with what it is read, by which mapping, and the rows of it that are shown.

use domain::{
    imports::{self as reading, ReadOptions, Reader, RefusedFile, fields::Field},
    people::names::fold,
};
use store::{errors::StoreError, imports as stored};

use super::{Asked, ImportError, Input, Line, Report, joined, uploads};
use crate::{App, settings, workspaces::Member};

/// Characters of a cell that are shown beside a report.
const CELL_SHOWN: usize = 300;
/// Bytes of cells that are shown beside a report.
const MOST_SHOWN: usize = 1 << 20;
/// Headers by which a set of them is told apart.
const HEADERS_TOLD: usize = 20;

/// A mapping by hand, and the headers it is for.
pub(super) type Mapped = (String, String);

/// A file that is open.
pub(super) struct Opened {
    pub(super) reader: Reader,
    /// A mapping by hand, to be remembered.
    pub(super) mapped: Option<Mapped>,
    /// The mapping that was remembered and used.
    pub(super) remembered: Vec<uploads::Mapped>,
}

impl From<Reader> for Opened {
    fn from(reader: Reader) -> Self {
        Self { reader, mapped: None, remembered: Vec::new() }
    }
}

/// Opens the file; without a mapping by hand the one remembered for its headers is used.
pub(super) async fn open(
    app: &App,
    member: &Member,
    input: Input,
    asked: &Asked,
) -> Result<Opened, ImportError> {
    let scope = member.scope;
    let mut options = read_options(app, member, asked).await?;
    let first = open_with(&input, &options).await;
    let headers = match &first {
        Ok(reader) => {
            header_set(reader.recognition().columns.iter().map(|column| column.header.as_str()))
        }
        Err(ImportError::Refused(RefusedFile::NotPeople { columns, .. })) => {
            header_set(columns.iter().map(String::as_str))
        }
        Err(_) => return first.map(Opened::from),
    };
    if !asked.mapping.is_empty() {
        let json = serde_json::to_string(&asked.mapping)
            .map_err(|error| ImportError::Unreadable(error.to_string()))?;
        let mapped = Some((headers, json));
        return first.map(|reader| Opened { mapped, ..reader.into() });
    }
    let remembered =
        app.db.read(scope, async |tx| stored::mapping(tx, scope, &headers).await).await?;
    let remembered = remembered.and_then(|json| serde_json::from_str::<Vec<Mapped>>(&json).ok());
    let Some(mapping) = remembered else { return first.map(Opened::from) };
    let remembered = mapping.iter().filter_map(|(column, field)| {
        Some(uploads::Mapped { column: column.clone(), field: Field::parse(field).ok()? })
    });
    let remembered = remembered.collect();
    options.mapping = mapping;
    let reader = open_with(&input, &options).await?;
    Ok(Opened { remembered, ..reader.into() })
}

/// With what a file is read, before it is known.
async fn read_options(
    app: &App,
    member: &Member,
    asked: &Asked,
) -> Result<ReadOptions, StoreError> {
    let scope = member.scope;
    let settings = app.db.read(scope, async |tx| settings::read(tx, scope).await).await?;
    let home = settings::home_country(&settings, member);
    Ok(ReadOptions {
        mapping: asked.mapping.clone(),
        corrections: asked.corrections.clone(),
        file_name: asked.file_name.clone(),
        default_country: (!home.is_empty()).then_some(home),
        ..ReadOptions::new(app.clock.today(&member.zone))
    })
}

/// The first rows of a table, and those that its report names, as they stand in the file; the file is read as it was for the
/// report.
pub(super) async fn lines(
    app: &App,
    member: &Member,
    input: &Input,
    mut asked: Asked,
    report: &Report,
) -> Result<Vec<Line>, ImportError> {
    if asked.mapping.is_empty() {
        let remembered = report.remembered.iter();
        asked.mapping = remembered.map(|it| (it.column.clone(), it.field.to_string())).collect();
    }
    let options = read_options(app, member, &asked).await?;
    let (source, wanted) = (input.open()?, report.rows_to_show());
    let read = tokio::task::spawn_blocking(move || Ok(reading::cells(source, &options, &wanted)?));
    let cells = joined(read.await)?;
    let mut left = MOST_SHOWN;
    let lines = cells.into_iter().map(|(row, cells)| {
        let cells = cells.into_iter().map(|cell| cell.chars().take(CELL_SHOWN).collect());
        Line { row, cells: cells.collect() }
    });
    Ok(lines
        .take_while(|line: &Line| {
            let n: usize = line.cells.iter().map(String::len).sum();
            left = left.saturating_sub(n);
            left > 0
        })
        .collect())
}

/// Looks through the file on a thread of its own.
async fn open_with(input: &Input, options: &ReadOptions) -> Result<Reader, ImportError> {
    let (source, options) = (input.open()?, options.clone());
    joined(tokio::task::spawn_blocking(move || Ok(reading::open(source, &options)?)).await)
}

fn header_set<'a>(headers: impl Iterator<Item = &'a str>) -> String {
    headers.take(HEADERS_TOLD).map(fold).collect::<Vec<_>>().join("\u{1f}")
}
