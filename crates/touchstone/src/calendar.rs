//! `hours`, `leave`, `lost`, `holidays` and `busy`: when a rep works.

use std::path::PathBuf;

use app::{
    calendar::{self, Busy, CalendarChangeError, days_off::HolidaysError},
    workspaces::Member,
};
use clap::{Args, Subcommand};
use domain::{
    calendar::{
        Lost,
        hours::{Hours, Stretch},
    },
    ids::BusyId,
};
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    answer::{Answer, Failure, table},
    context::{Context, read_day, read_instant},
};

/// `touchstone hours …`
#[derive(Debug, Args)]
pub(crate) struct HoursArgs {
    /// The whole week, such as `mon-fri 09:00-11:00` or `mon,wed 09:00-10:30 14:00-15:00 fri 10:00-12:00`; `off` for none. Or one
    /// working day alone: `2026-11-25 09:00-12:00`, and `2026-11-25 usual` for those of its weekday again. Left out: your hours
    /// are shown.
    #[arg(value_name = "HOURS")]
    hours: Vec<String>,
}

/// `touchstone leave …`
#[derive(Debug, Subcommand)]
pub(crate) enum LeaveCommand {
    /// Add days off, first and last included.
    Add {
        /// First day: 2026-11-23.
        from: String,
        /// Last day; one day off when left out.
        to: Option<String>,
    },
    /// List the days off ahead.
    List,
    /// Remove days off: you work on them after all.
    Remove {
        /// Its id, as `leave list` shows it.
        id: Uuid,
    },
}

/// `touchstone lost …`
#[derive(Debug, Args)]
pub(crate) struct LostArgs {
    /// The day that was lost: 2026-11-23.
    day: String,
    /// How many minutes of it were lost; the whole day when left out, and 0 takes it back.
    #[arg(long, value_name = "M", allow_negative_numbers = true)]
    minutes: Option<u32>,
}

/// `touchstone holidays …`
#[derive(Debug, Args)]
pub(crate) struct HolidaysArgs {
    #[command(subcommand)]
    command: Option<HolidaysCommand>,
    /// Use the calendar of a country or part of it, such as DE, DE-BY or US-CA (`holidays countries` lists them); "" for none.
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// Year to show; this one when left out.
    #[arg(long)]
    year: Option<i16>,
}

#[derive(Debug, Subcommand)]
enum HolidaysCommand {
    /// Add a holiday of your own.
    Add {
        /// The day: 2026-11-23.
        day: String,
        /// What the holiday is called.
        name: String,
    },
    /// Remove a holiday of your own.
    Remove {
        /// The day: 2026-11-23.
        day: String,
    },
    /// List the countries whose holidays are known.
    Countries,
}

/// `touchstone busy …`
#[derive(Debug, Subcommand)]
pub(crate) enum BusyCommand {
    /// Add time that is taken: nothing is planned into it.
    Add {
        /// When it begins: 2026-11-23T09:30 in your zone, or with an offset (…+01:00, …Z).
        from: String,
        /// When it ends.
        to: String,
        /// What it is.
        #[arg(long, default_value = "")]
        title: String,
    },
    /// List the time ahead that is taken.
    List,
    /// Remove one: the time is free again.
    Remove {
        /// Its id, as `busy list` shows it.
        id: BusyId,
    },
    /// Read an .ics file; importing a file of the same name again replaces what it brought.
    Import {
        /// The .ics file.
        file: PathBuf,
    },
}

/// Runs `hours`.
pub(crate) async fn hours(context: &Context, args: HoursArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let words: Vec<&str> = args.hours.iter().flat_map(|word| word.split_whitespace()).collect();
    if let Some((first, rest)) = words.split_first() {
        if let Ok(day) = first.parse::<Date>() {
            let stretches = day_hours(day, rest)?;
            calendar::set_own_hours(&context.app, &rep, day, &stretches).await?;
        } else {
            let hours = Hours::parse(&words.join(" ")).map_err(CalendarChangeError::from)?;
            calendar::set_hours(&context.app, &rep, &hours).await?;
        }
    }
    let hours = calendar::hours(&context.app, &rep).await?;
    let week = hours.week();
    let zone = rep.zone.iana_name().unwrap_or_default();
    let text = if hours.is_off() {
        "no hours: nobody can be started. Set them with `touchstone hours mon-fri 09:00-11:00`"
            .to_owned()
    } else {
        format!("{hours} ({zone}), {} minutes a week", week.iter().sum::<i64>())
    };
    let own = calendar::own_hours(&context.app, &rep).await?;
    let own: Vec<(Date, String)> =
        own.into_iter().map(|(day, stretches)| (day, joined(&stretches))).collect();
    let text = own.iter().fold(text, |text, (day, hours)| {
        format!("{text}\n{day} ({}): {hours}", day.strftime("%a"))
    });
    let days: Vec<Value> =
        own.iter().map(|(day, hours)| json!({ "on": day, "hours": hours })).collect();
    let told = json!({ "hours": hours, "minutes": week, "zone": zone, "days": days });
    let (told, text) = with_hint(told, text, holidays_hint(context, &rep).await?);
    Answer::done(&told, text)
}

