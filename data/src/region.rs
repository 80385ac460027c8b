//! Regions and départements of the découpage of 2026. It holds no look-up by code: they are listed, or reached
//! from a territory or a commune.

use std::fmt;

use crate::tables::{DEPARTEMENTS, DepartementRow, REGIONS, RegionRow};

/// A région, or an overseas collectivity counted as one (code officiel géographique, 2026).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    row: u8,
}

impl Region {
    /// Its INSEE code: 2 digits, 3 for a collectivity ("27").
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// Its name ("Bourgogne-Franche-Comté").
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    pub(crate) const fn at(row: u8) -> Self {
        Self { row }
    }

    fn facts(self) -> &'static RegionRow {
        &REGIONS[usize::from(self.row)]
    }
}

/// Every région, and every overseas collectivity counted as one, by code.
pub fn regions() -> impl Iterator<Item = Region> {
    (0_u8..).take(REGIONS.len()).map(Region::at)
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({} {})", self.code(), self.name())
    }
}

/// A département, or an overseas collectivity counted as one (code officiel géographique, 2026).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Departement {
    row: u8,
}

impl Departement {
    /// Its INSEE code: 2 or 3 characters ("39", "2A", "974").
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// Its name ("Jura").
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The région it is in.
    pub fn region(self) -> Region {
        Region::at(self.facts().region)
    }

    pub(crate) const fn at(row: u8) -> Self {
        Self { row }
    }

    /// The département an INSEE code begins with: its first 3 characters, else its first 2.
    #[cfg(feature = "communes")]
    pub(crate) fn of_commune(code_insee: &str) -> Option<Self> {
        let row = [3, 2].into_iter().find_map(|length| {
            let code = code_insee.get(..length)?;
            DEPARTEMENTS
                .binary_search_by(|departement| departement.code.cmp(code))
                .ok()
        });
        Some(Self::at(u8::try_from(row?).ok()?))
    }

    fn facts(self) -> &'static DepartementRow {
        &DEPARTEMENTS[usize::from(self.row)]
    }
}

impl fmt::Debug for Departement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Departement({} {})", self.code(), self.name())
    }
}
