//! The application with a number of dossiers in its database, each filed and moved by the store's own code.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use shared::wire::{ListTerritoiresResponse, ReadDossierRequest};
use tests::{Guichet, action, agents, artefacts, manifest, requests};

/// A running application.
#[derive(Debug)]
pub struct Stage {
    guichet: Guichet,
    /// How many dossiers there are.
    pub dossiers: u32,
    /// Some of them, as requests for their status.
    pub known: Vec<ReadDossierRequest>,
}

/// Where an application is.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    pub address: SocketAddr,
    pub process: u32,
}

impl Stage {
    /// Starts the application, with `hello` and `bare`, on a database of its own. That is kept: a large one takes
    /// a minute to make.
    pub fn open(dossiers: u32) -> Result<Self> {
        let folder = artefacts::scratch().join(format!("bench-{dossiers}"));
        let manifest = manifest::write_with_bench()?;
        if !folder.join(READY).exists() {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            fill(&folder, &manifest, dossiers)?;
        }
        let known = fs::read_to_string(folder.join(READY))?;
        let known = known.lines().map(serde_json::from_str);
        let guichet = Guichet::start_kept(&folder, &manifest)?;
        let row = guichet.client().post("/bare", &[], &requests::valid())?;
        ensure!(row.status == 201, "`bare` keeps no row");
        Ok(Self {
            guichet,
            dossiers,
            known: known.collect::<Result<_, _>>()?,
        })
    }

    /// Starts it on a database that is empty and goes with it, for what is written: the others stay as they were filled.
    /// As in the world, each filing may be another client's, as a proxy says, and a client may file only so often.
    pub fn open_empty() -> Result<Self> {
        let manifest = manifest::write_with_bench()?;
        let variables = [("trusted_proxies", "1"), ("filing_limit", "20")];
        Ok(Self {
            guichet: Guichet::start_from_with(&manifest, &variables)?,
            dossiers: 0,
            known: Vec::new(),
        })
    }

    pub fn site(&self) -> Site {
        Site {
            address: self.guichet.address(),
            process: self.guichet.process_id(),
        }
    }
}

/// What the filling said, written once it is done.
const READY: &str = "known.jsonl";

/// The application files one dossier and moves it twice, then the store repeats it.
fn fill(folder: &Path, manifest: &Path, dossiers: u32) -> Result<()> {
    eprintln!("filling {} with {dossiers} dossiers", folder.display());
    let mut guichet = Guichet::start_kept(folder, manifest)?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for (status, seen) in [("recevable", 1), ("en_instruction", 2)] {
        let change = action::to(status, seen);
        action::move_dossier(
            &client,
            agents::OF_BOURGOGNE_FRANCHE_COMTE,
            &receipt.reference,
            &change,
        )?;
    }
    let territoires: ListTerritoiresResponse = client.get("/api/v1/territoires")?.read()?;
    guichet.kill();
    let filled = Command::new(artefacts::fill()?)
        .arg(folder.join("sqlite_db.db"))
        .arg(dossiers.to_string())
        .args(
            territoires
                .territoires
                .iter()
                .map(|it| format!("{}/{}", it.phase, it.id)),
        )
        .output()
        .context("the database cannot be filled")?;
    let said = String::from_utf8_lossy(&filled.stderr);
    ensure!(filled.status.success(), "the database was not filled: {said}");
    fs::write(folder.join(READY), filled.stdout)?;
    Ok(())
}
