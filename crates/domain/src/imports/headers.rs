//! What a header says: the field, where it is used, and how certain that is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use super::{
    fields::Field,
    header_words::{FILLERS, JOINTS, LABELS, NOT_OF_PEOPLE, PHRASES, SOMEBODY_ELSE},
    values::fold,
};
use crate::people::Label;

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
    labels: BTreeMap<String, Label>,
    fillers: BTreeSet<String>,
    joints: BTreeSet<String>,
    somebody_else: Vec<String>,
    not_of_people: BTreeSet<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let split = |text: &'static str| text.split('|').map(fold);
        let mut phrases = BTreeMap::new();
        for (field, list) in PHRASES {
            phrases.entry(fold(field.as_str())).or_insert(*field);
            for phrase in split(list) {
                // The first field in the list keeps a phrase that two share.
                phrases.entry(phrase).or_insert(*field);
            }
        }
        for field in Field::ALL {
            phrases.insert(fold(field.as_str()), *field);
        }
        let labels = LABELS.iter().flat_map(|(label, list)| split(list).map(|word| (word, *label)));
        Words {
            phrases,
            labels: labels.collect(),
            fillers: split(FILLERS).collect(),
            joints: split(JOINTS).collect(),
            somebody_else: split(SOMEBODY_ELSE).collect(),
            not_of_people: split(NOT_OF_PEOPLE).collect(),
        }
    })
}

/// What is known of a header in any of the languages, or nothing.
pub(crate) fn recognise(header: &str) -> Option<Guess> {
    let folded = fold(header);
    if folded.is_empty() {
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
    if is_somebody_else(header) {
        return None;
    }
    without_entity(&folded, group).or_else(|| by_words(&folded, group))
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
        "name" | "nombre completo o razon social" | "naam" | "nazwa" | "nome" | "namn" | "navn" => {
            weak(Field::Full, 0.5)
        }
        "contact" | "kontakt" | "contacto" | "contato" | "contatto" => weak(Field::Full, 0.6),
        "title" | "titel" | "titre" | "titulo" | "titolo" | "タイトル" => {
            weak(Field::JobTitle, 0.6)
        }
        // Not the number of a house.
        "lead number" | "prospect number" | "person number" | "customer number" => {
            weak(Field::Id, 0.8)
        }
        "pager" | "pager number" | "assistants phone" | "car phone" | "radio" => {
            Some(Guess { field: Field::Phone, label: Some(Label::Other), group: 0, certainty: 0.9 })
        }
        _ => None,
    }
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
    let mut label = None;
    let mut kept: Vec<&str> = Vec::new();
    for word in folded.split(' ') {
        let (found, rest) = labelled(word);
        label = match (label, found) {
            // `Home Mobile` is dialled as a mobile, `Business Fax` is a fax.
            (_, Some(Label::Mobile | Label::Fax)) => found,
            _ => label.or(found),
        };
        if !rest.is_empty() && !rest.chars().all(char::is_numeric) {
            kept.push(rest);
        }
    }
    let look = |kept: &[&str]| words.phrases.get(&kept.join(" ")).copied();
    let bare: Vec<&str> =
        kept.iter().copied().filter(|word| !words.fillers.contains(*word)).collect();
    let linked: Vec<&str> =
        kept.iter().copied().filter(|word| !words.joints.contains(*word)).collect();
    let field = look(&kept)
        .or_else(|| look(&linked))
        .or_else(|| look(&bare))
        .or_else(|| address_part(&bare));
    let field = match (field, label) {
        (Some(field), _) => field,
        (None, Some(Label::Mobile | Label::Fax)) if bare.is_empty() => Field::Phone,
        _ => return None,
    };
    let takes_label = field.is_channel() || field.is_address() || field == Field::Website;
    if label.is_some() && !takes_label {
        return None;
    }
    Some(Guess { field: with_label(field, label), label, group, certainty: 0.9 })
}