/// The hours of one day as they were written; none for those of its weekday.
fn day_hours(day: Date, words: &[&str]) -> Result<Vec<Stretch>, Failure> {
    match words {
        ["usual"] => Ok(Vec::new()),
        ["off"] => Err(Failure::usage(
            "unreadable_hours",
            format!("a day off is leave: `touchstone leave add {day}`"),
        )),
        words => {
            // Read as the hours of a weekday are, so that the same is refused.
            let hours = Hours::parse(&format!("mon {}", words.join(" ")));
            let hours = hours.map_err(CalendarChangeError::from)?;
            Ok(hours.of(Weekday::Monday).to_vec())
        }
    }
}

fn joined(stretches: &[Stretch]) -> String {
    stretches.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What to say while public holidays would be days off and no country is chosen; nothing once one is.
pub(crate) async fn holidays_hint(
    context: &Context,
    rep: &Member,
) -> Result<Option<&'static str>, Failure> {
    let lacks = calendar::days_off::lacks_country(&context.app, rep).await?;
    Ok(lacks.then_some(
        "Public holidays count as working days until you choose a country: touchstone holidays --country DE",
    ))
}

/// The answer with a hint: its own key in JSON, its own line for people.
pub(crate) fn with_hint(
    mut told: Value,
    mut text: String,
    hint: Option<&'static str>,
) -> (Value, String) {
    if let Some(hint) = hint {
        if let Some(keys) = told.as_object_mut() {
            keys.insert("hint".to_owned(), hint.into());
        }
        text = format!("{text}\n{hint}");
    }
    (told, text)
}

/// Runs `leave`.
pub(crate) async fn leave(context: &Context, command: LeaveCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    match command {
        LeaveCommand::Add { from, to } => {
            let from = read_day(&from)?;
            let to = to.map_or(Ok(from), |to| read_day(&to))?;
            let added = calendar::add_leave(&context.app, &rep, from, to).await?;
            Answer::done(&added, format!("leave from {from} to {to}: windows wait for you"))
        }
        LeaveCommand::List => {
            let found = calendar::leave(&context.app, &rep).await?;
            let rows = found
                .iter()
                .map(|leave| [leave.id.to_string(), leave.from.to_string(), leave.to.to_string()]);
            let text = if found.is_empty() {
                "no leave ahead".to_owned()
            } else {
                table(["id", "from", "to"], rows)
            };
            Answer::done(&json!({ "leave": found }), text)
        }
        LeaveCommand::Remove { id } => {
            calendar::remove_leave(&context.app, &rep, id).await?;
            Answer::done(&json!({ "removed": id }), "leave taken back")
        }
    }
}

/// Runs `lost`.
pub(crate) async fn lost(context: &Context, args: LostArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let day = read_day(&args.day)?;
    let lost = args.minutes.map_or(Lost::All, |minutes| Lost::Minutes(minutes.into()));
    calendar::set_lost(&context.app, &rep, day, lost).await?;
    let text = match args.minutes {
        None => format!("{day} is lost; `touchstone today` shows the new plan"),
        Some(0) => format!("{day} counts in full again"),
        Some(minutes) => {
            format!("{minutes} minutes of {day} are lost; `touchstone today` shows the new plan")
        }
    };
    Answer::done(&json!({ "on": day, "minutes": args.minutes }), text)
}

