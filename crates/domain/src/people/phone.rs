//! Phone numbers: kept as written, and in E.164 where the country is known.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

use super::Label;
use crate::imports::values::{ascii_digits, strip_marks};

/// Longest text that is kept of a number, in characters.
const LONGEST: usize = 64;
/// Longest extension, in digits.
const LONGEST_EXTENSION: usize = 11;

/// A number as written, and in E.164 where it, its row or the workspace tells the country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber {
    raw: String,
    e164: Option<String>,
    extension: String,
    label: Option<Label>,
    doubt: Option<&'static str>,
}

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPhone {
    /// Under two digits, or more letters than a number has.
    #[error("no phone number")]
    NoNumber,
    /// Only zeros.
    #[error("no phone number: only zeros")]
    OnlyZeros,
    /// A spreadsheet turned it into a rounded number.
    #[error("damaged by a spreadsheet: its last digits are lost")]
    Damaged,
    /// More digits than any number has.
    #[error("no phone number: it has more than 24 digits")]
    TooLong,
}

impl PhoneNumber {
    /// Reads one number; `country` is the ISO 3166-1 alpha-2 that row or workspace tell.
    ///
    /// # Errors
    /// [`InvalidPhone`] when it cannot be anybody's number. One whose country is unknown is no error.
    pub fn read(text: &str, country: Option<&str>) -> Result<Self, InvalidPhone> {
        let (label, text) = without_label(text);
        let cleaned = spoken_extension(&ascii_digits(unquoted(&text)));
        let raw: String = text.trim().chars().take(LONGEST).collect();
        if is_scientific(&cleaned) {
            return Err(InvalidPhone::Damaged);
        }
        let digits = cleaned.chars().filter(char::is_ascii_digit).count();
        let letters = cleaned.chars().filter(|c| c.is_alphabetic()).count();
        if digits < 2 || letters > digits + 8 {
            return Err(InvalidPhone::NoNumber);
        }
        if cleaned.chars().filter(char::is_ascii_digit).all(|c| c == '0') {
            return Err(InvalidPhone::OnlyZeros);
        }
        let (number, extension) = parsed(&cleaned, country);
        let is_told = country.is_some() || cleaned.contains('+');
        if number.is_none() && digits > 24 {
            return Err(InvalidPhone::TooLong);
        }
        let doubt = (number.is_none() && is_told)
            .then_some("no number of a known country: kept as written");
        Ok(Self { raw, e164: number, extension, label, doubt })
    }

    /// As written, trimmed and cut.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// E.164, without extension.
    pub fn e164(&self) -> Option<&str> {
        self.e164.as_deref()
    }

    /// The extension, digits only.
    pub fn extension(&self) -> &str {
        &self.extension
    }

    /// What the text itself says about its use (`Fax: …`).
    pub fn label(&self) -> Option<Label> {
        self.label
    }

    /// Why E.164 is missing although a country is told.
    pub fn doubt(&self) -> Option<&'static str> {
        self.doubt
    }
}

/// The numbers of a cell that may hold several, each with its text where it is none.
pub fn read_all(
    cell: &str,
    country: Option<&str>,
) -> Vec<Result<PhoneNumber, (String, InvalidPhone)>> {
    let cell = strip_marks(cell);
    let mut found = Vec::new();
    for piece in pieces(&cell) {
        let read = PhoneNumber::read(&piece, country)
            .map_err(|why| (piece.trim().chars().take(LONGEST).collect::<String>(), why));
        if !found.contains(&read) {
            found.push(read);
        }
    }
    found
}

/// Splits at ` ::: `, `;` and line ends always; at `,` `/` `|` and ` or ` where each part could be a number.
fn pieces(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for sure in cell.replace(":::", "\n").split(['\n', '\r', '；']) {
        for part in split_where(sure, ';', 1).into_iter().filter(|part| !part.trim().is_empty()) {
            let mut split = vec![part];
            for separator in [',', '/', '|', '、', '，'] {
                split = split.iter().flat_map(|piece| split_where(piece, separator, 6)).collect();
            }
            parts.extend(split);
        }
    }
    parts
}

/// Splits where every part has at least `least` digits; `;ext=` belongs to the number before it.
fn split_where(text: &str, separator: char, least: usize) -> Vec<String> {
    let parts: Vec<&str> = text.split(separator).filter(|part| !part.trim().is_empty()).collect();
    let is_number = |part: &&str| {
        let part = part.trim_start();
        let is_parameter = part.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("ext="));
        !is_parameter && ascii_digits(part).chars().filter(char::is_ascii_digit).count() >= least
    };
    if parts.len() > 1 && parts.iter().all(is_number) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![text.to_owned()]
    }
}

/// What spreadsheets put around a number so that it stays text: `'`, `=`, `="…"`.
fn unquoted(text: &str) -> &str {
    text.trim().trim_start_matches(['\'', '=', '"', '`', '’']).trim_end_matches(['"', '\'']).trim()
}

/// `2.02555E+9`: the digits after the sixth are gone.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_number = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    is_number(mantissa.trim())
        && exponent.starts_with(['+', '-'])
        && exponent.len() <= 4
        && exponent.chars().skip(1).all(|c| c.is_ascii_digit())
}

