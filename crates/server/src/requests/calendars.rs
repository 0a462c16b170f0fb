//! A calendar file as the body of a request.

use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use domain::calendar::ics::MAX_BYTES;
use tokio_stream::StreamExt as _;

use super::{BROKEN_OFF, OTHER_MEDIA_TYPE, TOO_LONG};
use crate::problems::Problem;

/// What the body of a calendar file says it is.
const KIND: &str = "text/calendar";

/// The body, as a calendar file.
#[derive(Debug)]
pub(crate) struct CalendarFile(pub(crate) Vec<u8>);

impl<S: Send + Sync> FromRequest<S> for CalendarFile {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let told = request.headers().get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok());
        let kind = told.unwrap_or_default().split(';').next().unwrap_or_default();
        if !kind.trim().eq_ignore_ascii_case(KIND) {
            let why = format!("the body of a calendar file is sent as {KIND}");
            return Err(Problem::new(OTHER_MEDIA_TYPE, why));
        }
        let mut bytes = Vec::new();
        let mut pieces = request.into_body().into_data_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| Problem::new(BROKEN_OFF, "the body broke off"))?;
            if bytes.len() + piece.len() > MAX_BYTES {
                let why = format!("a calendar file has at most {MAX_BYTES} bytes");
                return Err(Problem::new(TOO_LONG, why));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Self(bytes))
    }
}
