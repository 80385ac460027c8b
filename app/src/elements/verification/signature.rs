//! A compact JWS (RFC 7515) and its Ed25519 signature (RFC 8037), checked by the browser's own cryptography.

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Deserialize;
use shared::wire::Receipt;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use crate::json;

/// The three parts of a receipt, read but not checked.
pub struct Signed {
    /// Which key signed it.
    pub kid: String,
    /// What was signed, as it was signed.
    covered: String,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

impl Signed {
    /// Reads a receipt, or the answer of the service that holds one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = find_receipt(text.trim());
        let mut parts = text.split('.');
        let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let described = String::from_utf8(base64url(header)?).ok()?;
        let described: Header = json::read(&described).ok()?;
        // A receipt that says that another algorithm, or none, signed it is none of ours.
        if described.alg != "EdDSA" || described.typ != "guichet-receipt" {
            return None;
        }
        Some(Self {
            kid: described.kid,
            covered: format!("{header}.{payload}"),
            payload: base64url(payload)?,
            signature: base64url(signature)?,
        })
    }

    /// What it says, once the signature holds.
    pub fn receipt(&self) -> Option<Receipt> {
        json::read(std::str::from_utf8(&self.payload).ok()?).ok()
    }
}

/// The `receipt` of an answer saved as it is, else the text itself.
fn find_receipt(text: &str) -> &str {
    let after = text.split_once("\"receipt\"").map(|(_, rest)| rest);
    let quoted = after.and_then(|rest| rest.split('"').nth(1));
    quoted.unwrap_or(text)
}

/// Whether the signature is that of a key; nothing when the browser cannot tell.
pub async fn check(signed: &Signed, x: &str) -> Option<bool> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    let raw = Uint8Array::from(base64url(x)?.as_slice());
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"Ed25519".into()).ok()?;
    let usages = Array::of1(&"verify".into());
    let importing = subtle
        .import_key_with_object("raw", &raw, &algorithm, false, &usages)
        .ok()?;
    let key: CryptoKey = JsFuture::from(importing).await.ok()?.unchecked_into();
    let checking = subtle
        .verify_with_str_and_u8_array_and_u8_array(
            "Ed25519",
            &key,
            &signed.signature,
            signed.covered.as_bytes(),
        )
        .ok()?;
    JsFuture::from(checking)
        .await
        .ok()
        .map(|holds: JsValue| holds.is_truthy())
}

/// Reads base64url without padding (RFC 4648, 5): the bits beyond the last byte must be zero.
fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut count) = (0_u32, 0);
    for character in text.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        count += 6;
        if 8 <= count {
            count -= 8;
            bytes.push(u8::try_from(held >> count & 0xff).ok()?);
        }
        held &= (1 << count) - 1;
    }
    (count < 6 && held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_is_read_strictly() {
        // Source: RFC 4648, 10, without padding.
        for (text, bytes) in [
            ("", ""),
            ("Zg", "f"),
            ("Zm8", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(base64url(text), Some(bytes.as_bytes().to_vec()), "{text}");
        }
        for wrong in ["Z", "Zh", "Zm9=", "Zm+v", "Zm9v\n", "é"] {
            assert_eq!(base64url(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_what_says_it_is_a_receipt_is_read() {
        // {"alg":"EdDSA","kid":"k","typ":"guichet-receipt"}
        let header = "eyJhbGciOiJFZERTQSIsImtpZCI6ImsiLCJ0eXAiOiJndWljaGV0LXJlY2VpcHQifQ";
        let text = format!("{header}.e30.AA");
        assert_eq!(
            Signed::parse(&text).map(|signed| signed.kid),
            Some("k".to_owned())
        );
        let answer = format!("{{\"receipt\": \"{text}\", \"sworn_request\": \"\"}}");
        assert!(Signed::parse(&answer).is_some());
        // {"alg":"none","kid":"k","typ":"guichet-receipt"}
        let none = "eyJhbGciOiJub25lIiwia2lkIjoiayIsInR5cCI6Imd1aWNoZXQtcmVjZWlwdCJ9";
        for wrong in [
            "",
            "a.b.c",
            "{}",
            &format!("{none}.e30.AA"),
            &format!("{header}.e30"),
            &format!("{text}.AA"),
        ] {
            assert!(Signed::parse(wrong).is_none(), "{wrong}");
        }
    }
}
