//! What went wrong, told the same way everywhere: `application/problem+json` (RFC 9457) with a stable code.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    marker::PhantomData,
};

use app::{enrollments::by_hand::HandError, pages::UnknownPage, plan::book::PlanningError};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use tracing::error;
use utoipa::{
    IntoResponses, PartialSchema as _, ToSchema,
    openapi::{
        AllOfBuilder, ContentBuilder, ObjectBuilder, Ref, RefOr, ResponseBuilder, Schema,
        schema::Type,
    },
};

use crate::logs;

/// The media type of every problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds after which somebody who came at a bad time may come again.
const RETRY_AFTER: &str = "2";

/// The one error body of the API (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Stable name of the problem, as a reference.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "/problems/unknown_person")]
    kind: String,
    /// The status of the answer in words.
    title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// Stable name of the problem, for programs.
    code: String,
    /// What is wrong, for a person; may change.
    detail: String,
    /// Which request it was, as `X-Request-Id` tells it; the log knows it by the same id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = "uri-reference", required = false)]
    instance: Option<Box<str>>,
}

/// A status with a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The status of the answer.
    pub status: StatusCode,
    /// The stable code.
    pub code: &'static str,
}

impl Code {
    /// A code with its status.
    pub const fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code }
    }
}

/// What a use case refuses, as the API tells it.
pub trait Problems: Error + Send + Sync + 'static {
    /// Every code it can have.
    fn codes() -> Vec<Code>;
    /// The code it has.
    fn code(&self) -> Code;
}

/// Writes down the code of each refusal of a use case; those that are another's are that one's.
macro_rules! problems {
    ($error:ty { $($pattern:pat => $status:ident $code:literal),* $(,)? }
        $(within { $($outer:pat => $inner:ty: $value:expr),* $(,)? })?) => {
        impl $crate::problems::Problems for $error {
            fn codes() -> Vec<$crate::problems::Code> {
                #[allow(unused_mut, clippy::allow_attributes, reason = "most have further ones within")]
                let mut codes = vec![$(
                    $crate::problems::Code::new(axum::http::StatusCode::$status, $code)
                ),*];
                $($(codes.extend(<$inner as $crate::problems::Problems>::codes());)*)?
                codes
            }

            fn code(&self) -> $crate::problems::Code {
                match self {
                    $($pattern => $crate::problems::Code::new(axum::http::StatusCode::$status, $code),)*
                    $($($outer => <$inner as $crate::problems::Problems>::code($value),)*)?
                }
            }
        }
    };
}
pub(crate) use problems;

/// A use case's refusal as an answer; what a handler returns when it does not do what was asked.
#[derive(Debug)]
pub struct Refused<E> {
    problem: Problem,
    status: StatusCode,
    of: PhantomData<fn() -> E>,
}

impl<E: Problems> From<E> for Refused<E> {
    fn from(error: E) -> Self {
        let code = error.code();
        debug_assert!(E::codes().contains(&code), "{code:?} is not among the codes it can have");
        if code.status.is_server_error() {
            let request = logs::request_id().unwrap_or_default();
            error!(request.id = %request, code = code.code, "A request failed: {}", chain(&error));
        }
        let detail = match code.status {
            StatusCode::INTERNAL_SERVER_ERROR => "the server failed: its log says why".to_owned(),
            _ => error.to_string(),
        };
        Self { problem: Problem::new(code, detail), status: code.status, of: PhantomData }
    }
}

/// An error with all its causes, for the log. None of ours holds a name or an address.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

impl<E> IntoResponse for Refused<E> {
    fn into_response(self) -> Response {
        self.problem.into_response_with(self.status)
    }
}

impl Problem {
    /// Its stable code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// A problem with a code, told to a person by `detail`.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{}", code.code),
            title: code.status.canonical_reason().unwrap_or_default().to_owned(),
            status: code.status.as_u16(),
            code: code.code.to_owned(),
            detail: detail.into(),
            instance: None,
        }
    }

    fn into_response_with(mut self, status: StatusCode) -> Response {
        self.instance = logs::request_id().map(|id| format!("urn:uuid:{id}").into());
        let mut response = (status, Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        match status {
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        // So that a layer knows what was refused without reading the body.
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.into_response_with(status)
    }
}

impl<E: Problems> IntoResponses for Refused<E> {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        responses_of(E::codes())
    }
}

