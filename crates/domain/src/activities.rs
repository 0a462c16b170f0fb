//! Activities: what was done, on which channel, with which outcome.

pub mod record;

use crate::words;

words! {
    /// How somebody is contacted.
    pub enum Channel {
        /// A phone call.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A text message.
        Text = "text",
        /// A message or comment on a social network.
        Social = "social",
        /// A letter.
        Letter = "letter",
        /// A visit without an appointment.
        WalkIn = "walk_in",
        /// A talk at an event.
        Event = "event",
        /// A video call or message.
        Video = "video",
    }
}

words! {
    /// What a touch led to. The effects stand in [`Outcome::effects`](crate::cadences::effects).
    pub enum Outcome {
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A machine took a message.
        Voicemail = "voicemail",
        /// Somebody else answered.
        Gatekeeper = "gatekeeper",
        /// They named a time to call back.
        CallBack = "call_back",
        /// Not now, but at a later day.
        NotNow = "not_now",
        /// They agreed to meet.
        MeetingSet = "meeting_set",
        /// They said no.
        NotInterested = "not_interested",
        /// They could not or would not buy.
        NotAFit = "not_a_fit",
        /// Wrong number or address, or they left the company.
        WrongOrLeft = "wrong_or_left",
        /// They forbade contact on every channel.
        DoNotContact = "do_not_contact",
        /// They forbade calls and texts.
        DoNotCall = "do_not_call",
        /// They answered by themselves.
        Replied = "replied",
        /// An automatic reply names the day of return.
        OutOfOffice = "out_of_office",
        /// The message could not be delivered.
        Bounced = "bounced",
    }
}

words! {
    /// What somebody was asked for.
    pub enum Ask {
        /// A meeting.
        Meeting = "meeting",
        /// The name of somebody who might need us.
        Referral = "referral",
        /// To be connected with a named person.
        Introduction = "introduction",
    }
}

words! {
    /// Who began it.
    pub enum InitiatedBy {
        /// We did.
        Us = "us",
        /// They did: a reply, a bounce, an automatic answer.
        Them = "them",
    }
}

words! {
    /// A kind of activity that a recipe counts.
    pub enum Behaviour {
        /// Calls.
        Calls = "calls",
        /// Talks with the person aimed at.
        Conversations = "conversations",
        /// Asks for a meeting.
        MeetingAsks = "meeting_asks",
        /// Referrals asked for.
        ReferralAsks = "referral_asks",
        /// Referrals followed up.
        ReferralFollowUps = "referral_follow_ups",
        /// Introductions asked for.
        IntroductionAsks = "introduction_asks",
        /// First e-mails to somebody.
        FirstEmails = "first_emails",
        /// E-mails after the first.
        FollowUpEmails = "follow_up_emails",
        /// Text messages.
        Texts = "texts",
        /// Messages on social networks.
        SocialTouches = "social_touches",
        /// Letters.
        Letters = "letters",
        /// Visits without an appointment.
        WalkIns = "walk_ins",
        /// Talks at events.
        Events = "events",
        /// Video calls and messages.
        Videos = "videos",
        /// Work on alliances and partners.
        AllianceWork = "alliance_work",
        /// Help given to somebody.
        HelpGiven = "help_given",
    }
}
