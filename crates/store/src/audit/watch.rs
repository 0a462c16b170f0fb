//! Sees whether a transaction that changed rows left a line in the record; looked at where debug assertions are on.

use super::UNRECORDED;
use crate::errors::StoreError;

/// What a transaction changed.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    changed: Option<String>,
    is_recorded: bool,
}

impl Watch {
    /// Notes that rows of a table were changed.
    pub(crate) fn note(&mut self, table: String) {
        if table == "audit" {
            self.is_recorded = true;
        } else if !UNRECORDED.iter().any(|(known, _)| *known == table) {
            self.changed.get_or_insert(table);
        }
    }

    /// Refuses changes without a line.
    pub(crate) fn verdict(&self) -> Result<(), StoreError> {
        match &self.changed {
            Some(table) if !self.is_recorded => {
                Err(StoreError::Unrecorded { table: table.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// The table that a statement changes.
pub(crate) fn changed(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let table = match words.next()? {
        "insert" | "delete" => words.nth(1)?,
        "update" => words.next()?,
        _ => return None,
    };
    Some(table.split('(').next().unwrap_or(table).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_names_the_table_it_changes() {
        let check =
            |text, table: Option<&str>| assert_eq!(changed(text).as_deref(), table, "{text}");
        check("insert into leave (workspace_id) values ($1)", Some("leave"));
        check("insert into leave(workspace_id) values ($1)", Some("leave"));
        check("update touch\nset on_day = $1", Some("touch"));
        check("delete from busy where workspace_id = $1", Some("busy"));
        check("select id from busy", None);
    }

    #[test]
    fn a_change_needs_a_line_and_work_to_be_done_none() {
        let after = |tables: &[&str]| {
            let mut watch = Watch::default();
            for table in tables {
                watch.note((*table).to_owned());
            }
            watch.verdict().is_ok()
        };
        assert!(after(&[]));
        assert!(after(&["job", "due"]));
        assert!(after(&["leave", "audit"]));
        assert!(!after(&["leave"]));
        assert!(!after(&["job", "leave", "audit_value"]));
    }
}
