//! Build script: turns the text of `data/` into Rust constants, so that rules and facts are data to maintain and cost
//! nothing to load. It checks each file and stops the build at the first fault; it decides no rule.

mod aides;
mod mesure_dates;
mod mesures;
mod text_file;

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(folder.join("aides.rs"), aides::table("../data/aides")?)?;
    fs::write(folder.join("mesures.rs"), mesures::table("../data/mesures")?)?;
    Ok(())
}
