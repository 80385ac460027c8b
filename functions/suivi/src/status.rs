//! `POST /api/v1/suivi`: the status of a dossier for who holds its reference and its code. An unknown reference and
//! a wrong code get the same answer; attempts are not slowed here yet.

use chrono::NaiveDate;
use constant_time_eq::constant_time_eq_32;
use http::StatusCode;
use shared::calendar::paris_day;
use shared::dossier::{DayOffRules, Dossier, RecordedMove, read_history, tell_history};
use shared::ids::{AccessCode, Reference, TerritoireId};
use shared::message::Message;
use shared::wire::{FieldProblem, FiledEvent, ReadDossierRequest, ReadDossierResponse, TerritoireSummary};
use store::{Hash, OpenedDossier, Store, StoreError, digest};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

pub async fn read(call: &Call) -> Result<Reply, Fault> {
    let request: ReadDossierRequest = support::json::read(call)?;
    let (reference, code) = check(&request)?;
    let store = Store::of_component().await.map_err(|error| to_fault(&error))?;
    let dossier = store.open(reference).await.map_err(|error| to_fault(&error))?;
    let dossier = authorise(dossier, &code)?;
    let today = paris_day(environment::now()?.naive_utc());
    json(StatusCode::OK, Caching::Never, &to_response(&dossier, today)?)
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

fn to_response(opened: &OpenedDossier, today: NaiveDate) -> Result<ReadDossierResponse, Fault> {
    let filed: FiledEvent = support::json::read_stored(&opened.first().body)?;
    let moves = support::json::read_moves(opened.moves())?;
    let dossier =
        read_history(&opened.first().at, &filed, &moves).map_err(|error| Fault::internal(chain(&error)))?;
    let deadlines = dossier.deadlines(DayOffRules::default());
    Ok(ReadDossierResponse {
        reference: opened.reference.to_string(),
        status: opened.last().status.clone(),
        intitule: filed.request.projet.intitule.trim().to_owned(),
        territoire: summary_of(&opened.territoire)?,
        montant_demande: dossier.montant_demande().to_string(),
        montant_accorde: dossier.octroi().map(|octroi| octroi.montant.to_string()),
        motif: motif_of(&dossier, &moves),
        history: tell_history(opened.filing(), &moves),
        next_step: Some((&dossier.next_step(today)).into()),
        deadlines: deadlines.iter().map(|deadline| deadline.to_body(today)).collect(),
        pending_correction: dossier.correction().map(Into::into),
        versements: dossier
            .versements()
            .iter()
            .map(|versement| (*versement).into())
            .collect(),
        signed_on: dossier.signed_on().map(|day| day.to_string()),
    })
}

/// Why the dossier ended without the aid: nothing follows the event that says it.
fn motif_of(dossier: &Dossier, moves: &[RecordedMove<'_>]) -> Option<String> {
    let last = moves.last().filter(|_| dossier.status().is_final())?;
    last.body.motif.clone()
}

fn summary_of(stored: &str) -> Result<TerritoireSummary, Fault> {
    let territoire = TerritoireId::parse(stored)
        .and_then(|id| reference::territoire_in(reference::Phase::parse(id.phase())?, id.id()))
        .ok_or_else(|| Fault::internal("find the territory of the dossier"))?;
    Ok(TerritoireSummary {
        phase: territoire.phase().to_string(),
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
