//! What a measure is for, in the words of each phase, and who says so. It sorts nothing itself: `data/mesures` does.

use crate::message::Message;

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

    /// The values that it names; none when it serves all alike, or is unclassified.
    pub const fn values(&self) -> &'static [T] {
        match self {
            Self::Of { values, .. } => values,
            Self::Transversal { .. } | Self::Unclassified => &[],
        }
    }

    /// The name of its form on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Of { .. } => "of",
            Self::Transversal { .. } => "transversal",
            Self::Unclassified => "unclassified",
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
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::OwnClassification => "own_classification",
        }
    }

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
    use crate::programme::Besoin;

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
}
