//! A rep's prospecting hours and agreed times for other calendars: as a file, and under a secret link.

use domain::{
    calendar::{
        feeds::{Event, uid, write},
        spans::Span,
    },
    ids::{FeedId, PersonId},
};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Serialize;
use store::{calendar::feeds as rows, errors::StoreError, meetings, transaction::Tx};
use utoipa::ToSchema;
use uuid::Uuid;

use super::load;
use crate::{
    App,
    audit::Change,
    clock::{instant_of, micros},
    identity::secrets::Secret,
    people,
    plan::book::{Book, PlanningError, is_working},
    settings,
    workspaces::{self, Member},
};

/// How many days ahead a calendar is told.
const AHEAD_DAYS: i64 = 60;
/// Most feeds of a member.
pub const MOST: usize = 20;

/// A feed as its owner sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedShown {
    /// Its id.
    pub id: FeedId,
    /// Since when.
    pub made: Timestamp,
}

/// A new feed, with the end of its link, which is told this once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewFeed {
    /// What was made.
    #[serde(flatten)]
    pub feed: FeedShown,
    /// The end of the link: it is stored hashed and cannot be told again.
    pub secret: String,
    /// Where the calendar lies, below the address of the server.
    pub path: String,
}

/// Why a feed cannot be made, read or ended.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// There is no such feed.
    #[error("there is no such feed")]
    Unknown,
    /// There are too many.
    #[error("there are at most {MOST} feeds: end one")]
    TooMany,
    /// The plan cannot be read.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// The calendar of a rep as a file: prospecting hours of the next weeks, agreed times and meetings.
///
/// # Errors
/// [`FeedError::Planning`].
pub async fn file(app: &App, member: &Member) -> Result<String, FeedError> {
    let found: Result<String, PlanningError> =
        app.db.snapshot(member.scope, async |tx| written(tx, app, member).await).await;
    Ok(found?)
}

async fn written(tx: &mut Tx, app: &App, member: &Member) -> Result<String, PlanningError> {
    let (now, today) = (app.clock.now(), app.clock.today(&member.zone));
    let settings = settings::read(tx, member.scope).await?;
    let calendar = load(tx, member, today, &settings).await?;
    let mut events = Vec::new();
    let days = today.series(1.day()).take(usize::try_from(AHEAD_DAYS).unwrap_or_default());
    for day in days.filter(|day| is_working(&calendar, *day)) {
        events.extend(calendar.hours_on(day).into_iter().map(|span| Event {
            uid: uid("hours", member.id.0, span.from),
            title: "Prospecting".to_owned(),
            span,
        }));
    }
    let book = Book::read(tx, app, member, &settings).await?;
    let of_running = book.running.iter().filter_map(|running| {
        let next = running.facts.next?;
        let step = book.cadences.get(running.cadence)?.1.step(next.step)?;
        let person = PersonId(running.row.person_id);
        Some((person, running.row.id, next.agreed_at?, step.minutes, step.channel))
    });
    let loose = book.loose.iter().filter_map(|(row, touch)| {
        Some((PersonId(row.person_id), row.id, touch.agreed_at?, touch.minutes, touch.channel))
    });
    let agreed: Vec<_> = of_running.chain(loose).collect();
    let met = meetings::of_member_from(tx, member.scope, member.id, micros(now)).await?;
    let ids: Vec<PersonId> = agreed.iter().map(|(person, ..)| *person).collect();
    let ids = ids.into_iter().chain(met.iter().map(|row| PersonId(row.person_id)));
    let ids: Vec<PersonId> = ids.collect();
    let names = people::names_in(tx, member.scope, &ids).await?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    events.extend(agreed.into_iter().filter_map(|(person, id, at, minutes, channel)| {
        let title = format!("{channel}: {}", name(person));
        event("touch", id, at, minutes.into(), title)
    }));
    events.extend(met.iter().filter(|row| row.state == "set").filter_map(|row| {
        let title = format!("meeting: {}", name(PersonId(row.person_id)));
        event("meeting", row.id, instant_of(row.starts_at?), row.minutes, title)
    }));
    Ok(write(&member.name, now, &events))
}

fn event(of: &str, id: Uuid, from: Timestamp, minutes: i64, title: String) -> Option<Event> {
    let to = from.checked_add(SignedDuration::from_mins(minutes.max(1))).ok()?;
    Some(Event { uid: uid(of, id, from), title, span: Span::new(from, to)? })
}

/// Makes a feed for the one who asks.
///
/// # Errors
/// [`FeedError::TooMany`].
pub async fn add(app: &App, member: &Member) -> Result<NewFeed, FeedError> {
    let secret = Secret::new(member.scope, app.ids.next());
    let row = rows::Feed {
        id: secret.id,
        member_id: member.id.0,
        secret_hash: secret.hash(),
        made_at: micros(app.clock.recorded()),
    };
    let (inner, by, scope, written) = (app.clone(), member.clone(), member.scope, row.clone());
    app.db
        .transaction(scope, async move |tx| -> Result<(), FeedError> {
            if rows::of_member(tx, scope, by.id).await?.len() >= MOST {
                return Err(FeedError::TooMany);
            }
            rows::insert(tx, scope, &written).await?;
            Ok(Change::new("made", "calendar_feed", written.id).by(tx, &inner, &by).await?)
        })
        .await?;
    let text = secret.text();
    Ok(NewFeed { feed: shown(&row), path: format!("/calendar/feed/{text}"), secret: text })
}

/// The feeds of the one who asks, newest first.
///
/// # Errors
/// [`FeedError::Store`].
pub async fn list(app: &App, member: &Member) -> Result<Vec<FeedShown>, FeedError> {
    let (scope, id) = (member.scope, member.id);
    let found = app.db.read(scope, async |tx| rows::of_member(tx, scope, id).await).await?;
    Ok(found.iter().map(shown).collect())
}

/// Ends a feed of the one who asks, at once.
///
/// # Errors
/// [`FeedError::Unknown`].
pub async fn end(app: &App, member: &Member, feed: FeedId) -> Result<(), FeedError> {
    let (inner, by, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<(), FeedError> {
            let at = micros(inner.clock.recorded());
            if rows::end(tx, scope, by.id, feed, at).await? == 0 {
                return Err(FeedError::Unknown);
            }
            Ok(Change::new("ended", "calendar_feed", feed.0).by(tx, &inner, &by).await?)
        })
        .await
}

/// What a link leads to, for anybody who has it.
///
/// # Errors
/// [`FeedError::Unknown`] when it leads nowhere, or does so no more.
pub async fn read(app: &App, text: &str) -> Result<String, FeedError> {
    let secret = Secret::read(text).ok_or(FeedError::Unknown)?;
    let (scope, id) = (secret.scope(), FeedId(secret.id));
    let found = app.db.read(scope, async |tx| rows::held(tx, scope, id).await).await?;
    let feed = found.filter(|feed| secret.is(&feed.secret_hash)).ok_or(FeedError::Unknown)?;
    let member = domain::ids::MemberId(feed.member_id);
    let member = app.db.read(scope, async |tx| workspaces::of_id(tx, scope, member).await).await?;
    file(app, &member.ok_or(FeedError::Unknown)?).await
}

fn shown(row: &rows::Feed) -> FeedShown {
    FeedShown { id: FeedId(row.id), made: instant_of(row.made_at) }
}
