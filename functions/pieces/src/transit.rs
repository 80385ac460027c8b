//! `GET /api/v1/pieces/{id}`: how far a document has come, for who holds the key it was opened under; and what the other
//! addresses share: the key, the document, the answer.

use guard::store_fault;
use http::StatusCode;
use shared::message::Message;
use shared::piece::{Parts, PieceId, limits};
use shared::wire::ReadPieceResponse;
use store::{CallKey, ComponentDatabase, PieceInTransit, Store};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

pub async fn read(call: &Call, id: &str) -> Result<Reply, Fault> {
    let key = key_of(call)?;
    let store = Store::at(environment::database_url().await?);
    answer(StatusCode::OK, &find(&store, id, &key).await?)
}

/// The key that the request, or the answer, which the documents are for will have.
pub fn key_of(call: &Call) -> Result<CallKey, Fault> {
    Ok(CallKey::of_applicant(call.idempotency_key()?.as_str()))
}

/// The document of that number, opened under that key.
pub async fn find(
    store: &Store<ComponentDatabase>,
    id: &str,
    key: &CallKey,
) -> Result<PieceInTransit, Fault> {
    let id = PieceId::parse(id).ok_or_else(no_such_piece)?;
    let found = store.find_piece(id, key).await;
    found
        .map_err(|error| store_fault(&error))?
        .ok_or_else(no_such_piece)
}

pub fn answer(status: StatusCode, piece: &PieceInTransit) -> Result<Reply, Fault> {
    let response = ReadPieceResponse {
        id: piece.id.to_string(),
        size: piece.size,
        part_bytes: limits::PART_BYTES,
        missing: missing_of(piece)?,
        media_type: piece.media_type.clone(),
        expires_at: piece.expires_at.clone(),
    };
    json(status, Caching::Never, &response)
}

/// The places of the parts that have not arrived.
pub fn missing_of(piece: &PieceInTransit) -> Result<Vec<u32>, Fault> {
    let places = 0..parts_of(piece)?.count();
    Ok(places.filter(|place| !piece.arrived.contains(place)).collect())
}

/// The parts of a document that was accepted when it was opened.
pub fn parts_of(piece: &PieceInTransit) -> Result<Parts, Fault> {
    Parts::of(piece.size.into()).map_err(|error| Fault::internal(error.to_string()))
}

fn no_such_piece() -> Fault {
    Fault::not_found(Message::fixed(
        "Aucune pièce n’a ce numéro sous cette clé, ou elle n’est plus gardée. Envoyez-la de nouveau.",
        "No document has this number under this key, or it is no longer kept. Send it again.",
    ))
}
