//! Reading past activity by a doctrine: what it counts as, and the activities behind each number.

use std::collections::BTreeMap;

use domain::{
    activities::{Ask, Behaviour, Channel, Outcome, record::initiated_by},
    doctrine::{Class, Counted, Doctrine, Facts, Promised, Reading},
    enrollments::EnrollmentState,
    ids::{ActivityId, MemberId},
    reasons::ReasonKind,
    recipes::progress::Period,
    words::UnknownWord,
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    activities::facts::{self, Alike},
    errors::StoreError,
    transaction::Tx,
};

use super::{
    DoctrineUseError, Shelf,
    warnings::{WarningShown, warning},
};
use crate::{
    App,
    clock::{date_of, day_number, day_numbers},
    workspaces::Member,
};

/// The most activities of one page of rows.
pub const MOST_ROWS: usize = 1_000;
/// How many activities are asked of the store at once while rows are looked for.
const CHUNK: i64 = 2_000;

/// What is read, and by which doctrine.
#[derive(Clone, Debug)]
pub struct Question {
    /// The days.
    pub period: Period,
    /// The doctrine by name; that in force when none.
    pub doctrine: Option<String>,
    /// Its version; the newest when none.
    pub version: Option<i64>,
    /// Whose work is read; that of the rep who asks when none. What others did is not theirs.
    pub of: Option<MemberId>,
}

/// What a doctrine says of the days of a rep.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ReadingShown {
    /// The doctrine.
    pub doctrine: String,
    /// Its version.
    pub version: i64,
    /// The days.
    pub period: Period,
    /// Whose work it is.
    pub of: MemberId,
    /// By class and whether it counts; those without any activity are left out.
    pub classes: Vec<ClassShown>,
    /// What counts.
    pub counted: Amount,
    /// What may count yet.
    pub pending: Amount,
    /// What does not.
    pub not_counted: Amount,
    /// What the doctrine warns of, as of the last of the days; none when it warns of nothing.
    pub warning: Option<WarningShown>,
}

/// How much of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ClassShown {
    /// The class.
    pub class: Class,
    /// Whether it counts.
    pub counts: Counted,
    /// How much.
    #[serde(flatten)]
    pub amount: Amount,
}

/// Activities and their minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Amount {
    /// How many activities.
    pub activities: i64,
    /// Their minutes.
    pub minutes: i64,
}

impl Amount {
    pub(crate) fn add(&mut self, row: &Alike) {
        self.activities += row.n;
        self.minutes += row.minutes;
    }
}

/// Which of them are to be opened: all where nothing is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// Of this class.
    pub class: Option<Class>,
    /// That count, do not, or are pending.
    pub counts: Option<Counted>,
    /// After this one.
    pub after: Option<(Date, ActivityId)>,
    /// At most so many; [`MOST_ROWS`] when none.
    pub limit: Option<usize>,
}

/// An activity behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ReadRow {
    /// The activity.
    pub activity: ActivityId,
    /// The rep's local day.
    pub on: Date,
    /// What it is.
    #[serde(flatten)]
    pub reading: Reading,
    /// Its minutes.
    pub minutes: i64,
}

/// Reads the days of a rep by a doctrine.
pub async fn read(
    app: &App,
    member: &Member,
    question: &Question,
) -> Result<ReadingShown, DoctrineUseError> {
    let days = day_numbers(question.period)?;
    app.db
        .snapshot(member.scope, async |tx| {
            let shelf = Shelf::of(tx, member.scope).await?;
            let chosen = shelf.chosen(question.doctrine.as_deref(), question.version)?;
            let of = question.of.unwrap_or(member.id);
            let rows = facts::alike(tx, member.scope, of, days).await?;
            let mut found: BTreeMap<(Class, Counted), Amount> = BTreeMap::new();
            for row in &rows {
                let reading = chosen.doctrine.reading(&facts_of(row, of == member.id)?);
                found.entry((reading.class, reading.counts)).or_default().add(row);
            }
            let sum = |counts: Counted| {
                let mut sum = Amount::default();
                for (_, amount) in found.iter().filter(|((_, one), _)| *one == counts) {
                    sum.activities += amount.activities;
                    sum.minutes += amount.minutes;
                }
                sum
            };
            Ok(ReadingShown {
                doctrine: chosen.doctrine.name.clone(),
                version: chosen.number,
                period: question.period,
                of,
                counted: sum(Counted::Yes),
                pending: sum(Counted::Pending),
                not_counted: sum(Counted::No),
                warning: warning(tx, app, member, &chosen.doctrine, question).await?,
                classes: found
                    .iter()
                    .map(|((class, counts), amount)| ClassShown {
                        class: *class,
                        counts: *counts,
                        amount: *amount,
                    })
                    .collect(),
            })
        })
        .await
}

