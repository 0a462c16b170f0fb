//! A rep's desk: a workspace with one rep, two hours a day, and people to start, on a database of its own.

use app::{
    App,
    activities::{ActivityError, LogRequest, Logged, record::record},
    calendar,
    clock::{Clock, Ids, day_number, micros},
    enrollments::start::{StartAnswer, StartError, StartRequest, Whom, start},
    plan::{self, Today},
    workspaces::{self, Member, NewMember},
};
use domain::{
    activities::record::Asked,
    calendar::hours::Hours,
    ids::{ActivityId, PersonId},
};
use jiff::{Timestamp, civil::Date};
use store::{
    companies,
    errors::StoreError,
    people::{self as rows, new as new_rows},
    transaction::Tx,
};
use testkit::databases::{self, TestDatabase};
use uuid::Uuid;

/// A Monday, nine o'clock in Berlin.
pub(crate) const MONDAY: &str = "2026-11-23T09:00:00+01:00";

/// A rep at work on one database.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) member: Member,
    pub(crate) workspace: workspaces::Workspace,
    /// Gone with the desk.
    database: TestDatabase,
}

/// What is known of a person that a test adds; by default a lead who can be reached in every way.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) standing: &'static str,
    pub(crate) fit: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) has_profile: bool,
    pub(crate) company: Option<&'static str>,
    pub(crate) nurture_until: Option<Date>,
    pub(crate) order: i64,
}

impl Card {
    /// The card of the `n`-th person: each has a number and an address of their own.
    pub(crate) fn new(n: i64) -> Self {
        Self {
            standing: "lead",
            fit: "unknown",
            zone: "Europe/Berlin",
            phone: Some(format!("+4930{:07}", 2_000_000 + n)),
            email: Some(format!("person{n}@example.com")),
            has_profile: true,
            company: None,
            nurture_until: None,
            order: n,
        }
    }
}

impl Desk {
    /// A desk on each engine, on a Monday morning, with hours.
    pub(crate) async fn both() -> [Self; 2] {
        let [sqlite, postgres] = databases::both().await;
        [Self::on(sqlite).await, Self::on(postgres).await]
    }

    /// A desk on SQLite only, for what no engine can change.
    pub(crate) async fn sqlite() -> Self {
        Self::on(databases::sqlite().await).await
    }

    async fn on(database: TestDatabase) -> Self {
        let app = App::new(database.db.clone(), Clock::At(instant(MONDAY)), Ids::counted());
        let first = NewMember {
            name: "Rita".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            country: String::new(),
        };
        let workspace = workspaces::add(&app, "main", false, first).await.unwrap();
        let member = workspaces::member(&app, &workspace, None).await.unwrap();
        let desk = Self { app, member, workspace, database };
        desk.hours("mon-fri 09:00-11:00").await;
        desk
    }

    /// The data past all use cases: what a test arranges itself leaves no line in the record.
    pub(crate) fn data(&self) -> &store::database::Db {
        &self.database.db
    }

    /// The same desk at another time.
    pub(crate) fn at(&mut self, text: &str) {
        self.app.clock = Clock::At(instant(text));
    }

    /// Nine o'clock in Berlin on a day.
    pub(crate) fn morning_of(&mut self, day: Date) {
        let nine = day.at(9, 0, 0, 0).to_zoned(self.member.zone.clone()).unwrap();
        self.app.clock = Clock::At(nine.timestamp());
    }

    pub(crate) async fn hours(&self, text: &str) {
        let hours = Hours::parse(text).unwrap();
        calendar::set_hours(&self.app, &self.member, &hours).await.unwrap();
    }

    pub(crate) async fn settings(&self, pairs: &[&str]) {
        let pairs = pairs.iter().map(|pair| (*pair).to_owned()).collect();
        app::settings::change(&self.app, &self.member, pairs).await.unwrap();
    }

    /// Adds people by their cards, in one transaction.
    pub(crate) async fn add(&self, cards: &[Card]) -> Vec<PersonId> {
        let (app, scope, cards) = (self.app.clone(), self.member.scope, cards.to_vec());
        let written: Result<Vec<PersonId>, StoreError> = self
            .data()
            .transaction(scope, async move |tx| {
                let mut ids = Vec::new();
                for card in &cards {
                    ids.push(insert(tx, &app, scope, card).await?);
                }
                Ok(ids)
            })
            .await;
        written.unwrap()
    }

    /// Adds one person.
    pub(crate) async fn person(&self, card: Card) -> PersonId {
        self.add(&[card]).await[0]
    }

    /// Adds the people with the numbers `1..=n`.
    pub(crate) async fn crowd(&self, n: i64) -> Vec<PersonId> {
        let cards: Vec<Card> = (1..=n).map(Card::new).collect();
        self.add(&cards).await
    }

    pub(crate) async fn ask(&self, request: StartRequest) -> Result<StartAnswer, StartError> {
        start(&self.app, &self.member, request).await
    }

    /// Starts these on a cadence today; every one must fit.
    pub(crate) async fn start(&self, cadence: &str, people: &[PersonId]) -> StartAnswer {
        let answered = self.ask(these(cadence, people)).await.unwrap();
        assert_eq!(answered.fit, people.len(), "{answered:?}");
        answered
    }

    pub(crate) async fn today(&self) -> Today {
        plan::today(&self.app, &self.member).await.unwrap()
    }

    /// Logs what is told in words, under a new id: `call_back agreed=2026-11-25T14:00:00+01:00`.
    pub(crate) async fn log(&self, person: PersonId, told: &str) -> Logged {
        self.try_log(person, told).await.unwrap()
    }

