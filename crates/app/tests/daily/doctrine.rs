//! Doctrines: in force, edited, previewed, and past days read by any of them.

use app::{
    doctrine::{
        DoctrineUseError, list,
        preview::{Draft, preview},
        read::{Question, ReadingShown, Which, read, rows},
        save, set_in_force, show,
    },
    reasons::{self, Told},
};
use domain::{
    doctrine::{Class, Counted},
    ids::PersonId,
    reasons::ReasonKind,
    recipes::progress::Period,
};

use crate::desk::{Card, Desk, day, request, these};

const MONDAY: &str = "2026-11-23";

fn period(first: &str, last: &str) -> Period {
    Period { first: day(first), last: day(last) }
}

fn by(doctrine: &str, first: &str, last: &str) -> Question {
    let doctrine = Some(doctrine.to_owned());
    Question { period: period(first, last), doctrine, version: None, of: None }
}

async fn reading(desk: &Desk, doctrine: &str) -> ReadingShown {
    read(&desk.app, &desk.member, &by(doctrine, MONDAY, "2026-12-31")).await.unwrap()
}

/// What a doctrine says of all that was done, in a line: `active yes 2 (9 min), passive yes 1 (4 min)`.
#[track_caller]
fn told(reading: &ReadingShown) -> String {
    let one = |one: &app::doctrine::read::ClassShown| {
        let amount = one.amount;
        format!("{} {} {} ({} min)", one.class, one.counts, amount.activities, amount.minutes)
    };
    reading.classes.iter().map(one).collect::<Vec<_>>().join(", ")
}

async fn check_rows(desk: &Desk, reading: &ReadingShown) {
    for class in &reading.classes {
        let question = by(&reading.doctrine, MONDAY, "2026-12-31");
        let which =
            Which { class: Some(class.class), counts: Some(class.counts), ..Which::default() };
        let found = rows(&desk.app, &desk.member, &question, which).await.unwrap();
        let minutes: i64 = found.iter().map(|row| row.minutes).sum();
        let n = i64::try_from(found.len()).unwrap();
        assert_eq!((n, minutes), (class.amount.activities, class.amount.minutes), "{class:?}");
    }
}

#[tokio::test]
async fn the_usual_doctrine_is_in_force_until_another_is_set() {
    for desk in Desk::both().await {
        let (app, rep) = (&desk.app, &desk.member);
        let listed = list(app, rep).await.unwrap();
        let in_force: Vec<&str> =
            listed.iter().filter(|one| one.is_in_force).map(|one| one.name.as_str()).collect();
        assert_eq!((listed.len(), in_force), (5, vec!["Cookbook"]));
        set_in_force(app, rep, "follow-through", None, "we start too much").await.unwrap();
        set_in_force(app, rep, "Follow-through", None, "again").await.unwrap();
        let found = set_in_force(app, rep, "Ask or it isn't", None, "").await.unwrap();
        let history: Vec<&str> = found.history.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(history, ["Ask or it isn't", "Follow-through"]);
        assert_eq!(found.history[1].why, "we start too much");
        let listed = list(app, rep).await.unwrap();
        assert_eq!(listed.iter().filter(|one| one.is_in_force).count(), 1);
        let question = Question { doctrine: None, ..by("", MONDAY, MONDAY) };
        assert_eq!(read(app, rep, &question).await.unwrap().doctrine, "Ask or it isn't");
    }
}

