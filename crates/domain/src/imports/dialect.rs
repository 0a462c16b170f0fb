//! The dialect of a delimited text, told from its first rows.

use std::collections::BTreeMap;

use super::{
    Limits, Row, RowSource,
    headers::recognise,
    records::{Dialect, Records, Whole},
};

/// Rows that are looked at.
const N_ROWS: usize = 60;

/// Tells delimiter, quote and escape from a sample of the text, and from headers that a mapping names.
///
/// Of all characters that could part cells the one wins under which most headers are known, then the one that
/// gives the rows one width. So a delimiter needs no place on a list.
pub(crate) fn detect(sample: &str, limits: Limits, mapped: &[String]) -> Dialect {
    if let Some(delimiter) = sep_line(sample) {
        return Dialect { has_sep_line: true, ..escapes(sample, Dialect::of(delimiter)) };
    }
    let mut best = (0.0, Dialect::of(','));
    for delimiter in candidates(sample) {
        for quote in quotes(sample, delimiter) {
            let dialect = escapes(sample, Dialect { quote, ..Dialect::of(delimiter) });
            let score = score(sample, dialect, limits, mapped);
            if score > best.0 {
                best = (score, dialect);
            }
        }
    }
    best.1
}

/// `sep=;`, which spreadsheets read and write.
fn sep_line(sample: &str) -> Option<char> {
    let first = sample.lines().next()?.trim_matches(|c| matches!(c, '"' | '\r' | '\u{feff}'));
    let rest = first.get(..4).filter(|head| head.eq_ignore_ascii_case("sep="))?;
    let mut signs = first.get(rest.len()..)?.chars();
    signs.next().filter(|_| signs.next().is_none())
}

fn candidates(sample: &str) -> Vec<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for line in sample.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(20) {
        for c in line.chars().take(5_000) {
            let is_text = c.is_alphanumeric()
                || matches!(
                    c,
                    ' ' | '"' | '\'' | '.' | '@' | '-' | '_' | '(' | ')' | '+' | '\0' | '\u{3000}'
                );
            if !is_text {
                *counts.entry(c).or_default() += 1;
            }
        }
    }
    let usual = [',', ';', '\t', '|'];
    let mut found: Vec<char> = usual.into_iter().filter(|c| counts.contains_key(c)).collect();
    let mut others: Vec<(usize, char)> =
        counts.into_iter().filter(|(c, _)| !usual.contains(c)).map(|(c, n)| (n, c)).collect();
    others.sort_unstable_by(|a, b| b.cmp(a));
    found.extend(others.into_iter().take(6).map(|(_, c)| c));
    found
}

/// `'` quotes cells only where most cells begin and end with it.
fn quotes(sample: &str, delimiter: char) -> Vec<char> {
    let line = sample.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let cells: Vec<&str> = line.split(delimiter).map(str::trim).collect();
    let is_single = |cell: &&str| cell.len() >= 2 && cell.starts_with('\'') && cell.ends_with('\'');
    if cells.len() > 1 && cells.iter().all(is_single) { vec!['\'', '"'] } else { vec!['"'] }
}

fn escapes(sample: &str, dialect: Dialect) -> Dialect {
    let escaped = format!("\\{}", dialect.quote);
    let doubled = format!("{0}{0}", dialect.quote);
    // `C:\",` ends a cell; an escaped quote stands inside one.
    let n_escaped = sample.matches(&escaped).count();
    let at_end = sample.matches(&format!("{escaped}{}", dialect.delimiter)).count()
        + sample.matches(&format!("{escaped}\n")).count()
        + sample.matches(&format!("{escaped}\r")).count();
    let n_doubled =
        sample.replace(&format!("{doubled}{}", dialect.delimiter), "").matches(&doubled).count();
    Dialect { has_backslash: n_escaped > at_end && n_doubled == 0, ..dialect }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "counts of at most sixty rows"
)]
fn score(sample: &str, dialect: Dialect, limits: Limits, mapped: &[String]) -> f64 {
    let mut records = Records::new(Whole::new(sample.to_owned()), dialect, limits);
    let mut row = Row::default();
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut header = (0, 0);
    let mut n_after = 0;
    let mut n_alike = 0;
    let mut n_rows = 0;
    while n_rows < N_ROWS && matches!(records.next_row(&mut row), Ok(true)) {
        n_rows += 1;
        *widths.entry(row.cells.len()).or_default() += 1;
        let n_known = if n_rows <= 30 && row.cells.len() > 1 {
            row.cells.iter().take(300).filter(|cell| is_known(cell, mapped)).count()
        } else {
            0
        };
        if n_known > header.0 {
            header = (n_known, row.cells.len());
            (n_after, n_alike) = (0, 0);
        } else {
            n_after += 1;
            n_alike += usize::from(
                row.cells.len() * 2 >= header.1 && row.cells.len() <= header.1 + header.1 / 2 + 1,
            );
        }
    }
    // Words of a header in rows of every width are prose about tables, not a table.
    let is_header = if n_after == 0 { n_rows <= 4 } else { n_alike * 2 > n_after };
    let known = if is_header { header.0 } else { 0 };
    let usual = widths.iter().filter(|(width, _)| **width > 1).max_by_key(|(_, n)| **n);
    let (width, n) = usual.map_or((1, 0), |(width, n)| (*width, *n));
    let share = n as f64 / n_rows.max(1) as f64;
    let prior = match dialect.delimiter {
        ',' | ';' | '\t' | '|' => 1.0,
        _ => 0.0,
    };
    if (known < 2 || known * 2 < header.1)
        && prior == 0.0
        && (share < 0.99 || width < 3 || n_rows < 3)
    {
        return 0.0;
    }
    known as f64 * 20.0 + share * (width.min(20) as f64 + 10.0) + prior
}

/// A cell that still holds another usual delimiter is several headers, not one.
fn is_known(cell: &str, mapped: &[String]) -> bool {
    let is_mapped = || mapped.iter().any(|header| header == cell.trim());
    let is_one = !cell.contains([',', ';', '\t', '|']) && cell.chars().count() <= 60;
    is_mapped() || (is_one && recognise(cell).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sample: &str, delimiter: char) {
        assert_eq!(detect(sample, Limits::default(), &[]).delimiter, delimiter, "{sample:?}");
    }

    #[test]
    fn any_sign_may_part_the_cells() {
        for delimiter in [',', ';', '\t', '|', '^', '~', ':', '¦', '#', '☀'] {
            let table =
                "First Name,Last Name,Email\nAnn,Lee,ann@x.example\nBob,Ray,bob@x.example\n";
            check(&table.replace(',', &delimiter.to_string()), delimiter);
        }
    }

    #[test]
    fn commas_inside_cells_do_not_outweigh_the_delimiter() {
        check(
            "Name;Firma;E-Mail\nDoe, John;A, B, C;j@x.example\nRoe, Jane;D, E;r@x.example\n",
            ';',
        );
    }

    #[test]
    fn a_line_may_name_the_delimiter() {
        let dialect = detect("sep=|\nName|Email\n", Limits::default(), &[]);
        assert!(dialect.has_sep_line && dialect.delimiter == '|');
    }

    #[test]
    fn backslashes_escape_only_where_they_are_seen_to() {
        assert!(
            detect("Name,Note\nA,\"say \\\"hi\\\" now\"\n", Limits::default(), &[]).has_backslash
        );
        assert!(!detect("Name,Note\nA,\"C:\\\"\n", Limits::default(), &[]).has_backslash);
    }
}
