//! Exports: people and activities as tables that our own import reads back as all "same".

use app::{
    export::{ExportError, Form, Table},
    people::list::ListError,
};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{identity::Role, ids::MemberId};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tracing::error;
use utoipa::IntoParams;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, OfMember},
    },
    problems::{Refused, problems},
    requests::Query,
};

/// How many pieces of a table may wait for who reads them.
const AHEAD: usize = 2;

/// For which program.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PeopleTableQuery {
    /// The program the table is for; our own, with everything, unless told.
    #[serde(rename = "as")]
    #[param(inline)]
    form: Option<Form>,
}

/// Whose activities.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActivitiesTableQuery {
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for ActivitiesTableQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

problems! { ExportError {
    Self::Write(_) => INTERNAL_SERVER_ERROR "failed",
} within {
    Self::People(error) => ListError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(people)).at(may, routes!(activities))
}

/// All people as a table.
#[utoipa::path(
    get, path = "/export/people", tag = "export", params(PeopleTableQuery),
    responses(
        (status = 200, content_type = "text/csv", body = String),
        Refused<ExportError>,
    ),
)]
async fn people(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<PeopleTableQuery>,
) -> Result<Response, Refused<ExportError>> {
    let form = query.form.unwrap_or(Form::Csv);
    let table = Table::of_people(&site.app, &caller.member, form).await?;
    Ok(streamed("people.csv", table))
}

/// Activities of a member as a table.
#[utoipa::path(
    get, path = "/export/activities", tag = "export", params(ActivitiesTableQuery),
    responses(
        (status = 200, content_type = "text/csv", body = String),
        Refused<ExportError>,
    ),
)]
async fn activities(
    State(site): State<Site>,
    days: Days<ActivitiesTableQuery>,
) -> Result<Response, Refused<ExportError>> {
    let table = Table::of_activities(&site.app, &days.caller.0.member, days.member.id);
    Ok(streamed("activities.csv", table))
}

/// Sends a table piece by piece, as fast as it is read.
fn streamed(name: &'static str, table: Table) -> Response {
    let (pieces, arriving) = mpsc::channel(AHEAD);
    tokio::spawn(write(table, pieces));
    let mut response = Body::from_stream(ReceiverStream::new(arriving)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(told) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, told);
    }
    response
}

/// What is sent breaks off where the table does: half of it must not look like all of it.
async fn write(mut table: Table, pieces: mpsc::Sender<Result<Bytes, ExportError>>) {
    loop {
        let piece = match table.next().await {
            Ok(Some(piece)) => Ok(Bytes::from(piece)),
            Ok(None) => return,
            Err(error) => {
                error!(%error, "An export broke off");
                Err(error)
            }
        };
        let is_broken = piece.is_err();
        if pieces.send(piece).await.is_err() || is_broken {
            return;
        }
    }
}
