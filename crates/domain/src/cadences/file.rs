//! A cadence as a TOML file: reading with errors that name step and field, and writing it back.

use super::{Cadence, CadenceError, Language, Step, scripts, scripts::ScriptError};

/// Longest file that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;

/// Why a cadence file is refused. Steps count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is too long.
    #[error("a cadence file has at most {MAX_BYTES} bytes, not {0}")]
    TooLong(usize),
    /// It is not TOML.
    #[error("line {line}: {message}")]
    Toml {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A field beside the steps is missing, unknown or of a wrong kind.
    #[error("{0}")]
    Field(String),
    /// A field of a step is missing, unknown or of a wrong kind.
    #[error("step {step}: {message}")]
    Step {
        /// The step.
        step: u8,
        /// What is wrong, with the field's name.
        message: String,
    },
    /// The cadence breaks a rule.
    #[error(transparent)]
    Cadence(#[from] CadenceError),
    /// A script breaks a rule.
    #[error(transparent)]
    Script(#[from] ScriptError),
}

/// Reads a cadence and checks it whole: fields, rules and the fields of its scripts.
///
/// # Errors
/// [`FileError`] names the step and the field.
pub fn read(text: &str) -> Result<Cadence, FileError> {
    if text.len() > MAX_BYTES {
        return Err(FileError::TooLong(text.len()));
    }
    let mut table: toml::Table = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
    if let Some(unknown) =
        table.keys().find(|key| !["name", "languages", "steps"].contains(&key.as_str()))
    {
        return Err(FileError::Field(format!(
            "unknown field `{unknown}`: known are name, languages, steps"
        )));
    }
    let name = field::<String>(&mut table, "name")?
        .ok_or_else(|| FileError::Field("`name` is missing".to_owned()))?;
    let languages = field::<Vec<Language>>(&mut table, "languages")?.unwrap_or_default();
    let steps = field::<Vec<toml::Value>>(&mut table, "steps")?.unwrap_or_default();
    let steps = steps.into_iter().zip(1..).map(|(value, number)| step(value, number));
    let cadence = Cadence { name, languages, steps: steps.collect::<Result<_, _>>()? };
    check(&cadence)?;
    Ok(cadence)
}

/// Checks a cadence whole, as it must hold before it is stored.
///
/// # Errors
/// [`FileError::Cadence`] or [`FileError::Script`].
pub fn check(cadence: &Cadence) -> Result<(), FileError> {
    cadence.check()?;
    scripts::check(cadence)?;
    Ok(())
}

/// Writes a cadence as the file that reads as the same.
///
/// # Errors
/// [`FileError::Field`] when it cannot be written as TOML, which no checked cadence runs into.
pub fn write(cadence: &Cadence) -> Result<String, FileError> {
    toml::to_string_pretty(cadence).map_err(|error| FileError::Field(one_line(&error.to_string())))
}

fn field<T: serde::de::DeserializeOwned>(
    table: &mut toml::Table,
    name: &str,
) -> Result<Option<T>, FileError> {
    table.remove(name).map(toml::Value::try_into).transpose().map_err(|error: toml::de::Error| {
        FileError::Field(format!("`{name}`: {}", one_line(error.message())))
    })
}

/// Reads one step; the message of a wrong value is led by the field it stands in.
fn step(value: toml::Value, number: u8) -> Result<Step, FileError> {
    let refused = |message: String| FileError::Step { step: number, message };
    let table = value.as_table().cloned().ok_or_else(|| refused("must be a table".to_owned()))?;
    let whole: Result<Step, toml::de::Error> = value.try_into();
    whole.map_err(|error| {
        let message = one_line(error.message());
        let culprit = table.iter().find_map(|(name, value)| wrong_field(name, value));
        refused(culprit.unwrap_or(message))
    })
}

/// Which field of a step has a value of the wrong kind, and why; found by putting it alone into a step that is right.
fn wrong_field(name: &str, value: &toml::Value) -> Option<String> {
    let mut trial = toml::Table::new();
    trial.insert("channel".to_owned(), toml::Value::String("call".to_owned()));
    for number in ["minutes", "gap", "window"] {
        trial.insert(number.to_owned(), toml::Value::Integer(1));
    }
    trial.insert(name.to_owned(), value.clone());
    let read: Result<Step, toml::de::Error> = toml::Value::Table(trial).try_into();
    let message = one_line(read.err()?.message());
    Some(if message.starts_with("unknown field") {
        message
    } else {
        format!("`{name}`: {message}")
    })
}

fn not_toml(text: &str, error: &toml::de::Error) -> FileError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    FileError::Toml { line: 1 + before.matches('\n').count(), message: one_line(error.message()) }
}

fn one_line(message: &str) -> String {
    message.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        activities::Channel,
        cadences::{Asks, Gift, GiftKind, Script, starters},
    };

    #[track_caller]
    fn check_refused(text: &str, expected: &str) {
        assert_eq!(read(text).unwrap_err().to_string(), expected, "\n{text}");
    }

    fn steps(steps: &str) -> String {
        format!("name = \"c\"\nlanguages = [\"en\"]\n{steps}")
    }

    const CALL: &str = "[[steps]]\nchannel = \"call\"\nminutes = 4\ngap = 0\nwindow = 2\n";

    #[test]
    fn a_file_that_breaks_a_rule_is_refused_by_step_and_field() {
        check_refused(&steps(""), "a cadence needs at least one step");
        check_refused("steps = []", "`name` is missing");
        check_refused("name = 3", "`name`: invalid type: integer `3`, expected a string");
        check_refused(
            "name = \"c\"\nstep = []",
            "unknown field `step`: known are name, languages, steps",
        );
        check_refused(
            &steps(&CALL.repeat(2)),
            "step 2: `gap` must be at least 1: a call and an e-mail on one day are one step with the minutes of both",
        );
        check_refused(
            &steps(&CALL.replace("minutes = 4", "minutes = 0")),
            "step 1: `minutes` must be 1 to 480, not 0",
        );
        check_refused(
            &steps(&CALL.replace("minutes = 4", "minutes = 481")),
            "step 1: `minutes` must be 1 to 480, not 481",
        );
        check_refused(
            &steps(&CALL.replace("window = 2", "window = 251")),
            "step 1: `window` must be at most 250 working days, not 251",
        );
        check_refused(
            &steps(&format!("{CALL}exit_ppm = 1000001")),
            "step 1: `exit_ppm` must be at most 1000000, not 1000001",
        );
        check_refused(&steps(&CALL.replace("window = 2\n", "")), "step 1: missing field `window`");
        let many = format!("{CALL}{}", CALL.replace("gap = 0", "gap = 1").repeat(16));
        check_refused(&steps(&many), "a cadence has at most 16 steps, not 17");
    }

    #[test]
    fn a_value_of_the_wrong_kind_names_step_and_field() {
        check_refused(
            &steps(&format!("{CALL}{}", CALL.replace("gap = 0", "gap = \"two\""))),
            "step 2: `gap`: invalid type: string \"two\", expected u16",
        );
        check_refused(
            &steps(&CALL.replace("\"call\"", "\"fax\"")),
            "step 1: `channel`: unknown Channel `fax`: known are call, email, text, social, letter, walk_in, event, video",
        );
        let text = steps(&format!("{CALL}windows = 2"));
        assert!(
            read(&text).unwrap_err().to_string().starts_with("step 1: unknown field `windows`")
        );
    }

    #[test]
    fn what_is_no_toml_is_refused_by_line() {
        let error = read("name = \"c\"\n[[steps]\n").unwrap_err();
        assert!(error.to_string().starts_with("line 2: "), "{error}");
    }

    #[test]
    fn a_script_in_a_language_that_is_not_listed_is_refused() {
        check_refused(
            &steps(&format!("{CALL}[steps.scripts.de]\nbody = \"x\"\n")),
            "step 1: a script in `de`, but `languages` does not list it",
        );
    }

    #[test]
    fn a_script_with_an_unknown_field_is_refused() {
        check_refused(
            &steps(&format!("{CALL}[steps.scripts.en]\nbody = \"Hello {{{{ nmae }}}}\"\n")),
            "step 1: the script in `en`: unknown field `nmae`",
        );
    }

    #[test]
    fn a_file_that_is_too_long_is_refused() {
        let text = "#".repeat(MAX_BYTES + 1);
        assert_eq!(read(&text), Err(FileError::TooLong(MAX_BYTES + 1)));
    }

    #[test]
    fn every_starter_reads_the_same_after_writing() {
        for cadence in starters::starters().unwrap() {
            assert_eq!(read(&write(&cadence).unwrap()).unwrap(), cadence);
        }
    }

    fn a_text() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z \"'\\\\\n\t\r]{1,20}x", "\\PC{0,12}x"]
            .prop_filter("template signs are another test's", |text| !text.contains(['{', '}']))
    }

    fn a_gift() -> impl Strategy<Value = Option<Gift>> {
        proptest::option::of(
            (proptest::sample::select(GiftKind::ALL), a_text())
                .prop_map(|(kind, text)| Gift { kind, text }),
        )
    }

    fn a_script() -> impl Strategy<Value = Option<Script>> {
        proptest::option::of(
            ("[a-zA-Z \"'\\\\]{0,20}", a_text())
                .prop_map(|(subject, body)| Script { subject, body }),
        )
    }

    prop_compose! {
        fn a_step()(
            channel in proptest::sample::select(Channel::ALL),
            minutes in 1_u32..=480,
            gap in 1_u16..=250,
            window in 0_u16..=250,
            asks in proptest::sample::select(Asks::ALL),
            exit_ppm in proptest::option::of(0_u32..=1_000_000),
            gives in a_gift(),
            script in a_script(),
        ) -> Step {
            let scripts = script.map(|script| (Language::German, script)).into_iter().collect();
            Step { channel, minutes, gap, window, asks, exit_ppm, gives, scripts }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_same(
            name in "[A-Za-z\"' ]{0,20}x",
            steps in proptest::collection::vec(a_step(), 1..=16),
        ) {
            let languages = vec![Language::German, Language::English];
            let cadence = Cadence { name, languages, steps };
            prop_assert_eq!(read(&write(&cadence).unwrap()).unwrap(), cadence);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
            let _ = read(&text);
        }
    }
}
