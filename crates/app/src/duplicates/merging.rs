//! What is done to the rows when two become one, and when they are parted.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    enrollments::{EndWhy, standing_while_enrolled},
    ids::{EnrollmentId, MemberId, MergeId, PersonId},
    people::Standing,
};
use store::{
    duplicates::{
        self as rows, Merge,
        moves::{self, Hanging},
    },
    enrollments,
    errors::StoreError,
    people::{
        self as people_rows,
        lookups::{self, Lookup},
        sources::{self, ColumnSource},
    },
    scope::Scope,
    suppressions,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use super::{Journal, MergeError, Merged, Parted, now};
use crate::{
    App,
    audit::Change,
    enrollments::{facts_of, leave_prospects, put_facts},
    imports::{
        later,
        rows::{Record, load, renew_lookups},
    },
    people::suppress::{self, end_if_all_forbidden},
    workspaces::Member,
};

pub(super) async fn merge(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    kept: PersonId,
    gone: PersonId,
    merged_why: &str,
) -> Result<Merged, MergeError> {
    let scope = member.scope;
    people_rows::lock(tx, scope, &[kept.0, gone.0]).await?;
    let (mut kept_record, gone_record) = both_live(tx, scope, kept, gone).await?;
    let lookups = lookups::of_people(tx, scope, &[kept.0, gone.0]).await?;
    let at = now(app);
    let ended = end_second(tx, app, member, kept, gone).await?;
    let mut journal = Journal {
        kept_before: kept_record.person.clone(),
        kept_after: kept_record.person.clone(),
        gone_before: gone_record.person.clone(),
        hung: hang_all(tx, member, gone, kept).await?,
        profiles: Vec::new(),
        external_ids: Vec::new(),
        fields: Vec::new(),
        tags: Vec::new(),
        ties: Vec::new(),
        blocks: Vec::new(),
        gone_blocks: lookups
            .get(&gone.0)
            .into_iter()
            .flat_map(Lookup::keys)
            .map(|key| (key.block, key.part))
            .collect(),
        ended,
        forbidden: None,
        sources: (sources::of_people(tx, scope, &[kept.0]).await?, at),
    };
    move_keyed(tx, member, &kept_record, &gone_record, &mut journal).await?;
    share_bars(tx, app, member, kept, gone).await?;
    become_one(tx, scope, &mut kept_record, gone_record, &mut journal).await?;
    refind(tx, member, kept, gone, lookups, &mut journal).await?;
    settle(tx, app, member, kept, &mut journal).await?;
    write_down(tx, app, member, &journal, merged_why).await
}

/// Brings the cadence and the standing of the one who stays into line: what either forbade ends it, and whoever has an open
/// one is a prospect.
async fn settle(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    kept: PersonId,
    journal: &mut Journal,
) -> Result<(), MergeError> {
    let scope = member.scope;
    let Some(open) = enrollments::open_of_person(tx, scope, kept).await? else { return Ok(()) };
    let why = "the other record of this person said so";
    if end_if_all_forbidden(tx, app, member, kept, why).await? {
        let after = enrollments::get(tx, scope, EnrollmentId(open.id)).await?;
        journal.forbidden = Some((open, after.map_or(0, |row| row.version)));
    } else {
        let row = &journal.kept_after;
        let before = Standing::parse(&row.standing).unwrap_or(Standing::Other);
        let standing = standing_while_enrolled(before);
        if standing != before {
            let at = later(now(app), row.updated_at);
            people_rows::set_standing(tx, scope, kept, standing.as_str(), None, at).await?;
        }
    }
    if let Some(row) = people_rows::get(tx, scope, kept).await? {
        // The standing comes back with the row when they are parted.
        journal.kept_after = row;
    }
    Ok(())
}

async fn both_live(
    tx: &mut Tx,
    scope: Scope,
    kept: PersonId,
    gone: PersonId,
) -> Result<(Record, Record), MergeError> {
    let mut records = load(tx, scope, &[kept.0, gone.0]).await?;
    let mut live = |person: PersonId| {
        records
            .remove(&person.0)
            .filter(|record| record.person.state == "live")
            .ok_or(MergeError::UnknownPerson { person })
    };
    Ok((live(kept)?, live(gone)?))
}

/// Writes the rows of both: what was not known of the one who stays, and where the other went.
async fn become_one(
    tx: &mut Tx,
    scope: Scope,
    kept: &mut Record,
    gone: Record,
    journal: &mut Journal,
) -> Result<(), MergeError> {
    let at = journal.sources.1;
    let filled = fill(kept, gone.clone());
    let told: Vec<ColumnSource> = filled
        .into_iter()
        .map(|column| ColumnSource {
            person_id: kept.person.id,
            field: column.to_owned(),
            source: gone.person.source.clone(),
            import_id: gone.person.import_id,
            changed_at: at,
        })
        .collect();
    sources::put(tx, scope, &told).await?;
    kept.person.updated_at = later(at, kept.person.updated_at);
    journal.kept_after = kept.person.clone();
    people_rows::update(tx, scope, &kept.person).await?;
    let mut row = gone.person;
    "merged".clone_into(&mut row.state);
    row.merged_into = Some(kept.person.id);
    row.updated_at = later(at, row.updated_at);
    people_rows::update(tx, scope, &row).await?;
    Ok(())
}

/// Writes down what was done, so that it can be undone.
async fn write_down(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    journal: &Journal,
    why: &str,
) -> Result<Merged, MergeError> {
    let (kept, gone) = (PersonId(journal.kept_before.id), PersonId(journal.gone_before.id));
    let merge = MergeId(app.ids.next());
    let before = serde_json::to_string(journal)
        .map_err(|error| MergeError::Unreadable(error.to_string()))?;
    let row = Merge {
        id: merge.0,
        kept_id: kept.0,
        gone_id: gone.0,
        member_id: Some(member.id.0),
        why: why.to_owned(),
        before,
        after_at: journal.kept_after.updated_at,
        merged_at: journal.sources.1,
        undone_at: None,
    };
    rows::insert_merge(tx, member.scope, &row).await?;
    audit(tx, app, member, "merged", kept).await?;
    Ok(Merged { merge, kept, gone, ended_cadence: journal.ended.is_some() })
}

/// Of two open cadences the one of the person who stays goes on.
async fn end_second(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    kept: PersonId,
    gone: PersonId,
) -> Result<Option<(enrollments::Enrollment, i64)>, MergeError> {
    let scope = member.scope;
    if enrollments::open_of_person(tx, scope, kept).await?.is_none() {
        return Ok(None);
    }
    let Some(before) = enrollments::open_of_person(tx, scope, gone).await? else { return Ok(None) };
    let mut facts = facts_of(&before)?;
    let note = Some("merged with somebody who has an open cadence".to_owned());
    facts.end(app.clock.today(&member.zone), EndWhy::Stopped, note);
    let mut row = before.clone();
    put_facts(&mut row, &facts);
    enrollments::update(tx, scope, &row).await?;
    let after = enrollments::get(tx, scope, EnrollmentId(before.id)).await?;
    Ok(Some((before, after.map_or(0, |row| row.version))))
}

async fn hang_all(
    tx: &mut Tx,
    member: &Member,
    from: PersonId,
    to: PersonId,
) -> Result<Vec<(Hanging, Vec<Uuid>)>, MergeError> {
    let mut hung = Vec::new();
    for what in Hanging::ALL {
        let ids = moves::hanging(tx, member.scope, *what, from, to).await?;
        moves::hang(tx, member.scope, *what, to, &ids).await?;
        hung.push((*what, ids));
    }
    Ok(hung)
}

/// Moves what has no id of its own, but for what the one who stays has already.
async fn move_keyed(
    tx: &mut Tx,
    member: &Member,
    kept: &Record,
    gone: &Record,
    journal: &mut Journal,
) -> Result<(), MergeError> {
    let (scope, from, to) = (member.scope, PersonId(gone.person.id), PersonId(kept.person.id));
    for row in &gone.profiles {
        if !kept.profiles.iter().any(|own| own.url == row.url) {
            moves::move_profile(tx, scope, from, to, &row.url).await?;
            journal.profiles.push(row.url.clone());
        }
    }
    for row in &gone.external_ids {
        let is_own = |own: &people_rows::ExternalId| {
            (&own.system, &own.external_id) == (&row.system, &row.external_id)
        };
        if !kept.external_ids.iter().any(is_own) {
            moves::move_external_id(tx, scope, from, to, &row.system, &row.external_id).await?;
            journal.external_ids.push((row.system.clone(), row.external_id.clone()));
        }
    }
    for row in &gone.fields {
        if !kept.fields.iter().any(|own| own.name == row.name) {
            moves::move_field(tx, scope, from, to, &row.name).await?;
            journal.fields.push(row.name.clone());
        }
    }
    for row in &gone.tags {
        if !kept.tags.iter().any(|own| own.tag == row.tag) {
            moves::move_tag(tx, scope, from, to, &row.tag).await?;
            journal.tags.push(row.tag.clone());
        }
    }
    for row in &gone.ties {
        if !kept.ties.iter().any(|own| (own.member_id, &own.kind) == (row.member_id, &row.kind)) {
            moves::move_tie(tx, scope, from, to, row.member_id, &row.kind).await?;
            journal.ties.push((row.member_id, row.kind.clone()));
        }
    }
    Ok(())
}

/// What either forbade, both forbade: that stays when they are parted.
async fn share_bars(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    kept: PersonId,
    gone: PersonId,
) -> Result<(), MergeError> {
    let said = suppressions::of_person(tx, member.scope, gone).await?;
    let also: Vec<suppressions::Suppression> = said
        .into_iter()
        .map(|bar| suppressions::Suppression { id: app.ids.next(), person_id: kept.0, ..bar })
        .collect();
    suppressions::insert(tx, member.scope, &also).await?;
    Ok(())
}

/// Fills what is not known of the one who stays; what is known stays, title and company too. The columns that changed.
fn fill(kept: &mut Record, mut gone: Record) -> BTreeSet<&'static str> {
    if !kept.person.job_title.is_empty() {
        gone.person.job_title.clear();
    }
    let company = gone.person.company_id;
    if !kept.company.is_empty() {
        gone.company.clear();
    }
    let gain = kept.absorb(gone);
    if kept.person.company_id.is_none() {
        kept.person.company_id = company;
    }
    gain.columns()
}

