//! Teams: members who are looked after together, and whose days somebody may look at.

pub mod help;

use domain::{
    identity::Role,
    ids::{MemberId, TeamId},
    people::names,
};
use serde::{Deserialize, Serialize};
use store::{
    errors::StoreError, scope::Scope, teams as rows, transaction::Tx, workspaces as workspace_rows,
};
use utoipa::ToSchema;

use crate::{
    App,
    audit::Change,
    clock::micros,
    versions::{self, ChangedMeanwhile, Seen},
    workspaces::{self, Member},
};

/// Longest name of a team, in characters.
pub const NAME: usize = 100;
/// Most members of a team.
pub const MOST: usize = 1_000;

/// A team as it is written: its name, and who is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamFacts {
    /// Its name, unique in the workspace without regard to case.
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// Who looks after it: they see the days of everybody in it, if they are a coach.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub coaches: Vec<MemberId>,
    /// Who else is in it.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub members: Vec<MemberId>,
}

/// A team as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TeamShown {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Who looks after it.
    pub coaches: Vec<MemberId>,
    /// Who else is in it.
    pub members: Vec<MemberId>,
}

/// Why a team cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    /// It needs a name.
    #[error("a team needs a name of at most {NAME} characters")]
    Name,
    /// Too many are in it.
    #[error("a team has at most {MOST} members")]
    TooMany,
    /// Another has that name.
    #[error("the name `{name}` is taken")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// There is no such team.
    #[error("there is no such team")]
    UnknownTeam,
    /// There is no such member.
    #[error("there is no member `{member}`")]
    UnknownMember {
        /// The id.
        member: MemberId,
    },
    /// The id is that of a team that is not the same.
    #[error("this team is there already and says something else")]
    Differs,
    /// Somebody changed it meanwhile.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Why the days of somebody cannot be looked at. It does not say whether they exist.
#[derive(Debug, thiserror::Error)]
pub enum HiddenError {
    /// There is no such member, or they are not looked after by whoever asks.
    #[error("there is no such member, or you do not look after them")]
    Unknown,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Whose days are looked at: one's own, unless an admin asks for somebody's or a coach for those of their team.
///
/// # Errors
/// [`HiddenError::Unknown`] when there is nobody of that id, or whoever asks may not look.
pub async fn seen(
    app: &App,
    member: &Member,
    asked: Option<MemberId>,
) -> Result<Member, HiddenError> {
    let Some(id) = asked.filter(|id| *id != member.id) else { return Ok(member.clone()) };
    let scope = member.scope;
    let found = app
        .db
        .read(scope, async |tx| -> Result<_, StoreError> {
            let may = looks_after(tx, member, id).await?;
            if may { workspaces::of_id(tx, scope, id).await } else { Ok(None) }
        })
        .await?;
    found.ok_or(HiddenError::Unknown)
}

/// Whether somebody may look at the days of another: an admin at everybody's, a coach at those of the teams they coach.
pub(crate) async fn looks_after(
    tx: &mut Tx,
    member: &Member,
    other: MemberId,
) -> Result<bool, StoreError> {
    match member.role {
        Role::Admin => Ok(true),
        Role::Coach => rows::looks_after(tx, member.scope, member.id, other).await,
        Role::Rep => Ok(false),
    }
}

/// Whether what belongs to a member may be seen or changed by another: it is their own, or they look after that member.
pub(crate) async fn is_own(
    tx: &mut Tx,
    member: &Member,
    whose: MemberId,
) -> Result<bool, StoreError> {
    Ok(member.id == whose || looks_after(tx, member, whose).await?)
}

/// Every team, by name.
pub async fn list(app: &App, member: &Member) -> Result<Vec<TeamShown>, TeamError> {
    Ok(app.db.snapshot(member.scope, async |tx| read(tx, member.scope).await).await?)
}

async fn read(tx: &mut Tx, scope: Scope) -> Result<Vec<TeamShown>, StoreError> {
    let parts = rows::parts(tx, scope).await?;
    let in_it = |team: &rows::Team, is_coach: i64| {
        parts
            .iter()
            .filter(|part| part.team_id == team.id && part.is_coach == is_coach)
            .map(|part| MemberId(part.member_id))
            .collect()
    };
    let teams = rows::all(tx, scope).await?;
    let shown = teams.iter().map(|team| TeamShown {
        id: TeamId(team.id),
        name: team.name.clone(),
        coaches: in_it(team, 1),
        members: in_it(team, 0),
    });
    Ok(shown.collect())
}

async fn of_id(tx: &mut Tx, scope: Scope, id: TeamId) -> Result<Option<TeamShown>, StoreError> {
    Ok(read(tx, scope).await?.into_iter().find(|team| team.id == id))
}

/// One team.
///
/// # Errors
/// [`TeamError::UnknownTeam`].
pub async fn get(app: &App, member: &Member, id: TeamId) -> Result<TeamShown, TeamError> {
    let found = app.db.snapshot(member.scope, async |tx| of_id(tx, member.scope, id).await).await?;
    found.ok_or(TeamError::UnknownTeam)
}

/// Makes a team under an id of the caller's. Beside it whether it is new: the same team again changes nothing.
///
/// # Errors
/// [`TeamError::Differs`] when the id is that of another team.
pub async fn add(
    app: &App,
    admin: &Member,
    id: TeamId,
    told: TeamFacts,
) -> Result<(TeamShown, bool), TeamError> {
    let wanted = shown(id, told)?;
    let (inner, scope, by) = (app.clone(), admin.scope, admin.clone());
    app.db
        .transaction(scope, async move |tx| {
            workspace_rows::lock(tx, scope).await?;
            match of_id(tx, scope, id).await? {
                Some(there) if there == wanted => Ok((there, false)),
                Some(_) => Err(TeamError::Differs),
                None => {
                    write(tx, &inner, &by, &wanted, "added").await?;
                    Ok((wanted.clone(), true))
                }
            }
        })
        .await
}

/// Changes a team: its name, and who is in it, as long as it is as it was `seen`.
///
/// # Errors
/// [`TeamError::Changed`] when somebody changed it meanwhile.
pub async fn change(
    app: &App,
    admin: &Member,
    id: TeamId,
    told: TeamFacts,
    seen: Seen,
) -> Result<TeamShown, TeamError> {
    let wanted = shown(id, told)?;
    let (inner, scope, by) = (app.clone(), admin.scope, admin.clone());
    app.db
        .transaction(scope, async move |tx| {
            workspace_rows::lock(tx, scope).await?;
            let there = of_id(tx, scope, id).await?.ok_or(TeamError::UnknownTeam)?;
            seen.check(versions::of_content(&there))?;
            write(tx, &inner, &by, &wanted, "changed").await?;
            Ok(wanted.clone())
        })
        .await
}

/// Removes a team; its members stay members of the workspace.
///
/// # Errors
/// [`TeamError::UnknownTeam`].
pub async fn remove(app: &App, admin: &Member, id: TeamId) -> Result<(), TeamError> {
    let (inner, scope, by) = (app.clone(), admin.scope, admin.clone());
    let n = app
        .db
        .transaction(scope, async move |tx| {
            let n = rows::remove(tx, scope, id).await?;
            Change::new("removed", "team", id.0).by(tx, &inner, &by).await?;
            Ok::<_, StoreError>(n)
        })
        .await?;
    if n == 0 { Err(TeamError::UnknownTeam) } else { Ok(()) }
}

/// A team as it will be shown: everybody in it once, a coach as such.
fn shown(id: TeamId, told: TeamFacts) -> Result<TeamShown, TeamError> {
    let name = told.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(TeamError::Name);
    }
    if told.coaches.len() > MOST || told.members.len() > MOST {
        return Err(TeamError::TooMany);
    }
    let (mut coaches, mut members) = (told.coaches, told.members);
    coaches.sort_unstable();
    coaches.dedup();
    members.retain(|member| coaches.binary_search(member).is_err());
    members.sort_unstable();
    members.dedup();
    Ok(TeamShown { id, name, coaches, members })
}

