//! The Territoires d'industrie of phase 2 and their members.
//!
//! Phase 1 is not held: its list is known by name only. Contracts and people of a territory are no
//! reference facts.

use std::fmt;

use crate::group::Member;
use crate::region::{Departement, Region};
use crate::tables::{TERRITOIRES, TerritoireRow};

/// The phase the compiled-in territories belong to. An id means another territory in another phase.
pub const PHASE: &str = "2023-2027";

/// A Territoire d'industrie of phase 2 (ANCT, data of 2024-07-04).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Territoire {
    row: u8,
}

/// Every territory, by id: 183 of them.
pub fn territoires() -> impl ExactSizeIterator<Item = Territoire> {
    (0..=u8::MAX)
        .take(TERRITOIRES.len())
        .map(|row| Territoire { row })
}

/// The territory that bears an id in a phase of the programme: ids were dealt again between phases, so that one kept
/// for long is looked up with its phase.
///
/// ```
/// assert!(reference::territoire_in("2023-2027", "ti-7510").is_some());
/// assert!(reference::territoire_in("2018-2023", "ti-7510").is_none());
/// ```
pub fn territoire_in(phase: &str, id: &str) -> Option<Territoire> {
    territoire(id).filter(|territoire| territoire.phase() == phase)
}

/// The territory that bears an id ("ti-2704"); `None` if there is none in phase 2.
///
/// ```
/// let territoire = reference::territoire("ti-7510").expect("a territory of phase 2");
/// assert_eq!(territoire.name(), "Lacq – Pau – Tarbes");
/// ```
pub fn territoire(id: &str) -> Option<Territoire> {
    let row = TERRITOIRES
        .binary_search_by(|territoire| territoire.id.cmp(id))
        .ok()?;
    Some(Territoire {
        row: u8::try_from(row).ok()?,
    })
}

impl Territoire {
    /// Its id within the phase ("ti-2704").
    pub fn id(self) -> &'static str {
        self.facts().id
    }

    /// Its phase, [`PHASE`].
    pub fn phase(self) -> &'static str {
        PHASE
    }

    /// Its name, spelt as the ANCT does: dashes, apostrophes and capitals vary.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The regions it touches, the home region first: one, or two for 15 territories.
    pub fn regions(self) -> impl ExactSizeIterator<Item = Region> {
        self.facts().regions.iter().map(|row| Region::at(*row))
    }

    /// The region it is attached to in the programme, whose code begins its id.
    pub fn home_region(self) -> Region {
        Region::at(self.facts().regions[0])
    }

    /// The départements its communes are in, by code.
    pub fn departements(self) -> impl ExactSizeIterator<Item = Departement> {
        self.facts().departements.iter().map(|row| Departement::at(*row))
    }

    /// Its members, by SIREN.
    pub fn members(self) -> impl ExactSizeIterator<Item = Member> {
        self.facts().members.iter().map(|row| Member::at(*row))
    }

    /// How many communes it holds: those of its members in the découpage of 2026, counted when the
    /// tables are built.
    pub fn commune_count(self) -> u32 {
        u32::from(self.facts().commune_count)
    }

    /// Inhabitants: the sum of the municipal populations of its communes (INSEE), computed when the
    /// tables are built. The ANCT publishes no such figure.
    pub fn population(self) -> u32 {
        self.facts().population
    }

    #[cfg(feature = "communes")]
    pub(crate) const fn at(row: u8) -> Self {
        Self { row }
    }

    fn facts(self) -> &'static TerritoireRow {
        &TERRITOIRES[usize::from(self.row)]
    }
}

impl fmt::Debug for Territoire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Territoire({} {})", self.id(), self.name())
    }
}
