//! Doctrines: what each says of an activity.

use super::{shipped::shipped, *};

/// A call nobody answered, outside any cadence.
const CALL: Facts = Facts {
    behaviour: Some(Behaviour::Calls),
    channel: Some(Channel::Call),
    outcome: Some(Outcome::NoAnswer),
    reached: false,
    conversation: false,
    asked: None,
    initiated_by: InitiatedBy::Us,
    warm: false,
    reason_kind: None,
    touch_no: None,
    touches_done: 0,
    enrollment: Promised::None,
    state: None,
    mine: true,
};

const EMAIL: Facts = Facts {
    behaviour: Some(Behaviour::FirstEmails),
    channel: Some(Channel::Email),
    outcome: None,
    ..CALL
};
const SOCIAL: Facts =
    Facts { behaviour: Some(Behaviour::SocialTouches), channel: Some(Channel::Social), ..EMAIL };
const EVENT: Facts =
    Facts { behaviour: Some(Behaviour::Events), channel: Some(Channel::Event), ..EMAIL };
const INTRODUCTION: Facts =
    Facts { behaviour: Some(Behaviour::IntroductionAsks), channel: None, ..EMAIL };
const TALK: Facts = Facts { reached: true, conversation: true, asked: Some(Ask::Meeting), ..CALL };
const FIRST_TOUCH: Facts = Facts {
    touch_no: Some(1),
    touches_done: 1,
    enrollment: Promised::Whole,
    state: Some(EnrollmentState::Active),
    ..CALL
};

/// What the five say, in their order: Active first, Cookbook, Ask or it isn't, Follow-through, Agreement to meet.
#[track_caller]
fn check(facts: Facts, expected: [&str; 5]) {
    let got = shipped().unwrap().into_iter().map(|doctrine| {
        let reading = doctrine.reading(&facts);
        format!("{} {}", reading.class, reading.counts)
    });
    assert_eq!(got.collect::<Vec<_>>(), expected);
}

#[test]
fn a_call_is_active_but_for_those_who_want_an_ask_or_a_promise() {
    check(
        CALL,
        ["active yes", "active yes", "not_prospecting no", "not_prospecting no", "active yes"],
    );
}

#[test]
fn an_email_is_passive_nurture_or_nothing() {
    check(EMAIL, ["passive yes", "passive yes", "nurture no", "not_prospecting no", "passive yes"]);
}

#[test]
fn social_is_above_the_funnel_for_those_who_want_an_ask() {
    check(
        SOCIAL,
        ["passive yes", "passive yes", "above_funnel no", "not_prospecting no", "passive yes"],
    );
}

#[test]
fn an_event_is_active_or_a_warm_up() {
    check(
        EVENT,
        ["active yes", "active yes", "not_prospecting no", "not_prospecting no", "warm_up no"],
    );
}

#[test]
fn an_ask_for_an_introduction_is_active_or_passive() {
    let unasked = "not_prospecting no";
    check(INTRODUCTION, ["active yes", "passive yes", unasked, unasked, "active yes"]);
}

#[test]
fn an_ask_in_a_conversation_counts_for_the_rep_who_asked() {
    let talk = ["active yes", "active yes", "active yes", "not_prospecting no", "active yes"];
    check(TALK, talk);
    let handed_over = Facts { mine: false, ..TALK };
    let unasked = "not_prospecting no";
    check(handed_over, ["active yes", "active yes", unasked, unasked, "active yes"]);
}

#[test]
fn a_voicemail_and_a_gatekeeper_do_not_hear_an_ask() {
    let gatekeeper = Facts { reached: true, conversation: false, ..TALK };
    let unasked = "not_prospecting no";
    check(gatekeeper, ["active yes", "active yes", unasked, unasked, "active yes"]);
}

#[test]
fn follow_through_waits_for_the_third_touch() {
    let unasked = "not_prospecting no";
    check(FIRST_TOUCH, ["active yes", "active yes", unasked, "active pending", "active yes"]);
    let third = Facts { touches_done: 3, ..FIRST_TOUCH };
    check(third, ["active yes", "active yes", unasked, "active yes", "active yes"]);
}

