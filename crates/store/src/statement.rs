//! One statement with its values: the same text for both engines.

use std::borrow::Cow;
use std::sync::Arc;

use domain::ids;
use sqlx::Arguments;
use sqlx::error::BoxDynError;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Engine;

/// A fixed statement: a literal, so that `cargo xtask schema` can collect and check it on both engines.
///
/// # Example: how do I read one row?
/// ```
/// use store::sql;
/// # let (workspace, person) = (uuid::Uuid::nil(), uuid::Uuid::nil());
/// let statement = sql!("select name from person where workspace_id = $1 and id = $2")
///     .bind(workspace)
///     .bind(person);
/// ```
#[macro_export]
macro_rules! sql {
    ($text:literal) => {
        $crate::statement::Statement::fixed($text)
    };
}

/// A value to bind; nulls carry their kind, because PostgreSQL types its parameters.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// An id: `blob` on SQLite, `uuid` on PostgreSQL.
    Id(Uuid),
    /// A count, an instant in microseconds, a day, minor units, or 0 and 1.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Nothing, of a kind.
    Null(Kind),
}

/// The kind of a missing value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// See [`Value::Id`].
    Id,
    /// See [`Value::Int`].
    Int,
    /// See [`Value::Text`].
    Text,
    /// See [`Value::Bytes`].
    Bytes,
}

/// Values are people's data: a log or a panic shows their kind only.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Id(_) => "Id(…)",
            Self::Int(_) => "Int(…)",
            Self::Text(_) => "Text(…)",
            Self::Bytes(_) => "Bytes(…)",
            Self::Null(_) => "Null",
        })
    }
}

/// What has a kind, so that it can be bound when it is missing.
pub trait Bindable: Into<Value> {
    /// Its kind.
    const KIND: Kind;
}

impl<T: Bindable> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null(T::KIND), Into::into)
    }
}

/// Lets a type be bound: `type, kind, how`.
macro_rules! bindable {
    ($($type:ty, $kind:ident, |$value:ident| $how:expr;)+) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { Self::$kind($how) }
        }
        impl Bindable for $type {
            const KIND: Kind = Kind::$kind;
        }
    )+};
}

bindable! {
    Uuid, Id, |value| value;
    i64, Int, |value| value;
    i32, Int, |value| value.into();
    u32, Int, |value| value.into();
    u16, Int, |value| value.into();
    u8, Int, |value| value.into();
    bool, Int, |value| value.into();
    String, Text, |value| value;
    &str, Text, |value| value.to_owned();
    &String, Text, |value| value.clone();
    Vec<u8>, Bytes, |value| value;
    &[u8], Bytes, |value| value.to_vec();
    ids::WorkspaceId, Id, |value| value.0;
    ids::MemberId, Id, |value| value.0;
    ids::PersonId, Id, |value| value.0;
    ids::CompanyId, Id, |value| value.0;
    ids::EmailAddressId, Id, |value| value.0;
    ids::PhoneNumberId, Id, |value| value.0;
    ids::ImportId, Id, |value| value.0;
    ids::CadenceId, Id, |value| value.0;
    ids::CadenceVersionId, Id, |value| value.0;
    ids::EnrollmentId, Id, |value| value.0;
    ids::TouchId, Id, |value| value.0;
    ids::ActivityId, Id, |value| value.0;
    ids::MeetingId, Id, |value| value.0;
    ids::ReferralId, Id, |value| value.0;
    ids::ReasonId, Id, |value| value.0;
    ids::SuppressionId, Id, |value| value.0;
    ids::BusyId, Id, |value| value.0;
    ids::DuplicateId, Id, |value| value.0;
    ids::MergeId, Id, |value| value.0;
    ids::AccountId, Id, |value| value.0;
    ids::SessionId, Id, |value| value.0;
    ids::TokenId, Id, |value| value.0;
    ids::InvitationId, Id, |value| value.0;
    ids::TeamId, Id, |value| value.0;
    ids::DoctrineId, Id, |value| value.0;
    ids::DoctrineVersionId, Id, |value| value.0;
    ids::RecipeId, Id, |value| value.0;
    ids::RecipeVersionId, Id, |value| value.0;
    ids::HandCountId, Id, |value| value.0;
    ids::HelpId, Id, |value| value.0;
    ids::CoverId, Id, |value| value.0;
    ids::ViewId, Id, |value| value.0;
    ids::BulkId, Id, |value| value.0;
    ids::FeedId, Id, |value| value.0;
}

