//! Derives the text of `data/decoupage-2026.txt` from the JSON files of the package.
//!
//! The package lists the communes without their EPCI; here they are grouped under it, so that the file
//! says it once and stays small. Nothing is corrected on the way: a missing figure is written `-`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::package::Package;

/// The whole file, ending with a line feed.
pub fn text(package: &Package) -> Result<String> {
    let all: Vec<Commune> = package.json("communes.json")?;
    let mut regions: Vec<Region> = package.json("regions.json")?;
    let mut departements: Vec<Departement> = package.json("departements.json")?;
    let mut epci: Vec<Groupement> = package.json("epci.json")?;
    let mut ept: Vec<Groupement> = package.json("ept.json")?;
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    departements.sort_by(|a, b| a.code.cmp(&b.code));
    epci.sort_by(|a, b| a.code.cmp(&b.code));
    ept.sort_by(|a, b| a.code.cmp(&b.code));
    let mut communes = current_communes(&all)?;

    let mut text = header(communes.len(), epci.len(), ept.len());
    text.push('\n');
    for region in &regions {
        writeln!(text, "region {} {}", region.code, region.name)?;
    }
    text.push('\n');
    for departement in &departements {
        writeln!(
            text,
            "departement {} {} {}",
            departement.code, departement.region, departement.name
        )?;
    }
    text.push('\n');
    for (commune, codes) in arrondissements(&all)? {
        writeln!(text, "arrondissements {commune} {}", join(&codes, " "))?;
    }
    for groupement in &epci {
        writeln!(
            text,
            "\nepci {} {} {}",
            groupement.code, groupement.kind, groupement.name
        )?;
        for code in groupement.codes() {
            let commune = communes.remove(code).with_context(|| {
                format!("{code}, of EPCI {}, is no commune or is in two", groupement.code)
            })?;
            write_commune(&mut text, commune)?;
        }
    }
    writeln!(text, "\nisolated")?;
    for commune in communes.values() {
        write_commune(&mut text, commune)?;
    }
    for groupement in &ept {
        writeln!(text, "\nept {} {}", groupement.code, groupement.name)?;
        writeln!(text, "{}", join(&groupement.codes(), " "))?;
    }
    Ok(text)
}

#[derive(Deserialize)]
struct Commune {
    code: String,
    #[serde(rename = "nom")]
    name: String,
    #[serde(rename = "type")]
    kind: String,
    departement: String,
    /// The commune a municipal arrondissement is part of.
    #[serde(rename = "commune")]
    city: Option<String>,
    #[serde(default, rename = "codesPostaux")]
    codes_postaux: BTreeSet<String>,
    population: Option<u32>,
}

#[derive(Deserialize)]
struct Region {
    code: String,
    #[serde(rename = "nom")]
    name: String,
}

#[derive(Deserialize)]
struct Departement {
    code: String,
    region: String,
    #[serde(rename = "nom")]
    name: String,
}

/// An EPCI or an EPT.
#[derive(Deserialize)]
struct Groupement {
    code: String,
    #[serde(rename = "nom")]
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "membres")]
    members: Vec<Member>,
}

impl Groupement {
    fn codes(&self) -> BTreeSet<&str> {
        self.members.iter().map(|member| member.code.as_str()).collect()
    }
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

fn header(communes: usize, epci: usize, ept: usize) -> String {
    format!(
        "\
# The découpage administratif of 2026: régions, départements, EPCI, EPT, communes.
#
# Source: npm package @etalab/decoupage-administratif 6.0.0 of 2026-03-09, from the code officiel
# géographique (INSEE), the list of EPCI (DGCL, 2026), the list of EPT (INSEE, 2025), the legal
# populations (INSEE) and the postcodes (La Poste).
# Licence: Licence Ouverte 2.0.
#
# Derived by `cargo xtask data`: do not edit.
#   region <code> <name>
#   departement <code> <region> <name>
#   arrondissements <commune> <INSEE codes of its municipal arrondissements>
#   epci <SIREN> <kind: CC, CA, CU, METRO, MET69> <name>, then its communes, one a line:
#     <INSEE code> <postcodes, or -> <municipal population, or -> <name>
#   isolated, then the communes of no EPCI
#   ept <SIREN> <name>, then the INSEE codes of its communes (listed under their EPCI)
# A commune's département is the beginning of its INSEE code: 3 characters after 97 and 98, else 2.
#
# Counts: {communes} communes, {epci} EPCI, {ept} EPT.
"
    )
}

fn current_communes(all: &[Commune]) -> Result<BTreeMap<&str, &Commune>> {
    let mut communes = BTreeMap::new();
    for commune in all.iter().filter(|commune| commune.kind == "commune-actuelle") {
        ensure!(
            departement_of(&commune.code) == commune.departement,
            "commune {} is in département {}, which its code does not say",
            commune.code,
            commune.departement
        );
        if communes.insert(commune.code.as_str(), commune).is_some() {
            bail!("commune {} is listed twice", commune.code);
        }
    }
    Ok(communes)
}

fn arrondissements(all: &[Commune]) -> Result<BTreeMap<&str, BTreeSet<&str>>> {
    let mut by_commune: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrondissement in all
        .iter()
        .filter(|commune| commune.kind == "arrondissement-municipal")
    {
        let city = arrondissement
            .city
            .as_deref()
            .with_context(|| format!("arrondissement {} names no commune", arrondissement.code))?;
        by_commune.entry(city).or_default().insert(&arrondissement.code);
    }
    Ok(by_commune)
}

fn departement_of(code: &str) -> &str {
    let length = if code.starts_with("97") || code.starts_with("98") {
        3
    } else {
        2
    };
    code.get(..length).unwrap_or_default()
}

fn write_commune(text: &mut String, commune: &Commune) -> Result<()> {
    let codes_postaux = match commune.codes_postaux.len() {
        0 => "-".to_owned(),
        _ => join(&commune.codes_postaux, ","),
    };
    let population = commune
        .population
        .map_or_else(|| "-".to_owned(), |figure| figure.to_string());
    writeln!(
        text,
        "{} {codes_postaux} {population} {}",
        commune.code, commune.name
    )?;
    Ok(())
}

fn join<S: AsRef<str>>(items: &BTreeSet<S>, separator: &str) -> String {
    items
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<&str>>()
        .join(separator)
}
