//! What the role that the program works as may do on PostgreSQL: it owns nothing, and the record is beyond its reach.

/// Tables that the working role may add to and read, and not change or empty.
const APPEND_ONLY: &[&str] = &["audit"];

/// Columns of those tables that the sealer fills.
const SEALED: &[(&str, &[&str])] = &[("audit", &["nth", "chain"])];

/// Tables that only the role that migrates may change.
const READ_ONLY: &[&str] = &["migration"];

/// The statements that give a role what the program needs of one table; both are given as SQL takes them.
///
/// A workspace is removed by the owner of the tables: its record goes with it, which the working role cannot do.
pub(crate) fn on_table(table: &str, role: &str) -> Vec<String> {
    let rights = if READ_ONLY.contains(&table) {
        "select"
    } else if APPEND_ONLY.contains(&table) {
        "select, insert"
    } else {
        "select, insert, update, delete"
    };
    let sealed = SEALED
        .iter()
        .filter(|(of, _)| *of == table)
        .map(|(_, columns)| format!("grant update ({}) on {table} to {role}", columns.join(", ")));
    std::iter::once(format!("grant {rights} on {table} to {role}")).chain(sealed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_can_be_added_to_and_sealed_only() {
        assert_eq!(
            on_table("audit", "serve"),
            [
                "grant select, insert on audit to serve",
                "grant update (nth, chain) on audit to serve"
            ]
        );
        assert_eq!(on_table("migration", "serve"), ["grant select on migration to serve"]);
    }
}
