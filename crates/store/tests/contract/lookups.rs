//! By what people are found follows what is written of them, also while their import is being made.

use domain::ids::ImportId;
use store::duplicates::Block;
use store::errors::StoreError;
use store::imports::{self, Import};
use store::people::lookups::{self, Lookup};
use store::people::{self, Person};
use store::scope::Scope;
use store::sql;
use store::transaction::Tx;
use testkit::databases::{self, TestDatabase};
use uuid::Uuid;

fn lookup(person: Uuid, tokens: &[&str], blocks: &[(i64, i64)]) -> Lookup {
    Lookup {
        person,
        tokens: tokens.iter().map(|token| (*token).to_owned()).collect(),
        blocks: blocks.iter().copied().collect(),
    }
}

/// Everybody by word and by key.
async fn found(tx: &mut Tx, scope: Scope) -> Result<(Vec<(String, Uuid)>, Vec<Block>), StoreError> {
    let tokens = tx
        .all(
            sql!("select token, person_id from person_token where workspace_id = $1 order by token, person_id")
                .bind(scope.workspace),
        )
        .await?;
    let blocks = tx
        .all(
            sql!("select block, person_id, part from person_block where workspace_id = $1 order by block, person_id")
                .bind(scope.workspace),
        )
        .await?;
    Ok((tokens, blocks))
}

fn words(of: &[(&str, Uuid)]) -> Vec<(String, Uuid)> {
    of.iter().map(|(token, person)| ((*token).to_owned(), *person)).collect()
}

#[tokio::test]
async fn people_are_found_by_what_was_set_last() {
    let (mara, karl) = (testkit::ids::nth(1), testkit::ids::nth(2));
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let (tokens, blocks) = db
            .transaction(scope, async move |tx| {
                let first = [
                    lookup(mara, &["ellison", "mara"], &[(i64::MIN, 7), (3, -1)]),
                    lookup(karl, &["karl", "mara"], &[(3, 0)]),
                ];
                lookups::set(tx, scope, &first).await?;
                lookups::set(tx, scope, &[lookup(mara, &["mara", "świątek"], &[(3, -1), (4, 4)])])
                    .await?;
                found(tx, scope).await
            })
            .await
            .unwrap();
        assert_eq!(
            tokens,
            words(&[("karl", karl), ("mara", mara), ("mara", karl), ("świątek", mara)])
        );
        let block = |block, person, part| Block { block, person, part };
        assert_eq!(blocks, [block(3, mara, -1), block(3, karl, 0), block(4, mara, 4)]);
        let left = db
            .transaction(scope, async move |tx| {
                lookups::forget(tx, scope, &[mara]).await?;
                Ok::<_, StoreError>((
                    found(tx, scope).await?,
                    lookups::of_people(tx, scope, &[mara, karl]).await?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(left.0, (words(&[("karl", karl), ("mara", karl)]), vec![block(3, karl, 0)]));
        assert_eq!(
            left.1.into_values().collect::<Vec<_>>(),
            [lookup(karl, &["karl", "mara"], &[(3, 0)])]
        );
    }
}

/// A person of an import, written by person only, as an import does it.
async fn arrive(
    tx: &mut Tx,
    scope: Scope,
    import: Uuid,
    before: &Lookup,
) -> Result<(), StoreError> {
    let row = Person {
        id: before.person,
        standing: "lead".to_owned(),
        fit: "unknown".to_owned(),
        state: "live".to_owned(),
        import_id: Some(import),
        file_order: 1,
        ..Person::default()
    };
    tx.execute_all(people::new::people(scope, &[row])).await?;
    tx.execute_all(lookups::write(scope, std::slice::from_ref(before))).await
}

#[tokio::test]
async fn who_changes_while_their_import_is_made_is_not_found_by_what_they_were() {
    let (import, mara, nora) = (testkit::ids::nth(9), testkit::ids::nth(1), testkit::ids::nth(2));
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let member = databases::rep(&db, scope).await;
        let tokens = db
            .transaction(scope, async move |tx| {
                let making = Import {
                    id: import,
                    member_id: member.0,
                    state: "importing".to_owned(),
                    ..Import::default()
                };
                imports::insert(tx, scope, &making).await?;
                let before = lookup(mara, &["ellison", "mara"], &[(1, 1)]);
                arrive(tx, scope, import, &before).await?;
                arrive(tx, scope, import, &lookup(nora, &["nora"], &[])).await?;
                let read = lookups::of_import(tx, scope, ImportId(import), i64::MIN, 10).await?;
                assert_eq!(read.first().map(|(_, lookup)| lookup), Some(&before));
                // She marries, and marries again, and Nora goes, after the import has read by what they are found.
                lookups::set(tx, scope, &[lookup(mara, &["groß", "mara"], &[(2, 2)])]).await?;
                lookups::set(tx, scope, &[lookup(mara, &["ellison", "lind"], &[(2, 2)])]).await?;
                lookups::forget(tx, scope, &[nora]).await?;
                for (_, lookup) in read {
                    let words: Vec<_> = lookup.words().collect();
                    tx.execute_all(lookups::write_words(scope, &words)).await?;
                    let keys: Vec<_> = lookup.keys().collect();
                    tx.execute_all(lookups::write_keys(scope, &keys)).await?;
                }
                lookups::clear_past(tx, scope).await?;
                found(tx, scope).await
            })
            .await
            .unwrap();
        assert_eq!(tokens.0, words(&[("ellison", mara), ("lind", mara)]));
        assert_eq!(tokens.1, [Block { block: 2, person: mara, part: 2 }]);
    }
}
