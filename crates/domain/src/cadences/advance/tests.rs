//! Every row of the outcome table, one line a case: what is logged, and what comes of it.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::Uuid;

use super::*;
use crate::{
    cadences::{
        Asks, Step,
        ability::{EmailFacts, NumberFacts},
    },
    enrollments::EndWhy,
    people::Label,
    touches::{Due, LooseKind},
};

/// Monday 23 November 2026 is the day of the case; the rep works Monday to Friday.
const TODAY: &str = "2026-11-23";

/// A person and an enrollment: `call 8 g0, email 4 g1, …  at 2 last 2026-11-20`.
struct Case {
    cadence: Cadence,
    facts: Option<EnrollmentFacts>,
    reach: Reach,
    standing: Standing,
    loose: Option<LooseTouch>,
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn works(date: Date) -> bool {
    date.weekday().to_monday_zero_offset() < 5
}

fn number(n: u128) -> NumberFacts {
    NumberFacts {
        id: PhoneNumberId(Uuid::from_u128(n)),
        label: Label::Work,
        is_bad: false,
        is_barred: false,
    }
}

fn email(n: u128) -> EmailFacts {
    EmailFacts { id: EmailAddressId(Uuid::from_u128(n)), is_bad: false, is_barred: false }
}

/// Reads a case: steps as `channel+gap`, then `at N`, then words that change the rest.
///
/// `at 2` waits for step 2 by its gap; its touch before was done on the working day that opens its window
/// today. Words: `two-numbers`, `no-email`, `paused`, `ended`, `nobody`, `client`, `early` (the touch
/// before was done today), `loose:KIND:CHANNEL`.
fn case(text: &str) -> Case {
    let mut words = text.split_whitespace();
    let mut steps = Vec::new();
    let mut at = 1;
    let mut case = Case {
        cadence: Cadence { name: "case".into(), languages: Vec::new(), steps: Vec::new() },
        facts: None,
        reach: Reach {
            numbers: vec![number(1)],
            emails: vec![email(1)],
            has_name: true,
            has_company: true,
            ..Reach::default()
        },
        standing: Standing::Prospect,
        loose: None,
    };
    let mut flags = Vec::new();
    while let Some(word) = words.next() {
        if word == "at" {
            at = words.next().unwrap().parse().unwrap();
        } else if let Some((channel, gap)) = word.split_once('+') {
            steps.push(Step {
                channel: Channel::parse(channel).unwrap(),
                minutes: 4,
                gap: gap.parse().unwrap(),
                window: 2,
                asks: Asks::Nothing,
                exit_ppm: None,
                gives: None,
                scripts: std::collections::BTreeMap::new(),
            });
        } else {
            flags.push(word);
        }
    }
    case.cadence.steps = steps;
    let days = WorkingDays::new(&works);
    if let Some(step) = case.cadence.step(at) {
        let mut facts = EnrollmentFacts::started(day(TODAY));
        // Step back over working days until the window opens today.
        let mut base = day(TODAY);
        while days.plus(base, u32::from(step.gap)) > day(TODAY) {
            base = base.yesterday().unwrap();
        }
        facts.started_on = base;
        facts.last_done = (at > 1).then_some(base);
        facts.next = Some(crate::enrollments::NextTouch {
            step: at,
            due: Due::After(base),
            agreed_at: None,
        });
        case.facts = Some(facts);
    }
    for flag in flags {
        set_flag(&mut case, flag);
    }
    case
}

fn set_flag(case: &mut Case, flag: &str) {
    let facts = case.facts.as_mut();
    match flag {
        "two-numbers" => case.reach.numbers.push(number(2)),
        "no-email" => case.reach.emails.clear(),
        "no-number" => case.reach.numbers.clear(),
        "unknown-company" => case.reach.has_company = false,
        "client" => case.standing = Standing::Client,
        "nobody" => (case.facts, case.standing) = (None, Standing::Lead),
        "paused" => {
            let facts = facts.unwrap();
            facts.state = EnrollmentState::Paused;
            facts.paused = Some(crate::enrollments::Paused {
                on: day(TODAY),
                why: crate::enrollments::PauseWhy::ByHand,
            });
        }
        "ended" => facts.unwrap().end(day("2026-11-20"), EndWhy::Completed, None),
        "early" => {
            let facts = facts.unwrap();
            facts.last_done = Some(day(TODAY));
            facts.next.as_mut().unwrap().due = Due::After(day(TODAY));
        }
        other => {
            let mut parts = other.split(':').skip(1);
            let kind = LooseKind::parse(parts.next().unwrap()).unwrap();
            let channel = Channel::parse(parts.next().unwrap()).unwrap();
            case.loose =
                Some(LooseTouch::on(kind, day(TODAY), channel, 5, WorkingDays::new(&works)));
        }
    }
}

/// Reads what is logged: an outcome, then `agreed=…`, `until=…`, `why=…`, `at=…`, `by=CHANNEL`, `number=N`, `referral=NAME`.
fn logged(text: &str) -> LoggedOutcome {
    let mut words = text.split_whitespace();
    let outcome = Outcome::parse(words.next().unwrap()).unwrap();
    let instant = |text: &str| format!("{text}:00Z").parse::<Timestamp>().unwrap();
    let mut logged = LoggedOutcome::new(outcome, instant("2026-11-23T10:00"));
    for word in words {
        match word.split_once('=').unwrap() {
            ("agreed", value) => logged.agreed = Some(instant(value)),
            ("until", value) => logged.until = Some(day(value)),
            ("why", value) => logged.why = Some(value.to_owned()),
            ("at", value) => logged.at = instant(value),
            ("by", value) => logged.channel = Some(Channel::parse(value).unwrap()),
            ("number", value) => {
                let id = Uuid::from_u128(value.parse().unwrap());
                logged.used = Some(Used::Number(PhoneNumberId(id)));
            }
            ("referral", value) => {
                logged.referral =
                    Some(ReferralGiven { name: value.to_owned(), ..Default::default() });
            }
            (other, _) => panic!("unknown word {other}"),
        }
    }
    logged
}

fn run(case: &Case, logged: &LoggedOutcome) -> Result<Advance, LogError> {
    let zone = TimeZone::UTC;
    let context = Context {
        now: "2026-11-23T12:00:00Z".parse().unwrap(),
        zone: &zone,
        days: WorkingDays::new(&works),
        reach: &case.reach,
        standing: case.standing,
        loose: case.loose.as_ref(),
        loose_minutes: 5,
        meeting_minutes: 60,
        not_now_days: 14,
    };
    let enrolled = case.facts.as_ref().map(|facts| Enrolled { facts, cadence: &case.cadence });
    advance(enrolled, logged, &context)
}

/// Tells an [`Advance`] in one line: only what changed, in a fixed order.
fn told(advance: &Advance) -> String {
    let short = |date: Date| format!("{:02}-{:02}", date.month(), date.day());
    let mut parts = Vec::new();
    if let Some(touch) = advance.touch {
        parts.push(format!("done {}{}", touch.step, if touch.is_late { " late" } else { "" }));
    }
    if advance.change != Change::Unchanged {
        parts.push(advance.change.to_string());
    }
    if let Some(after) = &advance.after {
        if let Some(next) = after.next {
            parts.push(next.step.to_string());
        }
        if let Some(ended) = &after.ended {
            parts.push(ended.why.to_string());
        }
    }
    if let Some(window) = advance.next_window.filter(|_| advance.after.is_some()) {
        parts.push(format!("{}..{}", short(window.from), short(window.to)));
    }
    let skipped = advance.skipped.iter();
    parts.extend(skipped.map(|skip| format!("skip {} ({})", skip.step, skip.missing.unwrap())));
    parts.extend(advance.needs.map(|missing| format!("needs {missing}")));
    parts.extend(advance.marks.iter().map(|mark| match mark {
        Mark::Number(id) => format!("bad number {}", id.0.as_u128()),
        Mark::Email(id) => format!("bad email {}", id.0.as_u128()),
        Mark::Bounced(id) => format!("bounced {}", id.0.as_u128()),
        Mark::Profile => "bad profile".to_owned(),
        Mark::PostalAddress => "bad postal address".to_owned(),
    }));
    parts.extend(advance.suppress.as_ref().map(|suppress| {
        let all: BTreeSet<Channel> = Channel::ALL.iter().copied().collect();
        let channels: Vec<&str> =
            suppress.channels.iter().map(|channel| channel.as_str()).collect();
        let what = if suppress.channels == all { "all".to_owned() } else { channels.join("+") };
        format!("suppress {what} ({})", suppress.why)
    }));
    parts.extend(advance.fit.as_ref().map(|(fit, why)| format!("fit {fit} ({why})")));
    parts.extend(advance.standing.map(|standing| standing.to_string()));
    parts.extend(advance.nurture_until.map(|until| format!("until {}", short(until))));
    parts.extend(advance.meeting.map(|meeting| match meeting.start {
        Some(start) => format!("meeting {}", start.strftime("%m-%dT%H:%M")),
        None => "meeting to be agreed".to_owned(),
    }));
    parts.extend(advance.loose.iter().map(|touch| {
        format!("{} by {} {}..{}", touch.kind, touch.channel, short(touch.from), short(touch.to))
    }));
    parts.extend(
        Some(advance.closes).filter(|closes| *closes == Closes::This).map(|_| "closes".to_owned()),
    );
    parts.extend(advance.hold_colleagues.map(|why| format!("hold {why}")));
    parts.extend(advance.prompts.iter().map(|prompt| format!("{prompt}?")));
    parts.extend(advance.referral.as_ref().map(|referral| {
        format!("referral {} due {}", referral.given.name, short(referral.follow_up.from))
    }));
    parts.join(" ")
}

/// Runs one line and compares it with what is told of it.
#[track_caller]
fn check(who: &str, what: &str, expected: &str) {
    let case = case(who);
    let got = match run(&case, &logged(what)) {
        Ok(advance) => told(&advance),
        Err(error) => format!("error: {error}"),
    };
    assert_eq!(got, expected, "\n  who: {who}\n  logged: {what}");
}

const THREE: &str = "call+0 email+1 call+2";

#[test]
fn nobody_answering_goes_on_to_the_next_step_in_its_window() {
    check(THREE, "no_answer", "done 1 next 2 11-24..11-26");
    check(THREE, "voicemail", "done 1 next 2 11-24..11-26");
    check("call+0 email+1 call+2 at 2", "no_answer", "done 2 next 3 11-25..11-27");
    check("call+0 call+4", "no_answer", "done 1 next 2 11-27..12-01");
}

#[test]
fn the_last_touch_done_completes_the_cadence() {
    check("call+0 email+1 at 2", "no_answer", "done 2 ended completed lead");
    check("call+0 email+1 at 2 client", "no_answer", "done 2 ended completed");
}

#[test]
fn a_touch_after_its_window_is_late() {
    check(
        "call+0 email+1 call+2 at 2",
        "no_answer at=2026-11-23T11:00",
        "done 2 next 3 11-25..11-27",
    );
    let mut late = case(THREE);
    late.facts.as_mut().unwrap().next.as_mut().unwrap().due = Due::After(day("2026-11-18"));
    let got = told(&run(&late, &logged("no_answer")).unwrap());
    assert_eq!(got, "done 1 late next 2 11-24..11-26");
}

#[test]
fn a_time_typed_at_the_gatekeeper_moves_the_next_touch_and_never_adds_one() {
    check(THREE, "gatekeeper", "done 1 next 2 11-24..11-26");
    check(THREE, "gatekeeper agreed=2026-12-01T09:30", "done 1 moved 2 12-01..12-01");
    check("call+0", "gatekeeper agreed=2026-12-01T09:30", "done 1 ended completed lead");
    check("nobody", "gatekeeper agreed=2026-12-01T09:30", "");
}

#[test]
fn a_call_back_moves_the_next_touch_to_the_agreed_time() {
    check(THREE, "call_back agreed=2026-12-01T09:30", "done 1 moved 2 12-01..12-01");
    check(THREE, "call_back agreed=2026-11-23T15:00", "done 1 moved 2 11-23..11-23");
    // A Saturday opens on Monday.
    check(THREE, "call_back agreed=2026-11-28T09:30", "done 1 moved 2 11-30..11-30");
}

#[test]
fn a_call_back_after_the_last_touch_adds_one() {
    check("call+0", "call_back agreed=2026-12-01T09:30", "done 1 added 1 12-01..12-01");
    check("call+0 call+1 at 2", "call_back agreed=2026-12-01T09:30", "done 2 added 2 12-01..12-01");
}

#[test]
fn a_call_back_needs_a_time_that_is_to_come() {
    check(THREE, "call_back", "error: call_back needs the agreed time");
    check(
        THREE,
        "call_back agreed=2026-11-23T09:59",
        "error: the agreed time 2026-11-23 09:59 is not after 2026-11-23 10:00",
    );
}

#[test]
fn not_now_within_fourteen_days_moves_the_next_touch() {
    check(THREE, "not_now until=2026-12-07", "done 1 moved 2 12-07..12-09");
    check(THREE, "not_now until=2026-11-24", "done 1 moved 2 11-24..11-26");
    check("call+0", "not_now until=2026-12-01", "done 1 added 1 12-01..12-03");
}

#[test]
fn not_now_beyond_fourteen_days_ends_in_nurture_until_then() {
    check(THREE, "not_now until=2026-12-08", "done 1 ended not_now in_nurture until 12-08");
    check("nobody", "not_now until=2027-03-01", "in_nurture until 03-01");
    check("nobody client", "not_now until=2027-03-01", "until 03-01");
}

#[test]
fn not_now_needs_a_day_that_is_to_come() {
    check(THREE, "not_now", "error: not_now needs a day: until when");
    check(THREE, "not_now until=2026-11-23", "error: until 2026-11-23 is not after 2026-11-23");
}

#[test]
fn a_meeting_ends_the_enrollment_and_holds_the_colleagues() {
    check(
        THREE,
        "meeting_set agreed=2026-11-27T14:00",
        "done 1 ended meeting_set meeting 11-27T14:00 hold meeting",
    );
}

#[test]
fn a_meeting_without_a_date_is_to_be_agreed_tomorrow() {
    check(
        THREE,
        "meeting_set",
        "done 1 ended meeting_set meeting to be agreed time_to_be_agreed by call 11-24..11-25 hold meeting",
    );
}

#[test]
fn not_interested_ends_and_asks_who_else() {
    check(THREE, "not_interested", "done 1 ended not_interested lead who_else?");
}

#[test]
fn not_a_fit_ends_with_fit_no_and_needs_a_why() {
    check(THREE, "not_a_fit why=one-man-firm", "done 1 ended not_a_fit fit no (one-man-firm) lead");
    check(THREE, "not_a_fit", "error: not_a_fit needs a why");
}

#[test]
fn a_wrong_number_skips_the_calls_and_the_next_step_keeps_its_own_gap() {
    check(
        "call+0 call+2 email+3",
        "wrong_or_left",
        "done 1 next 3 11-26..11-30 skip 2 (good_number) bad number 1",
    );
    check("call+0 call+2 two-numbers", "wrong_or_left", "done 1 next 2 11-25..11-27 bad number 1");
    check(
        "call+0 call+2 two-numbers",
        "wrong_or_left number=2",
        "done 1 next 2 11-25..11-27 bad number 2",
    );
    check("email+0 call+2", "wrong_or_left", "done 1 next 2 11-25..11-27 bad email 1");
}

#[test]
fn without_any_way_left_it_is_paused_as_needs_a_number() {
    check("call+0 call+2", "wrong_or_left", "done 1 paused 2 needs good_number bad number 1");
    check(
        "call+0 call+2 email+2 no-email",
        "wrong_or_left",
        "done 1 paused 2 needs good_number bad number 1",
    );
}

#[test]
fn a_number_of_somebody_else_is_refused() {
    check(
        THREE,
        "wrong_or_left number=9",
        "error: the number or address used is not one of this person's",
    );
}

#[test]
fn a_wrong_number_on_the_last_touch_completes_the_cadence() {
    check("call+0", "wrong_or_left", "done 1 ended completed bad number 1 lead");
}

#[test]
fn do_not_contact_ends_and_suppresses_every_channel() {
    check(
        THREE,
        "do_not_contact",
        "done 1 ended do_not_contact suppress all (do_not_contact) lead hold do_not_contact",
    );
}

#[test]
fn do_not_call_ends_and_suppresses_calls_and_texts_only() {
    check(
        THREE,
        "do_not_call why=asked",
        "done 1 ended do_not_call suppress call+text (asked) lead",
    );
}

#[test]
fn a_reply_ends_and_an_answer_is_due_next_working_day() {
    check(
        "call+0 email+1 call+2 at 3",
        "replied",
        "ended replied answer_due by email 11-24..11-25 hold reply",
    );
    check(
        "call+0 email+1 call+2 at 2",
        "replied by=email",
        "done 2 ended replied answer_due by email 11-24..11-25 hold reply",
    );
    check("nobody", "replied by=social", "answer_due by social 11-24..11-25 hold reply");
}

#[test]
fn out_of_office_moves_past_the_return_date() {
    check("email+0 call+2", "out_of_office until=2026-12-04", "done 1 moved 2 12-07..12-09");
    // The answer to the e-mail of yesterday does not do today's call twice.
    check("email+0 call+2 at 2 early", "out_of_office until=2026-12-04", "moved 2 12-07..12-09");
    // A touch that is past it already stays where it is.
    check("email+0 call+4", "out_of_office until=2026-11-24", "done 1 next 2 11-27..12-01");
    check("email+0", "out_of_office until=2026-12-04", "done 1 added 1 12-07..12-09");
    check("email+0 call+2", "out_of_office", "error: out_of_office needs a day: until when");
}

#[test]
fn a_bounce_suppresses_the_address_and_goes_on_by_other_channels() {
    check(
        "email+0 email+1 call+2",
        "bounced",
        "done 1 next 3 11-25..11-27 skip 2 (good_email) bounced 1",
    );
    check("email+0 call+2 at 2 early", "bounced", "bounced 1");
    check(
        "call+0 email+1 call+1 at 2 early",
        "bounced",
        "next 3 11-24..11-26 skip 2 (good_email) bounced 1",
    );
    check("email+0 email+1", "bounced", "done 1 paused 2 needs good_email bounced 1");
    check("nobody", "bounced", "bounced 1");
}

#[test]
fn a_referral_comes_with_any_outcome_and_is_due_next_working_day() {
    check(
        THREE,
        "not_interested referral=Ann",
        "done 1 ended not_interested lead who_else? referral Ann due 11-24",
    );
    check("nobody", "no_answer referral=Ann", "referral Ann due 11-24");
    check(THREE, "no_answer referral=", "error: a referral given needs a name");
}

#[test]
fn an_argument_that_would_be_lost_is_refused() {
    check(THREE, "no_answer until=2026-12-01", "error: no_answer takes no day until when");
    check(THREE, "not_now agreed=2026-12-01T09:00", "error: not_now takes no agreed time");
}

#[test]
fn what_has_not_happened_yet_is_refused() {
    check(THREE, "no_answer at=2026-11-23T12:06", "error: 2026-11-23 12:06 has not come yet");
}

#[test]
fn without_an_active_enrollment_only_the_person_changes() {
    check("nobody", "no_answer", "");
    check("call+0 email+1 ended", "no_answer", "");
    check("nobody", "meeting_set agreed=2026-11-27T14:00", "meeting 11-27T14:00 hold meeting");
    check("nobody", "call_back agreed=2026-11-27T14:00", "agreed by call 11-27..11-30");
    check("nobody", "not_now until=2026-11-27", "agreed by call 11-27..11-30");
    check("nobody", "not_a_fit why=x", "fit no (x)");
    check("nobody", "do_not_call", "suppress call+text (do_not_call)");
    check("nobody", "wrong_or_left", "bad number 1");
    check("nobody", "out_of_office until=2026-11-27", "");
}

#[test]
fn an_end_event_is_final() {
    check(
        "call+0 email+1 ended",
        "meeting_set agreed=2026-11-27T14:00",
        "meeting 11-27T14:00 hold meeting",
    );
    check(
        "call+0 email+1 ended",
        "call_back agreed=2026-11-27T14:00",
        "agreed by call 11-27..11-30",
    );
}

#[test]
fn a_paused_enrollment_ends_by_an_event_and_does_not_go_on_otherwise() {
    check("call+0 email+1 paused", "no_answer", "");
    check("call+0 email+1 paused", "not_interested", "ended not_interested lead who_else?");
    check(
        "call+0 email+1 paused",
        "call_back agreed=2026-11-27T14:00",
        "agreed by call 11-27..11-30",
    );
}

#[test]
fn logged_twice_on_one_day_it_is_one_touch() {
    check("call+0 call+1 at 2 early", "no_answer", "");
    check("call+0 call+1 at 2 early", "not_interested", "ended not_interested lead who_else?");
}

#[test]
fn on_another_channel_than_the_step_it_is_no_planned_touch() {
    check(THREE, "no_answer by=email", "");
    check(THREE, "call_back by=text agreed=2026-12-01T09:30", "moved 1 12-01..12-01");
}

#[test]
fn logged_late_the_next_window_counts_from_the_day_it_happened() {
    check("call+0 email+1", "no_answer at=2026-11-20T16:00", "done 1 next 2 11-23..11-25");
    // On a Saturday it counts as Friday.
    check("call+0 email+1", "no_answer at=2026-11-21T16:00", "done 1 next 2 11-23..11-25");
    // Before the touch before it: on the side.
    check("call+0 email+1 at 2", "no_answer at=2026-11-19T16:00", "");
}

#[test]
fn a_loose_touch_that_reached_nobody_is_tried_again() {
    check("nobody loose:rebook:call", "no_answer", "rebook by call 11-24..11-25 closes");
    check("nobody loose:rebook:email", "no_answer", "rebook by email 11-25..11-26 closes");
    check("nobody loose:answer_due:email", "no_answer", "closes");
    check(
        "nobody loose:rebook:call",
        "call_back agreed=2026-11-27T14:00",
        "agreed by call 11-27..11-30",
    );
    check(
        "nobody loose:rebook:call",
        "wrong_or_left",
        "bad number 1 rebook by email 11-24..11-25 closes",
    );
    check(
        "nobody loose:rebook:call",
        "meeting_set agreed=2026-11-27T14:00",
        "meeting 11-27T14:00 hold meeting",
    );
}
