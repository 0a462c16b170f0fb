//! The document of the API (OpenAPI 3.1), as the routes and their types describe it.
//!
//! It is written to `api/openapi.json` by `cargo xtask codegen` and served from there: a program that serves holds none of
//! what describes it.

use std::collections::{BTreeMap, BTreeSet};

use domain::identity::Role;
use utoipa::{
    OpenApi,
    openapi::{
        Components, ContactBuilder, ObjectBuilder, RefOr, Required,
        extensions::ExtensionsBuilder,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem},
        schema::{Schema, Type},
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
    },
};
use utoipa_axum::router::OpenApiRouter;

use super::{ROOT, Routed, Routes, features};
use crate::{
    Site,
    identity::COOKIE,
    policies::{Policy, days::UNKNOWN_MEMBER},
    problems::{self, Code, Problems as _, by_status, response_of},
    requests::{OF_BODY, UNREADABLE_PATH, UNREADABLE_QUERY, etags, repeats},
};

/// The name of the way in by cookie, in the document.
const BY_COOKIE: &str = "session";
/// The name of the way in by token, in the document.
const BY_TOKEN: &str = "token";

#[derive(OpenApi)]
#[openapi(info(
    title = "Touchstone",
    version = "1",
    description = "Runs a salesperson's prospecting: whom to contact each morning, how and why; and never starts what the calendar cannot finish.",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
))]
struct Document;

/// The routes as the document describes them.
#[derive(Default)]
pub(crate) struct Described {
    router: OpenApiRouter<Site>,
    /// What each name stands for in the document, and the names that stand for two things.
    schemas: BTreeMap<String, RefOr<Schema>>,
    collisions: BTreeSet<String>,
}

impl Routed for Described {
    #[expect(
        clippy::disallowed_methods,
        reason = "routes that are described, and served by nobody"
    )]
    fn at<R: Routes>(mut self, policy: Policy, routes: R) -> Self {
        let (schemas, mut paths, methods) = routes.described();
        self.know(&schemas);
        for (path, item) in &mut paths.paths {
            for (method, operation) in operations(item) {
                describe(operation, policy, method, path);
            }
        }
        self.router = self.router.routes((schemas, paths, methods));
        self
    }
}

impl Described {
    /// Remembers what names stand for: in the document the last type of a name would hide the others.
    fn know(&mut self, schemas: &[(String, RefOr<Schema>)]) {
        for (name, schema) in schemas {
            match self.schemas.get(name) {
                Some(known) if known != schema => {
                    self.collisions.insert(name.clone());
                }
                Some(_) => {}
                None => {
                    self.schemas.insert(name.clone(), schema.clone());
                }
            }
        }
    }
}

/// The document of the API: OpenAPI 3.1.
#[expect(clippy::disallowed_methods, reason = "routes that are described, and served by nobody")]
pub fn described() -> utoipa::openapi::OpenApi {
    let nested = OpenApiRouter::new().nest(ROOT, features(Described::default()).router);
    let mut document = Document::openapi();
    document.merge(nested.into_openapi());
    document.info.contact = Some(ContactBuilder::new().name(Some("Touchstone")).build());
    let components = document.components.get_or_insert_with(Components::new);
    let (name, schema) = problems::schema();
    components.schemas.insert(name, schema);
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE)));
    let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    components.add_security_scheme(BY_COOKIE, cookie);
    components.add_security_scheme(BY_TOKEN, token);
    document
}

/// The operations of a path by their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("GET", item.get.as_mut()),
        ("PUT", item.put.as_mut()),
        ("POST", item.post.as_mut()),
        ("PATCH", item.patch.as_mut()),
        ("DELETE", item.delete.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation?)))
}

