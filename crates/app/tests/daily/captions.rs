//! What an outcome is said to do before it is filed is what it does when it is filed.

use std::collections::BTreeSet;

use app::{
    activities::{
        ActivityError, LogRequest,
        outcomes::{Ahead, AheadRequest, OutcomeAhead, of_person, of_today},
        record::record,
    },
    cadences, calendar,
    clock::Clock,
    people::{suppress::suppress, timeline},
    workspaces::{self, Member, NewMember},
};
use domain::{
    activities::{Channel, Outcome},
    cadences::{Cadence, Step, effects::Takes},
    calendar::{Lost, hours::Hours},
    enrollments::EnrollmentState,
    ids::{ActivityId, PersonId},
};
use jiff::{Timestamp, ToSpan, civil::Date};

use crate::{
    candidates::Chance,
    desk::{Card, Desk, these},
};

/// Reps in several zones, with and without holidays.
const REPS: [(&str, &str, &str, &str); 4] = [
    ("Berta", "Europe/Berlin", "DE-BY", "mon-fri 09:00-11:00 13:00-14:00"),
    ("Ned", "America/New_York", "US", "mon-thu 10:00-12:00"),
    ("Aroha", "Pacific/Auckland", "NZ", "tue,thu,sat 08:00-09:30"),
    ("Ines", "Asia/Kolkata", "", "mon-fri 14:00-18:00"),
];
const ZONES: [&str; 5] =
    ["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland", ""];
/// Cases in which something was filed and compared, on each engine.
const CASES: [usize; 2] = [1_000, 200];
/// Cases that share a calendar and a set of cadences.
const CASES_OF_A_WORLD: usize = 40;

fn pick<T: Copy>(chance: &mut Chance, of: &[T]) -> T {
    of[usize::try_from(chance.below(u64::try_from(of.len()).unwrap())).unwrap()]
}

fn up_to(chance: &mut Chance, most: u64) -> i64 {
    i64::try_from(chance.below(most + 1)).unwrap()
}

/// A cadence with random channels, gaps and windows.
fn cadence(chance: &mut Chance, name: &str) -> Cadence {
    let n_steps = 1 + chance.below(6);
    let channels = [
        Channel::Call,
        Channel::Call,
        Channel::Email,
        Channel::Social,
        Channel::Letter,
        Channel::Text,
    ];
    let step = |chance: &mut Chance| Step {
        channel: pick(chance, &channels),
        minutes: 1,
        gap: u16::try_from(1 + chance.below(5)).unwrap(),
        window: u16::try_from(chance.below(4)).unwrap(),
        asks: domain::cadences::Asks::Meeting,
        exit_ppm: None,
        gives: None,
        scripts: std::collections::BTreeMap::new(),
    };
    let steps = (0..n_steps).map(|_| step(chance)).collect();
    Cadence { name: name.to_owned(), languages: Vec::new(), steps }
}

/// Reps with days off, and cadences, on a desk.
async fn world(desk: &mut Desk, chance: &mut Chance, nth: usize) -> (Vec<Member>, Vec<String>) {
    let today: Date = "2026-03-02".parse().unwrap();
    let today = today + (up_to(chance, 330)).days();
    desk.morning_of(today);
    let mut reps = Vec::new();
    for (name, zone, country, hours) in REPS {
        let name = format!("{name} {nth}");
        let (zone, country) = (zone.to_owned(), country.to_owned());
        let new = NewMember { name: name.clone(), zone, country };
        workspaces::add_rep(&desk.app, &desk.workspace, new).await.unwrap();
        let rep = workspaces::member(&desk.app, &desk.workspace, Some(&name)).await.unwrap();
        calendar::set_hours(&desk.app, &rep, &Hours::parse(hours).unwrap()).await.unwrap();
        for _ in 0..chance.below(3) {
            let from = today + up_to(chance, 25).days();
            let to = from + up_to(chance, 9).days();
            calendar::add_leave(&desk.app, &rep, from, to).await.unwrap();
        }
        for _ in 0..chance.below(3) {
            let day = today + up_to(chance, 25).days();
            calendar::days_off::add_holiday(&desk.app, &rep, day, "Ours").await.unwrap();
        }
        let _ = calendar::set_lost(&desk.app, &rep, today + 1.day(), Lost::All).await;
        reps.push(rep);
    }
    let mut names = Vec::new();
    for n in 0..4 {
        let made = cadence(chance, &format!("World {nth} {n}"));
        cadences::add_written(&desk.app, &reps[0], made.clone(), None).await.unwrap();
        names.push(made.name);
    }
    (reps, names)
}

