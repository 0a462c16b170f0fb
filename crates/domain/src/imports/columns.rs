//! The columns of a table: which row is the header, and what each column holds, by header and by content.

mod settle;

use self::settle::{settle_birthdays, settle_labels, settle_profiles, settle_titles};
use super::{
    RefusedFile,
    dates::Evidence,
    draft::{Column, Source},
    fields::{Field, OWN_FIELD},
    headers::{is_client, is_not_of_people, is_somebody_else, label_of, recognise, with_label},
    values::fold,
};
use crate::people::{Label, email::EmailAddress};

/// One column as it will be read.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) header: String,
    pub(crate) field: Field,
    pub(crate) label: Option<Label>,
    pub(crate) group: u8,
    pub(crate) certainty: f64,
    /// Read only where no other column of its field is filled: kept beside it else.
    pub(crate) is_second: bool,
    /// What the dates of the whole column say about their order.
    pub(crate) evidence: Evidence,
}

/// What a table was recognised as.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) source: Source,
    /// Rows up to and with the header.
    pub(crate) n_skipped: usize,
    pub(crate) header: Vec<String>,
    pub(crate) columns: Vec<Planned>,
}

impl Layout {
    pub(crate) fn shown(&self) -> Vec<Column> {
        let column = |planned: &Planned| Column {
            header: planned.header.clone(),
            field: planned.field.as_str().to_owned(),
            certainty: planned.certainty,
        };
        self.columns.iter().map(column).collect()
    }
}

/// Recognises a table from its first rows and the mapping by hand.
///
/// # Errors
/// [`RefusedFile::NotPeople`] when no column names a person, [`RefusedFile::Mapping`] when the mapping cannot be followed.
pub(crate) fn recognise_table(
    rows: &[Vec<String>],
    mapping: &[(String, String)],
) -> Result<Layout, RefusedFile> {
    let header_at = header_row(rows, mapping);
    let header = header_at.and_then(|at| rows.get(at)).cloned().unwrap_or_default();
    let n_skipped = header_at.map_or(0, |at| at + 1);
    let body = rows.get(n_skipped..).unwrap_or_default();
    let width = body.iter().map(Vec::len).max().unwrap_or(0).max(header.len());
    let names = header.iter().map(|cell| fold(cell)).collect::<Vec<_>>();
    let mut columns: Vec<Planned> = (0..width).map(|place| by_header(&header, place)).collect();
    if is_own(&names) {
        columns.iter_mut().for_each(as_exported);
    } else {
        by_content(&mut columns, body);
        settle_names(&mut columns, body);
        settle_titles(&mut columns, body);
        let own = source(&names, &columns);
        settle_profiles(&mut columns, body, own);
        settle_labels(&mut columns, body);
        settle_birthdays(&mut columns);
    }
    let is_mapped = follow(mapping, &mut columns)?;
    let source = source(&names, &columns);
    if source == Source::LinkedIn {
        for column in columns.iter_mut().filter(|column| column.field == Field::Website) {
            column.field = Field::Profile;
        }
    }
    refuse_others(&mut columns, body, &header, is_mapped)?;
    Ok(Layout { source, n_skipped, header, columns })
}

/// Whether this is our own export: it has words of ours that no other program uses together.
fn is_own(names: &[String]) -> bool {
    ["given", "family", "standing", "id"].iter().all(|word| names.iter().any(|name| name == word))
}

/// In our own export a header is a field's word and nothing else; the user's own fields are marked.
fn as_exported(column: &mut Planned) {
    let own = column.header.strip_prefix(OWN_FIELD).map(str::to_owned);
    column.field = match &own {
        Some(_) => Field::Custom,
        None => Field::parse(&column.header).unwrap_or(Field::Custom),
    };
    column.header = own.unwrap_or_else(|| column.header.clone());
    column.label = None;
    column.group = 0;
    column.certainty = 1.0;
}

/// The row with most known headers; the first row where none is known and none looks like data.
fn header_row(rows: &[Vec<String>], mapping: &[(String, String)]) -> Option<usize> {
    let mut best = (0, 0, None);
    for (at, row) in rows.iter().take(30).enumerate() {
        if has_data(row) {
            continue;
        }
        let is_mapped = |cell: &str| mapping.iter().any(|(header, _)| is_same(header, cell));
        let known = row.iter().filter(|cell| recognise(cell).is_some() || is_mapped(cell)).count();
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        if known > best.0 || (known == best.0 && known > 0 && filled > best.1 && filled > known) {
            best = (known, filled, Some(at));
        }
    }
    best.2.or_else(|| (!rows.first().is_some_and(|row| has_data(row))).then_some(0))
}

fn has_data(row: &[String]) -> bool {
    row.iter().any(|cell| is_email(cell) || is_url(cell) || is_international(cell))
}