/// The one who stays is found by all that either was found by; the other no more.
async fn refind(
    tx: &mut Tx,
    member: &Member,
    kept: PersonId,
    gone: PersonId,
    mut before: BTreeMap<Uuid, Lookup>,
    journal: &mut Journal,
) -> Result<(), MergeError> {
    let scope = member.scope;
    let record = load(tx, scope, &[kept.0]).await?.remove(&kept.0);
    let Some(record) = record else { return Err(MergeError::UnknownPerson { person: kept }) };
    let own = before.remove(&kept.0).unwrap_or_default();
    let mut both = own.clone();
    both.join(&before.remove(&gone.0).unwrap_or_default());
    let lookup = both.renewed(&record.lookup());
    journal.blocks = lookup.without(&own).blocks.into_keys().collect();
    lookups::forget(tx, scope, &[gone.0]).await?;
    lookups::set(tx, scope, &[lookup]).await?;
    Ok(())
}

pub(super) async fn part(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: Merge,
) -> Result<Parted, MergeError> {
    let scope = member.scope;
    let (kept, gone, merge) = (PersonId(row.kept_id), PersonId(row.gone_id), MergeId(row.id));
    people_rows::lock(tx, scope, &[kept.0, gone.0]).await?;
    if row.undone_at.is_some() {
        return Err(MergeError::UndoneAlready);
    }
    if rows::later_merge(tx, scope, &row).await? {
        return Err(MergeError::LaterMerge);
    }
    let journal: Journal = serde_json::from_str(&row.before)
        .map_err(|error| MergeError::Unreadable(error.to_string()))?;
    let said_since = said_since(tx, app, scope, &row).await?;
    let forbidden = move_back(tx, scope, &journal).await?;
    put_rows_back(tx, app, member, &journal).await?;
    for person in forbidden {
        leave_prospects(tx, app, scope, person).await?;
    }
    if !said_since.is_empty() {
        suppressions::insert(tx, scope, &said_since).await?;
        let why = "forbidden while the two were one";
        suppress::take_effect(tx, app, member, gone, why).await?;
    }
    find_both(tx, scope, &journal).await?;
    if !rows::close_merge(tx, scope, merge, now(app)).await? {
        return Err(MergeError::UndoneAlready);
    }
    audit(tx, app, member, "parted", kept).await?;
    Ok(Parted { merge, kept, back: gone })
}