#[tokio::test]
async fn an_edited_doctrine_is_a_new_version_and_not_in_force_until_it_is_set() {
    for desk in Desk::both().await {
        let (app, rep) = (&desk.app, &desk.member);
        let shipped = show(app, rep, "cookbook").await.unwrap();
        let same = save(app, rep, &shipped.toml).await.unwrap_err();
        assert!(matches!(same, DoctrineUseError::Same { version: 1, .. }));
        let edited = shipped.toml.replace("class = \"passive\"", "class = \"nurture\"");
        let saved = save(app, rep, &edited).await.unwrap();
        assert_eq!((saved.shown.version, saved.shown.in_force), (2, Some(1)));
        assert_eq!(
            saved.versions.iter().map(|one| one.by).collect::<Vec<_>>(),
            [None, Some(rep.id)]
        );
        let set = set_in_force(app, rep, "Cookbook", None, "").await.unwrap();
        assert_eq!(set.shown.in_force, Some(2));
        let back = set_in_force(app, rep, "Cookbook", Some(1), "").await.unwrap();
        assert_eq!((back.shown.version, back.shown.in_force), (2, Some(1)));
        let unknown = set_in_force(app, rep, "Cookbook", Some(3), "").await.unwrap_err();
        assert_eq!(unknown.to_string(), "`Cookbook` has no version 3: the newest is 2");
        let refused = save(
            app,
            rep,
            "name = \"x\"\nsentence = \"\"\n[[rules]]\nclass = \"odd\"\ncounts = \"yes\"",
        )
        .await
        .unwrap_err();
        assert!(refused.to_string().starts_with("rule 1: unknown Class `odd`"), "{refused}");
        let own = edited.replace("Cookbook", "Ours");
        assert_eq!(save(app, rep, &own).await.unwrap().shown.version, 1);
        assert_eq!(list(app, rep).await.unwrap().len(), 6);
    }
}

/// A day with a call, a voicemail, an e-mail, a talk with an ask, a reply and help given.
async fn a_day(desk: &Desk) {
    let people = desk.crowd(5).await;
    desk.log(people[0], "no_answer minutes=3").await;
    desk.log(people[1], "voicemail minutes=2").await;
    desk.log(people[2], "- behaviour=first_emails minutes=4").await;
    desk.log(people[3], "not_interested minutes=6").await;
    desk.log(people[2], "replied minutes=1").await;
    desk.log(people[4], "- behaviour=help_given minutes=15").await;
    let taken_back = desk.log(people[0], "- behaviour=letters minutes=30").await.activity;
    app::activities::undo::undo(&desk.app, &desk.member, Some(taken_back)).await.unwrap();
}

#[tokio::test]
async fn a_day_reads_otherwise_under_each_doctrine() {
    for desk in Desk::both().await {
        a_day(&desk).await;
        for (doctrine, expected) in [
            (
                "Active first",
                "active yes 3 (11 min), passive yes 1 (4 min), nurture no 1 (15 min), not_prospecting no 1 (1 min)",
            ),
            (
                "Cookbook",
                "active yes 3 (11 min), passive yes 1 (4 min), nurture no 1 (15 min), not_prospecting no 1 (1 min)",
            ),
            (
                "Ask or it isn't",
                "active yes 1 (6 min), nurture no 2 (19 min), not_prospecting no 3 (6 min)",
            ),
            ("Follow-through", "nurture no 1 (15 min), not_prospecting no 5 (16 min)"),
            (
                "Agreement to meet",
                "active yes 3 (11 min), passive yes 1 (4 min), nurture no 1 (15 min), not_prospecting no 1 (1 min)",
            ),
        ] {
            let found = reading(&desk, doctrine).await;
            assert_eq!(told(&found), expected, "{doctrine}");
            check_rows(&desk, &found).await;
        }
    }
}

#[tokio::test]
async fn follow_through_is_pending_until_the_third_touch() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(2).await;
        desk.start("Cold", &people).await;
        desk.log(people[0], "no_answer minutes=5").await;
        assert_eq!(told(&reading(&desk, "Follow-through").await), "active pending 1 (5 min)");
        for (on, told) in
            [("2026-11-24", "- behaviour=first_emails"), ("2026-11-26", "no_answer minutes=5")]
        {
            desk.morning_of(day(on));
            let outcome =
                if told.starts_with('-') { "no_answer channel=email minutes=5" } else { told };
            desk.log(people[0], outcome).await;
        }
        let found = reading(&desk, "Follow-through").await;
        assert_eq!((found.pending.activities, found.counted.activities), (0, 3));
        // Who agreed to meet at the first touch was followed up; who was stopped by hand was not.
        desk.log(people[1], "meeting_set agreed=2026-12-10T10:00:00+01:00").await;
        assert_eq!(reading(&desk, "Follow-through").await.counted.activities, 4);
        check_rows(&desk, &reading(&desk, "Follow-through").await).await;
    }
}

