//! Personal tokens of the API: for scripts that act as the one who made them.

use domain::{identity::TokenScope, ids::TokenId};
use jiff::Timestamp;
use serde::Serialize;
use store::{errors::StoreError, tokens as rows};
use utoipa::ToSchema;

use crate::{
    App,
    audit::Change,
    clock::{instant_of, micros},
    identity::secrets::Secret,
    workspaces::Member,
};

/// What every token begins with, so that one that was published by mistake is found by a search.
pub const PREFIX: &str = "touchstone_";

/// Longest name, in characters.
const NAME: usize = 100;

/// A token as its owner sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenShown {
    /// Its id.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for.
    pub scope: TokenScope,
    /// Since when.
    pub made: Timestamp,
    /// Until when; without end when none.
    pub expires: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used: Option<Timestamp>,
}

/// A new token, with the text that is told this once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewToken {
    /// What was made.
    #[serde(flatten)]
    pub token: TokenShown,
    /// The token itself: it is stored hashed and cannot be told again.
    pub text: String,
}

/// Why a token cannot be made or ended.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It needs a name.
    #[error("a token needs a name of at most {NAME} characters")]
    Name,
    /// It would have ended already.
    #[error("a token that ends must end later than now")]
    EndsBefore,
    /// There is no such token, or it is another's.
    #[error("there is no such token")]
    UnknownToken,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Reads a token as it was told.
pub fn read(text: &str) -> Option<Secret> {
    Secret::read(text.strip_prefix(PREFIX)?)
}

/// Makes a token for the one who asks.
///
/// # Errors
/// [`TokenError::Name`], [`TokenError::EndsBefore`].
pub async fn add(
    app: &App,
    member: &Member,
    name: &str,
    scope: TokenScope,
    expires: Option<Timestamp>,
) -> Result<NewToken, TokenError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME {
        return Err(TokenError::Name);
    }
    let now = app.clock.recorded();
    if expires.is_some_and(|at| at <= now) {
        return Err(TokenError::EndsBefore);
    }
    let secret = Secret::new(member.scope, app.ids.next());
    let row = rows::Token {
        id: secret.id,
        member_id: member.id.0,
        name: name.to_owned(),
        scope: scope.to_string(),
        secret_hash: secret.hash(),
        created_at: micros(now),
        expires_at: expires.map(micros),
        used_at: None,
        ended_at: None,
    };
    let (of, written) = (member.scope, row.clone());
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(of, async move |tx| {
            rows::insert(tx, of, &written).await?;
            let change = Change::new("made", "token", written.id);
            change.with("scope", written.scope.as_str()).by(tx, &inner, &by).await
        })
        .await?;
    Ok(NewToken { token: shown(row, scope), text: format!("{PREFIX}{}", secret.text()) })
}

/// The tokens of the one who asks, newest first.
///
/// # Errors
/// [`TokenError::Store`].
pub async fn list(app: &App, member: &Member) -> Result<Vec<TokenShown>, TokenError> {
    let (scope, id, now) = (member.scope, member.id, app.clock.recorded());
    let found = app.db.read(scope, async |tx| rows::of_member(tx, scope, id).await).await?;
    let holds = |row: &rows::Token| row.expires_at.is_none_or(|at| instant_of(at) > now);
    let read = |row: rows::Token| {
        let may = TokenScope::parse(&row.scope)
            .map_err(|error| StoreError::Unreadable { what: "token", why: error.to_string() })?;
        Ok(shown(row, may))
    };
    found.into_iter().filter(holds).map(read).collect()
}

/// Ends a token of the one who asks, at once.
///
/// # Errors
/// [`TokenError::UnknownToken`] when it is none of theirs or has ended.
pub async fn end(app: &App, member: &Member, id: TokenId) -> Result<(), TokenError> {
    let (scope, of, at) = (member.scope, member.id, micros(app.clock.recorded()));
    let (inner, by) = (app.clone(), member.clone());
    let n_ended = app
        .db
        .transaction(scope, async move |tx| {
            let n_ended = rows::end(tx, scope, of, id, at).await?;
            if n_ended > 0 {
                Change::new("ended", "token", id.0).by(tx, &inner, &by).await?;
            }
            Ok::<_, StoreError>(n_ended)
        })
        .await?;
    if n_ended == 0 { Err(TokenError::UnknownToken) } else { Ok(()) }
}

fn shown(row: rows::Token, scope: TokenScope) -> TokenShown {
    TokenShown {
        id: TokenId(row.id),
        name: row.name,
        scope,
        made: instant_of(row.created_at),
        expires: row.expires_at.map(instant_of),
        last_used: row.used_at.map(instant_of),
    }
}
