//! The columns of each form: a header that our own import and the program know, and what stands under it.

use domain::{activities::Channel, people::Label};

use super::{Form, plain};
use crate::people::list::{PersonShown, Way};

/// One column.
pub(super) struct Column {
    pub(super) header: &'static str,
    pub(super) value: fn(&PersonShown) -> String,
}

const fn column(header: &'static str, value: fn(&PersonShown) -> String) -> Column {
    Column { header, value }
}

/// The columns of a form.
pub(super) fn columns(form: Form) -> Vec<Column> {
    match form {
        Form::Csv => own(),
        Form::HubSpot => vec![
            column("Record ID", |p| id(p, "hubspot")),
            column("First Name", |p| plain(&given(p))),
            column("Last Name", |p| plain(&p.family)),
            column("Email", |p| emails(p, None)),
            column("Phone Number", |p| {
                phones(p, |label| label != Label::Mobile && label != Label::Fax)
            }),
            column("Mobile Phone Number", |p| phones(p, |label| label == Label::Mobile)),
            column("Job Title", |p| plain(&p.job_title)),
            column("Company Name", |p| plain(&p.company)),
            column("Website URL", |p| plain(&p.website)),
            column("LinkedIn URL", |p| p.profiles.join("; ")),
        ],
        Form::Salesforce => vec![
            column("Lead ID", |p| id(p, "salesforce")),
            column("FirstName", |p| plain(&given(p))),
            column("LastName", |p| plain(&p.family)),
            column("Title", |p| plain(&p.job_title)),
            column("Company", |p| plain(&p.company)),
            column("Email", |p| emails(p, None)),
            column("Phone", |p| phones(p, |label| label != Label::Mobile && label != Label::Fax)),
            column("MobilePhone", |p| phones(p, |label| label == Label::Mobile)),
            column("LeadSource", |p| plain(&p.lead_source)),
            column("Website", |p| plain(&p.website)),
        ],
        Form::Pipedrive => vec![
            column("Person - ID", |p| id(p, "pipedrive")),
            column("Person - Name", |p| plain(&p.name)),
            column("Person - Email", |p| emails(p, None)),
            column("Person - Phone", |p| phones(p, |label| label != Label::Fax)),
            column("Person - Job title", |p| plain(&p.job_title)),
            column("Organization - Name", |p| plain(&p.company)),
        ],
    }
}

/// Our own form, with the words of the fields as headers.
fn own() -> Vec<Column> {
    let mut columns = vec![
        column("id", |p| {
            p.external_ids
                .iter()
                .map(|id| format!("{}:{}", id.system, id.id))
                .collect::<Vec<_>>()
                .join(" ::: ")
        }),
        column("prefix", |p| plain(&p.prefix)),
        column("given", |p| plain(&p.given)),
        column("middle", |p| plain(&p.middle)),
        column("family", |p| plain(&p.family)),
        column("suffix", |p| plain(&p.suffix)),
        column("nickname", |p| plain(&p.nickname)),
        column("full", |p| plain(&full(p))),
        column("job_title", |p| plain(&p.job_title)),
        column("department", |p| plain(&p.department)),
        column("company", |p| plain(&p.company)),
        column("email", |p| {
            emails(p, Some(&[Label::Mobile, Label::Fax, Label::Main, Label::Other]))
        }),
        column("email_work", |p| emails(p, Some(&[Label::Work]))),
        column("email_home", |p| emails(p, Some(&[Label::Home]))),
        column("phone", |p| phones(p, |label| label == Label::Other)),
        column("phone_mobile", |p| phones(p, |label| label == Label::Mobile)),
        column("phone_work", |p| phones(p, |label| label == Label::Work)),
        column("phone_home", |p| phones(p, |label| label == Label::Home)),
        column("phone_main", |p| phones(p, |label| label == Label::Main)),
        column("phone_fax", |p| phones(p, |label| label == Label::Fax)),
        column("website", |p| plain(&p.website)),
        column("profile", |p| p.profiles.join("; ")),
    ];
    columns.extend(place_and_rest());
    columns
}

