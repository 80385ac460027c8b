//! Receipts, keys and chains: what was not signed is never accepted, what was altered is never proved, and the two programs
//! that check a receipt, that of the functions and that of `cargo xtask verify`, never say two things. The key is that of
//! RFC 8037, so that this module can sign.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use receipt::{PublicKey, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use verify::{Finding, Given};

use crate::Outcome;

/// Texts apart by a byte that is in none: receipt, keys, chain, request, document, then a header and a payload that the
/// right key signs. A `~`, or a text that is missing, stands for the right one.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    let mut texts = bytes.split(|byte| *byte == 0xff).map(std::str::from_utf8);
    let mut next = |right: &str| match texts.next() {
        None | Some(Ok("~")) => Some(right.to_owned()),
        Some(Ok(text)) => Some(text.to_owned()),
        Some(Err(_)) => None,
    };
    let right = &*RIGHT;
    let parts = [
        &right.jws,
        KEYS,
        &right.chain,
        REQUEST,
        PIECE,
        HEADER,
        &right.payload,
    ]
    .map(&mut next);
    let [
        Some(jws),
        Some(keys),
        Some(chain),
        Some(request),
        Some(piece),
        Some(header),
        Some(payload),
    ] = parts
    else {
        return Outcome::Refused;
    };
    check_signed(&header, &payload);
    check_key_texts(&keys);
    let is_signed = check_open(&jws, &keys);
    let report = verify::check(&Given {
        receipt: &jws,
        keys: &keys,
        request: Some(&request),
        chain: Some(&chain),
        pieces: &[("devis.pdf".to_owned(), piece.clone().into_bytes())],
    });
    assert!(
        !report.is_empty() && report.iter().all(|finding| !finding.line().is_empty()),
        "nothing is said"
    );
    let holds = !report
        .iter()
        .any(|finding| matches!(finding, Finding::Refused(_)));
    if holds {
        assert!(
            signed_text(&jws).is_some_and(|text| text == right.jws),
            "a receipt that nobody signed is accepted"
        );
        check_request(&request);
        assert_eq!(piece, PIECE, "another document is accepted");
        check_chain(&chain);
    }
    Outcome::of([holds, is_signed])
}

/// The seed of RFC 8037, appendix A.
const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const KEYS: &str =
    r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;
const HEADER: &str =
    r#"{"alg":"EdDSA","kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k","typ":"guichet-receipt"}"#;
const REQUEST: &str = r#"{"attestation_sur_l_honneur":true,"projet":{"intitule":"Étude"}}"#;
const PIECE: &str = "%PDF-1.7 devis";
const REFERENCE: &str = "TI26-6G6B-34FB";
const TERRITOIRE: &str = "2023-2027/ti-2705";

/// A receipt that holds, and the chain that it begins.
struct Right {
    payload: String,
    jws: String,
    chain: String,
    events: Vec<Value>,
}

static RIGHT: LazyLock<Right> = LazyLock::new(|| {
    let events = events();
    let said = json!({
        "format": "guichet-receipt-1", "reference": REFERENCE, "filed_at": "2026-11-23T18:18:00Z",
        "received_on": "2026-11-23", "territoire": {"phase": "2023-2027", "id": "ti-2705", "name": "Grand Dole"},
        "rules_version": "0.1.0", "regime": "general", "montant_demande": "12000.00",
        "request_sha256": hex::encode(Sha256::digest(REQUEST)), "event_hash": events[0]["hash"],
        "pieces": [{"kind": "devis", "name": "Devis", "sha256": hex::encode(Sha256::digest(PIECE)), "size": 14}],
        "acknowledgement": {}
    });
    let chain = json!({
        "reference": REFERENCE, "territoire": TERRITOIRE, "code_digest": "06".repeat(32), "events": events
    });
    let signed = SigningKey::parse(SEED)
        .ok()
        .and_then(|key| receipt::sign(&key, &said).ok());
    Right {
        payload: receipt::canonical_json(&said).unwrap_or_default(),
        jws: signed.unwrap_or_default(),
        chain: chain.to_string(),
        events,
    }
});

/// Two events, linked as docs/api.md says.
fn events() -> Vec<Value> {
    let mut previous = [0; 32];
    [(1_u32, "depose", "demandeur"), (2, "recevable", "agent")]
        .into_iter()
        .map(|(seq, status, actor)| {
            let at = format!("2026-11-23T18:1{}:00Z", 7 + seq);
            let mut hasher = Sha256::new_with_prefix("guichet-event-2");
            hasher.update(previous);
            hasher.update(seq.to_be_bytes());
            for part in [REFERENCE, status, &at, actor] {
                add_text(&mut hasher, part);
            }
            hasher.update([5; 32]);
            if seq == 1 {
                add_text(&mut hasher, TERRITOIRE);
                hasher.update([6; 32]);
            }
            let hash: [u8; 32] = hasher.finalize().into();
            let event = json!({
                "seq": seq, "formula": 2, "status": status, "at": at, "actor": actor,
                "content_digest": "05".repeat(32), "previous_hash": hex::encode(previous), "hash": hex::encode(hash)
            });
            previous = hash;
            event
        })
        .collect()
}

