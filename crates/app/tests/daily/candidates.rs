//! Whom `--count` chooses: the statement agrees with the rule, on people made at random.

use app::{
    App,
    clock::{date_of, day_number},
    people::eligibility,
};
use domain::{
    enrollments::candidates::{CandidateFacts, CandidateKey, Eligibility},
    ids::{MemberId, PersonId},
    people::{Fit, Standing},
    touches::LooseKind,
};
use jiff::{ToSpan, civil::Date};
use store::{
    enrollments, errors::StoreError, people::startable, scope::Scope, sql, suppressions, touches,
    transaction::Tx,
};
use uuid::Uuid;

use crate::desk::{Card, Desk, day, first};

/// Numbers by chance, the same in every run.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    /// True with a chance of so many millionths.
    pub(crate) fn ppm(&mut self, ppm: u64) -> bool {
        self.below(1_000_000) < ppm
    }
}

/// The company of some people; one of them is worked by another rep, and one is blocked.
const COMPANIES: [Option<&str>; 5] = [None, None, Some("Acme"), Some("Taken"), Some("Blocked")];

fn person_at_random(chance: &mut Chance, order: i64, today: Date) -> (Card, CandidateFacts) {
    let standings = [
        Standing::Lead,
        Standing::Lead,
        Standing::Other,
        Standing::InNurture,
        Standing::Prospect,
        Standing::Client,
        Standing::FormerClient,
    ];
    let fits = [Fit::Unknown, Fit::Unknown, Fit::Yes, Fit::No];
    let mut pick = |n: usize| usize::try_from(chance.below(u64::try_from(n).unwrap())).unwrap();
    let (standing, fit) = (standings[pick(7)], fits[pick(4)]);
    let company = COMPANIES[pick(5)];
    let days = i64::try_from(pick(7)).unwrap() - 3;
    let nurture_until = (pick(3) == 0).then(|| today + days.days());
    let reason_on = (pick(3) == 0).then(|| today - i64::try_from(pick(9)).unwrap().days());
    let is_enrolled = pick(8) == 0;
    let eligibility = Eligibility {
        standing,
        fit,
        nurture_until,
        is_sorted: false,
        is_enrolled,
        was_enrolled: pick(5) == 0,
        in_conversation: pick(8) == 0,
        has_follow_up: pick(10) == 0,
        is_forbidden: pick(8) == 0,
        is_blocked: company == Some("Blocked"),
        is_of_other_rep: pick(10) == 0,
        is_with_other_rep: company == Some("Taken"),
    };
    let has_tie = pick(3) == 0;
    let facts = CandidateFacts { eligibility, reason_on, has_tie, file_order: (0, order) };
    let card = Card {
        standing: standing.as_str(),
        fit: fit.as_str(),
        company,
        nurture_until,
        ..Card::new(order)
    };
    (card, facts)
}

/// Writes beside a person what the facts say.
async fn write(desk: &Desk, other: MemberId, person: PersonId, facts: &CandidateFacts, n: i64) {
    let (scope, app, member, facts) =
        (desk.member.scope, desk.app.clone(), desk.member.id, facts.clone());
    let version = version(desk).await;
    let written: Result<(), StoreError> = desk
        .data()
        .transaction(scope, async move |tx| {
            let about = About { app: &app, scope, member, person, version };
            write_reasons(tx, &about, &facts, n).await?;
            write_enrollments(tx, &about, &facts.eligibility, n).await?;
            if facts.eligibility.is_of_other_rep {
                tx.execute(
                    sql!("update person set owner_id = $3 where workspace_id = $1 and id = $2")
                        .bind(scope.workspace)
                        .bind(person)
                        .bind(other),
                )
                .await?;
            }
            write_bars(tx, &about, &facts.eligibility).await
        })
        .await;
    written.unwrap();
}

/// Whom the rows are about, and for whom they are written.
struct About<'a> {
    app: &'a App,
    scope: Scope,
    member: MemberId,
    person: PersonId,
    version: Uuid,
}

/// A touch that is open and tied to no enrollment.
fn open_touch(about: &About<'_>, kind: LooseKind) -> touches::Touch {
    touches::Touch {
        id: about.app.ids.next(),
        person_id: about.person.0,
        member_id: about.member.0,
        kind: kind.to_string(),
        channel: "call".to_owned(),
        minutes: 6,
        from_on: 20_000,
        to_on: 20_001,
        state: "open".to_owned(),
        ..touches::Touch::default()
    }
}

