//! Statements that add people and what belongs to them, many rows each.

use std::borrow::Borrow;

use super::{EmailAddress, ExternalId, Field, Person, PhoneNumber, PostalAddress, Profile, Tag};
use crate::scope::Scope;
use crate::statement::Statement;
use crate::{BULK_ROWS, sql};

/// Adds people.
pub fn people(scope: Scope, rows: &[Person]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {

            sql!(
                "insert into person (
    workspace_id, id, prefix, given, middle, family, suffix, nickname, full_name, name_folded, job_title, department,
    company_id, standing, fit, fit_why, owner_id, country, zone, language, industry, website, birthday, lead_source,
    note, nurture_until_on, source, source_on, import_id, file_order, state, merged_into, created_at, updated_at
)
values "
            )
            .rows(chunk.iter().map(|p| {
                [
                    scope.workspace.into(),
                    p.id.into(),
                    p.prefix.as_str().into(),
                    p.given.as_str().into(),
                    p.middle.as_str().into(),
                    p.family.as_str().into(),
                    p.suffix.as_str().into(),
                    p.nickname.as_str().into(),
                    p.full_name.as_str().into(),
                    p.name_folded.as_str().into(),
                    p.job_title.as_str().into(),
                    p.department.as_str().into(),
                    p.company_id.into(),
                    p.standing.as_str().into(),
                    p.fit.as_str().into(),
                    p.fit_why.as_str().into(),
                    p.owner_id.into(),
                    p.country.as_str().into(),
                    p.zone.as_str().into(),
                    p.language.as_str().into(),
                    p.industry.as_str().into(),
                    p.website.as_str().into(),
                    p.birthday.as_str().into(),
                    p.lead_source.as_str().into(),
                    p.note.as_str().into(),
                    p.nurture_until_on.into(),
                    p.source.as_str().into(),
                    p.source_on.into(),
                    p.import_id.into(),
                    p.file_order.into(),
                    p.state.as_str().into(),
                    p.merged_into.into(),
                    p.created_at.into(),
                    p.updated_at.into(),
                ]
            }))
    });
    statements.collect()
}

/// Adds e-mail addresses; those that a person has already are left as they are.
pub fn email_addresses(scope: Scope, rows: &[impl Borrow<EmailAddress>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {

            sql!(
                "insert into email_address (
    workspace_id, id, person_id, address, key, label, position, bad_why, source, import_id, created_at
)
values "
            )
            .rows(chunk.iter().map(Borrow::borrow).map(|e| {
                [
                    scope.workspace.into(),
                    e.id.into(),
                    e.person_id.into(),
                    e.address.as_str().into(),
                    e.key.as_str().into(),
                    e.label.as_str().into(),
                    e.position.into(),
                    e.bad_why.as_str().into(),
                    e.source.as_str().into(),
                    e.import_id.into(),
                    e.created_at.into(),
                ]
            }))
            .push(" on conflict (workspace_id, person_id, key) do nothing")
    });
    statements.collect()
}

/// Adds phone numbers.
pub fn phone_numbers(scope: Scope, rows: &[impl Borrow<PhoneNumber>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {

            sql!(
                "insert into phone_number (
    workspace_id, id, person_id, raw, e164, extension, label, position, bad_why, source, import_id, created_at
)
values "
            )
            .rows(chunk.iter().map(Borrow::borrow).map(|n| {
                [
                    scope.workspace.into(),
                    n.id.into(),
                    n.person_id.into(),
                    n.raw.as_str().into(),
                    n.e164.as_str().into(),
                    n.extension.as_str().into(),
                    n.label.as_str().into(),
                    n.position.into(),
                    n.bad_why.as_str().into(),
                    n.source.as_str().into(),
                    n.import_id.into(),
                    n.created_at.into(),
                ]
            }))
    });
    statements.collect()
}

/// Adds postal addresses.
pub fn postal_addresses(scope: Scope, rows: &[impl Borrow<PostalAddress>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {

            sql!(
                "insert into postal_address (
    workspace_id, id, person_id, position, number, street, line2, city, state, postcode, country, source, import_id,
    created_at
)
values "
            )
            .rows(chunk.iter().map(Borrow::borrow).map(|a| {
                [
                    scope.workspace.into(),
                    a.id.into(),
                    a.person_id.into(),
                    a.position.into(),
                    a.number.as_str().into(),
                    a.street.as_str().into(),
                    a.line2.as_str().into(),
                    a.city.as_str().into(),
                    a.state.as_str().into(),
                    a.postcode.as_str().into(),
                    a.country.as_str().into(),
                    a.source.as_str().into(),
                    a.import_id.into(),
                    a.created_at.into(),
                ]
            }))
    });
    statements.collect()
}

/// Adds profiles; those that a person has already are left as they are.
pub fn profiles(scope: Scope, rows: &[impl Borrow<Profile>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {
        sql!(
            "insert into profile (
    workspace_id, person_id, url, position, source, import_id, created_at
)
values "
        )
        .rows(chunk.iter().map(Borrow::borrow).map(|p| {
            [
                scope.workspace.into(),
                p.person_id.into(),
                p.url.as_str().into(),
                p.position.into(),
                p.source.as_str().into(),
                p.import_id.into(),
                p.created_at.into(),
            ]
        }))
        .push(" on conflict (workspace_id, person_id, url) do nothing")
    });
    statements.collect()
}

/// Adds ids in other systems; those that a person has already are left as they are.
pub fn external_ids(scope: Scope, rows: &[impl Borrow<ExternalId>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {
        sql!(
            "insert into external_id (
    workspace_id, person_id, system, external_id, import_id, created_at
)
values "
        )
        .rows(chunk.iter().map(Borrow::borrow).map(|x| {
            [
                scope.workspace.into(),
                x.person_id.into(),
                x.system.as_str().into(),
                x.external_id.as_str().into(),
                x.import_id.into(),
                x.created_at.into(),
            ]
        }))
        .push(" on conflict (workspace_id, person_id, system, external_id) do nothing")
    });
    statements.collect()
}

/// Adds own fields; one that a person has already gets the new value.
pub fn fields(scope: Scope, rows: &[impl Borrow<Field>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {

            sql!(
                "insert into person_field (
    workspace_id, person_id, name, value, source, import_id, created_at
)
values "
            )
            .rows(chunk.iter().map(Borrow::borrow).map(|f| {
                [
                    scope.workspace.into(),
                    f.person_id.into(),
                    f.name.as_str().into(),
                    f.value.as_str().into(),
                    f.source.as_str().into(),
                    f.import_id.into(),
                    f.created_at.into(),
                ]
            }))
            .push(" on conflict (workspace_id, person_id, name) do update set value = excluded.value, source = excluded.source, import_id = excluded.import_id, created_at = excluded.created_at")
    });
    statements.collect()
}

/// Adds tags; those that a person has already are left as they are.
pub fn tags(scope: Scope, rows: &[impl Borrow<Tag>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {
        sql!(
            "insert into person_tag (
    workspace_id, person_id, tag, import_id, created_at
)
values "
        )
        .rows(chunk.iter().map(Borrow::borrow).map(|t| {
            [
                scope.workspace.into(),
                t.person_id.into(),
                t.tag.as_str().into(),
                t.import_id.into(),
                t.created_at.into(),
            ]
        }))
        .push(" on conflict (workspace_id, tag, person_id) do nothing")
    });
    statements.collect()
}