#[tokio::test]
async fn what_was_started_against_the_plan_never_counts_as_follow_through() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.hours("mon-fri 09:00-09:01").await;
        let override_why = Some("the fair".to_owned());
        desk.ask(app::enrollments::start::StartRequest {
            override_why,
            ..these("Cold", &[person])
        })
        .await
        .unwrap();
        desk.log(person, "no_answer minutes=5").await;
        assert_eq!(told(&reading(&desk, "Follow-through").await), "not_prospecting no 1 (5 min)");
        let warning = reading(&desk, "Follow-through").await.warning.unwrap();
        assert_eq!((warning.is_raised, warning.people), (true, vec![person]));
    }
}

#[tokio::test]
async fn the_work_of_another_is_not_mine() {
    for desk in Desk::both().await {
        let new = app::workspaces::NewMember {
            name: "Otto".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            country: String::new(),
        };
        let otto = app::workspaces::add_rep(&desk.app, &desk.workspace, new).await.unwrap();
        let person = desk.person(Card::new(1)).await;
        let id = domain::ids::ActivityId(desk.app.ids.next());
        let told = request(Some(person), "not_interested minutes=6");
        app::activities::record::record(&desk.app, &otto, id, told).await.unwrap();
        let question = by("Ask or it isn't", MONDAY, MONDAY);
        let own = read(&desk.app, &otto, &question).await.unwrap();
        assert_eq!((own.counted.activities, own.not_counted.activities), (1, 0));
        let theirs = Question { of: Some(otto.id), ..question };
        let theirs = read(&desk.app, &desk.member, &theirs).await.unwrap();
        assert_eq!((theirs.counted.activities, theirs.not_counted.activities), (0, 1));
    }
}

#[tokio::test]
async fn a_preview_says_what_goes_from_class_to_class_and_changes_nothing() {
    for desk in Desk::both().await {
        a_day(&desk).await;
        let named = Draft::Named("Ask or it isn't".to_owned());
        let days = period(MONDAY, MONDAY);
        let found = preview(&desk.app, &desk.member, &named, days).await.unwrap();
        assert_eq!(
            (found.all.activities, found.changed.activities, found.changed.minutes),
            (6, 3, 9)
        );
        let moves: Vec<String> = found
            .moves
            .iter()
            .map(|one| format!("{} {} {}", one.from, one.to, one.amount.activities))
            .collect();
        assert_eq!(moves, ["active not_prospecting 2", "passive nurture 1"]);
        assert_eq!(list(&desk.app, &desk.member).await.unwrap().len(), 5);
        let file = show(&desk.app, &desk.member, "Cookbook").await.unwrap().toml;
        let same = preview(&desk.app, &desk.member, &Draft::File(file), days).await.unwrap();
        assert!(same.moves.is_empty());
    }
}

async fn add_reason(desk: &Desk, person: PersonId, kind: ReasonKind, on: &str) {
    let told = Told { text: "stand 5".to_owned(), kind, on: Some(day(on)), source: String::new() };
    reasons::add(&desk.app, &desk.member, person, told).await.unwrap();
}

