//! Open touches of a rep, a page at a time.

use app::{
    pages::{Asked, UnknownPage},
    plan::book::PlanningError,
    touches::list::{self, TouchShown, TouchesError},
};
use axum::{Json as Answer, extract::State};
use domain::{identity::Role, ids::MemberId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy,
        days::{Days, OfMember},
    },
    problems::{Refused, problems},
    requests::bounds::Within,
};

/// Which touches to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TouchesQuery {
    /// Only those that may still be on time on this day or later; with what is late already when left out.
    from: Option<Date>,
    /// Only those whose window begins on this day or earlier.
    to: Option<Date>,
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

impl OfMember for TouchesQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// A page of touches.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Touches {
    /// By last day.
    touches: Vec<TouchShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

problems! { TouchesError {
} within {
    Self::Page(error) => UnknownPage: error,
    Self::Planning(error) => PlanningError: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list))
}

/// The open touches of a rep in a range of days, by last day: the next one of each enrollment, and those outside them.
#[utoipa::path(
    get, path = "/touches", tag = "plan", params(TouchesQuery),
    responses((status = 200, body = Touches), Refused<TouchesError>),
)]
async fn list(
    State(site): State<Site>,
    Days { member, query, .. }: Days<TouchesQuery>,
) -> Result<Answer<Touches>, Refused<TouchesError>> {
    let asked = Asked { after: query.after, limit: query.limit.map(Within::rows) };
    let page = list::page(&site.app, &member, (query.from, query.to), &asked).await?;
    Ok(Answer(Touches { touches: page.rows, next: page.next }))
}
