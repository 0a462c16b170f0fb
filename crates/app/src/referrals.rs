//! Referrals: a name given becomes a lead, with who gave it and a follow-up in the plan.

use std::collections::BTreeSet;

use domain::{
    activities::Channel,
    ids::{ActivityId, MemberId, PersonId, ReferralId, TouchId},
    referrals::{ReferralError, ReferralState},
    settings::Settings,
    touches::{LooseKind, LooseTouch},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    errors::StoreError, people as people_rows, referrals as rows, scope::Scope,
    touches as touch_rows, transaction::Tx,
};

use crate::{
    App,
    audit::Change,
    calendar,
    clock::{date_of, day_number, micros},
    pages::{self, Asked, Page, UnknownPage},
    people::names_in,
    plan::book::with_working_days,
    settings, teams,
    touches::loose_row,
    workspaces::Member,
};

/// Longest name that can be given, in characters.
pub const MAX_NAME: usize = 500;
/// Longest number that can be given with it.
pub const MAX_PHONE: usize = 100;
/// Longest why.
pub const MAX_WHY: usize = 1_000;

/// A name that was given.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The name.
    pub name: &'a str,
    /// Their number as written; may be empty.
    pub phone: &'a str,
    /// Why they might need us; may be empty.
    pub why: &'a str,
    /// Who gave it.
    pub giver: Option<PersonId>,
    /// The activity in which it was given.
    pub activity: Option<ActivityId>,
    /// The day it was given.
    pub on: Date,
}

/// What storing a referral made.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ReferralStored)]
pub struct Stored {
    /// The referral.
    pub referral: ReferralId,
    /// The lead.
    pub person: PersonId,
    /// The follow-up.
    pub follow_up: TouchId,
    /// First day of its window.
    pub from: Date,
    /// Last day of its window.
    pub to: Date,
}

/// A referral as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ReferralShown {
    /// Its id.
    pub id: ReferralId,
    /// The lead.
    pub person: PersonId,
    /// The lead's name.
    pub name: String,
    /// Who gave it.
    pub given_by: Option<PersonId>,
    /// Their name.
    pub giver: String,
    /// What became of it.
    pub state: ReferralState,
    /// The day it was given.
    pub on: Date,
}

