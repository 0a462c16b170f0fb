//! What a further row adds to a person: empty fields are filled, new ways to reach them added; title and company change.

use domain::{
    duplicates::identity::{Identity, Place},
    people::{Fit, Standing, names},
};
use store::people as rows;

use super::{Record, postal_of};

/// What a row added to a person; all of it is in the person already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gain {
    /// A column of the person's own row changed.
    pub(crate) is_changed: bool,
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
        !self.is_changed
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

    /// Both gains as one.
    pub(crate) fn join(&mut self, more: Self) {
        self.is_changed |= more.is_changed;
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
    pub(crate) fn absorb(&mut self, row: Record) -> Gain {
        let mut gain = Gain { is_changed: self.absorb_columns(&row), added: Record::default() };
        let added = &mut gain.added;
        for content in row.contents {
            if !self.contents.contains(&content) {
                self.contents.push(content);
                added.contents.push(content);
            }
        }
        add_new(
            &mut self.emails,
            &mut added.emails,
            row.emails,
            |a, b| a.key == b.key,
            |row, at| row.position = at,
        );
        add_new(&mut self.phones, &mut added.phones, row.phones, is_same_number, |row, at| {
            row.position = at;
        });
        add_new(
            &mut self.addresses,
            &mut added.addresses,
            row.addresses,
            is_same_place,
            |row, at| row.position = at,
        );
        add_new(
            &mut self.profiles,
            &mut added.profiles,
            row.profiles,
            is_same_profile,
            |row, at| row.position = at,
        );
        let is_same_id = |a: &rows::ExternalId, b: &rows::ExternalId| {
            (&a.system, &a.external_id) == (&b.system, &b.external_id)
        };
        add_new(
            &mut self.external_ids,
            &mut added.external_ids,
            row.external_ids,
            is_same_id,
            |_, _| {},
        );
        add_new(
            &mut self.fields,
            &mut added.fields,
            row.fields,
            |a, b| a.name == b.name,
            |_, _| {},
        );
        add_new(&mut self.tags, &mut added.tags, row.tags, |a, b| a.tag == b.tag, |_, _| {});
        let is_same_tie = |a: &_, b: &_| {
            let pair = |tie: &store::people::ties::Tie| (tie.member_id, tie.kind.clone());
            pair(a) == pair(b)
        };
        add_new(&mut self.ties, &mut added.ties, row.ties, is_same_tie, |_, _| {});
        add_new(
            &mut self.reasons,
            &mut added.reasons,
            row.reasons,
            |a, b| a.text == b.text,
            |_, _| {},
        );
        let is_same_bar = |a: &store::suppressions::Suppression,
                           b: &store::suppressions::Suppression| {
            (&a.channel, &a.key) == (&b.channel, &b.key)
        };
        add_new(&mut self.bars, &mut added.bars, row.bars, is_same_bar, |_, _| {});
        gain
    }

    /// Fills empty columns; a newer title or company takes the place of the older.
    fn absorb_columns(&mut self, row: &Record) -> bool {
        let mut is_changed = self.absorb_name(&row.person);
        let known = &mut self.person;
        let new = &row.person;
        let pairs = [
            (&mut known.department, &new.department),
            (&mut known.country, &new.country),
            (&mut known.zone, &new.zone),
            (&mut known.language, &new.language),
            (&mut known.industry, &new.industry),
            (&mut known.website, &new.website),
            (&mut known.birthday, &new.birthday),
            (&mut known.lead_source, &new.lead_source),
            (&mut known.note, &new.note),
        ];
        for (known, new) in pairs {
            is_changed |= fill(known, new);
        }
        if !new.job_title.is_empty() && known.job_title != new.job_title {
            known.job_title.clone_from(&new.job_title);
            is_changed = true;
        }
        if known.fit == Fit::Unknown.as_str() && new.fit != known.fit {
            known.fit.clone_from(&new.fit);
            is_changed = true;
        }
        // Whoever is a client is one, whatever list they stand on; no list makes a client a lead again.
        let is_unsorted =
            known.standing == Standing::Lead.as_str() || known.standing == Standing::Other.as_str();
        if is_unsorted && new.standing == Standing::Client.as_str() {
            known.standing.clone_from(&new.standing);
            is_changed = true;
        }
        if known.owner_id.is_none() && new.owner_id.is_some() {
            known.owner_id = new.owner_id;
            is_changed = true;
        }
        let (known_key, new_key) = (self.company_key(), row.company_key());
        if !new_key.is_empty() && known_key != new_key {
            self.company.clone_from(&row.company);
            self.person.company_id = None;
            is_changed = true;
        }
        is_changed
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
