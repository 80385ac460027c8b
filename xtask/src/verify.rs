//! `cargo xtask verify`: checks a receipt away from the service that gave it, with its published keys, and says in plain
//! words what that proves.
//!
//! It shares no code with the functions: what it finds was computed a second time, from `docs/api.md`.

mod chain;
mod hash;
mod signed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::Verdict;
use crate::digest;
use chain::Chain;
use signed::{KeySet, Receipt};

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
    /// The request said to have been sworn, as JSON.
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
    /// The address of the keys of the service, read with curl.
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

/// What was given, read.
#[derive(Clone, Copy)]
struct Given<'a> {
    receipt: &'a str,
    keys: &'a str,
    request: Option<&'a str>,
    chain: Option<&'a str>,
    /// Each with its name.
    pieces: &'a [(String, Vec<u8>)],
}

/// One thing that was found.
#[derive(Debug, PartialEq, Eq)]
enum Finding {
    /// It is so.
    Proved(String),
    /// It is not so, or cannot be relied on.
    Refused(String),
    /// Nothing given tells.
    Unknown(String),
}

impl Finding {
    fn line(&self) -> String {
        match self {
            Self::Proved(text) => format!("proved    {text}"),
            Self::Refused(text) => format!("REFUSED   {text}"),
            Self::Unknown(text) => format!("not told  {text}"),
        }
    }

    fn of(is_so: Result<(), String>, proved: String) -> Self {
        match is_so {
            Ok(()) => Self::Proved(proved),
            Err(refused) => Self::Refused(refused),
        }
    }
}

/// The parts of an answer of the service that are proofs.
#[derive(Debug, Deserialize)]
struct Answer {
    receipt: String,
    #[serde(default)]
    sworn_request: Option<String>,
    #[serde(default)]
    reference: Option<String>,
}

fn check(given: &Given<'_>) -> Vec<Finding> {
    let (answer, receipt) = match read_receipt(given) {
        Ok(read) => read,
        Err(refused) => return vec![Finding::Refused(refused)],
    };
    let mut report = vec![
        Finding::Proved(
            "it was signed by a key of the set given, and nothing in it was altered since".to_owned(),
        ),
        Finding::Proved(receipt.summary()),
    ];
    if let Some(reference) = answer
        .reference
        .filter(|reference| *reference != receipt.reference)
    {
        report.push(Finding::Refused(format!(
            "the answer says {reference}, the receipt that it holds says {}",
            receipt.reference
        )));
    }
    report.extend(check_request(
        &receipt,
        answer.sworn_request.as_deref(),
        given.request,
    ));
    report.extend(
        given
            .pieces
            .iter()
            .map(|(name, bytes)| check_piece(&receipt, name, bytes)),
    );
    report.extend(missing_pieces(&receipt, given.pieces));
    match given.chain.map(serde_json::from_str::<Chain>) {
        None => report.push(Finding::Unknown(
            "what became of the dossier: give its chain with --chain".to_owned(),
        )),
        Some(Err(error)) => report.push(Finding::Refused(format!("the chain is not one: {error}"))),
        Some(Ok(chain)) => report.extend(chain.check(&receipt)),
    }
    report.push(Finding::Unknown(
        "whether the keys are those of the service: take them from its own address".to_owned(),
    ));
    report
}

/// A signed text alone, or within an answer.
fn read_receipt(given: &Given<'_>) -> Result<(Answer, Receipt), String> {
    let text = given.receipt.trim();
    let answer = if text.starts_with('{') {
        serde_json::from_str(text).map_err(|error| format!("the answer holds no receipt: {error}"))?
    } else {
        Answer {
            receipt: text.to_owned(),
            sworn_request: None,
            reference: None,
        }
    };
    let keys = KeySet::read(given.keys)?;
    let receipt = keys.open(&answer.receipt)?;
    Ok((answer, receipt))
}

fn check_request(receipt: &Receipt, given_back: Option<&str>, named: Option<&str>) -> Vec<Finding> {
    let expected = &receipt.request_sha256;
    let mut findings = Vec::new();
    if let Some(text) = given_back {
        let found = digest::sha256(text.as_bytes());
        findings.push(Finding::of(
            compare(&found, expected, "the request given back is another"),
            "the request given back is the one that was sworn".to_owned(),
        ));
    }
    if let Some(text) = named {
        let found = canonical_digest(text);
        findings.push(Finding::of(
            found.and_then(|found| compare(&found, expected, "the request named is another")),
            "the request named is the one that was sworn".to_owned(),
        ));
    }
    if findings.is_empty() {
        findings.push(Finding::Unknown(
            "what was asked: give the request with --request, or the answer of POST /api/v1/suivi/receipt"
                .to_owned(),
        ));
    }
    findings
}

fn canonical_digest(text: &str) -> Result<String, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("the request is not JSON: {error}"))?;
    let written = serde_json_canonicalizer::to_vec(&value).map_err(|error| error.to_string())?;
    Ok(digest::sha256(&written))
}

fn check_piece(receipt: &Receipt, name: &str, bytes: &[u8]) -> Finding {
    let found = digest::sha256(bytes);
    match receipt.pieces.iter().find(|piece| piece.sha256 == found) {
        Some(piece) => Finding::Proved(format!("{name} is “{}”, received with the request", piece.name)),
        None => Finding::Refused(format!(
            "{name} was not received with the request, or not as it is now"
        )),
    }
}

fn missing_pieces(receipt: &Receipt, given: &[(String, Vec<u8>)]) -> Option<Finding> {
    let given: Vec<String> = given.iter().map(|(_, bytes)| digest::sha256(bytes)).collect();
    let missing: Vec<&str> = receipt
        .pieces
        .iter()
        .filter(|piece| !given.contains(&piece.sha256))
        .map(|piece| piece.name.as_str())
        .collect();
    (!missing.is_empty()).then(|| {
        Finding::Unknown(format!(
            "what {} held: give each with --piece",
            missing.join(", ")
        ))
    })
}

fn compare(found: &str, expected: &str, refused: &str) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{refused}: its digest is {found}, not {expected}"))
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

#[cfg(test)]
mod tests;
