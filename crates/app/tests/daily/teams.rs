//! Reps, coaches and admins: whose days somebody sees, whose work they may do, and what stays private.

use app::{
    activities::{
        ActivityError, LogRequest,
        list::{self, ActivityFilter},
        record::record,
        undo::undo_own,
    },
    calendar::covers::{self, CoverShown},
    enrollments::{
        by_hand::{Hand, HandError, change_own},
        start::start,
    },
    pages::Asked,
    people::timeline,
    teams::{self, HiddenError, TeamError, TeamFacts, help},
    versions::{Seen, of_content},
    workspaces::{
        self, Member,
        members::{self, MemberChange, MemberError},
    },
};
use domain::{
    identity::Role,
    ids::{AccountId, ActivityId, CoverId, HelpId, MemberId, PersonId, TeamId},
};
use store::errors::StoreError;

use crate::{
    colleagues::colleague,
    desk::{Card, Desk, day, request, these},
};

/// A member as they are once they have a role.
async fn with_role(desk: &Desk, member: &Member, role: Role) -> Member {
    let (scope, id) = (member.scope, member.id);
    let account = AccountId(desk.app.ids.next());
    let bound: Result<u64, StoreError> = desk
        .data()
        .transaction(scope, async move |tx| {
            store::workspaces::bind_member(tx, scope, id, account, role.as_str()).await
        })
        .await;
    assert_eq!(bound.unwrap(), 1);
    workspaces::member(&desk.app, &desk.workspace, Some(&member.name)).await.unwrap()
}

/// Whether somebody sees the days of another.
async fn sees(desk: &Desk, member: &Member, other: MemberId) -> bool {
    match teams::seen(&desk.app, member, Some(other)).await {
        Ok(seen) => {
            assert_eq!(seen.id, other);
            true
        }
        Err(HiddenError::Unknown) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_rep_sees_nobody_a_coach_their_team_and_an_admin_everybody() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        assert!(sees(&desk, &desk.member, desk.member.id).await);
        assert!(!sees(&desk, &desk.member, ben.id).await);
        let admin = with_role(&desk, &desk.member, Role::Admin).await;
        assert!(sees(&desk, &admin, ben.id).await);
        assert!(!sees(&desk, &admin, MemberId(desk.app.ids.next())).await);
        let coach = with_role(&desk, &ben, Role::Coach).await;
        assert!(!sees(&desk, &coach, admin.id).await);
        let id = TeamId(desk.app.ids.next());
        let team = |coaches: Vec<MemberId>| TeamFacts {
            name: "North".to_owned(),
            coaches,
            members: vec![admin.id],
        };
        let (made, is_new) = teams::add(&desk.app, &admin, id, team(Vec::new())).await.unwrap();
        assert!(is_new);
        assert!(!sees(&desk, &coach, admin.id).await, "in no team of theirs");
        let seen = Seen::Of(vec![of_content(&made)]);
        teams::change(&desk.app, &admin, id, team(vec![coach.id]), seen.clone()).await.unwrap();
        assert!(sees(&desk, &coach, admin.id).await);
        let refused = teams::change(&desk.app, &admin, id, team(Vec::new()), seen).await;
        assert!(matches!(refused, Err(TeamError::Changed(_))), "it was seen otherwise");
    }
}

#[tokio::test]
async fn a_start_at_a_company_that_a_colleague_works_is_refused_with_their_name() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 09:00-11:00").await;
        let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
        let people = desk.add(&[at_acme(1), at_acme(2), Card::new(3)]).await;
        desk.start("Cold", &people[..1]).await;
        let answered = start(&desk.app, &ben, these("Cold", &people[1..])).await.unwrap();
        let started: Vec<PersonId> = answered.starts.iter().map(|start| start.person).collect();
        assert_eq!(started, [people[2]]);
        let refused = &answered.not_able[0];
        assert_eq!((refused.person, refused.missing.as_str()), (people[1], "worked_by"));
        assert_eq!(refused.worked_by.as_deref(), Some("Rita"));
        assert_eq!(refused.told, "Rita works this person or company");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reps_who_start_at_one_company_at_once_one_does() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 09:00-11:00").await;
        let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
        let people = desk.add(&[at_acme(1), at_acme(2)]).await;
        let (rita, ben) = tokio::join!(
            start(&desk.app, &desk.member, these("Cold", &people[..1])),
            start(&desk.app, &ben, these("Cold", &people[1..])),
        );
        let (rita, ben) = (rita.unwrap(), ben.unwrap());
        assert_eq!(rita.starts.len() + ben.starts.len(), 1, "{rita:?} {ben:?}");
    }
}

