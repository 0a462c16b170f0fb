//! Calendar files against the busy blocks they mean, for a rep in Berlin in March 2026.

use super::*;
use crate::calendar::local::zone;

fn horizon() -> Span {
    Span { from: "2026-02-28T23:00Z".parse().unwrap(), to: "2026-04-30T22:00Z".parse().unwrap() }
}

fn read_file(text: &str) -> Result<BusyFile, IcsError> {
    busy_blocks(text.as_bytes(), horizon(), &zone("Europe/Berlin").unwrap())
}

/// One event of these lines (`;;` parts events, `|` lines): its blocks in Berlin, and what was not understood.
#[track_caller]
fn check(lines: &str, expected: &str) {
    let events: Vec<_> = lines
        .split(";;")
        .map(|event| {
            format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", event.trim().replace('|', "\r\n"))
        })
        .collect();
    check_file(
        &format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat()),
        expected,
    );
}

#[track_caller]
fn check_file(text: &str, expected: &str) {
    let berlin = zone("Europe/Berlin").unwrap();
    let file = read_file(text).unwrap();
    let at =
        |instant: jiff::Timestamp| berlin.to_datetime(instant).strftime("%m-%d %H:%M").to_string();
    let blocks = file.blocks.iter().map(|block| {
        let (from, to) = (at(block.span.from), at(block.span.to));
        let to = to.strip_prefix(from.get(..6).unwrap()).unwrap_or(&to).to_owned();
        format!("{from}-{to}")
    });
    let problems = file.problems.iter().map(|problem| format!("! {problem}"));
    assert_eq!(blocks.chain(problems).collect::<Vec<_>>().join(", "), expected, "{text}");
}

#[test]
fn an_event_is_busy_from_its_start_to_its_end() {
    check("UID:a|DTSTART:20260302T090000Z|DTEND:20260302T100000Z", "03-02 10:00-11:00");
    check("DTSTART:20260302T090000|DTEND:20260302T100000", "03-02 09:00-10:00");
    check("DTSTART;TZID=America/New_York:20260302T090000|DURATION:PT90M", "03-02 15:00-16:30");
    check(
        "DTSTART;TZID=W. Europe Standard Time:20260302T090000|DURATION:PT1H",
        "03-02 09:00-10:00",
    );
    check(
        "DTSTART;TZID=\"/citadel.org/20210210_1/Asia/Tokyo\":20260302T180000|DURATION:PT1H",
        "03-02 10:00-11:00",
    );
    check("DTSTART;VALUE=DATE:20260302", "03-02 00:00-03-03 00:00");
    check("DTSTART;VALUE=DATE:20260302|DTEND;VALUE=DATE:20260304", "03-02 00:00-03-04 00:00");
    check("DTSTART;VALUE=DATE:20260302|DTEND;VALUE=DATE:20260302", "03-02 00:00-03-03 00:00");
    check("DTSTART:20260302T090000", "");
    check("DTSTART:20270302T090000Z|DTEND:20270302T100000Z", "");
    check("DTSTART:20260228T220000Z|DTEND:20260301T000000Z", "02-28 23:00-03-01 01:00");
}

#[test]
fn what_takes_no_time_is_free() {
    check("DTSTART:20260302T090000Z|DTEND:20260302T100000Z|TRANSP:TRANSPARENT", "");
    check("DTSTART:20260302T090000Z|DTEND:20260302T100000Z|TRANSP:OPAQUE", "03-02 10:00-11:00");
    check("DTSTART:20260302T090000Z|DTEND:20260302T100000Z|STATUS:CANCELLED", "");
    check("DTSTART:20260302T090000Z|DTEND:20260302T100000Z|X-MICROSOFT-CDO-BUSYSTATUS:FREE", "");
}

