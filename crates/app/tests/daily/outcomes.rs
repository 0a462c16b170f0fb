//! Every row of the outcome table, from what is told to what is stored.

use app::activities::Logged;
use app::clock::{date_of, instant_of};
use app::people::{list, suppress::suppress};
use domain::activities::Channel;
use domain::ids::{ActivityId, CompanyId, EnrollmentId, PersonId};
use store::{
    activities, companies, enrollments, errors::StoreError, meetings, people, suppressions, touches,
};

use crate::desk::{Card, Desk, MONDAY, request, these};

/// What is stored of a person after an activity, in one line: the activity's flags, the enrollment, the person, and
/// everything that was made beside them.
async fn stored(desk: &Desk, person: PersonId, logged: &Logged) -> String {
    let (scope, id) = (desk.member.scope, logged.activity);
    let told: Result<String, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            let mut parts = Vec::new();
            let activity = activities::get(tx, scope, id).await?.unwrap();
            let flag = |is_set: i64| if is_set == 1 { "y" } else { "-" };
            let asked = if activity.asked.is_empty() { "-" } else { activity.asked.as_str() };
            let (reached, conversation) = (flag(activity.reached), flag(activity.conversation));
            parts.push(format!("{reached}/{conversation}/{asked}"));
            for row in enrollments::of_person(tx, scope, person).await? {
                parts.push(enrollment(&row, logged));
            }
            let row = people::get(tx, scope, person).await?.unwrap();
            let until = row.nurture_until_on.map(|day| format!(" until {}", date_of(day)));
            parts.push(format!("{}{}", row.standing, until.unwrap_or_default()));
            if row.fit != "unknown" {
                parts.push(format!("fit {} ({})", row.fit, row.fit_why));
            }
            let ids = [person.0];
            for phone in people::phone_numbers(tx, scope, &ids).await? {
                if !phone.bad_why.is_empty() {
                    parts.push(format!("number bad: {}", phone.bad_why));
                }
            }
            for email in people::email_addresses(tx, scope, &ids).await? {
                if !email.bad_why.is_empty() {
                    parts.push(format!("address bad: {}", email.bad_why));
                }
            }
            let mut barred: Vec<String> = suppressions::of_person(tx, scope, person)
                .await?
                .into_iter()
                .filter(|bar| bar.key.is_empty())
                .map(|bar| bar.channel)
                .collect();
            barred.sort();
            if !barred.is_empty() {
                parts.push(format!("forbidden {}", barred.join(" ")));
            }
            for meeting in meetings::of_person(tx, scope, person).await? {
                let at = meeting.starts_at.map(|at| instant_of(at).to_string());
                parts.push(format!("meeting {} {}", meeting.state, at.unwrap_or("no time".into())));
            }
            for touch in touches::open_of_person(tx, scope, person).await? {
                let window = format!("{}..{}", date_of(touch.from_on), date_of(touch.to_on));
                let agreed = touch.agreed_at.map(|at| format!(" at {}", instant_of(at)));
                let agreed = agreed.unwrap_or_default();
                parts.push(format!("{} {} {window}{agreed}", touch.kind, touch.channel));
            }
            Ok(parts.join("; "))
        })
        .await;
    told.unwrap()
}

fn enrollment(row: &enrollments::Enrollment, logged: &Logged) -> String {
    let next = logged.next.map_or_else(String::new, |next| {
        let agreed = next.agreed.map(|at| format!(" at {at}")).unwrap_or_default();
        format!(" {} {} {}..{}{agreed}", next.step, next.channel, next.from, next.to)
    });
    let why = format!("{}{}", row.end_why, row.paused_why);
    if why.is_empty() { format!("{}{next}", row.state) } else { format!("{} {why}", row.state) }
}

/// Logs `told` with a person started on `cadence` on Monday after those of `before`, and reads back what is stored.
async fn check(cadence: &str, before: &[(&str, &str)], told: &str, expected: &str) {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start(cadence, &[person]).await;
        for (at, told) in before {
            desk.at(at);
            desk.log(person, told).await;
        }
        let logged = desk.log(person, told).await;
        assert_eq!(stored(&desk, person, &logged).await, expected, "{told}");
    }
}

const NEXT: &str = "active 2 email 2026-11-24..2026-11-26; prospect";

