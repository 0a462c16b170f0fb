//! A person added by hand or named by somebody: one lead, with a number if one was told.

use domain::{
    duplicates::identity::Identity,
    ids::PersonId,
    people::{
        Fit, Label, Standing,
        names::{self, split_full},
        phone::PhoneNumber,
    },
    settings::Settings,
};
use store::{
    errors::StoreError,
    people::{self as rows, lookups},
    transaction::Tx,
};

use super::lookup_of;
use crate::{App, clock::micros, settings::home_country, workspaces::Member};

/// Adds a lead with a name and perhaps a number, found by search and by the duplicates rules like any other.
pub async fn lead(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    settings: &Settings,
    name: &str,
    phone: &str,
    source: &str,
) -> Result<PersonId, StoreError> {
    let scope = member.scope;
    let id = app.ids.next();
    let name = split_full(name.trim());
    let shown = names::display(&name);
    let at = micros(app.clock.recorded());
    let row = rows::Person {
        id,
        prefix: name.prefix.clone(),
        given: name.given.clone(),
        middle: name.middle.clone(),
        family: name.family.clone(),
        suffix: name.suffix.clone(),
        nickname: name.nickname.clone(),
        full_name: name.full.clone(),
        name_folded: names::fold(&shown),
        standing: Standing::Lead.to_string(),
        fit: Fit::Unknown.to_string(),
        owner_id: Some(member.id.0),
        source: source.to_owned(),
        state: "live".to_owned(),
        created_at: at,
        updated_at: at,
        ..rows::Person::default()
    };
    tx.execute_all(rows::new::people(scope, &[row])).await?;
    let mut identity = Identity::new(&name, None, "");
    if let Some(number) = number_of(app, &home_country(settings, member), id, phone, source, at) {
        let e164 = (!number.e164.is_empty()).then_some(number.e164.as_str());
        let label = Label::parse(&number.label).unwrap_or(Label::Other);
        identity = identity.with_phone(&number.raw, e164, &number.extension, label);
        tx.execute_all(rows::new::phone_numbers(scope, &[number])).await?;
    }
    let lookup = lookup_of(id, names::search_tokens(&name, "", []), &identity);
    lookups::set(tx, scope, &[lookup]).await?;
    Ok(PersonId(id))
}

/// The row of a number as written; none when there is no number in it.
fn number_of(
    app: &App,
    country: &str,
    person: uuid::Uuid,
    phone: &str,
    source: &str,
    at: i64,
) -> Option<rows::PhoneNumber> {
    let country = (!country.is_empty()).then_some(country);
    let phone = phone.trim();
    if phone.is_empty() {
        return None;
    }
    // What cannot be read as a number is kept as written: it was told, and the rep may make something of it.
    let read = PhoneNumber::read(phone, country).ok();
    Some(rows::PhoneNumber {
        id: app.ids.next(),
        person_id: person,
        raw: phone.to_owned(),
        e164: read.as_ref().and_then(PhoneNumber::e164).unwrap_or_default().to_owned(),
        extension: read.as_ref().map(|number| number.extension().to_owned()).unwrap_or_default(),
        label: read.as_ref().and_then(PhoneNumber::label).unwrap_or(Label::Other).to_string(),
        position: 0,
        bad_why: if read.is_some() {
            String::new()
        } else {
            "cannot be read as a number".to_owned()
        },
        source: source.to_owned(),
        import_id: None,
        created_at: at,
    })
}
