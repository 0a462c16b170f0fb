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
fn the_morning_is_that_of_the_vectors() {
    check(include_str!("../../../vectors/plan_morning.json"), calc_plan_morning);
}

#[test]
fn the_re_plan_is_that_of_the_vectors() {
    check(include_str!("../../../vectors/replan.json"), calc_replan);
}
