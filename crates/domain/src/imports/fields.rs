//! The fields a column can be mapped to: one word and one sentence each.

use crate::words;

/// What stands before the name of a field of the user's own in our own export.
pub const OWN_FIELD: &str = "field:";

words! {
    /// What a column of a table says about a person; the word is what `--map COLUMN=FIELD` takes.
    pub enum Field {
        /// Given name, also called first name.
        Given = "given",
        /// Middle names.
        Middle = "middle",
        /// Family name, also called last name or surname.
        Family = "family",
        /// The whole name in one column.
        Full = "full",
        /// Title before the name, `Dr.`.
        Prefix = "prefix",
        /// After the name, `Jr.`.
        Suffix = "suffix",
        /// Nickname.
        Nickname = "nickname",
        /// Job title.
        JobTitle = "job_title",
        /// Department.
        Department = "department",
        /// Company the person works for.
        Company = "company",
        /// E-mail addresses.
        Email = "email",
        /// E-mail addresses at work.
        EmailWork = "email_work",
        /// Private e-mail addresses.
        EmailHome = "email_home",
        /// Phone numbers.
        Phone = "phone",
        /// Mobile numbers.
        PhoneMobile = "phone_mobile",
        /// Numbers at work.
        PhoneWork = "phone_work",
        /// Numbers at home.
        PhoneHome = "phone_home",
        /// The company's switchboard.
        PhoneMain = "phone_main",
        /// Fax numbers: never called.
        PhoneFax = "phone_fax",
        /// Web site of person or company.
        Website = "website",
        /// Profile address on a social network.
        Profile = "profile",
        /// Street, with its number unless that has a column of its own.
        Street = "street",
        /// House number.
        Number = "number",
        /// Second line of the address: flat, building, post box.
        Line2 = "line2",
        /// Town or suburb.
        City = "city",
        /// State, province, canton.
        State = "state",
        /// Postal code.
        Postcode = "postcode",
        /// Country by name or code; tells how numbers are dialled.
        Country = "country",
        /// Birthday, with or without year.
        Birthday = "birthday",
        /// Year of birth in a column of its own.
        BirthYear = "birth_year",
        /// Month of birth in a column of its own.
        BirthMonth = "birth_month",
        /// Day of birth in a column of its own.
        BirthDay = "birth_day",
        /// Day on which the tie to this person began.
        ConnectedOn = "connected_on",
        /// Day on which this record was made where it came from.
        SourceOn = "source_on",
        /// Where the name came from.
        LeadSource = "lead_source",
        /// Reason for the call.
        Reason = "reason",
        /// Whose person this is.
        Owner = "owner",
        /// Tags, lists, groups; several parted by `;`, `,` or ` ::: `.
        Tags = "tags",
        /// Free text.
        Note = "note",
        /// Standing: `lead`, `prospect`, `in_nurture`, `client`, `former_client`, `other`.
        Standing = "standing",
        /// Fit: yes, no, unknown.
        Fit = "fit",
        /// Id in the program the file came from, kept for export; `SYSTEM:ID` names another program.
        Id = "id",
        /// Yes forbids calls and texts.
        DoNotCall = "do_not_call",
        /// Yes forbids e-mail.
        DoNotEmail = "do_not_email",
        /// Yes forbids every channel; the names of some forbid those.
        DoNotContact = "do_not_contact",
        /// Industry of the company.
        Industry = "industry",
        /// Language the person speaks, BCP 47.
        Language = "language",
        /// Time zone of the person, IANA.
        Zone = "zone",
        /// What else our own export tells; read in our own export only.
        Rest = "rest",
        /// What the value in the next column is (Google's `E-mail 1 - Label`).
        Label = "label",
        /// Kept under its own header.
        Custom = "custom",
        /// Not read.
        Ignore = "ignore",
    }
}

