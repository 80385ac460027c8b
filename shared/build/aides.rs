//! `data/aides/*.toml`, one study aid each, as the table `AIDES`.

use serde::Deserialize;

use crate::text_file::{Fault, Sources, Text, Validity, each_in, euros, rate};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AideFile {
    id: String,
    operator: String,
    name: Text,
    in_force: Validity,
    taux_maximal: RateTable,
    plafond_par_etude: Ceiling,
    territoire: Cited,
    sources: Sources,
    doubts: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateTable {
    basis_points: u16,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ceiling {
    known: bool,
    euros: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cited {
    source: String,
}

/// Rust source of the table.
pub fn table(folder: &str) -> Result<String, Fault> {
    let aides = each_in(folder, constant)?;
    Ok(format!(
        "/// Every study aid, in the order of their ids.\npub static AIDES: &[Parameters] = &[\n{}];\n",
        aides.concat()
    ))
}

fn constant(aide: &AideFile) -> Result<String, Fault> {
    let doubts: Vec<_> = aide
        .doubts
        .iter()
        .map(|doubt| format!("Doubt {{ message: {} }}", doubt.expression()))
        .collect();
    Ok(format!(
        "Parameters {{ id: {:?}, operator: {:?}, name: {}, in_force: {}, taux_maximal: {}, taux_source: {}, \
         plafond_par_etude: {}, territoire_source: {}, doubts: &[{}] }},\n",
        aide.id,
        aide.operator,
        aide.name.expression(),
        aide.in_force.expression()?,
        rate(aide.taux_maximal.basis_points)?,
        aide.sources.expression(&aide.taux_maximal.source)?,
        ceiling(&aide.plafond_par_etude)?,
        aide.sources.expression(&aide.territoire.source)?,
        doubts.join(", "),
    ))
}

fn ceiling(ceiling: &Ceiling) -> Result<String, Fault> {
    match (ceiling.known, &ceiling.euros) {
        (false, None) => Ok("Plafond::Unknown".to_owned()),
        (true, Some(amount)) => Ok(format!("Plafond::PerEtude({})", euros(amount)?)),
        _ => Err("plafond_par_etude: `euros` goes with `known = true`, and only with it".to_owned()),
    }
}
