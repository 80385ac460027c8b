//! `POST /api/v1/instruction/dossiers/{reference}`: an agent moves a dossier one step, once for its idempotency key,
//! from the version they had under their eyes.

use chrono::{DateTime, Utc};
use http::StatusCode;
use shared::calendar::paris_day;
use shared::dossier::{Command, Event, Status, apply, decide};
use shared::wire::{MoveDossierRequest, MoveDossierResponse};
use store::{Body, Move, Moved, OpenedDossier, SpinSqlite, Store, StoreError};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::agents::Agent;
use crate::dossier::{open, state_of, to_summary};
use crate::fault::to_fault;

pub async fn move_dossier(call: &Call, reference: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let key = format!("{}:{}", agent.actor(), call.idempotency_key()?.as_str());
    let request: MoveDossierRequest = support::json::read(call)?;
    let command = Command::from_request(&request).map_err(Fault::invalid_fields)?;
    let store = Store::of_component().await.map_err(|error| to_fault(&error))?;
    let dossier = open(&store, reference, &agent).await?;
    // From another version than the last, only a move that this very key has made already is accepted.
    let outcome = if request.seen == dossier.last().seq {
        let now = environment::now()?;
        let state = state_of(&dossier)?;
        let event = decide(command, &state, paris_day(now.naive_utc()))
            .map_err(|refused| Fault::invalid_field(refused.field_problem()))?;
        let step = Step {
            call,
            agent: &agent,
            key: &key,
            at: now,
            leads_to: apply(state, &event).status(),
        };
        append(&store, &dossier, &event, step).await?
    } else {
        store.find_move(dossier.reference, &key, call.body()).await
    };
    outcome.map_err(|error| to_fault(&error))?;
    let moved = open(&store, reference, &agent).await?;
    json(
        StatusCode::OK,
        Caching::Never,
        &MoveDossierResponse {
            dossier: to_summary(&moved),
        },
    )
}

/// Who moves, by which request, once for which key, when and to where.
struct Step<'a> {
    call: &'a Call,
    agent: &'a Agent,
    key: &'a str,
    at: DateTime<Utc>,
    leads_to: Status,
}

async fn append(
    store: &Store<SpinSqlite>,
    dossier: &OpenedDossier,
    event: &Event,
    step: Step<'_>,
) -> Result<Result<Moved, StoreError>, Fault> {
    let change = Move {
        dossier,
        status: step.leads_to.as_str(),
        at: &environment::rfc3339(step.at),
        actor: &step.agent.actor(),
        body: Body {
            json: &support::json::write(&event.to_stored())?,
            salt: environment::random()?,
        },
        request: step.call.body(),
        idempotency_key: step.key,
    };
    Ok(store.move_dossier(&change).await)
}
