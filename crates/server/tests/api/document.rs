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
    let document: Value = serde_json::from_str(server::api::DOCUMENT).unwrap();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 50, "only {} references", found.len());
    let lost: Vec<_> = found
        .iter()
        .filter(|place| document.pointer(place.trim_start_matches('#')).is_none())
        .collect();
    assert_eq!(lost, Vec::<&String>::new());
}

/// Where the document lies.
const CHECKED_IN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../api/openapi.json");

/// With `TOUCHSTONE_DOCUMENT=write` it is written anew, as `cargo xtask codegen` does.
#[test]
fn the_document_that_is_served_is_what_the_code_says() {
    let text = server::api::document::text();
    if std::env::var("TOUCHSTONE_DOCUMENT").is_ok_and(|mode| mode == "write") {
        std::fs::write(CHECKED_IN, text).unwrap();
        return;
    }
    assert!(
        text == server::api::DOCUMENT,
        "api/openapi.json is not what the code says: run `cargo xtask codegen`"
    );
}
