//! The applicant's access code, derived from the reference under a secret: the same receipt can be given again
//! without keeping the code anywhere. The store holds its digest only.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use shared::ids::{AccessCode, Reference};
use support::Fault;

/// The code of a reference.
///
/// # Errors
/// A 500 when the secret is too short to protect anything.
pub fn derive(secret: &str, reference: Reference) -> Result<AccessCode, Fault> {
    if secret.len() < guard::SECRET_MIN {
        return Err(Fault::internal(
            "derive a code: the variable code_key is shorter than 32 characters",
        ));
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map_err(|error| Fault::internal(format!("derive a code: {error}")))?;
    mac.update(b"access-code-1");
    mac.update(reference.to_string().as_bytes());
    let tag = mac.finalize().into_bytes();
    let mut bytes = [0; 12];
    bytes.copy_from_slice(&tag[..12]);
    Ok(AccessCode::from_secret(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_depends_on_the_reference_and_on_the_secret() {
        let of = |secret: &str, seed| {
            derive(secret, Reference::from_random(2026, [seed; 7]))
                .map(|code| code.reveal())
                .ok()
        };
        let (one, other) = ("a".repeat(32), "b".repeat(32));
        assert_eq!(of(&one, 1), of(&one, 1));
        assert_ne!(of(&one, 1), of(&one, 2));
        assert_ne!(of(&one, 1), of(&other, 1));
        assert_eq!(of("short", 1), None);
    }
}
