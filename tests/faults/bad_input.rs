//! Anything at all at any address: each gets a problem of the 4xx kind, or an answer when it is right after all; never a
//! 5xx, never a hang, and nothing is written that was not acknowledged.
//!
//! The addresses are those that the application describes: a new one is asked the same without a change here.

mod addresses;
mod bodies;
mod headers;
mod subject;

use anyhow::{Result, ensure};
use subject::Subject;

#[test]
fn every_address_answers_what_it_describes() -> Result<()> {
    let subject = Subject::start()?;
    ensure!(
        15 <= subject.operations.len(),
        "the description was not understood"
    );
    for operation in &subject.operations {
        let answer = subject.answers(&subject.right(operation), &operation.id)?;
        ensure!(
            ![401, 404, 405, 415].contains(&answer.status),
            "{} {} refuses its own example, so that the tests of bad input prove nothing: {}",
            operation.method,
            operation.path,
            answer.text()
        );
    }
    subject.is_unharmed()
}
