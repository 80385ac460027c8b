//! Every measure as the sources give it, generated from `data/mesures/*.toml`, and what the catalogue is browsed by. It
//! judges no profile.

use chrono::NaiveDate;

use super::amount::{Amount, AmountLine};
use super::kind::{Form, Kind};
use super::operator::Operator;
use super::theme::{Origin, Theme};
use super::validity::{Change, Standing, Validity};
use super::who::{Area, Companies, Sections, StaffLimits, StaffMost, Who};
use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::SectionNaf;
use crate::message::Message;
use crate::money::{Euros, Rate};
use crate::period::{Period, day};
use crate::programme::{Besoin, Phase, Priorite};
use crate::source::{Doubt, Source, Stated};

include!(concat!(env!("OUT_DIR"), "/mesures.rs"));

/// A `Mesure`, one service or aid of the programme's basket (programme Territoires d'industrie, offer of services), or a
/// national aid that companies use beside it.
#[derive(Debug)]
pub struct Mesure {
    /// Stable id, the name of its file.
    pub id: &'static str,
    /// What it is called; the English is a gloss, the French the official name.
    pub name: Message,
    /// Whether it is a measure of the programme.
    pub scope: Scope,
    /// What it is for in the words of phase 1.
    pub besoin: Theme<Besoin>,
    /// What it is for in the words of phase 2.
    pub priorite: Theme<Priorite>,
    /// Who runs it, the first named first.
    pub operators: &'static [Operator],
    /// Whose money or service it is, when the sources name them apart.
    pub funders: &'static [Operator],
    /// What it helps with.
    pub kinds: &'static [Kind],
    /// The form that its money takes, when the sources say.
    pub forms: &'static [Form],
    /// Whom it is for.
    pub who: Who,
    /// What it brings or costs; unknown when no figure at all was found.
    pub amounts: Stated<&'static [AmountLine]>,
    /// When it can be asked for.
    pub validity: Validity,
    /// The same in the words of the sources.
    pub validity_text: Message,
    /// How it is asked for.
    pub opening: Stated<Opening>,
    /// The rule on State aid that it stands on.
    pub legal_basis: Stated<LegalBasis>,
    /// Whether the governance of the territory must agree.
    pub governance: Stated<GovernanceOpinion>,
    /// Papers to join to a request.
    pub pieces: Stated<&'static [Message]>,
    /// What else the sources ask, that no profile tells.
    pub conditions: &'static [Message],
    /// What else they tell: numbers of projects, dates of a call.
    pub notes: &'static [Message],
    /// What they leave open.
    pub doubts: &'static [Doubt],
    /// How sure all this is.
    pub sureness: Sureness,
    /// Where it was read. `recorded_on` is the day on which the measure was entered here.
    pub sources: &'static [Source],
    /// The month in which the page was seen, when that was before it was entered here.
    pub seen: Option<Period>,
    /// The id of the study aid in `data/aides` that computes it, if one does.
    pub aide: Option<&'static str>,
}

/// Whether a measure belongs to the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It does, in these phases.
    Programme(&'static [Phase]),
    /// It does not: a national aid, not reserved to the territories, that companies use for a study or a project.
    National,
}

impl Scope {
    /// Its name on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Programme(_) => "programme",
            Self::National => "national",
        }
    }

    /// The phases of the programme that it belongs to; none when it is national.
    pub const fn phases(&self) -> &'static [Phase] {
        match self {
            Self::Programme(phases) => phases,
            Self::National => &[],
        }
    }
}

/// How a measure is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// At any time.
    Continuous,
    /// By answering a call.
    Call,
}

impl Opening {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Continuous => "continuous",
            Self::Call => "call",
        }
    }

    /// How, in words.
    pub const fn label(self) -> Message {
        match self {
            Self::Continuous => Message::fixed("à tout moment", "at any time"),
            Self::Call => Message::fixed("en réponse à un appel", "by answering a call"),
        }
    }
}

/// The rule on State aid that a measure stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalBasis {
    /// The ceiling on small amounts of aid of one enterprise (today regulation (EU) 2023/2831).
    DeMinimis,
}

