//! A workspace with reps, on a database of its own.

use app::{
    App,
    audit::{self, Asked, Line},
    clock::{Clock, Ids},
    workspaces::{self, Member, NewMember, Workspace},
};
use jiff::Timestamp;
use testkit::databases::{self, TestDatabase};

/// A workspace with one rep.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) workspace: Workspace,
    pub(crate) member: Member,
    pub(crate) database: TestDatabase,
}

/// Whether a drill asks for the full length.
pub(crate) fn is_long() -> bool {
    std::env::var("TOUCHSTONE_DRILL").is_ok_and(|length| length == "long")
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl House {
    /// One on each engine, with a rep in Berlin.
    pub(crate) async fn both(now: &str) -> [Self; 2] {
        let [sqlite, postgres] = databases::both().await;
        [Self::on(sqlite, now).await, Self::on(postgres, now).await]
    }

    pub(crate) async fn sqlite(now: &str) -> Self {
        Self::on(databases::sqlite().await, now).await
    }

    async fn on(database: TestDatabase, now: &str) -> Self {
        let app = App::new(database.db.clone(), Clock::At(instant(now)), Ids::Random);
        let first = NewMember {
            name: "Ann".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            country: String::new(),
        };
        let workspace = workspaces::add(&app, "main", false, first).await.unwrap();
        let member = workspaces::member(&app, &workspace, None).await.unwrap();
        Self { app, workspace, member, database }
    }

    /// The same data at another time, as after a restart.
    pub(crate) fn at(&self, now: Timestamp) -> App {
        App::new(self.database.db.clone(), Clock::At(now), Ids::Random)
    }

    /// Another rep.
    pub(crate) async fn rep(&self, name: &str, zone: &str) -> Member {
        let (name, zone) = (name.to_owned(), zone.to_owned());
        let new = NewMember { name, zone, country: String::new() };
        workspaces::add_rep(&self.app, &self.workspace, new).await.unwrap()
    }

    /// Changes something small: the rep's zone.
    pub(crate) async fn change(&self) {
        workspaces::place_rep(&self.app, &self.member, "Europe/Berlin", "").await.unwrap();
    }

    /// All lines of the record, newest first.
    pub(crate) async fn lines(&self) -> Vec<Line> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let asked = Asked { after, limit: 50, ..Asked::default() };
            let page = audit::list(&self.app, &self.member, asked).await.unwrap();
            all.extend(page.lines);
            match page.next {
                Some(next) => after = Some(next.parse().unwrap()),
                None => return all,
            }
        }
    }

    /// The days of the nights that ended, by rep, in order.
    pub(crate) async fn nights(&self, member: &Member) -> Vec<String> {
        let lines = self.lines().await;
        let ended = lines.iter().filter(|line| {
            line.action == "ended the night" && line.subject_id == Some(member.id.0)
        });
        let days = ended.map(|line| line.values.as_ref().unwrap()[0].as_str().unwrap().to_owned());
        let mut days: Vec<String> = days.collect();
        days.sort();
        days
    }
}