#[tokio::test]
async fn warm_ups_are_to_be_called_within_two_working_days() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(4).await;
        add_reason(&desk, people[0], ReasonKind::Event, "2026-11-20").await;
        add_reason(&desk, people[1], ReasonKind::Registration, "2026-11-20").await;
        add_reason(&desk, people[2], ReasonKind::News, "2026-11-20").await;
        add_reason(&desk, people[3], ReasonKind::Event, "2026-11-23").await;
        desk.log(people[0], "no_answer").await;
        let warning = async |desk: &Desk| {
            let question = by("Agreement to meet", "2026-11-16", "2026-12-31");
            read(&desk.app, &desk.member, &question).await.unwrap().warning.unwrap()
        };
        assert!(!warning(&desk).await.is_raised);
        // Friday's two working days are Monday and Tuesday.
        desk.morning_of(day("2026-11-25"));
        assert_eq!(warning(&desk).await.people, [people[1]]);
        desk.log(people[1], "no_answer").await;
        desk.morning_of(day("2026-11-26"));
        let mut late = vec![people[1], people[3]];
        late.sort();
        assert_eq!(warning(&desk).await.people, late);
    }
}

#[tokio::test]
async fn a_day_without_an_ask_is_named() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(3).await;
        desk.log(people[0], "not_interested").await;
        desk.morning_of(day("2026-11-24"));
        desk.log(people[1], "voicemail").await;
        desk.morning_of(day("2026-11-25"));
        let warning = reading(&desk, "Ask or it isn't").await.warning.unwrap();
        assert!(warning.is_raised && warning.days.contains(&day("2026-11-24")));
        assert!(!warning.days.contains(&day(MONDAY)) && !warning.days.contains(&day("2026-11-25")));
        assert_eq!(warning.days.len(), 9);
    }
}

#[tokio::test]
async fn passive_work_over_half_of_the_minutes_is_named() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(3).await;
        desk.log(people[0], "no_answer minutes=10").await;
        desk.log(people[1], "- behaviour=first_emails minutes=10").await;
        desk.morning_of(day("2026-11-24"));
        assert!(!reading(&desk, "Active first").await.warning.unwrap().is_raised);
        desk.log(people[1], "- behaviour=follow_up_emails minutes=1").await;
        desk.morning_of(day("2026-11-25"));
        assert!(reading(&desk, "Active first").await.warning.unwrap().is_raised);
    }
}

#[tokio::test]
async fn warmth_and_the_freshest_reason_are_those_of_the_day() {
    for mut desk in Desk::both().await {
        let (app, rep) = (&desk.app, &desk.member);
        let text = "name = \"Warm\"\nsentence = \"\"\n[[rules]]\nclass = \"warm_up\"\ncounts = \"no\"\n[rules.when]\nreason_kind = [\"news\"]\nwarm = true\n
[[rules]]\nclass = \"active\"\ncounts = \"yes\"\n[rules.when]\nwarm = true\n\n[[rules]]\nclass = \"passive\"\ncounts = \"no\"\n";
        save(app, rep, text).await.unwrap();
        let person = desk.person(Card::new(1)).await;
        desk.log(person, "no_answer minutes=1").await;
        desk.morning_of(day("2026-11-24"));
        add_reason(&desk, person, ReasonKind::Event, "2026-11-24").await;
        desk.log(person, "no_answer minutes=2").await;
        desk.morning_of(day("2026-11-25"));
        add_reason(&desk, person, ReasonKind::News, "2026-11-25").await;
        desk.log(person, "no_answer minutes=4").await;
        let found = reading(&desk, "Warm").await;
        assert_eq!(
            told(&found),
            "active yes 1 (2 min), passive no 1 (1 min), warm_up no 1 (4 min)"
        );
        let which =
            Which { class: Some(Class::Active), counts: Some(Counted::Yes), ..Which::default() };
        let question = by("Warm", MONDAY, "2026-12-31");
        let active = rows(&desk.app, &desk.member, &question, which).await.unwrap();
        assert_eq!(active[0].on, day("2026-11-24"));
        let page = Which { limit: Some(2), ..Which::default() };
        let first = rows(&desk.app, &desk.member, &question, page).await.unwrap();
        let after = first.last().map(|row| (row.on, row.activity));
        let next = rows(&desk.app, &desk.member, &question, Which { after, ..page }).await.unwrap();
        assert_eq!((first.len(), next.len(), next[0].on), (2, 1, day("2026-11-25")));
    }
}
