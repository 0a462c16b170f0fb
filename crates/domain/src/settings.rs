//! Settings of a workspace: each with a key, a default, a bound and a sentence, read into types once.

use std::collections::BTreeMap;

use jiff::civil::Time;
use serde::Serialize;

use crate::{activities::Channel, cadences::Language, words};

words! {
    /// How the planner counts those who may leave.
    pub enum Mode {
        /// Everybody is assumed to stay: "yes" is a proof.
        Certain = "certain",
        /// Exits are counted on, with a buffer for bad luck.
        Expected = "expected",
    }
}

words! {
    /// What a cap on a channel counts.
    pub enum CapUnit {
        /// Minutes a day.
        Minutes = "minutes",
        /// Touches a day.
        Touches = "touches",
    }
}

/// The most of a channel that a day may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cap {
    /// What is counted.
    pub unit: CapUnit,
    /// How many a day.
    pub per_day: u32,
}

words! {
    /// The settings, by key.
    pub enum Key {
        /// See [`Key::setting`]; so for all.
        Mode = "mode",
        /// Buffer.
        ZMilli = "z_milli",
        /// Mean of the free fraction.
        AvailableMean = "available_mean_ppm",
        /// Variance of the free fraction.
        AvailableVar = "available_var_ppm",
        /// Clock during leave.
        LeaveCounts = "leave_counts",
        /// Public holidays.
        KeepsHolidays = "keeps_holidays",
        /// When people may be called.
        CallingWindow = "calling_window",
        /// Minutes of a loose touch.
        LooseMinutes = "loose_minutes",
        /// Minutes of a meeting.
        MeetingMinutes = "meeting_minutes",
        /// Border of "not now".
        NotNowDays = "not_now_days",
        /// Days of undo.
        UndoDays = "undo_days",
        /// Country of numbers and people without one.
        Country = "country",
        /// Language of scripts for people without one.
        Language = "language",
        /// Cap on calls.
        CapCall = "cap_call",
        /// Cap on e-mails.
        CapEmail = "cap_email",
        /// Cap on texts.
        CapText = "cap_text",
        /// Cap on social.
        CapSocial = "cap_social",
        /// Cap on letters.
        CapLetter = "cap_letter",
        /// Cap on walk-ins.
        CapWalkIn = "cap_walk_in",
        /// Cap on events.
        CapEvent = "cap_event",
        /// Cap on video.
        CapVideo = "cap_video",
        /// Our company, for scripts.
        OurCompany = "our_company",
        /// Our offer, for scripts.
        Offer = "offer",
        /// A fact, for scripts.
        Fact = "fact",
        /// A case, for scripts.
        Case = "case",
    }
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number from the first to the second.
    Whole(u32, u32),
    /// Two times of day as `09:00-18:00`.
    TimesOfDay,
    /// `none`, or a number and a unit as `50 touches` or `60 minutes`.
    Cap,
    /// Two capital letters (ISO 3166-1), or empty.
    Country,
    /// Text of at most so many characters, or empty.
    Text(usize),
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OneOf(words) => f.write_str(&words.join(" or ")),
            Self::Whole(from, to) => write!(f, "a whole number from {from} to {to}"),
            Self::TimesOfDay => f.write_str("two times of day such as 09:00-18:00"),
            Self::Cap => {
                f.write_str("none, or up to 10000 a day such as `50 touches` or `60 minutes`")
            }
            Self::Country => f.write_str("two capital letters such as DE, or empty"),
            Self::Text(most) => write!(f, "at most {most} characters"),
        }
    }
}

/// One row of the table of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key.
    pub key: Key,
    /// Its value when none is set.
    pub default: &'static str,
    /// What it may be.
    pub bound: Bound,
    /// What it does, in a sentence.
    pub sentence: &'static str,
}

const YES_NO: Bound = Bound::OneOf(&["yes", "no"]);