/// A lock on the rows a statement reads; SQLite has one writer and needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    None,
    ForUpdate,
    SkipLocked,
}

/// One statement with its values: `$1`, `$2` … in the text, the same text for both engines.
#[derive(Clone, Debug)]
pub struct Statement {
    text: Cow<'static, str>,
    values: Vec<Value>,
    lock: Lock,
}

impl Statement {
    /// A fixed text; written as [`sql!`](crate::sql).
    pub fn fixed(text: &'static str) -> Self {
        Self { text: Cow::Borrowed(text), values: Vec::new(), lock: Lock::None }
    }

    /// Binds the next `$n` of the fixed text.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Appends fixed text, then a value: `" and standing = "` becomes ` and standing = $3`.
    pub fn and(mut self, text: &'static str, value: impl Into<Value>) -> Self {
        self.text.to_mut().push_str(text);
        self.placeholder(value.into());
        self
    }

    /// Appends fixed text and a value if there is one, otherwise nothing.
    pub fn and_some(self, text: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.and(text, value),
            None => self,
        }
    }

    /// Appends fixed text.
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// Appends `(…),(…)` for an insert of many rows; at most [`BULK_ROWS`](crate::BULK_ROWS) a statement.
    pub fn rows<const N: usize>(mut self, rows: impl IntoIterator<Item = [Value; N]>) -> Self {
        for (nth, row) in rows.into_iter().enumerate() {
            self.text.to_mut().push_str(if nth == 0 { " (" } else { ",(" });
            self.commas(row);
        }
        self
    }

    /// Appends `(…)` for an `in`; an empty list matches nothing.
    pub fn list<V: Into<Value>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.text.to_mut().push_str(" (");
        let before = self.values.len();
        self.commas(values.into_iter().map(Into::into));
        if self.values.len() == before {
            // `in ()` is not SQL on PostgreSQL; a null in its place equals nothing.
            self.text.to_mut().pop();
            self.text.to_mut().push_str("null)");
        }
        self
    }

    /// Locks the rows until the transaction ends, on PostgreSQL; SQLite's one writer holds all.
    pub fn for_update(mut self) -> Self {
        self.lock = Lock::ForUpdate;
        self
    }

    /// As [`for_update`](Self::for_update), passing over rows that another transaction holds.
    pub fn for_update_skip_locked(mut self) -> Self {
        self.lock = Lock::SkipLocked;
        self
    }

    /// The text with its `$n`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first value.
    pub(crate) fn first(&self) -> Option<&Value> {
        self.values.first()
    }

    fn commas(&mut self, values: impl IntoIterator<Item = Value>) {
        for (nth, value) in values.into_iter().enumerate() {
            if nth > 0 {
                self.text.to_mut().push(',');
            }
            self.placeholder(value);
        }
        self.text.to_mut().push(')');
    }

    fn placeholder(&mut self, value: Value) {
        self.values.push(value);
        push_placeholder(self.text.to_mut(), self.values.len());
    }

    /// Makes it ready for an engine, so that a transaction need not.
    ///
    /// # Errors
    /// It is not about the workspace, or a value that its text names is not bound.
    pub fn ready(self, scope: Scope, engine: Engine) -> Result<Ready, StoreError> {
        scope.check(&self)?;
        Ok(match engine {
            Engine::Sqlite => {
                let (text, arguments) = self.into_sqlite()?;
                Ready::Sqlite(text.into(), arguments)
            }
            Engine::Postgres => {
                let (text, arguments) = self.into_postgres()?;
                Ready::Postgres(text.into(), arguments)
            }
        })
    }

    /// The text and values as SQLite takes them: bare `?`, values in the order of the text.
    ///
    /// `$n` would be bound by a search for its name among all others: quadratic in the number of values.
    pub(crate) fn into_sqlite(self) -> Result<(String, SqliteArguments), sqlx::Error> {
        let (mut text, mut arguments) = (String::new(), SqliteArguments::default());
        self.add_to_sqlite(&mut text, &mut arguments)?;
        Ok((text, arguments))
    }

    /// Appends the text and values as SQLite takes them.
    pub(crate) fn add_to_sqlite(
        self,
        whole: &mut String,
        arguments: &mut SqliteArguments,
    ) -> Result<(), sqlx::Error> {
        let (text, order) = anonymous(&self.text);
        whole.push_str(&text);
        arguments.reserve(order.len(), 0);
        if order.iter().enumerate().all(|(nth, of)| nth == *of) && order.len() == self.values.len()
        {
            for value in self.values {
                add_to_sqlite(arguments, value).map_err(sqlx::Error::Encode)?;
            }
        } else {
            for of in order {
                let value = self.values.get(of).cloned().ok_or_else(|| unbound(of))?;
                add_to_sqlite(arguments, value).map_err(sqlx::Error::Encode)?;
            }
        }
        Ok(())
    }

    /// The text and values as PostgreSQL takes them.
    pub(crate) fn into_postgres(self) -> Result<(String, PgArguments), sqlx::Error> {
        let mut arguments = PgArguments::default();
        arguments.reserve(self.values.len(), 16 * self.values.len());
        for value in self.values {
            let added = match value {
                Value::Id(value) => arguments.add(value),
                Value::Int(value) => arguments.add(value),
                Value::Text(value) => arguments.add(value),
                Value::Bytes(value) => arguments.add(value),
                Value::Null(Kind::Id) => arguments.add(None::<Uuid>),
                Value::Null(Kind::Int) => arguments.add(None::<i64>),
                Value::Null(Kind::Text) => arguments.add(None::<String>),
                Value::Null(Kind::Bytes) => arguments.add(None::<Vec<u8>>),
            };
            added.map_err(sqlx::Error::Encode)?;
        }
        let mut text = self.text.into_owned();
        text.push_str(match self.lock {
            Lock::None => "",
            Lock::ForUpdate => " for update",
            Lock::SkipLocked => " for update skip locked",
        });
        Ok((text, arguments))
    }
}

