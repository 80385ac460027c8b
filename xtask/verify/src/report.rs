//! All that can be said of what was given: each thing that is proved, refused or not told.

use serde::Deserialize;
use serde_json::Value;

use crate::chain::Chain;
use crate::hash::sha256;
use crate::signed::{KeySet, Receipt};

/// What was given, read.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The receipt: a signed text alone, or the JSON that the service answered.
    pub receipt: &'a str,
    /// The published keys, a JSON Web Key Set.
    pub keys: &'a str,
    /// The request said to have been sworn, as JSON.
    pub request: Option<&'a str>,
    /// The chain of the dossier, as the service answered it.
    pub chain: Option<&'a str>,
    /// The documents said to have been sent, each with its name.
    pub pieces: &'a [(String, Vec<u8>)],
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is so.
    Proved(String),
    /// It is not so, or cannot be relied on.
    Refused(String),
    /// Nothing given tells.
    Unknown(String),
}

impl Finding {
    /// How it is told, on one line.
    pub fn line(&self) -> String {
        match self {
            Self::Proved(text) => format!("proved    {text}"),
            Self::Refused(text) => format!("REFUSED   {text}"),
            Self::Unknown(text) => format!("not told  {text}"),
        }
    }

    pub(crate) fn of(is_so: Result<(), String>, proved: String) -> Self {
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

/// Checks all that was given.
pub fn check(given: &Given<'_>) -> Vec<Finding> {
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

/// What one of the keys of a set signed, a text alone.
///
/// # Errors
/// Why it cannot be relied on.
pub fn open(keys: &str, jws: &str) -> Result<Receipt, String> {
    KeySet::read(keys)?.open(jws)
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
    let receipt = open(given.keys, &answer.receipt)?;
    Ok((answer, receipt))
}

fn check_request(receipt: &Receipt, given_back: Option<&str>, named: Option<&str>) -> Vec<Finding> {
    let expected = &receipt.request_sha256;
    let mut findings = Vec::new();
    if let Some(text) = given_back {
        let found = sha256(text.as_bytes());
        findings.push(Finding::of(
            compare(&found, expected, "the request given back is another"),
            "the request given back is the one that was sworn".to_owned(),
        ));
    }
    if let Some(text) = named {
        let found = canonical_digest(text);
        findings.push(Finding::of(
            found.and_then(|found| compare(&found, expected, "the request named is another, or not whole: give sworn_request of POST /api/v1/suivi/receipt")),
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
    Ok(sha256(&written))
}

fn check_piece(receipt: &Receipt, name: &str, bytes: &[u8]) -> Finding {
    let found = sha256(bytes);
    match receipt.pieces.iter().find(|piece| piece.sha256 == found) {
        Some(piece) => Finding::Proved(format!("{name} is “{}”, received with the request", piece.name)),
        None => Finding::Refused(format!(
            "{name} was not received with the request, or not as it is now"
        )),
    }
}

fn missing_pieces(receipt: &Receipt, given: &[(String, Vec<u8>)]) -> Option<Finding> {
    let given: Vec<String> = given.iter().map(|(_, bytes)| sha256(bytes)).collect();
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