impl Field {
    /// What a column of this field holds, in one sentence.
    pub fn sentence(self) -> &'static str {
        SENTENCES.iter().find(|(field, _)| *field == self).map_or("", |(_, sentence)| sentence)
    }

    /// Whether a column of this field can make a row a person.
    pub(crate) fn names_people(self) -> bool {
        matches!(self, Self::Given | Self::Family | Self::Full | Self::Nickname)
            || self.is_channel()
    }

    /// Whether a column of this field holds a way to reach somebody.
    pub(crate) fn is_channel(self) -> bool {
        self.is_email() || self.is_phone()
    }

    pub(crate) fn is_email(self) -> bool {
        matches!(self, Self::Email | Self::EmailWork | Self::EmailHome)
    }

    pub(crate) fn is_phone(self) -> bool {
        matches!(
            self,
            Self::Phone
                | Self::PhoneMobile
                | Self::PhoneWork
                | Self::PhoneHome
                | Self::PhoneMain
                | Self::PhoneFax
        )
    }

    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::Birthday | Self::ConnectedOn | Self::SourceOn)
    }

    pub(crate) fn is_address(self) -> bool {
        matches!(
            self,
            Self::Street
                | Self::Number
                | Self::Line2
                | Self::City
                | Self::State
                | Self::Postcode
                | Self::Country
        )
    }
}

/// Every field with its sentence, in the order of the glossary: what `import --help` prints.
pub const SENTENCES: &[(Field, &str)] = &[
    (Field::Given, "given name, also called first name"),
    (Field::Middle, "middle names"),
    (Field::Family, "family name, also called last name or surname"),
    (Field::Full, "the whole name in one column"),
    (Field::Prefix, "title before the name, such as Dr."),
    (Field::Suffix, "after the name, such as Jr."),
    (Field::Nickname, "nickname"),
    (Field::JobTitle, "job title"),
    (Field::Department, "department"),
    (Field::Company, "company the person works for"),
    (Field::Email, "e-mail addresses; several may stand in one cell"),
    (Field::EmailWork, "e-mail addresses at work"),
    (Field::EmailHome, "private e-mail addresses"),
    (Field::Phone, "phone numbers; several may stand in one cell"),
    (Field::PhoneMobile, "mobile numbers"),
    (Field::PhoneWork, "numbers at work"),
    (Field::PhoneHome, "numbers at home"),
    (Field::PhoneMain, "the company's switchboard"),
    (Field::PhoneFax, "fax numbers: kept, never called"),
    (Field::Website, "web site of the person or the company"),
    (Field::Profile, "profile address on a social network"),
    (Field::Street, "street, with its number unless that has a column of its own"),
    (Field::Number, "house number"),
    (Field::Line2, "second line of the address: flat, building, post box"),
    (Field::City, "town or suburb"),
    (Field::State, "state, province or canton"),
    (Field::Postcode, "postal code"),
    (Field::Country, "country by name or code; tells how numbers are dialled"),
    (Field::Birthday, "birthday, with or without a year"),
    (Field::BirthYear, "year of birth in a column of its own"),
    (Field::BirthMonth, "month of birth in a column of its own"),
    (Field::BirthDay, "day of birth in a column of its own"),
    (Field::ConnectedOn, "day on which the tie to this person began"),
    (Field::SourceOn, "day on which this record was made where it came from"),
    (Field::LeadSource, "where the name came from"),
    (Field::Reason, "reason for the call"),
    (Field::Owner, "whose person this is"),
    (Field::Tags, "tags, lists or groups, parted by ; or ,"),
    (Field::Note, "free text"),
    (Field::Standing, "lead, prospect, in_nurture, client, former_client or other"),
    (Field::Fit, "yes, no or unknown"),
    (Field::Id, "id in the program the file came from, kept for export"),
    (Field::DoNotCall, "yes forbids calls and texts"),
    (Field::DoNotEmail, "yes forbids e-mail"),
    (
        Field::DoNotContact,
        "yes forbids every channel; names of channels, such as text; letter, forbid those",
    ),
    (Field::Industry, "industry of the company"),
    (Field::Language, "language the person speaks, such as de or pt-BR"),
    (Field::Zone, "time zone of the person, such as Europe/Berlin"),
    (Field::Rest, "what else Touchstone's own export tells, read there only"),
    (Field::Label, "what the value in the next column is, such as Work or Home"),
    (Field::Custom, "kept under its own header"),
    (Field::Ignore, "not read"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_sentence() {
        assert!(Field::ALL.iter().all(|field| !field.sentence().is_empty()));
        assert_eq!(Field::ALL.len(), SENTENCES.len());
    }
}
