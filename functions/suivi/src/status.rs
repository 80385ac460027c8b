//! `POST /api/v1/suivi`: the status of a dossier for who holds its reference and its code. An unknown reference and
//! a wrong code get the same answer; attempts are not slowed here yet.

use constant_time_eq::constant_time_eq_32;
use http::StatusCode;
use shared::dossier::Demande;
use shared::ids::{AccessCode, Reference, TerritoireId};
use shared::message::Message;
use shared::wire::{
    FieldProblem, FiledEvent, HistoryEntry, MovedEvent, ReadDossierRequest, ReadDossierResponse,
    TerritoireSummary,
};
use store::{Hash, OpenedDossier, Store, StoreError, digest};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

pub async fn read(call: &Call) -> Result<Reply, Fault> {
    let request: ReadDossierRequest = support::json::read(call)?;
    let (reference, code) = check(&request)?;
    let store = Store::of_component().await.map_err(|error| to_fault(&error))?;
    let dossier = store.open(reference).await.map_err(|error| to_fault(&error))?;
    let dossier = authorise(dossier, &code)?;
    json(StatusCode::OK, Caching::Never, &to_response(&dossier)?)
}

fn check(request: &ReadDossierRequest) -> Result<(Reference, AccessCode), Fault> {
    let reference = Reference::parse(&request.reference)
        .map_err(|error| FieldProblem::new("/reference", "wrong_shape", &error.message()));
    let code = AccessCode::parse(&request.code)
        .map_err(|error| FieldProblem::new("/code", "wrong_shape", &error.message()));
    match (reference, code) {
        (Ok(reference), Ok(code)) => Ok((reference, code)),
        (reference, code) => Err(Fault::invalid_fields(
            reference.err().into_iter().chain(code.err()).collect(),
        )),
    }
}

fn authorise(dossier: Option<OpenedDossier>, code: &AccessCode) -> Result<OpenedDossier, Fault> {
    const NOBODY: Hash = [0; 32];
    let given = digest(code.as_bytes());
    let expected = dossier.as_ref().map_or(NOBODY, |dossier| *dossier.code_digest());
    let is_right = constant_time_eq_32(&given, &expected);
    dossier.filter(|_| is_right).ok_or_else(|| {
        Fault::not_found(Message::fixed(
            "Aucune demande ne correspond à cette référence et à ce code. Vérifiez les deux sur votre récépissé.",
            "No request matches this reference and this code. Check both on your receipt.",
        ))
    })
}

fn to_response(dossier: &OpenedDossier) -> Result<ReadDossierResponse, Fault> {
    let demande = stored_demande(dossier)?;
    let last_move = stored_last_move(dossier)?;
    Ok(ReadDossierResponse {
        reference: dossier.reference.to_string(),
        status: dossier.last().status.clone(),
        intitule: demande.intitule().to_owned(),
        territoire: summary_of(&dossier.territoire)?,
        montant_demande: demande.montant_demande().to_string(),
        montant_accorde: last_move.montant_accorde,
        motif: last_move.motif,
        history: dossier
            .events()
            .iter()
            .map(|event| HistoryEntry {
                status: event.status.clone(),
                at: event.at.clone(),
            })
            .collect(),
    })
}

fn stored_demande(dossier: &OpenedDossier) -> Result<Demande, Fault> {
    let event: FiledEvent = support::json::read_stored(&dossier.first().body)?;
    Demande::parse(&event.request)
        .map_err(|_| Fault::internal("read the stored request: it no longer parses"))
}

/// The last move of an agent; nothing when the filing is the only event.
fn stored_last_move(dossier: &OpenedDossier) -> Result<MovedEvent, Fault> {
    match dossier.events() {
        [_filing] => Ok(MovedEvent::default()),
        _ => support::json::read_stored(&dossier.last().body),
    }
}

fn summary_of(stored: &str) -> Result<TerritoireSummary, Fault> {
    let territoire = TerritoireId::parse(stored)
        .and_then(|id| reference::territoire_in(id.phase(), id.id()))
        .ok_or_else(|| Fault::internal("find the territory of the dossier"))?;
    Ok(TerritoireSummary {
        phase: territoire.phase().to_owned(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
    })
}

fn to_fault(error: &StoreError) -> Fault {
    use store::DatabaseError as Db;
    match error {
        StoreError::Database(Db::Busy | Db::Full) => Fault::unavailable(chain(error)),
        StoreError::KeyReused
        | StoreError::ReferenceTaken
        | StoreError::Outdated
        | StoreError::Chain(_)
        | StoreError::Database(Db::NoTables | Db::Denied | Db::Unexpected { .. } | Db::Other(_)) => {
            Fault::internal(chain(error))
        }
    }
}
