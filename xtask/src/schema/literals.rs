//! Finds the statements of a source file: the literals of `sql!`, with what is built onto them.
//!
//! `crates/store/tests/schema.rs` includes this file too, to prepare each of them on both engines.

/// A statement as it stands in a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The line of its `sql!`, from 1.
    pub(crate) line: usize,
    /// The whole statement on one line, with one of each thing that may be built onto it.
    pub(crate) text: String,
}

/// The statements of a source file in their order; its tests and comments are passed over.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let code = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or(source);
    let mut found = Vec::new();
    let mut rest = Rest(code);
    while !rest.0.is_empty() {
        if rest.skip_comment() || rest.string().is_some() || rest.skip_character() {
            continue;
        }
        let before = rest.0;
        if rest.take("sql!")
            && let Some(text) = rest.argument()
        {
            let line = 1 + code
                .len()
                .checked_sub(before.len())
                .map_or(0, |at| code.bytes().take(at).filter(|byte| *byte == b'\n').count());
            found.push(Literal { line, text: one_line(&built(text, &mut rest)) });
        } else {
            rest.skip();
        }
    }
    found
}

/// What is left of a source file.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn take(&mut self, prefix: &str) -> bool {
        let taken = self.0.strip_prefix(prefix);
        self.0 = taken.unwrap_or(self.0);
        taken.is_some()
    }

    fn skip(&mut self) -> Option<char> {
        let mut characters = self.0.chars();
        let next = characters.next();
        self.0 = characters.as_str();
        next
    }

    fn skip_space(&mut self) {
        loop {
            self.0 = self.0.trim_start();
            if !self.skip_comment() {
                return;
            }
        }
    }

    fn skip_comment(&mut self) -> bool {
        let end = if self.0.starts_with("//") {
            "\n"
        } else if self.0.starts_with("/*") {
            "*/"
        } else {
            return false;
        };
        self.0 = self.0.split_once(end).map_or("", |(_, after)| after);
        true
    }

    /// A character literal, so that a quote in it opens no string; a lifetime is none.
    fn skip_character(&mut self) -> bool {
        let Some(after) = self.0.strip_prefix('\'') else { return false };
        let mut characters = after.chars();
        if characters.next() == Some('\\') {
            characters.next();
        }
        let is_character = characters.as_str().starts_with('\'');
        if is_character {
            characters.next();
            self.0 = characters.as_str();
        }
        is_character
    }

    /// A string literal, plain or raw.
    fn string(&mut self) -> Option<String> {
        if self.0.starts_with("r\"") || self.0.starts_with("r#") {
            let hashes = self.0.chars().skip(1).take_while(|c| *c == '#').count();
            let fence = "#".repeat(hashes);
            let opened = self.0.strip_prefix('r')?.strip_prefix(&fence)?.strip_prefix('"')?;
            let (text, after) = opened.split_once(&format!("\"{fence}"))?;
            self.0 = after;
            return Some(text.to_owned());
        }
        let mut characters = self.0.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => match characters.next()? {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    // The line goes on at its first letter.
                    '\n' => characters = characters.as_str().trim_start().chars(),
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        self.0 = characters.as_str();
        Some(text)
    }

    /// The one string literal in the parentheses of a macro.
    fn argument(&mut self) -> Option<String> {
        self.skip_space();
        if !self.take("(") {
            return None;
        }
        self.skip_space();
        let text = self.string()?;
        self.skip_space();
        self.take(",");
        self.skip_space();
        self.take(")").then_some(text)
    }

    /// A call in a chain: its name, and the string literal that its arguments begin with.
    fn call(&mut self) -> Option<(String, Option<String>)> {
        let before = self.0;
        self.skip_space();
        if self.take(".") {
            let name: String =
                self.0.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            self.take(&name);
            if self.take("(") {
                self.skip_space();
                let first = self.string();
                self.skip_to_close();
                return Some((name, first));
            }
        }
        self.0 = before;
        None
    }

    /// Passes the closing parenthesis of a call whose opening one is behind.
    fn skip_to_close(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            if self.skip_comment() || self.string().is_some() || self.skip_character() {
                continue;
            }
            match self.skip() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }
}

