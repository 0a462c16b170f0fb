//! Cover: somebody sees and does the touches of a rep who is away, on the days that are named.

use domain::ids::{CoverId, MemberId};
use jiff::civil::Date;
use serde::Serialize;
use store::{calendar::covers as rows, errors::StoreError, transaction::Tx, workspaces as members};
use utoipa::ToSchema;

use super::{CalendarChangeError, near};
use crate::{
    App,
    audit::Change,
    clock::{date_of, day_number, micros},
    teams::{self, HiddenError},
    workspaces::{self, Member},
};

/// Who covers for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverShown {
    /// Its id.
    pub id: CoverId,
    /// Who is away.
    pub absent: MemberId,
    /// Who does their touches.
    pub colleague: MemberId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Why a cover cannot be made or removed.
#[derive(Debug, thiserror::Error)]
pub enum CoverError {
    /// Nobody covers for themselves.
    #[error("somebody else must cover")]
    Oneself,
    /// There is no such member, or they are not looked after by whoever asks.
    #[error("there is no such member, or you do not look after them")]
    UnknownMember,
    /// There is no such cover, or it is not for whoever asks to remove.
    #[error("there is no such cover")]
    UnknownCover,
    /// The id is that of another cover.
    #[error("this cover is there already and says something else")]
    Differs,
    /// The days are none.
    #[error(transparent)]
    Calendar(#[from] CalendarChangeError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Whether somebody covers for a rep on a day of the rep's.
pub(crate) async fn is_covered(
    tx: &mut Tx,
    member: &Member,
    rep: MemberId,
    on: Date,
) -> Result<bool, StoreError> {
    rows::is_covered(tx, member.scope, rep, member.id, day_number(on)).await
}

/// First and last day of an absence, or of a cover.
pub(crate) type Days = (Date, Date);

/// The days on which somebody covers for a rep, of covers that have not ended; none for oneself.
pub(crate) async fn covered_by(
    tx: &mut Tx,
    app: &App,
    reader: &Member,
    rep: &Member,
) -> Result<Vec<Days>, StoreError> {
    if reader.id == rep.id {
        return Ok(Vec::new());
    }
    let today = day_number(app.clock.today(&rep.zone));
    let found = rows::of_member_from(tx, reader.scope, reader.id, today).await?;
    let theirs =
        found.iter().filter(|row| row.member_id == rep.id.0 && row.colleague_id == reader.id.0);
    Ok(theirs.map(|row| (date_of(row.first_on), date_of(row.last_on))).collect())
}

/// The reps for whom somebody covers on the day it is where they are.
pub(crate) async fn covered_today(
    tx: &mut Tx,
    app: &App,
    reader: &Member,
) -> Result<Vec<Member>, StoreError> {
    let zoned = app.clock.today(&reader.zone);
    // Where they are it may be a day earlier or later.
    let from = day_number(zoned) - 1;
    let mut found: Vec<Member> = Vec::new();
    for row in rows::of_member_from(tx, reader.scope, reader.id, from).await? {
        let is_known = found.iter().any(|rep| rep.id.0 == row.member_id);
        if row.colleague_id != reader.id.0 || is_known {
            continue;
        }
        let rep = workspaces::of_id(tx, reader.scope, MemberId(row.member_id)).await?;
        let Some(rep) = rep else { continue };
        let today = day_number(app.clock.today(&rep.zone));
        if row.first_on <= today && today <= row.last_on {
            found.push(rep);
        }
    }
    Ok(found)
}

/// What is left of leave without the days that are covered.
pub(crate) fn leave_without(leave: Vec<Days>, covered: &[Days]) -> Vec<Days> {
    let mut left = leave;
    for (first, last) in covered {
        let before = |(from, to): Days| Some((from, to.min(first.yesterday().ok()?)));
        let after = |(from, to): Days| Some((from.max(last.tomorrow().ok()?), to));
        let parts = left.into_iter().flat_map(|days| [before(days), after(days)]).flatten();
        left = parts.filter(|(from, to)| from <= to).collect();
    }
    left
}

/// Whose work of the day is looked at: as [`teams::seen`] says, or that of somebody for whom whoever asks covers today.
///
/// # Errors
/// [`HiddenError::Unknown`] when there is nobody of that id, or whoever asks may not look.
pub async fn seen(
    app: &App,
    member: &Member,
    asked: Option<MemberId>,
) -> Result<Member, HiddenError> {
    let hidden = match teams::seen(app, member, asked).await {
        Err(HiddenError::Unknown) => HiddenError::Unknown,
        found => return found,
    };
    let Some(id) = asked else { return Err(hidden) };
    let found = app
        .db
        .read(member.scope, async |tx| -> Result<_, StoreError> {
            let Some(rep) = workspaces::of_id(tx, member.scope, id).await? else { return Ok(None) };
            let today = app.clock.today(&rep.zone);
            Ok(is_covered(tx, member, id, today).await?.then_some(rep))
        })
        .await?;
    found.ok_or(hidden)
}

/// The covers of a member from today on: where they are away, and where they do another's touches.
///
/// # Errors
/// [`CoverError::Store`].
pub async fn list(app: &App, member: &Member) -> Result<Vec<CoverShown>, CoverError> {
    let (scope, id) = (member.scope, member.id);
    let today = day_number(app.clock.today(&member.zone));
    let found =
        app.db.read(scope, async |tx| rows::of_member_from(tx, scope, id, today).await).await?;
    Ok(found.iter().map(shown).collect())
}

/// Lets somebody cover for whoever asks, or for a rep they look after. Beside it whether it is new: the same again changes
/// nothing.
///
/// # Errors
/// [`CoverError::UnknownMember`], [`CoverError::Differs`].
pub async fn add(
    app: &App,
    member: &Member,
    wanted: CoverShown,
) -> Result<(CoverShown, bool), CoverError> {
    if wanted.to < wanted.from {
        let (first, last) = (wanted.from.to_string(), wanted.to.to_string());
        return Err(CalendarChangeError::Backwards { first, last }.into());
    }
    near(app, member, wanted.from)?;
    near(app, member, wanted.to)?;
    if wanted.absent == wanted.colleague {
        return Err(CoverError::Oneself);
    }
    let (inner, asking) = (app.clone(), member.clone());
    app.db
        .transaction(member.scope, async move |tx| {
            let scope = asking.scope;
            refuse_hidden(tx, &asking, wanted.absent).await?;
            for known in [wanted.absent, wanted.colleague] {
                if workspaces::of_id(tx, scope, known).await?.is_none() {
                    return Err(CoverError::UnknownMember);
                }
            }
            members::lock_member(tx, scope, wanted.absent).await?;
            match rows::get(tx, scope, wanted.id).await?.as_ref().map(shown) {
                Some(there) if there == wanted => return Ok((there, false)),
                Some(_) => return Err(CoverError::Differs),
                None => {}
            }
            let row = rows::Cover {
                id: wanted.id.0,
                member_id: wanted.absent.0,
                colleague_id: wanted.colleague.0,
                first_on: day_number(wanted.from),
                last_on: day_number(wanted.to),
                created_at: micros(inner.clock.recorded()),
            };
            rows::insert(tx, scope, &row).await?;
            record(tx, &inner, &asking, wanted.id, "added").await?;
            Ok((wanted.clone(), true))
        })
        .await
}

/// Removes a cover: by who is away, who covers, or who looks after the one who is away.
///
/// # Errors
/// [`CoverError::UnknownCover`].
pub async fn remove(app: &App, member: &Member, id: CoverId) -> Result<(), CoverError> {
    let (inner, asking) = (app.clone(), member.clone());
    app.db
        .transaction(member.scope, async move |tx| {
            let found = rows::get(tx, asking.scope, id).await?;
            let cover = found.as_ref().map(shown).ok_or(CoverError::UnknownCover)?;
            if cover.colleague != asking.id {
                refuse_hidden(tx, &asking, cover.absent).await.map_err(|error| match error {
                    CoverError::UnknownMember => CoverError::UnknownCover,
                    error => error,
                })?;
            }
            rows::delete(tx, asking.scope, id).await?;
            record(tx, &inner, &asking, id, "removed").await
        })
        .await
}

/// Only one's own absence, and that of those one looks after, is one's to arrange.
async fn refuse_hidden(tx: &mut Tx, member: &Member, absent: MemberId) -> Result<(), CoverError> {
    let may = absent == member.id || teams::looks_after(tx, member, absent).await?;
    if may { Ok(()) } else { Err(CoverError::UnknownMember) }
}

async fn record(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    id: CoverId,
    action: &'static str,
) -> Result<(), CoverError> {
    Ok(Change::new(action, "cover", id.0).by(tx, app, member).await?)
}

fn shown(row: &rows::Cover) -> CoverShown {
    CoverShown {
        id: CoverId(row.id),
        absent: MemberId(row.member_id),
        colleague: MemberId(row.colleague_id),
        from: date_of(row.first_on),
        to: date_of(row.last_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of November as `3-5`, several with blanks between them.
    fn november(text: &str) -> Vec<Days> {
        let day = |text: &str| Date::new(2026, 11, text.parse().unwrap()).unwrap();
        text.split_whitespace()
            .map(|days| {
                let alone = || (day(days), day(days));
                days.split_once('-').map_or_else(alone, |(a, b)| (day(a), day(b)))
            })
            .collect()
    }

    #[track_caller]
    fn check(leave: &str, covered: &str, expected: &str) {
        let left = leave_without(november(leave), &november(covered));
        assert_eq!(left, november(expected), "{leave} without {covered}");
    }

    #[test]
    fn covered_days_are_no_leave() {
        check("10-20", "", "10-20");
        check("10-20", "12-14", "10-11 15-20");
        check("10-20", "10-20", "");
        check("10-20", "1-30", "");
        check("10-20", "8-12", "13-20");
        check("10-20", "18-25", "10-17");
        check("10-20", "1-5", "10-20");
        check("10-20", "25-28", "10-20");
        check("10-12 15", "12 15", "10-11");
    }
}
