//! Whom a start is about: those named, or the first of the list; who of them can be started as far as they themselves are
//! concerned, and why the others cannot.

use std::collections::BTreeSet;

use domain::{
    cadences::{
        Cadence,
        ability::{NotAble, able},
    },
    enrollments::candidates::{Eligibility, NotEligible},
    ids::PersonId,
    settings::Settings,
};
use jiff::tz::TimeZone;
use store::{people as people_rows, transaction::Tx};

use super::{NotStartable, StartError, StartRequest, Whom};
use crate::{
    clock::day_number,
    people::{
        self, eligibility,
        reach::{self, Reached},
    },
    plan::book::Book,
    workspaces::Member,
};

/// Whom a start is about.
pub(super) struct Chosen {
    /// Those who can be started as far as they themselves are concerned, in order.
    pub(super) able: Vec<Reached>,
    /// Those who cannot.
    pub(super) not_able: Vec<NotStartable>,
    /// How many more the list holds; none when persons were named.
    pub(super) left: Option<u64>,
}

pub(super) async fn choose(
    tx: &mut Tx,
    member: &Member,
    settings: &Settings,
    book: &Book,
    request: &StartRequest,
    cadence: &Cadence,
) -> Result<Chosen, StartError> {
    match &request.whom {
        Whom::These(people) => choose_named(tx, member, settings, book, people, cadence).await,
        Whom::First(n) => choose_first(tx, member, settings, book, *n, cadence).await,
    }
}

/// The persons named, each once.
async fn choose_named(
    tx: &mut Tx,
    member: &Member,
    settings: &Settings,
    book: &Book,
    asked: &[PersonId],
    cadence: &Cadence,
) -> Result<Chosen, StartError> {
    let mut seen = BTreeSet::new();
    let named: Vec<PersonId> = asked.iter().copied().filter(|it| seen.insert(*it)).collect();
    let found = reach::of(tx, member, settings, (&book.calendar, book.today), &named).await?;
    if let Some(person) = named.iter().find(|person| !found.contains_key(person)) {
        return Err(match people::merged_away(tx, member.scope, *person).await? {
            Some(merged) => merged.into(),
            None => StartError::UnknownPerson { person: *person },
        });
    }
    let rules = eligibility::of(tx, member, &named).await?;
    let is_taken = |person: &&PersonId| {
        rules.get(person).is_some_and(|it| it.named() == Err(NotEligible::OtherRep))
    };
    let taken: Vec<PersonId> = named.iter().filter(is_taken).copied().collect();
    let workers = eligibility::workers(tx, member, &taken).await?;
    let (mut eligible, mut not_able) = (Vec::new(), Vec::new());
    for reached in named.iter().filter_map(|person| found.get(person)) {
        match rules.get(&reached.person).map_or(Ok(()), Eligibility::named) {
            Ok(()) => eligible.push(reached.clone()),
            Err(why) => {
                let rep = workers.get(&reached.person);
                not_able.push(not_startable(reached, why, rep.map(String::as_str)));
            }
        }
    }
    let (able, lacking) = sorted_out(eligible, cadence, usize::MAX, &member.zone);
    not_able.extend(lacking);
    Ok(Chosen { able, not_able, left: None })
}

/// The first so many of the list; more of it is looked at until there are enough who are able.
async fn choose_first(
    tx: &mut Tx,
    member: &Member,
    settings: &Settings,
    book: &Book,
    n: u32,
    cadence: &Cadence,
) -> Result<Chosen, StartError> {
    let wanted = usize::try_from(n).unwrap_or(usize::MAX);
    let mut looked_at = i64::from(n).saturating_mul(2).max(500);
    loop {
        let (ids, is_all) = eligibility::listed(tx, member, book.today, looked_at).await?;
        let found = reach::of(tx, member, settings, (&book.calendar, book.today), &ids).await?;
        let in_order = ids.iter().filter_map(|person| found.get(person).cloned());
        let (able, not_able) = sorted_out(in_order, cadence, wanted, &member.zone);
        if able.len() >= wanted || is_all {
            let (scope, today) = (member.scope, day_number(book.today));
            let n_startable =
                people_rows::startable::n_startable(tx, scope, member.id, today).await?;
            let used = u64::try_from(able.len() + not_able.len()).unwrap_or_default();
            let left = Some(n_startable.saturating_sub(used));
            return Ok(Chosen { able, not_able, left });
        }
        looked_at = looked_at.saturating_mul(4);
    }
}

/// The first `wanted` who are able, and those who are not and stood before them.
fn sorted_out(
    people: impl IntoIterator<Item = Reached>,
    cadence: &Cadence,
    wanted: usize,
    zone: &TimeZone,
) -> (Vec<Reached>, Vec<NotStartable>) {
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    for reached in people {
        if can.len() == wanted {
            break;
        }
        match able(cadence, &reached.reach) {
            Ok(()) => can.push(reached),
            Err(lack) => cannot.push(lacking(reached, lack, zone)),
        }
    }
    (can, cannot)
}

/// Somebody who cannot be started; whom another rep works is told with that rep's name.
fn not_startable(reached: &Reached, why: NotEligible, rep: Option<&str>) -> NotStartable {
    let worked_by = rep.filter(|_| why == NotEligible::OtherRep);
    let (missing, told) = match worked_by {
        Some(rep) => ("worked_by".to_owned(), format!("{rep} works this person or company")),
        None => (why.told().to_owned(), why.told().to_owned()),
    };
    NotStartable {
        person: reached.person,
        name: reached.name.clone(),
        step: 0,
        missing,
        told,
        worked_by: worked_by.map(str::to_owned),
    }
}

fn lacking(reached: Reached, lack: NotAble, zone: &TimeZone) -> NotStartable {
    let told = reached.barred_told(lack.missing, zone).unwrap_or_else(|| lack.to_string());
    NotStartable {
        person: reached.person,
        name: reached.name,
        step: lack.step,
        missing: lack.missing.to_string(),
        told,
        worked_by: None,
    }
}
