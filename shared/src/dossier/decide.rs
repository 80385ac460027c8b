//! What may happen to a dossier: `decide` says what a command leads to, or why it is refused. It changes nothing: the
//! event it gives is recorded, then applied.

use chrono::NaiveDate;

use super::clock::{DayOffRules, Regime};
use super::event::{
    Action, Answer, AvanceTerms, Avis, Correction, Event, Fact, Garantie, Motif, Octroi, Versement,
    VersementKind,
};
use super::parameters::{
    LONG_PROJECT_MONTHS, PLAFOND_ACOMPTES, PLAFOND_ACOMPTES_LONG, PLAFOND_AVANCE, PLAFOND_AVANCE_GARANTIE,
};
use super::received::{ReceivedPiece, check_count};
use super::refusal::{LimitKind, RefusedMove};
use super::state::Dossier;
use super::status::Status;
use crate::money::Euros;
use crate::period::months_after;

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The agent asks the applicant to mend something.
    AskCorrection(Correction),
    /// The applicant answers.
    AnswerCorrection(Answer),
    /// The applicant joins documents that nobody asked for.
    AddPieces(Vec<ReceivedPiece>),
    /// The request is complete and admissible.
    DeclareRecevable,
    /// It is not.
    DeclareIrrecevable {
        /// Why.
        motif: Motif,
    },
    /// Its examination begins.
    StartInstruction,
    /// The time to decide is extended.
    Extend {
        /// The new last day.
        until: NaiveDate,
        /// Why.
        motif: Motif,
    },
    /// The governance's opinion has arrived.
    RecordAvis(Avis),
    /// The aid is granted.
    Grant(Octroi),
    /// The aid is refused.
    Refuse {
        /// Why.
        motif: Motif,
    },
    /// The dossier is closed without a decision on the merits.
    CloseSansSuite {
        /// Why.
        motif: Motif,
    },
    /// The applicant takes it back.
    Withdraw,
    /// The convention is signed.
    SignConvention {
        /// The day of the last signature.
        signed_on: NaiveDate,
    },
    /// Money was paid.
    Pay(Versement),
    /// Everything due is paid: the dossier closes.
    Close,
}

impl Command {
    /// What happened, once the command is accepted.
    fn into_fact(self) -> Fact {
        match self {
            Self::AskCorrection(correction) => Fact::CorrectionAsked(correction),
            Self::AnswerCorrection(answer) => Fact::CorrectionAnswered(answer),
            Self::AddPieces(pieces) => Fact::PiecesAdded(pieces),
            Self::DeclareRecevable => Fact::Recevable,
            Self::DeclareIrrecevable { motif } => Fact::Irrecevable { motif },
            Self::StartInstruction => Fact::EnInstruction,
            Self::Extend { until, motif } => Fact::Prorogation { until, motif },
            Self::RecordAvis(avis) => Fact::Avis(avis),
            Self::Grant(octroi) => Fact::Accorde(octroi),
            Self::Refuse { motif } => Fact::Refuse { motif },
            Self::CloseSansSuite { motif } => Fact::SansSuite { motif },
            Self::Withdraw => Fact::Retire,
            Self::SignConvention { signed_on } => Fact::Conventionne { signed_on },
            Self::Pay(versement) => Fact::Versement(versement),
            Self::Close => Fact::Solde,
        }
    }
}

