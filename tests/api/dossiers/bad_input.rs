//! Bodies and headers that are not a request at all: each is refused by its name, and nothing is filed.

use anyhow::Result;
use serde_json::{Value, json};
use tests::{Answer, Client, Guichet, action, agents, requests};
use ureq::http::Method;

use crate::fixtures::{check, raw};

fn send_bytes(client: &Client, body: &[u8]) -> Result<Answer> {
    client.post_bytes(
        action::DOSSIERS,
        &[("idempotency-key", &requests::fresh_key())],
        body,
    )
}

fn send_changed(client: &Client, change: impl FnOnce(&mut Value)) -> Result<Answer> {
    let mut body = serde_json::to_value(requests::valid())?;
    change(&mut body);
    send_bytes(client, body.to_string().as_bytes())
}

fn nothing_was_filed(client: &Client) -> Result<()> {
    assert_eq!(
        action::read_inbox(client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?,
        []
    );
    Ok(())
}

#[test]
fn what_is_not_json_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let valid = serde_json::to_string(&requests::valid())?;
    for body in [
        "",
        "{",
        "hello",
        "{\"demandeur\" 1}",
        "{'demandeur': 1}",
        &valid[..valid.len() - 1],
        &format!("{valid}{valid}"),
        &format!("\u{feff}{valid}"),
    ] {
        check::is_problem(&send_bytes(&client, body.as_bytes())?, 400, "malformed-json")?;
    }
    nothing_was_filed(&client)
}

#[test]
fn what_is_not_utf_8_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let valid = serde_json::to_vec(&requests::valid())?;
    let place = valid.windows(4).position(|bytes| bytes == b"Doub");
    let mut broken = valid.clone();
    broken[place.unwrap_or_default()] = 0xff;
    check::is_problem(&send_bytes(&client, &broken)?, 400, "malformed-json")?;
    nothing_was_filed(&client)
}

#[test]
fn values_of_the_wrong_type_are_named() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for (pointer, value) in [
        ("/demandeur", json!("Forges du Doubs")),
        ("/demandeur", json!(null)),
        ("/demandeur/siret", json!(73_282_932_000_074_u64)),
        ("/demandeur/denomination", json!(["Forges"])),
        ("/projet/couts_previsionnels", json!({"0": "Étude"})),
        ("/projet/couts_previsionnels/0", json!(12)),
        ("/projet/couts_previsionnels/1/montant", json!(6000.5)),
        ("/projet/montant_demande", json!(15_000)),
        ("/attestation_sur_l_honneur", json!("true")),
        ("/source", json!(0)),
    ] {
        let answer = send_changed(&client, |body| {
            if let Some(place) = body.pointer_mut(pointer) {
                *place = value;
            }
        })?;
        check::refuses_fields(&answer, &[(pointer, "wrong_type")])?;
    }
    for body in ["[]", "null", "12", "\"text\"", "true"] {
        check::refuses_fields(&send_bytes(&client, body.as_bytes())?, &[("", "wrong_type")])?;
    }
    nothing_was_filed(&client)
}

#[test]
fn fields_have_names_and_not_places() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let in_order = send_changed(&client, |body| {
        body["projet"]["couts_previsionnels"][0] = json!(["Bureau d’études", "24000"]);
    })?;
    check::refuses_fields(&in_order, &[("/projet/couts_previsionnels/0", "wrong_type")])?;
    nothing_was_filed(&client)
}

#[test]
fn unknown_missing_and_repeated_fields_are_named() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let unknown = send_changed(&client, |body| body["projet"]["rib"] = json!("FR76"))?;
    check::refuses_fields(&unknown, &[("/projet/rib", "unknown_field")])?;
    let unknown = send_changed(&client, |body| body["admin"] = json!(true))?;
    check::refuses_fields(&unknown, &[("/admin", "unknown_field")])?;

    let missing = send_changed(&client, |body| {
        body["demandeur"]
            .as_object_mut()
            .map(|table| table.remove("courriel"));
    })?;
    check::refuses_fields(&missing, &[("/demandeur/courriel", "missing")])?;
    check::refuses_fields(&send_bytes(&client, b"{}")?, &[("/demandeur", "missing")])?;

    let valid = serde_json::to_string(&requests::valid())?;
    let twice = valid.replace("\"siret\":", "\"siret\":\"73282932000074\",\"siret\":");
    check::refuses_fields(
        &send_bytes(&client, twice.as_bytes())?,
        &[("/demandeur/siret", "duplicate_field")],
    )?;
    nothing_was_filed(&client)
}

#[test]
fn a_body_of_two_megabytes_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let request = requests::valid_but(|request| request.projet.description = "x".repeat(2_000_000));
    let body = serde_json::to_vec(&request)?;
    check::is_problem(&raw::file(&guichet, &body, body.len())?, 413, "body-too-large")?;
    nothing_was_filed(&guichet.client())
}

#[test]
fn a_body_that_breaks_off_files_nothing() -> Result<()> {
    let guichet = Guichet::start()?;
    let body = serde_json::to_vec(&requests::valid())?;
    // The client has closed only its side: it still reads, and is told.
    check::is_problem(&raw::file(&guichet, &body, body.len() + 1)?, 400, "body-cut")?;
    nothing_was_filed(&guichet.client())
}

#[test]
fn a_body_of_brackets_only_is_refused_without_harm() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for deep in ["[".repeat(200_000), "{\"demandeur\":".repeat(10_000)] {
        let answer = send_bytes(&client, deep.as_bytes())?;
        assert!([400, 422].contains(&answer.status), "{}", answer.text());
    }
    action::file_dossier(&client).map(drop)
}

#[test]
fn another_content_type_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let body = serde_json::to_vec(&requests::valid())?;
    let key = requests::fresh_key();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "json",
    ] {
        let headers = [("idempotency-key", key.as_str()), ("content-type", kind)];
        let answer = client.call(&Method::POST, action::DOSSIERS, &headers, &body)?;
        check::is_problem(&answer, 415, "unsupported-media-type")?;
    }
    nothing_was_filed(&client)?;
    let headers = [
        ("idempotency-key", key.as_str()),
        ("content-type", "Application/JSON; charset=utf-8"),
    ];
    let answer = client.call(&Method::POST, action::DOSSIERS, &headers, &body)?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    Ok(())
}

#[test]
fn a_key_that_is_not_one_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let without = client.post(action::DOSSIERS, &[], &requests::valid())?;
    check::refuses_named(&without, "invalid-header", "Idempotency-Key", "missing")?;
    let refused =
        |answer: &Answer| check::refuses_named(answer, "invalid-header", "Idempotency-Key", "wrong_shape");
    for key in [
        "",
        "short",
        &"k".repeat(15),
        &"k".repeat(65),
        "a key with spaces in it",
        "clé-de-seize-lettres",
    ] {
        refused(&action::send_request(&client, key, &requests::valid())?)?;
    }
    nothing_was_filed(&client)
}