fn is_same(header: &str, cell: &str) -> bool {
    header == cell
        || header.trim() == cell.trim()
        || (fold(header) == fold(cell) && !fold(cell).is_empty())
}

fn is_email(cell: &str) -> bool {
    cell.contains('@') && EmailAddress::parse(cell).is_ok()
}

fn is_url(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with("http://") || cell.starts_with("https://")
}

fn is_profile(cell: &str) -> bool {
    is_url(cell)
        && (cell.contains("linkedin.") || cell.contains("xing."))
        && !cell.contains("/company/")
}

fn is_international(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with('+') && cell.chars().filter(char::is_ascii_digit).count() >= 7
}

/// Digits as they are dialled, without a country: under a header like `Office` or `Portable`.
fn is_number(cell: &str) -> bool {
    let n_digits = cell.chars().filter(char::is_ascii_digit).count();
    let is_sign =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '/' | '-' | '.' | '+');
    (7..=15).contains(&n_digits)
        && cell.trim().starts_with(['0', '(', '+'])
        && cell.chars().all(is_sign)
        && super::dates::birthday(cell, None, jiff::civil::Date::MAX).is_err()
}

fn by_header(header: &[String], place: usize) -> Planned {
    let written = header.get(place).map(|cell| super::values::line(cell)).unwrap_or_default();
    let guess = recognise(&written);
    let shown = if written.is_empty() { format!("column {}", place + 1) } else { written };
    match guess {
        Some(guess) => Planned {
            header: shown,
            field: guess.field,
            label: guess.label,
            group: guess.group,
            certainty: guess.certainty,
            is_second: false,
            evidence: Evidence::default(),
        },
        None => Planned {
            header: shown,
            field: Field::Custom,
            label: None,
            group: 0,
            certainty: 0.0,
            is_second: false,
            evidence: Evidence::default(),
        },
    }
}

/// Columns whose header says nothing: addresses, numbers and profiles show what they are.
fn by_content(columns: &mut [Planned], body: &[Vec<String>]) {
    for (place, column) in columns.iter_mut().enumerate() {
        if column.field == Field::Website && share(body, place, is_profile) >= 0.6 {
            column.field = Field::Profile;
        }
        if column.field != Field::Custom
            || is_somebody_else(&column.header)
            || is_not_of_people(&column.header)
        {
            continue;
        }
        let share = |test: fn(&str) -> bool| share(body, place, test);
        let label = label_of(&column.header);
        let found = if share(is_email) >= 0.6 {
            Some(Field::Email)
        } else if share(is_profile) >= 0.6 {
            Some(Field::Profile)
        } else if share(is_international) >= 0.6 || label.is_some() && share(is_number) >= 0.6 {
            Some(Field::Phone)
        } else {
            None
        };
        if let Some(field) = found {
            column.field = with_label(field, label);
            column.certainty = 0.7;
        }
    }
    let has_name =
        columns.iter().any(|c| matches!(c.field, Field::Given | Field::Family | Field::Full));
    if !has_name && let Some(at) = columns.iter().position(|column| column.field.is_email()) {
        names_by_address(columns, body, at);
    }
}

/// Finds name columns by the addresses beside them: `jane.doe@…` stands in the row of Jane and Doe.
fn names_by_address(columns: &mut [Planned], body: &[Vec<String>], address: usize) {
    let mut found = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        if column.field != Field::Custom {
            continue;
        }
        let mut n = 0;
        let mut n_alike = 0;
        let mut n_words = 0;
        for row in body {
            let (Some(cell), Some(mail)) = (row.get(place), row.get(address)) else { continue };
            let local = fold(mail.split('@').next().unwrap_or_default()).replace(' ', "");
            let words: Vec<String> = fold(cell)
                .split(' ')
                .filter(|w| w.chars().count() > 1)
                .map(str::to_owned)
                .collect();
            if local.is_empty() || words.is_empty() {
                continue;
            }
            n += 1;
            n_words += words.len();
            n_alike += usize::from(words.iter().any(|word| local.contains(word.as_str())));
        }
        if n > 0 && n_alike * 2 >= n {
            found.push((place, n_words >= n * 2 - n / 4));
        }
    }
    let fields = match found.as_slice() {
        [(place, _)] | [(place, true), ..] => vec![(*place, Field::Full)],
        [(first, false), (second, false), ..] => {
            vec![(*first, Field::Given), (*second, Field::Family)]
        }
        _ => Vec::new(),
    };
    for (place, field) in fields {
        if let Some(column) = columns.get_mut(place) {
            column.field = field;
            column.certainty = 0.5;
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "counts of at most some hundred rows"
)]
fn share(body: &[Vec<String>], place: usize, test: fn(&str) -> bool) -> f64 {
    let filled =
        body.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.trim().is_empty());
    let (mut n, mut n_true) = (0_usize, 0_usize);
    for cell in filled {
        n += 1;
        n_true += usize::from(test(cell));
    }
    if n == 0 { 0.0 } else { n_true as f64 / n as f64 }
}

