use uuid::Uuid;

use super::*;

fn told(json: &str) -> PersonTold {
    serde_json::from_str(json).unwrap()
}

/// What is heard of a new person, then of the same once more.
#[track_caller]
fn check(first: &str, then: &str, expected: &str) {
    let mut facts = Facts::blank(MemberId(Uuid::nil()));
    let heard = facts.hear(&told(first), "DE").and_then(|()| facts.hear(&told(then), "DE"));
    let shown = || {
        let emails = facts.emails.iter().map(|it| format!("{} {}", it.key, it.label));
        let phones = facts.phones.iter().map(|it| format!("{} {}", it.e164, it.label));
        let parts: Vec<String> = [names::display(&facts.name)]
            .into_iter()
            .chain(facts.texts.values().cloned())
            .chain(emails)
            .chain(phones)
            .chain(facts.tags.iter().cloned())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" | ")
    };
    let shown = heard.map_or_else(|error| error.to_string(), |()| shown());
    assert_eq!(shown, expected);
}

#[test]
fn what_is_left_out_stays_and_what_is_empty_goes() {
    let ada =
        r#"{"given": "Ada", "family": "Byron", "job_title": "Countess", "tags": ["b", "a", "a"]}"#;
    check(ada, "{}", "Ada Byron | Countess | a | b");
    check(ada, r#"{"family": "Lovelace"}"#, "Ada Lovelace | Countess | a | b");
    check(ada, r#"{"job_title": "", "tags": []}"#, "Ada Byron");
}

#[test]
fn a_whole_name_is_taken_apart() {
    check(r#"{"name": "Dr. Ada Lovelace"}"#, r#"{"given": "Augusta"}"#, "Dr. Augusta Lovelace");
}

#[test]
fn the_same_company_by_another_spelling_is_the_same() {
    let facts = |json: &str| {
        let mut facts = Facts::blank(MemberId(Uuid::nil()));
        facts.hear(&told(json), "DE").unwrap();
        facts
    };
    let acme = facts(r#"{"name": "A", "company": "ACME"}"#);
    assert!(acme.is_same(&facts(r#"{"name": "A", "company": "Acme GmbH"}"#)));
    assert!(!acme.is_same(&facts(r#"{"name": "A", "company": "Apex"}"#)));
    assert!(!acme.is_same(&facts(r#"{"name": "B", "company": "ACME"}"#)));
}

#[test]
fn somebody_is_known_by_a_name_an_address_or_a_number() {
    let missing = "a person needs a name, an e-mail address or a number";
    check("{}", "{}", missing);
    check(r#"{"name": " "}"#, "{}", missing);
    check(r#"{"emails": [{"address": "A@B.example"}]}"#, "{}", "a@b.example work");
    check(
        r#"{"phones": [{"number": "030 1234567", "label": "main"}, {"number": "+49 30 1234567"}]}"#,
        "{}",
        "+49301234567 main",
    );
}

#[test]
fn what_is_none_of_its_kind_is_refused() {
    check(
        r#"{"emails": [{"address": "nobody"}]}"#,
        "{}",
        "`emails`: no e-mail address: it has no @",
    );
    check(
        r#"{"name": "A", "zone": "Moon/Base"}"#,
        "{}",
        "`zone`: this is not an IANA time zone, such as Europe/Berlin",
    );
    let no_day = "`birthday`: this is no day, such as 1980-02-29 or --02-29";
    check(r#"{"name": "A", "birthday": "1981-02-29"}"#, "{}", no_day);
    check(r#"{"name": "A B", "birthday": "--02-29"}"#, "{}", "A B | --02-29");
    let long = format!(r#"{{"name": "{}"}}"#, "x".repeat(501));
    check(&long, "{}", "`name` has at most 500 characters");
}
