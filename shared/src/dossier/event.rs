//! What can happen to a dossier after it was filed, and the data each event carries. Values that have a rule of their
//! own are checked when they are built; what fits the state of a dossier is checked in `decide`.

use chrono::NaiveDate;

use crate::message::Message;
use crate::money::{Euros, Rate};

use super::received::ReceivedPiece;

/// Something that happened to a dossier, once and for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The legal day on which it was recorded.
    pub on: NaiveDate,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The applicant was asked to mend something (CRPA, L114-5).
    CorrectionAsked(Correction),
    /// The applicant answered.
    CorrectionAnswered(Answer),
    /// The applicant joined documents that nobody asked for.
    PiecesAdded(Vec<ReceivedPiece>),
    /// It was found admissible (décret n° 2018-514, article 4, II).
    Recevable,
    /// It was found not admissible (article 4, II).
    Irrecevable {
        /// Why.
        motif: Motif,
    },
    /// Its examination began.
    EnInstruction,
    /// The time to decide was extended (article 7).
    Prorogation {
        /// The new last day.
        until: NaiveDate,
        /// Why: the decision must be reasoned.
        motif: Motif,
    },
    /// The opinion of the territory's governance arrived.
    Avis(Avis),
    /// The aid was granted (article 8).
    Accorde(Octroi),
    /// The aid was refused.
    Refuse {
        /// Why.
        motif: Motif,
    },
    /// It was closed without a decision.
    SansSuite {
        /// Why.
        motif: Motif,
    },
    /// The applicant took it back.
    Retire,
    /// The convention was signed (article 8).
    Conventionne {
        /// The day it was signed.
        signed_on: NaiveDate,
    },
    /// Money was paid (article 12).
    Versement(Versement),
    /// The dossier was closed, everything due being paid.
    Solde,
}

impl Fact {
    /// Its name in the store: that of the status it leads to, when it always leads to the same.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CorrectionAsked(_) => "a_completer",
            Self::CorrectionAnswered(_) => "complete",
            Self::PiecesAdded(_) => "pieces",
            Self::Recevable => "recevable",
            Self::Irrecevable { .. } => "irrecevable",
            Self::EnInstruction => "en_instruction",
            Self::Prorogation { .. } => "prorogation",
            Self::Avis(_) => "avis",
            Self::Accorde(_) => "accorde",
            Self::Refuse { .. } => "refuse",
            Self::SansSuite { .. } => "sans_suite",
            Self::Retire => "retire",
            Self::Conventionne { .. } => "conventionne",
            Self::Versement(_) => "versement",
            Self::Solde => "solde",
        }
    }
}

/// A step that leaves the status as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The time to decide is extended: a `prorogation` (décret n° 2018-514, article 7).
    Prorogation,
    /// The governance's opinion arrives.
    Avis,
    /// Money is paid.
    Versement,
    /// The applicant joins documents.
    Pieces,
}

impl Action {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Prorogation, Self::Avis, Self::Versement, Self::Pieces];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prorogation => "prorogation",
            Self::Avis => "avis",
            Self::Versement => "versement",
            Self::Pieces => "pieces",
        }
    }

    /// The action of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }

    /// Its name for people, once it is done.
    pub const fn label(self) -> Message {
        match self {
            Self::Prorogation => Message::fixed("Délai prolongé", "Time extended"),
            Self::Avis => Message::fixed("Avis de la gouvernance reçu", "Governance’s opinion received"),
            Self::Versement => Message::fixed("Versement", "Payment"),
            Self::Pieces => Message::fixed(
                "Pièces ajoutées par le demandeur",
                "Documents added by the applicant",
            ),
        }
    }
}

/// A `Motif` is the reason of a decision (CRPA, L211-2): text that is not blank; of at most [`Motif::MAX`] characters when
/// it is given, as long as it was allowed to be when it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motif(String);

impl Motif {
    /// Characters at most: a page of text.
    pub const MAX: usize = 2_000;

    /// The reason without the spaces around it; `None` when it is blank or too long.
    ///
    /// ```
    /// use shared::dossier::Motif;
    /// assert_eq!(Motif::parse(" Hors du périmètre. ").unwrap().as_str(), "Hors du périmètre.");
    /// assert!(Motif::parse("  ").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (1..=Self::MAX)
            .contains(&text.chars().count())
            .then(|| Self(text.to_owned()))
    }

    /// The reason of a decision that was recorded, however long it was then allowed to be; `None` when it is blank.
    pub(super) fn recorded(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self(text.to_owned()))
    }

    /// The reason.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the applicant is asked to mend, and by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Each thing to mend. Empty in no correction that `decide` lets through.
    pub items: Vec<CorrectionItem>,
    /// The last day to answer.
    pub due: NaiveDate,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionItem {
    /// What.
    pub target: CorrectionTarget,
    /// What is asked, in a sentence that the applicant reads.
    pub sentence: String,
}

