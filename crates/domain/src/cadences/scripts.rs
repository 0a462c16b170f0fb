//! Scripts and templates: text with fields of the person in double braces, checked when saved.
//!
//! What is allowed is less than minijinja can do: `{{ field }}`, `{{ field | default("text") }}`, and
//! `{% if field %}`, `{% elif … %}`, `{% else %}`, `{% endif %}` over fields with `not`, `and`, `or`. So a
//! script neither loops nor computes, and renders in time and space that its own length bounds.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use minijinja::{
    Environment, UndefinedBehavior, Value,
    value::{Object, ObjectRepr},
};
use serde::Serialize;

use super::{Cadence, Language, Script};
use crate::words;

words! {
    /// What a script may be filled with.
    pub enum Field {
        /// Given name.
        Given = "given",
        /// Family name.
        Family = "family",
        /// The name as it is shown.
        Name = "name",
        /// Company.
        Company = "company",
        /// Job title.
        JobTitle = "job_title",
        /// The reason for the call.
        Reason = "reason",
        /// The rep's name.
        Rep = "rep",
        /// The agreed time, in words.
        Agreed = "agreed",
        /// Who gave us this name.
        Giver = "giver",
        /// The rep's company (setting).
        OurCompany = "our_company",
        /// What we do, in half a sentence (setting).
        Offer = "offer",
        /// A fact worth giving (setting).
        Fact = "fact",
        /// How a customer fared (setting).
        Case = "case",
    }
}

/// Longest subject or body, in bytes.
pub const MAX_BYTES: usize = 20_000;

/// Why a script is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {step}: the script in `{language}`: {problem}")]
pub struct ScriptError {
    /// The step, from 1.
    pub step: u8,
    /// The language.
    pub language: Language,
    /// What is wrong.
    #[source]
    pub problem: Problem,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A field that does not exist.
    #[error("unknown field `{0}`")]
    UnknownField(String),
    /// Something that scripts may not do.
    #[error("`{0}` is not allowed: fields, default(\"…\") and if are")]
    NotAllowed(String),
    /// Braces that do not close, an `if` without `endif`, and the like.
    #[error("{0}")]
    Syntax(String),
    /// Longer than 20,000 bytes.
    #[error("a text has at most {MAX_BYTES} bytes, not {0}")]
    TooLong(usize),
    /// A subject on several lines.
    #[error("the subject must be one line")]
    SubjectLines,
}

/// A script filled in for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Filled {
    /// Subject, empty where there is none.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Fields that had no value and stand in the text as `[field]`.
    #[schema(value_type = Vec<String>)]
    pub missing: Vec<Field>,
}

/// Checks every script of a cadence: an unknown field is an error when it is saved.
///
/// # Errors
/// [`ScriptError`] names step, language and field.
pub fn check(cadence: &Cadence) -> Result<(), ScriptError> {
    for (step, number) in cadence.steps.iter().zip(1..) {
        for (language, script) in &step.scripts {
            check_script(script).map_err(|problem| ScriptError {
                step: number,
                language: *language,
                problem,
            })?;
        }
    }
    Ok(())
}

/// Checks one script.
///
/// # Errors
/// [`Problem`] says what is wrong.
pub fn check_script(script: &Script) -> Result<(), Problem> {
    if script.subject.contains(['\n', '\r']) {
        return Err(Problem::SubjectLines);
    }
    check_text(&script.subject)?;
    check_text(&script.body)
}

/// Fills a script in. A field without a value (or with an empty one) is untrue in `if`, gives way to its
/// `default`, and else stands as `[field]`, so that nobody sends a gap unseen.
///
/// # Errors
/// [`Problem`] when the script was never checked.
pub fn fill(script: &Script, values: &BTreeMap<Field, String>) -> Result<Filled, Problem> {
    let gaps: BTreeMap<Field, Arc<Gap>> = Field::ALL
        .iter()
        .filter(|field| values.get(field).is_none_or(|value| value.trim().is_empty()))
        .map(|field| (*field, Arc::new(Gap { field: *field, was_shown: AtomicBool::new(false) })))
        .collect();
    let context: BTreeMap<&str, Value> = Field::ALL
        .iter()
        .map(|field| {
            let value = match gaps.get(field) {
                Some(gap) => Value::from_dyn_object(Arc::clone(gap)),
                None => Value::from(values.get(field).map(String::as_str).unwrap_or_default()),
            };
            (field.as_str(), value)
        })
        .collect();
    let context = Value::from_pairs(context);
    let subject = render(&script.subject, &context)?;
    let body = render(&script.body, &context)?;
    let shown = gaps.values().filter(|gap| gap.was_shown.load(Ordering::Relaxed));
    let missing = shown.map(|gap| gap.field).collect();
    Ok(Filled { subject, body, missing })
}

