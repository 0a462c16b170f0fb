//! How people can be reached, and whether they may be started at all.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Channel,
    cadences::ability::{EmailFacts, Missing, NumberFacts, Reach},
    calendar::{
        RepCalendar,
        calling::{CallingRules, Place},
        holidays,
        hours::Stretch,
        local::{self, Minute},
    },
    ids::{CompanyId, EmailAddressId, PersonId, PhoneNumberId},
    people::{Fit, Label, PostalAddress, Standing},
    settings::Settings,
};
use jiff::{civil::Date, tz::TimeZone};
use store::{
    BULK_ROWS, companies,
    errors::StoreError,
    people::{self as rows, ways},
    suppressions::OnKey,
    transaction::Tx,
};
use uuid::Uuid;

use crate::{
    clock::instant_of, imports::rows::postal_of, people::shown_name, settings::home_country,
    workspaces::Member,
};

/// A person as a start or a touch needs to know them.
#[derive(Clone, Debug)]
pub struct Reached {
    /// Who.
    pub person: PersonId,
    /// Their name as shown.
    pub name: String,
    /// Their standing.
    pub standing: Standing,
    /// Their fit.
    pub fit: Fit,
    /// Where they work.
    pub company: Option<Uuid>,
    /// How they can be reached.
    pub reach: Reach,
    /// Where a letter or a visitor finds them: the first address at which one could.
    pub postal: Option<PostalAddress>,
    /// When they may be called.
    pub calling: CallingRules,
    /// Bars on addresses and numbers of theirs, whoever said so.
    pub barred: Vec<OnKey>,
}

impl Reached {
    /// What a lack comes from where an address or number was forbidden: `may not be e-mailed: ADDRESS said so on DAY`.
    pub fn barred_told(&self, missing: Missing, zone: &TimeZone) -> Option<String> {
        let (verb, channels) = match missing {
            Missing::AllowedEmail => ("e-mailed", ["email", "email"]),
            Missing::AllowedNumber => ("called", ["call", "text"]),
            _ => return None,
        };
        let bar = self.barred.iter().find(|bar| channels.contains(&bar.channel.as_str()))?;
        let on = instant_of(bar.suppressed_at).to_zoned(zone.clone()).date();
        Some(format!("may not be {verb}: {} said so on {on}", bar.key))
    }
}

/// The rows by which some persons are reached.
struct Ways {
    rows: ways::Ways,
    profiles: BTreeSet<Uuid>,
    /// Bars on an address or number, whoever they were said of, by channel and key.
    on_keys: BTreeMap<(String, String), OnKey>,
}

/// How some persons can be reached from `today` on, by a rep with this calendar; one that is not there, or not live, is
/// left out.
pub async fn of(
    tx: &mut Tx,
    member: &Member,
    settings: &Settings,
    on: (&RepCalendar, Date),
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Reached>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in people.chunks(BULK_ROWS) {
        let ids: Vec<Uuid> = chunk.iter().map(|person| person.0).collect();
        let people = rows::get_many(tx, member.scope, &ids).await?;
        found.append(&mut of_rows(tx, member, settings, on, &people).await?);
    }
    Ok(found)
}

/// As [`of`], for those who were read already.
pub async fn of_rows(
    tx: &mut Tx,
    member: &Member,
    settings: &Settings,
    (calendar, today): (&RepCalendar, Date),
    people: &[rows::Person],
) -> Result<BTreeMap<PersonId, Reached>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in people.chunks(BULK_ROWS) {
        let live = chunk.iter().filter(|row| row.state == "live");
        let ids: Vec<Uuid> = live.clone().map(|row| row.id).collect();
        let ways = ways(tx, member, &ids).await?;
        for row in live {
            let calling = calling_rules(member, row, &ways, settings);
            let mut reach = reach_of(row, &ways);
            let barred = barred_of(row.id, &ways);
            let hours = &calendar.hours;
            reach.no_common_hour =
                !hours.is_off() && !calling.has_common_hour(&member.zone, hours, today);
            let standing = Standing::parse(&row.standing).unwrap_or(Standing::Other);
            let fit = Fit::parse(&row.fit).unwrap_or(Fit::Unknown);
            let person = PersonId(row.id);
            let (name, company) = (shown_name(row), row.company_id);
            let postal = postal_of_person(&ways, person);
            reach.has_postal_address = postal.is_some();
            let reached =
                Reached { person, name, standing, fit, company, reach, postal, calling, barred };
            found.insert(person, reached);
        }
    }
    Ok(found)
}

async fn ways(tx: &mut Tx, member: &Member, ids: &[Uuid]) -> Result<Ways, StoreError> {
    let rows = ways::of_people(tx, member.scope, ids).await?;
    let profiles = rows.with_profile.iter().copied().collect();
    let mut on_keys = BTreeMap::new();
    for bar in &rows.on_keys {
        on_keys.entry((bar.channel.clone(), bar.key.clone())).or_insert_with(|| bar.clone());
    }
    Ok(Ways { rows, profiles, on_keys })
}

