//! The chain of hashes that shows whether events were removed or altered by accident or by half. A hash covers a
//! salted digest of the body, not the body: personal data can be purged and the chain still verifies.
//!
//! It has no key: who may write the whole database could write another chain. Signed receipts are what proves a
//! filing against that.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash before the first event of a dossier.
pub(crate) const GENESIS: Hash = [0; 32];

/// The digest of any bytes.
pub fn digest(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// What one link of the chain covers.
pub(crate) struct Link<'a> {
    pub previous_hash: &'a Hash,
    pub reference: &'a str,
    pub seq: u32,
    pub status: &'a str,
    pub at: &'a str,
    pub actor: &'a str,
    pub body_digest: &'a Hash,
    pub opening: Option<Opening<'a>>,
}

/// What the first event of a dossier adds: where it is and the digest of the code that opens it.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'a> {
    pub territoire: &'a str,
    pub code_digest: &'a Hash,
}

impl Link<'_> {
    /// Each part is preceded by its length, so that no two different links are written alike.
    pub fn hash(&self) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(b"guichet-event-1");
        hasher.update(self.previous_hash);
        hasher.update(self.seq.to_be_bytes());
        for part in [self.reference, self.status, self.at, self.actor] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.update(self.body_digest);
        if let Some(opening) = self.opening {
            hasher.update((opening.territoire.len() as u64).to_be_bytes());
            hasher.update(opening.territoire.as_bytes());
            hasher.update(opening.code_digest);
        }
        hasher.finalize().into()
    }
}

/// The salted digest of a body: without the salt, a short body could be guessed from its digest after a purge.
pub(crate) fn salted_digest(salt: &[u8; 16], body: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(body);
    hasher.finalize().into()
}

/// Where a chain breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// The events are not numbered 1, 2, 3…
    #[error("find event {expected}")]
    Missing {
        /// Number of the event that should be there.
        expected: u32,
    },
    /// The event does not carry the hash of the one before.
    #[error("link event {seq} to the one before")]
    Unlinked {
        /// Number of the event.
        seq: u32,
    },
    /// The event does not have the hash of what it holds.
    #[error("verify event {seq}: it was altered")]
    Altered {
        /// Number of the event.
        seq: u32,
    },
}