/// A statement as one engine takes it. A transaction that is begun anew takes it again; its values are not copied.
#[derive(Clone)]
pub enum Ready {
    /// For SQLite.
    Sqlite(Arc<str>, SqliteArguments),
    /// For PostgreSQL.
    Postgres(Arc<str>, PgArguments),
}

/// Values are people's data: a log or a panic shows the text only.
impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Sqlite(text, _) | Self::Postgres(text, _)) = self;
        f.write_str(text)
    }
}

/// Appends `$n`: thousands of them stand in one statement, so they are not formatted one by one.
fn push_placeholder(text: &mut String, n: usize) {
    text.push('$');
    let mut unit = 1;
    while n / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        let digit = u32::try_from(n / unit % 10).unwrap_or_default();
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
        unit /= 10;
    }
}

fn add_to_sqlite(arguments: &mut SqliteArguments, value: Value) -> Result<(), BoxDynError> {
    match value {
        Value::Id(value) => Arguments::add(arguments, value),
        Value::Int(value) => Arguments::add(arguments, value),
        Value::Text(value) => Arguments::add(arguments, value),
        Value::Bytes(value) => Arguments::add(arguments, value),
        Value::Null(_) => Arguments::add(arguments, None::<i64>),
    }
}

fn unbound(of: usize) -> sqlx::Error {
    sqlx::Error::Encode(format!("nothing is bound to ${}", of + 1).into())
}

