//! Pages of people under a filter, in one order or another.

use domain::ids::MemberId;
use uuid::Uuid;

use super::{Filter, Person};
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// In which order, and after what.
#[derive(Clone, Debug)]
pub enum Order {
    /// Newest first, after a (made at, id).
    Newest(Option<(i64, Uuid)>),
    /// Oldest first, after a (made at, id).
    Oldest(Option<(i64, Uuid)>),
    /// By name as it is folded, after a (name, id).
    Name(Option<(String, Uuid)>),
    /// Those together who have something in common, then by name, after a (what they have in common, name, id).
    Group(Group, Option<(String, String, Uuid)>),
}

/// What people of a list are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Where they work.
    Company,
    /// The cadence they are on.
    Cadence,
    /// Whose they are.
    Owner,
}

impl Group {
    /// The name of it, folded; none where a person has none.
    fn name(self) -> &'static str {
        match self {
            Self::Company => {
                "(select company.name_folded from company where company.workspace_id = person.workspace_id and company.id = person.company_id)"
            }
            Self::Cadence => {
                "(select cadence.name_folded from enrollment
    join cadence_version on cadence_version.workspace_id = enrollment.workspace_id and cadence_version.id = enrollment.version_id
    join cadence on cadence.workspace_id = enrollment.workspace_id and cadence.id = cadence_version.cadence_id
    where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
        and enrollment.state in ('active', 'paused'))"
            }
            Self::Owner => {
                "(select member.name_folded from member where member.workspace_id = person.workspace_id and member.id = person.owner_id)"
            }
        }
    }

    /// What a person is sorted by: those who have nothing to be put together by are behind every name.
    fn key(self, statement: Statement) -> Statement {
        statement.push("coalesce(").push(self.name()).push(", '\u{10ffff}')")
    }
}

/// What a person of a page is sorted by in such an order.
pub async fn group_of(
    tx: &mut Tx,
    scope: Scope,
    group: Group,
    person: Uuid,
) -> Result<Option<String>, StoreError> {
    let statement = match group {
        Group::Company => sql!(
            "select coalesce(company.name_folded, '\u{10ffff}') as name
from person
left join company on company.workspace_id = person.workspace_id and company.id = person.company_id
where person.workspace_id = $1 and person.id = $2"
        ),
        Group::Cadence => sql!(
            "select coalesce(cadence.name_folded, '\u{10ffff}') as name
from person
left join enrollment on enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
    and enrollment.state in ('active', 'paused')
left join cadence_version on cadence_version.workspace_id = enrollment.workspace_id and cadence_version.id = enrollment.version_id
left join cadence on cadence.workspace_id = enrollment.workspace_id and cadence.id = cadence_version.cadence_id
where person.workspace_id = $1 and person.id = $2"
        ),
        Group::Owner => sql!(
            "select coalesce(member.name_folded, '\u{10ffff}') as name
from person
left join member on member.workspace_id = person.workspace_id and member.id = person.owner_id
where person.workspace_id = $1 and person.id = $2"
        ),
    };
    let statement = statement.bind(scope.workspace).bind(person);
    let found: Option<(String,)> = tx.optional(statement).await?;
    Ok(found.map(|(name,)| name))
}

/// What is to be done about people, for whom and as of which day.
#[derive(Clone, Debug)]
pub enum View {
    /// None of their numbers is known to work, and they may still fit.
    NeedsNumber,
    /// They could be started by a rep on a day, and can be reached by each of these ways.
    Startable(MemberId, i64, Vec<Way>),
    /// Something was done with them, nothing is planned, and they are not put off to a later day than this.
    NoNextStep(i64),
    /// Their cadence waits for its last touch, or the one before.
    FinishingSoon,
    /// In nurture until this day at the latest.
    NurtureDue(i64),
    /// Leads who were never on a cadence.
    NeverStarted,
}

/// A way by which somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A number that works, and calls are not forbidden.
    Number,
    /// An address that works, and e-mail is not forbidden.
    Email,
    /// A profile, or name and company to look for it.
    Profile,
}

/// A page of live people.
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
    order: &Order,
    limit: i64,
) -> Result<Vec<Person>, StoreError> {
    let is_common = match &filter.tag {
        Some(tag) => has_many(tx, scope, tag).await?,
        None => false,
    };
    tx.all(statement(scope, filter, order, limit, is_common)).await
}

