//! `cargo xtask verify`: checks a receipt away from the service that gave it, with its published keys, and says in plain
//! words what that proves.
//!
//! What is given is read here, and checked in the crate `verify`, which reads texts alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use verify::{Finding, Given, check};

use crate::cli::Verdict;

/// What is to be checked.
#[derive(Debug, Args)]
pub struct Options {
    /// The receipt: a signed text alone, or the JSON that the service answered.
    file: PathBuf,
    #[command(flatten)]
    keys: Keys,
    /// A document said to have been sent with the request; may be given several times.
    #[arg(long = "piece", value_name = "FILE")]
    pieces: Vec<PathBuf>,
    /// The request said to have been sworn, as JSON: `sworn_request` of POST /api/v1/suivi/receipt. What was posted may have
    /// left fields out, which count.
    #[arg(long, value_name = "FILE")]
    request: Option<PathBuf>,
    /// The chain of the dossier, as POST /api/v1/suivi/chain answered it.
    #[arg(long, value_name = "FILE")]
    chain: Option<PathBuf>,
}

/// Where the published keys are.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Keys {
    /// The keys of the service, as /.well-known/jwks.json gave them.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// The address of the keys of the service, which ends with `/.well-known/jwks.json`, read with curl.
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
}

/// Checks all that was given; the report goes to the standard output.
pub fn run(options: &Options) -> Result<Verdict> {
    let keys = match (&options.keys.keys, &options.keys.url) {
        (Some(path), _) => read(path)?,
        (None, Some(url)) => fetch(url)?,
        (None, None) => bail!("give the keys with --keys or --url"),
    };
    let pieces = options
        .pieces
        .iter()
        .map(|path| Ok((path.display().to_string(), read_bytes(path)?)))
        .collect::<Result<Vec<_>>>()?;
    let report = check(&Given {
        receipt: &read(&options.file)?,
        keys: &keys,
        request: options.request.as_deref().map(read).transpose()?.as_deref(),
        chain: options.chain.as_deref().map(read).transpose()?.as_deref(),
        pieces: &pieces,
    });
    for finding in &report {
        println!("{}", finding.line());
    }
    if report
        .iter()
        .any(|finding| matches!(finding, Finding::Refused(_)))
    {
        println!("refused: do not rely on it");
        Ok(Verdict::Bad)
    } else {
        println!("it holds");
        Ok(Verdict::Good)
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn fetch(url: &str) -> Result<String> {
    let output = Command::new("curl")
        .args([
            "--fail",
            "--silent",
            "--show-error",
            "--max-time",
            "20",
            "--",
            url,
        ])
        .output()
        .context("curl cannot be started: fetch the keys by other means and give them with --keys")?;
    if !output.status.success() {
        bail!(
            "the keys cannot be read at {url}: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("what is at {url} is not text"))
}
