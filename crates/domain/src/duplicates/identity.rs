//! What is compared of a person: names, birth date, places, addresses and numbers, all folded.

use crate::{
    companies,
    imports::draft::{Draft, DraftPhone},
    people::{Birthday, Label, Name, PostalAddress, names},
};

/// What is compared of one person, whether it stands in a row of a file or in the store.
///
/// Every text is folded ([`names::fold`]), an empty one says nothing. Build it with
/// [`Identity::new`] and the `with_…` functions, or from a [`Draft`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Given name.
    pub given: String,
    /// Middle names.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// Every word of the name but titles, sorted and joined by spaces: equal for `Ellison, Mara`.
    pub name_key: String,
    /// `jr`, `sr`, `ii`: what tells father and son apart; other suffixes are left out.
    pub generation: String,
    /// Birth date; a placeholder (1 January 1900 or 1970) counts as none.
    pub birth: Option<Birthday>,
    /// Postal addresses.
    pub places: Vec<Place>,
    /// Keys of e-mail addresses (ASCII domain, lower case).
    pub emails: Vec<String>,
    /// Phone numbers, fax machines left out.
    pub phones: Vec<Phone>,
    /// Key of the company ([`companies::company_key`]).
    pub company: String,
    /// Profile addresses without scheme, `www.`, query and trailing slash.
    pub profiles: Vec<String>,
    /// Ids in other systems: system, id.
    pub external_ids: Vec<(String, String)>,
    /// [`content_key`] of every row that this person was read from.
    pub contents: Vec<i64>,
}

/// A phone number as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// E.164 where it is known.
    pub e164: Option<String>,
    /// The digits as written, without extension.
    pub digits: String,
    /// Extension, digits only.
    pub extension: String,
    /// A mobile or home number: hardly shared by colleagues.
    pub is_personal: bool,
}

/// A postal address as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// House number, taken from the street where it stands there.
    pub number: String,
    /// Street without its number.
    pub street: String,
    /// Second line.
    pub line2: String,
    /// Town or suburb.
    pub city: String,
    /// State, province, canton.
    pub state: String,
    /// Postal code without spaces.
    pub postcode: String,
}

impl Identity {
    /// What is compared of a name, a birthday and a company; the rest is added with `with_…`.
    pub fn new(name: &Name, birth: Option<Birthday>, company: &str) -> Self {
        let parted;
        let name = if name.given.is_empty() && name.family.is_empty() && !name.full.is_empty() {
            parted = names::split_full(&name.full);
            if parted.given.is_empty() && parted.family.is_empty() { name } else { &parted }
        } else {
            name
        };
        let has_parts = !name.given.is_empty() || !name.family.is_empty();
        let sources: &[&String] =
            if has_parts { &[&name.given, &name.middle, &name.family] } else { &[&name.full] };
        let mut words: Vec<String> = sources.iter().flat_map(|part| names::words(part)).collect();
        words.sort_unstable();
        Self {
            given: names::words(&name.given).join(" "),
            middle: names::words(&name.middle).join(" "),
            family: names::words(&name.family).join(" "),
            name_key: words.join(" "),
            generation: generation(&name.suffix),
            birth: birth.filter(|birth| !is_placeholder(*birth)),
            company: companies::company_key(company),
            ..Self::default()
        }
    }

    /// Adds an e-mail address by its key.
    pub fn with_email(mut self, key: &str) -> Self {
        add(&mut self.emails, key.to_owned());
        self
    }

    /// Adds a phone number as written, in E.164 where known; a fax number is left out.
    pub fn with_phone(
        mut self,
        raw: &str,
        e164: Option<&str>,
        extension: &str,
        label: Label,
    ) -> Self {
        let phone = Phone {
            e164: e164.map(str::to_owned),
            digits: raw_digits(raw, e164, extension),
            extension: extension.to_owned(),
            is_personal: matches!(label, Label::Mobile | Label::Home),
        };
        if label != Label::Fax && phone.digits.len() >= LEAST_DIGITS {
            add(&mut self.phones, phone);
        }
        self
    }

