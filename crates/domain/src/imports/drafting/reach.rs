//! Cells that tell how somebody is reached: addresses of e-mail and numbers.

use super::{MOST, Work};
use crate::{
    imports::{
        columns::Planned,
        draft::{DraftEmail, DraftPhone, ProblemKind, Source},
        fields::Field,
        values::{self, is_placeholder, line},
    },
    people::{Label, email, phone},
};

impl Work<'_> {
    pub(super) fn emails(&mut self, column: &Planned, cell: &str) {
        if is_placeholder(cell) {
            return;
        }
        let label = self.label_or(match column.field {
            Field::EmailWork => Some(Label::Work),
            Field::EmailHome => Some(Label::Home),
            _ => column.label,
        });
        if self.beside_address.is_empty() {
            self.beside_address = beside_address(cell);
        }
        for read in email::read_all(cell) {
            match read {
                Ok(address) => {
                    let known = self.draft.emails.iter().any(|kept| kept.key == address.key());
                    if !known && self.draft.emails.len() < MOST {
                        let (text, key) = (address.as_str().to_owned(), address.key().to_owned());
                        self.draft.emails.push(DraftEmail { address: text, key, label });
                    }
                }
                Err((text, why)) => self.wrong(column, ProblemKind::Email, &text, why),
            }
        }
    }

    pub(super) fn phones(&mut self, column: &Planned, cell: &str) {
        if is_placeholder(cell) {
            return;
        }
        let own = match column.field {
            Field::PhoneMobile => Some(Label::Mobile),
            Field::PhoneWork => Some(Label::Work),
            Field::PhoneHome => Some(Label::Home),
            Field::PhoneMain => Some(Label::Main),
            Field::PhoneFax => Some(Label::Fax),
            _ => column.label,
        };
        let label = self.label_or(own);
        for read in phone::read_all(cell, self.country.as_deref()) {
            match read {
                Ok(number) => {
                    if let Some(why) = number.doubt() {
                        self.wrong(column, ProblemKind::Phone, number.raw(), why);
                    }
                    let made = DraftPhone {
                        raw: line(number.raw()),
                        e164: number.e164().map(str::to_owned),
                        extension: number.extension().to_owned(),
                        label: number.label().unwrap_or(label),
                    };
                    let is_known = |kept: &DraftPhone| {
                        kept.extension == made.extension
                            && (kept.raw == made.raw
                                || (kept.e164.is_some() && kept.e164 == made.e164))
                    };
                    if !self.draft.phones.iter().any(is_known) && self.draft.phones.len() < MOST {
                        let is_spare = column.label == Some(Label::Other);
                        self.ranks.push(rank(made.label, is_spare));
                        self.draft.phones.push(made);
                    }
                }
                Err((text, why)) => self.wrong(column, ProblemKind::Phone, &text, why),
            }
        }
    }

    /// The label of the column before (Google), else that of the header.
    fn label_or(&self, own: Option<Label>) -> Label {
        let told = self.label.as_deref().map(values::fold);
        let told = told.as_deref().and_then(|text| match text {
            _ if text.contains("fax") => Some(Label::Fax),
            "work" | "arbeit" | "geschaftlich" | "travail" | "professionnel" | "trabajo"
            | "trabalho" | "lavoro" | "werk" | "勤務先" => Some(Label::Work),
            "home" | "privat" | "domicile" | "personnel" | "casa" | "particular"
            | "residencial" | "abitazione" | "thuis" | "自宅" => Some(Label::Home),
            "mobile" | "mobil" | "cell" | "portable" | "movil" | "celular" | "cellulare"
            | "mobiel" | "携帯" => Some(Label::Mobile),
            "main" | "principal" | "haupt" => Some(Label::Main),
            "" => None,
            _ => Some(Label::Other),
        });
        told.or(own).unwrap_or(Label::Other)
    }

    /// Puts the numbers at which somebody is met first, and those that are never called last.
    pub(super) fn rank_phones(&mut self) {
        // Our own export has them in the order in which they are dialled.
        if self.drafting.source == Source::Touchstone {
            return;
        }
        let phones = std::mem::take(&mut self.draft.phones);
        let mut ranked: Vec<(u8, DraftPhone)> = self.ranks.drain(..).zip(phones).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        self.draft.phones = ranked.into_iter().map(|(_, phone)| phone).collect();
    }
}

/// Work and mobile before home, home before the switchboard, other numbers behind.
fn rank(label: Label, is_spare: bool) -> u8 {
    match label {
        Label::Work | Label::Mobile => 0,
        Label::Other if !is_spare => 0,
        Label::Home => 1,
        Label::Main => 2,
        Label::Other => 3,
        Label::Fax => 4,
    }
}

/// What stands before the only address in angles, unless it is an address itself.
fn beside_address(cell: &str) -> String {
    let text = match cell.split_once('<') {
        Some((before, rest)) if !rest.contains('<') && !before.contains('@') => {
            values::name(before.trim().trim_matches(['"', '\'']))
        }
        _ => String::new(),
    };
    text.chars().take(500).collect()
}
