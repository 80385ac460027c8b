//! The postcodes of each commune, as the number of their list among those of its slot.

use std::ops::Range;

use super::{POSTAL_LISTS, POSTAL_STARTS, SLOT_STARTS, prefix, slot};

/// The postcodes of a commune, ascending.
pub fn codes_postaux(row: u16) -> impl Iterator<Item = u32> + Clone {
    let wanted = POSTAL[usize::from(row)];
    slot_codes_postaux(slot(row)).filter_map(move |(list, code)| (list == wanted).then_some(code))
}

/// The rows of the communes that have a postcode in the range.
pub fn rows_by_code_postal(range: Range<u32>) -> impl Iterator<Item = u16> {
    (0..SLOT_STARTS.len() - 1).flat_map(move |slot| {
        let mut wanted = [false; 256];
        let mut any = false;
        for (list, code) in slot_codes_postaux(slot) {
            if range.contains(&code) {
                wanted[usize::from(list)] = true;
                any = true;
            }
        }
        let rows = if any {
            SLOT_STARTS[slot]..SLOT_STARTS[slot + 1]
        } else {
            0..0
        };
        rows.filter(move |row| wanted[usize::from(POSTAL[usize::from(*row)])])
    })
}

/// Postcodes of each commune, as a list of its slot.
static POSTAL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/postal.bin"));

/// Every postcode of a slot, with the number of its list.
///
/// An entry holds the last three digits; one that changes the first two may come before it, and the last
/// of a list is marked.
fn slot_codes_postaux(slot: usize) -> impl Iterator<Item = (u8, u32)> + Clone {
    const PREFIX: u16 = 1 << 14;
    const LAST: u16 = 1 << 15;
    const NO_CODE: u16 = 1023;
    let entries = usize::from(POSTAL_STARTS[slot])..usize::from(POSTAL_STARTS[slot + 1]);
    let own_prefix = match prefix(slot) {
        [b'2', b'A' | b'B'] => 20,
        [tens, units] => u32::from(tens - b'0') * 10 + u32::from(units - b'0'),
    };
    let mut prefix = own_prefix;
    let mut list = 0_u8;
    POSTAL_LISTS[entries].iter().filter_map(move |entry| {
        if entry & PREFIX != 0 {
            prefix = u32::from(entry & !PREFIX);
            return None;
        }
        let rest = entry & NO_CODE;
        let found = (rest != NO_CODE).then_some((list, prefix * 1000 + u32::from(rest)));
        prefix = own_prefix;
        // The last list of a slot may be the 256th: nothing is read after it.
        list = list.wrapping_add(u8::from(entry & LAST != 0));
        found
    })
}

pub fn size() -> usize {
    POSTAL.len() + size_of_val(&POSTAL_STARTS) + size_of_val(&POSTAL_LISTS)
}
