//! Every number of the score equals a recount by plain SQL over the activities of a random workspace, and opens to its rows.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    activities::undo::undo,
    consistency::{What, consistency, rows as consistency_rows},
    doctrine::read::{Question, Which, read, rows as doctrine_rows},
    plan::closing::close,
    recipes::{
        by_hand::{Entry, count},
        progress::progress,
        rows::{Span, of_ingredient},
        save::save,
    },
};
use domain::{
    activities::Behaviour,
    ids::PersonId,
    recipes::progress::{Part, Period},
};
use jiff::{ToSpan, civil::Date};
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use store::{errors::StoreError, sql, statement::Statement};

use crate::desk::{Desk, day};

const FIRST: &str = "2026-11-23";
const DAYS: i64 = 38;

const RECIPE: &str = r#"name = "Daily"
[[ingredients]]
name = "calls"
behaviours = ["calls"]
goals = 4
[[ingredients]]
name = "talks"
behaviours = ["conversations", "meeting_asks"]
goals = [2, 2, 2, 2, 1, 0, 0]
by = "12:00"
[[ingredients]]
name = "thanks"
by_hand = true
goals = 1
"#;

const TOLD: &[&str] = &[
    "no_answer",
    "no_answer",
    "voicemail minutes=2",
    "gatekeeper",
    "not_interested",
    "not_interested ask=referral",
    "call_back agreed=2027-01-11T10:00:00+01:00",
    "replied",
    "bounced",
    "- behaviour=first_emails",
    "- behaviour=follow_up_emails minutes=3",
    "- behaviour=help_given",
    "- behaviour=social_touches",
    "- behaviour=events",
    "- behaviour=introduction_asks",
    "- behaviour=conversations minutes=8",
    "- behaviour=meeting_asks",
    "- behaviour=letters",
];

/// A month of work at random: cadences, outcomes, corrections, entries by hand, a merge.
async fn work(desk: &mut Desk, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut people = desk.crowd(14).await;
    desk.start("Trade show", &people[..8]).await;
    save(&desk.app, &desk.member, RECIPE, None).await.unwrap();
    for ahead in 0..DAYS {
        let on = day(FIRST).saturating_add(ahead.days());
        if ahead == 12 {
            let text = RECIPE.replace("goals = 4", "goals = 6").replace("12:00", "10:30");
            desk.morning_of(on);
            save(&desk.app, &desk.member, &text, None).await.unwrap();
        }
        if ahead == 20 {
            let gone = people.pop().unwrap();
            app::duplicates::merge(&desk.app, &desk.member, people[0], gone).await.unwrap();
        }
        for _ in 0..random.random_range(0..9) {
            log(desk, &mut random, &people, on).await;
        }
        if random.random_bool(0.4) {
            let times = random.random_range(0..4);
            let entry =
                Entry { ingredient: "thanks".to_owned(), times, on: None, note: String::new() };
            desk.morning_of(on);
            count(&desk.app, &desk.member, entry).await.unwrap();
        }
    }
}

async fn log(desk: &mut Desk, random: &mut StdRng, people: &[PersonId], on: Date) {
    let at =
        on.at(random.random_range(6..20), random.random_range(0..60), random.random_range(0..2), 0);
    desk.app.clock =
        app::clock::Clock::At(at.to_zoned(desk.member.zone.clone()).unwrap().timestamp());
    let (person, told) = (*people.choose(random).unwrap(), *TOLD.choose(random).unwrap());
    // What cannot be said of this person now is refused, and leaves no trace.
    let logged = desk.try_log(person, told).await;
    if let Ok(logged) = logged
        && random.random_bool(0.15)
    {
        let _ = undo(&desk.app, &desk.member, Some(logged.activity)).await;
    }
}

/// By day: how many activities that stand are such ones, by plain SQL.
async fn by_day(desk: &Desk, statement: Statement) -> BTreeMap<Date, u64> {
    let scope = desk.member.scope;
    let rows: Result<Vec<(i64, i64)>, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| tx.all(statement.clone().bind(scope.workspace)).await)
        .await;
    let date = |on: i64| app::clock::date_of(on);
    rows.unwrap().into_iter().map(|(on, n)| (date(on), u64::try_from(n).unwrap())).collect()
}

