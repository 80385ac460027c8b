//! The npm package the découpage is derived from: fetched once, verified against a pinned digest, read
//! in memory.
//!
//! It does not interpret the JSON files (`decoupage.rs` does) and installs nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// The JSON files of the package, by file name.
pub struct Package {
    files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Reads `data/<name>` of the package.
    pub fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let bytes = self
            .files
            .get(name)
            .with_context(|| format!("the package holds no data/{name}"))?;
        serde_json::from_slice(bytes).with_context(|| format!("failed to read data/{name} of the package"))
    }
}

/// Opens the package in `folder`, fetching it with npm if it is not there.
pub fn open(folder: &Path) -> Result<Package> {
    let path = folder.join(TARBALL);
    if path.is_file() {
        println!("{TARBALL}: already fetched");
    } else {
        fetch(folder)?;
    }
    let tarball = fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
    let digest = hex::encode(Sha256::digest(&tarball));
    ensure!(
        digest == SHA256,
        "{} is not the pinned package: SHA-256 {digest} instead of {SHA256}; delete it to fetch it again",
        path.display()
    );
    println!("{TARBALL}: digest as pinned");
    unpack(&tarball)
}

const SPECIFIER: &str = "@etalab/decoupage-administratif@6.0.0";
const TARBALL: &str = "etalab-decoupage-administratif-6.0.0.tgz";
const SHA256: &str = "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a";

fn fetch(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("failed to create {}", folder.display()))?;
    println!("{TARBALL}: fetching with npm");
    let output = Command::new("npm")
        .args(["pack", SPECIFIER, "--silent"])
        .current_dir(folder)
        .output();
    let output = match output {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(
            "npm is not installed: it comes with Node.js (`apt-get install npm`). Or fetch the package {SPECIFIER} \
             from the npm registry on another machine and leave it as {}",
            folder.join(TARBALL).display()
        ),
        output => output.context("failed to run npm")?,
    };
    ensure!(
        output.status.success(),
        "npm pack {SPECIFIER} failed: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

fn unpack(tarball: &[u8]) -> Result<Package> {
    let mut archive = tar::Archive::new(GzDecoder::new(tarball));
    let mut files = BTreeMap::new();
    for entry in archive.entries().context("failed to open the tarball")? {
        let mut entry = entry.context("failed to read the tarball")?;
        let path = entry
            .path()
            .context("failed to read a path of the tarball")?
            .into_owned();
        let Ok(name) = path.strip_prefix("package/data") else {
            continue;
        };
        let mut content = Vec::new();
        entry
            .read_to_end(&mut content)
            .with_context(|| format!("failed to unpack {}", path.display()))?;
        files.insert(name.to_string_lossy().into_owned(), content);
    }
    Ok(Package { files })
}
