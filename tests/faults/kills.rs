//! The host killed again and again while clients file and agents move: what was acknowledged is there, once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use tests::{Answer, Client, Guichet, action, agents, requests, rush};

use crate::counts;
use crate::ledger::{self, Acknowledged, Ending};

/// Who files without pause.
const CLIENTS: usize = 8;

/// How long the host lives at most, in milliseconds: long enough for some filings, from none at all.
const LONGEST_LIFE: u64 = 250;

#[test]
fn every_acknowledged_filing_survives_kills_at_random_moments() -> Result<()> {
    let mut chance = counts::chance()?;
    let mut guichet = Guichet::start()?;
    let client = guichet.client();
    let is_over = AtomicBool::new(false);
    let filings = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(|| file_until(&client, &is_over)))
            .collect();
        let ending = Ending(&is_over);
        let killed = kill_often(&mut guichet, &mut chance);
        drop(ending);
        let filings = clients.into_iter().map(|client| rush::joined(client.join()));
        let filings = filings.collect::<Result<Vec<_>>>();
        killed.and(filings)
    })?;
    let filings = filings.concat();
    // What a first answer says was filed before was written, and its answer cut off by a kill.
    let cut = filings
        .iter()
        .filter(|filing| filing.answer.status == 200)
        .count();
    println!(
        "{} filings were acknowledged, {cut} of them after they were cut off",
        filings.len()
    );
    let enough = usize::try_from(counts::KILLS.get()?)?;
    ensure!(
        enough <= filings.len(),
        "there was too little load to prove anything"
    );
    ledger::holds(&guichet, &filings)
}

fn kill_often(guichet: &mut Guichet, chance: &mut fastrand::Rng) -> Result<()> {
    for _ in 0..counts::KILLS.get()? {
        thread::sleep(Duration::from_millis(chance.u64(..LONGEST_LIFE)));
        guichet.kill();
        guichet.restart()?;
    }
    Ok(())
}

/// Files one dossier after the other, and moves every other one, until it is over; each is sent again until it is
/// acknowledged.
fn file_until(client: &Client, is_over: &AtomicBool) -> Result<Vec<Acknowledged>> {
    let mut filings: Vec<Acknowledged> = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let key = requests::fresh_key();
        let answer = insist(|| action::send_request(client, &key, &requests::valid()))?;
        let mut filing = Acknowledged {
            key,
            answer,
            moves: 0,
        };
        if filings.len().is_multiple_of(2) {
            let reference = filing.receipt()?.reference;
            let key = requests::fresh_key();
            let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
            insist(|| action::ask_move(client, agent, &key, &reference, &action::to("recevable", 1)))?;
            filing.moves = 1;
        }
        filings.push(filing);
    }
    Ok(filings)
}

/// Sends the same until there is an answer: a cut connection and a 503 say nothing of what was done.
fn insist(send: impl Fn() -> Result<Answer>) -> Result<Answer> {
    const TRIES: u32 = 20_000;
    for _ in 0..TRIES {
        match send() {
            Ok(answer) if [200, 201].contains(&answer.status) => return Ok(answer),
            Ok(answer) if answer.status == 503 => {}
            Ok(answer) => bail!(
                "a valid request is refused with {}: {}",
                answer.status,
                answer.text()
            ),
            Err(_) => {}
        }
        thread::sleep(Duration::from_millis(5));
    }
    bail!("there is no answer after {TRIES} tries")
}
