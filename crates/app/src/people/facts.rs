//! What is said of a person by hand: read, bounded, and compared with what is known.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    calendar::local,
    companies::company_key,
    ids::MemberId,
    imports::values::{line, lines},
    people::{
        Fit, Label, Name, PostalAddress, Standing, email::EmailAddress, names, phone::PhoneNumber,
    },
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    clock::date_of,
    imports::rows::{Record, birthday_of, birthday_text, postal_of},
    people::name_of,
};

/// Longest text of one line, in characters.
pub const MAX_LINE: usize = 500;
/// Longest note, in characters.
pub const MAX_NOTE: usize = 10_000;
/// Most addresses, numbers, profiles, tags or own fields of a person.
pub const MOST: usize = 100;

/// An e-mail address as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailTold {
    /// The address.
    #[schema(min_length = 1, max_length = 500)]
    pub address: String,
    /// Where it is used; at work unless told.
    pub label: Option<Label>,
}

/// A number as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PhoneTold {
    /// The number as written.
    #[schema(min_length = 1, max_length = 500)]
    pub number: String,
    /// Where it is used; what the number says of itself, or other, unless told.
    pub label: Option<Label>,
}

/// What is said of a person. What is left out stays as it is; an empty text or list takes away what was there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonTold {
    /// The whole name, where its parts are not told.
    #[schema(max_length = 500)]
    pub name: Option<String>,
    /// Title before the name.
    #[schema(max_length = 500)]
    pub prefix: Option<String>,
    /// Given name.
    #[schema(max_length = 500)]
    pub given: Option<String>,
    /// Middle names.
    #[schema(max_length = 500)]
    pub middle: Option<String>,
    /// Family name.
    #[schema(max_length = 500)]
    pub family: Option<String>,
    /// After the name.
    #[schema(max_length = 500)]
    pub suffix: Option<String>,
    /// Nickname.
    #[schema(max_length = 500)]
    pub nickname: Option<String>,
    /// Job title.
    #[schema(max_length = 500)]
    pub job_title: Option<String>,
    /// Department.
    #[schema(max_length = 500)]
    pub department: Option<String>,
    /// The name of the company; one that is not there is made.
    #[schema(max_length = 500)]
    pub company: Option<String>,
    /// Standing; `prospect` is made and ended by cadences only.
    pub standing: Option<Standing>,
    /// In nurture until this day, then they are offered again; said of somebody in nurture only.
    pub nurture_until: Option<Date>,
    /// Fit.
    pub fit: Option<Fit>,
    /// Why they fit or do not.
    #[schema(max_length = 500)]
    pub fit_why: Option<String>,
    /// Whose they are.
    pub owner: Option<MemberId>,
    /// Country.
    #[schema(max_length = 500)]
    pub country: Option<String>,
    /// IANA time zone.
    #[schema(max_length = 500)]
    pub zone: Option<String>,
    /// Language, BCP 47.
    #[schema(max_length = 500)]
    pub language: Option<String>,
    /// Industry.
    #[schema(max_length = 500)]
    pub industry: Option<String>,
    /// Web site.
    #[schema(max_length = 500)]
    pub website: Option<String>,
    /// Where the name came from.
    #[schema(max_length = 500)]
    pub lead_source: Option<String>,
    /// Birthday: `1980-02-29`, or `--02-29` without the year.
    #[schema(max_length = 10, pattern = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|--[0-9]{2}-[0-9]{2})?$")]
    pub birthday: Option<String>,
    /// Free text.
    #[schema(max_length = 10000)]
    pub note: Option<String>,
    /// E-mail addresses, best first: these and no others.
    #[schema(max_items = 100)]
    pub emails: Option<Vec<EmailTold>>,
    /// Phone numbers, best first: these and no others.
    #[schema(max_items = 100)]
    pub phones: Option<Vec<PhoneTold>>,
    /// Profiles: these and no others.
    #[schema(max_items = 100)]
    pub profiles: Option<Vec<String>>,
    /// Postal addresses: these and no others.
    #[schema(max_items = 100)]
    pub addresses: Option<Vec<PostalAddress>>,
    /// Own fields: these and no others.
    pub fields: Option<BTreeMap<String, String>>,
    /// Tags: these and no others.
    #[schema(max_items = 100)]
    pub tags: Option<Vec<String>>,
}