/// What a command leads to on a day, or why it is refused.
///
/// # Errors
/// [`RefusedMove`]: the step does not follow, or what it carries breaks a rule. The first reason found is told.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::dossier::{Command, Dossier, Fact, Filed, Octroi, Regime, decide};
/// use shared::money::Euros;
/// let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// let dossier = Dossier::open(Filed {
///     received_on: day,
///     regime: Regime::General,
///     total: Euros::whole(30_000),
///     montant_demande: Euros::whole(15_000),
///     pieces: 0,
/// });
/// let event = decide(Command::DeclareRecevable, &dossier, day).unwrap();
/// assert_eq!((event.on, event.fact), (day, Fact::Recevable));
/// let too_early = Command::Grant(Octroi::of(Euros::whole(1)));
/// assert!(decide(too_early, &dossier, day).is_err());
/// ```
pub fn decide(command: Command, dossier: &Dossier, on: NaiveDate) -> Result<Event, RefusedMove> {
    match &command {
        Command::AskCorrection(correction) => check_correction(dossier, correction, on),
        Command::AnswerCorrection(answer) => check_answer(dossier, answer),
        Command::AddPieces(pieces) => check_pieces(dossier, pieces),
        Command::DeclareRecevable => check_follows(dossier, Status::Recevable, on),
        Command::DeclareIrrecevable { .. } => check_irrecevable(dossier, on),
        Command::StartInstruction => check_follows(dossier, Status::EnInstruction, on),
        Command::Extend { until, .. } => check_extension(dossier, *until, on),
        Command::RecordAvis(avis) => check_avis(dossier, *avis, on),
        Command::Grant(octroi) => check_octroi(dossier, octroi, on),
        Command::Refuse { .. } => check_follows(dossier, Status::Refuse, on),
        Command::CloseSansSuite { .. } => check_follows(dossier, Status::SansSuite, on),
        Command::Withdraw => check_follows(dossier, Status::Retire, on),
        Command::SignConvention { signed_on } => check_convention(dossier, *signed_on, on),
        Command::Pay(versement) => check_versement(dossier, *versement, on),
        Command::Close => check_close(dossier, on),
    }?;
    Ok(Event {
        on,
        fact: command.into_fact(),
    })
}

/// Whether a status may follow. A pending correction blocks no step that could be taken before it was asked:
///
/// > L'absence d'une pièce au sein d'un dossier déposé par un usager en vue de l'attribution d'un droit ne peut conduire
/// > l'administration à suspendre l'instruction de ce dossier dans l'attente de la transmission de la pièce manquante.
/// > […]
/// > Le présent article ne s'applique pas dans le cas où la pièce manquante est indispensable à l'administration pour
/// > instruire valablement le dossier.
///
/// CRPA, L114-5-1, read at
/// <https://www.doctrine.fr/l/texts/codes/LEGITEXT000031366350/articles/LEGIARTI000037309543>. Whether a piece is
/// indispensable, and whether a subsidy is "un droit", is for the service in charge to judge: nothing here forces it to
/// go on.
fn check_follows(dossier: &Dossier, to: Status, on: NaiveDate) -> Result<(), RefusedMove> {
    let from = dossier.status_beneath();
    let is_new = matches!(from, Status::Depose | Status::Complete);
    let follows = match to {
        Status::Recevable | Status::Irrecevable => is_new,
        Status::EnInstruction => from == Status::Recevable || (is_new && dossier.is_deemed_recevable(on)),
        Status::Accorde | Status::Refuse => from == Status::EnInstruction,
        Status::SansSuite | Status::Retire | Status::ACompleter => from.is_undecided(),
        Status::Complete => dossier.status() == Status::ACompleter,
        Status::Conventionne => from == Status::Accorde,
        Status::Solde => from == Status::Conventionne,
        Status::Depose => false,
    };
    if follows {
        Ok(())
    } else {
        Err(RefusedMove::NotFrom {
            from: dossier.status(),
            to,
        })
    }
}

fn check_correction(dossier: &Dossier, correction: &Correction, on: NaiveDate) -> Result<(), RefusedMove> {
    if dossier.correction().is_some() {
        return Err(RefusedMove::NotFrom {
            from: dossier.status(),
            to: Status::ACompleter,
        });
    }
    check_follows(dossier, Status::ACompleter, on)?;
    if correction.items.is_empty() {
        return Err(RefusedMove::NothingToCorrect);
    }
    if correction.due < on {
        return Err(RefusedMove::DueInThePast { due: correction.due });
    }
    Ok(())
}

