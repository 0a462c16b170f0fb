//! Work that belongs to no step: touches closed and made, a meeting, a name that was given.

use domain::{
    activities::Behaviour,
    cadences::advance::{Advance, Closes},
    ids::{MeetingId, PersonId, TouchId},
    touches::{LooseKind, LooseTouch},
};
use store::{activities as rows, meetings, touches as touch_rows};
use uuid::Uuid;

use super::{Recording, subject::Subject};
use crate::{
    activities::{ActivityError, LooseShown},
    clock::{day_number, micros},
    referrals,
    touches::{loose_of, loose_row},
};

impl Recording<'_> {
    pub(super) async fn close_loose(
        &mut self,
        subject: &Subject,
        this: Option<Uuid>,
        closes: Closes,
        activity: &rows::Activity,
    ) -> Result<(), ActivityError> {
        for (row, touch) in &subject.loose {
            let is_this = this == Some(row.id);
            let is_closed = match closes {
                Closes::Nothing => false,
                Closes::This => is_this,
                Closes::All => true,
            };
            if is_closed {
                self.close(row, touch, is_this, activity).await?;
            }
        }
        Ok(())
    }

    /// Closes a touch: done by this activity, or dropped because of it.
    pub(super) async fn close(
        &mut self,
        row: &touch_rows::Touch,
        touch: &LooseTouch,
        is_done: bool,
        activity: &rows::Activity,
    ) -> Result<(), ActivityError> {
        let after = touch_rows::Touch {
            state: if is_done { "done" } else { "dropped" }.to_owned(),
            done_on: Some(day_number(self.on)),
            is_late: i64::from(is_done && self.on > touch.to),
            activity_id: Some(activity.id),
            ..row.clone()
        };
        touch_rows::update(self.tx, self.member.scope, &after).await?;
        self.effect.closed.push(row.clone());
        Ok(())
    }

    /// The touch outside a cadence that work without an outcome was: the one named, else the answer or the follow-up that is
    /// due, when it is what such work does.
    pub(super) async fn loose_touch_done(
        &mut self,
        person: Option<PersonId>,
    ) -> Result<Option<(touch_rows::Touch, LooseTouch)>, ActivityError> {
        let Some(person) = person else {
            return match self.request.touch {
                Some(touch) => Err(ActivityError::UnknownTouch { touch }),
                None => Ok(None),
            };
        };
        let does = match self.request.behaviour {
            Some(Behaviour::FollowUpEmails) => Some(LooseKind::AnswerDue),
            Some(Behaviour::ReferralFollowUps) => Some(LooseKind::ReferralFollowUp),
            _ => None,
        };
        for row in touch_rows::open_of_person(self.tx, self.member.scope, person).await? {
            let touch = loose_of(&row)?;
            let is_it = match self.request.touch {
                Some(named) => named.0 == row.id,
                None => does == Some(touch.kind) && touch.from <= self.on,
            };
            if is_it {
                return Ok(Some((row, touch)));
            }
        }
        match self.request.touch {
            Some(touch) => Err(ActivityError::UnknownTouch { touch }),
            None => Ok(None),
        }
    }

    pub(super) async fn make_loose(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        for touch in &advanced.loose {
            let row = loose_row(self.app, self.member, subject.reached.person, touch);
            self.made(&row).await?;
            self.logged.loose.push(LooseShown {
                touch: TouchId(row.id),
                person: subject.reached.person,
                kind: touch.kind,
                from: touch.from,
                to: touch.to,
            });
        }
        Ok(())
    }

    pub(super) async fn made(&mut self, touch: &touch_rows::Touch) -> Result<(), ActivityError> {
        touch_rows::insert(self.tx, self.member.scope, touch).await?;
        self.effect.made.push(touch.id);
        Ok(())
    }

    pub(super) async fn store_meeting(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let Some(meeting) = advanced.meeting else { return Ok(()) };
        let row = meetings::Meeting {
            id: self.app.ids.next(),
            person_id: subject.person.id,
            member_id: self.member.id.0,
            enrollment_id: subject.enrollment.as_ref().map(|(row, _)| row.id),
            activity_id: Some(self.id.0),
            starts_at: meeting.start.map(micros),
            minutes: meeting.minutes.into(),
            place: String::new(),
            state: "set".to_owned(),
            created_at: micros(self.at),
        };
        meetings::insert(self.tx, self.member.scope, &row).await?;
        self.effect.meeting = Some(row.id);
        self.logged.meeting = Some(MeetingId(row.id));
        Ok(())
    }

    /// Stores a name that was given: a new lead, the referral, and its follow-up.
    pub(super) async fn add_referral(
        &mut self,
        giver: Option<PersonId>,
        name: &str,
        follow_up: Option<LooseTouch>,
    ) -> Result<(), ActivityError> {
        let phone = self.request.phone.as_deref().unwrap_or_default();
        let given =
            referrals::Given { name, phone, why: "", giver, activity: Some(self.id), on: self.on };
        let stored = referrals::store_given(
            self.tx,
            self.app,
            self.member,
            &self.settings,
            &given,
            follow_up,
        )
        .await?;
        self.effect.referral = Some(stored.referral.0);
        self.effect.lead = Some(stored.person.0);
        self.effect.made.push(stored.follow_up.0);
        self.logged.referral = Some(stored.person);
        self.logged.loose.push(LooseShown {
            touch: stored.follow_up,
            person: stored.person,
            kind: LooseKind::ReferralFollowUp,
            from: stored.from,
            to: stored.to,
        });
        Ok(())
    }
}
