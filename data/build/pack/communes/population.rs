//! The population of each commune, in two bytes; the few figures too large for them are in a list apart.

use std::fs;
use std::path::Path;

use super::{Written, array};
use crate::model::Model;
use crate::pack::readable;

/// Writes `population.bin` and the list of the large figures.
pub fn write(model: &Model, folder: &Path, source: &mut String) -> Written {
    let mut column = Vec::new();
    let mut large = Vec::new();
    for (row, commune) in model.communes.iter().enumerate() {
        let figure = match commune.population {
            None => UNKNOWN,
            Some(population) => match u16::try_from(population) {
                Ok(figure) if figure < LARGE => figure,
                _ => {
                    large.push(format!("({row}, {})", readable(population)));
                    LARGE
                }
            },
        };
        column.extend(figure.to_le_bytes());
    }
    source.push_str(&array("LARGE_POPULATIONS", "(u16, u32)", large));
    fs::write(folder.join("population.bin"), column)?;
    Ok(())
}

/// Marks a population that is not in the column: unknown, or too large for it.
const UNKNOWN: u16 = u16::MAX;
const LARGE: u16 = u16::MAX - 1;