fn calls() -> Statement {
    sql!(
        "select on_day, count(*) as n from activity
where workspace_id = $1 and corrects is null and corrected_by is null and behaviour = 'calls'
group by on_day"
    )
}

fn talks() -> Statement {
    sql!(
        "select on_day, cast(sum(
    case when conversation = 1 or behaviour = 'conversations' then 1 else 0 end
    + case when asked = 'meeting' or behaviour = 'meeting_asks' then 1 else 0 end
) as bigint) as n from activity
where workspace_id = $1 and corrects is null and corrected_by is null
group by on_day"
    )
}

/// Talks by noon, and from the second version on by half past ten, of the local time in winter.
fn talks_in_time() -> Statement {
    sql!(
        "select on_day, cast(sum(
    case when conversation = 1 or behaviour = 'conversations' then 1 else 0 end
    + case when asked = 'meeting' or behaviour = 'meeting_asks' then 1 else 0 end
) as bigint) as n from activity
where workspace_id = $1 and corrects is null and corrected_by is null
    and happened_at + 3600000000 - on_day * 86400000000
        <= case when on_day < 20792 then cast(43200000000 as bigint) else cast(37800000000 as bigint) end
group by on_day"
    )
}

fn entered() -> Statement {
    sql!(
        "select on_day, times as n from hand_count as entry
where workspace_id = $1 and not exists (
    select 1 from hand_count as later where later.workspace_id = $1 and later.on_day = entry.on_day
        and later.ingredient_folded = entry.ingredient_folded and later.recorded_at > entry.recorded_at
)"
    )
}

fn sum(of: &BTreeMap<Date, u64>, days: Period) -> u64 {
    of.range(days.first..=days.last).map(|(_, n)| n).sum()
}

async fn check_progress(desk: &Desk) {
    let in_time = by_day(desk, talks_in_time()).await;
    let found = progress(&desk.app, &desk.member).await.unwrap();
    for (one, statement) in found.ingredients.iter().zip([calls(), talks(), entered()]) {
        let counted = by_day(desk, statement).await;
        let parts: [(Span, Part); 4] = [
            (Span::Today, one.progress.today),
            (Span::Week, one.progress.week),
            (Span::Month, one.progress.month),
            (Span::Year, one.progress.year),
        ];
        for (span, part) in parts {
            assert_eq!(part.done, sum(&counted, part.days), "{} {span}", one.ingredient);
            let rows = of_ingredient(&desk.app, &desk.member, &one.ingredient, span).await.unwrap();
            assert_eq!(rows.times, part.done, "{} {span}", one.ingredient);
            if one.ingredient == "talks" {
                let listed: u64 =
                    rows.activities.iter().filter(|row| row.in_time).map(|row| row.times).sum();
                assert_eq!(listed, sum(&in_time, part.days), "{span} in time");
            }
        }
        // Days met, from what was recounted: the goals are those of the version of the day.
        let of_day = if one.ingredient == "talks" { &in_time } else { &counted };
        let goal = |on: Date| match (one.ingredient.as_str(), on.weekday().to_monday_zero_offset())
        {
            (_, 5..) => 0,
            ("calls", _) => {
                if on < day("2026-12-05") {
                    4
                } else {
                    6
                }
            }
            ("talks", 4) | ("thanks", _) => 1,
            _ => 2,
        };
        let last = found.now.date();
        let days = day(FIRST).series(1.day()).take_while(|on| *on <= last);
        let met = days
            .filter(|on| goal(*on) > 0 && of_day.get(on).copied().unwrap_or_default() >= goal(*on));
        let n_met = u32::try_from(met.count()).unwrap();
        assert_eq!(one.progress.year.days_met, n_met, "{}", one.ingredient);
    }
}

