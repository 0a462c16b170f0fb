//! Cadences that are taken out of use, and what became of those who were started on each.

use app::{
    cadences::{self, CadenceChangeError},
    enrollments::{
        by_hand::{Hand, change},
        start::StartError,
    },
};
use domain::{
    enrollments::{EndWhy, runs::Runs},
    ids::CadenceId,
};
use store::sql;

use crate::desk::{Card, Desk, these};

async fn id_of(desk: &Desk, name: &str) -> CadenceId {
    cadences::show(&desk.app, &desk.member, name).await.unwrap().shown.id
}

async fn runs(desk: &Desk, name: &str) -> Runs {
    let id = id_of(desk, name).await;
    let all = cadences::results(&desk.app, &desk.member).await.unwrap();
    all.iter().find(|it| it.cadence == id).unwrap().runs
}

/// The same by plain SQL, of the cadence of that name; meetings are of the whole workspace.
async fn counted(desk: &Desk, name: &str) -> Runs {
    let workspace = desk.member.scope.workspace;
    let ended = async |why: &str| {
        let statement = sql!(
            "select count(*) as n
from enrollment
join cadence_version on cadence_version.workspace_id = enrollment.workspace_id and cadence_version.id = enrollment.version_id
join cadence on cadence.workspace_id = cadence_version.workspace_id and cadence.id = cadence_version.cadence_id
where enrollment.workspace_id = $1 and cadence.name = $2 and enrollment.end_why = $3"
        );
        desk.count(statement.bind(workspace).bind(name).bind(why)).await
    };
    let meetings =
        sql!("select count(*) as n from meeting where workspace_id = $1 and state <> 'cancelled'");
    let meetings = desk.count(meetings.bind(workspace)).await;
    let (running, completed, stopped) =
        (ended("").await, ended("completed").await, ended("stopped").await);
    let mut left_early = 0;
    for why in EndWhy::ALL.iter().filter(|why| !matches!(why, EndWhy::Completed | EndWhy::Stopped))
    {
        left_early += ended(why.as_str()).await;
    }
    let started = running + completed + left_early + stopped;
    Runs { started, running, completed, left_early, stopped, meetings }
}

#[tokio::test]
async fn what_became_of_those_who_were_started_is_told_cadence_by_cadence() {
    for desk in Desk::both().await {
        assert_eq!(runs(&desk, "Referral").await, Runs::default());
        let people = desk.crowd(6).await;
        desk.start("Referral", &people[..4]).await;
        desk.start("Cold", &people[4..]).await;
        desk.log(people[0], "meeting_set agreed=2026-11-27T10:00:00+01:00").await;
        desk.log(people[1], "not_interested").await;
        let stop = Hand::Stop { why: "sold".to_owned() };
        change(&desk.app, &desk.member, people[2], stop).await.unwrap();
        let referral = runs(&desk, "Referral").await;
        assert_eq!(referral, counted(&desk, "Referral").await);
        let told = [referral.started, referral.running, referral.left_early, referral.stopped];
        assert_eq!((told, referral.meetings), ([4, 1, 2, 1], 1));
        assert_eq!(runs(&desk, "Cold").await, Runs { started: 2, running: 2, ..Runs::default() });
    }
}

#[tokio::test]
async fn nobody_is_started_on_a_cadence_out_of_use_and_who_runs_goes_on() {
    for desk in Desk::both().await {
        let people = desk.crowd(2).await;
        desk.start("Referral", &people[..1]).await;
        let id = id_of(&desk, "Referral").await;
        for _twice in 0..2 {
            let retired = cadences::retire(&desk.app, &desk.member, id, true).await.unwrap();
            assert!(retired.shown.is_retired);
        }
        assert_eq!(desk.today().await.touches.len(), 1);
        desk.log(people[0], "no_answer").await;
        let refused = desk.ask(these("Referral", &people[1..])).await.unwrap_err();
        assert!(matches!(refused, StartError::RetiredCadence { .. }), "{refused}");
        let lines = sql!(
            "select count(*) as n from audit where workspace_id = $1 and action = 'retired' and subject = 'cadence'"
        );
        let n = desk.count(lines.bind(desk.member.scope.workspace)).await;
        assert_eq!(n, 1, "what changes nothing has no line");
        let restored = cadences::retire(&desk.app, &desk.member, id, false).await.unwrap();
        assert!(!restored.shown.is_retired);
        desk.start("Referral", &people[1..]).await;
    }
}

#[tokio::test]
async fn a_new_version_takes_a_cadence_into_use_again() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        let id = id_of(&desk, "Referral").await;
        let retired = cadences::retire(&desk.app, &desk.member, id, true).await.unwrap();
        let added = cadences::add(&desk.app, &desk.member, &retired.toml, None).await.unwrap();
        assert_eq!((added.shown.version, added.shown.is_retired), (2, false));
        let lines =
            sql!("select count(*) as n from audit where workspace_id = $1 and action = 'restored'");
        assert_eq!(desk.count(lines.bind(desk.member.scope.workspace)).await, 1);
        desk.start("Referral", &[person]).await;
        let unknown = CadenceId(desk.app.ids.next());
        let refused = cadences::retire(&desk.app, &desk.member, unknown, true).await;
        assert!(matches!(refused, Err(CadenceChangeError::UnknownId)));
    }
}
