//! Suppression: what a person forbade, for themselves and for every address and number of theirs.

use std::collections::BTreeSet;

use domain::{
    activities::Channel,
    enrollments::{EndWhy, HoldWhy},
    ids::{PersonId, SuppressionId},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    enrollments, errors::StoreError, people as people_rows, scope::Scope, suppressions as rows,
    transaction::Tx,
};

use crate::{
    App,
    audit::Change,
    clock::{instant_of, micros},
    companies,
    enrollments::{
        by_hand::{HandError, pass_over},
        facts_of, leave_prospects, put_facts,
    },
    pages::{self, Asked, Page, UnknownPage},
    people::{MergedAway, merged_away},
    workspaces::Member,
};

/// Longest why, in characters.
pub const MAX_WHY: usize = 1000;

/// Why somebody cannot be suppressed.
#[derive(Debug, thiserror::Error)]
pub enum SuppressError {
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// No why was given.
    #[error("suppression needs a why")]
    WhyMissing,
    /// The why is too long.
    #[error("a why has at most {MAX_WHY} characters")]
    WhyTooLong,
    /// No channel was named.
    #[error("name at least one channel")]
    ChannelMissing,
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// Their cadence cannot go on.
    #[error(transparent)]
    Cadence(#[from] HandError),
    /// They were merged into somebody.
    #[error(transparent)]
    Merged(#[from] MergedAway),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// A bar as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SuppressionShown {
    /// Its id.
    pub id: SuppressionId,
    /// Whom it was said of.
    pub person: PersonId,
    /// The channel.
    pub channel: String,
    /// The address or number; empty for the whole channel of the person.
    pub key: String,
    /// Why.
    pub why: String,
    /// Where it was said.
    pub source: String,
    /// When it was said.
    pub at: Timestamp,
}

/// The bars of a workspace, newest first.
pub async fn list(
    app: &App,
    member: &Member,
    asked: &Asked,
) -> Result<Page<SuppressionShown>, SuppressError> {
    let (scope, limit, place) = (member.scope, asked.limit(), asked.place()?);
    let found = app.db.read(scope, async |tx| rows::page(tx, scope, place, limit).await).await?;
    let last = found.last().map(|row| pages::write(row.recorded_at, row.id));
    let next = pages::next(found.len(), limit, last);
    Ok(Page { rows: found.into_iter().map(shown).collect(), next })
}

/// The bars said of a person, oldest first.
pub async fn of_person(
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<Vec<SuppressionShown>, SuppressError> {
    let scope = member.scope;
    app.db
        .read(scope, async |tx| {
            let there = people_rows::get(tx, scope, person).await?;
            there.ok_or(SuppressError::UnknownPerson { person })?;
            Ok(rows::of_person(tx, scope, person).await?.into_iter().map(shown).collect())
        })
        .await
}

fn shown(row: rows::Suppression) -> SuppressionShown {
    SuppressionShown {
        id: SuppressionId(row.id),
        person: PersonId(row.person_id),
        channel: row.channel,
        key: row.key,
        why: row.why,
        source: row.source,
        at: instant_of(row.suppressed_at),
    }
}

/// What is stored when a person forbids channels: a bar on the person, and one on each address and number.
#[expect(clippy::too_many_arguments, reason = "each is a fact of the row, told by the caller")]
pub async fn rows(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    channels: &BTreeSet<Channel>,
    why: &str,
    source: &str,
    at: Timestamp,
) -> Result<Vec<rows::Suppression>, StoreError> {
    let ids = [person.0];
    let emails = people_rows::email_addresses(tx, member.scope, &ids).await?;
    let numbers = people_rows::phone_numbers(tx, member.scope, &ids).await?;
    let mut found = Vec::new();
    for channel in channels {
        let keys: Vec<String> = match channel {
            Channel::Email => emails.iter().map(|email| email.key.clone()).collect(),
            Channel::Call | Channel::Text => numbers
                .iter()
                .filter(|number| !number.e164.is_empty())
                .map(|number| number.e164.clone())
                .collect(),
            _ => Vec::new(),
        };
        let keys: BTreeSet<String> = keys.into_iter().chain([String::new()]).collect();
        found.extend(keys.into_iter().map(|key| rows::Suppression {
            id: app.ids.next(),
            person_id: person.0,
            channel: channel.to_string(),
            key,
            why: why.to_owned(),
            source: source.to_owned(),
            suppressed_at: micros(at),
            recorded_at: micros(app.clock.recorded()),
        }));
    }
    Ok(found)
}

/// Suppresses channels of a person by hand. A cadence that needs all of them ends; the answer says whether one did.
pub async fn suppress(
    app: &App,
    member: &Member,
    person: PersonId,
    channels: BTreeSet<Channel>,
    why: &str,
) -> Result<bool, SuppressError> {
    if why.trim().is_empty() {
        return Err(SuppressError::WhyMissing);
    }
    if why.chars().count() > MAX_WHY {
        return Err(SuppressError::WhyTooLong);
    }
    if channels.is_empty() {
        return Err(SuppressError::ChannelMissing);
    }
    let (app, member, why) = (app.clone(), member.clone(), why.to_owned());
    let (db, scope) = (app.db.clone(), member.scope);
    db.urgent(scope, async move |tx| {
        // A start that runs beside this waits, or is there to be seen.
        people_rows::lock(tx, scope, &[person.0]).await?;
        let live = people_rows::get(tx, scope, person).await?.filter(|row| row.state == "live");
        if live.is_none() {
            return Err(match merged_away(tx, scope, person).await? {
                Some(merged) => merged.into(),
                None => SuppressError::UnknownPerson { person },
            });
        }
        let at = app.clock.now();
        let barred = rows(tx, &app, &member, person, &channels, &why, "by hand", at).await?;
        rows::insert(tx, scope, &barred).await?;
        let names: Vec<&str> = channels.iter().map(|channel| channel.as_str()).collect();
        let change =
            Change::new("suppressed", "person", person.0).with("channels", names.join(" "));
        change.with("why", why.as_str()).by(tx, &app, &member).await?;
        Ok(take_effect(tx, &app, &member, person, &why).await?)
    })
    .await
}

/// Ends the open enrollment of a person when nothing may be done with them any more, and holds their colleagues as an outcome
/// that says so would; else passes over the touches that were forbidden. Says whether an enrollment ended.
pub(crate) async fn take_effect(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    why: &str,
) -> Result<bool, HandError> {
    let has_ended = end_if_all_forbidden(tx, app, member, person, why).await?;
    if !has_ended {
        pass_over(tx, app, member, person).await?;
    }
    if forbids_all(tx, member.scope, person).await?
        && let Some(row) = people_rows::get(tx, member.scope, person).await?
    {
        let (opted_out, now) = (HoldWhy::DoNotContact, app.clock.now());
        companies::hold_colleagues(tx, member.scope, &row, opted_out, now).await?;
    }
    Ok(has_ended)
}

/// Whether somebody forbade every channel.
pub(crate) async fn forbids_all(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<bool, StoreError> {
    let said = rows::of_person(tx, scope, person).await?;
    let forbidden: BTreeSet<&str> =
        said.iter().filter(|bar| bar.key.is_empty()).map(|bar| bar.channel.as_str()).collect();
    Ok(Channel::ALL.iter().all(|channel| forbidden.contains(channel.as_str())))
}

/// Ends the open enrollment of a person none of whose channels may be used any more; says whether there was one.
pub async fn end_if_all_forbidden(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    why: &str,
) -> Result<bool, StoreError> {
    if !forbids_all(tx, member.scope, person).await? {
        return Ok(false);
    }
    let Some(mut row) = enrollments::open_of_person(tx, member.scope, person).await? else {
        return Ok(false);
    };
    let mut facts = facts_of(&row)?;
    facts.end(app.clock.today(&member.zone), EndWhy::OptedOut, Some(why.to_owned()));
    put_facts(&mut row, &facts);
    enrollments::update(tx, member.scope, &row).await?;
    leave_prospects(tx, app, member.scope, person).await?;
    Ok(true)
}
