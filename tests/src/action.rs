//! The calls that an applicant's page and an agent make, each by its name.

use anyhow::{Result, ensure};
use shared::wire::{
    DossierSummary, FileDossierRequest, FileDossierResponse, ListDossiersResponse, MoveDossierRequest,
    ReadDossierRequest, ReadDossierResponse,
};
use ureq::http::Method;

use crate::agents::Agent;
use crate::{Answer, Client, requests};

/// Sends a request under a key.
pub fn send_request(client: &Client, key: &str, request: &FileDossierRequest) -> Result<Answer> {
    client.post(DOSSIERS, &[("idempotency-key", key)], request)
}

/// Files the valid request, under a key of its own.
pub fn file_dossier(client: &Client) -> Result<FileDossierResponse> {
    let answer = send_request(client, &requests::fresh_key(), &requests::valid())?;
    ensure!(
        answer.status == 201,
        "the valid request is refused: {}",
        answer.text()
    );
    answer.read()
}

/// Asks where a dossier stands.
pub fn ask_status(client: &Client, reference: &str, code: &str) -> Result<Answer> {
    let request = ReadDossierRequest {
        reference: reference.to_owned(),
        code: code.to_owned(),
    };
    client.post("/api/v1/suivi", &[], &request)
}

/// Reads where the dossier of a receipt stands.
pub fn read_dossier(client: &Client, receipt: &FileDossierResponse) -> Result<ReadDossierResponse> {
    let answer = ask_status(client, &receipt.reference, &receipt.code)?;
    ensure!(answer.status == 200, "the status is refused: {}", answer.text());
    answer.read()
}

/// Asks for something else about a dossier: its receipt, its chain.
pub fn ask_of_dossier(
    client: &Client,
    path: &str,
    receipt: &FileDossierResponse,
    headers: &[(&str, &str)],
) -> Result<Answer> {
    let request = ReadDossierRequest {
        reference: receipt.reference.clone(),
        code: receipt.code.clone(),
    };
    client.post(path, headers, &request)
}

/// Asks for an agent's inbox.
pub fn ask_inbox(client: &Client, agent: Agent) -> Result<Answer> {
    let authorisation = bearer(agent.key);
    client.call(&Method::GET, INBOX, &[("authorization", &authorisation)], b"")
}

/// Reads an agent's inbox, all its pages.
pub fn read_inbox(client: &Client, agent: Agent) -> Result<Vec<DossierSummary>> {
    let authorisation = bearer(agent.key);
    let headers = [("authorization", authorisation.as_str())];
    let (mut dossiers, mut path) = (Vec::new(), format!("{INBOX}?limit=200"));
    loop {
        let answer = client.call(&Method::GET, &path, &headers, b"")?;
        ensure!(answer.status == 200, "the inbox is refused: {}", answer.text());
        let page: ListDossiersResponse = answer.read()?;
        dossiers.extend(page.dossiers);
        match page.next {
            Some(next) => path = format!("{INBOX}?limit=200&cursor={next}"),
            None => return Ok(dossiers),
        }
    }
}

/// Asks for one dossier, whole.
pub fn ask_dossier(client: &Client, agent: Agent, reference: &str) -> Result<Answer> {
    let authorisation = bearer(agent.key);
    let path = format!("{INBOX}/{reference}");
    client.call(&Method::GET, &path, &[("authorization", &authorisation)], b"")
}

/// Asks for a move of a dossier, under a key.
pub fn ask_move(
    client: &Client,
    agent: Agent,
    key: &str,
    reference: &str,
    change: &MoveDossierRequest,
) -> Result<Answer> {
    let headers = [
        ("authorization", bearer(agent.key)),
        ("idempotency-key", key.to_owned()),
    ];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    client.post(&format!("{INBOX}/{reference}"), &headers, change)
}

/// Moves a dossier one step, which must be accepted.
pub fn move_dossier(
    client: &Client,
    agent: Agent,
    reference: &str,
    change: &MoveDossierRequest,
) -> Result<()> {
    let answer = ask_move(client, agent, &requests::fresh_key(), reference, change)?;
    ensure!(
        answer.status == 200,
        "the move to {} is refused: {}",
        change.status,
        answer.text()
    );
    Ok(())
}

/// A move to a status that takes neither amount nor reason.
pub fn to(status: &str, seen: u32) -> MoveDossierRequest {
    MoveDossierRequest {
        status: status.to_owned(),
        seen,
        ..MoveDossierRequest::default()
    }
}

/// The move that grants an amount.
pub fn to_grant(montant: &str, seen: u32) -> MoveDossierRequest {
    MoveDossierRequest {
        montant_accorde: Some(montant.to_owned()),
        ..to("accorde", seen)
    }
}

/// The move that refuses, for a reason.
pub fn to_refuse(motif: &str, seen: u32) -> MoveDossierRequest {
    MoveDossierRequest {
        motif: Some(motif.to_owned()),
        ..to("refuse", seen)
    }
}

/// The header of an agent's key.
pub fn bearer(key: &str) -> String {
    format!("Bearer {key}")
}

/// Where requests are filed.
pub const DOSSIERS: &str = "/api/v1/dossiers";
/// Where a receipt is given again.
pub const RECEIPT: &str = "/api/v1/suivi/receipt";
/// Where the chain of a dossier is told.
pub const CHAIN: &str = "/api/v1/suivi/chain";
/// Where the keys of receipts are published.
pub const KEYS: &str = "/.well-known/jwks.json";
/// Where agents find them.
pub const INBOX: &str = "/api/v1/instruction/dossiers";
