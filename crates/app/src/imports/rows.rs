//! What is stored of a person: from a draft, from the store, and both together.

mod absorb;
mod load;
mod rest;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Channel,
    companies::company_key,
    duplicates::identity::Identity,
    imports::draft::{Draft, Source},
    people::{Birthday, Fit, Label, Name, PostalAddress, Standing, names},
    reasons::{MAX_CHARS, ReasonKind},
};
use store::{
    people::{self as rows, lookups::Lookup, ties::Tie},
    reasons::Reason,
    suppressions::Suppression,
};
use uuid::Uuid;

use crate::{
    clock::{Ids, day_number},
    people::{lookup_of, name_of},
    workspaces::Member,
};

pub(crate) use absorb::Gain;
pub(crate) use load::{load, renew_lookups};
pub(crate) use rest::{Rest, ToldBar, ToldReason, ToldTie};
pub(crate) use write::{Companies, New, companies_of, wanted, write_gain, write_new, write_one};

/// A person with all that belongs to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    pub(crate) person: rows::Person,
    /// The name of the company; the row holds its id once that is known.
    pub(crate) company: String,
    pub(crate) emails: Vec<rows::EmailAddress>,
    pub(crate) phones: Vec<rows::PhoneNumber>,
    pub(crate) addresses: Vec<rows::PostalAddress>,
    pub(crate) profiles: Vec<rows::Profile>,
    pub(crate) external_ids: Vec<rows::ExternalId>,
    pub(crate) fields: Vec<rows::Field>,
    pub(crate) tags: Vec<rows::Tag>,
    pub(crate) ties: Vec<Tie>,
    /// Reasons to be written, or the texts of those that are there.
    pub(crate) reasons: Vec<Reason>,
    /// Bars to be written, or those that are there.
    pub(crate) bars: Vec<Suppression>,
    /// Whether texts are barred only because calls are: the row names no texts.
    pub(crate) has_texts_by_calls: bool,
    /// What the rows read into this person say word for word.
    pub(crate) contents: Vec<i64>,
}

/// What makes rows out of drafts: who imports, what, when.
#[derive(Clone, Debug)]
pub(crate) struct Maker {
    pub(crate) ids: Ids,
    pub(crate) member: Member,
    /// Members by folded name, for the column that says whose a person is.
    pub(crate) owners: BTreeMap<String, Uuid>,
    pub(crate) source: String,
    pub(crate) import: Option<Uuid>,
    /// When all this is written, in microseconds.
    pub(crate) at: i64,
    /// The time as of which it is said, in microseconds.
    pub(crate) said_at: i64,
    /// Today, in days.
    pub(crate) today: i64,
}

impl Maker {
    /// Everything a draft says, as rows of a person of this id.
    pub(crate) fn make(&self, draft: &Draft, id: Uuid) -> Record {
        let mut record = Record {
            person: self.person(draft, id),
            company: draft.company.clone(),
            contents: vec![domain::duplicates::identity::content_key(draft)],
            ..Record::default()
        };
        self.add_ways(draft, id, &mut record);
        self.add_known(draft, id, &mut record);
        self.add_bars(draft, id, &mut record);
        self.add_rest(draft, &mut record);
        record
    }

    fn person(&self, draft: &Draft, id: Uuid) -> rows::Person {
        let Name { prefix, given, middle, family, suffix, nickname, full } = draft.name.clone();
        let is_linkedin = self.source == Source::LinkedIn.as_str();
        let standing =
            draft.standing.unwrap_or(if is_linkedin { Standing::Other } else { Standing::Lead });
        rows::Person {
            id,
            name_folded: names::fold(&names::display(&draft.name)),
            prefix,
            given,
            middle,
            family,
            suffix,
            nickname,
            full_name: full,
            job_title: draft.job_title.clone(),
            department: draft.department.clone(),
            company_id: None,
            standing: standing.to_string(),
            fit: draft.fit.unwrap_or(Fit::Unknown).to_string(),
            fit_why: String::new(),
            owner_id: Some(self.owner(draft).unwrap_or(self.member.id.0)),
            country: draft.country.clone(),
            zone: draft.zone.clone(),
            language: draft.language.clone(),
            industry: draft.industry.clone(),
            website: draft.website.clone(),
            birthday: draft.birthday.map(birthday_text).unwrap_or_default(),
            lead_source: draft.lead_source.clone(),
            note: draft.note.clone(),
            nurture_until_on: None,
            source: self.source.clone(),
            source_on: draft.source_on.map(day_number),
            import_id: self.import,
            file_order: i64::try_from(draft.row).unwrap_or(i64::MAX),
            state: "live".to_owned(),
            merged_into: None,
            created_at: self.at,
            updated_at: self.at,
        }
    }

