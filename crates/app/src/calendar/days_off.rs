//! Public holidays and a rep's own.

use domain::calendar::holidays;
use jiff::civil::Date;
use store::{calendar as rows, errors::StoreError};

use super::{CalendarChangeError, near, short, unknown};
use crate::{
    App,
    audit::Change,
    clock::{date_of, day_number},
    settings,
    workspaces::Member,
};

/// The holidays of a year: the country's, and the rep's own.
pub async fn holidays_of(
    app: &App,
    member: &Member,
    year: i16,
) -> Result<Vec<(Date, String)>, HolidaysError> {
    let (scope, id) = (member.scope, member.id);
    let first = day_number(Date::new(year, 1, 1).map_err(|_| HolidaysError::Year { year })?);
    let own =
        app.db.read(scope, async |tx| rows::own_holidays_from(tx, scope, id, first).await).await?;
    let mut found: Vec<(Date, String)> = if member.country.is_empty() {
        Vec::new()
    } else {
        holidays::of_year(&member.country, year)?.into_iter().collect()
    };
    found.extend(
        own.into_iter()
            .map(|(day, name)| (date_of(day), name))
            .filter(|(day, _)| day.year() == year),
    );
    found.sort();
    Ok(found)
}

/// Whether public holidays are days off, but no country is chosen, so that none is planned around.
pub async fn lacks_country(app: &App, member: &Member) -> Result<bool, StoreError> {
    let scope = member.scope;
    let settings = app.db.read(scope, async |tx| settings::read(tx, scope).await).await?;
    Ok(settings.keeps_holidays && member.country.is_empty())
}

/// Why holidays cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum HolidaysError {
    /// There is no such year.
    #[error("{year} is no year")]
    Year {
        /// What was asked.
        year: i16,
    },
    /// They are not known.
    #[error(transparent)]
    NotKnown(#[from] holidays::NoHolidays),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Adds a holiday of the rep's own.
pub async fn add_holiday(
    app: &App,
    member: &Member,
    day: Date,
    name: &str,
) -> Result<(), CalendarChangeError> {
    near(app, member, day)?;
    short("the name of a holiday", name)?;
    let (scope, id, day, name) = (member.scope, member.id, day_number(day), name.to_owned());
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::set_own_holiday(tx, scope, id, day, &name).await?;
            let change = Change::new("added", "own_holiday", id.0).with("on_day", day);
            change.with("name", name.as_str()).by(tx, &inner, &by).await
        })
        .await?;
    Ok(())
}

/// Takes a holiday of the rep's own back.
pub async fn remove_holiday(
    app: &App,
    member: &Member,
    day: Date,
) -> Result<(), CalendarChangeError> {
    let (scope, id, on) = (member.scope, member.id, day_number(day));
    let (inner, by) = (app.clone(), member.clone());
    let was_there = app
        .db
        .transaction(scope, async move |tx| {
            let was_there = rows::delete_own_holiday(tx, scope, id, on).await?;
            if was_there {
                let change = Change::new("removed", "own_holiday", id.0).with("on_day", on);
                change.by(tx, &inner, &by).await?;
            }
            Ok::<_, StoreError>(was_there)
        })
        .await?;
    if was_there { Ok(()) } else { Err(unknown("holiday of your own on", &day)) }
}
