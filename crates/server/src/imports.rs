//! Imports.
use crate::{api::Api, problems::problems};
use app::imports::ImportError;

problems! { ImportError {
    Self::Refused(_) => UNPROCESSABLE_ENTITY "refused",
    Self::Input(_) | Self::Temporary(_) => INTERNAL_SERVER_ERROR "failed",
    Self::Unreadable(_) => INTERNAL_SERVER_ERROR "failed",
    Self::FullHalfway => INSUFFICIENT_STORAGE "disk_full_halfway",
    Self::Cancelled => CONFLICT "stopped",
    Self::NothingToUndo => NOT_FOUND "nothing_to_undo",
    Self::UndoneAlready => CONFLICT "undone_already",
    Self::TooLate { .. } => CONFLICT "too_late_to_undo",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes(api: Api) -> Api {
    api
}
