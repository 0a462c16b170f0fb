//! Sixty working days of real outcomes: what the plan promised is kept.
//!
//! Who agrees to meet at which call is taken from a bank's real campaign (Moro, Laureano, Cortez 2011); the file is not
//! part of the product, and where it is absent the test says so.

use std::{fs, io::Read, path::PathBuf};

use app::{
    activities::record::record,
    cadences,
    enrollments::{finish_rate, start::StartRequest},
};
use domain::ids::ActivityId;
use jiff::{ToSpan, civil::Date};

use crate::{
    candidates::Chance,
    desk::{Card, Desk, day, first, request},
    starts::holds,
};

/// How many are asked for.
const ASKED: u32 = 200;
/// Over how many working days touch 1 may be.
const START_DAYS: u16 = 20;
/// How many working days are worked.
const DAYS: usize = 60;
/// Steps of the cadence.
const STEPS: usize = 8;

/// The folder of shared test data: the sibling `shared/data` of some folder above, or what the environment names.
pub(crate) fn shared_data() -> Option<PathBuf> {
    if let Ok(told) = std::env::var("TOUCHSTONE_SHARED_DATA") {
        return Some(PathBuf::from(told)).filter(|folder| folder.is_dir());
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|above| above.join("shared/data")).find(|it| it.is_dir())
}

/// Of those called at least `k` times, how many said yes at call `k`: millionths, for each step.
fn hazards(text: &str) -> [u64; STEPS] {
    let mut lines = text.lines().map(|line| line.split(';').map(|cell| cell.trim_matches('"')));
    let header: Vec<&str> = lines.next().unwrap().collect();
    let place = |name: &str| header.iter().position(|cell| *cell == name).unwrap();
    let (campaign, yes) = (place("campaign"), place("y"));
    let (mut called, mut agreed) = ([0_u64; STEPS], [0_u64; STEPS]);
    for line in lines {
        let cells: Vec<&str> = line.collect();
        let n: usize = cells[campaign].parse().unwrap();
        for reached in called.iter_mut().take(n) {
            *reached += 1;
        }
        if cells[yes] == "yes" && n <= STEPS {
            agreed[n - 1] += 1;
        }
    }
    std::array::from_fn(|step| agreed[step] * 1_000_000 / called[step])
}

/// The cold cadence with these shares as exits, under another name.
async fn with_exits(desk: &Desk, hazards: [u64; STEPS]) -> &'static str {
    const NAME: &str = "Cold with exits";
    let cold = cadences::show(&desk.app, &desk.member, "Cold").await.unwrap();
    let mut file: toml_text::Lines = toml_text::Lines::new(&cold.toml);
    file.rename("Cold", NAME);
    file.exits(&hazards);
    cadences::add(&desk.app, &desk.member, &file.text(), None).await.unwrap();
    NAME
}

/// The few changes that a cadence file needs here, by lines.
mod toml_text {
    pub(super) struct Lines(Vec<String>);

    impl Lines {
        pub(super) fn new(text: &str) -> Self {
            Self(text.lines().map(ToOwned::to_owned).collect())
        }

        pub(super) fn rename(&mut self, from: &str, to: &str) {
            let (from, to) = (format!("name = \"{from}\""), format!("name = \"{to}\""));
            let line = self.0.iter_mut().find(|line| **line == from).unwrap();
            *line = to;
        }

        pub(super) fn exits(&mut self, ppm: &[u64]) {
            let heads: Vec<usize> =
                (0..self.0.len()).filter(|n| self.0[*n] == "[[steps]]").collect();
            assert_eq!(heads.len(), ppm.len());
            for (head, ppm) in heads.into_iter().zip(ppm).rev() {
                self.0.insert(head + 1, format!("exit_ppm = {ppm}"));
            }
        }

        pub(super) fn text(&self) -> String {
            self.0.join("\n")
        }
    }
}

/// What became of one run.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    fit: usize,
    touches: usize,
    late: usize,
    meetings: usize,
}

/// Starts as many of 200 as fit, then works each morning's list for sixty working days.
async fn run(seed: u64, hazards: [u64; STEPS], mode: &str) -> Run {
    let mut desk = Desk::sqlite().await;
    let cards: Vec<Card> = (1..=220).map(Card::new).collect();
    desk.add(&cards).await;
    let mut cadence = "Cold";
    if mode == "expected" {
        cadence = with_exits(&desk, hazards).await;
        desk.settings(&["mode=expected"]).await;
    }
    let (mut chance, mut run) = (Chance(seed), Run::default());
    let mut today: Date = day("2026-11-23");
    for nth in 0..DAYS {
        while today.weekday().to_monday_zero_offset() > 4 {
            today += 1.day();
        }
        desk.morning_of(today);
        if nth == 0 {
            let asked: StartRequest = first(cadence, ASKED, START_DAYS);
            let answered = desk.ask(asked).await.unwrap();
            run.fit += answered.fit;
            assert!(!answered.feasible || holds(&desk).await, "seed {seed}, {today}");
        }
        run.meetings += work(&desk, today, hazards, &mut chance).await;
        today += 1.day();
    }
    let done = finish_rate::of_member(&desk.app, &desk.member).await.unwrap();
    (run.touches, run.late) = (done.touches, done.touches - done.on_time);
    run
}

/// Works one morning's list to its end; how many agreed to meet.
async fn work(desk: &Desk, today: Date, hazards: [u64; STEPS], chance: &mut Chance) -> usize {
    let mut meetings = 0;
    for touch in desk.today().await.touches {
        let agrees = chance.ppm(hazards[usize::from(touch.step) - 1]);
        let told = if agrees {
            meetings += 1;
            format!("meeting_set agreed={}T15:00:00Z", today + 3.days())
        } else {
            "no_answer".to_owned()
        };
        let id = ActivityId(desk.app.ids.next());
        let told = request(Some(touch.person), &told);
        record(&desk.app, &desk.member, id, told).await.unwrap();
    }
    meetings
}

/// How many seeds are run: the short form of three, or as many as `TOUCHSTONE_SEEDS` says.
fn n_seeds() -> u64 {
    std::env::var("TOUCHSTONE_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3)
}

/// Runs every seed, one after the other, and says what became of them.
async fn check(mode: &'static str, seeds: std::ops::Range<u64>) -> Option<Run> {
    let Some(folder) = shared_data() else {
        println!("skipped: there is no folder shared/data with the bank's campaign");
        return None;
    };
    let file = fs::File::open(folder.join("funnels/bank/bank-full.2008.csv.gz")).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let hazards = hazards(&text);
    let mut all = Run::default();
    for seed in seeds {
        let one = run(seed, hazards, mode).await;
        all.fit += one.fit;
        all.touches += one.touches;
        all.late += one.late;
        all.meetings += one.meetings;
        println!("{mode} seed {seed}: {one:?}");
    }
    println!("{mode}: {all:?}");
    Some(all)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_everybody_assumed_to_stay_no_window_is_missed() {
    if let Some(all) = check("certain", 0..n_seeds()).await {
        assert_eq!(all.late, 0, "{all:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counting_on_exits_99_of_100_touches_are_on_time() {
    if let Some(all) = check("expected", 0..n_seeds()).await {
        assert!(all.late * 100 <= all.touches, "{all:?}");
    }
}
