//! HTTP: the API with its sign-in and its document, whether all is well, and the page.
//!
//! A request goes through `policies::cross_site`, then `identity::authenticate`, then the policy of its route, to a handler that
//! calls one use case of `app`. Whatever refuses it answers with a problem (`problems`).
#![warn(missing_docs)]
#![expect(
    unused_qualifications,
    reason = "what describes a route writes out its parameters in full"
)]

mod activities;
pub mod api;
mod audit;
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
mod meetings;
pub mod page;
mod people;
mod plan;
pub mod policies;
pub mod problems;
mod reasons;
mod recipes;
mod referrals;
pub mod requests;
mod settings;
mod suppressions;
mod teams;
mod tokens;
mod workspaces;

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use app::App;
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::{net::TcpListener, sync::Notify};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer,
};
use tracing::error;

use crate::problems::{Code, Problem};

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
    /// The document of the API, as it is sent.
    document: Arc<str>,
    /// The same for people.
    document_page: Arc<str>,
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
        "{address} can be reached from other machines: plain HTTP is served on loopback only, put a proxy with TLS in front"
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
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Listens on a loopback address; port 0 takes a free one.
    pub async fn listen(address: SocketAddr) -> Result<Self, ServeError> {
        if !address.ip().is_loopback() {
            return Err(ServeError::NotLoopback { address });
        }
        let listen_error = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen_error)?;
        let address = listener.local_addr().map_err(listen_error)?;
        Ok(Self { listener, address })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is ready, then finishes what is being answered, for at most eight seconds.
    pub async fn run(
        self,
        app: App,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let stopping = Arc::new(Notify::new());
        let told = Arc::clone(&stopping);
        let served = axum::serve(
            self.listener,
            router(app).into_make_service_with_connect_info::<SocketAddr>(),
        )
        .with_graceful_shutdown(async move {
            stop.await;
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

/// Every route.
pub fn router(app: App) -> Router {
    let (api, document) = api::parts();
    let document = serde_json::to_value(document).unwrap_or_default();
    let (text, page) = (document.to_string(), api::shown::page(&document));
    let site = Site { app, document: text.into(), document_page: page.into() };
    let plain = Router::new()
        .route("/", get(page::show))
        .route("/healthz", get(health::check))
        .route("/api", get(page::api))
        .route("/api/openapi.json", get(page::document));
    plain
        .merge(api)
        .fallback(async || Problem::new(NO_SUCH_PATH, "there is nothing at this path"))
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
