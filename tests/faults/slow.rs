//! Bodies that come a byte at a time, or not to their end: each address that reads one gives it up with a problem, and the
//! others are served meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tests::description::{self, Operation, Parameter};
use tests::raw::Connection;
use tests::{Answer, Guichet, action, agents, check, requests, rush, stored};
use ureq::http::Method;

use crate::ledger::Ending;

/// Of each address: one that sends nothing after its head, the others a byte a second.
const SLOW_CLIENTS: [Pace; 3] = [Pace::Nothing, Pace::ByteASecond, Pace::ByteASecond];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Nothing,
    ByteASecond,
}

#[test]
fn a_body_that_does_not_come_to_an_end_is_given_up_and_holds_nobody_back() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let operations = reading_a_body(&guichet)?;
    let is_over = AtomicBool::new(false);
    let filed = thread::scope(|scope| {
        let others = scope.spawn(|| {
            let mut filed = 0;
            while !is_over.load(Ordering::Relaxed) {
                let receipt = action::file_dossier(&client)?;
                action::read_dossier(&client, &receipt)?;
                ensure!(
                    client.get("/api/v1/communes?q=dole")?.status == 200,
                    "a search is refused"
                );
                filed += 1;
                thread::sleep(Duration::from_millis(20));
            }
            Ok(filed)
        });
        let slow: Vec<_> = operations
            .iter()
            .flat_map(|operation| SLOW_CLIENTS.map(|pace| (operation, pace)))
            .map(|(operation, pace)| {
                let guichet = &guichet;
                let sending = scope.spawn(move || send_slowly(guichet, operation, pace));
                (operation, pace, sending)
            })
            .collect();
        let ending = Ending(&is_over);
        let given_up = slow.into_iter().try_for_each(|(operation, pace, sending)| {
            let answer = rush::joined(sending.join())?;
            check::is_problem(&answer, 408, "body-too-slow")
                .map(drop)
                .with_context(|| format!("{} {pace:?}", operation.id))
        });
        drop(ending);
        let filed = rush::joined(others.join());
        given_up.and(filed)
    })?;
    ensure!(1 < filed, "nobody was served meanwhile");
    ensure!(stored::read(&guichet)?.len() == filed, "a slow body was filed");
    Ok(())
}

#[test]
fn a_body_that_breaks_off_is_told_and_files_nothing() -> Result<()> {
    let guichet = Guichet::start()?;
    for operation in reading_a_body(&guichet)? {
        for announced in ["Content-Length: 400", "Transfer-Encoding: chunked"] {
            let mut connection = Connection::open(&guichet)?;
            send_head(&mut connection, &operation, announced)?;
            // As chunks, the first is announced to be of 16 bytes.
            connection.send(b"10\r\n{\"reference\":")?;
            connection.end()?;
            // The client has gone, and may be told nothing.
            if let Some(answer) = connection.read_answer()? {
                let context = || format!("{} {announced}", operation.id);
                check::is_problem(&answer, 400, "body-cut").with_context(context)?;
            }
        }
    }
    ensure!(stored::read(&guichet)?.is_empty(), "half a body was filed");
    action::file_dossier(&guichet.client()).map(drop)
}

#[test]
fn a_body_that_comes_with_a_get_is_not_waited_for() -> Result<()> {
    let guichet = Guichet::start()?;
    for operation in description::read(&guichet.client())? {
        if operation.method != Method::GET {
            continue;
        }
        let statuses = ["Content-Length: 0", "Content-Length: 400"].map(|announced| {
            let mut connection = Connection::open(&guichet)?;
            send_head(&mut connection, &operation, announced)?;
            let answer = connection.read_answer()?;
            anyhow::Ok(answer.context("no answer")?.status)
        });
        let [without, with] = statuses;
        let (without, with) = (without?, with?);
        ensure!(
            without == with && with < 500,
            "{}: {with} with a body, {without} without",
            operation.id
        );
    }
    Ok(())
}

fn reading_a_body(guichet: &Guichet) -> Result<Vec<Operation>> {
    let mut operations = description::read(&guichet.client())?;
    operations.retain(|operation| operation.method != Method::GET);
    Ok(operations)
}

/// Sends the head of a request that is right, then its body at that pace, until something is said.
fn send_slowly(guichet: &Guichet, operation: &Operation, pace: Pace) -> Result<Answer> {
    let mut connection = Connection::open(guichet)?;
    send_head(&mut connection, operation, "Content-Length: 400")?;
    while pace == Pace::ByteASecond && !connection.has_answer_within(Duration::from_secs(1))? {
        // Whether the server still listens is seen at the next turn.
        let _ = connection.send(b" ");
    }
    let answer = connection.read_answer()?;
    answer.with_context(|| format!("{} is cut off without a word", operation.id))
}

fn send_head(connection: &mut Connection, operation: &Operation, announced: &str) -> Result<()> {
    let address = operation.address_with(Parameter::example);
    let bearer = action::bearer(agents::OF_BOURGOGNE_FRANCHE_COMTE.key);
    let key = requests::fresh_key();
    let (name, value) = announced.split_once(": ").context("a header has a value")?;
    let mut headers = vec![
        ("Content-Type", "application/json"),
        ("Idempotency-Key", key.as_str()),
        (name, value),
    ];
    if operation.agent {
        headers.push(("Authorization", bearer.as_str()));
    }
    connection.send_head(&format!("{} {address} HTTP/1.1", operation.method), &headers)?;
    Ok(())
}
