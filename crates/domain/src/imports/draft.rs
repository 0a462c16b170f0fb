//! What one row or card says about one person, read and normalised but not yet stored.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    activities::Channel,
    people::{Birthday, Fit, Label, Name, PostalAddress, Standing, names::split_full},
    words,
};

words! {
    /// The program a file came from, as told by its columns or content.
    pub enum Source {
        /// LinkedIn's Connections.csv, any language.
        LinkedIn = "linkedin",
        /// A HubSpot export.
        HubSpot = "hubspot",
        /// A Salesforce report or Data Loader file.
        Salesforce = "salesforce",
        /// A Pipedrive export.
        Pipedrive = "pipedrive",
        /// Google Contacts, old or new.
        Google = "google",
        /// Outlook or Outlook-like address books.
        Outlook = "outlook",
        /// An Apollo list.
        Apollo = "apollo",
        /// A vCard of any version.
        VCard = "vcard",
        /// Touchstone's own export.
        Touchstone = "touchstone",
        /// Any other table.
        Table = "table",
    }
}

/// An e-mail address as one row gives it: valid (see [`crate::people::email`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftEmail {
    /// As written, trimmed and in NFC.
    pub address: String,
    /// What addresses are compared by: ASCII domain, lower case.
    pub key: String,
    /// Where it is used.
    pub label: Label,
}

/// A phone number as one row gives it. Kept also when it cannot be read as a number of a known country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPhone {
    /// As written, trimmed, cut to a limit.
    pub raw: String,
    /// E.164, only when written with `+` (or an international prefix), or when row or workspace tell the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e164: Option<String>,
    /// Extension, digits only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub extension: String,
    /// Where it is used.
    pub label: Label,
}

words! {
    /// What kind of thing is wrong with a value or a row, for whoever says it in the words of the reader.
    #[derive(Default)]
    pub enum ProblemKind {
        /// An e-mail address that cannot be one.
        Email = "email",
        /// A number that cannot be one, or that is kept and doubted.
        Phone = "phone",
        /// A date that cannot be read.
        Date = "date",
        /// A birthday that is still to come.
        FutureBirthday = "future_birthday",
        /// A year in which it cannot have been.
        Year = "year",
        /// A text that is longer than what is kept of it.
        TooLong = "too_long",
        /// Bytes that are no text, or a formula without a value.
        Damaged = "damaged",
        /// Cells to the right of the last column.
        ExtraCells = "extra_cells",
        /// A mark that is neither yes nor no.
        YesNo = "yes_no",
        /// A standing that is not known.
        Standing = "standing",
        /// A fit that is neither yes, no nor unknown.
        Fit = "fit",
        /// A language that is not known.
        Language = "language",
        /// A time zone that is not known.
        Zone = "zone",
        /// Neither a name nor an address nor a number is left.
        Nobody = "nobody",
        /// A line that stands below the table.
        BelowTable = "below_table",
        /// The header once more.
        HeaderAgain = "header_again",
        /// A row of sums.
        Sums = "sums",
        /// A row that is too long or breaks off.
        Broken = "broken",
        /// A sheet that was not read.
        Sheet = "sheet",
        /// A sheet that names people too and was not read.
        SheetOfPeople = "sheet_of_people",
        /// A card that is not whole, or something in it that is left out.
        Card = "card",
        /// Anything else.
        #[default]
        Other = "other",
    }
}

/// A value or row that could not be used, and why. Rows count from 1 below the header; cards from 1;
/// 0 is the file itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The nth data row or card.
    pub row: u64,
    /// The header of the column, or the property of the card; empty when the whole row is meant.
    pub column: String,
    /// What kind of thing is wrong.
    #[serde(default)]
    pub kind: ProblemKind,
    /// The whole cell as it stands there; empty when the whole row is meant, or when it is longer than anybody mends.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong, for a person, lower case, no full stop.
    pub why: String,
}

/// What one row or card says about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The nth data row or card, from 1.
    pub row: u64,
    /// The name.
    pub name: Name,
    /// Job title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub job_title: String,
    /// Department.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Company name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Web site of the person or the company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub website: String,
    /// Addresses, best first, without repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<DraftEmail>,
    /// Numbers, best first, without repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<DraftPhone>,
    /// Profile addresses on social networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<String>,
    /// Postal addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<PostalAddress>,
    /// Birthday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Birthday>,
    /// ISO 3166-1 alpha-2 of the person, when the row tells it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// IANA time zone of the person, when the row tells it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// BCP 47 language, when the row tells it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Industry.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub industry: String,
    /// Standing, when the row or the form of the file tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Fit, when the row tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit: Option<Fit>,
    /// The day the tie to this person began (LinkedIn's "Connected On").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connected_on: Option<Date>,
    /// The day this datum was made where it came from, when the row tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_on: Option<Date>,
    /// Where the name came from, when the row tells it (lead source).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead_source: String,
    /// Reason for the call, when a column is mapped to it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Whose person this is, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Tags, lists, groups, without repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Free text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Ids in other systems: system or column, id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<(String, String)>,
    /// They must not be called or texted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub do_not_call: bool,
    /// They must not be contacted by e-mail.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub do_not_email: bool,
    /// They must not be contacted on any channel.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub do_not_contact: bool,
    /// Further channels on which they must not be contacted, where the row names them, without repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<Channel>,
    /// Every filled column that has no field of its own: header, value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<(String, String)>,
    /// What else our own export tells, as it stands there: whoever stores it reads it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rest: String,
    /// Values of this row that could not be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

impl Draft {
    /// Takes a name that was written in one piece apart and keeps it as it was written.
    ///
    /// Scripts greet by the given name. What is the company's own name stays whole.
    pub(crate) fn part_name(&mut self) {
        let name = &mut self.name;
        let is_parted =
            ![&name.given, &name.middle, &name.family].iter().all(|part| part.is_empty());
        if name.full.is_empty() || is_parted || name.full == self.company {
            return;
        }
        let parts = split_full(&name.full);
        name.given = parts.given;
        name.middle = parts.middle;
        name.family = parts.family;
        for (known, found) in [(&mut name.prefix, parts.prefix), (&mut name.suffix, parts.suffix)] {
            if known.is_empty() {
                *known = found;
            }
        }
    }
}

impl Draft {
    /// Whether nothing but a name is told by which somebody could be known or reached.
    pub(crate) fn is_name_only(&self) -> bool {
        self.emails.is_empty()
            && self.phones.is_empty()
            && self.company.is_empty()
            && self.profiles.is_empty()
            && self.addresses.is_empty()
            && self.birthday.is_none()
            && self.external_ids.is_empty()
    }
}

/// A row that could not be stored, with why.
pub type Rejected = Problem;

/// One column of a table and the field it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportColumn)]
pub struct Column {
    /// The header as written, or `column N` where the file has none.
    pub header: String,
    /// The field (see `docs/glossary.md`), or `custom`, or `ignore`.
    pub field: String,
    /// How certain that is: 1 for a mapping by hand or an exact header, less for content.
    pub certainty: f64,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// Program it came from.
    pub source: Source,
    /// IANA name of the encoding, in lower case; `binary` for workbooks.
    pub encoding: String,
    /// Delimiter, or empty for cards and workbooks.
    pub delimiter: String,
    /// Columns in the order of the file; empty for cards.
    pub columns: Vec<Column>,
}
