//! `POST /api/v1/dossiers/withdrawal`: the applicant takes the request back, until it is decided.

use shared::dossier::Command;
use shared::wire::WithdrawDossierRequest;
use support::{Call, Fault, Reply};

use crate::in_hand::InHand;

pub async fn withdraw(call: &Call) -> Result<Reply, Fault> {
    let request: WithdrawDossierRequest = support::json::read(call)?;
    let hand = InHand::open(call, &request.reference, &request.code).await?;
    if let Some(reply) = hand.replay().await? {
        return Ok(reply);
    }
    let state = hand.history()?.state;
    hand.take(Command::Withdraw, state, None).await
}