impl LegalBasis {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DeMinimis => "de_minimis",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::DeMinimis => Message::fixed("aide de minimis", "de minimis aid"),
        }
    }
}

/// Whether the governance of the territory has to agree with the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GovernanceOpinion {
    /// Its agreement is a condition.
    Needed,
    /// It is not asked.
    NotNeeded,
}

impl GovernanceOpinion {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::NotNeeded => "not_needed",
        }
    }

    /// What is asked, in words.
    pub const fn label(self) -> Message {
        match self {
            Self::Needed => Message::fixed(
                "accord de la gouvernance demandé",
                "agreement of the governance asked",
            ),
            Self::NotNeeded => Message::fixed(
                "accord de la gouvernance non demandé",
                "agreement of the governance not asked",
            ),
        }
    }
}

/// How sure the facts of a measure are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Read in the sources cited. What they leave open is in the doubts.
    Sourced,
    /// Read in a page that reports on it, not in one of the operator's.
    Secondary,
    /// Its present validity or its scale is uncertain.
    Uncertain,
}

impl Sureness {
    /// Its name on the wire and in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Secondary => "secondary",
            Self::Uncertain => "uncertain",
        }
    }

    /// What to say beside the measure.
    pub const fn message(self) -> Message {
        match self {
            Self::Sourced => Message::fixed("D’après les sources citées.", "According to the sources cited."),
            Self::Secondary => Message::fixed(
                "D’après une source secondaire : à vérifier auprès de l’opérateur.",
                "According to a secondary source: to be checked with the operator.",
            ),
            Self::Uncertain => Message::fixed(
                "Incertain : à vérifier auprès de l’opérateur.",
                "Uncertain: to be checked with the operator.",
            ),
        }
    }
}

/// What the catalogue is narrowed to; `None` keeps everything.
///
/// ```
/// use shared::programme::Besoin;
/// use shared::mesure::{Catalogue, Operator};
/// let catalogue = Catalogue {
///     besoin: Some(Besoin::Recruter),
///     operator: Some(Operator::FranceTravail),
///     ..Catalogue::default()
/// };
/// let ids: Vec<_> = catalogue.mesures().map(|mesure| mesure.id).collect();
/// assert_eq!(ids, ["pole-emploi-conseiller"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// For this need of phase 1: a transversal measure serves it.
    pub besoin: Option<Besoin>,
    /// For this priority of phase 2: a transversal measure serves it.
    pub priorite: Option<Priorite>,
    /// Run or paid by this body.
    pub operator: Option<Operator>,
    /// Of this kind, among others.
    pub kind: Option<Kind>,
}

impl Catalogue {
    /// The measures it keeps, in the order of [`MESURES`].
    pub fn mesures(self) -> impl Iterator<Item = &'static Mesure> {
        MESURES.iter().filter(move |mesure| self.keeps(mesure))
    }

    /// Whether it keeps that one.
    pub fn keeps(&self, mesure: &Mesure) -> bool {
        self.besoin.is_none_or(|besoin| mesure.besoin.covers(&besoin))
            && self
                .priorite
                .is_none_or(|priorite| mesure.priorite.covers(&priorite))
            && self.operator.is_none_or(|operator| mesure.involves(operator))
            && self.kind.is_none_or(|kind| mesure.kinds.contains(&kind))
    }
}

impl Mesure {
    /// Whether a body runs it or pays for it.
    pub fn involves(&self, operator: Operator) -> bool {
        self.operators.contains(&operator) || self.funders.contains(&operator)
    }

    /// The figures that apply on a day; none when they are unknown.
    pub fn amounts_on(&self, on: NaiveDate) -> impl Iterator<Item = &'static AmountLine> {
        self.amounts
            .known()
            .copied()
            .unwrap_or_default()
            .iter()
            .filter(move |line| line.applies_on(on))
    }
}

/// The measure of that id, if there is one.
pub fn find_mesure(id: &str) -> Option<&'static Mesure> {
    MESURES.iter().find(|mesure| mesure.id == id)
}
