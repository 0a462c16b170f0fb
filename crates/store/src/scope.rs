//! The border of a workspace, carried by every call.

use domain::ids::WorkspaceId;
use uuid::Uuid;

use crate::GLOBAL;
use crate::errors::StoreError;
use crate::statement::{Statement, Value};

/// The workspace a call works in: no row of another is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The workspace whose rows are touched.
    pub workspace: WorkspaceId,
}

impl Scope {
    /// The scope of what belongs to the installation: tables of [`GLOBAL`] only.
    pub const INSTALLATION: Self = Self { workspace: WorkspaceId(Uuid::nil()) };

    /// The scope of one workspace.
    pub const fn of(workspace: WorkspaceId) -> Self {
        Self { workspace }
    }

    /// Refuses a statement that does not bind this scope's workspace first.
    ///
    /// # Errors
    /// [`StoreError::Unscoped`] with the text of the statement.
    pub(crate) fn check(self, statement: &Statement) -> Result<(), StoreError> {
        let is_bound =
            statement.first() == Some(&Value::Id(self.workspace.0)) && self != Self::INSTALLATION;
        if is_bound || is_global(statement.text()) {
            return Ok(());
        }
        Err(StoreError::Unscoped { text: statement.text().to_owned() })
    }
}

/// Whether a statement names only tables of the installation, and at least one.
fn is_global(text: &str) -> bool {
    let mut n_tables = 0;
    for table in tables(text) {
        if !GLOBAL.contains(&table.as_str()) {
            return false;
        }
        n_tables += 1;
    }
    n_tables > 0
}

/// The names that follow `from`, `join`, `into` and `update`, in order.
fn tables(text: &str) -> impl Iterator<Item = String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut words = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == ')' || c == ';')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .peekable();
    std::iter::from_fn(move || {
        loop {
            let word = words.next()?;
            if matches!(word.trim_start_matches('('), "from" | "join" | "into" | "update") {
                // `do update set`, `for update` and a subquery name no table.
                match words.peek().map(String::as_str) {
                    None | Some("set" | "skip" | "of" | "nowait") => {}
                    Some(next) if next.starts_with('(') => {}
                    Some(next) => return Some(next.chars().take_while(|c| is_word(*c)).collect()),
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(tables(text).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn tables_are_found_where_a_statement_names_them() {
        check("select id from person where workspace_id = $1", &["person"]);
        check("insert into person(workspace_id) values ($1)", &["person"]);
        check("update touch set on_day = $2 where workspace_id = $1", &["touch"]);
        check("insert into a (b) values ($1) on conflict (b) do update set c = 1", &["a"]);
        check("select a from b\njoin c on c.x = b.x for update skip locked", &["b", "c"]);
        check("select a from (select b from c) as d", &["c"]);
    }
}