/// The script of a step in the language that fits best: the person's, else the cadence's first, else any.
pub fn script_in<'a>(
    scripts: &'a BTreeMap<Language, Script>,
    wanted: Option<Language>,
    languages: &[Language],
) -> Option<&'a Script> {
    let listed = languages.iter().find_map(|language| scripts.get(language));
    wanted
        .and_then(|language| scripts.get(&language))
        .or(listed)
        .or_else(|| scripts.values().next())
}

/// A field without a value.
#[derive(Debug)]
struct Gap {
    field: Field,
    was_shown: AtomicBool,
}

impl Object for Gap {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.was_shown.store(true, Ordering::Relaxed);
        write!(f, "[{}]", self.field)
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter(
        "default",
        |value: Value, other: Value| {
            if value.is_true() { value } else { other }
        },
    );
    environment
}

fn render(text: &str, context: &Value) -> Result<String, Problem> {
    // The one line end that minijinja drops at the end is one of ours.
    environment().render_str(&format!("{text}\n"), context.clone()).map_err(|error| syntax(&error))
}

fn syntax(error: &minijinja::Error) -> Problem {
    let line = error.line().map(|line| format!("line {line}: ")).unwrap_or_default();
    Problem::Syntax(format!("{line}{}", error.detail().unwrap_or("cannot be read as a template")))
}

fn check_text(text: &str) -> Result<(), Problem> {
    if text.len() > MAX_BYTES {
        return Err(Problem::TooLong(text.len()));
    }
    check_tags(text)?;
    let environment = environment();
    let template = environment.template_from_str(text).map_err(|error| syntax(&error))?;
    let known: BTreeSet<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
    let unknown = template.undeclared_variables(false).into_iter();
    match unknown.filter(|name| !known.contains(name.as_str())).min() {
        Some(name) => Err(Problem::UnknownField(name)),
        None => Ok(()),
    }
}

/// Lets pass only fields, `default` and `if`; minijinja itself then checks how they stand together.
fn check_tags(text: &str) -> Result<(), Problem> {
    let mut rest = text;
    while let Some((_, from)) = rest.split_once('{') {
        let (end, is_output) = match from.chars().next() {
            Some('{') => ("}}", true),
            Some('%') => ("%}", false),
            Some('#') => ("#}", false),
            _ => {
                rest = from;
                continue;
            }
        };
        let is_comment = end == "#}";
        let open = from.get(1..).unwrap_or_default();
        let (inner, after) = if is_output { split_output(open) } else { open.split_once(end) }
            .ok_or_else(|| Problem::Syntax(format!("a `{}` that does not close", opener(end))))?;
        let inner = inner.trim_start_matches(['-', '+']).trim_end_matches(['-', '+']).trim();
        let is_allowed =
            is_comment || if is_output { is_output_allowed(inner) } else { is_if_allowed(inner) };
        if !is_allowed {
            return Err(Problem::NotAllowed(inner.to_owned()));
        }
        rest = after;
    }
    Ok(())
}

fn opener(end: &str) -> &'static str {
    match end {
        "}}" => "{{",
        "%}" => "{%",
        _ => "{#",
    }
}

/// Splits behind the `}}` that ends an output, which a text in quotes may hold too.
fn split_output(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open && before != '\\' => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '}' && before == '}' => {
                return Some((text.get(..at.checked_sub(1)?)?, text.get(at + 1..)?));
            }
            _ => {}
        }
        before = if before == '\\' && c == '\\' { '\0' } else { c };
    }
    None
}

fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn is_output_allowed(inner: &str) -> bool {
    let Some((name, filter)) = inner.split_once('|') else { return is_name(inner) };
    let argument = filter
        .trim()
        .strip_prefix("default")
        .and_then(|rest| rest.trim().strip_prefix('('))
        .and_then(|rest| rest.strip_suffix(')'))
        .map(str::trim);
    is_name(name.trim()) && argument.is_some_and(is_quoted)
}

fn is_quoted(text: &str) -> bool {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
    let Some(inner) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) else {
        return false;
    };
    let mut is_escaped = false;
    for c in inner.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return false,
            _ => {}
        }
    }
    !is_escaped
}

