//! Between events and what the store keeps of them. Records of every age are read: before kinds were written, the status
//! of an event said what happened.

use chrono::NaiveDate;

use super::bodies::{Problems, read_avis, read_correction, read_octroi, read_versement};
use super::clock::Regime;
use super::demande::Demande;
use super::event::{Answer, Event, Fact, Motif, Octroi};
use super::state::{Dossier, Filed};
use crate::calendar::{paris_day, read_day, read_utc};
use crate::money::Euros;
use crate::wire::{AnswerBody, FiledEvent, MovedEvent};

/// One event after the filing, as the store gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedMove<'a> {
    /// The status it led to.
    pub status: &'a str,
    /// When it was recorded, RFC 3339, UTC.
    pub at: &'a str,
    /// What was kept of it.
    pub body: MovedEvent,
}

impl RecordedMove<'_> {
    /// What happened, a code of [`Fact`].
    pub fn code(&self) -> &str {
        self.body.event.as_deref().unwrap_or(self.status)
    }
}

/// Why a record cannot be read. It holds nothing that a person typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Its moment is not one.
    #[error("read the moment of an event")]
    Moment,
    /// The request no longer parses.
    #[error("read the stored request: it no longer parses")]
    Request,
    /// Its regime is not one of those known.
    #[error("read the regime of a dossier")]
    Regime,
    /// It happened, and this version does not know what it is.
    #[error("read the kind of an event")]
    Kind,
    /// What goes with it is missing or malformed.
    #[error("read an event of the kind {code}")]
    Data {
        /// The kind.
        code: &'static str,
    },
}

