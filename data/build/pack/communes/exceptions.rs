//! The short lists beside the columns: the Métropole du Grand Paris, communes that a territory names by
//! themselves, municipal arrondissements, and the territory of each group.

use std::fmt::Write as _;

use super::{Written, array};
use crate::METROPOLE_DU_GRAND_PARIS;
use crate::model::Model;

/// Writes the lists.
pub fn write(model: &Model, source: &mut String) -> Written {
    let metropole = model
        .groups
        .iter()
        .position(|group| group.siren == METROPOLE_DU_GRAND_PARIS)
        .ok_or("the Métropole du Grand Paris is missing")?;
    writeln!(source, "pub const METROPOLE_DU_GRAND_PARIS: u16 = {metropole};")?;
    let named = model.communes.iter().enumerate().filter_map(|(row, commune)| {
        let territoire = commune.named_by?;
        Some(format!("({row}, {territoire})"))
    });
    source.push_str(&array("NAMED_COMMUNES", "(u16, u8)", named));
    let arrondissements = model
        .arrondissements
        .iter()
        .map(|(code, row)| format!("({code:?}, {row})"));
    source.push_str(&array("ARRONDISSEMENTS", "(&str, u16)", arrondissements));
    let territoires = model
        .groups
        .iter()
        .map(|group| group.territoire.unwrap_or(u8::MAX))
        .map(|row| row.to_string());
    source.push_str(&array("GROUP_TERRITOIRES", "u8", territoires));
    Ok(())
}
