//! One row of a table as what it says about one person.

mod marks;
mod reach;

use std::fmt::Display;

use jiff::civil::Date;

use super::{
    ReadOptions, Row,
    columns::{Layout, Planned},
    countries, dates,
    draft::{Draft, Problem, ProblemKind, Source},
    fields::Field,
    values::{self, is_placeholder, is_placeholder_name, line, lines},
};
use crate::people::{Birthday, PostalAddress, Standing};

/// Most values of one kind that are kept of one row.
const MOST: usize = 50;
/// Longest part of a name that is kept, in characters.
const LONGEST_NAME: usize = 500;
/// Longest cell that is told with what is wrong with it, in bytes.
const LONGEST_CELL: usize = 1_000;
/// Years a connection or record may be dated.
const FIRST_YEAR: i16 = 1970;

/// What is needed to read every row.
pub(crate) struct Drafting {
    columns: Vec<Planned>,
    source: Source,
    default_country: Option<String>,
    today: Date,
}

/// A row while it is read.
struct Work<'a> {
    draft: Draft,
    /// Postal addresses by group, in the order of the columns.
    addresses: Vec<(u8, PostalAddress)>,
    birth: [Option<i32>; 3],
    /// What a label column said of the next value.
    label: Option<String>,
    /// The country that the row tells.
    country_told: Option<String>,
    /// That, or else the workspace's.
    country: Option<String>,
    /// What the numbers are sorted by, one for each.
    ranks: Vec<u8>,
    /// The cell that is read, where it is short enough to be mended by hand.
    cell: String,
    /// The name that stands before an address: `Ann Lee <ann@lee.example>`.
    beside_address: String,
    drafting: &'a Drafting,
}

impl Drafting {
    pub(crate) fn new(layout: &Layout, options: &ReadOptions) -> Self {
        Self {
            columns: layout.columns.clone(),
            source: layout.source,
            default_country: options.default_country.clone(),
            today: options.today,
        }
    }

    /// Reads one row.
    ///
    /// # Errors
    /// The row has no name, address or number left.
    pub(crate) fn draft(&self, n: u64, row: &Row) -> Result<Draft, Problem> {
        let country_told = self.country(row);
        let mut work = Work {
            draft: Draft { row: n, ..Draft::default() },
            addresses: Vec::new(),
            birth: [None; 3],
            label: None,
            country: country_told.clone().or_else(|| self.default_country.clone()),
            country_told,
            ranks: Vec::new(),
            cell: String::new(),
            beside_address: String::new(),
            drafting: self,
        };
        let cells = || self.columns.iter().zip(&row.cells);
        for (column, cell) in cells().filter(|(column, _)| !column.is_second) {
            let text = cell.trim();
            if column.field == Field::Label {
                work.label = Some(line(text));
            } else if !text.is_empty() {
                work.take(column, cell);
                work.label = None;
            } else {
                work.label = None;
            }
        }
        for (column, cell) in cells().filter(|(column, _)| column.is_second) {
            work.label = None;
            if !cell.trim().is_empty() {
                work.take(column, cell);
            }
        }
        work.damage(row);
        work.finish()
    }

    /// The country the row tells: that of the first address, the company's last.
    fn country(&self, row: &Row) -> Option<String> {
        let told = |is_company: bool| {
            self.columns
                .iter()
                .zip(&row.cells)
                .filter(|(column, _)| {
                    column.field == Field::Country && (column.group % 8 == 4) == is_company
                })
                .find_map(|(_, cell)| countries::code(&line(cell)))
        };
        told(false).or_else(|| told(true)).map(str::to_owned)
    }
}

