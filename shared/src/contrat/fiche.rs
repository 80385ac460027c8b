//! One action of a contract's plan. Its fields are those usual in such sheets, to be checked on a real contract: none
//! of those that were found shows its sheets. It adds nothing up: `progress` does.

use crate::ids::is_plain_id;
use crate::message::Message;
use crate::money::Euros;
use crate::period::Period;
use crate::source::Stated;

use super::parties::PartieId;
use crate::programme::Axe;

/// A `FicheAction` is one action of the "projet de plan d'action", annexed to the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FicheAction {
    /// Its number in the contract, which no other action ever bears.
    pub numero: String,
    /// Its title.
    pub intitule: String,
    /// What it works on.
    pub axe: Stated<Axe>,
    /// Context.
    pub contexte: Stated<String>,
    /// Aims.
    pub objectifs: Stated<Vec<String>>,
    /// The party in charge.
    pub porteur: Stated<PartieId>,
    /// The parties that take part.
    pub partenaires: Stated<Vec<PartieId>>,
    /// Planned days, inside those of the contract.
    pub calendrier: Stated<Period>,
    /// Total cost, above zero.
    pub cout: Stated<Euros>,
    /// Who pays what. It adds up to the cost when both are known.
    pub plan_de_financement: Stated<Vec<Financement>>,
    /// How firm the commitment to do it is.
    pub maturite: Stated<Maturite>,
    /// How far it has come.
    pub avancement: Stated<Avancement>,
    /// The measures of the programme that it uses.
    pub mesures: Stated<Vec<MesureRef>>,
    /// Rules that stand in its way.
    pub besoins_de_simplification: Stated<Vec<String>>,
    /// How its result is told.
    pub indicateurs: Stated<Vec<Indicateur>>,
    /// The office to ask. No name, no phone, no address.
    pub contact: Stated<String>,
}

/// One line of a `plan de financement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Financement {
    /// Who pays.
    pub financeur: PartieId,
    /// How much, above zero.
    pub montant: Euros,
    /// How sure it is.
    pub etat: EtatFinancement,
}

/// The id of a measure that a file refers to. That the measure exists is for whoever holds the catalogue to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MesureRef(String);

impl MesureRef {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        is_plain_id(text).then(|| Self(text.to_owned()))
    }
}

/// How a result is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicateur {
    /// What is counted, with its unit.
    pub intitule: String,
    /// What is aimed at.
    pub cible: Stated<String>,
    /// What is reached.
    pub atteint: Stated<String>,
}

/// How firm the commitment to carry out an action is.
///
/// The DREETS of Centre-Val de Loire counts, among the 21 sheets of Grand Est Touraine, 8 with "engagement ferme de
/// réalisation"
/// (<https://centre-val-de-loire.dreets.gouv.fr/Territoires-d-industrie-le-Grand-Est-Touraine-montre-l-exemple>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maturite {
    /// It will be done.
    Ferme,
    /// It is being studied.
    ALEtude,
}

impl Maturite {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ferme, Self::ALEtude];

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ferme => "ferme",
            Self::ALEtude => "a_l_etude",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Ferme => Message::fixed("Engagement ferme", "Firm commitment"),
            Self::ALEtude => Message::fixed("À l’étude", "Under study"),
        }
    }
}

/// How far an action has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Avancement {
    /// Not begun.
    AEngager,
    /// Begun.
    EnCours,
    /// Done.
    Achevee,
    /// Given up.
    Abandonnee,
}

impl Avancement {
    /// In the order of an action's life.
    pub const ALL: [Self; 4] = [Self::AEngager, Self::EnCours, Self::Achevee, Self::Abandonnee];

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AEngager => "a_engager",
            Self::EnCours => "en_cours",
            Self::Achevee => "achevee",
            Self::Abandonnee => "abandonnee",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::AEngager => Message::fixed("À engager", "Not begun"),
            Self::EnCours => Message::fixed("En cours", "Under way"),
            Self::Achevee => Message::fixed("Achevée", "Completed"),
            Self::Abandonnee => Message::fixed("Abandonnée", "Given up"),
        }
    }
}

/// How sure the money of a line is. Not the states of a dossier's plan ([`crate::dossier::FundingState`]): a contract
/// plans money that nobody has asked for yet, and an applicant names own funds apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EtatFinancement {
    /// Counted on, not asked for yet.
    Prevu,
    /// Asked for.
    Sollicite,
    /// Granted.
    Acquis,
}

impl EtatFinancement {
    /// From the least to the most sure.
    pub const ALL: [Self; 3] = [Self::Prevu, Self::Sollicite, Self::Acquis];

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prevu => "prevu",
            Self::Sollicite => "sollicite",
            Self::Acquis => "acquis",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Prevu => Message::fixed("Prévu", "Planned"),
            Self::Sollicite => Message::fixed("Sollicité", "Requested"),
            Self::Acquis => Message::fixed("Acquis", "Secured"),
        }
    }
}
