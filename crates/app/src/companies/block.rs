//! Blocking a company: nobody there is worked until it is taken back. Who is on a cadence there is paused, which frees their
//! room, and nobody there is started. What somebody there forbade is another thing, and stays.

use std::collections::BTreeSet;

use domain::{
    enrollments::{EnrollmentState, PauseWhy},
    ids::{CompanyId, EnrollmentId, MemberId, PersonId},
};
use serde::Serialize;
use store::{
    companies as rows, enrollments as enrollment_rows, scope::Scope, transaction::Tx,
    workspaces as members,
};

use super::{CompanyError, CompanyShown, one_shown};
use crate::{
    App, StoreFailure,
    audit::Change,
    calendar::covers,
    clock::micros,
    enrollments::{
        by_hand::{self, Hand, HandError},
        undo,
    },
    imports::later,
    workspaces::{self, Member},
};

/// Longest why, in characters.
pub const MAX_WHY: usize = 1_000;

/// What became of those who are on a cadence at a company.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Blocked {
    /// The company.
    pub company: CompanyShown,
    /// How many were paused, or go on as they did before.
    pub changed: usize,
    /// How many stay paused: what was their time is promised to others, or nothing that is left can be done.
    pub left_paused: usize,
}

/// Why a company cannot be blocked, or taken up again.
#[derive(Debug, thiserror::Error)]
pub enum BlockError {
    /// The company.
    #[error(transparent)]
    Company(#[from] CompanyError),
    /// Another rep works it.
    #[error("{rep} works this company: they may block it, or who covers for them")]
    OfAnother {
        /// Who.
        rep: String,
    },
    /// No why was given.
    #[error("a block needs a why")]
    WhyMissing,
    /// The why is too long.
    #[error("a why has at most {MAX_WHY} characters")]
    WhyTooLong,
    /// Their cadence cannot be changed.
    #[error(transparent)]
    Cadence(#[from] HandError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreFailure),
}

/// Blocks a company and pauses who is on a cadence there. Blocked already, the why is written anew.
///
/// # Errors
/// [`BlockError::OfAnother`] while another rep works it, for whom the one who asks does not cover.
pub async fn block(
    app: &App,
    member: &Member,
    company: CompanyId,
    why: &str,
) -> Result<Blocked, BlockError> {
    let why = why.trim();
    if why.is_empty() {
        return Err(BlockError::WhyMissing);
    }
    if why.chars().count() > MAX_WHY {
        return Err(BlockError::WhyTooLong);
    }
    let (app, member, why) = (app.clone(), member.clone(), why.to_owned());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let people = lock(tx, &app, &member, company).await?;
        let mut changed = 0;
        for person in people {
            by_hand::change_in(tx, &app, &member, person, &Hand::Block).await?;
            changed += 1;
        }
        let at = Some(micros(app.clock.now()));
        rows::block(tx, scope, company, at, Some(&why), Some(member.id.0)).await?;
        let line = Change::new("blocked", "company", company.0).with("why", why.as_str());
        line.with("n", changed).by(tx, &app, &member).await?;
        let company = touched(tx, &app, scope, company).await?;
        Ok(Blocked { company, changed, left_paused: 0 })
    })
    .await
}

/// Takes a block back. Who was paused by it goes on as before where the plan still has room, else as after any pause, else stays
/// paused. Asked again it goes on with those whose turn had not come.
///
/// # Errors
/// [`BlockError::OfAnother`] as [`block`].
pub async fn unblock(
    app: &App,
    member: &Member,
    company: CompanyId,
) -> Result<Blocked, BlockError> {
    let scope = member.scope;
    let (inner, by) = (app.clone(), member.clone());
    let paused = app
        .db
        .transaction(scope, async move |tx| {
            lock(tx, &inner, &by, company).await?;
            let open = enrollment_rows::open_at_company(tx, scope, company).await?;
            if rows::is_blocked(tx, scope, company.0).await? {
                rows::block(tx, scope, company, None, None, None).await?;
                Change::new("unblocked", "company", company.0).by(tx, &inner, &by).await?;
                touched(tx, &inner, scope, company).await?;
            }
            let paused =
                open.iter().filter(|row| row.paused_why == PauseWhy::BlockedCompany.as_str());
            Ok::<_, BlockError>(paused.map(|row| EnrollmentId(row.id)).collect::<Vec<_>>())
        })
        .await?;
    let mut changed = 0;
    for enrollment in &paused {
        changed += usize::from(go_on(app, member, *enrollment).await?);
    }
    let company = super::get(app, member, company).await?;
    Ok(Blocked { company, changed, left_paused: paused.len() - changed })
}

/// Takes up one who was paused, as if they had not been, or from today; says whether that was possible.
async fn go_on(app: &App, member: &Member, enrollment: EnrollmentId) -> Result<bool, BlockError> {
    if undo::undo_own(app, member, enrollment).await.is_ok() {
        return Ok(true);
    }
    match by_hand::change_own(app, member, enrollment, Hand::Resume { override_why: None }).await {
        Ok(_) => Ok(true),
        Err(HandError::Store(error)) => Err(HandError::Store(error).into()),
        Err(_) => Ok(false),
    }
}

/// Keeps a company and those who work it from changing; answers with whose touches are due there.
async fn lock(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    company: CompanyId,
) -> Result<Vec<PersonId>, BlockError> {
    let scope = member.scope;
    let reps = async |tx: &mut Tx| {
        let open = enrollment_rows::open_at_company(tx, scope, company).await?;
        Ok::<BTreeSet<_>, StoreFailure>(open.iter().map(|row| row.member_id).collect())
    };
    // In the order of every start: reps, then the company. Their own starts wait, so that none comes in between.
    let mut seen = reps(tx).await?;
    seen.insert(member.id.0);
    for rep in &seen {
        members::lock_member(tx, scope, MemberId(*rep)).await?;
    }
    rows::lock(tx, scope, company).await?;
    rows::get(tx, scope, company).await?.ok_or(CompanyError::Unknown { company })?;
    if !reps(tx).await?.is_subset(&seen) {
        return Err(HandError::Changed.into());
    }
    for rep in seen {
        let rep = workspaces::rep(tx, member, MemberId(rep)).await?;
        let today = app.clock.today(&rep.zone);
        if rep.id != member.id && !covers::is_covered(tx, member, rep.id, today).await? {
            return Err(BlockError::OfAnother { rep: rep.name });
        }
    }
    let open = enrollment_rows::open_at_company(tx, scope, company).await?;
    let active = open.iter().filter(|row| row.state == EnrollmentState::Active.as_str());
    Ok(active.map(|row| PersonId(row.person_id)).collect())
}

/// The company as it is shown, with a version that rose.
async fn touched(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    company: CompanyId,
) -> Result<CompanyShown, CompanyError> {
    let found = rows::get(tx, scope, company).await?;
    let mut row = found.ok_or(CompanyError::Unknown { company })?;
    row.updated_at = later(micros(app.clock.recorded()), row.updated_at);
    rows::update(tx, scope, &row).await?;
    one_shown(tx, scope, row).await
}
