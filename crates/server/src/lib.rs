//! HTTP: whether all is well, and the page.
#![warn(missing_docs)]

pub mod health;
pub mod page;

use std::{future::Future, net::SocketAddr, time::Duration};

use app::App;
use axum::{Router, http::StatusCode, routing::get};
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

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

    /// Answers until `stop` is ready, then finishes what is being answered.
    pub async fn run(
        self,
        app: App,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        axum::serve(self.listener, router(app))
            .with_graceful_shutdown(stop)
            .await
            .map_err(ServeError::Stopped)
    }
}

/// Every route.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/", get(page::show))
        .route("/healthz", get(health::check))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .with_state(app)
}