fn check_answer(dossier: &Dossier, answer: &Answer) -> Result<(), RefusedMove> {
    if dossier.correction().is_none() {
        return Err(RefusedMove::NotFrom {
            from: dossier.status(),
            to: Status::Complete,
        });
    }
    if answer.amended.is_empty() && answer.pieces.is_empty() {
        return Err(RefusedMove::NothingAnswered);
    }
    // What was asked for may be sent, whatever was sent before: the limit is then that of one answer.
    check_count(0, answer.pieces.len())?;
    if answer.montant_demande.is_zero() || answer.total < answer.montant_demande {
        return Err(RefusedMove::AmountsDisagree {
            total: answer.total,
            montant_demande: answer.montant_demande,
        });
    }
    Ok(())
}

/// Documents are joined until the decision, whether a correction is pending or not.
fn check_pieces(dossier: &Dossier, pieces: &[ReceivedPiece]) -> Result<(), RefusedMove> {
    if !dossier.status().is_undecided() {
        return Err(RefusedMove::NotWhile {
            status: dossier.status(),
            action: Action::Pieces,
        });
    }
    if pieces.is_empty() {
        return Err(RefusedMove::NoPiece);
    }
    check_count(dossier.pieces(), pieces.len())
}

/// Décret n° 2018-514, article 4, II: once silence has made the request admissible, it is.
fn check_irrecevable(dossier: &Dossier, on: NaiveDate) -> Result<(), RefusedMove> {
    check_follows(dossier, Status::Irrecevable, on)?;
    match dossier.recevabilite_deadline(DayOffRules::default()) {
        Some(deadline) if dossier.is_deemed_recevable(on) => Err(RefusedMove::RecevableBySilence {
            last_day: deadline.day,
        }),
        _ => Ok(()),
    }
}

/// Décret n° 2018-514, article 7:
///
/// > Toutefois, l'autorité compétente peut proroger ce délai par décision dûment motivée adressée au demandeur fixant une
/// > date limite de prorogation.
///
/// Once that time is over, nothing is left to extend. Where a correction was asked, its last day is in doubt
/// ([`SUSPENSION_DOUBT`](super::parameters::SUSPENSION_DOUBT)): it may end later than the day counted here, so that no
/// extension is refused for coming too late.
fn check_extension(dossier: &Dossier, until: NaiveDate, on: NaiveDate) -> Result<(), RefusedMove> {
    if !dossier.status().is_undecided() {
        return Err(RefusedMove::NotWhile {
            status: dossier.status(),
            action: Action::Prorogation,
        });
    }
    let deadline = match dossier.regime() {
        Regime::SubventionEtat => dossier.decision_deadline(DayOffRules::default()),
        Regime::General => None,
    };
    let deadline = deadline.ok_or(RefusedMove::NoExtension)?;
    if deadline.has_passed(on) && !dossier.was_corrected() {
        return Err(RefusedMove::AlreadyLapsed {
            last_day: deadline.day,
        });
    }
    if until <= deadline.day {
        return Err(RefusedMove::NotLater {
            until,
            last_day: deadline.day,
        });
    }
    if until < on {
        return Err(RefusedMove::ExtendedIntoThePast { until });
    }
    Ok(())
}

fn check_avis(dossier: &Dossier, avis: Avis, on: NaiveDate) -> Result<(), RefusedMove> {
    if !dossier.status().is_undecided() {
        return Err(RefusedMove::NotWhile {
            status: dossier.status(),
            action: Action::Avis,
        });
    }
    check_not_after("/avis/day", avis.given_on, on)
}

/// What may be granted: above nothing and at most the costs, by a calculation that holds. More than was asked for is not
/// refused: no text read forbids it.
fn check_octroi(dossier: &Dossier, octroi: &Octroi, on: NaiveDate) -> Result<(), RefusedMove> {
    check_follows(dossier, Status::Accorde, on)?;
    if octroi.montant.is_zero() {
        return Err(RefusedMove::NothingGranted);
    }
    if dossier.total() < octroi.montant {
        return Err(RefusedMove::AboveTotal {
            montant: octroi.montant,
            total: dossier.total(),
        });
    }
    if let Some(calcul) = &octroi.calcul {
        if dossier.total() < calcul.base {
            return Err(RefusedMove::BaseAboveTotal {
                base: calcul.base,
                total: dossier.total(),
            });
        }
        let calculated = calcul.base.share(calcul.taux);
        if calculated < octroi.montant {
            return Err(RefusedMove::AboveCalcul {
                montant: octroi.montant,
                calculated,
            });
        }
    }
    if let Some(date_fin) = octroi.date_fin {
        check_not_before_receipt("/octroi/date_fin", date_fin, dossier)?;
    }
    octroi.avance.map_or(Ok(()), |avance| {
        let limit = plafond_avance(dossier.regime(), octroi.montant, avance.garantie, on);
        limit.check("/octroi/avance/montant", avance.montant)
    })
}

