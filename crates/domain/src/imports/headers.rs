//! What a header says: the field, where it is used, and how certain that is.

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use super::{
    consent,
    fields::Field,
    header_words::{
        FILLERS, JOINTS, KINDS, LABELS, NAMES, NOT_OF_PEOPLE, NOTHING, OWNERS, PHRASES, RECORDS,
        SOMEBODY_ELSE, WEAK, more_languages::MORE_PHRASES,
    },
    values::fold,
};
use crate::people::Label;

/// Shortest phrase, in letters, that is known without its blanks.
const SHORTEST_JOINED: usize = 5;

/// Words of a header in which a phrase is looked for.
const MOST_WORDS: usize = 8;

/// Words of the address that gets the bills, and of that which gets the goods.
const BILLING: [&str; 6] =
    ["billing", "rechnung", "rechnungs", "facturation", "facturacion", "請求先"];
const SHIPPING: [&str; 5] = ["shipping", "liefer", "envio", "livraison", "entrega"];

/// What a header was taken for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Guess {
    pub(crate) field: Field,
    pub(crate) label: Option<Label>,
    /// Tells the parts of one postal address from those of another.
    pub(crate) group: u8,
    pub(crate) certainty: f64,
}

struct Words {
    phrases: BTreeMap<String, Field>,
    /// The phrases without blanks, as programs write them: `POSTALCODE`.
    joined: BTreeMap<String, Field>,
    labels: BTreeMap<String, Label>,
    fillers: BTreeSet<String>,
    joints: BTreeSet<String>,
    somebody_else: Vec<String>,
    kinds: BTreeSet<String>,
    not_of_people: BTreeSet<String>,
    owners: BTreeSet<String>,
    records: BTreeSet<String>,
    names: BTreeSet<String>,
    nothing: BTreeSet<String>,
    weak: BTreeSet<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let split = |text: &'static str| text.split('|').map(fold);
        let mut phrases = BTreeMap::new();
        for (field, list) in PHRASES.iter().chain(MORE_PHRASES) {
            phrases.entry(fold(field.as_str())).or_insert(*field);
            for phrase in split(list).filter(|phrase| !phrase.is_empty()) {
                // The first field in the list keeps a phrase that two share.
                phrases.entry(phrase).or_insert(*field);
            }
        }
        for field in Field::ALL {
            phrases.insert(fold(field.as_str()), *field);
        }
        let joined = phrases
            .iter()
            .map(|(phrase, field)| (phrase.replace(' ', ""), *field))
            .filter(|(phrase, _)| phrase.chars().count() >= SHORTEST_JOINED)
            .collect();
        let labels = LABELS.iter().flat_map(|(label, list)| split(list).map(|word| (word, *label)));
        Words {
            phrases,
            joined,
            labels: labels.collect(),
            fillers: split(FILLERS).collect(),
            joints: split(JOINTS).collect(),
            somebody_else: split(SOMEBODY_ELSE).collect(),
            kinds: split(KINDS).collect(),
            not_of_people: split(NOT_OF_PEOPLE).collect(),
            owners: split(OWNERS).collect(),
            records: split(RECORDS).collect(),
            names: split(NAMES).collect(),
            nothing: split(NOTHING).collect(),
            weak: split(WEAK).collect(),
        }
    })
}

/// What is known of a header in any of the languages, or nothing.
pub(crate) fn recognise(header: &str) -> Option<Guess> {
    // The sign of the Japanese post stands for its code, and no letter is left of it.
    let folded = if header.trim() == "〒" { fold("郵便番号") } else { fold(header) };
    if folded.is_empty() || words().nothing.contains(&folded) {
        return None;
    }
    if let Some(guess) = ambiguous(&folded) {
        return Some(guess);
    }
    let group = group(&folded);
    if let Some(field) = words().phrases.get(&folded) {
        let label = if field.is_phone() { other_phone(&folded) } else { None };
        return Some(Guess { field: *field, label, group, certainty: 1.0 });
    }
    if let Some(field) = consent::forbids(header) {
        return Some(Guess { field, label: None, group, certainty: 0.9 });
    }
    if is_kind(&folded) {
        return Some(Guess { field: Field::Label, label: None, group, certainty: 0.9 });
    }
    let plain = |field| Guess { field, label: None, group, certainty: 0.95 };
    if is_owner(&folded) {
        return Some(plain(Field::Owner));
    }
    if is_somebody_else(header) {
        return None;
    }
    let joined = || words().joined.get(&folded.replace(' ', "")).copied().map(plain);
    without_entity(&folded, group)
        .or_else(|| by_words(&folded, group))
        .or_else(joined)
        .or_else(|| undressed(&folded).map(plain))
}

