//! `POST /api/v1/suivi/request`: the request as it now is, with its documents, for who holds its reference and its code: to
//! be read again, or amended.

use http::StatusCode;
use shared::dossier::{current_request, tell_pieces};
use shared::wire::{FiledEvent, ReadRequestResponse};
use store::OpenedDossier;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

use crate::status;

pub async fn read(call: &Call) -> Result<Reply, Fault> {
    let dossier = status::open(call).await?;
    json(StatusCode::OK, Caching::Never, &to_response(&dossier)?)
}

fn to_response(opened: &OpenedDossier) -> Result<ReadRequestResponse, Fault> {
    let filed: FiledEvent = support::json::read_stored(&opened.first().body)?;
    let moves = support::json::read_moves(opened.moves())?;
    Ok(ReadRequestResponse {
        reference: opened.reference.to_string(),
        version: opened.last().seq,
        request: current_request(&filed, &moves).clone(),
        pieces: tell_pieces(&opened.first().at, &filed, &moves),
    })
}
