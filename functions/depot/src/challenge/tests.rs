//! Challenges written, altered, too old: each is told for what it is. The clock is an argument.

use shared::proof_of_work::{Search, write};

use super::*;

/// The key of the tests, for which the example of the wire was signed by another program (`hmac` of Python).
const SECRET: &str = "cle-du-guichet-pour-les-essais-0123456789";
const EXAMPLE: &str = include_str!("../../../../shared/snapshots/ReadChallengeResponse.json");

fn key(secret: &str) -> GuardKey {
    GuardKey::new(secret).unwrap()
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

const EXPIRY: i64 = 1_795_440_600;

fn challenge(bits: u8) -> Challenge {
    Challenge {
        nonce: std::array::from_fn(|place| u8::try_from(place).unwrap()),
        expires_at: at(EXPIRY),
        bits,
    }
}

fn solved(text: &str, bits: u8) -> String {
    let solution = Search::new(text, bits).advance(1 << 20).unwrap();
    write(text, solution)
}

#[test]
fn a_challenge_is_written_as_the_example_of_the_wire() {
    let example: ReadChallengeResponse = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(challenge(16).write(&key(SECRET)), example.challenge);
    assert_eq!(environment::rfc3339(challenge(16).expires_at), example.expires_at);
}

#[test]
fn a_challenge_that_is_solved_in_time_tells_its_nonce() {
    let key = key(SECRET);
    for bits in [0, 1, 8, 12] {
        let proof = solved(&challenge(bits).write(&key), bits);
        let checked = |asked, now| check(Some(&proof), asked, at(now), &key);
        assert_eq!(checked(bits, EXPIRY - 1), Ok(challenge(bits).nonce), "{bits}");
        assert_eq!(checked(0, EXPIRY - 1), Ok(challenge(bits).nonce), "{bits}");
        assert_eq!(
            checked(bits + 1, EXPIRY - 1),
            Err(ProofError::TooFewBits),
            "{bits}"
        );
        assert_eq!(checked(bits, EXPIRY), Err(ProofError::Expired), "{bits}");
    }
}

#[test]
fn a_number_that_does_not_solve_is_told() {
    let key = key(SECRET);
    let text = challenge(20).write(&key);
    assert_eq!(
        check(Some(&write(&text, 0)), 20, at(EXPIRY - 1), &key),
        Err(ProofError::NotSolved)
    );
}

#[test]
fn a_header_that_is_missing_or_has_not_the_shape_is_told() {
    let key = key(SECRET);
    assert_eq!(check(None, 8, at(0), &key), Err(ProofError::Missing));
    let text = challenge(0).write(&key);
    for header in [
        "",
        ":",
        &text,
        &format!("{text}:"),
        &format!("{text}:0x1"),
        &format!("{text}=:1"),
        "a:1",
        "é:1",
    ] {
        assert_eq!(
            check(Some(header), 0, at(0), &key),
            Err(ProofError::WrongShape),
            "{header}"
        );
    }
}

#[test]
fn what_another_key_signed_or_anybody_altered_is_forged() {
    let ours = key(SECRET);
    let theirs = challenge(0).write(&key(&"x".repeat(40)));
    assert_eq!(
        check(Some(&write(&theirs, 0)), 0, at(0), &ours),
        Err(ProofError::Forged)
    );
    let whole = BASE64_URL_SAFE_NO_PAD.decode(challenge(0).write(&ours)).unwrap();
    for place in 0..whole.len() {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        let text = BASE64_URL_SAFE_NO_PAD.encode(altered);
        assert_eq!(
            check(Some(&write(&text, 0)), 0, at(0), &ours),
            Err(ProofError::Forged),
            "byte {place}"
        );
    }
    // The signature of nothing at all.
    let empty = BASE64_URL_SAFE_NO_PAD.encode([0; 32]);
    assert_eq!(
        check(Some(&write(&empty, 0)), 0, at(0), &ours),
        Err(ProofError::Forged)
    );
}

#[test]
fn each_fault_has_a_code_of_its_own() {
    let all = [
        ProofError::Missing,
        ProofError::WrongShape,
        ProofError::Forged,
        ProofError::Expired,
        ProofError::TooFewBits,
        ProofError::NotSolved,
        ProofError::AlreadyUsed,
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(|error| error.code()).collect();
    assert_eq!(codes.len(), all.len());
}
