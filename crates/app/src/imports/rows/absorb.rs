//! What a further row adds to a person: empty fields are filled, new ways to reach them added; title and company change.

use std::{collections::BTreeSet, mem::take};

use domain::{
    activities::Channel,
    duplicates::identity::{Identity, Place},
    imports::draft::Source,
    people::{Fit, Standing, names},
};
use store::{
    people::{self as rows, ties::Tie},
    reasons::Reason,
    suppressions::Suppression,
};

use super::{Record, postal_of};

/// What a row added to a person; all of it is in the person already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gain {
    /// The columns of the person's own row that changed.
    pub(crate) changed: Vec<&'static str>,
    /// The rows that were added.
    pub(crate) added: Record,
}

impl Gain {
    /// Whether the row said nothing new.
    pub(crate) fn is_nothing(&self) -> bool {
        let Record {
            emails,
            phones,
            addresses,
            profiles,
            external_ids,
            fields,
            tags,
            ties,
            reasons,
            bars,
            ..
        } = &self.added;
        self.changed.is_empty()
            && emails.is_empty()
            && phones.is_empty()
            && addresses.is_empty()
            && profiles.is_empty()
            && external_ids.is_empty()
            && fields.is_empty()
            && tags.is_empty()
            && ties.is_empty()
            && reasons.is_empty()
            && bars.is_empty()
    }

    /// The columns that changed, each once.
    pub(crate) fn columns(&self) -> BTreeSet<&'static str> {
        self.changed.iter().copied().collect()
    }

    /// Both gains as one.
    pub(crate) fn join(&mut self, more: Self) {
        self.changed.extend(more.changed);
        let (all, more) = (&mut self.added, more.added);
        all.emails.extend(more.emails);
        all.phones.extend(more.phones);
        all.addresses.extend(more.addresses);
        all.profiles.extend(more.profiles);
        all.external_ids.extend(more.external_ids);
        all.fields.extend(more.fields);
        all.tags.extend(more.tags);
        all.ties.extend(more.ties);
        all.reasons.extend(more.reasons);
        all.bars.extend(more.bars);
        all.contents.extend(more.contents);
    }
}

impl Record {
    /// Takes in what another row says of this person, and tells what was new in it.
    pub(crate) fn absorb(&mut self, mut row: Record) -> Gain {
        self.leave_out_what_our_own_export_adds(&mut row);
        let mut gain = Gain { changed: self.absorb_columns(&row), added: Record::default() };
        let added = &mut gain.added;
        for content in take(&mut row.contents) {
            if !self.contents.contains(&content) {
                self.contents.push(content);
                added.contents.push(content);
            }
        }
        self.absorb_ways(&mut row, added);
        self.absorb_known(row, added);
        gain
    }

    /// A row that names this person by our own id says nothing new by what exporting makes of them.
    fn leave_out_what_our_own_export_adds(&self, row: &mut Record) {
        let own = self.person.id.to_string();
        let n_before = row.external_ids.len();
        row.external_ids.retain(|id| {
            id.system != Source::Touchstone.as_str() || !id.external_id.eq_ignore_ascii_case(&own)
        });
        if row.external_ids.len() == n_before {
            return;
        }
        // `do not call` is exported as yes or no, whatever numbers came to be known afterwards.
        let known = &self.bars;
        let is_known =
            |channel: &str| known.iter().any(|it| it.key.is_empty() && it.channel == channel);
        row.bars.retain(|bar| bar.key.is_empty() || !is_known(&bar.channel));
        // It means calls where texts, which are named beside it, are not.
        if row.has_texts_by_calls && is_known(Channel::Call.as_str()) {
            row.bars.retain(|bar| bar.channel != Channel::Text.as_str());
        }
    }

    /// Addresses, numbers and places.
    fn absorb_ways(&mut self, row: &mut Record, added: &mut Record) {
        add_new(
            &mut self.emails,
            &mut added.emails,
            take(&mut row.emails),
            |a, b| a.key == b.key,
            |row, at| row.position = at,
        );
        add_new(
            &mut self.phones,
            &mut added.phones,
            take(&mut row.phones),
            is_same_number,
            |row, at| row.position = at,
        );
        add_new(
            &mut self.addresses,
            &mut added.addresses,
            take(&mut row.addresses),
            is_same_place,
            |row, at| row.position = at,
        );
        add_new(
            &mut self.profiles,
            &mut added.profiles,
            take(&mut row.profiles),
            is_same_profile,
            |row, at| row.position = at,
        );
    }

    /// Ids in other systems, own fields, tags, ties, reasons, and what is forbidden.
    fn absorb_known(&mut self, row: Record, added: &mut Record) {
        let is_same_id = |a: &rows::ExternalId, b: &rows::ExternalId| {
            (&a.system, &a.external_id) == (&b.system, &b.external_id)
        };
        let ids = (&mut self.external_ids, &mut added.external_ids);
        add_new(ids.0, ids.1, row.external_ids, is_same_id, |_, _| {});
        let is_same_field = |a: &rows::Field, b: &rows::Field| a.name == b.name;
        let fields = (&mut self.fields, &mut added.fields);
        add_new(fields.0, fields.1, row.fields, is_same_field, |_, _| {});
        let is_same_tag = |a: &rows::Tag, b: &rows::Tag| a.tag == b.tag;
        add_new(&mut self.tags, &mut added.tags, row.tags, is_same_tag, |_, _| {});
        let is_same_tie =
            |a: &Tie, b: &Tie| (a.member_id, a.kind.as_str()) == (b.member_id, b.kind.as_str());
        add_new(&mut self.ties, &mut added.ties, row.ties, is_same_tie, |_, _| {});
        // A line end or two blanks make no other reason.
        let is_same_reason =
            |a: &Reason, b: &Reason| a.text.split_whitespace().eq(b.text.split_whitespace());
        let reasons = (&mut self.reasons, &mut added.reasons);
        add_new(reasons.0, reasons.1, row.reasons, is_same_reason, |_, _| {});
        let is_same_bar =
            |a: &Suppression, b: &Suppression| (&a.channel, &a.key) == (&b.channel, &b.key);
        add_new(&mut self.bars, &mut added.bars, row.bars, is_same_bar, |_, _| {});
    }

