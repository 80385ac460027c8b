//! `POST /api/v1/suivi`: the status of a dossier for who holds its reference and its code. An unknown reference and
//! a wrong code get the same answer.

use chrono::NaiveDate;
use http::StatusCode;
use shared::calendar::paris_day;
use shared::dossier::{DayOffRules, Dossier, RecordedMove, current_request, read_history, tell_history};
use shared::ids::TerritoireId;
use shared::wire::{FiledEvent, ReadDossierResponse, SentenceBody, TerritoireSummary};
use store::{OpenedDossier, Store};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, applicant, environment};

pub async fn read(call: &Call) -> Result<Reply, Fault> {
    let dossier = open(call).await?;
    let today = paris_day(environment::now()?.naive_utc());
    json(StatusCode::OK, Caching::Never, &to_response(&dossier, today)?)
}

/// Opens the dossier of which the caller gives the reference and the code.
pub async fn open(call: &Call) -> Result<OpenedDossier, Fault> {
    let (reference, code) = applicant::read(call)?;
    let store = Store::at(environment::database_url().await?);
    guard::open(&store, call, reference, &code).await
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
        intitule: current_request(&filed, &moves).projet.intitule.trim().to_owned(),
        territoire: summary_of(&opened.territoire)?,
        montant_demande: dossier.montant_demande().to_string(),
        montant_accorde: dossier.octroi().map(|octroi| octroi.montant.to_string()),
        calculation: dossier
            .octroi()
            .map(|octroi| octroi.tell().iter().map(SentenceBody::new).collect())
            .unwrap_or_default(),
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
