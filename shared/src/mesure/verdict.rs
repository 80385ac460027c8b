//! What a measure answers to a profile on a day, with typed reasons and their words. It finds none: `matching` does.

use chrono::NaiveDate;

use super::profile::Fact;
use super::validity::Closure;
use super::who::{Area, Companies, StaffLimits};
use crate::beneficiaire::Beneficiaire;
use crate::format;
use crate::ids::SectionNaf;
use crate::message::{Lang, Message};
use crate::period::Period;
use crate::programme::Phase;

/// What a measure answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be asked for, on the conditions told.
    Open {
        /// Why, and what else is asked.
        reasons: Vec<Reason>,
    },
    /// Nothing forbids it, and something is missing to say more. At least one of the two lists has an entry.
    Unknown {
        /// Facts of the profile.
        missing: Vec<Fact>,
        /// What the sources leave open.
        unsettled: Vec<Unsettled>,
    },
    /// Nobody can ask for it on that day.
    Closed {
        /// Since when and until when.
        closure: Closure,
    },
    /// It is for others.
    NotForYou {
        /// Every reason at once; at least one.
        mismatches: Vec<Mismatch>,
    },
}

impl Verdict {
    /// Its name on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Unknown { .. } => "unknown",
            Self::Closed { .. } => "closed",
            Self::NotForYou { .. } => "not_for_you",
        }
    }

    /// The verdict in a word or two.
    pub const fn label(&self) -> Message {
        match self {
            Self::Open { .. } => Message::fixed("Ouverte", "Open"),
            Self::Unknown { .. } => Message::fixed("À vérifier", "To be verified"),
            Self::Closed { .. } => Message::fixed("Fermée", "Closed"),
            Self::NotForYou { .. } => Message::fixed("Pas pour vous", "Not for you"),
        }
    }

    /// Every reason in words, in the order in which it was found.
    pub fn messages(&self) -> Vec<Message> {
        match self {
            Self::Open { reasons } => reasons.iter().map(Reason::message).collect(),
            Self::Unknown { missing, unsettled } => {
                let missing = missing
                    .iter()
                    .map(|fact| titled("Il manque\u{a0}: ", "Missing: ", &fact.message()));
                missing.chain(unsettled.iter().map(Unsettled::message)).collect()
            }
            Self::Closed { closure } => vec![closure.message()],
            Self::NotForYou { mismatches } => mismatches.iter().map(Mismatch::message).collect(),
        }
    }

    /// Its place in a list: open ones, then those to be verified, then the closed ones, which stay readable, then those
    /// for others.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Open { .. } => 0,
            Self::Unknown { .. } => 1,
            Self::Closed { .. } => 2,
            Self::NotForYou { .. } => 3,
        }
    }
}

/// Why a measure is open to a profile, or what is asked beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The sources name that kind of body.
    Beneficiaire(Beneficiaire),
    /// They accept it "à titre secondaire".
    Secondary(Beneficiaire),
    /// The size is one of these.
    Companies(Companies),
    /// The staff is within these.
    Staff(StaffLimits),
    /// The activity is accepted.
    Section(SectionNaf),
    /// The place is right.
    Area(Area),
    /// It can be asked for until that day, included.
    OpenUntil(NaiveDate),
    /// It can be asked for until that day, included; of the next one the sources do not say.
    OpenAtLeastUntil(NaiveDate),
    /// The sources give no end.
    NoEnd,
    /// The page was seen in that month and not since.
    SeenIn(Period),
    /// The governance of the territory must agree.
    GovernanceNeeded,
    /// Something that no profile tells.
    Condition(&'static Message),
}

impl Reason {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Beneficiaire(kind) => titled("Ouverte à\u{a0}: ", "Open to: ", &kind.label()),
            Self::Secondary(kind) => titled(
                "Acceptée à titre secondaire\u{a0}: ",
                "Accepted as a secondary applicant: ",
                &kind.label(),
            ),
            Self::Companies(companies) => {
                titled("Taille acceptée\u{a0}: ", "Size accepted: ", &companies.label())
            }
            Self::Staff(limits) => titled("Effectif accepté\u{a0}: ", "Staff accepted: ", &limits.label()),
            Self::Section(section) => Message::built(
                format!("Activité acceptée\u{a0}: section {} de la NAF.", section.as_str()),
                format!("Activity accepted: section {} of the NAF.", section.as_str()),
            ),
            Self::Area(area) => titled("Lieu\u{a0}: ", "Place: ", &area.label()),
            Self::OpenUntil(last) => Message::built(
                format!("Ouverte jusqu’au {} inclus.", format::date(*last, Lang::Fr)),
                format!("Open until {}, included.", format::date(*last, Lang::En)),
            ),
            Self::OpenAtLeastUntil(last) => Message::built(
                format!(
                    "Ouverte au moins jusqu’au {} inclus. Les sources ne disent pas si elle l’est encore après.",
                    format::date(*last, Lang::Fr)
                ),
                format!(
                    "Open at least until {}, included. The sources do not say whether it is afterwards.",
                    format::date(*last, Lang::En)
                ),
            ),
            Self::NoEnd => Message::fixed(
                "Les sources ne donnent pas de date de fin.",
                "The sources give no end date.",
            ),
            Self::SeenIn(month) => Message::built(
                format!(
                    "Page vue pour la dernière fois en {}\u{a0}: à vérifier auprès de l’opérateur.",
                    month_of(*month, Lang::Fr)
                ),
                format!(
                    "Page last seen in {}: to be checked with the operator.",
                    month_of(*month, Lang::En)
                ),
            ),
            Self::GovernanceNeeded => Message::fixed(
                "L’accord de la gouvernance du Territoire d’industrie est demandé.",
                "The agreement of the governance of the Territoire d’industrie is asked.",
            ),
            Self::Condition(condition) => titled("Condition\u{a0}: ", "Condition: ", condition),
        }
    }
}