#[tokio::test]
async fn nobody_there_goes_on_with_the_next_touch_in_its_window() {
    check("Cold", &[], "no_answer", &format!("-/-/-; {NEXT}")).await;
    check("Cold", &[], "voicemail", &format!("-/-/-; {NEXT}")).await;
}

#[tokio::test]
async fn a_gatekeeper_goes_on_and_a_time_moves_the_next_touch_there() {
    check("Cold", &[], "gatekeeper", &format!("y/-/-; {NEXT}")).await;
    let told = "gatekeeper agreed=2026-11-25T14:00:00+01:00";
    let moved = "active 2 email 2026-11-25..2026-11-25 at 2026-11-25T13:00:00Z";
    check("Cold", &[], told, &format!("y/-/-; {moved}; prospect")).await;
}

#[tokio::test]
async fn a_call_back_moves_the_next_touch_to_the_agreed_time() {
    let told = "call_back agreed=2026-11-26T15:00:00+01:00";
    let moved = "active 2 email 2026-11-26..2026-11-26 at 2026-11-26T14:00:00Z";
    check("Cold", &[], told, &format!("y/y/-; {moved}; prospect")).await;
}

/// The first three touches of the referral cadence, each on its first day.
const THREE: &[(&str, &str)] = &[
    (MONDAY, "no_answer"),
    ("2026-11-25T09:00:00+01:00", "no_answer"),
    ("2026-11-30T09:00:00+01:00", "no_answer"),
    ("2026-12-04T09:00:00+01:00", "note=the_last note=touch"),
];

#[tokio::test]
async fn a_call_back_after_the_last_touch_adds_one() {
    let told = "call_back agreed=2026-12-08T15:00:00+01:00";
    let added = "active 4 call 2026-12-08..2026-12-08 at 2026-12-08T14:00:00Z";
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Referral", &[person]).await;
        for (at, told) in &THREE[..3] {
            desk.at(at);
            desk.log(person, told).await;
        }
        desk.at(THREE[3].0);
        let logged = desk.log(person, told).await;
        let expected = format!("y/y/-; {added}; prospect");
        assert_eq!(stored(&desk, person, &logged).await, expected);
        // The added touch is the last one: after it the cadence is done.
        desk.at("2026-12-08T15:00:00+01:00");
        let logged = desk.log(person, "no_answer").await;
        assert_eq!(stored(&desk, person, &logged).await, "-/-/-; finished completed; lead");
    }
}

#[tokio::test]
async fn not_now_within_two_weeks_moves_and_later_goes_in_nurture() {
    let moved = "active 2 email 2026-12-01..2026-12-03; prospect";
    check("Cold", &[], "not_now until=2026-12-01", &format!("y/y/meeting; {moved}")).await;
    let last_day = "active 2 email 2026-12-07..2026-12-09; prospect";
    check("Cold", &[], "not_now until=2026-12-07", &format!("y/y/meeting; {last_day}")).await;
    let nurture = "finished not_now; in_nurture until 2026-12-08";
    check("Cold", &[], "not_now until=2026-12-08", &format!("y/y/meeting; {nurture}")).await;
}

#[tokio::test]
async fn a_meeting_ends_and_is_stored_and_never_gets_an_invented_date() {
    let told = "meeting_set agreed=2026-11-27T10:00:00+01:00";
    let stored = "finished meeting_set; prospect; meeting set 2026-11-27T09:00:00Z";
    check("Cold", &[], told, &format!("y/y/meeting; {stored}")).await;
    let open = "finished meeting_set; prospect; meeting set no time; \
                time_to_be_agreed call 2026-11-24..2026-11-25";
    check("Cold", &[], "meeting_set", &format!("y/y/meeting; {open}")).await;
}

#[tokio::test]
async fn no_interest_and_no_fit_end() {
    check("Cold", &[], "not_interested", "y/y/meeting; finished not_interested; lead").await;
    let told = "not_a_fit why=too_small";
    let ended = "y/y/-; finished not_a_fit; lead; fit no (too small)";
    check("Cold", &[], told, ended).await;
}

