//! What a card says about a person.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    dates,
    property::Property,
    reach::{self, Found},
};
use crate::{
    imports::{
        ReadOptions, countries,
        draft::{Draft, Problem, ProblemKind, Rejected},
        languages, values,
    },
    people::{Label, Name, PostalAddress},
};

/// How many addresses, numbers, tags and other values of one kind are kept.
const MAX_VALUES: usize = 200;
/// How many problems of a card are told.
pub(super) const MAX_PROBLEMS: usize = 50;
/// How many bytes of any value but a note are kept.
const MAX_TEXT: usize = 4 * 1024;

/// Properties that say nothing about the person: how the card was made, or what another property says better.
const SILENT: &[&str] = &[
    "VERSION",
    "PRODID",
    "REV",
    "CLIENTPIDMAP",
    "CLASS",
    "PROFILE",
    "NAME",
    "SOURCE",
    "MAILER",
    "LABEL",
    "SORT-STRING",
    "SORT-AS",
    "XML",
    "FBURL",
    "CALURI",
    "CALADRURI",
    "KIND",
    "MEMBER",
    "PHOTO",
    "LOGO",
    "SOUND",
    "KEY",
    "X-ABLABEL",
    "X-ABADR",
    "X-ABUID",
    "X-ABSHOWAS",
    "X-ADDRESSBOOKSERVER-KIND",
    "X-ADDRESSBOOKSERVER-MEMBER",
    "X-MS-OL-DESIGN",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
    "X-MS-CARDPICTURE",
    "X-EVOLUTION-FILE-AS",
    "X-MOZILLA-HTML",
    "X-GENERATOR",
    "X-IMAGEHASH",
    "X-IMAGETYPE",
    "X-SHARED-PHOTO-DISPLAY-PREF",
    "X-COUCHDB-APPLICATION-ANNOTATIONS",
];

/// Web sites where a person has a profile.
const NETWORKS: &[&str] = &[
    "linkedin.com",
    "xing.com",
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "github.com",
    "viadeo.com",
    "threads.net",
    "bsky.app",
    "tiktok.com",
    "youtube.com",
    "wantedly.com",
];

/// What the file does not tell.
#[derive(Clone, Debug)]
pub(super) struct Context {
    default_country: Option<String>,
    today: Date,
}

impl Context {
    pub(super) fn new(options: &ReadOptions) -> Self {
        Self { default_country: options.default_country.clone(), today: options.today }
    }
}

/// Whether a property is one by which a card without BEGIN is known.
pub(super) fn is_telling(name: &str) -> bool {
    matches!(name, "N" | "FN" | "EMAIL" | "TEL")
}

/// Makes a draft of the properties of card `row`, with what was already found wrong in them.
///
/// # Errors
/// Why it is no person that can be stored.
pub(super) fn draft(
    row: u64,
    properties: &[Property],
    damage: Vec<(String, String)>,
    context: &Context,
) -> Result<Draft, Rejected> {
    if let Some(why) = other_kind(properties) {
        let (column, kind) = ("KIND".to_owned(), ProblemKind::Card);
        return Err(Rejected { row, column, kind, why: why.to_owned(), ..Rejected::default() });
    }
    let mut draft = Draft { row, ..Draft::default() };
    for (column, why) in damage {
        problem(&mut draft, &column, ProblemKind::Card, "", why);
    }
    let labels = labels(properties);
    read_places(&mut draft, properties, &labels);
    for property in properties {
        read(&mut draft, property, &labels, context.today);
    }
    draft.name = name(properties);
    if is_company(properties) && draft.company.is_empty() && has_only_full(&draft.name) {
        draft.company.clone_from(&draft.name.full);
    }
    draft.part_name();
    let country = Some(draft.country.clone()).filter(|country| !country.is_empty());
    let country = country.or_else(|| context.default_country.clone());
    read_reach(&mut draft, properties, &labels, country.as_deref());
    if is_nobody(&draft) {
        let told: Vec<String> = draft
            .problems
            .iter()
            .take(3)
            .map(|problem| format!("; {}: {}", problem.column, problem.why))
            .collect();
        let why = format!("no name, address or number{}", told.concat());
        let kind = ProblemKind::Nobody;
        return Err(Rejected { row, kind, why, ..Rejected::default() });
    }
    Ok(draft)
}

