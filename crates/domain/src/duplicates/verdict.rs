//! What two persons are to each other: certainly one, perhaps one, or not.

use crate::{
    duplicates::{
        identity::{Identity, Phone},
        likeness::{Likeness, edits, likeness},
        postal::{self, Points, Veto},
    },
    people::names::split,
    words,
};

words! {
    /// What speaks for one person.
    pub enum Why {
        /// Every word of the two rows is the same.
        SameRow = "same_row",
        /// The same id in the same other system.
        ExternalId = "external_id",
        /// The same profile address.
        Profile = "profile",
        /// The same e-mail address.
        Email = "email",
        /// The same phone number.
        Phone = "phone",
        /// The same name at the same company.
        NameCompany = "name_company",
        /// Name, birth date and postal address by points.
        Postal = "postal",
        /// Birth date and an e-mail address with a typing error.
        EmailTypo = "email_typo",
    }
}

/// The decision on one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One person: merged, and named in the report.
    Certain {
        /// What says so.
        why: Why,
        /// How strongly; edges are taken in falling score.
        score: i32,
    },
    /// Perhaps one person: listed, never merged without somebody saying so.
    Possible {
        /// What speaks for it.
        why: Why,
        /// How strongly.
        score: i32,
    },
    /// Nothing that counts speaks for one person.
    Different,
    /// Much may speak for it, but the veto stands: never joined by this pair.
    Vetoed {
        /// Which one.
        veto: Veto,
        /// The points of name, birth date and postal address.
        score: i32,
    },
}

/// What two names say about each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMatch {
    /// A side has none.
    Unknown,
    /// The same words in any order.
    Same,
    /// An initial, a missing part or a typing error apart.
    Compatible,
    /// Two people, as far as names tell.
    Contrary,
}

/// The verdict on a pair; symmetric. Two persons who share no block key are never [`Verdict::Certain`].
pub fn compare(left: &Identity, right: &Identity) -> Verdict {
    if left.contents.iter().any(|content| right.contents.contains(content)) {
        return Verdict::Certain { why: Why::SameRow, score: 60 };
    }
    let points = postal::points(left, right);
    if let Some(veto) = points.veto() {
        return Verdict::Vetoed { veto, score: points.total };
    }
    let names = name_match(left, right);
    let rules = [
        by_external_id(left, right, names),
        by_profile(left, right, names),
        by_email(left, right, names),
        by_phone(left, right, names),
        by_name_and_company(left, right, names, &points),
        by_points(left, right, names, &points),
        by_email_typo(left, right, &points),
    ];
    let strength = |verdict: &Verdict| match verdict {
        Verdict::Certain { score, .. } => (2, *score),
        Verdict::Possible { score, .. } => (1, *score),
        Verdict::Different | Verdict::Vetoed { .. } => (0, 0),
    };
    rules.into_iter().max_by_key(strength).unwrap_or(Verdict::Different)
}

/// What two names say about each other; symmetric.
///
/// Contrary are two given names or two family names of which neither is an initial, a part or a typing
/// error of the other (in three letters, in digits or in the last letter, as of Paul and Paula, there are
/// no typing errors), and two generations (Jr., Sr.). Nicknames are not known: Bob is contrary to Robert.
pub fn name_match(left: &Identity, right: &Identity) -> NameMatch {
    if left.is_nameless() || right.is_nameless() {
        return NameMatch::Unknown;
    }
    if !left.generation.is_empty()
        && !right.generation.is_empty()
        && left.generation != right.generation
    {
        return NameMatch::Contrary;
    }
    if left.name_key == right.name_key {
        return NameMatch::Same;
    }
    if has_all_words(&left.name_key, &right.name_key)
        || has_all_words(&right.name_key, &left.name_key)
    {
        return NameMatch::Compatible;
    }
    let straight = agree(&left.given, &right.given) && agree(&left.family, &right.family);
    let crossed = agree(&left.given, &right.family) && agree(&left.family, &right.given);
    let is_overlap = shares_a_part(left, right);
    if (straight && is_overlap) || (crossed && left.family != right.family && is_overlap) {
        NameMatch::Compatible
    } else {
        NameMatch::Contrary
    }
}

