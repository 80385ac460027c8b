//! Writes the tables of the territories, their members, the regions and the départements.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{Written, array, readable};
use crate::model::{Departement, FormerTerritoire, Model, Territoire};

/// Writes `territoires.rs` and `groups.txt`.
pub fn write(model: &Model, folder: &Path) -> Written {
    let mut source = String::new();
    write_regions(model, &mut source);
    let text = write_groups(model, &mut source)?;
    write_former(model, &mut source)?;
    write_territoires(model, &mut source)?;
    fs::write(folder.join("territoires.rs"), source)?;
    fs::write(folder.join("groups.txt"), text)?;
    Ok(())
}

fn write_regions(model: &Model, source: &mut String) {
    let rows = model
        .regions
        .iter()
        .map(|(code, name)| format!("RegionRow {{ code: {code:?}, name: {name:?} }}"));
    source.push_str(&array("REGIONS", "RegionRow", rows));
    let rows = model.departements.iter().map(|departement| {
        let Departement { code, name, region } = departement;
        format!("DepartementRow {{ code: {code:?}, name: {name:?}, region: {region} }}")
    });
    source.push_str(&array("DEPARTEMENTS", "DepartementRow", rows));
}

/// Returns the text of the groups: SIREN and name of each, one after the other.
fn write_groups(model: &Model, source: &mut String) -> Result<String, Box<dyn std::error::Error>> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for group in &model.groups {
        starts.push(u16::try_from(text.len())?);
        write!(text, "{}{}", group.siren, group.name)?;
    }
    starts.push(u16::try_from(text.len())?);
    source.push_str(&array("GROUP_STARTS", "u16", starts));
    let kinds = model
        .groups
        .iter()
        .map(|group| format!("GroupKind::{}", group.kind));
    source.push_str(&array("GROUP_KINDS", "GroupKind", kinds));
    Ok(text)
}

fn write_former(model: &Model, source: &mut String) -> Written {
    if !model.former.is_sorted_by(|a, b| a.id < b.id) {
        return Err("the territories of phase 1 are not ordered by id".into());
    }
    let rows = model.former.iter().map(|territoire| {
        let FormerTerritoire {
            id,
            name,
            region,
            commune_count,
        } = territoire;
        format!(
            "FormerRow {{ id: {id:?}, name: {name:?}, region: {region}, commune_count: {commune_count} }}"
        )
    });
    source.push_str(&array("FORMER_TERRITOIRES", "FormerRow", rows));
    Ok(())
}

fn write_territoires(model: &Model, source: &mut String) -> Written {
    if !model.territoires.is_sorted_by(|a, b| a.id < b.id) {
        return Err("the territories are not ordered by id".into());
    }
    let rows = model.territoires.iter().map(territoire_row);
    source.push_str(&array("TERRITOIRES", "TerritoireRow", rows));
    Ok(())
}

fn territoire_row(territoire: &Territoire) -> String {
    let Territoire {
        id,
        name,
        regions,
        departements,
        members,
        commune_count,
        population,
    } = territoire;
    let population = readable(*population);
    format!(
        "TerritoireRow {{ id: {id:?}, name: {name:?}, regions: &{regions:?}, departements: &{departements:?}, \
         members: &{members:?}, commune_count: {commune_count}, population: {population} }}"
    )
}
