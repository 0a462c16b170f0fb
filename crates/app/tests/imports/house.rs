//! A workspace with one rep, and what tests ask of it.

use std::sync::Arc;

use app::{
    App,
    clock::{Clock, Ids},
    imports::{self, Asked, ImportError, Input, Report, Watch},
    people::list::{self, PersonShown},
    workspaces::{self, Member, NewMember},
};
use store::people::Filter;
use testkit::databases::{self, TestDatabase};

pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) member: Member,
    _database: TestDatabase,
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
        Self { app, member, _database: database }
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

    /// Everybody, in the order of the file they came in.
    pub(crate) async fn people(&self) -> Vec<PersonShown> {
        let mut people =
            list::list(&self.app, &self.member, &Filter::default(), None).await.unwrap();
        people.reverse();
        people
    }

    /// All that can be seen of everybody, but for ids and the import that brought it.
    pub(crate) async fn seen(&self) -> Vec<serde_json::Value> {
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