/// Whether both have the same part filled, or one's only part agrees with a part of the other.
fn shares_a_part(left: &Identity, right: &Identity) -> bool {
    let parts = |person: &Identity| (!person.given.is_empty(), !person.family.is_empty());
    let ((given, family), (other_given, other_family)) = (parts(left), parts(right));
    if (given && other_given) || (family && other_family) {
        return true;
    }
    let one = |person: &Identity| {
        if person.given.is_empty() { person.family.clone() } else { person.given.clone() }
    };
    !one(left).is_empty() && agree(&one(left), &one(right))
}

fn by_external_id(left: &Identity, right: &Identity, names: NameMatch) -> Verdict {
    if !share(&left.external_ids, &right.external_ids) {
        return Verdict::Different;
    }
    certain_unless_contrary(Why::ExternalId, 50, names)
}

fn by_profile(left: &Identity, right: &Identity, names: NameMatch) -> Verdict {
    if !share(&left.profiles, &right.profiles) {
        return Verdict::Different;
    }
    certain_unless_contrary(Why::Profile, 48, names)
}

/// One address is one person, but an address of an office only with the same name or with none.
fn by_email(left: &Identity, right: &Identity, names: NameMatch) -> Verdict {
    let mut shared = left.emails.iter().filter(|email| right.emails.contains(email)).peekable();
    if shared.peek().is_none() {
        return Verdict::Different;
    }
    let is_office = shared.all(|email| is_office_address(email));
    let both_nameless = left.is_nameless() && right.is_nameless();
    match names {
        NameMatch::Same => Verdict::Certain { why: Why::Email, score: 46 },
        _ if is_office && !both_nameless => Verdict::Possible { why: Why::Email, score: 9 },
        _ => certain_unless_contrary(Why::Email, 45, names),
    }
}

/// One number is one person where the names agree; where one has no name, only a mobile or home number is. A short one of
/// an unknown place is another person's in the next town: it says who is one only with the same name.
fn by_phone(left: &Identity, right: &Identity, names: NameMatch) -> Verdict {
    let shared: Vec<(&Phone, &Phone)> = left
        .phones
        .iter()
        .flat_map(|a| right.phones.iter().map(move |b| (a, b)))
        .filter(|(a, b)| is_same_number(a, b))
        .collect();
    if shared.is_empty() {
        return Verdict::Different;
    }
    let is_personal = shared.iter().any(|(a, b)| a.is_personal && b.is_personal);
    let has_extension =
        shared.iter().any(|(a, b)| !a.extension.is_empty() && a.extension == b.extension);
    let is_whole = shared.iter().any(|(a, b)| {
        [a, b].iter().any(|phone| phone.e164.is_some() || phone.digits.len() >= NATIONAL_DIGITS)
    });
    let both_nameless = left.is_nameless() && right.is_nameless();
    let is_told = both_nameless && !has_other_addresses(left, right);
    let contradicts =
        !is_personal && !has_extension && share_nothing_of(&left.emails, &right.emails);
    match names {
        NameMatch::Same if !contradicts => Verdict::Certain { why: Why::Phone, score: 42 },
        NameMatch::Compatible if is_whole && (is_personal || has_extension) => {
            Verdict::Certain { why: Why::Phone, score: 40 }
        }
        NameMatch::Unknown if is_whole && (is_personal || is_told) => {
            Verdict::Certain { why: Why::Phone, score: 38 }
        }
        NameMatch::Same => Verdict::Possible { why: Why::Phone, score: 13 },
        NameMatch::Compatible | NameMatch::Unknown => {
            Verdict::Possible { why: Why::Phone, score: 11 }
        }
        NameMatch::Contrary => Verdict::Possible { why: Why::Phone, score: 6 },
    }
}

/// One name of two words or more at one company is one person unless address, number or date speak
/// against it.
fn by_name_and_company(
    left: &Identity,
    right: &Identity,
    names: NameMatch,
    points: &Points,
) -> Verdict {
    if left.company.is_empty() || left.company != right.company {
        return Verdict::Different;
    }
    let why = Why::NameCompany;
    match names {
        NameMatch::Same if left.name_key.contains(' ') && !contradict(left, right, points) => {
            Verdict::Certain { why, score: 30 }
        }
        NameMatch::Same => Verdict::Possible { why, score: 12 },
        NameMatch::Compatible => Verdict::Possible { why, score: 8 },
        NameMatch::Unknown | NameMatch::Contrary => Verdict::Different,
    }
}