impl Key {
    /// The row of this key.
    pub const fn setting(self) -> Setting {
        let (default, bound, sentence) = match self {
            Self::Mode => (
                "certain",
                Bound::OneOf(&["certain", "expected"]),
                "Whether the plan assumes that everybody stays, or counts on exits with a buffer.",
            ),
            Self::ZMilli => (
                "2326",
                Bound::Whole(0, 4000),
                "The buffer of the mode `expected`, in thousandths of a standard deviation.",
            ),
            Self::AvailableMean => (
                "1000000",
                Bound::Whole(0, 1_000_000),
                "How much of the planned minutes is really free on average, in millionths.",
            ),
            Self::AvailableVar => {
                ("0", Bound::Whole(0, 250_000), "The variance of that fraction, in millionths.")
            }
            Self::LeaveCounts => {
                ("no", YES_NO, "Whether the windows of touches run on during leave.")
            }
            Self::KeepsHolidays => ("yes", YES_NO, "Whether public holidays are days off."),
            Self::CallingWindow => (
                "09:00-18:00",
                Bound::TimesOfDay,
                "When people may be called, in their own time zone.",
            ),
            Self::LooseMinutes => (
                "5",
                Bound::Whole(1, 480),
                "Minutes of a touch outside any cadence: an answer, a new date, a referral.",
            ),
            Self::MeetingMinutes => {
                ("60", Bound::Whole(5, 480), "Minutes of a meeting for which no length is told.")
            }
            Self::NotNowDays => (
                "14",
                Bound::Whole(1, 60),
                "Up to how many days `not now` moves the next touch instead of ending the cadence.",
            ),
            Self::UndoDays => {
                ("7", Bound::Whole(1, 30), "For how many days an import can be undone.")
            }
            Self::Country => {
                ("", Bound::Country, "The country of phone numbers and people that tell none.")
            }
            Self::Language => (
                "en",
                Bound::OneOf(&["en", "de"]),
                "The language of scripts for people whose language is not known.",
            ),
            _ => self.of_channels_and_scripts(),
        };
        Setting { key: self, default, bound, sentence }
    }

    /// Default, bound and sentence of the caps and of the texts that scripts are filled with.
    const fn of_channels_and_scripts(self) -> (&'static str, Bound, &'static str) {
        match self {
            Self::CapCall => cap("The most calls a day."),
            Self::CapEmail => cap("The most e-mail a day."),
            Self::CapText => cap("The most text messages a day."),
            Self::CapSocial => cap("The most social touches a day."),
            Self::CapLetter => cap("The most letters a day."),
            Self::CapWalkIn => cap("The most walk-ins a day."),
            Self::CapEvent => cap("The most event touches a day."),
            Self::CapVideo => cap("The most video touches a day."),
            Self::OurCompany => ("", Bound::Text(200), "Our company's name, for scripts."),
            Self::Offer => {
                ("", Bound::Text(500), "What we do for whom, in half a sentence, for scripts.")
            }
            Self::Fact => ("", Bound::Text(2000), "A fact worth giving away, for e-mails."),
            _ => ("", Bound::Text(2000), "How a customer fared, for e-mails."),
        }
    }
}

const fn cap(sentence: &'static str) -> (&'static str, Bound, &'static str) {
    ("none", Bound::Cap, sentence)
}

/// Why a setting is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No such key.
    #[error("unknown setting `{key}`: known are {}", known())]
    Unknown {
        /// What was given.
        key: String,
    },
    /// A value out of its bound.
    #[error("`{key}` must be {bound}, not `{value}`")]
    OutOfBound {
        /// The key.
        key: Key,
        /// What it must be.
        bound: Bound,
        /// What was given.
        value: String,
    },
    /// Not `KEY=VALUE`.
    #[error("a setting is written as KEY=VALUE, not `{0}`")]
    Form(String),
}

fn known() -> String {
    Key::ALL.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(", ")
}

/// All settings of a workspace, read into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How the planner counts those who may leave.
    pub mode: Mode,
    /// Buffer in thousandths of a standard deviation, read in the mode `expected` only.
    pub z_milli: u32,
    /// Mean of the free fraction, in ppm.
    pub available_mean_ppm: u32,
    /// Variance of the free fraction, in ppm.
    pub available_var_ppm: u32,
    /// Whether windows run on during leave.
    pub leave_counts: bool,
    /// Whether public holidays are days off.
    pub keeps_holidays: bool,
    /// When people may be called, in their zone: first and last time of day.
    pub calling_window: (Time, Time),
    /// Minutes of a loose touch.
    pub loose_minutes: u32,
    /// Minutes of a meeting.
    pub meeting_minutes: u32,
    /// Calendar days within which "not now" moves the touch.
    pub not_now_days: u32,
    /// Days for which an import can be undone.
    pub undo_days: u32,
    /// Country of numbers without one; empty when not set.
    pub country: String,
    /// Language of scripts for people without one.
    pub language: Language,
    /// Caps by channel; no entry: none.
    pub caps: BTreeMap<Channel, Cap>,
    /// Our company, for scripts.
    pub our_company: String,
    /// Our offer, for scripts.
    pub offer: String,
    /// A fact, for scripts.
    pub fact: String,
    /// A case, for scripts.
    pub case: String,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            mode: Mode::Certain,
            z_milli: 0,
            available_mean_ppm: 0,
            available_var_ppm: 0,
            leave_counts: false,
            keeps_holidays: true,
            calling_window: (Time::midnight(), Time::midnight()),
            loose_minutes: 0,
            meeting_minutes: 0,
            not_now_days: 0,
            undo_days: 0,
            country: String::new(),
            language: Language::English,
            caps: BTreeMap::new(),
            our_company: String::new(),
            offer: String::new(),
            fact: String::new(),
            case: String::new(),
        };
        for key in Key::ALL {
            // A test holds that every default is within its bound.
            let is_read = settings.put(*key, key.setting().default);
            debug_assert!(is_read.is_some(), "the default of {key} is out of its bound");
        }
        settings
    }
}

