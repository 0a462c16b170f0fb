use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn draft(text: &str) -> ActivityDraft {
    let mut draft = ActivityDraft {
        id: ActivityId(Uuid::from_u128(1)),
        person: Some(PersonId(Uuid::from_u128(2))),
        at: Timestamp::UNIX_EPOCH,
        outcome: None,
        own_outcome: None,
        behaviour: None,
        channel: None,
        minutes: None,
        reached: None,
        conversation: None,
        asked: Asked::ByDefault,
        agreed: None,
        until: None,
        why: None,
        note: None,
        referral: None,
        used: None,
    };
    for word in text.split_whitespace() {
        match word.split_once('=') {
            Some(("by", channel)) => draft.channel = Some(Channel::parse(channel).unwrap()),
            Some(("minutes", minutes)) => draft.minutes = Some(minutes.parse().unwrap()),
            Some(("did", behaviour)) => {
                draft.behaviour = Some(Behaviour::parse(behaviour).unwrap());
            }
            Some(("asked", "nothing")) => draft.asked = Asked::Nothing,
            Some(("asked", ask)) => draft.asked = Asked::For(Ask::parse(ask).unwrap()),
            Some(("talk", talk)) => draft.conversation = Some(talk.parse().unwrap()),
            Some(("reached", reached)) => draft.reached = Some(reached.parse().unwrap()),
            Some(_) => panic!("unknown word {word}"),
            None if word == "alone" => draft.person = None,
            None => draft.outcome = Some(Outcome::parse(word).unwrap()),
        }
    }
    draft
}

fn told(facts: &ActivityFacts) -> String {
    let behaviour = facts.behaviour.map_or("-", Behaviour::as_str);
    let asked = facts.asked.map_or("-", Ask::as_str);
    let mark = |is_default| if is_default { "?" } else { "" };
    format!(
        "{behaviour} by {} {}{} min reached {}{} talk {}{} asked {asked}{}",
        facts.channel,
        facts.minutes,
        mark(facts.is_minutes_default),
        facts.reached,
        mark(facts.is_reached_default),
        facts.conversation,
        mark(facts.is_conversation_default),
        mark(facts.is_asked_default),
    )
}

#[track_caller]
fn check(text: &str, about: About, expected: &str) {
    let got = match complete(&draft(text), about) {
        Ok(facts) => told(&facts),
        Err(error) => error.to_string(),
    };
    assert_eq!(got, expected, "{text}");
}

fn step(channel: Channel, minutes: u32) -> About {
    About { touch: Some((channel, minutes)), ..About::default() }
}

#[test]
fn what_is_not_told_is_filled_in_and_flagged() {
    let call = step(Channel::Call, 8);
    check("no_answer", call, "calls by call 8? min reached false? talk false? asked -?");
    check("not_now minutes=3", call, "calls by call 3 min reached true? talk true? asked meeting?");
    check("not_now asked=nothing", call, "calls by call 8? min reached true? talk true? asked -");
    check(
        "gatekeeper asked=referral",
        call,
        "calls by call 8? min reached true? talk false? asked referral",
    );
    check("voicemail talk=true", call, "calls by call 8? min reached true? talk true asked -?");
}

#[test]
fn the_behaviour_follows_from_channel_and_touch() {
    check(
        "no_answer by=email",
        About::default(),
        "first_emails by email 4? min reached false? talk false? asked -?",
    );
    let again = About { had_email: true, ..About::default() };
    check(
        "no_answer by=email",
        again,
        "follow_up_emails by email 3? min reached false? talk false? asked -?",
    );
    let referral = About { loose: Some(LooseKind::ReferralFollowUp), ..step(Channel::Call, 5) };
    check(
        "no_answer",
        referral,
        "referral_follow_ups by call 5? min reached false? talk false? asked -?",
    );
    check("replied", About::default(), "- by email 1? min reached true? talk true? asked -?");
}

