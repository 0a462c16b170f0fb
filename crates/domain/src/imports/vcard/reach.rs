//! The ways to reach somebody that a card gives.

use std::fmt::Display;

use crate::{
    imports::draft::{DraftEmail, DraftPhone},
    people::{Label, email, phone},
};

/// A value that could not be used, cut short, and what is told of it.
pub(super) type Bad = (String, String);

/// What one property gives, and why parts of it are none.
#[derive(Debug)]
pub(super) struct Found<T> {
    pub(super) good: Vec<T>,
    pub(super) bad: Vec<Bad>,
}

/// The addresses of an EMAIL.
pub(super) fn emails(text: &str, label: Label) -> Found<DraftEmail> {
    let mut found = Found { good: Vec::new(), bad: Vec::new() };
    for read in email::read_all(text) {
        match read {
            Ok(email) => found.good.push(DraftEmail {
                address: email.as_str().to_owned(),
                key: email.key().to_owned(),
                label,
            }),
            Err((text, why)) => found.bad.push(bad(&text, why)),
        }
    }
    found
}

/// The numbers of a TEL, without `+` read by the country that the card or the workspace tells.
pub(super) fn phones(text: &str, label: Label, country: Option<&str>) -> Found<DraftPhone> {
    let mut found = Found { good: Vec::new(), bad: Vec::new() };
    for read in phone::read_all(text, country) {
        match read {
            Ok(phone) => {
                found.bad.extend(phone.doubt().map(|why| bad(phone.raw(), why)));
                found.good.push(DraftPhone {
                    raw: phone.raw().to_owned(),
                    e164: phone.e164().map(str::to_owned),
                    extension: phone.extension().to_owned(),
                    label: if label == Label::Other {
                        phone.label().unwrap_or(label)
                    } else {
                        label
                    },
                });
            }
            Err((text, why)) => found.bad.push(bad(&text, why)),
        }
    }
    found
}

fn bad(text: &str, why: impl Display) -> Bad {
    let value: String = text.chars().take(80).collect();
    let why = format!("`{value}`: {why}");
    (value, why)
}
