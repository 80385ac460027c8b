//! The INSEE codes: one bit for each number of each slot.

use std::error::Error;
use std::fs;
use std::path::Path;

use super::{SLOTS, Written, split};
use crate::model::{Commune, Model};

/// Writes `codes.bin`.
pub fn write(model: &Model, folder: &Path) -> Written {
    fs::write(folder.join("codes.bin"), bits(&model.communes)?)?;
    Ok(())
}

fn bits(communes: &[Commune]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bits = vec![0; SLOTS * 128];
    for commune in communes {
        let (slot, number) = split(&commune.code)?;
        bits[slot * 128 + number / 8] |= 1 << (number % 8);
    }
    Ok(bits)
}
