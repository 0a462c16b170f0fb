//! The document of the API, as a program reads it that makes a client of it.

use std::collections::BTreeSet;

use serde_json::Value;

/// Everywhere that a document refers to.
fn references(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(place)) = members.get("$ref") {
                into.insert(place.clone());
            }
            members.values().for_each(|member| references(member, into));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = serde_json::to_value(server::api::document()).unwrap();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 50, "only {} references", found.len());
    let lost: Vec<_> = found
        .iter()
        .filter(|place| document.pointer(place.trim_start_matches('#')).is_none())
        .collect();
    assert_eq!(lost, Vec::<&String>::new());
}
