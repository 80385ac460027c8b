//! The bodies that are sent: what is read is read back alike, what is accepted keeps its limits, what an agent's step leads
//! to is kept by the store as it was. Duplicate fields and the size of a body are the business of `support`.

use std::sync::LazyLock;

use bytes::Bytes;
use chrono::NaiveDate;
use http::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::dossier::{
    Command, Demande, Dossier, Event, Filed, Piece, RecordedMove, Regime, apply, decide, limits, read_move,
};
use shared::money::Euros;
use shared::wire::{
    AddPiecesRequest, AnswerCorrectionRequest, FileDossierRequest, MoveDossierRequest, MovedEvent,
    OpenPieceRequest, ReadDossierRequest, WithdrawDossierRequest,
};
use support::{Call, json};

use crate::Outcome;
use crate::told::{check_fault, check_problem};

/// Reads the bytes as each of the bodies.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    Outcome::of([
        read::<FileDossierRequest>(bytes).is_some_and(|request| check_filing(&request)),
        read::<AnswerCorrectionRequest>(bytes).is_some_and(|answer| check_filing(&answer.request)),
        read::<MoveDossierRequest>(bytes).is_some_and(|request| check_move(&request)),
        read::<AddPiecesRequest>(bytes).is_some_and(|request| check_pieces(&request)),
        read::<WithdrawDossierRequest>(bytes).is_some(),
        read::<ReadDossierRequest>(bytes).is_some(),
        read::<OpenPieceRequest>(bytes).is_some(),
    ])
}

/// A body of this type, which is written and read back alike.
fn read<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(body: &[u8]) -> Option<T> {
    let value: T = match json::read(&call(body)) {
        Ok(value) => value,
        Err(fault) => {
            check_fault(fault);
            return None;
        }
    };
    let written = json::write(&value);
    assert!(written.is_ok(), "{value:?} cannot be written");
    let written = written.unwrap_or_default();
    let again = json::read(&call(written.as_bytes())).ok();
    assert_eq!(again.as_ref(), Some(&value), "it is read back otherwise");
    let stored = json::read_stored(&written).ok();
    assert_eq!(stored.as_ref(), Some(&value), "the store gives it back otherwise");
    Some(value)
}

fn call(body: &[u8]) -> Call {
    let mut request = Request::new(Bytes::copy_from_slice(body));
    let announced = http::HeaderValue::from_static("application/json");
    request
        .headers_mut()
        .insert(http::header::CONTENT_TYPE, announced);
    Call::from_parts(request)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

/// Files the request on a day, under each of the regimes.
fn check_filing(request: &FileDossierRequest) -> bool {
    let on = day(11, 23);
    let of = |regime| Demande::file(request, regime, on);
    let (general, etat) = (of(Regime::General), of(Regime::SubventionEtat));
    // What a form says as it goes is said of the filing too, which may say more: a day in the future, say.
    match Demande::parse(request) {
        Ok(demande) => assert!(
            general.as_ref().is_err() || general.as_ref() == Ok(&demande),
            "it is read otherwise"
        ),
        Err(errors) => assert!(
            general
                .as_ref()
                .is_err_and(|told| errors.iter().all(|error| told.contains(error))),
            "a form tells what the filing does not: {errors:?}"
        ),
    }
    match &etat {
        Ok(demande) => {
            assert_eq!(
                Some(demande),
                general.as_ref().ok(),
                "the State accepts what others refuse"
            );
            let engaged = demande.date_engagement();
            assert!(
                engaged.is_none_or(|engaged| on <= engaged),
                "a committed study is accepted"
            );
        }
        Err(errors) => assert!(!errors.is_empty(), "refused without a reason"),
    }
    match &general {
        Ok(demande) => check_demande(demande),
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            let written = serde_json::to_value(request).unwrap_or_default();
            for error in errors {
                check_problem(&error.to_problem());
                assert!(
                    written.pointer(&error.pointer).is_some(),
                    "no field is at {}",
                    error.pointer
                );
            }
        }
    }
    general.is_ok()
}

