//! How many requests one client may file in an hour.

use std::collections::BTreeMap;

use anyhow::Result;
use shared::wire::FileDossierRequest;
use tests::{Answer, Backend, Client, Guichet, action, agents, requests, rush};

use crate::fixtures::check;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Files the valid request as a proxy forwards it for an address.
fn file_for(client: &Client, forwarded_for: &str, key: &str) -> Result<Answer> {
    let headers = [("idempotency-key", key), ("x-forwarded-for", forwarded_for)];
    client.post(action::DOSSIERS, &headers, &requests::valid())
}

fn status_for(client: &Client, forwarded_for: &str) -> Result<u16> {
    Ok(file_for(client, forwarded_for, &requests::fresh_key())?.status)
}

/// The answer says how long to wait, in its header and in a sentence.
#[track_caller]
fn tells_to_wait(answer: &Answer, most: u64) -> Result<()> {
    check::is_problem(answer, 429, "too-many-requests")?;
    let seconds: u64 = answer.header("retry-after").parse()?;
    assert!((1..=most).contains(&seconds), "{seconds}");
    Ok(())
}

#[test]
fn past_the_limit_a_filing_is_refused_and_says_when_to_come_back() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "2")])?;
    let client = guichet.client();
    action::file_dossier(&client)?;
    action::file_dossier(&client)?;
    let answer = action::send_request(&client, &requests::fresh_key(), &requests::valid())?;
    tells_to_wait(&answer, 3_600)?;
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), 2);
    let line = guichet.log()?;
    assert!(
        line.contains("status=429 problem=too-many-requests cause=\"filing limit reached\""),
        "{line}"
    );
    assert!(!line.contains("127.0.0.1"), "{line}");
    Ok(())
}

#[test]
fn a_replay_is_answered_past_the_limit_and_counts_for_nothing() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "2")])?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let first = action::send_request(&client, &key, &requests::valid())?;
    for _ in 0..3 {
        let again = action::send_request(&client, &key, &requests::valid())?;
        assert_eq!((again.status, again.text()), (200, first.text()));
    }
    action::file_dossier(&client)?;
    assert_eq!(
        action::send_request(&client, &requests::fresh_key(), &requests::valid())?.status,
        429
    );
    let again = action::send_request(&client, &key, &requests::valid())?;
    assert_eq!((again.status, again.text()), (200, first.text()));
    let other = requests::valid_but(|request| "Autre étude".clone_into(&mut request.projet.intitule));
    check::is_problem(
        &action::send_request(&client, &key, &other)?,
        409,
        "idempotency-key-reused",
    )?;
    Ok(())
}

#[test]
fn requests_that_are_wrong_count_for_nothing() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "1")])?;
    let client = guichet.client();
    for _ in 0..3 {
        let wrong = FileDossierRequest::default();
        assert_eq!(
            action::send_request(&client, &requests::fresh_key(), &wrong)?.status,
            422
        );
    }
    action::file_dossier(&client).map(drop)
}

#[test]
fn each_client_of_a_trusted_proxy_has_its_own_limit() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "1"), ("trusted_proxies", "1")])?;
    let client = guichet.client();
    assert_eq!(status_for(&client, "192.0.2.1")?, 201);
    assert_eq!(status_for(&client, "192.0.2.2")?, 201);
    // What a client says of itself is further left.
    assert_eq!(status_for(&client, "192.0.2.9, 192.0.2.1")?, 429);
    // Another address of the same line.
    assert_eq!(status_for(&client, "2001:db8:0:1::1")?, 201);
    assert_eq!(status_for(&client, "2001:db8:0:1:ffff::2")?, 429);
    assert_eq!(status_for(&client, "2001:db8:0:2::1")?, 201);
    // Nobody in particular, twice.
    assert_eq!(status_for(&client, "unknown")?, 201);
    assert_eq!(status_for(&client, "192.0.2.3, _hidden")?, 429);
    Ok(())
}

#[test]
fn without_a_trusted_proxy_no_header_makes_another_client() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "1")])?;
    let client = guichet.client();
    assert_eq!(status_for(&client, "192.0.2.1")?, 201);
    assert_eq!(status_for(&client, "192.0.2.2")?, 429);
    let forged = [
        ("idempotency-key", requests::fresh_key()),
        ("spin-client-addr", "192.0.2.3:1".to_owned()),
    ];
    let forged = forged.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = client.post(action::DOSSIERS, &forged, &requests::valid())?;
    assert_eq!(answer.status, 429, "{}", answer.text());
    // Whoever runs it is told what is likely to be wrong.
    assert!(guichet.log()?.contains("trusted_proxies is 0"));
    Ok(())
}

#[test]
fn no_limit_is_set_by_zero() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "0")])?;
    let client = guichet.client();
    for _ in 0..25 {
        action::file_dossier(&client)?;
    }
    Ok(())
}

#[test]
fn a_limit_that_is_no_number_files_nothing() -> Result<()> {
    for (name, value) in [
        ("filing_limit", "-1"),
        ("filing_limit", "beaucoup"),
        ("trusted_proxies", ""),
        ("guard_key", "short"),
        ("proof_of_work_bits", "25"),
    ] {
        let guichet = Guichet::start_with(&[(name, value)])?;
        let answer = action::send_request(&guichet.client(), &requests::fresh_key(), &requests::valid())?;
        check::is_problem(&answer, 500, "internal")?;
        assert!(guichet.log()?.contains(name), "the log does not say {name}");
    }
    Ok(())
}

/// Many more at once than the limit lets through: each is answered, and no more are filed.
#[test]
fn a_rush_is_held_to_the_limit_without_a_fault_of_ours() -> Result<()> {
    const SENDERS: usize = 16;
    const EACH: usize = 20;
    let guichet = Guichet::start_with(&[("filing_limit", "7")])?;
    let client = guichet.client();
    let counts = rush::count_statuses(SENDERS, EACH, || {
        let answer = action::send_request(&client, &requests::fresh_key(), &requests::valid())?;
        if answer.status == 429 {
            tells_to_wait(&answer, 3_600)?;
        }
        Ok(answer.status)
    })?;
    let filed = counts[&201];
    assert_eq!(
        counts,
        BTreeMap::from([(201, filed), (429, SENDERS * EACH - filed)])
    );
    // On PostgreSQL those that file at the same instant do not see one another (docs/decisions/0012).
    let most = match Backend::chosen()? {
        Backend::Sqlite => 7,
        Backend::Postgres => 7 + SENDERS,
    };
    assert!((7..=most).contains(&filed), "{filed}");
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), filed);
    Ok(())
}
