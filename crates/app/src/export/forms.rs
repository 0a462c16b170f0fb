//! The columns of each form: a header that our own import and the program know, and what stands under it.

use domain::{
    activities::Channel, imports::draft::Source, imports::values::marked_name, people::Label,
};

use super::{
    Form, plain,
    whole::{Whole, is_listed_profile, is_listed_tag},
};
use crate::people::list::{PersonShown, Way};

/// One column.
pub(super) struct Column {
    pub(super) header: &'static str,
    pub(super) value: fn(&Whole) -> String,
}

const fn column(header: &'static str, value: fn(&Whole) -> String) -> Column {
    Column { header, value }
}

/// The column that tells our own import who somebody is, in tables made for other programs.
const OWN_ID: &str = "Touchstone ID";

/// The columns of a form.
pub(super) fn columns(form: Form) -> Vec<Column> {
    match form {
        Form::Csv => own(),
        Form::HubSpot => vec![
            column("Record ID", |p| id(&p.shown, "hubspot")),
            column(OWN_ID, |p| own_id(&p.shown)),
            column("First Name", |p| marked_name(&given(&p.shown))),
            column("Last Name", |p| marked_name(&p.shown.family)),
            column("Email", |p| emails(&p.shown, None)),
            column("Phone Number", |p| {
                phones(&p.shown, |label| label != Label::Mobile && label != Label::Fax)
            }),
            column("Mobile Phone Number", |p| phones(&p.shown, |label| label == Label::Mobile)),
            column("Job Title", |p| plain(&p.shown.job_title)),
            column("Company Name", |p| plain(&p.shown.company)),
            column("Website URL", |p| plain(&p.shown.website)),
            column("LinkedIn URL", |p| profiles(&p.shown)),
            column("Unsubscribed from all email", |p| mark(&p.shown, Channel::Email)),
            column("Do Not Call", |p| mark(&p.shown, Channel::Call)),
            column("Do Not Contact", |p| other_bars(&p.shown)),
        ],
        Form::Salesforce => vec![
            column("Lead ID", |p| id(&p.shown, "salesforce")),
            column(OWN_ID, |p| own_id(&p.shown)),
            column("FirstName", |p| marked_name(&given(&p.shown))),
            column("LastName", |p| marked_name(&p.shown.family)),
            column("Title", |p| plain(&p.shown.job_title)),
            column("Company", |p| plain(&p.shown.company)),
            column("Email", |p| emails(&p.shown, None)),
            column("Phone", |p| {
                phones(&p.shown, |label| label != Label::Mobile && label != Label::Fax)
            }),
            column("MobilePhone", |p| phones(&p.shown, |label| label == Label::Mobile)),
            column("LeadSource", |p| plain(&p.shown.lead_source)),
            column("Website", |p| plain(&p.shown.website)),
            column("HasOptedOutOfEmail", |p| mark(&p.shown, Channel::Email)),
            column("DoNotCall", |p| mark(&p.shown, Channel::Call)),
            column("Do Not Contact", |p| other_bars(&p.shown)),
        ],
        Form::Pipedrive => vec![
            column("Person - ID", |p| id(&p.shown, "pipedrive")),
            column(OWN_ID, |p| own_id(&p.shown)),
            column("Person - Name", |p| marked_name(&p.shown.name)),
            column("Person - Email", |p| emails(&p.shown, None)),
            column("Person - Phone", |p| phones(&p.shown, |label| label != Label::Fax)),
            column("Person - Job title", |p| plain(&p.shown.job_title)),
            column("Organization - Name", |p| plain(&p.shown.company)),
            column("Person - Do not email", |p| mark(&p.shown, Channel::Email)),
            column("Person - Do not call", |p| mark(&p.shown, Channel::Call)),
            column("Person - Do not contact", |p| other_bars(&p.shown)),
        ],
    }
}

/// Our own form, with the words of the fields as headers.
fn own() -> Vec<Column> {
    let mut columns = vec![
        column("id", |p| {
            let others = p.shown.external_ids.iter().map(|id| format!("{}:{}", id.system, id.id));
            std::iter::once(own_id(&p.shown)).chain(others).collect::<Vec<_>>().join(" ::: ")
        }),
        column("prefix", |p| marked_name(&p.shown.prefix)),
        column("given", |p| marked_name(&p.shown.given)),
        column("middle", |p| marked_name(&p.shown.middle)),
        column("family", |p| marked_name(&p.shown.family)),
        column("suffix", |p| marked_name(&p.shown.suffix)),
        column("nickname", |p| marked_name(&p.shown.nickname)),
        column("full", |p| marked_name(&p.full)),
        column("job_title", |p| plain(&p.shown.job_title)),
        column("department", |p| plain(&p.shown.department)),
        column("company", |p| plain(&p.shown.company)),
        column("email", |p| {
            emails(&p.shown, Some(&[Label::Mobile, Label::Fax, Label::Main, Label::Other]))
        }),
        column("email_work", |p| emails(&p.shown, Some(&[Label::Work]))),
        column("email_home", |p| emails(&p.shown, Some(&[Label::Home]))),
        column("phone", |p| phones(&p.shown, |label| label == Label::Other)),
        column("phone_mobile", |p| phones(&p.shown, |label| label == Label::Mobile)),
        column("phone_work", |p| phones(&p.shown, |label| label == Label::Work)),
        column("phone_home", |p| phones(&p.shown, |label| label == Label::Home)),
        column("phone_main", |p| phones(&p.shown, |label| label == Label::Main)),
        column("phone_fax", |p| phones(&p.shown, |label| label == Label::Fax)),
        column("website", |p| plain(&p.shown.website)),
        column("profile", |p| profiles(&p.shown)),
    ];
    columns.extend(place_and_rest());
    columns
}

