//! A house to knock at: two workspaces with people of every role, and a way to ask the router.

use std::{net::SocketAddr, sync::Arc};

use app::{
    App,
    clock::{Clock, Ids},
    identity::invitations::{self, Acceptance, NewInvitation},
    identity::secrets::Secret,
    tokens,
    workspaces::{self, Member, NewMember, Workspace},
};
use app::{
    activities::{LogRequest, record::record},
    calendar,
    enrollments::start::{StartRequest, Whom, start},
    imports::{self, Asked, Input, Watch},
    meetings, people, reasons, referrals,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::identity::{Role, TokenScope};
use serde_json::Value;
use testkit::databases::TestDatabase;
use tower::ServiceExt as _;

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "drei krumme Laternen";

/// Where requests come from unless a test says otherwise.
const HOME: &str = "192.0.2.7:4000";

/// A workspace with its people.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) workspace: Workspace,
    pub(crate) admin: Member,
}

/// Two workspaces on one database, and the router before them.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) here: Office,
    pub(crate) there: Office,
    router: Router,
    database: Arc<TestDatabase>,
}

/// An answer as a program reads it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    /// Status and code, in a line.
    pub(crate) fn told(&self) -> String {
        let code = serde_json::from_slice::<Value>(&self.body).ok();
        let code = code.as_ref().and_then(|body| body.get("code")).and_then(Value::as_str);
        match code {
            Some(code) => format!("{} {code}", self.status.as_u16()),
            None => self.status.as_u16().to_string(),
        }
    }

    /// The cookies that it sets, as a browser sends them back.
    pub(crate) fn cookies(&self) -> String {
        let set = self.headers.get_all(header::SET_COOKIE).iter();
        let pairs = set.filter_map(|value| value.to_str().ok()?.split(';').next());
        pairs.collect::<Vec<_>>().join("; ")
    }
}

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) enum As {
    /// Nobody.
    Nobody,
    /// A program with a token.
    Token(String),
    /// A browser with these cookies, on a page of the server.
    Browser(String),
}

impl House {
    pub(crate) async fn new(database: TestDatabase) -> Self {
        let app = App::new(database.db.clone(), Clock::System, Ids::Random);
        let here = office(&app, "here").await;
        let there = office(&app, "there").await;
        let router = server::router(app.clone());
        Self { app, here, there, router, database: Arc::new(database) }
    }

    /// The same house after a restart: another process on the same data.
    pub(crate) async fn restarted(&self) -> Self {
        let db = self.database.open_again().await;
        let app = App::new(db, Clock::System, Ids::Random);
        Self {
            router: server::router(app.clone()),
            app,
            here: self.here.clone(),
            there: self.there.clone(),
            database: Arc::clone(&self.database),
        }
    }

    /// The data past all use cases, for what a test arranges itself.
    pub(crate) fn db(&self) -> &store::database::Db {
        &self.database.db
    }

    /// Where its data is.
    pub(crate) fn place(&self) -> &testkit::databases::Place {
        &self.database.place
    }

    /// The house on each engine.
    pub(crate) async fn both() -> [Self; 2] {
        let [a, b] = testkit::databases::both().await;
        [Self::new(a).await, Self::new(b).await]
    }

    /// A new member of an office.
    pub(crate) async fn member(&self, office: &Office, name: &str, role: Role) -> Member {
        let new = new_member(name);
        workspaces::add_rep(&self.app, &office.workspace, new).await.unwrap();
        let member = workspaces::member(&self.app, &office.workspace, Some(name)).await.unwrap();
        self.let_in(&member, role).await;
        workspaces::member(&self.app, &office.workspace, Some(name)).await.unwrap()
    }

