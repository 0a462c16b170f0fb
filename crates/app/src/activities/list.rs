//! What a rep did, page by page, and who may read its notes.

use domain::{
    activities::{Behaviour, Channel, Outcome},
    ids::{ActivityId, EnrollmentId, MemberId, PersonId},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    activities::{self as rows, pages},
    people as people_rows, workspaces as members,
};
use utoipa::ToSchema;

use super::ActivityError;
use crate::{
    App,
    clock::day_number,
    pages::{self as of_list, Asked, Page, UnknownPage},
    people::timeline::{self, ActivityShown},
    teams,
    workspaces::Member,
};

/// Something that was done, with whom, and whether it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActivityDetail {
    /// What was done.
    #[serde(flatten)]
    pub shown: ActivityShown,
    /// Who did it.
    pub member: MemberId,
    /// With whom.
    pub person: Option<PersonId>,
    /// As part of which enrollment.
    pub enrollment: Option<EnrollmentId>,
    /// Whether the note is shown to nobody but its writer.
    pub is_private: bool,
    /// The record that took it back.
    pub taken_back_by: Option<ActivityId>,
}

/// Which activities.
#[derive(Clone, Debug, Default)]
pub struct ActivityFilter {
    /// With this person.
    pub person: Option<PersonId>,
    /// On this channel.
    pub channel: Option<Channel>,
    /// That a recipe counts as this.
    pub behaviour: Option<Behaviour>,
    /// With this outcome, or one of the team's own with its effects.
    pub outcome: Option<Outcome>,
    /// On this local day or later.
    pub from: Option<Date>,
    /// On this local day or earlier.
    pub to: Option<Date>,
}

/// Why activities cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum ActivitiesError {
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is no such page.
    #[error(transparent)]
    Page(#[from] UnknownPage),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] store::errors::StoreError),
}

/// A page of what a rep did, newest first, without what was taken back, as `reader` may see it.
///
/// # Errors
/// [`ActivitiesError::UnknownPerson`], [`ActivitiesError::Page`].
pub async fn page(
    app: &App,
    reader: &Member,
    member: &Member,
    filter: ActivityFilter,
    asked: &Asked,
) -> Result<Page<ActivityDetail>, ActivitiesError> {
    let (after, limit, scope) = (asked.place()?, asked.limit(), member.scope);
    let whom = filter.person;
    let filter = pages::Filter {
        person: filter.person,
        channel: filter.channel.map(|channel| channel.to_string()),
        behaviour: filter.behaviour.map(|behaviour| behaviour.to_string()),
        outcome: filter.outcome.map(|outcome| outcome.to_string()),
        from_on: filter.from.map(day_number),
        to_on: filter.to.map(day_number),
    };
    let found = app
        .db
        .read(scope, async |tx| -> Result<_, ActivitiesError> {
            if let Some(person) = whom
                && people_rows::get(tx, scope, person).await?.is_none()
            {
                return Err(ActivitiesError::UnknownPerson { person });
            }
            Ok(pages::page(tx, scope, member.id, &filter, after, limit).await?)
        })
        .await?;
    let last = found.last().map(|row| of_list::write(row.happened_at, row.id));
    let next = of_list::next(found.len(), limit, last);
    let detail = |row| detail(reader, member.name.clone(), row);
    Ok(Page { rows: found.into_iter().map(detail).collect(), next })
}

/// One activity: one's own, or of somebody whom one looks after.
///
/// # Errors
/// [`ActivityError::UnknownActivity`] when there is none, or it is not for the one who asks.
pub async fn get(
    app: &App,
    reader: &Member,
    id: ActivityId,
) -> Result<ActivityDetail, ActivityError> {
    let scope = reader.scope;
    let found = app
        .db
        .read(scope, async |tx| -> Result<_, ActivityError> {
            let Some(row) = rows::get(tx, scope, id).await? else { return Ok(None) };
            let writer = MemberId(row.member_id);
            if writer != reader.id && !teams::looks_after(tx, reader, writer).await? {
                return Ok(None);
            }
            let all = members::members(tx, scope).await?;
            let name = all.into_iter().find(|member| member.id == writer.0);
            Ok(Some(detail(reader, name.map(|member| member.name).unwrap_or_default(), row)))
        })
        .await?;
    found.ok_or(ActivityError::UnknownActivity)
}

/// The note of an activity as somebody may read it: a private one is its writer's alone.
pub(crate) fn note_for(reader: MemberId, row: &rows::Activity) -> &str {
    let may_read = row.is_private == 0 || row.member_id == reader.0;
    if may_read { &row.note } else { "" }
}

fn detail(reader: &Member, rep: String, row: rows::Activity) -> ActivityDetail {
    ActivityDetail {
        member: MemberId(row.member_id),
        person: row.person_id.map(PersonId),
        enrollment: row.enrollment_id.map(EnrollmentId),
        is_private: row.is_private != 0,
        taken_back_by: row.corrected_by.map(ActivityId),
        shown: timeline::activity(reader.id, rep, row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[track_caller]
    fn check(is_private: i64, reader: u128, expected: &str) {
        let row = rows::Activity {
            member_id: Uuid::from_u128(1),
            note: "wants a boat".to_owned(),
            is_private,
            ..rows::Activity::default()
        };
        assert_eq!(note_for(MemberId(Uuid::from_u128(reader)), &row), expected);
    }

    #[test]
    fn a_private_note_is_its_writers_alone() {
        check(0, 1, "wants a boat");
        check(0, 2, "wants a boat");
        check(1, 1, "wants a boat");
        check(1, 2, "");
    }
}