/// The request and the dossier of a whole history: the moment and the body of the filing, then each move in order.
///
/// # Errors
/// [`RecordError`] when something stored cannot be read.
pub fn read_history(
    filed_at: &str,
    filed: &FiledEvent,
    moves: &[RecordedMove<'_>],
) -> Result<(Demande, Dossier), RecordError> {
    let demande = Demande::parse(&filed.request).map_err(|_| RecordError::Request)?;
    let regime = match &filed.regime {
        Some(name) => Regime::parse(name).ok_or(RecordError::Regime)?,
        None => Regime::General,
    };
    let received_on = day_of(filed_at)?;
    let events = moves
        .iter()
        .map(read_move)
        .collect::<Result<Vec<Event>, RecordError>>()?;
    let dossier = Dossier::replay(Filed::new(&demande, received_on, regime), &events);
    Ok((demande, dossier))
}

/// The event that a move recorded.
///
/// # Errors
/// [`RecordError`] when it cannot be read.
pub fn read_move(recorded: &RecordedMove<'_>) -> Result<Event, RecordError> {
    Ok(Event {
        on: day_of(recorded.at)?,
        fact: read_fact(recorded.code(), &recorded.body)?,
    })
}

impl Event {
    /// What the store keeps of it, beside its moment and the status it leads to.
    pub fn to_stored(&self) -> MovedEvent {
        let kept = MovedEvent {
            event: Some(self.fact.code().to_owned()),
            ..MovedEvent::default()
        };
        match &self.fact {
            Fact::Recevable | Fact::EnInstruction | Fact::Retire | Fact::Solde => kept,
            Fact::CorrectionAsked(correction) => MovedEvent {
                correction: Some(correction.into()),
                ..kept
            },
            Fact::CorrectionAnswered(answer) => MovedEvent {
                answer: Some(answer.into()),
                ..kept
            },
            Fact::Irrecevable { motif } | Fact::Refuse { motif } | Fact::SansSuite { motif } => MovedEvent {
                motif: Some(motif.as_str().to_owned()),
                ..kept
            },
            Fact::Prorogation { until, motif } => MovedEvent {
                motif: Some(motif.as_str().to_owned()),
                until: Some(until.to_string()),
                ..kept
            },
            Fact::Avis(avis) => MovedEvent {
                avis: Some((*avis).into()),
                ..kept
            },
            Fact::Accorde(octroi) => MovedEvent {
                montant_accorde: Some(octroi.montant.to_string()),
                octroi: Some(octroi.into()),
                ..kept
            },
            Fact::Conventionne { signed_on } => MovedEvent {
                day: Some(signed_on.to_string()),
                ..kept
            },
            Fact::Versement(versement) => MovedEvent {
                versement: Some((*versement).into()),
                ..kept
            },
        }
    }
}

impl From<&Answer> for AnswerBody {
    fn from(answer: &Answer) -> Self {
        Self {
            amended: answer.amended.clone(),
            total: answer.total.to_string(),
            montant_demande: answer.montant_demande.to_string(),
        }
    }
}

fn day_of(at: &str) -> Result<NaiveDate, RecordError> {
    read_utc(at).map(paris_day).ok_or(RecordError::Moment)
}

fn read_fact(code: &str, body: &MovedEvent) -> Result<Fact, RecordError> {
    let code = KINDS
        .into_iter()
        .find(|kind| *kind == code)
        .ok_or(RecordError::Kind)?;
    let mut problems = Problems::default();
    read_kind(code, body, &mut problems)
        .filter(|_| problems.0.is_empty())
        .ok_or(RecordError::Data { code })
}

/// The codes of [`Fact`].
const KINDS: [&str; 14] = [
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
];

fn read_kind(code: &str, body: &MovedEvent, problems: &mut Problems) -> Option<Fact> {
    let motif = || body.motif.as_deref().and_then(Motif::parse);
    Some(match code {
        "recevable" => Fact::Recevable,
        "en_instruction" => Fact::EnInstruction,
        "retire" => Fact::Retire,
        "solde" => Fact::Solde,
        "a_completer" => Fact::CorrectionAsked(read_correction(body.correction.as_ref()?, problems)?),
        "complete" => Fact::CorrectionAnswered(read_answer(body.answer.as_ref()?)?),
        "irrecevable" => Fact::Irrecevable { motif: motif()? },
        "refuse" => Fact::Refuse { motif: motif()? },
        "sans_suite" => Fact::SansSuite { motif: motif()? },
        "prorogation" => Fact::Prorogation {
            until: read_day(body.until.as_deref()?)?,
            motif: motif()?,
        },
        "avis" => Fact::Avis(read_avis(body.avis.as_ref()?, problems)?),
        "accorde" => Fact::Accorde(read_accorde(body, problems)?),
        "conventionne" => Fact::Conventionne {
            signed_on: read_day(body.day.as_deref()?)?,
        },
        "versement" => Fact::Versement(read_versement(body.versement.as_ref()?, problems)?),
        _ => return None,
    })
}

fn read_accorde(body: &MovedEvent, problems: &mut Problems) -> Option<Octroi> {
    let montant = Euros::parse(body.montant_accorde.as_deref()?).ok()?;
    match &body.octroi {
        Some(octroi) => read_octroi(montant, octroi, problems),
        None => Some(Octroi::of(montant)),
    }
}

fn read_answer(body: &AnswerBody) -> Option<Answer> {
    Some(Answer {
        amended: body.amended.clone(),
        total: Euros::parse(&body.total).ok()?,
        montant_demande: Euros::parse(&body.montant_demande).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Status;
    use crate::dossier::demande::tests::valid;

    const FILED_AT: &str = "2026-11-23T23:30:00Z";

    fn filed() -> FiledEvent {
        FiledEvent {
            rules_version: "0.1.0".to_owned(),
            request: valid(),
            regime: None,
        }
    }

    fn moved(status: &'static str, body: &str) -> RecordedMove<'static> {
        RecordedMove {
            status,
            at: "2026-11-24T10:00:00Z",
            body: serde_json::from_str(body).expect("a stored body"),
        }
    }

    #[test]
    fn a_history_of_the_first_version_is_read() {
        let moves = [
            moved("recevable", r#"{"montant_accorde":null,"motif":null}"#),
            moved("en_instruction", "{}"),
            moved("accorde", r#"{"montant_accorde":"12000.50","motif":null}"#),
        ];
        let (demande, dossier) = read_history(FILED_AT, &filed(), &moves).expect("readable");
        assert_eq!(demande.total(), dossier.total());
        assert_eq!((dossier.status(), dossier.version()), (Status::Accorde, 4));
        assert_eq!(dossier.montant_accorde().to_string(), "12000.50");
        assert_eq!(dossier.regime(), Regime::General);
        let closed = [moved(
            "sans_suite",
            r#"{"montant_accorde":null,"motif":"Doublon."}"#,
        )];
        let (_, dossier) = read_history(FILED_AT, &filed(), &closed).expect("readable");
        assert_eq!(dossier.status(), Status::SansSuite);
    }

    #[test]
    fn the_day_of_receipt_is_that_of_paris() {
        let (_, dossier) = read_history(FILED_AT, &filed(), &[]).expect("readable");
        assert_eq!(dossier.received_on().to_string(), "2026-11-24");
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_kind() {
        let read = |moved| read_history(FILED_AT, &filed(), &[moved]).map(|_| ());
        assert_eq!(
            read(moved("accorde", "{}")),
            Err(RecordError::Data { code: "accorde" })
        );
        assert_eq!(
            read(moved("refuse", r#"{"motif":" "}"#)),
            Err(RecordError::Data { code: "refuse" })
        );
        assert_eq!(read(moved("perdu", "{}")), Err(RecordError::Kind));
        assert_eq!(
            read_history("hier", &filed(), &[]).map(|_| ()),
            Err(RecordError::Moment)
        );
        let unknown = FiledEvent {
            regime: Some("autre".to_owned()),
            ..filed()
        };
        assert_eq!(
            read_history(FILED_AT, &unknown, &[]).map(|_| ()),
            Err(RecordError::Regime)
        );
    }
}
