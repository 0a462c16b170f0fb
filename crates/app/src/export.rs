//! Exports: people and activities as tables that our own import reads back as all "same".

mod forms;
mod whole;

use domain::{
    imports::{fields::OWN_FIELD, values::marked as plain},
    words,
};
use serde::Serialize;
use store::{activities, errors::StoreError, people::Filter};

use crate::{
    App,
    clock::{date_of, instant_of},
    people::list::{self, ListError},
    workspaces::Member,
};
use forms::columns;

words! {
    /// The program a table is made for.
    pub enum Form {
        /// Our own, with everything.
        Csv = "csv",
        /// HubSpot's contacts.
        HubSpot = "hubspot",
        /// Salesforce's leads.
        Salesforce = "salesforce",
        /// Pipedrive's people.
        Pipedrive = "pipedrive",
    }
}

/// Why nothing is exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The table cannot be written where it should go.
    #[error("the table cannot be written")]
    Write(#[from] std::io::Error),
    /// The people cannot be read.
    #[error(transparent)]
    People(#[from] ListError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What was exported.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Exported {
    /// Rows below the header.
    pub rows: u64,
}

/// Writes people as a table, page by page.
pub async fn people(
    app: &App,
    member: &Member,
    form: Form,
    out: &mut (impl std::io::Write + Send),
) -> Result<Exported, ExportError> {
    let filter = Filter::default();
    let fields = if form == Form::Csv { field_names(app, member).await? } else { Vec::new() };
    let columns = columns(form);
    let headers = columns
        .iter()
        .map(|column| column.header.to_owned())
        .chain(fields.iter().map(|name| format!("{OWN_FIELD}{name}")));
    write_row(out, headers)?;
    let (mut after, mut exported) = (None, Exported { rows: 0 });
    loop {
        let (some, last) = list::page(app, member, &filter, after).await?;
        let Some(last) = last else { return Ok(exported) };
        after = Some(last);
        for person in whole::of_page(app, member, some).await? {
            let own = fields
                .iter()
                .map(|name| plain(person.shown.fields.get(name).map_or("", String::as_str)));
            write_row(out, columns.iter().map(|column| (column.value)(&person)).chain(own))?;
            exported.rows += 1;
        }
    }
}

/// The names of all own fields, in order.
async fn field_names(app: &App, member: &Member) -> Result<Vec<String>, StoreError> {
    let scope = member.scope;
    app.db.read(scope, async |tx| store::people::field_names(tx, scope).await).await
}

/// Writes activities as a table, oldest first.
pub async fn activities(
    app: &App,
    member: &Member,
    out: &mut (impl std::io::Write + Send),
) -> Result<Exported, ExportError> {
    let headers = [
        "id",
        "person",
        "on",
        "at",
        "behaviour",
        "channel",
        "outcome",
        "own_outcome",
        "step",
        "minutes",
        "reached",
        "conversation",
        "asked",
        "why",
        "note",
        "corrects",
        "corrected_by",
    ];
    write_row(out, headers.iter().map(|header| (*header).to_owned()))?;
    let scope = member.scope;
    let (mut after, mut exported) = ((i64::MIN, uuid::Uuid::nil()), Exported { rows: 0 });
    loop {
        let page =
            app.db.read(scope, async |tx| activities::page(tx, scope, after, 500).await).await?;
        let Some(last) = page.last() else { return Ok(exported) };
        after = (last.happened_at, last.id);
        for row in page {
            let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
            let yes = |flag: i64| if flag == 0 { "no" } else { "yes" }.to_owned();
            let cells = [
                row.id.to_string(),
                id(row.person_id),
                date_of(row.on_day).to_string(),
                instant_of(row.happened_at).to_string(),
                row.behaviour,
                row.channel,
                row.outcome,
                plain(&row.own_outcome),
                row.step.map(|step| step.to_string()).unwrap_or_default(),
                row.minutes.to_string(),
                yes(row.reached),
                yes(row.conversation),
                row.asked,
                plain(&row.why),
                plain(&row.note),
                id(row.corrects),
                id(row.corrected_by),
            ];
            write_row(out, cells.into_iter())?;
            exported.rows += 1;
        }
    }
}

/// One row of a table with commas, quotes where they are needed and CR LF at its end.
fn write_row(
    out: &mut impl std::io::Write,
    cells: impl Iterator<Item = String>,
) -> Result<(), std::io::Error> {
    let mut line = String::new();
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            line.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t'])
            || cell.starts_with(' ')
            || cell.ends_with(' ')
        {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(&cell);
        }
    }
    line.push_str("\r\n");
    out.write_all(line.as_bytes())
}
