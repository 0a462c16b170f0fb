//! Times of the plan: a morning of 200 and of 1000 actives, and "can I start these?" for 500.
//!
//! Run with `cargo bench -p domain --bench plan`. Prints the median and the 99th percentile of each.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads the clock, prints, and stops when its input is wrong"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::activities::Channel;
use domain::plan::admit::{admit, fitting};
use domain::plan::days::WorkCalendar;
use domain::plan::morning::morning;
use domain::plan::{Active, Candidate, Cap, Due, PlanSettings, Request, Situation, Step, Unit};
use jiff::civil::{Date, date};

/// Monday, day 0 of every situation here.
const TODAY: Date = date(2026, 11, 23);

fn main() {
    for (mode, settings) in
        [("certain", PlanSettings::CERTAIN), ("expected", PlanSettings::EXPECTED)]
    {
        for n_actives in [200, 1_000] {
            let situation = situation(n_actives, 480, settings);
            let nobody = Request::default();
            let name = format!("morning, {n_actives} active, {mode}");
            report(&name, 2_000, || morning(&situation, &nobody, 10).unwrap());
        }
        for minutes in [240, 480] {
            let situation = situation(200, minutes, settings);
            let request = request(500);
            let name = format!("can start 500 beside 200, {minutes} minutes a day, {mode}");
            let fit = fitting(&situation, &request).unwrap().fit;
            report(&format!("{name}: {fit} fit"), 200, || fitting(&situation, &request).unwrap());
            report(&format!("{name}, with repairs"), 20, || admit(&situation, &request).unwrap());
        }
    }
}

fn report<T>(name: &str, n: usize, mut work: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..n + n / 10)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .skip(n / 10)
        .collect();
    times.sort_unstable();
    let at = |share: usize| times.get((n * share / 100).min(n - 1)).unwrap().as_secs_f64() * 1e6;
    println!("{name:<70} p50 {:>10.1} us   p99 {:>10.1} us", at(50), at(99));
}

/// The cold cadence: eight touches, 33 minutes, windows of two days, hazards of a bank's calls.
fn cold() -> Vec<Step> {
    use Channel::{Call, Email, Social};
    let steps = [
        (Call, 8, 0, 116_600),
        (Email, 4, 1, 100_600),
        (Call, 4, 2, 80_800),
        (Social, 3, 3, 72_900),
        (Call, 4, 3, 52_700),
        (Email, 3, 3, 51_100),
        (Call, 4, 4, 45_300),
        (Email, 3, 4, 43_700),
    ];
    let step =
        |(channel, minutes, gap, exit_ppm)| Step { channel, gap, window: 2, minutes, exit_ppm };
    steps.into_iter().map(step).collect()
}

/// Actives on all steps, half of them due within the week that their step asks for.
fn situation(n_actives: usize, minutes: i64, settings: PlanSettings) -> Situation<usize> {
    let calendar = WorkCalendar {
        first: date(2026, 10, 5),
        week: [minutes, minutes, minutes, minutes, minutes, 0, 0],
        ..WorkCalendar::default()
    };
    let working = [16, 17, 18, 19, 20].map(|day| Due::Done(date(2026, 11, day)));
    let actives = (0..n_actives).zip(working.into_iter().flat_map(|due| [due; 7]).cycle());
    let actives = actives.map(|(id, due)| Active {
        id: 10_000 + id,
        cadence: 0,
        next: 2 + id % 7,
        due,
        worth: 0,
    });
    let cap = |unit, per_day| Cap { unit, per_day, dates: BTreeMap::new() };
    Situation {
        today: TODAY,
        calendar,
        caps: BTreeMap::from([
            (Channel::Call, cap(Unit::Minutes, minutes * 3 / 4)),
            (Channel::Email, cap(Unit::Touches, minutes / 3)),
        ]),
        spent: BTreeMap::new(),
        reserved_done: 0,
        settings,
        cadences: vec![cold()],
        actives: actives.collect(),
    }
}

fn request(n: usize) -> Request<usize> {
    let candidate = |id| Candidate { id, cadence: 0, worth: 0, force: None, company: None };
    Request {
        candidates: (0..n).map(candidate).collect(),
        from: None,
        start_days: 60,
        company_starts: BTreeSet::new(),
    }
}
