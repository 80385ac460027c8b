//! The postcodes of each commune, as the number of their list among those of its slot.

use std::error::Error;
use std::fs;
use std::path::Path;

use super::{SLOTS, Slots, Written, array};
use crate::model::Model;

/// Writes `postal.bin` and the lists of each slot.
pub fn write(model: &Model, slots: &Slots, folder: &Path, source: &mut String) -> Written {
    let mut starts = Vec::new();
    let mut entries: Vec<u16> = Vec::new();
    let mut column = Vec::new();
    for slot in 0..SLOTS {
        starts.push(entries.len());
        let mut lists: Vec<&[String]> = Vec::new();
        for commune in slots.communes(&model.communes, slot) {
            let known = lists.iter().position(|list| *list == commune.codes_postaux);
            let list = known.unwrap_or_else(|| {
                lists.push(&commune.codes_postaux);
                lists.len() - 1
            });
            column.push(
                u8::try_from(list).map_err(|_| {
                    format!("more than 256 lists of postcodes beside commune {}", commune.code)
                })?,
            );
        }
        for list in lists {
            entries.extend(list_entries(list, slot_prefix(slot))?);
        }
    }
    starts.push(entries.len());
    source.push_str(&array("POSTAL_STARTS", "u16", starts));
    source.push_str(&array("POSTAL_LISTS", "u16", entries));
    fs::write(folder.join("postal.bin"), column)?;
    Ok(())
}

/// The first two digits of the postcodes of a slot, but for a few near its border; 20 in Corsica.
fn slot_prefix(slot: usize) -> u16 {
    let prefix = match slot {
        30 | 31 => 20,
        0..30 => slot,
        _ => slot - 2,
    };
    u16::try_from(prefix).unwrap_or(0)
}

/// The last three digits of each postcode, after its first two where they are not those of the slot; a mark
/// on the last of the list.
fn list_entries(list: &[String], own_prefix: u16) -> Result<Vec<u16>, Box<dyn Error>> {
    const PREFIX: u16 = 1 << 14;
    const LAST: u16 = 1 << 15;
    const NO_CODE: u16 = 1023;
    let mut entries = Vec::new();
    for code in list {
        let (prefix, rest) = (code[..2].parse::<u16>()?, code[2..].parse::<u16>()?);
        if prefix != own_prefix {
            entries.push(PREFIX | prefix);
        }
        entries.push(rest);
    }
    if entries.is_empty() {
        entries.push(NO_CODE);
    }
    if let Some(last) = entries.last_mut() {
        *last |= LAST;
    }
    Ok(entries)
}
