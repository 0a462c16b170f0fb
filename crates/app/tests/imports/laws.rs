//! Laws of imports, for tables made by chance.

use app::imports::Asked;
use proptest::{prelude::*, test_runner::TestRunner};

use crate::house::{House, adds_up};

/// A row: names, mail box, number, company, title.
type Made = (usize, usize, usize, usize, usize, usize);

const GIVEN: [&str; 8] = ["Mara", "José", "太郎", "Zoë", "O'Neil", "", "=1+1", "Anna Maria"];
const FAMILY: [&str; 8] =
    ["Ellison", "Ñuñez Peña", "山田", "Bright", "von Beispiel", "", "-2+3", "Ng"];
const COMPANY: [&str; 5] =
    ["", "Northwind Pumps Ltd", "Groß & Söhne", "@SUM(A1:A9)", "Quote \"Q\", Sons; & Co"];
const TITLE: [&str; 4] = ["", "Buyer", "Head; of, Sales", "+49 desk"];

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
