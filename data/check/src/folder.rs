//! Checks one file after the other: its form, its rules, its name, its territories and measures. It prints
//! nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use reference::{Phase, territoire_in};
use shared::contrat::{
    Contrat, ContratError, ContratFault, FICTITIOUS_TERRITOIRE, FicheActionBody, FieldPath, WrittenContrat,
};
use shared::ids::{TerritoireId, is_plain_id};
use shared::mesure::find_mesure;

use crate::faults::Fault;
use crate::lines::Lines;
use crate::{shape, words};

/// How many files and faults there are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Real contracts.
    pub contrats: usize,
    /// Examples.
    pub examples: usize,
    /// Faults, in both.
    pub faults: usize,
}

impl Summary {
    /// Counts one more file.
    pub fn add(&mut self, checked: &Checked) {
        match checked.kind {
            Kind::Real => self.contrats += 1,
            Kind::Example => self.examples += 1,
        }
        self.faults += checked.faults.len();
    }
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What the file says it is.
    pub kind: Kind,
    /// Every fault, from the first line to the last.
    pub faults: Vec<Fault>,
}

/// What a file says it is. One that cannot be read counts as real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Real,
    Example,
}

/// The `.toml` files of a folder, by name; a file is its own. A path where there is none is more likely mistyped than
/// empty, and is an error.
pub fn contrats(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let unreadable = || format!("failed to read the folder {}", path.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(path).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        bail!(
            "failed to find a contract (.toml) in the folder {}",
            path.display()
        );
    }
    paths.sort();
    Ok(paths)
}

/// Reads and checks one file.
pub fn check(path: &Path) -> Result<Checked> {
    let bytes = fs::read(path).with_context(|| format!("failed to read {}", path.display()))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(match std::str::from_utf8(&bytes) {
        Ok(text) => check_text(&stem, text),
        Err(error) => Checked {
            kind: Kind::Real,
            faults: vec![Fault {
                line: Lines::of(&String::from_utf8_lossy(&bytes)).at(error.valid_up_to()),
                field: String::new(),
                reason: words::not_utf8(),
            }],
        },
    })
}

fn check_text(stem: &str, text: &str) -> Checked {
    let lines = Lines::of(text);
    let read = match shape::read(text, &lines) {
        Ok(read) => read,
        Err(faults) => {
            return Checked {
                kind: Kind::Real,
                faults,
            };
        }
    };
    let file = &read.file;
    let mut faults = Contrat::parse(file).err().unwrap_or_default();
    faults.extend(unknown_territoires(file));
    faults.extend(unknown_mesures(file));
    let mut shown: Vec<Fault> = faults
        .iter()
        .filter(|fault| !read.covers(&fault.path))
        .map(|fault| Fault {
            line: lines.of_path(&read.tree, &fault.path),
            field: fault.path.to_string(),
            reason: fault.error.message(),
        })
        .collect();
    shown.extend(read.faults.iter().map(|(_, fault)| fault.clone()));
    if !file.id.is_empty() && file.id != stem {
        let path = FieldPath::top("id");
        shown.push(Fault {
            line: lines.of_path(&read.tree, &path),
            field: path.to_string(),
            reason: words::not_the_file_name(&file.id, stem),
        });
    }
    shown.sort_by_key(|fault| fault.line);
    Checked {
        kind: if file.example { Kind::Example } else { Kind::Real },
        faults: shown,
    }
}

/// Territories that the list of their phase does not have. That of the first phase lacks one: its ids
/// pass, since any may be the missing one.
fn unknown_territoires(file: &WrittenContrat) -> Vec<ContratFault> {
    let texts = file.territoires.iter().flatten().enumerate();
    texts
        .filter(|(_, text)| !file.example && is_missing(text))
        .map(|(place, text)| ContratFault {
            path: FieldPath::top("territoires").at(place),
            error: ContratError::UnknownTerritoire { value: text.clone() },
        })
        .collect()
}

/// What is no id at all is told by the rules.
fn is_missing(text: &str) -> bool {
    let Some(id) = TerritoireId::parse(text) else {
        return false;
    };
    let Some(phase) = Phase::parse(id.phase()) else {
        return true;
    };
    phase.unlisted_count() == 0
        && !id.id().starts_with(FICTITIOUS_TERRITOIRE)
        && territoire_in(phase, id.id()).is_none()
}

/// Measures that the catalogue does not have, in the sheets of the contract and of its amendments. An example too uses
/// those that exist.
fn unknown_mesures(file: &WrittenContrat) -> Vec<ContratFault> {
    let mut faults = Vec::new();
    let mut look_up = |path: &FieldPath, fiches: &[FicheActionBody]| {
        for (place, fiche) in fiches.iter().enumerate() {
            let path = path.at(place).field("mesures");
            let ids = fiche.mesures.iter().flatten().map(|id| id.trim()).enumerate();
            // What is no id at all is told by the rules.
            let unknown = ids.filter(|(_, id)| is_plain_id(id) && find_mesure(id).is_none());
            faults.extend(unknown.map(|(place, id)| ContratFault {
                path: path.at(place),
                error: ContratError::UnknownMesure { value: id.to_owned() },
            }));
        }
    };
    look_up(
        &FieldPath::top("fiches"),
        file.fiches.as_deref().unwrap_or_default(),
    );
    for (place, avenant) in file.avenants.iter().flatten().enumerate() {
        let path = FieldPath::top("avenants").at(place);
        look_up(&path.field("add_fiches"), &avenant.add_fiches);
        look_up(&path.field("replace_fiches"), &avenant.replace_fiches);
    }
    faults
}
