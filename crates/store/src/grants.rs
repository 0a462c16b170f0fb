//! What the role that serves may do on PostgreSQL: it owns nothing, and the record is beyond its reach.

/// Tables that a serving role may add to and read, and not change or empty.
pub const APPEND_ONLY: &[&str] = &["audit"];

/// Columns of those tables that the sealer fills.
pub const SEALED: &[(&str, &[&str])] = &[("audit", &["nth", "chain"])];

/// Tables that only the role that migrates may change.
pub const READ_ONLY: &[&str] = &["migration"];

/// The statements that give a role what `serve` needs, run by the owner of the tables after each migration.
///
/// Each takes away before it gives, so that they can be run again. A workspace is removed by the owner: its record
/// goes with it, which a serving role cannot do.
pub fn of_serving_role(role: &str) -> Vec<String> {
    let role = quoted(role);
    let mut statements = vec![
        format!("grant usage on schema public to {role}"),
        format!("grant select, insert, update, delete on all tables in schema public to {role}"),
    ];
    for table in APPEND_ONLY {
        statements.push(format!("revoke update, delete, truncate on {table} from {role}"));
    }
    for table in READ_ONLY {
        statements.push(format!("revoke insert, update, delete, truncate on {table} from {role}"));
    }
    for (table, columns) in SEALED {
        statements.push(format!("grant update ({}) on {table} to {role}", columns.join(", ")));
    }
    statements
}

/// A name as SQL takes it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_of_any_name_is_one_word_of_sql() {
        assert_eq!(quoted("serve"), "\"serve\"");
        assert_eq!(quoted("a\"; drop table b"), "\"a\"\"; drop table b\"");
    }

    #[test]
    fn the_record_can_be_added_to_and_sealed_only() {
        let all = of_serving_role("serve").join(";\n");
        assert!(all.contains("revoke update, delete, truncate on audit from"), "{all}");
        assert!(all.contains("grant update (nth, chain) on audit to"), "{all}");
    }
}
