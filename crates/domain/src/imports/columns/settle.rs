//! Columns whose header means one thing or another, by what stands in them and beside them.

use super::{Planned, share};
use crate::imports::{draft::Source, fields::Field, headers::label_of, values::fold};

/// `Title` is a form of address where another column is the job title or its values say so; of two the first is.
pub(super) fn settle_titles(columns: &mut [Planned], body: &[Vec<String>]) {
    let is_weak = |c: &Planned| c.field == Field::JobTitle && c.certainty <= 0.6;
    let has_job = columns
        .iter()
        .any(|c| c.field == Field::JobTitle && c.certainty > 0.6 && !is_occupation(&c.header));
    let weak: Vec<usize> =
        (0..columns.len()).filter(|at| columns.get(*at).is_some_and(is_weak)).collect();
    for (nth, place) in weak.iter().enumerate() {
        let Some(column) = columns.get_mut(*place) else { continue };
        let is_filled = share(body, *place, |_| true) > 0.0;
        let is_form = share(body, *place, is_form_of_address) >= 0.5;
        let is_first_of_two = weak.len() > 1 && nth == 0 && (is_form || !is_filled);
        if has_job || is_form || is_first_of_two {
            column.field = Field::Prefix;
        }
        column.certainty = 0.8;
    }
    let n_titles = columns.iter().filter(|c| c.field == Field::JobTitle).count();
    for column in columns.iter_mut().filter(|c| c.field == Field::JobTitle && n_titles > 1) {
        column.is_second = is_occupation(&column.header);
    }
}

/// `Occupation`, which is the job title only where no other column tells it.
fn is_occupation(header: &str) -> bool {
    const OCCUPATIONS: &str = "occupation|profession|beruf|métier|profesión|ocupación|profissão|ocupação|professione|occupazione|beroep|職業|zawód|yrke|профессия|职业|직업";
    let folded = fold(header);
    OCCUPATIONS.split('|').any(|word| fold(word) == folded)
}

/// `Aniversario` is a wedding day in Spanish and a birthday in Portuguese, where no other column is that.
pub(super) fn settle_birthdays(columns: &mut [Planned]) {
    const PORTUGUESE: [&str; 9] = [
        "nome",
        "sobrenome",
        "apelido",
        "telefone",
        "telemovel",
        "endereco",
        "cidade",
        "anotacoes",
        "mensagem",
    ];
    let is_anniversary = |column: &Planned| {
        column.field == Field::Birthday && fold(&column.header).ends_with("aniversario")
    };
    let has_other = columns.iter().any(|column| {
        matches!(column.field, Field::Birthday | Field::BirthDay) && !is_anniversary(column)
    });
    let has_word =
        |column: &Planned| fold(&column.header).split(' ').any(|word| PORTUGUESE.contains(&word));
    let is_portuguese = columns.iter().any(has_word);
    for column in columns.iter_mut().filter(|column| is_anniversary(column)) {
        let is_accented = column.header.to_lowercase().contains("aniversário");
        if has_other || !(is_portuguese || is_accented) {
            column.field = Field::Custom;
            column.certainty = 0.0;
        }
    }
}

/// `Profile` is what kind of lead somebody is where it holds words, or nothing that could be an address; our own is not.
pub(super) fn settle_profiles(columns: &mut [Planned], body: &[Vec<String>], source: Source) {
    let is_address = |cell: &str| cell.contains(['/', '.', '@']);
    let is_phrase =
        |cell: &str| cell.trim().contains(char::is_whitespace) && !cell.contains(['/', '.', '@']);
    for (place, column) in columns.iter_mut().enumerate() {
        if column.field != Field::Profile || source == Source::Touchstone {
            continue;
        }
        let folded = fold(&column.header);
        let is_network = NETWORKS.iter().any(|network| folded.contains(network));
        let is_filled = share(body, place, |_| true) > 0.0;
        let has_none = is_filled && share(body, place, is_address) == 0.0 && !is_network;
        if has_none || share(body, place, is_phrase) >= 0.5 {
            column.field = Field::Custom;
            column.certainty = 0.0;
        }
    }
}

/// Where somebody is known by a handle alone.
const NETWORKS: [&str; 8] =
    ["linkedin", "linked in", "xing", "twitter", "facebook", "instagram", "github", "mastodon"];

fn is_form_of_address(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "herr"
            | "frau"
            | "m"
            | "mme"
            | "mlle"
            | "sr"
            | "sra"
            | "sig"
            | "dott"
            | "dhr"
            | "mevr"
            | "prof dr"
            | "dr med"
            | "pan"
            | "pani"
            | "様"
            | "ing"
    )
}

/// A column that says what a value is belongs to the value beside it; a `Label` of its own is a tag.
pub(super) fn settle_labels(columns: &mut [Planned], body: &[Vec<String>]) {
    let next: Vec<(Option<Field>, bool)> = (1..=columns.len())
        .map(|at| columns.get(at).map_or((None, false), |c| (Some(c.field), is_value(&c.header))))
        .collect();
    for (place, (column, (next, is_value))) in columns.iter_mut().zip(next).enumerate() {
        if column.field != Field::Label {
            continue;
        }
        let is_followed =
            next.is_some_and(Field::is_channel) || (next == Some(Field::Custom) && is_value);
        let is_bare = !fold(&column.header).contains(' ');
        if is_bare && !(is_followed && share(body, place, is_use) >= 0.5) {
            column.field = Field::Tags;
        } else if is_numbered(&column.header) && !is_followed
            || share(body, place, is_protocol) >= 0.5
        {
            column.field = Field::Ignore;
        } else if !is_followed {
            column.field = Field::Custom;
        }
    }
}

/// `Address 1 - Type` is one of a set that a program writes for every address.
fn is_numbered(header: &str) -> bool {
    header.contains(|c: char| c.is_numeric())
}

/// `Custom Field 1 - Value`.
fn is_value(header: &str) -> bool {
    const VALUES: [&str; 7] = ["value", "wert", "valeur", "valor", "valore", "waarde", "値"];
    fold(header).rsplit(' ').next().is_some_and(|word| VALUES.contains(&word))
}

/// A word of where something is used: `* Work`, `Home Fax`.
fn is_use(cell: &str) -> bool {
    label_of(cell).is_some()
}

/// How a program of mail reaches an address, which is no use of it.
fn is_protocol(cell: &str) -> bool {
    matches!(cell.trim().to_ascii_uppercase().as_str(), "SMTP" | "EX" | "MAPIPDL" | "X400" | "FAX")
}
