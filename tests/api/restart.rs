//! What was acknowledged survives the death of the process, at any moment.

use std::thread;
use std::time::Duration;

use anyhow::Result;
use shared::wire::FileDossierResponse;
use tests::{Guichet, action, agents, requests, rush};

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

#[test]
fn a_dossier_acknowledged_just_before_a_kill_is_there_after() -> Result<()> {
    let mut guichet = Guichet::start()?;
    let key = requests::fresh_key();
    let before = action::send_request(&guichet.client(), &key, &requests::valid())?;
    guichet.kill();
    assert_eq!(before.status, 201);
    assert!(guichet.client().get("/api/v1/communes?q=dole").is_err());
    guichet.restart()?;

    let client = guichet.client();
    let receipt: FileDossierResponse = before.read()?;
    assert_eq!(action::read_dossier(&client, &receipt)?.status, "depose");
    let again = action::send_request(&client, &key, &requests::valid())?;
    assert_eq!((again.status, again.text()), (200, before.text()));
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), 1);
    Ok(())
}

#[test]
fn the_life_of_a_dossier_goes_on_after_a_kill() -> Result<()> {
    let mut guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for change in [
        action::to("recevable", 1),
        action::to("en_instruction", 2),
        action::to_grant("15000", 3),
    ] {
        guichet.restart()?;
        action::move_dossier(&client, AGENT, &receipt.reference, &change)?;
    }
    guichet.restart()?;
    let dossier = action::read_dossier(&client, &receipt)?;
    assert_eq!(dossier.status, "accorde");
    assert_eq!(dossier.history.len(), 4);
    Ok(())
}

#[test]
fn nothing_acknowledged_is_lost_whenever_the_kill_falls() -> Result<()> {
    let mut guichet = Guichet::start()?;
    let mut receipts = Vec::new();
    for delay in [5, 10, 20, 40, 80] {
        receipts.extend(file_until_killed(&mut guichet, Duration::from_millis(delay))?);
    }
    receipts.push(action::file_dossier(&guichet.client())?);
    are_all_there(&guichet, &receipts)
}

/// The first request of an application makes its tables: a kill may fall between two of them.
#[test]
fn a_kill_while_the_tables_are_being_made_loses_nothing_later() -> Result<()> {
    for delay in 0..12 {
        let mut guichet = Guichet::start()?;
        let mut receipts = file_until_killed(&mut guichet, Duration::from_millis(delay))?;
        receipts.push(action::file_dossier(&guichet.client())?);
        are_all_there(&guichet, &receipts)?;
    }
    Ok(())
}

/// Files one dossier after the other, kills the application after a while, starts it again, and gives back the
/// receipts that came.
fn file_until_killed(guichet: &mut Guichet, delay: Duration) -> Result<Vec<FileDossierResponse>> {
    let client = guichet.client();
    let filing =
        thread::spawn(move || std::iter::from_fn(|| action::file_dossier(&client).ok()).collect::<Vec<_>>());
    thread::sleep(delay);
    guichet.kill();
    let receipts = rush::joined(filing.join());
    guichet.restart()?;
    Ok(receipts)
}

fn are_all_there(guichet: &Guichet, receipts: &[FileDossierResponse]) -> Result<()> {
    let client = guichet.client();
    let inbox = action::read_inbox(&client, AGENT)?;
    for receipt in receipts {
        assert_eq!(action::read_dossier(&client, receipt)?.status, "depose");
        assert!(
            inbox.iter().any(|dossier| dossier.reference == receipt.reference),
            "{} is not in the inbox",
            receipt.reference
        );
    }
    Ok(())
}