/// Fourteen points make one person. Where a birth date is missing, only with both names and the home, or
/// with the only name known and street and number, because families and colleagues share an address; where it agrees but neither name does, only when
/// nothing else contradicts.
fn by_points(left: &Identity, right: &Identity, names: NameMatch, points: &Points) -> Verdict {
    let (why, score) = (Why::Postal, points.total);
    if score < postal::EDGE {
        return Verdict::Different;
    }
    let is_generation =
        names == NameMatch::Contrary && left.generation != right.generation && points.names_agree();
    let near = |part: Option<Likeness>| part.is_some_and(|part| part >= Likeness::Near);
    let is_told = if points.birth.is_some() {
        let is_named = near(points.given) || near(points.family);
        is_named || (points.birth_agrees() && !contradict(left, right, points))
    } else {
        let is_home = points.street_agrees() || points.place >= HOME;
        let is_door = points.street_agrees() && points.number.is_some_and(Likeness::agrees);
        let both = near(points.given) && near(points.family);
        let only = match (points.given, points.family) {
            (Some(name), None) | (None, Some(name)) => name == Likeness::Equal,
            _ => false,
        };
        (both && is_home || only && is_door) && !contradict(left, right, points)
    };
    if is_told && !is_generation {
        Verdict::Certain { why, score }
    } else {
        Verdict::Possible { why, score }
    }
}

/// A birth date that agrees with an address of ten letters or more within three edits, fewer where what
/// stands before the `@` is short.
fn by_email_typo(left: &Identity, right: &Identity, points: &Points) -> Verdict {
    let differs = |part: Option<Likeness>| part == Some(Likeness::Differs);
    let is_told = points.birth_agrees() && !(differs(points.given) && differs(points.family))
        || points.names_agree() && is_birth_close(left, right);
    if !is_told {
        return Verdict::Different;
    }
    let is_near = left.emails.iter().any(|a| {
        let local = |email: &str| email.split('@').next().map_or(0, str::len);
        right.emails.iter().any(|b| {
            let edits = edits(a, b);
            a.len().min(b.len()) >= EMAIL_LETTERS
                && edits <= EMAIL_EDITS
                && 2 * edits <= local(a).min(local(b))
        })
    });
    if is_near { Verdict::Certain { why: Why::EmailTypo, score: 20 } } else { Verdict::Different }
}

/// Points of a place from which it is a home: number, town and postal code, but not the last two with
/// the state alone, which are 8.
const HOME: i32 = 9;

/// Whether both birth dates are known and lie in one year or on one day of it.
fn is_birth_close(left: &Identity, right: &Identity) -> bool {
    let (Some(a), Some(b)) = (left.birth, right.birth) else { return false };
    (a.year.is_some() && a.year == b.year) || (a.month, a.day) == (b.month, b.day)
}

const EMAIL_LETTERS: usize = 10;
const EMAIL_EDITS: usize = 3;

/// Local parts that belong to an office, not to a person.
const OFFICE: &[&str] = &[
    "admin",
    "accounts",
    "accounting",
    "bestellung",
    "billing",
    "booking",
    "buchhaltung",
    "buero",
    "buro",
    "comercial",
    "commercial",
    "contact",
    "contacto",
    "contato",
    "correo",
    "customerservice",
    "einkauf",
    "empfang",
    "enquiries",
    "enquiry",
    "export",
    "finance",
    "frontdesk",
    "hello",
    "help",
    "helpdesk",
    "hi",
    "hola",
    "hr",
    "info",
    "informacion",
    "inquiries",
    "it",
    "jobs",
    "kontakt",
    "mail",
    "marketing",
    "noreply",
    "no-reply",
    "office",
    "post",
    "postmaster",
    "presse",
    "press",
    "purchasing",
    "reception",
    "rechnung",
    "sales",
    "sekretariat",
    "secretariat",
    "service",
    "soporte",
    "support",
    "team",
    "vendas",
    "ventas",
    "verkauf",
    "vertrieb",
    "webmaster",
    "welcome",
];

fn is_office_address(email: &str) -> bool {
    email.rsplit_once('@').is_some_and(|(local, _)| OFFICE.contains(&local))
}

