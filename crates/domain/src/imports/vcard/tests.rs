//! Cards by what a rep would notice.

use std::io::Cursor;

use jiff::civil::date;

use crate::imports::{ReadError, ReadOptions, draft::Draft};

/// All cards of a file: a draft in words, or `row: why`.
fn read(file: &[u8]) -> Vec<Result<Draft, String>> {
    let options = ReadOptions::new(date(2026, 3, 2));
    let reader = super::open(Cursor::new(file.to_vec()), &options).unwrap();
    reader
        .map(|card| match card {
            Ok(draft) => Ok(draft),
            Err(ReadError::Row(rejected)) => Err(format!("{}: {}", rejected.row, rejected.why)),
            Err(ReadError::File(refused)) => panic!("{refused}"),
        })
        .collect()
}

fn one(lines: &str) -> Draft {
    let file = format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n");
    read(file.as_bytes()).remove(0).unwrap()
}

/// Whom a file gives: names or first addresses, or the rejection.
fn check(file: &str, expected: &[&str]) {
    let found: Vec<String> = read(file.as_bytes())
        .into_iter()
        .map(|card| match card {
            Ok(draft) if !draft.name.full.is_empty() => {
                format!("{}: {}", draft.row, draft.name.full)
            }
            Ok(draft) => format!("{}: {} {}", draft.row, draft.name.given, draft.name.family),
            Err(why) => why,
        })
        .collect();
    assert_eq!(found, expected);
}

fn refused(file: &[u8], expected: &str) {
    let options = ReadOptions::new(date(2026, 3, 2));
    let refused = super::open(Cursor::new(file.to_vec()), &options).unwrap_err();
    assert_eq!(refused.to_string(), expected);
}

fn card(n: u8) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nN:F{n};G{n};;;\r\nEND:VCARD\r\n")
}

#[test]
fn many_cards_stand_in_one_file() {
    check(&(card(1) + &card(2)), &["1: G1 F1", "2: G2 F2"]);
    check(
        &(card(1).trim_end().to_owned() + "\u{feff}" + &card(2).to_lowercase()),
        &["1: G1 F1", "2: g2 f2"],
    );
}

#[test]
fn a_card_without_end_does_not_swallow_the_next() {
    let file = card(1).replace("END:VCARD\r\n", "") + &card(2);
    check(
        &file,
        &["1: the card that begins in line 1 has no END:VCARD, it breaks off after N", "2: G2 F2"],
    );
}

#[test]
fn a_card_cut_off_at_the_end_is_not_stored() {
    check(
        &(card(1) + "BEGIN:VCARD\nFN:Cut\nPHOTO;ENCODING=b:AAAA\n AAA"),
        &[
            "1: G1 F1",
            "2: the card that begins in line 5 has no END:VCARD, it breaks off after PHOTO",
        ],
    );
}

#[test]
fn a_card_without_begin_is_said() {
    check(
        &(card(1) + "FN:Lost\nEND:VCARD\n" + &card(2)),
        &["1: G1 F1", "2: text in line 5 that no BEGIN:VCARD stands before", "3: G2 F2"],
    );
    refused(b"VERSION:3.0\nFN:No Begin\nEND:VCARD\n", "the file is damaged: no BEGIN:VCARD in it");
}

#[test]
fn a_card_inside_a_card_is_left_out() {
    let file = "BEGIN:VCARD\nN:Outer;A\nAGENT:\nBEGIN:VCARD\nN:Inner;B\nEMAIL:inner@v.example\nEND:VCARD\n\
                EMAIL:outer@v.example\nEND:VCARD\n";
    let draft = read(file.as_bytes()).remove(0).unwrap();
    assert_eq!(draft.emails[0].address, "outer@v.example");
    assert_eq!(draft.problems[0].column, "AGENT");
    check(&(file.to_owned() + &card(3)), &["1: A Outer", "2: G3 F3"]);
}

#[test]
fn other_files_are_refused_by_name() {
    refused(b"\xEF\xBB\xBF\r\n ", "the file is empty");
    refused(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        "this is a calendar, not contacts: import it with `busy import`",
    );
}

