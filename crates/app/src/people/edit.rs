//! A person added under an id of the caller's, or changed, by hand: only by who may, and only as they were seen.

use domain::{
    ids::{MemberId, PersonId},
    people::{Standing, names},
};
use store::{
    errors::StoreError,
    people::{
        self as rows, lookups, new, parts,
        sources::{self, ColumnSource},
    },
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use super::{
    MergedAway,
    facts::{FactError, Facts, PersonTold, is_same_number},
    list::{ListError, PersonShown},
    merged_away,
};
use crate::{
    App,
    audit::Change,
    calendar::covers,
    clock::{day_number, micros},
    enrollments::by_hand::{HandError, pass_over},
    imports::{
        later,
        rows::{Maker, Record, companies_of, load, postal_of, wanted, write_one},
    },
    settings::{self, home_country},
    teams,
    versions::{ChangedMeanwhile, Seen},
    workspaces::Member,
};

/// Where what is told by hand came from.
const BY_HAND: &str = "by hand";
/// A standing that a cadence gives or takes is not set by hand, and an owner is a member of the workspace.
async fn allowed(
    tx: &mut Tx,
    member: &Member,
    before: &Facts,
    after: &Facts,
) -> Result<(), EditError> {
    let prospect = Standing::Prospect.as_str();
    if before.standing != after.standing && [before, after].iter().any(|it| it.standing == prospect)
    {
        return Err(EditError::StandingOfCadence);
    }
    if before.owner != after.owner {
        known_owner(tx, member, after.owner).await?;
    }
    Ok(())
}

/// Where the columns that were changed came from, from now on.
fn told_by_hand(person: &rows::Person, changed: &[&'static str]) -> Vec<ColumnSource> {
    let columns = changed.iter().filter(|field| !LISTS.contains(field));
    columns
        .map(|field| ColumnSource {
            person_id: person.id,
            field: (*field).to_owned(),
            source: BY_HAND.to_owned(),
            import_id: None,
            changed_at: person.updated_at,
        })
        .collect()
}

/// What is known of a person row by row, each with its own source.
const LISTS: &[&str] = &["emails", "phones", "profiles", "addresses", "fields", "tags"];

/// A person is another's to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this person is worked by {rep}: only they, who looks after them or an admin may change them"
)]
pub struct OfAnother {
    /// Whose they are.
    pub rep: String,
}