    /// Adds a postal address.
    pub fn with_place(mut self, address: &PostalAddress) -> Self {
        let place = Place::new(address);
        if place != Place::default() {
            add(&mut self.places, place);
        }
        self
    }

    /// Adds a profile address.
    pub fn with_profile(mut self, address: &str) -> Self {
        let key = profile_key(address);
        if !key.is_empty() {
            add(&mut self.profiles, key);
        }
        self
    }

    /// Adds an id in another system.
    pub fn with_external_id(mut self, system: &str, id: &str) -> Self {
        if !id.trim().is_empty() {
            add(&mut self.external_ids, (names::fold(system), id.trim().to_owned()));
        }
        self
    }

    /// Adds the [`content_key`] of a row this person was read from.
    pub fn with_content(mut self, key: i64) -> Self {
        add(&mut self.contents, key);
        self
    }

    /// Whether nothing of a name is known.
    pub fn is_nameless(&self) -> bool {
        self.name_key.is_empty()
    }
}

impl From<&Draft> for Identity {
    fn from(draft: &Draft) -> Self {
        let mut identity =
            Self::new(&draft.name, draft.birthday, &draft.company).with_content(content_key(draft));
        for email in &draft.emails {
            identity = identity.with_email(&email.key);
        }
        for DraftPhone { raw, e164, extension, label } in &draft.phones {
            identity = identity.with_phone(raw, e164.as_deref(), extension, *label);
        }
        for address in &draft.addresses {
            identity = identity.with_place(address);
        }
        for profile in &draft.profiles {
            identity = identity.with_profile(profile);
        }
        for (system, id) in &draft.external_ids {
            identity = identity.with_external_id(system, id);
        }
        identity
    }
}

impl Place {
    /// A postal address folded, with the house number taken out of the street.
    pub fn new(address: &PostalAddress) -> Self {
        let street = names::words(&address.street);
        let (street, number) = if address.number.trim().is_empty() {
            without_number(street)
        } else {
            (street, names::words(&address.number).concat())
        };
        Self {
            number,
            street: street.join(" "),
            line2: names::words(&address.line2).join(" "),
            city: names::words(&address.city).join(" "),
            state: names::words(&address.state).join(" "),
            postcode: names::words(&address.postcode).concat(),
        }
    }
}

/// A stable number for all that a row says, but for its place in the file: two rows with the same number
/// are the same row, whatever else is known, so a file read twice adds nothing.
pub fn content_key(draft: &Draft) -> i64 {
    let mut hash = StableHash::new("content");
    let name = &draft.name;
    let texts = [
        &name.prefix,
        &name.given,
        &name.middle,
        &name.family,
        &name.suffix,
        &name.nickname,
        &name.full,
        &draft.job_title,
        &draft.department,
        &draft.company,
        &draft.website,
        &draft.country,
        &draft.industry,
        &draft.lead_source,
        &draft.note,
        &draft.zone,
        &draft.language,
        &draft.reason,
        &draft.owner,
    ];
    for text in texts {
        hash.add(text);
    }
    list(&mut hash, draft.emails.iter().map(|email| [&*email.key]));
    list(&mut hash, draft.phones.iter().map(|phone| [&*phone.raw]));
    list(&mut hash, draft.profiles.iter().map(|profile| [&**profile]));
    list(
        &mut hash,
        draft.addresses.iter().map(|place| {
            [
                &*place.number,
                &*place.street,
                &*place.line2,
                &*place.city,
                &*place.state,
                &*place.postcode,
                &*place.country,
            ]
        }),
    );
    list(&mut hash, draft.external_ids.iter().map(|(system, id)| [&**system, &**id]));
    list(&mut hash, draft.tags.iter().map(|tag| [&**tag]));
    if !draft.rest.is_empty() {
        hash.add(&draft.rest);
    }
    list(&mut hash, draft.custom.iter().map(|(column, value)| [&**column, &**value]));
    add_days(&mut hash, draft);
    // What forbids contact must never be taken for a row that was read before.
    let forbidden = [draft.do_not_call, draft.do_not_email, draft.do_not_contact];
    hash.add(&format!("{forbidden:?} {:?} {:?}", draft.standing, draft.fit));
    if !draft.barred.is_empty() {
        list(&mut hash, draft.barred.iter().map(|channel| [channel.as_str()]));
    }
    hash.finish()
}

