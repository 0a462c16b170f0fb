//! Whether people may be started at all: what the store knows of them, put to the rule of the domain.

use std::collections::BTreeMap;

use domain::{
    activities::Channel,
    enrollments::candidates::Eligibility,
    ids::PersonId,
    people::{Fit, Standing},
};
use jiff::civil::Date;
use store::{
    BULK_ROWS,
    errors::StoreError,
    people::startable::{self, Involved},
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use crate::{
    clock::{date_of, day_number},
    workspaces::Member,
};

/// What decides whether some persons may be started, a statement for some hundred of them.
pub async fn of(
    tx: &mut Tx,
    member: &Member,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Eligibility>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in people.chunks(BULK_ROWS) {
        let ids: Vec<Uuid> = chunk.iter().map(|person| person.0).collect();
        let rows = startable::involved(tx, member.scope, member.id, &ids).await?;
        found.extend(rows.iter().map(|row| (PersonId(row.person_id), eligibility(member, row))));
    }
    Ok(found)
}

/// The rep who works each of some persons or their company, other than the one who asks: their names.
pub async fn workers(
    tx: &mut Tx,
    member: &Member,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in people.chunks(BULK_ROWS) {
        let ids: Vec<Uuid> = chunk.iter().map(|person| person.0).collect();
        let owned = startable::owned_by_others(tx, member.scope, member.id, &ids).await?;
        let at_company = startable::colleagues_at(tx, member.scope, member.id, &ids).await?;
        for (person, rep) in owned.into_iter().chain(at_company) {
            found.entry(PersonId(person)).or_insert(rep);
        }
    }
    if found.is_empty() {
        return Ok(BTreeMap::new());
    }
    let members = members::members(tx, member.scope).await?;
    let names: BTreeMap<Uuid, String> = members.into_iter().map(|row| (row.id, row.name)).collect();
    let named = |rep: Uuid| names.get(&rep).cloned().unwrap_or_default();
    Ok(found.into_iter().map(|(person, rep)| (person, named(rep))).collect())
}

/// The next people of the list, in order: what the statement finds, and the rule allows. Beside them whether that is all of it.
pub async fn listed(
    tx: &mut Tx,
    member: &Member,
    today: Date,
    limit: i64,
) -> Result<(Vec<PersonId>, bool), StoreError> {
    let (scope, on) = (member.scope, day_number(today));
    let list = startable::startable(tx, scope, member.id, on, limit).await?;
    let is_all = i64::try_from(list.len()).unwrap_or(i64::MAX) < limit;
    let mut list: Vec<PersonId> = list.into_iter().map(PersonId).collect();
    let found = of(tx, member, &list).await?;
    list.retain(|person| found.get(person).is_some_and(|it| it.listed(today).is_ok()));
    Ok((list, is_all))
}

fn eligibility(member: &Member, row: &Involved) -> Eligibility {
    let n_channels = i64::try_from(Channel::ALL.len()).unwrap_or(i64::MAX);
    Eligibility {
        standing: Standing::parse(&row.standing).unwrap_or(Standing::Other),
        fit: Fit::parse(&row.fit).unwrap_or(Fit::Unknown),
        nurture_until: row.nurture_until_on.map(date_of),
        is_sorted: row.n_sorted > 0,
        is_enrolled: row.n_open > 0,
        was_enrolled: row.n_ended > 0,
        in_conversation: row.n_talks > 0,
        has_follow_up: row.n_follow_ups > 0,
        is_forbidden: row.n_forbidden >= n_channels,
        is_blocked: row.n_blocked > 0,
        is_of_other_rep: row.owner_id.is_some_and(|owner| owner != member.id.0),
        is_with_other_rep: row.n_of_other_reps > 0,
    }
}
