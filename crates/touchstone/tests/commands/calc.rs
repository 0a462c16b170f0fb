//! `calc`: every case of the vectors, from outside, equal in every value.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::shop::with_input;

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/vectors");
    let text = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let mut input = json!({ "name": case["name"], "input": case["input"] });
        if let Some(events) = case.get("events") {
            input["events"] = events.clone();
        }
        let told = with_input(&["calc", name, "--json"], &input.to_string());
        assert_eq!(told.code, 0, "{}: {}", case["name"], told.err);
        assert_eq!(told.json(), case["expect"], "{}", case["name"]);
        // Without --json the same is printed: it is for programs either way.
        let plain = with_input(&["calc", name], &input.to_string());
        assert_eq!(plain.json(), case["expect"], "{}", case["name"]);
    }
}

#[test]
fn admission_equals_the_vectors() {
    check("admission");
}

#[test]
fn plan_morning_equals_the_vectors() {
    check("plan_morning");
}

#[test]
fn replan_equals_the_vectors() {
    check("replan");
}

/// A case with one field more, at a place in it.
fn with_field(place: &str, field: &str) -> String {
    let mut case = json!({
        "name": "x",
        "input": {
            "today": "2026-11-23",
            "calendar": { "first": "2026-11-02", "week": [60, 60, 60, 60, 60, 0, 0] },
            "caps": { "call": { "unit": "minutes", "per_day": 30 } },
            "cadences": { "cold": [{ "channel": "call", "gap": 0, "window": 2, "minutes": 6, "exit_ppm": 0 }] },
            "active": [{ "id": 1, "cadence": "cold", "next": 1, "done": "2026-11-20" }],
            "candidates": [{ "id": 2, "cadence": "cold" }],
            "settings": { "z_milli": 0, "certain": true, "available_mean_ppm": 1_000_000, "available_var_ppm": 0 },
        },
        "events": [{ "kind": "outcome", "person": 1, "effect": "next" }],
        "expect": { "whatever": 1 },
    });
    case.pointer_mut(place).unwrap()[field] = json!("2026-11-25");
    case.to_string()
}

#[test]
fn a_field_that_no_case_has_is_refused_by_name() {
    let known = with_input(&["calc", "replan"], &with_field("/input/candidates/0", "force"));
    assert_eq!(known.code, 0, "{}", known.err);
    let places = ["", "/input", "/input/calendar", "/input/caps/call", "/input/cadences/cold/0"];
    let rows = ["/input/active/0", "/input/candidates/0", "/input/settings", "/events/0"];
    for place in places.into_iter().chain(rows) {
        let told = with_input(&["calc", "replan"], &with_field(place, "form"));
        assert_eq!(told.code, 2, "{place}: {}", told.out);
        assert!(told.err.contains("form"), "{place}: {}", told.err);
    }
    let told = with_input(&["calc", "replan"], &with_field("/events/0", "from"));
    assert_eq!(told.code, 2, "{}", told.out);
}

#[test]
fn a_cadence_that_is_refused_is_named_as_the_case_names_it() {
    let mut case: Value =
        serde_json::from_str(&with_field("/input/candidates/0", "force")).unwrap();
    let steps = case["input"]["cadences"]["cold"].as_array_mut().unwrap();
    steps.push(steps[0].clone());
    let told = with_input(&["calc", "replan"], &case.to_string());
    assert_eq!(told.code, 2, "{}", told.out);
    assert!(told.err.contains("step 2 of cadence `cold`"), "{}", told.err);
}

#[test]
fn what_is_no_case_is_wrong_use() {
    for input in ["", "{}", "[1,2", "{\"name\":\"x\",\"input\":{\"today\":\"never\"}}"] {
        let told = with_input(&["calc", "admission", "--json"], input);
        assert_eq!(told.code, 2, "{input}: {}", told.err);
    }
    assert_eq!(with_input(&["calc", "divination"], "{}").code, 2);
}