fn certain_unless_contrary(why: Why, score: i32, names: NameMatch) -> Verdict {
    match names {
        NameMatch::Contrary => Verdict::Possible { why, score: 10 },
        _ => Verdict::Certain { why, score },
    }
}

/// Whether something known of both says they are two: addresses, numbers, profiles or ids of one system
/// of which none is shared, another birth date, another company.
fn contradict(left: &Identity, right: &Identity, points: &Points) -> bool {
    let numbers = || left.phones.iter().any(|a| right.phones.iter().any(|b| is_same_number(a, b)));
    let systems = || {
        let of_both = |(system, _): &&(String, String)| {
            right.external_ids.iter().any(|(other, _)| other == system)
        };
        left.external_ids.iter().any(|id| of_both(&id))
            && !share(&left.external_ids, &right.external_ids)
    };
    points.birth == Some(postal::BirthLikeness::Differs)
        || share_nothing_of(&left.emails, &right.emails)
        || share_nothing_of(&left.profiles, &right.profiles)
        || (!left.phones.is_empty() && !right.phones.is_empty() && !numbers())
        || (!left.company.is_empty() && !right.company.is_empty() && left.company != right.company)
        || systems()
}

/// Two numbers are one when their E.164 forms or, where one is not known, their digits from the national
/// number on are, and no two extensions differ.
fn is_same_number(left: &Phone, right: &Phone) -> bool {
    let extensions_differ = !left.extension.is_empty()
        && !right.extension.is_empty()
        && left.extension != right.extension;
    if extensions_differ {
        return false;
    }
    match (&left.e164, &right.e164) {
        (Some(a), Some(b)) => a == b,
        (None, None) => left.digits == right.digits,
        (Some(_), None) => ends_with_national(&left.digits, &right.digits),
        (None, Some(_)) => ends_with_national(&right.digits, &left.digits),
    }
}

/// Whether an international number ends with what was dialled at home, or was dialled with 00.
fn ends_with_national(international: &str, dialled: &str) -> bool {
    let national = dialled.trim_start_matches('0');
    national.len() >= NATIONAL_DIGITS && international.ends_with(national)
}

/// Fewest digits of a national number that tell it apart from one in another country.
const NATIONAL_DIGITS: usize = 8;

/// Whether either is known by an address other than its numbers.
fn has_other_addresses(left: &Identity, right: &Identity) -> bool {
    let has = |person: &Identity| !person.emails.is_empty() || !person.profiles.is_empty();
    has(left) || has(right)
}

fn share<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    left.iter().any(|item| right.contains(item))
}

fn share_nothing_of<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    !left.is_empty() && !right.is_empty() && !share(left, right)
}

/// Whether every word of a name of at least two stands in a longer one, or the only word does.
fn has_all_words(shorter: &str, longer: &str) -> bool {
    let has = |word: &str| longer.split(' ').any(|other| other == word);
    shorter.split(' ').all(has)
}

/// Whether two parts of a name may be one; a missing part says nothing against it.
fn agree(left: &str, right: &str) -> bool {
    if left.is_empty() || right.is_empty() || left == right {
        return true;
    }
    is_initial(left, right)
        || is_initial(right, left)
        || share_a_word(left, right)
        || is_typo(left, right)
}

fn is_initial(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    match (letters.next(), letters.next()) {
        (Some(initial), None) => {
            initial.is_alphabetic() && !split::is_cjk(initial) && long.starts_with(initial)
        }
        _ => false,
    }
}

/// Whether a double name shares a whole word of three letters or more with the other.
fn share_a_word(left: &str, right: &str) -> bool {
    left.split(' ')
        .any(|word| word.chars().count() > 2 && right.split(' ').any(|other| other == word))
}

/// A typing error as people make them in names: not in short ones, not in digits, not in the last letter.
fn is_typo(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let shorter = left.chars().count().min(right.chars().count());
    if shorter < 4 || digits(left) != digits(right) {
        return false;
    }
    let same_but_end = left.starts_with(right) || right.starts_with(left) || {
        let body = |text: &str| text.chars().take(shorter - 1).collect::<String>();
        left.chars().count() == right.chars().count() && body(left) == body(right)
    };
    !same_but_end && likeness(left, right).is_some_and(Likeness::agrees)
}
