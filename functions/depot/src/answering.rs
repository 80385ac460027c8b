//! `POST /api/v1/dossiers/answer`: the applicant answers a correction with the whole request, amended and sworn again, and
//! the documents that were missing.

use shared::dossier::{Answer, Command, Demande, FieldError, Invalid, check_pieces_sent};
use shared::message::Message;
use shared::wire::{AnswerCorrectionRequest, FieldProblem, FileDossierRequest};
use support::{Call, Fault, Reply};

use crate::amended::amended;
use crate::in_hand::{History, InHand};
use crate::{pieces, territoire};

pub async fn answer(call: &Call) -> Result<Reply, Fault> {
    let mut sent: AnswerCorrectionRequest = support::json::read(call)?;
    let hand = InHand::open(call, &sent.reference, &sent.code).await?;
    if let Some(reply) = hand.replay().await? {
        return Ok(reply);
    }
    if sent.seen != hand.dossier.last().seq {
        return Err(outdated());
    }
    let history = hand.history()?;
    // Which page it was filed from does not change with an answer.
    sent.request.source.clone_from(&history.request().source);
    let demande = check(&sent.request, &history, &hand.dossier.territoire)?;
    let already = history.pieces();
    let received = pieces::find(
        &hand.store,
        &hand.key,
        demande.pieces(),
        "/request/pieces",
        &already,
        hand.now,
    )
    .await?;
    check_pieces_sent(received.len()).map_err(|error| Fault::invalid_field(within_request(&error)))?;
    let answer = Answer {
        amended: amended(history.request(), &sent.request)?,
        pieces: received,
        total: demande.total(),
        montant_demande: demande.montant_demande(),
    };
    hand.take(
        Command::AnswerCorrection(answer),
        history.state,
        Some(sent.request),
    )
    .await
}

/// Checks the amended request as on the day of its filing: an answer is no new filing.
fn check(request: &FileDossierRequest, history: &History<'_>, expected: &str) -> Result<Demande, Fault> {
    let state = &history.state;
    let checked = Demande::file(request, state.regime(), state.received_on());
    let mut errors = checked.as_ref().err().cloned().unwrap_or_default();
    match territoire::of(&request.projet.commune) {
        Ok(found) if found.to_string() == expected => {}
        Ok(_) => errors.push(FieldError {
            pointer: territoire::POINTER.to_owned(),
            invalid: Invalid::AnotherTerritoire,
        }),
        Err(error) if errors.iter().any(|told| told.pointer == error.pointer) => {}
        Err(error) => errors.push(error),
    }
    match checked {
        Ok(demande) if errors.is_empty() => Ok(demande),
        _ => Err(Fault::invalid_fields(errors.iter().map(within_request).collect())),
    }
}

/// A fault of the request at its place in the call.
fn within_request(error: &FieldError) -> FieldProblem {
    let problem = error.to_problem();
    FieldProblem {
        pointer: format!("/request{}", problem.pointer),
        ..problem
    }
}

fn outdated() -> Fault {
    Fault::conflict(
        "outdated",
        Message::fixed(
            "La demande a changé depuis que vous l’avez lue. Relisez-la, puis recommencez : ce que vous avez écrit n’est \
             pas perdu.",
            "The request has changed since you read it. Read it again, then try again: what you wrote is not lost.",
        ),
    )
}
