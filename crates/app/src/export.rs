//! Exports: people and activities as tables that our own import reads back as all "same".

mod forms;
mod whole;

use domain::{
    ids::MemberId,
    imports::{fields::OWN_FIELD, values::marked as plain},
    words,
};
use serde::Serialize;
use store::{activities, errors::StoreError, people::Filter};
use uuid::Uuid;

use crate::{
    App,
    activities::list::note_for,
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

/// The columns of a table of activities.
const ACTIVITY_HEADERS: &[&str] = &[
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
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Exported {
    /// Rows below the header.
    pub rows: u64,
}

/// A table that is made piece by piece.
pub struct Table {
    app: App,
    member: Member,
    what: What,
    /// Whether the headers were written.
    has_headers: bool,
    /// The last row that was written.
    after: Option<(i64, Uuid)>,
    rows: u64,
}

/// What a table holds.
enum What {
    People {
        form: Form,
        fields: Vec<String>,
    },
    /// Of one member, or of everybody.
    Activities(Option<MemberId>),
}

impl Table {
    /// A table of all people.
    pub async fn of_people(app: &App, member: &Member, form: Form) -> Result<Self, ExportError> {
        let fields = if form == Form::Csv { field_names(app, member).await? } else { Vec::new() };
        Ok(Self::new(app, member, What::People { form, fields }))
    }

    /// A table of the activities of one member, as another may see them.
    pub fn of_activities(app: &App, member: &Member, whose: MemberId) -> Self {
        Self::new(app, member, What::Activities(Some(whose)))
    }

    fn new(app: &App, member: &Member, what: What) -> Self {
        Self {
            app: app.clone(),
            member: member.clone(),
            what,
            has_headers: false,
            after: None,
            rows: 0,
        }
    }

    /// The next piece, of some hundred rows; none at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        let mut out = Vec::new();
        if !self.has_headers {
            write_row(&mut out, self.headers().into_iter())?;
            self.has_headers = true;
            return Ok(Some(out));
        }
        let after = self.after;
        let (rows, last) = match &self.what {
            What::People { form, fields } => {
                people_after(&self.app, &self.member, *form, fields, after).await?
            }
            What::Activities(whose) => {
                activities_after(&self.app, &self.member, *whose, after).await?
            }
        };
        let Some(last) = last else { return Ok(None) };
        for row in rows {
            write_row(&mut out, row.into_iter())?;
            self.rows += 1;
        }
        self.after = Some(last);
        Ok(Some(out))
    }

    fn headers(&self) -> Vec<String> {
        match &self.what {
            What::People { form, fields } => {
                let columns = columns(*form);
                let plain = columns.iter().map(|column| column.header.to_owned());
                plain.chain(fields.iter().map(|name| format!("{OWN_FIELD}{name}"))).collect()
            }
            What::Activities(_) => ACTIVITY_HEADERS.iter().map(|it| (*it).to_owned()).collect(),
        }
    }

    /// Writes all of it.
    async fn write_to(
        mut self,
        out: &mut (impl std::io::Write + Send),
    ) -> Result<Exported, ExportError> {
        while let Some(piece) = self.next().await? {
            out.write_all(&piece)?;
        }
        Ok(Exported { rows: self.rows })
    }
}

/// Writes people as a table, page by page.
pub async fn people(
    app: &App,
    member: &Member,
    form: Form,
    out: &mut (impl std::io::Write + Send),
) -> Result<Exported, ExportError> {
    Table::of_people(app, member, form).await?.write_to(out).await
}

/// Writes the activities of everybody as a table, oldest first.
pub async fn activities(
    app: &App,
    member: &Member,
    out: &mut (impl std::io::Write + Send),
) -> Result<Exported, ExportError> {
    Table::new(app, member, What::Activities(None)).write_to(out).await
}

/// Some rows of a table, and where the next begin; none at the end.
type Rows = (Vec<Vec<String>>, Option<(i64, Uuid)>);

async fn people_after(
    app: &App,
    member: &Member,
    form: Form,
    fields: &[String],
    after: Option<(i64, Uuid)>,
) -> Result<Rows, ExportError> {
    let (some, last) = list::page(app, member, &Filter::default(), after).await?;
    let columns = columns(form);
    let mut rows = Vec::new();
    for person in whole::of_page(app, member, some).await? {
        let own = fields
            .iter()
            .map(|name| plain(person.shown.fields.get(name).map_or("", String::as_str)));
        rows.push(columns.iter().map(|column| (column.value)(&person)).chain(own).collect());
    }
    Ok((rows, last))
}

/// The names of all own fields, in order.
async fn field_names(app: &App, member: &Member) -> Result<Vec<String>, StoreError> {
    let scope = member.scope;
    app.db.read(scope, async |tx| store::people::field_names(tx, scope).await).await
}

async fn activities_after(
    app: &App,
    member: &Member,
    whose: Option<MemberId>,
    after: Option<(i64, Uuid)>,
) -> Result<Rows, ExportError> {
    let scope = member.scope;
    let after = after.unwrap_or((i64::MIN, Uuid::nil()));
    let page = app
        .db
        .read(scope, async |tx| match whose {
            Some(whose) => activities::page_of_member(tx, scope, whose, after, 500).await,
            None => activities::page(tx, scope, after, 500).await,
        })
        .await?;
    let last = page.last().map(|last| match whose {
        Some(_) => (last.on_day, last.id),
        None => (last.happened_at, last.id),
    });
    Ok((page.into_iter().map(|row| activity_cells(member.id, row)).collect(), last))
}

fn activity_cells(reader: MemberId, row: activities::Activity) -> Vec<String> {
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let yes = |flag: i64| if flag == 0 { "no" } else { "yes" }.to_owned();
    let note = plain(note_for(reader, &row));
    vec![
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
        note,
        id(row.corrects),
        id(row.corrected_by),
    ]
}

/// Rows of an import that could not be used, as a table: row, column, why.
pub(crate) fn rejected<'r>(rows: impl Iterator<Item = (i64, &'r str, &'r str)>) -> String {
    let mut table = line(["row", "column", "why"].map(str::to_owned).into_iter());
    for (row, column, why) in rows {
        table.push_str(&line([row.to_string(), plain(column), plain(why)].into_iter()));
    }
    table
}

/// One row of a table with commas, quotes where they are needed and CR LF at its end.
fn write_row(
    out: &mut impl std::io::Write,
    cells: impl Iterator<Item = String>,
) -> Result<(), std::io::Error> {
    out.write_all(line(cells).as_bytes())
}

fn line(cells: impl Iterator<Item = String>) -> String {
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
    line
}