/// What was forbidden while the two were one holds for both: nobody knows which of them said so.
async fn said_since(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    merge: &Merge,
) -> Result<Vec<suppressions::Suppression>, StoreError> {
    let said = suppressions::of_person(tx, scope, PersonId(merge.kept_id)).await?;
    let since = said.into_iter().filter(|bar| bar.recorded_at > merge.merged_at);
    let for_gone =
        |bar| suppressions::Suppression { id: app.ids.next(), person_id: merge.gone_id, ..bar };
    Ok(since.map(for_gone).collect())
}

/// Goes on with a cadence that a merge ended, unless it was changed since; whose it is when they forbade everything meanwhile.
async fn go_on(
    tx: &mut Tx,
    scope: Scope,
    before: &enrollments::Enrollment,
    version: i64,
) -> Result<Option<PersonId>, MergeError> {
    let found = enrollments::get(tx, scope, EnrollmentId(before.id)).await?;
    let Some(now) = found.filter(|now| now.version == version) else {
        return Ok(None);
    };
    let person = PersonId(now.person_id);
    members::lock_member(tx, scope, MemberId(before.member_id)).await?;
    if suppress::forbids_all(tx, scope, person).await? {
        return Ok(Some(person));
    }
    if enrollments::open_of_person(tx, scope, person).await?.is_none() {
        let back = enrollments::Enrollment { version, ..before.clone() };
        enrollments::update(tx, scope, &back).await?;
    }
    Ok(None)
}

