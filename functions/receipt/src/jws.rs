//! A signed text: compact JWS (RFC 7515) with Ed25519 (RFC 8037), over canonical JSON.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical::{CanonicalError, canonical_json};
use crate::key::{PublicKey, SigningKey};

/// The `typ` of a receipt: what is signed with the same key for another purpose is never taken for one.
pub const RECEIPT_TYPE: &str = "guichet-receipt";

const ALGORITHM: &str = "EdDSA";

/// The header, in the order of its canonical form. Another member is refused: `crit` and `b64` would change the meaning.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// Why something cannot be signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// It is not JSON.
    #[error("write what is to be signed")]
    Canonical(#[from] CanonicalError),
}

/// Why a receipt does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// It is not three parts of base64url.
    #[error("read a compact JWS")]
    Shape,
    /// Its header is not the one of a receipt.
    #[error("read the header of a receipt")]
    Header,
    /// None of the keys has the name that it gives.
    #[error("find the key that signed it")]
    UnknownKey,
    /// It was not signed by that key, or was altered since.
    #[error("verify the signature")]
    Signature,
    /// What was signed is not canonical JSON, or says something else than was asked for.
    #[error("read what was signed")]
    Payload,
}

/// Signs a value: the same value and key always give the same text.
///
/// # Errors
/// [`SignError`] when the value is not JSON.
pub fn sign(key: &SigningKey, value: &impl Serialize) -> Result<String, SignError> {
    let header = Header {
        alg: ALGORITHM.to_owned(),
        kid: key.public().kid(),
        typ: RECEIPT_TYPE.to_owned(),
    };
    let encode = |text: String| BASE64_URL_SAFE_NO_PAD.encode(text);
    let signed = [encode(canonical_json(&header)?), encode(canonical_json(value)?)].join(".");
    let signature = BASE64_URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
    Ok(format!("{signed}.{signature}"))
}

