//! Imports: a file comes in, is looked through, and is imported when its preview is agreed with.

mod progress;

use app::{
    imports::{
        Choices, ImportError,
        uploads::{self, ImportDetail, ImportShown, Incoming, Mapped, UploadError},
    },
    pages::UnknownPage,
};
use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderName, StatusCode, header},
};
use domain::{identity::Role, ids::ImportId, imports::Correction};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, PageQuery, Path, Query, files::File},
};

/// What file comes in.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileQuery {
    /// Its name: a hint at what it is.
    #[serde(default)]
    #[param(max_length = 255, required = false)]
    name: String,
}

/// Rows that were pasted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PastedBody {
    /// The rows, with their headers, as they stand on the clipboard; of an empty text it is said that nothing is in it.
    rows: String,
    /// What columns hold, said by hand.
    #[serde(default)]
    #[schema(max_items = 2000)]
    mapping: Vec<Mapped>,
}

/// What columns hold, said by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MappingBody {
    /// Those that are not to be found out.
    #[schema(max_items = 2000)]
    mapping: Vec<Mapped>,
}

/// What cells hold, said by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionsBody {
    /// All of them: they take the place of what was said before.
    #[schema(max_items = 10000)]
    corrections: Vec<Correction>,
}

/// A page of imports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Imports {
    /// Newest first.
    imports: Vec<ImportShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// The path of one import.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ImportPath {
    /// Which import.
    #[param(value_type = uuid::Uuid)]
    pub(crate) id: ImportId,
}

