//! People as use cases know them: their names, the ways to reach them, and what forbids it.

pub mod add;
pub mod list;
pub mod reach;
pub mod suppress;
pub mod timeline;

use domain::people::{Name, names};
use store::people as rows;

/// The name of a person as it is shown; empty when only an address is known.
pub fn shown_name(row: &rows::Person) -> String {
    names::display(&name_of(row))
}

/// The name of a stored person.
pub fn name_of(row: &rows::Person) -> Name {
    Name {
        prefix: row.prefix.clone(),
        given: row.given.clone(),
        middle: row.middle.clone(),
        family: row.family.clone(),
        suffix: row.suffix.clone(),
        nickname: row.nickname.clone(),
        full: row.full_name.clone(),
    }
}

/// A number as it is dialled: E.164 where known, else as written, with its extension.
pub fn dialled(number: &rows::PhoneNumber) -> String {
    let base = if number.e164.is_empty() { &number.raw } else { &number.e164 };
    if number.extension.is_empty() {
        base.clone()
    } else {
        format!("{base} ext. {}", number.extension)
    }
}
