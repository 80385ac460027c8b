//! The proof of work of a filing, as a program of somebody else would make it: from the documentation, with SHA-256 and
//! nothing of ours. With the key of the tests it also signs challenges that the service would not, such as old ones.

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use shared::wire::{FileDossierRequest, ReadChallengeResponse};

use crate::guichet::GUARD_KEY;
use crate::{Answer, Client, action};

/// Where challenges are drawn.
pub const CHALLENGE: &str = "/api/v1/dossiers/challenge";

/// Asks for a challenge.
pub fn read_challenge(client: &Client) -> Result<ReadChallengeResponse> {
    let answer = client.get(CHALLENGE)?;
    ensure!(answer.status == 200, "no challenge is given: {}", answer.text());
    answer.read()
}

/// The header that solves a challenge.
pub fn solve(challenge: &str, bits: u8) -> String {
    let is_solution = |number: &u64| zeros(challenge, *number) >= u32::from(bits);
    let solution = (0..u64::MAX).find(is_solution).unwrap_or_default();
    format!("{challenge}:{solution}")
}

/// A header whose number does not solve the challenge.
pub fn miss(challenge: &str, bits: u8) -> String {
    let is_miss = |number: &u64| zeros(challenge, *number) < u32::from(bits);
    let number = (0..u64::MAX).find(is_miss).unwrap_or_default();
    format!("{challenge}:{number}")
}

/// Sends a request under a key, with the header of a proof.
pub fn send_with_proof(
    client: &Client,
    key: &str,
    proof: &str,
    request: &FileDossierRequest,
) -> Result<Answer> {
    let headers = [("idempotency-key", key), ("proof-of-work", proof)];
    client.post(action::DOSSIERS, &headers, request)
}

/// A challenge that is signed as the service signs, with values that it may not have drawn.
pub fn sign(nonce: [u8; 16], expires_at: i64, bits: u8) -> Result<String> {
    let root = Sha256::digest(GUARD_KEY);
    let purpose = tag(&root, b"challenge-1")?;
    let mut bytes = vec![1];
    bytes.extend(nonce);
    bytes.extend(expires_at.to_be_bytes());
    bytes.push(bits);
    let signature = tag(&purpose, &bytes)?;
    bytes.extend(signature);
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

fn tag(key: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).context("a key of any length")?;
    mac.update(bytes);
    Ok(mac.finalize().into_bytes().to_vec())
}

/// How many bits at the beginning of the digest are zero.
fn zeros(challenge: &str, number: u64) -> u32 {
    let digest = Sha256::digest(format!("{challenge}:{number}"));
    let full = digest.iter().take_while(|byte| **byte == 0).count();
    let next = digest.get(full).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(full * 8).unwrap_or(u32::MAX) + next
}
