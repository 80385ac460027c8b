//! One dossier in the hands of an agent: found if it is in a territory of their région, and read whole.
//!
//! `GET /api/v1/instruction/dossiers/{reference}`

use chrono::NaiveDate;
use guard::store_fault;
use http::StatusCode;
use shared::calendar::paris_day;
use shared::dossier::{DayOffRules, Dossier, RecordedMove, read_history, tell_history, tell_pieces};
use shared::ids::{Reference, TerritoireId};
use shared::message::Message;
use shared::wire::{DossierSummary, FiledEvent, OpenDossierResponse, SentenceBody};
use store::{OpenedDossier, Store};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::agents::Agent;

pub async fn read(call: &Call, reference: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let store = Store::at(environment::database_url().await?);
    let dossier = open(&store, reference, &agent).await?;
    let today = paris_day(environment::now()?.naive_utc());
    json(StatusCode::OK, Caching::Never, &to_response(&dossier, today)?)
}

fn to_response(opened: &OpenedDossier, today: NaiveDate) -> Result<OpenDossierResponse, Fault> {
    let filed: FiledEvent = support::json::read_stored(opened.filing().body)?;
    let moves = support::json::read_moves(opened.moves())?;
    let dossier = replay(opened, &filed, &moves)?;
    let amended_request = moves
        .iter()
        .rev()
        .find_map(|recorded| recorded.body.request.clone());
    let pieces = tell_pieces(opened.filing().at, &filed, &moves);
    let deadlines = dossier.deadlines(DayOffRules::default());
    let doubts = dossier.payment_doubts();
    let granted = dossier.octroi();
    Ok(OpenDossierResponse {
        dossier: to_summary(opened),
        request: filed.request,
        amended_request,
        pieces,
        history: tell_history(opened.filing(), &moves),
        deadlines: deadlines.iter().map(|deadline| deadline.to_body(today)).collect(),
        pending_correction: dossier.correction().map(Into::into),
        avis: dossier.avis().map(Into::into),
        montant_accorde: granted.map(|octroi| octroi.montant.to_string()),
        octroi: granted.map(Into::into),
        signed_on: dossier.signed_on().map(|day| day.to_string()),
        versements: dossier.versements().iter().map(|paid| (*paid).into()).collect(),
        remaining: granted.map(|_| dossier.remaining().to_string()),
        payment_doubts: doubts
            .iter()
            .map(|doubt| SentenceBody::new(&doubt.message))
            .collect(),
    })
}

/// The dossier of that reference.
///
/// # Errors
/// A 404 when there is none, a 403 when it is in another région.
pub async fn open(store: &Store, reference: &str, agent: &Agent) -> Result<OpenedDossier, Fault> {
    let reference = Reference::parse(reference).map_err(|error| Fault::not_found(error.message()))?;
    let dossier = store
        .open(reference)
        .await
        .map_err(|error| store_fault(&error))?
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
pub fn state_of(opened: &OpenedDossier) -> Result<Dossier, Fault> {
    let filed: FiledEvent = support::json::read_stored(opened.filing().body)?;
    replay(opened, &filed, &support::json::read_moves(opened.moves())?)
}

fn replay(opened: &OpenedDossier, filed: &FiledEvent, moves: &[RecordedMove<'_>]) -> Result<Dossier, Fault> {
    read_history(opened.filing().at, filed, moves).map_err(|error| Fault::internal(chain(&error)))
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
