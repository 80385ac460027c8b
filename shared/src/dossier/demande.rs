//! The request itself: from what was typed to a `Demande` that holds, or to every fault at once. Whether its commune
//! exists and is in a territory needs the reference data, which this crate does not hold: the caller tells.

mod annex;
mod parse;

use chrono::NaiveDate;

pub use annex::{AideDeMinimis, Financement, FundingState, Piece, PieceKind};

use super::clock::Regime;
use super::field::FieldError;
use crate::entreprise::Taille;
use crate::ids::{CodeInsee, CodeNaf, PhoneNumber, Siret};
use crate::message::Message;
use crate::money::Euros;
use crate::wire::FileDossierRequest;
use annex::Annex;
use parse::Filing;

/// How much a field holds at most, in characters. No text sets these: they bound what is stored, far above what the
/// forms in use hold.
pub mod limits {
    /// A name, a title, a label.
    pub const LINE: usize = 200;
    /// A postal address on one line.
    pub const ADRESSE: usize = 300;
    /// The short description.
    pub const DESCRIPTION: usize = 4_000;
    /// An e-mail address (RFC 5321, 4.5.3.1.3).
    pub const COURRIEL: usize = 254;
    /// Lines of the budget.
    pub const COUTS: usize = 30;
    /// What the hosting page calls itself.
    pub const SOURCE: usize = 100;
    /// Lines of a plan de financement, pieces, de minimis aids, things to mend, steps of a calculation.
    pub const ITEMS: usize = 30;
    /// A sentence from an agent to an applicant.
    pub const SENTENCE: usize = 1_000;
}

/// A `Demande` is a request for a subsidy with the fields of the arrêté du 21 août 2018, all of them valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demande {
    demandeur: Demandeur,
    projet: Projet,
    annex: Annex,
}

/// Who asks (arrêté du 21 août 2018, 1: "Identité du demandeur").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demandeur {
    /// "Nom et prénom ou dénomination sociale".
    pub denomination: String,
    /// "N° SIRET ou équivalent".
    pub siret: Siret,
    /// "Taille de l'organisme le cas échéant".
    pub taille: Taille,
    /// What it does, when it says so.
    pub code_naf: Option<CodeNaf>,
    /// Where to call it, when it says so.
    pub telephone: Option<PhoneNumber>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Projet {
    intitule: String,
    commune: CodeInsee,
    date_debut: NaiveDate,
    date_fin: NaiveDate,
    couts: Vec<Cout>,
    montant_demande: Euros,
    date_engagement: Option<NaiveDate>,
}

/// One line of the "liste des coûts prévisionnels".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cout {
    /// What is paid for.
    pub libelle: String,
    /// How much, above zero.
    pub montant: Euros,
}

/// Whether amounts are before or after tax: the arrêté asks to say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegimeTva {
    /// "HT": before value-added tax.
    Ht,
    /// "TTC": tax included.
    Ttc,
}

impl RegimeTva {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ht, Self::Ttc];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ht => "ht",
            Self::Ttc => "ttc",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|regime| regime.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Ht => Message::fixed("Hors taxes (HT)", "Before tax"),
            Self::Ttc => Message::fixed("Toutes taxes comprises (TTC)", "Tax included"),
        }
    }
}

impl Demande {
    /// Checks everything that was typed, whatever the day: what a form checks as it goes. What was stored is not checked
    /// again: see [`read_history`](super::read_history). Amounts are read as people write them; dates as `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub fn parse(request: &FileDossierRequest) -> Result<Self, Vec<FieldError>> {
        parse::parse(request, None)
    }

    /// Checks a request on the day it is filed: as [`Demande::parse`], and that the study of a State subsidy was not
    /// committed before that day (décret n° 2018-514, article 5, quoted at [`crate::aide::EffetIncitatif`]). A funder
    /// with rules of its own may refuse a committed study too: no source says so of the one asked here, so the agent
    /// reads the day and judges. A day that is not known is not held against the request.
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub fn file(
        request: &FileDossierRequest,
        regime: Regime,
        on: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        parse::parse(request, Some(Filing { regime, on }))
    }

    /// Who asks.
    pub const fn demandeur(&self) -> &Demandeur {
        &self.demandeur
    }

    /// What the study is called.
    pub fn intitule(&self) -> &str {
        &self.projet.intitule
    }

    /// Where the study takes place.
    pub const fn commune(&self) -> CodeInsee {
        self.projet.commune
    }

    /// First and last planned days.
    pub const fn dates(&self) -> (NaiveDate, NaiveDate) {
        (self.projet.date_debut, self.projet.date_fin)
    }

    /// The day the study was committed, when there is one and it is known.
    pub const fn date_engagement(&self) -> Option<NaiveDate> {
        self.projet.date_engagement
    }

    /// What the study costs, line by line.
    pub fn couts(&self) -> &[Cout] {
        &self.projet.couts
    }

    /// What the study costs.
    pub fn total(&self) -> Euros {
        self.projet.couts.iter().map(|cout| cout.montant).sum()
    }

    /// What is asked for: above zero, at most the total.
    pub const fn montant_demande(&self) -> Euros {
        self.projet.montant_demande
    }

    /// Who pays for the study: adds up to the total, or is empty when no plan was given.
    pub fn plan_de_financement(&self) -> &[Financement] {
        &self.annex.plan
    }

    /// The documents that the applicant says they hold.
    pub fn pieces(&self) -> &[Piece] {
        &self.annex.pieces
    }

    /// The de minimis aids declared; `None` when nothing was declared, which is not to declare that there are none.
    pub fn aides_de_minimis(&self) -> Option<&[AideDeMinimis]> {
        self.annex.aides_de_minimis.as_deref()
    }
}

#[cfg(test)]
pub(super) mod tests;
