//! The signature of a receipt: compact JWS (RFC 7515) with Ed25519 (RFC 8037) over canonical JSON (RFC 8785).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What a receipt says, as far as it is checked here.
#[derive(Debug, Deserialize)]
pub struct Receipt {
    pub format: String,
    pub reference: String,
    pub filed_at: String,
    pub received_on: String,
    pub territoire: Territoire,
    pub rules_version: String,
    pub montant_demande: String,
    pub request_sha256: String,
    pub event_hash: String,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Deserialize)]
pub struct Territoire {
    pub phase: String,
    pub id: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Piece {
    pub name: String,
    pub sha256: String,
}

impl Receipt {
    /// What it proves by itself.
    pub fn summary(&self) -> String {
        format!(
            "the service received the request {} at {} ({} in Paris), for {} euros, in {}, by its rules {}",
            self.reference,
            self.filed_at,
            self.received_on,
            self.montant_demande,
            self.territoire.name,
            self.rules_version
        )
    }
}

/// The published keys.
#[derive(Debug, Deserialize)]
pub struct KeySet {
    keys: Vec<Key>,
}

/// One of them; other members, and keys of other kinds, are passed over.
#[derive(Debug, Deserialize)]
struct Key {
    kty: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

impl KeySet {
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| format!("the keys are not a JSON Web Key Set: {error}"))
    }

    /// What was signed, once it is sure that one of the keys signed it.
    pub fn open(&self, jws: &str) -> Result<Receipt, String> {
        let parts: Vec<&str> = jws.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            return Err("it is not a signed text: three parts are joined by points".to_owned());
        };
        let header: Header = serde_json::from_slice(&decode(header)?)
            .map_err(|error| format!("its header is not that of a receipt: {error}"))?;
        if header.alg != "EdDSA" || header.typ != "guichet-receipt" {
            return Err(format!(
                "its header says {} {}, not EdDSA guichet-receipt",
                header.alg, header.typ
            ));
        }
        let key = self
            .keys
            .iter()
            .filter_map(Key::verifying)
            .find(|key| thumbprint(key) == header.kid)
            .ok_or_else(|| {
                format!(
                    "none of the keys is the one it names, {}: fetch them again",
                    header.kid
                )
            })?;
        let signature =
            Signature::from_slice(&decode(signature)?).map_err(|_| "its signature is not one".to_owned())?;
        let signed = jws.rsplit_once('.').map_or(jws, |(signed, _)| signed);
        key.verify_strict(signed.as_bytes(), &signature)
            .map_err(|_| "its signature is false: it was altered, or signed by another key".to_owned())?;
        read_payload(&decode(payload)?)
    }
}

impl Key {
    fn verifying(&self) -> Option<VerifyingKey> {
        if self.kty != "OKP" || self.crv != "Ed25519" {
            return None;
        }
        let bytes: [u8; 32] = decode(&self.x).ok()?.try_into().ok()?;
        VerifyingKey::from_bytes(&bytes).ok()
    }
}

/// RFC 7638: the name follows from the key, so that no set can give one key the name of another.
fn thumbprint(key: &VerifyingKey) -> String {
    let x = BASE64_URL_SAFE_NO_PAD.encode(key.as_bytes());
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(members))
}

fn read_payload(payload: &[u8]) -> Result<Receipt, String> {
    let value: Value =
        serde_json::from_slice(payload).map_err(|error| format!("what was signed is not JSON: {error}"))?;
    let written = serde_json_canonicalizer::to_vec(&value).map_err(|error| error.to_string())?;
    if written != payload {
        return Err("what was signed is not in canonical form".to_owned());
    }
    let receipt: Receipt =
        serde_json::from_value(value).map_err(|error| format!("what was signed is no receipt: {error}"))?;
    if receipt.format == "guichet-receipt-1" {
        Ok(receipt)
    } else {
        Err(format!(
            "its format is {}, which this program does not know",
            receipt.format
        ))
    }
}

fn decode(part: &str) -> Result<Vec<u8>, String> {
    BASE64_URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|error| format!("a part of it is not base64url: {error}"))
}