fn place_and_rest() -> Vec<Column> {
    fn place(q: &PersonShown, part: impl Fn(&domain::people::PostalAddress) -> &String) -> String {
        plain(q.addresses.first().map_or("", |address| part(address).as_str()))
    }
    fn yes(flag: bool) -> String {
        if flag { "yes".to_owned() } else { String::new() }
    }
    vec![
        column("number", |p| place(&p.shown, |a| &a.number)),
        column("street", |p| place(&p.shown, |a| &a.street)),
        column("line2", |p| place(&p.shown, |a| &a.line2)),
        column("city", |p| place(&p.shown, |a| &a.city)),
        column("state", |p| place(&p.shown, |a| &a.state)),
        column("postcode", |p| place(&p.shown, |a| &a.postcode)),
        column("country", |p| place(&p.shown, |a| &a.country)),
        column("birthday", |p| plain(&p.shown.birthday)),
        column("connected_on", |p| p.connected_on.clone()),
        column("source_on", |p| p.shown.source_on.map(|day| day.to_string()).unwrap_or_default()),
        column("lead_source", |p| plain(&p.shown.lead_source)),
        column("reason", |p| plain(p.shown.reasons.first().map_or("", String::as_str))),
        column("owner", |p| plain(&p.shown.owner)),
        column("tags", |p| tags(&p.shown)),
        column("note", |p| plain(&p.shown.note)),
        column("standing", |p| p.shown.standing.clone()),
        column("fit", |p| p.shown.fit.clone()),
        column("do_not_call", |p| {
            yes(is_barred(&p.shown, Channel::Call) && is_barred(&p.shown, Channel::Text))
        }),
        column("do_not_email", |p| yes(is_barred(&p.shown, Channel::Email))),
        column("do_not_contact", |p| yes(is_all_barred(&p.shown))),
        column("industry", |p| plain(&p.shown.industry)),
        column("language", |p| p.shown.language.clone()),
        column("zone", |p| p.shown.zone.clone()),
        column("rest", |p| serde_json::to_string(&p.rest).unwrap_or_default()),
    ]
}

fn is_barred(person: &PersonShown, channel: Channel) -> bool {
    person.suppressed.iter().any(|bar| bar.key.is_empty() && bar.channel == channel.as_str())
}

fn is_all_barred(person: &PersonShown) -> bool {
    Channel::ALL.iter().all(|channel| is_barred(person, *channel))
}

/// A check box of another program. Nothing, never `false`: an opt-out that was given there is not ours to lift.
fn mark(person: &PersonShown, channel: Channel) -> String {
    if is_barred(person, channel) { "true".to_owned() } else { String::new() }
}

/// What is barred beside the channels that have a check box of their own.
fn other_bars(person: &PersonShown) -> String {
    if is_all_barred(person) {
        return "true".to_owned();
    }
    let others = Channel::ALL.iter().filter(|channel| {
        !matches!(channel, Channel::Call | Channel::Email) && is_barred(person, **channel)
    });
    others.map(|channel| channel.as_str()).collect::<Vec<_>>().join("; ")
}

/// The given name, or the whole name where its parts are not known.
fn given(person: &PersonShown) -> String {
    if person.given.is_empty() && person.family.is_empty() {
        person.name.clone()
    } else {
        person.given.clone()
    }
}

/// Our own id of a person: it decides who they are when the table comes back.
fn own_id(person: &PersonShown) -> String {
    format!("{}:{}", Source::Touchstone, person.id)
}

fn profiles(person: &PersonShown) -> String {
    let listed = person.profiles.iter().filter(|url| is_listed_profile(url));
    listed.cloned().collect::<Vec<_>>().join("; ")
}

fn tags(person: &PersonShown) -> String {
    let listed = person.tags.iter().filter(|tag| is_listed_tag(tag));
    listed.cloned().collect::<Vec<_>>().join("; ")
}

/// The id in a program.
fn id(person: &PersonShown, system: &str) -> String {
    person
        .external_ids
        .iter()
        .find(|id| id.system == system)
        .map(|id| plain(&id.id))
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