#[tokio::test]
async fn a_wrong_number_is_bad_and_steps_without_a_way_are_skipped() {
    let bad = "number bad: wrong, or they left";
    check("Cold", &[], "wrong_or_left", &format!("-/-/-; {NEXT}; {bad}")).await;
    // Step 3 is a call: it is passed over, and step 4 keeps its own gap of 3 working days.
    let before = [(MONDAY, "wrong_or_left"), ("2026-11-24T09:00:00+01:00", "no_answer")];
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        let start = desk.start("Cold", &[person]).await;
        desk.log(person, before[0].1).await;
        desk.at(before[1].0);
        let logged = desk.log(person, before[1].1).await;
        let expected = format!("-/-/-; active 4 social 2026-11-27..2026-12-01; prospect; {bad}");
        assert_eq!(stored(&desk, person, &logged).await, expected);
        let kept = of_enrollment(&desk, start.starts[0].enrollment.unwrap()).await;
        assert_eq!(kept, "1 call done; 2 email done; 3 call skipped good_number");
    }
}

/// What became of the touches of an enrollment.
async fn of_enrollment(desk: &Desk, id: EnrollmentId) -> String {
    let scope = desk.member.scope;
    let rows: Result<Vec<touches::Touch>, StoreError> =
        desk.app.db.read(scope, async |tx| touches::of_enrollment(tx, scope, id).await).await;
    let told = |touch: touches::Touch| {
        let line = format!("{} {} {} {}", touch.step, touch.channel, touch.state, touch.why);
        line.trim_end().to_owned()
    };
    rows.unwrap().into_iter().map(told).collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn when_nothing_usable_is_left_it_is_paused_and_its_room_released() {
    let before = [(MONDAY, "wrong_or_left")];
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Referral", &[person]).await;
        desk.log(person, before[0].1).await;
        desk.at("2026-11-26T09:00:00+01:00");
        let logged = desk.log(person, "wrong_or_left channel=email").await;
        let expected = "-/-/-; paused needs_number; prospect; \
                        number bad: wrong, or they left; address bad: wrong, or they left";
        assert_eq!(stored(&desk, person, &logged).await, expected);
        let weeks = app::plan::weeks(&desk.app, &desk.member, 4).await.unwrap();
        // What was done today stays counted on today; nothing is promised after it.
        assert!(weeks.days.iter().skip(1).all(|day| day.promised == 0), "{:?}", weeks.days);
    }
}

#[tokio::test]
async fn who_forbids_contact_is_never_contacted_again() {
    let all = "call email event letter social text video walk_in";
    let ended = format!("y/y/-; finished do_not_contact; lead; forbidden {all}");
    check("Cold", &[], "do_not_contact", &ended).await;
    let calls = "y/y/-; finished do_not_call; lead; forbidden call text";
    check("Cold", &[], "do_not_call", calls).await;
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.log(person, "do_not_call").await;
        let answered = desk.ask(these("Cold", &[person])).await.unwrap();
        assert_eq!(answered.not_able[0].missing, "permission");
        // Whoever else has that number is not called either.
        let same = Card { phone: Card::new(1).phone, ..Card::new(2) };
        let colleague = desk.person(same).await;
        let answered = desk.ask(these("Cold", &[colleague])).await.unwrap();
        assert_eq!((answered.fit, answered.not_able[0].missing.as_str()), (0, "allowed_number"));
    }
}

#[tokio::test]
async fn what_an_added_touch_displaces_is_told() {
    let one =
        "name = \"One\"\n\n[[steps]]\nchannel = \"call\"\nminutes = 10\ngap = 0\nwindow = 1\n";
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:20").await;
        app::cadences::add(&desk.app, &desk.member, one, None).await.unwrap();
        let people = desk.crowd(4).await;
        assert_eq!(desk.start("One", &people).await.fit, 4);
        let quiet = desk.log(people[0], "call_back agreed=2026-11-25T09:10:00+01:00").await;
        assert_eq!(quiet.displaced.len(), 0, "there is room on Wednesday");
        // Tuesday is full with those who were promised a call by then.
        let logged = desk.log(people[1], "call_back agreed=2026-11-24T09:10:00+01:00").await;
        assert_eq!(logged.displaced.len(), 1, "{logged:?}");
        assert!(people[2..].contains(&logged.displaced[0].person), "{logged:?}");
    }
}

#[tokio::test]
async fn an_answer_that_is_told_as_work_is_done() {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.log(person, "replied").await;
        desk.at("2026-11-24T09:00:00+01:00");
        desk.log(person, "- behaviour=calls").await;
        assert_eq!(desk.today().await.touches.len(), 1, "a call is no answer to an e-mail");
        let logged = desk.log(person, "- behaviour=follow_up_emails").await;
        assert!(desk.today().await.touches.is_empty());
        app::activities::undo::undo(&desk.app, &desk.member, Some(logged.activity)).await.unwrap();
        assert_eq!(desk.today().await.touches.len(), 1, "taken back, it is due again");
    }
}