/// Why what is said of a person cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    /// A text is too long.
    #[error("`{field}` has at most {most} characters")]
    TooLong {
        /// Which.
        field: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// A list is too long.
    #[error("a person has at most {MOST} {field}")]
    TooMany {
        /// Of what.
        field: &'static str,
    },
    /// A value is none of its kind.
    #[error("`{field}`: {why}")]
    Invalid {
        /// Which.
        field: &'static str,
        /// What is wrong.
        why: String,
    },
    /// Nothing is said by which they could be known.
    #[error("a person needs a name, an e-mail address or a number")]
    NameMissing,
}

/// An e-mail address of a person: as written, as compared, and where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EmailFact {
    pub(crate) address: String,
    pub(crate) key: String,
    pub(crate) label: String,
}

/// A number of a person: as written, in E.164, its extension, and where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhoneFact {
    pub(crate) raw: String,
    pub(crate) e164: String,
    pub(crate) extension: String,
    pub(crate) label: String,
}

/// All that can be said of a person by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) name: Name,
    /// The columns that are plain texts, by name.
    pub(crate) texts: BTreeMap<&'static str, String>,
    pub(crate) standing: String,
    pub(crate) nurture_until: Option<Date>,
    pub(crate) fit: String,
    pub(crate) owner: Option<MemberId>,
    pub(crate) emails: Vec<EmailFact>,
    pub(crate) phones: Vec<PhoneFact>,
    pub(crate) profiles: Vec<String>,
    pub(crate) addresses: Vec<PostalAddress>,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) tags: BTreeSet<String>,
}

impl Facts {
    /// What stands in a field, as the record of changes keeps it.
    pub(crate) fn told(&self, field: &str) -> String {
        match field {
            "name" => names::display(&self.name),
            "standing" => self.standing.clone(),
            "nurture_until" => self.nurture_until.map(|day| day.to_string()).unwrap_or_default(),
            "fit" => self.fit.clone(),
            "owner" => self.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            "emails" => format!("{:?}", self.emails),
            "phones" => format!("{:?}", self.phones),
            "profiles" => self.profiles.join(" "),
            "addresses" => format!("{:?}", self.addresses),
            "fields" => format!("{:?}", self.fields),
            "tags" => format!("{:?}", self.tags),
            text => self.text(text).to_owned(),
        }
    }

    /// What is known of a new person before anything is said.
    pub(crate) fn blank(owner: MemberId) -> Self {
        Self {
            standing: Standing::Lead.to_string(),
            fit: Fit::Unknown.to_string(),
            owner: Some(owner),
            ..Self::of(&Record::default())
        }
    }

    /// What is known of a person.
    pub(crate) fn of(record: &Record) -> Self {
        let person = &record.person;
        let texts = [
            ("job_title", &person.job_title),
            ("department", &person.department),
            ("company", &record.company),
            ("fit_why", &person.fit_why),
            ("country", &person.country),
            ("zone", &person.zone),
            ("language", &person.language),
            ("industry", &person.industry),
            ("website", &person.website),
            ("lead_source", &person.lead_source),
            ("birthday", &person.birthday),
            ("note", &person.note),
        ];
        let email = |email: &store::people::EmailAddress| EmailFact {
            address: email.address.clone(),
            key: email.key.clone(),
            label: email.label.clone(),
        };
        let phone = |phone: &store::people::PhoneNumber| PhoneFact {
            raw: phone.raw.clone(),
            e164: phone.e164.clone(),
            extension: phone.extension.clone(),
            label: phone.label.clone(),
        };
        let fields = record.fields.iter();
        Self {
            name: name_of(person),
            texts: texts.into_iter().map(|(field, text)| (field, text.clone())).collect(),
            standing: person.standing.clone(),
            nurture_until: person.nurture_until_on.map(date_of),
            fit: person.fit.clone(),
            owner: person.owner_id.map(MemberId),
            emails: record.emails.iter().map(email).collect(),
            phones: record.phones.iter().map(phone).collect(),
            profiles: record.profiles.iter().map(|profile| profile.url.clone()).collect(),
            addresses: record.addresses.iter().map(postal_of).collect(),
            fields: fields.map(|field| (field.name.clone(), field.value.clone())).collect(),
            tags: record.tags.iter().map(|tag| tag.tag.clone()).collect(),
        }
    }