/// Where a header says that something is used: `Office`, `Mobile (private)`.
pub(crate) fn label_of(header: &str) -> Option<Label> {
    fold(header).split(' ').find_map(|word| labelled(word).0)
}

/// `Lead Owner`, `Propriétaire du compte`: an owner, and at most the record that is owned.
fn is_owner(folded: &str) -> bool {
    let words = words();
    let is_owner = |word: &str| {
        words.owners.contains(word)
            || ["inhaber", "besitzer", "eigenaar", "所有者"].iter().any(|end| word.ends_with(end))
    };
    let mut parts = folded.split(' ').filter(|word| !words.joints.contains(*word)).peekable();
    parts.clone().any(is_owner) && parts.all(|word| is_owner(word) || words.records.contains(word))
}

/// Polite and formal syllables of Japanese around a known word: `お電話番号`, `部署名`.
fn undressed(folded: &str) -> Option<Field> {
    let known = |text: &str| words().phrases.get(text).copied();
    // Folding takes the voice of `ご`.
    let bare = folded.strip_prefix(['お', 'こ', '御', '貴']).unwrap_or(folded);
    let short = bare.strip_suffix(['名', '様', '欄']).unwrap_or(bare);
    // `組織の役職`: the title at the company.
    let there = bare
        .split_once('の')
        .filter(|(company, _)| known(company) == Some(Field::Company))
        .and_then(|(_, rest)| known(rest));
    (!folded.is_ascii()).then(|| known(bare).or_else(|| known(short)).or(there)).flatten()
}

/// Whether the header belongs only to tables of companies, messages, deals or things.
pub(crate) fn is_not_of_people(header: &str) -> bool {
    let folded = fold(header);
    words().not_of_people.contains(&folded)
        || folded.starts_with("activity ")
        || folded.starts_with("deal ")
}

/// Headers that mean different things in different programs; the columns beside them decide.
fn ambiguous(folded: &str) -> Option<Guess> {
    let weak = |field, certainty| Some(Guess { field, label: None, group: 0, certainty });
    match folded {
        // Whole, or the part that its neighbour is not.
        "name"
        | "nombre completo o razon social"
        | "naam"
        | "nazwa"
        | "nome"
        | "namn"
        | "navn"
        | "ad"
        | "adı"
        | "nom du contact"
        | "nombre del contacto"
        | "nome do contato"
        | "nome do contacto"
        | "nome del contatto" => weak(Field::Full, 0.5),
        "contact" | "kontakt" | "contacto" | "contato" | "contatto" => weak(Field::Full, 0.6),
        "title" | "titel" | "titre" | "titulo" | "titolo" | "タイトル" => {
            weak(Field::JobTitle, 0.6)
        }
        // Not the number of a house.
        "lead number" | "prospect number" | "person number" | "customer number" => {
            weak(Field::Id, 0.8)
        }
        _ if is_client(folded) => weak(Field::Full, 0.6),
        "pager" | "pager number" | "assistants phone" | "car phone" | "radio" => {
            Some(Guess { field: Field::Phone, label: Some(Label::Other), group: 0, certainty: 0.9 })
        }
        _ => None,
    }
}

/// Headers of somebody who buys: a person or a company.
pub(crate) fn is_client(header: &str) -> bool {
    matches!(
        fold(header).as_str(),
        "kunde"
            | "kundenname"
            | "client"
            | "client name"
            | "customer"
            | "customer name"
            | "cliente"
            | "nom du client"
            | "nombre del cliente"
            | "nome do cliente"
            | "klant"
            | "klantnaam"
            | "顧客"
            | "顧客名"
            | "お客様名"
    )
}

fn other_phone(folded: &str) -> Option<Label> {
    let is_other =
        folded.starts_with("other") || folded.contains("callback") || folded == "phone video";
    is_other.then_some(Label::Other)
}

/// `Person - Email`, `Who:Contact-email`, `Organization - Name`: the part after the record's kind.
fn without_entity(folded: &str, group: u8) -> Option<Guess> {
    const KINDS: [&str; 14] = [
        "person ",
        "contact ",
        "lead ",
        "who contact ",
        "kontakt ",
        "personne ",
        "persona ",
        "pessoa ",
        "contacto ",
        "contato ",
        "contatto ",
        "osoba ",
        "prospect ",
        "customer ",
    ];
    let rest = KINDS.iter().find_map(|kind| folded.strip_prefix(kind))?;
    if rest == "name" {
        return Some(Guess { field: Field::Full, label: None, group: 0, certainty: 1.0 });
    }
    let field = words().phrases.get(rest)?;
    Some(Guess { field: *field, label: None, group, certainty: 0.95 })
}

