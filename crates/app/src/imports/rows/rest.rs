//! What our own export tells beside its plain columns, so that nothing is lost: written by `export`, read by an import.

use std::collections::BTreeMap;

use domain::{
    activities::Channel,
    imports::draft::{Draft, Source},
    people::{Label, PostalAddress, names},
    reasons::ReasonKind,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::{
    people::{self as rows, ties::Tie},
    reasons::Reason,
    suppressions::Suppression,
};
use uuid::Uuid;

use super::{Maker, Record};
use crate::clock::{day_number, micros};

/// All of a person that has no plain column of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Rest {
    /// Why they fit or not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) fit_why: String,
    /// Where they came from at first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) source: String,
    /// Their country, where the first address does not tell it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) country: String,
    /// Until when they are only kept in touch with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) nurture_until: Option<Date>,
    /// Postal addresses after the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) addresses: Vec<PostalAddress>,
    /// Numbers as they were written, by how they are dialled.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) written: BTreeMap<String, String>,
    /// Labels that no column has, by address.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) labels: BTreeMap<String, Label>,
    /// Why an address or number does not work.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) bad: BTreeMap<String, String>,
    /// Profiles that cannot stand in a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) profiles: Vec<String>,
    /// Tags that cannot stand in a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    /// Reasons for the call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) reasons: Vec<ToldReason>,
    /// Who knows them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) ties: Vec<ToldTie>,
    /// What may not be done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) barred: Vec<ToldBar>,
}

/// A reason for the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ToldReason {
    pub(crate) text: String,
    pub(crate) kind: ReasonKind,
    pub(crate) on: Date,
    pub(crate) source: String,
}

/// A rep who knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ToldTie {
    pub(crate) rep: String,
    pub(crate) kind: String,
    pub(crate) since: Option<Date>,
}

/// A bar on contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ToldBar {
    pub(crate) channel: Channel,
    /// The address or number; empty for the whole person.
    pub(crate) key: String,
    pub(crate) why: String,
    pub(crate) source: String,
    pub(crate) at: Timestamp,
}

impl Rest {
    /// How a number is told from the person's others.
    pub(crate) fn dialled(e164: &str, raw: &str, extension: &str) -> String {
        let number = if e164.is_empty() { raw } else { e164 };
        if extension.is_empty() { number.to_owned() } else { format!("{number};ext={extension}") }
    }
}

impl Maker {
    /// Adds what our own export tells beside its plain columns. What is no such thing says nothing.
    pub(super) fn add_rest(&self, draft: &Draft, record: &mut Record) {
        if self.source != Source::Touchstone.as_str() || draft.rest.is_empty() {
            return;
        }
        let Ok(rest) = serde_json::from_str::<Rest>(&draft.rest) else { return };
        let id = record.person.id;
        record.person.fit_why.clone_from(&rest.fit_why);
        record.person.nurture_until_on = rest.nurture_until.map(day_number);
        if !rest.country.is_empty() {
            record.person.country.clone_from(&rest.country);
        }
        if !rest.source.is_empty() {
            record.person.source.clone_from(&rest.source);
        }
        for email in &mut record.emails {
            if let Some(label) = rest.labels.get(&email.key) {
                email.label = label.to_string();
            }
            email.bad_why = rest.bad.get(&email.key).cloned().unwrap_or_default();
        }
        for phone in &mut record.phones {
            let dialled = Rest::dialled(&phone.e164, &phone.raw, &phone.extension);
            phone.bad_why = rest.bad.get(&dialled).cloned().unwrap_or_default();
            if let Some(raw) = rest.written.get(&dialled) {
                phone.raw.clone_from(raw);
            }
        }
        self.add_places(&rest, id, record);
        self.add_said(&rest, id, record);
    }

    /// Places, profiles, tags and ties.
    fn add_places(&self, rest: &Rest, person_id: Uuid, record: &mut Record) {
        let (import_id, created_at) = (self.import, self.at);
        let after = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        for address in rest.addresses.iter().filter(|address| !address.is_empty()) {
            let position = after(record.addresses.len());
            record.addresses.push(self.address(person_id, position, address));
        }
        for url in &rest.profiles {
            if !record.profiles.iter().any(|it| it.url == *url) {
                record.profiles.push(rows::Profile {
                    person_id,
                    url: url.clone(),
                    position: after(record.profiles.len()),
                    source: self.source.clone(),
                    import_id,
                    created_at,
                });
            }
        }
        for tag in &rest.tags {
            if !record.tags.iter().any(|it| it.tag == *tag) {
                record.tags.push(rows::Tag { person_id, tag: tag.clone(), import_id, created_at });
            }
        }
        for tie in &rest.ties {
            let Some(member_id) = self.owners.get(&names::fold(&tie.rep)).copied() else {
                continue;
            };
            if !record.ties.iter().any(|it| (it.member_id, &it.kind) == (member_id, &tie.kind)) {
                record.ties.push(Tie {
                    member_id,
                    person_id,
                    kind: tie.kind.clone(),
                    since_on: tie.since.map(day_number),
                    import_id,
                    created_at,
                });
            }
        }
    }

    /// Reasons, and what may not be done.
    fn add_said(&self, rest: &Rest, person_id: Uuid, record: &mut Record) {
        // The plain column shows one of them in words alone.
        record.reasons.retain(|it| !rest.reasons.iter().any(|told| is_same(&told.text, &it.text)));
        record.reasons.extend(rest.reasons.iter().map(|told| Reason {
            id: self.ids.next(),
            person_id,
            kind: told.kind.to_string(),
            text: told.text.clone(),
            source: told.source.clone(),
            on_day: day_number(told.on),
            import_id: self.import,
            created_at: self.at,
        }));
        let told = |it: &Suppression, bar: &ToldBar| {
            it.channel == bar.channel.as_str() && it.key == bar.key
        };
        record.bars.retain(|it| !rest.barred.iter().any(|bar| told(it, bar)));
        record.bars.extend(rest.barred.iter().map(|bar| Suppression {
            id: self.ids.next(),
            person_id,
            channel: bar.channel.to_string(),
            key: bar.key.clone(),
            why: bar.why.clone(),
            source: bar.source.clone(),
            suppressed_at: micros(bar.at),
            recorded_at: self.at,
        }));
    }
}

fn is_same(left: &str, right: &str) -> bool {
    left.split_whitespace().eq(right.split_whitespace())
}
