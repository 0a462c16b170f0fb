//! What was left of a body when its request was answered.
//!
//! A request can be refused before its body was read. A connection on which the rest of it still comes in cannot be used for
//! the next request: so the rest is read where it is short, and else the answer says that the connection ends.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Error,
    body::{Body, BodyDataStream, Bytes, HttpBody as _},
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use tokio_stream::{Stream, StreamExt as _};

use crate::BODY;

/// How long is waited for the rest.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a body is put by who did not read it to its end.
type Rest = Arc<Mutex<Option<BodyDataStream>>>;

/// A body that is given back when it is dropped before its end.
struct Lent {
    body: Option<BodyDataStream>,
    rest: Rest,
}

impl Stream for Lent {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = self.body.as_mut() else { return Poll::Ready(None) };
        let polled = Pin::new(body).poll_next(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.body = None;
        }
        polled
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
    }
}

/// Answers, and sees to what was not read.
pub(crate) async fn read(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let rest = Rest::default();
    let request = request.map(|body| {
        let body = Some(body.into_data_stream());
        Body::from_stream(Lent { body, rest: Arc::clone(&rest) })
    });
    let mut response = next.run(request).await;
    let left = rest.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(left) = left else { return response };
    if !matches!(tokio::time::timeout(PATIENCE, is_short(left)).await, Ok(true)) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Reads to the end of what is no longer than a body may be that is not a file.
async fn is_short(mut left: BodyDataStream) -> bool {
    let mut length = 0;
    while let Some(piece) = left.next().await {
        let Ok(piece) = piece else { return false };
        length += piece.len();
        if length > BODY {
            return false;
        }
    }
    true
}
