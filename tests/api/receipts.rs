//! The receipt: given with the filing and again, checked without the service, by our own tool and by a library that is
//! not ours.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use shared::wire::{FileDossierResponse, ListKeysResponse, ReadChainResponse, ReadReceiptResponse, Receipt};
use tests::guichet::PUBLIC_KEY;
use tests::{Client, Guichet, action, agents, artefacts, requests};
use ureq::http::Method;

use crate::fixtures::check;

/// What a receipt says, signed by whomever.
fn payload_of(jws: &str) -> Result<String> {
    let payload = jws.split('.').nth(1).context("a receipt has three parts")?;
    Ok(String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(payload)?)?)
}

fn read_payload(jws: &str) -> Result<Receipt> {
    Ok(serde_json::from_str(&payload_of(jws)?)?)
}

fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn read_keys(client: &Client) -> Result<String> {
    let answer = client.get(action::KEYS)?;
    ensure!(answer.status == 200, "{}", answer.text());
    Ok(answer.text())
}

fn read_again(client: &Client, filed: &FileDossierResponse) -> Result<ReadReceiptResponse> {
    action::ask_of_dossier(client, action::RECEIPT, filed, &[])?.read()
}

fn read_chain(client: &Client, filed: &FileDossierResponse) -> Result<String> {
    let answer = action::ask_of_dossier(client, action::CHAIN, filed, &[])?;
    ensure!(answer.status == 200, "{}", answer.text());
    Ok(answer.text())
}

/// Runs `cargo xtask verify` over files of these names and contents, in a folder of their own.
fn verify(files: &[(&str, &str)], arguments: &[&str]) -> Result<Output> {
    let folder = tempfile::tempdir()?;
    for (name, content) in files {
        fs::write(folder.path().join(name), content)?;
    }
    let mut command = Command::new(artefacts::xtask()?);
    Ok(command
        .arg("verify")
        .args(arguments)
        .current_dir(folder.path())
        .output()?)
}

/// Whether it says that the receipt holds, by its exit code and by its words.
fn holds(output: &Output) -> Result<bool> {
    let said = String::from_utf8_lossy(&output.stdout);
    match (
        output.status.code(),
        said.contains("REFUSED"),
        said.contains("it holds"),
    ) {
        (Some(0), false, true) => Ok(true),
        (Some(1), true, false) => Ok(false),
        _ => anyhow::bail!("{said}{}", String::from_utf8_lossy(&output.stderr)),
    }
}

const RECEIPT_AND_KEYS: [&str; 3] = ["receipt.json", "--keys", "jwks.json"];

#[test]
fn a_filing_gives_a_receipt_that_says_what_was_filed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let receipt = read_payload(&filed.receipt)?;
    assert_eq!(receipt.format, "guichet-receipt-1");
    assert_eq!(receipt.reference, filed.reference);
    assert_eq!(receipt.filed_at, filed.filed_at);
    assert_eq!(receipt.territoire, filed.territoire);
    assert_eq!(receipt.rules_version, filed.rules_version);
    assert_eq!(
        (receipt.regime.as_str(), receipt.montant_demande.as_str()),
        ("general", "15000.00")
    );
    assert_eq!(receipt.pieces, []);
    let told = receipt.acknowledgement;
    let dossier = action::read_dossier(&client, &filed)?;
    assert_eq!(told.deadlines, dossier.deadlines);
    let silence = told.silence.context("silence decides")?;
    assert!(told.deadlines[0].day < silence.day && silence.means == "rejet");
    // The deployment under test names no service: it is unknown, and said to be.
    assert_eq!((told.service.name, told.doubts.len()), (None, 1));
    let kinds: Vec<_> = told
        .mentions
        .iter()
        .map(|mention| mention.kind.as_str())
        .collect();
    let expected = [
        "acknowledgement",
        "completeness",
        "administrative_remedy",
        "judicial_remedy",
    ];
    assert_eq!(kinds, expected);
    Ok(())
}