async fn write(
    tx: &mut Tx,
    app: &App,
    admin: &Member,
    team: &TeamShown,
    action: &'static str,
) -> Result<(), TeamError> {
    let scope = admin.scope;
    let change = Change::new(action, "team", team.id.0).with("name", team.name.as_str());
    change.by(tx, app, admin).await?;
    let known = workspace_rows::members(tx, scope).await?;
    let of_team = || team.coaches.iter().chain(&team.members);
    if let Some(member) = of_team().find(|id| known.iter().all(|row| row.id != id.0)) {
        return Err(TeamError::UnknownMember { member: *member });
    }
    let at = micros(app.clock.recorded());
    let row = rows::Team { id: team.id.0, name: team.name.clone(), created_at: at, updated_at: at };
    let taken = |error: StoreError| {
        if error.is_unique("team", "name_folded") {
            TeamError::NameTaken { name: team.name.clone() }
        } else {
            error.into()
        }
    };
    rows::put(tx, scope, &row, &names::fold(&team.name)).await.map_err(taken)?;
    let n_coaches = team.coaches.len();
    let parts: Vec<rows::Part> = of_team()
        .zip(0..)
        .map(|(member, place)| rows::Part {
            team_id: team.id.0,
            member_id: member.0,
            is_coach: i64::from(place < n_coaches),
        })
        .collect();
    rows::set_parts(tx, scope, team.id, &parts).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ids(told: &[u128]) -> Vec<MemberId> {
        told.iter().map(|id| MemberId(Uuid::from_u128(*id))).collect()
    }

    #[track_caller]
    fn check(coaches: &[u128], members: &[u128], expected: (&[u128], &[u128])) {
        let told =
            TeamFacts { name: " North ".to_owned(), coaches: ids(coaches), members: ids(members) };
        let team = shown(TeamId(Uuid::nil()), told).unwrap();
        assert_eq!(team.name, "North");
        assert_eq!((team.coaches, team.members), (ids(expected.0), ids(expected.1)));
    }

    #[test]
    fn everybody_is_in_a_team_once_and_a_coach_is_a_coach() {
        check(&[], &[], (&[], &[]));
        check(&[2, 1, 2], &[3, 3], (&[1, 2], &[3]));
        check(&[1], &[1, 2], (&[1], &[2]));
    }

    #[test]
    fn a_team_without_a_name_is_refused() {
        for name in ["", "  ", "a\u{7}b", &"x".repeat(101)] {
            let told =
                TeamFacts { name: name.to_owned(), coaches: Vec::new(), members: Vec::new() };
            assert!(matches!(shown(TeamId(Uuid::nil()), told), Err(TeamError::Name)), "{name:?}");
        }
    }
}
