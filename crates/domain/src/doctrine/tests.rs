//! Doctrines: what each says of an activity.

use super::{shipped::shipped, *};

/// A call nobody answered, outside any cadence.
const CALL: Facts = Facts {
    behaviour: Behaviour::Calls,
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
    mine: true,
};

const EMAIL: Facts = Facts {
    behaviour: Behaviour::FirstEmails,
    channel: Some(Channel::Email),
    outcome: None,
    ..CALL
};
const SOCIAL: Facts =
    Facts { behaviour: Behaviour::SocialTouches, channel: Some(Channel::Social), ..EMAIL };
const EVENT: Facts = Facts { behaviour: Behaviour::Events, channel: Some(Channel::Event), ..EMAIL };
const INTRODUCTION: Facts =
    Facts { behaviour: Behaviour::IntroductionAsks, channel: None, ..EMAIL };
const TALK: Facts = Facts { reached: true, conversation: true, asked: Some(Ask::Meeting), ..CALL };
const FIRST_TOUCH: Facts =
    Facts { touch_no: Some(1), touches_done: 1, enrollment: Promised::Whole, ..CALL };

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
    let help = Facts { behaviour: Behaviour::HelpGiven, channel: None, ..EMAIL };
    check(help, ["nurture no"; 5]);
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
fn a_rule_after_one_that_always_holds_is_refused() {
    let rule = "[[rules]]\nclass = \"active\"\ncounts = \"yes\"\n";
    check_refused(
        &[HEAD, rule, rule].concat(),
        "rule 2 is never reached: the rule before it has no condition",
    );
}

#[test]
fn no_rules_and_no_name_are_refused() {
    check_refused(&[HEAD, "rules = []"].concat(), "a doctrine has 1 to 64 rules, not 0");
    check_refused("name = \" \"\nsentence = \"\"\nrules = []", "a doctrine needs a name");
}