/// What a colleague files of the work of another, as who is signed in may.
async fn file(desk: &Desk, member: &Member, person: PersonId) -> Result<ActivityId, ActivityError> {
    let told = LogRequest { is_own_only: true, ..request(Some(person), "no_answer") };
    let id = ActivityId(desk.app.ids.next());
    record(&desk.app, member, id, told).await.map(|logged| logged.activity)
}

#[tokio::test]
async fn who_covers_sees_and_does_the_touches_of_the_days_named_and_nobody_else() {
    for mut desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let people = desk.crowd(2).await;
        let started = desk.start("Cold", &people).await;
        let enrollment = started.starts[0].enrollment.unwrap();
        let skip = || Hand::Skip { why: "mailbox is full".to_owned() };
        assert!(matches!(
            file(&desk, &ben, people[0]).await,
            Err(ActivityError::OfAnother { rep }) if rep == "Rita"
        ));
        assert!(matches!(
            change_own(&desk.app, &ben, enrollment, skip()).await,
            Err(HandError::OfAnother { rep }) if rep == "Rita"
        ));
        let cover = CoverShown {
            id: CoverId(desk.app.ids.next()),
            absent: desk.member.id,
            colleague: ben.id,
            from: day("2026-11-23"),
            to: day("2026-11-24"),
        };
        let refused = covers::add(&desk.app, &ben, cover.clone()).await;
        assert!(matches!(refused, Err(covers::CoverError::UnknownMember)), "not theirs to say");
        assert!(covers::add(&desk.app, &desk.member, cover.clone()).await.unwrap().1);
        assert!(!covers::add(&desk.app, &desk.member, cover.clone()).await.unwrap().1);
        let (from, to) = (day("2026-11-23"), day("2026-11-27"));
        app::calendar::add_leave(&desk.app, &desk.member, from, to).await.unwrap();
        let seen = covers::seen(&desk.app, &ben, Some(desk.member.id)).await.unwrap();
        let today = app::plan::today_of(&desk.app, &ben, &seen).await.unwrap();
        assert_eq!((today.on, today.touches.len()), (from, 2));
        let own = app::plan::today_of(&desk.app, &ben, &ben).await.unwrap();
        let marked = own.touches.iter().filter_map(|touch| touch.covered_for.as_ref());
        let marked: Vec<&str> = marked.map(|rep| rep.name.as_str()).collect();
        assert_eq!(marked, ["Rita", "Rita"], "in one's own list they are marked");
        assert!(desk.today().await.on > to, "the rep is on leave");
        let filed = file(&desk, &ben, people[0]).await.unwrap();
        assert!(matches!(
            undo_own(&desk.app, &desk.member, filed).await,
            Err(ActivityError::OfAnother { rep }) if rep == "Ben"
        ));
        undo_own(&desk.app, &ben, filed).await.unwrap();
        change_own(&desk.app, &ben, enrollment, skip()).await.unwrap();
        desk.at("2026-11-25T09:00:00+01:00");
        assert!(covers::seen(&desk.app, &ben, Some(desk.member.id)).await.is_err());
        assert!(file(&desk, &ben, people[1]).await.is_err());
    }
}

