//! The list of people by what is to be done about them.

use app::pages::Asked;
use app::people::{
    counts::{self, View, WayWord},
    list::{PageRequest, PersonShown, Sort, page_of},
};
use domain::ids::PersonId;

use crate::desk::{Card, Desk, day};

async fn seen(desk: &Desk, view: View) -> Vec<PersonShown> {
    let asked = PageRequest { view: Some(view), ..PageRequest::default() };
    page_of(&desk.app, &desk.member, asked).await.unwrap().rows
}

async fn who(desk: &Desk, view: View) -> Vec<PersonId> {
    let mut ids: Vec<PersonId> = seen(desk, view).await.iter().map(|person| person.id).collect();
    ids.sort_unstable();
    ids
}

fn sorted(mut people: Vec<PersonId>) -> Vec<PersonId> {
    people.sort_unstable();
    people
}

/// All people in an order, two a page.
async fn in_order(desk: &Desk, sort: Sort) -> Vec<PersonShown> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = Asked { after: after.take(), limit: Some(2) };
        let asked = PageRequest { sort: Some(sort), page, ..PageRequest::default() };
        let page = page_of(&desk.app, &desk.member, asked).await.unwrap();
        all.extend(page.rows);
        match page.next {
            Some(next) => after = Some(next),
            None => return all,
        }
    }
}

#[tokio::test]
async fn people_are_put_together_by_company_cadence_and_rep_page_by_page() {
    for desk in Desk::both().await {
        let mut cards: Vec<Card> = (1..=7).map(Card::new).collect();
        for (card, company) in cards.iter_mut().zip(["Zeta", "Acme", "Zeta", "Čapek", "Acme"]) {
            card.company = Some(company);
        }
        let people = desk.add(&cards).await;
        desk.start("Cold", &[people[1], people[2]]).await;
        desk.start("Referral", &[people[6], people[3]]).await;
        let told = |rows: Vec<PersonShown>, of: fn(&PersonShown) -> String| {
            // People are called `Person 0001`.
            let told = rows.iter().map(|row| row.name.replace("Person", &of(row)));
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            told(in_order(&desk, Sort::Company).await, |row| row.company.clone()),
            ["Acme 0002", "Acme 0005", "Čapek 0004", "Zeta 0001", "Zeta 0003", " 0006", " 0007"]
        );
        let cadence = |row: &PersonShown| {
            row.running.as_ref().map(|on| on.cadence.clone()).unwrap_or_default()
        };
        assert_eq!(
            told(in_order(&desk, Sort::Cadence).await, cadence),
            ["Cold 0002", "Cold 0003", "Referral 0004", "Referral 0007", " 0001", " 0005", " 0006"]
        );
        let mine = desk.member.name.clone();
        let whole = in_order(&desk, Sort::Owner).await;
        let owners: Vec<bool> = whole.iter().map(|row| row.owner == mine).collect();
        assert!(owners.is_sorted_by(|a, b| a >= b), "those of nobody are at the end: {owners:?}");
        assert_eq!(whole.len(), 7);
    }
}

#[tokio::test]
async fn each_view_shows_those_about_whom_something_is_to_be_done() {
    for mut desk in Desk::both().await {
        let mut cards: Vec<Card> = (1..=8).map(Card::new).collect();
        cards[0].phone = None;
        cards[1].email = None;
        cards[2].standing = "in_nurture";
        cards[2].nurture_until = Some(day("2026-11-23"));
        cards[3].fit = "no";
        let people = desk.add(&cards).await;
        desk.start("Cold", &[people[4], people[5]]).await;
        desk.log(people[5], "not_interested").await;
        let who_is = |view| who(&desk, view);
        assert_eq!(who_is(View::NeedsNumber).await, [people[0]]);
        assert_eq!(who_is(View::NurtureDue).await, [people[2]]);
        assert_eq!(who_is(View::NoNextStep).await, [people[5]]);
        assert_eq!(
            who_is(View::Startable).await,
            sorted(vec![people[2], people[6], people[7]]),
            "who has a number and an address, and is on no cadence"
        );
        let never = [people[0], people[1], people[3], people[6], people[7]];
        assert_eq!(who_is(View::NeverStarted).await, sorted(never.to_vec()));
        assert_eq!(who_is(View::FinishingSoon).await, []);
        assert_eq!(who_is(View::Mine).await, [], "nobody has an owner here");
        let asked = PageRequest::default();
        let counted = counts::of(&desk.app, &desk.member, asked).await.unwrap();
        assert_eq!(counted.standings.values().sum::<i64>(), 8);
        assert_eq!((counted.standings["prospect"], counted.standings["in_nurture"]), (1, 1));
        assert_eq!(counted.startable.ready, 3);
        let lacking = |way| counted.startable.lacking.iter().find(|lack| lack.way == way).unwrap();
        assert_eq!(lacking(WayWord::Number).people, 1);
        assert_eq!(lacking(WayWord::Email).people, 1);
        let standing =
            PageRequest { words: vec!["standing=lead".to_owned()], ..Default::default() };
        let leads = counts::of(&desk.app, &desk.member, standing).await.unwrap();
        assert_eq!(leads.standings.len(), 1, "under the same filters");
        // Until the last touch but one is next.
        for on in
            ["2026-11-24", "2026-11-30", "2026-12-04", "2026-12-10", "2026-12-16", "2026-12-22"]
        {
            desk.morning_of(day(on));
            desk.log(people[4], "no_answer").await;
        }
        assert_eq!(who(&desk, View::FinishingSoon).await, [people[4]]);
    }
}

#[tokio::test]
async fn a_row_tells_the_cadence_the_next_touch_and_what_was_done_last() {
    for desk in Desk::both().await {
        let people = desk.crowd(2).await;
        desk.start("Cold", &[people[0]]).await;
        let logged = desk.log(people[0], "no_answer").await;
        desk.log(people[1], "replied channel=email").await;
        let asked = PageRequest::default();
        let rows = page_of(&desk.app, &desk.member, asked).await.unwrap().rows;
        let of = |person| rows.iter().find(|row| row.id == person).unwrap();
        let (running, next) =
            (of(people[0]).running.as_ref().unwrap(), of(people[0]).next.unwrap());
        assert_eq!((running.cadence.as_str(), running.step, running.of), ("Cold", 2, 8));
        assert_eq!(running.rep, "Rita");
        let told = logged.next.unwrap();
        assert_eq!((next.channel, next.from, next.to), (told.channel, told.from, told.to));
        assert_eq!(of(people[0]).last.as_ref().unwrap().outcome, "no_answer");
        assert!(of(people[1]).running.is_none());
        assert_eq!(of(people[1]).next.unwrap().kind.unwrap().as_str(), "answer_due");
    }
}
