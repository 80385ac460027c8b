//! `POST /api/v1/suivi/chain`: the hashes of a dossier's events with all that they cover, so that anyone can compute them
//! again and compare the first with the receipt. It tells no agent's name and no body.

use http::StatusCode;
use shared::wire::{ChainedEventBody, ReadChainResponse};
use store::{ActorKind, OpenedDossier, RecordedEvent, to_hex};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

use crate::status;

pub async fn read(call: &Call) -> Result<Reply, Fault> {
    let dossier = status::open(call).await?;
    json(StatusCode::OK, Caching::Never, &to_response(&dossier))
}

fn to_response(dossier: &OpenedDossier) -> ReadChainResponse {
    ReadChainResponse {
        reference: dossier.reference.to_string(),
        territoire: dossier.territoire.clone(),
        code_digest: to_hex(dossier.code_digest()),
        events: dossier.events().iter().map(to_event).collect(),
    }
}

fn to_event(event: &RecordedEvent) -> ChainedEventBody {
    ChainedEventBody {
        seq: event.seq,
        formula: event.formula.number(),
        status: event.status.clone(),
        at: event.at.clone(),
        actor: ActorKind::of(&event.actor).as_str().to_owned(),
        content_digest: to_hex(&event.content_digest),
        previous_hash: to_hex(&event.previous_hash),
        hash: to_hex(&event.hash),
    }
}
