//! People as they are listed and looked up: each with every id, address and number they hold.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ids::{CompanyId, ImportId, MemberId, PersonId},
    people::{Fit, Standing, names},
    words,
    words::UnknownWord,
};
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;
use store::{
    BULK_ROWS, companies,
    errors::StoreError,
    imports,
    people::{
        self as rows, EmailAddress, ExternalId, Filter, PhoneNumber,
        pages::{Group, Order},
        whole,
    },
    suppressions::{self, OnKey},
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use crate::{
    App,
    clock::{date_of, instant_of},
    imports::rows::{Record, load},
    pages::{self, Asked, Page, UnknownPage},
    people::{
        counts::{self, View},
        running::{self, LastShown, NextTouchShown, RunningShown},
        shown_name,
    },
    workspaces::Member,
};

/// A way to reach somebody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Way {
    /// Its id.
    pub id: Uuid,
    /// The address or number as written.
    pub text: String,
    /// As it is compared or dialled; empty when that is not known.
    pub key: String,
    /// Extension of a number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub extension: String,
    /// Where it is used.
    pub label: String,
    /// Why it does not work; empty when nothing is known against it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bad_why: String,
    /// Where it came from.
    pub source: String,
}

/// The id of a person in another system.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct OtherId {
    /// The system.
    pub system: String,
    /// The id there.
    pub id: String,
}

/// Something that may not be done.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Barred {
    /// The channel.
    pub channel: String,
    /// The address or number; empty for the whole person.
    pub key: String,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Since which day of the rep's.
    pub on: Date,
}

/// A person as they are shown.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PersonShown {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub given: String,
    /// Middle names.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// After the name.
    pub suffix: String,
    /// Nickname.
    pub nickname: String,
    /// Job title.
    pub job_title: String,
    /// Department.
    pub department: String,
    /// Company.
    pub company: String,
    /// The id of the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_id: Option<CompanyId>,
    /// Standing.
    pub standing: String,
    /// In nurture until this day, then they are offered again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nurture_until: Option<Date>,
    /// Fit.
    pub fit: String,
    /// Why they fit or do not; empty where nobody said.
    pub fit_why: String,
    /// Whose they are.
    pub owner: String,
    /// The id of whose they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<MemberId>,
    /// E-mail addresses.
    pub emails: Vec<Way>,
    /// Phone numbers.
    pub phones: Vec<Way>,
    /// Profiles.
    pub profiles: Vec<String>,
    /// Postal addresses.
    pub addresses: Vec<domain::people::PostalAddress>,
    /// Ids in other systems.
    pub external_ids: Vec<OtherId>,
    /// Own fields.
    pub fields: BTreeMap<String, String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Birthday.
    pub birthday: String,
    /// Country.
    pub country: String,
    /// Time zone.
    pub zone: String,
    /// Language.
    pub language: String,
    /// Industry.
    pub industry: String,
    /// Web site.
    pub website: String,
    /// Where the name came from.
    pub lead_source: String,
    /// Free text.
    pub note: String,
    /// Tied since, where that is told.
    pub connected_on: Option<Date>,
    /// Reasons for the call.
    pub reasons: Vec<String>,
    /// What may not be done.
    pub suppressed: Vec<Barred>,
    /// Where all this came from.
    pub source: String,
    /// The day of that.
    pub source_on: Option<Date>,
    /// The import that brought them.
    pub import: Option<ImportId>,
    /// `live`, or `merged`.
    pub state: String,
    /// Into whom they were merged.
    pub merged_into: Option<PersonId>,
    /// The cadence they are on; told in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub running: Option<RunningShown>,
    /// The next touch with them; told in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextTouchShown>,
    /// What was done with them last; told in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<LastShown>,
    /// Rises with every change.
    #[serde(skip)]
    pub version: i64,
}

