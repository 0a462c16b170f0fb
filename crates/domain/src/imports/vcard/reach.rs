//! The ways to reach somebody that a card gives.

use crate::{
    imports::draft::{DraftEmail, DraftPhone},
    people::Label,
};

/// The country that tells how a number without `+` is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Region(
    #[expect(dead_code, reason = "numbers are read by country next")] Option<String>,
);

impl Region {
    pub(super) fn new(country: &str, default_country: Option<&str>) -> Self {
        Self((!country.is_empty()).then_some(country).or(default_country).map(str::to_owned))
    }
}

pub(super) fn country_code(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| text.to_ascii_uppercase())
}

pub(super) fn email(text: &str, label: Label) -> Result<Vec<DraftEmail>, String> {
    let address = text.strip_prefix("mailto:").unwrap_or(text).trim();
    if !email_address::EmailAddress::is_valid(address) {
        return Err(format!(
            "`{}` is not an e-mail address",
            address.chars().take(80).collect::<String>()
        ));
    }
    let (local, domain) = address.rsplit_once('@').unwrap_or_default();
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| "domain is none".to_owned())?;
    Ok(vec![DraftEmail {
        address: address.to_owned(),
        key: format!("{local}@{domain}").to_lowercase(),
        label,
    }])
}

pub(super) fn phone(text: &str, label: Label, _region: &Region) -> Result<DraftPhone, String> {
    Ok(DraftPhone { raw: text.to_owned(), e164: None, extension: String::new(), label })
}
