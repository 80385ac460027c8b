//! The two phases of the programme and what each sorts its measures by. It sorts nothing itself: `data/mesures` does.

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
    /// use shared::mesure::Phase;
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

/// What a measure is for, in the words of one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme<T: 'static> {
    /// These.
    Of {
        /// One or several.
        values: &'static [T],
        /// Who says so.
        origin: Origin,
    },
    /// All of them alike: a study, a project manager.
    Transversal {
        /// Who says so.
        origin: Origin,
    },
    /// Nothing says, and none fits clearly.
    Unclassified,
}

impl<T: PartialEq> Theme<T> {
    /// Whether a person who looks for that value should see the measure: a transversal one serves all of them.
    pub fn covers(&self, value: &T) -> bool {
        match self {
            Self::Of { values, .. } => values.contains(value),
            Self::Transversal { .. } => true,
            Self::Unclassified => false,
        }
    }

    /// Who put the measure there; `None` when nobody did.
    pub const fn origin(&self) -> Option<Origin> {
        match self {
            Self::Of { origin, .. } | Self::Transversal { origin } => Some(*origin),
            Self::Unclassified => None,
        }
    }
}

/// Who put a measure under a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A source does.
    Source,
    /// We did, for the catalogue to be browsed: it is shown as such.
    OwnClassification,
}

impl Origin {
    /// What to say beside the theme.
    pub const fn message(self) -> Message {
        match self {
            Self::Source => Message::fixed("Thème donné par la source.", "Theme given by the source."),
            Self::OwnClassification => Message::fixed(
                "Thème choisi par ce guichet, pas par la source.",
                "Theme chosen by this service, not by the source.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transversal_measure_serves_every_theme_and_an_unclassified_one_none() {
        let origin = Origin::Source;
        let recruter = Theme::Of {
            values: &[Besoin::Recruter],
            origin,
        };
        for besoin in Besoin::ALL {
            assert_eq!(recruter.covers(&besoin), besoin == Besoin::Recruter);
            assert!(Theme::Transversal { origin }.covers(&besoin));
            assert!(!Theme::Unclassified.covers(&besoin));
        }
    }

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
}
