//! `ETag` and `If-Match`: what two people may edit tells its version, and is changed only by who saw it as it is.

use app::versions::{ChangedMeanwhile, Seen};
use axum::{
    Json as Answer,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::Type,
    },
};

use crate::problems::{Code, Problem, problems};

/// The name of the header that says which version was seen.
pub(crate) const IF_MATCH: &str = "If-Match";
/// Nobody said which version they saw.
const MISSING: Code = Code::new(StatusCode::PRECONDITION_REQUIRED, "precondition_missing");
/// What reading the header can be refused with.
pub(crate) const CODES: &[Code] = &[MISSING];

problems! { ChangedMeanwhile {
    ChangedMeanwhile => PRECONDITION_FAILED "changed_meanwhile",
} }

/// An answer with its version.
#[derive(Debug)]
pub(crate) struct Tagged<T> {
    version: i64,
    body: T,
}

impl<T> Tagged<T> {
    /// An answer of this version.
    pub(crate) const fn new(version: i64, body: T) -> Self {
        Self { version, body }
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = Answer(self.body).into_response();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{:x}\"", self.version)) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// The version that whoever asks for a change has seen; asked for.
#[derive(Debug)]
pub(crate) struct IfMatch(pub(crate) Seen);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let why = "say with If-Match which version you saw: its ETag";
        read(&parts.headers).map(Self).ok_or_else(|| Problem::new(MISSING, why))
    }
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        let told = "The `ETag` of what you saw; `*` to overwrite whatever is there.";
        vec![
            ParameterBuilder::new()
                .name(IF_MATCH)
                .parameter_in(ParameterIn::Header)
                .required(Required::True)
                .description(Some(told))
                .schema(Some(text))
                .build(),
        ]
    }
}

/// What a request says of versions; none when it says nothing. A tag that is none of ours is never what is there.
fn read(headers: &HeaderMap) -> Option<Seen> {
    let mut versions = Vec::new();
    let mut is_told = false;
    for value in headers.get_all(header::IF_MATCH) {
        is_told = true;
        for tag in value.to_str().unwrap_or_default().split(',').map(str::trim) {
            if tag == "*" {
                return Some(Seen::Any);
            }
            let text = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            versions.extend(text.and_then(|text| i64::from_str_radix(text, 16).ok()));
        }
    }
    is_told.then_some(Seen::Of(versions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[&str], expected: Option<&Seen>) {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::IF_MATCH, HeaderValue::from_str(value).unwrap());
        }
        assert_eq!(read(&headers).as_ref(), expected, "{values:?}");
    }

    #[test]
    fn one_of_the_versions_named_was_seen() {
        check(&[], None);
        check(&["\"ff\""], Some(&Seen::Of(vec![255])));
        check(&["\"1\", \"a\"", "\"2\""], Some(&Seen::Of(vec![1, 10, 2])));
        check(&["*"], Some(&Seen::Any));
        check(&["\"1\", *"], Some(&Seen::Any));
    }

    #[test]
    fn what_is_no_tag_of_ours_is_never_what_is_there() {
        check(&["W/\"1\""], Some(&Seen::Of(vec![])));
        check(&["1"], Some(&Seen::Of(vec![])));
        check(&[""], Some(&Seen::Of(vec![])));
    }

    #[test]
    fn the_tag_of_an_answer_is_read_as_its_version() {
        let response = Tagged::new(1_700_000_000_000_000, "body").into_response();
        let tag = response.headers().get(header::ETAG).unwrap().to_str().unwrap().to_owned();
        check(&[&tag], Some(&Seen::Of(vec![1_700_000_000_000_000])));
    }
}