problems! { ImportError {
    Self::Refused(_) => UNPROCESSABLE_ENTITY "refused",
    Self::Input(_) | Self::Temporary(_) | Self::Unreadable(_) => INTERNAL_SERVER_ERROR "failed",
    Self::FullHalfway => INSUFFICIENT_STORAGE "disk_full_halfway",
    Self::Cancelled => CONFLICT "stopped",
    Self::NothingToUndo => NOT_FOUND "nothing_to_undo",
    Self::UndoneAlready => CONFLICT "undone_already",
    Self::TooLate { .. } => CONFLICT "too_late_to_undo",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { UploadError {
    Self::Unknown { .. } => NOT_FOUND "unknown_import",
    Self::NotNow { .. } => CONFLICT "not_now",
    Self::TooLong => PAYLOAD_TOO_LARGE "too_long",
    Self::NameTooLong => UNPROCESSABLE_ENTITY "name_too_long",
    Self::MappingTooLong => UNPROCESSABLE_ENTITY "mapping_too_long",
    Self::CorrectionsTooLong => UNPROCESSABLE_ENTITY "corrections_too_long",
    Self::TooManyDecisions => UNPROCESSABLE_ENTITY "too_many_decisions",
} within {
    Self::UnknownPage(error) => UnknownPage: error,
    Self::Import(error) => ImportError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list, add))
        .at(may, routes!(paste))
        .at(may, routes!(get, cancel))
        .at(may, routes!(map))
        .at(may, routes!(correct))
        .at(may, routes!(decide))
        .at(may, routes!(commit))
        .at(may, routes!(undo))
        .at(may, routes!(rejected))
        .with(progress::routes)
}

/// Imports, newest first.
#[utoipa::path(
    get, path = "/imports", tag = "imports", params(PageQuery),
    responses((status = 200, body = Imports), Refused<UploadError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Imports>, Refused<UploadError>> {
    let page = uploads::list(&site.app, &caller.member, &query.into()).await?;
    Ok(Answer(Imports { imports: page.rows, next: page.next }))
}

/// Send a file of up to 200 MiB: it is looked through, and nothing is imported yet.
///
/// It waits for a week to be imported; of one member twenty wait at most, and another takes the place of the oldest.
#[utoipa::path(
    post, path = "/imports", tag = "imports", params(FileQuery),
    request_body(content_type = "application/octet-stream", content = String),
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(FileQuery { name }): Query<FileQuery>,
    File(incoming): File,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let added = uploads::add(&site.app, &caller.member, &name, &[], incoming).await?;
    Ok((StatusCode::ACCEPTED, Answer(added)))
}

/// Send pasted rows: they are looked through, and nothing is imported yet.
#[utoipa::path(
    post, path = "/imports/pasted", tag = "imports", request_body = PastedBody,
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn paste(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<PastedBody>,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let incoming = Incoming::of(body.rows.as_bytes()).await?;
    let added = uploads::add(&site.app, &caller.member, "", &body.mapping, incoming).await?;
    Ok((StatusCode::ACCEPTED, Answer(added)))
}

/// One import: where it stands, its preview or report, and what taking it back did.
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports", params(ImportPath),
    responses((status = 200, body = ImportDetail), Refused<UploadError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
) -> Result<Answer<ImportDetail>, Refused<UploadError>> {
    Ok(Answer(uploads::get(&site.app, &caller.member, id).await?))
}

/// Drop a file that is not imported, or stop an import that is under way: nothing of it stays.
#[utoipa::path(
    delete, path = "/imports/{id}", tag = "imports", params(ImportPath),
    responses((status = 204, description = "Dropped, or asked to stop."), Refused<UploadError>),
)]
async fn cancel(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
) -> Result<StatusCode, Refused<UploadError>> {
    uploads::cancel(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say by hand what columns hold: the file is looked through again.
#[utoipa::path(
    put, path = "/imports/{id}/mapping", tag = "imports", params(ImportPath),
    request_body = MappingBody,
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn map(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
    Json(body): Json<MappingBody>,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let mapped = uploads::map(&site.app, &caller.member, id, &body.mapping).await?;
    Ok((StatusCode::ACCEPTED, Answer(mapped)))
}

/// Say by hand what cells of a table hold, by row and column: the file is looked through again with them.
///
/// What was said of cells before is forgotten. A column that is not there makes the import fail as `refused`, of the
/// kind `correction`; a row that is not there changes nothing.
#[utoipa::path(
    put, path = "/imports/{id}/corrections", tag = "imports", params(ImportPath),
    request_body = CorrectionsBody,
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn correct(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
    Json(body): Json<CorrectionsBody>,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let corrected = uploads::correct(&site.app, &caller.member, id, &body.corrections).await?;
    Ok((StatusCode::ACCEPTED, Answer(corrected)))
}

/// Say what becomes of those who may be one: two people, one, or a row left out; the file is looked through again.
///
/// What was said before is forgotten. A pair that the preview does not name as possible is passed over.
#[utoipa::path(
    put, path = "/imports/{id}/decisions", tag = "imports", params(ImportPath),
    request_body = Choices,
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn decide(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
    Json(choices): Json<Choices>,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let decided = uploads::decide(&site.app, &caller.member, id, &choices).await?;
    Ok((StatusCode::ACCEPTED, Answer(decided)))
}

/// Import a file whose preview is there: all of it or nothing. It goes on by itself.
#[utoipa::path(
    post, path = "/imports/{id}/commit", tag = "imports", params(ImportPath),
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn commit(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let begun = uploads::commit(&site.app, &caller.member, id).await?;
    Ok((StatusCode::ACCEPTED, Answer(begun)))
}

/// Take an import back. It goes on by itself; people on whom somebody has worked since stay.
#[utoipa::path(
    post, path = "/imports/{id}/undo", tag = "imports", params(ImportPath),
    responses((status = 202, body = ImportShown), Refused<UploadError>),
)]
async fn undo(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
) -> Result<(StatusCode, Answer<ImportShown>), Refused<UploadError>> {
    let begun = uploads::undo(&site.app, &caller.member, id).await?;
    Ok((StatusCode::ACCEPTED, Answer(begun)))
}

/// The rows of an import that could not be used, as a table: row, column, why.
#[utoipa::path(
    get, path = "/imports/{id}/rejected", tag = "imports", params(ImportPath),
    responses((status = 200, content_type = "text/csv", body = String), Refused<UploadError>),
)]
async fn rejected(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ImportPath { id }): Path<ImportPath>,
) -> Result<([(HeaderName, &'static str); 1], String), Refused<UploadError>> {
    let table = uploads::rejected(&site.app, &caller.member, id).await?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], table))
}
