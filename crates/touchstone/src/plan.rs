//! `today`, `plan` and `calc`: whom to contact, the weeks ahead, and the planner from outside.

use std::{collections::BTreeMap, io::Read};

use app::plan::{self, Today, TodayShown, Weeks, book::PlanningError, closing::ClosingShown};
use clap::{Args, ValueEnum};
use domain::{
    ids::PersonId,
    plan::calc::{CalcError, Case, calc_admission, calc_plan_morning, calc_replan},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    answer::{Answer, Failure, spoken, table},
    context::Context,
    enrollments::{names_of, repair_told},
};

/// `touchstone plan …`
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// How many weeks to show.
    #[arg(long, value_name = "N", default_value_t = 4, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(1..=52))]
    weeks: u8,
}

/// `touchstone calc …`
#[derive(Debug, Args)]
pub(crate) struct CalcArgs {
    /// What to calculate.
    what: Calculation,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Calculation {
    /// Can I start these?
    Admission,
    /// The list of a morning.
    PlanMorning,
    /// The list after events.
    Replan,
}

/// Runs `today`.
pub(crate) async fn today(context: &Context) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let today = plan::today(&context.app, &rep).await?;
    let local = context.app.clock.today(&rep.zone);
    let text = told(&today, local, &rep.zone);
    Answer::done(&today, text)
}

fn told(today: &Today, local: Date, zone: &TimeZone) -> String {
    if today.no_hours {
        return "No hours are set, so nothing is planned. Set them with `touchstone hours mon-fri 09:00-11:00`.".to_owned();
    }
    let mut lines = vec![format!(
        "{}: {} minutes, {} promised, room {}",
        today.on.strftime("%a %d %b %Y"),
        today.hours,
        today.promised,
        today.room
    )];
    let (now, later): (Vec<_>, Vec<_>) = today.touches.iter().partition(|touch| !touch.later_today);
    if today.touches.is_empty() {
        lines.push("Nothing is due today.".to_owned());
    }
    if !now.is_empty() {
        lines.push(touches(&now, local, zone));
    }
    if !later.is_empty() {
        lines.push("Later today (not within their calling hours now):".to_owned());
        lines.push(touches(&later, local, zone));
    }
    if !today.held.is_empty() {
        lines.push(
            "Held because of a colleague (`touchstone go-on --person ID` lets them go on):"
                .to_owned(),
        );
        lines.push(touches(&today.held.iter().collect::<Vec<_>>(), local, zone));
    }
    if !today.would_be_late.is_empty() {
        lines.push(format!("{} touches would be late:", today.would_be_late.len()));
        lines.extend(today.would_be_late.iter().map(|late| {
            let planned = late.planned.map_or("never".to_owned(), |day| day.to_string());
            let due = late.to.map(|day| day.to_string()).unwrap_or_default();
            format!("  {} touch {}: due {due}, planned {planned}", late.name, late.step)
        }));
    }
    if let Some(spent) = today.spent.filter(|spent| spent.spent < spent.planned) {
        lines.push(format!(
            "You planned {}, you do {} ({} days). Plan with {}? touchstone settings available_mean_ppm={}",
            spent.planned, spent.spent, spent.days, spent.spent, spent.mean_ppm
        ));
    }
    if !today.feasible {
        lines.push("What is started cannot all be finished: nobody more is started; `touchstone plan` shows what would help.".to_owned());
    } else if !today.can_start.is_empty() {
        lines.push(format!(
            "You can start {} more today: touchstone start --cadence {:?} --count {}",
            today.can_start.len(),
            today.cadence,
            today.can_start.len()
        ));
    }
    lines.push("Replies are not read yet: log them with --outcome replied.".to_owned());
    lines.join("\n")
}

/// Runs `close`.
pub(crate) async fn close(context: &Context) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let closed = plan::closing::close(&context.app, &rep).await?;
    let text = closed_told(&closed, &rep.zone);
    Answer::done(&closed, text)
}

fn closed_told(closed: &ClosingShown, zone: &TimeZone) -> String {
    let mut lines = vec![format!(
        "{}: {} on time, {} late, {} moved, {} left",
        closed.on.strftime("%a %d %b %Y"),
        closed.on_time.len(),
        closed.late.len(),
        closed.moved.len(),
        closed.left.len(),
    )];
    let moved = closed.moved.iter();
    lines.extend(moved.map(|one| format!("moved: {} {}", one.name, one.why).trim_end().to_owned()));
    let Some(next) = closed.next else {
        lines.push("No working day is known ahead.".to_owned());
        return lines.join("\n");
    };
    let day = next.strftime("%a %d %b");
    if closed.at_risk.is_empty() {
        lines.push(format!("Nothing is at risk on {day}."));
    } else {
        lines.push(format!("At risk on {day}, the last day of their windows or later:"));
        lines.push(touches(&closed.at_risk.iter().collect::<Vec<_>>(), next, zone));
    }
    if !closed.would_be_late.is_empty() {
        lines.push(format!("{} touches would be late from then on.", closed.would_be_late.len()));
    }
    if !closed.first.is_empty() {
        lines.push(format!("First on {day}:"));
        lines.push(touches(&closed.first.iter().collect::<Vec<_>>(), next, zone));
    }
    lines.join("\n")
}

