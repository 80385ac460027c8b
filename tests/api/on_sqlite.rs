//! What is about SQLite alone: files that earlier releases left behind. PostgreSQL has no release before this one.

use std::fs;

use anyhow::{Context as _, Result};
use shared::wire::FileDossierResponse;
use tests::{Client, Guichet, action, agents, artefacts};

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

#[test]
fn what_release_0_1_0_wrote_is_read_and_goes_on() -> Result<()> {
    let guichet = start_on_release_0_1_0()?;
    let client = guichet.client();
    let (moved, filed) = (receipt("moved.json")?, receipt("filed.json")?);
    assert_eq!(action::read_dossier(&client, &moved)?.status, "recevable");
    assert_eq!(action::read_dossier(&client, &filed)?.status, "depose");
    let inbox = action::read_inbox(&client, AGENT)?;
    assert_eq!(inbox.len(), 2);

    let next = action::to("en_instruction", 2);
    action::move_dossier(&client, AGENT, &moved.reference, &next)?;
    let dossier = action::read_dossier(&client, &moved)?;
    assert_eq!(
        (dossier.status.as_str(), dossier.history.len()),
        ("en_instruction", 3)
    );
    action::file_dossier(&client)?;
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), 3);
    Ok(())
}

#[test]
fn a_receipt_that_release_0_1_0_gave_is_given_again() -> Result<()> {
    let guichet = start_on_release_0_1_0()?;
    let again = send_again(&guichet.client())?;
    assert_eq!((again.status, again.text()), (200, fixture("filed.json")?));
    Ok(())
}

/// The same bytes under the same key as then.
fn send_again(client: &Client) -> Result<tests::Answer> {
    let key = ("idempotency-key", "release-0-1-0-key-2");
    client.post_bytes(action::DOSSIERS, &[key], fixture("request.json")?.as_bytes())
}

fn start_on_release_0_1_0() -> Result<Guichet> {
    let dump = fixture("database.sql")?;
    Guichet::start_on_file(|file| {
        let connection = rusqlite::Connection::open(file)?;
        connection.execute_batch(&dump)?;
        connection.close().map_err(|(_, error)| error)?;
        Ok(())
    })
}

fn receipt(name: &str) -> Result<FileDossierResponse> {
    Ok(serde_json::from_str(&fixture(name)?)?)
}

fn fixture(name: &str) -> Result<String> {
    let path = artefacts::root()
        .join("tests/api/fixtures/release-0.1.0")
        .join(name);
    fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}
