//! What clippy does not know about our Rust.

use std::collections::BTreeSet;

use super::Remark;

/// Lines of the longest function, its signature included.
///
/// Lines that lie wholly inside a string literal are not counted: a statement of SQL is as long as it is, and
/// cutting a function in two would not make it shorter.
const LONGEST_FUNCTION: usize = 60;

/// Remarks on a Rust file, in the order of its lines; functions that may be long by name are not measured.
pub(super) fn untidy(text: &str, may_be_long: impl Fn(&str) -> bool) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut is_test = false;
    let lines: Vec<&str> = text.lines().collect();
    let literal = literal_lines(text);
    for (number, line) in (1..).zip(&lines) {
        let code = line.trim_start();
        is_test |= code.starts_with("#[cfg(test)]");
        if code.starts_with("#[ignore") {
            found.push((number, "no test is ignored: mend it, or assert what is wrong".to_owned()));
        }
        if is_test && code.contains("sleep(") && !code.starts_with("//") {
            found.push((number, "a test waits on a condition, never on the clock".to_owned()));
        }
        if let Some(name) = function(code)
            && let Some(length) = length(line, lines.get(number..).unwrap_or_default())
            && let length = length - literal.range(number..number + length).count()
            && length > LONGEST_FUNCTION
            && !may_be_long(name)
        {
            found.push((
                number,
                format!("`{name}` has {length} lines; {LONGEST_FUNCTION} are enough"),
            ));
        }
    }
    found
}

/// The name of the function that a line begins, if it begins one.
fn function(code: &str) -> Option<&str> {
    let mut words = code.split_whitespace();
    let marks = ["pub", "pub(crate)", "pub(super)", "async", "const", "unsafe"];
    let first = words.find(|word| !marks.contains(word))?;
    let signature = words.next().filter(|_| first == "fn")?;
    signature.split(['(', '<']).next()
}

/// Lines from a function's first to its closing brace, which rustfmt puts under the first letter.
fn length(first: &str, following: &[&str]) -> Option<usize> {
    if first.ends_with('}') || first.ends_with(';') {
        return None;
    }
    let indent = first.len() - first.trim_start().len();
    let end = format!("{}}}", " ".repeat(indent));
    following.iter().position(|line| **line == end).map(|lines| lines + 2)
}

/// Where in a Rust text a letter stands.
enum Place {
    Code,
    Comment,
    Literal,
    /// Between `r#"` and `"#`, with so many `#`.
    RawLiteral(usize),
}

/// The numbers of the lines that begin inside a string literal and do not end it.
fn literal_lines(text: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut place = Place::Code;
    for (number, line) in (1..).zip(text.lines()) {
        let began_inside = matches!(place, Place::Literal | Place::RawLiteral(_));
        let (after, n_left) = follow(place, line);
        if began_inside && n_left == 0 {
            found.insert(number);
        }
        place = after;
    }
    found
}

/// The place after a line that begins in `place`, and how many literals were left on the way.
fn follow(mut place: Place, line: &str) -> (Place, usize) {
    let mut n_left = 0;
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let step;
        (place, step) = match place {
            Place::Comment => return (Place::Code, n_left),
            Place::Code if rest.starts_with("//") => (Place::Comment, 2),
            Place::Code if rest.starts_with("'\"'") => (Place::Code, 3),
            Place::Code if rest.starts_with("'\\\"'") => (Place::Code, 4),
            Place::Code if letter == 'r' => raw(rest),
            Place::Code if letter == '"' => (Place::Literal, 1),
            Place::Code => (Place::Code, letter.len_utf8()),
            Place::Literal if letter == '\\' => {
                (Place::Literal, 1 + rest.chars().nth(1).map_or(0, char::len_utf8))
            }
            Place::Literal if letter == '"' => {
                n_left += 1;
                (Place::Code, 1)
            }
            Place::RawLiteral(hashes) if rest.starts_with(&format!("\"{}", "#".repeat(hashes))) => {
                n_left += 1;
                (Place::Code, 1 + hashes)
            }
            within => (within, letter.len_utf8()),
        };
        rest = rest.get(step..).unwrap_or_default();
    }
    (if matches!(place, Place::Comment) { Place::Code } else { place }, n_left)
}

/// The place after an `r`, and the letters that lead there: a raw literal when `#`s and a quote follow.
fn raw(rest: &str) -> (Place, usize) {
    let hashes = rest.chars().skip(1).take_while(|letter| *letter == '#').count();
    if rest.chars().nth(1 + hashes) == Some('"') {
        (Place::RawLiteral(hashes), 2 + hashes)
    } else {
        (Place::Code, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        let found = untidy(text, |_| false);
        let found: Vec<(usize, &str)> =
            found.iter().map(|(at, what)| (*at, what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_long_function_is_named() {
        let lines = |n: usize| {
            format!(
                "\n    pub(crate) async fn long<T>(a: T) {{\n{}    }}\n",
                "        x;\n".repeat(n)
            )
        };
        check(&lines(58), &[]);
        check(&lines(59), &[(2, "`long` has 61 lines; 60 are enough")]);
    }

    #[test]
    fn two_short_functions_are_not_one_long_one() {
        let short = format!("fn a() {{\n{}}}\n", "    x;\n".repeat(40));
        check(&short.repeat(2), &[]);
    }

    #[test]
    fn a_long_statement_makes_no_long_function() {
        let holding = |literal: &str| {
            format!("fn long() {{\n    sql({literal});\n{}}}\n", "    x;\n".repeat(56))
        };
        let lines = "a\n".repeat(90);
        check(&holding(&format!("\"select\n{lines}limit $1\"")), &[]);
        check(&holding(&format!("\"say \\\"x\n{lines}\"")), &[]);
        check(&holding(&format!("r#\"say \"\n{lines}\"#")), &[]);
        check(&holding("'\"',\n    1"), &[]);
        check(&holding("'\"',\n    1,\n    1"), &[(1, "`long` has 61 lines; 60 are enough")]);
        check(&holding("1, // \"\n    1,\n    1"), &[(1, "`long` has 61 lines; 60 are enough")]);
    }

    #[test]
    fn an_ignored_test_is_named() {
        let mark = ["#[", "ignore]"].concat();
        check(&mark, &[(1, "no test is ignored: mend it, or assert what is wrong")]);
    }

    #[test]
    fn a_test_that_sleeps_is_named() {
        let call = ["thread::slee", "p(x);"].concat();
        check(&call, &[]);
        check(
            &format!("#[cfg(test)]\nmod tests {{\n{call}\n}}"),
            &[(3, "a test waits on a condition, never on the clock")],
        );
    }
}
