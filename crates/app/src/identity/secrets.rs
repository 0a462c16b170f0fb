//! Secrets that let somebody in: made by chance, given once, kept hashed.
//!
//! Each begins with the workspace it belongs to, so that looking it up stays inside that workspace.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::ids::WorkspaceId;
use sha2::{Digest, Sha256};
use store::scope::Scope;
use uuid::Uuid;

/// Bytes of an id.
const ID: usize = 16;
/// Bytes left to chance: 244 bits of them cannot be guessed, so a plain hash is enough.
const CHANCE: usize = 32;

/// A secret of one thing in one workspace: a session, a token, an invitation.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The workspace it belongs to.
    pub workspace: WorkspaceId,
    /// What it is the secret of.
    pub id: Uuid,
    chance: [u8; CHANCE],
}

/// A secret is not printed.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({})", self.id)
    }
}

impl Secret {
    /// A new secret.
    pub fn new(scope: Scope, id: Uuid) -> Self {
        let mut chance = [0; CHANCE];
        // Each holds 122 bits that the system's source of chance gives.
        for half in chance.chunks_exact_mut(ID) {
            half.copy_from_slice(Uuid::new_v4().as_bytes());
        }
        Self { workspace: scope.workspace, id, chance }
    }

    /// Reads a secret as [`Self::text`] writes it; none when it is no secret.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (workspace, rest) = bytes.split_at_checked(ID)?;
        let (id, chance) = rest.split_at_checked(ID)?;
        Some(Self {
            workspace: WorkspaceId(Uuid::from_slice(workspace).ok()?),
            id: Uuid::from_slice(id).ok()?,
            chance: chance.try_into().ok()?,
        })
    }

    /// The secret as it is given away.
    pub fn text(&self) -> String {
        let mut bytes = Vec::with_capacity(2 * ID + CHANCE);
        bytes.extend_from_slice(self.workspace.0.as_bytes());
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(&self.chance);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What is kept of it.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.chance).to_vec()
    }

    /// Whether a kept hash is this secret's. Takes the same time wherever they differ: what is compared are hashes,
    /// which nobody who does not know the secret can choose.
    pub fn is(&self, hash: &[u8]) -> bool {
        let own = self.hash();
        own.len() == hash.len()
            && own.iter().zip(hash).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
    }

    /// The border it is looked up in.
    pub fn scope(&self) -> Scope {
        Scope::of(self.workspace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_was_written_and_no_two_are_equal() {
        let scope = Scope::of(WorkspaceId(Uuid::from_u128(7)));
        let (a, b) = (Secret::new(scope, Uuid::nil()), Secret::new(scope, Uuid::nil()));
        assert_eq!(Secret::read(&a.text()), Some(a.clone()));
        assert!(a.is(&a.hash()) && !a.is(&b.hash()) && !a.is(&[]));
    }

    #[test]
    fn what_is_no_secret_is_not_read() {
        let text = Secret::new(Scope::of(WorkspaceId(Uuid::nil())), Uuid::nil()).text();
        for wrong in ["", "!", "AAAA", &format!("{text}AAAA")] {
            assert_eq!(Secret::read(wrong), None, "{wrong}");
        }
    }
}
