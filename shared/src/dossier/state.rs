//! A dossier as its events have made it. `apply` is total: what happened is never refused, whatever the state, and the
//! same history always gives the same state. What may happen is decided in `decide`.

use chrono::NaiveDate;

use super::clock::Regime;
use super::event::{Avis, Correction, Event, Fact, Octroi, Versement, VersementKind};
use super::parameters::ACOMPTES_DOUBT;
use super::status::Status;
use crate::money::Euros;
use crate::source::Doubt;

/// The first event of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The legal day of receipt.
    pub received_on: NaiveDate,
    /// Which texts set its deadlines.
    pub regime: Regime,
    /// The planned costs.
    pub total: Euros,
    /// What is asked for.
    pub montant_demande: Euros,
    /// How many documents came with it.
    pub pieces: usize,
}

/// A dossier as its events have made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    filed: Filed,
    status: Status,
    correction: Option<OpenCorrection>,
    was_corrected: CorrectionHistory,
    avis: Option<Avis>,
    extended_to: Option<NaiveDate>,
    octroi: Option<Granted>,
    signed_on: Option<NaiveDate>,
    versements: Vec<Versement>,
    pieces_added: usize,
    version: u32,
}

/// A correction that was asked and not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OpenCorrection {
    asked: Correction,
    /// Where the dossier stood.
    from: Status,
}

/// Whether a correction was ever asked: it makes the clock unsure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CorrectionHistory {
    Never,
    Asked,
}

/// What was granted, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Granted {
    octroi: Octroi,
    on: NaiveDate,
}

impl Dossier {
    /// A dossier that has just been filed: version 1.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::dossier::{Dossier, Event, Fact, Filed, Regime, Status, apply};
    /// use shared::money::Euros;
    /// let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
    /// let dossier = Dossier::open(Filed {
    ///     received_on: day(23),
    ///     regime: Regime::General,
    ///     total: Euros::whole(30_000),
    ///     montant_demande: Euros::whole(15_000),
    ///     pieces: 0,
    /// });
    /// let dossier = apply(dossier, &Event { on: day(24), fact: Fact::Recevable });
    /// assert_eq!((dossier.status(), dossier.version()), (Status::Recevable, 2));
    /// ```
    pub const fn open(filed: Filed) -> Self {
        Self {
            filed,
            status: Status::Depose,
            correction: None,
            was_corrected: CorrectionHistory::Never,
            avis: None,
            extended_to: None,
            octroi: None,
            signed_on: None,
            versements: Vec::new(),
            pieces_added: 0,
            version: 1,
        }
    }

    /// The dossier that a whole history makes.
    pub fn replay<'a>(filed: Filed, events: impl IntoIterator<Item = &'a Event>) -> Self {
        events.into_iter().fold(Self::open(filed), apply)
    }

    /// Where it stands.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// The legal day of receipt.
    pub const fn received_on(&self) -> NaiveDate {
        self.filed.received_on
    }

    /// Which texts set its deadlines.
    pub const fn regime(&self) -> Regime {
        self.filed.regime
    }

    /// The planned costs, which no aid may pass.
    pub const fn total(&self) -> Euros {
        self.filed.total
    }

    /// What is asked for.
    pub const fn montant_demande(&self) -> Euros {
        self.filed.montant_demande
    }

    /// How many documents the applicant joined of their own accord: with the filing, and since.
    pub const fn pieces(&self) -> usize {
        self.filed.pieces.saturating_add(self.pieces_added)
    }

    /// What the applicant is asked to mend, while they are.
    pub fn correction(&self) -> Option<&Correction> {
        self.correction.as_ref().map(|open| &open.asked)
    }

    /// Whether something was ever asked for, answered or not.
    pub const fn was_corrected(&self) -> bool {
        matches!(self.was_corrected, CorrectionHistory::Asked)
    }

    /// The last opinion of the governance.
    pub const fn avis(&self) -> Option<Avis> {
        self.avis
    }

    /// The last day to decide, when it was extended.
    pub const fn extended_to(&self) -> Option<NaiveDate> {
        self.extended_to
    }

    /// What was granted.
    pub fn octroi(&self) -> Option<&Octroi> {
        self.octroi.as_ref().map(|granted| &granted.octroi)
    }

    /// The day on which it was granted.
    pub fn granted_on(&self) -> Option<NaiveDate> {
        self.octroi.as_ref().map(|granted| granted.on)
    }

    /// The most that will be paid: nothing before a grant.
    pub fn montant_accorde(&self) -> Euros {
        self.octroi().map_or(Euros::ZERO, |octroi| octroi.montant)
    }

    /// The day the convention was signed.
    pub const fn signed_on(&self) -> Option<NaiveDate> {
        self.signed_on
    }

    /// What was paid, in the order in which it was recorded.
    pub fn versements(&self) -> &[Versement] {
        &self.versements
    }

    /// How much was paid.
    pub fn paid(&self) -> Euros {
        self.versements.iter().map(|versement| versement.montant).sum()
    }

    /// How much was paid in one kind of payment.
    pub fn paid_as(&self, kind: VersementKind) -> Euros {
        let of_kind = self.versements.iter().filter(|versement| versement.kind == kind);
        of_kind.map(|versement| versement.montant).sum()
    }

    /// How much of the grant is not paid.
    pub fn remaining(&self) -> Euros {
        self.montant_accorde().saturating_sub(self.paid())
    }

    /// What is not sure about the limits of the payments that may follow.
    pub fn payment_doubts(&self) -> Vec<&'static Doubt> {
        let is_paid_by_instalments = matches!(self.status, Status::Accorde | Status::Conventionne);
        match self.regime() {
            Regime::SubventionEtat if is_paid_by_instalments => vec![&ACOMPTES_DOUBT],
            _ => Vec::new(),
        }
    }

    /// How many events made it, with the filing.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Where it stands, a pending correction apart: the steps that could be taken before it was asked still can.
    pub(super) fn status_beneath(&self) -> Status {
        self.correction.as_ref().map_or(self.status, |open| open.from)
    }
}

