//! A workspace with one rep, and what tests ask of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    App,
    clock::{Clock, Ids},
    imports::{self, Asked, ImportError, Input, Report, Watch},
    people::list::{self, PersonShown},
    workspaces::{self, Member, NewMember},
};
use rusqlite::{Connection, types::Value};
use store::{
    database::{FILE, Location},
    duplicates::{self, Block},
    errors::StoreError,
    people::{
        self, Filter,
        lookups::{self, Lookup},
    },
};
use testkit::databases::{self, TestDatabase};
use uuid::Uuid;

pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) member: Member,
    database: TestDatabase,
}

impl House {
    pub(crate) async fn of(database: TestDatabase) -> Self {
        let app = App::new(database.db.clone(), Clock::System, Ids::Random);
        let first = NewMember {
            name: "me".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            country: String::new(),
        };
        let workspace = workspaces::add(&app, "main", false, first).await.unwrap();
        let member = workspaces::member(&app, &workspace, None).await.unwrap();
        Self { app, member, database }
    }

    pub(crate) async fn on_sqlite() -> Self {
        Self::of(databases::sqlite().await).await
    }

    pub(crate) async fn both() -> Vec<Self> {
        let mut houses = Vec::new();
        for database in databases::both().await {
            houses.push(Self::of(database).await);
        }
        houses
    }

    pub(crate) async fn import_bytes(
        &self,
        bytes: &[u8],
        asked: Asked,
    ) -> Result<Report, ImportError> {
        imports::import(
            &self.app,
            &self.member,
            Input::Bytes(Arc::from(bytes)),
            asked,
            &Watch::default(),
        )
        .await
    }

    pub(crate) async fn import(&self, text: &str) -> Report {
        self.import_bytes(text.as_bytes(), Asked::default()).await.unwrap()
    }

    /// Every row of every table but the named ones, past the store; on SQLite.
    pub(crate) fn rows_but(&self, left_out: &[&str]) -> BTreeMap<String, Vec<String>> {
        let Location::Folder(folder) = &self.database.place.location else {
            panic!("SQLite lives in a folder")
        };
        let file = Connection::open(folder.join(FILE)).unwrap();
        let tables: Vec<String> = file
            .prepare(
                "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut all = BTreeMap::new();
        for table in tables.into_iter().filter(|table| !left_out.contains(&table.as_str())) {
            let mut query = file.prepare(&format!("select * from {table}")).unwrap();
            let columns: Vec<String> =
                query.column_names().iter().map(|name| (*name).to_owned()).collect();
            let mut rows: Vec<String> = query
                .query_map([], |row| {
                    let cell = |(at, name): (usize, &String)| match row.get::<_, Value>(at) {
                        // How often a row was written says nothing of what stands in it.
                        Ok(_) if name == "version" => String::new(),
                        other => format!("{name}={other:?}"),
                    };
                    Ok(columns.iter().enumerate().map(cell).collect::<Vec<_>>().join(" "))
                })
                .unwrap()
                .map(Result::unwrap)
                .collect();
            rows.sort();
            all.insert(table, rows);
        }
        all
    }

    /// Everybody, in the order of the file they came in.
    pub(crate) async fn people(&self) -> Vec<PersonShown> {
        let mut people =
            list::list(&self.app, &self.member, &Filter::default(), None).await.unwrap();
        people.reverse();
        people
    }

    /// Words and keys stand by word and by key as they stand by person, and are of people who are there.
    async fn is_found_as_written(&self) {
        let scope = self.member.scope;
        let (blocks, people) = self
            .app
            .db
            .read(scope, async |tx| {
                let blocks =
                    duplicates::page_of_blocks(tx, scope, (i64::MIN, Uuid::nil()), 100_000);
                Ok::<_, StoreError>((
                    blocks.await?,
                    people::page(tx, scope, &Filter::default(), None, 100_000).await?,
                ))
            })
            .await
            .unwrap();
        let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
        let lookups = self
            .app
            .db
            .read(scope, async |tx| lookups::of_people(tx, scope, &ids).await)
            .await
            .unwrap();
        let mut written: Vec<Block> = lookups.values().flat_map(Lookup::keys).collect();
        written.sort_unstable();
        assert_eq!(blocks, written);
        let words: BTreeSet<&String> = lookups.values().flat_map(|lookup| &lookup.tokens).collect();
        for word in words {
            let filter = Filter { tokens: vec![word.clone()], ..Filter::default() };
            let found = list::list(&self.app, &self.member, &filter, None).await.unwrap();
            let found: BTreeSet<Uuid> = found.iter().map(|person| person.id.0).collect();
            let begins =
                |lookup: &&Lookup| lookup.tokens.iter().any(|token| token.starts_with(word));
            let due: BTreeSet<Uuid> =
                lookups.values().filter(begins).map(|lookup| lookup.person).collect();
            assert_eq!(found, due, "{word}");
        }
    }

    /// All that can be seen of everybody, but for ids and the import that brought it.
    pub(crate) async fn seen(&self) -> Vec<serde_json::Value> {
        self.is_found_as_written().await;
        let mut seen: Vec<serde_json::Value> = self
            .people()
            .await
            .into_iter()
            .map(|person| {
                let mut json = serde_json::to_value(&person).unwrap();
                for part in ["emails", "phones"] {
                    for way in json[part].as_array_mut().unwrap() {
                        way.as_object_mut().unwrap().remove("id");
                        way.as_object_mut().unwrap().remove("source");
                    }
                }
                for part in ["id", "import", "source"] {
                    json.as_object_mut().unwrap().remove(part);
                }
                json
            })
            .collect();
        seen.sort_by_key(ToString::to_string);
        seen
    }
}

/// Rows in = stored + updated + same + rejected.
pub(crate) fn adds_up(report: &Report) {
    assert_eq!(
        report.rows,
        report.stored + report.updated + report.same + report.n_rejected,
        "{report:?}"
    );
    assert_eq!(u64::try_from(report.rejected.len()).unwrap(), report.n_rejected);
    assert!(report.possible_duplicates <= report.stored);
}
