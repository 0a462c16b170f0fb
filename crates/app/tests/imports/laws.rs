//! Laws of imports, for tables made by chance.

use std::collections::BTreeSet;

use app::{
    export::{self, Form},
    imports::Asked,
    people::suppress::suppress,
    reasons::{self, Told},
};
use domain::{activities::Channel, reasons::ReasonKind};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::house::{House, adds_up};

/// A row: names, mail box, number, company, title.
type Made = (usize, usize, usize, usize, usize, usize);

const GIVEN: [&str; 8] = ["Mara", "José", "太郎", "''Aisling", "O'Neil", "", "=1+1", "Anna Maria"];
const FAMILY: [&str; 8] =
    ["Ellison", "Ñuñez Peña", "山田", "'t Hooft", "von Beispiel", "", "-2+3", "Ng"];
const COMPANY: [&str; 5] =
    ["", "Northwind Pumps Ltd", "''=Groß & Söhne", "@SUM(A1:A9)", "Quote \"Q\", Sons; & Co"];
const TITLE: [&str; 4] = ["'quoted'", "''-Buyer", "Head; of, Sales", "+49 desk"];

fn table(rows: &[Made]) -> String {
    let mut text = String::from("First Name,Last Name,Email,Mobile Phone,Company,Job Title\n");
    for (given, family, email, phone, company, title) in rows {
        let email = if *email == 0 { String::new() } else { format!("box{email}@mail.example") };
        let phone = if *phone == 0 { String::new() } else { format!("+4930231250{phone:02}") };
        let cells = [
            GIVEN[*given].to_owned(),
            FAMILY[*family].to_owned(),
            email,
            phone,
            COMPANY[*company].to_owned(),
            TITLE[*title].to_owned(),
        ];
        let quoted: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        text.push_str(&quoted.join(","));
        text.push('\n');
    }
    text
}

fn rows() -> impl Strategy<Value = Vec<Made>> {
    proptest::collection::vec(
        (0..8_usize, 0..8_usize, 0..6_usize, 0..6_usize, 0..5_usize, 0..4_usize),
        1..14,
    )
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&rows(), |rows| {
            runtime.block_on(async {
                let house = House::on_sqlite().await;
                let text = table(&rows);
                let Ok(first) = house.import_bytes(text.as_bytes(), Asked::default()).await else {
                    return;
                };
                adds_up(&first);
                let before = house.seen().await;
                let again = house.import(&text).await;
                adds_up(&again);
                assert_eq!((again.stored, again.updated), (0, 0), "{text}\n{again:#?}");
                assert_eq!(house.seen().await, before);
            });
            Ok(())
        })
        .unwrap();
}

/// Writes everybody in a form and reads that again: every row is "same", and everybody is as before.
async fn comes_back(house: &House, form: Form, of: &str) {
    let before = house.seen().await;
    let mut exported = Vec::new();
    export::people(&house.app, &house.member, form, &mut exported).await.unwrap();
    let shown = String::from_utf8_lossy(&exported).into_owned();
    if before.is_empty() {
        return;
    }
    let back = house.import_bytes(&exported, Asked::default()).await;
    let back = back.unwrap_or_else(|error| panic!("{form}: {error}\n{shown}\n{of}"));
    adds_up(&back);
    let rows = u64::try_from(before.len()).unwrap();
    assert_eq!((back.rows, back.same), (rows, rows), "{form}\n{shown}\n{back:#?}\n{of}");
    assert_eq!(house.seen().await, before, "{form}\n{shown}");
}

#[test]
fn what_is_exported_comes_back_as_all_same() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 10,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&rows(), |rows| {
            runtime.block_on(async {
                for house in House::both().await {
                    let text = table(&rows);
                    if house.import_bytes(text.as_bytes(), Asked::default()).await.is_ok() {
                        for form in Form::ALL {
                            comes_back(&house, *form, &text).await;
                        }
                    }
                }
            });
            Ok(())
        })
        .unwrap();
}

const EVERYTHING: &str = "First Name,Last Name,Email,Work Email,Mobile Phone,Company,Job Title,Title,Home Street,Home City,Business Street,Business City,Business Country,Birthday,Tags,LinkedIn URL,Notes,Reason,Connected On,=Budget,Contact ID
Mara,Ellison,\"mara@n.example, m@x.example\",mara@work.example,+44 20 7946 0123 ext. 12,Northwind,Buyer,Dr.,1 High Street,Leeds,2 Low Road,York,GB,1980-02-29,\"fair; vip\",https://www.linkedin.com/in/mara,\"two
lines\",\"said: call, in May\",2020-05-01,-100,c-1
Karl,Groß,mara@n.example,,030 1234567,,,,,,,,,--05-06,,,,,,,c-2
";

