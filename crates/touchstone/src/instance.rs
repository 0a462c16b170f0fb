//! `release`: lets restored or copied data reach others again.

use app::instance;
use serde_json::json;

use crate::{
    answer::{Answer, Failure},
    context::Context,
};

/// Releases this installation.
pub(crate) async fn release(context: &Context) -> Result<Answer, Failure> {
    let was_held = instance::release(&context.app).await?;
    let text = if was_held { "released" } else { "it was not held" };
    Answer::done(&json!({ "released": was_held }), text)
}
