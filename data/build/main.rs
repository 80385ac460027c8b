//! Build script: reads the text files of the room and writes the tables that are compiled in.
//!
//! Nothing of the text is parsed at run time. It fetches nothing and checks only what it needs to lay out
//! the tables: `cargo xtask data --check` compares the facts.

#[expect(dead_code, reason = "the crate itself uses the rest")]
#[path = "../src/fold.rs"]
mod fold;
mod model;
mod pack;
mod parse;

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use model::Model;

/// SIREN of the EPCI every EPT is in.
const METROPOLE_DU_GRAND_PARIS: &str = "200054781";

const FORMER_TERRITOIRES: &str = "territoires-2018-2023.txt";
const TERRITOIRES: &str = "territoires-2023-2027.txt";
const DECOUPAGE: &str = "decoupage-2026.txt";

fn main() -> Result<(), Box<dyn Error>> {
    for path in [FORMER_TERRITOIRES, TERRITOIRES, DECOUPAGE, "build", "src/fold.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let former = parse::former_territoires(FORMER_TERRITOIRES, &fs::read_to_string(FORMER_TERRITOIRES)?)?;
    let territoires = parse::territoires(TERRITOIRES, &fs::read_to_string(TERRITOIRES)?)?;
    let decoupage = parse::decoupage(DECOUPAGE, &fs::read_to_string(DECOUPAGE)?)?;
    let mut model = Model::new(&decoupage, &territoires, &former)?;
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    if env::var_os("CARGO_FEATURE_COMMUNES").is_some() {
        pack::communes::write(&model, &folder)?;
    } else {
        model.keep_members_only();
    }
    pack::territoires::write(&model, &folder)
}
