//! The EPT or EPCI of each commune, as its place among those of its slot.

use std::fs;
use std::path::Path;

use super::initials::Initials;
use super::{SLOTS, Slots, Written, array};
use crate::model::Model;

/// Writes `places.bin` and the groups of each slot.
pub fn write(
    model: &Model,
    slots: &Slots,
    initials: &Initials,
    folder: &Path,
    source: &mut String,
) -> Written {
    let mut starts = Vec::new();
    let mut listed: Vec<u16> = Vec::new();
    let mut places = Vec::new();
    for slot in 0..SLOTS {
        starts.push(listed.len());
        let mut local: Vec<Option<u16>> = Vec::new();
        for commune in slots.communes(&model.communes, slot) {
            let known = local.iter().position(|group| *group == commune.group);
            let place = known.unwrap_or_else(|| {
                local.push(commune.group);
                local.len() - 1
            });
            if place >= MOST_GROUPS {
                return Err(format!(
                    "more than {MOST_GROUPS} EPCI and EPT beside commune {}",
                    commune.code
                )
                .into());
            }
            places.push(u8::try_from(place)? | (initials.masks[places.len()] >> 3) << 5);
        }
        listed.extend(local.iter().map(|group| group.unwrap_or(u16::MAX)));
    }
    source.push_str(&array("PLACE_STARTS", "u16", starts));
    source.push_str(&array("PLACE_GROUPS", "u16", listed));
    fs::write(folder.join("places.bin"), places)?;
    Ok(())
}

/// Groups of the largest slot: a place takes five bits.
const MOST_GROUPS: usize = 32;