    fn owner(&self, draft: &Draft) -> Option<Uuid> {
        if draft.owner.is_empty() {
            None
        } else {
            self.owners.get(&names::fold(&draft.owner)).copied()
        }
    }

    fn add_ways(&self, draft: &Draft, person_id: Uuid, record: &mut Record) {
        let (import_id, created_at) = (self.import, self.at);
        record.emails = (0_i64..)
            .zip(&draft.emails)
            .map(|(position, email)| rows::EmailAddress {
                id: self.ids.next(),
                person_id,
                address: email.address.clone(),
                key: email.key.clone(),
                label: email.label.to_string(),
                position,
                bad_why: String::new(),
                source: self.source.clone(),
                import_id,
                created_at,
            })
            .collect();
        record.phones = (0_i64..)
            .zip(&draft.phones)
            .map(|(position, phone)| rows::PhoneNumber {
                id: self.ids.next(),
                person_id,
                raw: phone.raw.clone(),
                e164: phone.e164.clone().unwrap_or_default(),
                extension: phone.extension.clone(),
                label: phone.label.to_string(),
                position,
                bad_why: String::new(),
                source: self.source.clone(),
                import_id,
                created_at,
            })
            .collect();
        record.addresses = (0_i64..)
            .zip(draft.addresses.iter().filter(|address| !address.is_empty()))
            .map(|(position, address)| self.address(person_id, position, address))
            .collect();
        record.profiles = (0_i64..)
            .zip(&draft.profiles)
            .map(|(position, url)| rows::Profile {
                person_id,
                url: url.clone(),
                position,
                source: self.source.clone(),
                import_id,
                created_at,
            })
            .collect();
    }

    pub(crate) fn address(
        &self,
        person_id: Uuid,
        position: i64,
        address: &PostalAddress,
    ) -> rows::PostalAddress {
        let PostalAddress { number, street, line2, city, state, postcode, country } =
            address.clone();
        rows::PostalAddress {
            id: self.ids.next(),
            person_id,
            position,
            number,
            street,
            line2,
            city,
            state,
            postcode,
            country,
            source: self.source.clone(),
            import_id: self.import,
            created_at: self.at,
        }
    }

    /// Ids in other systems, own fields, tags, ties and reasons.
    fn add_known(&self, draft: &Draft, person_id: Uuid, record: &mut Record) {
        let (import_id, created_at) = (self.import, self.at);
        let ids: BTreeSet<&(String, String)> = draft.external_ids.iter().collect();
        record.external_ids = ids
            .into_iter()
            .map(|(system, external_id)| rows::ExternalId {
                person_id,
                system: system.clone(),
                external_id: external_id.clone(),
                import_id,
                created_at,
            })
            .collect();
        record.fields = self.fields(draft, person_id);
        let tags: BTreeSet<&String> = draft.tags.iter().collect();
        record.tags = tags
            .into_iter()
            .map(|tag| rows::Tag { person_id, tag: tag.clone(), import_id, created_at })
            .collect();
        if self.source == Source::LinkedIn.as_str() || draft.connected_on.is_some() {
            record.ties.push(Tie {
                member_id: self.member.id.0,
                person_id,
                kind: Source::LinkedIn.to_string(),
                since_on: draft.connected_on.map(day_number),
                import_id,
                created_at,
            });
        }
        let text: String = draft.reason.trim().chars().take(MAX_CHARS).collect();
        if !text.is_empty() {
            record.reasons.push(Reason {
                id: self.ids.next(),
                person_id,
                kind: ReasonKind::Other.to_string(),
                text,
                source: self.source.clone(),
                on_day: draft.source_on.map_or(self.today, day_number),
                import_id,
                created_at,
            });
        }
    }

    /// Fields of the user's own, each once.
    fn fields(&self, draft: &Draft, person_id: Uuid) -> Vec<rows::Field> {
        let (import_id, created_at) = (self.import, self.at);
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in &draft.custom {
            // Two columns may carry one header: both values are kept.
            fields
                .entry(name.clone())
                .and_modify(|there| {
                    if there != value {
                        *there = format!("{there}; {value}");
                    }
                })
                .or_insert_with(|| value.clone());
        }
        if !draft.owner.is_empty() && self.owner(draft).is_none() {
            fields.entry("owner".to_owned()).or_insert_with(|| draft.owner.clone());
        }
        fields
            .into_iter()
            .map(|(name, value)| {
                let source = self.source.clone();
                rows::Field { person_id, name, value, source, import_id, created_at }
            })
            .collect()
    }

