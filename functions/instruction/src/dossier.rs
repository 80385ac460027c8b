//! One dossier in the hands of an agent: found if it is in a territory of their région, and read whole.
//!
//! `GET /api/v1/instruction/dossiers/{reference}`

use http::StatusCode;
use shared::dossier::{Action, Dossier, RecordedMove, read_history};
use shared::ids::{Reference, TerritoireId};
use shared::message::Message;
use shared::wire::{DossierSummary, FiledEvent, HistoryEntry, OpenDossierResponse};
use store::{OpenedDossier, SpinSqlite, Store};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

use crate::agents::Agent;
use crate::fault::to_fault;

pub async fn read(call: &Call, reference: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let store = Store::of_component().await.map_err(|error| to_fault(&error))?;
    let dossier = open(&store, reference, &agent).await?;
    let event: FiledEvent = support::json::read_stored(&dossier.first().body)?;
    let first = HistoryEntry {
        status: dossier.first().status.clone(),
        at: dossier.first().at.clone(),
        action: None,
    };
    let moves = read_moves(&dossier)?;
    let response = OpenDossierResponse {
        dossier: to_summary(&dossier),
        request: event.request,
        history: std::iter::once(first).chain(moves.iter().map(to_entry)).collect(),
    };
    json(StatusCode::OK, Caching::Never, &response)
}

/// The dossier of that reference.
///
/// # Errors
/// A 404 when there is none, a 403 when it is in another région.
pub async fn open(store: &Store<SpinSqlite>, reference: &str, agent: &Agent) -> Result<OpenedDossier, Fault> {
    let reference = Reference::parse(reference).map_err(|error| Fault::not_found(error.message()))?;
    let dossier = store
        .open(reference)
        .await
        .map_err(|error| to_fault(&error))?
        .ok_or_else(unknown)?;
    let territoire = TerritoireId::parse(&dossier.territoire)
        .and_then(|id| reference::territoire_in(reference::Phase::parse(id.phase())?, id.id()))
        .ok_or_else(|| Fault::internal("find the territory of the dossier"))?;
    if agent.sees(territoire) {
        Ok(dossier)
    } else {
        Err(another_region())
    }
}

/// The state from which the next step is decided.
///
/// # Errors
/// A 500 when what was stored cannot be read any more.
pub fn state_of(dossier: &OpenedDossier) -> Result<Dossier, Fault> {
    let filed: FiledEvent = support::json::read_stored(&dossier.first().body)?;
    read_history(&dossier.first().at, &filed, &read_moves(dossier)?)
        .map_err(|error| Fault::internal(chain(&error)))
}

/// Every event after the filing, as it was recorded.
fn read_moves(dossier: &OpenedDossier) -> Result<Vec<RecordedMove<'_>>, Fault> {
    let moves = dossier.events().iter().skip(1);
    moves
        .map(|event| {
            Ok(RecordedMove {
                status: &event.status,
                at: &event.at,
                body: support::json::read_stored(&event.body)?,
            })
        })
        .collect()
}

fn to_entry(recorded: &RecordedMove<'_>) -> HistoryEntry {
    HistoryEntry {
        status: recorded.status.to_owned(),
        at: recorded.at.to_owned(),
        action: Action::parse(recorded.code()).map(|action| action.as_str().to_owned()),
    }
}

/// The dossier as a line of the inbox.
pub fn to_summary(dossier: &OpenedDossier) -> DossierSummary {
    DossierSummary {
        reference: dossier.reference.to_string(),
        status: dossier.last().status.clone(),
        version: dossier.last().seq,
        territoire: dossier.territoire.clone(),
        filed_at: dossier.first().at.clone(),
    }
}

fn unknown() -> Fault {
    Fault::not_found(Message::fixed(
        "Aucune demande n’a cette référence. Vérifiez-la dans la liste des demandes.",
        "No request has this reference. Check it in the list of requests.",
    ))
}

fn another_region() -> Fault {
    Fault::forbidden(Message::fixed(
        "Cette demande est dans le territoire d’une autre Région : votre clé ne permet pas de la traiter.",
        "This request is in the territory of another Région: your key does not let you process it.",
    ))
}
