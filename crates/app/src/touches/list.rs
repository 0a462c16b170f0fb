//! The open touches of a rep, in the order of their last days.

use domain::{
    activities::Channel,
    enrollments::by_hand,
    ids::{EnrollmentId, PersonId, TouchId},
    touches::LooseKind,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    clock::day_number,
    pages::{self, Asked, Page, UnknownPage},
    people,
    plan::book::{Book, PlanningError, with_working_days},
    settings,
    workspaces::Member,
};

/// An open touch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TouchShown {
    /// With whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The enrollment whose next touch it is; none for a loose touch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrollment: Option<EnrollmentId>,
    /// The cadence; empty for a loose touch.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cadence: String,
    /// The loose touch; none for one of an enrollment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touch: Option<TouchId>,
    /// What a loose touch is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<LooseKind>,
    /// Which step, from 1; 0 for a loose touch.
    pub step: u8,
    /// How many steps there are.
    pub of: usize,
    /// How.
    pub channel: Channel,
    /// Planned minutes.
    pub minutes: u32,
    /// First day of its window.
    pub from: Date,
    /// Last day of its window.
    pub to: Date,
    /// The time they named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Timestamp>,
    /// Whether it waits because something happened with a colleague of theirs.
    pub held: bool,
}

impl TouchShown {
    /// What orders and names it.
    fn place(&self) -> (i64, Uuid) {
        let id = self.enrollment.map(|it| it.0).or(self.touch.map(|it| it.0));
        (day_number(self.to), id.unwrap_or_default())
    }
}

/// Why touches cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum TouchesError {
    /// There is no such page.
    #[error(transparent)]
    Page(#[from] UnknownPage),
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError),
}

/// The open touches of a rep whose windows have a day in `days`, by last day. Either end of the days may be left open.
///
/// # Errors
/// [`TouchesError::Page`].
pub async fn page(
    app: &App,
    member: &Member,
    days: (Option<Date>, Option<Date>),
    asked: &Asked,
) -> Result<Page<TouchShown>, TouchesError> {
    let (after, limit) = (asked.place()?, asked.limit());
    let found: Result<_, PlanningError> = app
        .db
        .snapshot(member.scope, async |tx| {
            let settings = settings::read(tx, member.scope).await?;
            let book = Book::read(tx, app, member, &settings).await?;
            let mut open = open_of(&book);
            let is_in = |touch: &TouchShown| {
                days.0.is_none_or(|from| from <= touch.to)
                    && days.1.is_none_or(|to| touch.from <= to)
            };
            open.retain(|touch| is_in(touch) && after.is_none_or(|after| after < touch.place()));
            open.sort_by_key(TouchShown::place);
            open.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let people: Vec<PersonId> = open.iter().map(|touch| touch.person).collect();
            let names = people::names_in(tx, member.scope, &people).await?;
            for touch in &mut open {
                touch.name = names.get(&touch.person).cloned().unwrap_or_default();
            }
            Ok(open)
        })
        .await;
    let rows = found?;
    let last = rows.last().map(TouchShown::place).map(|(on, id)| pages::write(on, id));
    Ok(Page { next: pages::next(rows.len(), limit, last), rows })
}

/// Every open touch of a rep, without names.
fn open_of(book: &Book) -> Vec<TouchShown> {
    let of_running = with_working_days(&book.calendar, |days| {
        let found = book.running.iter().filter_map(|running| {
            let (_, rules) = book.cadences.get(running.cadence)?;
            let next = running.facts.next?;
            let step = rules.step(next.step)?;
            let window = by_hand::window_of(&running.facts, rules, days)?;
            Some(TouchShown {
                person: PersonId(running.row.person_id),
                name: String::new(),
                enrollment: Some(EnrollmentId(running.row.id)),
                cadence: rules.name.clone(),
                touch: None,
                kind: None,
                step: next.step,
                of: rules.steps.len(),
                channel: step.channel,
                minutes: step.minutes,
                from: window.from,
                to: window.to,
                agreed: next.agreed_at,
                held: !running.row.held_why.is_empty(),
            })
        });
        found.collect::<Vec<_>>()
    });
    let loose = book.loose.iter().map(|(row, touch)| TouchShown {
        person: PersonId(row.person_id),
        name: String::new(),
        enrollment: None,
        cadence: String::new(),
        touch: Some(TouchId(row.id)),
        kind: Some(touch.kind),
        step: 0,
        of: 0,
        channel: touch.channel,
        minutes: touch.minutes,
        from: touch.from,
        to: touch.to,
        agreed: touch.agreed_at,
        held: false,
    });
    of_running.into_iter().chain(loose).collect()
}
