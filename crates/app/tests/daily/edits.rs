//! People added and changed by hand, listed in three orders, and the views that a rep keeps of them.

use std::{collections::BTreeSet, fmt::Write as _};

use app::{
    imports::{self, Input, Watch},
    pages::Asked,
    people::{
        edit::{self, EditError},
        facts::{FactError, PersonTold},
        list::{self, PageRequest, PersonShown, Sort},
        views::{self, ViewError, ViewTold},
    },
    reasons::{self, ReasonChangeError, Told},
    versions::Seen,
    workspaces::Member,
};
use domain::{
    ids::{PersonId, ViewId},
    reasons::ReasonKind,
};

use crate::{
    colleagues::colleague,
    desk::{Card, Desk, day, first},
};

fn told(json: &str) -> PersonTold {
    serde_json::from_str(json).unwrap()
}

async fn put(desk: &Desk, id: PersonId, json: &str) -> Result<(PersonShown, bool), EditError> {
    edit::put(&desk.app, &desk.member, id, told(json)).await
}

async fn change(
    desk: &Desk,
    member: &Member,
    person: &PersonShown,
    json: &str,
) -> Result<PersonShown, EditError> {
    let seen = Seen::Of(vec![person.version]);
    edit::change(&desk.app, member, person.id, seen, told(json)).await
}

const ADA: &str = r#"{
    "name": "Ada Lovelace", "company": "Analytical Engines Ltd", "zone": "Europe/London", "tags": ["maths"],
    "emails": [{"address": "Ada@Engines.example"}], "phones": [{"number": "+44 20 7946 0001", "label": "work"}],
    "fields": {"machine": "difference"}
}"#;