impl Settings {
    /// Settings from what is stored: defaults, then each pair.
    ///
    /// # Errors
    /// [`SettingError`] names the key and what it must be.
    pub fn read<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, SettingError> {
        let mut settings = Self::default();
        for (key, value) in pairs {
            settings.set(key, value)?;
        }
        Ok(settings)
    }

    /// Sets one, as `KEY=VALUE` is typed.
    ///
    /// # Errors
    /// [`SettingError`] names the key and what it must be.
    pub fn set_pair(&mut self, pair: &str) -> Result<Key, SettingError> {
        let (key, value) =
            pair.split_once('=').ok_or_else(|| SettingError::Form(pair.to_owned()))?;
        self.set(key.trim(), value)
    }

    /// Sets one.
    ///
    /// # Errors
    /// [`SettingError`] names the key and what it must be.
    pub fn set(&mut self, key: &str, value: &str) -> Result<Key, SettingError> {
        let key = Key::parse(key).map_err(|_| SettingError::Unknown { key: key.to_owned() })?;
        let value = value.trim();
        self.put(key, value).ok_or_else(|| SettingError::OutOfBound {
            key,
            bound: key.setting().bound,
            value: value.to_owned(),
        })?;
        Ok(key)
    }

    fn put(&mut self, key: Key, value: &str) -> Option<()> {
        let bound = key.setting().bound;
        match key {
            Key::Mode => self.mode = Mode::parse(value).ok()?,
            Key::ZMilli => self.z_milli = whole(bound, value)?,
            Key::AvailableMean => self.available_mean_ppm = whole(bound, value)?,
            Key::AvailableVar => self.available_var_ppm = whole(bound, value)?,
            Key::LeaveCounts => self.leave_counts = yes_no(value)?,
            Key::KeepsHolidays => self.keeps_holidays = yes_no(value)?,
            Key::CallingWindow => self.calling_window = times(value)?,
            Key::LooseMinutes => self.loose_minutes = whole(bound, value)?,
            Key::MeetingMinutes => self.meeting_minutes = whole(bound, value)?,
            Key::NotNowDays => self.not_now_days = whole(bound, value)?,
            Key::UndoDays => self.undo_days = whole(bound, value)?,
            Key::Country => self.country = country(value)?,
            Key::Language => {
                let is_shipped = matches!(bound, Bound::OneOf(words) if words.contains(&value));
                self.language = Language::parse(value).ok().filter(|_| is_shipped)?;
            }
            Key::CapCall => self.put_cap(Channel::Call, value)?,
            Key::CapEmail => self.put_cap(Channel::Email, value)?,
            Key::CapText => self.put_cap(Channel::Text, value)?,
            Key::CapSocial => self.put_cap(Channel::Social, value)?,
            Key::CapLetter => self.put_cap(Channel::Letter, value)?,
            Key::CapWalkIn => self.put_cap(Channel::WalkIn, value)?,
            Key::CapEvent => self.put_cap(Channel::Event, value)?,
            Key::CapVideo => self.put_cap(Channel::Video, value)?,
            Key::OurCompany => self.our_company = text(bound, value)?,
            Key::Offer => self.offer = text(bound, value)?,
            Key::Fact => self.fact = text(bound, value)?,
            Key::Case => self.case = text(bound, value)?,
        }
        Some(())
    }

    fn put_cap(&mut self, channel: Channel, value: &str) -> Option<()> {
        if value == "none" {
            self.caps.remove(&channel);
            return Some(());
        }
        let (number, unit) = value.split_once(' ')?;
        let per_day = whole(Bound::Whole(0, 10_000), number)?;
        let unit = CapUnit::parse(unit.trim()).ok()?;
        self.caps.insert(channel, Cap { unit, per_day });
        Some(())
    }