fn place_and_rest() -> Vec<Column> {
    fn place(p: &PersonShown, part: impl Fn(&domain::people::PostalAddress) -> &String) -> String {
        plain(p.addresses.first().map_or("", |address| part(address).as_str()))
    }
    fn is_barred(p: &PersonShown, channel: Channel) -> bool {
        p.suppressed.iter().any(|bar| bar.key.is_empty() && bar.channel == channel.as_str())
    }
    fn yes(flag: bool) -> String {
        if flag { "yes".to_owned() } else { String::new() }
    }
    vec![
        column("number", |p| place(p, |a| &a.number)),
        column("street", |p| place(p, |a| &a.street)),
        column("line2", |p| place(p, |a| &a.line2)),
        column("city", |p| place(p, |a| &a.city)),
        column("state", |p| place(p, |a| &a.state)),
        column("postcode", |p| place(p, |a| &a.postcode)),
        column("country", |p| {
            let of_address = place(p, |a| &a.country);
            if of_address.is_empty() { p.country.clone() } else { of_address }
        }),
        column("birthday", |p| p.birthday.clone()),
        column("connected_on", |p| p.connected_on.map(|day| day.to_string()).unwrap_or_default()),
        column("source_on", |p| p.source_on.map(|day| day.to_string()).unwrap_or_default()),
        column("lead_source", |p| plain(&p.lead_source)),
        column("reason", |p| plain(p.reasons.first().map_or("", String::as_str))),
        column("owner", |p| plain(&p.owner)),
        column("tags", |p| p.tags.join("; ")),
        column("note", |p| plain(&p.note)),
        column("standing", |p| p.standing.clone()),
        column("fit", |p| p.fit.clone()),
        column("do_not_call", |p| yes(is_barred(p, Channel::Call))),
        column("do_not_email", |p| yes(is_barred(p, Channel::Email))),
        column("do_not_contact", |p| {
            yes(Channel::ALL.iter().all(|channel| is_barred(p, *channel)))
        }),
        column("industry", |p| plain(&p.industry)),
        column("language", |p| p.language.clone()),
        column("zone", |p| p.zone.clone()),
    ]
}

/// The whole name where its parts are not known.
fn full(person: &PersonShown) -> String {
    if person.given.is_empty() && person.family.is_empty() {
        person.name.clone()
    } else {
        String::new()
    }
}

/// The given name, or the whole name where its parts are not known.
fn given(person: &PersonShown) -> String {
    if person.given.is_empty() && person.family.is_empty() {
        person.name.clone()
    } else {
        person.given.clone()
    }
}

/// The id in a program.
fn id(person: &PersonShown, system: &str) -> String {
    person
        .external_ids
        .iter()
        .find(|id| id.system == system)
        .map(|id| id.id.clone())
        .unwrap_or_default()
}

fn emails(person: &PersonShown, labels: Option<&[Label]>) -> String {
    let is_meant = |way: &&Way| {
        let label = Label::parse(&way.label).unwrap_or(Label::Other);
        labels.is_none_or(|labels| labels.contains(&label))
    };
    // In angles an address that begins like a formula is none.
    let shown = |way: &Way| {
        if plain(&way.text) == way.text { way.text.clone() } else { format!("<{}>", way.text) }
    };
    person.emails.iter().filter(is_meant).map(shown).collect::<Vec<_>>().join("; ")
}

fn phones(person: &PersonShown, is_meant: impl Fn(Label) -> bool) -> String {
    let numbers = person
        .phones
        .iter()
        .filter(|way| is_meant(Label::parse(&way.label).unwrap_or(Label::Other)));
    let shown = |way: &Way| if way.key.is_empty() { plain(&way.text) } else { way.key.clone() };
    let with_extension = |way: &Way| {
        if way.extension.is_empty() || way.key.is_empty() {
            shown(way)
        } else {
            format!("{} ext. {}", shown(way), way.extension)
        }
    };
    numbers.map(with_extension).collect::<Vec<_>>().join("; ")
}
