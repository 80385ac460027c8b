//! `GET /api/v1/instruction/dossiers`: what came in for the agent's territories, latest first.

use http::StatusCode;
use reference::Phase;
use shared::wire::{DossierSummary, ListDossiersResponse};
use store::{InboxEntry, Store};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::agents::Agent;
use crate::fault::to_fault;

/// The latest are shown: an inbox by pages comes with the exports.
const LIMIT: u32 = 200;

pub async fn list(call: &Call) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let territoires: Vec<String> = reference::territoires(Phase::Two)
        .filter(|territoire| agent.sees(*territoire))
        .map(|territoire| format!("{}/{}", territoire.phase(), territoire.id()))
        .collect();
    let store = Store::at(environment::database_url().await?);
    let entries = store
        .list(&territoires, LIMIT)
        .await
        .map_err(|error| to_fault(&error))?;
    let dossiers = entries.into_iter().map(to_summary).collect();
    json(StatusCode::OK, Caching::Never, &ListDossiersResponse { dossiers })
}

fn to_summary(entry: InboxEntry) -> DossierSummary {
    DossierSummary {
        reference: entry.reference,
        status: entry.status,
        version: entry.version,
        territoire: entry.territoire,
        filed_at: entry.filed_at,
    }
}
