//! `POST /api/v1/instruction/dossiers/{reference}`: an agent moves a dossier one step, once for its idempotency key,
//! from the version they had under their eyes.

use http::StatusCode;
use shared::dossier::{Command, Event, decide};
use shared::wire::{MoveDossierRequest, MoveDossierResponse, MovedEvent};
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
    let command = Command::from_fields(
        &request.status,
        request.montant_accorde.as_deref(),
        request.motif.as_deref(),
    )
    .map_err(Fault::invalid_field)?;
    let store = Store::of_component().await.map_err(|error| to_fault(&error))?;
    let dossier = open(&store, reference, &agent).await?;
    // From another version than the last, only a move that this very key has made already is accepted.
    let outcome = if request.seen == dossier.last().seq {
        let event = decide(command, &state_of(&dossier)?)
            .map_err(|refused| Fault::invalid_field(refused.field_problem()))?;
        append(
            &store,
            &dossier,
            &event,
            Step {
                call,
                agent: &agent,
                key: &key,
            },
        )
        .await?
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

/// Who moves, by which request, once for which key.
struct Step<'a> {
    call: &'a Call,
    agent: &'a Agent,
    key: &'a str,
}

async fn append(
    store: &Store<SpinSqlite>,
    dossier: &OpenedDossier,
    event: &Event,
    step: Step<'_>,
) -> Result<Result<Moved, StoreError>, Fault> {
    let change = Move {
        dossier,
        status: event.status().as_str(),
        at: &environment::rfc3339(environment::now()?),
        actor: &step.agent.actor(),
        body: Body {
            json: &support::json::write(&to_stored(event))?,
            salt: environment::random()?,
        },
        request: step.call.body(),
        idempotency_key: step.key,
    };
    Ok(store.move_dossier(&change).await)
}

fn to_stored(event: &Event) -> MovedEvent {
    match event {
        Event::Recevable | Event::EnInstruction => MovedEvent::default(),
        Event::Accorde { montant } => MovedEvent {
            montant_accorde: Some(montant.to_string()),
            motif: None,
        },
        Event::Refuse { motif } | Event::SansSuite { motif } => MovedEvent {
            montant_accorde: None,
            motif: Some(motif.clone()),
        },
    }
}
