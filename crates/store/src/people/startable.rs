//! Whom one could start, in the order in which they are asked for.

use domain::ids::MemberId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// What is going on with a person: what the rule of who may be started is asked about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Involved {
    /// Who.
    pub person_id: Uuid,
    /// Standing.
    pub standing: String,
    /// Fit.
    pub fit: String,
    /// In nurture until this day.
    pub nurture_until_on: Option<i64>,
    /// Whose they are.
    pub owner_id: Option<Uuid>,
    /// Enrollments that are active or paused.
    pub n_open: i64,
    /// Enrollments that ended.
    pub n_ended: i64,
    /// Meetings that are set, and open touches but for the follow-ups of a referral.
    pub n_talks: i64,
    /// Open follow-ups of a referral.
    pub n_follow_ups: i64,
    /// Channels they forbade.
    pub n_forbidden: i64,
    /// Open enrollments of other reps at their company.
    pub n_of_other_reps: i64,
    /// 1 when their company is blocked.
    pub n_blocked: i64,
    /// 1 when somebody said of them that they are no lead.
    pub n_sorted: i64,
}

/// What is going on with some persons. At most [`BULK_ROWS`](crate::BULK_ROWS) persons a call.
pub async fn involved(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    people: &[Uuid],
) -> Result<Vec<Involved>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select person.id as person_id, person.standing, person.fit, person.nurture_until_on, person.owner_id,
    (
        select count(*)
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
            and enrollment.state in ('active', 'paused')
    ) as n_open,
    (
        select count(*)
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
            and enrollment.state not in ('active', 'paused')
    ) as n_ended,
    (
        select count(*)
        from touch
        where touch.workspace_id = person.workspace_id and touch.person_id = person.id and touch.state = 'open'
            and touch.kind <> 'referral_follow_up'
    ) + (
        select count(*)
        from meeting
        where meeting.workspace_id = person.workspace_id and meeting.person_id = person.id and meeting.state = 'set'
    ) as n_talks,
    (
        select count(*)
        from touch
        where touch.workspace_id = person.workspace_id and touch.person_id = person.id and touch.state = 'open'
            and touch.kind = 'referral_follow_up'
    ) as n_follow_ups,
    (
        select count(*)
        from suppression
        where suppression.workspace_id = person.workspace_id and suppression.person_id = person.id
            and suppression.key = ''
    ) as n_forbidden,
    (
        select count(*)
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.company_id = person.company_id
            and enrollment.state in ('active', 'paused') and enrollment.member_id <> $2
    ) as n_of_other_reps,
    (
        select count(*)
        from company
        where company.workspace_id = person.workspace_id and company.id = person.company_id
            and company.blocked_at is not null
    ) as n_blocked,
    (
        select count(*)
        from person_sort
        where person_sort.workspace_id = person.workspace_id and person_sort.person_id = person.id
            and person_sort.verdict <> 'fits'
    ) as n_sorted
from person
where person.workspace_id = $1 and person.id in "
        )
        .bind(scope.workspace)
        .bind(member)
        .list(people.iter().copied()),
    )
    .await
}

/// Those of some people who are another rep's: person, owner. At most [`BULK_ROWS`](crate::BULK_ROWS) persons a call.
pub async fn owned_by_others(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    people: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select id, owner_id
from person
where workspace_id = $1 and owner_id is not null and owner_id <> $2 and id in "
        )
        .bind(scope.workspace)
        .bind(member)
        .list(people.iter().copied()),
    )
    .await
}

/// Keeps others from starting anybody at some companies until the transaction ends. On SQLite the one writer is lock enough.
/// At most [`BULK_ROWS`](crate::BULK_ROWS) companies a call.
pub async fn lock_companies(
    tx: &mut Tx,
    scope: Scope,
    companies: &[Uuid],
) -> Result<(), StoreError> {
    if companies.is_empty() {
        return Ok(());
    }
    tx.lock(
        sql!("select id from company where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(companies.iter().copied())
            .push(" order by id"),
    )
    .await
}

/// Whether one of some companies is blocked. At most [`BULK_ROWS`](crate::BULK_ROWS) companies a call.
pub async fn any_blocked(
    tx: &mut Tx,
    scope: Scope,
    companies: &[Uuid],
) -> Result<bool, StoreError> {
    if companies.is_empty() {
        return Ok(false);
    }
    let found: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select id
from company
where workspace_id = $1 and blocked_at is not null and id in "
            )
            .bind(scope.workspace)
            .list(companies.iter().copied())
            .push(" limit 1"),
        )
        .await?;
    Ok(!found.is_empty())
}

/// The colleagues of a rep who work the companies of some people now: person, colleague. At most
/// [`BULK_ROWS`](crate::BULK_ROWS) persons a call.
pub async fn colleagues_at(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    people: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select distinct person.id as person_id, enrollment.member_id
from person
join enrollment on enrollment.workspace_id = person.workspace_id and enrollment.company_id = person.company_id
where person.workspace_id = $1 and enrollment.state in ('active', 'paused') and enrollment.member_id <> $2 and person.id in "
        )
        .bind(scope.workspace)
        .bind(member)
        .list(people.iter().copied()),
    )
    .await
}

