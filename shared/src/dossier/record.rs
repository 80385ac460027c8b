//! Between events and what the store keeps of them. Records of every age are read: before kinds were written, the status
//! of an event said what happened. What one move kept is read in `recall`; no rule of today judges it again.

use chrono::NaiveDate;

use super::clock::Regime;
use super::event::{Action, Answer, Event, Fact};
use super::recall::read_fact;
use super::state::{Dossier, Filed};
use crate::calendar::{paris_day, read_utc};
use crate::money::Euros;
use crate::wire::{AnswerBody, DossierPieceBody, FileDossierRequest, FiledEvent, HistoryEntry, MovedEvent};

/// One event as the store gives it back, its body still JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredEvent<'a> {
    /// The status it led to.
    pub status: &'a str,
    /// When it was recorded, RFC 3339, UTC.
    pub at: &'a str,
    /// What was kept of it.
    pub body: &'a str,
}

/// One event after the filing, its body read.
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

/// Each step so far as it is told, oldest first: the filing, then the moves.
pub fn tell_history(filing: StoredEvent<'_>, moves: &[RecordedMove<'_>]) -> Vec<HistoryEntry> {
    let filing = HistoryEntry {
        status: filing.status.to_owned(),
        at: filing.at.to_owned(),
        action: None,
        motif: None,
    };
    let later = moves.iter().map(|recorded| HistoryEntry {
        status: recorded.status.to_owned(),
        at: recorded.at.to_owned(),
        action: Action::parse(recorded.code()).map(|action| action.as_str().to_owned()),
        motif: recorded.body.motif.clone(),
    });
    std::iter::once(filing).chain(later).collect()
}

/// The request as it was last sworn: as it was filed, or as the last answer amended it.
pub fn current_request<'a>(filed: &'a FiledEvent, moves: &'a [RecordedMove<'_>]) -> &'a FileDossierRequest {
    let amended = moves
        .iter()
        .rev()
        .find_map(|recorded| recorded.body.request.as_ref());
    amended.unwrap_or(&filed.request)
}

/// The documents received so far, oldest first.
pub fn tell_pieces(filed_at: &str, filed: &FiledEvent, moves: &[RecordedMove<'_>]) -> Vec<DossierPieceBody> {
    let later = moves.iter().map(|recorded| (recorded.at, &recorded.body.pieces));
    std::iter::once((filed_at, &filed.pieces))
        .chain(later)
        .flat_map(|(at, pieces)| {
            pieces.iter().map(move |piece| DossierPieceBody {
                piece: piece.clone(),
                received_at: at.to_owned(),
            })
        })
        .collect()
}

/// Why a record cannot be read. It holds nothing that a person typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Its moment is not one.
    #[error("read the moment of an event")]
    Moment,
    /// An amount of the request is not one.
    #[error("read the amounts of the stored request")]
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

/// The dossier of a whole history: the moment and the body of the filing, then each move in order.
///
/// Of the request, the amounts alone are read: it was valid by the rules of the day when it was sworn, and a rule that
/// came since, such as another check of a SIRET, does not make it unreadable.
///
/// # Errors
/// [`RecordError`] when something on which the state rests cannot be read.
pub fn read_history(
    filed_at: &str,
    filed: &FiledEvent,
    moves: &[RecordedMove<'_>],
) -> Result<Dossier, RecordError> {
    let filed = read_filing(filed_at, filed)?;
    let events = moves
        .iter()
        .map(read_move)
        .collect::<Result<Vec<Event>, RecordError>>()?;
    Ok(Dossier::replay(filed, &events))
}

fn read_filing(filed_at: &str, filed: &FiledEvent) -> Result<Filed, RecordError> {
    let regime = match &filed.regime {
        Some(name) => Regime::parse(name).ok_or(RecordError::Regime)?,
        None => Regime::General,
    };
    let (total, montant_demande) = read_amounts(&filed.request).ok_or(RecordError::Request)?;
    Ok(Filed {
        received_on: day_of(filed_at)?,
        regime,
        total,
        montant_demande,
        pieces: filed.pieces.len(),
    })
}

/// The planned costs and the amount asked for. A request holds them as they were typed.
fn read_amounts(request: &FileDossierRequest) -> Option<(Euros, Euros)> {
    let read = |text: &str| Euros::parse_typed(text.trim()).ok();
    let couts = request.projet.couts_previsionnels.iter();
    let montants: Vec<Euros> = couts.map(|cout| read(&cout.montant)).collect::<Option<_>>()?;
    Some((montants.into_iter().sum(), read(&request.projet.montant_demande)?))
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
                pieces: answer.pieces.iter().map(Into::into).collect(),
                ..kept
            },
            Fact::PiecesAdded(pieces) => MovedEvent {
                pieces: pieces.iter().map(Into::into).collect(),
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
            told: None,
            pieces: Vec::new(),
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
        let dossier = read_history(FILED_AT, &filed(), &moves).expect("readable");
        // 24 000,00 + 6 000,50, as they were typed.
        assert_eq!(dossier.total().to_string(), "30000.50");
        assert_eq!((dossier.status(), dossier.version()), (Status::Accorde, 4));
        assert_eq!(dossier.montant_accorde().to_string(), "12000.50");
        assert_eq!(dossier.regime(), Regime::General);
        let closed = [moved(
            "sans_suite",
            r#"{"montant_accorde":null,"motif":"Doublon."}"#,
        )];
        let dossier = read_history(FILED_AT, &filed(), &closed).expect("readable");
        assert_eq!(dossier.status(), Status::SansSuite);
    }

    #[test]
    fn the_history_tells_the_reason_of_an_extension() {
        let filing = StoredEvent {
            status: "depose",
            at: FILED_AT,
            body: "{}",
        };
        let moves = [
            moved("recevable", r#"{"montant_accorde":null,"motif":null}"#),
            moved(
                "recevable",
                r#"{"event":"prorogation","until":"2027-09-30","motif":"Avis attendu."}"#,
            ),
        ];
        let told = tell_history(filing, &moves);
        let told: Vec<_> = told
            .iter()
            .map(|entry| {
                (
                    entry.status.as_str(),
                    entry.action.as_deref(),
                    entry.motif.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("depose", None, None),
                ("recevable", None, None),
                ("recevable", Some("prorogation"), Some("Avis attendu.")),
            ]
        );
    }

    #[test]
    fn the_day_of_receipt_is_that_of_paris() {
        let dossier = read_history(FILED_AT, &filed(), &[]).expect("readable");
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