fn is_if_allowed(inner: &str) -> bool {
    let mut words = inner.split_whitespace();
    match words.next() {
        Some("else" | "endif") => words.next().is_none(),
        Some("if" | "elif") => words.all(is_name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> BTreeMap<Field, String> {
        [(Field::Given, "Zoë"), (Field::Company, "Nordlicht {{ rep }}"), (Field::Reason, " ")]
            .map(|(field, value)| (field, value.to_owned()))
            .into()
    }

    #[track_caller]
    fn check(text: &str, expected: &str, missing: &[Field]) {
        let script = Script { subject: String::new(), body: text.to_owned() };
        check_script(&script).unwrap();
        let filled = fill(&script, &values()).unwrap();
        assert_eq!((filled.body.as_str(), filled.missing.as_slice()), (expected, missing));
    }

    #[track_caller]
    fn check_refused(text: &str, expected: &str) {
        let script = Script { subject: String::new(), body: text.to_owned() };
        assert_eq!(check_script(&script).unwrap_err().to_string(), expected);
    }

    #[test]
    fn fields_are_filled_in() {
        check("Hello {{ given }}!\n", "Hello Zoë!\n", &[]);
        check("{{given}}{{- given -}} .", "ZoëZoë.", &[]);
        // What is filled in is never read as a template again.
        check("{{ company }}", "Nordlicht {{ rep }}", &[]);
    }

    #[test]
    fn a_missing_value_is_seen_and_told() {
        check(
            "to {{ family }} from {{ rep }}",
            "to [family] from [rep]",
            &[Field::Family, Field::Rep],
        );
        check("{{ family | default(\"you\") }}", "you", &[]);
        check("{{ given | default('you') }}", "Zoë", &[]);
        check("{% if family %}F {{ family }}{% else %}none{% endif %}", "none", &[]);
        check("{% if given and not family %}yes{% endif %}", "yes", &[]);
        // An empty value is none.
        check("{% if reason %}because{% endif %}{{ reason }}", "[reason]", &[Field::Reason]);
    }

    #[test]
    fn braces_alone_are_text() {
        check("a { b } c", "a { b } c", &[]);
        check("{# not shown {{ nobody }} #}x", "x", &[]);
        check("{{ given | default(\"}} \\\" {%\") }}", "Zoë", &[]);
    }

    #[test]
    fn an_unknown_field_is_an_error_when_saved() {
        check_refused("{{ nmae }}", "unknown field `nmae`");
        check_refused("{% if phone %}x{% endif %}", "unknown field `phone`");
    }

    #[test]
    fn what_could_run_long_is_not_allowed() {
        let not =
            |inner: &str| format!("`{inner}` is not allowed: fields, default(\"…\") and if are");
        check_refused("{% for x in given %}{% endfor %}", &not("for x in given"));
        check_refused("{{ 'a' * 1000000000 }}", &not("'a' * 1000000000"));
        check_refused("{{ given.upper() }}", &not("given.upper()"));
        check_refused("{{ given | upper }}", &not("given | upper"));
        check_refused("{% set x = 1 %}", &not("set x = 1"));
        check_refused("{% include 'x' %}", &not("include 'x'"));
        check_refused("{% raw %}{% endraw %}", &not("raw"));
    }

    #[test]
    fn what_does_not_close_is_refused() {
        check_refused("Hello {{ given", "a `{{` that does not close");
        check_refused("{% if given", "a `{%` that does not close");
        let script = Script { subject: String::new(), body: "{% if given %}x".to_owned() };
        assert!(matches!(check_script(&script), Err(Problem::Syntax(_))));
    }

    #[test]
    fn a_subject_is_one_line() {
        let script = Script { subject: "a\nb".to_owned(), body: String::new() };
        assert_eq!(check_script(&script), Err(Problem::SubjectLines));
    }

    proptest! {
        #[test]
        fn what_passes_the_check_can_be_filled(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "{{ given }}", "{{ rep | default(\"x\") }}", "{% if name %}", "{% else %}",
                    "{% elif not name %}", "{% endif %}", "text ", "{", "}", "%}", "{#", "#}", "{{", "\"",
                ]),
                0..12,
            ),
        ) {
            let script = Script { subject: String::new(), body: parts.concat() };
            if check_script(&script).is_ok() {
                prop_assert!(fill(&script, &values()).is_ok(), "{:?}", script.body);
            }
        }
    }
}