/// Replaces each `$n` outside quotes by `?` and tells which value (from 0) stands at each.
fn anonymous(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut order = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'$' | b'\'' | b'"')) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = found.strip_prefix('$') {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = after.split_at(digits);
            match number.parse::<usize>() {
                Ok(n) if n > 0 => {
                    out.push('?');
                    order.push(n - 1);
                }
                _ => {
                    out.push('$');
                    out.push_str(number);
                }
            }
            rest = after;
        } else {
            let quote = if found.starts_with('"') { '"' } else { '\'' };
            // A doubled quote ends one quoted text and begins the next: the same to us.
            let end = found
                .char_indices()
                .skip(1)
                .find(|(_, c)| *c == quote)
                .map_or(found.len(), |(end, _)| end + 1);
            let (quoted, after) = found.split_at(end);
            out.push_str(quoted);
            rest = after;
        }
    }
    out.push_str(rest);
    (out, order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, order: &[usize]) {
        assert_eq!(anonymous(text), (expected.to_owned(), order.to_vec()), "{text}");
    }

    #[test]
    fn numbered_parameters_become_bare_ones_in_the_order_of_the_text() {
        check("a = $1 and b = $2", "a = ? and b = ?", &[0, 1]);
        check("a = $2 and b = $1", "a = ? and b = ?", &[1, 0]);
        check("a = $1 or b = $1", "a = ? or b = ?", &[0, 0]);
        check("($1,$12)", "(?,?)", &[0, 11]);
        check("a = '$1' and b = $1", "a = '$1' and b = ?", &[0]);
        check("a = 'it''s $1' and \"$2\" = $1", "a = 'it''s $1' and \"$2\" = ?", &[0]);
        check("a = 'open $1", "a = 'open $1", &[]);
    }

    #[test]
    fn a_statement_grows_with_what_is_asked() {
        let statement = sql!("select id from person where workspace_id = $1")
            .bind(Uuid::nil())
            .and_some(" and standing = ", Some("lead"))
            .and_some(" and fit = ", None::<&str>)
            .and(" and (created_at, id) < (", 5_i64)
            .and(", ", Uuid::nil())
            .push(") and company_id in")
            .list([Uuid::nil(), Uuid::nil()]);
        assert_eq!(
            statement.text(),
            "select id from person where workspace_id = $1 and standing = $2 \
             and (created_at, id) < ($3, $4) and company_id in ($5,$6)"
        );
        assert_eq!(statement.values.len(), 6);
    }

    #[test]
    fn rows_are_numbered_on_and_an_empty_list_matches_nothing() {
        let rows = (0..2_i64).map(|n| [Value::from(Uuid::nil()), n.into()]);
        assert_eq!(
            sql!("insert into tally (a, b) values").rows(rows).text(),
            "insert into tally (a, b) values ($1,$2),($3,$4)"
        );
        assert_eq!(sql!("a in").list(Vec::<i64>::new()).text(), "a in (null)");
        let many = sql!("a in").list(0..1_200_i64);
        assert!(many.text().contains(",$999,$1000,$1001,") && many.text().ends_with(",$1200)"));
        assert!(many.text().contains("$9,$10,$11,") && many.text().contains("$99,$100,$101,"));
    }

    #[test]
    fn a_lock_is_for_postgresql_only() {
        let statement =
            sql!("select id from member where workspace_id = $1").bind(Uuid::nil()).for_update();
        let (sqlite, _) = statement.clone().into_sqlite().unwrap();
        let (postgres, _) = statement.into_postgres().unwrap();
        assert_eq!(sqlite, "select id from member where workspace_id = ?");
        assert_eq!(postgres, "select id from member where workspace_id = $1 for update");
    }
}
