//! The population of each commune, in two bytes; the few figures too large for them are in a list apart.

use super::LARGE_POPULATIONS;

/// Inhabitants, if the figure is known.
pub fn population(row: u16) -> Option<u32> {
    const UNKNOWN: u16 = u16::MAX;
    const LARGE: u16 = u16::MAX - 1;
    let cell = 2 * usize::from(row);
    match u16::from_le_bytes([POPULATIONS[cell], POPULATIONS[cell + 1]]) {
        UNKNOWN => None,
        LARGE => {
            let found = LARGE_POPULATIONS
                .binary_search_by_key(&row, |(commune, _)| *commune)
                .ok()?;
            Some(LARGE_POPULATIONS[found].1)
        }
        figure => Some(u32::from(figure)),
    }
}

/// Population of each commune, in two bytes.
static POPULATIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/population.bin"));

pub fn size() -> usize {
    POPULATIONS.len() + size_of_val(&LARGE_POPULATIONS)
}
