//! What an outcome does to enrollments: the touch that was done, those passed over, colleagues held.

use domain::{cadences::advance::Advance, ids::CompanyId};
use jiff::civil::Date;
use store::{activities as rows, companies, enrollments as enrollment_rows, touches as touch_rows};

use super::{Recording, subject::Subject};
use crate::{
    activities::{ActivityError, HoldBefore},
    clock::{day_number, micros},
    enrollments::put_facts,
};

impl Recording<'_> {
    /// Writes the touch that was done and those passed over, and where the enrollment stands afterwards.
    pub(super) async fn move_enrollment(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
        activity: &rows::Activity,
    ) -> Result<(), ActivityError> {
        let Some((before, cadence)) = &subject.enrollment else { return Ok(()) };
        if let Some(done) = advanced.touch {
            let touch = touch_rows::Touch {
                step: done.step.into(),
                channel: activity.channel.clone(),
                minutes: activity.minutes,
                from_on: day_number(done.window.from),
                to_on: day_number(done.window.to),
                state: "done".to_owned(),
                done_on: Some(day_number(done.on)),
                is_late: done.is_late.into(),
                activity_id: Some(activity.id),
                ..self.touch_row(before, done.on)
            };
            self.made(&touch).await?;
        }
        for skipped in &advanced.skipped {
            let step = cadence.step(skipped.step);
            let touch = touch_rows::Touch {
                step: skipped.step.into(),
                channel: step.map(|step| step.channel.to_string()).unwrap_or_default(),
                minutes: step.map_or(0, |step| step.minutes.into()),
                state: "skipped".to_owned(),
                done_on: Some(day_number(self.on)),
                why: skipped
                    .missing
                    .map_or_else(|| skipped.why.to_string(), |missing| missing.to_string()),
                activity_id: Some(activity.id),
                ..self.touch_row(before, self.on)
            };
            self.made(&touch).await?;
        }
        self.logged.change = advanced.change;
        if let Some(after) = &advanced.after {
            let mut row = before.clone();
            put_facts(&mut row, after);
            if !enrollment_rows::update(self.tx, self.member.scope, &row).await? {
                return Err(ActivityError::LaterWork);
            }
            self.effect.enrollment = Some(before.clone());
            self.effect.after = Some(row);
            self.logged.state = Some(after.state);
            self.logged.next = subject.next_of(advanced);
        }
        Ok(())
    }

    pub(super) fn touch_row(
        &self,
        enrollment: &enrollment_rows::Enrollment,
        on: Date,
    ) -> touch_rows::Touch {
        touch_rows::Touch {
            id: self.app.ids.next(),
            enrollment_id: Some(enrollment.id),
            person_id: enrollment.person_id,
            member_id: enrollment.member_id,
            kind: "step".to_owned(),
            from_on: day_number(on),
            to_on: day_number(on),
            created_at: micros(self.app.clock.now()),
            ..touch_rows::Touch::default()
        }
    }

    /// Holds the touches of colleagues at the same company; they keep their room.
    pub(super) async fn hold_colleagues(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let (Some(why), Some(company)) = (advanced.hold_colleagues, subject.person.company_id)
        else {
            return Ok(());
        };
        let scope = self.member.scope;
        let before = companies::get(self.tx, scope, CompanyId(company)).await?;
        let held = crate::companies::hold_colleagues(self.tx, scope, &subject.person, why, self.at)
            .await?;
        for (enrollment, person) in held {
            self.effect.held.push(enrollment);
            self.logged.held.push(person);
        }
        self.effect.company = before.map(|before| HoldBefore {
            company,
            why: before.held_why,
            at: before.held_at,
            because_of: before.held_for,
        });
        Ok(())
    }
}
