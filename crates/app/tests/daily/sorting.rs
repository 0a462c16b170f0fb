//! Sorting those whom a rep knows, and changing many at once: both can be taken back.

use app::people::{
    bulk::{self, BulkChange, BulkError, Whom},
    list::{PageRequest, get},
    sorting::{self, SortError, SortVerdict},
};
use domain::{activities::Channel, ids::PersonId};
use store::people::ties::{self, Tie};

use crate::desk::{Card, Desk, these};

/// People whom the rep knows, and who are nothing else to them; the last one was connected last.
async fn known(desk: &Desk, n: i64) -> Vec<PersonId> {
    let cards: Vec<Card> = (1..=n).map(|n| Card { standing: "other", ..Card::new(n) }).collect();
    let people = desk.add(&cards).await;
    let (scope, member) = (desk.member.scope, desk.member.id);
    let rows: Vec<Tie> = people
        .iter()
        .zip(20_000..)
        .map(|(person, on)| Tie {
            member_id: member.0,
            person_id: person.0,
            kind: "linkedin".to_owned(),
            since_on: Some(on),
            import_id: None,
            created_at: 0,
        })
        .collect();
    let written: Result<(), store::errors::StoreError> = desk
        .data()
        .transaction(scope, async move |tx| tx.execute_all(ties::new(scope, &rows)).await)
        .await;
    written.unwrap();
    people
}

async fn next(desk: &Desk) -> (Vec<PersonId>, i64) {
    let found = sorting::next(&desk.app, &desk.member, 10).await.unwrap();
    (found.people.iter().map(|person| person.id).collect(), found.left)
}

#[tokio::test]
async fn who_fits_becomes_a_lead_and_each_word_can_be_taken_back() {
    for desk in Desk::both().await {
        let people = known(&desk, 4).await;
        let mut newest = people.clone();
        newest.reverse();
        assert_eq!(next(&desk).await, (newest.clone(), 4));
        let say =
            async |person, verdict| sorting::say(&desk.app, &desk.member, person, verdict).await;
        let fits = say(newest[0], SortVerdict::Fits).await.unwrap();
        assert_eq!((fits.standing.as_str(), fits.fit.as_str(), fits.left), ("lead", "yes", 3));
        let again = say(newest[0], SortVerdict::Fits).await.unwrap();
        assert_eq!(again, fits, "the same again changes nothing");
        let keep = say(newest[1], SortVerdict::Keep).await.unwrap();
        assert_eq!((keep.standing.as_str(), keep.left), ("other", 2));
        say(newest[2], SortVerdict::Neither).await.unwrap();
        assert_eq!(next(&desk).await, (vec![newest[3]], 1));
        let mut asked = these("Cold", &newest[..3]);
        asked.dry_run = true;
        let could = desk.ask(asked).await.unwrap();
        assert_eq!(could.fit, 3, "by name anybody may be started");
        let first = desk.ask(crate::desk::first("Cold", 4, 1)).await.unwrap();
        let started: Vec<PersonId> = first.starts.iter().map(|start| start.person).collect();
        assert_eq!(started, [newest[0], newest[3]], "those who were sorted out are not listed");
        let undo = async |person| sorting::undo(&desk.app, &desk.member, person).await;
        assert!(matches!(undo(newest[0]).await, Err(SortError::LaterWork)), "a prospect by now");
        undo(newest[1]).await.unwrap();
        assert!(matches!(undo(newest[1]).await, Err(SortError::NotSorted)));
        let changed = say(newest[2], SortVerdict::Fits).await.unwrap();
        assert_eq!(changed.standing.as_str(), "lead", "said anew");
        undo(newest[2]).await.unwrap();
        let shown = get(&desk.app, &desk.member, newest[2]).await.unwrap();
        assert_eq!((shown.standing.as_str(), shown.fit.as_str()), ("other", "unknown"));
        assert_eq!(next(&desk).await, (vec![newest[1], newest[2]], 2));
    }
}

#[tokio::test]
async fn many_are_changed_at_once_and_taken_back_but_for_what_was_changed_since() {
    for desk in Desk::both().await {
        let people = desk.crowd(5).await;
        let ben = crate::colleagues::colleague(&desk, "mon-fri 15:00-17:00").await;
        let change = async |whom, change| bulk::change(&desk.app, &desk.member, whom, change).await;
        let tag = || BulkChange::AddTag(" fair ".to_owned());
        let some = Whom::These(people[..3].to_vec());
        let added = change(some, tag()).await.unwrap();
        assert_eq!((added.changed, added.same, added.of_others), (3, 0, 0));
        let all = change(Whom::Found(PageRequest::default()), tag()).await.unwrap();
        assert_eq!((all.changed, all.same), (2, 3));
        let rep = change(Whom::These(people.clone()), BulkChange::Rep(Some(ben.id))).await.unwrap();
        assert_eq!(rep.changed, 5);
        let others = change(Whom::These(people.clone()), tag()).await.unwrap();
        assert_eq!((others.changed, others.of_others), (0, 5), "they are Ben's now");
        let hidden = bulk::undo(&desk.app, &ben, rep.id).await;
        assert!(matches!(hidden, Err(BulkError::Unknown)), "who made it takes it back");
        let back = bulk::undo(&desk.app, &desk.member, rep.id).await.unwrap();
        assert_eq!((back.restored, back.kept), (5, 0));
        let twice = bulk::undo(&desk.app, &desk.member, rep.id).await;
        assert!(matches!(twice, Err(BulkError::UndoneAlready)));
        let one = BulkChange::RemoveTag("fair".to_owned());
        change(Whom::These(vec![people[0]]), one).await.unwrap();
        let back = bulk::undo(&desk.app, &desk.member, added.id).await.unwrap();
        assert_eq!((back.restored, back.kept), (2, 1), "one lost it meanwhile");
        let tags = get(&desk.app, &desk.member, people[4]).await.unwrap().tags;
        assert_eq!(tags, ["fair"]);
        let nobody = PersonId(desk.app.ids.next());
        let unknown = change(Whom::These(vec![nobody]), tag()).await;
        assert!(matches!(unknown, Err(BulkError::UnknownPerson { .. })));
        let empty = change(Whom::These(people), BulkChange::AddTag("  ".to_owned())).await;
        assert!(matches!(empty, Err(BulkError::Tag)));
        assert!(Channel::ALL.len() == 8, "as the statements of who can be started say");
    }
}
