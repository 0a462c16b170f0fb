//! How many people a filter finds, by what they are to the rep, and by what is missing to start them.

use std::collections::BTreeMap;

use domain::{
    activities::Channel,
    people::{Standing, names},
    words,
};
use serde::Serialize;
use store::{
    errors::StoreError,
    people::pages::{self, View as Seen, Way},
    transaction::Tx,
};
use utoipa::ToSchema;

use super::list::{ListError, PageRequest, filter_of};
use crate::{App, cadences, clock::day_number, workspaces::Member};

words! {
    /// People about whom something is to be done.
    pub enum View {
        /// One's own.
        Mine = "mine",
        /// Those who can be started on the usual cadence, with a way for each step of it.
        Startable = "startable",
        /// Those of whom no working number is known.
        NeedsNumber = "needs_number",
        /// Those with whom something was done and nothing is planned.
        NoNextStep = "no_next_step",
        /// Those whose cadence waits for its last touch, or the one before.
        FinishingSoon = "finishing_soon",
        /// Those in nurture until today or an earlier day.
        NurtureDue = "nurture_due",
        /// Leads who were never on a cadence.
        NeverStarted = "never_started",
    }
}

/// How many people a filter finds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeopleCounts {
    /// Of each standing; one that is missing has none.
    pub standings: BTreeMap<String, i64>,
    /// Of those whom you could start, whatever the view: how many can be, and what the others lack.
    pub startable: StartableCounts,
}

/// How many people can be started on the usual cadence.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StartableCounts {
    /// The cadence.
    pub cadence: String,
    /// Those who can be reached in every way it needs.
    pub ready: i64,
    /// Those who could be started if they could be reached, and lack this; some lack more than one.
    pub lacking: Vec<Lacking>,
}

/// How many lack a way.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Lacking {
    /// What they lack.
    pub way: WayWord,
    /// How many.
    pub people: i64,
}

words! {
    /// A way by which a cadence reaches somebody.
    pub enum WayWord {
        /// A number that may be called.
        Number = "number",
        /// An address that may be written to.
        Email = "email",
        /// A profile, or name and company.
        Profile = "profile",
    }
}

/// Counts the people of a filter.
///
/// # Errors
/// As [`page_of`](super::list::page_of).
pub async fn of(app: &App, member: &Member, asked: PageRequest) -> Result<PeopleCounts, ListError> {
    let filter = filter_of(app, member, &asked).await?;
    let scope = member.scope;
    let today = day_number(app.clock.today(&member.zone));
    let counted: Result<PeopleCounts, StoreError> = app
        .db
        .snapshot(scope, async |tx| {
            let standings = by_standing(pages::standings(tx, scope, &filter).await?);
            let ways = ways_of_usual(tx, member).await?;
            let reachable = pages::reachable(tx, scope, &filter, (member.id, today), &ways).await?;
            let lacking = [
                (Way::Number, WayWord::Number, reachable.n_without_number),
                (Way::Email, WayWord::Email, reachable.n_without_email),
                (Way::Profile, WayWord::Profile, reachable.n_without_profile),
            ];
            let lacking = lacking.into_iter().filter(|(way, ..)| ways.contains(way));
            let lacking = lacking.map(|(_, way, people)| Lacking { way, people }).collect();
            let ready = reachable.n_ready;
            let cadence = cadences::USUAL.to_owned();
            Ok(PeopleCounts { standings, startable: StartableCounts { cadence, ready, lacking } })
        })
        .await;
    Ok(counted?)
}

/// The standings that somebody has.
fn by_standing(counted: pages::Standings) -> BTreeMap<String, i64> {
    let all = Standing::ALL.iter().map(|standing| {
        let n = match standing {
            Standing::Lead => counted.n_lead,
            Standing::Prospect => counted.n_prospect,
            Standing::InNurture => counted.n_in_nurture,
            Standing::Client => counted.n_client,
            Standing::FormerClient => counted.n_former_client,
            Standing::Other => counted.n_other,
        };
        (standing.to_string(), n)
    });
    all.filter(|(_, n)| *n > 0).collect()
}

/// What a view asks of the store.
pub(super) async fn seen(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    view: View,
) -> Result<Option<Seen>, StoreError> {
    let today = day_number(app.clock.today(&member.zone));
    Ok(Some(match view {
        View::Mine => return Ok(None),
        View::Startable => Seen::Startable(member.id, today, ways_of_usual(tx, member).await?),
        View::NeedsNumber => Seen::NeedsNumber,
        View::NoNextStep => Seen::NoNextStep(today),
        View::FinishingSoon => Seen::FinishingSoon,
        View::NurtureDue => Seen::NurtureDue(today),
        View::NeverStarted => Seen::NeverStarted,
    }))
}

/// The ways that the usual cadence needs.
async fn ways_of_usual(tx: &mut Tx, member: &Member) -> Result<Vec<Way>, StoreError> {
    let usual = names::fold(cadences::USUAL);
    let rules = cadences::rules(tx, member.scope).await?;
    let newest = store::cadences::newest(tx, member.scope).await?;
    let version = newest.iter().find(|row| names::fold(&row.name) == usual);
    let rules = rules.iter().find(|(id, _)| version.is_some_and(|row| row.version_id == id.0));
    let steps = rules.map(|(_, rules)| rules.steps.as_slice()).unwrap_or_default();
    let mut ways: Vec<Way> = steps
        .iter()
        .filter_map(|step| match step.channel {
            Channel::Call | Channel::Text => Some(Way::Number),
            Channel::Email => Some(Way::Email),
            Channel::Social => Some(Way::Profile),
            Channel::Letter | Channel::WalkIn | Channel::Event | Channel::Video => None,
        })
        .collect();
    ways.sort_unstable();
    ways.dedup();
    Ok(ways)
}
