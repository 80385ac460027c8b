//! What happened, from what the store kept of it. It was judged when it was recorded: a limit or a rule that came since
//! is not applied here. Only what the state cannot do without is asked for.

use super::bodies::{Problems, all_or_none, garantie_of, read_avis, read_taux, read_versement};
use super::event::{
    Answer, AvanceTerms, Calcul, Correction, CorrectionItem, CorrectionTarget, Fact, Motif, Octroi,
};
use super::received::ReceivedPiece;
use super::record::RecordError;
use crate::calendar::read_day;
use crate::money::Euros;
use crate::wire::{AvanceBody, CalculBody, CorrectionBody, MovedEvent};

/// The fact of that code, from what was kept with it.
///
/// # Errors
/// [`RecordError`] when the code is not known, or something that the state needs is missing.
pub(super) fn read_fact(code: &str, body: &MovedEvent) -> Result<Fact, RecordError> {
    let code = KINDS
        .into_iter()
        .find(|kind| *kind == code)
        .ok_or(RecordError::Kind)?;
    read_kind(code, body).ok_or(RecordError::Data { code })
}

/// The codes of [`Fact`].
const KINDS: [&str; 15] = [
    "a_completer",
    "complete",
    "recevable",
    "irrecevable",
    "en_instruction",
    "prorogation",
    "avis",
    "accorde",
    "refuse",
    "sans_suite",
    "retire",
    "conventionne",
    "versement",
    "solde",
    "pieces",
];

fn read_kind(code: &str, body: &MovedEvent) -> Option<Fact> {
    let motif = || body.motif.as_deref().and_then(Motif::recorded);
    Some(match code {
        "recevable" => Fact::Recevable,
        "en_instruction" => Fact::EnInstruction,
        "retire" => Fact::Retire,
        "solde" => Fact::Solde,
        "a_completer" => Fact::CorrectionAsked(recall_correction(body.correction.as_ref()?)?),
        "complete" => Fact::CorrectionAnswered(recall_answer(body)?),
        "pieces" => Fact::PiecesAdded(recall_pieces(body)?),
        "irrecevable" => Fact::Irrecevable { motif: motif()? },
        "refuse" => Fact::Refuse { motif: motif()? },
        "sans_suite" => Fact::SansSuite { motif: motif()? },
        "prorogation" => Fact::Prorogation {
            until: read_day(body.until.as_deref()?)?,
            motif: motif()?,
        },
        "avis" => Fact::Avis(read_avis(body.avis.as_ref()?, &mut Problems::default())?),
        "accorde" => Fact::Accorde(recall_accorde(body)?),
        "conventionne" => Fact::Conventionne {
            signed_on: read_day(body.day.as_deref()?)?,
        },
        "versement" => Fact::Versement(read_versement(
            body.versement.as_ref()?,
            &mut Problems::default(),
        )?),
        _ => return None,
    })
}

fn recall_correction(body: &CorrectionBody) -> Option<Correction> {
    let items = body.items.iter().map(|item| CorrectionItem {
        target: if item.piece.is_empty() {
            CorrectionTarget::Field(item.pointer.clone())
        } else {
            CorrectionTarget::Piece(item.piece.clone())
        },
        sentence: item.message.clone(),
    });
    Some(Correction {
        items: items.collect(),
        due: read_day(&body.due)?,
    })
}

fn recall_accorde(body: &MovedEvent) -> Option<Octroi> {
    let montant = Euros::parse(body.montant_accorde.as_deref()?).ok()?;
    let Some(octroi) = &body.octroi else {
        return Some(Octroi::of(montant));
    };
    let calcul = octroi.calcul.as_ref().map(recall_calcul);
    let date_fin = octroi.date_fin.as_deref().map(read_day);
    let avance = octroi.avance.as_ref().map(recall_avance);
    Some(Octroi {
        montant,
        calcul: all_or_none(calcul)?,
        date_fin: all_or_none(date_fin)?,
        avance: all_or_none(avance)?,
    })
}

fn recall_calcul(body: &CalculBody) -> Option<Calcul> {
    Some(Calcul {
        base: Euros::parse(&body.base).ok()?,
        taux: read_taux(&body.taux)?,
        steps: body.steps.clone(),
    })
}

fn recall_avance(body: &AvanceBody) -> Option<AvanceTerms> {
    Some(AvanceTerms {
        montant: Euros::parse(&body.montant).ok()?,
        garantie: garantie_of(body),
    })
}

fn recall_answer(body: &MovedEvent) -> Option<Answer> {
    let answer = body.answer.as_ref()?;
    Some(Answer {
        amended: answer.amended.clone(),
        pieces: recall_pieces(body)?,
        total: Euros::parse(&answer.total).ok()?,
        montant_demande: Euros::parse(&answer.montant_demande).ok()?,
    })
}

fn recall_pieces(body: &MovedEvent) -> Option<Vec<ReceivedPiece>> {
    body.pieces.iter().map(ReceivedPiece::recall).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recall(code: &str, body: &str) -> Result<Fact, RecordError> {
        read_fact(code, &serde_json::from_str(body).expect("a stored body"))
    }

    #[test]
    fn a_limit_that_came_since_does_not_make_a_record_unreadable() {
        let long = "é".repeat(5_000);
        let items = format!(r#"{{"pointer":"","piece":"{long}","message":"{long}"}},"#).repeat(40);
        let correction = format!(
            r#"{{"correction":{{"due":"2026-12-31","items":[{}]}}}}"#,
            items.trim_end_matches(',')
        );
        let Ok(Fact::CorrectionAsked(read)) = recall("a_completer", &correction) else {
            panic!("a correction");
        };
        assert_eq!((read.items.len(), read.items[0].sentence.len()), (40, 10_000));

        let refuse = recall("refuse", &format!(r#"{{"motif":"{long}"}}"#));
        assert!(matches!(refuse, Ok(Fact::Refuse { motif }) if motif.as_str() == long));

        let octroi = format!(
            r#"{{"montant_accorde":"10.00","octroi":{{"calcul":{{"base":"20.00","taux":"100","steps":["{long}",""]}}}}}}"#
        );
        let Ok(Fact::Accorde(read)) = recall("accorde", &octroi) else {
            panic!("a grant");
        };
        assert_eq!(read.calcul.map(|calcul| calcul.steps.len()), Some(2));
    }

    #[test]
    fn what_the_state_needs_is_still_asked_for() {
        for (code, body) in [
            ("a_completer", r#"{"correction":{"due":"bientôt","items":[]}}"#),
            ("accorde", r#"{"montant_accorde":"beaucoup"}"#),
            (
                "accorde",
                r#"{"montant_accorde":"1","octroi":{"date_fin":"demain"}}"#,
            ),
            ("refuse", r#"{"motif":null}"#),
            ("versement", "{}"),
        ] {
            assert!(
                matches!(recall(code, body), Err(RecordError::Data { .. })),
                "{code}: {body}"
            );
        }
    }
}