/// The limits and the sums of a request that is accepted.
fn check_demande(demande: &Demande) {
    let is_line = |text: &str| !text.trim().is_empty() && text.chars().count() <= limits::LINE;
    let is_amount = |amount: Euros| !amount.is_zero() && amount <= Euros::MAX;
    assert!(
        is_line(&demande.demandeur().denomination) && is_line(demande.intitule()),
        "a line is too long"
    );
    let couts = demande.couts();
    assert!((1..=limits::COUTS).contains(&couts.len()), "too many costs");
    assert!(
        couts
            .iter()
            .all(|cout| is_line(&cout.libelle) && is_amount(cout.montant)),
        "a cost is out of bounds"
    );
    assert_eq!(
        couts.iter().map(|cout| cout.montant).sum::<Euros>(),
        demande.total()
    );
    assert!(
        is_amount(demande.montant_demande()) && demande.montant_demande() <= demande.total(),
        "too much is asked for"
    );
    let (first, last) = demande.dates();
    assert!(first <= last, "it ends before it starts");
    let plan = demande.plan_de_financement();
    assert!(plan.len() <= limits::ITEMS, "too many lines");
    assert!(
        plan.is_empty() || plan.iter().map(|line| line.montant).sum::<Euros>() == demande.total(),
        "the plan does not add up"
    );
    assert!(demande.pieces().len() <= limits::ITEMS, "too many documents");
    let aides = demande.aides_de_minimis().unwrap_or_default();
    assert!(
        aides.len() <= limits::ITEMS && aides.iter().all(|aide| is_amount(aide.montant)),
        "too many aids"
    );
}

fn check_pieces(request: &AddPiecesRequest) -> bool {
    match Piece::parse_list(&request.pieces) {
        Ok(pieces) => {
            assert!(
                pieces.len() == request.pieces.len() && pieces.len() <= limits::ITEMS,
                "too many documents"
            );
            true
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            for error in &errors {
                check_problem(&error.to_problem());
            }
            false
        }
    }
}

/// Takes the step wherever a dossier may stand: what it leads to is kept, and read back alike.
fn check_move(request: &MoveDossierRequest) -> bool {
    let command = match Command::from_request(request) {
        Ok(command) => command,
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            problems.iter().for_each(check_problem);
            return false;
        }
    };
    for dossier in STANDING.iter() {
        match decide(command.clone(), dossier, day(12, 24)) {
            Ok(event) => check_event(dossier, &event),
            Err(refused) => check_problem(&refused.field_problem()),
        }
    }
    true
}

fn check_event(dossier: &Dossier, event: &Event) {
    let status = apply(dossier.clone(), event).status();
    let kept = json::write(&event.to_stored()).ok();
    let body = kept.and_then(|kept| json::read_stored::<MovedEvent>(&kept).ok());
    assert!(body.is_some(), "{event:?} is not kept");
    let recorded = RecordedMove {
        status: status.as_str(),
        at: "2026-12-24T10:00:00Z",
        body: body.unwrap_or_default(),
    };
    assert_eq!(
        read_move(&recorded).as_ref(),
        Ok(event),
        "the store gives it back otherwise"
    );
}

/// A dossier at each stop on its way, each made by the step that follows the one before.
static STANDING: LazyLock<Vec<Dossier>> = LazyLock::new(|| {
    let filed = Filed {
        received_on: day(11, 23),
        regime: Regime::SubventionEtat,
        total: Euros::whole(30_000),
        montant_demande: Euros::whole(15_000),
        pieces: 1,
    };
    let mut standing = vec![Dossier::open(filed)];
    for step in [
        r#"{"seen":1,"status":"recevable"}"#,
        r#"{"seen":2,"status":"en_instruction"}"#,
        r#"{"seen":3,"status":"accorde","montant_accorde":"12000"}"#,
        r#"{"seen":4,"status":"conventionne","day":"2026-12-23"}"#,
        r#"{"seen":5,"action":"versement","versement":{"kind":"solde","montant":"12000","day":"2026-12-23"}}"#,
        r#"{"seen":6,"status":"solde"}"#,
    ] {
        let command = serde_json::from_str(step)
            .ok()
            .and_then(|request: MoveDossierRequest| Command::from_request(&request).ok());
        let last = standing.last().cloned();
        let next = command.zip(last).and_then(|(command, last)| {
            let event = decide(command, &last, day(12, 23)).ok()?;
            Some(apply(last, &event))
        });
        assert!(next.is_some(), "the step {step} is refused");
        standing.extend(next);
    }
    standing
});