/// Why a card is no person, when it says that itself.
fn other_kind(properties: &[Property]) -> Option<&'static str> {
    let kind = properties
        .iter()
        .find(|property| matches!(property.name.as_str(), "KIND" | "X-ADDRESSBOOKSERVER-KIND"))?;
    match kind.text().to_ascii_lowercase().as_str() {
        "group" => Some("a group of people, not a person"),
        "location" => Some("a place, not a person"),
        "application" | "device" => Some("a device or program, not a person"),
        _ => None,
    }
}

/// Whether a card says that its name is a company's.
fn is_company(properties: &[Property]) -> bool {
    let says = |name: &str, words: &[&str]| {
        let mut named = properties.iter().filter(|property| property.name == name);
        named.any(|property| words.contains(&property.text().to_ascii_lowercase().as_str()))
    };
    says("KIND", &["org", "organization"]) || says("X-ABSHOWAS", &["company"])
}

fn has_only_full(name: &Name) -> bool {
    [&name.given, &name.middle, &name.family].iter().all(|part| part.is_empty())
}

/// Nothing by which a person could be known or reached.
fn is_nobody(draft: &Draft) -> bool {
    let name = &draft.name;
    let is_nameless = [&name.given, &name.middle, &name.family, &name.nickname, &name.full]
        .iter()
        .all(|part| part.is_empty());
    is_nameless && draft.emails.is_empty() && draft.phones.is_empty()
}

/// The name: by its parts, else as it is written whole.
fn name(properties: &[Property]) -> Name {
    let named =
        |name: &'static str| properties.iter().filter(move |property| property.name == name);
    let mut whole = Name::default();
    if let Some(parts) =
        named("N").map(Property::parts).find(|parts| parts.iter().any(|part| !part.is_empty()))
    {
        let mut parts = parts.into_iter().map(|part| one_line(&part));
        let mut next = || parts.next().unwrap_or_default();
        whole.family = next();
        whole.given = next();
        whole.middle = next();
        whole.prefix = next();
        whole.suffix = next();
    }
    if [&whole.family, &whole.given, &whole.middle].iter().all(|part| part.is_empty()) {
        whole.full = named("FN")
            .map(|full| one_line(&full.text()))
            .find(|full| !full.is_empty())
            .unwrap_or_default();
    }
    let nicknames: Vec<String> =
        named("NICKNAME").map(|nickname| one_line(&nickname.text())).collect();
    whole.nickname =
        nicknames.into_iter().find(|nickname| !nickname.is_empty()).unwrap_or_default();
    whole
}

/// Apple's labels by group: `item1.X-ABLabel:_$!<HomePage>!$_` is `HomePage` for `item1`.
fn labels(properties: &[Property]) -> BTreeMap<&str, String> {
    properties
        .iter()
        .filter(|property| property.name == "X-ABLABEL" && !property.group.is_empty())
        .map(|property| {
            let text = property.text();
            let bare = text.strip_prefix("_$!<").and_then(|text| text.strip_suffix(">!$_"));
            (property.group.as_str(), bare.unwrap_or(&text).to_owned())
        })
        .collect()
}

/// Where an address or number is used, by its types and its label.
fn label(property: &Property, labels: &BTreeMap<&str, String>) -> Label {
    let given =
        labels.get(property.group.as_str()).map(|label| label.to_lowercase()).unwrap_or_default();
    let is = |words: &[&str]| {
        words.iter().any(|word| property.has_type(word) || given.contains(&word.to_lowercase()))
    };
    // A pager, like a fax machine, is never the one to call.
    if is(&["FAX", "PAGER", "TELEX", "TLX", "BBS", "MODEM", "ISDN", "TEXTPHONE"]) {
        Label::Fax
    } else if is(&["CELL", "MOBILE", "IPHONE", "MOBIL"]) {
        Label::Mobile
    } else if is(&["MAIN", "SWITCHBOARD"]) {
        Label::Main
    } else if is(&["WORK", "OFFICE", "BUSINESS"]) {
        Label::Work
    } else if property.has_type("HOME") || given == "home" {
        Label::Home
    } else {
        Label::Other
    }
}