#[test]
fn each_property_has_its_own_charset() {
    let mut file = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:M\xfcller;J\xf6rg\n".to_vec();
    file.extend("ORG;CHARSET=UTF-8:Größe\n".as_bytes());
    file.extend(b"TITLE;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=C4=E8=F0\nEND:VCARD\n");
    let draft = read(&file).remove(0).unwrap();
    assert_eq!((draft.name.given.as_str(), draft.name.family.as_str()), ("Jörg", "Müller"));
    assert_eq!((draft.company.as_str(), draft.job_title.as_str()), ("Größe", "Дир"));
    assert!(draft.problems.is_empty());
}

#[test]
fn a_fold_inside_a_character_is_healed() {
    let file = b"BEGIN:VCARD\nFN:J\xc3\r\n \xb6rg\nEND:VCARD\n";
    assert_eq!(read(file).remove(0).unwrap().name.full, "Jörg");
}

#[test]
fn a_value_cut_inside_a_character_is_kept_and_said() {
    let draft = one("FN:A\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=C3=91=C3");
    assert_eq!(draft.company, "ÑÑ");
    assert_eq!(draft.problems[0].column, "ORG");
}

#[test]
fn quoted_printable_without_charset_is_guessed() {
    let draft = one("N;ENCODING=QUOTED-PRINTABLE:Iksi=F1ski;Piotr\nEMAIL:p@d.example");
    assert!(
        ["Iksiñski", "Iksiński"].contains(&draft.name.family.as_str()),
        "{}",
        draft.name.family
    );
}

#[test]
fn the_parts_of_a_name_win_over_the_whole() {
    let draft = one("N:Doe;John;Richter,James;Mr.;Sr.\nFN:Somebody Else");
    assert_eq!(draft.name.middle, "Richter,James");
    assert_eq!((draft.name.prefix.as_str(), draft.name.suffix.as_str()), ("Mr.", "Sr."));
    assert_eq!(draft.name.full, "");
    assert_eq!(one("N:;;;;\nFN:Acme Ltd\nORG:Acme Ltd;").name.full, "Acme Ltd");
}

#[test]
fn a_card_without_name_address_or_number_is_rejected() {
    check("BEGIN:VCARD\nNOTE:x\nEND:VCARD\n", &["1: no name, address or number"]);
}

#[test]
fn groups_and_places_are_no_people() {
    check("BEGIN:VCARD\nFN:All\nKIND:group\nEND:VCARD\n", &["1: a group of people, not a person"]);
    check("BEGIN:VCARD\nFN:Acme\nKIND:org\nEND:VCARD\n", &["1: Acme"]);
}

#[test]
fn addresses_come_in_the_order_of_preference() {
    let draft =
        one("FN:A\nEMAIL:b@x.example\nEMAIL;TYPE=pref:a@x.example\nEMAIL;PREF=50:c@x.example");
    let found: Vec<&str> = draft.emails.iter().map(|email| email.address.as_str()).collect();
    assert_eq!(found, ["a@x.example", "c@x.example", "b@x.example"]);
}

#[test]
fn a_bad_address_is_said_and_the_card_is_stored() {
    let draft = one("FN:A\nEMAIL:nonsense");
    assert_eq!(draft.problems[0].column, "EMAIL");
    assert!(draft.emails.is_empty());
}

#[test]
fn fax_machines_and_pagers_come_last() {
    let draft = one(
        "FN:A\nTEL;TYPE=FAX;TYPE=pref:100\nTEL;TYPE=PAGER:200\nTEL;CELL:300\nitem1.TEL:400\nitem1.X-ABLabel:_$!<Main>!$_",
    );
    let found: Vec<String> =
        draft.phones.iter().map(|phone| format!("{} {}", phone.raw, phone.label)).collect();
    assert_eq!(found, ["300 mobile", "400 main", "100 fax", "200 fax"]);
}