/// When a touch is to be done: the time they named, else the last day of its window; and by how much it is late.
fn when_told(
    agreed: Option<Timestamp>,
    to: Option<Date>,
    late: i32,
    local: Date,
    zone: &TimeZone,
) -> String {
    let late = match late {
        i32::MIN..=0 => None,
        1 => Some("1 day late".to_owned()),
        days => Some(format!("{days} days late")),
    };
    let agreed = agreed.map(|at| {
        let at = at.to_zoned(zone.clone());
        let day = if at.date() == local { "" } else { "%a %d %b " };
        at.strftime(&format!("at {day}%H:%M")).to_string()
    });
    let by = || to.map(|day| day.strftime("by %a %d").to_string()).unwrap_or_default();
    match (agreed, late) {
        (Some(agreed), Some(late)) => format!("{agreed}, {late}"),
        (Some(told), None) | (None, Some(told)) => told,
        (None, None) => by(),
    }
}

fn touches(touches: &[&TodayShown], local: Date, zone: &TimeZone) -> String {
    let rows = touches.iter().map(|touch| {
        let step = match &touch.kind {
            Some(kind) => kind.as_str().replace('_', " "),
            None => format!("{}/{}", touch.step, touch.of),
        };
        let way = match (&touch.way, &touch.missing) {
            (Some(way), _) => way.clone(),
            (None, Some(missing)) => missing.told().to_owned(),
            (None, None) => String::new(),
        };
        [
            when_told(touch.agreed, touch.to, touch.late, local, zone),
            spoken(touch.channel.as_str()),
            step,
            format!("{} min", touch.minutes),
            touch.name.clone(),
            way,
            touch.reason.clone().unwrap_or_default(),
            touch.person.to_string(),
        ]
    });
    table(["when", "how", "touch", "", "who", "", "reason", "person"], rows)
}

/// Runs `plan`.
pub(crate) async fn plan(context: &Context, args: PlanArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let weeks = plan::weeks(&context.app, &rep, args.weeks).await?;
    if weeks.no_hours {
        return Err(PlanningError::NoHours.into());
    }
    let names = names_of(context, &rep, &weeks.repairs).await?;
    let text = weeks_told(&weeks, &names);
    Answer::done(&weeks, text)
}

fn weeks_told(weeks: &Weeks, names: &BTreeMap<PersonId, String>) -> String {
    let rows = weeks.days.iter().map(|day| {
        let minutes = |n: i64| n.to_string();
        [
            day.on.strftime("%a %d %b").to_string(),
            minutes(day.hours),
            minutes(day.promised),
            minutes(day.room),
        ]
    });
    let mut lines = vec![table(["day", "hours", "promised", "room"], rows)];
    if !weeks.late.is_empty() {
        lines.push(format!("{} touches would be late:", weeks.late.len()));
        lines.extend(weeks.late.iter().map(|late| format!("  {} touch {}", late.name, late.step)));
    }
    if !weeks.repairs.is_empty() {
        lines.push("What would help:".to_owned());
        lines
            .extend(weeks.repairs.iter().map(|repair| format!("  {}", repair_told(repair, names))));
    }
    lines.join("\n")
}

/// Runs `calc`: one case on standard input, what is calculated for it on standard output.
pub(crate) fn calc(args: &CalcArgs) -> Result<Answer, Failure> {
    let mut text = String::new();
    std::io::stdin()
        .lock()
        .read_to_string(&mut text)
        .map_err(|error| Failure::from_io("cannot read the case from standard input", &error))?;
    let case: Case = serde_json::from_str(&text).map_err(|error| {
        Failure::usage("unreadable_case", format!("the case cannot be read: {error}"))
    })?;
    let value = match args.what {
        Calculation::Admission => json(&calc_admission(&case)?),
        Calculation::PlanMorning => json(&calc_plan_morning(&case)?),
        Calculation::Replan => json(&calc_replan(&case)?),
    }?;
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    Answer::done(&value, text)
}

fn json(value: &impl serde::Serialize) -> Result<serde_json::Value, Failure> {
    serde_json::to_value(value).map_err(|error| Failure::failed("not_printable", error.to_string()))
}

impl From<CalcError> for Failure {
    fn from(error: CalcError) -> Self {
        Self::usage("case", error.to_string())
    }
}

impl From<PlanningError> for Failure {
    fn from(error: PlanningError) -> Self {
        match error {
            PlanningError::Store(error) => error.into(),
            PlanningError::NoHours => Self::refused("no_hours", error.to_string()),
            PlanningError::Holidays(_) => Self::refused("holidays_not_known", error.to_string()),
            PlanningError::TooFar { .. } => Self::refused("too_far", error.to_string()),
            PlanningError::Calendar(_) | PlanningError::Plan(_) => {
                Self::refused("cannot_plan", error.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A touch with a window to Wednesday, as it is told on Monday.
    #[track_caller]
    fn check(agreed: &str, late: i32, expected: &str) {
        let (local, to) = ("2026-11-23".parse().unwrap(), "2026-11-25".parse().unwrap());
        let agreed = agreed.parse::<Timestamp>().ok();
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(when_told(agreed, Some(to), late, local, &zone), expected);
    }

    #[test]
    fn a_touch_says_until_when_it_is_on_time_or_how_late_it_is() {
        check("", 0, "by Wed 25");
        check("", 1, "1 day late");
        check("", 4, "4 days late");
    }

    #[test]
    fn an_agreed_time_says_its_day_unless_it_is_today_and_how_late_it_is() {
        check("2026-11-23T10:00:00+01:00", 0, "at 10:00");
        check("2026-11-24T10:00:00+01:00", 0, "at Tue 24 Nov 10:00");
        check("2026-11-20T10:00:00+01:00", 1, "at Fri 20 Nov 10:00, 1 day late");
    }
}