#[test]
fn a_receipt_names_no_person_and_no_code() -> Result<()> {
    let guichet = Guichet::start()?;
    let filed = action::file_dossier(&guichet.client())?;
    let payload = payload_of(&filed.receipt)?;
    let request = requests::valid();
    for personal in [
        &filed.code,
        &request.demandeur.denomination,
        &request.demandeur.siret,
        &request.demandeur.adresse,
        &request.demandeur.representant_legal,
        &request.demandeur.courriel,
        &request.projet.intitule,
        &request.projet.description,
    ] {
        assert!(!payload.contains(personal.as_str()), "{personal}");
    }
    Ok(())
}

#[test]
fn a_receipt_is_checked_away_from_the_service() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = action::send_request(&client, &requests::fresh_key(), &requests::valid())?;
    let filed: FileDossierResponse = answer.read()?;
    let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
    action::move_dossier(&client, agent, &filed.reference, &action::to("recevable", 1))?;
    let (keys, chain) = (read_keys(&client)?, read_chain(&client, &filed)?);
    let again = action::ask_of_dossier(&client, action::RECEIPT, &filed, &[])?.text();
    drop(guichet);

    for receipt in [filed.receipt.as_str(), answer.text().as_str(), again.as_str()] {
        let beside = [
            ("receipt.json", receipt),
            ("jwks.json", keys.as_str()),
            ("chain.json", chain.as_str()),
        ];
        let arguments = [&RECEIPT_AND_KEYS[..], &["--chain", "chain.json"]].concat();
        let output = verify(&beside, &arguments)?;
        assert!(holds(&output)?, "{}", String::from_utf8_lossy(&output.stdout));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            said.contains(&filed.reference) && !said.contains(&filed.code),
            "{said}"
        );
        assert!(said.contains("from 1 to 2 (recevable)"), "{said}");
    }
    let request: ReadReceiptResponse = serde_json::from_str(&again)?;
    let beside = [
        ("receipt.json", filed.receipt.as_str()),
        ("jwks.json", keys.as_str()),
        ("request.json", request.sworn_request.as_str()),
    ];
    assert!(holds(&verify(
        &beside,
        &[&RECEIPT_AND_KEYS[..], &["--request", "request.json"]].concat()
    )?)?);
    Ok(())
}

#[test]
fn what_was_tampered_with_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let other = action::file_dossier(&client)?;
    let (keys, chain) = (read_keys(&client)?, read_chain(&client, &filed)?);
    let jws = filed.receipt.as_str();
    let richer = payload_of(jws)?.replace("15000.00", "95000.00");
    let parts: Vec<&str> = jws.split('.').collect();
    let richer = [parts[0], &BASE64_URL_SAFE_NO_PAD.encode(richer), parts[2]].join(".");
    let of_other_key = keys.replace(PUBLIC_KEY, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let other_chain = read_chain(&client, &other)?;
    let altered_chain = chain.replace("depose", "accorde");
    for (receipt, keys, chain) in [
        (richer.as_str(), &keys, &chain),
        (&jws[..jws.len() - 2], &keys, &chain),
        (jws, &of_other_key, &chain),
        (jws, &keys, &other_chain),
        (jws, &keys, &altered_chain),
    ] {
        let beside = [
            ("receipt.json", receipt),
            ("jwks.json", keys),
            ("chain.json", chain),
        ];
        let arguments = [&RECEIPT_AND_KEYS[..], &["--chain", "chain.json"]].concat();
        assert!(!holds(&verify(&beside, &arguments)?)?, "{receipt} {keys} {chain}");
    }
    let beside = [
        ("receipt.json", jws),
        ("jwks.json", &keys),
        ("devis.pdf", "never sent"),
    ];
    assert!(!holds(&verify(
        &beside,
        &[&RECEIPT_AND_KEYS[..], &["--piece", "devis.pdf"]].concat()
    )?)?);
    Ok(())
}

#[test]
fn the_receipt_is_given_again_with_the_request_that_it_is_the_digest_of() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
    action::move_dossier(&client, agent, &filed.reference, &action::to("recevable", 1))?;
    let again = read_again(&client, &filed)?;
    assert_eq!(again.receipt, filed.receipt);
    let receipt = read_payload(&again.receipt)?;
    assert_eq!(receipt.request_sha256, sha256(&again.sworn_request));
    let sworn: Value = serde_json::from_str(&again.sworn_request)?;
    assert_eq!(sworn, serde_json::to_value(requests::valid())?);
    Ok(())
}

