//! Help wanted: a rep asks, who looks after them sees it and answers.

use domain::ids::{HelpId, MemberId};
use jiff::Timestamp;
use serde::Serialize;
use store::{errors::StoreError, teams::help as rows, transaction::Tx, workspaces as members};
use utoipa::ToSchema;

use super::looks_after;
use crate::{
    App,
    audit::Change,
    clock::{instant_of, micros},
    workspaces::Member,
};

/// Longest question, and longest answer, in characters.
pub const TEXT: usize = 4_000;
/// How many are listed, the newest.
const LISTED: i64 = 200;

/// Help that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HelpShown {
    /// Its id.
    pub id: HelpId,
    /// Who asks.
    pub member: MemberId,
    /// What they want help with.
    pub question: String,
    /// When they asked.
    pub asked: Timestamp,
    /// What was answered; none until it was.
    pub answer: Option<String>,
    /// Who answered.
    pub answered_by: Option<MemberId>,
    /// When.
    pub answered: Option<Timestamp>,
}

/// Why help cannot be asked for or given.
#[derive(Debug, thiserror::Error)]
pub enum HelpError {
    /// Nothing was said, or too much.
    #[error("say it in 1 to {TEXT} characters")]
    Text,
    /// There is no such question, or it is of somebody whom whoever asks does not look after.
    #[error("nobody asked this of you")]
    UnknownHelp,
    /// The id is that of another question.
    #[error("this question is there already and says something else")]
    Differs,
    /// It was answered already.
    #[error("this was answered already")]
    Answered,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What a member asked, newest first.
///
/// # Errors
/// [`HelpError::Store`].
pub async fn list(app: &App, member: &Member) -> Result<Vec<HelpShown>, HelpError> {
    let (scope, id) = (member.scope, member.id);
    let found = app.db.read(scope, async |tx| rows::of_member(tx, scope, id, LISTED).await).await?;
    Ok(found.into_iter().map(shown).collect())
}

/// What those whom somebody looks after asked and nobody answered yet, the longest wait first.
///
/// # Errors
/// [`HelpError::Store`].
pub async fn wanted(app: &App, coach: &Member) -> Result<Vec<HelpShown>, HelpError> {
    let found = app.db.snapshot(coach.scope, async |tx| open_for(tx, coach).await).await?;
    Ok(found.into_iter().map(shown).collect())
}

async fn open_for(tx: &mut Tx, coach: &Member) -> Result<Vec<rows::Help>, StoreError> {
    let mut open = Vec::new();
    for member in members::members(tx, coach.scope).await? {
        let id = MemberId(member.id);
        if id != coach.id && looks_after(tx, coach, id).await? {
            let asked = rows::of_member(tx, coach.scope, id, LISTED).await?;
            open.extend(asked.into_iter().filter(|help| help.answered_at.is_none()));
        }
    }
    open.sort_by_key(|help| (help.asked_at, help.id));
    Ok(open)
}

/// Asks for help under an id of the caller's. Beside it whether it is new: the same again changes nothing.
///
/// # Errors
/// [`HelpError::Differs`] when the id is that of another question.
pub async fn ask(
    app: &App,
    member: &Member,
    id: HelpId,
    question: &str,
) -> Result<(HelpShown, bool), HelpError> {
    let question = checked(question)?;
    let row = rows::Help {
        id: id.0,
        member_id: member.id.0,
        question,
        asked_at: micros(app.clock.now()),
        answered_by: None,
        answer: String::new(),
        answered_at: None,
    };
    let (inner, by, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| {
            let is_same = |there: &rows::Help| {
                there.member_id == row.member_id && there.question == row.question
            };
            members::lock_member(tx, scope, MemberId(row.member_id)).await?;
            match rows::get(tx, scope, id).await? {
                Some(there) if is_same(&there) => Ok((shown(there), false)),
                Some(_) => Err(HelpError::Differs),
                None => {
                    rows::insert(tx, scope, &row).await?;
                    Change::new("asked", "help", row.id).by(tx, &inner, &by).await?;
                    Ok((shown(row.clone()), true))
                }
            }
        })
        .await
}

/// Answers somebody whom the caller looks after.
///
/// # Errors
/// [`HelpError::UnknownHelp`], [`HelpError::Answered`].
pub async fn answer(
    app: &App,
    coach: &Member,
    id: HelpId,
    answer: &str,
) -> Result<HelpShown, HelpError> {
    let (answer, at, asking) = (checked(answer)?, micros(app.clock.now()), coach.clone());
    let inner = app.clone();
    app.db
        .transaction(coach.scope, async move |tx| {
            let found = rows::get(tx, asking.scope, id).await?.ok_or(HelpError::UnknownHelp)?;
            if !looks_after(tx, &asking, MemberId(found.member_id)).await? {
                return Err(HelpError::UnknownHelp);
            }
            if found.answered_at.is_some() {
                return Err(HelpError::Answered);
            }
            rows::set_answer(tx, asking.scope, id, asking.id, &answer, at).await?;
            Change::new("answered", "help", id.0).by(tx, &inner, &asking).await?;
            let answered_by = Some(asking.id.0);
            let answer = answer.clone();
            Ok(shown(rows::Help { answered_by, answer, answered_at: Some(at), ..found }))
        })
        .await
}

fn checked(text: &str) -> Result<String, HelpError> {
    let text = text.trim();
    let is_text = !text.is_empty() && text.chars().count() <= TEXT;
    if is_text { Ok(text.to_owned()) } else { Err(HelpError::Text) }
}

fn shown(row: rows::Help) -> HelpShown {
    HelpShown {
        id: HelpId(row.id),
        member: MemberId(row.member_id),
        question: row.question,
        asked: instant_of(row.asked_at),
        answer: row.answered_at.map(|_| row.answer),
        answered_by: row.answered_by.map(MemberId),
        answered: row.answered_at.map(instant_of),
    }
}
