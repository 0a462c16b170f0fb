//! The keys under which a person is looked for: two persons who share none are never compared.

use crate::{
    duplicates::identity::{Identity, Phone, Place, StableHash},
    words,
};

words! {
    /// What a key is made of.
    pub enum KeyClass {
        /// A whole row as it was read.
        Content = "content",
        /// An e-mail address.
        Email = "email",
        /// The last digits of a phone number.
        Phone = "phone",
        /// A profile address.
        Profile = "profile",
        /// An id in another system.
        ExternalId = "external_id",
        /// Name and company.
        NameCompany = "name_company",
        /// Birth date.
        Birth = "birth",
        /// The beginnings of both names, in any order.
        Names = "names",
        /// The beginning of a name with a part of the address or the birth date.
        NamePart = "name_part",
        /// The beginning of the street with number or town.
        Street = "street",
    }
}

/// A key under which a person stands in the table of match keys.
///
/// Persons who share `key` are compared. Where more than
/// [`FULL_BLOCK`](super::candidates::FULL_BLOCK) share it, only those who share `part` too are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockKey {
    /// What it is made of.
    pub class: KeyClass,
    /// Stable 64-bit hash of class and value.
    pub key: i64,
    /// Stable 64-bit hash of what cuts a block that is too large; 0 where nothing does.
    pub part: i64,
}

/// Digits at the end of a number by which it is looked for, so that `020 7946 0123` meets +442079460123.
const PHONE_TAIL: usize = 8;

/// Every key of a person, sorted, without repeats.
///
/// A row of a customer list has one key for itself and one for each address, number, profile, id and for
/// name with company. Those with a birth date or a postal address also have the blocks of names, birth
/// dates and streets, because only they can be told by points.
pub fn block_keys(identity: &Identity) -> Vec<BlockKey> {
    let mut keys = Vec::new();
    contact_keys(identity, &mut keys);
    if identity.birth.is_some()
        || identity
            .places
            .iter()
            .any(|place| !place.street.is_empty() || !place.postcode.is_empty())
    {
        postal_keys(identity, &mut keys);
    }
    keys.sort_unstable();
    keys.dedup_by_key(|key| (key.class, key.key));
    keys
}

fn contact_keys(identity: &Identity, keys: &mut Vec<BlockKey>) {
    let name = part(&[&identity.name_key]);
    let mut add = |class, texts: &[&str], part| keys.push(block(class, texts, part));
    for content in &identity.contents {
        add(KeyClass::Content, &[&content.to_string()], 0);
    }
    for email in &identity.emails {
        add(KeyClass::Email, &[email], name);
    }
    for phone in &identity.phones {
        add(KeyClass::Phone, &[&phone_tail(phone)], name);
    }
    for profile in &identity.profiles {
        add(KeyClass::Profile, &[profile], name);
    }
    for (system, id) in &identity.external_ids {
        add(KeyClass::ExternalId, &[system, id], name);
    }
    if !identity.name_key.is_empty() && !identity.company.is_empty() {
        add(KeyClass::NameCompany, &[&identity.name_key, &identity.company], 0);
    }
}

/// The blocks of names, birth date and postal address.
fn postal_keys(identity: &Identity, keys: &mut Vec<BlockKey>) {
    let names = [first(&identity.given, 3), first(&identity.family, 3)];
    let both = sorted(first(&identity.given, 4), first(&identity.family, 4));
    let both_part = part(&[&both.0, &both.1]);
    let date =
        identity.birth.map(|birth| format!("{:?} {} {}", birth.year, birth.month, birth.day));
    let date_part = part(&[date.as_deref().unwrap_or_default()]);
    let mut add = |class, texts: &[&str], part| {
        if texts.iter().all(|text| !text.is_empty()) {
            keys.push(block(class, texts, part));
        }
    };
    add(KeyClass::Birth, &[date.as_deref().unwrap_or_default()], both_part);
    add(KeyClass::Names, &[&both.0, &both.1], date_part);
    for name in &names {
        if let Some(birth) = identity.birth {
            let year = birth.year.map(|year| year.to_string()).unwrap_or_default();
            add(KeyClass::NamePart, &["year", &year, name], both_part);
            add(
                KeyClass::NamePart,
                &["day", &format!("{} {}", birth.month, birth.day), name],
                both_part,
            );
        }
        for Place { number, city, state, postcode, .. } in &identity.places {
            add(KeyClass::NamePart, &["postcode", postcode, name], both_part);
            add(KeyClass::NamePart, &["city", &first(city, 4), name], both_part);
            add(KeyClass::NamePart, &["number", number, state, name], both_part);
        }
    }
    for Place { number, street, city, .. } in &identity.places {
        add(KeyClass::Street, &["number", &first(street, 8), number], both_part);
        add(KeyClass::Street, &["city", &first(street, 4), &first(city, 4)], both_part);
    }
}

fn block(class: KeyClass, texts: &[&str], part: i64) -> BlockKey {
    let mut hash = StableHash::new(class.as_str());
    for text in texts {
        hash.add(text);
    }
    BlockKey { class, key: hash.finish(), part }
}

fn part(texts: &[&str]) -> i64 {
    let mut hash = StableHash::new("part");
    for text in texts {
        hash.add(text);
    }
    hash.finish()
}

fn phone_tail(phone: &Phone) -> String {
    let digits = &phone.digits;
    digits.chars().skip(digits.len().saturating_sub(PHONE_TAIL)).collect()
}

/// The first letters of a text, spaces apart.
fn first(text: &str, n: usize) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).take(n).collect()
}

fn sorted(left: String, right: String) -> (String, String) {
    if left <= right { (left, right) } else { (right, left) }
}