/// What is to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionTarget {
    /// A field of the request, by its JSON pointer.
    Field(String),
    /// A `Piece`, by its name: a document of the file (CRPA, L114-5).
    Piece(String),
}

/// What the applicant changed in answer to a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// JSON pointers of the fields amended.
    pub amended: Vec<String>,
    /// The documents joined.
    pub pieces: Vec<ReceivedPiece>,
    /// The planned costs as they now are.
    pub total: Euros,
    /// The amount asked for as it now is.
    pub montant_demande: Euros,
}

/// An `Avis` is the opinion of the territory's governance, which some measures ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Avis {
    /// What it says.
    pub sense: SensAvis,
    /// The day it was given.
    pub given_on: NaiveDate,
}

/// What an opinion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SensAvis {
    /// For.
    Favorable,
    /// Against.
    Defavorable,
}

impl SensAvis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Favorable, Self::Defavorable];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Favorable => "favorable",
            Self::Defavorable => "defavorable",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sense| sense.as_str() == name)
    }
}

/// An `Octroi` is what a decision grants (décret n° 2018-514, article 8): the amount, and the terms that are stated.
///
/// > 3° Le montant maximum de la subvention et ses modalités de calcul ; 4° Le calendrier de réalisation de l'opération
/// > comprenant notamment sa date prévisionnelle d'achèvement ; 5° Les modalités de versement de la subvention
///
/// Read at <https://www.doctrine.fr/l/texts/decrets/JORFTEXT000037106457/articles/LEGIARTI000037107754>.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Octroi {
    /// The most that will be paid.
    pub montant: Euros,
    /// How it was found; `None` when the decision does not say.
    pub calcul: Option<Calcul>,
    /// The planned day of completion; `None` when the decision does not say.
    pub date_fin: Option<NaiveDate>,
    /// The advance that may be paid; `None` when the decision does not say.
    pub avance: Option<AvanceTerms>,
}

impl Octroi {
    /// A grant whose decision says nothing but the amount.
    pub const fn of(montant: Euros) -> Self {
        Self {
            montant,
            calcul: None,
            date_fin: None,
            avance: None,
        }
    }
}

/// How an amount granted was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calcul {
    /// Eligible expense.
    pub base: Euros,
    /// Share of it.
    pub taux: Rate,
    /// Each step in a sentence.
    pub steps: Vec<String>,
}

/// The advance that a decision allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AvanceTerms {
    /// At most so much.
    pub montant: Euros,
    /// What covers it.
    pub garantie: Garantie,
}

/// Whether a `Garantie`, "garantie à première demande fournie par un établissement de crédit" (décret n° 2018-514,
/// article 12, II), covers an advance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garantie {
    /// Nothing covers it.
    None,
    /// A bank pays back on first demand.
    PremiereDemande,
}

/// A `Versement` is a payment of the aid (décret n° 2018-514, article 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versement {
    /// Which kind.
    pub kind: VersementKind,
    /// How much.
    pub montant: Euros,
    /// The day it was paid.
    pub paid_on: NaiveDate,
}

/// The kinds of payment, with the words of article 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersementKind {
    /// An advance, when the project begins.
    Avance,
    /// An instalment, as the project goes on.
    Acompte,
    /// The balance, once it is done.
    Solde,
}

impl VersementKind {
    /// Each kind, in the order of payment.
    pub const ALL: [Self; 3] = [Self::Avance, Self::Acompte, Self::Solde];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Avance => "avance",
            Self::Acompte => "acompte",
            Self::Solde => "solde",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Avance => Message::fixed("Avance", "Advance"),
            Self::Acompte => Message::fixed("Acompte", "Instalment"),
            Self::Solde => Message::fixed("Solde", "Balance"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_at_most_two_thousand_characters() {
        for (length, accepted) in [
            (0, false),
            (1, true),
            (1_999, true),
            (2_000, true),
            (2_001, false),
        ] {
            assert_eq!(Motif::parse(&"é".repeat(length)).is_some(), accepted, "{length}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for sense in SensAvis::ALL {
            assert_eq!(SensAvis::parse(sense.as_str()), Some(sense));
        }
        for action in Action::ALL {
            assert_eq!(Action::parse(action.as_str()), Some(action));
        }
        for kind in VersementKind::ALL {
            assert_eq!(VersementKind::parse(kind.as_str()), Some(kind));
        }
    }
}
