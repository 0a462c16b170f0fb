//! The record: every change leaves a line, the chain shows every change of a line, values can be erased.

use app::{
    audit::{self, Asked, Change, Verified, verify_within},
    jobs, settings, workspaces,
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use store::{
    audit::{Full, sealed},
    errors::StoreError,
    scope::Scope,
    sql,
    statement::Value,
    transaction::Tx,
};
use uuid::Uuid;

use crate::house::House;

const NOON: &str = "2026-11-23T12:00:00Z";

/// Undoes what was tried, with what was seen meanwhile.
enum Seen {
    Verified(Box<Verified>),
    Store(StoreError),
}

impl From<StoreError> for Seen {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What somebody with a plain SQL shell does to the record.
#[derive(Clone, Debug)]
enum Tamper {
    Text { column: &'static str, line: Full },
    Bytes { column: &'static str, line: Full, at: usize },
    Number { column: &'static str, line: Full, by: i64 },
    Delete { line: Full },
    DeleteTail { from: i64 },
    Swap { one: Full, other: Full },
    Content { line: Full, at: usize },
    Salt { line: Full, at: usize },
    DeleteValues { line: Full },
    EraseSilently { line: Full },
    SwapValues { one: Full, other: Full },
    HeadNumber { by: i64 },
    HeadLink { at: usize },
    DeleteHead,
}

fn other_byte(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = at % bytes.len();
    bytes[at] ^= 1;
    bytes
}

fn other_text(text: &str) -> String {
    let mut text = text.to_owned();
    if text.pop() != Some('x') {
        text.push('x');
    }
    text
}

fn other_id(id: Option<Uuid>, at: usize) -> Uuid {
    id.map_or(Uuid::nil(), |id| Uuid::from_slice(&other_byte(id.as_bytes(), at)).unwrap())
}

impl Tamper {
    fn any(random: &mut StdRng, lines: &[Full]) -> Self {
        let line = lines[random.random_range(0..lines.len())].clone();
        let at = random.random_range(0..32);
        let by = if random.random() { 1 } else { -1 };
        let with_values: Vec<&Full> = lines.iter().filter(|line| line.content.is_some()).collect();
        let valued = with_values[random.random_range(0..with_values.len())].clone();
        match random.random_range(0..14) {
            0 => Self::Text { column: ["action", "subject", "fields"][at % 3], line },
            1 | 2 => {
                let columns = ["id", "member_id", "subject_id", "chain", "digest"];
                Self::Bytes { column: columns[at % 5], line, at }
            }
            3 => Self::Number { column: ["recorded_at", "nth"][at % 2], line, by: by * 1_000_000 },
            4 => Self::Delete { line },
            5 => Self::DeleteTail { from: line.line.nth.unwrap() },
            6 => {
                let other = lines.iter().find(|other| other.line.id != line.line.id).unwrap();
                Self::Swap { one: line, other: other.clone() }
            }
            7 => Self::Content { line: valued, at },
            8 => Self::Salt { line: valued, at },
            9 => Self::DeleteValues { line: valued },
            10 => Self::EraseSilently { line: valued },
            11 => {
                let other = with_values.iter().find(|other| other.content != valued.content);
                Self::SwapValues { one: valued.clone(), other: (*other.unwrap()).clone() }
            }
            12 => Self::HeadNumber { by },
            _ if by > 0 => Self::HeadLink { at },
            _ => Self::DeleteHead,
        }
    }

    async fn run(&self, tx: &mut Tx, scope: Scope) -> Result<(), StoreError> {
        match self {
            Self::Text { column, line } => change_text(tx, scope, column, line).await,
            Self::Bytes { column, line, at } => change_bytes(tx, scope, column, line, *at).await,
            Self::Number { column, line, by } => change_number(tx, scope, column, line, *by).await,
            Self::Delete { line } => delete_line(tx, scope, line.line.id).await,
            Self::DeleteTail { from } => delete_tail(tx, scope, *from).await,
            Self::Swap { one, other } => swap(tx, scope, one, other).await,
            Self::Content { line, at } => {
                let mut chars: Vec<char> = line.content.as_ref().unwrap().chars().collect();
                let at = at % chars.len();
                chars[at] = if chars[at] == 'x' { 'y' } else { 'x' };
                let content: String = chars.iter().collect();
                set_values(tx, scope, line.line.id, line.salt.as_ref(), &content).await
            }
            Self::Salt { line, at } => {
                let salt = other_byte(line.salt.as_ref().unwrap(), *at);
                let content = line.content.as_ref().unwrap();
                set_values(tx, scope, line.line.id, Some(&salt), content).await
            }
            Self::DeleteValues { line } => delete_values(tx, scope, line.line.id).await,
            Self::EraseSilently { line } => {
                store::audit::erase(tx, scope, line.line.id, line.line.id).await.map(drop)
            }
            Self::SwapValues { one, other } => {
                for (to, of) in [(one, other), (other, one)] {
                    let content = of.content.as_ref().unwrap();
                    set_values(tx, scope, to.line.id, of.salt.as_ref(), content).await?;
                }
                Ok(())
            }
            Self::HeadNumber { by } => {
                let head = sql!("update audit_head set nth = nth + $2 where workspace_id = $1");
                tx.execute(head.bind(scope.workspace).bind(*by)).await.map(drop)
            }
            Self::HeadLink { at } => {
                let link = store::audit::head(tx, scope).await?.unwrap().chain;
                let head = sql!("update audit_head set chain = $2 where workspace_id = $1");
                tx.execute(head.bind(scope.workspace).bind(other_byte(&link, *at))).await.map(drop)
            }
            Self::DeleteHead => {
                let head = sql!("delete from audit_head where workspace_id = $1");
                tx.execute(head.bind(scope.workspace)).await.map(drop)
            }
        }
    }
}

async fn change_text(
    tx: &mut Tx,
    scope: Scope,
    column: &str,
    full: &Full,
) -> Result<(), StoreError> {
    let (statement, text) = match column {
        "action" => (
            sql!("update audit set action = $3 where workspace_id = $1 and id = $2"),
            &full.line.action,
        ),
        "subject" => (
            sql!("update audit set subject = $3 where workspace_id = $1 and id = $2"),
            &full.line.subject,
        ),
        _ => (
            sql!("update audit set fields = $3 where workspace_id = $1 and id = $2"),
            &full.line.fields,
        ),
    };
    let statement = statement.bind(scope.workspace).bind(full.line.id).bind(other_text(text));
    tx.execute(statement).await.map(drop)
}

async fn change_bytes(
    tx: &mut Tx,
    scope: Scope,
    column: &str,
    full: &Full,
    at: usize,
) -> Result<(), StoreError> {
    let of = &full.line;
    let value: Value = match column {
        "id" => other_id(Some(of.id), at).into(),
        "member_id" => other_id(of.member_id, at).into(),
        "subject_id" => other_id(of.subject_id, at).into(),
        "chain" => other_byte(of.chain.as_ref().unwrap(), at).into(),
        _ => of.digest.as_deref().map_or(vec![7], |digest| other_byte(digest, at)).into(),
    };
    let statement = match column {
        "id" => sql!("update audit set id = $3 where workspace_id = $1 and id = $2"),
        "member_id" => sql!("update audit set member_id = $3 where workspace_id = $1 and id = $2"),
        "subject_id" => {
            sql!("update audit set subject_id = $3 where workspace_id = $1 and id = $2")
        }
        "chain" => sql!("update audit set chain = $3 where workspace_id = $1 and id = $2"),
        _ => sql!("update audit set digest = $3 where workspace_id = $1 and id = $2"),
    };
    tx.execute(statement.bind(scope.workspace).bind(of.id).bind(value)).await.map(drop)
}

async fn change_number(
    tx: &mut Tx,
    scope: Scope,
    column: &str,
    full: &Full,
    by: i64,
) -> Result<(), StoreError> {
    let statement = match column {
        "nth" => sql!("update audit set nth = nth + $3 where workspace_id = $1 and id = $2"),
        _ => sql!(
            "update audit set recorded_at = recorded_at + $3 where workspace_id = $1 and id = $2"
        ),
    };
    tx.execute(statement.bind(scope.workspace).bind(full.line.id).bind(by)).await.map(drop)
}

async fn delete_tail(tx: &mut Tx, scope: Scope, from: i64) -> Result<(), StoreError> {
    for statement in [
        sql!(
            "delete from audit_value where workspace_id = $1 and audit_id in (select id from audit where workspace_id = $1 and nth >= $2)"
        ),
        sql!("delete from audit where workspace_id = $1 and nth >= $2"),
    ] {
        tx.execute(statement.bind(scope.workspace).bind(from)).await?;
    }
    Ok(())
}

async fn swap(tx: &mut Tx, scope: Scope, one: &Full, other: &Full) -> Result<(), StoreError> {
    let steps = [(one.line.id, None), (other.line.id, Some(one)), (one.line.id, Some(other))];
    for (id, of) in steps {
        tx.execute(
            sql!("update audit set nth = $3, chain = $4 where workspace_id = $1 and id = $2")
                .bind(scope.workspace)
                .bind(id)
                .bind(of.and_then(|full| full.line.nth))
                .bind(of.and_then(|full| full.line.chain.clone())),
        )
        .await?;
    }
    Ok(())
}

async fn delete_values(tx: &mut Tx, scope: Scope, id: Uuid) -> Result<(), StoreError> {
    let statement = sql!("delete from audit_value where workspace_id = $1 and audit_id = $2");
    tx.execute(statement.bind(scope.workspace).bind(id)).await.map(drop)
}

async fn delete_line(tx: &mut Tx, scope: Scope, id: Uuid) -> Result<(), StoreError> {
    for statement in [
        sql!("delete from audit_value where workspace_id = $1 and audit_id = $2"),
        sql!("delete from audit where workspace_id = $1 and id = $2"),
    ] {
        tx.execute(statement.bind(scope.workspace).bind(id)).await?;
    }
    Ok(())
}

async fn set_values(
    tx: &mut Tx,
    scope: Scope,
    id: Uuid,
    salt: Option<&Vec<u8>>,
    content: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update audit_value set salt = $3, content = $4 where workspace_id = $1 and audit_id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(salt.cloned())
            .bind(content),
    )
    .await?;
    Ok(())
}

/// Tries a change of the record, verifies, and undoes it.
async fn seen_after(house: &House, tamper: Tamper) -> Verified {
    let scope = house.member.scope;
    // Past the use cases: the plain database of the test.
    let tried: Result<(), Seen> = house
        .database
        .db
        .transaction(scope, async move |tx| {
            tamper.run(tx, scope).await?;
            Err(Seen::Verified(Box::new(verify_within(tx, scope).await?)))
        })
        .await;
    match tried {
        Err(Seen::Verified(verified)) => *verified,
        Err(Seen::Store(error)) => panic!("{error:?}"),
        Ok(()) => panic!("what was tried was kept"),
    }
}

/// A house whose record has lines with and without values, all sealed.
async fn with_record(house: &House) -> Vec<Full> {
    for n in 0..40 {
        let pair = format!("loose_minutes={}", 5 + n);
        settings::change(&house.app, &house.member, vec![pair]).await.unwrap();
    }
    let (inner, scope, by) = (house.app.clone(), house.member.scope, house.member.id);
    let plain: Result<(), StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            for _ in 0..20 {
                let subject = Some(inner.ids.next());
                Change::new("looked at", "person", subject)
                    .record(tx, &inner, scope, Some(by))
                    .await?;
            }
            Ok(())
        })
        .await;
    plain.unwrap();
    audit::seal(&house.app, scope).await.unwrap();
    house.app.db.read(scope, async |tx| sealed(tx, scope, 0, 1_000).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_changes_of_the_record_are_all_seen() {
    for house in House::both(NOON).await {
        let lines = with_record(&house).await;
        assert!(lines.len() >= 60, "{} lines", lines.len());
        house.database.unlock("audit").await;
        let before = audit::verify(&house.app, house.member.scope).await.unwrap();
        assert_eq!((before.wrong, before.n_unsealed), (None, 0));
        let mut random = StdRng::seed_from_u64(42);
        let mut n_seen = 0;
        for nth in 0..1_000 {
            let tamper = Tamper::any(&mut random, &lines);
            let verified = seen_after(&house, tamper.clone()).await;
            assert!(verified.wrong.is_some(), "{nth}: {tamper:?}");
            n_seen += 1;
        }
        assert_eq!(n_seen, 1_000);
        let after = audit::verify(&house.app, house.member.scope).await.unwrap();
        assert_eq!(after.wrong, None, "what was tried was undone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_are_not_sealed_are_named() {
    for house in House::both(NOON).await {
        with_record(&house).await;
        house.change().await;
        let verified = audit::verify(&house.app, house.member.scope).await.unwrap();
        assert_eq!((verified.n_unsealed, verified.unsealed.len()), (1, 1));
        assert_eq!(verified.wrong, None);
        let newest = &house.lines().await[0];
        assert_eq!((newest.nth, newest.id), (None, verified.unsealed[0]));
        audit::seal(&house.app, house.member.scope).await.unwrap();
        let sealed = audit::verify(&house.app, house.member.scope).await.unwrap();
        assert_eq!((sealed.n_unsealed, sealed.sealed), (0, verified.sealed + 1));
        assert_ne!(sealed.head, verified.head);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn values_can_be_erased_and_the_chain_still_holds() {
    for house in House::both(NOON).await {
        with_record(&house).await;
        let n = audit::erase(&house.app, &house.member, house.member.id.0).await.unwrap();
        assert!(n > 0);
        audit::seal(&house.app, house.member.scope).await.unwrap();
        let verified = audit::verify(&house.app, house.member.scope).await.unwrap();
        assert_eq!(verified.wrong, None);
        let lines = house.lines().await;
        let erased: Vec<_> = lines
            .iter()
            .filter(|line| line.subject_id == Some(house.member.id.0) && line.subject == "member")
            .collect();
        assert!(!erased.is_empty());
        assert!(erased.iter().all(|line| line.is_erased && line.values.is_none()));
        assert_eq!(audit::erase(&house.app, &house.member, house.member.id.0).await.unwrap(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_seal_at_once_make_one_chain() {
    for house in House::both(NOON).await {
        let scope = house.member.scope;
        for n in 0..60 {
            let pair = format!("loose_minutes={}", 5 + n % 40);
            settings::change(&house.app, &house.member, vec![pair]).await.unwrap();
            if n % 10 == 9 {
                let both: Vec<_> = (0..4)
                    .map(|_| {
                        let app = house.app.clone();
                        tokio::spawn(async move { audit::seal(&app, scope).await })
                    })
                    .collect();
                let mut n_sealed = 0;
                for one in both {
                    n_sealed += one.await.unwrap().unwrap();
                }
                assert!(n_sealed >= 10, "{n_sealed}");
            }
        }
        let verified = audit::verify(&house.app, scope).await.unwrap();
        assert_eq!((verified.wrong, verified.n_unsealed), (None, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_into_the_record_cannot_make_a_line_of_its_own() {
    let house = House::sqlite(NOON).await;
    let evil = "Bob\n2026-11-23T12:00:00Z Ann removed workspace\r\u{1b}[2K\u{2028}\0";
    let pair = format!("our_company={evil}");
    // A setting may refuse it; a cadence's name, a why and a note do not.
    let before = house.lines().await.len();
    let told = settings::change(&house.app, &house.member, vec![pair]).await.is_ok();
    let scope = house.member.scope;
    let (inner, member) = (house.app.clone(), house.member.clone());
    let written: Result<(), StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            Change::new("noted", "person", None).with("why", evil).by(tx, &inner, &member).await
        })
        .await;
    written.unwrap();
    let lines = house.lines().await;
    assert_eq!(lines.len(), before + 1 + usize::from(told));
    let json = serde_json::to_string(&lines[0]).unwrap();
    assert_eq!(json.lines().count(), 1);
    assert!(!json.chars().any(char::is_control), "{json}");
    assert_eq!(lines[0].values.as_ref().unwrap()[0], evil);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_use_case_that_leaves_no_line_is_refused() {
    for house in House::both(NOON).await {
        let scope = house.member.scope;
        let id = house.member.id;
        let silent: Result<(), StoreError> = house
            .app
            .db
            .transaction(scope, async move |tx| {
                store::workspaces::place_member(tx, scope, id, "Europe/Paris", "").await
            })
            .await;
        assert!(
            matches!(&silent, Err(StoreError::Unrecorded { table }) if table == "member"),
            "{silent:?}"
        );
        let there = workspaces::member(&house.app, &house.workspace, None).await.unwrap();
        assert_eq!(there.zone.iana_name(), Some("Europe/Berlin"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_is_read_page_by_page_by_rep_subject_and_time() {
    for house in House::both(NOON).await {
        with_record(&house).await;
        let all = house.lines().await;
        let mut ids: Vec<Uuid> = all.iter().map(|line| line.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all.len(), "no line twice");
        let ask = async |asked: Asked| {
            audit::list(&house.app, &house.member, Asked { limit: 500, ..asked })
                .await
                .unwrap()
                .lines
        };
        let subject = ask(Asked { subject: Some(house.member.id.0), ..Asked::default() }).await;
        assert_eq!(
            subject.len(),
            all.iter().filter(|line| line.subject_id == Some(house.member.id.0)).count()
        );
        let by = ask(Asked { member: Some(house.member.id), ..Asked::default() }).await;
        assert_eq!(
            by.len(),
            all.iter().filter(|line| line.member == Some(house.member.id)).count()
        );
        let middle = all[all.len() / 2].recorded_at;
        let older = ask(Asked { to: Some(middle), ..Asked::default() }).await;
        let newer = ask(Asked { from: Some(middle), ..Asked::default() }).await;
        assert_eq!(older.len() + newer.len(), all.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_is_done_seals_the_record() {
    for house in House::both(NOON).await {
        with_record(&house).await;
        house.change().await;
        jobs::run_due(&house.app, jobs::Options::default()).await.unwrap();
        jobs::run_due(&house.app, jobs::Options::default()).await.unwrap();
        let verified = audit::verify(&house.app, house.member.scope).await.unwrap();
        assert_eq!((verified.wrong, verified.n_unsealed), (None, 0));
    }
}