impl Work<'_> {
    fn take(&mut self, column: &Planned, cell: &str) {
        self.cell.clear();
        if cell.len() <= LONGEST_CELL {
            self.cell.push_str(cell.trim());
        }
        let field = column.field;
        if field.is_email() {
            self.emails(column, cell);
        } else if field.is_phone() {
            self.phones(column, cell);
        } else if field.is_address() {
            self.address(column, &line(cell));
        } else if field.is_date() {
            self.date(column, cell);
        } else if !self.name(column, cell) && !self.mark(column, cell) {
            self.text(column, cell);
        }
    }

    /// Tells what is wrong with a part of the cell that is read.
    fn wrong(&mut self, column: &Planned, kind: ProblemKind, part: &str, why: impl Display) {
        let why = format!("`{}`: {why}", line(&cut(part)));
        self.problem(column, kind, why);
    }

    fn problem(&mut self, column: &Planned, kind: ProblemKind, why: String) {
        let (row, value) = (self.draft.row, self.cell.clone());
        let problem = Problem { row, column: column.header.clone(), kind, value, why };
        if self.draft.problems.len() < MOST && !self.draft.problems.contains(&problem) {
            self.draft.problems.push(problem);
        }
    }

    fn address(&mut self, column: &Planned, text: &str) {
        if is_placeholder(text) {
            return;
        }
        let known = self.addresses.iter().position(|(group, _)| *group == column.group);
        let place = known.unwrap_or_else(|| {
            self.addresses.push((column.group, PostalAddress::default()));
            self.addresses.len() - 1
        });
        let Some((_, address)) = self.addresses.get_mut(place) else { return };
        let (code, text) = match code_and_town(text) {
            Some((code, town)) if column.field == Field::City && address.postcode.is_empty() => {
                (code, town)
            }
            _ => ("", text),
        };
        if !code.is_empty() {
            code.clone_into(&mut address.postcode);
        }
        let country = countries::code(text).map_or_else(|| text.to_owned(), str::to_owned);
        let (part, text) = match column.field {
            Field::Number => (&mut address.number, text.to_owned()),
            Field::Line2 => (&mut address.line2, text.to_owned()),
            Field::City => (&mut address.city, text.to_owned()),
            Field::State => (&mut address.state, text.to_owned()),
            Field::Postcode => (&mut address.postcode, text.to_owned()),
            Field::Country => (&mut address.country, country),
            _ => (&mut address.street, text.to_owned()),
        };
        if part.is_empty() {
            *part = text;
        } else if *part != text {
            part.push_str(", ");
            part.push_str(&text);
        }
    }

    fn date(&mut self, column: &Planned, cell: &str) {
        if is_placeholder(cell) {
            return;
        }
        let default = self.drafting.default_country.as_deref();
        let order = column.evidence.order(self.country_told.as_deref(), default);
        let today = self.drafting.today;
        let text = line(cell);
        if column.field == Field::Birthday {
            match dates::birthday(&text, order, today) {
                Ok(day) if is_after(day, today) => {
                    self.wrong(column, ProblemKind::FutureBirthday, &text, "a birthday to come");
                }
                Ok(day) => self.draft.birthday = self.draft.birthday.or(Some(day)),
                Err(why) => self.wrong(column, ProblemKind::Date, &text, why),
            }
            return;
        }
        match dates::day(&text, order, today) {
            Ok(day) if day.year() < FIRST_YEAR || day.year() > today.year() + 1 => {
                self.wrong(column, ProblemKind::Year, &text, "the year cannot be right");
            }
            Ok(day) if column.field == Field::ConnectedOn => {
                self.draft.connected_on = self.draft.connected_on.or(Some(day));
            }
            Ok(day) => self.draft.source_on = self.draft.source_on.or(Some(day)),
            Err(why) => self.wrong(column, ProblemKind::Date, &text, why),
        }
    }

    /// Takes a part of the name; whether the field is one.
    fn name(&mut self, column: &Planned, cell: &str) -> bool {
        let name = &mut self.draft.name;
        let part = match column.field {
            Field::Given => &mut name.given,
            Field::Middle => &mut name.middle,
            Field::Family => &mut name.family,
            Field::Full => &mut name.full,
            Field::Prefix => &mut name.prefix,
            Field::Suffix => &mut name.suffix,
            Field::Nickname => &mut name.nickname,
            _ => return false,
        };
        let whole = values::name(cell);
        let text: String = whole.chars().take(LONGEST_NAME).collect();
        if is_placeholder_name(&text) {
            return true;
        }
        let is_cut = text.len() < whole.len();
        if part.is_empty() {
            *part = text;
        } else if column.field == Field::Family && is_second(&column.header) {
            // The surnames of a Spaniard are two, each with a column of its own.
            part.push(' ');
            part.push_str(&text);
        } else if *part != text {
            self.custom(column, &text);
        }
        if is_cut {
            let why = format!("longer than {LONGEST_NAME} characters: the rest is cut off");
            self.problem(column, ProblemKind::TooLong, why);
        }
        true
    }

    fn text(&mut self, column: &Planned, cell: &str) {
        let text = line(cell);
        if column.field == Field::Ignore || is_placeholder(&text) {
            return;
        }
        let draft = &mut self.draft;
        let single = match column.field {
            Field::JobTitle => &mut draft.job_title,
            Field::Department => &mut draft.department,
            Field::Company => &mut draft.company,
            Field::Website => &mut draft.website,
            Field::LeadSource => &mut draft.lead_source,
            Field::Reason => &mut draft.reason,
            Field::Owner => &mut draft.owner,
            Field::Industry => &mut draft.industry,
            Field::Note => {
                let note = lines(cell);
                if !draft.note.is_empty() {
                    draft.note.push_str("\n\n");
                }
                draft.note.push_str(&note);
                return;
            }
            Field::Tags => {
                for tag in values::tags(cell).into_iter().take(MOST) {
                    if !draft.tags.contains(&tag) {
                        draft.tags.push(tag);
                    }
                }
                return;
            }
            Field::Profile => {
                for profile in
                    cell.split([',', ';', ' ', '\n']).map(line).filter(|part| part.len() > 3)
                {
                    if !draft.profiles.contains(&profile) && draft.profiles.len() < MOST {
                        draft.profiles.push(profile);
                    }
                }
                return;
            }
            Field::Id => return self.ids(&text),
            Field::Rest if self.drafting.source == Source::Touchstone => {
                cell.trim().clone_into(&mut draft.rest);
                return;
            }
            _ => return self.custom(column, cell),
        };
        if single.is_empty() {
            *single = text;
        } else if *single != text {
            self.custom(column, &text);
        }
    }

    /// `SYSTEM:ID` names the program, else it is the one the file came from.
    fn ids(&mut self, text: &str) {
        for id in text.replace(":::", "\n").lines().map(str::trim).filter(|id| !id.is_empty()) {
            let own = (self.drafting.source.as_str().to_owned(), id.to_owned());
            let named = id.split_once(':').filter(|(system, _)| Source::parse(system).is_ok());
            let made = named.map_or(own, |(system, id)| (system.to_owned(), id.to_owned()));
            if !self.draft.external_ids.contains(&made) {
                self.draft.external_ids.push(made);
            }
        }
    }

    fn custom(&mut self, column: &Planned, cell: &str) {
        let value = lines(cell);
        let name = self
            .label
            .clone()
            .filter(|label| !label.is_empty())
            .unwrap_or_else(|| column.header.clone());
        if !value.is_empty()
            && !is_placeholder_name(&value)
            && !self.draft.custom.iter().any(|(known, _)| *known == name)
        {
            self.draft.custom.push((name, value));
        }
    }

    /// Names the values that bad bytes were read into.
    fn damage(&mut self, row: &Row) {
        self.cell.clear();
        for (place, why) in &row.damage {
            if let Some(column) = self.drafting.columns.get(*place) {
                self.problem(column, ProblemKind::Damaged, why.clone());
            }
        }
        let n_more = row
            .cells
            .iter()
            .skip(self.drafting.columns.len())
            .filter(|cell| !cell.trim().is_empty())
            .count();
        if n_more > 0 {
            let problem = Problem {
                row: self.draft.row,
                kind: ProblemKind::ExtraCells,
                why: format!("{n_more} cells beyond the last column"),
                ..Problem::default()
            };
            self.draft.problems.push(problem);
        }
    }

    fn finish(mut self) -> Result<Draft, Problem> {
        self.rank_phones();
        self.addresses.retain(|(_, address)| !address.is_empty());
        // One's own address before the company's.
        self.addresses.sort_by_key(|(group, _)| group % 8 == 4);
        self.draft.country = self
            .addresses
            .iter()
            .map(|(_, address)| address.country.as_str())
            .find(|country| country.len() == 2)
            .unwrap_or_default()
            .to_owned();
        self.draft.addresses = self.addresses.into_iter().map(|(_, address)| address).collect();
        if let ([year, Some(month), Some(day)], None) = (self.birth, self.draft.birthday) {
            let text = year.map_or(format!("--{month:02}-{day:02}"), |year| {
                format!("{year:04}-{month:02}-{day:02}")
            });
            self.draft.birthday = dates::birthday(&text, None, self.drafting.today).ok();
        }
        if self.drafting.source == Source::LinkedIn && self.draft.standing.is_none() {
            self.draft.standing = Some(Standing::Other);
        }
        let name = &mut self.draft.name;
        if [&name.given, &name.family, &name.full].iter().all(|part| part.is_empty()) {
            name.full = std::mem::take(&mut self.beside_address);
        }
        self.draft.part_name();
        let name = &self.draft.name;
        let is_named = [&name.given, &name.family, &name.full, &name.nickname]
            .iter()
            .any(|part| !part.is_empty());
        if is_named || !self.draft.emails.is_empty() || !self.draft.phones.is_empty() {
            return Ok(self.draft);
        }
        let because: Vec<String> = self
            .draft
            .problems
            .iter()
            .take(3)
            .map(|problem| format!("{}: {}", problem.column, problem.why))
            .collect();
        let column =
            self.draft.problems.first().map_or(String::new(), |problem| problem.column.clone());
        let why = match because.as_slice() {
            [] => "no name, address or number".to_owned(),
            _ => format!("no name, address or number ({})", because.join("; ")),
        };
        let (row, kind) = (self.draft.row, ProblemKind::Nobody);
        Err(Problem { row, column, kind, why, ..Problem::default() })
    }
}

/// `50667 Köln`, `D-50667 Köln`, `01310-100 São Paulo`: the code before the town.
fn code_and_town(text: &str) -> Option<(&str, &str)> {
    let (code, town) = text.split_once(' ')?;
    let digits = code.split_once('-').map_or(code, |(land, rest)| {
        if land.chars().all(char::is_alphabetic) { rest } else { code }
    });
    let n_digits = digits.chars().filter(char::is_ascii_digit).count();
    let is_code = (4..=8).contains(&n_digits)
        && digits.chars().all(|c| c.is_ascii_digit() || c == '-')
        && town.trim_start().starts_with(char::is_alphabetic);
    is_code.then(|| (digits, town.trim_start()))
}

/// `Segundo apellido`, `Apellido 2`: the family name that follows another.
fn is_second(header: &str) -> bool {
    values::fold(header)
        .split(' ')
        .any(|word| matches!(word, "second" | "segundo" | "materno" | "2" | "2o"))
}

fn is_after(day: Birthday, today: Date) -> bool {
    day.year
        .is_some_and(|year| (year, day.month, day.day) > (today.year(), today.month(), today.day()))
}

/// A value short enough for a message.
fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