/// What was signed, once it is sure that one of the keys signed it.
///
/// # Errors
/// [`VerifyError`].
pub fn verify<T: DeserializeOwned>(keys: &[PublicKey], jws: &str) -> Result<T, VerifyError> {
    let (signed, signature) = jws.rsplit_once('.').ok_or(VerifyError::Shape)?;
    let (header, payload) = signed.split_once('.').ok_or(VerifyError::Shape)?;
    let decode = |part: &str| {
        BASE64_URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|_| VerifyError::Shape)
    };
    let (header, payload, signature) = (decode(header)?, decode(payload)?, decode(signature)?);
    let signature = <[u8; 64]>::try_from(signature).map_err(|_| VerifyError::Shape)?;
    let header: Header = serde_json::from_slice(&header).map_err(|_| VerifyError::Header)?;
    if header.alg != ALGORITHM || header.typ != RECEIPT_TYPE {
        return Err(VerifyError::Header);
    }
    let key = keys
        .iter()
        .find(|key| key.kid() == header.kid)
        .ok_or(VerifyError::UnknownKey)?;
    if !key.accepts(signed.as_bytes(), &signature) {
        return Err(VerifyError::Signature);
    }
    let value: Value = serde_json::from_slice(&payload).map_err(|_| VerifyError::Payload)?;
    let written = canonical_json(&value).map_err(|_| VerifyError::Payload)?;
    if written.as_bytes() != payload {
        return Err(VerifyError::Payload);
    }
    serde_json::from_value(value).map_err(|_| VerifyError::Payload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// RFC 8037, appendix A.1.
    const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

    fn key() -> SigningKey {
        SigningKey::parse(SEED).unwrap()
    }

    fn other_key() -> SigningKey {
        SigningKey::parse(&BASE64_URL_SAFE_NO_PAD.encode([9; 32])).unwrap()
    }

    fn check(jws: &str) -> Result<Value, VerifyError> {
        verify(&[other_key().public(), key().public()], jws)
    }

    /// Any header and payload, signed by the key.
    fn signed_as(header: &str, payload: &str) -> String {
        let encode = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        let signed = format!("{}.{}", encode(header), encode(payload));
        let signature = BASE64_URL_SAFE_NO_PAD.encode(key().sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    /// RFC 8037, appendix A.4: the signature of its example is found by the same key.
    #[test]
    fn the_signature_of_rfc_8037_is_found() {
        let signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        assert_eq!(
            BASE64_URL_SAFE_NO_PAD.encode(key().sign(signed.as_bytes())),
            signature
        );
        let bytes: [u8; 64] = BASE64_URL_SAFE_NO_PAD
            .decode(signature)
            .unwrap()
            .try_into()
            .unwrap();
        assert!(key().public().accepts(signed.as_bytes(), &bytes));
        // It is no receipt: it has neither type nor key.
        assert_eq!(check(&format!("{signed}.{signature}")), Err(VerifyError::Header));
    }

    #[test]
    fn what_was_signed_is_read_back() {
        let value = json!({"b": [1, "é"], "a": null});
        let jws = sign(&key(), &value).unwrap();
        assert_eq!(check(&jws), Ok(value.clone()));
        assert_eq!(sign(&key(), &value).unwrap(), jws);
        let of_other = sign(&other_key(), &value).unwrap();
        assert_eq!(check(&of_other), Ok(value));
        assert_eq!(
            verify::<Value>(&[key().public()], &of_other),
            Err(VerifyError::UnknownKey)
        );
    }

    #[test]
    fn another_header_or_another_form_is_refused_though_signed() {
        let kid = key().public().kid();
        let header = |alg: &str, typ: &str, more: &str| {
            format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{typ}"{more}}}"#)
        };
        let right = header("EdDSA", RECEIPT_TYPE, "");
        assert_eq!(check(&signed_as(&right, "{}")), Ok(json!({})));
        for wrong in [
            header("none", RECEIPT_TYPE, ""),
            header("HS256", RECEIPT_TYPE, ""),
            header("EdDSA", "JWT", ""),
            header("EdDSA", RECEIPT_TYPE, r#","crit":["b64"],"b64":false"#),
            header("EdDSA", RECEIPT_TYPE, r#","alg":"EdDSA""#),
            "{}".to_owned(),
            "[]".to_owned(),
            String::new(),
        ] {
            assert_eq!(
                check(&signed_as(&wrong, "{}")),
                Err(VerifyError::Header),
                "{wrong}"
            );
        }
        for payload in [
            "",
            "{} ",
            r#"{"b":1,"a":2}"#,
            r#"{"a":1,"a":1}"#,
            r#"{"a":1.0}"#,
            "{",
        ] {
            assert_eq!(
                check(&signed_as(&right, payload)),
                Err(VerifyError::Payload),
                "{payload}"
            );
        }
    }

    #[test]
    fn another_shape_is_refused() {
        let jws = sign(&key(), &json!({"a": 1})).unwrap();
        for wrong in [
            String::new(),
            ".".to_owned(),
            "..".to_owned(),
            jws.replace('.', ""),
            format!("{jws}."),
            format!("{jws}="),
            format!("{jws}\n"),
            format!(" {jws}"),
            format!("{jws}AA"),
            format!("a.{jws}"),
            jws[..jws.len() - 1].to_owned(),
        ] {
            assert!(check(&wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_signed_is_read_back(text in "\\PC*", count in any::<u32>()) {
            let value = json!({"text": text, "count": count, "list": [count, text]});
            let jws = sign(&key(), &value).unwrap();
            prop_assert_eq!(check(&jws), Ok(value));
        }

        #[test]
        fn any_byte_changed_is_refused(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let jws = sign(&key(), &json!({"reference": "TI26-6G6B-34FB", "montant": "12000.00"})).unwrap();
            let mut bytes = jws.clone().into_bytes();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            let changed = String::from_utf8_lossy(&bytes).into_owned();
            prop_assert_eq!(check(&changed).is_ok(), changed == jws);
        }

        #[test]
        fn nothing_of_any_text_is_taken_for_a_receipt(text in "\\PC*") {
            prop_assert!(check(&text).is_err());
        }
    }
}
