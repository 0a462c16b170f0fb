//! `Idempotency-Key`: a request that is sent again is not done again, and is answered as it was the first time
//! (draft-ietf-httpapi-idempotency-key-header).

use std::{sync::Arc, time::Duration};

use app::{
    identity::Caller,
    repeats::{self, Known, Once},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    BODY, Site,
    problems::{Code, Problem, Refused},
    requests::{BROKEN_OFF, TOO_LONG},
};

/// The header that names a request.
pub(crate) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer is that of an earlier request.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The key is not one.
pub(crate) const UNREADABLE_KEY: Code = Code::new(StatusCode::BAD_REQUEST, "unreadable_key");
/// Something else was asked under this key.
pub(crate) const KEY_IS_TAKEN: Code = Code::new(StatusCode::UNPROCESSABLE_ENTITY, "key_is_taken");
/// The same request is being done, or its answer was lost.
pub(crate) const DONE_BEFORE: Code = Code::new(StatusCode::CONFLICT, "done_before");

/// What a request with a key can be refused with.
pub(crate) const CODES: &[Code] = &[UNREADABLE_KEY, KEY_IS_TAKEN, DONE_BEFORE];

/// How often it is looked whether the same request, which is being done, has its answer.
const LOOKS: u32 = 50;
/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers of these statuses are about who asks or when, and are not kept.
const PASSING: &[StatusCode] = &[
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::PAYLOAD_TOO_LARGE,
];

/// Does a request with a key once.
pub(crate) async fn once(State(site): State<Site>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Arc<Caller>>().cloned();
    let key = request.headers().get(&KEY).cloned();
    let (Some(caller), Some(key), &Method::POST) = (caller, key, request.method()) else {
        return next.run(request).await;
    };
    let key = match key.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= repeats::KEY => key.to_owned(),
        _ => {
            let why = format!("a key has 1 to {} visible ASCII characters", repeats::KEY);
            return Problem::new(UNREADABLE_KEY, why).into_response();
        }
    };
    let (request, parts) = match read(request).await {
        Ok(read) => read,
        Err(problem) => return problem.into_response(),
    };
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let once = repeats::once(&site.app, &caller.member, &key, &parts);
    match repeats::known(&site.app, &once).await {
        Ok(Known::New) => {}
        Ok(_) => return earlier(&site, &once).await,
        Err(error) => return Refused::from(error).into_response(),
    }
    let response = repeats::within(Arc::clone(&once), next.run(request)).await;
    let told = response.extensions().get::<Problem>().map(Problem::code);
    if told == Some(DONE_BEFORE.code) && !once.is_kept() {
        // The same request came first; it may be that what it did is being written just now.
        return earlier(&site, &once).await;
    }
    keep(&site, once, response).await
}

/// What is asked: the path and the body, which is read whole unless it is a file.
async fn read(request: Request) -> Result<(Request, Vec<Vec<u8>>), Problem> {
    let path = request.uri().path_and_query().map_or("", |it| it.as_str()).as_bytes().to_vec();
    if !is_json(request.headers()) {
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.map(|value| value.as_bytes().to_vec()).unwrap_or_default();
        return Ok((request, vec![path, length]));
    }
    let (head, body) = request.into_parts();
    let length = head.headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok());
    if length.and_then(|it| it.parse::<usize>().ok()).is_some_and(|length| length > BODY) {
        return Err(Problem::new(TOO_LONG, "the body is too long"));
    }
    let bytes = to_bytes(body, BODY)
        .await
        .map_err(|error| Problem::new(BROKEN_OFF, format!("the body cannot be read: {error}")))?;
    let parts = vec![path, bytes.to_vec()];
    Ok((Request::from_parts(head, Body::from(bytes)), parts))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_none_or(|kind| kind.starts_with("application/json"))
}

/// Stores the answer and gives it.
async fn keep(site: &Site, once: Arc<Once>, response: Response) -> Response {
    let status = response.status();
    if status.is_server_error()
        || PASSING.contains(&status)
        || (status == StatusCode::CONFLICT && !once.is_kept())
    {
        return response;
    }
    let (head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::new(crate::FAILED, "the answer could not be written").into_response();
    };
    let kind = head.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    let stored = repeats::answered(&site.app, once, status.as_u16(), bytes.to_vec(), kind).await;
    if let Err(error) = stored {
        // It was done all the same; who asks again hears that it was.
        tracing::warn!("The answer to a request with a key could not be stored: {error}");
    }
    Response::from_parts(head, Body::from(bytes))
}

/// The answer to the same request before; waits a little while that is being done.
async fn earlier(site: &Site, once: &Once) -> Response {
    for _ in 0..LOOKS {
        match repeats::known(&site.app, once).await {
            Ok(Known::Answered { status, answer, kind }) => return replay(status, answer, &kind),
            Ok(Known::Different) => {
                return Problem::new(KEY_IS_TAKEN, "something else was asked under this key")
                    .into_response();
            }
            Ok(Known::New | Known::Unanswered) => tokio::time::sleep(PAUSE).await,
            Err(error) => return Refused::from(error).into_response(),
        }
    }
    let why = "this is being done, or was done and its answer was lost: look before you ask again";
    Problem::new(DONE_BEFORE, why).into_response()
}

fn replay(status: u16, answer: Vec<u8>, kind: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer).into_response();
    let headers = response.headers_mut();
    match HeaderValue::from_str(kind) {
        Ok(kind) if !kind.is_empty() => headers.insert(header::CONTENT_TYPE, kind),
        _ => headers.remove(header::CONTENT_TYPE),
    };
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
