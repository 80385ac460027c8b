//! `POST /api/v1/instruction/dossiers/{reference}`: an agent moves a dossier one step, once for its idempotency key,
//! from the version they had under their eyes.

use chrono::{DateTime, Utc};
use http::StatusCode;
use shared::calendar::paris_day;
use shared::dossier::{Command, Event, Status, apply, decide};
use shared::wire::{MoveDossierRequest, MoveDossierResponse};
use store::{AppendError, Body, CallKey, Move, Moved, OpenedDossier, Store};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::agents::Agent;
use crate::dossier::{open, state_of, to_summary};
use crate::fault::append_fault;

pub async fn move_dossier(call: &Call, reference: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let key = CallKey::of_agent(&agent.actor(), call.idempotency_key()?.as_str());
    let request: MoveDossierRequest = support::json::read(call)?;
    let store = Store::at(environment::database_url().await?);
    let dossier = open(&store, reference, &agent).await?;
    let command = match Command::from_request(&request) {
        Ok(command) => command,
        Err(problems) => {
            let fault = Fault::invalid_fields(problems);
            return replay_or(&store, &dossier, call, &key, fault).await;
        }
    };
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
        store.replay_move(dossier.reference, &key, call.body()).await
    };
    outcome.map_err(|error| append_fault(&error))?;
    reply(&open(&store, reference, &agent).await?)
}

fn reply(moved: &OpenedDossier) -> Result<Reply, Fault> {
    json(
        StatusCode::OK,
        Caching::Never,
        &MoveDossierResponse {
            dossier: to_summary(moved),
        },
    )
}

/// Rules change with releases: a move that is refused today may have been made yesterday, by an agent that never got the
/// answer.
async fn replay_or(
    store: &Store,
    dossier: &OpenedDossier,
    call: &Call,
    key: &CallKey,
    fault: Fault,
) -> Result<Reply, Fault> {
    match store.has_moved(dossier.reference, key, call.body()).await {
        Ok(true) => reply(dossier),
        // Never made, or another one has the key: what is wrong with this one is the more useful answer.
        Ok(false) | Err(AppendError::KeyReused) => Err(fault),
        Err(error) => Err(append_fault(&error)),
    }
}

/// Who moves, by which request, once for which key, when and to where.
struct Step<'a> {
    call: &'a Call,
    agent: &'a Agent,
    key: &'a CallKey,
    at: DateTime<Utc>,
    leads_to: Status,
}

async fn append(
    store: &Store,
    dossier: &OpenedDossier,
    event: &Event,
    step: Step<'_>,
) -> Result<Result<Moved, AppendError>, Fault> {
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
