//! Who may see and move a dossier: the agents of its région, by their key.

use anyhow::Result;
use tests::{Answer, Client, Guichet, action, agents, requests};
use ureq::http::Method;

use crate::fixtures::check;

fn is_unauthorised(answer: &Answer) -> Result<()> {
    check::is_problem(answer, 401, "unauthorised")?;
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    Ok(())
}

fn move_with(client: &Client, authorisation: &str, reference: &str) -> Result<Answer> {
    let key = requests::fresh_key();
    let headers = [
        ("authorization", authorisation),
        ("idempotency-key", key.as_str()),
    ];
    client.post(
        &format!("{}/{reference}", action::INBOX),
        &headers,
        &action::to("recevable", 1),
    )
}

#[test]
fn without_a_right_key_nothing_is_read_or_moved() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let right = agents::OF_BOURGOGNE_FRANCHE_COMTE.key;
    is_unauthorised(&client.get(action::INBOX)?)?;
    for authorisation in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        &action::bearer(&right.to_uppercase()),
        &action::bearer(&right[1..]),
        &format!("Basic {right}"),
        right,
    ] {
        let headers = [("authorization", authorisation)];
        is_unauthorised(&client.call(&Method::GET, action::INBOX, &headers, b"")?)?;
        let one = format!("{}/{}", action::INBOX, receipt.reference);
        is_unauthorised(&client.call(&Method::GET, &one, &headers, b"")?)?;
        is_unauthorised(&move_with(&client, authorisation, &receipt.reference)?)?;
    }
    assert_eq!(action::read_dossier(&client, &receipt)?.status, "depose");
    Ok(())
}

#[test]
fn a_dossier_of_another_region_is_neither_seen_nor_moved() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    assert_eq!(action::read_inbox(&client, agents::OF_ILE_DE_FRANCE)?, []);
    let foreign = action::bearer(agents::OF_ILE_DE_FRANCE.key);
    let answer = move_with(&client, &foreign, &receipt.reference)?;
    check::is_problem(&answer, 403, "forbidden")?;
    let answer = action::ask_dossier(&client, agents::OF_ILE_DE_FRANCE, &receipt.reference)?;
    check::is_problem(&answer, 403, "forbidden")?;
    assert_eq!(action::read_dossier(&client, &receipt)?.status, "depose");
    Ok(())
}

#[test]
fn what_is_not_a_dossier_is_not_found() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let own = action::bearer(agents::OF_BOURGOGNE_FRANCHE_COMTE.key);
    let elsewhere = action::file_dossier(&Guichet::start()?.client())?;
    for reference in [elsewhere.reference.as_str(), "TI26", "x", "%2e%2e"] {
        check::is_problem(&move_with(&client, &own, reference)?, 404, "not-found")?;
        let answer = action::ask_dossier(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE, reference)?;
        check::is_problem(&answer, 404, "not-found")?;
    }
    let deeper = client.get("/api/v1/instruction/dossiers/a/b")?;
    check::is_problem(&deeper, 404, "not-found")?;
    check::is_problem(&client.get("/api/v1/instruction")?, 404, "not-found")?;
    Ok(())
}

#[test]
fn each_address_has_its_method() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    check::refuses_method(&client.call(&Method::DELETE, action::INBOX, &[], b"")?, "GET")?;
    let one = format!("{}/TI26-2222-2222", action::INBOX);
    check::refuses_method(&client.call(&Method::PUT, &one, &[], b"")?, "GET, POST")
}
