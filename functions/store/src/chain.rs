//! The chain of hashes that shows whether events were removed or altered by accident or by half. A hash covers a
//! salted digest of the body, not the body: personal data can be purged and the chain still verifies.
//!
//! It has no key: who may write the whole database could write another chain. Signed receipts are what proves a
//! filing against that: they hold the hash of the first event.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash before the first event of a dossier.
pub(crate) const GENESIS: Hash = [0; 32];

/// The digest of any bytes.
pub fn digest(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// A hash as it is told: hexadecimal, lower case.
pub fn to_hex(hash: &Hash) -> String {
    hex::encode(hash)
}

/// What one link of the chain covers. Who acted is told by their kind here and by their name in `content_digest`, so
/// that an applicant can compute the hash of a move without being told which agent made it.
pub(crate) struct Link<'a> {
    pub previous_hash: &'a Hash,
    pub reference: &'a str,
    pub seq: u32,
    pub status: &'a str,
    pub at: &'a str,
    pub actor: &'a str,
    pub content_digest: &'a Hash,
    pub opening: Option<Opening<'a>>,
}

/// What the first event of a dossier adds: where it is and the digest of the code that opens it.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'a> {
    pub territoire: &'a str,
    pub code_digest: &'a Hash,
}

/// How a hash is computed. `docs/api.md` says both for third parties; events keep for ever the one they were written
/// with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The first that there was: the name of an agent is in the hash itself.
    One,
    /// The name of an agent is in the salted digest.
    Two,
}

impl Formula {
    /// The one that events are written with.
    pub(crate) const CURRENT: Self = Self::Two;

    /// Both, the current one first.
    pub(crate) const ALL: [Self; 2] = [Self::Two, Self::One];

    /// Its number, told to third parties.
    pub const fn number(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// The digest of what an event holds. It is salted: without the salt, a short body could be guessed from its
    /// digest after a purge.
    pub(crate) fn content_digest(self, salt: &[u8; 16], actor: &str, body: &str) -> Hash {
        match self {
            Self::One => salted_digest(salt, body.as_bytes()),
            Self::Two => {
                let mut hasher = Sha256::new();
                hasher.update(salt);
                update_with_length(&mut hasher, actor);
                hasher.update(body.as_bytes());
                hasher.finalize().into()
            }
        }
    }

    /// The hash of an event. Each part of no fixed length is preceded by its length, so that no two different links are
    /// written alike.
    pub(crate) fn hash(self, link: &Link<'_>) -> Hash {
        let (name, actor) = match self {
            Self::One => (b"guichet-event-1", link.actor),
            Self::Two => (b"guichet-event-2", ActorKind::of(link.actor).as_str()),
        };
        let mut hasher = Sha256::new();
        hasher.update(name);
        hasher.update(link.previous_hash);
        hasher.update(link.seq.to_be_bytes());
        for part in [link.reference, link.status, link.at, actor] {
            update_with_length(&mut hasher, part);
        }
        hasher.update(link.content_digest);
        if let Some(opening) = link.opening {
            update_with_length(&mut hasher, opening.territoire);
            hasher.update(opening.code_digest);
        }
        hasher.finalize().into()
    }
}

fn update_with_length(hasher: &mut Sha256, part: &str) {
    hasher.update((part.len() as u64).to_be_bytes());
    hasher.update(part.as_bytes());
}

/// On which side an event was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// The applicant.
    Demandeur,
    /// An agent, whose name is not told.
    Agent,
}

impl ActorKind {
    /// The kind of a stored actor: the applicant has no name there.
    pub fn of(actor: &str) -> Self {
        if actor == DEMANDEUR {
            Self::Demandeur
        } else {
            Self::Agent
        }
    }

    /// Its name in the hash and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demandeur => DEMANDEUR,
            Self::Agent => "agent",
        }
    }
}

/// How the applicant is named in the events.
pub const DEMANDEUR: &str = "demandeur";

/// A salted digest of any bytes.
pub(crate) fn salted_digest(salt: &[u8; 16], bytes: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(bytes);
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

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: [u8; 16] = [7; 16];

    fn link<'a>(actor: &'a str, content_digest: &'a Hash) -> Link<'a> {
        Link {
            previous_hash: &GENESIS,
            reference: "TI26-6G6B-34FB",
            seq: 2,
            status: "recevable",
            at: "2026-11-24T10:00:00Z",
            actor,
            content_digest,
            opening: None,
        }
    }

    #[test]
    fn the_hash_does_not_tell_agents_apart_and_the_digest_does() {
        let digest = Formula::Two.content_digest(&SALT, "agent:a", "{}");
        let of = |actor| Formula::Two.hash(&link(actor, &digest));
        assert_eq!(of("agent:a"), of("agent:b"));
        assert_ne!(of("agent:a"), of(DEMANDEUR));
        assert_ne!(digest, Formula::Two.content_digest(&SALT, "agent:b", "{}"));
        let one = |actor| Formula::One.hash(&link(actor, &digest));
        assert_ne!(one("agent:a"), one("agent:b"));
    }

    #[test]
    fn an_actor_and_a_body_are_not_written_alike_when_split_elsewhere() {
        let of = |actor, body| Formula::Two.content_digest(&SALT, actor, body);
        assert_ne!(of("agent:a", "b{}"), of("agent:ab", "{}"));
    }

    /// The parts one after the other, as docs/api.md gives them.
    #[test]
    fn the_formula_is_the_one_that_is_documented() {
        let mut bytes = b"guichet-event-2".to_vec();
        bytes.extend([0; 32]);
        bytes.extend([0, 0, 0, 1]);
        for part in ["TI26-6G6B-34FB", "depose", "2026-11-23T10:00:00Z", "demandeur"] {
            bytes.extend([0, 0, 0, 0, 0, 0, 0, u8::try_from(part.len()).unwrap()]);
            bytes.extend(part.as_bytes());
        }
        bytes.extend([5; 32]);
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 17]);
        bytes.extend(b"2023-2027/ti-2705");
        bytes.extend([6; 32]);
        let link = Link {
            previous_hash: &GENESIS,
            reference: "TI26-6G6B-34FB",
            seq: 1,
            status: "depose",
            at: "2026-11-23T10:00:00Z",
            actor: DEMANDEUR,
            content_digest: &[5; 32],
            opening: Some(Opening {
                territoire: "2023-2027/ti-2705",
                code_digest: &[6; 32],
            }),
        };
        assert_eq!(Formula::Two.hash(&link), digest(&bytes));
    }

    #[test]
    fn a_hash_is_told_in_hexadecimal() {
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(to_hex(&digest(b"abc")), of_abc);
    }
}