async fn with_everything(house: &House) {
    let report = house.import(EVERYTHING).await;
    assert_eq!(report.stored, 2, "{report:#?}");
    let mara = house.people().await.iter().find(|person| person.given == "Mara").unwrap().id;
    for text in ["opens a plant\nin York", "=met at the fair"] {
        let (kind, source) = (ReasonKind::News, "the paper".to_owned());
        let told = Told { text: text.to_owned(), kind, on: None, source };
        reasons::add(&house.app, &house.member, mara, told).await.unwrap();
    }
    let channels = BTreeSet::from([Channel::Call, Channel::Letter]);
    suppress(&house.app, &house.member, mara, channels, "said so").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_known_in_full_comes_back_as_the_same() {
    for house in House::both().await {
        with_everything(&house).await;
        for form in Form::ALL {
            comes_back(&house, *form, "").await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_form_brings_everything_to_an_empty_house() {
    let (from, to) = (House::on_sqlite().await, House::on_sqlite().await);
    with_everything(&from).await;
    let mut exported = Vec::new();
    export::people(&from.app, &from.member, Form::Csv, &mut exported).await.unwrap();
    let report = to.import_bytes(&exported, Asked::default()).await.unwrap();
    assert_eq!((report.stored, report.problems.len()), (2, 0), "{report:#?}");
    let without_ids = |mut seen: Vec<serde_json::Value>| {
        for person in &mut seen {
            for id in ["company_id", "owner_id"] {
                person.as_object_mut().unwrap().remove(id);
            }
            let ids = person["external_ids"].as_array_mut().unwrap();
            ids.retain(|id| id["system"] != "touchstone");
            for part in ["reasons", "tags"] {
                person[part].as_array_mut().unwrap().sort_by_key(ToString::to_string);
            }
            let barred = person["suppressed"].as_array_mut().unwrap();
            barred.sort_by_key(ToString::to_string);
        }
        seen.sort_by_key(|person| person["name"].to_string());
        seen
    };
    assert_eq!(without_ids(to.seen().await), without_ids(from.seen().await));
    let mut again = Vec::new();
    export::people(&from.app, &from.member, Form::Csv, &mut again).await.unwrap();
    let second = to.import_bytes(&again, Asked::default()).await.unwrap();
    assert_eq!((second.same, second.stored, second.updated), (2, 0, 0), "{second:#?}");
}

/// Exports somebody who forbade some channels in a form, and reads that in an empty house.
async fn stays_forbidden(form: Form, forbidden: &[Channel]) {
    let (from, to) = (House::on_sqlite().await, House::on_sqlite().await);
    from.import("First Name,Last Name,Email\nMara,Ellison,mara@a.example\nOlga,Next,\n").await;
    let mara = from.people().await.iter().find(|person| person.given == "Mara").unwrap().id;
    let channels = forbidden.iter().copied().collect();
    suppress(&from.app, &from.member, mara, channels, "said so").await.unwrap();
    comes_back(&from, form, "").await;
    let mut exported = Vec::new();
    export::people(&from.app, &from.member, form, &mut exported).await.unwrap();
    let report = to.import_bytes(&exported, Asked::default()).await.unwrap();
    assert_eq!((report.stored, report.problems.len()), (2, 0), "{report:#?}");
    for person in to.people().await {
        let said = person.suppressed.iter().filter(|bar| bar.key.is_empty());
        let said: BTreeSet<&str> = said.map(|bar| bar.channel.as_str()).collect();
        let mut expected: BTreeSet<&str> = forbidden.iter().map(|it| it.as_str()).collect();
        // The programs know of calls alone, and who forbids a call has not asked for a text.
        if form != Form::Csv && forbidden.contains(&Channel::Call) {
            expected.insert(Channel::Text.as_str());
        }
        let is_hers = person.name.contains("Mara");
        assert_eq!(said, if is_hers { expected } else { BTreeSet::new() }, "{form} {person:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forbidden_stays_so_by_way_of_every_program() {
    for form in Form::ALL {
        stays_forbidden(*form, &[Channel::Email]).await;
        stays_forbidden(*form, &[Channel::Call]).await;
        stays_forbidden(*form, &[Channel::Text]).await;
        stays_forbidden(*form, &[Channel::Call, Channel::Text, Channel::WalkIn]).await;
        stays_forbidden(*form, Channel::ALL).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_ours_decides_before_name_and_address() {
    for house in House::both().await {
        house
            .import("First Name,Last Name,Email\nMara,Ellison,box@mail.example\nKarl,Other,box@mail.example\n")
            .await;
        let people = house.people().await;
        let karl = people.iter().find(|person| person.given == "Karl").unwrap().id;
        let text = format!(
            "Touchstone ID,First Name,Last Name,Email,Job Title\ntouchstone:{karl},Mara,Ellison,box@mail.example,Buyer\n"
        );
        let report = house.import(&text).await;
        assert_eq!((report.updated, report.stored, report.same), (1, 0, 0), "{report:#?}");
        let people = house.people().await;
        let title = |given: &str| {
            people.iter().find(|person| person.given == given).unwrap().job_title.clone()
        };
        assert_eq!((title("Karl"), title("Mara")), ("Buyer".to_owned(), String::new()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_row_never_touches_the_next() {
    for house in House::both().await {
        let report = house
            .import("First Name,Last Name,Email\nMara,Ellison,mara@a.example\n,,\n,,not an address\nOlga,Next,olga@b.example\n")
            .await;
        adds_up(&report);
        let names: Vec<String> =
            house.people().await.into_iter().map(|person| person.name).collect();
        assert_eq!(report.stored, 2);
        assert!(
            names.contains(&"Mara Ellison".to_owned()) && names.contains(&"Olga Next".to_owned()),
            "{names:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mapping_by_hand_is_remembered_for_the_same_headers() {
    let house = House::on_sqlite().await;
    let table = "x1,x2\nMara Ellison,mara@a.example\n";
    let mapping = vec![("x1".to_owned(), "full".to_owned()), ("x2".to_owned(), "email".to_owned())];
    let asked = Asked { mapping, ..Asked::default() };
    house.import_bytes(table.as_bytes(), asked).await.unwrap();
    let again = house.import("x1,x2\nOlga Next,olga@b.example\n").await;
    assert_eq!(again.stored, 1);
    assert_eq!(
        again.columns.iter().map(|column| column.field.as_str()).collect::<Vec<_>>(),
        ["full", "email"]
    );
}
