//! A file as the body of a request: taken in piece by piece, never held in memory.

use app::imports::uploads::{Incoming, UploadError};
use axum::{
    extract::{FromRequest, Request},
    http::header,
    response::{IntoResponse, Response},
};
use tokio_stream::StreamExt as _;

use super::{BROKEN_OFF, OTHER_MEDIA_TYPE};
use crate::problems::{Problem, Refused};

/// What the body of a file says it is.
pub(crate) const OCTETS: &str = "application/octet-stream";

/// The body, as a file.
#[derive(Debug)]
pub(crate) struct File(pub(crate) Incoming);

/// Whether a request brings a file, which may take long to come in.
pub(crate) fn brings_one(request: &Request) -> bool {
    let told = request.headers().get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok());
    told.is_some_and(|told| {
        let kind = told.split(';').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case(OCTETS)
    })
}

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        if !brings_one(&request) {
            let why = format!("the body of a file is sent as {OCTETS}");
            return Err(Problem::new(OTHER_MEDIA_TYPE, why).into_response());
        }
        let refused = |error: UploadError| Refused::from(error).into_response();
        let mut incoming = Incoming::new().map_err(refused)?;
        let mut pieces = request.into_body().into_data_stream();
        while let Some(piece) = pieces.next().await {
            let broken = |_| Problem::new(BROKEN_OFF, "the body broke off").into_response();
            incoming.push(&piece.map_err(broken)?).await.map_err(refused)?;
        }
        Ok(Self(incoming))
    }
}
