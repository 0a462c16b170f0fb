//! The weeks ahead: what each working day promises, what would be late, and what would help.

use domain::{
    ids::PersonId,
    plan::{Break, Request, morning::DayPlan, repairs::Repair},
};
use serde::Serialize;

use super::{
    BreachShown, DayShown, MOST_WEEKS, morning_of, nothing_runs, people_in, person_of, repair_of,
    shown_breach, shown_day,
};
use crate::{
    App,
    clock::day_number,
    people,
    plan::book::{Book, PlanningError},
    settings,
    workspaces::Member,
};

/// The weeks ahead.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Weeks {
    /// Each working day.
    pub days: Vec<DayShown>,
    /// What would be late.
    pub late: Vec<BreachShown>,
    /// Whether everything that runs can be finished in its windows.
    pub feasible: bool,
    /// The first interval that breaks.
    pub breaks: Option<Break>,
    /// What would help while something would be late.
    pub repairs: Vec<Repair<PersonId>>,
    /// Whether no working hours are known: then there are no days.
    pub no_hours: bool,
}

impl Weeks {
    fn without_hours(book: &Book) -> Self {
        Self {
            days: Vec::new(),
            late: Vec::new(),
            feasible: nothing_runs(book),
            breaks: None,
            repairs: Vec::new(),
            no_hours: true,
        }
    }
}

/// The days of the next weeks.
pub async fn weeks(app: &App, member: &Member, n_weeks: u8) -> Result<Weeks, PlanningError> {
    app.db
        .snapshot(member.scope, async |tx| {
            let settings = settings::read(tx, member.scope).await?;
            let book = Book::read(tx, app, member, &settings).await?;
            let n_days = i64::from(n_weeks.clamp(1, MOST_WEEKS)) * 7;
            let planned = match morning_of(&book, &Request::default(), n_days) {
                Err(PlanningError::NoHours) => return Ok(Weeks::without_hours(&book)),
                planned => planned?,
            };
            let names = people::names_in(tx, member.scope, &people_in(&book)).await?;
            let until = day_number(book.today) + n_days;
            let is_shown = |day: &&DayPlan| day_number(day.on) < until;
            let days =
                planned.days.iter().filter(is_shown).map(|day| shown_day(day, &book)).collect();
            let repairs = if planned.feasible { Vec::new() } else { repairs_of(&book)? };
            Ok(Weeks {
                days,
                late: planned
                    .breaches
                    .iter()
                    .map(|breach| shown_breach(breach, &book, &names))
                    .collect(),
                feasible: planned.feasible,
                breaks: planned.breaks,
                repairs,
                no_hours: false,
            })
        })
        .await
}

/// What would help while something that runs would be late.
fn repairs_of(book: &Book) -> Result<Vec<Repair<PersonId>>, PlanningError> {
    Ok(domain::plan::admit::mending(&book.situation(1)?)?
        .into_iter()
        .map(|repair| {
            repair_of(repair, |item| person_of(item, book).unwrap_or(PersonId(uuid::Uuid::nil())))
        })
        .collect())
}
