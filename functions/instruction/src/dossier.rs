//! One dossier in the hands of an agent: found if it is in a territory of their région, and read whole.
//!
//! `GET /api/v1/instruction/dossiers/{reference}`

use http::StatusCode;
use shared::dossier::{Demande, Dossier, Status};
use shared::ids::{Reference, TerritoireId};
use shared::message::Message;
use shared::wire::{DossierSummary, FiledEvent, HistoryEntry, OpenDossierResponse};
use store::{OpenedDossier, SpinSqlite, Store};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

use crate::agents::Agent;
use crate::fault::to_fault;

pub async fn read(call: &Call, reference: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let store = Store::of_component().await.map_err(|error| to_fault(&error))?;
    let dossier = open(&store, reference, &agent).await?;
    let event: FiledEvent = support::json::read_stored(&dossier.first().body)?;
    let response = OpenDossierResponse {
        dossier: to_summary(&dossier),
        request: event.request,
        history: dossier
            .events()
            .iter()
            .map(|event| HistoryEntry {
                status: event.status.clone(),
                at: event.at.clone(),
            })
            .collect(),
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
        .and_then(|id| reference::territoire_in(id.phase(), id.id()))
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
    let unreadable = || Fault::internal("read the stored request: it no longer parses");
    let event: FiledEvent = support::json::read_stored(&dossier.first().body)?;
    let demande = Demande::parse(&event.request).map_err(|_| unreadable())?;
    let status = Status::parse(&dossier.last().status).ok_or_else(unreadable)?;
    Ok(Dossier {
        status,
        total: demande.total(),
    })
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