fn check_convention(dossier: &Dossier, signed_on: NaiveDate, on: NaiveDate) -> Result<(), RefusedMove> {
    check_follows(dossier, Status::Conventionne, on)?;
    check_not_after("/day", signed_on, on)?;
    check_not_before_grant("/day", signed_on, dossier)
}

fn check_versement(dossier: &Dossier, versement: Versement, on: NaiveDate) -> Result<(), RefusedMove> {
    if !matches!(dossier.status(), Status::Accorde | Status::Conventionne) {
        return Err(RefusedMove::NotWhile {
            status: dossier.status(),
            action: Action::Versement,
        });
    }
    check_not_after("/versement/day", versement.paid_on, on)?;
    check_not_before_grant("/versement/day", versement.paid_on, dossier)?;
    if versement.montant.is_zero() {
        return Err(RefusedMove::NothingPaid);
    }
    if !dossier.paid_as(VersementKind::Solde).is_zero() {
        return Err(RefusedMove::SoldeAlreadyPaid);
    }
    let remaining = Limit {
        kind: LimitKind::Remaining,
        montant: dossier.remaining(),
    };
    remaining.check("/versement/montant", versement.montant)?;
    match versement.kind {
        VersementKind::Avance => check_avance(dossier, versement.montant),
        VersementKind::Acompte => check_acompte(dossier, versement.montant),
        VersementKind::Solde => check_solde(dossier, versement.paid_on),
    }
}

/// The balance comes after the convention, by the step and by the day.
fn check_solde(dossier: &Dossier, paid_on: NaiveDate) -> Result<(), RefusedMove> {
    if dossier.status() == Status::Accorde {
        return Err(RefusedMove::SoldeBeforeConvention);
    }
    match dossier.signed_on() {
        Some(signed_on) if paid_on < signed_on => Err(RefusedMove::BeforeConvention { signed_on }),
        _ => Ok(()),
    }
}

fn check_avance(dossier: &Dossier, montant: Euros) -> Result<(), RefusedMove> {
    if !dossier.paid_as(VersementKind::Avance).is_zero() {
        return Err(RefusedMove::SecondAvance);
    }
    allowed_avance(dossier).check("/versement/montant", montant)
}

/// The advance that the decision allows; when it says nothing, what the text allows without a guarantee.
fn allowed_avance(dossier: &Dossier) -> Limit {
    let stated = dossier.octroi().and_then(|octroi| octroi.avance);
    let granted_on = dossier.granted_on().unwrap_or(dossier.received_on());
    let unstated = || {
        plafond_avance(
            dossier.regime(),
            dossier.montant_accorde(),
            Garantie::None,
            granted_on,
        )
    };
    stated.map_or_else(unstated, |AvanceTerms { montant, .. }| Limit {
        kind: LimitKind::AvanceDecided,
        montant,
    })
}

/// Décret n° 2018-514, article 12, II:
///
/// > Une avance peut être versée lors du commencement d'exécution du projet. Sauf dispositions particulières prévues dans
/// > la réglementation européenne relative aux fonds structurels et d'investissement, cette avance ne peut excéder 30 % du
/// > montant maximum de la subvention. L'avance peut toutefois être portée à un maximum de 60 % sous réserve que chaque
/// > bénéficiaire constitue une garantie à première demande fournie par un établissement de crédit
///
/// Elsewhere no text read sets a limit: the whole grant.
fn plafond_avance(regime: Regime, montant: Euros, garantie: Garantie, on: NaiveDate) -> Limit {
    let (kind, plafond) = match garantie {
        Garantie::None => (LimitKind::Avance, &PLAFOND_AVANCE),
        Garantie::PremiereDemande => (LimitKind::AvanceWithGarantie, &PLAFOND_AVANCE_GARANTIE),
    };
    match (regime, plafond.on(on)) {
        (Regime::SubventionEtat, Some(taux)) => Limit {
            kind,
            montant: montant.share(taux),
        },
        _ => Limit {
            kind: LimitKind::Remaining,
            montant,
        },
    }
}

