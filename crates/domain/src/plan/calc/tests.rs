use serde_json::Value;

use super::*;

/// Every case of a file of vectors gives what it expects, value for value.
fn check<V: Serialize>(vectors: &str, work: impl Fn(&Case) -> Result<V, CalcError>) {
    let vectors: Value = serde_json::from_str(vectors).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    for row in cases {
        let case: Case = serde_json::from_value(row.clone()).unwrap();
        let found = serde_json::to_value(work(&case).unwrap()).unwrap();
        assert_eq!(found, row["expect"], "{}", case.name);
    }
}

#[test]
fn admission_is_that_of_the_vectors() {
    check(include_str!("../../../vectors/admission.json"), calc_admission);
}

#[test]
fn admission_is_that_of_one_candidate_at_a_time() {
    check(include_str!("../../../cases/admission.json"), calc_admission);
}

#[test]
fn the_morning_is_that_of_the_vectors() {
    check(include_str!("../../../vectors/plan_morning.json"), calc_plan_morning);
}

#[test]
fn the_morning_is_that_of_one_candidate_at_a_time() {
    check(include_str!("../../../cases/plan_morning.json"), calc_plan_morning);
}

#[test]
fn the_re_plan_is_that_of_the_vectors() {
    check(include_str!("../../../vectors/replan.json"), calc_replan);
}

/// A case that is refused says why.
fn refused(input: &str, why: &str) {
    let case = serde_json::from_str::<Case>(&format!(r#"{{"name": "bad", "input": {input}}}"#));
    let found = match case {
        Ok(case) => calc_admission(&case).unwrap_err().to_string(),
        Err(error) => error.to_string(),
    };
    assert!(found.contains(why), "{found}");
}

/// A whole input with some of its fields replaced.
fn with(changed: &str) -> String {
    let mut input: Value = serde_json::from_str(
        r#"{
        "today": "2026-11-23",
        "calendar": {"first": "2026-11-02", "week": [10, 10, 10, 10, 10, 0, 0]},
        "cadences": {"c": [{"channel": "call", "gap": 0, "window": 0, "minutes": 10, "exit_ppm": 0}]},
        "candidates": [{"id": 1, "cadence": "c"}]
    }"#,
    )
    .unwrap();
    let changed: Value = serde_json::from_str(changed).unwrap();
    for (name, value) in changed.as_object().unwrap() {
        input[name] = value.clone();
    }
    input.to_string()
}

fn refused_cadence(steps: &str, why: &str) {
    refused(&with(&format!(r#"{{"cadences": {{"c": {steps}}}}}"#)), why);
}

fn refused_settings(z: i64, mean: i64, var: i64, why: &str) {
    let settings = format!(
        r#"{{"settings": {{"z_milli": {z}, "certain": false,
        "available_mean_ppm": {mean}, "available_var_ppm": {var}}}}}"#
    );
    refused(&with(&settings), why);
}