    /// What the row forbids: the channels of the person, and each address and number of theirs.
    fn add_bars(&self, draft: &Draft, person_id: Uuid, record: &mut Record) {
        let mut channels: BTreeSet<Channel> = BTreeSet::new();
        if draft.do_not_call {
            channels.extend([Channel::Call, Channel::Text]);
        }
        if draft.do_not_email {
            channels.insert(Channel::Email);
        }
        if draft.do_not_contact {
            channels.extend(Channel::ALL.iter().copied());
        }
        channels.extend(&draft.barred);
        let is_told = draft.do_not_contact || draft.barred.contains(&Channel::Text);
        record.has_texts_by_calls = draft.do_not_call && !is_told;
        for channel in channels {
            let keys: BTreeSet<String> = match channel {
                Channel::Email => record.emails.iter().map(|email| email.key.clone()).collect(),
                Channel::Call | Channel::Text => {
                    let known = record.phones.iter().filter(|phone| !phone.e164.is_empty());
                    known.map(|phone| phone.e164.clone()).collect()
                }
                _ => BTreeSet::new(),
            };
            record.bars.extend(keys.into_iter().chain([String::new()]).map(|key| Suppression {
                id: self.ids.next(),
                person_id,
                channel: channel.to_string(),
                key,
                why: "the imported row says so".to_owned(),
                source: self.source.clone(),
                suppressed_at: self.said_at,
                recorded_at: self.at,
            }));
        }
    }
}

impl Record {
    /// What is compared when duplicates are looked for.
    pub(crate) fn identity(&self) -> Identity {
        let birth = birthday_of(&self.person.birthday);
        let mut identity = Identity::new(&name_of(&self.person), birth, &self.company);
        for email in &self.emails {
            identity = identity.with_email(&email.key);
        }
        for phone in &self.phones {
            let e164 = (!phone.e164.is_empty()).then_some(phone.e164.as_str());
            let label = Label::parse(&phone.label).unwrap_or(Label::Other);
            identity = identity.with_phone(&phone.raw, e164, &phone.extension, label);
        }
        for address in &self.addresses {
            identity = identity.with_place(&postal_of(address));
        }
        for profile in &self.profiles {
            identity = identity.with_profile(&profile.url);
        }
        for id in &self.external_ids {
            identity = identity.with_external_id(&id.system, &id.external_id);
        }
        for content in &self.contents {
            identity = identity.with_content(*content);
        }
        identity
    }

    /// By what this person is found: words of their name, company and addresses, and the keys of duplicates.
    pub(crate) fn lookup(&self) -> Lookup {
        let emails = self.emails.iter().map(|email| email.address.as_str());
        let tokens = names::search_tokens(&name_of(&self.person), &self.company, emails);
        lookup_of(self.person.id, tokens, &self.identity())
    }

    /// The addresses and numbers by which this person can be told again.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let emails = self.emails.iter().map(|email| email.key.as_str());
        let numbers = self.phones.iter().map(|phone| phone.e164.as_str());
        emails.chain(numbers).filter(|key| !key.is_empty())
    }

    /// What tells the company apart; empty when there is none.
    pub(crate) fn company_key(&self) -> String {
        if self.company.is_empty() { String::new() } else { company_key(&self.company) }
    }
}

/// A stored postal address as the domain knows it.
pub(crate) fn postal_of(row: &rows::PostalAddress) -> PostalAddress {
    PostalAddress {
        number: row.number.clone(),
        street: row.street.clone(),
        line2: row.line2.clone(),
        city: row.city.clone(),
        state: row.state.clone(),
        postcode: row.postcode.clone(),
        country: row.country.clone(),
    }
}

/// `1980-02-29`, or `--02-29` without the year.
pub(crate) fn birthday_text(birthday: Birthday) -> String {
    match birthday.year {
        Some(year) => format!("{year:04}-{:02}-{:02}", birthday.month, birthday.day),
        None => format!("--{:02}-{:02}", birthday.month, birthday.day),
    }
}

/// Reads what [`birthday_text`] writes.
pub(crate) fn birthday_of(text: &str) -> Option<Birthday> {
    let (year, rest) = if let Some(rest) = text.strip_prefix("--") {
        (None, rest)
    } else {
        let (year, rest) = text.split_once('-')?;
        (Some(year.parse().ok()?), rest)
    };
    let (month, day) = rest.split_once('-')?;
    Some(Birthday { year, month: month.parse().ok()?, day: day.parse().ok()? })
}