/// Postal addresses, and the country they tell.
fn read_places(draft: &mut Draft, properties: &[Property], labels: &BTreeMap<&str, String>) {
    let mut ranked: Vec<&Property> =
        properties.iter().filter(|property| property.name == "ADR").collect();
    ranked.sort_by_key(|property| (property.preference(), label(property, labels) != Label::Work));
    for property in ranked {
        let mut parts = property.parts().into_iter().map(|part| one_line(&part));
        let mut next = || limited(parts.next().unwrap_or_default(), MAX_TEXT);
        let (post_box, extension, street) = (next(), next(), next());
        let line2: Vec<String> =
            [extension, post_box].into_iter().filter(|part| !part.is_empty()).collect();
        let mut place = PostalAddress {
            street,
            line2: line2.join(", "),
            city: next(),
            state: next(),
            postcode: next(),
            country: next(),
            ..PostalAddress::default()
        };
        if place.is_empty() {
            continue;
        }
        let code = countries::code(&place.country).or_else(|| {
            // Apple keeps the code of the country beside the address.
            let beside = properties.iter().find(|other| {
                other.name == "X-ABADR" && !other.group.is_empty() && other.group == property.group
            })?;
            countries::code(&beside.text()).filter(|_| beside.text().len() == 2)
        });
        if let Some(code) = code {
            if draft.country.is_empty() {
                code.clone_into(&mut draft.country);
            }
            code.clone_into(&mut place.country);
        }
        if !draft.addresses.contains(&place) && draft.addresses.len() < MAX_VALUES {
            draft.addresses.push(place);
        }
    }
}

/// E-mail addresses and numbers, the preferred first, fax machines last.
fn read_reach(
    draft: &mut Draft,
    properties: &[Property],
    labels: &BTreeMap<&str, String>,
    country: Option<&str>,
) {
    let mut ranked: Vec<(&Property, Label)> = properties
        .iter()
        .filter(|property| matches!(property.name.as_str(), "EMAIL" | "TEL"))
        .map(|property| (property, label(property, labels)))
        .collect();
    ranked.sort_by_key(|(property, label)| (*label == Label::Fax, property.preference()));
    for (property, label) in ranked {
        let text = property.text();
        if text.is_empty() {
            continue;
        }
        let bad = if property.name == "EMAIL" {
            let Found { good, bad } = reach::emails(&text, label);
            for email in good {
                let is_known = draft.emails.iter().any(|known| known.key == email.key);
                if draft.emails.len() < MAX_VALUES && !is_known {
                    draft.emails.push(email);
                }
            }
            bad
        } else {
            let Found { good, bad } = reach::phones(&text, label, country);
            for phone in good {
                let is_known = draft.phones.iter().any(|known| {
                    let is_same = known.e164.is_some() && known.e164 == phone.e164;
                    known.extension == phone.extension && (is_same || known.raw == phone.raw)
                });
                if draft.phones.len() < MAX_VALUES && !is_known {
                    draft.phones.push(phone);
                }
            }
            bad
        };
        let kind = if property.name == "EMAIL" { ProblemKind::Email } else { ProblemKind::Phone };
        for (value, why) in bad {
            problem(draft, &property.name, kind, &value, why);
        }
    }
}