/// Why a person cannot be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is somebody else, or more, under this id.
    #[error("there is a person of this id, and other things are said of them")]
    Differs,
    /// There is no such member.
    #[error("there is no member `{member}`")]
    UnknownMember {
        /// The id.
        member: MemberId,
    },
    /// Cadences alone make prospects, and end it.
    #[error("somebody becomes a prospect by a start, and stays one until their cadence ends")]
    StandingOfCadence,
    /// They are another's.
    #[error(transparent)]
    OfAnother(#[from] OfAnother),
    /// They were merged into somebody.
    #[error(transparent)]
    Merged(#[from] MergedAway),
    /// What is said cannot be kept.
    #[error(transparent)]
    Fact(#[from] FactError),
    /// They are not as they were seen.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// Their cadence cannot go on.
    #[error(transparent)]
    Cadence(#[from] HandError),
    /// They cannot be shown.
    #[error(transparent)]
    Show(#[from] ListError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Adds a person under an id of the caller's. Beside them whether they are new: the same once more changes nothing.
pub async fn put(
    app: &App,
    member: &Member,
    person: PersonId,
    told: PersonTold,
) -> Result<(PersonShown, bool), EditError> {
    let (inner, asking, scope) = (app.clone(), member.clone(), member.scope);
    let is_new = app
        .db
        .transaction(scope, async move |tx| {
            let settings = settings::read(tx, scope).await?;
            let mut facts = Facts::blank(asking.id);
            facts.hear(&told, &home_country(&settings, &asking))?;
            if facts.standing == Standing::Prospect.as_str() {
                return Err(EditError::StandingOfCadence);
            }
            known_owner(tx, &asking, facts.owner).await?;
            if let Some(there) = load(tx, scope, &[person.0]).await?.remove(&person.0) {
                let is_same = there.person.state == "live" && Facts::of(&there).is_same(&facts);
                return if is_same { Ok(false) } else { Err(EditError::Differs) };
            }
            let maker = maker(&inner, &asking);
            let row = rows::Person {
                id: person.0,
                source: BY_HAND.to_owned(),
                state: "live".to_owned(),
                created_at: maker.at,
                updated_at: maker.at,
                ..rows::Person::default()
            };
            let mut record = Record { person: row, ..Record::default() };
            fill(&maker, &mut record, &facts);
            place(tx, &maker, &mut record).await?;
            write_one(tx, &maker, &record).await?;
            lookups::set(tx, scope, &[record.lookup()]).await?;
            Change::new("added", "person", person.0).by(tx, &inner, &asking).await?;
            Ok(true)
        })
        .await?;
    Ok((super::list::get(app, member, person).await?, is_new))
}

/// Changes what is told of a person, if they are as they were seen.
pub async fn change(
    app: &App,
    member: &Member,
    person: PersonId,
    seen: Seen,
    told: PersonTold,
) -> Result<PersonShown, EditError> {
    let (inner, asking, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| {
            change_within(tx, &inner, &asking, person, &seen, &told).await
        })
        .await?;
    Ok(super::list::get(app, member, person).await?)
}

async fn change_within(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    seen: &Seen,
    told: &PersonTold,
) -> Result<(), EditError> {
    let scope = member.scope;
    rows::lock(tx, scope, &[person.0]).await?;
    if let Some(merged) = merged_away(tx, scope, person).await? {
        return Err(merged.into());
    }
    let there = load(tx, scope, &[person.0]).await?.remove(&person.0);
    let mut record = there
        .filter(|record| record.person.state == "live")
        .ok_or(EditError::UnknownPerson { person })?;
    if let Some(other) = of_another(tx, member, &record.person).await? {
        return Err(other.into());
    }
    seen.check(record.person.updated_at)?;
    let settings = settings::read(tx, scope).await?;
    let before = Facts::of(&record);
    let mut after = before.clone();
    after.hear(told, &home_country(&settings, member))?;
    if before.is_same(&after) {
        return Ok(());
    }
    let changed = changed(&before, &after);
    if changed.is_empty() {
        return Ok(());
    }
    allowed(tx, member, &before, &after).await?;
    let maker = maker(app, member);
    let known = lookups::of_people(tx, scope, &[person.0]).await?.remove(&person.0);
    let (emails, phones) = (record.emails.clone(), record.phones.clone());
    record.person.updated_at = later(maker.at, record.person.updated_at);
    fill(&maker, &mut record, &after);
    place(tx, &maker, &mut record).await?;
    write_ways(tx, &maker, &record, &emails, &phones).await?;
    write_rest(tx, &maker, &record, &before, &after).await?;
    rows::update(tx, scope, &record.person).await?;
    let known = known.unwrap_or_else(|| lookups::Lookup { person: person.0, ..Default::default() });
    lookups::set(tx, scope, &[known.renewed(&record.lookup())]).await?;
    sources::put(tx, scope, &told_by_hand(&record.person, &changed)).await?;
    let line = Change::new("changed", "person", person.0);
    let line = changed.iter().fold(line, |line, field| line.with(field, after.told(field)));
    line.by(tx, app, member).await?;
    if before.emails != after.emails || before.phones != after.phones {
        pass_over(tx, app, member, person).await?;
    }
    Ok(())
}

/// Whose a person is to change, where it is not for whoever asks: they are another's whom that one does not look after.
pub(crate) async fn of_another(
    tx: &mut Tx,
    member: &Member,
    person: &rows::Person,
) -> Result<Option<OfAnother>, StoreError> {
    let Some(owner) = person.owner_id.map(MemberId) else { return Ok(None) };
    if teams::is_own(tx, member, owner).await? {
        return Ok(None);
    }
    let all = members::members(tx, member.scope).await?;
    let rep = all.into_iter().find(|row| row.id == owner.0).map(|row| row.name);
    Ok(Some(OfAnother { rep: rep.unwrap_or_default() }))
}

/// Refuses what is done about somebody who is another's, by whom it is not for and who does not cover for them today.
pub(crate) async fn refuse_others(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: &rows::Person,
) -> Result<Result<(), OfAnother>, StoreError> {
    let Some(other) = of_another(tx, member, person).await? else { return Ok(Ok(())) };
    let owner = person.owner_id.map(MemberId);
    for rep in covers::covered_today(tx, app, member).await? {
        if Some(rep.id) == owner {
            return Ok(Ok(()));
        }
    }
    Ok(Err(other))
}

async fn known_owner(
    tx: &mut Tx,
    member: &Member,
    owner: Option<MemberId>,
) -> Result<(), EditError> {
    let Some(owner) = owner.filter(|owner| *owner != member.id) else { return Ok(()) };
    let all = members::members(tx, member.scope).await?;
    let is_known = all.iter().any(|row| row.id == owner.0);
    if is_known { Ok(()) } else { Err(EditError::UnknownMember { member: owner }) }
}

/// What makes rows of what is told by hand.
fn maker(app: &App, member: &Member) -> Maker {
    Maker {
        ids: app.ids.clone(),
        member: member.clone(),
        owners: std::collections::BTreeMap::new(),
        source: BY_HAND.to_owned(),
        import: None,
        at: micros(app.clock.recorded()),
        said_at: micros(app.clock.now()),
        today: day_number(app.clock.today(&member.zone)),
    }
}

/// The fields in which two differ.
fn changed(before: &Facts, after: &Facts) -> Vec<&'static str> {
    let texts = after.texts.iter().filter(|(field, text)| before.text(field) != **text);
    let mut fields: Vec<&'static str> = texts.map(|(field, _)| *field).collect();
    for (field, has_changed) in [
        ("name", before.name != after.name),
        ("standing", before.standing != after.standing),
        ("nurture_until", before.nurture_until != after.nurture_until),
        ("fit", before.fit != after.fit),
        ("owner", before.owner != after.owner),
        ("emails", before.emails != after.emails),
        ("phones", before.phones != after.phones),
        ("profiles", before.profiles != after.profiles),
        ("addresses", before.addresses != after.addresses),
        ("fields", before.fields != after.fields),
        ("tags", before.tags != after.tags),
    ] {
        if has_changed {
            fields.push(field);
        }
    }
    fields
}

/// Makes the rows of a person say what is told; a row that says the same stays, with where it came from.
fn fill(maker: &Maker, record: &mut Record, facts: &Facts) {
    fill_columns(record, facts);
    fill_ways(maker, record, facts);
    let (id, source) = (record.person.id, || maker.source.clone());
    let there = std::mem::take(&mut record.fields);
    record.fields = facts
        .fields
        .iter()
        .map(|(name, value)| {
            let same = there.iter().find(|row| row.name == *name && row.value == *value);
            same.cloned().unwrap_or_else(|| rows::Field {
                person_id: id,
                name: name.clone(),
                value: value.clone(),
                source: source(),
                import_id: None,
                created_at: maker.at,
            })
        })
        .collect();
    let there = std::mem::take(&mut record.tags);
    record.tags = facts
        .tags
        .iter()
        .map(|tag| {
            let same = there.iter().find(|row| row.tag == *tag);
            same.cloned().unwrap_or_else(|| rows::Tag {
                person_id: id,
                tag: tag.clone(),
                import_id: None,
                created_at: maker.at,
            })
        })
        .collect();
    let there = std::mem::take(&mut record.profiles);
    record.profiles = (0_i64..)
        .zip(&facts.profiles)
        .map(|(position, url)| {
            let same = there.iter().find(|row| row.url == *url).cloned();
            let row = same.unwrap_or_else(|| rows::Profile {
                person_id: id,
                url: url.clone(),
                position,
                source: source(),
                import_id: None,
                created_at: maker.at,
            });
            rows::Profile { position, ..row }
        })
        .collect();
}

fn fill_columns(record: &mut Record, facts: &Facts) {
    let person = &mut record.person;
    let name = &facts.name;
    name.prefix.clone_into(&mut person.prefix);
    name.given.clone_into(&mut person.given);
    name.middle.clone_into(&mut person.middle);
    name.family.clone_into(&mut person.family);
    name.suffix.clone_into(&mut person.suffix);
    name.nickname.clone_into(&mut person.nickname);
    name.full.clone_into(&mut person.full_name);
    person.name_folded = names::fold(&names::display(name));
    facts.text("job_title").clone_into(&mut person.job_title);
    facts.text("department").clone_into(&mut person.department);
    facts.text("fit_why").clone_into(&mut person.fit_why);
    facts.text("country").clone_into(&mut person.country);
    facts.text("zone").clone_into(&mut person.zone);
    facts.text("language").clone_into(&mut person.language);
    facts.text("industry").clone_into(&mut person.industry);
    facts.text("website").clone_into(&mut person.website);
    facts.text("lead_source").clone_into(&mut person.lead_source);
    facts.text("birthday").clone_into(&mut person.birthday);
    facts.text("note").clone_into(&mut person.note);
    person.nurture_until_on = facts.nurture_until.map(day_number);
    facts.standing.clone_into(&mut person.standing);
    facts.fit.clone_into(&mut person.fit);
    person.owner_id = facts.owner.map(|owner| owner.0);
    if record.company != facts.text("company") {
        person.company_id = None;
        facts.text("company").clone_into(&mut record.company);
    }
}

fn fill_ways(maker: &Maker, record: &mut Record, facts: &Facts) {
    let id = record.person.id;
    let there = std::mem::take(&mut record.emails);
    record.emails = (0_i64..)
        .zip(&facts.emails)
        .map(|(position, fact)| {
            let same = there.iter().find(|row| row.key == fact.key).cloned();
            let row = same.unwrap_or_else(|| rows::EmailAddress {
                id: maker.ids.next(),
                person_id: id,
                address: fact.address.clone(),
                key: fact.key.clone(),
                label: String::new(),
                position,
                bad_why: String::new(),
                source: maker.source.clone(),
                import_id: None,
                created_at: maker.at,
            });
            rows::EmailAddress { label: fact.label.clone(), position, ..row }
        })
        .collect();
    let there = std::mem::take(&mut record.phones);
    let before = Facts::of(&Record { phones: there.clone(), ..Record::default() }).phones;
    record.phones = (0_i64..)
        .zip(&facts.phones)
        .map(|(position, fact)| {
            let mut pairs = before.iter().zip(&there);
            let same = pairs.find(|(known, _)| is_same_number(known, fact));
            let new = || rows::PhoneNumber {
                id: maker.ids.next(),
                person_id: id,
                raw: fact.raw.clone(),
                e164: fact.e164.clone(),
                extension: fact.extension.clone(),
                label: String::new(),
                position,
                bad_why: String::new(),
                source: maker.source.clone(),
                import_id: None,
                created_at: maker.at,
            };
            let row = same.map_or_else(new, |(_, row)| row.clone());
            rows::PhoneNumber { label: fact.label.clone(), position, ..row }
        })
        .collect();
    let there = std::mem::take(&mut record.addresses);
    record.addresses = (0_i64..)
        .zip(&facts.addresses)
        .map(|(position, fact)| {
            let same = there.iter().find(|row| postal_of(row) == *fact).cloned();
            let row = same.unwrap_or_else(|| maker.address(id, position, fact));
            rows::PostalAddress { position, ..row }
        })
        .collect();
}

/// Finds or makes the company that is told.
async fn place(tx: &mut Tx, maker: &Maker, record: &mut Record) -> Result<(), StoreError> {
    let companies = companies_of(tx, maker, wanted([&*record].into_iter())).await?;
    if record.person.company_id.is_none() && !record.company.is_empty() {
        record.person.company_id = companies.get(&record.company_key()).copied();
    }
    Ok(())
}

/// Writes addresses and numbers: those that are told no more go, the others keep what is known against them.
async fn write_ways(
    tx: &mut Tx,
    maker: &Maker,
    record: &Record,
    emails: &[rows::EmailAddress],
    phones: &[rows::PhoneNumber],
) -> Result<(), StoreError> {
    let (scope, id) = (maker.member.scope, record.person.id);
    let stays = |way: &rows::EmailAddress| record.emails.iter().any(|it| it.id == way.id);
    let gone: Vec<Uuid> = emails.iter().filter(|it| !stays(it)).map(|it| it.id).collect();
    parts::delete_email_addresses(tx, scope, id, &gone).await?;
    let stays = |way: &rows::PhoneNumber| record.phones.iter().any(|it| it.id == way.id);
    let gone: Vec<Uuid> = phones.iter().filter(|it| !stays(it)).map(|it| it.id).collect();
    parts::delete_phone_numbers(tx, scope, id, &gone).await?;
    for email in record.emails.iter().filter(|email| !emails.contains(email)) {
        if emails.iter().any(|it| it.id == email.id) {
            parts::place_email_address(tx, scope, email).await?;
        } else {
            tx.execute_all(new::email_addresses(scope, std::slice::from_ref(email))).await?;
        }
    }
    for phone in record.phones.iter().filter(|phone| !phones.contains(phone)) {
        if phones.iter().any(|it| it.id == phone.id) {
            parts::place_phone_number(tx, scope, phone).await?;
        } else {
            tx.execute_all(new::phone_numbers(scope, std::slice::from_ref(phone))).await?;
        }
    }
    Ok(())
}

/// Writes the lists that have changed, anew.
async fn write_rest(
    tx: &mut Tx,
    maker: &Maker,
    record: &Record,
    before: &Facts,
    after: &Facts,
) -> Result<(), StoreError> {
    let (scope, id) = (maker.member.scope, record.person.id);
    if before.addresses != after.addresses {
        parts::delete_postal_addresses(tx, scope, id).await?;
        tx.execute_all(new::postal_addresses(scope, &record.addresses)).await?;
    }
    if before.profiles != after.profiles {
        parts::delete_profiles(tx, scope, id).await?;
        tx.execute_all(new::profiles(scope, &record.profiles)).await?;
    }
    if before.fields != after.fields {
        parts::delete_fields(tx, scope, id).await?;
        tx.execute_all(new::fields(scope, &record.fields)).await?;
    }
    if before.tags != after.tags {
        parts::delete_tags(tx, scope, id).await?;
        tx.execute_all(new::tags(scope, &record.tags)).await?;
    }
    Ok(())
}