#[test]
fn the_receipt_and_the_chain_open_with_the_code_only() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let elsewhere = Guichet::start()?;
    let unknown = action::file_dossier(&elsewhere.client())?;
    let wrong_code = FileDossierResponse {
        code: unknown.code.clone(),
        ..filed.clone()
    };
    // The five failures that are free.
    let status = action::ask_status(&client, &filed.reference, &unknown.code)?;
    for path in [action::RECEIPT, action::CHAIN] {
        let wrong = action::ask_of_dossier(&client, path, &wrong_code, &[])?;
        let none = action::ask_of_dossier(&client, path, &unknown, &[])?;
        check::is_problem(&wrong, 404, "not-found")?;
        assert_eq!(wrong.body, none.body);
        assert_eq!(wrong.body, status.body);
        check::refuses_method(&client.get(path)?, "POST")?;
        let empty = client.post_bytes(path, &[], b"{\"reference\":\"\",\"code\":\"\"}")?;
        check::refuses_fields(&empty, &[("/reference", "wrong_shape"), ("/code", "wrong_shape")])?;
        let text = client.call(&Method::POST, path, &[("content-type", "text/plain")], b"a")?;
        check::is_problem(&text, 415, "unsupported-media-type")?;
    }
    Ok(())
}

#[test]
fn the_keys_are_published_for_any_page_and_may_be_kept() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = client.get(action::KEYS)?;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    // RFC 8037, appendix A.3: the name of the key of the tests.
    let expected = json!({"keys": [{
        "kty": "OKP", "crv": "Ed25519", "x": PUBLIC_KEY, "use": "sig", "alg": "EdDSA",
        "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    }]});
    assert_eq!(answer.read::<Value>()?, expected);
    check::refuses_method(&client.post_bytes(action::KEYS, &[], b"{}")?, "GET")
}

/// Another key, and the one of before among those that stay published.
const ROTATED: &[(&str, &str)] = &[
    (
        "receipt_signing_key",
        "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",
    ),
    ("receipt_public_keys", PUBLIC_KEY),
    ("service_name", "Un service nommé depuis"),
];

#[test]
fn a_receipt_outlives_the_key_that_signed_it() -> Result<()> {
    let mut guichet = Guichet::start()?;
    let key = requests::fresh_key();
    let before: FileDossierResponse =
        action::send_request(&guichet.client(), &key, &requests::valid())?.read()?;
    guichet.restart_with(ROTATED)?;
    let client = guichet.client();
    let after: FileDossierResponse = action::send_request(&client, &key, &requests::valid())?.read()?;
    assert_ne!(after.receipt, before.receipt);
    assert_eq!(payload_of(&after.receipt)?, payload_of(&before.receipt)?);
    assert_eq!(read_again(&client, &before)?.receipt, after.receipt);
    let keys = read_keys(&client)?;
    assert_eq!(serde_json::from_str::<ListKeysResponse>(&keys)?.keys.len(), 2);
    for receipt in [&before.receipt, &after.receipt] {
        let beside = [("receipt.json", receipt.as_str()), ("jwks.json", keys.as_str())];
        assert!(holds(&verify(&beside, &RECEIPT_AND_KEYS)?)?);
    }
    let new = action::file_dossier(&client)?;
    let service = read_payload(&new.receipt)?.acknowledgement.service;
    assert_eq!(service.name.as_deref(), Some("Un service nommé depuis"));
    Ok(())
}

#[test]
fn a_signing_key_that_is_none_files_nothing_and_is_not_told() -> Result<()> {
    let mut guichet = Guichet::start_with(&[("receipt_signing_key", "too-short-a-secret")])?;
    let key = requests::fresh_key();
    let answer = action::send_request(&guichet.client(), &key, &requests::valid())?;
    check::is_problem(&answer, 500, "internal")?;
    check::is_problem(&guichet.client().get(action::KEYS)?, 500, "internal")?;
    let log = guichet.log()?;
    assert!(
        log.contains("receipt_signing_key") && !log.contains("too-short-a-secret"),
        "{log}"
    );
    guichet.restart_with(&[])?;
    let inbox = action::read_inbox(&guichet.client(), agents::OF_BOURGOGNE_FRANCHE_COMTE)?;
    assert_eq!(inbox, []);
    assert_eq!(
        action::send_request(&guichet.client(), &key, &requests::valid())?.status,
        201
    );
    Ok(())
}

#[test]
fn the_chain_begins_with_the_receipt_and_names_no_agent() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
    for change in [
        action::to("recevable", 1),
        action::to("en_instruction", 2),
        action::to_refuse("Hors champ.", 3),
    ] {
        action::move_dossier(&client, agent, &filed.reference, &change)?;
    }
    let text = read_chain(&client, &filed)?;
    assert!(
        !text.contains(agent.label) && !text.contains("Hors champ"),
        "{text}"
    );
    let chain: ReadChainResponse = serde_json::from_str(&text)?;
    assert_eq!(chain.events[0].hash, read_payload(&filed.receipt)?.event_hash);
    assert_eq!(chain.code_digest, sha256(filed.code.replace('-', "")));
    let told: Vec<_> = chain
        .events
        .iter()
        .map(|event| (event.seq, event.actor.as_str(), event.formula))
        .collect();
    assert_eq!(
        told,
        [
            (1, "demandeur", 2),
            (2, "agent", 2),
            (3, "agent", 2),
            (4, "agent", 2)
        ]
    );
    for pair in chain.events.windows(2) {
        assert_eq!(pair[1].previous_hash, pair[0].hash);
    }
    Ok(())
}

const PAGE: [(&str, &str); 2] = [("accept", "text/html"), ("accept-language", "fr")];

#[test]
fn the_receipt_is_a_page_that_runs_and_loads_nothing() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let page = action::ask_of_dossier(&client, action::RECEIPT, &filed, &PAGE)?;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    assert_eq!(
        (page.header("cache-control"), page.header("content-language")),
        ("no-store", "fr")
    );
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(
        !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    let text = page.text();
    assert!(
        text.contains(&filed.reference) && text.contains(&filed.receipt),
        "{text}"
    );
    assert!(!text.contains(&filed.code) && !text.contains("<script"), "{text}");

    // A page without a script sends a form.
    let form = format!("reference={}&code={}", filed.reference, filed.code);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
        ("accept-language", "fr"),
    ];
    let of_form = client.call(&Method::POST, action::RECEIPT, &headers, form.as_bytes())?;
    assert_eq!(of_form.text(), text);
    let english = action::ask_of_dossier(
        &client,
        action::RECEIPT,
        &filed,
        &[PAGE[0], ("accept-language", "en")],
    )?;
    assert!(english.text().starts_with("<!DOCTYPE html><html lang=\"en\">"));
    Ok(())
}

/// A receipt by the `jose` of the npm registry: the signature, the choice of the key, the header.
#[test]
fn a_library_that_is_not_ours_finds_the_receipt_good() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let keys: Value = serde_json::from_str(&read_keys(&client)?)?;
    let output = ask_jose(&filed.receipt, &keys)?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let found: Value = serde_json::from_slice(&output.stdout)?;
    let header = json!({
        "alg": "EdDSA", "typ": "guichet-receipt", "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    });
    assert_eq!(found["header"], header);
    assert_eq!(found["payload"], payload_of(&filed.receipt)?.as_str());

    let mut parts: Vec<String> = filed.receipt.split('.').map(str::to_owned).collect();
    parts[1] = BASE64_URL_SAFE_NO_PAD.encode(payload_of(&filed.receipt)?.replace("15000.00", "95000.00"));
    assert!(!ask_jose(&parts.join("."), &keys)?.status.success());
    Ok(())
}

fn ask_jose(jws: &str, keys: &Value) -> Result<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("api/receipts/verify.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .arg(artefacts::jose()?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("node cannot be started: run `cargo xtask setup`")?;
    let question = json!({"jws": jws, "jwks": keys}).to_string();
    node.stdin
        .take()
        .context("node reads nothing")?
        .write_all(question.as_bytes())?;
    Ok(node.wait_with_output()?)
}
