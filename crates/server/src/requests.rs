//! What is read of a request; what cannot be read is refused as a problem, as everything is.
//!
//! No text may hold the character NUL: PostgreSQL cannot store it, and nobody means it.

pub(crate) mod bounds;
pub(crate) mod calendars;
pub mod clients;
pub(crate) mod etags;
pub(crate) mod files;
pub(crate) mod repeats;
pub(crate) mod texts;
pub(crate) mod unread;

use app::pages::Asked;
use axum::{
    body::{Body, Bytes},
    extract::{
        FromRequest, FromRequestParts, OptionalFromRequest, Request,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::problems::{Code, Problem};
use bounds::Within;

/// The body, as JSON.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// The parts of the path that differ from call to call.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// What stands behind the question mark.
#[derive(Debug)]
pub struct Query<T>(pub T);

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

impl From<PageQuery> for Asked {
    fn from(query: PageQuery) -> Self {
        Self { after: query.after, limit: query.limit.map(Within::rows) }
    }
}

/// The body is no JSON.
pub(crate) const MALFORMED_JSON: Code = Code::new(StatusCode::BAD_REQUEST, "malformed_json");
/// The body is JSON and does not say what is asked for.
pub(crate) const UNREADABLE_BODY: Code =
    Code::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable_body");
/// The body is of another kind.
pub(crate) const OTHER_MEDIA_TYPE: Code =
    Code::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "other_media_type");
/// The body is too long.
pub(crate) const TOO_LONG: Code = Code::new(StatusCode::PAYLOAD_TOO_LARGE, "too_long");
/// The body broke off.
pub(crate) const BROKEN_OFF: Code = Code::new(StatusCode::BAD_REQUEST, "broken_off");
/// A part of the path is not what it must be.
pub(crate) const UNREADABLE_PATH: Code = Code::new(StatusCode::BAD_REQUEST, "unreadable_path");
/// Something behind the question mark is not what it must be.
pub(crate) const UNREADABLE_QUERY: Code = Code::new(StatusCode::BAD_REQUEST, "unreadable_query");

/// What reading a body can be refused with.
pub(crate) const OF_BODY: &[Code] =
    &[MALFORMED_JSON, BROKEN_OFF, TOO_LONG, OTHER_MEDIA_TYPE, UNREADABLE_BODY];

/// What is said of a text with the character NUL in it.
const NUL: &str = "a text holds the character NUL, which cannot be stored";

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let whole = Request::from_parts(parts.clone(), body);
        let read = Bytes::from_request(whole, state).await;
        let bytes = read.map_err(|rejection| of_body(&rejection.into()))?;
        if holds_nul(&bytes) {
            return Err(Problem::new(UNREADABLE_BODY, NUL));
        }
        let whole = Request::from_parts(parts, Body::from(bytes));
        match <axum::Json<T> as FromRequest<S>>::from_request(whole, state).await {
            Ok(axum::Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(of_body(&rejection)),
        }
    }
}

/// A body that may be left out: then there is no kind of content either.
impl<S: Send + Sync, T: DeserializeOwned> OptionalFromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Problem> {
        if !request.headers().contains_key(CONTENT_TYPE) {
            return Ok(None);
        }
        <Self as FromRequest<S>>::from_request(request, state).await.map(Some)
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(path)) => Ok(Self(path)),
            Err(PathRejection::FailedToDeserializePathParams(why)) => {
                Err(Problem::new(UNREADABLE_PATH, why.body_text()))
            }
            Err(why) => Err(Problem::new(UNREADABLE_PATH, why.body_text())),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(Problem::new(UNREADABLE_QUERY, NUL));
        }
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(QueryRejection::FailedToDeserializeQueryString(why)) => {
                Err(Problem::new(UNREADABLE_QUERY, why.body_text()))
            }
            Err(why) => Err(Problem::new(UNREADABLE_QUERY, why.body_text())),
        }
    }
}

/// Whether JSON holds the character NUL, which it can only write as an escape.
fn holds_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let Some((escape, after)) = rest.get(at + 1..).and_then(<[u8]>::split_first) else {
            return false;
        };
        if *escape == b'u' && after.starts_with(b"0000") {
            return true;
        }
        rest = after;
    }
    false
}

fn of_body(rejection: &JsonRejection) -> Problem {
    let code = match rejection {
        JsonRejection::JsonDataError(_) => UNREADABLE_BODY,
        JsonRejection::JsonSyntaxError(_) => MALFORMED_JSON,
        JsonRejection::MissingJsonContentType(_) => OTHER_MEDIA_TYPE,
        other if other.status() == StatusCode::PAYLOAD_TOO_LARGE => TOO_LONG,
        _ => BROKEN_OFF,
    };
    Problem::new(code, rejection.body_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: bool) {
        assert_eq!(holds_nul(json.as_bytes()), expected, "{json}");
    }

    #[test]
    fn only_the_escape_of_nul_is_nul() {
        check(r#"{"name": "a\u0000b"}"#, true);
        check(r#"{"\u0000": 1}"#, true);
        check(r#"{"name": "a\\u0000b"}"#, false);
        check(r#"{"name": "\\\u0000"}"#, true);
        check(r#"{"name": "\u00001"}"#, true);
        check(r#"{"name": "\u0001 u0000"}"#, false);
        check("\\", false);
        check("", false);
    }
}