#[test]
fn what_repeats_is_written_out_on_the_clock_of_its_zone() {
    let berlin = "UID:a|DTSTART;TZID=Europe/Berlin:";
    check(
        &format!("{berlin}20260327T090000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=4"),
        "03-27 09:00-10:00, 03-28 09:00-10:00, 03-29 09:00-10:00, 03-30 09:00-10:00",
    );
    check(
        &format!(
            "{berlin}20150105T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20260331T000000Z"
        ),
        "03-02 09:00-10:00, 03-16 09:00-10:00, 03-30 09:00-10:00",
    );
    check(
        &format!("{berlin}20260101T090000|DURATION:PT1H|RRULE:FREQ=MONTHLY;BYDAY=-1FR"),
        "03-27 09:00-10:00, 04-24 09:00-10:00",
    );
    check(
        &format!("{berlin}20200304T233000|DURATION:PT1H|RRULE:FREQ=YEARLY"),
        "03-04 23:30-03-05 00:30",
    );
    check(
        "UID:a|DTSTART;VALUE=DATE:20260328|RRULE:FREQ=DAILY;COUNT=2",
        "03-28 00:00-03-29 00:00, 03-29 00:00-03-30 00:00",
    );
    check(
        "UID:a|DTSTART:20260328T013000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2",
        "03-28 02:30-03:30, 03-29 03:30-04:30",
    );
    check(
        "UID:a|DTSTART;TZID=Europe/Berlin:20260302T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;UNTIL=20260316",
        "03-02 09:00-10:00, 03-09 09:00-10:00, 03-16 09:00-10:00",
    );
}

#[test]
fn exceptions_additions_and_changes_count() {
    let weekly =
        "UID:a|DTSTART;TZID=Europe/Berlin:20260302T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=3";
    check(
        &format!("{weekly}|EXDATE;TZID=Europe/Berlin:20260309T090000"),
        "03-02 09:00-10:00, 03-16 09:00-10:00",
    );
    check(&format!("{weekly}|EXDATE:20260309T080000Z,20260302T080000Z"), "03-16 09:00-10:00");
    check(&format!("{weekly}|EXDATE;VALUE=DATE:20260309"), "03-02 09:00-10:00, 03-16 09:00-10:00");
    check(
        &format!(
            "{weekly}|RDATE;TZID=Europe/Berlin:20260310T120000|EXDATE:20260309T080000Z,20260316T080000Z"
        ),
        "03-02 09:00-10:00, 03-10 12:00-13:00",
    );
    check(
        &format!(
            "{weekly};;UID:a|SEQUENCE:2|RECURRENCE-ID:20260309T080000Z|DTSTART:20260310T080000Z|DTEND:20260310T083000Z"
        ),
        "03-02 09:00-10:00, 03-10 09:00-09:30, 03-16 09:00-10:00",
    );
    check(
        &format!(
            "{weekly};;UID:b|RECURRENCE-ID:20260309T080000Z|DTSTART:20260310T080000Z|DTEND:20260310T083000Z"
        ),
        "03-02 09:00-10:00, 03-09 09:00-10:00, 03-10 09:00-09:30, 03-16 09:00-10:00",
    );
    check(
        &format!(
            "{weekly};;UID:a|RECURRENCE-ID:20260309T080000Z|DTSTART:20260309T080000Z|STATUS:CANCELLED"
        ),
        "03-02 09:00-10:00, 03-16 09:00-10:00",
    );
    check(
        &format!(
            "{weekly};;UID:a|RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T080000Z|DTSTART;TZID=Europe/Berlin:20260309T140000|DURATION:PT30M"
        ),
        "03-02 09:00-10:00, 03-09 14:00-14:30, 03-16 14:00-14:30",
    );
}