/// Why a referral cannot be stored or changed.
#[derive(Debug, thiserror::Error)]
pub enum ReferralChangeError {
    /// A text is too long.
    #[error("`{field}` has at most {most} characters")]
    TooLong {
        /// Which.
        field: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// The name is empty.
    #[error("a referral needs a name")]
    NameMissing,
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is no such referral.
    #[error("there is no referral `{referral}`")]
    Unknown {
        /// The id.
        referral: ReferralId,
    },
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// It cannot become that.
    #[error(transparent)]
    State(#[from] ReferralError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Stores a referral by hand.
pub async fn add(
    app: &App,
    member: &Member,
    name: &str,
    phone: &str,
    why: &str,
    giver: Option<PersonId>,
) -> Result<Stored, ReferralChangeError> {
    if name.trim().is_empty() {
        return Err(ReferralChangeError::NameMissing);
    }
    for (field, text, most) in
        [("name", name, MAX_NAME), ("phone", phone, MAX_PHONE), ("why", why, MAX_WHY)]
    {
        if text.chars().count() > most {
            return Err(ReferralChangeError::TooLong { field, most });
        }
    }
    let (app, member) = (app.clone(), member.clone());
    let (name, phone, why) = (name.to_owned(), phone.to_owned(), why.to_owned());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        if let Some(person) = giver
            && people_rows::get(tx, scope, person).await?.is_none()
        {
            return Err(ReferralChangeError::UnknownPerson { person });
        }
        let settings = settings::read(tx, scope).await?;
        let on = app.clock.today(&member.zone);
        let given = Given { name: &name, phone: &phone, why: &why, giver, activity: None, on };
        let stored = store_given(tx, &app, &member, &settings, &given, None).await?;
        let change = Change::new("added", "referral", stored.referral.0);
        change.with("person_id", stored.person.to_string()).by(tx, &app, &member).await?;
        Ok(stored)
    })
    .await
}

/// The referrals of a rep, newest first.
pub async fn list(app: &App, member: &Member) -> Result<Vec<ReferralShown>, ReferralChangeError> {
    let (scope, id) = (member.scope, member.id);
    app.db
        .read(scope, async |tx| {
            let found = rows::of_member(tx, scope, id).await?;
            Ok(shown(tx, scope, found).await?)
        })
        .await
}

/// A page of the referrals of a rep, newest first.
pub async fn page_of(
    app: &App,
    member: &Member,
    asked: &Asked,
) -> Result<Page<ReferralShown>, ReferralChangeError> {
    let (scope, id) = (member.scope, member.id);
    let (limit, place) = (asked.limit(), asked.place()?);
    app.db
        .read(scope, async |tx| {
            let found = rows::page_of_member(tx, scope, id, place, limit).await?;
            let last = found.last().map(|row| pages::write(row.given_on, row.id));
            let next = pages::next(found.len(), limit, last);
            Ok(Page { rows: shown(tx, scope, found).await?, next })
        })
        .await
}

async fn shown(
    tx: &mut Tx,
    scope: Scope,
    found: Vec<rows::Referral>,
) -> Result<Vec<ReferralShown>, StoreError> {
    let people: BTreeSet<PersonId> = found
        .iter()
        .flat_map(|row| [Some(row.person_id), row.given_by])
        .flatten()
        .map(PersonId)
        .collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    let names = names_in(tx, scope, &people).await?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    let shown = |row: rows::Referral| {
        let (person, given_by) = (PersonId(row.person_id), row.given_by.map(PersonId));
        ReferralShown {
            id: ReferralId(row.id),
            person,
            name: name(person),
            given_by,
            giver: given_by.map(name).unwrap_or_default(),
            state: ReferralState::parse(&row.state).unwrap_or(ReferralState::Given),
            on: date_of(row.given_on),
        }
    };
    Ok(found.into_iter().map(shown).collect())
}

/// Moves a referral of one's own on, or one of somebody looked after.
pub async fn set_own(
    app: &App,
    member: &Member,
    referral: ReferralId,
    to: ReferralState,
) -> Result<ReferralState, ReferralChangeError> {
    let scope = member.scope;
    let is_theirs = app
        .db
        .read(scope, async |tx| {
            let Some(row) = rows::get(tx, scope, referral).await? else { return Ok(false) };
            teams::is_own(tx, member, MemberId(row.member_id)).await
        })
        .await?;
    if !is_theirs {
        return Err(ReferralChangeError::Unknown { referral });
    }
    set(app, member, referral, to).await
}

/// Moves a referral on.
pub async fn set(
    app: &App,
    member: &Member,
    referral: ReferralId,
    to: ReferralState,
) -> Result<ReferralState, ReferralChangeError> {
    let (scope, today) = (member.scope, day_number(app.clock.today(&member.zone)));
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            let row = rows::get(tx, scope, referral)
                .await?
                .ok_or(ReferralChangeError::Unknown { referral })?;
            let state =
                ReferralState::parse(&row.state).unwrap_or(ReferralState::Given).changed_to(to)?;
            let followed_up =
                row.followed_up_on.or((state == ReferralState::FollowedUp).then_some(today));
            rows::set_state(tx, scope, referral, state.as_str(), followed_up).await?;
            let change = Change::new("changed", "referral", referral.0);
            change.with("state", state.as_str()).by(tx, &inner, &by).await?;
            Ok(state)
        })
        .await
}

/// Stores a name that was given, inside a transaction: a lead, the referral and its follow-up.
pub async fn store_given(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    settings: &Settings,
    given: &Given<'_>,
    follow_up: Option<LooseTouch>,
) -> Result<Stored, StoreError> {
    let person =
        crate::people::add::lead(tx, app, member, settings, given.name, given.phone, "referral")
            .await?;
    let touch = if let Some(touch) = follow_up {
        touch
    } else {
        let calendar = calendar::load(tx, member, given.on, settings).await?;
        with_working_days(&calendar, |days| {
            let day = days.next_after(given.on);
            let (kind, channel) = (LooseKind::ReferralFollowUp, Channel::Call);
            LooseTouch::on(kind, day, channel, settings.loose_minutes, days)
        })
    };
    let row = loose_row(app, member, person, &touch);
    touch_rows::insert(tx, member.scope, &row).await?;
    let referral = rows::Referral {
        id: app.ids.next(),
        person_id: person.0,
        given_by: given.giver.map(|giver| giver.0),
        member_id: member.id.0,
        activity_id: given.activity.map(|activity| activity.0),
        why: given.why.to_owned(),
        state: ReferralState::Given.to_string(),
        given_on: day_number(given.on),
        followed_up_on: None,
        created_at: micros(app.clock.recorded()),
    };
    rows::insert(tx, member.scope, &referral).await?;
    let (from, to) = (touch.from, touch.to);
    Ok(Stored { referral: ReferralId(referral.id), person, follow_up: TouchId(row.id), from, to })
}
