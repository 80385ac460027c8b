//! Keys of Ed25519 as texts: the seed of the signing key, the public keys, the thumbprint that names each (RFC 7638).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Why a text is not a key. It never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is not base64url, or not of 32 bytes.
    #[error("read 32 bytes of base64url without padding")]
    Shape,
    /// The bytes are no point of the curve.
    #[error("find a point of the curve")]
    Point,
}

/// What receipts are signed with. Its `Debug` form does not tell it.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("SigningKey")
            .field(&self.public().kid())
            .finish()
    }
}

impl SigningKey {
    /// The key of a seed: 32 bytes, base64url without padding.
    ///
    /// # Errors
    /// [`KeyError::Shape`].
    pub fn parse(seed: &str) -> Result<Self, KeyError> {
        let seed = decode(seed)?;
        Ok(Self(ed25519_dalek::SigningKey::from_bytes(&seed)))
    }

    /// The key that checks what this one signs.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        use ed25519_dalek::Signer as _;
        self.0.sign(bytes).to_bytes()
    }
}

/// What receipts are checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(ed25519_dalek::VerifyingKey);

impl PublicKey {
    /// The key of a text: 32 bytes, base64url without padding, the `x` of a JWK.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn parse(x: &str) -> Result<Self, KeyError> {
        let bytes = decode(x)?;
        ed25519_dalek::VerifyingKey::from_bytes(&bytes)
            .map(Self)
            .map_err(|_| KeyError::Point)
    }

    /// The keys of a text, separated by commas or spaces; none when it is empty.
    ///
    /// # Errors
    /// [`KeyError`] of the first that is wrong.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, KeyError> {
        text.split(|separator: char| separator == ',' || separator.is_ascii_whitespace())
            .filter(|x| !x.is_empty())
            .map(Self::parse)
            .collect()
    }

    /// The key as the `x` of a JWK.
    pub fn x(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0.as_bytes())
    }

    /// Its name: the thumbprint of the JWK, SHA-256 of its required members in their order (RFC 7638, RFC 8037).
    pub fn kid(&self) -> String {
        let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, self.x());
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(members))
    }

    pub(crate) fn accepts(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.0.verify_strict(bytes, &signature).is_ok()
    }
}

fn decode(text: &str) -> Result<[u8; 32], KeyError> {
    BASE64_URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(KeyError::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.1.
    const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    #[test]
    fn the_public_key_of_rfc_8037_is_found() {
        assert_eq!(SigningKey::parse(SEED).unwrap().public().x(), X);
    }

    /// RFC 8037, appendix A.3.
    #[test]
    fn the_thumbprint_of_rfc_8037_is_found() {
        let kid = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
        assert_eq!(PublicKey::parse(X).unwrap().kid(), kid);
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        for text in [
            "",
            "AAAA",
            &X[1..],
            &format!("{X}="),
            &format!("{X}AA"),
            &X.replace('_', "/"),
        ] {
            assert_eq!(SigningKey::parse(text).err(), Some(KeyError::Shape), "{text}");
            assert_eq!(PublicKey::parse(text).err(), Some(KeyError::Shape), "{text}");
        }
        // y = 2 is on no point of the curve.
        let no_point = BASE64_URL_SAFE_NO_PAD.encode([&[2][..], &[0; 31]].concat());
        assert_eq!(PublicKey::parse(&no_point).err(), Some(KeyError::Point));
    }

    #[test]
    fn a_list_may_be_empty_and_takes_commas_and_spaces() {
        assert_eq!(PublicKey::parse_list(" , \n"), Ok(Vec::new()));
        assert_eq!(
            PublicKey::parse_list(&format!("{X}, {X}")).map(|keys| keys.len()),
            Ok(2)
        );
        assert!(PublicKey::parse_list(&format!("{X};{X}")).is_err());
    }

    #[test]
    fn the_seed_is_not_printed() {
        let printed = format!("{:?}", SigningKey::parse(SEED).unwrap());
        assert!(!printed.contains(SEED) && printed.contains("kPrK_"), "{printed}");
    }
}
