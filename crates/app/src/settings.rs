//! Settings of a workspace: read once for each use case, changed one by one.

use domain::{
    plan::PlanSettings,
    settings::{Key, Mode, SettingError, Settings},
};
use serde::Serialize;
use store::{errors::StoreError, scope::Scope, transaction::Tx, workspaces as rows};

use crate::{
    App,
    audit::Change,
    clock::micros,
    versions::{self, ChangedMeanwhile, Seen},
    workspaces::Member,
};

/// One setting as it is shown.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SettingShown {
    /// Its key.
    pub key: Key,
    /// Its value.
    pub value: String,
    /// What it is unless changed.
    pub default: &'static str,
    /// What it may be.
    pub bound: String,
    /// What it decides.
    pub sentence: &'static str,
}

/// Why a setting cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Its key or value is not one.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// Somebody changed them meanwhile.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// The settings of a workspace, inside a transaction.
pub async fn read(tx: &mut Tx, scope: Scope) -> Result<Settings, StoreError> {
    of_rows(&rows::settings(tx, scope).await?)
}

/// The settings of a workspace, from those that were changed.
///
/// # Errors
/// [`StoreError::Unreadable`] when one is not what this program knows.
pub(crate) fn of_rows(changed: &[(String, String)]) -> Result<Settings, StoreError> {
    Settings::read(changed.iter().map(|(key, value)| (key.as_str(), value.as_str())))
        .map_err(|error| StoreError::Unreadable { what: "setting", why: error.to_string() })
}

/// How the plan counts, by the settings. The mode never changes by itself.
pub fn planning(settings: &Settings) -> PlanSettings {
    match settings.mode {
        Mode::Certain => PlanSettings {
            available_mean_ppm: settings.available_mean_ppm.into(),
            ..PlanSettings::CERTAIN
        },
        Mode::Expected => PlanSettings {
            z_milli: settings.z_milli.into(),
            certain: false,
            available_mean_ppm: settings.available_mean_ppm.into(),
            available_var_ppm: settings.available_var_ppm.into(),
        },
    }
}

/// Every setting, in the order of their keys.
pub async fn list(app: &App, member: &Member) -> Result<Vec<SettingShown>, ChangeError> {
    let scope = member.scope;
    let settings = app.db.read(scope, async |tx| read(tx, scope).await).await?;
    Ok(shown(&settings))
}

fn shown(settings: &Settings) -> Vec<SettingShown> {
    Key::ALL
        .iter()
        .map(|key| {
            let of = key.setting();
            SettingShown {
                key: *key,
                value: settings.value(*key),
                default: of.default,
                bound: of.bound.to_string(),
                sentence: of.sentence,
            }
        })
        .collect()
}

/// Changes some settings, all or none, as long as they are as they were `seen`.
///
/// # Errors
/// [`ChangeError::Setting`] when a value is out of its bound.
pub async fn set(
    app: &App,
    admin: &Member,
    values: Vec<(Key, String)>,
    seen: Seen,
) -> Result<Vec<SettingShown>, ChangeError> {
    let (inner, asking) = (app.clone(), admin.clone());
    app.db
        .transaction(admin.scope, async move |tx| -> Result<_, ChangeError> {
            let (scope, at) = (asking.scope, micros(inner.clock.recorded()));
            rows::lock(tx, scope).await?;
            let mut settings = read(tx, scope).await?;
            seen.check(versions::of_content(&shown(&settings)))?;
            for (key, value) in &values {
                settings.set(key.as_str(), value)?;
                rows::set_setting(tx, scope, key.as_str(), &settings.value(*key), at).await?;
            }
            let mut line = Change::new("changed", "setting", None);
            for (key, _) in &values {
                line = line.with(key.as_str(), settings.value(*key));
            }
            line.by(tx, &inner, &asking).await?;
            Ok(shown(&settings))
        })
        .await
}

/// Changes some settings, each given as `KEY=VALUE`: all or none.
pub async fn change(app: &App, member: &Member, pairs: Vec<String>) -> Result<(), ChangeError> {
    let (scope, at) = (member.scope, micros(app.clock.recorded()));
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| -> Result<(), ChangeError> {
            let mut settings = read(tx, scope).await?;
            for pair in &pairs {
                let key = settings.set_pair(pair)?;
                let value = settings.value(key);
                rows::set_setting(tx, scope, key.as_str(), &value, at).await?;
                let change = Change::new("set", "setting", None).with("key", key.as_str());
                change.with("value", value).by(tx, &inner, &by).await?;
            }
            Ok(())
        })
        .await
}

/// The country of numbers and people that tell none: that of the setting, else that of the rep's holidays; empty when neither
/// is known.
pub(crate) fn home_country(settings: &Settings, member: &Member) -> String {
    if settings.country.is_empty() {
        member.country.split('-').next().unwrap_or_default().to_owned()
    } else {
        settings.country.clone()
    }
}