/// A person somewhere, who lacks some ways, on a cadence or not, with some past.
async fn somebody(
    desk: &mut Desk,
    chance: &mut Chance,
    rep: &Member,
    cadence: &str,
    order: i64,
) -> PersonId {
    let mut card = Card::new(order);
    card.zone = pick(chance, &ZONES);
    card.phone = card.phone.filter(|_| chance.below(8) > 0);
    card.email = card.email.filter(|_| chance.below(8) > 0);
    card.has_profile = chance.below(3) > 0;
    let person = desk.person(card).await;
    if chance.below(5) > 0 {
        let mut asked = these(cadence, &[person]);
        asked.override_why = Some("a test".to_owned());
        app::enrollments::start::start(&desk.app, rep, asked).await.unwrap();
    }
    for _ in 0..chance.below(4) {
        let outcome = pick(chance, &[Outcome::NoAnswer, Outcome::Voicemail, Outcome::Replied]);
        let log = LogRequest {
            person: Some(person),
            outcome: Some(outcome.to_string()),
            is_own_only: true,
            ..LogRequest::default()
        };
        let id = ActivityId(desk.app.ids.next());
        record(&desk.app, rep, id, log).await.unwrap();
        later(desk, chance);
    }
    if chance.below(4) == 0 {
        let channels = BTreeSet::from([pick(chance, Channel::ALL), pick(chance, Channel::ALL)]);
        suppress(&desk.app, rep, person, channels, "asked not to").await.unwrap();
    }
    person
}

/// Some hours or days later.
fn later(desk: &mut Desk, chance: &mut Chance) {
    let hours = 1 + up_to(chance, 60);
    desk.app.clock = Clock::At(desk.app.clock.now() + hours.hours());
}

/// What is filed: as the caption was asked for.
fn filed(asked: AheadRequest, caption: &OutcomeAhead, person: PersonId) -> LogRequest {
    LogRequest {
        person: Some(person),
        outcome: Some(caption.outcome.to_string()),
        channel: asked.channel,
        touch: asked.touch,
        agreed: caption.with_agreed,
        until: caption.with_until,
        why: Some("because".to_owned()),
        is_own_only: true,
        ..LogRequest::default()
    }
}

/// What stands in the store after filing, against what was said before.
async fn compare(desk: &Desk, rep: &Member, person: PersonId, then: &Ahead, told: &str) {
    let found = timeline::of_person(&desk.app, rep, person).await.unwrap();
    let newest = found.enrollments.first();
    if let Some(next) = then.next.filter(|_| then.state == Some(EnrollmentState::Active)) {
        assert_eq!(newest.unwrap().next, Some(next), "{told}");
    }
    if let Some(state) = then.state {
        assert_eq!(newest.unwrap().state, state, "{told}");
    }
    if let Some(ends) = then.ends {
        assert_eq!(newest.unwrap().end_why, ends.to_string(), "{told}");
    }
    for loose in &then.loose {
        let is_it = |open: &&app::activities::LooseShown| {
            (open.kind, open.from, open.to) == (loose.kind, loose.from, loose.to)
        };
        assert!(found.open.iter().any(|open| is_it(&open)), "{told}: {:?}", found.open);
    }
    assert_eq!(then.meeting, !found.meetings.is_empty(), "{told}");
}

/// How somebody asks: by what is due, by channel, or with a day of their own.
async fn asking(desk: &Desk, chance: &mut Chance, rep: &Member, person: PersonId) -> AheadRequest {
    let open = timeline::of_person(&desk.app, rep, person).await.unwrap().open;
    let now: Timestamp = desk.app.clock.now();
    let today = now.to_zoned(rep.zone.clone()).date();
    let named = chance.below(2) == 0;
    AheadRequest {
        channel: (chance.below(3) == 0).then(|| pick(chance, Channel::ALL)),
        touch: open.first().map(|open| open.touch).filter(|_| named),
        agreed: (chance.below(2) == 0).then(|| now + (1 + up_to(chance, 900)).hours()),
        until: (chance.below(2) == 0).then(|| today + (1 + up_to(chance, 40)).days()),
        days: 20,
    }
}