/// Gives the one who went what had been theirs, and goes on with the cadences that had to end. Those whose cadence stays
/// ended, because they forbade everything.
async fn move_back(
    tx: &mut Tx,
    scope: Scope,
    journal: &Journal,
) -> Result<Vec<PersonId>, MergeError> {
    let (kept, gone) = (PersonId(journal.kept_before.id), PersonId(journal.gone_before.id));
    for (what, ids) in &journal.hung {
        moves::hang(tx, scope, *what, gone, ids).await?;
    }
    for url in &journal.profiles {
        moves::move_profile(tx, scope, kept, gone, url).await?;
    }
    for (system, id) in &journal.external_ids {
        moves::move_external_id(tx, scope, kept, gone, system, id).await?;
    }
    for name in &journal.fields {
        moves::move_field(tx, scope, kept, gone, name).await?;
    }
    for tag in &journal.tags {
        moves::move_tag(tx, scope, kept, gone, tag).await?;
    }
    for (tied, kind) in &journal.ties {
        moves::move_tie(tx, scope, kept, gone, *tied, kind).await?;
    }
    let mut forbidden = Vec::new();
    for (before, version) in journal.ended.iter().chain(&journal.forbidden) {
        forbidden.extend(go_on(tx, scope, before, *version).await?);
    }
    let (before, at) = &journal.sources;
    sources::forget(tx, scope, kept.0, *at).await?;
    let there = sources::of_people(tx, scope, &[kept.0]).await?;
    let missing: Vec<ColumnSource> = before
        .iter()
        .filter(|old| !there.iter().any(|new| new.field == old.field))
        .cloned()
        .collect();
    sources::put(tx, scope, &missing).await?;
    Ok(forbidden)
}

/// Each is found by what is theirs again; what was added to the one who stayed since must still find them.
async fn find_both(tx: &mut Tx, scope: Scope, journal: &Journal) -> Result<(), MergeError> {
    let (kept, gone) = (PersonId(journal.kept_before.id), PersonId(journal.gone_before.id));
    let mut found = lookups::of_people(tx, scope, &[kept.0]).await?;
    if let Some(lookup) = found.get_mut(&kept.0) {
        lookup.blocks.retain(|block, _| !journal.blocks.contains(block));
    }
    let blocks = journal.gone_blocks.iter().copied().collect();
    found.insert(gone.0, Lookup { person: gone.0, blocks, ..Lookup::default() });
    renew_lookups(tx, scope, found, &[kept.0, gone.0], &[kept.0]).await?;
    Ok(())
}

/// The one who went is as before; of the one who stayed every column is that nobody changed since.
async fn put_rows_back(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    journal: &Journal,
) -> Result<(), MergeError> {
    let scope = member.scope;
    people_rows::update(tx, scope, &journal.gone_before).await?;
    let kept = PersonId(journal.kept_before.id);
    let Some(now_row) = people_rows::get(tx, scope, kept).await? else { return Ok(()) };
    if now_row == journal.kept_after {
        people_rows::update(tx, scope, &journal.kept_before).await?;
        return Ok(());
    }
    let (before, after) = (columns(&journal.kept_before)?, columns(&journal.kept_after)?);
    let mut row = columns(&now_row)?;
    for (name, value) in &mut row {
        if after.get(name) == Some(&*value)
            && let Some(old) = before.get(name)
        {
            *value = old.clone();
        }
    }
    let row: people_rows::Person = serde_json::from_value(serde_json::Value::Object(row))
        .map_err(|error| MergeError::Unreadable(error.to_string()))?;
    let row = people_rows::Person { updated_at: later(now(app), now_row.updated_at), ..row };
    people_rows::update(tx, scope, &row).await?;
    Ok(())
}

fn columns(
    row: &people_rows::Person,
) -> Result<serde_json::Map<String, serde_json::Value>, MergeError> {
    match serde_json::to_value(row) {
        Ok(serde_json::Value::Object(columns)) => Ok(columns),
        Ok(other) => Err(MergeError::Unreadable(other.to_string())),
        Err(error) => Err(MergeError::Unreadable(error.to_string())),
    }
}

async fn audit(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    action: &'static str,
    person: PersonId,
) -> Result<(), MergeError> {
    Ok(Change::new(action, "person", person.0).by(tx, app, member).await?)
}
