//! `doctor`: where the data is and whether it is sound.

use app::{
    App,
    clock::{Clock, Ids},
    instance,
};
use serde_json::json;
use store::{
    database::{Db, Location, Opening},
    transaction::Engine,
};

use crate::{
    answer::{Answer, Failure},
    arguments::Global,
    context,
};

/// Runs `doctor`: opens the data, checks all of it, and says what it found.
pub(crate) async fn run(global: &Global) -> Result<Answer, Failure> {
    let location = context::location(global);
    let db = Db::open(&location, Opening::Command).await?;
    db.check().await?;
    let app = App::new(db.clone(), Clock::System, Ids::Random);
    let standing = instance::seen(&app).await?;
    let backup = standing.backup_at.map_or_else(
        || "none was made by this program".to_owned(),
        |at| format!("the last verified one was made at {at}"),
    );
    let held = if standing.is_held { standing.why.as_str() } else { "no" };
    let engine = match db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    let place = match &location {
        Location::Folder(folder) => folder.display().to_string(),
        Location::Postgres(_) => "the server of --database".to_owned(),
    };
    let zones = jiff::tz::db().available().count();
    let holidays = domain::calendar::holidays::calendars().len();
    let first_year = domain::calendar::holidays::YEARS.start();
    let last_year = domain::calendar::holidays::YEARS.end();
    let version = env!("CARGO_PKG_VERSION");
    Answer::done(
        &json!({
            "version": version, "engine": engine, "data": place, "sound": true, "time_zones": zones,
            "holiday_calendars": holidays, "holidays_from": first_year, "holidays_to": last_year,
            "last_backup_at": standing.backup_at, "held": standing.is_held, "held_why": standing.why,
        }),
        format!(
            "touchstone {version}\ndata       {place} ({engine}), sound\ntime zones {zones}\nholidays   {holidays} calendars, {first_year} to {last_year}\nbackup     {backup}\nheld       {held}"
        ),
    )
}
