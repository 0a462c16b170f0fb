//! A type per id, so that a cadence cannot be passed for a person. All are UUIDs of version 7 made by
//! the program (the domain is given its ids, it makes none).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Makes an id type.
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                use utoipa::openapi::{KnownFormat, ObjectBuilder, SchemaFormat, schema::Type};
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )+};
}

id! {
    /// A tenant: nothing crosses its border.
    WorkspaceId,
    /// A rep, coach or admin in one workspace.
    MemberId,
    /// A human being.
    PersonId,
    /// Where persons work.
    CompanyId,
    /// One e-mail address of one person.
    EmailAddressId,
    /// One phone number of one person.
    PhoneNumberId,
    /// One file or paste that was read in.
    ImportId,
    /// A designed sequence of touches.
    CadenceId,
    /// One immutable version of a cadence.
    CadenceVersionId,
    /// One person on one cadence version.
    EnrollmentId,
    /// One contact attempt, planned or done.
    TouchId,
    /// The record of something done.
    ActivityId,
    /// A meeting with a person.
    MeetingId,
    /// A name given by somebody.
    ReferralId,
    /// A reason for the call.
    ReasonId,
    /// A bar on contact.
    SuppressionId,
    /// A time the calendar is not free.
    BusyId,
    /// A pair or group of people who may be one.
    DuplicateId,
    /// What counts as prospecting, as a workspace has it.
    DoctrineId,
    /// One immutable version of a doctrine.
    DoctrineVersionId,
    /// The daily goals of a rep under one name.
    RecipeId,
    /// One immutable version of a recipe.
    RecipeVersionId,
    /// What a rep entered for a day by hand.
    HandCountId,
    /// Two records made one, with what it takes to part them again.
    MergeId,
    /// Somebody who signs in, in however many workspaces.
    AccountId,
    /// A signed-in browser.
    SessionId,
    /// A personal token of the API.
    TokenId,
    /// A link that lets somebody in.
    InvitationId,
    /// Members who are looked after together.
    TeamId,
    /// Help that somebody asked for.
    HelpId,
    /// Days on which somebody does the touches of a rep who is away.
    CoverId,
    /// Filters and an order of a list that somebody keeps.
    ViewId,
    /// A change of many people at once.
    BulkId,
    /// A secret link to a rep's calendar.
    FeedId,
}