fn add_days(hash: &mut StableHash, draft: &Draft) {
    let birth =
        draft.birthday.map(|birth| format!("{:?}-{}-{}", birth.year, birth.month, birth.day));
    let connected = draft.connected_on.map(|day| day.to_string());
    hash.add(&birth.unwrap_or_default());
    hash.add(&connected.unwrap_or_default());
}

/// Fewest digits of a number that tells people apart: shorter ones are service numbers and noise.
const LEAST_DIGITS: usize = 6;

fn list<'a, const N: usize>(hash: &mut StableHash, items: impl Iterator<Item = [&'a str; N]>) {
    let mut n = 0_u64;
    for item in items {
        for text in item {
            hash.add(text);
        }
        n += 1;
    }
    hash.add(&n.to_string());
}

fn add<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if !items.contains(&item) {
        items.push(item);
    }
}

fn is_placeholder(birth: Birthday) -> bool {
    birth.month == 1 && birth.day == 1 && matches!(birth.year, Some(1900 | 1970))
}

fn generation(suffix: &str) -> String {
    let words = names::words(suffix);
    let told = words.iter().find_map(|word| match word.as_str() {
        "jr" | "jun" | "junior" | "jnr" => Some("jr"),
        "sr" | "sen" | "senior" | "snr" => Some("sr"),
        "ii" => Some("ii"),
        "iii" => Some("iii"),
        "iv" => Some("iv"),
        _ => None,
    });
    told.unwrap_or_default().to_owned()
}

/// The digits of a number; of the raw text only what stands before an extension.
fn raw_digits(raw: &str, e164: Option<&str>, extension: &str) -> String {
    let digits = |text: &str| {
        text.chars()
            .filter_map(|digit| digit.to_digit(10))
            .filter_map(|digit| char::from_digit(digit, 10))
            .collect::<String>()
    };
    if let Some(e164) = e164 {
        return digits(e164);
    }
    let all = digits(&names::fold(raw));
    match all.strip_suffix(extension) {
        Some(number) if !extension.is_empty() => number.to_owned(),
        _ => all,
    }
}

/// `12 High Street` and `Hauptstraße 12a` without their number.
fn without_number(mut words: Vec<String>) -> (Vec<String>, String) {
    let starts_with_digit =
        |word: &String| word.starts_with(|letter: char| letter.is_ascii_digit());
    if words.len() < 2 {
        return (words, String::new());
    }
    if words.first().is_some_and(starts_with_digit) {
        let number = words.remove(0);
        return (words, number);
    }
    match words.iter().rposition(starts_with_digit) {
        Some(at) if at > 0 => {
            let number = words.split_off(at).concat();
            (words, number)
        }
        _ => (words, String::new()),
    }
}

/// A profile address as it is compared.
fn profile_key(address: &str) -> String {
    let folded = address.trim().to_lowercase();
    let rest = folded.split_once("://").map_or(&*folded, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let path = path.strip_prefix("www.").or_else(|| path.strip_prefix("m.")).unwrap_or(path);
    match path.split_once(".linkedin.") {
        Some((country, rest)) if country.len() == 2 => format!("linkedin.{rest}"),
        _ => path.to_owned(),
    }
}

/// A 64-bit hash that is the same on every machine and in every version: FNV-1a over length-framed
/// texts, mixed by the finaliser of splitmix64. Collisions cost a comparison, never a wrong merge, save
/// for [`content_key`], where 2^64 values make one among a million rows a matter of 1 in 30 million.
pub(crate) struct StableHash(u64);

impl StableHash {
    pub(crate) fn new(what: &str) -> Self {
        let mut hash = Self(0xcbf2_9ce4_8422_2325);
        hash.add(what);
        hash
    }

    pub(crate) fn add(&mut self, text: &str) {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        for byte in text.bytes().chain(length.to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The hash as a signed number, because that is what both engines store.
    pub(crate) fn finish(&self) -> i64 {
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).cast_signed()
    }
}