/// The reasons, the tie, and the meeting or the touch that is open of a person.
async fn write_reasons(
    tx: &mut Tx,
    about: &About<'_>,
    facts: &CandidateFacts,
    n: i64,
) -> Result<(), StoreError> {
    let About { app, scope, member, person, .. } = *about;
    if facts.eligibility.has_follow_up {
        touches::insert(tx, scope, &open_touch(about, LooseKind::ReferralFollowUp)).await?;
    }
    if facts.eligibility.in_conversation && n % 2 == 0 {
        return touches::insert(tx, scope, &open_touch(about, LooseKind::ALL[0])).await;
    }
    if let Some(on) = facts.reason_on {
        for on in [on, on - 30.days()] {
            tx.execute(
                sql!("insert into reason (workspace_id, id, person_id, kind, text, source, on_day, created_at) values ($1, $2, $3, 'other', 'x', '', $4, 0)")
                    .bind(scope.workspace).bind(app.ids.next()).bind(person).bind(day_number(on)),
            )
            .await?;
        }
    }
    if facts.has_tie {
        tx.execute(
            sql!("insert into tie (workspace_id, member_id, person_id, kind, created_at) values ($1, $2, $3, 'linkedin', 0)")
                .bind(scope.workspace).bind(member).bind(person),
        )
        .await?;
    }
    if facts.eligibility.in_conversation {
        tx.execute(
            sql!("insert into meeting (workspace_id, id, person_id, member_id, minutes, place, state, created_at, updated_at) values ($1, $2, $3, $4, 60, '', 'set', 0, 0)")
                .bind(scope.workspace).bind(app.ids.next()).bind(person).bind(member),
        )
        .await?;
    }
    Ok(())
}

/// The enrollments a person has and had; of two with an open one the second is paused.
async fn write_enrollments(
    tx: &mut Tx,
    about: &About<'_>,
    facts: &Eligibility,
    n: i64,
) -> Result<(), StoreError> {
    let About { app, scope, member, person, version } = *about;
    let open = enrollments::Enrollment {
        person_id: person.0,
        member_id: member.0,
        version_id: version,
        started_on: 20_000,
        ..enrollments::Enrollment::default()
    };
    if facts.is_enrolled {
        let row = enrollments::Enrollment {
            id: app.ids.next(),
            state: if n % 2 == 0 { "active" } else { "paused" }.to_owned(),
            next_step: Some(1),
            done_on: Some(20_000),
            paused_on: (n % 2 != 0).then_some(20_001),
            paused_why: if n % 2 == 0 { "" } else { "by_hand" }.to_owned(),
            ..open.clone()
        };
        enrollments::insert(tx, scope, &row).await?;
    }
    if facts.was_enrolled {
        let row = enrollments::Enrollment {
            id: app.ids.next(),
            state: "finished".to_owned(),
            ended_on: Some(20_005),
            end_why: "completed".to_owned(),
            ..open
        };
        enrollments::insert(tx, scope, &row).await?;
    }
    Ok(())
}

/// Every channel barred, when nobody may contact the person.
async fn write_bars(tx: &mut Tx, about: &About<'_>, facts: &Eligibility) -> Result<(), StoreError> {
    if !facts.is_forbidden {
        return Ok(());
    }
    let rows: Vec<suppressions::Suppression> = domain::activities::Channel::ALL
        .iter()
        .map(|channel| suppressions::Suppression {
            id: about.app.ids.next(),
            person_id: about.person.0,
            channel: channel.to_string(),
            key: String::new(),
            why: "x".to_owned(),
            source: "test".to_owned(),
            suppressed_at: 0,
            recorded_at: 0,
        })
        .collect();
    suppressions::insert(tx, about.scope, &rows).await
}

async fn version(desk: &Desk) -> Uuid {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> =
        desk.app.db.read(scope, async |tx| store::cadences::newest(tx, scope).await).await;
    found.unwrap()[0].version_id
}

/// Another rep who works the company `Taken`.
async fn other_rep(desk: &Desk) -> MemberId {
    let new = app::workspaces::NewMember {
        name: "Otto".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        country: String::new(),
    };
    let other = app::workspaces::add_rep(&desk.app, &desk.workspace, new).await.unwrap();
    let hours = domain::calendar::hours::Hours::parse("mon-fri 09:00-11:00").unwrap();
    app::calendar::set_hours(&desk.app, &other, &hours).await.unwrap();
    let theirs = desk.person(Card { company: Some("Taken"), ..Card::new(9_999) }).await;
    let request = crate::desk::these("Cold", &[theirs]);
    let started = app::enrollments::start::start(&desk.app, &other, request).await.unwrap();
    assert_eq!(started.fit, 1);
    other.id
}