#[test]
fn what_a_card_says_lands_in_its_field() {
    let draft = one(
        "FN:A\nORG:IBM;Accounting;Dungeon\nTITLE:Counter\nROLE:Counting\nBDAY:--0203\nURL:http\\://x.example\n\
         URL:https://www.linkedin.com/in/a\nX-SOCIALPROFILE;type=xing:https://xing.example/a\nNOTE:one\\ntwo\n\
         CATEGORIES:VIP,Fair 2026\nUID:urn:uuid:7\nTZ:Europe/Berlin\nLANG;PREF=2:en\nLANG;PREF=1:fr\n\
         REV:20120305T131933Z\nADR;TYPE=WORK:;Suite 2;1 Main St;Austin;TX;12345;US\nitem1.X-ABDATE:2000-01-02\n\
         item1.X-ABLabel:_$!<Anniversary>!$_",
    );
    assert_eq!((draft.company.as_str(), draft.department.as_str()), ("IBM", "Accounting"));
    assert_eq!(draft.birthday.map(|day| (day.year, day.month, day.day)), Some((None, 2, 3)));
    assert_eq!(draft.website, "http://x.example");
    assert_eq!(draft.profiles, ["https://www.linkedin.com/in/a", "https://xing.example/a"]);
    assert_eq!(draft.note, "one\ntwo");
    assert_eq!(draft.tags, ["VIP", "Fair 2026"]);
    assert_eq!(draft.external_ids, [("vcard".to_owned(), "7".to_owned())]);
    assert_eq!((draft.zone.as_str(), draft.language.as_str()), ("Europe/Berlin", "fr"));
    assert_eq!(draft.source_on, Some(date(2012, 3, 5)));
    assert_eq!((draft.addresses[0].line2.as_str(), draft.country.as_str()), ("Suite 2", "US"));
    assert_eq!(
        draft.custom,
        [
            ("ORG".to_owned(), "Dungeon".to_owned()),
            ("ROLE".to_owned(), "Counting".to_owned()),
            ("X-ABDATE Anniversary".to_owned(), "2000-01-02".to_owned()),
        ]
    );
}

#[test]
fn an_error_in_one_card_touches_no_other() {
    let good =
        [read(card(1).as_bytes()).remove(0).unwrap(), read(card(3).as_bytes()).remove(0).unwrap()];
    for bad in [
        "FN:x",
        "BEGIN:VCARD\nFN:x",
        "BEGIN:VCARD\nBDAY:no\nEND:VCARD\nEND:VCARD",
        "AGENT:\n:::\n\0",
    ] {
        let file = format!("{}{bad}\n{}", card(1), card(3));
        let cards = read(file.as_bytes());
        for (place, expected) in [(0, &good[0]), (cards.len() - 1, &good[1])] {
            let found = cards[place].as_ref().unwrap();
            assert_eq!(found.name, expected.name, "{bad}");
        }
    }
}

/// Lines from which awkward files are made.
const LINES: &[&str] = &[
    "BEGIN:VCARD",
    "END:VCARD",
    "FN:x",
    "NOTE;ENCODING=QUOTED-PRINTABLE:a=",
    "PHOTO;BASE64:",
    "AAAA",
    " fold",
    "no colon",
    "",
    "VERSION:2.1",
    "TEL;X=\":1",
    "EMAIL:\u{fc}@",
    "ORG;CHARSET=nonsense:a",
    "BDAY:--1",
    "item1.ADR:;;;;;;",
];

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let mut file = b"BEGIN:VCARD\r\nFN:a\r\n".to_vec();
        file.extend(bytes);
        let options = ReadOptions::new(date(2026, 3, 2));
        if let Ok(reader) = super::open(Cursor::new(file), &options) {
            let _ = reader.count();
        }
    }

    #[test]
    fn whatever_stands_before_a_card_it_is_read(picks in proptest::collection::vec(0..LINES.len(), 0..12)) {
        let before: String = picks.iter().map(|&pick| LINES[pick].to_owned() + "\r\n").collect();
        let cards = read((before + &card(7)).as_bytes());
        let last = cards.last().unwrap().as_ref().unwrap();
        let alone = read(card(7).as_bytes()).remove(0).unwrap();
        proptest::prop_assert_eq!(&last.name, &alone.name);
        proptest::prop_assert_eq!(usize::try_from(last.row).unwrap(), cards.len());
    }
}

#[test]
fn a_card_of_a_company_names_no_person() {
    for lines in ["VERSION:4.0\nKIND:org\nFN:Acme Pumps", "FN:Acme Pumps\nX-ABShowAs:COMPANY"] {
        let draft = one(&format!("{lines}\nTEL:+12025550143"));
        assert_eq!((draft.company.as_str(), draft.name.given.as_str()), ("Acme Pumps", ""));
    }
}