/// The dossier after an event. Total: it fails for no event in no state.
#[must_use]
pub fn apply(mut dossier: Dossier, event: &Event) -> Dossier {
    dossier.version = dossier.version.saturating_add(1);
    match &event.fact {
        Fact::CorrectionAsked(correction) => ask(&mut dossier, correction),
        Fact::CorrectionAnswered(answer) => {
            dossier.filed.total = answer.total;
            dossier.filed.montant_demande = answer.montant_demande;
            let next = dossier.correction.as_ref().map(|open| after_answer(open.from));
            move_to(&mut dossier, next);
        }
        Fact::PiecesAdded(pieces) => {
            dossier.pieces_added = dossier.pieces_added.saturating_add(pieces.len());
        }
        Fact::Recevable => move_to(&mut dossier, Some(Status::Recevable)),
        Fact::Irrecevable { .. } => move_to(&mut dossier, Some(Status::Irrecevable)),
        Fact::EnInstruction => move_to(&mut dossier, Some(Status::EnInstruction)),
        Fact::Prorogation { until, .. } => dossier.extended_to = Some(*until),
        Fact::Avis(avis) => dossier.avis = Some(*avis),
        Fact::Accorde(octroi) => {
            dossier.octroi = Some(Granted {
                octroi: octroi.clone(),
                on: event.on,
            });
            move_to(&mut dossier, Some(Status::Accorde));
        }
        Fact::Refuse { .. } => move_to(&mut dossier, Some(Status::Refuse)),
        Fact::SansSuite { .. } => move_to(&mut dossier, Some(Status::SansSuite)),
        Fact::Retire => move_to(&mut dossier, Some(Status::Retire)),
        Fact::Conventionne { signed_on } => {
            dossier.signed_on = Some(*signed_on);
            move_to(&mut dossier, Some(Status::Conventionne));
        }
        Fact::Versement(versement) => dossier.versements.push(*versement),
        Fact::Solde => move_to(&mut dossier, Some(Status::Solde)),
    }
    dossier
}

/// A correction asked while another is pending replaces it; the dossier goes on from where it stood before both.
fn ask(dossier: &mut Dossier, correction: &Correction) {
    dossier.correction = Some(OpenCorrection {
        asked: correction.clone(),
        from: dossier.status_beneath(),
    });
    dossier.was_corrected = CorrectionHistory::Asked;
    dossier.status = Status::ACompleter;
}

/// An answer is looked at before the dossier is admissible; later, it goes on where it was.
const fn after_answer(from: Status) -> Status {
    match from {
        Status::Depose | Status::ACompleter | Status::Complete => Status::Complete,
        later => later,
    }
}

/// A move ends a pending correction; without a place to go, the dossier stays where it is.
fn move_to(dossier: &mut Dossier, status: Option<Status>) {
    if let Some(status) = status {
        dossier.status = status;
    }
    dossier.correction = None;
}
