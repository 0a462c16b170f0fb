//! The API: every route with its policy.
//!
//! A route is added by [`Routed::at`] with its [`Policy`] and in no other way, so there is none without one.

pub mod document;
pub(crate) mod shown;

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    middleware::Next,
    routing::{MethodRouter, get},
};
use utoipa::openapi::HttpMethod;
use utoipa_axum::router::UtoipaMethodRouter;

use crate::{
    Site,
    policies::{Policy, guard},
};

/// Where the API lies.
pub const ROOT: &str = "/api/v1";

/// The document of the API as it is checked in (OpenAPI 3.1); a test holds it against [`document::text`].
pub const DOCUMENT: &str = include_str!("../../../api/openapi.json");

/// A route as the document and the tests know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET`, `PUT` …
    pub method: &'static str,
    /// The path with the names of its parts in braces.
    pub path: String,
    /// Who may call it.
    pub policy: Policy,
}

/// What the routes of the features are added to: the router that serves them, or the document that describes them.
pub(crate) trait Routed: Sized {
    /// Adds routes of one path: whom `policy` does not let through never reaches their handlers.
    fn at<R: Routes>(self, policy: Policy, routes: R) -> Self;

    /// Adds the routes of a feature.
    fn with(self, feature: impl FnOnce(Self) -> Self) -> Self {
        feature(self)
    }
}

/// Routes of one path, made by [`routes!`] from handlers that say with `utoipa::path` where they lie.
pub(crate) trait Routes {
    /// The path.
    fn path(&self) -> String;
    /// The methods.
    fn methods(&self) -> Vec<HttpMethod>;
    /// The handlers.
    fn handlers(&self) -> MethodRouter<Site>;
    /// What the document says of them.
    fn described(&self) -> UtoipaMethodRouter<Site>;
}

/// Makes [`Routes`] of handlers of one path.
macro_rules! routes {
    ($first:ident $(, $handler:ident)* $(,)?) => {
        utoipa_axum::paste! {{
            use utoipa::Path as _;
            use utoipa_axum::PathItemExt as _;

            struct Here;

            impl $crate::api::Routes for Here {
                fn path(&self) -> String {
                    [<__path_ $first>]::path()
                }

                fn methods(&self) -> Vec<utoipa::openapi::HttpMethod> {
                    [[<__path_ $first>]::methods() $(, [<__path_ $handler>]::methods())*].concat()
                }

                fn handlers(&self) -> axum::routing::MethodRouter<$crate::Site> {
                    let router = axum::routing::MethodRouter::new();
                    let router = [<__path_ $first>]::methods()
                        .iter()
                        .fold(router, |router, method| router.on(method.to_method_filter(), $first));
                    $(let router = [<__path_ $handler>]::methods()
                        .iter()
                        .fold(router, |router, method| router.on(method.to_method_filter(), $handler));)*
                    router
                }

                fn described(&self) -> utoipa_axum::router::UtoipaMethodRouter<$crate::Site> {
                    utoipa_axum::routes!($first $(, $handler)*)
                }
            }
            Here
        }}
    };
}
pub(crate) use routes;

/// The routes as they are served.
#[derive(Default)]
struct Served {
    router: Router<Site>,
    routes: Vec<Route>,
}

impl Routed for Served {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where a route of the API is added"
    )]
    fn at<R: Routes>(mut self, policy: Policy, routes: R) -> Self {
        let path = format!("{ROOT}{}", routes.path());
        for method in routes.methods() {
            self.routes.push(Route { method: word(&method), path: path.clone(), policy });
        }
        let layer = axum::middleware::from_fn(move |request: Request, next: Next| {
            guard(policy, request, next)
        });
        self.router = self.router.route(&path, routes.handlers().layer(layer));
        self
    }
}

/// The routes that are no part of the API so far: what anybody looks for at a fixed place, and only looks at.
#[derive(Default)]
pub(crate) struct Plain {
    router: Router<Site>,
    routes: Vec<Route>,
}

impl Plain {
    /// Adds a place that is looked at: whom `policy` does not let through never reaches its handler.
    #[expect(clippy::disallowed_methods, reason = "the one place where such a route is added")]
    pub(crate) fn at<H, T>(mut self, policy: Policy, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let layer = axum::middleware::from_fn(move |request: Request, next: Next| {
            guard(policy, request, next)
        });
        self.routes.push(Route { method: "GET", path: path.to_owned(), policy });
        self.router = self.router.route(path, get(handler).layer(layer));
        self
    }

    /// The router, and its routes with their policies.
    pub(crate) fn into_parts(self) -> (Router<Site>, Vec<Route>) {
        (self.router, self.routes)
    }
}

/// Every route of the API with its policy.
pub fn every_route() -> Vec<Route> {
    features(Served::default()).routes
}

/// The router of the API.
pub(crate) fn router() -> Router<Site> {
    features(Served::default()).router
}

/// Every feature.
fn features<T: Routed>(api: T) -> T {
    api.with(crate::identity::routes)
        .with(crate::tokens::routes)
        .with(crate::workspaces::routes)
        .with(crate::teams::routes)
        .with(crate::settings::routes)
        .with(crate::sample::routes)
        .with(crate::calendar::routes)
        .with(crate::cadences::routes)
        .with(crate::plan::routes)
        .with(crate::touches::routes)
        .with(crate::enrollments::routes)
        .with(crate::activities::routes)
        .with(crate::people::routes)
        .with(crate::companies::routes)
        .with(crate::imports::routes)
        .with(crate::duplicates::routes)
        .with(crate::export::routes)
        .with(crate::reasons::routes)
        .with(crate::referrals::routes)
        .with(crate::meetings::routes)
        .with(crate::suppressions::routes)
        .with(crate::doctrine::routes)
        .with(crate::recipes::routes)
        .with(crate::consistency::routes)
        .with(crate::audit::routes)
        .with(crate::backup::routes)
        .with(crate::jobs::routes)
}

/// The name of a method.
fn word(method: &HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Put => "PUT",
        HttpMethod::Post => "POST",
        HttpMethod::Patch => "PATCH",
        HttpMethod::Delete => "DELETE",
        HttpMethod::Head => "HEAD",
        HttpMethod::Options => "OPTIONS",
        HttpMethod::Trace => "TRACE",
    }
}
