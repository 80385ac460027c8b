//! The tables of the territories, as the build script wrote them. The views over them are in the modules
//! that bear their name.

#[cfg(feature = "communes")]
pub mod communes;

/// Code and name of a region.
pub struct RegionRow {
    pub code: &'static str,
    pub name: &'static str,
}

/// Code, name and region of a département.
pub struct DepartementRow {
    pub code: &'static str,
    pub name: &'static str,
    pub region: u8,
}

/// A territory of phase 1.
pub struct FormerRow {
    pub id: &'static str,
    pub name: &'static str,
    pub region: u8,
    pub commune_count: u16,
}

/// A territory of phase 2; the lists hold rows of the other tables.
pub struct TerritoireRow {
    pub id: &'static str,
    pub name: &'static str,
    /// The home region first.
    pub regions: &'static [u8],
    pub departements: &'static [u8],
    pub members: &'static [u16],
    pub commune_count: u16,
    pub population: u32,
}

/// What a group of communes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "communes"),
    expect(dead_code, reason = "not every kind is a member")
)]
pub enum GroupKind {
    CommunauteDeCommunes,
    CommunauteAgglomeration,
    CommunauteUrbaine,
    Metropole,
    MetropoleDeLyon,
    Ept,
    /// A single commune that is a member of a territory.
    Commune,
}

/// SIREN (9 digits) and name of each group, one after the other; `GROUP_STARTS` says where each begins.
pub static GROUP_TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/groups.txt"));

include!(concat!(env!("OUT_DIR"), "/territoires.rs"));

/// Size in bytes of all that is compiled in, as it is on `wasm32`: for whoever has a budget of it.
pub fn compiled_size() -> usize {
    #[cfg(feature = "communes")]
    let communes: usize = communes::sizes().iter().map(|(_, size)| size).sum();
    #[cfg(not(feature = "communes"))]
    let communes = 0;
    size() + communes
}

/// Size of the tables of the territories in bytes, as they are on `wasm32`.
fn size() -> usize {
    const POINTER: usize = 4;
    const SLICE: usize = 2 * POINTER;
    let regions: usize = REGIONS
        .iter()
        .map(|row| 2 * SLICE + row.code.len() + row.name.len())
        .sum();
    let departements: usize = DEPARTEMENTS
        .iter()
        .map(|row| 2 * SLICE + POINTER + row.code.len() + row.name.len())
        .sum();
    let former: usize = FORMER_TERRITOIRES
        .iter()
        .map(|row| 2 * SLICE + POINTER + row.id.len() + row.name.len())
        .sum();
    let territoires: usize = TERRITOIRES
        .iter()
        .map(|row| {
            let lists = row.regions.len() + row.departements.len() + 2 * row.members.len();
            5 * SLICE + 2 * POINTER + row.id.len() + row.name.len() + lists
        })
        .sum();
    regions
        + departements
        + former
        + territoires
        + GROUP_TEXT.len()
        + size_of_val(&GROUP_STARTS)
        + size_of_val(&GROUP_KINDS)
}

#[cfg(test)]
mod tests {
    /// The tables are part of every function that looks a territory up.
    #[test]
    fn the_territories_of_both_phases_take_at_most_80_kilobytes() {
        let size = super::size();
        println!("territories: {size} bytes");
        assert!(size <= 80_000, "{size} bytes");
    }

    /// `catalogue` may hold 700 kB of facts; the measures and the contracts take the rest.
    #[test]
    #[cfg(feature = "communes")]
    fn all_tables_take_at_most_560_kilobytes() {
        let size = super::compiled_size();
        for (column, size) in super::communes::sizes() {
            println!("{column}: {size} bytes");
        }
        println!("all: {size} bytes");
        assert!(size <= 560_000, "{size} bytes");
    }
}