/// What the sources leave open about a measure for a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// Whether it can be asked for on that day; what they do say of its dates.
    Validity(&'static Message),
    /// Whether that kind of body may ask by itself.
    Beneficiaire(Beneficiaire),
    /// Whether a company beyond the medium size is an *entreprise de taille intermédiaire*, which it is for, or larger.
    Eti,
    /// Whether that activity counts as industry.
    Section(SectionNaf),
    /// Whether a place outside the Territoires d'industrie is accepted.
    Place,
    /// Whether the territory is one of those chosen for it.
    Laureate,
    /// Whether it is still offered in that phase, when it was announced for these.
    Phase(&'static [Phase]),
}

impl Unsettled {
    /// What is open, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Validity(text) => Message::built(
                format!(
                    "Ouverture à vérifier auprès de l’opérateur. Ce que disent les sources\u{a0}: {}.",
                    text.in_lang(Lang::Fr)
                ),
                format!(
                    "Whether it is open is to be checked with the operator. What the sources say: {}.",
                    text.in_lang(Lang::En)
                ),
            ),
            Self::Beneficiaire(kind) => titled(
                "Les sources ne disent pas si cet organisme peut la demander seul\u{a0}: ",
                "The sources do not say whether this body may ask by itself: ",
                &kind.label(),
            ),
            Self::Eti => Message::fixed(
                "Réservée aux PME et ETI\u{a0}: vérifiez que l’entreprise est une ETI.",
                "For small, medium-sized and mid-cap companies: check that the company is a mid-cap (ETI).",
            ),
            Self::Section(section) => Message::built(
                format!(
                    "Réservée à l’industrie\u{a0}: les sources ne disent pas si la section {} de la NAF en est.",
                    section.as_str()
                ),
                format!(
                    "For industry: the sources do not say whether section {} of the NAF counts.",
                    section.as_str()
                ),
            ),
            Self::Place => Message::fixed(
                "Les sources ne disent pas si un projet hors des Territoires d’industrie est accepté.",
                "The sources do not say whether a project outside the Territoires d’industrie is accepted.",
            ),
            Self::Laureate => Message::fixed(
                "Réservée aux territoires retenus pour cette mesure\u{a0}: vérifiez que le vôtre en est.",
                "For the territories chosen for this measure: check that yours is one of them.",
            ),
            Self::Phase(phases) => listed(
                "Les sources ne la donnent que pour\u{a0}: ",
                "The sources give it only for: ",
                phases.iter().map(|phase| phase.label()),
            ),
        }
    }
}

/// Why a measure is not for a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// It is for these kinds of bodies.
    Beneficiaire {
        /// In the order of the data.
        accepted: &'static [Beneficiaire],
    },
    /// It is for these sizes.
    Companies(Companies),
    /// It is for companies of this staff.
    Staff(StaffLimits),
    /// It is for these activities.
    Section {
        /// By their letters.
        accepted: &'static [SectionNaf],
    },
    /// It is for the Territoires d'industrie.
    OutsideTerritoire,
}

impl Mismatch {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Beneficiaire { accepted } => {
                listed(RESERVED.0, RESERVED.1, accepted.iter().map(|kind| kind.label()))
            }
            Self::Companies(companies) => titled(RESERVED.0, RESERVED.1, &companies.label()),
            Self::Staff(limits) => titled(RESERVED.0, RESERVED.1, &limits.label()),
            Self::Section { accepted } => listed(
                "Réservée aux sections de la NAF\u{a0}: ",
                "For the sections of the NAF: ",
                accepted
                    .iter()
                    .map(|section| Message::fixed(section.as_str(), section.as_str())),
            ),
            Self::OutsideTerritoire => Message::fixed(
                "Réservée aux projets situés dans un Territoire d’industrie.",
                "For projects in a Territoire d’industrie.",
            ),
        }
    }
}

const RESERVED: (&str, &str) = ("Réservée à\u{a0}: ", "For: ");

fn titled(fr: &str, en: &str, what: &Message) -> Message {
    listed(fr, en, std::iter::once(what.clone()))
}

fn listed(fr: &str, en: &str, items: impl Iterator<Item = Message>) -> Message {
    let items: Vec<_> = items.collect();
    let in_lang = |title: &str, lang| {
        let names: Vec<_> = items.iter().map(|item| item.in_lang(lang)).collect();
        let text = names.join(", ");
        let stop = if text.ends_with('.') { "" } else { "." };
        format!("{title}{text}{stop}")
    };
    Message::built(in_lang(fr, Lang::Fr), in_lang(en, Lang::En))
}

/// "juillet 2024" of the month that a period is.
fn month_of(month: Period, lang: Lang) -> String {
    let day = format::date(month.first(), lang);
    day.split_once(' ')
        .map_or_else(|| day.clone(), |(_, rest)| rest.to_owned())
}
