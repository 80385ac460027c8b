//! What an agent reads: the inbox, and a dossier whole.

use anyhow::Result;
use shared::wire::OpenDossierResponse;
use tests::{Guichet, action, agents, requests};

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

#[test]
fn a_dossier_is_read_as_it_was_sworn() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    action::move_dossier(&client, AGENT, &receipt.reference, &action::to("recevable", 1))?;
    let answer = action::ask_dossier(&client, AGENT, &receipt.reference)?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.text().contains(&receipt.code), "{}", answer.text());
    let opened: OpenDossierResponse = answer.read()?;
    assert_eq!(opened.request, requests::valid());
    assert_eq!(action::read_inbox(&client, AGENT)?, [opened.dossier]);
    let steps: Vec<_> = opened.history.iter().map(|step| step.status.as_str()).collect();
    assert_eq!(steps, ["depose", "recevable"]);
    Ok(())
}

#[test]
fn the_inbox_shows_the_latest_first() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    assert_eq!(action::read_inbox(&client, AGENT)?, []);
    for _ in 0..3 {
        action::file_dossier(&client)?;
    }
    let inbox = action::read_inbox(&client, AGENT)?;
    assert_eq!(inbox.len(), 3);
    assert!(inbox.is_sorted_by(|a, b| a.filed_at >= b.filed_at));
    Ok(())
}