    /// The value of `key` as it is typed and stored.
    pub fn value(&self, key: Key) -> String {
        let cap = |channel| match self.caps.get(&channel) {
            Some(Cap { unit, per_day }) => format!("{per_day} {unit}"),
            None => "none".to_owned(),
        };
        let yes_no = |yes| if yes { "yes" } else { "no" }.to_owned();
        match key {
            Key::Mode => self.mode.to_string(),
            Key::ZMilli => self.z_milli.to_string(),
            Key::AvailableMean => self.available_mean_ppm.to_string(),
            Key::AvailableVar => self.available_var_ppm.to_string(),
            Key::LeaveCounts => yes_no(self.leave_counts),
            Key::KeepsHolidays => yes_no(self.keeps_holidays),
            Key::CallingWindow => {
                let (from, to) = self.calling_window;
                format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M"))
            }
            Key::LooseMinutes => self.loose_minutes.to_string(),
            Key::MeetingMinutes => self.meeting_minutes.to_string(),
            Key::NotNowDays => self.not_now_days.to_string(),
            Key::UndoDays => self.undo_days.to_string(),
            Key::Country => self.country.clone(),
            Key::Language => self.language.to_string(),
            Key::CapCall => cap(Channel::Call),
            Key::CapEmail => cap(Channel::Email),
            Key::CapText => cap(Channel::Text),
            Key::CapSocial => cap(Channel::Social),
            Key::CapLetter => cap(Channel::Letter),
            Key::CapWalkIn => cap(Channel::WalkIn),
            Key::CapEvent => cap(Channel::Event),
            Key::CapVideo => cap(Channel::Video),
            Key::OurCompany => self.our_company.clone(),
            Key::Offer => self.offer.clone(),
            Key::Fact => self.fact.clone(),
            Key::Case => self.case.clone(),
        }
    }
}

fn whole(bound: Bound, value: &str) -> Option<u32> {
    let Bound::Whole(from, to) = bound else { return None };
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|number| digits && (from..=to).contains(number))
}

fn yes_no(value: &str) -> Option<bool> {
    match value {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

fn times(value: &str) -> Option<(Time, Time)> {
    let (from, to) = value.split_once('-')?;
    let time = |text: &str| Time::strptime("%H:%M", text.trim()).ok();
    let (from, to) = (time(from)?, time(to)?);
    (from < to).then_some((from, to))
}

fn country(value: &str) -> Option<String> {
    let is_code = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase());
    (value.is_empty() || is_code).then(|| value.to_owned())
}

fn text(bound: Bound, value: &str) -> Option<String> {
    let Bound::Text(most) = bound else { return None };
    (value.chars().count() <= most).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pair: &str, expected: &str) {
        let mut settings = Settings::default();
        let got = match settings.set_pair(pair) {
            Ok(key) => settings.value(key),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expected, "{pair}");
    }

    #[test]
    fn every_default_is_within_its_bound_and_reads_as_itself() {
        let settings = Settings::default();
        for key in Key::ALL {
            assert_eq!(settings.value(*key), key.setting().default, "{key}");
            assert!(key.setting().sentence.ends_with('.'));
        }
    }

    #[test]
    fn every_value_reads_as_what_was_written() {
        check("mode=expected", "expected");
        check("z_milli=1645", "1645");
        check("leave_counts=yes", "yes");
        check("calling_window=08:30-17:00", "08:30-17:00");
        check("cap_email=50 touches", "50 touches");
        check("cap_call=90 minutes", "90 minutes");
        check("country=DE", "DE");
        check("offer=We make bread = joy", "We make bread = joy");
    }

    #[test]
    fn a_value_out_of_its_bound_is_refused_by_name() {
        check("z_milli=4001", "`z_milli` must be a whole number from 0 to 4000, not `4001`");
        check("mode=sure", "`mode` must be certain or expected, not `sure`");
        check("loose_minutes=+5", "`loose_minutes` must be a whole number from 1 to 480, not `+5`");
        check(
            "calling_window=18:00-09:00",
            "`calling_window` must be two times of day such as 09:00-18:00, not `18:00-09:00`",
        );
        check(
            "country=Germany",
            "`country` must be two capital letters such as DE, or empty, not `Germany`",
        );
        check(
            "cap_email=lots",
            "`cap_email` must be none, or up to 10000 a day such as `50 touches` or `60 minutes`, not `lots`",
        );
        check("language=fr", "`language` must be en or de, not `fr`");
        check("mode", "a setting is written as KEY=VALUE, not `mode`");
    }

    #[test]
    fn an_unknown_key_is_refused_with_those_that_are_known() {
        let error = Settings::default().set("modes", "certain").unwrap_err().to_string();
        assert!(error.starts_with("unknown setting `modes`: known are mode, z_milli, "), "{error}");
    }
}
