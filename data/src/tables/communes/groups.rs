//! The group of each commune, its EPT or else its EPCI, as a place among those of its slot; and the territory of
//! each group.

use super::{GROUP_TERRITOIRES, NAMED_COMMUNES, PLACE_GROUPS, PLACE_STARTS, slot};

/// The EPT of a commune, else its EPCI, as a row of the groups.
pub fn group(row: u16) -> Option<u16> {
    let place = usize::from(PLACES[usize::from(row)] & 0b1_1111);
    let group = PLACE_GROUPS[usize::from(PLACE_STARTS[slot(row)]) + place];
    (group != NONE_U16).then_some(group)
}

/// The territory a group is a member of.
pub fn group_territoire(group: u16) -> Option<u8> {
    let territoire = GROUP_TERRITOIRES[usize::from(group)];
    (territoire != NONE_U8).then_some(territoire)
}

/// The territory that names the commune itself.
pub fn naming_territoire(row: u16) -> Option<u8> {
    let found = NAMED_COMMUNES
        .binary_search_by_key(&row, |(commune, _)| *commune)
        .ok()?;
    Some(NAMED_COMMUNES[found].1)
}

/// Place of the group of each commune (5 bits), and the last three classes of the initials of its name.
pub static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));

/// Marks a group of communes that belongs to no territory, or a commune that belongs to no group.
const NONE_U8: u8 = u8::MAX;
const NONE_U16: u16 = u16::MAX;

pub fn size() -> usize {
    PLACES.len()
        + size_of_val(&PLACE_STARTS)
        + size_of_val(&PLACE_GROUPS)
        + size_of_val(&GROUP_TERRITOIRES)
        + size_of_val(&NAMED_COMMUNES)
}