/// The class and whether it counts under each doctrine, as plain SQL says it.
fn classes() -> [(&'static str, Statement); 5] {
    [
        ("Active first", sql!(
            "select case when outcome in ('replied', 'out_of_office', 'bounced') then 'not_prospecting no'
    when behaviour = 'help_given' then 'nurture no'
    when behaviour in ('referral_asks', 'referral_follow_ups', 'introduction_asks', 'alliance_work', 'events', 'walk_ins', 'calls',
        'conversations', 'meeting_asks') or channel in ('call', 'walk_in', 'event') then 'active yes'
    else 'passive yes' end as class, count(*) as n, cast(sum(minutes) as bigint) as minutes
from activity where workspace_id = $1 and corrects is null and corrected_by is null group by 1 order by 1"
        )),
        ("Cookbook", sql!(
            "select case when outcome in ('replied', 'out_of_office', 'bounced') then 'not_prospecting no'
    when behaviour = 'help_given' then 'nurture no' when behaviour = 'introduction_asks' then 'passive yes'
    when behaviour in ('calls', 'conversations', 'meeting_asks', 'referral_asks', 'referral_follow_ups', 'alliance_work', 'walk_ins',
        'events') or channel in ('call', 'walk_in', 'event', 'video') then 'active yes'
    else 'passive yes' end as class, count(*) as n, cast(sum(minutes) as bigint) as minutes
from activity where workspace_id = $1 and corrects is null and corrected_by is null group by 1 order by 1"
        )),
        ("Ask or it isn't", sql!(
            "select case when outcome in ('replied', 'out_of_office', 'bounced') then 'not_prospecting no'
    when conversation = 1 and asked = 'meeting' then 'active yes' when channel = 'social' then 'above_funnel no'
    when channel = 'email' or behaviour = 'help_given' then 'nurture no' else 'not_prospecting no' end as class, count(*) as n,
    cast(sum(minutes) as bigint) as minutes
from activity where workspace_id = $1 and corrects is null and corrected_by is null group by 1 order by 1"
        )),
        ("Follow-through", sql!(
            "select case when activity.outcome in ('replied', 'out_of_office', 'bounced') then 'not_prospecting no'
    when enrollment.override_why = '' then
        case when activity.channel in ('call', 'walk_in', 'event', 'video') then 'active ' else 'passive ' end
        || case when (select count(*) from touch where touch.workspace_id = $1 and touch.enrollment_id = enrollment.id
            and touch.kind = 'step' and touch.state = 'done') >= 3 or enrollment.state = 'finished' then 'yes'
            when enrollment.state = 'stopped' then 'no' else 'pending' end
    when activity.behaviour = 'help_given' then 'nurture no' else 'not_prospecting no' end as class, count(*) as n,
    cast(sum(activity.minutes) as bigint) as minutes
from activity
left join enrollment on enrollment.workspace_id = $1 and enrollment.id = activity.enrollment_id
where activity.workspace_id = $1 and activity.corrects is null and activity.corrected_by is null group by 1 order by 1"
        )),
        ("Agreement to meet", sql!(
            "select case when outcome in ('replied', 'out_of_office', 'bounced') then 'not_prospecting no'
    when behaviour in ('events', 'alliance_work') then 'warm_up no' when behaviour = 'help_given' then 'nurture no'
    when channel in ('call', 'walk_in', 'video') or behaviour in ('meeting_asks', 'conversations', 'referral_asks',
        'referral_follow_ups', 'introduction_asks') then 'active yes'
    else 'passive yes' end as class, count(*) as n, cast(sum(minutes) as bigint) as minutes
from activity where workspace_id = $1 and corrects is null and corrected_by is null group by 1 order by 1"
        )),
    ]
}

async fn check_doctrines(desk: &Desk) {
    let scope = desk.member.scope;
    let period = Period { first: day(FIRST), last: day("2026-12-31") };
    for (doctrine, statement) in classes() {
        let plain: Result<Vec<(String, i64, i64)>, StoreError> = desk
            .app
            .db
            .read(scope, async |tx| tx.all(statement.clone().bind(scope.workspace)).await)
            .await;
        let question =
            Question { period, doctrine: Some(doctrine.to_owned()), version: None, of: None };
        let found = read(&desk.app, &desk.member, &question).await.unwrap();
        let mut told = Vec::new();
        for one in &found.classes {
            told.push((
                format!("{} {}", one.class, one.counts),
                one.amount.activities,
                one.amount.minutes,
            ));
            let which =
                Which { class: Some(one.class), counts: Some(one.counts), ..Which::default() };
            let rows = doctrine_rows(&desk.app, &desk.member, &question, which).await.unwrap();
            assert_eq!(i64::try_from(rows.len()).unwrap(), one.amount.activities, "{doctrine}");
            let ids: BTreeSet<_> = rows.iter().map(|row| row.activity).collect();
            assert_eq!(ids.len(), rows.len());
        }
        told.sort();
        assert_eq!(told, plain.unwrap(), "{doctrine}");
    }
}

/// A count as a real number: none here is beyond what one holds exactly.
fn real(count: impl TryInto<u32, Error: std::fmt::Debug>) -> f64 {
    f64::from(count.try_into().unwrap())
}

async fn check_consistency(desk: &Desk) {
    let period = Period { first: day(FIRST), last: day("2026-12-25") };
    let what = What::Behaviours(BTreeSet::from([Behaviour::Conversations, Behaviour::MeetingAsks]));
    let found = consistency(&desk.app, &desk.member, &what, Some(period)).await.unwrap();
    let counted = by_day(desk, talks()).await;
    let working = period.first.series(1.day()).take_while(|on| *on <= period.last);
    let working: Vec<Date> =
        working.filter(|on| on.weekday().to_monday_zero_offset() < 5).collect();
    let x: Vec<f64> =
        working.iter().map(|on| real(counted.get(on).copied().unwrap_or_default())).collect();
    let (n, total) = (real(x.len()), x.iter().sum::<f64>());
    let mean = total / n;
    let near = |found: f64, plain: f64| assert!((found - plain).abs() < 1e-9, "{found} {plain}");
    near(
        found.spread.evenness.unwrap(),
        total * total / (n * x.iter().map(|x| x * x).sum::<f64>()),
    );
    near(
        found.spread.fano.unwrap(),
        x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0) / mean,
    );
    let pairs: f64 = x.iter().flat_map(|a| x.iter().map(move |b| (a - b).abs())).sum();
    near(found.spread.gini.unwrap(), pairs / (2.0 * n * n * mean));
    near(found.spread.active_share, real(x.iter().filter(|x| **x > 0.0).count()) / n);
    let streak = x.iter().rev().take_while(|x| **x > 0.0).count();
    assert_eq!(found.streak, streak);
    let rows = consistency_rows(&desk.app, &desk.member, &what, period).await.unwrap();
    let of_working: u64 =
        rows.activities.iter().filter(|row| working.contains(&row.on)).map(|row| row.times).sum();
    near(real(of_working), total);
}