/// Takes labels, numbers and fillers away and looks up what is left.
fn by_words(folded: &str, group: u8) -> Option<Guess> {
    let words = words();
    let plain: Vec<&str> =
        folded.split(' ').filter(|word| !word.chars().all(char::is_numeric)).collect();
    if let Some(field) = words.phrases.get(&plain.join(" ")) {
        return Some(Guess { field: *field, label: None, group, certainty: 0.95 });
    }
    if is_name_of_company(&plain) {
        return Some(Guess { field: Field::Company, label: None, group, certainty: 0.95 });
    }
    let mut label = None;
    let mut kept: Vec<&str> = Vec::new();
    for word in folded.split(' ') {
        let (found, rest) = labelled(word);
        label = match (label, found) {
            // `Home Mobile` is dialled as a mobile, `Business Fax` is a fax, `Company HQ Phone` the switchboard.
            (_, Some(Label::Mobile | Label::Fax)) | (Some(Label::Work), Some(Label::Main)) => found,
            _ => label.or(found),
        };
        if !rest.is_empty() && !rest.chars().all(char::is_numeric) {
            kept.push(rest);
        }
    }
    let look = |kept: &[&str]| {
        let text = kept.join(" ");
        words.phrases.get(&text).copied().filter(|_| !words.weak.contains(&text))
    };
    let bare: Vec<&str> =
        kept.iter().copied().filter(|word| !words.fillers.contains(*word)).collect();
    let linked: Vec<&str> =
        kept.iter().copied().filter(|word| !words.joints.contains(*word)).collect();
    let field = look(&kept)
        .or_else(|| look(&linked))
        .or_else(|| look(&bare))
        .or_else(|| address_part(&bare))
        .or_else(|| title_there(&linked, label))
        .filter(|field| label.is_none() || takes_label(*field, label))
        .or_else(|| covered(&plain).filter(|field| takes_label(*field, label)));
    let field = match (field, label) {
        (Some(field), _) => field,
        (None, Some(Label::Mobile | Label::Fax)) if bare.is_empty() => Field::Phone,
        _ => return None,
    };
    Some(Guess { field: with_label(field, label), label, group, certainty: 0.9 })
}

/// Whether a field has a use that a label tells; a title and a trade are told at work only.
fn takes_label(field: Field, label: Option<Label>) -> bool {
    let is_of_work =
        matches!(field, Field::JobTitle | Field::Department | Field::Industry | Field::Company);
    field.is_channel()
        || field.is_address()
        || field == Field::Website
        || label.is_none()
        || (label == Some(Label::Work) && is_of_work)
}

/// `Organization - Name`, `Nom de l'organisme`.
fn is_name_of_company(plain: &[&str]) -> bool {
    let words = words();
    let core: Vec<&&str> = plain.iter().filter(|word| !words.joints.contains(**word)).collect();
    let is_company = |word: &str| words.phrases.get(word) == Some(&Field::Company);
    match core.as_slice() {
        [a, b] => {
            (is_company(a) && words.names.contains(**b))
                || (is_company(b) && words.names.contains(**a))
        }
        _ => false,
    }
}

/// `Titel in der Organisation`: no form of address, for it is borne at work.
fn title_there(linked: &[&str], label: Option<Label>) -> Option<Field> {
    let [word] = linked else { return None };
    let field = ambiguous(word)?.field;
    (label == Some(Label::Work) && field == Field::JobTitle).then_some(field)
}

/// The longest phrase of known meaning, where the words around it mean nothing of their own.
fn covered(plain: &[&str]) -> Option<Field> {
    let words = words();
    // `Organization 1 - Type` says what kind it is, not which.
    if plain.iter().any(|word| matches!(*word, "type" | "typ" | "tipo")) {
        return None;
    }
    for length in (1..plain.len().min(MOST_WORDS)).rev() {
        for (at, span) in plain.windows(length).enumerate() {
            let text = span.join(" ");
            let Some(field) = words.phrases.get(&text).filter(|_| !words.weak.contains(&text))
            else {
                continue;
            };
            let is_idle = |(place, word): (usize, &&str)| {
                (at..at + length).contains(&place)
                    || words.fillers.contains(*word)
                    || words.joints.contains(*word)
                    || labelled(word) == (labelled(word).0, "")
                    || words.phrases.get(*word).is_some_and(|other| {
                        other == field || (other.is_address() && field.is_address())
                    })
            };
            if plain.iter().enumerate().all(is_idle) {
                return Some(*field);
            }
        }
    }
    None
}

