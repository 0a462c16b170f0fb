//! People: names, standing, fit, and the ways to reach them.

pub mod email;
pub mod names;
pub mod phone;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// What somebody is to us; every count names the standing it counts.
    pub enum Standing {
        /// A name not yet engaged.
        Lead = "lead",
        /// Enrolled on a cadence.
        Prospect = "prospect",
        /// Kept in touch with at an interval.
        InNurture = "in_nurture",
        /// After a win.
        Client = "client",
        /// A client who left.
        FormerClient = "former_client",
        /// Friend, family, partner, colleague: not sorted as a lead.
        Other = "other",
    }
}

words! {
    /// Could and would they buy?
    pub enum Fit {
        /// They could and would.
        Yes = "yes",
        /// They could not or would not.
        No = "no",
        /// Nobody has found out.
        Unknown = "unknown",
    }
}

words! {
    /// Where an address or number is used.
    pub enum Label {
        /// At work.
        Work = "work",
        /// At home.
        Home = "home",
        /// A mobile phone.
        Mobile = "mobile",
        /// A fax machine: never a way to call.
        Fax = "fax",
        /// The company's switchboard.
        Main = "main",
        /// Not told, or something else.
        Other = "other",
    }
}

/// The name of a person, as far as it is known. At least one part is filled wherever a `Name` is stored
/// for a person without an address or number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Title before the name: `Dr.`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Given name, also called first name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Middle names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub middle: String,
    /// Family name, also called last name or surname.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// After the name: `Jr.`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Nickname.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nickname: String,
    /// The whole name as it was written where the parts are not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub full: String,
}

/// A postal address. Any part may be empty.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct PostalAddress {
    /// House number where it is told apart from the street.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Street, with its number where the two are not told apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Second line: flat, building, post box.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line2: String,
    /// Town or suburb.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// State, province, canton.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Postal code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// ISO 3166-1 alpha-2 where known, else as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
}

impl PostalAddress {
    /// Whether no part is filled.
    pub fn is_empty(&self) -> bool {
        [
            &self.number,
            &self.street,
            &self.line2,
            &self.city,
            &self.state,
            &self.postcode,
            &self.country,
        ]
        .iter()
        .all(|part| part.is_empty())
    }

    /// Whether a letter or a visitor could arrive: a town or postal code, and a street or box.
    pub fn is_usable(&self) -> bool {
        let has_place = !self.city.is_empty() || !self.postcode.is_empty();
        let has_street = !self.street.is_empty() || !self.line2.is_empty();
        has_place && has_street
    }

    /// All of it on one line, as it is read out: `High Street 1, London, GB`.
    pub fn on_one_line(&self) -> String {
        let pair = |first: &str, second: &str| format!("{first} {second}").trim().to_owned();
        let parts = [
            pair(&self.street, &self.number),
            self.line2.clone(),
            pair(&self.postcode, &self.city),
            self.state.clone(),
            self.country.clone(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A birthday; the year may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Birthday {
    /// Year, when it was told.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

impl From<Date> for Birthday {
    fn from(date: Date) -> Self {
        Self { year: Some(date.year()), month: date.month(), day: date.day() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_line(address: &PostalAddress, expected: &str) {
        assert_eq!(address.on_one_line(), expected);
    }

    #[test]
    fn an_address_is_read_out_without_holes() {
        let full = PostalAddress {
            number: "1".to_owned(),
            street: "Am Hof".to_owned(),
            line2: "2nd floor".to_owned(),
            city: "Bonn".to_owned(),
            state: String::new(),
            postcode: "53111".to_owned(),
            country: "DE".to_owned(),
        };
        let town = PostalAddress { city: "London".to_owned(), ..PostalAddress::default() };
        check_line(&full, "Am Hof 1, 2nd floor, 53111 Bonn, DE");
        check_line(&town, "London");
        check_line(&PostalAddress::default(), "");
    }
}
