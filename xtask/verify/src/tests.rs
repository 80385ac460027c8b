//! Receipts made here with the key of RFC 8037: those that hold, and each way in which one does not.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::hash::{Hasher, sha256};
use crate::{Finding, Given, check};

/// RFC 8037, appendix A.
const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
const KEYS: &str = r#"{"keys":[
    {"kty":"RSA","n":"AQAB","e":"AQAB","kid":"another kind"},
    {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"anything"}
]}"#;
const KID: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

const REQUEST: &str = r#"{"attestation_sur_l_honneur":true,"projet":{"intitule":"Étude"}}"#;
const PIECE: &[u8] = b"%PDF-1.7 devis";

fn receipt() -> Value {
    json!({
        "format": "guichet-receipt-1", "reference": "TI26-6G6B-34FB", "filed_at": "2026-11-23T18:18:00Z",
        "received_on": "2026-11-23", "territoire": {"phase": "2023-2027", "id": "ti-2705", "name": "Grand Dole"},
        "rules_version": "0.1.0", "regime": "general", "montant_demande": "12000.00",
        "request_sha256": sha256(REQUEST.as_bytes()), "event_hash": chain()["events"][0]["hash"],
        "pieces": [{"kind": "devis", "name": "Devis", "sha256": sha256(PIECE), "size": 14}],
        "acknowledgement": {}
    })
}

fn chain() -> Value {
    let mut previous = [0; 32];
    let events: Vec<Value> = [(1_u32, "depose", "demandeur"), (2, "recevable", "agent")]
        .into_iter()
        .map(|(seq, status, actor)| {
            let at = format!("2026-11-23T18:1{}:00Z", 7 + seq);
            let mut hasher = Hasher::new("guichet-event-2");
            hasher.bytes(&previous);
            hasher.bytes(&seq.to_be_bytes());
            for part in ["TI26-6G6B-34FB", status, &at, actor] {
                hasher.text(part);
            }
            hasher.bytes(&[5; 32]);
            if seq == 1 {
                hasher.text("2023-2027/ti-2705");
                hasher.bytes(&[6; 32]);
            }
            let hash = hasher.finish();
            let event = json!({
                "seq": seq, "formula": 2, "status": status, "at": at, "actor": actor,
                "content_digest": "05".repeat(32), "previous_hash": hex::encode(previous), "hash": hex::encode(hash)
            });
            previous = hash;
            event
        })
        .collect();
    json!({
        "reference": "TI26-6G6B-34FB", "territoire": "2023-2027/ti-2705", "code_digest": "06".repeat(32),
        "events": events
    })
}