/// How many people make a tag a common one.
const MANY: i64 = 1_000;

/// Whether many people carry a tag.
async fn has_many(tx: &mut Tx, scope: Scope, tag: &str) -> Result<bool, StoreError> {
    let (n,): (i64,) = tx
        .one(
            sql!(
                "select count(*) as n from (
    select person_id from person_tag where workspace_id = $1 and tag = $2 limit $3
) as carrier"
            )
            .bind(scope.workspace)
            .bind(tag)
            .bind(MANY),
        )
        .await?;
    Ok(n == MANY)
}

/// The statement of [`page`]: its shapes are what filters and order make of it.
///
/// Those with a rare tag are looked up; for a common one people are gone through in their order, each asked for the tag.
pub fn statement(
    scope: Scope,
    filter: &Filter,
    order: &Order,
    limit: i64,
    has_common_tag: bool,
) -> Statement {
    let mut statement = sql!(
        "select id, prefix, given, middle, family, suffix, nickname, full_name, name_folded, job_title, department, company_id,
    standing, fit, fit_why, owner_id, country, zone, language, industry, website, birthday, lead_source, note,
    nurture_until_on, source, source_on, import_id, file_order, state, merged_into, created_at, updated_at
from person
where workspace_id = $1 and state = 'live'"
    )
    .bind(scope.workspace)
    .and_some(" and standing = ", filter.standing.clone());
    statement = within(statement, scope, filter, has_common_tag);
    match order {
        Order::Newest(after) => {
            if let Some((at, id)) = after {
                statement =
                    statement.and(" and (created_at, id) < (", *at).and(", ", *id).push(")");
            }
            statement.and(" order by created_at desc, id desc limit ", limit)
        }
        Order::Oldest(after) => {
            if let Some((at, id)) = after {
                statement =
                    statement.and(" and (created_at, id) > (", *at).and(", ", *id).push(")");
            }
            statement.and(" order by created_at, id limit ", limit)
        }
        Order::Name(after) => {
            if let Some((name, id)) = after {
                statement =
                    statement.and(" and (name_folded, id) > (", name).and(", ", *id).push(")");
            }
            statement.and(" order by name_folded, id limit ", limit)
        }
        Order::Group(group, after) => {
            if let Some((common, name, id)) = after {
                statement = group.key(statement.push(" and ("));
                statement = statement.and(", name_folded, id) > (", common.as_str());
                statement = statement.and(", ", name.as_str()).and(", ", *id).push(")");
            }
            let statement = group.key(statement.push(" order by "));
            statement.and(", name_folded, id limit ", limit)
        }
    }
}

