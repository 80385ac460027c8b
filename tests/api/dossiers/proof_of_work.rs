//! The proof of work that a deployment may ask of a filing.

use anyhow::Result;
use tests::{Answer, Guichet, action, agents, requests, work};
use ureq::http::Method;

use crate::fixtures::check;

/// Few enough to be found at once by a test.
const BITS: u8 = 10;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// A moment that no test lives to see: 2100.
const FAR: i64 = 4_102_444_800;

fn start() -> Result<Guichet> {
    Guichet::start_with(&[("proof_of_work_bits", "10")])
}

/// The answer asks for a proof, says what is wrong with the one that came and what to do.
#[track_caller]
fn asks_for_proof(answer: &Answer, code: &str) -> Result<()> {
    let problem = check::is_problem(answer, 428, "proof-of-work-required")?;
    let told: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code.as_str()))
        .collect();
    assert_eq!(told, [("Proof-Of-Work", code)]);
    assert!(
        problem.detail_fr.contains("adressez-vous au service"),
        "{}",
        problem.detail_fr
    );
    assert!(
        problem.detail_fr.contains(work::CHALLENGE),
        "{}",
        problem.detail_fr
    );
    Ok(())
}

#[test]
fn a_filing_with_a_solved_challenge_is_accepted_once() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let request = requests::valid();
    let challenge = work::read_challenge(&client)?;
    assert_eq!((challenge.bits, challenge.required), (BITS, true));
    let proof = work::solve(&challenge.challenge, BITS);

    let key = requests::fresh_key();
    let filed = work::send_with_proof(&client, &key, &proof, &request)?;
    assert_eq!(filed.status, 201, "{}", filed.text());

    let other = work::send_with_proof(&client, &requests::fresh_key(), &proof, &request)?;
    asks_for_proof(&other, "already_used")?;
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), 1);

    // The client that lost its receipt sends what it sent, or sends it without the proof.
    let again = work::send_with_proof(&client, &key, &proof, &request)?;
    assert_eq!((again.status, again.text()), (200, filed.text()));
    let without = action::send_request(&client, &key, &request)?;
    assert_eq!((without.status, without.text()), (200, filed.text()));
    Ok(())
}

#[test]
fn each_challenge_is_another_and_nobody_keeps_it() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let answer = client.get(work::CHALLENGE)?;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_ne!(
        work::read_challenge(&client)?.challenge,
        work::read_challenge(&client)?.challenge
    );
    check::refuses_method(&client.post_bytes(work::CHALLENGE, &[], b"{}")?, "GET")?;
    let head = client.call(&Method::HEAD, work::CHALLENGE, &[], b"")?;
    assert_eq!(head.status, 200);
    Ok(())
}

#[test]
fn without_a_proof_nothing_is_filed_and_the_people_to_ask_are_named() -> Result<()> {
    let guichet = Guichet::start_with(&[
        ("proof_of_work_bits", "10"),
        ("service_email", "aides@region.example"),
    ])?;
    let client = guichet.client();
    let answer = action::send_request(&client, &requests::fresh_key(), &requests::valid())?;
    asks_for_proof(&answer, "missing")?;
    assert!(
        answer.text().contains("aides@region.example"),
        "{}",
        answer.text()
    );
    assert_eq!(action::read_inbox(&client, AGENT)?, []);
    Ok(())
}

#[test]
fn a_proof_that_does_not_hold_is_told_for_what_it_is() -> Result<()> {
    let guichet = start()?;
    let client = guichet.client();
    let drawn = work::read_challenge(&client)?.challenge;
    let expired = work::sign([1; 16], 1_000_000_000, BITS)?;
    let easier = work::sign([2; 16], FAR, BITS - 1)?;
    let mut forged = drawn.clone();
    forged.replace_range(10..11, if &drawn[10..11] == "A" { "B" } else { "A" });
    for (proof, code) in [
        (work::solve(&expired, BITS), "expired"),
        (work::solve(&easier, BITS), "too_few_bits"),
        (work::solve(&forged, BITS), "forged"),
        (work::miss(&drawn, BITS), "not_solved"),
        (drawn.clone(), "wrong_shape"),
        (format!("{drawn}:-1"), "wrong_shape"),
        (format!("{drawn}:99999999999999999999"), "wrong_shape"),
        (":0".to_owned(), "wrong_shape"),
        ("%:0".to_owned(), "wrong_shape"),
        ("a".repeat(4_000), "wrong_shape"),
    ] {
        let answer = work::send_with_proof(&client, &requests::fresh_key(), &proof, &requests::valid())?;
        asks_for_proof(&answer, code)?;
    }
    assert_eq!(action::read_inbox(&client, AGENT)?, []);
    // The one that was drawn is as good as before, and so is one that was drawn when more was asked for.
    let harder = work::sign([3; 16], FAR, BITS + 1)?;
    for proof in [work::solve(&drawn, BITS), work::solve(&harder, BITS + 1)] {
        let answer = work::send_with_proof(&client, &requests::fresh_key(), &proof, &requests::valid())?;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    Ok(())
}

#[test]
fn what_is_wrong_in_the_request_is_told_before_any_proof_is_asked_for() -> Result<()> {
    let guichet = start()?;
    let wrong = requests::valid_but(|request| request.attestation_sur_l_honneur = false);
    let answer = action::send_request(&guichet.client(), &requests::fresh_key(), &wrong)?;
    check::is_problem(&answer, 422, "invalid-fields")?;
    Ok(())
}

#[test]
fn a_guichet_that_asks_for_none_looks_at_none() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let challenge = work::read_challenge(&client)?;
    assert_eq!((challenge.bits, challenge.required), (0, false));
    for _ in 0..2 {
        let answer = work::send_with_proof(&client, &requests::fresh_key(), "nothing", &requests::valid())?;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    Ok(())
}

#[test]
fn a_challenge_outlives_a_restart() -> Result<()> {
    let mut guichet = start()?;
    let client = guichet.client();
    let proof = work::solve(&work::read_challenge(&client)?.challenge, BITS);
    guichet.restart()?;
    let answer = work::send_with_proof(&client, &requests::fresh_key(), &proof, &requests::valid())?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    guichet.restart()?;
    let answer = work::send_with_proof(&client, &requests::fresh_key(), &proof, &requests::valid())?;
    asks_for_proof(&answer, "already_used")
}