/// Every property that is neither a name nor a way to reach somebody.
fn read(draft: &mut Draft, property: &Property, labels: &BTreeMap<&str, String>, today: Date) {
    let text = property.text();
    if property.name == "REV" {
        draft.source_on = dates::day(&text, today);
    }
    if text.is_empty() || SILENT.contains(&property.name.as_str()) {
        return;
    }
    if matches!(property.name.as_str(), "N" | "FN" | "NICKNAME" | "ADR" | "EMAIL" | "TEL") {
        return;
    }
    let line = limited(one_line(&text), MAX_TEXT);
    match property.name.as_str() {
        "ORG" if draft.company.is_empty() => {
            let mut parts =
                property.parts().into_iter().map(|part| limited(one_line(&part), MAX_TEXT));
            draft.company = parts.next().unwrap_or_default();
            let mut units = parts.filter(|part| !part.is_empty());
            draft.department = units.next().unwrap_or_default();
            for unit in units {
                keep(draft, property, unit, labels);
            }
        }
        "TITLE" if draft.job_title.is_empty() => draft.job_title = line,
        "BDAY" => match dates::birthday(property, today) {
            Ok(birthday) => draft.birthday = draft.birthday.or(Some(birthday)),
            Err(why) => problem(draft, "BDAY", ProblemKind::Date, &line, why),
        },
        "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE" | "IMPP" => {
            read_site(draft, property, line, labels);
        }
        "NOTE" => {
            let parts: Vec<&str> =
                [draft.note.as_str(), &text].into_iter().filter(|part| !part.is_empty()).collect();
            let note = parts.join("\n\n");
            if note.chars().nth(values::LONGEST).is_some() {
                let why =
                    format!("longer than {} characters: the rest is cut off", values::LONGEST);
                problem(draft, "NOTE", ProblemKind::TooLong, "", why);
            }
            draft.note = values::lines(&note);
        }
        "CATEGORIES" => {
            for tag in property.items() {
                let tag = limited(one_line(&tag), 200);
                if draft.tags.len() < MAX_VALUES && !draft.tags.contains(&tag) {
                    draft.tags.push(tag);
                }
            }
        }
        "UID" if draft.external_ids.is_empty() => {
            let id = line.strip_prefix("urn:uuid:").unwrap_or(&line).to_owned();
            draft.external_ids.push(("vcard".to_owned(), id));
        }
        "TZ" if draft.zone.is_empty() && is_zone(&line) => draft.zone = line,
        "LANG" => read_language(draft, property, &line),
        _ => keep(draft, property, line, labels),
    }
}

/// A web site, or the profile on a social network.
fn read_site(
    draft: &mut Draft,
    property: &Property,
    line: String,
    labels: &BTreeMap<&str, String>,
) {
    let lower = line.to_lowercase();
    let is_social = property.name.ends_with("SOCIALPROFILE");
    let host = lower.split("://").nth(1).unwrap_or(&lower);
    let host = host.split('/').next().unwrap_or_default();
    let is_network = NETWORKS.iter().any(|network| {
        host == *network || host.strip_suffix(network).is_some_and(|sub| sub.ends_with('.'))
    });
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    if is_network || (is_social && is_web) {
        if draft.profiles.len() < MAX_VALUES && !draft.profiles.contains(&line) {
            draft.profiles.push(line);
        }
    } else if property.name == "URL" && draft.website.is_empty() {
        draft.website = line;
    } else {
        keep(draft, property, line, labels);
    }
}

fn read_language(draft: &mut Draft, property: &Property, line: &str) {
    let Some(tag) = languages::tag(line) else {
        let why = format!("`{line}`: no language that is known");
        return problem(draft, "LANG", ProblemKind::Language, line, why);
    };
    if draft.language.is_empty() || property.preference() == 1 {
        draft.language = tag;
    }
}

/// Keeps what has no field of its own, by the name of the property and its label.
fn keep(draft: &mut Draft, property: &Property, line: String, labels: &BTreeMap<&str, String>) {
    if draft.custom.len() >= MAX_VALUES {
        return;
    }
    let name = property.name.get(..property.name.len().min(64)).unwrap_or_default();
    let header = match labels.get(property.group.as_str()) {
        Some(label) => format!("{name} {}", one_line(label)),
        None => name.to_owned(),
    };
    draft.custom.push((header, line));
}

/// The name of a zone in the database of zones: `Europe/Berlin`.
fn is_zone(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+".contains(&byte))
    };
    text.contains('/')
        && text.split('/').all(is_part)
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Text on one line: line ends become commas, marks that nobody sees vanish.
fn one_line(text: &str) -> String {
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return text.trim().trim_end_matches(',').trim_end().to_owned();
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| values::line(line).trim_end_matches(',').trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(", ")
}

/// At most `limit` bytes of a text, whole characters.
fn limited(mut text: String, limit: usize) -> String {
    text.truncate(text.floor_char_boundary(limit));
    text
}

fn problem(draft: &mut Draft, column: &str, kind: ProblemKind, value: &str, why: String) {
    if draft.problems.len() < MAX_PROBLEMS {
        let (column, value) = (column.to_owned(), value.to_owned());
        let problem = Problem { row: draft.row, column, kind, value, why };
        if !draft.problems.contains(&problem) {
            draft.problems.push(problem);
        }
    }
}
