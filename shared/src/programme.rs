//! The programme itself: its two phases, and what each of them is arranged by. It classifies nothing.

use crate::message::Message;

/// A phase of the programme Territoires d'industrie. The first is written 2018-2022, 2019-2022 or 2018-2023 depending
/// on the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// From 22 November 2018: 124 territories at first, 149 at the end.
    One,
    /// From 9 November 2023: 183 territories.
    Two,
}

impl Phase {
    /// Both.
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    /// Its name on the wire, the same as in [`crate::ids::TerritoireId::phase`].
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "2018-2023",
            Self::Two => "2023-2027",
        }
    }

    /// The phase of that name.
    ///
    /// ```
    /// use shared::programme::Phase;
    /// assert_eq!(Phase::parse("2023-2027"), Some(Phase::Two));
    /// assert_eq!(Phase::parse("2"), None);
    /// ```
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::One => Message::fixed("phase 1 (2018-2023)", "phase 1 (2018-2023)"),
            Self::Two => Message::fixed("phase 2 (2023-2027)", "phase 2 (2023-2027)"),
        }
    }
}

/// A `Besoin`, one of the four needs that the offer of phase 1 is arranged by (programme Territoires d'industrie, offer
/// of services; hearing of its director at the Assemblée nationale, intervention 1028626).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Besoin {
    /// To recruit.
    Recruter,
    /// To attract.
    Attirer,
    /// To innovate.
    Innover,
    /// To simplify.
    Simplifier,
}

impl Besoin {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Recruter, Self::Attirer, Self::Innover, Self::Simplifier];

    /// Its name on the wire and in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recruter => "recruter",
            Self::Attirer => "attirer",
            Self::Innover => "innover",
            Self::Simplifier => "simplifier",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|besoin| besoin.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Recruter => Message::fixed("recruter", "recruit"),
            Self::Attirer => Message::fixed("attirer", "attract"),
            Self::Innover => Message::fixed("innover", "innovate"),
            Self::Simplifier => Message::fixed("simplifier", "simplify"),
        }
    }
}

/// A `Priorite`, one of the four that phase 2 is arranged by (programme Territoires d'industrie 2023-2027).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priorite {
    /// Ecological and energy transition.
    TransitionEcologique,
    /// Innovation.
    Innovation,
    /// Skills and recruitment.
    Competences,
    /// Industrial land.
    Foncier,
}

impl Priorite {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::TransitionEcologique,
        Self::Innovation,
        Self::Competences,
        Self::Foncier,
    ];

    /// Its name on the wire and in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TransitionEcologique => "transition_ecologique",
            Self::Innovation => "innovation",
            Self::Competences => "competences",
            Self::Foncier => "foncier",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priorite| priorite.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::TransitionEcologique => Message::fixed("transition écologique", "ecological transition"),
            Self::Innovation => Message::fixed("innovation", "innovation"),
            Self::Competences => Message::fixed("compétences", "skills"),
            Self::Foncier => Message::fixed("foncier", "industrial land"),
        }
    }
}

/// An `Axe` is one of the four needs (phase 1) or of the four priorities (phase 2) that a plan of action follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axe {
    /// Phase 1: a need.
    Besoin(Besoin),
    /// Phase 2: a priority.
    Priorite(Priorite),
}

impl Axe {
    /// Those of phase 1, then those of phase 2.
    pub const ALL: [Self; 8] = [
        Self::Besoin(Besoin::Recruter),
        Self::Besoin(Besoin::Attirer),
        Self::Besoin(Besoin::Innover),
        Self::Besoin(Besoin::Simplifier),
        Self::Priorite(Priorite::TransitionEcologique),
        Self::Priorite(Priorite::Innovation),
        Self::Priorite(Priorite::Competences),
        Self::Priorite(Priorite::Foncier),
    ];

    /// What contracts of a phase work on.
    ///
    /// ```
    /// use shared::programme::{Axe, Phase};
    /// assert_eq!(Axe::of(Phase::One).map(Axe::as_str), ["recruter", "attirer", "innover", "simplifier"]);
    /// ```
    pub fn of(phase: Phase) -> [Self; 4] {
        match phase {
            Phase::One => Besoin::ALL.map(Self::Besoin),
            Phase::Two => Priorite::ALL.map(Self::Priorite),
        }
    }

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Besoin(besoin) => besoin.as_str(),
            Self::Priorite(priorite) => priorite.as_str(),
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axe| axe.as_str() == name)
    }

    /// The phase it belongs to.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Besoin(_) => Phase::One,
            Self::Priorite(_) => Phase::Two,
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Besoin(besoin) => besoin.label(),
            Self::Priorite(priorite) => priorite.label(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for besoin in Besoin::ALL {
            assert_eq!(Besoin::parse(besoin.as_str()), Some(besoin));
        }
        for priorite in Priorite::ALL {
            assert_eq!(Priorite::parse(priorite.as_str()), Some(priorite));
        }
        for phase in Phase::ALL {
            assert_eq!(Phase::parse(phase.as_str()), Some(phase));
        }
    }

    #[test]
    fn every_axe_is_of_one_phase_only() {
        for phase in Phase::ALL {
            assert!(Axe::of(phase).iter().all(|axe| axe.phase() == phase));
        }
        for axe in Axe::ALL {
            assert_eq!(Axe::parse(axe.as_str()), Some(axe));
            assert_eq!(
                Phase::ALL
                    .into_iter()
                    .filter(|phase| Axe::of(*phase).contains(&axe))
                    .count(),
                1
            );
        }
    }
}