/// Blocks the company `Blocked`.
async fn block_one(desk: &Desk) {
    let scope = desk.member.scope;
    let blocked: Result<(), StoreError> = desk
        .data()
        .transaction(scope, async move |tx| {
            tx.execute(
                sql!(
                    "update company set blocked_at = 0 where workspace_id = $1 and key = 'blocked'"
                )
                .bind(scope.workspace),
            )
            .await?;
            Ok(())
        })
        .await;
    blocked.unwrap();
}

#[tokio::test]
async fn the_statement_chooses_whom_the_rule_chooses_in_its_order() {
    for desk in Desk::both().await {
        let other = other_rep(&desk).await;
        let today = day("2026-11-23");
        let mut chance = Chance(7);
        let (mut cards, mut facts) = (Vec::new(), Vec::new());
        for order in 1..=250 {
            let (card, of) = person_at_random(&mut chance, order, today);
            cards.push(card);
            facts.push(of);
        }
        let people = desk.add(&cards).await;
        block_one(&desk).await;
        for ((person, of), n) in people.iter().zip(&facts).zip(0..) {
            write(&desk, other, *person, of, n).await;
        }
        let mut keys: Vec<(CandidateKey, PersonId)> = people
            .iter()
            .zip(&facts)
            .filter_map(|(person, of)| of.key(today).ok().map(|key| (key, *person)))
            .collect();
        keys.sort();
        assert!(keys.len() > 20, "chance made {} people that can be chosen", keys.len());
        let expected: Vec<PersonId> = keys.iter().map(|(_, person)| *person).collect();
        let (scope, id) = (desk.member.scope, desk.member.id);
        let found: Result<_, StoreError> = desk
            .app
            .db
            .read(scope, async |tx| {
                let list = startable::startable(tx, scope, id, day_number(today), 1000).await?;
                let n = startable::n_startable(tx, scope, id, day_number(today)).await?;
                let known = eligibility::of(tx, &desk.member, &people).await?;
                Ok((list, n, known))
            })
            .await;
        let (list, n, known) = found.unwrap();
        for (person, of) in people.iter().zip(&facts) {
            assert_eq!(known[person], of.eligibility);
        }
        let list: Vec<PersonId> = list.into_iter().map(PersonId).collect();
        let fact = |person: &PersonId| &facts[people.iter().position(|it| it == person).unwrap()];
        let missed = expected.iter().find(|person| !list.contains(person)).map(fact);
        assert!(missed.is_none(), "not chosen: {missed:?}");
        let wrong = list.iter().find(|person| !expected.contains(person)).map(fact);
        assert!(wrong.is_none(), "chosen: {wrong:?}");
        assert_eq!(list, expected);
        assert_eq!(usize::try_from(n), Ok(expected.len()));
    }
}

#[tokio::test]
async fn somebody_whose_cadence_is_done_is_not_chosen_again_but_on_their_nurture_day() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(2).await;
        desk.start("Cold", &people).await;
        desk.log(people[0], "not_interested").await;
        desk.log(people[1], "not_now until=2027-01-15").await;
        let asked = desk.ask(first("Cold", 5, 1)).await.unwrap();
        assert_eq!((asked.fit, asked.not_able.len()), (0, 0), "{asked:?}");
        desk.at("2027-01-15T09:00:00+01:00");
        let asked = desk.ask(first("Cold", 5, 1)).await.unwrap();
        let on: Vec<PersonId> = asked.starts.iter().map(|start| start.person).collect();
        assert_eq!(on, [people[1]]);
        assert_eq!(asked.starts[0].on, date_of(day_number(day("2027-01-15"))));
    }
}

#[tokio::test]
async fn a_name_that_was_given_can_be_started_and_its_follow_up_is_that_start() {
    for mut desk in Desk::both().await {
        let giver = desk.person(Card::new(1)).await;
        desk.start("Cold", &[giver]).await;
        let told = "not_interested referral=Ben_Field phone=+493055501234";
        let lead = desk.log(giver, told).await.referral.unwrap();
        desk.at("2026-11-24T09:00:00+01:00");
        assert_eq!(desk.today().await.touches.len(), 1);
        // The referral cadence needs an address too; calls alone do not.
        let calls =
            "name = \"Calls\"\n\n[[steps]]\nchannel = \"call\"\nminutes = 6\ngap = 0\nwindow = 2\n";
        app::cadences::add(&desk.app, &desk.member, calls, None).await.unwrap();
        desk.start("Calls", &[lead]).await;
        let today = desk.today().await;
        assert_eq!(today.touches.len(), 1, "one touch, not two: {:?}", today.touches);
        assert!(today.touches[0].enrollment.is_some());
    }
}
