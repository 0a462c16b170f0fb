//! What is said by hand before an import is agreed with: cells, and what becomes of those who may be one.

use app::imports::{
    Choice, Choices, Chosen, Whom,
    uploads::{self, ImportDetail, ImportState, RefusalKind},
};
use domain::{ids::ImportId, imports::Correction};
use serde_json::Value;

use super::uploads::{sent, settled};
use crate::house::House;

const KNOWN: &str = "First Name,Last Name,E-mail,Phone\nIda,Berg,ida@c.example,+49 30 7654321\n";

/// Two who share a number, the second of them told twice, and one with the number of somebody who is there.
const FILE: &str = "First Name,Last Name,E-mail,Phone,Job Title
Mara,Voss,mara@a.example,+49 30 1234567,
Karl,Ott,karl@b.example,+49 30 1234567,
Karl,Ott,karl@b.example,,Buyer
Jan,Dahl,jan@c.example,+49 30 7654321,
";

fn pair(row: u32, with: Whom, decision: Choice) -> Chosen {
    Chosen { row, with, decision }
}

fn choices(decisions: &[Chosen], others: Choice) -> Choices {
    Choices { decisions: decisions.to_vec(), others }
}

/// Stored, updated, same and possible, as a preview says.
fn counts(detail: &ImportDetail) -> [i64; 4] {
    let counts = detail.shown.counts.unwrap();
    assert_eq!(counts.rows, counts.stored + counts.updated + counts.same + counts.rejected);
    [counts.stored, counts.updated, counts.same, counts.possible_duplicates]
}

/// What the preview says was decided of each possible pair, by its row.
fn decided(detail: &ImportDetail) -> Vec<(u64, String)> {
    let report = detail.report.as_ref().unwrap();
    let pairs = report.get("possible").and_then(Value::as_array).unwrap();
    let mut decided: Vec<(u64, String)> = pairs
        .iter()
        .map(|pair| {
            let row = pair.pointer("/b/row").and_then(Value::as_u64).unwrap();
            let decision = pair.get("decision").and_then(Value::as_str).unwrap_or_default();
            (row, decision.to_owned())
        })
        .collect();
    decided.sort();
    decided
}

async fn names(house: &House) -> Vec<String> {
    let mut names: Vec<String> =
        house.people().await.iter().map(|person| person.given.clone()).collect();
    names.sort();
    names
}

/// What becomes of the pairs, what the preview counts, who is there after the import, and that taking it back leaves Ida.
async fn check(
    house: &House,
    said: &Choices,
    expected: [i64; 4],
    marks: &[(u64, &str)],
    people: &[&str],
) {
    let id = sent(house, FILE).await;
    settled(house, id).await;
    uploads::decide(&house.app, &house.member, id, said).await.unwrap();
    let preview = settled(house, id).await;
    assert_eq!(counts(&preview), expected, "{said:?}");
    let marks: Vec<(u64, String)> =
        marks.iter().map(|(row, word)| (*row, (*word).to_owned())).collect();
    assert_eq!(decided(&preview), marks, "{said:?}");
    assert_eq!(preview.choices, *said);
    uploads::commit(&house.app, &house.member, id).await.unwrap();
    let done = settled(house, id).await;
    assert_eq!((done.shown.state, counts(&done)), (ImportState::Done, expected), "{said:?}");
    assert_eq!(names(house).await, people, "{said:?}");
    uploads::undo(&house.app, &house.member, id).await.unwrap();
    assert_eq!(settled(house, id).await.shown.state, ImportState::Undone);
    assert_eq!(names(house).await, ["Ida"], "{said:?}");
    let again = settled_person(house).await;
    assert_eq!(again, ["ida@c.example"], "{said:?}");
}

async fn settled_person(house: &House) -> Vec<String> {
    let people = house.people().await;
    people.iter().flat_map(|person| person.emails.iter().map(|it| it.text.clone())).collect()
}

