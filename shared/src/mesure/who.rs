//! Whom a measure is for: kinds of body, sizes, staff, activities, territory. It judges nobody: `matching` does.

use crate::beneficiaire::Beneficiaire;
use crate::ids::SectionNaf;
use crate::message::Message;
use crate::source::Stated;

/// Whom a measure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who {
    /// Those whom the sources name. "Collectivités" in a source counts the intercommunalités.
    pub beneficiaires: &'static [Beneficiaire],
    /// Those whom the sources accept "à titre secondaire".
    pub secondary: &'static [Beneficiaire],
    /// Those of whom the sources do not say whether they may ask by themselves.
    pub unsettled: &'static [Beneficiaire],
    /// Sizes of companies. As [`Who::staff`] and [`Who::sections`], it is asked of companies only.
    pub companies: Companies,
    /// Staff of the company, in people, when the sources limit it.
    pub staff: Option<StaffLimits>,
    /// Activity of the company.
    pub sections: Sections,
    /// Where.
    pub area: Stated<Area>,
}

impl Who {
    /// Those to name to a body that it is not for: those of the sources, or else those they leave open.
    pub const fn named_first(&self) -> &'static [Beneficiaire] {
        if self.beneficiaires.is_empty() {
            self.unsettled
        } else {
            self.beneficiaires
        }
    }
}

/// Sizes of companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companies {
    /// Any size.
    All,
    /// Micro, small and medium-sized enterprises (recommendation 2003/361/CE).
    Pme,
    /// Those, and the *entreprises de taille intermédiaire*, which [`crate::entreprise::Taille`] does not tell from
    /// larger ones.
    PmeAndEti,
}

impl Companies {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Pme => "pme",
            Self::PmeAndEti => "pme_and_eti",
        }
    }

    /// Whom it names.
    pub const fn label(self) -> Message {
        match self {
            Self::All => Message::fixed("entreprises de toute taille", "companies of any size"),
            Self::Pme => Message::fixed("PME", "small and medium-sized enterprises"),
            Self::PmeAndEti => Message::fixed("PME et ETI", "small, medium-sized and mid-cap enterprises"),
        }
    }
}

/// Limits on the staff of a company, in people, both ends as the source words them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffLimits {
    /// This number is enough.
    pub at_least: Option<u32>,
    /// The other end.
    pub most: StaffMost,
}

/// The upper end of a limit on staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffMost {
    /// This number is still accepted: "20 à 250 salariés".
    AtMost(u32),
    /// This number is not: "moins de 500 salariés".
    Below(u32),
}

impl StaffLimits {
    /// Whether that many people are within.
    pub fn accept(self, staff: u32) -> bool {
        let is_enough = self.at_least.is_none_or(|least| least <= staff);
        is_enough
            && match self.most {
                StaffMost::AtMost(most) => staff <= most,
                StaffMost::Below(limit) => staff < limit,
            }
    }

    /// The limits in words: "20 à 250 salariés".
    pub fn label(self) -> Message {
        let both = |fr: String, en: String| Message::built(fr, en);
        match (self.at_least, self.most) {
            (Some(least), StaffMost::AtMost(most)) => both(
                format!("{least} à {most} salariés"),
                format!("{least} to {most} employees"),
            ),
            (Some(least), StaffMost::Below(limit)) => both(
                format!("au moins {least} et moins de {limit} salariés"),
                format!("at least {least} and fewer than {limit} employees"),
            ),
            (None, StaffMost::AtMost(most)) => both(
                format!("{most} salariés au plus"),
                format!("{most} employees at most"),
            ),
            (None, StaffMost::Below(limit)) => both(
                format!("moins de {limit} salariés"),
                format!("fewer than {limit} employees"),
            ),
        }
    }
}

/// Activities of companies, by sections of NAF rév. 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sections {
    /// Any activity, as far as the sources say.
    Any,
    /// "Industrielles", without the sections: B and C are industry in every source, the others are left open.
    Industry,
    /// These.
    Only(&'static [SectionNaf]),
}

/// Where a measure can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Anywhere.
    Anywhere,
    /// In a Territoire d'industrie.
    Territoire,
    /// In a territory that was chosen for this very measure, after a call or by the State.
    Laureate,
}

impl Area {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::Territoire => "territoire",
            Self::Laureate => "laureate",
        }
    }

    /// Where, in words.
    pub const fn label(self) -> Message {
        match self {
            Self::Anywhere => Message::fixed("partout en France", "anywhere in France"),
            Self::Territoire => {
                Message::fixed("dans un Territoire d’industrie", "in a Territoire d’industrie")
            }
            Self::Laureate => Message::fixed(
                "dans un territoire retenu pour cette mesure",
                "in a territory chosen for this measure",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_20_to_250_included() {
        let limits = StaffLimits {
            at_least: Some(20),
            most: StaffMost::AtMost(250),
        };
        for (staff, expected) in [
            (19, false),
            (20, true),
            (21, true),
            (249, true),
            (250, true),
            (251, false),
        ] {
            assert_eq!(limits.accept(staff), expected, "{staff}");
        }
    }

    #[test]
    fn strictly_fewer_than_500() {
        let limits = StaffLimits {
            at_least: None,
            most: StaffMost::Below(500),
        };
        for (staff, expected) in [(0, true), (499, true), (500, false), (501, false)] {
            assert_eq!(limits.accept(staff), expected, "{staff}");
        }
    }
}
