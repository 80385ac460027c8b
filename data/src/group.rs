//! What gathers communes, or stands for one: EPCI, EPT, and the members of a territory.
//!
//! It does not list the communes of a group: the look-up goes from the commune to its group.

use std::fmt;

use crate::tables::{GROUP_KINDS, GROUP_STARTS, GROUP_TEXT, GroupKind};

/// A member of a Territoire d'industrie: an EPCI, an EPT or a single commune.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Member {
    row: u16,
}

impl Member {
    /// Its SIREN: 9 digits.
    pub fn siren(self) -> &'static str {
        siren(self.row)
    }

    /// Its name in 2026 ("CA du Grand Dole").
    pub fn name(self) -> &'static str {
        name(self.row)
    }

    /// What it is.
    pub fn kind(self) -> MemberKind {
        match kind(self.row) {
            GroupKind::Ept => MemberKind::Ept,
            GroupKind::Commune => MemberKind::Commune,
            GroupKind::CommunauteDeCommunes
            | GroupKind::CommunauteAgglomeration
            | GroupKind::CommunauteUrbaine
            | GroupKind::Metropole
            | GroupKind::MetropoleDeLyon => MemberKind::Epci,
        }
    }

    pub(crate) const fn at(row: u16) -> Self {
        Self { row }
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({} {})", self.siren(), self.name())
    }
}

/// What a member of a territory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberKind {
    /// An établissement public de coopération intercommunale with its own taxes.
    Epci,
    /// An établissement public territorial of the Métropole du Grand Paris.
    Ept,
    /// A single commune, without the rest of its EPCI.
    Commune,
}

/// An établissement public de coopération intercommunale with its own taxes (DGCL, 2026).
#[cfg(feature = "communes")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Epci {
    row: u16,
    kind: EpciKind,
}

#[cfg(feature = "communes")]
impl Epci {
    /// Its SIREN: 9 digits.
    pub fn siren(self) -> &'static str {
        siren(self.row)
    }

    /// Its name ("CA du Grand Dole").
    pub fn name(self) -> &'static str {
        name(self.row)
    }

    /// Its legal nature.
    pub fn kind(self) -> EpciKind {
        self.kind
    }

    /// `None` if the group is no EPCI.
    pub(crate) fn at(row: u16) -> Option<Self> {
        let kind = match kind(row) {
            GroupKind::CommunauteDeCommunes => EpciKind::CommunauteDeCommunes,
            GroupKind::CommunauteAgglomeration => EpciKind::CommunauteAgglomeration,
            GroupKind::CommunauteUrbaine => EpciKind::CommunauteUrbaine,
            GroupKind::Metropole => EpciKind::Metropole,
            GroupKind::MetropoleDeLyon => EpciKind::MetropoleDeLyon,
            GroupKind::Ept | GroupKind::Commune => return None,
        };
        Some(Self { row, kind })
    }
}

#[cfg(feature = "communes")]
impl fmt::Debug for Epci {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Epci({} {})", self.siren(), self.name())
    }
}

/// The legal nature of an EPCI, as the DGCL lists it.
#[cfg(feature = "communes")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EpciKind {
    /// CC.
    CommunauteDeCommunes,
    /// CA.
    CommunauteAgglomeration,
    /// CU.
    CommunauteUrbaine,
    /// METRO.
    Metropole,
    /// MET69: a collectivity of its own, counted among the EPCI.
    MetropoleDeLyon,
}

/// An établissement public territorial of the Métropole du Grand Paris (INSEE, 2025).
#[cfg(feature = "communes")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ept {
    row: u16,
}

#[cfg(feature = "communes")]
impl Ept {
    /// Its SIREN: 9 digits.
    pub fn siren(self) -> &'static str {
        siren(self.row)
    }

    /// Its name ("Plaine Commune").
    pub fn name(self) -> &'static str {
        name(self.row)
    }

    /// `None` if the group is no EPT.
    pub(crate) fn at(row: u16) -> Option<Self> {
        (kind(row) == GroupKind::Ept).then_some(Self { row })
    }
}

#[cfg(feature = "communes")]
impl fmt::Debug for Ept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ept({} {})", self.siren(), self.name())
    }
}

/// How many characters of a group's text are its SIREN.
const SIREN_LENGTH: usize = 9;

fn siren(row: u16) -> &'static str {
    &text(row)[..SIREN_LENGTH]
}

fn name(row: u16) -> &'static str {
    &text(row)[SIREN_LENGTH..]
}

fn kind(row: u16) -> GroupKind {
    GROUP_KINDS[usize::from(row)]
}

fn text(row: u16) -> &'static str {
    let row = usize::from(row);
    &GROUP_TEXT[usize::from(GROUP_STARTS[row])..usize::from(GROUP_STARTS[row + 1])]
}