async fn ida(house: &House) -> Whom {
    house.import(KNOWN).await;
    Whom::Person(house.people().await.first().unwrap().id)
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_may_be_one_become_what_is_said() {
    use Choice::{Keep, Merge, Skip};
    for house in House::both().await {
        let ida = ida(&house).await;
        let both = |a: Choice, b: Choice| [pair(2, Whom::Row(1), a), pair(4, ida, b)];
        let nothing = choices(&[], Keep);
        let all = ["Ida", "Jan", "Karl", "Mara"];
        check(&house, &nothing, [3, 1, 0, 2], &[(2, ""), (4, "")], &all).await;
        let kept = choices(&both(Keep, Keep), Skip);
        check(&house, &kept, [3, 1, 0, 0], &[(2, "keep"), (4, "keep")], &all).await;
        let merged = choices(&both(Merge, Merge), Keep);
        check(&house, &merged, [1, 3, 0, 0], &[(2, "merge"), (4, "merge")], &["Ida", "Mara"]).await;
        let same_for_all = choices(&[], Merge);
        check(&house, &same_for_all, [1, 3, 0, 0], &[(2, "merge"), (4, "merge")], &["Ida", "Mara"])
            .await;
        // Who is left out takes those along who only added to them.
        let left_out = choices(&both(Skip, Keep), Keep);
        let there = ["Ida", "Jan", "Mara"];
        check(&house, &left_out, [2, 0, 2, 0], &[(2, "skip"), (4, "keep")], &there).await;
        let some = choices(&[pair(4, ida, Merge)], Skip);
        check(&house, &some, [1, 1, 2, 0], &[(2, "skip"), (4, "merge")], &["Ida", "Mara"]).await;
        // Of a pair that is not there nothing is said.
        let beyond = [pair(4, Whom::Row(5), Merge), pair(4, Whom::Row(6), Merge)];
        let others = [pair(3, ida, Merge), pair(9, Whom::Row(8), Skip)];
        let strange = choices(&[beyond, others].concat(), Keep);
        check(&house, &strange, [3, 1, 0, 2], &[(2, ""), (4, "")], &all).await;
    }
}

async fn corrected(house: &House, id: ImportId, cells: &[(u64, &str, &str)]) -> ImportDetail {
    let corrections: Vec<Correction> = cells
        .iter()
        .map(|(row, column, value)| Correction {
            row: *row,
            column: (*column).to_owned(),
            value: (*value).to_owned(),
        })
        .collect();
    uploads::correct(&house.app, &house.member, id, &corrections).await.unwrap();
    settled(house, id).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_cell_is_corrected_in_place() {
    let text =
        "First Name,E-mail,Birthday\nMara,m@b.example; mara@@a.example,31.02.1980\n,,\n,nobody,\n";
    for house in House::both().await {
        let id = sent(&house, text).await;
        let preview = settled(&house, id).await;
        let report = preview.report.unwrap();
        let told = |list: &str| -> Vec<(String, String)> {
            let problems = report.get(list).and_then(Value::as_array).unwrap();
            let text = |problem: &Value, key: &str| {
                problem.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
            };
            problems.iter().map(|it| (text(it, "kind"), text(it, "value"))).collect()
        };
        let both = |kind: &str, value: &str| (kind.to_owned(), value.to_owned());
        let wrong = [both("email", "m@b.example; mara@@a.example"), both("date", "31.02.1980")];
        assert_eq!(told("problems"), wrong);
        assert_eq!(told("rejected"), [both("nobody", "")]);
        let cells = [
            (1, "E-mail", "mara@a.example"),
            (1, "column 3", "28.02.1980"),
            (2, "e mail", "karl@b.example"),
        ];
        let preview = corrected(&house, id, &cells).await;
        assert_eq!((counts(&preview), preview.corrections.len()), ([2, 0, 0, 0], 3));
        uploads::commit(&house.app, &house.member, id).await.unwrap();
        settled(&house, id).await;
        let people = house.people().await;
        assert_eq!(settled_person(&house).await, ["mara@a.example", "karl@b.example"]);
        assert_eq!(people.first().map(|person| &*person.given), Some("Mara"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_of_no_column_is_refused_and_can_be_taken_back() {
    for house in House::both().await {
        let id = sent(&house, FILE).await;
        settled(&house, id).await;
        let failed = corrected(&house, id, &[(2, "Shoe size", "44")]).await;
        let refusal = failed.shown.why.unwrap().refusal.unwrap();
        assert_eq!((refusal.kind, refusal.row), (RefusalKind::Correction, Some(2)));
        let again = corrected(&house, id, &[]).await;
        assert_eq!((again.shown.state, again.shown.why), (ImportState::Ready, None));
    }
}
