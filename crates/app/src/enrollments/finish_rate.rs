//! The finish rate of a rep: who got their full cadence or left it by an event, and why the others did not.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    cadences::Cadence,
    enrollments::{
        EndWhy, PauseWhy, SkipWhy,
        finish_rate::{FinishFacts, FinishRate, finish_rate},
    },
    ids::CadenceVersionId,
};
use serde::Serialize;
use store::{enrollments as rows, errors::StoreError, touches as touch_rows};
use uuid::Uuid;

use crate::{
    App, cadences, calendar,
    clock::{date_of, day_number},
    enrollments::facts_of,
    plan::book::with_working_days,
    settings,
    workspaces::Member,
};

/// The finish rate of a rep.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Finished {
    /// The counts.
    #[serde(flatten)]
    pub rate: FinishRate,
    /// Finished of all that could be, in percent; none while nothing has ended.
    pub percent: Option<f64>,
    /// Touches done.
    pub touches: usize,
    /// Of them inside their window.
    pub on_time: usize,
    /// Started against the plan.
    pub overrides: usize,
}

/// The finish rate of a rep, as of today.
pub async fn of_member(app: &App, member: &Member) -> Result<Finished, StoreError> {
    let (scope, id) = (member.scope, member.id);
    app.db
        .snapshot(scope, async |tx| {
            let settings = settings::read(tx, scope).await?;
            let today = app.clock.today(&member.zone);
            let all = rows::all_of_member(tx, scope, id).await?;
            let touches = touch_rows::finished_of_member(tx, scope, id).await?;
            let first = all.iter().map(|row| row.started_on).min().unwrap_or(day_number(today));
            let calendar = calendar::load(tx, member, date_of(first), &settings).await?;
            let mut rules: BTreeMap<Uuid, Cadence> = BTreeMap::new();
            for version in all.iter().map(|row| row.version_id).collect::<BTreeSet<_>>() {
                if let Some(cadence) =
                    cadences::version(tx, scope, CadenceVersionId(version)).await?
                {
                    rules.insert(version, cadence);
                }
            }
            let mut skipped: BTreeMap<Uuid, Vec<&touch_rows::Touch>> = BTreeMap::new();
            for touch in touches.iter().filter(|touch| touch.state == "skipped") {
                if let Some(enrollment) = touch.enrollment_id {
                    skipped.entry(enrollment).or_default().push(touch);
                }
            }
            let mut facts = Vec::with_capacity(all.len());
            for row in &all {
                let skipped = skipped.get(&row.id).map_or(&[][..], Vec::as_slice);
                facts.push(facts_of_finish(row, skipped, rules.get(&row.version_id), &calendar)?);
            }
            let rate = finish_rate(&facts, today);
            let done: Vec<_> = touches.iter().filter(|touch| touch.state == "done").collect();
            let percent = percent(rate.finished, rate.of);
            Ok(Finished {
                percent,
                rate,
                touches: done.len(),
                on_time: done.iter().filter(|touch| touch.is_late == 0).count(),
                overrides: all.iter().filter(|row| !row.override_why.is_empty()).count(),
            })
        })
        .await
}

fn facts_of_finish(
    row: &rows::Enrollment,
    skipped: &[&touch_rows::Touch],
    cadence: Option<&Cadence>,
    calendar: &domain::calendar::RepCalendar,
) -> Result<FinishFacts, StoreError> {
    let facts = facts_of(row)?;
    // What an outcome passed over names the activity, what a change by hand passed over says so; the rest the rep skipped.
    let is_no_way = |touch: &&&touch_rows::Touch| {
        touch.activity_id.is_some() || touch.why == SkipWhy::NoWay.as_str()
    };
    let n_no_way = skipped.iter().filter(is_no_way).count();
    let last_deadline = with_working_days(calendar, |days| {
        let (Some(next), Some(cadence)) = (facts.next, cadence) else { return facts.started_on };
        let Some(step) = cadence.step(next.step) else { return facts.started_on };
        let window = domain::touches::Window::of(next.due, step, days);
        let later = cadence.steps.iter().skip(usize::from(next.step));
        later.fold(window.to, |day, step| {
            days.plus(day, u32::from(step.gap) + u32::from(step.window))
        })
    });
    Ok(FinishFacts {
        state: facts.state,
        ended: facts.ended.as_ref().map(|ended| ended.why),
        has_skip: n_no_way < skipped.len(),
        has_no_way: n_no_way > 0,
        needs_number: facts.paused.is_some_and(|paused| paused.why == PauseWhy::NeedsNumber),
        is_override: !row.override_why.is_empty(),
        last_deadline: match &facts.ended {
            Some(ended) if ended.why != EndWhy::Stopped => ended.on,
            _ => last_deadline,
        },
    })
}

fn percent(part: usize, of: usize) -> Option<f64> {
    let (part, of) = (u32::try_from(part).ok()?, u32::try_from(of).ok()?);
    (of > 0).then(|| 100.0 * f64::from(part) / f64::from(of))
}
