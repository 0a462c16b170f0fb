//! Consistency: how evenly something is spread over the working days.

use std::collections::BTreeSet;

use app::{
    consistency::{self, ConsistencyError, ConsistencyShown, What},
    recipes::rows::RowsShown,
};
use axum::{Json as Answer, extract::State};
use domain::{
    activities::Behaviour, identity::Role, ids::MemberId, recipes::progress::Period,
    words::UnknownWord,
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy,
        days::{Days, OfMember},
    },
    problems::{Refused, problems},
};

/// What is looked at, and over which days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConsistencyQuery {
    /// A behaviour, or some with commas between them, which are summed; or else
    behaviours: Option<String>,
    /// an ingredient of the recipe, by name.
    ingredient: Option<String>,
    /// The first day; the twenty working days before today when none.
    from: Option<Date>,
    /// The last day.
    to: Option<Date>,
    /// Whose; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for ConsistencyQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

impl ConsistencyQuery {
    fn what(&self) -> Result<What, UnknownWord> {
        if let Some(name) = &self.ingredient {
            return Ok(What::Ingredient(name.clone()));
        }
        let words = self.behaviours.as_deref().unwrap_or_default().split(',').map(str::trim);
        let found: Result<BTreeSet<Behaviour>, UnknownWord> =
            words.filter(|word| !word.is_empty()).map(Behaviour::parse).collect();
        found.map(What::Behaviours)
    }

    fn period(&self) -> Option<Period> {
        let (first, last) = (self.from.or(self.to)?, self.to.or(self.from)?);
        Some(Period { first, last })
    }
}

problems! { UnknownWord {
    _ => UNPROCESSABLE_ENTITY "unknown_word",
} }

problems! { ConsistencyError {
    Self::Nothing => UNPROCESSABLE_ENTITY "nothing_named",
} within {
    Self::Word(error) => UnknownWord: error,
    Self::Period(error) => app::clock::PeriodError: error,
    Self::Recipe(error) => app::recipes::RecipeUseError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(spread))
        .at(Policy::AtLeast(Role::Rep), routes!(spread_rows))
}

/// How evenly something is spread over the working days: evenness, Fano, Gini, active share, streak, cramming.
#[utoipa::path(
    get, path = "/consistency", tag = "consistency", params(ConsistencyQuery),
    responses((status = 200, body = ConsistencyShown), Refused<ConsistencyError>),
)]
async fn spread(
    State(site): State<Site>,
    Days { member, query, .. }: Days<ConsistencyQuery>,
) -> Result<Answer<ConsistencyShown>, Refused<ConsistencyError>> {
    let what = query.what().map_err(ConsistencyError::from)?;
    Ok(Answer(consistency::consistency(&site.app, &member, &what, query.period()).await?))
}

/// The activities and entries behind it.
#[utoipa::path(
    get, path = "/consistency/rows", tag = "consistency", params(ConsistencyQuery),
    responses((status = 200, body = RowsShown), Refused<ConsistencyError>),
)]
async fn spread_rows(
    State(site): State<Site>,
    Days { member, query, .. }: Days<ConsistencyQuery>,
) -> Result<Answer<RowsShown>, Refused<ConsistencyError>> {
    let what = query.what().map_err(ConsistencyError::from)?;
    let today = site.app.clock.today(&member.zone);
    let period = query.period().unwrap_or(Period { first: today, last: today });
    Ok(Answer(consistency::rows(&site.app, &member, &what, period).await?))
}
