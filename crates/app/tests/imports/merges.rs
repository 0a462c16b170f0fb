//! Two made one, and parted again.

use std::collections::BTreeSet;

use app::{
    activities::{LogRequest, record::record},
    calendar,
    clock::Clock,
    duplicates,
    enrollments::start::{StartRequest, Whom, start},
    imports::{self, Watch},
    meetings,
    people::{self, suppress::suppress, timeline},
    reasons,
};
use domain::{
    activities::Channel,
    calendar::hours::Hours,
    ids::{ActivityId, PersonId},
    meetings::MeetingState,
    reasons::ReasonKind,
};

use crate::house::House;

const TWO: &str = "First Name,Last Name,Email,Phone,Company,Job Title
Mara,Ellison,mara@northwind.example,,Northwind Pumps,
M.,Ellison,m.ellison@other.example,+442079460123,,Buyer
";

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_undone_gives_back_every_field_and_link() {
    for house in House::both().await {
        house.import(TWO).await;
        let people = house.people().await;
        let (a, b) = (people[0].id, people[1].id);
        let told = reasons::Told {
            text: "met at the fair".to_owned(),
            kind: ReasonKind::Event,
            on: None,
            source: String::new(),
        };
        reasons::add(&house.app, &house.member, b, told).await.unwrap();
        let before = house.seen().await;
        let merged = duplicates::merge(&house.app, &house.member, a, b).await.unwrap();
        let one = house.people().await;
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].emails.len(), one[0].phones.len(), one[0].reasons.len()), (2, 1, 1));
        assert_eq!(one[0].job_title, "Buyer");
        duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
        assert_eq!(house.seen().await, before);
        let again = duplicates::undo(&house.app, &house.member, merged.merge).await;
        assert!(matches!(again, Err(duplicates::MergeError::UndoneAlready)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_switchboard_is_listed_and_never_merged() {
    for house in House::both().await {
        let report = house
            .import("First Name,Last Name,Email,Phone,Company\nInes,Extension,ines@exten.example,+12025550199,Exten\nIda,Reception,ida@exten.example,+12025550199,Exten\n")
            .await;
        assert_eq!(report.stored, 2);
        let listed = duplicates::list(&house.app, &house.member).await.unwrap();
        assert!(listed.certain.is_empty(), "{listed:?}");
    }
}

const BOTH_IN_FULL: &str = "First Name,Last Name,Email,Mobile Phone,Company,Job Title,Street,City,Birthday,Tags,LinkedIn URL,Notes,Budget,Contact ID
Mara,Ellison,mara@n.example,+442079460123,Northwind,Buyer,1 High Street,Leeds,1980-02-29,\"fair; vip\",https://linkedin.com/in/mara,one,100,c-1
Marianne,Elison,\"m@x.example, mara@n.example\",+442079460199,Other Ltd,Head,2 Low Road,York,,\"fair; list\",https://linkedin.com/in/marianne,two,200,c-2
";

/// Starts people on a Monday morning; every one must fit.
async fn started(house: &mut House, people: &[PersonId]) {
    house.app.clock = Clock::At("2026-11-23T09:00:00+01:00".parse().unwrap());
    let hours = Hours::parse("mon-fri 09:00-12:00").unwrap();
    calendar::set_hours(&house.app, &house.member, &hours).await.unwrap();
    let request = StartRequest {
        cadence: "cold".to_owned(),
        whom: Whom::These(people.to_vec()),
        from: None,
        days: 1,
        override_why: None,
        dry_run: false,
    };
    let answer = start(&house.app, &house.member, request).await.unwrap();
    assert_eq!(answer.starts.len(), people.len(), "{answer:?}");
}

/// Both on a cadence, each with a meeting held before and a call made, and something forbidden.
async fn work_on(house: &mut House, people: &[PersonId]) {
    for person in people {
        let told = meetings::Told {
            starts: Some("2026-11-20T10:00:00+01:00".parse().unwrap()),
            minutes: None,
            place: None,
            state: Some(MeetingState::Held),
        };
        meetings::add(&house.app, &house.member, *person, told).await.unwrap();
    }
    started(house, people).await;
    for person in people {
        let id = ActivityId(house.app.ids.next());
        let request = LogRequest {
            person: Some(*person),
            outcome: Some("no_answer".to_owned()),
            channel: Some(Channel::Call),
            ..LogRequest::default()
        };
        record(&house.app, &house.member, id, request).await.unwrap();
    }
    let channels = BTreeSet::from([Channel::Letter]);
    suppress(&house.app, &house.member, people[1], channels, "said so").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_undone_gives_back_every_row_and_lifts_no_suppression() {
    let mut house = House::on_sqlite().await;
    house.import(BOTH_IN_FULL).await;
    let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
    assert_eq!(people.len(), 2);
    work_on(&mut house, &people).await;
    let left_out = ["audit", "audit_value", "due", "job", "merge", "suppression"];
    let before = house.rows_but(&left_out);
    let merged = duplicates::merge(&house.app, &house.member, people[0], people[1]).await.unwrap();
    assert!(merged.ended_cadence);
    assert_ne!(house.rows_but(&left_out), before);
    duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
    let after = house.rows_but(&left_out);
    for (table, rows) in &before {
        assert_eq!(after.get(table), Some(rows), "{table}");
    }
    for person in people {
        let shown = people::list::get(&house.app, &house.member, person).await.unwrap();
        assert!(shown.suppressed.iter().any(|bar| bar.channel == "letter"), "{shown:?}");
    }
}

const HOME: &str = "12 High Street,Leeds,LS11AA";

fn family(people: &[(&str, &str, &str)]) -> String {
    let rows = people
        .iter()
        .map(|(given, family, birthday)| format!("{given},{family},{HOME},{birthday}\n"));
    format!("First Name,Last Name,Street,City,Postcode,Birthday\n{}", rows.collect::<String>())
}

async fn given_names(house: &House) -> BTreeSet<String> {
    house.people().await.into_iter().map(|person| person.given).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn twins_whom_a_third_row_brought_together_are_parted_singly() {
    let text = family(&[
        ("Ann", "Lee", "1980-05-06"),
        ("Tom", "Lee", "1980-05-06"),
        ("", "Lee", "1980-05-06"),
    ]);
    for house in House::both().await {
        let report = house.import(&text).await;
        assert_eq!((report.stored, report.noticed.len()), (1, 1), "{report:#?}");
        assert_eq!(house.people().await.len(), 1);
        let merge = report.noticed[0].merge.unwrap();
        assert_eq!(house.import(&text).await.same, 3, "a file read twice adds nothing");
        duplicates::undo(&house.app, &house.member, merge).await.unwrap();
        let two = BTreeSet::from(["Ann".to_owned(), "Tom".to_owned()]);
        assert_eq!(given_names(&house).await, two);
        let again = house.import(&text).await;
        assert_eq!(again.same, 3, "{again:#?}");
        assert_eq!(given_names(&house).await, two);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_generations_made_one_are_parted_singly_and_with_the_import() {
    for house in House::both().await {
        house.import(&family(&[("Tom", "Lee", "1950-05-06")])).await;
        let before = house.seen().await;
        let report = house.import(&family(&[("Tom", "Lee", "1980-05-06")])).await;
        assert_eq!((report.stored, report.noticed.len()), (0, 1), "{report:#?}");
        assert!(report.noticed[0].merge.is_some());
        assert_eq!(house.people().await.len(), 1);
        let undone =
            imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
                .await
                .unwrap();
        assert_eq!((undone.removed, undone.kept.len()), (1, 0), "{undone:?}");
        assert_eq!(house.seen().await, before);
        let again = house.import(&family(&[("Tom", "Lee", "1980-05-06")])).await;
        let merge = again.noticed[0].merge.unwrap();
        duplicates::undo(&house.app, &house.member, merge).await.unwrap();
        assert_eq!(house.people().await.len(), 2);
    }
}

/// Where the cadences of a person stand.
async fn standing_of(house: &House, person: PersonId) -> String {
    let timeline = timeline::of_person(&house.app, &house.member, person).await.unwrap();
    let shown = timeline.enrollments.iter().map(|it| {
        let next = it.next.map(|next| format!(" {} {}", next.step, next.channel));
        let end = it.ended.map(|_| format!(" {}", it.end_why));
        format!("{}{}{}", it.state, next.unwrap_or_default(), end.unwrap_or_default())
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_forbidden_while_two_were_one_holds_for_both_when_they_are_parted() {
    for mut house in House::both().await {
        house.import(BOTH_IN_FULL).await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        started(&mut house, &people).await;
        let (kept, gone) = (people[0], people[1]);
        let merged = duplicates::merge(&house.app, &house.member, kept, gone).await.unwrap();
        let all = Channel::ALL.iter().copied().collect();
        suppress(&house.app, &house.member, kept, all, "leave me alone").await.unwrap();
        duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
        assert_eq!(standing_of(&house, gone).await, "finished opted_out");
        let shown = people::list::get(&house.app, &house.member, gone).await.unwrap();
        let barred: BTreeSet<&str> = shown
            .suppressed
            .iter()
            .filter(|bar| bar.key.is_empty())
            .map(|bar| bar.channel.as_str())
            .collect();
        assert_eq!(barred.len(), Channel::ALL.len(), "{barred:?}");
    }
}

/// What two people are to us.
async fn standings(house: &House, people: &[PersonId]) -> Vec<String> {
    let mut found = Vec::new();
    for person in people {
        let shown = people::list::get(&house.app, &house.member, *person).await.unwrap();
        found.push(shown.standing);
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn who_forbids_everything_is_no_prospect_and_stays_forbidden_when_parted() {
    for mut house in House::both().await {
        house.import(BOTH_IN_FULL).await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        started(&mut house, &people[..1]).await;
        let all: BTreeSet<Channel> = Channel::ALL.iter().copied().collect();
        let (kept, gone) = (people[0], people[1]);
        suppress(&house.app, &house.member, gone, all, "leave me alone").await.unwrap();
        assert_eq!(standings(&house, &[kept]).await, ["prospect"]);
        let merged = duplicates::merge(&house.app, &house.member, kept, gone).await.unwrap();
        assert_eq!(standing_of(&house, kept).await, "finished opted_out");
        assert_eq!(standings(&house, &[kept]).await, ["lead"]);
        // What the other forbade was forbidden of both, and no undo lifts that: the cadence stays ended.
        duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
        assert_eq!(standing_of(&house, kept).await, "finished opted_out");
        assert_eq!(standings(&house, &[kept]).await, ["lead"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parted_from_somebody_who_opted_out_the_other_goes_on_with_their_cadence() {
    for mut house in House::both().await {
        house.import(BOTH_IN_FULL).await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        let (kept, gone) = (people[0], people[1]);
        started(&mut house, &people).await;
        let no = LogRequest {
            person: Some(kept),
            outcome: Some("do_not_contact".to_owned()),
            channel: Some(Channel::Call),
            ..LogRequest::default()
        };
        record(&house.app, &house.member, ActivityId(house.app.ids.next()), no).await.unwrap();
        let before = standing_of(&house, gone).await;
        let merged = duplicates::merge(&house.app, &house.member, kept, gone).await.unwrap();
        assert!(!standing_of(&house, kept).await.contains("active"));
        assert_eq!(standings(&house, &[kept]).await, ["lead"]);
        duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
        assert_eq!(standing_of(&house, gone).await, before);
        assert_eq!(standings(&house, &people).await, ["lead", "prospect"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_an_open_cadence_by_a_merge_is_a_prospect_until_parted() {
    for mut house in House::both().await {
        house.import(BOTH_IN_FULL).await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        let (kept, gone) = (people[0], people[1]);
        started(&mut house, &[gone]).await;
        let before = standings(&house, &people).await;
        assert_ne!(before[0], "prospect");
        let merged = duplicates::merge(&house.app, &house.member, kept, gone).await.unwrap();
        assert_eq!(standing_of(&house, kept).await, "active 1 call");
        assert_eq!(standings(&house, &[kept]).await, ["prospect"]);
        duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
        assert_eq!(standings(&house, &people).await, before);
        assert_eq!(standing_of(&house, gone).await, "active 1 call");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_forbids_everything_holds_the_colleagues_too() {
    for mut house in House::both().await {
        house
            .import("First Name,Last Name,Email,Phone,Company\nAda,Lane,ada@lane.example,+442079460123,Lane\nBo,Reed,bo@lane.example,+442079460124,Lane\n")
            .await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        started(&mut house, &people[..1]).await;
        house
            .import("First Name,Last Name,Email,Do Not Contact\nBo,Reed,bo@lane.example,true\n")
            .await;
        let timeline = timeline::of_person(&house.app, &house.member, people[0]).await.unwrap();
        assert_eq!(timeline.enrollments[0].waits_why, "do_not_contact");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_forbids_everything_makes_a_lead_of_a_prospect_until_it_is_undone() {
    for mut house in House::both().await {
        house.import("First Name,Last Name,Email,Phone,Company\nAda,Lane,ada@lane.example,+442079460123,Lane\n").await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        started(&mut house, &people).await;
        assert_eq!(standings(&house, &people).await, ["prospect"]);
        let report = house
            .import("First Name,Last Name,Email,Do Not Contact\nAda,Lane,ada@lane.example,true\n")
            .await;
        assert_eq!(standing_of(&house, people[0]).await, "finished opted_out");
        assert_eq!(standings(&house, &people).await, ["lead"]);
        let undone =
            imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
                .await
                .unwrap();
        assert_eq!((undone.restored, undone.kept.len()), (1, 0), "{undone:?}");
        assert_eq!(standings(&house, &people).await, ["prospect"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_forbids_calls_changes_the_cadence_that_runs() {
    for mut house in House::both().await {
        house.import("First Name,Last Name,Email,Phone,Company\nAda,Lane,ada@lane.example,+442079460123,Lane\n").await;
        let people: Vec<PersonId> = house.people().await.iter().map(|person| person.id).collect();
        started(&mut house, &people).await;
        assert_eq!(standing_of(&house, people[0]).await, "active 1 call");
        house
            .import("First Name,Last Name,Email,Do Not Call\nAda,Lane,ada@lane.example,true\n")
            .await;
        assert_eq!(standing_of(&house, people[0]).await, "active 2 email");
    }
}