async fn check_closing(desk: &mut Desk) {
    let mut seen = 0;
    for ahead in 0..DAYS {
        let on = day(FIRST).saturating_add(ahead.days());
        desk.morning_of(on);
        let closed = close(&desk.app, &desk.member).await.unwrap();
        for (is_late, told) in [(0_i64, &closed.on_time), (1, &closed.late)] {
            let plain = desk
                .count(
                    sql!(
                        "select count(*) from activity join touch on touch.workspace_id = $1 and touch.activity_id = activity.id
where activity.workspace_id = $1 and activity.corrected_by is null and touch.state = 'done' and touch.done_on = $2 and touch.is_late = $3"
                    )
                    .bind(desk.member.scope.workspace)
                    .bind(app::clock::day_number(on))
                    .bind(is_late),
                )
                .await;
            assert_eq!(i64::try_from(told.len()).unwrap(), plain, "{on}");
            seen += told.len();
        }
    }
    assert!(seen > 5, "only {seen} touches were done");
}

async fn check_all(seed: u64) {
    for mut desk in Desk::both().await {
        work(&mut desk, seed).await;
        desk.at("2026-12-30T21:00:00+01:00");
        check_progress(&desk).await;
        desk.at("2026-12-11T11:00:00+01:00");
        check_doctrines(&desk).await;
        desk.at("2026-12-30T21:00:00+01:00");
        check_consistency(&desk).await;
        check_closing(&mut desk).await;
    }
}

#[tokio::test]
async fn every_number_equals_a_recount_of_a_random_month() {
    check_all(1).await;
}

#[tokio::test]
async fn every_number_equals_a_recount_of_another_random_month() {
    check_all(20_261_122).await;
}