#[test]
fn what_is_tied_to_no_touch_is_told_by_its_behaviour() {
    check(
        "did=walk_ins",
        About::default(),
        "walk_ins by walk_in 15? min reached false? talk false? asked -?",
    );
    check(
        "did=referral_asks",
        About::default(),
        "referral_asks by call 2? min reached false? talk false? asked referral?",
    );
    check(
        "did=alliance_work alone",
        About::default(),
        "alliance_work by event 30? min reached false? talk false? asked -?",
    );
}

#[test]
fn facts_that_cannot_be_together_are_refused() {
    check("", About::default(), "an activity needs an outcome or a behaviour");
    check("no_answer alone", About::default(), "an outcome needs a person");
    check(
        "no_answer minutes=1441",
        About::default(),
        "an activity takes at most 1440 minutes, not 1441",
    );
    check("no_answer talk=true reached=false", About::default(), "a conversation reaches somebody");
}

#[test]
fn a_call_with_a_talk_and_an_ask_counts_as_all_three() {
    let facts = complete(&draft("not_now"), step(Channel::Call, 4)).unwrap();
    assert_eq!(
        counted_as(&facts),
        [Behaviour::Calls, Behaviour::Conversations, Behaviour::MeetingAsks]
    );
    let ask = complete(&draft("did=referral_asks"), About::default()).unwrap();
    assert_eq!(counted_as(&ask), [Behaviour::ReferralAsks]);
}

#[test]
fn an_amendment_changes_facts_that_move_no_touch() {
    let facts = complete(&draft("not_now"), step(Channel::Call, 4)).unwrap();
    let amendment = Amendment { minutes: Some(9), asked: Asked::Nothing, ..Amendment::default() };
    let after = amend(&facts, &amendment).unwrap();
    assert_eq!(told(&after), "calls by call 9 min reached true? talk true? asked -");
    assert_eq!(amend(&facts, &Amendment::default()), Err(CorrectError::Nothing));
    let unreached = Amendment { reached: Some(false), ..Amendment::default() };
    assert!(matches!(amend(&facts, &unreached), Err(CorrectError::Record(_))));
}

#[test]
fn an_undo_puts_back_what_was_and_never_lifts_a_bar() {
    let before = Before {
        enrollment: Some(EnrollmentFacts::started("2026-11-23".parse().unwrap())),
        standing: Standing::Prospect,
        fit: (Fit::Unknown, String::new()),
        nurture_until: None,
        closed: Vec::new(),
    };
    assert_eq!(undo(&before, Some(Outcome::MeetingSet), None, None).unwrap(), before);
    let forbidden = undo(&before, Some(Outcome::DoNotContact), None, None).unwrap();
    assert_eq!(forbidden.enrollment, None);
    let other = ActivityId(Uuid::from_u128(9));
    assert_eq!(undo(&before, None, Some(other), None), Err(CorrectError::Later(other)));
    assert_eq!(undo(&before, None, None, Some(other)), Err(CorrectError::Already(other)));
    let text = serde_json::to_string(&before).unwrap();
    assert_eq!(serde_json::from_str::<Before>(&text).unwrap(), before);
}

#[test]
fn a_note_that_looks_like_a_field_is_still_a_note() {
    let (mut one, mut two) = (draft("no_answer"), draft("no_answer"));
    one.why = Some("a\nnote 1 b".to_owned());
    two.why = Some("a".to_owned());
    two.note = Some("b".to_owned());
    assert_ne!(one.canonical(), two.canonical());
}

proptest! {
    #[test]
    fn the_canonical_text_is_the_same_only_for_the_same_words(
        one in proptest::collection::vec(proptest::option::of("[a-z \n0-9]{0,6}"), 3),
        two in proptest::collection::vec(proptest::option::of("[a-z \n0-9]{0,6}"), 3),
    ) {
        let of = |texts: &[Option<String>]| {
            let mut draft = draft("no_answer");
            draft.own_outcome.clone_from(&texts[0]);
            draft.why.clone_from(&texts[1]);
            draft.note.clone_from(&texts[2]);
            draft.canonical()
        };
        prop_assert_eq!(of(&one) == of(&two), one == two);
    }
}