fn add_text(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_be_bytes());
    hasher.update(text);
}

/// The text alone, or the one that an answer of the service holds.
fn signed_text(given: &str) -> Option<String> {
    let given = given.trim();
    if !given.starts_with('{') {
        return Some(given.to_owned());
    }
    let answer: Value = serde_json::from_str(given).ok()?;
    Some(answer.get("receipt")?.as_str()?.to_owned())
}

/// Both programs say the same of a text, with the right key; with other keys, nothing is accepted but with the right one
/// among them.
fn check_open(jws: &str, keys: &str) -> bool {
    let opened = verify::open(KEYS, jws).is_ok();
    let accepted = PublicKey::parse(X).is_ok_and(|key| receipt::verify::<Value>(&[key], jws).is_ok());
    assert!(!opened || accepted, "verify accepts what the functions refuse");
    assert!(
        !opened || jws == RIGHT.jws,
        "a text that nobody signed is accepted"
    );
    if verify::open(keys, jws).is_ok() {
        assert!(
            opened && keys.contains(X),
            "another key than the right one is accepted"
        );
    }
    opened
}

/// What the right key signed is read by both programs alike, and only in canonical form.
fn check_signed(header: &str, payload: &str) {
    let seed = BASE64_URL_SAFE_NO_PAD
        .decode(SEED)
        .ok()
        .and_then(|seed| seed.try_into().ok());
    let key = ed25519_dalek::SigningKey::from_bytes(&seed.unwrap_or_default());
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let signed = format!("{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()));
    let jws = format!("{signed}.{}", encode(&key.sign(signed.as_bytes()).to_bytes()));
    let accepted = PublicKey::parse(X)
        .ok()
        .and_then(|key| receipt::verify::<Value>(&[key], &jws).ok());
    if let Some(value) = &accepted {
        let written = receipt::canonical_json(value).ok();
        assert_eq!(
            written.as_deref(),
            Some(payload),
            "what is not canonical is accepted"
        );
        let kept: Value = serde_json::from_str(header).unwrap_or_default();
        assert_eq!(
            kept["typ"], "guichet-receipt",
            "something else than a receipt is accepted"
        );
    }
    let opened = verify::open(KEYS, &jws);
    assert!(
        opened.is_err() || accepted.is_some(),
        "verify accepts what the functions refuse"
    );
    if let Ok(read) = opened {
        let said = accepted.unwrap_or_default();
        assert_eq!(
            said["reference"], read.reference,
            "the two programs read two things"
        );
        assert_eq!(
            said["event_hash"], read.event_hash,
            "the two programs read two things"
        );
    }
}

/// Keys as variables hold them.
fn check_key_texts(text: &str) {
    if let Ok(key) = PublicKey::parse(text) {
        assert_eq!(key.x(), text, "a key is written otherwise");
    }
    if let Ok(keys) = PublicKey::parse_list(text) {
        let written: Vec<_> = keys.iter().map(PublicKey::x).collect();
        assert_eq!(
            PublicKey::parse_list(&written.join(",")),
            Ok(keys),
            "keys are read back otherwise"
        );
    }
    if let Ok(key) = SigningKey::parse(text) {
        assert!(!format!("{key:?}").contains(text), "the seed is printed");
    }
}

fn check_request(request: &str) {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    assert_eq!(read(request), read(REQUEST), "another request is accepted");
}

/// A chain that holds begins with the filing, and each event that has the hash of a right one is that one.
fn check_chain(chain: &str) {
    let chain: Value = serde_json::from_str(chain).unwrap_or_default();
    let events = chain["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(
        !events.is_empty() && chain["reference"] == REFERENCE,
        "a chain of nothing is accepted"
    );
    for (event, right) in events.iter().zip(&RIGHT.events) {
        // Of the first formula, an agent's event is only linked: the report says so.
        let is_linked_only = event["formula"] == 1 && event["actor"] == "agent";
        if event["hash"] == right["hash"] && !is_linked_only {
            for member in ["seq", "status", "at", "actor", "content_digest", "previous_hash"] {
                assert_eq!(
                    event[member], right[member],
                    "{member} was altered, and is accepted"
                );
            }
        }
    }
    assert_eq!(
        events[0]["hash"], RIGHT.events[0]["hash"],
        "another filing is accepted"
    );
}