/// One case: says, files, compares. False when this outcome cannot be filed with what was picked.
async fn case(desk: &Desk, chance: &mut Chance, rep: &Member, person: PersonId) -> bool {
    let asked = asking(desk, chance, rep, person).await;
    let ahead = of_person(&desk.app, rep, person, asked).await.unwrap();
    let caption = &ahead.outcomes
        [usize::try_from(chance.below(u64::try_from(ahead.outcomes.len()).unwrap())).unwrap()];
    let mut log = filed(asked, caption, person);
    let mut then = caption.then.clone();
    if !caption.by_day.is_empty() && chance.below(3) == 0 {
        // The table by days says the same as asking with the day.
        let row = &caption.by_day
            [usize::try_from(chance.below(u64::try_from(caption.by_day.len()).unwrap())).unwrap()];
        then = Some(row.then.clone());
        if caption.until == Takes::Never {
            let at = row.day.at(23, 30, 0, 0).to_zoned(rep.zone.clone()).unwrap().timestamp();
            if at <= desk.app.clock.now() {
                return false;
            }
            log.agreed = Some(at);
            let then = then.as_mut().unwrap();
            then.next.iter_mut().for_each(|next| next.agreed = Some(at));
        } else {
            log.until = Some(row.day);
        }
    }
    let told = format!("{log:?} for {rep:?} at {}: {then:?}", desk.app.clock.now());
    let id = ActivityId(desk.app.ids.next());
    match (record(&desk.app, rep, id, log).await, then) {
        (Ok(logged), Some(then)) => {
            assert_eq!((logged.change, logged.next), (then.change, then.next), "{told}");
            assert_eq!(logged.needs, then.needs, "{told}");
            compare(desk, rep, person, &then, &told).await;
            true
        }
        (Err(ActivityError::Outcome(error)), None) => {
            assert_eq!(caption.refused.as_deref(), Some(error.to_string().as_str()), "{told}");
            false
        }
        (logged, _) => panic!("{told}: {logged:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_date_is_the_one_that_stood_under_the_outcome() {
    for (mut desk, cases) in Desk::both().await.into_iter().zip(CASES) {
        let mut chance = Chance(2026);
        let (mut done, mut order, mut nth) = (0, 0, 0);
        while done < cases {
            nth += 1;
            let (reps, cadences) = world(&mut desk, &mut chance, nth).await;
            for _ in 0..CASES_OF_A_WORLD {
                order += 1;
                let rep = &reps[usize::try_from(chance.below(4)).unwrap()];
                let name = &cadences[usize::try_from(chance.below(4)).unwrap()];
                let person = somebody(&mut desk, &mut chance, rep, name, order).await;
                done += usize::from(case(&desk, &mut chance, rep, person).await);
            }
        }
        println!("{done} of {order} cases were filed as they had been captioned");
    }
}

#[tokio::test]
async fn the_captions_of_the_day_are_those_of_each_touch() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(5).await;
        desk.start("Cold", &people).await;
        desk.log(people[0], "replied channel=email").await;
        desk.at("2026-11-24T09:00:00+01:00");
        let today = desk.today().await;
        let ahead = of_today(&desk.app, &desk.member, &desk.member, 14).await.unwrap();
        assert_eq!(ahead.touches.len(), today.touches.len());
        assert!(!today.touches.is_empty());
        for (touch, ahead) in today.touches.iter().zip(&ahead.touches) {
            assert_eq!((touch.person, touch.touch), (ahead.person, ahead.touch));
            let asked = AheadRequest {
                channel: Some(touch.channel),
                touch: touch.touch,
                days: 14,
                ..AheadRequest::default()
            };
            let alone = of_person(&desk.app, &desk.member, touch.person, asked).await.unwrap();
            assert_eq!(serde_json::to_value(ahead).unwrap(), serde_json::to_value(alone).unwrap());
        }
    }
}

#[tokio::test]
async fn nothing_is_written_by_asking_and_a_colleagues_person_is_refused() {
    for desk in Desk::both().await {
        let ben = crate::colleagues::colleague(&desk, "mon-fri 15:00-17:00").await;
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let asked = AheadRequest { days: 3, ..AheadRequest::default() };
        let ahead = of_person(&desk.app, &desk.member, person, asked).await.unwrap();
        let keys: Vec<u8> = ahead.outcomes.iter().filter_map(|outcome| outcome.key).collect();
        assert_eq!(keys, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
        let refused = of_person(&desk.app, &ben, person, asked).await;
        assert!(matches!(refused, Err(ActivityError::OfAnother { .. })), "{refused:?}");
        let none = desk
            .count(
                store::sql!("select count(*) from activity where workspace_id = $1")
                    .bind(desk.member.scope.workspace),
            )
            .await;
        assert_eq!(none, 0);
    }
}
