//! HTTP: the API with its sign-in and its document, whether all is well, what was counted, and the page.
//!
//! A request gets its line and its id (`logs`), goes through `policies::cross_site`, then `identity::authenticate`, then the policy of its route, to a handler that
//! calls one use case of `app`. Whatever refuses it answers with a problem (`problems`).
#![warn(missing_docs)]
#![expect(
    unused_qualifications,
    reason = "what describes a route writes out its parameters in full"
)]

mod activities;
pub mod api;
mod audit;
mod backup;
mod cadences;
mod calendar;
mod companies;
mod consistency;
mod doctrine;
mod duplicates;
mod enrollments;
mod export;
pub mod health;
mod identity;
mod imports;
mod jobs;
pub mod logs;
mod meetings;
mod metrics;
pub mod page;
mod people;
mod plan;
pub mod policies;
pub mod problems;
mod reasons;
mod recipes;
mod referrals;
pub mod requests;
mod sample;
mod settings;
mod suppressions;
mod teams;
pub mod tls;
mod tokens;
mod touches;
mod workspaces;

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use app::App;
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tokio::{net::TcpListener, sync::Notify};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer,
};
use tracing::error;

use crate::{
    api::{Plain, Route},
    health::Readiness,
    metrics::Metrics,
    policies::Policy,
    problems::{Code, Problem},
    requests::clients::{self, Front},
    tls::{Door, Peer, Tls},
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long an answer to who sends a file may take.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(10);
/// How long what is being answered may go on after the server was told to stop.
const FAREWELL: Duration = Duration::from_secs(8);
/// Longest body of a request, but for those that bring a file.
const BODY: usize = 1024 * 1024;

/// The answer takes too long.
pub(crate) const TOO_LATE: Code = Code::new(StatusCode::SERVICE_UNAVAILABLE, "too_late");
/// There is nothing at this path.
const NO_SUCH_PATH: Code = Code::new(StatusCode::NOT_FOUND, "no_such_path");
/// What is there has no such method.
const NO_SUCH_METHOD: Code = Code::new(StatusCode::METHOD_NOT_ALLOWED, "no_such_method");
/// The program has a fault.
const FAILED: Code = Code::new(StatusCode::INTERNAL_SERVER_ERROR, "failed");

/// What every handler works with.
#[derive(Clone)]
pub struct Site {
    /// The use cases.
    pub app: App,
    /// What stands between the server and those who ask.
    front: Front,
    /// Whether work is taken on.
    readiness: Arc<Readiness>,
    /// What is counted.
    metrics: Arc<Metrics>,
}

impl Site {
    /// A site that has counted nothing yet.
    pub fn new(app: App, front: Front) -> Self {
        Self { app, front, readiness: Arc::default(), metrics: Arc::new(Metrics::new()) }
    }

    /// Whether work is taken on; whoever stops the server says so here first.
    pub fn readiness(&self) -> Arc<Readiness> {
        Arc::clone(&self.readiness)
    }

    /// Every route.
    pub fn router(self) -> Router {
        router_of(self)
    }
}

impl FromRef<Site> for App {
    fn from_ref(site: &Site) -> Self {
        site.app.clone()
    }
}

/// Why the server cannot start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is open to other machines without encryption.
    #[error(
        "{address} can be reached from other machines: without TLS only loopback is listened on; give a certificate with its key (--tls-cert, --tls-key), or say that a proxy with TLS stands in front (--behind-proxy)"
    )]
    NotLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// The connection to the network broke.
    #[error("the server stopped")]
    Stopped(#[source] std::io::Error),
}

/// A server that listens and has not begun to answer.
pub struct Server {
    door: Door,
    front: Front,
    address: SocketAddr,
    is_encrypted: bool,
}