fn sign_as(header: &str, payload: &str) -> String {
    let seed: [u8; 32] = BASE64_URL_SAFE_NO_PAD.decode(SEED).unwrap().try_into().unwrap();
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let signed = format!("{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()));
    let signature = SigningKey::from_bytes(&seed).sign(signed.as_bytes());
    format!("{signed}.{}", encode(&signature.to_bytes()))
}

fn header() -> String {
    format!(r#"{{"alg":"EdDSA","kid":"{KID}","typ":"guichet-receipt"}}"#)
}

fn sign(receipt: &Value) -> String {
    sign_as(&header(), &serde_json_canonicalizer::to_string(receipt).unwrap())
}

const NOTHING: Given<'static> = Given {
    receipt: "",
    keys: KEYS,
    request: None,
    chain: None,
    pieces: &[],
};

fn refusals(given: &Given<'_>) -> Vec<String> {
    let refused = |finding| match finding {
        Finding::Refused(text) => Some(text),
        Finding::Proved(_) | Finding::Unknown(_) => None,
    };
    check(given).into_iter().filter_map(refused).collect()
}

#[test]
fn a_receipt_holds_with_all_that_belongs_to_it() {
    let answer = json!({
        "reference": "TI26-6G6B-34FB", "receipt": sign(&receipt()), "sworn_request": REQUEST, "code": "secret"
    });
    let report = check(&Given {
        receipt: &answer.to_string(),
        request: Some(r#" {"projet": {"intitule": "\u00c9tude"}, "attestation_sur_l_honneur": true}"#),
        chain: Some(&chain().to_string()),
        pieces: &[("devis.pdf".to_owned(), PIECE.to_vec())],
        ..NOTHING
    });
    let proved = report
        .iter()
        .filter(|it| matches!(it, Finding::Proved(_)))
        .count();
    assert_eq!((proved, report.len()), (7, 9), "{report:#?}");
    assert!(!report.iter().any(|it| it.line().contains("secret")));
}

#[test]
fn a_signed_text_alone_holds_and_says_what_it_does_not_tell() {
    let jws = format!("\n{}\n", sign(&receipt()));
    let report = check(&Given {
        receipt: &jws,
        ..NOTHING
    });
    let unknown = report
        .iter()
        .filter(|it| matches!(it, Finding::Unknown(_)))
        .count();
    // The request, the piece, the chain, whose keys they are.
    assert_eq!((unknown, report.len()), (4, 6), "{report:#?}");
}

#[test]
fn every_character_changed_is_refused() {
    let jws = sign(&receipt());
    for place in (0..jws.len()).step_by(3) {
        let mut changed = jws.clone().into_bytes();
        changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert_eq!(
            refusals(&Given {
                receipt: &changed,
                ..NOTHING
            })
            .len(),
            1,
            "{place}"
        );
    }
}

#[test]
fn what_is_signed_and_is_no_receipt_is_refused() {
    let right = serde_json_canonicalizer::to_string(&receipt()).unwrap();
    let other_format = right.replace("guichet-receipt-1", "guichet-receipt-9");
    for (header, payload) in [
        (header().replace("guichet-receipt", "JWT"), right.clone()),
        (header().replace("EdDSA", "none"), right.clone()),
        (header().replace('}', r#","crit":["b64"]}"#), right.clone()),
        (header().replace(KID, "other"), right.clone()),
        (header(), format!("{right} ")),
        (header(), "{}".to_owned()),
        (header(), other_format),
    ] {
        let jws = sign_as(&header, &payload);
        assert_eq!(
            refusals(&Given {
                receipt: &jws,
                ..NOTHING
            })
            .len(),
            1,
            "{header} {payload}"
        );
    }
    for text in ["", "{}", "{\"receipt\":1}", "a.b", "a.b.c", "a.b.c.d"] {
        assert_eq!(
            refusals(&Given {
                receipt: text,
                ..NOTHING
            })
            .len(),
            1,
            "{text}"
        );
    }
    let jws = sign(&receipt());
    for keys in [
        "",
        "{}",
        r#"{"keys":[]}"#,
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}"#,
    ] {
        let given = Given {
            receipt: &jws,
            keys,
            ..NOTHING
        };
        assert_eq!(refusals(&given).len(), 1, "{keys}");
    }
}

#[test]
fn what_does_not_belong_to_it_is_refused() {
    let jws = sign(&receipt());
    let given = Given {
        receipt: &jws,
        ..NOTHING
    };
    let other_request = REQUEST.replace("Étude", "Autre");
    for given in [
        Given {
            request: Some(&other_request),
            ..given
        },
        Given {
            request: Some("no JSON"),
            ..given
        },
        Given {
            pieces: &[("devis.pdf".to_owned(), b"other".to_vec())],
            ..given
        },
        Given {
            chain: Some("{}"),
            ..given
        },
        Given {
            receipt: &json!({"receipt": jws, "sworn_request": other_request}).to_string(),
            ..given
        },
        Given {
            receipt: &json!({"receipt": jws, "reference": "TI26-2222-2222"}).to_string(),
            ..given
        },
    ] {
        assert_eq!(refusals(&given).len(), 1);
    }
}

#[test]
fn a_chain_that_was_touched_is_refused() {
    let jws = sign(&receipt());
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut chain = chain();
        change(&mut chain);
        !refusals(&Given {
            receipt: &jws,
            chain: Some(&chain.to_string()),
            ..NOTHING
        })
        .is_empty()
    };
    assert!(!refused(&|_| {}));
    for member in ["status", "at", "actor", "content_digest", "previous_hash", "hash"] {
        for event in 0..2 {
            let other = if member.ends_with('h') || member.ends_with("digest") {
                "0a".repeat(32)
            } else {
                "x".to_owned()
            };
            assert!(
                refused(&|chain| chain["events"][event][member] = other.clone().into()),
                "{event} {member}"
            );
        }
    }
    assert!(refused(&|chain| chain["reference"] = "TI26-2222-2222".into()));
    assert!(refused(&|chain| chain["territoire"] = "2023-2027/ti-1101".into()));
    assert!(refused(&|chain| chain["code_digest"] = "00".repeat(32).into()));
    assert!(refused(&|chain| chain["events"] = json!([])));
    assert!(refused(&|chain| drop(
        chain["events"].as_array_mut().unwrap().remove(0)
    )));
    // That the end is missing cannot be seen.
    assert!(!refused(&|chain| drop(
        chain["events"].as_array_mut().unwrap().remove(1)
    )));
}

/// The first formula covers an agent's name: such an event is linked, and said not to be computed.
#[test]
fn an_old_event_of_an_agent_is_told_apart() {
    let mut old = chain();
    old["events"][1]["formula"] = 1.into();
    let report = check(&Given {
        receipt: &sign(&receipt()),
        chain: Some(&old.to_string()),
        ..NOTHING
    });
    assert!(
        report.iter().any(|it| it.line().contains("1 old events")),
        "{report:#?}"
    );
}