    /// Whether two say the same; companies are told apart as everywhere, whatever their names look like.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let mut told = other.clone();
        let (own, company) = (self.text("company"), other.text("company"));
        if !own.is_empty() && !company.is_empty() && company_key(own) == company_key(company) {
            told.texts.insert("company", own.to_owned());
        }
        *self == told
    }

    /// One of the plain texts.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.texts.get(field).map_or("", String::as_str)
    }

    /// Takes in what is said; `home` is the country in which numbers are dialled where no other is told.
    pub(crate) fn hear(&mut self, told: &PersonTold, home: &str) -> Result<(), FactError> {
        self.hear_name(told)?;
        self.hear_texts(told)?;
        self.hear_standing(told)?;
        if let Some(fit) = told.fit {
            self.fit = fit.to_string();
        }
        self.owner = told.owner.or(self.owner);
        self.hear_ways(told, home)?;
        self.hear_known(told)?;
        if names::display(&self.name).is_empty() && self.emails.is_empty() && self.phones.is_empty()
        {
            return Err(FactError::NameMissing);
        }
        Ok(())
    }

    fn hear_standing(&mut self, told: &PersonTold) -> Result<(), FactError> {
        if let Some(standing) = told.standing
            && standing.as_str() != self.standing
        {
            self.standing = standing.to_string();
            self.nurture_until = None;
        }
        if let Some(until) = told.nurture_until {
            if self.standing != Standing::InNurture.as_str() {
                let why = "only who is in nurture is so until a day".to_owned();
                return Err(FactError::Invalid { field: "nurture_until", why });
            }
            self.nurture_until = Some(until);
        }
        Ok(())
    }

    fn hear_name(&mut self, told: &PersonTold) -> Result<(), FactError> {
        if let Some(whole) = one_line("name", told.name.as_ref())? {
            self.name = Name { nickname: self.name.nickname.clone(), ..names::split_full(&whole) };
            if names::display(&Name { nickname: String::new(), ..self.name.clone() }).is_empty() {
                self.name.full = whole;
            }
        }
        let parts = [
            ("prefix", &told.prefix, &mut self.name.prefix),
            ("given", &told.given, &mut self.name.given),
            ("middle", &told.middle, &mut self.name.middle),
            ("family", &told.family, &mut self.name.family),
            ("suffix", &told.suffix, &mut self.name.suffix),
            ("nickname", &told.nickname, &mut self.name.nickname),
        ];
        let mut is_parted = false;
        for (field, told, there) in parts {
            if let Some(text) = one_line(field, told.as_ref())? {
                is_parted |= text != *there && field != "nickname";
                *there = text;
            }
        }
        // The whole as it was once written says no more who they are.
        if is_parted && told.name.is_none() {
            self.name.full.clear();
        }
        Ok(())
    }

    fn hear_texts(&mut self, told: &PersonTold) -> Result<(), FactError> {
        let plain = [
            ("job_title", &told.job_title),
            ("department", &told.department),
            ("company", &told.company),
            ("fit_why", &told.fit_why),
            ("country", &told.country),
            ("zone", &told.zone),
            ("language", &told.language),
            ("industry", &told.industry),
            ("website", &told.website),
            ("lead_source", &told.lead_source),
        ];
        for (field, told) in plain {
            if let Some(text) = one_line(field, told.as_ref())? {
                self.texts.insert(field, text);
            }
        }
        if let Some(told) = &told.zone {
            self.texts.insert("zone", zone(told)?);
        }
        if let Some(told) = &told.birthday {
            self.texts.insert("birthday", birthday(told)?);
        }
        if let Some(told) = &told.note {
            bounded("note", told, MAX_NOTE)?;
            self.texts.insert("note", lines(told));
        }
        Ok(())
    }

    fn hear_ways(&mut self, told: &PersonTold, home: &str) -> Result<(), FactError> {
        if let Some(told) = &told.emails {
            few("e-mail addresses", told.len())?;
            self.emails.clear();
            for told in told {
                let email = email(told)?;
                if self.emails.iter().all(|there| there.key != email.key) {
                    self.emails.push(email);
                }
            }
        }
        if let Some(told) = &told.phones {
            few("phone numbers", told.len())?;
            let own = self.text("country");
            let country = if own.len() == 2 { own.to_owned() } else { home.to_owned() };
            self.phones.clear();
            for told in told {
                let phone = phone(told, &country)?;
                if self.phones.iter().all(|there| !is_same_number(there, &phone)) {
                    self.phones.push(phone);
                }
            }
        }
        if let Some(told) = &told.addresses {
            few("postal addresses", told.len())?;
            self.addresses.clear();
            for told in told {
                let address = postal(told)?;
                if !address.is_empty() && !self.addresses.contains(&address) {
                    self.addresses.push(address);
                }
            }
        }
        Ok(())
    }

    fn hear_known(&mut self, told: &PersonTold) -> Result<(), FactError> {
        if let Some(told) = &told.profiles {
            few("profiles", told.len())?;
            self.profiles.clear();
            for told in told {
                let profile = line(bounded("profiles", told, MAX_LINE)?);
                if !profile.is_empty() && !self.profiles.contains(&profile) {
                    self.profiles.push(profile);
                }
            }
        }
        if let Some(told) = &told.fields {
            few("own fields", told.len())?;
            self.fields.clear();
            for (name, value) in told {
                let name = line(bounded("fields", name, MAX_LINE)?);
                let value = lines(bounded("fields", value, MAX_NOTE)?);
                if name.is_empty() {
                    let why = "a field of one's own has a name".to_owned();
                    return Err(FactError::Invalid { field: "fields", why });
                }
                self.fields.insert(name, value);
            }
        }
        if let Some(told) = &told.tags {
            few("tags", told.len())?;
            self.tags.clear();
            for told in told {
                let tag = line(bounded("tags", told, MAX_LINE)?);
                if !tag.is_empty() {
                    self.tags.insert(tag);
                }
            }
        }
        Ok(())
    }
}