/// `Endereço comercial - Cidade`: of several words of an address the one that is not the address itself.
fn address_part(kept: &[&str]) -> Option<Field> {
    let parts: Option<Vec<Field>> = kept
        .iter()
        .map(|word| words().phrases.get(*word).copied().filter(|field| field.is_address()))
        .collect();
    let parts = parts?;
    parts.iter().find(|field| **field != Field::Street).or_else(|| parts.first()).copied()
}

/// The label of a word, and what is left of it: scripts without blanks put both in one word.
fn labelled(word: &str) -> (Option<Label>, &str) {
    let labels = &words().labels;
    if let Some(label) = labels.get(word) {
        return (Some(*label), "");
    }
    if word.is_ascii() {
        return (None, word);
    }
    labels
        .iter()
        .filter(|(text, _)| !text.is_ascii() && text.chars().count() >= 2)
        .find_map(|(text, label)| Some((Some(*label), word.strip_prefix(text.as_str())?)))
        .unwrap_or((None, word.trim_end_matches(char::is_numeric)))
}

fn with_label(field: Field, label: Option<Label>) -> Field {
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

/// Business, home, other or the company's own address, and the number where there are several.
fn group(folded: &str) -> u8 {
    let mut kind = 0;
    let mut number = 0;
    let mut is_address_number = false;
    for word in folded.split(' ') {
        kind = match (kind, labelled(word).0) {
            (0, _) if matches!(word, "company" | "organization" | "organisation" | "corporate") => {
                4
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, expected: &str) {
        let got = recognise(header).map_or("nothing", |guess| guess.field.as_str());
        assert_eq!(got, expected, "{header:?}");
    }

    #[test]
    fn plain_headers_of_many_languages_are_known() {
        for (header, field) in [
            ("First Name", "given"),
            ("FirstName", "given"),
            ("FIRST_NAME", "given"),
            ("Vorname", "given"),
            ("Prénom", "given"),
            ("Nombre", "given"),
            ("Nome completo", "full"),
            ("名", "given"),
            ("姓", "family"),
            ("Nachname", "family"),
            ("Apellidos", "family"),
            ("Sobrenome", "family"),
            ("Cognome", "family"),
            ("Achternaam", "family"),
            ("Nom", "family"),
            ("E-Mail-Adresse", "email"),
            ("Correo electrónico", "email"),
            ("メールアドレス", "email"),
            ("電話番号", "phone"),
            ("会社名", "company"),
            ("Unternehmen", "company"),
            ("Connected On", "connected_on"),
            ("Verbunden am", "connected_on"),
            ("Postleitzahl", "postcode"),
            ("Lead Number", "id"),
            ("first", "given"),
            ("last", "family"),
            ("zip", "postcode"),
            ("Who:Contact-email", "email"),
        ] {
            check(header, field);
        }
    }

    #[test]
    fn labels_and_numbers_around_a_header_are_read() {
        for (header, field) in [
            ("E-mail 2 Address", "email"),
            ("E-mail 1 - Value", "email"),
            ("Phone 1 - Value", "phone"),
            ("Business Phone 2", "phone_work"),
            ("Home Phone", "phone_home"),
            ("Business Fax", "phone_fax"),
            ("Home Fax", "phone_fax"),
            ("Home Mobile", "phone_mobile"),
            ("Email Work", "email_work"),
            ("Telefon geschäftlich", "phone_work"),
            ("Telefon (privat)", "phone_home"),
            ("Fax geschäftlich", "phone_fax"),
            ("Téléphone (bureau)", "phone_work"),
            ("Correo electrónico 2", "email"),
            ("自宅電話番号", "phone_home"),
            ("Business Street", "street"),
            ("Home City", "city"),
            ("Address 1 - Postal Code", "postcode"),
            ("Work ZipCode", "postcode"),
            ("Business Country/Region", "country"),
            ("Company Phone", "phone_main"),
            ("Corporate Phone", "phone_main"),
            ("Person - Email", "email"),
            ("Person - Phone", "phone"),
            ("Organization - Name", "company"),
            ("E-mail 1 - Label", "label"),
            ("電話1", "phone"),
        ] {
            check(header, field);
        }
    }

    #[test]
    fn address_books_of_other_languages_are_known() {
        for (headers, fields) in [
            (
                "Vorname|Weitere Vornamen|Nachname|Firma|Abteilung|Position|Straße geschäftlich|Ort geschäftlich|Postleitzahl geschäftlich|Land/Region geschäftlich|Fax geschäftlich|Telefon geschäftlich|Telefon (privat)|Mobiltelefon|Geburtstag|Kategorien|E-Mail-Adresse|E-Mail 2: Adresse|Notizen",
                "given middle family company department job_title street city postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email note",
            ),
            (
                "Prénom|Deuxième prénom|Nom|Société|Service|Rue (bureau)|Ville (bureau)|Dép/Région (bureau)|Code postal (bureau)|Pays/Région (bureau)|Télécopie (bureau)|Téléphone (bureau)|Téléphone (domicile)|Tél. mobile|Anniversaire|Catégories|Adresse de messagerie|Adresse de messagerie 2|Fonction",
                "given middle family company department street city state postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email job_title",
            ),
            (
                "Nombre|Segundo nombre|Apellidos|Organización|Puesto|Calle del trabajo|Ciudad de trabajo|Provincia o estado de trabajo|Código postal del trabajo|País o región del trabajo|Fax del trabajo|Teléfono del trabajo|Particular: teléfono|Móvil|Cumpleaños|Categorías|Dirección de correo electrónico|Dirección del correo electrónico 2|Notas",
                "given middle family company job_title street city state postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email note",
            ),
            (
                "Nome|Segundo nome|Sobrenome|Empresa|Cargo|Endereço comercial - Rua|Cidade do endereço comercial|Endereço comercial - CEP|Fax comercial|Telefone comercial|Telefone residencial|Celular|Aniversário|Categorias|Endereço de email|Endereço de email 2|Anotações",
                "full middle family company job_title street city postcode phone_fax phone_work phone_home phone_mobile birthday tags email email note",
            ),
            (
                "名|姓|会社名|部署|役職|番地 (会社)|市区町村 (会社)|都道府県 (会社)|郵便番号 (会社)|国 (会社)/地域|会社 FAX|会社電話|自宅電話|携帯電話|誕生日|分類|電子メール アドレス|電子メール 2 アドレス|メモ",
                "given family company department job_title street city state postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email note",
            ),
            (
                "Nome|Cognome|Società|Qualifica|Via (ufficio)|Città (ufficio)|CAP (ufficio)|Telefono (ufficio)|Cellulare|Compleanno|Indirizzo posta elettronica",
                "full family company job_title street city postcode phone_work phone_mobile birthday email",
            ),
            (
                "Voornaam|Achternaam|Bedrijf|Functie|Straat (werk)|Plaats (werk)|Postcode (werk)|Telefoon op werk|Mobiele telefoon|Verjaardag|E-mailadres",
                "given family company job_title street city postcode phone_work phone_mobile birthday email",
            ),
        ] {
            let got: Vec<&str> = headers
                .split('|')
                .map(|header| recognise(header).map_or("nothing", |guess| guess.field.as_str()))
                .collect();
            assert_eq!(got.join(" "), fields, "{headers}");
        }
    }

    #[test]
    fn columns_about_somebody_else_are_nobodys_address() {
        for header in [
            "Manager's Name",
            "Assistant's Name",
            "Spouse",
            "Owner Email",
            "Created By Email",
            "Email Status",
        ] {
            check(header, "nothing");
        }
        check("Contact owner", "owner");
        check("Account Owner", "owner");
    }

    #[test]
    fn every_field_word_is_its_own_header() {
        for field in Field::ALL {
            check(field.as_str(), field.as_str());
        }
    }
}