#[tokio::test]
async fn a_reply_ends_with_an_answer_due_inside_the_room() {
    let due = "finished replied; prospect; answer_due email 2026-11-24..2026-11-25";
    check("Cold", &[], "replied", &format!("y/y/-; {due}")).await;
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.log(person, "replied").await;
        desk.at("2026-11-24T09:00:00+01:00");
        let today = desk.today().await;
        assert_eq!(today.touches.len(), 1);
        assert_eq!(today.promised, today.touches[0].minutes);
        // The answer is given: nothing is left to do, and the person may be started again by name.
        desk.log(person, "voicemail channel=email").await;
        assert!(desk.today().await.touches.is_empty());
    }
}

#[tokio::test]
async fn out_of_office_moves_past_the_return() {
    let moved = "active 2 email 2026-12-01..2026-12-03; prospect";
    check("Cold", &[], "out_of_office until=2026-11-30", &format!("-/-/-; {moved}")).await;
}

#[tokio::test]
async fn a_bounce_bars_the_address_and_not_the_person() {
    let bounced = "-/-/-; active 3 call 2026-11-26..2026-11-30; prospect; address bad: bounced";
    let before = [(MONDAY, "no_answer"), ("2026-11-24T09:00:00+01:00", "bounced")];
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.log(person, before[0].1).await;
        desk.at(before[1].0);
        let logged = desk.log(person, before[1].1).await;
        assert_eq!(stored(&desk, person, &logged).await, bounced);
        // The mail of step 6 has no address: it is passed over when its turn comes.
        for (at, told) in [
            ("2026-11-26T09:00:00+01:00", "no_answer"),
            ("2026-12-01T09:00:00+01:00", "no_answer"),
            ("2026-12-04T09:00:00+01:00", "no_answer"),
        ] {
            desk.at(at);
            desk.log(person, told).await;
        }
        let row = open(&desk, person).await.unwrap();
        assert_eq!((row.state.as_str(), row.next_step), ("active", Some(7)));
    }
}

async fn open(desk: &Desk, person: PersonId) -> Option<enrollments::Enrollment> {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            let all = enrollments::of_person(tx, scope, person).await?;
            Ok(all.into_iter().find(|row| row.next_step.is_some()))
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn with_any_outcome_a_referral_makes_a_lead_with_a_follow_up() {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let told = "not_interested referral=Ben_Field phone=+493055501234 ask=referral";
        let logged = desk.log(person, told).await;
        let expected = "y/y/referral; finished not_interested; lead";
        assert_eq!(stored(&desk, person, &logged).await, expected);
        assert_eq!(logged.prompts.len(), 1);
        let lead = logged.referral.unwrap();
        let listed = app::referrals::list(&desk.app, &desk.member).await.unwrap();
        assert_eq!((listed[0].person, listed[0].given_by), (lead, Some(person)));
        desk.at("2026-11-24T09:00:00+01:00");
        let today = desk.today().await;
        assert_eq!(today.touches.len(), 1);
        assert_eq!(today.touches[0].name, "Ben Field");
        assert_eq!(today.touches[0].way.as_deref(), Some("+493055501234"));
        // Following it up takes it off the list.
        desk.log(lead, "not_interested").await;
        assert!(desk.today().await.touches.is_empty());
    }
}

#[tokio::test]
async fn a_meeting_reply_or_do_not_contact_holds_colleagues_who_keep_their_room() {
    for told in ["meeting_set agreed=2026-11-27T10:00:00+01:00", "replied", "do_not_contact"] {
        for mut desk in Desk::both().await {
            let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
            let (one, other) = (desk.person(at_acme(1)).await, desk.person(at_acme(2)).await);
            desk.start("Cold", &[one]).await;
            desk.at("2026-11-24T09:00:00+01:00");
            desk.start("Cold", &[other]).await;
            let before = desk.today().await;
            let logged = desk.log(one, told).await;
            assert_eq!(logged.held, [other], "{told}");
            let held = desk.today().await;
            assert_eq!(held.held.len(), 1, "{told}");
            assert!(held.touches.iter().all(|touch| touch.person != other));
            assert!(held.promised >= before.touches[1].minutes, "they keep their room");
            let company = company_of(&desk, one).await;
            assert_ne!(company.held_why, "");
            let n = app::enrollments::by_hand::go_on(&desk.app, &desk.member, one).await.unwrap();
            assert_eq!(n, 1);
            assert!(desk.today().await.held.is_empty());
        }
    }
}

