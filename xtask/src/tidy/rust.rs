//! What clippy does not know about our Rust.

use super::Remark;

/// Lines of the longest function, its signature included.
const LONGEST_FUNCTION: usize = 60;

/// Remarks on a Rust file, in the order of its lines.
pub(super) fn untidy(text: &str) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut is_test = false;
    let lines: Vec<&str> = text.lines().collect();
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
            && length > LONGEST_FUNCTION
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        let found = untidy(text);
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