/// Why people cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// A filter is none.
    #[error("`{filter}` is no filter: known are standing=, fit=, owner=, tag=, import= and words")]
    UnknownFilter {
        /// What was given.
        filter: String,
    },
    /// A filter names a standing or a fit that is none.
    #[error(transparent)]
    UnknownWord(#[from] UnknownWord),
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// There is no such company.
    #[error("there is no company `{company}`")]
    UnknownCompany {
        /// The id.
        company: CompanyId,
    },
    /// There is no such import.
    #[error("there is no import `{import}`")]
    UnknownImport {
        /// The id.
        import: ImportId,
    },
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Reads a filter: words that begin a word of the person's, and `standing=lead fit=yes owner=NAME tag=TAG import=ID`.
pub async fn filter(app: &App, member: &Member, words: &[String]) -> Result<Filter, ListError> {
    let mut filter = Filter::default();
    let unknown = |word: &str| ListError::UnknownFilter { filter: word.to_owned() };
    for word in words {
        match word.split_once('=') {
            Some(("standing", value)) => {
                filter.standing = Some(Standing::parse(value)?.to_string());
            }
            Some(("fit", value)) => filter.fit = Some(Fit::parse(value)?.to_string()),
            Some(("tag", value)) => filter.tag = Some(value.to_owned()),
            Some(("import", value)) => {
                filter.import = Some(value.parse().map_err(|_| unknown(word))?);
            }
            Some(("owner", value)) => {
                let scope = member.scope;
                let all = app.db.read(scope, async |tx| members::members(tx, scope).await).await?;
                let folded = names::fold(value);
                let found = all.iter().find(|row| names::fold(&row.name) == folded);
                filter.owner = Some(MemberId(found.ok_or_else(|| unknown(word))?.id));
            }
            Some(_) if !word.contains('@') => return Err(unknown(word)),
            _ => filter.tokens.extend(names::query_tokens(word)),
        }
    }
    Ok(filter)
}

words! {
    /// The order of a list of people.
    pub enum Sort {
        /// Newest first.
        Newest = "newest",
        /// Oldest first.
        Oldest = "oldest",
        /// By name.
        Name = "name",
        /// By company, then name; those of none at the end.
        Company = "company",
        /// By the cadence they are on, then name; those on none at the end.
        Cadence = "cadence",
        /// By whose they are, then name; those of nobody at the end.
        Owner = "owner",
    }
}

/// Which page of people to list.
#[derive(Clone, Debug, Default)]
pub struct PageRequest {
    /// Words and filters as [`filter`] reads them.
    pub words: Vec<String>,
    /// Only those who work here.
    pub company: Option<CompanyId>,
    /// Only those about whom this is to be done.
    pub view: Option<View>,
    /// In which order; newest first unless told.
    pub sort: Option<Sort>,
    /// Which page.
    pub page: Asked,
}

/// A page of people under filters, in the order that is asked for.
pub async fn page_of(
    app: &App,
    member: &Member,
    asked: PageRequest,
) -> Result<Page<PersonShown>, ListError> {
    let filter = filter_of(app, member, &asked).await?;
    let order = match asked.sort.unwrap_or(Sort::Newest) {
        Sort::Newest => Order::Newest(asked.page.place()?),
        Sort::Oldest => Order::Oldest(asked.page.place()?),
        Sort::Name => Order::Name(asked.page.place_in_text()?),
        Sort::Company => Order::Group(Group::Company, asked.page.place_in_group()?),
        Sort::Cadence => Order::Group(Group::Cadence, asked.page.place_in_group()?),
        Sort::Owner => Order::Group(Group::Owner, asked.page.place_in_group()?),
    };
    let limit = asked.page.limit();
    let (mut people, last) = page_within(app, member, &filter, &order, limit).await?;
    let common = app
        .db
        .snapshot(member.scope, async |tx| {
            running::tell(tx, app, member, &mut people).await?;
            match (&order, &last) {
                (Order::Group(group, _), Some(last)) => {
                    rows::pages::group_of(tx, member.scope, *group, last.id).await
                }
                _ => Ok(None),
            }
        })
        .await?;
    let last = last.map(|last| match order {
        Order::Newest(_) | Order::Oldest(_) => pages::write(last.created_at, last.id),
        Order::Name(_) => pages::write_text(&last.name_folded, last.id),
        Order::Group(..) => {
            pages::write_group(&common.unwrap_or_default(), &last.name_folded, last.id)
        }
    });
    Ok(Page { next: pages::next(people.len(), limit, last), rows: people })
}

/// The filter that is asked for, by what is there.
pub(super) async fn filter_of(
    app: &App,
    member: &Member,
    asked: &PageRequest,
) -> Result<Filter, ListError> {
    let mut filter = filter(app, member, &asked.words).await?;
    filter.company = asked.company.map(|company| company.0);
    if let Some(view) = asked.view {
        let seen =
            app.db.read(member.scope, async |tx| counts::seen(tx, app, member, view).await).await?;
        filter.view = seen;
        filter.owner = filter.owner.or((view == View::Mine).then_some(member.id));
    }
    known(app, member, &filter).await?;
    Ok(filter)
}

/// Refuses a filter by what is not there, or is another workspace's.
async fn known(app: &App, member: &Member, filter: &Filter) -> Result<(), ListError> {
    let scope = member.scope;
    if let Some(company) = filter.company.map(CompanyId) {
        let found = app.db.read(scope, async |tx| companies::get(tx, scope, company).await).await?;
        found.ok_or(ListError::UnknownCompany { company })?;
    }
    if let Some(import) = filter.import {
        let found = app.db.read(scope, async |tx| imports::get(tx, scope, import).await).await?;
        found.ok_or(ListError::UnknownImport { import })?;
    }
    Ok(())
}

/// The next page of people, after one; none at the end.
pub async fn page(
    app: &App,
    member: &Member,
    filter: &Filter,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<PersonShown>, Option<(i64, Uuid)>), ListError> {
    let (people, last) =
        page_within(app, member, filter, &Order::Newest(after), pages::MOST).await?;
    Ok((people, last.map(|last| (last.created_at, last.id))))
}

async fn page_within(
    app: &App,
    member: &Member,
    filter: &Filter,
    order: &Order,
    limit: i64,
) -> Result<(Vec<PersonShown>, Option<rows::Person>), ListError> {
    let scope = member.scope;
    let (shown, last) = app
        .db
        .read(scope, async |tx| {
            let found = rows::pages::page(tx, scope, filter, order, limit).await?;
            let last = found.last().cloned();
            let ids: Vec<Uuid> = found.iter().map(|row| row.id).collect();
            let mut records = load(tx, scope, &ids).await?;
            let in_order: Vec<Record> = ids.iter().filter_map(|id| records.remove(id)).collect();
            Ok::<_, StoreError>((shown(tx, member, in_order).await?, last))
        })
        .await?;
    Ok((shown, last))
}

/// People under a filter, newest first, at most `limit` where one is told.
pub async fn list(
    app: &App,
    member: &Member,
    filter: &Filter,
    limit: Option<usize>,
) -> Result<Vec<PersonShown>, ListError> {
    let (mut all, mut after) = (Vec::new(), None);
    while limit.is_none_or(|limit| all.len() < limit) {
        let (some, last) = page(app, member, filter, after).await?;
        if last.is_none() {
            break;
        }
        after = last;
        all.extend(some);
    }
    all.truncate(limit.unwrap_or(usize::MAX));
    Ok(all)
}

/// Some people in the order of their ids, with what goes on with them.
pub(super) async fn get_many(
    app: &App,
    member: &Member,
    ids: &[Uuid],
) -> Result<Vec<PersonShown>, ListError> {
    let scope = member.scope;
    let found = app
        .db
        .snapshot(scope, async |tx| {
            let mut records = load(tx, scope, ids).await?;
            let in_order = ids.iter().filter_map(|id| records.remove(id)).collect();
            let mut people = shown(tx, member, in_order).await?;
            running::tell(tx, app, member, &mut people).await?;
            Ok::<_, StoreError>(people)
        })
        .await?;
    Ok(found)
}

/// One person, live or merged.
pub async fn get(app: &App, member: &Member, person: PersonId) -> Result<PersonShown, ListError> {
    let scope = member.scope;
    let found = app
        .db
        .read(scope, async |tx| {
            let record = load(tx, scope, &[person.0]).await?.remove(&person.0);
            let Some(record) = record else { return Ok(None) };
            let reasons = record.reasons.iter().map(|reason| reason.text.clone()).collect();
            let found = shown(tx, member, vec![record]).await?.pop();
            Ok::<_, StoreError>(found.map(|found| PersonShown { reasons, ..found }))
        })
        .await?;
    found.ok_or(ListError::UnknownPerson { person })
}

async fn shown(
    tx: &mut Tx,
    member: &Member,
    records: Vec<Record>,
) -> Result<Vec<PersonShown>, StoreError> {
    let (members, on_keys) = members_and_bars(tx, member, &records).await?;
    let owners = members.into_iter().map(|row| (row.id, row.name)).collect();
    let mut people = Vec::new();
    for record in records {
        let suppressed = barred_of(&record, &on_keys, &member.zone);
        people.push(PersonShown { suppressed, ..shown_one(record, &owners) });
    }
    Ok(people)
}

/// Bars on addresses and numbers, whoever they were said of: by key.
type OnKeys = BTreeMap<String, Vec<OnKey>>;

/// The members, and the bars on the addresses and numbers of some people.
async fn members_and_bars(
    tx: &mut Tx,
    member: &Member,
    records: &[Record],
) -> Result<(Vec<members::Member>, OnKeys), StoreError> {
    let emails = records.iter().flat_map(|record| &record.emails).map(|email| &email.key);
    let numbers = records.iter().flat_map(|record| &record.phones).map(|phone| &phone.e164);
    let keys: BTreeSet<&String> = emails.chain(numbers).filter(|key| !key.is_empty()).collect();
    let keys: Vec<String> = keys.into_iter().cloned().collect();
    let (first, others) = keys.split_at(keys.len().min(BULK_ROWS));
    let (members, mut bars) = whole::members_and_bars(tx, member.scope, first).await?;
    for chunk in others.chunks(BULK_ROWS) {
        bars.extend(suppressions::on_keys(tx, member.scope, chunk).await?);
    }
    let mut found = OnKeys::new();
    for bar in bars {
        found.entry(bar.key.clone()).or_default().push(bar);
    }
    Ok((members, found))
}

/// What may not be done with somebody, by channel and address: what was said of them, and of what they share with others.
fn barred_of(record: &Record, on_keys: &OnKeys, zone: &TimeZone) -> Vec<Barred> {
    let day = |at: i64| instant_of(at).to_zoned(zone.clone()).date();
    let own = record.bars.iter().map(|bar| Barred {
        channel: bar.channel.clone(),
        key: bar.key.clone(),
        why: bar.why.clone(),
        on: day(bar.suppressed_at),
    });
    let emails = record.emails.iter().map(|email| &email.key);
    let keys: BTreeSet<&String> =
        emails.chain(record.phones.iter().map(|phone| &phone.e164)).collect();
    let shared = keys.into_iter().filter_map(|key| on_keys.get(key)).flatten().map(|bar| Barred {
        channel: bar.channel.clone(),
        key: bar.key.clone(),
        why: bar.why.clone(),
        on: day(bar.suppressed_at),
    });
    let mut barred: BTreeMap<(String, String), Barred> = BTreeMap::new();
    for bar in own.chain(shared) {
        barred.entry((bar.channel.clone(), bar.key.clone())).or_insert(bar);
    }
    barred.into_values().collect()
}

fn email_way(email: EmailAddress) -> Way {
    Way {
        id: email.id,
        text: email.address,
        key: email.key,
        extension: String::new(),
        label: email.label,
        bad_why: email.bad_why,
        source: email.source,
    }
}

fn phone_way(phone: PhoneNumber) -> Way {
    Way {
        id: phone.id,
        text: phone.raw,
        key: phone.e164,
        extension: phone.extension,
        label: phone.label,
        bad_why: phone.bad_why,
        source: phone.source,
    }
}

fn other_id(id: ExternalId) -> OtherId {
    OtherId { system: id.system, id: id.external_id }
}

fn shown_one(record: Record, owners: &BTreeMap<Uuid, String>) -> PersonShown {
    let person = record.person;
    PersonShown {
        id: PersonId(person.id),
        name: shown_name(&person),
        company_id: person.company_id.map(CompanyId),
        owner_id: person.owner_id.map(MemberId),
        version: person.updated_at,
        owner: person.owner_id.and_then(|id| owners.get(&id)).cloned().unwrap_or_default(),
        emails: record.emails.into_iter().map(email_way).collect(),
        phones: record.phones.into_iter().map(phone_way).collect(),
        profiles: record.profiles.into_iter().map(|profile| profile.url).collect(),
        addresses: record.addresses.iter().map(crate::imports::rows::postal_of).collect(),
        external_ids: record.external_ids.into_iter().map(other_id).collect(),
        fields: record.fields.into_iter().map(|field| (field.name, field.value)).collect(),
        tags: record.tags.into_iter().map(|tag| tag.tag).collect(),
        connected_on: record.ties.iter().find_map(|tie| tie.since_on).map(date_of),
        reasons: record.reasons.into_iter().map(|reason| reason.text).collect(),
        suppressed: Vec::new(),
        source_on: person.source_on.map(date_of),
        import: person.import_id.map(ImportId),
        merged_into: person.merged_into.map(PersonId),
        running: None,
        next: None,
        last: None,
        company: record.company,
        prefix: person.prefix,
        given: person.given,
        middle: person.middle,
        family: person.family,
        suffix: person.suffix,
        nickname: person.nickname,
        job_title: person.job_title,
        department: person.department,
        standing: person.standing,
        nurture_until: person.nurture_until_on.map(date_of),
        fit: person.fit,
        fit_why: person.fit_why,
        birthday: person.birthday,
        country: person.country,
        zone: person.zone,
        language: person.language,
        industry: person.industry,
        website: person.website,
        lead_source: person.lead_source,
        note: person.note,
        source: person.source,
        state: person.state,
    }
}