/// `Endereço comercial - Cidade`: of several words of an address the one that is not the address itself.
fn address_part(kept: &[&str]) -> Option<Field> {
    let parts: Option<Vec<Field>> = kept
        .iter()
        .map(|word| words().phrases.get(*word).copied().filter(|field| field.is_address()))
        .collect();
    let parts = parts?;
    if parts.contains(&Field::Postcode) && parts.contains(&Field::City) {
        // `PLZ / Ort` holds both: the code is taken from before the town.
        return Some(Field::City);
    }
    parts.iter().find(|field| **field != Field::Street).or_else(|| parts.first()).copied()
}

/// The label of a word, and what is left of it: scripts without blanks put both in one word.
fn labelled(word: &str) -> (Option<Label>, &str) {
    let labels = &words().labels;
    if let Some(label) = labels.get(word) {
        return (Some(*label), "");
    }
    if word.is_ascii() {
        return numbered(word);
    }
    labels
        .iter()
        .filter(|(text, _)| !text.is_ascii() && text.chars().count() >= 2)
        .find_map(|(text, label)| Some((Some(*label), word.strip_prefix(text.as_str())?)))
        .unwrap_or((None, word.trim_end_matches(char::is_numeric)))
}

/// `Mobilnr`, `Telefonnummer`: German puts the number into the word.
fn numbered(word: &str) -> (Option<Label>, &str) {
    let words = words();
    let stem = ["nummer", "nr"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    match (words.labels.get(stem), words.phrases.get(stem)) {
        (Some(label), _) => (Some(*label), ""),
        (None, Some(field)) if field.is_channel() => (None, stem),
        _ => (None, word),
    }
}

pub(crate) fn with_label(field: Field, label: Option<Label>) -> Field {
    match (field, label) {
        (Field::Phone | Field::PhoneWork | Field::PhoneHome, Some(Label::Fax)) => Field::PhoneFax,
        (Field::Phone, Some(Label::Mobile)) => Field::PhoneMobile,
        (Field::Phone, Some(Label::Work)) => Field::PhoneWork,
        (Field::Phone, Some(Label::Home)) => Field::PhoneHome,
        (Field::Phone, Some(Label::Main)) => Field::PhoneMain,
        (Field::Email, Some(Label::Work)) => Field::EmailWork,
        (Field::Email, Some(Label::Home)) => Field::EmailHome,
        (field, _) => field,
    }
}

/// Whether the header speaks of an owner, a manager, a spouse: never this person's own data.
pub(crate) fn is_somebody_else(header: &str) -> bool {
    let padded = format!(" {} ", fold(header));
    words().somebody_else.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// `Website 1 - Type`, `Type de messagerie`, `E-Mail-Typ`: says what a value is, and is none.
fn is_kind(folded: &str) -> bool {
    let words = words();
    let is_kind = |word: &str| words.kinds.contains(word);
    let mut parts: Vec<&str> =
        folded.split(' ').filter(|word| !word.chars().all(char::is_numeric)).collect();
    let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied()) else {
        return false;
    };
    if is_kind(last) {
        parts.pop();
    } else if is_kind(first) {
        parts.remove(0);
    } else if let Some(stem) = words.kinds.iter().find_map(|kind| last.strip_suffix(kind.as_str()))
    {
        parts.pop();
        parts.push(stem);
    } else {
        return false;
    }
    let linked: Vec<&str> =
        parts.iter().copied().filter(|word| !words.joints.contains(*word)).collect();
    [parts, linked].iter().any(|parts| {
        words.phrases.get(&parts.join(" ")).is_some_and(|field| {
            field.is_channel() || field.is_address() || *field == Field::Website
        })
    })
}

/// Business, home, other or the company's own address, and the number where there are several.
fn group(folded: &str) -> u8 {
    let mut kind = 0;
    let mut number = 0;
    let mut is_address_number = false;
    for word in folded.split(' ') {
        kind = match (kind, labelled(word).0) {
            (0, _)
                if matches!(
                    word,
                    "company" | "organization" | "organisation" | "corporate" | "account"
                ) =>
            {
                4
            }
            (0, _) if BILLING.contains(&word) => 5,
            (0, _) if SHIPPING.contains(&word) => 6,
            (0, Some(Label::Work)) => 1,
            (0, Some(Label::Home)) => 2,
            (0, Some(Label::Other)) => 3,
            _ => kind,
        };
        is_address_number |= word == "address" && number == 0;
        if is_address_number && let Ok(found) = word.parse::<u8>() {
            number = found.min(15);
        }
    }
    // `Address 2` alone is the second line of the only address; `Address 2 - City` is a second address.
    let has_part = folded.split(' ').count() > 2;
    kind + if has_part { number * 8 } else { 0 }
}
