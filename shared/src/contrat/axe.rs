//! The phases of the programme and what each of them asks a contract to work on. It classifies nothing.

use crate::message::Message;

/// A phase of the programme, within which ids of territories and axes mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The first, from November 2018: 124 territories, then up to 149.
    From2018To2023,
    /// The second: 183 territories named on 9 November 2023.
    From2023To2027,
}

impl Phase {
    /// Both.
    pub const ALL: [Self; 2] = [Self::From2018To2023, Self::From2023To2027];

    /// Its name in data and in the ids of territories.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::From2018To2023 => "2018-2023",
            Self::From2023To2027 => "2023-2027",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == name)
    }

    /// What contracts of this phase work on.
    ///
    /// ```
    /// use shared::contrat::{Axe, Phase};
    /// assert_eq!(Phase::From2018To2023.axes(), [Axe::Recruter, Axe::Attirer, Axe::Innover, Axe::Simplifier]);
    /// ```
    pub const fn axes(self) -> [Axe; 4] {
        match self {
            Self::From2018To2023 => [Axe::Recruter, Axe::Attirer, Axe::Innover, Axe::Simplifier],
            Self::From2023To2027 => [
                Axe::TransitionEcologique,
                Axe::Innovation,
                Axe::Competences,
                Axe::Foncier,
            ],
        }
    }
}

/// An `Axe` is one of the four needs (phase 1) or of the four priorities (phase 2) that a plan of action follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axe {
    /// Phase 1: find and train people.
    Recruter,
    /// Phase 1: make the territory attractive.
    Attirer,
    /// Phase 1: innovate.
    Innover,
    /// Phase 1: simplify procedures.
    Simplifier,
    /// Phase 2: the ecological and energy transition.
    TransitionEcologique,
    /// Phase 2: innovation.
    Innovation,
    /// Phase 2: skills and recruitment.
    Competences,
    /// Phase 2: land for industry.
    Foncier,
}

impl Axe {
    /// Those of phase 1, then those of phase 2.
    pub const ALL: [Self; 8] = [
        Self::Recruter,
        Self::Attirer,
        Self::Innover,
        Self::Simplifier,
        Self::TransitionEcologique,
        Self::Innovation,
        Self::Competences,
        Self::Foncier,
    ];

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recruter => "recruter",
            Self::Attirer => "attirer",
            Self::Innover => "innover",
            Self::Simplifier => "simplifier",
            Self::TransitionEcologique => "transition_ecologique",
            Self::Innovation => "innovation",
            Self::Competences => "competences",
            Self::Foncier => "foncier",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axe| axe.as_str() == name)
    }

    /// The phase it belongs to.
    pub fn phase(self) -> Phase {
        if Phase::From2018To2023.axes().contains(&self) {
            Phase::From2018To2023
        } else {
            Phase::From2023To2027
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Recruter => Message::fixed("Recruter", "Recruit"),
            Self::Attirer => Message::fixed("Attirer", "Attract"),
            Self::Innover => Message::fixed("Innover", "Innovate"),
            Self::Simplifier => Message::fixed("Simplifier", "Simplify"),
            Self::TransitionEcologique => Message::fixed(
                "Transition écologique et énergétique",
                "Ecological and energy transition",
            ),
            Self::Innovation => Message::fixed("Innovation", "Innovation"),
            Self::Competences => Message::fixed("Compétences et recrutement", "Skills and recruitment"),
            Self::Foncier => Message::fixed("Foncier", "Land"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_axe_is_in_one_phase_only() {
        for axe in Axe::ALL {
            let holding = Phase::ALL
                .iter()
                .filter(|phase| phase.axes().contains(&axe))
                .count();
            assert_eq!(holding, 1, "{axe:?}");
            assert!(axe.phase().axes().contains(&axe));
            assert_eq!(Axe::parse(axe.as_str()), Some(axe));
        }
    }

    #[test]
    fn phases_are_read_as_they_are_written() {
        for phase in Phase::ALL {
            assert_eq!(Phase::parse(phase.as_str()), Some(phase));
        }
        assert_eq!(Phase::parse("2018-2022"), None);
    }
}