async fn company_of(desk: &Desk, person: PersonId) -> companies::Company {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            let id = people::get(tx, scope, person).await?.unwrap().company_id.unwrap();
            companies::get(tx, scope, CompanyId(id)).await
        })
        .await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn a_teams_own_outcome_has_the_effects_of_the_one_it_is_like() {
    for desk in Desk::both().await {
        let scope = desk.member.scope;
        let mapped: Result<(), StoreError> = desk
            .data()
            .transaction(scope, async move |tx| {
                store::cadences::set_own_outcome(tx, scope, "send_info", "voicemail", 0).await
            })
            .await;
        mapped.unwrap();
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let logged = desk.log(person, "send_info").await;
        assert_eq!(stored(&desk, person, &logged).await, format!("-/-/-; {NEXT}"));
        let row = activity(&desk, logged.activity).await;
        assert_eq!((row.outcome.as_str(), row.own_outcome.as_str()), ("voicemail", "send_info"));
        let unknown = desk.try_log(person, "send_fax").await.unwrap_err().to_string();
        assert!(unknown.contains("bounced, send_info"), "{unknown}");
    }
}

async fn activity(desk: &Desk, id: ActivityId) -> activities::Activity {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> =
        desk.app.db.read(scope, async |tx| activities::get(tx, scope, id).await).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn what_an_outcome_cannot_be_told_with_is_refused_and_nothing_is_stored() {
    let refusals = [
        ("call_back", "call_back needs the agreed time"),
        ("not_now", "not_now needs a day: until when"),
        ("not_a_fit", "not_a_fit needs a why"),
        ("no_answer agreed=2026-11-26T15:00:00+01:00", "no_answer takes no agreed time"),
        ("no_answer until=2026-12-01", "no_answer takes no day until when"),
        (
            "call_back agreed=2026-11-20T15:00:00+01:00",
            "the agreed time 2026-11-20 15:00 is not after 2026-11-23 09:00",
        ),
        ("not_now until=2026-11-23", "until 2026-11-23 is not after 2026-11-23"),
    ];
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let before = desk.today().await;
        for (told, why) in refusals {
            let refused = desk.try_log(person, told).await.unwrap_err();
            assert_eq!(refused.to_string(), why, "{told}");
        }
        let n = desk
            .count(
                store::sql!("select count(*) from activity where workspace_id = $1")
                    .bind(desk.member.scope.workspace),
            )
            .await;
        assert_eq!(n, 0);
        let after = desk.today().await;
        assert_eq!(format!("{before:?}"), format!("{after:?}"));
    }
}

#[tokio::test]
async fn who_forbids_everything_by_hand_is_no_prospect_any_more() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let all = Channel::ALL.iter().copied().collect();
        assert!(suppress(&desk.app, &desk.member, person, all, "said so").await.unwrap());
        let shown = list::get(&desk.app, &desk.member, person).await.unwrap();
        assert_eq!(shown.standing, "lead");
    }
}

#[tokio::test]
async fn that_nothing_was_asked_is_told_against_what_the_outcome_says() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        for (told, asked) in [
            ("call_back", "meeting"),
            ("call_back ask=nothing", ""),
            ("call_back ask=referral", "referral"),
        ] {
            let told = format!("{told} agreed=2026-11-25T14:00:00+01:00");
            desk.log(person, &told).await;
            let timeline = app::people::timeline::of_person(&desk.app, &desk.member, person).await;
            assert_eq!(timeline.unwrap().activities[0].asked, asked, "{told}");
        }
    }
}

#[tokio::test]
async fn a_private_note_is_marked_for_who_wrote_it() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        for is_private in [false, true] {
            let id = ActivityId(desk.app.ids.next());
            let told = request(Some(person), "no_answer note=between_us");
            let told = app::activities::LogRequest { is_private, ..told };
            app::activities::record::record(&desk.app, &desk.member, id, told).await.unwrap();
            let timeline = app::people::timeline::of_person(&desk.app, &desk.member, person).await;
            assert_eq!(timeline.unwrap().activities[0].is_private, is_private);
        }
    }
}