/// Adds what the chain behind a literal builds: one of each optional part, one row, one element.
fn built(mut text: String, rest: &mut Rest<'_>) -> String {
    while let Some((name, first)) = rest.call() {
        match (name.as_str(), first) {
            ("and" | "and_some", Some(first)) => {
                text = format!("{text}{first}${}", 1 + highest(&text));
            }
            ("push", Some(first)) => text.push_str(&first),
            ("rows", _) => text = one_row(&text),
            ("list", _) => text = format!("{text} (${})", 1 + highest(&text)),
            ("bind" | "for_update" | "for_update_skip_locked", _) => {}
            _ => break,
        }
    }
    // What is built elsewhere begins here; one element makes it whole.
    if text.trim_end().ends_with(" in") {
        return format!("{text} (${})", 1 + highest(&text));
    }
    if text.trim_end().ends_with(" values") { one_row(&text) } else { text }
}

/// The highest `$n` of a text.
pub(crate) fn highest(text: &str) -> usize {
    let numbers = text.split('$').skip(1);
    numbers
        .filter_map(|after| {
            let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            after.split_at(end).0.parse().ok()
        })
        .max()
        .unwrap_or(0)
}

/// Adds `($1,$2)` for the columns that the insert names.
fn one_row(text: &str) -> String {
    let columns = text.split_once('(').and_then(|(_, after)| after.split_once(')'));
    let n_columns = columns.map_or(0, |(columns, _)| columns.split(',').count());
    let first = 1 + highest(text);
    let values: Vec<_> = (first..first + n_columns).map(|n| format!("${n}")).collect();
    format!("{text} ({})", values.join(", "))
}

/// Folds white space outside quotes.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for (nth, part) in text.split('\'').enumerate() {
        if nth > 0 {
            line.push('\'');
        }
        if nth % 2 == 1 {
            line.push_str(part);
            continue;
        }
        for c in part.chars() {
            if !c.is_whitespace() {
                line.push(c);
            } else if !line.ends_with(' ') {
                line.push(' ');
            }
        }
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Literal, literals};

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let found: Vec<_> = literals(source).into_iter().map(|literal| literal.text).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn a_statement_is_found_where_the_code_has_it() {
        check("tx.one(sql!(\"select 1\")).await", &["select 1"]);
        check("sql!(\n    \"select a\n     from b\",\n)", &["select a from b"]);
        check("sql!(\"select a \\\n      from b\")", &["select a from b"]);
        check("sql!(r#\"select \"a\" from b\"#)", &["select \"a\" from b"]);
        check("// sql!(\"select 1\")\n/* sql!(\"select 2\") */", &[]);
        check("let text = \"sql!(\\\"select 1\\\")\"; let c = '\"';", &[]);
        check("fn a<'x>(c: &'x str) { sql!(\"select 'a  b'\") }", &["select 'a  b'"]);
        check("sql!(\"select 1\")\n#[cfg(test)]\nmod tests { sql!(\"select 2\") }", &["select 1"]);
        let second = Literal { line: 3, text: "select 2".to_owned() };
        assert_eq!(literals("sql!(\"select 1\")\n\nsql!(\"select 2\")").get(1), Some(&second));
    }

    #[test]
    fn what_is_built_onto_a_statement_belongs_to_it() {
        check(
            "sql!(\"select a from b where c = $1\").bind(f(\")\")).and_some(\" and d = \", x).push(\" limit 5\")",
            &["select a from b where c = $1 and d = $2 limit 5"],
        );
        check(
            "sql!(\"insert into a (b, c) values\").rows(x.map(|y| [y.into()])).push(\" on conflict (b) do nothing\")",
            &["insert into a (b, c) values ($1, $2) on conflict (b) do nothing"],
        );
        check(
            "sql!(\"delete from a where b = $1 and c in\")",
            &["delete from a where b = $1 and c in ($2)"],
        );
        check(
            "sql!(\"select a from b where c in\").list(d).for_update()",
            &["select a from b where c in ($1)"],
        );
    }
}
