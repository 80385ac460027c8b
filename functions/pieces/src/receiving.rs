//! `POST /api/v1/pieces/{id}/parts/{place}`: one part of a document, as bytes. Sent again, it changes nothing.

use guard::store_fault;
use http::StatusCode;
use shared::message::Message;
use shared::wire::FieldProblem;
use store::Store;
use support::{Call, Fault, Reply, environment};

use crate::transit;

pub async fn keep(call: &Call, id: &str, place: &str) -> Result<Reply, Fault> {
    let key = transit::key_of(call)?;
    if !call.has_media_type(OCTETS) {
        return Err(Fault::unsupported_media_type(OCTETS));
    }
    let store = Store::at(environment::database_url().await?);
    let mut piece = transit::find(&store, id, &key).await?;
    let place: u32 = place.parse().map_err(|_| no_such_part())?;
    let expected = transit::parts_of(&piece)?
        .size_of(place)
        .ok_or_else(no_such_part)?;
    check_length(call.body().len(), expected)?;
    if !piece.arrived.contains(&place) {
        store
            .keep_part(piece.id, &key, place, call.body())
            .await
            .map_err(|error| store_fault(&error))?;
        piece.arrived.push(place);
    }
    transit::answer(StatusCode::OK, &piece)
}

const OCTETS: &str = "application/octet-stream";

fn check_length(length: usize, expected: u32) -> Result<(), Fault> {
    if u32::try_from(length) == Ok(expected) {
        return Ok(());
    }
    let message = Message::built(
        format!("Cette partie fait {length} octets ; elle doit en faire {expected}. Envoyez-la de nouveau."),
        format!("This part has {length} bytes; it must have {expected}. Send it again."),
    );
    Err(Fault::invalid_field(FieldProblem::new(
        "",
        "wrong_part_size",
        &message,
    )))
}

fn no_such_part() -> Fault {
    Fault::not_found(Message::fixed(
        "Cette pièce n’a pas de partie à cette place. Lisez celles qui manquent à l’adresse de la pièce.",
        "This document has no part at this place. Read those that are missing at the document's address.",
    ))
}
