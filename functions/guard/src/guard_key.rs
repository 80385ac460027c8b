//! The secret variable `guard_key`, and what is derived under it, each for its own purpose. What it guards is said where it
//! is used; a change of it forgets clients and voids the challenges that are out, which is all within an hour.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use support::{Fault, environment};

/// The key of what guards this deployment: the SHA-256 of the variable.
pub struct GuardKey([u8; 32]);

/// The least of a secret of the deployment, in characters: 32 hexadecimal ones hold 128 bits.
pub const SECRET_MIN: usize = 32;

impl GuardKey {
    /// That of the deployment.
    ///
    /// # Errors
    /// A 500 when there is none, or one that is too short to guard anything.
    pub async fn of_component() -> Result<Self, Fault> {
        Self::new(&environment::variable("guard_key").await?)
    }

    /// The key of a secret that is known.
    ///
    /// # Errors
    /// A 500 when it is too short to guard anything.
    pub fn new(secret: &str) -> Result<Self, Fault> {
        if secret.len() < SECRET_MIN {
            return Err(Fault::internal(
                "use the variable guard_key: it is shorter than 32 characters",
            ));
        }
        Ok(Self(Sha256::digest(secret).into()))
    }

    /// HMAC-SHA-256 of some bytes, for a purpose: what one purpose derives tells nothing of what another does.
    pub fn derive(&self, purpose: &[u8], bytes: &[u8]) -> [u8; 32] {
        tag(&tag(&self.0, purpose), bytes)
    }
}

impl std::fmt::Debug for GuardKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GuardKey")
    }
}

fn tag(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    // HMAC fills a key that is shorter than its block up with zeros.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_derived_depends_on_key_purpose_and_bytes() {
        let of = |secret: &str, purpose: &[u8], bytes: &[u8]| {
            GuardKey::new(secret).map(|key| key.derive(purpose, bytes)).ok()
        };
        let (one, other) = ("a".repeat(32), "b".repeat(32));
        let derived = of(&one, b"client", b"x");
        assert!(derived.is_some());
        assert_eq!(derived, of(&one, b"client", b"x"));
        assert_ne!(derived, of(&other, b"client", b"x"));
        assert_ne!(derived, of(&one, b"challenge", b"x"));
        assert_ne!(derived, of(&one, b"client", b"y"));
        assert_eq!(of(&one[1..], b"client", b"x"), None);
    }

    /// RFC 4231 has no key of 32 bytes: `printf x | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…1f`.
    #[test]
    fn the_tag_is_that_of_hmac() {
        let key: [u8; 32] = std::array::from_fn(|place| u8::try_from(place).unwrap_or_default());
        assert_eq!(tag(&key, b"x")[..4], [179, 251, 70, 199]);
    }
}