#[tokio::test]
async fn a_private_note_is_shown_to_its_writer_and_to_no_admin() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let admin = with_role(&desk, &ben, Role::Admin).await;
        let person = desk.person(Card::new(1)).await;
        let told = LogRequest { is_private: true, ..request(Some(person), "no_answer note=boat") };
        let id = ActivityId(desk.app.ids.next());
        record(&desk.app, &desk.member, id, told.clone()).await.unwrap();
        let open = LogRequest { is_private: false, ..told.clone() };
        let again = record(&desk.app, &desk.member, id, told).await.unwrap();
        assert!(!again.is_new);
        let differs = record(&desk.app, &desk.member, id, open).await;
        assert!(matches!(differs, Err(ActivityError::Differs { .. })));
        for (reader, expected) in [(&desk.member, "boat"), (&admin, "")] {
            let of_person = timeline::of_person(&desk.app, reader, person).await.unwrap();
            assert_eq!(of_person.activities[0].note, expected);
            let one = list::get(&desk.app, reader, id).await.unwrap();
            assert_eq!(one.shown.note, expected);
            let (all, asked) = (ActivityFilter::default(), Asked::default());
            let page = list::page(&desk.app, reader, &desk.member, all, &asked).await.unwrap();
            assert_eq!(page.rows[0].shown.note, expected);
        }
    }
}

#[tokio::test]
async fn each_activity_is_on_one_page_the_newest_first() {
    for desk in Desk::both().await {
        let people = desk.crowd(5).await;
        let mut filed = Vec::new();
        for (person, minute) in people.iter().zip(10..) {
            let told = format!("no_answer at=2026-11-23T08:{minute}:00+01:00");
            filed.insert(0, desk.log(*person, &told).await.activity);
        }
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let asked = Asked { after, limit: Some(2) };
            let filter = ActivityFilter::default();
            let page = list::page(&desk.app, &desk.member, &desk.member, filter, &asked).await;
            let page = page.unwrap();
            found.extend(page.rows.iter().map(|row| row.shown.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, filed);
        let only = ActivityFilter { person: Some(people[0]), ..ActivityFilter::default() };
        let asked = Asked::default();
        let page = list::page(&desk.app, &desk.member, &desk.member, only, &asked).await.unwrap();
        assert_eq!(page.rows.len(), 1);
    }
}

#[tokio::test]
async fn the_last_admin_who_signs_in_stays_one() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let admin = with_role(&desk, &desk.member, Role::Admin).await;
        let less = || MemberChange { role: Some(Role::Rep), ..MemberChange::default() };
        let out = || MemberChange { is_disabled: Some(true), ..MemberChange::default() };
        for change in [less(), out()] {
            let refused = members::change(&desk.app, &admin, admin.id, change, Seen::Any).await;
            assert!(matches!(refused, Err(MemberError::LastAdmin)));
        }
        with_role(&desk, &ben, Role::Admin).await;
        let changed = members::change(&desk.app, &admin, admin.id, less(), Seen::Any).await;
        assert_eq!(changed.unwrap().role, Role::Rep);
    }
}

#[tokio::test]
async fn help_is_wanted_by_who_looks_after_the_one_who_asks_until_it_is_answered() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let id = HelpId(desk.app.ids.next());
        let question = "they say: send me an e-mail";
        assert!(help::ask(&desk.app, &desk.member, id, question).await.unwrap().1);
        assert!(!help::ask(&desk.app, &desk.member, id, question).await.unwrap().1);
        assert!(help::wanted(&desk.app, &ben).await.unwrap().is_empty());
        let answer = help::answer(&desk.app, &ben, id, "ask when to call").await;
        assert!(matches!(answer, Err(help::HelpError::UnknownHelp)));
        let admin = with_role(&desk, &ben, Role::Admin).await;
        assert_eq!(help::wanted(&desk.app, &admin).await.unwrap()[0].id, id);
        help::answer(&desk.app, &admin, id, "ask when to call").await.unwrap();
        assert!(help::wanted(&desk.app, &admin).await.unwrap().is_empty());
        let told = help::list(&desk.app, &desk.member).await.unwrap();
        assert_eq!(told[0].answer.as_deref(), Some("ask when to call"));
    }
}
