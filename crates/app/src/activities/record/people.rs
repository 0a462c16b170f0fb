//! What an outcome does to the person: standing and fit, addresses and numbers, what is forbidden.

use domain::cadences::advance::{Advance, Mark};
use store::{
    people::{self as people_rows, marks},
    suppressions,
};

use super::{Recording, subject::Subject};
use crate::{
    activities::{ActivityError, PersonChange},
    clock::{day_number, micros},
    people,
};

impl Recording<'_> {
    pub(super) async fn change_person(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let (scope, person, before) = (self.member.scope, subject.reached.person, &subject.person);
        let at = micros(self.app.clock.recorded());
        if advanced.standing.is_none() && advanced.fit.is_none() && advanced.nurture_until.is_none()
        {
            return Ok(());
        }
        let mut change = PersonChange { person: person.0, standing: None, fit: None };
        if advanced.standing.is_some() || advanced.nurture_until.is_some() {
            let standing = match advanced.standing {
                Some(standing) => standing.as_str(),
                None => before.standing.as_str(),
            };
            let until = advanced.nurture_until.map(day_number);
            people_rows::set_standing(self.tx, scope, person, standing, until, at).await?;
            let was = (before.standing.clone(), before.nurture_until_on);
            change.standing = Some([was, (standing.to_owned(), until)]);
        }
        if let Some((fit, why)) = &advanced.fit {
            marks::set_fit(self.tx, scope, person, fit.as_str(), why, at).await?;
            let was = (before.fit.clone(), before.fit_why.clone());
            change.fit = Some([was, (fit.to_string(), why.clone())]);
        }
        self.effect.person = Some(change);
        Ok(())
    }

    pub(super) async fn mark(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let (scope, ids) = (self.member.scope, [subject.person.id]);
        for mark in &advanced.marks {
            match mark {
                Mark::Number(id) => {
                    let before = people_rows::phone_numbers(self.tx, scope, &ids).await?;
                    let known = before
                        .into_iter()
                        .find(|number| number.id == id.0)
                        .map(|number| number.bad_why);
                    marks::mark_phone_bad(self.tx, scope, id.0, "wrong, or they left").await?;
                    self.effect.bad_numbers.push((id.0, known.unwrap_or_default()));
                }
                Mark::Email(id) | Mark::Bounced(id) => {
                    let before = people_rows::email_addresses(self.tx, scope, &ids).await?;
                    let known = before
                        .into_iter()
                        .find(|email| email.id == id.0)
                        .map(|email| email.bad_why);
                    let why = if matches!(mark, Mark::Bounced(_)) {
                        "bounced"
                    } else {
                        "wrong, or they left"
                    };
                    marks::mark_email_bad(self.tx, scope, id.0, why).await?;
                    self.effect.bad_emails.push((id.0, known.unwrap_or_default()));
                }
                // Profiles and postal addresses carry no mark: the activity itself says that they are wrong.
                Mark::Profile | Mark::PostalAddress => {}
            }
        }
        Ok(())
    }

    /// Forbids the channels for the person, and for every address and number of theirs, whoever else has it.
    pub(super) async fn suppress(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let Some(forbidden) = &advanced.suppress else { return Ok(()) };
        let rows = people::suppress::rows(
            self.tx,
            self.app,
            self.member,
            subject.reached.person,
            &forbidden.channels,
            &forbidden.why,
            "outcome",
            self.at,
        )
        .await?;
        suppressions::insert(self.tx, self.member.scope, &rows).await?;
        self.effect.forbade = true;
        Ok(())
    }
}
