//! The links of the chain: each is a digest of the one before and of its line.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Line;
use crate::scope::Scope;

/// What stands before the first link of a workspace.
pub fn start(scope: Scope) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"touchstone audit 1");
    hash.update(scope.workspace.0.as_bytes());
    hash.finalize().to_vec()
}

/// The digest of values: without the salt nobody can find them by trying.
pub fn digest(salt: &[u8], content: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    add(&mut hash, Some(salt));
    add(&mut hash, Some(content.as_bytes()));
    hash.finalize().to_vec()
}

/// The link of a line at its place.
pub fn link(before: &[u8], nth: i64, scope: Scope, line: &Line) -> Vec<u8> {
    let mut hash = Sha256::new();
    add(&mut hash, Some(before));
    hash.update(nth.to_be_bytes());
    hash.update(scope.workspace.0.as_bytes());
    hash.update(line.id.as_bytes());
    add(&mut hash, line.member_id.as_ref().map(Uuid::as_bytes).map(<[u8; 16]>::as_slice));
    add(&mut hash, Some(line.action.as_bytes()));
    add(&mut hash, Some(line.subject.as_bytes()));
    add(&mut hash, line.subject_id.as_ref().map(Uuid::as_bytes).map(<[u8; 16]>::as_slice));
    add(&mut hash, Some(line.fields.as_bytes()));
    add(&mut hash, line.digest.as_deref());
    hash.update(line.recorded_at.to_be_bytes());
    hash.finalize().to_vec()
}

/// Whether a link is that of its line.
pub fn is_link(before: &[u8], nth: i64, scope: Scope, line: &Line) -> bool {
    line.chain.as_deref() == Some(link(before, nth, scope, line).as_slice())
}

/// Adds a part with its length, so that no two different lines run together into the same bytes.
fn add(hash: &mut Sha256, part: Option<&[u8]>) {
    match part {
        None => hash.update([0]),
        Some(part) => {
            hash.update([1]);
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
    }
}
