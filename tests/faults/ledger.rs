//! What clients were told of their filings, and whether the application stands by all of it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use shared::wire::{FileDossierResponse, ReadChainResponse, Receipt};
use tests::stored::Filings;
use tests::{Answer, Client, Guichet, action, chain, requests, rush, stored};

/// A filing that was acknowledged.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// The key under which it was sent.
    pub key: String,
    /// What came, byte for byte.
    pub answer: Answer,
    /// How many steps it has been told to have made since.
    pub moves: u32,
}

impl Acknowledged {
    /// The answer read.
    pub fn receipt(&self) -> Result<FileDossierResponse> {
        self.answer.read()
    }
}

/// Files one dossier.
pub fn file(client: &Client) -> Result<Acknowledged> {
    let key = requests::fresh_key();
    let answer = action::send_request(client, &key, &requests::valid())?;
    ensure!(
        answer.status == 201,
        "the valid request is refused: {}",
        answer.text()
    );
    Ok(Acknowledged {
        key,
        answer,
        moves: 0,
    })
}

/// Checks that each filing is there once, for who asks and in the file, and nothing besides.
pub fn holds(guichet: &Guichet, ledger: &[Acknowledged]) -> Result<()> {
    let expected = ledger.iter().map(|filing| {
        let reference = filing.receipt()?.reference;
        Ok((stored::kept(&filing.key), reference))
    });
    let expected = expected.collect::<Result<Filings>>()?;
    ensure!(expected.len() == ledger.len(), "a key was acknowledged twice");
    let found = stored::read(guichet)?;
    let lost: Vec<_> = expected
        .iter()
        .filter(|(key, _)| !found.contains_key(*key))
        .collect();
    ensure!(lost.is_empty(), "{} filings are lost: {lost:?}", lost.len());
    ensure!(
        found == expected,
        "other filings are stored than were acknowledged"
    );
    let client = guichet.client();
    side_by_side(ledger, |filing| {
        stands(&client, filing).with_context(|| format!("the filing of {}", filing.key))
    })
}

/// The application says the same again of a filing, and its chain verifies from the receipt to the last step.
fn stands(client: &Client, filing: &Acknowledged) -> Result<()> {
    let again = action::send_request(client, &filing.key, &requests::valid())?;
    ensure!(again.status == 200, "it is filed again: {}", again.text());
    ensure!(
        again.body == filing.answer.body,
        "its receipt is another: {}",
        again.text()
    );
    let receipt = filing.receipt()?;
    let dossier = action::read_dossier(client, &receipt)?;
    let status = if filing.moves == 0 { "depose" } else { "recevable" };
    ensure!(dossier.status == status, "its status is {}", dossier.status);
    let told: ReadChainResponse = action::ask_of_dossier(client, action::CHAIN, &receipt, &[])?.read()?;
    chain::verify(&told)?;
    ensure!(
        told.reference == receipt.reference,
        "the chain is that of another"
    );
    let first = told.events.first().map(|event| event.hash.clone());
    ensure!(
        first == Some(event_hash(&receipt)?),
        "the receipt tells another event"
    );
    ensure!(
        told.events.len() == 1 + usize::try_from(filing.moves)?,
        "its chain has {} events, {} moves were acknowledged",
        told.events.len(),
        filing.moves
    );
    Ok(())
}

/// The hash of the first event, as the receipt tells it.
fn event_hash(response: &FileDossierResponse) -> Result<String> {
    let payload = response
        .receipt
        .split('.')
        .nth(1)
        .context("a receipt has three parts")?;
    let receipt: Receipt = serde_json::from_slice(&BASE64URL.decode(payload)?)?;
    Ok(receipt.event_hash)
}

/// Does a thing for each of many, some at a time; the first error is given back.
pub fn side_by_side<T: Sync>(all: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    const AT_ONCE: usize = 8;
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                        work(one)?;
                    }
                    Ok(())
                })
            })
            .collect();
        workers
            .into_iter()
            .try_for_each(|worker| rush::joined(worker.join()))
    })
}

/// What `holds` is for: it must not let pass what the other tests look for.
#[test]
fn what_is_lost_doubled_or_altered_is_noticed() -> Result<()> {
    for (why, change) in [
        ("nothing", "SELECT 1"),
        ("an event is lost", "DELETE FROM event WHERE rowid = 2"),
        (
            "a filing is lost",
            "DELETE FROM dossier WHERE reference IN (SELECT reference FROM event WHERE rowid = 2); \
             DELETE FROM event WHERE rowid = 2",
        ),
        (
            "a filing is doubled",
            "INSERT INTO event SELECT 'TI26-2222-2222', seq, status, at, actor, body, salt, body_digest, previous_hash, \
             hash, 'depot:another-key', request_digest, territoire, code_digest, NULL, NULL FROM event WHERE rowid = 1",
        ),
        (
            "a time is altered",
            "DROP TRIGGER event_moves_dossier; UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE rowid = 1",
        ),
        ("a status is altered", "UPDATE dossier SET status = 'accorde'"),
        ("a version is altered", "UPDATE dossier SET version = 2"),
    ] {
        let guichet = Guichet::start()?;
        let client = guichet.client();
        let filings = [file(&client)?, file(&client)?];
        stored::open(&guichet)?.execute_batch(change)?;
        assert_eq!(holds(&guichet, &filings).is_ok(), why == "nothing", "{why}");
    }
    Ok(())
}

/// Says that it is over when it goes, also when a check fails: whoever waits for that word would wait for ever.
#[derive(Debug)]
pub struct Ending<'a>(pub &'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
