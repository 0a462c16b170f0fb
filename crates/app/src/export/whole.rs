//! People with all that is exported of them: as they are shown, and the rest that has no plain column.

use std::collections::BTreeMap;

use domain::{activities::Channel, imports::values, people::Label, reasons::ReasonKind};
use store::{
    BULK_ROWS,
    errors::StoreError,
    people::{self as rows, ties},
    reasons, suppressions,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use crate::{
    App,
    clock::{date_of, instant_of},
    imports::rows::{Rest, ToldBar, ToldReason, ToldTie},
    people::list::{PersonShown, Way},
    workspaces::Member,
};

/// A person and the rest of them.
pub(super) struct Whole {
    pub(super) shown: PersonShown,
    /// The whole name as it was written, where it was.
    pub(super) full: String,
    /// Since when the one who exports knows them.
    pub(super) connected_on: String,
    pub(super) rest: Rest,
}

/// Everybody of a page with all that is known of them.
pub(super) async fn of_page(
    app: &App,
    member: &Member,
    page: Vec<PersonShown>,
) -> Result<Vec<Whole>, StoreError> {
    let scope = member.scope;
    let ids: Vec<Uuid> = page.iter().map(|person| person.id.0).collect();
    let mut found = app
        .db
        .read(scope, async |tx| {
            let mut found = BTreeMap::new();
            for some in ids.chunks(BULK_ROWS) {
                said_of(tx, member, some, &mut found).await?;
            }
            Ok::<_, StoreError>(found)
        })
        .await?;
    Ok(page
        .into_iter()
        .map(|shown| {
            let Said { full, connected_on, mut rest } =
                found.remove(&shown.id.0).unwrap_or_default();
            add_shown(&shown, &mut rest);
            Whole { shown, full, connected_on, rest }
        })
        .collect())
}

/// What is not shown of a person.
#[derive(Default)]
struct Said {
    full: String,
    connected_on: String,
    rest: Rest,
}

async fn said_of(
    tx: &mut Tx,
    member: &Member,
    ids: &[Uuid],
    found: &mut BTreeMap<Uuid, Said>,
) -> Result<(), StoreError> {
    let scope = member.scope;
    for row in rows::get_many(tx, scope, ids).await? {
        let said = found.entry(row.id).or_default();
        said.full = row.full_name;
        said.rest.fit_why = row.fit_why;
        said.rest.source = row.source;
        said.rest.nurture_until = row.nurture_until_on.map(date_of);
    }
    for row in reasons::of_people(tx, scope, ids).await? {
        found.entry(row.person_id).or_default().rest.reasons.push(ToldReason {
            text: row.text,
            kind: ReasonKind::parse(&row.kind).unwrap_or(ReasonKind::Other),
            on: date_of(row.on_day),
            source: row.source,
        });
    }
    for row in suppressions::said_of(tx, scope, ids).await? {
        let Ok(channel) = Channel::parse(&row.channel) else { continue };
        found.entry(row.person_id).or_default().rest.barred.push(ToldBar {
            channel,
            key: row.key,
            why: row.why,
            source: row.source,
            at: instant_of(row.suppressed_at),
        });
    }
    let reps: BTreeMap<Uuid, String> =
        members::members(tx, scope).await?.into_iter().map(|row| (row.id, row.name)).collect();
    for row in ties::of_people(tx, scope, ids).await? {
        let said = found.entry(row.person_id).or_default();
        let since = row.since_on.map(date_of);
        if row.member_id == member.id.0 {
            said.connected_on = since.map(|day| day.to_string()).unwrap_or_default();
        }
        let rep = reps.get(&row.member_id).cloned().unwrap_or_default();
        said.rest.ties.push(ToldTie { rep, kind: row.kind, since });
    }
    Ok(())
}

/// What is shown of a person and has no plain column, or would not come back from it as it is.
fn add_shown(shown: &PersonShown, rest: &mut Rest) {
    if shown.addresses.first().is_none_or(|address| address.country != shown.country) {
        rest.country.clone_from(&shown.country);
    }
    rest.addresses = shown.addresses.iter().skip(1).cloned().collect();
    rest.profiles = shown.profiles.iter().filter(|it| !is_listed_profile(it)).cloned().collect();
    rest.tags = shown.tags.iter().filter(|tag| !is_listed_tag(tag)).cloned().collect();
    for way in &shown.emails {
        let label = Label::parse(&way.label).unwrap_or(Label::Other);
        if !matches!(label, Label::Work | Label::Home | Label::Other) {
            rest.labels.insert(way.key.clone(), label);
        }
        note_bad(way, &way.key, rest);
    }
    for way in &shown.phones {
        let dialled = Rest::dialled(&way.key, &way.text, &way.extension);
        if !way.key.is_empty() && way.text != way.key {
            rest.written.insert(dialled.clone(), way.text.clone());
        }
        note_bad(way, &dialled, rest);
    }
}

fn note_bad(way: &Way, key: &str, rest: &mut Rest) {
    if !way.bad_why.is_empty() {
        rest.bad.insert(key.to_owned(), way.bad_why.clone());
    }
}

/// Whether a tag comes back from a list as it is.
pub(super) fn is_listed_tag(tag: &str) -> bool {
    values::tags(tag) == [tag] && values::marked(tag) == tag
}

/// Whether a profile comes back from a list as it is.
pub(super) fn is_listed_profile(url: &str) -> bool {
    url.len() > 3
        && !url.contains([',', ';', ' ', '\n'])
        && values::line(url) == url
        && values::marked(url) == url
}