fn reach_of(person: &rows::Person, ways: &Ways) -> Reach {
    let id = person.id;
    let is_barred = |channel: Channel, key: &str| {
        !key.is_empty() && ways.on_keys.contains_key(&(channel.as_str().to_owned(), key.to_owned()))
    };
    let forbidden = ways
        .rows
        .said_of
        .iter()
        .filter(|(of, _, key)| *of == id && key.is_empty())
        .filter_map(|(_, channel, _)| Channel::parse(channel).ok())
        .collect();
    Reach {
        numbers: ways
            .rows
            .phones
            .iter()
            .filter(|phone| phone.person_id == id)
            .map(|phone| NumberFacts {
                id: PhoneNumberId(phone.id),
                label: Label::parse(&phone.label).unwrap_or(Label::Other),
                is_bad: !phone.bad_why.is_empty(),
                is_barred: is_barred(Channel::Call, &phone.key),
            })
            .collect(),
        emails: ways
            .rows
            .emails
            .iter()
            .filter(|email| email.person_id == id)
            .map(|email| EmailFacts {
                id: EmailAddressId(email.id),
                is_bad: !email.bad_why.is_empty(),
                is_barred: is_barred(Channel::Email, &email.key),
            })
            .collect(),
        has_profile: ways.profiles.contains(&id),
        has_name: !person.name_folded.is_empty(),
        has_company: person.company_id.is_some(),
        has_postal_address: false,
        forbidden,
        no_common_hour: false,
    }
}

/// The first address of a person at which a letter or a visitor could arrive.
fn postal_of_person(ways: &Ways, person: PersonId) -> Option<PostalAddress> {
    let theirs = ways.rows.addresses.iter().filter(|address| address.person_id == person.0);
    theirs.map(postal_of).find(PostalAddress::is_usable)
}

/// The bars on the addresses and numbers of one person.
fn barred_of(person: Uuid, ways: &Ways) -> Vec<OnKey> {
    let emails = ways.rows.emails.iter().filter(|email| email.person_id == person);
    let emails = emails.map(|email| &email.key);
    let numbers = ways.rows.phones.iter().filter(|phone| phone.person_id == person);
    let keys: BTreeSet<&String> = emails.chain(numbers.map(|phone| &phone.key)).collect();
    ways.on_keys.values().filter(|bar| keys.contains(&bar.key)).cloned().collect()
}

/// When a person may be called: in the zone that is told, else that of the address, else that of the number, else where
/// the rep's own people are. Where nothing is known at all, the rep's zone is taken.
fn calling_rules(
    member: &Member,
    person: &rows::Person,
    ways: &Ways,
    settings: &Settings,
) -> CallingRules {
    let address = ways.rows.addresses.iter().find(|address| address.person_id == person.id);
    let number =
        ways.rows.phones.iter().find(|phone| phone.person_id == person.id && !phone.key.is_empty());
    let country = [person.country.as_str(), address.map_or("", |address| address.country.as_str())]
        .into_iter()
        .find(|country| !country.is_empty());
    let home = home_country(settings, member);
    let home = home.as_str();
    let window = calling_window(settings);
    let told = local::zone(&person.zone).ok().filter(|_| !person.zone.is_empty());
    let is_anywhere = country.is_none() && number.is_none() && home.is_empty();
    if let Some(zone) = told.or_else(|| is_anywhere.then(|| member.zone.clone())) {
        let calendar = country.and_then(holidays::code);
        return CallingRules::new(vec![zone], window, calendar);
    }
    let region = address.map(|address| address.state.as_str()).filter(|region| !region.is_empty());
    let number = number.map(|number| number.key.as_str());
    CallingRules::of(&Place { country, region, number, home }, window)
}

/// The stretch of the called party's day in which they may be called.
fn calling_window(settings: &Settings) -> Stretch {
    let minute = |time: jiff::civil::Time| Minute::new(time.hour().into(), time.minute().into());
    let (from, to) = settings.calling_window;
    let read = minute(from).zip(minute(to)).and_then(|(from, to)| Stretch::new(from, to));
    // The bound of the setting holds that the window is forward.
    read.unwrap_or(Stretch::WHOLE_DAY)
}

/// Why the people of a company are held; empty when they are not.
pub async fn company_held(
    tx: &mut Tx,
    member: &Member,
    company: Option<Uuid>,
) -> Result<String, StoreError> {
    match company {
        None => Ok(String::new()),
        Some(id) => {
            let found = companies::get(tx, member.scope, CompanyId(id)).await?;
            Ok(found.map(|company| company.held_why).unwrap_or_default())
        }
    }
}