    /// Makes an account for a member and signs them in; their cookies.
    pub(crate) async fn let_in(&self, member: &Member, role: Role) -> As {
        let new = NewInvitation { role, email: String::new(), member: Some(member.id) };
        let invited = invitations::invite(&self.app, member, new).await.unwrap();
        let told = Acceptance {
            secret: Secret::read(&invited.secret).unwrap(),
            email: address(member),
            password: PASSWORD.to_owned(),
            new: None,
            browser: String::new(),
        };
        let signed = invitations::accept(&self.app, told).await.unwrap();
        As::Browser(format!("__Host-touchstone={}", signed.session.text()))
    }

    /// A token of a member.
    pub(crate) async fn token(&self, member: &Member, scope: TokenScope) -> As {
        As::Token(tokens::add(&self.app, member, "test", scope, None).await.unwrap().text)
    }

    /// Asks, with a JSON body where there is one.
    pub(crate) async fn ask(
        &self,
        who: &As,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request = match who {
            As::Nobody => request.header("sec-fetch-site", "same-origin"),
            As::Token(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            As::Browser(cookies) => request
                .header("sec-fetch-site", "same-origin")
                .header(header::COOKIE, cookies.as_str()),
        };
        let request = match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        self.send(request.unwrap()).await
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        if request.extensions().get::<ConnectInfo<SocketAddr>>().is_none() {
            request.extensions_mut().insert(ConnectInfo(HOME.parse::<SocketAddr>().unwrap()));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, who: &As, path: &str) -> Answer {
        self.ask(who, Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, who: &As, path: &str, body: Value) -> Answer {
        self.ask(who, Method::POST, path, Some(&body)).await
    }
}

/// The address with which a member signs in.
pub(crate) fn address(member: &Member) -> String {
    format!("{}@example.org", member.id)
}

async fn office(app: &App, name: &str) -> Office {
    let admin = new_member(&format!("{name} admin"));
    let workspace = workspaces::add(app, name, false, admin).await.unwrap();
    let admin = workspaces::member(app, &workspace, None).await.unwrap();
    Office { workspace, admin }
}

fn new_member(name: &str) -> NewMember {
    NewMember { name: name.to_owned(), zone: "Europe/Berlin".to_owned(), country: "DE".to_owned() }
}

/// Fills an office with something of everything; `word` stands in every text.
pub(crate) async fn fill(house: &House, office: &Office, word: &str) {
    let (app, member) = (&house.app, &office.admin);
    let hours = "mon-sun 00:00-23:00".parse().unwrap();
    calendar::set_hours(app, member, &hours).await.unwrap();
    let name = &office.workspace.name;
    let text = format!(
        "First name,Last name,Email,Phone,Company\n{word},Eins,eins.{name}@example.org,+49 30 23125 101,{word} AG\n{word},Zwei,zwei.{name}@example.org,+49 30 23125 102,{word} GmbH\n"
    );
    let input = Input::Bytes(text.into_bytes().into());
    imports::import(app, member, input, Asked::default(), &Watch::default()).await.unwrap();
    let listed = people::list::page_of(app, member, people::list::PageRequest::default()).await;
    let person = listed.unwrap().rows[0].id;
    let asked = StartRequest {
        cadence: "Referral".to_owned(),
        whom: Whom::These(vec![person]),
        from: None,
        days: 1,
        dry_run: false,
        override_why: None,
    };
    start(app, member, asked).await.unwrap();
    let log = LogRequest {
        person: Some(person),
        outcome: Some("no_answer".to_owned()),
        note: Some(word.to_owned()),
        ..LogRequest::default()
    };
    record(app, member, domain::ids::ActivityId(app.ids.next()), log).await.unwrap();
    referrals::add(app, member, word, "+49 30 23125 103", word, Some(person)).await.unwrap();
    let kind = "news".parse().unwrap();
    let told = reasons::Told { kind, text: word.to_owned(), on: None, source: word.to_owned() };
    reasons::add(app, member, person, told).await.unwrap();
    let place = Some(word.to_owned());
    let told = meetings::Told { starts: None, minutes: None, place, state: None };
    meetings::add(app, member, person, told).await.unwrap();
}