#[test]
fn a_zone_the_file_describes_is_used() {
    let zone = |rules: &str| {
        format!(
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Customized Time Zone 7\n{rules}END:VTIMEZONE\nBEGIN:VEVENT\nUID:a\n\
             DTSTART;TZID=Customized Time Zone 7:20260327T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=7;COUNT=2\n\
             END:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let eastern = "BEGIN:STANDARD\nDTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nTZOFFSETFROM:-0400\n\
                   TZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20070311T020000\n\
                   RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\n";
    check_file(&zone(eastern), "03-27 14:00-15:00, 04-03 15:00-16:00");
    let india = "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\n";
    check_file(&zone(india), "03-27 04:30-05:30, 04-03 05:30-06:30");
    check_file(&zone("X-LIC-LOCATION:Asia/Tokyo\n"), "03-27 01:00-02:00, 04-03 02:00-03:00");
}

#[test]
fn what_is_not_understood_is_said() {
    check(
        "UID:a|SUMMARY:Jour fixe|DTSTART;TZID=Mars/Olympus:20260302T090000|DURATION:PT1H",
        "03-02 09:00-10:00, ! `Jour fixe` names the time zone `Mars/Olympus`, which is not known: read in your own",
    );
    check("UID:a|DTSTART:yesterday", "! `a` has no start that can be read, so it was left out");
    check(
        "SUMMARY:x|DTSTART:20260302T090000Z|DTEND:20260302T080000Z",
        "! `x` ends before it starts, so it was left out",
    );
    check(
        "UID:a|DTSTART:20260302T090000Z|DURATION:PT1H|RRULE:FREQ=SECONDLY",
        "03-02 10:00-11:00, ! `a` repeats too often for a calendar: only its first time was read",
    );
}

#[test]
fn a_file_that_is_no_calendar_is_refused_by_name() {
    let refused = |text: &str| read_file(text).unwrap_err().to_string();
    assert_eq!(refused(""), "the file holds no calendar: BEGIN:VCALENDAR is missing");
    assert_eq!(
        refused("name;mail\nAda;a@b.example\n"),
        "the file holds no calendar: BEGIN:VCALENDAR is missing"
    );
    assert_eq!(
        refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302T0900"),
        "the calendar file is cut off: VEVENT does not end"
    );
}

#[test]
fn other_encodings_and_folds_inside_a_character_are_read() {
    let file = |summary: &[u8]| {
        [b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nSUMMARY:", summary, b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"].concat()
    };
    let name = |bytes: &[u8]| {
        busy_blocks(bytes, horizon(), &TimeZone::UTC)
            .unwrap()
            .blocks
            .first()
            .and_then(|block| block.summary.clone())
    };
    assert_eq!(name(&file("Büro".as_bytes())).as_deref(), Some("Büro"));
    assert_eq!(name(&file(b"B\xC3\r\n \xBCro")).as_deref(), Some("Büro"));
    assert_eq!(name(&file(b"B\xFCro")).as_deref(), Some("Büro"));
    let wide: Vec<u8> = String::from_utf8(file("Büro".as_bytes()))
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(name(&[&b"\xFF\xFE"[..], &wide].concat()).as_deref(), Some("Büro"));
}

#[test]
fn hostile_files_end() {
    let events = |rule: &str, n: usize| {
        format!(
            "BEGIN:VCALENDAR\n{}END:VCALENDAR\n",
            format!(
                "BEGIN:VEVENT\nDTSTART:19700101T000000Z\nDURATION:PT1H\nRRULE:{rule}\nEND:VEVENT\n"
            )
            .repeat(n)
        )
    };
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=4000000000",
        "FREQ=WEEKLY;INTERVAL=65535;BYSETPOS=-366",
        "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=99MO",
    ] {
        // What matters is that an answer comes.
        let file = read_file(&events(rule, 3));
        assert!(file.is_ok_and(|file| file.blocks.len() <= 3 * 24 * 70), "{rule}");
    }
    let nested = "BEGIN:VCALENDAR\n".to_owned() + &"BEGIN:VEVENT\n".repeat(100_000);
    assert!(read_file(&nested).is_err());
    assert!(matches!(
        busy_blocks(&vec![b'x'; MAX_BYTES + 1], horizon(), &TimeZone::UTC),
        Err(IcsError::TooLarge { .. })
    ));
}