/// The activities behind a number of a reading, by day and id.
pub async fn rows(
    app: &App,
    member: &Member,
    question: &Question,
    which: Which,
) -> Result<Vec<ReadRow>, DoctrineUseError> {
    let days = day_numbers(question.period)?;
    app.db
        .snapshot(member.scope, async |tx| {
            let shelf = Shelf::of(tx, member.scope).await?;
            let chosen = shelf.chosen(question.doctrine.as_deref(), question.version)?;
            let of = question.of.unwrap_or(member.id);
            let limit = which.limit.unwrap_or(MOST_ROWS).min(MOST_ROWS);
            let begin = facts::before_day(days.0);
            let after = which.after.map(|(on, id)| (day_number(on), id.0));
            let mut after = after.filter(|after| *after > begin).unwrap_or(begin);
            let mut found = Vec::new();
            loop {
                let page = facts::each(tx, member.scope, of, days.1, after, CHUNK).await?;
                let Some(last) = page.last() else { return Ok(found) };
                after = (last.facts.on_day, last.id);
                for one in &page {
                    let reading = chosen.doctrine.reading(&facts_of(&one.facts, of == member.id)?);
                    let is_asked = which.class.is_none_or(|class| class == reading.class)
                        && which.counts.is_none_or(|counts| counts == reading.counts);
                    if is_asked {
                        found.push(ReadRow {
                            activity: ActivityId(one.id),
                            on: date_of(one.facts.on_day),
                            reading,
                            minutes: one.facts.minutes,
                        });
                    }
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
        })
        .await
}

/// What a rep did on some days, by day, class and whether it counts.
pub(crate) async fn by_day(
    tx: &mut Tx,
    member: &Member,
    doctrine: &Doctrine,
    of: MemberId,
    days: (i64, i64),
) -> Result<BTreeMap<(Date, Class, Counted), Amount>, StoreError> {
    let mut found: BTreeMap<(Date, Class, Counted), Amount> = BTreeMap::new();
    for row in facts::alike(tx, member.scope, of, days).await? {
        let reading = doctrine.reading(&facts_of(&row, of == member.id)?);
        found.entry((date_of(row.on_day), reading.class, reading.counts)).or_default().add(&row);
    }
    Ok(found)
}

/// The facts of an activity as a doctrine asks for them.
pub(crate) fn facts_of(row: &Alike, mine: bool) -> Result<Facts, StoreError> {
    let outcome = word(&row.outcome, Outcome::parse)?;
    Ok(Facts {
        behaviour: word(&row.behaviour, Behaviour::parse)?,
        channel: word(&row.channel, Channel::parse)?,
        outcome,
        reached: row.reached != 0,
        conversation: row.conversation != 0,
        asked: word(&row.asked, Ask::parse)?,
        initiated_by: initiated_by(outcome),
        warm: row.is_warm != 0,
        // Reasons may be of a kind that an import named in its own words.
        reason_kind: ReasonKind::parse(&row.reason_kind).ok(),
        touch_no: u8::try_from(row.touch_no).ok().filter(|touch| *touch > 0),
        touches_done: u8::try_from(row.touches_done).unwrap_or(u8::MAX),
        enrollment: word(&row.promised, Promised::parse)?.unwrap_or(Promised::None),
        state: word(&row.state, EnrollmentState::parse)?,
        mine,
    })
}

/// A stored word; none when it is empty.
fn word<T>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, UnknownWord>,
) -> Result<Option<T>, StoreError> {
    let unreadable =
        |error: UnknownWord| StoreError::Unreadable { what: "activity", why: error.to_string() };
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).map_err(unreadable) }
}