/// The label before or behind a number (`Fax: …`, `mobil …`, `… (Büro)`) and the rest.
fn without_label(text: &str) -> (Option<Label>, String) {
    let trimmed = strip_marks(text).trim().to_owned();
    let behind = trimmed.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if let Some((number, word)) = behind
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-'))
        && number.chars().any(char::is_numeric)
    {
        let (label, rest) = without_label(number);
        return (label_word(word).or(label), rest);
    }
    let Some(start) = trimmed.find(|c: char| c.is_numeric() || matches!(c, '+' | '(' | '＋'))
    else {
        return (None, trimmed);
    };
    let (head, rest) = trimmed.split_at(start);
    match label_word(head) {
        Some(label) => (Some(label), rest.to_owned()),
        None => (None, trimmed),
    }
}

/// The label of a word beside a number; none when it says only that it is a number, or nothing known.
fn label_word(word: &str) -> Option<Label> {
    let word: String =
        word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    Some(match word.as_str() {
        "fax" | "telefax" | "f" | "télécopie" => Label::Fax,
        "mobile" | "mobil" | "mob" | "cell" | "m" | "handy" | "celular" | "móvil" | "cel"
        | "portable" | "gsm" | "携帯" => Label::Mobile,
        "home" | "h" | "privat" | "casa" | "domicile" | "自宅" => Label::Home,
        "work" | "office" | "w" | "o" | "büro" | "bureau" | "trabajo" | "trabalho" | "ufficio"
        | "werk" | "会社" => Label::Work,
        _ => return None,
    })
}

/// Words for an extension that the number library does not know.
fn spoken_extension(text: &str) -> String {
    const WORDS: [&str; 9] =
        ["durchwahl", "nebenstelle", "poste", "interno", "anexo", "ramal", "toestel", "内線", "dw"];
    let lower = text.to_lowercase();
    for word in WORDS {
        if let (Some(at), true) = (lower.find(word), lower.len() == text.len())
            && let (Some(before), Some(after)) = (text.get(..at), text.get(at + word.len()..))
            && before.chars().any(|c| c.is_ascii_digit())
        {
            return format!(
                "{} ext. {}",
                before.trim_end(),
                after.trim_start_matches(['.', ':', ' '])
            );
        }
    }
    text.to_owned()
}

/// E.164 and extension, as far as the country is told.
fn parsed(text: &str, country: Option<&str>) -> (Option<String>, String) {
    let region = country.and_then(|code| Region::try_from(code).ok());
    let Ok(number) = PHONE_NUMBER_UTIL.parse(text, region) else { return (None, String::new()) };
    let extension: String = number
        .extension
        .as_deref()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .take(LONGEST_EXTENSION)
        .collect();
    // Fiction and new ranges are possible and not valid: who wrote the country gets the number they wrote.
    if !PHONE_NUMBER_UTIL.is_possible_number(&number) {
        return (None, extension);
    }
    (Some(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned()), extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, country: Option<&str>, expected: &str) {
        let got: Vec<String> = read_all(cell, country)
            .into_iter()
            .map(|read| match read {
                Ok(number) => {
                    let label = number.label().map_or(String::new(), |label| format!("{label} "));
                    let extension = match number.extension() {
                        "" => String::new(),
                        digits => format!(" x{digits}"),
                    };
                    format!("{label}{}{extension}", number.e164().unwrap_or(number.raw()))
                }
                Err((_, why)) => format!("{why:?}"),
            })
            .collect();
        assert_eq!(got.join(" | "), expected, "{cell:?}");
    }

    #[test]
    fn a_number_with_plus_needs_no_country() {
        check("+1 (202) 555-0199 ext. 1234", None, "+12025550199 x1234");
        check("+49 (0) 30 23125 001", None, "+493023125001");
        check("tel:+1-202-555-0106", None, "+12025550106");
        check("+1-202-555-0105;ext=12", None, "+12025550105 x12");
    }

    #[test]
    fn a_national_number_needs_a_country() {
        check("030 23125 001", None, "030 23125 001");
        check("030 23125 001", Some("DE"), "+493023125001");
        check("0049 30 23125 044", Some("DE"), "+493023125044");
        check("0049 30 23125 044", None, "0049 30 23125 044");
        check("030 23125-0 Durchwahl 12", Some("DE"), "+4930231250 x12");
    }

    #[test]
    fn spreadsheet_marks_are_no_part_of_the_number() {
        check("'+44 20 7946 0123", None, "+442079460123");
        check("=+442079460999", None, "+442079460999");
        check("=\"+442079460999\"", None, "+442079460999");
    }

    #[test]
    fn several_numbers_in_a_cell_are_told_apart() {
        check("020 7946 0123, +1 202-555-0188", Some("GB"), "+442079460123 | +12025550188");
        check("+44 1632 960001 ::: +1 202-555-0188", None, "+441632960001 | +12025550188");
        check("030 23125 001 / 0171 3920011", Some("DE"), "+493023125001 | +491713920011");
        check("030/23125001", Some("DE"), "+493023125001");
    }

    #[test]
    fn the_text_may_say_what_the_number_is() {
        check("Fax: +49 30 23125 001", None, "fax +493023125001");
        check("Tel. +49 30 23125 001", None, "+493023125001");
        check("+49 30 23125 001 (Büro)", None, "work +493023125001");
        check("+49 171 3920011 (Frau Lee)", None, "+491713920011");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        check("not a number", None, "NoNumber");
        check("00000000", None, "OnlyZeros");
        check("+0", None, "NoNumber");
        check("2.02555E+9", None, "Damaged");
        check(&"1".repeat(180), None, "TooLong");
        check(&format!("+{}", "9".repeat(180)), None, "TooLong");
    }

    #[test]
    fn digits_of_every_script_are_read() {
        check("+١٢٠٢٥٥٥٠١٠٤", None, "+12025550104");
        check("١٢٠٢٥٥٥٠١٠٤", Some("US"), "+12025550104");
    }
}
