//! A line of mailboxes as it is copied from a letter: `Ann <a@x.example>, Bob <b@x.example>; eve@x.example`.

use super::{RefusedFile, Row, RowSource, fields::Field};
use crate::people::email::EmailAddress;

/// The mailboxes of a text as rows of name and address, below a header.
pub(crate) struct Mailboxes {
    rows: Vec<Row>,
    next: usize,
}

impl Mailboxes {
    /// Reads a text that holds nothing but mailboxes (RFC 5322, also parted by `;`), two or more in one line.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let header = [Field::Full, Field::Email].map(|field| field.as_str().to_owned());
        let mut rows = vec![Row { line: 1, cells: header.to_vec(), ..Row::default() }];
        let mut n_lines = 0;
        let mut is_list = false;
        let mut has_angle = false;
        let mut open = String::new();
        let mut begins = 0;
        let n_all = text.trim_end().lines().count();
        for (nth, written) in (1..=n_all).zip(text.lines()) {
            let line = u64::try_from(nth).unwrap_or(u64::MAX);
            if open.is_empty() {
                begins = line;
            }
            open.push_str(written.trim());
            // A line that ends in a separator goes on in the next one.
            if open.is_empty() || open.ends_with([',', ';']) && nth < n_all {
                open.push_str(if open.is_empty() { "" } else { " " });
                continue;
            }
            let found = mailboxes(&open)?;
            n_lines += 1;
            is_list |= found.len() > 1;
            has_angle |= open.contains('<');
            rows.extend(found.into_iter().map(|(name, address)| Row {
                line: begins,
                cells: vec![name, address],
                ..Row::default()
            }));
            open.clear();
        }
        // Two bare addresses in each of many lines are rather a table of people with two addresses.
        (is_list && (has_angle || n_lines == 1)).then_some(Self { rows, next: 0 })
    }
}

impl RowSource for Mailboxes {
    fn rewind(&mut self) -> Result<(), RefusedFile> {
        self.next = 0;
        Ok(())
    }

    fn next_row(&mut self, row: &mut Row) -> Result<bool, RefusedFile> {
        let Some(next) = self.rows.get(self.next) else { return Ok(false) };
        row.clone_from(next);
        self.next += 1;
        Ok(true)
    }
}

/// Name and address of each mailbox of a list; nothing when any part of it is none.
fn mailboxes(list: &str) -> Option<Vec<(String, String)>> {
    let list = without_field(list);
    let by_semicolon = parts(list, |c| c == ';');
    let pieces = if by_semicolon.len() > 1 {
        by_semicolon
    } else {
        // `Lee, Ann <a@x.example>`: a comma inside a name that nobody quoted.
        let mut pieces: Vec<String> = Vec::new();
        let mut half = String::new();
        for piece in parts(list, |c| c == ',') {
            half.push_str(&piece);
            if half.contains('@') {
                pieces.push(std::mem::take(&mut half));
            } else {
                half.push(',');
            }
        }
        if half.trim_end_matches(',').trim().is_empty() { pieces } else { return None }
    };
    let filled = pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty());
    let found: Option<Vec<(String, String)>> = filled.map(mailbox).collect();
    found.filter(|found| !found.is_empty())
}

/// `To: …`, `An: …`: the field of a letter before its list.
fn without_field(list: &str) -> &str {
    match list.split_once(':') {
        Some((field, rest))
            if field.chars().count() <= 12 && field.chars().all(char::is_alphabetic) =>
        {
            rest
        }
        _ => list,
    }
}

/// Splits outside quotes, angles and comments.
fn parts(list: &str, separates: impl Fn(char) -> bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut in_quotes, mut is_escaped, mut depth) = (false, false, 0_usize);
    for c in list.chars() {
        match c {
            _ if is_escaped => {}
            '"' => in_quotes = !in_quotes,
            '<' | '(' if !in_quotes => depth += 1,
            '>' | ')' if !in_quotes => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_escaped = c == '\\' && in_quotes && !is_escaped;
        if separates(c) && !in_quotes && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

/// `Ann Lee <ann@x.example>`, `ann@x.example (Ann Lee)`, `ann@x.example`.
fn mailbox(piece: &str) -> Option<(String, String)> {
    let (name, address) = if let Some((name, rest)) = piece.split_once('<') {
        (name, rest.strip_suffix('>')?)
    } else if let Some((address, comment)) = piece.split_once('(') {
        (comment.strip_suffix(')')?, address)
    } else {
        ("", piece)
    };
    let address = address.trim();
    let is_one = address.contains('@') && !address.contains(char::is_whitespace);
    if !is_one || name.contains(['<', '>']) || EmailAddress::parse(address).is_err() {
        return None;
    }
    let name = unquoted(name.trim());
    let is_address = name.eq_ignore_ascii_case(address);
    Some((if is_address { String::new() } else { name }, address.to_owned()))
}

fn unquoted(name: &str) -> String {
    let is_quoted = |sign: char| name.len() > 1 && name.starts_with(sign) && name.ends_with(sign);
    if is_quoted('"') {
        name.trim_matches('"').replace("\\\"", "\"").replace("\\\\", "\\")
    } else if is_quoted('\'') {
        name.trim_matches('\'').to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = Mailboxes::read(text).map_or("no list".to_owned(), |found| {
            let rows = found.rows.iter().skip(1).map(|row| row.cells.join("="));
            rows.collect::<Vec<_>>().join("|")
        });
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_line_of_mailboxes_is_a_row_for_each() {
        check(
            "Ann <a@x.example>, Bob <b@x.example>, eve@x.example",
            "Ann=a@x.example|Bob=b@x.example|=eve@x.example",
        );
        check("a@x.example; b@x.example;\n", "=a@x.example|=b@x.example");
        check(
            "To: \"Lee, Ann\" <a@x.example>,\n Coy, Bob <b@x.example>\n",
            "Lee, Ann=a@x.example|Coy, Bob=b@x.example",
        );
        check("Lee, Ann <a@x.example>; b@x.example (Bob)", "Lee, Ann=a@x.example|Bob=b@x.example");
        check("a@x.example <a@x.example>, b@x.example", "=a@x.example|=b@x.example");
    }

    #[test]
    fn tables_are_no_lines_of_mailboxes() {
        for text in [
            "Name,Email\nAnn,a@x.example\n",
            "Ann Lee <a@x.example>\nBo Ray <b@x.example>\n",
            "a@x.example,b@x.example\nc@x.example,d@x.example\n",
            "Ann Lee,a@x.example,Pumps\n",
            "Ann,a@x.example\n",
            "",
        ] {
            check(text, "no list");
        }
    }
}
