//! Build script: turns the text of `data/` into Rust constants, so that rules and facts are data to maintain and cost
//! nothing to load. It checks each file and stops the build at the first fault; it decides no rule.

mod aides;
mod mesure_dates;
mod mesures;
mod text_file;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use text_file::Fault;

fn main() {
    println!("cargo::rerun-if-changed=build");
    if let Err(fault) = write_tables() {
        // Cargo shows these lines alone, and fails.
        for line in fault.trim_end().lines() {
            println!("cargo::error={line}");
        }
    }
}

fn write_tables() -> Result<(), Fault> {
    let folder = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let folder = PathBuf::from(folder);
    write(&folder.join("aides.rs"), &aides::table("../data/aides")?)?;
    write(&folder.join("mesures.rs"), &mesures::table("../data/mesures")?)
}

fn write(path: &Path, text: &str) -> Result<(), Fault> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