    /// Fills empty columns; a newer title or company takes the place of the older. The columns that changed.
    fn absorb_columns(&mut self, row: &Record) -> Vec<&'static str> {
        let mut changed = Vec::new();
        if self.absorb_name(&row.person) {
            changed.push("name");
        }
        let known = &mut self.person;
        let new = &row.person;
        let pairs = [
            ("department", &mut known.department, &new.department),
            ("country", &mut known.country, &new.country),
            ("zone", &mut known.zone, &new.zone),
            ("language", &mut known.language, &new.language),
            ("industry", &mut known.industry, &new.industry),
            ("website", &mut known.website, &new.website),
            ("birthday", &mut known.birthday, &new.birthday),
            ("lead_source", &mut known.lead_source, &new.lead_source),
            ("note", &mut known.note, &new.note),
        ];
        for (column, known, new) in pairs {
            if fill(known, new) {
                changed.push(column);
            }
        }
        let is_same_title = known.job_title.split_whitespace().eq(new.job_title.split_whitespace());
        if !new.job_title.is_empty() && !is_same_title {
            known.job_title.clone_from(&new.job_title);
            changed.push("job_title");
        }
        if known.owner_id.is_none() && new.owner_id.is_some() {
            known.owner_id = new.owner_id;
            changed.push("owner");
        }
        self.absorb_sorting(&row.person, &mut changed);
        let (known_key, new_key) = (self.company_key(), row.company_key());
        if !new_key.is_empty() && known_key != new_key {
            self.company.clone_from(&row.company);
            self.person.company_id = None;
            changed.push("company");
        }
        changed
    }

    /// What they are to us: only what nobody has found out is filled.
    fn absorb_sorting(&mut self, new: &rows::Person, changed: &mut Vec<&'static str>) {
        let known = &mut self.person;
        if known.fit == Fit::Unknown.as_str() && new.fit != known.fit {
            known.fit.clone_from(&new.fit);
            known.fit_why.clone_from(&new.fit_why);
            changed.push("fit");
        }
        // Whoever is a client is one, whatever list they stand on; no list makes a client a lead again.
        let is_unsorted =
            known.standing == Standing::Lead.as_str() || known.standing == Standing::Other.as_str();
        if is_unsorted && new.standing == Standing::Client.as_str() {
            known.standing.clone_from(&new.standing);
            changed.push("standing");
        }
    }

    /// Fills the parts of a name that are missing, unless the name says them already.
    fn absorb_name(&mut self, new: &rows::Person) -> bool {
        let known = &mut self.person;
        let before = known.name_folded.clone();
        let is_nameless =
            known.given.is_empty() && known.family.is_empty() && known.full_name.is_empty();
        if is_nameless && known.nickname.is_empty() {
            known.full_name.clone_from(&new.full_name);
        }
        if known.full_name.is_empty() || is_nameless {
            let words = names::words(&before);
            let is_new = |part: &str| names::words(part).iter().any(|word| !words.contains(word));
            let pairs = [
                (&mut known.prefix, &new.prefix),
                (&mut known.given, &new.given),
                (&mut known.middle, &new.middle),
                (&mut known.family, &new.family),
                (&mut known.suffix, &new.suffix),
            ];
            for (known, new) in pairs {
                if is_new(new) {
                    fill(known, new);
                }
            }
        }
        let has_nickname = fill(&mut known.nickname, &new.nickname);
        known.name_folded = names::fold(&crate::people::shown_name(known));
        has_nickname || known.name_folded != before
    }
}

fn fill(known: &mut String, new: &str) -> bool {
    let is_filled = known.is_empty() && !new.is_empty();
    if is_filled {
        new.clone_into(known);
    }
    is_filled
}

/// Adds what is not there yet, behind what is.
fn add_new<T: Clone>(
    known: &mut Vec<T>,
    added: &mut Vec<T>,
    rows: Vec<T>,
    is_same: impl Fn(&T, &T) -> bool,
    place: impl Fn(&mut T, i64),
) {
    for mut row in rows {
        if !known.iter().any(|there| is_same(there, &row)) {
            place(&mut row, i64::try_from(known.len()).unwrap_or(i64::MAX));
            known.push(row.clone());
            added.push(row);
        }
    }
}

fn is_same_number(a: &rows::PhoneNumber, b: &rows::PhoneNumber) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if a.e164.is_empty() || b.e164.is_empty() {
        let (left, right) = (digits(&a.raw), digits(&b.raw));
        return a.raw == b.raw || (left.len() > 5 && left == right);
    }
    a.e164 == b.e164 && a.extension == b.extension
}

fn is_same_place(a: &rows::PostalAddress, b: &rows::PostalAddress) -> bool {
    Place::new(&postal_of(a)) == Place::new(&postal_of(b))
}

fn is_same_profile(a: &rows::Profile, b: &rows::Profile) -> bool {
    let key = |row: &rows::Profile| Identity::default().with_profile(&row.url).profiles;
    key(a) == key(b)
}