/// Adds to an operation what every one of its policy and kind can answer.
fn describe(operation: &mut Operation, policy: Policy, method: &str, path: &str) {
    let mut codes = policy.codes();
    codes.extend(app::StoreFailure::codes());
    codes.push(crate::TOO_LATE);
    if operation.parameters.iter().flatten().next().is_some() {
        codes.push(if path.contains('{') { UNREADABLE_PATH } else { UNREADABLE_QUERY });
        codes.push(UNREADABLE_QUERY);
    }
    let is_if_match =
        |it: &RefOr<Parameter>| matches!(it, RefOr::T(it) if it.name == etags::IF_MATCH);
    if operation.parameters.iter().flatten().any(is_if_match) {
        codes.extend(etags::CODES);
    }
    let is_member = |it: &RefOr<Parameter>| matches!(it, RefOr::T(it) if it.name == "member");
    if operation.parameters.iter().flatten().any(is_member) {
        codes.push(UNKNOWN_MEMBER);
    }
    if operation.request_body.is_some() {
        codes.extend(OF_BODY);
    }
    if method == "POST" && policy != Policy::Anyone {
        codes.extend(repeats::CODES);
        let header = ParameterBuilder::new()
            .name(repeats::KEY.as_str())
            .parameter_in(ParameterIn::Header)
            .description(Some(
                "Names the request: sent again under the same name it is not done again, and is answered as it was.",
            ))
            .required(Required::False)
            .schema(Some(
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .min_length(Some(1))
                    .max_length(Some(app::repeats::KEY)),
            ));
        operation.parameters.get_or_insert_default().push(RefOr::T(header.build()));
    }
    if method != "GET" {
        codes.extend(crate::policies::cross_site::CODES);
    }
    add(operation, codes);
    let by = match policy {
        Policy::Anyone => vec![SecurityRequirement::default()],
        Policy::InPerson => vec![requirement(BY_COOKIE)],
        Policy::AtLeast(_) | Policy::OnThisMachine => {
            vec![requirement(BY_COOKIE), requirement(BY_TOKEN)]
        }
    };
    operation.security = Some(by);
    operation.operation_id = Some(named(method, path));
    operation.extensions = Some(ExtensionsBuilder::new().add("x-policy", policy.word()).build());
    let told = operation.description.take().unwrap_or_default();
    operation.description = Some(format!("{told}\n\n{}", who_may(policy)).trim().to_owned());
}

/// Who may call it, in a sentence.
fn who_may(policy: Policy) -> String {
    match policy {
        Policy::Anyone => "Without signing in.".to_owned(),
        Policy::InPerson => "Signed in in a browser.".to_owned(),
        Policy::AtLeast(Role::Rep) => "Signed in, or with a token.".to_owned(),
        Policy::AtLeast(role) => format!("For members with role `{role}` or higher."),
        Policy::OnThisMachine => {
            "For admins, and without signing in on the machine itself.".to_owned()
        }
    }
}

/// The name of an operation: no other has its method and path. `get_people_id_timeline`.
fn named(method: &str, path: &str) -> String {
    let parts =
        path.split('/').map(|part| part.trim_matches(['{', '}'])).filter(|it| !it.is_empty());
    let parts: Vec<String> = parts.map(|part| part.replace('-', "_")).collect();
    format!("{}_{}", method.to_lowercase(), parts.join("_"))
}

fn requirement(name: &str) -> SecurityRequirement {
    SecurityRequirement::new(name, std::iter::empty::<String>())
}

/// Adds codes to the answers that an operation lists, one answer for each status.
fn add(operation: &mut Operation, codes: Vec<Code>) {
    for (status, mut codes) in by_status(codes) {
        if let Some(RefOr::T(known)) = operation.responses.responses.get(status.as_str()) {
            codes.extend(known.description.split(", ").map(str::to_owned));
        }
        let response = RefOr::T(response_of(status, &codes));
        operation.responses.responses.insert(status.as_str().to_owned(), response);
    }
}

/// Writes the document as it is checked in.
pub fn text() -> String {
    let mut text = described().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_the_document_stands_for_two_things() {
        let api = features(Described::default());
        assert!(api.schemas.len() > 50, "{}", api.schemas.len());
        assert!(
            api.collisions.is_empty(),
            "{:?} stand for more than one type each",
            api.collisions
        );
    }

    #[test]
    fn a_name_that_stands_for_two_things_is_seen() {
        let of = |kind| RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(kind).build()));
        let mut api = Described::default();
        api.know(&[("One".to_owned(), of(Type::String)), ("Other".to_owned(), of(Type::String))]);
        api.know(&[("Other".to_owned(), of(Type::String))]);
        assert!(api.collisions.is_empty());
        api.know(&[("One".to_owned(), of(Type::Integer))]);
        assert_eq!(api.collisions.into_iter().collect::<Vec<_>>(), ["One"]);
    }

    #[test]
    fn every_operation_tells_its_policy() {
        let document = serde_json::to_value(described()).unwrap();
        for route in crate::api::every_route() {
            let operation = &document["paths"][&route.path][route.method.to_lowercase()];
            assert_eq!(operation["x-policy"], route.policy.word(), "{route:?}");
        }
    }
}