/// The first `limit` people a rep could start: leads (and those whose nurture has ended), then unsorted others; among them
/// fit yes, then freshest reason, then a tie known, then the order of the files they came in. Never those who do not fit,
/// clients, another rep's (or of a company another rep works, or that is blocked), those enrolled now or before (but on the day they were
/// put in nurture until), those who forbade every channel, or those one is in conversation with.
///
/// It narrows and orders the list by what the rule of `domain::enrollments::candidates` says, which is asked of everybody on
/// it afterwards; the 8 is the number of channels.
pub async fn startable(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    today: i64,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select person.id
from person
left join (
    select reason.workspace_id, reason.person_id, max(reason.on_day) as on_day
    from reason
    where reason.workspace_id = $1
    group by reason.workspace_id, reason.person_id
) as freshest on freshest.workspace_id = person.workspace_id and freshest.person_id = person.id
where person.workspace_id = $1 and person.state = 'live' and person.fit <> 'no'
    and (person.owner_id is null or person.owner_id = $2)
    and person.standing not in ('client', 'former_client')
    and (person.nurture_until_on is null or person.nurture_until_on <= $3)
    and (person.standing <> 'in_nurture' or person.nurture_until_on is not null)
    and not exists (
        select 1
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
            and (person.nurture_until_on is null or enrollment.state in ('active', 'paused'))
    )
    and not exists (
        select 1
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.company_id = person.company_id
            and enrollment.state in ('active', 'paused') and enrollment.member_id <> $2
    )
    and not exists (
        select 1
        from company
        where company.workspace_id = person.workspace_id and company.id = person.company_id
            and company.blocked_at is not null
    )
    and not exists (
        select 1
        from touch
        where touch.workspace_id = person.workspace_id and touch.person_id = person.id and touch.state = 'open'
    )
    and not exists (
        select 1
        from meeting
        where meeting.workspace_id = person.workspace_id and meeting.person_id = person.id and meeting.state = 'set'
    )
    and not (
        person.standing = 'other'
        and exists (
            select 1
            from person_sort
            where person_sort.workspace_id = person.workspace_id and person_sort.person_id = person.id
                and person_sort.verdict <> 'fits'
        )
    )
    and 8 > (
        select count(*)
        from suppression
        where suppression.workspace_id = person.workspace_id and suppression.person_id = person.id
            and suppression.key = ''
    )
order by case person.standing when 'other' then 1 else 0 end,
    case person.fit when 'yes' then 0 else 1 end,
    coalesce(freshest.on_day, -1000000) desc,
    case
        when exists (
            select 1
            from tie
            where tie.workspace_id = person.workspace_id and tie.person_id = person.id
        ) then 0
        else 1
    end,
    person.created_at, person.file_order, person.id
limit $4"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(today)
            .bind(limit),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many people a rep could start, by the same conditions.
pub async fn n_startable(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    today: i64,
) -> Result<u64, StoreError> {
    let (n,): (i64,) = tx
        .one(
            sql!(
                "select count(person.id) as n_people
from person
where person.workspace_id = $1 and person.state = 'live' and person.fit <> 'no'
    and (person.owner_id is null or person.owner_id = $2)
    and person.standing not in ('client', 'former_client')
    and (person.nurture_until_on is null or person.nurture_until_on <= $3)
    and (person.standing <> 'in_nurture' or person.nurture_until_on is not null)
    and not exists (
        select 1
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
            and (person.nurture_until_on is null or enrollment.state in ('active', 'paused'))
    )
    and not exists (
        select 1
        from enrollment
        where enrollment.workspace_id = person.workspace_id and enrollment.company_id = person.company_id
            and enrollment.state in ('active', 'paused') and enrollment.member_id <> $2
    )
    and not exists (
        select 1
        from company
        where company.workspace_id = person.workspace_id and company.id = person.company_id
            and company.blocked_at is not null
    )
    and not exists (
        select 1
        from touch
        where touch.workspace_id = person.workspace_id and touch.person_id = person.id and touch.state = 'open'
    )
    and not exists (
        select 1
        from meeting
        where meeting.workspace_id = person.workspace_id and meeting.person_id = person.id and meeting.state = 'set'
    )
    and not (
        person.standing = 'other'
        and exists (
            select 1
            from person_sort
            where person_sort.workspace_id = person.workspace_id and person_sort.person_id = person.id
                and person_sort.verdict <> 'fits'
        )
    )
    and 8 > (
        select count(*)
        from suppression
        where suppression.workspace_id = person.workspace_id and suppression.person_id = person.id
            and suppression.key = ''
    )"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(today),
        )
        .await?;
    Ok(u64::try_from(n).unwrap_or_default())
}