#[test]
fn follow_through_does_not_count_what_was_started_against_the_plan() {
    let overridden = Facts { enrollment: Promised::Overridden, touches_done: 8, ..FIRST_TOUCH };
    let unasked = "not_prospecting no";
    check(overridden, ["active yes", "active yes", unasked, unasked, "active yes"]);
}

#[test]
fn help_given_is_nurture() {
    let help = Facts { behaviour: Some(Behaviour::HelpGiven), channel: None, ..EMAIL };
    check(help, ["nurture no"; 5]);
    // That is how it is recorded where no channel is told.
    let at_an_event = Facts { channel: Some(Channel::Event), ..help };
    check(at_an_event, ["nurture no"; 5]);
}

#[test]
fn every_shipped_doctrine_reads_back_as_itself_and_warns() {
    for doctrine in shipped().unwrap() {
        assert_eq!(Doctrine::read(&doctrine.write().unwrap()).unwrap(), doctrine);
        assert!(doctrine.warning.is_some(), "{}", doctrine.name);
    }
}

#[test]
fn the_usual_one_is_shipped() {
    assert!(shipped().unwrap().iter().any(|doctrine| doctrine.name == shipped::USUAL));
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    assert_eq!(Doctrine::read(text).map_err(|error| error.to_string()), Err(expected.to_owned()));
}

const HEAD: &str = "name = \"x\"\nsentence = \"\"\n";

#[test]
fn what_follow_through_waits_for_is_decided_when_the_cadence_ends() {
    let unasked = "not_prospecting no";
    let finished = Facts { state: Some(EnrollmentState::Finished), ..FIRST_TOUCH };
    check(finished, ["active yes", "active yes", unasked, "active yes", "active yes"]);
    let stopped = Facts { state: Some(EnrollmentState::Stopped), ..FIRST_TOUCH };
    check(stopped, ["active yes", "active yes", unasked, "active no", "active yes"]);
}

#[test]
fn what_came_from_them_is_not_our_prospecting() {
    let reply = Facts {
        behaviour: None,
        outcome: Some(Outcome::Replied),
        reached: true,
        conversation: true,
        initiated_by: InitiatedBy::Them,
        ..EMAIL
    };
    check(reply, ["not_prospecting no"; 5]);
}

const RULE: &str = "[[rules]]\nclass = \"active\"\ncounts = \"yes\"\n";

#[test]
fn a_rule_that_can_never_decide_is_refused() {
    check_refused(
        &[HEAD, RULE, RULE].concat(),
        "rule 2 is never reached: rule 1 decides all that it could",
    );
    let calls = "[rules.when]\nbehaviour = [\"calls\", \"texts\"]\n";
    let warm_calls = "[rules.when]\nbehaviour = [\"calls\"]\nwarm = true\n";
    check_refused(
        &[HEAD, RULE, calls, RULE, warm_calls].concat(),
        "rule 2 is never reached: rule 1 decides all that it could",
    );
    assert!(Doctrine::read(&[HEAD, RULE, warm_calls, RULE, calls].concat()).is_ok());
}

#[test]
fn an_error_names_its_rule() {
    let odd = "[[rules]]\nclass = \"nice\"\ncounts = \"yes\"\n";
    let calls = "[rules.when]\nbehaviour = [\"calls\"]\n";
    check_refused(
        &[HEAD, RULE, calls, odd].concat(),
        "rule 2: unknown Class `nice`: known are active, passive, nurture, above_funnel, warm_up, not_prospecting",
    );
    let untold = "[rules.when]\nfrom_touch = 0\n";
    check_refused(&[HEAD, RULE, untold].concat(), "rule 1: `from_touch` counts from 1");
}

#[test]
fn no_rules_and_no_name_are_refused() {
    check_refused(&[HEAD, "rules = []"].concat(), "a doctrine has 1 to 64 rules, not 0");
    check_refused(
        "name = \" \"\nsentence = \"\"\nrules = []",
        "a doctrine needs a name of 1 to 80 characters on one line",
    );
}
