//! The chain of a dossier, followed from what the service tells of it by the formula of `docs/api.md`, and by nothing of
//! the code that made it.

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};
use shared::wire::{ChainedEventBody, ReadChainResponse};

/// Computes every event again.
pub fn verify(chain: &ReadChainResponse) -> Result<()> {
    let mut previous = [0; 32];
    for (event, seq) in chain.events.iter().zip(1..) {
        ensure!(
            event.seq == seq && event.formula == 2,
            "{} is not event {seq} of the formula 2",
            event.seq
        );
        ensure!(
            bytes(&event.previous_hash)? == previous,
            "event {seq} is not linked"
        );
        previous = hash_of(chain, event)?;
        ensure!(bytes(&event.hash)? == previous, "event {seq} was altered");
    }
    ensure!(!chain.events.is_empty(), "the chain has no event");
    Ok(())
}

fn hash_of(chain: &ReadChainResponse, event: &ChainedEventBody) -> Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    let text = |hasher: &mut Sha256, text: &str| {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    };
    hasher.update("guichet-event-2");
    hasher.update(bytes(&event.previous_hash)?);
    hasher.update(event.seq.to_be_bytes());
    for part in [&chain.reference, &event.status, &event.at, &event.actor] {
        text(&mut hasher, part);
    }
    hasher.update(bytes(&event.content_digest)?);
    if event.seq == 1 {
        text(&mut hasher, &chain.territoire);
        hasher.update(bytes(&chain.code_digest)?);
    }
    Ok(hasher.finalize().into())
}

fn bytes(digest: &str) -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(digest, &mut bytes).with_context(|| format!("`{digest}` is no digest"))?;
    Ok(bytes)
}