/// `Nome` is the given name beside `Cognome`; one lone name column of several words is the whole name.
fn settle_names(columns: &mut [Planned], body: &[Vec<String>]) {
    let n = |columns: &[Planned], field: Field| columns.iter().filter(|c| c.field == field).count();
    if n(columns, Field::Given) == 0 && n(columns, Field::Family) > 0 {
        for column in columns.iter_mut().filter(|c| c.field == Field::Full && c.certainty <= 0.5) {
            column.field = Field::Given;
            column.certainty = 0.9;
        }
    }
    family_beside_given(columns, body);
    clients(columns);
    if n(columns, Field::Given) + n(columns, Field::Family) == 1 && n(columns, Field::Full) == 0 {
        let has_words = |cell: &str| cell.split_whitespace().count() > 1;
        for (place, column) in columns.iter_mut().enumerate() {
            let is_name = matches!(column.field, Field::Given | Field::Family);
            if is_name && share(body, place, has_words) >= 0.7 {
                column.field = Field::Full;
                column.certainty = 0.7;
            }
        }
    }
}

/// `Name` beside `Vorname` is the family name, unless it repeats the given one.
fn family_beside_given(columns: &mut [Planned], body: &[Vec<String>]) {
    let place = |field: Field| columns.iter().position(|column| column.field == field);
    let (Some(given), None) = (place(Field::Given), place(Field::Family)) else { return };
    let weak = |column: &Planned| column.field == Field::Full && column.certainty <= 0.5;
    let Some(name) = columns.iter().position(weak) else { return };
    let cells = |row: &Vec<String>| Some((fold(row.get(given)?), fold(row.get(name)?)));
    let filled: Vec<(String, String)> = body
        .iter()
        .filter_map(cells)
        .filter(|(given, name)| !given.is_empty() && !name.is_empty())
        .collect();
    let n_whole = filled.iter().filter(|(given, name)| name.contains(given.as_str())).count();
    if let (Some(column), true) = (columns.get_mut(name), n_whole * 2 < filled.len()) {
        column.field = Field::Family;
        column.certainty = 0.9;
    }
}

/// `Kunde` beside the name of a person is the company, else the person.
fn clients(columns: &mut [Planned]) {
    let is_client = |column: &Planned| column.field == Field::Full && is_client(&column.header);
    let is_name = |column: &Planned| {
        matches!(column.field, Field::Given | Field::Family | Field::Full) && !is_client(column)
    };
    if !columns.iter().any(is_name) {
        return;
    }
    let has_company = columns.iter().any(|column| column.field == Field::Company);
    for column in columns.iter_mut().filter(|column| is_client(column)) {
        column.field = if has_company { Field::Custom } else { Field::Company };
        column.certainty = 0.7;
    }
}

/// Follows the mapping by hand; whether it names a person.
fn follow(mapping: &[(String, String)], columns: &mut [Planned]) -> Result<bool, RefusedFile> {
    let mut names_people = false;
    for (header, word) in mapping {
        let refused = |why: &str| RefusedFile::Mapping {
            column: header.clone(),
            field: word.clone(),
            why: why.to_owned(),
        };
        let field = Field::parse(word.trim()).map_err(|_| refused("no such field"))?;
        let places = columns_of(header, columns);
        if places.is_empty() {
            return Err(refused("no such column"));
        }
        for at in places {
            if let Some(column) = columns.get_mut(at) {
                column.field = field;
                column.certainty = 1.0;
                column.is_second = false;
            }
        }
        names_people |= field.names_people();
    }
    Ok(names_people)
}

/// The columns that a mapping or a correction means: by the header as written, else much like it, else by `column 4`.
pub(crate) fn columns_of(header: &str, columns: &[Planned]) -> Vec<usize> {
    let named = |test: &dyn Fn(&Planned) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns.get(*at).is_some_and(test)).collect()
    };
    let exact = named(&|column| column.header == *header);
    let alike =
        if exact.is_empty() { named(&|column| is_same(header, &column.header)) } else { exact };
    if alike.is_empty() {
        let place = fold(header).strip_prefix("column ").and_then(|at| at.parse::<usize>().ok());
        place
            .and_then(|at| at.checked_sub(1))
            .filter(|at| *at < columns.len())
            .into_iter()
            .collect()
    } else {
        alike
    }
}