/// The ids of the live people a filter finds, oldest first.
pub async fn ids(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let statement = sql!(
        "select id
from person
where workspace_id = $1 and state = 'live'"
    )
    .bind(scope.workspace)
    .and_some(" and standing = ", filter.standing.clone());
    let statement = within(statement, scope, filter, false);
    let rows: Vec<(Uuid,)> =
        tx.all(statement.and(" order by created_at, id limit ", limit)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Narrows a statement on live people to those a filter finds.
fn within(mut statement: Statement, scope: Scope, filter: &Filter, is_common: bool) -> Statement {
    statement = statement
        .and_some(" and fit = ", filter.fit.clone())
        .and_some(" and owner_id = ", filter.owner)
        .and_some(" and company_id = ", filter.company)
        .and_some(" and import_id = ", filter.import);
    if let Some(tag) = &filter.tag {
        statement = with_tag(statement, scope, tag, is_common);
    }
    for token in &filter.tokens {
        statement = statement
            .and(
                " and id in (select person_id from person_token where workspace_id = ",
                scope.workspace,
            )
            .and(" and token >= ", token.as_str())
            .and(" and token < ", format!("{token}\u{10ffff}"))
            .push(")");
    }
    match &filter.view {
        Some(view) => seen_as(statement, scope, view),
        None => statement,
    }
}
/// Only those who carry a tag.
fn with_tag(statement: Statement, scope: Scope, tag: &str, is_common: bool) -> Statement {
    if is_common {
        return statement
            .and(" and exists (select 1 from person_tag where workspace_id = ", scope.workspace)
            .and(" and tag = ", tag)
            .push(" and person_id = person.id)");
    }
    statement
        .and(" and id in (select person_id from person_tag where workspace_id = ", scope.workspace)
        .and(" and tag = ", tag)
        .push(")")
}

/// Only those about whom something is to be done.
fn seen_as(statement: Statement, scope: Scope, view: &View) -> Statement {
    match view {
        View::NeedsNumber => statement.push(" and fit <> 'no' and not ").push(NUMBER),
        View::Startable(member, today, ways) => {
            let statement = startable(statement, *member, *today);
            ways.iter().fold(statement, |statement, way| {
                let (has, is_forbidden) = way.conditions();
                statement.push(" and ").push(has).push(" and not ").push(is_forbidden)
            })
        }
        View::NoNextStep(today) => statement
            .push(" and fit <> 'no' and standing in ('lead', 'prospect', 'in_nurture')")
            .and(" and (nurture_until_on is null or nurture_until_on < ", *today)
            .push(")")
            .push(ACTED)
            .push(IDLE),
        View::FinishingSoon => statement
            .and(" and id in (select enrollment.person_id from enrollment where enrollment.workspace_id = ", scope.workspace)
            .push(ENDS_SOON),
        View::NurtureDue(today) => {
            statement.and(" and standing = 'in_nurture' and nurture_until_on <= ", *today)
        }
        View::NeverStarted => statement.push(" and standing = 'lead'").push(NEVER),
    }
}

/// Only those whom a rep could start on a day, by the conditions of [`startable`](super::startable::startable).
fn startable(statement: Statement, member: MemberId, today: i64) -> Statement {
    statement
        .and(" and fit <> 'no' and (owner_id is null or owner_id = ", member)
        .and(") and standing not in ('client', 'former_client') and (nurture_until_on is null or nurture_until_on <= ", today)
        .push(") and (standing <> 'in_nurture' or nurture_until_on is not null)")
        .push(NOT_SORTED_OUT)
        .push(NOT_STARTED)
        .and(AT_COMPANY, member)
        .push(")")
        .push(NOT_BLOCKED)
        .push(IDLE)
}

/// How many people a filter finds, by standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Standings {
    /// Leads.
    pub n_lead: i64,
    /// Prospects.
    pub n_prospect: i64,
    /// Those in nurture.
    pub n_in_nurture: i64,
    /// Clients.
    pub n_client: i64,
    /// Former clients.
    pub n_former_client: i64,
    /// All others.
    pub n_other: i64,
}

/// How many people a filter finds, by standing, in one pass over them.
pub async fn standings(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
) -> Result<Standings, StoreError> {
    let statement = sql!(
        "select cast(coalesce(sum(case when standing = 'lead' then 1 else 0 end), 0) as bigint) as n_lead,
    cast(coalesce(sum(case when standing = 'prospect' then 1 else 0 end), 0) as bigint) as n_prospect,
    cast(coalesce(sum(case when standing = 'in_nurture' then 1 else 0 end), 0) as bigint) as n_in_nurture,
    cast(coalesce(sum(case when standing = 'client' then 1 else 0 end), 0) as bigint) as n_client,
    cast(coalesce(sum(case when standing = 'former_client' then 1 else 0 end), 0) as bigint) as n_former_client,
    cast(coalesce(sum(case when standing = 'other' then 1 else 0 end), 0) as bigint) as n_other
from person
where workspace_id = $1 and state = 'live'"
    )
    .bind(scope.workspace)
    .and_some(" and standing = ", filter.standing.clone());
    tx.one(within(statement, scope, filter, false)).await
}

/// How many of those whom a rep could start can be reached, and how many lack a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// Those who can be reached by every way that is asked for.
    pub n_ready: i64,
    /// Those without a number.
    pub n_without_number: i64,
    /// Those without an address.
    pub n_without_email: i64,
    /// Those without a profile.
    pub n_without_profile: i64,
}

/// Counts those whom a rep could start on a day by the ways they lack. The view of the filter is left aside.
pub async fn reachable(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
    (member, today): (MemberId, i64),
    ways: &[Way],
) -> Result<Reachable, StoreError> {
    let ready =
        Filter { view: Some(View::Startable(member, today, ways.to_vec())), ..filter.clone() };
    let filter = Filter { view: None, ..filter.clone() };
    let without = |way: Way| {
        let (has, is_forbidden) = way.conditions();
        let statement = startable(counting(scope, &filter), member, today);
        statement.push(" and (").push(is_forbidden).push(" or not ").push(has).push(")")
    };
    let counts =
        [counting(scope, &ready), without(Way::Number), without(Way::Email), without(Way::Profile)];
    let mut counted = [0; 4];
    for (n, rows) in counted.iter_mut().zip(tx.gather(counts).await?) {
        *n = rows.read()?.first().map_or(0, |(n,): &(i64,)| *n);
    }
    let [n_ready, n_without_number, n_without_email, n_without_profile] = counted;
    Ok(Reachable { n_ready, n_without_number, n_without_email, n_without_profile })
}

