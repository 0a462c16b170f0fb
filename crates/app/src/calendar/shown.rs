//! A calendar as it is shown: hours with those of single days, lost days, and the holidays of a year.

use domain::calendar::hours::{Hours, InvalidHours, Stretch};
use jiff::civil::{Date, Weekday};
use serde::Serialize;
use store::{calendar as rows, errors::StoreError};
use utoipa::ToSchema;

use super::{
    CalendarChangeError,
    days_off::{HolidaysError, holidays_of, lacks_country},
    hours, own_hours,
};
use crate::{
    App,
    clock::{date_of, day_number},
    workspaces::Member,
};

/// The hours of a rep: of the week, and of single days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HoursShown {
    /// The week as it is written: `mon-fri 09:00-11:00`, or `off`.
    #[schema(value_type = String)]
    pub hours: Hours,
    /// Minutes from Monday to Sunday.
    pub minutes: [i64; 7],
    /// The time zone of the rep: hours are local.
    pub zone: String,
    /// Days from today on that have hours of their own.
    pub days: Vec<DayHours>,
    /// Public holidays are to be days off, but no country is chosen, so none is known.
    pub lacks_country: bool,
}

/// A day with hours of its own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DayHours {
    /// The day.
    pub on: Date,
    /// Its hours: `09:00-12:00 14:00-15:00`.
    pub hours: String,
}

/// A day, or a part of it, that was lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LostDay {
    /// The day.
    pub on: Date,
    /// Minutes of it; the whole day when none.
    pub minutes: Option<i64>,
}

/// A holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Holiday {
    /// The day.
    pub on: Date,
    /// Its name.
    pub name: String,
}

/// The holidays of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HolidaysShown {
    /// The holiday calendar of the rep, or empty.
    pub country: String,
    /// The year.
    pub year: i16,
    /// The country's and the rep's own, in order.
    pub holidays: Vec<Holiday>,
}

/// The hours of a rep.
///
/// # Errors
/// [`CalendarChangeError::Store`].
pub async fn hours_shown(app: &App, member: &Member) -> Result<HoursShown, CalendarChangeError> {
    let hours = hours(app, member).await?;
    let days = own_hours(app, member).await?;
    Ok(HoursShown {
        minutes: hours.week(),
        hours,
        zone: member.zone.iana_name().unwrap_or("UTC").to_owned(),
        days: days
            .iter()
            .map(|(on, stretches)| DayHours { on: *on, hours: written(stretches) })
            .collect(),
        lacks_country: lacks_country(app, member).await?,
    })
}

/// The hours of one day as they are written: `09:00-12:00 14:00-15:00`; read as those of a weekday are.
///
/// # Errors
/// [`CalendarChangeError::Hours`].
pub fn day_hours(text: &str) -> Result<Vec<Stretch>, CalendarChangeError> {
    if text.trim().is_empty() {
        return Err(InvalidHours::Empty.into());
    }
    let hours = Hours::parse(&format!("mon {text}"))?;
    let stretches = hours.of(Weekday::Monday).to_vec();
    // Nobody means another weekday, or a day off, by the hours of a day.
    if stretches.is_empty() || hours.week().iter().skip(1).any(|minutes| *minutes > 0) {
        return Err(InvalidHours::Word { word: text.to_owned() }.into());
    }
    Ok(stretches)
}

fn written(stretches: &[Stretch]) -> String {
    stretches.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The days from today on that were lost, or a part of them.
///
/// # Errors
/// [`CalendarChangeError::Store`].
pub async fn lost_days(app: &App, member: &Member) -> Result<Vec<LostDay>, CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let today = day_number(app.clock.today(&member.zone));
    let found: Result<_, StoreError> =
        app.db.read(scope, async |tx| rows::lost_from(tx, scope, id, today).await).await;
    let shown = found?.into_iter().map(|(day, minutes)| LostDay {
        on: date_of(day),
        minutes: (minutes >= 0).then_some(minutes),
    });
    Ok(shown.collect())
}

/// The holidays of a year, this one unless told.
///
/// # Errors
/// [`HolidaysError::Year`], [`HolidaysError::NotKnown`].
pub async fn holidays_shown(
    app: &App,
    member: &Member,
    year: Option<i16>,
) -> Result<HolidaysShown, HolidaysError> {
    let year = year.unwrap_or_else(|| app.clock.today(&member.zone).year());
    let found = holidays_of(app, member, year).await?;
    let holidays = found.into_iter().map(|(on, name)| Holiday { on, name }).collect();
    Ok(HolidaysShown { country: member.country.clone(), year, holidays })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let read = day_hours(text).ok().map(|stretches| written(&stretches));
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_hours_of_a_day_are_intervals_and_nothing_else() {
        check("09:00-12:00", Some("09:00-12:00"));
        check("09:00-10:00 14:00-15:00", Some("09:00-10:00 14:00-15:00"));
        check("off", None);
        check("09:00-10:00 tue 10:00-11:00", None);
        check("tue 10:00-11:00", None);
        check("12:00-09:00", None);
        check("", None);
    }
}