/// Whether two numbers are one.
pub(crate) fn is_same_number(a: &PhoneFact, b: &PhoneFact) -> bool {
    let key = |phone: &PhoneFact| {
        if phone.e164.is_empty() { phone.raw.clone() } else { phone.e164.clone() }
    };
    key(a) == key(b) && a.extension == b.extension
}

fn bounded<'t>(field: &'static str, text: &'t str, most: usize) -> Result<&'t str, FactError> {
    if text.chars().count() > most { Err(FactError::TooLong { field, most }) } else { Ok(text) }
}

fn few(field: &'static str, n: usize) -> Result<(), FactError> {
    if n > MOST { Err(FactError::TooMany { field }) } else { Ok(()) }
}

fn one_line(field: &'static str, told: Option<&String>) -> Result<Option<String>, FactError> {
    told.map(|text| Ok(line(bounded(field, text, MAX_LINE)?))).transpose()
}

fn zone(told: &str) -> Result<String, FactError> {
    let told = line(told);
    if told.is_empty() {
        return Ok(told);
    }
    let known = local::zone(&told).ok();
    let known = known.and_then(|zone| zone.iana_name().map(ToOwned::to_owned));
    let why = || "this is not an IANA time zone, such as Europe/Berlin".to_owned();
    known.ok_or_else(|| FactError::Invalid { field: "zone", why: why() })
}

fn birthday(told: &str) -> Result<String, FactError> {
    let told = line(told);
    if told.is_empty() {
        return Ok(told);
    }
    let read = birthday_of(&told).filter(|read| {
        // A year that is not told may have been a leap year.
        let year = read.year.unwrap_or(2000);
        year > 0 && Date::new(year, read.month, read.day).is_ok()
    });
    let why = || "this is no day, such as 1980-02-29 or --02-29".to_owned();
    read.map(birthday_text).ok_or_else(|| FactError::Invalid { field: "birthday", why: why() })
}

fn email(told: &EmailTold) -> Result<EmailFact, FactError> {
    let text = bounded("emails", &told.address, MAX_LINE)?;
    let invalid = |why: String| FactError::Invalid { field: "emails", why };
    let read = EmailAddress::parse(text).map_err(|error| invalid(error.to_string()))?;
    Ok(EmailFact {
        address: read.as_str().to_owned(),
        key: read.key().to_owned(),
        label: told.label.unwrap_or(Label::Work).to_string(),
    })
}

fn phone(told: &PhoneTold, country: &str) -> Result<PhoneFact, FactError> {
    let text = line(bounded("phones", &told.number, MAX_LINE)?);
    let country = (!country.is_empty()).then_some(country);
    let invalid = |why: String| FactError::Invalid { field: "phones", why };
    let read = PhoneNumber::read(&text, country).map_err(|error| invalid(error.to_string()))?;
    Ok(PhoneFact {
        raw: read.raw().to_owned(),
        e164: read.e164().unwrap_or_default().to_owned(),
        extension: read.extension().to_owned(),
        label: told.label.or(read.label()).unwrap_or(Label::Other).to_string(),
    })
}

fn postal(told: &PostalAddress) -> Result<PostalAddress, FactError> {
    let part = |text: &String| Ok(line(bounded("addresses", text, MAX_LINE)?));
    Ok(PostalAddress {
        number: part(&told.number)?,
        street: part(&told.street)?,
        line2: part(&told.line2)?,
        city: part(&told.city)?,
        state: part(&told.state)?,
        postcode: part(&told.postcode)?,
        country: part(&told.country)?,
    })
}

#[cfg(test)]
mod tests;
