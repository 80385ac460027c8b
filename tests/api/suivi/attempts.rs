//! Trying codes: slower after a few failures, then not at all for an hour, whatever is asked of a dossier. The figures of
//! the slowing are tested where they are; here is that they hold for all addresses, for one client, and over a restart.

use anyhow::Result;
use shared::wire::ReadDossierRequest;
use tests::{Answer, Client, Guichet, action, rush};

use crate::fixtures::check;

/// Everything that a reference and a code open.
const OPENED: [&str; 3] = ["/api/v1/suivi", action::CHAIN, action::RECEIPT];

const WRONG: &str = "ABCD-EFGH-JKMN";

/// Failures that cost nothing.
const FREE: usize = 5;

fn try_code(client: &Client, path: &str, reference: &str, code: &str, address: &str) -> Result<Answer> {
    let request = ReadDossierRequest {
        reference: reference.to_owned(),
        code: code.to_owned(),
    };
    client.post(path, &[("x-forwarded-for", address)], &request)
}

/// Fails with one reference after the other until the client is slowed, and tells how often it failed. On a slow machine a
/// wait of a second may be over before the next attempt: the next wait is longer, so that one is met in the end.
fn fail_until_slowed(client: &Client, references: &[&str], address: &str) -> Result<usize> {
    let addresses = OPENED.into_iter().cycle();
    for (failures, (reference, path)) in references.iter().cycle().zip(addresses).enumerate() {
        let answer = try_code(client, path, reference, WRONG, address)?;
        if answer.status == 429 {
            tells_to_wait(&answer)?;
            return Ok(failures);
        }
        check::is_problem(&answer, 404, "not-found")?;
    }
    unreachable!("the references are taken again and again")
}

#[track_caller]
fn tells_to_wait(answer: &Answer) -> Result<()> {
    check::is_problem(answer, 429, "too-many-requests")?;
    let seconds: u64 = answer.header("retry-after").parse()?;
    assert!((1..=60).contains(&seconds), "{seconds}");
    Ok(())
}

fn start() -> Result<Guichet> {
    Guichet::start_with(&[("trusted_proxies", "1")])
}

#[test]
fn after_a_few_failures_the_next_attempt_waits_at_every_address() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for path in OPENED {
        let failures = fail_until_slowed(&client, &[&receipt.reference], "192.0.2.1")?;
        let answer = try_code(&client, path, &receipt.reference, &receipt.code, "192.0.2.1")?;
        if answer.status == 200 {
            // A wait that was over already: the next one is twice as long.
            fail_until_slowed(&client, &[&receipt.reference], "192.0.2.1")?;
        } else {
            tells_to_wait(&answer)?;
        }
        assert!(failures < 2 * FREE, "{failures} failures");
    }
    let log = guichet.log()?;
    for function in ["suivi", "depot"] {
        let line = format!("function={function} method=POST status=429 problem=too-many-requests");
        assert!(log.contains(&line), "{log}");
    }
    assert!(log.contains("cause=\"too many attempts\""), "{log}");
    assert!(!log.contains("192.0.2.1"), "{log}");
    Ok(())
}

#[test]
fn who_knows_a_reference_cannot_lock_its_applicant_out() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    fail_until_slowed(&client, &[&receipt.reference], "192.0.2.1")?;
    for path in OPENED {
        let answer = try_code(&client, path, &receipt.reference, &receipt.code, "192.0.2.2")?;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    Ok(())
}

#[test]
fn five_failures_are_free_and_an_unknown_reference_counts_like_a_wrong_code() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let other = Guichet::start()?;
    let unknown = action::file_dossier(&other.client())?;
    let both = [unknown.reference.as_str(), &receipt.reference];
    let failures = fail_until_slowed(&client, &both, "192.0.2.1")?;
    assert!((FREE..2 * FREE).contains(&failures), "{failures} failures");
    Ok(())
}

#[test]
fn a_right_code_takes_no_failure_back() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for _ in 1..FREE {
        let wrong = try_code(&client, OPENED[0], &receipt.reference, WRONG, "192.0.2.1")?;
        assert_eq!(wrong.status, 404);
        let right = try_code(&client, OPENED[0], &receipt.reference, &receipt.code, "192.0.2.1")?;
        assert_eq!(right.status, 200, "{}", right.text());
    }
    let failures = fail_until_slowed(&client, &[&receipt.reference], "192.0.2.1")?;
    assert!(failures < FREE, "{failures} failures");
    Ok(())
}

#[test]
fn what_has_not_the_shape_is_no_attempt() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for _ in 0..10 {
        let answer = try_code(&client, OPENED[0], &receipt.reference, "ABCD", "192.0.2.1")?;
        assert_eq!(answer.status, 422);
    }
    let right = try_code(&client, OPENED[0], &receipt.reference, &receipt.code, "192.0.2.1")?;
    assert_eq!(right.status, 200);
    Ok(())
}

#[test]
fn failures_outlive_a_restart() -> Result<()> {
    let mut guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    fail_until_slowed(&client, &[&receipt.reference], "192.0.2.1")?;
    guichet.restart()?;
    let failures = fail_until_slowed(&client, &[&receipt.reference], "192.0.2.1")?;
    assert!(failures < FREE, "{failures} failures");
    Ok(())
}

/// More at once than any person makes: each is answered, most of them with a wait.
#[test]
fn a_rush_of_attempts_is_slowed_without_a_fault_of_ours() -> Result<()> {
    const SENDERS: usize = 16;
    const EACH: usize = 20;
    let guichet = start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let counts = rush::count_statuses(SENDERS, EACH, || {
        let answer = try_code(&client, OPENED[0], &receipt.reference, WRONG, "192.0.2.1")?;
        Ok(answer.status)
    })?;
    assert_eq!(
        counts.keys().copied().collect::<Vec<_>>(),
        [404, 429],
        "{counts:?}"
    );
    // Those that were under way when the first failures were counted got through too: one for each sender at most.
    assert!(counts[&404] < 2 * SENDERS + FREE, "{counts:?}");
    Ok(())
}
