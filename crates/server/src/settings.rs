//! What the plan and the scripts of the workspace go by.

use app::{
    settings::{self, ChangeError, SettingShown},
    versions::{self, ChangedMeanwhile},
};
use axum::extract::State;
use domain::{identity::Role, settings::Key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{
        Json,
        bounds::Text,
        etags::{IfMatch, Tagged},
    },
};

/// Every setting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettingsShown {
    /// In the order of their keys.
    settings: Vec<SettingShown>,
}

/// One setting to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingBody {
    /// Which.
    key: Key,
    /// What it is to be: within its bound.
    #[schema(value_type = String, max_length = 2000)]
    value: Text<0, 2000>,
}

/// What to change: all or none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsBody {
    /// Each with its new value.
    settings: Vec<SettingBody>,
}

problems! { ChangeError {
    Self::Setting(_) => UNPROCESSABLE_ENTITY "setting",
} within {
    Self::Changed(error) => ChangedMeanwhile: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list))
        .at(Policy::AtLeast(Role::Admin), routes!(change))
}

/// An answer of settings, with its version.
fn tagged(settings: Vec<SettingShown>) -> Tagged<SettingsShown> {
    Tagged::new(versions::of_content(&settings), SettingsShown { settings })
}

/// Every setting of the workspace.
#[utoipa::path(
    get, path = "/settings", tag = "settings",
    responses((status = 200, body = SettingsShown), Refused<ChangeError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Tagged<SettingsShown>, Refused<ChangeError>> {
    Ok(tagged(settings::list(&site.app, &caller.member).await?))
}

/// Change settings of the workspace.
#[utoipa::path(
    patch, path = "/settings", tag = "settings", params(IfMatch), request_body = SettingsBody,
    responses((status = 200, body = SettingsShown), Refused<ChangeError>),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    IfMatch(seen): IfMatch,
    Json(body): Json<SettingsBody>,
) -> Result<Tagged<SettingsShown>, Refused<ChangeError>> {
    let values = body.settings.into_iter().map(|one| (one.key, one.value.0)).collect();
    Ok(tagged(settings::set(&site.app, &caller.member, values, seen).await?))
}
