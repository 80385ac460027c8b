//! The communes of the découpage of 2026 and the territory each belongs to.
//!
//! Communes that merged into others are not held, nor are their former codes. Searching by name or
//! postcode is in `search.rs`.

use std::fmt;

use crate::code::{CodeInsee, CodePostal};
use crate::group::{Epci, Ept};
use crate::name::CommuneName;
use crate::region::{Departement, Region};
use crate::tables::communes as table;
use crate::territoire::Territoire;

/// A commune (code officiel géographique, 2026).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Commune {
    row: u16,
}

/// The commune that bears an INSEE code ("39198"); `None` if there is none in 2026.
///
/// A municipal arrondissement of Paris, Lyon or Marseille ("69383"), which the company registry gives as
/// a commune, finds the city.
pub fn commune(code_insee: &str) -> Option<Commune> {
    table::find(code_insee).map(Commune::at)
}

/// Every commune, by INSEE code: 34 969 of them.
pub fn communes() -> impl Iterator<Item = Commune> {
    (0..=u16::MAX).take(table::COUNT).map(Commune::at)
}

impl Commune {
    /// Its INSEE code.
    pub fn code_insee(self) -> CodeInsee {
        CodeInsee::new(table::code_insee(self.row))
    }

    /// Its name, with accents.
    pub fn name(self) -> CommuneName {
        table::name(self.row)
    }

    /// Its postcodes, ascending; one for most, none for 5 uninhabited ones. CEDEX are not held.
    pub fn codes_postaux(self) -> impl Iterator<Item = CodePostal> + Clone {
        table::codes_postaux(self.row).map(CodePostal::new)
    }

    /// Its département, which its code begins with.
    ///
    /// # Panics
    /// Never: a test reads that of every commune.
    pub fn departement(self) -> Departement {
        #[expect(clippy::expect_used, reason = "every commune is read in a test")]
        Departement::of_commune(self.code_insee().as_str()).expect("its code begins with a département")
    }

    /// Its région.
    pub fn region(self) -> Region {
        self.departement().region()
    }

    /// Its EPCI; `None` for a few islands and most overseas collectivities.
    pub fn epci(self) -> Option<Epci> {
        let group = table::group(self.row)?;
        // An EPT stands for the metropolis it is in.
        Epci::at(group).or_else(|| Epci::at(table::METROPOLE_DU_GRAND_PARIS))
    }

    /// Its EPT, for a commune of the Métropole du Grand Paris other than Paris.
    pub fn ept(self) -> Option<Ept> {
        Ept::at(table::group(self.row)?)
    }

    /// Inhabitants: the municipal population (INSEE); `None` where there is no figure (6 uninhabited
    /// communes).
    pub fn population(self) -> Option<u32> {
        table::population(self.row)
    }

    /// The territory of phase 2 it belongs to, if any: the one that names the commune itself, else that of its EPT,
    /// else that of its EPCI. Which communes the territories of phase 1 held is unknown.
    pub fn territoire(self) -> Option<Territoire> {
        // A group is the EPT where there is one. Falling back on the EPCI would change nothing: the
        // Métropole du Grand Paris, the only one with EPT, is no member.
        let row = table::naming_territoire(self.row)
            .or_else(|| table::group_territoire(table::group(self.row)?))?;
        Some(Territoire::at(row))
    }

    pub(crate) const fn at(row: u16) -> Self {
        Self { row }
    }
}

impl fmt::Debug for Commune {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commune({} {})", self.code_insee(), self.name())
    }
}
