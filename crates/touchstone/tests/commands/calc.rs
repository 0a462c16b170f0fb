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

#[test]
fn what_is_no_case_is_wrong_use() {
    for input in ["", "{}", "[1,2", "{\"name\":\"x\",\"input\":{\"today\":\"never\"}}"] {
        let told = with_input(&["calc", "admission", "--json"], input);
        assert_eq!(told.code, 2, "{input}: {}", told.err);
    }
    assert_eq!(with_input(&["calc", "divination"], "{}").code, 2);
}
