//! How far an import has come, told as it goes on (server-sent events).

use std::{convert::Infallible, time::Duration};

use app::{
    App,
    imports::uploads::{self, ImportShown, UploadError},
    workspaces::Member,
};
use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, KeepAliveStream, Sse},
};
use domain::{identity::Role, ids::ImportId};
use serde::Serialize;
use tokio::{sync::mpsc, time::Instant};
use tokio_stream::wrappers::ReceiverStream;
use tracing::error;
use utoipa::ToSchema;

use super::ImportPath;
use crate::{
    Site,
    api::{Routed, routes},
    metrics::Stream,
    policies::{Policy, Signed},
    problems::Refused,
    requests::Path,
};

/// How often is looked.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// How long is told at most: who wants to hear more asks again, and is let in again.
const LONGEST: Duration = Duration::from_mins(10);

/// One event, as a reader of events hands it over.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProgressEvent {
    /// Always `progress`.
    event: &'static str,
    /// The import as JSON, as `GET /imports/{id}` tells it without its report.
    data: String,
}

/// What is told, one event after another.
type Told = Sse<KeepAliveStream<ReceiverStream<Result<Event, Infallible>>>>;

/// The route.
pub(super) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(follow))
}

/// How far an import has come: an event `progress` with the import whenever that changes, until it goes on no more.
#[utoipa::path(
    get, path = "/imports/{id}/progress", tag = "imports", params(ImportPath),
    responses(
        (status = 200, content_type = "text/event-stream", body = ProgressEvent),
        Refused<UploadError>,
    ),
)]
async fn follow(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
) -> Result<Told, Refused<UploadError>> {
    let first = uploads::get(&site.app, &caller.member, id).await?.shown;
    let (events, arriving) = mpsc::channel(1);
    let open = site.metrics.stream();
    tokio::spawn(tell(site.app, caller.member.clone(), id, first, events, open));
    Ok(Sse::new(ReceiverStream::new(arriving)).keep_alive(KeepAlive::default()))
}

async fn tell(
    app: App,
    member: Member,
    id: ImportId,
    first: ImportShown,
    events: mpsc::Sender<Result<Event, Infallible>>,
    _counted: Stream,
) {
    let until = Instant::now() + LONGEST;
    let mut shown = first;
    let mut told = None;
    loop {
        if told.as_ref() != Some(&shown) {
            let Ok(event) = Event::default().event("progress").json_data(&shown) else { return };
            if events.send(Ok(event)).await.is_err() {
                return;
            }
            told = Some(shown.clone());
        }
        if !shown.is_under_way() || Instant::now() >= until {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            () = events.closed() => return,
        }
        shown = match uploads::get(&app, &member, id).await {
            Ok(detail) => detail.shown,
            // It was dropped: there is nothing more to tell.
            Err(UploadError::Unknown { .. }) => return,
            Err(error) => {
                error!(%error, "The progress of an import cannot be read");
                return;
            }
        };
    }
}
