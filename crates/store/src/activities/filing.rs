//! All that filing an activity asks about it and whom it is about, in one question.

use domain::ids::{ActivityId, PersonId};

use super::{Activity, one};
use crate::cadences::Version;
use crate::enrollments::{self, Enrollment};
use crate::errors::StoreError;
use crate::people::{PERSONS, Person};
use crate::scope::Scope;
use crate::touches::{self, Touch};
use crate::transaction::Tx;
use crate::{sql, workspaces};

/// What is known when an activity is filed.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The settings that were changed: key, value.
    pub settings: Vec<(String, String)>,
    /// The activity, when it is there already.
    pub there: Option<Activity>,
    /// The person, live or not.
    pub person: Option<Person>,
    /// Their enrollment that is active or paused; locked on PostgreSQL until the transaction ends.
    pub enrollment: Option<Enrollment>,
    /// The version of the cadence that it is on.
    pub version: Option<Version>,
    /// Their open loose touches, whoever's they are.
    pub loose: Vec<Touch>,
}

/// What is known about an activity that is filed under an id, with somebody or nobody.
pub async fn known(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
    person: Option<PersonId>,
) -> Result<Known, StoreError> {
    let settings = workspaces::settings_of(scope);
    let Some(person) = person else {
        let [settings, there] = tx.gather([settings, one(scope, id)]).await?;
        let there = there.read()?.pop();
        return Ok(Known { settings: settings.read()?, there, ..Known::default() });
    };
    let version = sql!(
        "select cadence_version.id, cadence_version.cadence_id, cadence.name, cadence_version.number,
    cadence_version.definition, coalesce(cadence_version.why, '') as why
from enrollment
join cadence_version
    on cadence_version.workspace_id = enrollment.workspace_id and cadence_version.id = enrollment.version_id
join cadence on cadence.workspace_id = cadence_version.workspace_id and cadence.id = cadence_version.cadence_id
where enrollment.workspace_id = $1 and enrollment.person_id = $2 and enrollment.state in ('active', 'paused')"
    )
    .bind(scope.workspace)
    .bind(person);
    let asked = [
        settings,
        one(scope, id),
        PERSONS.of(scope, &[person.0]),
        enrollments::open_of(scope, person),
        version,
        touches::open_of(scope, &[person.0]),
    ];
    let [settings, there, person, enrollment, version, loose] = tx.gather(asked).await?;
    Ok(Known {
        settings: settings.read()?,
        there: there.read()?.pop(),
        person: person.read()?.pop(),
        enrollment: enrollment.read()?.pop(),
        version: version.read()?.pop(),
        loose: loose.read()?,
    })
}