/// Décret n° 2018-514, article 12, III:
///
/// > Des acomptes peuvent être versés au fur et à mesure de l'avancement du projet sans pouvoir excéder 80 % du montant
/// > maximum de la subvention. Ce taux peut être porté à 90 % pour les projets dont le délai de réalisation prévu dans la
/// > décision attributive excède 48 mois.
///
/// The limit is read of the instalments alone, as it is written, not of the advance with them:
/// [`ACOMPTES_DOUBT`](super::parameters::ACOMPTES_DOUBT). The project's time is counted from the day of the grant to the
/// planned day of completion.
fn check_acompte(dossier: &Dossier, montant: Euros) -> Result<(), RefusedMove> {
    let granted_on = dossier.granted_on().unwrap_or(dossier.received_on());
    let date_fin = dossier.octroi().and_then(|octroi| octroi.date_fin);
    let is_long = months_after(granted_on, LONG_PROJECT_MONTHS)
        .zip(date_fin)
        .is_some_and(|(limit, end)| limit < end);
    let plafond = if is_long {
        &PLAFOND_ACOMPTES_LONG
    } else {
        &PLAFOND_ACOMPTES
    };
    match (dossier.regime(), plafond.on(granted_on)) {
        (Regime::SubventionEtat, Some(taux)) => {
            let allowed = dossier.montant_accorde().share(taux);
            let left = Limit {
                kind: LimitKind::Acomptes,
                montant: allowed.saturating_sub(dossier.paid_as(VersementKind::Acompte)),
            };
            left.check("/versement/montant", montant)
        }
        _ => Ok(()),
    }
}

fn check_close(dossier: &Dossier, on: NaiveDate) -> Result<(), RefusedMove> {
    check_follows(dossier, Status::Solde, on)?;
    if dossier.paid_as(VersementKind::Solde).is_zero() && !dossier.remaining().is_zero() {
        return Err(RefusedMove::SoldeNotPaid {
            remaining: dossier.remaining(),
        });
    }
    Ok(())
}

/// The most that an amount may be.
struct Limit {
    kind: LimitKind,
    montant: Euros,
}

impl Limit {
    fn check(&self, pointer: &'static str, montant: Euros) -> Result<(), RefusedMove> {
        if self.montant < montant {
            Err(RefusedMove::AboveLimit {
                pointer,
                kind: self.kind,
                montant,
                limit: self.montant,
            })
        } else {
            Ok(())
        }
    }
}

fn check_not_after(pointer: &'static str, day: NaiveDate, on: NaiveDate) -> Result<(), RefusedMove> {
    if on < day {
        Err(RefusedMove::InTheFuture { pointer, day })
    } else {
        Ok(())
    }
}

fn check_not_before_receipt(
    pointer: &'static str,
    day: NaiveDate,
    dossier: &Dossier,
) -> Result<(), RefusedMove> {
    if day < dossier.received_on() {
        Err(RefusedMove::BeforeReceipt {
            pointer,
            received_on: dossier.received_on(),
        })
    } else {
        Ok(())
    }
}

/// Nothing is signed or paid before the aid is granted. A day before the receipt is told as such.
fn check_not_before_grant(
    pointer: &'static str,
    day: NaiveDate,
    dossier: &Dossier,
) -> Result<(), RefusedMove> {
    check_not_before_receipt(pointer, day, dossier)?;
    match dossier.granted_on() {
        Some(granted_on) if day < granted_on => Err(RefusedMove::BeforeGrant { pointer, granted_on }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
