//! The documents that a request names: each must have arrived whole under the key of the call that joins it.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use guard::store_fault;
use shared::dossier::{FieldError, Invalid, Piece, ReceivedPiece};
use shared::piece::{MediaType, PieceId};
use store::{CallKey, ComponentDatabase, SealedPiece, Store};
use support::{Fault, environment};

/// The documents to join, out of those that are named: not those that are only declared, nor those that the dossier has
/// already.
///
/// # Errors
/// A 422 that names each document that is not there, below `pointer`.
pub async fn find(
    store: &Store<ComponentDatabase>,
    key: &CallKey,
    named: &[Piece],
    pointer: &str,
    already: &[PieceId],
    now: DateTime<Utc>,
) -> Result<Vec<ReceivedPiece>, Fault> {
    let is_new = |piece: &Piece| piece.id.is_some_and(|id| !already.contains(&id));
    if !named.iter().any(is_new) {
        return Ok(Vec::new());
    }
    let until = environment::rfc3339(now + MARGIN);
    let sealed = store.sealed_pieces(key, &until).await;
    let sealed = sealed.map_err(|error| store_fault(&error))?;
    let sealed: BTreeMap<PieceId, &SealedPiece> = sealed.iter().map(|piece| (piece.id, piece)).collect();
    let mut received = Vec::new();
    let mut missing = Vec::new();
    for (place, piece) in named.iter().enumerate().filter(|(_, piece)| is_new(piece)) {
        match piece.id.and_then(|id| receive(piece, sealed.get(&id)?)) {
            Some(piece) => received.push(piece),
            None => missing.push(FieldError {
                pointer: format!("{pointer}/{place}/id"),
                invalid: Invalid::PieceNotSent,
            }),
        }
    }
    if missing.is_empty() {
        Ok(received)
    } else {
        Err(Fault::invalid_fields(
            missing.iter().map(FieldError::to_problem).collect(),
        ))
    }
}

/// A document that ends sooner could be gone when the event that names it is written.
const MARGIN: TimeDelta = TimeDelta::hours(1);

fn receive(named: &Piece, sealed: &SealedPiece) -> Option<ReceivedPiece> {
    Some(ReceivedPiece {
        id: sealed.id,
        kind: named.kind,
        name: named.name.clone(),
        digest: sealed.digest,
        size: sealed.size,
        media_type: MediaType::parse(&sealed.media_type)?,
    })
}