impl Server {
    /// Listens: over TLS or behind a proxy on any address, else on a loopback one; port 0 takes a free one.
    ///
    /// # Errors
    /// [`ServeError::NotLoopback`], [`ServeError::Listen`].
    pub async fn listen(
        address: SocketAddr,
        front: Front,
        tls: Option<Tls>,
    ) -> Result<Self, ServeError> {
        if tls.is_none() && front == Front::Open && !address.ip().is_loopback() {
            return Err(ServeError::NotLoopback { address });
        }
        let listen_error = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen_error)?;
        let address = listener.local_addr().map_err(listen_error)?;
        let is_encrypted = tls.is_some();
        Ok(Self { door: Door::new(listener, front, tls), front, address, is_encrypted })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same as a browser takes it.
    pub fn url(&self) -> String {
        let scheme = if self.is_encrypted { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Answers until `stop` is ready, then finishes what is being answered, for at most eight seconds.
    pub async fn run(
        self,
        app: App,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let stopping = Arc::new(Notify::new());
        let told = Arc::clone(&stopping);
        let site = Site::new(app, self.front);
        let readiness = site.readiness();
        let served =
            axum::serve(self.door, site.router().into_make_service_with_connect_info::<Peer>())
                .with_graceful_shutdown(async move {
                    stop.await;
                    readiness.stop();
                    told.notify_one();
                });
        let farewell = async {
            stopping.notified().await;
            tokio::time::sleep(FAREWELL).await;
        };
        tokio::select! {
            served = served => served.map_err(ServeError::Stopped),
            () = farewell => Ok(()),
        }
    }
}

/// Every route, of a server that nothing stands before.
pub fn router(app: App) -> Router {
    Site::new(app, Front::Open).router()
}

/// Every route with its policy: those of the API, and those that lie at fixed places.
pub fn routes() -> Vec<Route> {
    let mut routes = plain().into_parts().1;
    routes.extend(api::every_route());
    routes
}

/// The routes that are no part of the API.
fn plain() -> Plain {
    Plain::default()
        .at(Policy::Anyone, "/", page::show)
        .at(Policy::Anyone, "/assets/{*file}", page::file)
        .at(Policy::Anyone, "/static/{*file}", page::file)
        .at(Policy::Anyone, "/sw.js", page::worker)
        .at(Policy::Anyone, "/healthz", health::check)
        .at(Policy::Anyone, "/readyz", health::ready)
        .at(Policy::OnThisMachine, "/metrics", metrics::show)
        .at(Policy::Anyone, "/api", page::api_page)
        .at(Policy::Anyone, "/api/openapi.json", page::document)
}

fn router_of(site: Site) -> Router {
    let (plain, _) = plain().into_parts();
    guarded(plain.merge(api::router()), site)
}

/// Puts before routes what every request goes through.
fn guarded(routes: Router<Site>, site: Site) -> Router {
    routes
        .fallback(page::or_nothing)
        .method_not_allowed_fallback(async || {
            Problem::new(NO_SUCH_METHOD, "what is at this path has no such method")
        })
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn_with_state(site.clone(), requests::repeats::once))
        .layer(middleware::from_fn_with_state(site.clone(), identity::authenticate))
        .layer(middleware::from_fn(policies::cross_site::refuse))
        .layer(middleware::from_fn(requests::unread::read))
        .layer(middleware::from_fn(in_time))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_| {
            error!("A handler has panicked");
            Problem::new(FAILED, "the server failed: its log says why").into_response()
        }))
        .layer(header_layer(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header_layer(header::REFERRER_POLICY, "no-referrer"))
        .layer(header_layer(header::X_FRAME_OPTIONS, "DENY"))
        .layer(header_layer(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ))
        .layer(header_layer(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"))
        .layer(header_layer(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(header_layer(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(header_layer(header::CACHE_CONTROL, "no-store"))
        .layer(middleware::from_fn_with_state(site.clone(), clients::find))
        .layer(middleware::from_fn_with_state(site.clone(), logs::tell))
        .with_state(site)
}

/// Adds a header to every answer that does not say something else.
fn header_layer(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Answers in time, if only that it takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let patience =
        if requests::files::brings_one(&request) { PATIENCE_WITH_FILES } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(TOO_LATE, "this takes too long: try again").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use app::clock::{Clock, Ids};
    use axum::{
        body::{Body, to_bytes},
        extract::State,
    };
    use store::{errors::StoreError, workspaces};
    use tower::ServiceExt as _;

    use super::*;

    async fn ask(router: &Router, path: &str) -> (StatusCode, String) {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = path.parse().unwrap();
        request.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        let here: SocketAddr = "127.0.0.1:4000".parse().unwrap();
        request.extensions_mut().insert(axum::extract::ConnectInfo(here));
        let answer = router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn a_handler_that_panics_answers_500_keeps_nothing_and_the_next_is_answered() {
        for database in testkit::databases::both().await {
            let scope = testkit::databases::workspace(&database.db).await;
            let site =
                Site::new(App::new(database.db.clone(), Clock::System, Ids::Random), Front::Open);
            let panics = async move |State(site): State<Site>| {
                let written: Result<(), StoreError> = site
                    .app
                    .db
                    .transaction(scope, async move |tx| {
                        workspaces::set_setting(tx, scope, "half", "done", 0).await?;
                        panic!("a fault of the program")
                    })
                    .await;
                StatusCode::from_u16(if written.is_ok() { 200 } else { 418 }).unwrap()
            };
            let routes = Plain::default().at(Policy::Anyone, "/panics", panics).at(
                Policy::Anyone,
                "/healthz",
                health::check,
            );
            let router = guarded(routes.into_parts().0, site);
            let (status, body) = ask(&router, "/panics").await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{body}");
            assert!(body.contains("\"code\":\"failed\"") && !body.contains("fault"), "{body}");
            assert_eq!(ask(&router, "/healthz").await.0, StatusCode::OK);
            let kept: Vec<(String, String)> = database
                .db
                .read(scope, async move |tx| {
                    tx.all(
                        store::sql!("select key, value from setting where workspace_id = $1")
                            .bind(scope.workspace),
                    )
                    .await
                })
                .await
                .map_err(|error: StoreError| error)
                .unwrap();
            assert!(kept.is_empty(), "{kept:?}");
        }
    }
}
