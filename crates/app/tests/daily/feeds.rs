//! A calendar from outside looked at before it counts, and one's own for other programs.

use app::calendar::{
    feeds::{self, FeedError},
    files::{import_busy, preview_busy},
};

use crate::desk::{Desk, day};

/// A calendar that takes the hours of some days of November until then.
fn file(days: &[u8], until: &str) -> String {
    let events = days.iter().map(|day| {
        format!(
            "BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:202611{day:02}T080000Z\r\nDTEND:202611{day:02}T{until}Z\r\nSUMMARY:busy\r\nEND:VEVENT\r\n"
        )
    });
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{events}END:VCALENDAR\r\n")
}

#[tokio::test]
async fn a_preview_tells_what_the_file_takes_and_stores_nothing() {
    for desk in Desk::both().await {
        let people = desk.crowd(6).await;
        let mut asked = crate::desk::these("Cold", &people);
        asked.override_why = Some("a full day".to_owned());
        desk.ask(asked).await.unwrap();
        let bytes = file(&[24, 25, 28], "093000");
        let seen = preview_busy(&desk.app, &desk.member, "work", bytes.as_bytes()).await.unwrap();
        let told: Vec<_> = seen.days.iter().map(|day| (day.on, day.now, day.then)).collect();
        // Nine to eleven in Berlin is eight to ten: ninety minutes of each day go; the 28th is a Saturday.
        assert_eq!(told, [(day("2026-11-24"), 120, 30), (day("2026-11-25"), 120, 30)]);
        assert_eq!((seen.blocks, seen.problems.len()), (3, 0));
        let busy = app::calendar::busy(&desk.app, &desk.member).await.unwrap();
        assert!(busy.is_empty(), "nothing was stored");
        import_busy(&desk.app, &desk.member, "work", bytes.as_bytes()).await.unwrap();
        let same = preview_busy(&desk.app, &desk.member, "work", bytes.as_bytes()).await.unwrap();
        assert!(
            same.days.is_empty() && same.late.is_empty(),
            "it replaces what is there: {same:?}"
        );
        let less = file(&[24], "093000");
        let less = preview_busy(&desk.app, &desk.member, "work", less.as_bytes()).await.unwrap();
        assert_eq!(less.days[0].then, 120, "what it gives back is told too");
        let all: Vec<u8> = (23..=30).collect();
        let late = file(&all, "100000");
        let late = preview_busy(&desk.app, &desk.member, "other", late.as_bytes()).await.unwrap();
        assert!(!late.late.is_empty(), "{late:?}");
    }
}

#[tokio::test]
async fn a_feed_is_read_by_who_has_its_link_until_it_is_ended() {
    for desk in Desk::both().await {
        let people = desk.crowd(1).await;
        desk.start("Cold", &people).await;
        desk.log(people[0], "call_back agreed=2026-11-25T14:00:00+01:00").await;
        let made = feeds::add(&desk.app, &desk.member).await.unwrap();
        let text = feeds::read(&desk.app, &made.secret).await.unwrap();
        assert!(
            text.contains("DTSTART:20261124T080000Z") && text.contains("Prospecting"),
            "{text}"
        );
        assert!(text.contains("DTSTART:20261125T130000Z"), "{text}");
        assert!(text.contains("SUMMARY:email: Person 0001"), "{text}");
        assert_eq!(text, feeds::file(&desk.app, &desk.member).await.unwrap());
        let listed = feeds::list(&desk.app, &desk.member).await.unwrap();
        assert_eq!(listed.len(), 1);
        let ben = crate::colleagues::colleague(&desk, "mon-fri 15:00-17:00").await;
        let foreign = feeds::end(&desk.app, &ben, made.feed.id).await;
        assert!(matches!(foreign, Err(FeedError::Unknown)));
        feeds::end(&desk.app, &desk.member, made.feed.id).await.unwrap();
        assert!(matches!(feeds::read(&desk.app, &made.secret).await, Err(FeedError::Unknown)));
        assert!(matches!(feeds::read(&desk.app, "nonsense").await, Err(FeedError::Unknown)));
        let rows = desk.count(
            store::sql!("select count(*) from calendar_feed where workspace_id = $1")
                .bind(desk.member.scope.workspace),
        );
        assert_eq!(rows.await, 1, "that it was is kept");
    }
}