/// Counts the live people that a filter finds.
fn counting(scope: Scope, filter: &Filter) -> Statement {
    let statement = sql!(
        "select count(*) as n_people
from person
where workspace_id = $1 and state = 'live'"
    )
    .bind(scope.workspace)
    .and_some(" and standing = ", filter.standing.clone());
    within(statement, scope, filter, false)
}

/// That a person forbade a channel.
macro_rules! forbade {
    ($channel:literal) => {
        concat!(
            "exists (
    select 1
    from suppression
    where suppression.workspace_id = person.workspace_id and suppression.person_id = person.id and suppression.key = ''
        and suppression.channel = '",
            $channel,
            "'
)"
        )
    };
}

impl Way {
    /// What says that somebody has it, and what that it is forbidden.
    const fn conditions(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => (NUMBER, forbade!("call")),
            Self::Email => (EMAIL, forbade!("email")),
            Self::Profile => (PROFILE, forbade!("social")),
        }
    }
}

const NUMBER: &str = "exists (
    select 1
    from phone_number
    where phone_number.workspace_id = person.workspace_id and phone_number.person_id = person.id and phone_number.bad_why = ''
        and not exists (
            select 1
            from suppression
            where suppression.workspace_id = phone_number.workspace_id and suppression.channel = 'call'
                and suppression.key = phone_number.e164 and phone_number.e164 <> ''
        )
)";
const EMAIL: &str = "exists (
    select 1
    from email_address
    where email_address.workspace_id = person.workspace_id and email_address.person_id = person.id and email_address.bad_why = ''
        and not exists (
            select 1
            from suppression
            where suppression.workspace_id = email_address.workspace_id and suppression.channel = 'email'
                and suppression.key = email_address.key
        )
)";
const PROFILE: &str = "(
    (name_folded <> '' and company_id is not null)
    or exists (select 1 from profile where profile.workspace_id = person.workspace_id and profile.person_id = person.id)
)";
const NOT_SORTED_OUT: &str = " and not (
    standing = 'other'
    and exists (
        select 1
        from person_sort
        where person_sort.workspace_id = person.workspace_id and person_sort.person_id = person.id
            and person_sort.verdict <> 'fits'
    )
)";
const NEVER: &str = " and not exists (
    select 1
    from enrollment
    where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
)";
const NOT_STARTED: &str = " and not exists (
    select 1
    from enrollment
    where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id
        and (person.nurture_until_on is null or enrollment.state in ('active', 'paused'))
)";
const AT_COMPANY: &str = " and not exists (
    select 1
    from enrollment
    where enrollment.workspace_id = person.workspace_id and enrollment.company_id = person.company_id
        and enrollment.state in ('active', 'paused') and enrollment.member_id <> ";
const NOT_BLOCKED: &str = " and not exists (
    select 1
    from company
    where company.workspace_id = person.workspace_id and company.id = person.company_id and company.blocked_at is not null
)";
const ACTED: &str = " and exists (
    select 1
    from activity
    where activity.workspace_id = person.workspace_id and activity.person_id = person.id and activity.corrects is null
        and activity.corrected_by is null
)";
/// Nothing is planned with them, and not every channel is forbidden; the 8 is the number of channels.
const IDLE: &str = " and not exists (
    select 1
    from enrollment
    where enrollment.workspace_id = person.workspace_id and enrollment.person_id = person.id and enrollment.state = 'active'
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
and 8 > (
    select count(*)
    from suppression
    where suppression.workspace_id = person.workspace_id and suppression.person_id = person.id and suppression.key = ''
)";
const ENDS_SOON: &str = " and enrollment.state = 'active' and enrollment.next_step >= (
    select max(cadence_step.step)
    from cadence_step
    where cadence_step.workspace_id = enrollment.workspace_id and cadence_step.version_id = enrollment.version_id
) - 1)";
