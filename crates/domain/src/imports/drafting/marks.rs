//! Cells that hold one of a few words: yes and no, standing, fit, language, time zone.

use super::Work;
use crate::{
    activities::Channel,
    calendar::local,
    imports::{
        columns::Planned,
        consent, dates,
        draft::ProblemKind,
        fields::Field,
        languages, standings,
        values::{self, is_placeholder, line},
    },
    people::Fit,
};

impl Work<'_> {
    /// Takes yes, no and the words that are not free text; whether the field is one.
    pub(super) fn mark(&mut self, column: &Planned, cell: &str) -> bool {
        let text = line(cell);
        match column.field {
            Field::DoNotContact if self.channels(&text) => {}
            Field::DoNotCall | Field::DoNotEmail | Field::DoNotContact => self.bar(column, &text),
            Field::BirthYear | Field::BirthMonth | Field::BirthDay => self.birth(column, &text),
            Field::Standing | Field::Language | Field::Zone if is_placeholder(&text) => {}
            Field::Standing => self.standing(column, &text),
            Field::Fit => self.fit(column, &text),
            Field::Language => self.language(column, &text),
            Field::Zone => self.zone(column, &text),
            _ => return false,
        }
        true
    }

    fn bar(&mut self, column: &Planned, text: &str) {
        let today = self.drafting.today;
        let told = consent::is_forbidden(text)
            // The day on which they said so.
            .or_else(|| {
                dates::day(text, column.evidence.order(None, None), today).ok().map(|_| true)
            });
        let is_forbidden = match told {
            Some(is_forbidden) => is_forbidden,
            None if is_placeholder(text) => false,
            // Nobody is called because a word was not understood.
            None => {
                self.wrong(column, ProblemKind::YesNo, text, "neither yes nor no, taken as yes");
                true
            }
        };
        let mark = match column.field {
            Field::DoNotCall => &mut self.draft.do_not_call,
            Field::DoNotEmail => &mut self.draft.do_not_email,
            _ => &mut self.draft.do_not_contact,
        };
        *mark |= is_forbidden;
    }

    /// Takes the names of channels, where the cell holds nothing else.
    fn channels(&mut self, text: &str) -> bool {
        let names = text.split([';', ',']).map(|name| values::fold(name).replace(' ', "_"));
        let Ok(named) = names.map(|name| Channel::parse(&name)).collect::<Result<Vec<_>, _>>()
        else {
            return false;
        };
        for channel in named {
            if !self.draft.barred.contains(&channel) {
                self.draft.barred.push(channel);
            }
        }
        true
    }

    fn birth(&mut self, column: &Planned, text: &str) {
        let place = match column.field {
            Field::BirthYear => 0,
            Field::BirthMonth => 1,
            _ => 2,
        };
        if let Some(slot) = self.birth.get_mut(place) {
            *slot = text.parse().ok();
        }
    }

    fn standing(&mut self, column: &Planned, text: &str) {
        let found = standings::standing(text);
        self.draft.standing = found.or(self.draft.standing);
        if values::fold(&column.header) != "standing" {
            self.custom(column, text);
        } else if found.is_none() {
            self.wrong(column, ProblemKind::Standing, text, "no standing that is known");
        }
    }

    fn fit(&mut self, column: &Planned, text: &str) {
        match (Fit::parse(&text.to_lowercase()), values::truth(text)) {
            (Ok(fit), _) => self.draft.fit = Some(fit),
            (Err(_), Some(true)) => self.draft.fit = Some(Fit::Yes),
            (Err(_), Some(false)) => self.draft.fit = Some(Fit::No),
            (Err(_), None) if is_placeholder(text) => {}
            (Err(_), None) => {
                self.wrong(column, ProblemKind::Fit, text, "neither yes, no nor unknown");
            }
        }
    }

    fn language(&mut self, column: &Planned, text: &str) {
        let Some((tag, has_more)) = languages::first(text) else {
            return self.wrong(column, ProblemKind::Language, text, "no language that is known");
        };
        if self.draft.language.is_empty() {
            self.draft.language.clone_from(&tag);
        }
        if has_more || self.draft.language != tag {
            self.custom(column, text);
        }
    }

    fn zone(&mut self, column: &Planned, text: &str) {
        let named = text.replace("_slash_", "/").replace(' ', "_");
        match local::zone(&named).ok().and_then(|zone| zone.iana_name().map(str::to_owned)) {
            Some(name) if self.draft.zone.is_empty() => self.draft.zone = name,
            Some(name) if self.draft.zone != name => self.custom(column, text),
            Some(_) => {}
            None => self.wrong(column, ProblemKind::Zone, text, "no time zone that is known"),
        }
    }
}
