//! What fits into minutes that are free now, and the open touches of some days.

use app::{pages::Asked, plan, touches::list};
use domain::activities::Channel;

use crate::desk::{Card, Desk, day};

#[tokio::test]
async fn only_touches_that_fit_and_can_be_done_now_are_told() {
    for mut desk in Desk::both().await {
        let mut cards: Vec<Card> = (1..=6).map(Card::new).collect();
        // It is eight o'clock where the first is.
        cards[0].zone = "Europe/London";
        let people = desk.add(&cards).await;
        desk.start("Cold", &people).await;
        let all = desk.today().await;
        assert!(all.touches.len() >= 4, "{all:?}");
        let free = plan::free_now(&desk.app, &desk.member, &desk.member, 15).await.unwrap();
        let minutes: i64 = free.touches.iter().map(|touch| touch.minutes).sum();
        assert!((1..=15).contains(&minutes), "{minutes}");
        assert!(free.touches.iter().all(|touch| !touch.later_today));
        let is_early =
            |touch: &plan::TodayShown| touch.channel == Channel::Call && touch.later_today;
        assert!(all.touches.iter().any(is_early), "{all:?}");
        let more = plan::free_now(&desk.app, &desk.member, &desk.member, 30).await.unwrap();
        assert!(more.touches.len() > free.touches.len());
        assert!(more.touches.iter().any(|touch| touch.callable_until.is_some()));
        desk.at("2026-11-22T09:00:00+01:00");
        let none = plan::free_now(&desk.app, &desk.member, &desk.member, 30).await.unwrap();
        assert!(none.touches.is_empty(), "a Sunday has no touches of its own");
    }
}

#[tokio::test]
async fn open_touches_are_paged_by_their_last_day() {
    for desk in Desk::both().await {
        let people = desk.crowd(5).await;
        desk.start("Cold", &people).await;
        desk.log(people[4], "replied channel=email").await;
        let first = Asked::default();
        let all = list::page(&desk.app, &desk.member, (None, None), &first).await.unwrap();
        assert_eq!(all.rows.len(), 5);
        assert!(all.rows.windows(2).all(|pair| pair[0].to <= pair[1].to));
        assert_eq!(all.rows.iter().filter(|touch| touch.touch.is_some()).count(), 1);
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let asked = Asked { after, limit: Some(2) };
            let page = list::page(&desk.app, &desk.member, (None, None), &asked).await.unwrap();
            seen.extend(page.rows.iter().map(|touch| touch.person));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let whole: Vec<_> = all.rows.iter().map(|touch| touch.person).collect();
        assert_eq!(seen, whole);
        let before = (None, Some(day("2026-11-22")));
        let none = list::page(&desk.app, &desk.member, before, &Asked::default()).await.unwrap();
        assert!(none.rows.is_empty());
    }
}
