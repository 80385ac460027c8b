//! Checks each contract of `data/contrats` and lists them as JSON, so that the function reads no TOML. It stops at the
//! first file that is wrong, with every fault of it; `check-data` says them by line. It also computes the digest of all that
//! the function is made of, by which a client tells whether an answer that it kept is still the right one.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest as _, Sha256};
use shared::contrat::{Contrat, WrittenContrat};
use shared::message::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../data/contrats");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = String::from("/// Id and JSON of each contract, in the order of their ids.\n");
    code.push_str("pub static WRITTEN: &[(&str, &str)] = &[\n");
    for path in files(&folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        let file = read(&path).map_err(|reason| format!("{}: {reason}", path.display()))?;
        writeln!(code, "    ({:?}, {:?}),", file.id, serde_json::to_string(&file)?)?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("contrats.rs"), code)?;
    println!("cargo::rustc-env=SOURCES_DIGEST={}", digest_of_sources()?);
    Ok(())
}

/// Whatever may change an answer: code, data, and the versions of what they depend on.
const SOURCES: [&str; 9] = [
    "functions/catalogue/Cargo.toml",
    "functions/catalogue/build.rs",
    "functions/catalogue/src",
    "functions/support/src",
    "shared/build",
    "shared/src",
    "data",
    "Cargo.lock",
    "Cargo.toml",
];

/// The half of a SHA-256 is plenty for a tag.
fn digest_of_sources() -> Result<String, Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let mut hasher = Sha256::new();
    for source in SOURCES {
        let path = root.join(source);
        println!("cargo::rerun-if-changed={}", path.display());
        digest(&path, &mut hasher)?;
    }
    Ok(hex::encode(&hasher.finalize()[..16]))
}

/// Takes in a file, or all those of a folder in the order of their names.
fn digest(path: &Path, hasher: &mut Sha256) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = entries.collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| digest(path, hasher));
    }
    let content = fs::read(path)?;
    hasher.update((content.len() as u64).to_be_bytes());
    hasher.update(content);
    Ok(())
}

/// By their names, which are the ids.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<WrittenContrat, Box<dyn Error>> {
    let file: WrittenContrat = toml::from_str(&fs::read_to_string(path)?)?;
    if path.file_stem().is_none_or(|stem| *stem != *file.id) {
        return Err(format!("its id is not its name: {}", file.id).into());
    }
    match Contrat::parse(&file) {
        Ok(_) => Ok(file),
        Err(faults) => {
            let said: Vec<_> = faults
                .iter()
                .map(|fault| format!("{}: {}", fault.path, fault.error.message().in_lang(Lang::En)))
                .collect();
            Err(said.join("; ").into())
        }
    }
}
