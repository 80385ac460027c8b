//! `POST /api/v1/dossiers/pieces`: the applicant joins documents that nobody asked for, until the request is decided.

use shared::dossier::{Command, FieldError, Piece};
use shared::wire::AddPiecesRequest;
use support::{Call, Fault, Reply};

use crate::in_hand::InHand;
use crate::pieces;

pub async fn add(call: &Call) -> Result<Reply, Fault> {
    let request: AddPiecesRequest = support::json::read(call)?;
    let hand = InHand::open(call, &request.reference, &request.code).await?;
    if let Some(reply) = hand.replay().await? {
        return Ok(reply);
    }
    let named = Piece::parse_list(&request.pieces)
        .map_err(|errors| Fault::invalid_fields(errors.iter().map(FieldError::to_problem).collect()))?;
    let history = hand.history()?;
    let already = history.pieces();
    let received = pieces::find(&hand.store, &hand.key, &named, "/pieces", &already, hand.now).await?;
    hand.take(Command::AddPieces(received), history.state, None).await
}
