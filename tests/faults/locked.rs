//! The database in the hands of another program: writes are told to come back, reads go on where they can, and
//! nothing is written by halves.

use std::thread;

use anyhow::{Result, ensure};
use shared::wire::FileDossierResponse;
use tests::{Answer, Client, Guichet, action, agents, check, requests, rush, stored};

use crate::ledger::{self, Acknowledged, file};

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Writers that wait at the same time: each has its answer before the host would cut it, not only the first.
const AT_ONCE: usize = 12;

#[test]
fn while_another_program_writes_filing_is_told_to_come_back_and_reading_goes_on() -> Result<()> {
    // In WAL mode the second is as the first: both leave the readers alone.
    for lock in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"] {
        let guichet = Guichet::start()?;
        let client = guichet.client();
        let mut filings = vec![file(&client)?];
        let receipt = filings[0].receipt()?;

        let other = stored::open(&guichet)?;
        other.execute_batch(lock)?;
        let keys: Vec<_> = (0..AT_ONCE).map(|_| requests::fresh_key()).collect();
        let key = requests::fresh_key();
        let recevable = action::to("recevable", 1);
        thread::scope(|scope| {
            let filing: Vec<_> = keys
                .iter()
                .map(|key| scope.spawn(|| action::send_request(&client, key, &requests::valid())))
                .collect();
            let moving =
                scope.spawn(|| action::ask_move(&client, AGENT, &key, &receipt.reference, &recevable));
            for _ in 0..20 {
                reading_goes_on(&client, &receipt)?;
            }
            for sender in filing.into_iter().chain([moving]) {
                says_to_come_back(&rush::joined(sender.join())?)?;
            }
            anyhow::Ok(())
        })?;
        // Sent before under this key, it is told what it was told.
        let again = action::send_request(&client, &filings[0].key, &requests::valid())?;
        says_to_come_back(&again)?;
        other.execute_batch("ROLLBACK")?;

        ensure!(
            stored::read(&guichet)?.len() == 1,
            "{lock}: something was written"
        );
        for key in keys {
            let answer = action::send_request(&client, &key, &requests::valid())?;
            assert_eq!(answer.status, 201, "{lock}: {}", answer.text());
            filings.push(Acknowledged {
                key,
                answer,
                moves: 0,
            });
        }
        let moved = action::ask_move(&client, AGENT, &key, &receipt.reference, &recevable)?;
        assert_eq!(moved.status, 200, "{lock}: {}", moved.text());
        filings[0].moves = 1;
        ledger::holds(&guichet, &filings)?;
    }
    Ok(())
}

#[test]
fn a_database_that_another_program_keeps_for_itself_is_told_as_unavailable() -> Result<()> {
    let mut guichet = Guichet::start()?;
    let client = guichet.client();
    let filings = [file(&client)?];
    let receipt = filings[0].receipt()?;
    guichet.kill();
    let other = stored::open(&guichet)?;
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")?;
    guichet.restart()?;

    let key = requests::fresh_key();
    thread::scope(|scope| {
        let asking = [
            scope.spawn(|| action::send_request(&client, &key, &requests::valid())),
            scope.spawn(|| action::ask_status(&client, &receipt.reference, &receipt.code)),
            scope.spawn(|| action::ask_of_dossier(&client, action::CHAIN, &receipt, &[])),
            scope.spawn(|| action::ask_of_dossier(&client, action::RECEIPT, &receipt, &[])),
            scope.spawn(|| action::ask_inbox(&client, AGENT)),
            scope.spawn(|| action::ask_dossier(&client, AGENT, &receipt.reference)),
            scope.spawn(|| client.get("/api/v1/health")),
        ];
        asking
            .into_iter()
            .try_for_each(|asked| says_to_come_back(&rush::joined(asked.join())?))
    })?;
    drop(other);
    reading_goes_on(&client, &receipt)?;
    ledger::holds(&guichet, &filings)
}

/// The answer says that nothing was done and when to ask again.
#[track_caller]
pub fn says_to_come_back(answer: &Answer) -> Result<()> {
    check::is_problem(answer, 503, "unavailable")?;
    let seconds: u32 = answer.header("retry-after").parse()?;
    ensure!((1..=60).contains(&seconds), "retry after {seconds} s");
    Ok(())
}

fn reading_goes_on(client: &Client, receipt: &FileDossierResponse) -> Result<()> {
    action::read_dossier(client, receipt)?;
    ensure!(
        client.get("/api/v1/health")?.status == 200,
        "it is said to be unwell"
    );
    action::read_inbox(client, AGENT).map(drop)
}