/// Runs `holidays`.
pub(crate) async fn holidays(context: &Context, args: HolidaysArgs) -> Result<Answer, Failure> {
    let mut rep = context.member().await?;
    if let Some(HolidaysCommand::Countries) = args.command {
        let known = domain::calendar::holidays::calendars();
        return Answer::done(&json!({ "countries": known }), known.join("\n"));
    }
    if let Some(country) = &args.country {
        let zone = rep.zone.iana_name().unwrap_or_default().to_owned();
        app::workspaces::place_rep(&context.app, &rep, &zone, country).await?;
        rep = context.member().await?;
    }
    match args.command {
        Some(HolidaysCommand::Add { day, name }) => {
            calendar::days_off::add_holiday(&context.app, &rep, read_day(&day)?, &name).await?;
        }
        Some(HolidaysCommand::Remove { day }) => {
            calendar::days_off::remove_holiday(&context.app, &rep, read_day(&day)?).await?;
        }
        Some(HolidaysCommand::Countries) | None => {}
    }
    let year = args.year.unwrap_or_else(|| context.app.clock.today(&rep.zone).year());
    let found = calendar::days_off::holidays_of(&context.app, &rep, year).await?;
    let days: Vec<_> = found.iter().map(|(on, name)| json!({ "on": on, "name": name })).collect();
    let text = if found.is_empty() {
        "no holidays: choose a country with `touchstone holidays --country DE`".to_owned()
    } else {
        table(["day", "name"], found.iter().map(|(day, name)| [day.to_string(), name.clone()]))
    };
    Answer::done(&json!({ "country": rep.country, "year": year, "holidays": days }), text)
}

/// Runs `busy`.
pub(crate) async fn busy(context: &Context, command: BusyCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    match command {
        BusyCommand::Add { from, to, title } => {
            let (from, to) = (read_instant(&from, &rep.zone)?, read_instant(&to, &rep.zone)?);
            let added = calendar::add_busy(&context.app, &rep, from, to, &title).await?;
            Answer::done(&added, format!("busy {}", shown(&added, &rep.zone)))
        }
        BusyCommand::List => {
            let found = calendar::busy(&context.app, &rep).await?;
            let rows = found.iter().map(|busy| {
                [
                    busy.id.to_string(),
                    shown(busy, &rep.zone),
                    busy.title.clone(),
                    busy.calendar.clone(),
                ]
            });
            let text = if found.is_empty() {
                "nothing ahead".to_owned()
            } else {
                table(["id", "when", "what", "calendar"], rows)
            };
            Answer::done(&json!({ "busy": found }), text)
        }
        BusyCommand::Remove { id } => {
            calendar::remove_busy(&context.app, &rep, id).await?;
            Answer::done(&json!({ "removed": id }), "removed")
        }
        BusyCommand::Import { file } => {
            let bytes = std::fs::read(&file).map_err(|error| {
                Failure::from_io(&format!("cannot read {}", file.display()), &error)
            })?;
            let name = file
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let done = calendar::files::import_busy(&context.app, &rep, &name, &bytes).await?;
            let mut text = format!(
                "{} blocks from {name}, those that repeat up to {}",
                done.blocks, done.until
            );
            if done.replaced > 0 {
                text = format!("{text}, in place of {} from before", done.replaced);
            }
            for problem in &done.problems {
                text = format!("{text}\nnot read: {}", problem.detail);
            }
            Answer::done(&done, text)
        }
    }
}

fn shown(busy: &Busy, zone: &TimeZone) -> String {
    let local = |instant: Timestamp| instant.to_zoned(zone.clone()).datetime();
    let (from, to) = (local(busy.from), local(busy.to));
    let clock = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%d %H:%M").to_string();
    if from.date() == to.date() {
        format!("{} to {}", clock(from), to.strftime("%H:%M"))
    } else {
        format!("{} to {}", clock(from), clock(to))
    }
}

impl From<CalendarChangeError> for Failure {
    fn from(error: CalendarChangeError) -> Self {
        match error {
            CalendarChangeError::Store(error) => error.into(),
            CalendarChangeError::Hours(_) => Self::usage("unreadable_hours", error.to_string()),
            CalendarChangeError::Backwards { .. } => Self::usage("backwards", error.to_string()),
            CalendarChangeError::TooFar { .. } => Self::usage("too_far", error.to_string()),
            CalendarChangeError::TooLong { .. } => Self::usage("too_long", error.to_string()),
            CalendarChangeError::NotWorking { .. } => Self::usage("not_working", error.to_string()),
            CalendarChangeError::FewerMinutes { .. } => {
                Self::usage("fewer_minutes", error.to_string())
            }
            CalendarChangeError::Ics(_) => Self::failed("calendar_file_refused", error.to_string()),
            CalendarChangeError::Unknown { .. } => Self::usage("unknown", error.to_string()),
        }
    }
}

impl From<HolidaysError> for Failure {
    fn from(error: HolidaysError) -> Self {
        match error {
            HolidaysError::Store(error) => error.into(),
            HolidaysError::Year { .. } => Self::usage("no_year", error.to_string()),
            HolidaysError::NotKnown(_) => Self::refused("holidays_not_known", error.to_string()),
        }
    }
}
