//! The Territoires d'industrie of both phases.
//!
//! Of phase 1 only the list is known: the members of its territories are not. Contracts and people of a territory
//! are no reference facts.

use std::fmt;

use crate::group::Member;
use crate::phase::Phase;
use crate::region::{Departement, Region};
use crate::tables::{FORMER_TERRITOIRES, FormerRow, TERRITOIRES, TerritoireRow};

/// A Territoire d'industrie of one phase (ANCT: list of October 2020 for phase 1, data of 2024-07-04 for phase 2).
///
/// Ordered by phase, then by id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Territoire {
    phase: Phase,
    row: u8,
}

/// The territories of a phase, by id: 183 in phase 2; in phase 1 the 148 of October 2020
/// ([`Phase::unlisted_count`] says how many are missing).
pub fn territoires(phase: Phase) -> impl ExactSizeIterator<Item = Territoire> {
    let count = match phase {
        Phase::One => FORMER_TERRITOIRES.len(),
        Phase::Two => TERRITOIRES.len(),
    };
    (0..=u8::MAX)
        .take(count)
        .map(move |row| Territoire { phase, row })
}

/// The territory that bears an id ("ti-2704") in a phase.
///
/// Ids were dealt again between the phases, so that one alone names nothing.
///
/// ```
/// use reference::{Phase, territoire_in};
/// let name = |phase| territoire_in(phase, "ti-0101").map(|territoire| territoire.name());
/// assert_eq!(name(Phase::One), Some("Communauté d'agglomération Cap Excellence"));
/// assert_eq!(name(Phase::Two), Some("Basse-Terre"));
/// ```
pub fn territoire_in(phase: Phase, id: &str) -> Option<Territoire> {
    let row = match phase {
        Phase::One => FORMER_TERRITOIRES.binary_search_by(|territoire| territoire.id.cmp(id)),
        Phase::Two => TERRITOIRES.binary_search_by(|territoire| territoire.id.cmp(id)),
    };
    Some(Territoire {
        phase,
        row: u8::try_from(row.ok()?).ok()?,
    })
}

impl Territoire {
    /// Its phase, without which its id names nothing.
    pub fn phase(self) -> Phase {
        self.phase
    }

    /// Its id within the phase ("ti-2704").
    pub fn id(self) -> &'static str {
        match self.facts() {
            Facts::One(row) => row.id,
            Facts::Two(row) => row.id,
        }
    }

    /// Its name, spelt as the ANCT does: dashes, apostrophes and capitals vary.
    pub fn name(self) -> &'static str {
        match self.facts() {
            Facts::One(row) => row.name,
            Facts::Two(row) => row.name,
        }
    }

    /// The region it is attached to in the programme, whose code begins its id.
    pub fn home_region(self) -> Region {
        Region::at(match self.facts() {
            Facts::One(row) => row.region,
            Facts::Two(row) => row.regions[0],
        })
    }

    /// How many communes it holds.
    ///
    /// In phase 1, as the list of October 2020 says. In phase 2, those of its members in the découpage of 2026,
    /// counted when the tables are built.
    pub fn commune_count(self) -> u32 {
        u32::from(match self.facts() {
            Facts::One(row) => row.commune_count,
            Facts::Two(row) => row.commune_count,
        })
    }

    /// Its members and all that follows from them; `None` in phase 1, where they are unknown.
    pub fn perimeter(self) -> Option<Perimeter> {
        match self.facts() {
            Facts::One(_) => None,
            Facts::Two(facts) => Some(Perimeter { facts }),
        }
    }

    /// A territory of phase 2, the one whose members are known.
    #[cfg(feature = "communes")]
    pub(crate) const fn at(row: u8) -> Self {
        Self {
            phase: Phase::Two,
            row,
        }
    }

    fn facts(self) -> Facts {
        let row = usize::from(self.row);
        match self.phase {
            Phase::One => Facts::One(&FORMER_TERRITOIRES[row]),
            Phase::Two => Facts::Two(&TERRITOIRES[row]),
        }
    }
}

impl fmt::Debug for Territoire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Territoire({}/{} {})", self.phase(), self.id(), self.name())
    }
}

/// What a territory covers: its members, and the regions, départements and inhabitants that they give it.
#[derive(Clone, Copy)]
pub struct Perimeter {
    facts: &'static TerritoireRow,
}

impl Perimeter {
    /// The regions touched, the home region first: one, or two for 15 territories.
    pub fn regions(self) -> impl ExactSizeIterator<Item = Region> {
        self.facts.regions.iter().map(|row| Region::at(*row))
    }

    /// The départements its communes are in, by code.
    pub fn departements(self) -> impl ExactSizeIterator<Item = Departement> {
        self.facts.departements.iter().map(|row| Departement::at(*row))
    }

    /// The members, by SIREN.
    pub fn members(self) -> impl ExactSizeIterator<Item = Member> {
        self.facts.members.iter().map(|row| Member::at(*row))
    }

    /// Inhabitants: the sum of the municipal populations of the communes (INSEE), computed when the tables are
    /// built. The ANCT publishes no such figure.
    pub fn population(self) -> u32 {
        self.facts.population
    }
}

impl fmt::Debug for Perimeter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.members()).finish()
    }
}

/// What is held of a territory.
enum Facts {
    One(&'static FormerRow),
    Two(&'static TerritoireRow),
}