fn source(names: &[String], columns: &[Planned]) -> Source {
    let has = |name: &str| names.iter().any(|header| header == name);
    let has_field = |field: Field| columns.iter().any(|column| column.field == field);
    let starts = |start: &str| names.iter().filter(|header| header.starts_with(start)).count();
    if is_own(names) {
        Source::Touchstone
    } else if has("apollo contact id") || has("person linkedin url") {
        Source::Apollo
    } else if starts("person ") >= 2 {
        Source::Pipedrive
    } else if has_field(Field::ConnectedOn) && has_field(Field::Given) {
        Source::LinkedIn
    } else if starts("e mail 1 ") > 0 || starts("phone 1 ") > 0 || has("group membership") {
        Source::Google
    } else if has("record id") || has("lifecycle stage") || has("hs object id") {
        Source::HubSpot
    } else if has("lead id")
        || has("lead source") && (has("owner id") || has("lead status"))
        || has("account name")
    {
        Source::Salesforce
    } else if has("e mail 2 address") || has("business street") || has("e mail display name") {
        Source::Outlook
    } else {
        Source::Table
    }
}

/// A table of companies, messages, deals or measurements is no list of people.
fn refuse_others(
    columns: &mut [Planned],
    body: &[Vec<String>],
    header: &[String],
    is_mapped: bool,
) -> Result<(), RefusedFile> {
    if is_mapped {
        return Ok(());
    }
    let n_foreign = header.iter().filter(|cell| is_not_of_people(cell)).count();
    let is_foreign = n_foreign > 0 && n_foreign * 3 >= header.len();
    settle_lone_names(columns, body, n_foreign);
    let has_email = columns.iter().any(|column| column.field.is_email());
    let has_phone = columns.iter().any(|column| column.field.is_phone());
    let has_company = has(columns, Field::Company);
    let is_phone_list = has_phone && n_foreign == 0 && !has_company;
    if (has_names(columns, body) || has_email || is_phone_list) && (has_email || !is_foreign) {
        return Ok(());
    }
    let why = if has_company {
        "it lists companies; no column is a person's name, address or number"
    } else {
        "no column is clearly a person's name, address or number"
    };
    let columns = columns.iter().map(|column| column.header.clone()).take(20).collect();
    Err(RefusedFile::NotPeople { why: why.to_owned(), columns })
}

fn has(columns: &[Planned], field: Field) -> bool {
    columns.iter().any(|column| column.field == field)
}

/// `Name` alone may be a person's, a company's or a thing's.
fn settle_lone_names(columns: &mut [Planned], body: &[Vec<String>], n_foreign: usize) {
    let is_certain = columns.iter().any(|column| {
        column.field.is_email()
            || matches!(column.field, Field::Given | Field::Family | Field::JobTitle)
    });
    for (place, column) in columns.iter_mut().enumerate() {
        if column.field == Field::Full && column.certainty <= 0.6 && !is_certain {
            let is_person = n_foreign == 0 && share(body, place, is_person_name) >= 0.6;
            column.field = if is_person { Field::Full } else { Field::Custom };
        }
    }
}

/// Whether a column holds names of people: beside another field of a person, or by what stands in it.
fn has_names(columns: &[Planned], body: &[Vec<String>]) -> bool {
    let fields = [
        Field::Given,
        Field::Family,
        Field::Full,
        Field::JobTitle,
        Field::Birthday,
        Field::ConnectedOn,
        Field::Profile,
        Field::Department,
        Field::Company,
        Field::City,
        Field::Postcode,
        Field::Nickname,
    ];
    let has_any = |test: fn(Field) -> bool| columns.iter().any(|column| test(column.field));
    let n_personal = fields.iter().filter(|field| has(columns, **field)).count()
        + usize::from(has_any(Field::is_phone))
        + usize::from(has_any(Field::is_email));
    let mut names = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.field, Field::Given | Field::Family | Field::Full));
    if n_personal >= 2 {
        names.next().is_some()
    } else {
        names.any(|(at, _)| share(body, at, is_person_name) >= 0.6)
    }
}

/// Two to four words of letters, none of them the form of a company.
fn is_person_name(cell: &str) -> bool {
    const COMPANIES: [&str; 19] = [
        "gmbh", "ag", "inc", "ltd", "llc", "corp", "co", "kg", "sa", "srl", "sl", "bv", "nv", "ab",
        "oy", "plc", "group", "company", "trust",
    ];
    let folded = fold(cell);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_cased = cell
        .split_whitespace()
        .all(|word| !word.chars().next().is_some_and(char::is_lowercase) || word.len() <= 3);
    (2..=4).contains(&words.len())
        && is_cased
        && cell.chars().all(|c| {
            c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’' | ',')
        })
        && words.iter().any(|word| word.chars().count() > 1)
        && !words.iter().any(|word| COMPANIES.contains(word))
}