    pub(crate) async fn try_log(
        &self,
        person: PersonId,
        told: &str,
    ) -> Result<Logged, ActivityError> {
        let id = ActivityId(self.app.ids.next());
        record(&self.app, &self.member, id, request(Some(person), told)).await
    }

    /// One number from plain SQL with the workspace bound as `$1`.
    pub(crate) async fn count(&self, statement: store::statement::Statement) -> i64 {
        let scope = self.member.scope;
        let found: Result<(i64,), StoreError> =
            self.app.db.read(scope, async |tx| tx.one(statement.clone()).await).await;
        found.unwrap().0
    }
}

/// What is told of an activity, in words: the outcome, then `key=value` pairs; `_` stands for a blank.
pub(crate) fn request(person: Option<PersonId>, told: &str) -> LogRequest {
    let mut words = told.split_whitespace();
    let outcome = words.next().filter(|word| *word != "-").map(ToOwned::to_owned);
    let mut request = LogRequest { person, outcome, ..LogRequest::default() };
    for word in words {
        let (key, value) = word.split_once('=').unwrap();
        let text = value.replace('_', " ");
        match key {
            "agreed" => request.agreed = Some(instant(value)),
            "at" => request.at = Some(instant(value)),
            "until" => request.until = Some(value.parse().unwrap()),
            "channel" => request.channel = Some(value.parse().unwrap()),
            "behaviour" => request.behaviour = Some(value.parse().unwrap()),
            "ask" if value == "nothing" => request.ask = Asked::Nothing,
            "ask" => request.ask = Asked::For(value.parse().unwrap()),
            "minutes" => request.minutes = Some(value.parse().unwrap()),
            "why" => request.why = Some(text),
            "note" => request.note = Some(text),
            "referral" => request.referral = Some(text),
            "phone" => request.phone = Some(value.to_owned()),
            _ => panic!("`{key}` is nothing that can be told"),
        }
    }
    request
}

/// These persons on a cadence, today.
pub(crate) fn these(cadence: &str, people: &[PersonId]) -> StartRequest {
    StartRequest {
        cadence: cadence.to_owned(),
        whom: Whom::These(people.to_vec()),
        from: None,
        days: 1,
        override_why: None,
        dry_run: false,
    }
}

/// The first `n` of the list on a cadence, over `days` working days.
pub(crate) fn first(cadence: &str, n: u32, days: u16) -> StartRequest {
    StartRequest { whom: Whom::First(n), days, ..these(cadence, &[]) }
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    scope: store::scope::Scope,
    card: &Card,
) -> Result<PersonId, StoreError> {
    let id = app.ids.next();
    let name = format!("Person {:04}", card.order);
    let company_id = match card.company {
        None => None,
        Some(name) => Some(company(tx, app, scope, name).await?),
    };
    let person = rows::Person {
        id,
        given: "Person".to_owned(),
        family: format!("{:04}", card.order),
        name_folded: domain::people::names::fold(&name),
        standing: card.standing.to_owned(),
        fit: card.fit.to_owned(),
        zone: card.zone.to_owned(),
        company_id,
        nurture_until_on: card.nurture_until.map(day_number),
        file_order: card.order,
        state: "live".to_owned(),
        source: "test".to_owned(),
        ..rows::Person::default()
    };
    tx.execute_all(new_rows::people(scope, &[person])).await?;
    insert_ways(tx, app, scope, id, card).await?;
    Ok(PersonId(id))
}

/// The number, address and profile that a card gives a person.
async fn insert_ways(
    tx: &mut Tx,
    app: &App,
    scope: store::scope::Scope,
    id: Uuid,
    card: &Card,
) -> Result<(), StoreError> {
    if let Some(phone) = &card.phone {
        let row = rows::PhoneNumber {
            id: app.ids.next(),
            person_id: id,
            raw: phone.clone(),
            e164: phone.clone(),
            extension: String::new(),
            label: "work".to_owned(),
            position: 0,
            bad_why: String::new(),
            source: "test".to_owned(),
            import_id: None,
            created_at: 0,
        };
        tx.execute_all(new_rows::phone_numbers(scope, &[row])).await?;
    }
    if let Some(email) = &card.email {
        let row = rows::EmailAddress {
            id: app.ids.next(),
            person_id: id,
            address: email.clone(),
            key: email.clone(),
            label: "work".to_owned(),
            position: 0,
            bad_why: String::new(),
            source: "test".to_owned(),
            import_id: None,
            created_at: 0,
        };
        tx.execute_all(new_rows::email_addresses(scope, &[row])).await?;
    }
    if card.has_profile {
        let row = rows::Profile {
            person_id: id,
            url: format!("https://example.com/in/{}", card.order),
            position: 0,
            source: "test".to_owned(),
            import_id: None,
            created_at: 0,
        };
        tx.execute_all(new_rows::profiles(scope, &[row])).await?;
    }
    Ok(())
}

/// The company of a name, made when it is new.
async fn company(
    tx: &mut Tx,
    app: &App,
    scope: store::scope::Scope,
    name: &str,
) -> Result<Uuid, StoreError> {
    let row = companies::Company {
        id: app.ids.next(),
        name: name.to_owned(),
        name_folded: domain::people::names::fold(name),
        key: name.to_lowercase(),
        website: String::new(),
        industry: String::new(),
        country: String::new(),
        import_id: None,
        held_why: String::new(),
        held_at: None,
        held_for: None,
        is_dream: 0,
        blocked_at: None,
        blocked_why: String::new(),
        blocked_by: None,
        created_at: micros(app.clock.recorded()),
        updated_at: micros(app.clock.recorded()),
    };
    companies::insert_new(tx, scope, &[row]).await?;
    let found = companies::by_keys(tx, scope, &[name.to_lowercase()]).await?;
    Ok(found[0].1)
}