/// The answers that some codes make: one for each status, with its codes.
pub(crate) fn responses_of(
    codes: impl IntoIterator<Item = Code>,
) -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
    let answers = by_status(codes)
        .into_iter()
        .map(|(status, codes)| (status.as_str().to_owned(), RefOr::T(response_of(status, &codes))));
    answers.collect()
}

/// Codes by their status, each once and in order.
pub(crate) fn by_status(
    codes: impl IntoIterator<Item = Code>,
) -> BTreeMap<StatusCode, BTreeSet<String>> {
    let mut found: BTreeMap<StatusCode, BTreeSet<String>> = BTreeMap::new();
    for code in codes {
        found.entry(code.status).or_default().insert(code.code.to_owned());
    }
    found
}

/// The answer of one status with the codes it can have.
pub(crate) fn response_of(
    status: StatusCode,
    codes: &BTreeSet<String>,
) -> utoipa::openapi::Response {
    let one_of = ObjectBuilder::new()
        .property(
            "code",
            ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes.iter().cloned())),
        )
        .property(
            "status",
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .enum_values(Some([i64::from(status.as_u16())])),
        );
    let schema =
        AllOfBuilder::new().item(Ref::from_schema_name(Problem::name())).item(one_of).build();
    ResponseBuilder::new()
        .description(codes.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
        .content(PROBLEM_JSON, ContentBuilder::new().schema(Some(Schema::AllOf(schema))).build())
        .build()
}

/// The name and schema of the one error body.
pub(crate) fn schema() -> (String, RefOr<utoipa::openapi::Schema>) {
    (Problem::name().into_owned(), Problem::schema())
}

problems! { app::StoreFailure {
    Self::Full => INSUFFICIENT_STORAGE "disk_full",
    Self::Busy { .. } => SERVICE_UNAVAILABLE "busy",
    Self::Repeated => CONFLICT "done_before",
    Self::Stopping | Self::Lost(_) => SERVICE_UNAVAILABLE "stopping",
    _ => INTERNAL_SERVER_ERROR "failed",
} }

problems! { UnknownPage {
    UnknownPage { .. } => UNPROCESSABLE_ENTITY "unknown_page",
} }

problems! { PlanningError {
    Self::NoHours => CONFLICT "no_hours",
    Self::Holidays(_) => CONFLICT "holidays_not_known",
    Self::TooFar { .. } => CONFLICT "too_far",
    Self::Calendar(_) | Self::Plan(_) => CONFLICT "cannot_plan",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { HandError {
    Self::NotStarted { .. } => CONFLICT "not_started",
    Self::NotHeld { .. } => CONFLICT "not_held",
    Self::NoRoom { .. } => CONFLICT "no_room",
    Self::Rules(_) => CONFLICT "not_possible",
    Self::Changed => CONFLICT "changed",
    Self::NothingToUndo => CONFLICT "nothing_to_undo",
    Self::LaterWork => CONFLICT "later_work",
    Self::Blocked => CONFLICT "blocked_company",
    Self::OfAnother { .. } => FORBIDDEN "of_another",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::UnknownEnrollment => NOT_FOUND "unknown_enrollment",
    Self::TooFar { .. } => UNPROCESSABLE_ENTITY "too_far",
    Self::WhyTooLong => UNPROCESSABLE_ENTITY "too_long",
    Self::Merged(_) => CONFLICT "merged_away",
} within {
    Self::Planning(error) => PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

#[cfg(test)]
mod tests {
    use super::*;
    use app::StoreFailure;

    #[track_caller]
    fn check(error: StoreFailure, expected: &str) {
        let refused = Refused::from(error);
        assert_eq!(
            format!("{} {}: {}", refused.status, refused.problem.code, refused.problem.detail),
            expected
        );
    }

    #[test]
    fn a_full_disk_is_told() {
        check(
            StoreFailure::Full,
            "507 Insufficient Storage disk_full: the disk is full: nothing was stored; free some space and try again",
        );
    }

    #[test]
    fn what_is_unforeseen_stays_in_the_log() {
        check(
            StoreFailure::Unscoped { text: "select secret".to_owned() },
            "500 Internal Server Error failed: the server failed: its log says why",
        );
    }

    #[test]
    fn each_status_lists_its_codes_once() {
        let found = Refused::<StoreFailure>::responses();
        assert_eq!(
            found.keys().map(String::as_str).collect::<Vec<_>>(),
            ["409", "500", "503", "507"]
        );
    }
}