#[test]
fn an_unknown_cadence_is_refused() {
    refused(&with(r#"{"candidates": [{"id": 1, "cadence": "d"}]}"#), "cadence `d`");
}

#[test]
fn a_gap_of_0_after_the_first_step_is_refused() {
    let step = r#"{"channel": "call", "gap": 0, "window": 0, "minutes": 10, "exit_ppm": 0}"#;
    refused_cadence(&format!("[{step}, {step}]"), "step 2 of cadence `c` has gap 0");
}

#[test]
fn no_steps_and_more_than_16_are_refused() {
    let step = r#"{"channel": "call", "gap": 1, "window": 0, "minutes": 10, "exit_ppm": 0}"#;
    refused_cadence("[]", "0 steps");
    refused_cadence(&format!("[{}]", [step; 17].join(",")), "17 steps");
}

#[test]
fn numbers_outside_their_bounds_are_refused_by_name() {
    let step = |gap: &str, window: &str, minutes: &str, exit: &str| {
        format!(
            r#"[{{"channel": "call", "gap": {gap}, "window": {window}, "minutes": {minutes}, "exit_ppm": {exit}}}]"#
        )
    };
    refused_cadence(&step("-1", "0", "10", "0"), "gap of a step is -1");
    refused_cadence(&step("0", "-2", "10", "0"), "window of a step is -2");
    refused_cadence(&step("0", "0", "-3", "0"), "minutes of a step is -3");
    refused_cadence(&step("0", "0", "9223372036854775807", "0"), "minutes of a step");
    refused_cadence(&step("0", "0", "99999999999999999999", "0"), "invalid type");
    refused_cadence(&step("0", "0", "10", "1000001"), "exits of a step");
    refused_settings(4_001, 1_000_000, 0, "z in thousandths is 4001");
    refused_settings(-1, 1_000_000, 0, "z in thousandths is -1");
    refused_settings(0, 1_000_001, 0, "mean share");
    refused_settings(0, 1_000_000, -1, "variance");
    refused(&with(r#"{"start_days": 0}"#), "days on which to start is 0");
    refused(&with(r#"{"spent": {"total": -5}}"#), "spent is -5");
    refused(&with(r#"{"caps": {"call": {"unit": "touches", "per_day": -1}}}"#), "cap of a channel");
}

#[test]
fn rows_that_cannot_be_are_refused() {
    let twice = r#"{"candidates": [{"id": 1, "cadence": "c"}, {"id": 1, "cadence": "c"}]}"#;
    refused(&with(twice), "same id");
    let active = |rest: &str| format!(r#"{{"active": [{{"id": 2, "cadence": "c", {rest}}}]}}"#);
    refused(&with(&active(r#""next": 2, "done": "2026-11-20""#)), "next step is 2");
    refused(&with(&active(r#""next": 0, "done": "2026-11-20""#)), "next step is 0");
    refused(&with(&active(r#""next": 1"#)), "needs either `done`");
    refused(&with(&active(r#""next": 1, "done": "-009999-01-01""#)), "too far from today");
}

#[test]
fn a_calendar_without_hours_is_refused() {
    let calendar = r#"{"calendar": {"first": "2026-11-02", "week": [0, 0, 0, 0, 0, 0, 0]}}"#;
    refused(&with(calendar), "no hours");
    let calendar = r#"{"calendar": {"first": "2026-11-02", "week": [10, 10, 10, 10, 10, 0, 0],
        "leave": [["2026-11-24", "2026-11-23"]]}}"#;
    refused(&with(calendar), "ends before it begins");
}

/// The new state, written out by hand, has the morning that the events lead to.
fn same_morning(events: &str, changed: &str) {
    let active = r#"{"active": [{"id": 2, "cadence": "c", "next": 1, "done": "2026-11-23"},
        {"id": 3, "cadence": "c", "next": 1, "done": "2026-11-20"}],
        "cadences": {"c": [{"channel": "call", "gap": 0, "window": 1, "minutes": 4, "exit_ppm": 0},
        {"channel": "email", "gap": 2, "window": 1, "minutes": 3, "exit_ppm": 0}]},
        "caps": {"call": {"unit": "touches", "per_day": 2}}}"#;
    let before = with(active);
    let mut after: Value = serde_json::from_str(&before).unwrap();
    let changed: Value = serde_json::from_str(changed).unwrap();
    for (name, value) in changed.as_object().unwrap() {
        after[name] = value.clone();
    }
    let case = |input: &str, events: &str| -> Case {
        serde_json::from_str(&format!(r#"{{"input": {input}, "events": {events}}}"#)).unwrap()
    };
    let replanned = calc_replan(&case(&before, events)).unwrap();
    let morning = calc_plan_morning(&case(&after.to_string(), "[]")).unwrap();
    assert_eq!(serde_json::to_value(replanned).unwrap(), serde_json::to_value(morning).unwrap());
}

#[test]
fn a_touch_done_moves_on_and_takes_its_minutes_and_one_touch_off_today() {
    same_morning(
        r#"[{"kind": "outcome", "person": 2, "effect": "next", "minutes": 6}]"#,
        r#"{"active": [{"id": 2, "cadence": "c", "next": 2, "done": "2026-11-23"},
            {"id": 3, "cadence": "c", "next": 1, "done": "2026-11-20"}],
            "spent": {"total": 6, "call": 1}}"#,
    );
}

#[test]
fn an_exit_and_a_stop_leave_the_others() {
    same_morning(
        r#"[{"kind": "outcome", "person": 2, "effect": "exit"}, {"kind": "stop", "person": 3}]"#,
        r#"{"active": [], "spent": {"total": 4, "call": 1}}"#,
    );
}

#[test]
fn a_move_names_the_window_of_the_step_that_is_next() {
    same_morning(
        r#"[{"kind": "outcome", "person": 2, "effect": "move", "from": "2026-12-01", "to": "2026-12-02"}]"#,
        r#"{"active": [{"id": 2, "cadence": "c", "next": 1, "from": "2026-12-01", "to": "2026-12-02"},
            {"id": 3, "cadence": "c", "next": 1, "done": "2026-11-20"}],
            "spent": {"total": 4, "call": 1}}"#,
    );
}

#[test]
fn an_event_about_somebody_who_is_not_active_is_refused() {
    let event = r#"[{"kind": "outcome", "person": 9, "effect": "exit"}]"#;
    let input = with("{}");
    let case: Case =
        serde_json::from_str(&format!(r#"{{"input": {input}, "events": {event}}}"#)).unwrap();
    assert_eq!(calc_replan(&case).unwrap_err(), CalcError::NotActive { person: 9 });
}