#[tokio::test]
async fn the_same_person_once_more_changes_nothing_and_another_is_refused() {
    for desk in Desk::both().await {
        let id = PersonId(desk.app.ids.next());
        let (ada, is_new) = put(&desk, id, ADA).await.unwrap();
        assert!(is_new);
        assert_eq!((&*ada.given, &*ada.family, &*ada.owner), ("Ada", "Lovelace", "Rita"));
        assert_eq!(ada.emails.first().unwrap().key, "ada@engines.example");
        assert_eq!(ada.phones.first().unwrap().key, "+442079460001");
        assert!(ada.company_id.is_some());
        let (again, is_new) = put(&desk, id, ADA).await.unwrap();
        assert!(!is_new);
        assert_eq!(again.version, ada.version);
        let other = put(&desk, id, r#"{"name": "Ada Byron"}"#).await;
        assert!(matches!(other, Err(EditError::Differs)));
        let words = ["engin".to_owned(), "ada".to_owned()];
        let filter = list::filter(&desk.app, &desk.member, &words).await.unwrap();
        let found = list::list(&desk.app, &desk.member, &filter, None).await.unwrap();
        assert_eq!(found.iter().map(|person| person.id).collect::<Vec<_>>(), [id]);
    }
}

#[tokio::test]
async fn a_change_keeps_what_is_left_out_and_needs_the_version_that_is_there() {
    for desk in Desk::both().await {
        let (ada, _) = put(&desk, PersonId(desk.app.ids.next()), ADA).await.unwrap();
        let same = change(&desk, &desk.member, &ada, r#"{"company": "Analytical Engines"}"#).await;
        assert_eq!(same.unwrap().version, ada.version, "the same company by another spelling");
        let json = r#"{"job_title": "Countess", "tags": [], "emails": [
            {"address": "new@engines.example"}, {"address": "ada@engines.example", "label": "home"}
        ]}"#;
        let changed = change(&desk, &desk.member, &ada, json).await.unwrap();
        assert_eq!((&*changed.job_title, &*changed.given), ("Countess", "Ada"));
        assert!(changed.tags.is_empty());
        assert_eq!(changed.fields, ada.fields);
        let emails: Vec<_> = changed.emails.iter().map(|way| (&*way.key, &*way.label)).collect();
        assert_eq!(emails, [("new@engines.example", "work"), ("ada@engines.example", "home")]);
        assert_eq!(changed.emails.last().unwrap().id, ada.emails.first().unwrap().id);
        assert!(changed.version > ada.version);
        let late = change(&desk, &desk.member, &ada, r#"{"job_title": "Late"}"#).await;
        assert!(matches!(late, Err(EditError::Changed(_))));
        let nobody =
            change(&desk, &desk.member, &changed, r#"{"name": "", "emails": [], "phones": []}"#);
        assert!(matches!(nobody.await, Err(EditError::Fact(FactError::NameMissing))));
        let prospect = change(&desk, &desk.member, &changed, r#"{"standing": "prospect"}"#).await;
        assert!(matches!(prospect, Err(EditError::StandingOfCadence)));
    }
}

#[tokio::test]
async fn who_is_put_in_nurture_until_a_day_is_offered_on_it_and_the_day_goes_with_the_standing() {
    for desk in Desk::both().await {
        let (ada, _) = put(&desk, PersonId(desk.app.ids.next()), ADA).await.unwrap();
        let refused = change(&desk, &desk.member, &ada, r#"{"nurture_until": "2027-03-01"}"#).await;
        assert!(matches!(refused, Err(EditError::Fact(FactError::Invalid { .. }))), "{refused:?}");
        let put_in = r#"{"standing": "in_nurture", "nurture_until": "2027-03-01", "fit": "yes",
            "fit_why": "buys machines"}"#;
        let nurtured = change(&desk, &desk.member, &ada, put_in).await.unwrap();
        assert_eq!(nurtured.nurture_until, Some(day("2027-03-01")));
        assert_eq!((&*nurtured.fit, &*nurtured.fit_why), ("yes", "buys machines"));
        assert_eq!(desk.ask(first("Cold", 1, 1)).await.unwrap().fit, 0);
        // What is left out stays, the day too.
        let noted = change(&desk, &desk.member, &nurtured, r#"{"note": "x"}"#).await.unwrap();
        assert_eq!(noted.nurture_until, nurtured.nurture_until);
        let back = change(&desk, &desk.member, &noted, r#"{"standing": "lead"}"#).await.unwrap();
        assert_eq!(back.nurture_until, None);
        assert_eq!(desk.ask(first("Cold", 1, 1)).await.unwrap().fit, 1);
    }
}

#[tokio::test]
async fn a_colleagues_person_is_theirs_to_change() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let (ada, _) = put(&desk, PersonId(desk.app.ids.next()), ADA).await.unwrap();
        match change(&desk, &ben, &ada, r#"{"note": "mine"}"#).await {
            Err(EditError::OfAnother(other)) => assert_eq!(other.rep, "Rita"),
            other => panic!("{other:?}"),
        }
        let given = format!(r#"{{"owner": "{}"}}"#, ben.id);
        let given = change(&desk, &desk.member, &ada, &given).await.unwrap();
        assert_eq!(given.owner, "Ben");
        change(&desk, &ben, &given, r#"{"note": "mine"}"#).await.unwrap();
    }
}

#[tokio::test]
async fn a_reason_is_removed_by_whose_person_it_is_about() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let (ada, _) = put(&desk, PersonId(desk.app.ids.next()), ADA).await.unwrap();
        let text = "They hire.".to_owned();
        let told = Told { text, kind: ReasonKind::News, on: None, source: String::new() };
        let added = reasons::add(&desk.app, &desk.member, ada.id, told).await.unwrap();
        let refused = reasons::remove(&desk.app, &ben, added.id).await;
        assert!(matches!(refused, Err(ReasonChangeError::OfAnother(_))), "{refused:?}");
        reasons::remove(&desk.app, &desk.member, added.id).await.unwrap();
        assert!(reasons::list(&desk.app, &desk.member, ada.id).await.unwrap().is_empty());
        let again = reasons::remove(&desk.app, &desk.member, added.id).await;
        assert!(matches!(again, Err(ReasonChangeError::Unknown { .. })), "{again:?}");
    }
}

#[tokio::test]
async fn a_tag_of_many_and_one_of_few_list_everybody_who_carries_it_once() {
    for desk in Desk::both().await {
        let mut text = "First Name,Last Name,Tags\n".to_owned();
        for n in 0..1_200 {
            let tag = if n % 400 == 0 { "few;many" } else { "many" };
            writeln!(text, "Ada{n},Quist{n},{tag}").unwrap();
        }
        text.push_str("Without,Tag,\n");
        let input = Input::Bytes(text.into_bytes().into());
        let watch = Watch::default();
        let asked = imports::Asked::default();
        imports::import(&desk.app, &desk.member, input, asked, &watch).await.unwrap();
        for (tag, n) in [("many", 1_200), ("few", 3)] {
            for sort in [Sort::Newest, Sort::Oldest, Sort::Name, Sort::Company, Sort::Cadence] {
                let (mut found, mut after) = (BTreeSet::new(), None);
                loop {
                    let page = Asked { after: after.take(), limit: Some(500) };
                    let words = vec![format!("tag={tag}")];
                    let asked =
                        PageRequest { sort: Some(sort), page, words, ..PageRequest::default() };
                    let page = list::page_of(&desk.app, &desk.member, asked).await.unwrap();
                    for person in page.rows {
                        assert!(person.tags.iter().any(|one| one == tag), "{person:?}");
                        assert!(found.insert(person.id), "nobody is listed twice");
                    }
                    match page.next {
                        Some(next) => after = Some(next),
                        None => break,
                    }
                }
                assert_eq!(found.len(), n, "{tag} {sort:?}");
            }
        }
    }
}

#[tokio::test]
async fn people_are_listed_by_age_and_by_name_page_by_page() {
    for desk in Desk::both().await {
        for name in ["Carla", "Ada", "Ben"] {
            let id = PersonId(desk.app.ids.next());
            put(&desk, id, &format!(r#"{{"name": "{name}"}}"#)).await.unwrap();
        }
        for (sort, is_by_name) in [(Sort::Newest, false), (Sort::Oldest, false), (Sort::Name, true)]
        {
            let (mut names, mut after) = (Vec::new(), None);
            loop {
                let page = Asked { after: after.take(), limit: Some(1) };
                let asked = PageRequest { sort: Some(sort), page, ..PageRequest::default() };
                let page = list::page_of(&desk.app, &desk.member, asked).await.unwrap();
                names.extend(page.rows.into_iter().map(|person| person.name));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            if is_by_name {
                assert_eq!(names, ["Ada", "Ben", "Carla"]);
            } else {
                names.sort_unstable();
                assert_eq!(names, ["Ada", "Ben", "Carla"], "each once");
            }
        }
    }
}

#[tokio::test]
async fn a_view_is_kept_under_a_name_of_ones_own() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let id = ViewId(desk.app.ids.next());
        let hot = |name: &str| -> ViewTold {
            let json =
                format!(r#"{{"name": "{name}", "query": {{"fit": "yes", "sort": "name"}}}}"#);
            serde_json::from_str(&json).unwrap()
        };
        let (view, is_new) = views::put(&desk.app, &desk.member, id, hot("Hot")).await.unwrap();
        assert!(is_new);
        let (_, is_new) = views::put(&desk.app, &desk.member, id, hot("Hot")).await.unwrap();
        assert!(!is_new);
        assert_eq!(views::list(&desk.app, &desk.member).await.unwrap(), [view]);
        assert!(views::list(&desk.app, &ben).await.unwrap().is_empty());
        let other = ViewId(desk.app.ids.next());
        let taken = views::put(&desk.app, &desk.member, other, hot("HOT")).await;
        assert!(matches!(taken, Err(ViewError::NameTaken { .. })));
        let theirs = views::put(&desk.app, &ben, id, hot("Hot")).await;
        assert!(matches!(theirs, Err(ViewError::IdTaken)));
        assert!(matches!(views::remove(&desk.app, &ben, id).await, Err(ViewError::Unknown { .. })));
        views::remove(&desk.app, &desk.member, id).await.unwrap();
        assert!(views::list(&desk.app, &desk.member).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_number_that_is_taken_away_is_called_no_more() {
    for desk in Desk::both().await {
        let ids = desk.add(&[Card { email: None, has_profile: false, ..Card::new(1) }]).await;
        let person = list::get(&desk.app, &desk.member, *ids.first().unwrap()).await.unwrap();
        let changed = change(&desk, &desk.member, &person, r#"{"phones": []}"#).await;
        assert!(changed.unwrap().phones.is_empty());
    }
}
