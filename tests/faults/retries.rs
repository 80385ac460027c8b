//! The same requests sent again and again, many at a time and in any order: each files once and always gets its receipt.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use anyhow::{Result, ensure};
use tests::{Answer, Guichet, action, requests, rush};

use crate::counts;
use crate::ledger::{self, Acknowledged};

/// How many are sent at a time.
const AT_ONCE: usize = 32;

#[test]
fn a_hundred_keys_sent_a_hundred_times_make_a_hundred_dossiers() -> Result<()> {
    let mut chance = counts::chance()?;
    let guichet = Guichet::start()?;
    let keys: Vec<String> = (0..counts::KEYS.get()?).map(|_| requests::fresh_key()).collect();
    let mut order: Vec<&str> = Vec::new();
    for _ in 0..counts::SENDINGS.get()? {
        order.extend(keys.iter().map(String::as_str));
    }
    chance.shuffle(&mut order);
    let sent = order.len();

    let answers = send_all(&guichet, order)?;
    let (mut acknowledged, mut created) = (BTreeMap::new(), 0);
    for (key, answer) in &answers {
        ensure!(
            [200, 201].contains(&answer.status),
            "{key}: {} {}",
            answer.status,
            answer.text()
        );
        created += usize::from(answer.status == 201);
        let first = acknowledged.entry(*key).or_insert(answer);
        ensure!(
            first.body == answer.body,
            "{key} has two receipts: {} {}",
            first.text(),
            answer.text()
        );
    }
    ensure!(
        answers.len() == sent,
        "{} answers came to {sent} requests",
        answers.len()
    );
    ensure!(created == keys.len(), "{created} filings are said to be new");
    let filings: Vec<_> = acknowledged
        .into_iter()
        .map(|(key, answer)| Acknowledged {
            key: key.to_owned(),
            answer: answer.clone(),
            moves: 0,
        })
        .collect();
    ensure!(filings.len() == keys.len(), "a key was never sent");
    ledger::holds(&guichet, &filings)
}

/// Sends the request under each key, in that order, some at a time.
fn send_all<'a>(guichet: &Guichet, mut order: Vec<&'a str>) -> Result<Vec<(&'a str, Answer)>> {
    order.reverse();
    let left = Mutex::new(order);
    let next = || left.lock().ok().and_then(|mut left| left.pop());
    let (client, request) = (guichet.client(), requests::valid());
    thread::scope(|scope| {
        let senders: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    let mut answers = Vec::new();
                    while let Some(key) = next() {
                        answers.push((key, action::send_request(&client, key, &request)?));
                    }
                    Ok(answers)
                })
            })
            .collect();
        let answers = senders.into_iter().map(|sender| rush::joined(sender.join()));
        Ok(answers.collect::<Result<Vec<_>>>()?.concat())
    })
}
