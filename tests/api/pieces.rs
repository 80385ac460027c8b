//! `/api/v1/pieces`: documents sent in parts, judged by their content, joined by the request that names them.

use anyhow::{Context as _, Result};
use serde_json::json;
use shared::wire::{
    FileDossierResponse, FiledEvent, OpenDossierResponse, PieceBody, ReadPieceLimitsResponse,
    ReadPieceRequest, ReadPieceResponse, ReadReceiptResponse, ReadRequestResponse, Receipt,
};
use tests::documents::{self, PIECES};
use tests::{Answer, Client, Guichet, action, agents, requests};
use ureq::http::Method;

use crate::fixtures::check;

/// A document that takes three parts.
const SIZE: usize = 300_000;

fn file_with(client: &Client, key: &str, pieces: Vec<PieceBody>) -> Result<Answer> {
    action::send_request(
        client,
        key,
        &requests::valid_but(|request| request.pieces = pieces),
    )
}

/// The piece of a dossier, for who holds its code.
fn ask_piece(client: &Client, filed: &FileDossierResponse, id: &str) -> Result<Answer> {
    let request = ReadPieceRequest {
        reference: filed.reference.clone(),
        code: filed.code.clone(),
        id: id.to_owned(),
    };
    client.post("/api/v1/suivi/piece", &[], &request)
}

fn ask_piece_as(client: &Client, agent: agents::Agent, reference: &str, id: &str) -> Result<Answer> {
    let path = format!("{}/{reference}/pieces/{id}", action::INBOX);
    let authorisation = action::bearer(agent.key);
    client.call(&Method::GET, &path, &[("authorization", &authorisation)], b"")
}

fn read_receipt(client: &Client, filed: &FileDossierResponse) -> Result<Receipt> {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    let again: ReadReceiptResponse = action::ask_of_dossier(client, action::RECEIPT, filed, &[])?.read()?;
    let payload = again
        .receipt
        .split('.')
        .nth(1)
        .context("a receipt has three parts")?;
    Ok(serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload)?)?)
}

#[test]
fn the_limits_are_told_before_anything_is_sent() -> Result<()> {
    let guichet = Guichet::start()?;
    let limits: ReadPieceLimitsResponse = guichet.client().get(PIECES)?.read()?;
    assert_eq!(
        (limits.piece_bytes, limits.pieces, limits.part_bytes),
        (5 * 1024 * 1024, 8, 128 * 1024)
    );
    let extensions: Vec<_> = limits
        .media_types
        .iter()
        .map(|kind| kind.extension.as_str())
        .collect();
    assert_eq!(extensions, ["pdf", "png", "jpg", "odt", "ods", "docx", "xlsx"]);
    Ok(())
}

#[test]
fn a_document_is_sent_named_told_and_given_back_as_it_was() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let (key, bytes) = (requests::fresh_key(), documents::pdf(SIZE));
    let piece = documents::send_as(&client, &key, "Devis n° 1", &bytes)?;
    let answer = file_with(&client, &key, vec![piece.clone()])?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let filed: FileDossierResponse = answer.read()?;

    let receipt = read_receipt(&client, &filed)?;
    let told = &receipt.pieces[..];
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].sha256, documents::sha256(&bytes));
    assert_eq!(
        (told[0].size, told[0].media_type.as_str(), told[0].name.as_str()),
        (300_000, "application/pdf", "Devis n° 1")
    );
    let request: ReadRequestResponse =
        action::ask_of_dossier(&client, "/api/v1/suivi/request", &filed, &[])?.read()?;
    assert_eq!(request.pieces.len(), 1);
    assert_eq!(request.pieces[0].piece, told[0]);
    assert_eq!(
        (request.pieces[0].received_at.as_str(), request.version),
        (filed.filed_at.as_str(), 1)
    );
    assert_eq!(request.request.pieces, std::slice::from_ref(&piece));

    let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
    let dossier: OpenDossierResponse = action::ask_dossier(&client, agent, &filed.reference)?.read()?;
    assert_eq!(dossier.pieces, request.pieces);
    for given in [
        ask_piece(&client, &filed, &piece.id)?,
        ask_piece_as(&client, agent, &filed.reference, &piece.id)?,
    ] {
        assert_eq!(given.status, 200, "{}", given.text());
        assert_eq!(given.body, bytes);
        assert_eq!(given.header("content-type"), "application/pdf");
        assert_eq!(
            given.header("content-disposition"),
            "attachment; filename=\"Devis n_ 1.pdf\"; filename*=UTF-8''Devis%20n%C2%B0%201.pdf"
        );
        assert_eq!(given.header("x-content-type-options"), "nosniff");
        assert_eq!(given.header("cache-control"), "no-store");
        assert!(
            given
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
    }
    Ok(())
}

#[test]
fn a_document_is_given_to_nobody_else() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let piece = documents::send_as(&client, &key, "Devis", &documents::pdf(100))?;
    let filed: FileDossierResponse = file_with(&client, &key, vec![piece.clone()])?.read()?;
    let other = action::file_dossier(&client)?;
    let wrong_code = FileDossierResponse {
        code: other.code.clone(),
        ..filed.clone()
    };
    for refused in [
        ask_piece(&client, &other, &piece.id)?,
        ask_piece(&client, &wrong_code, &piece.id)?,
        ask_piece(&client, &filed, &"0".repeat(32))?,
        ask_piece(&client, &filed, "../../etc/passwd")?,
    ] {
        check::is_problem(&refused, 404, "not-found")?;
    }
    let elsewhere = ask_piece_as(&client, agents::OF_ILE_DE_FRANCE, &filed.reference, &piece.id)?;
    check::is_problem(&elsewhere, 403, "forbidden")?;
    // Under another key the document is not there, neither to read nor to name.
    let theirs = requests::fresh_key();
    let seen = client.call(
        &Method::GET,
        &format!("{PIECES}/{}", piece.id),
        &[("idempotency-key", &theirs)],
        b"",
    )?;
    check::is_problem(&seen, 404, "not-found")?;
    let named = file_with(&client, &theirs, vec![piece])?;
    check::refuses_fields(&named, &[("/pieces/0/id", "piece_not_sent")])
}

#[test]
fn a_sending_that_was_cut_goes_on_where_it_was() -> Result<()> {
    let mut guichet = Guichet::start()?;
    let client = guichet.client();
    let (key, bytes) = (requests::fresh_key(), documents::pdf(SIZE));
    let opened = documents::open(&client, &key, &bytes)?;
    assert_eq!(opened.missing, [0, 1, 2]);
    let length = usize::try_from(opened.part_bytes)?;
    // The last first, and twice.
    for _ in 0..2 {
        let answer = documents::send_part(&client, &key, &opened.id, 2, &bytes[2 * length..])?;
        assert_eq!(answer.read::<ReadPieceResponse>()?.missing, [0, 1]);
    }
    check::is_problem(
        &documents::seal(&client, &key, &opened.id)?,
        409,
        "piece-incomplete",
    )?;
    guichet.restart()?;
    let again = documents::open(&client, &key, &bytes)?;
    assert_eq!((&again.id, &again.missing), (&opened.id, &vec![0, 1]));
    documents::send_parts(&client, &key, &again, &bytes)?;
    for _ in 0..2 {
        let sealed: ReadPieceResponse = documents::seal(&client, &key, &again.id)?.read()?;
        assert_eq!(sealed.media_type.as_deref(), Some("application/pdf"));
    }
    Ok(())
}

#[test]
fn what_is_empty_cut_mistyped_or_unsafe_is_refused_with_its_reason() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let whole = documents::pdf(400);
    let bomb = documents::archive("xl/workbook.xml", 0x2000_0000);
    for (bytes, code) in [
        (&whole[..whole.len() - 8], "cut"),
        (
            b"<!doctype html><script>alert(1)</script>".as_slice(),
            "not_accepted",
        ),
        (b"MZ\x90\x00", "not_accepted"),
        (b"\x89PNG\r\n\x1a\n", "cut"),
        (b"PK\x03\x04", "cut"),
        (bomb.as_slice(), "unpacks_to_too_much"),
        (documents::archive("word/vbaProject.bin", 1).as_slice(), "macros"),
        (documents::archive("programme.exe", 1).as_slice(), "not_accepted"),
    ] {
        let key = requests::fresh_key();
        check::refuses_fields(&documents::send(&client, &key, bytes)?, &[("", code)])?;
        // It is forgotten: announced again, all of it is missing.
        assert_eq!(documents::open(&client, &key, bytes)?.missing, [0]);
    }
    Ok(())
}

#[test]
fn an_announcement_names_each_field_that_is_wrong() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let digest = "0".repeat(64);
    let key = requests::fresh_key();
    let ask = |body| client.post(PIECES, &[("idempotency-key", &key)], &body);
    for (body, faults) in [
        (json!({"size": 0, "sha256": digest}), vec![("/size", "empty")]),
        (
            json!({"size": 5_242_881, "sha256": digest}),
            vec![("/size", "too_large")],
        ),
        (
            json!({"size": u64::MAX, "sha256": digest}),
            vec![("/size", "too_large")],
        ),
        (
            json!({"size": 1, "sha256": "F".repeat(64)}),
            vec![("/sha256", "wrong_shape")],
        ),
        (
            json!({"size": 0, "sha256": ""}),
            vec![("/size", "empty"), ("/sha256", "wrong_shape")],
        ),
    ] {
        check::refuses_fields(&ask(body)?, &faults)?;
    }
    assert_eq!(ask(json!({"size": 5_242_880, "sha256": digest}))?.status, 200);
    let without_key = client.post(PIECES, &[], &json!({"size": 1, "sha256": digest}))?;
    check::refuses_named(&without_key, "invalid-header", "Idempotency-Key", "missing")
}

#[test]
fn a_part_has_its_place_its_size_and_its_kind() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let (key, bytes) = (requests::fresh_key(), documents::pdf(SIZE));
    let piece = documents::open(&client, &key, &bytes)?;
    let send = |place: u32, bytes: &[u8]| documents::send_part(&client, &key, &piece.id, place, bytes);
    let length = usize::try_from(piece.part_bytes)?;
    check::refuses_fields(&send(0, &bytes[..length - 1])?, &[("", "wrong_part_size")])?;
    check::refuses_fields(&send(0, b"")?, &[("", "wrong_part_size")])?;
    check::refuses_fields(&send(0, &bytes[..=length])?, &[("", "wrong_part_size")])?;
    check::is_problem(&send(0, &vec![0; 256 * 1024 + 1])?, 413, "body-too-large")?;
    check::is_problem(&send(3, b"x")?, 404, "not-found")?;
    for place in ["-1", "x", "4294967296", "00000000000000000000001x"] {
        let path = format!("{PIECES}/{}/parts/{place}", piece.id);
        let headers = [
            ("idempotency-key", key.as_str()),
            ("content-type", "application/octet-stream"),
        ];
        check::is_problem(
            &client.call(&Method::POST, &path, &headers, b"x")?,
            404,
            "not-found",
        )?;
    }
    let path = format!("{PIECES}/{}/parts/0", piece.id);
    let as_json = client.post_bytes(&path, &[("idempotency-key", &key)], &bytes[..length])?;
    check::is_problem(&as_json, 415, "unsupported-media-type")?;
    // Nothing of all that was kept.
    assert_eq!(documents::open(&client, &key, &bytes)?.missing, [0, 1, 2]);
    Ok(())
}

#[test]
fn bytes_that_are_not_those_announced_are_told_and_may_be_sent_again() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let (key, bytes) = (requests::fresh_key(), documents::pdf(100));
    let piece = documents::open(&client, &key, &bytes)?;
    let spoilt = vec![b'x'; bytes.len()];
    assert_eq!(
        documents::send_part(&client, &key, &piece.id, 0, &spoilt)?.status,
        200
    );
    check::refuses_fields(
        &documents::seal(&client, &key, &piece.id)?,
        &[("", "wrong_digest")],
    )?;
    assert_eq!(documents::send(&client, &key, &bytes)?.status, 200);
    Ok(())
}

#[test]
fn a_request_has_at_most_eight_documents() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let pieces: Vec<_> = (0..9)
        .map(|place| documents::send_as(&client, &key, "Devis", &documents::pdf(200 + place)))
        .collect::<Result<_>>()?;
    let refused = file_with(&client, &key, pieces.clone())?;
    check::refuses_fields(&refused, &[("/pieces", "too_many_pieces")])?;
    let answer = file_with(&client, &key, pieces[..8].to_vec())?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let filed: FileDossierResponse = answer.read()?;
    assert_eq!(read_receipt(&client, &filed)?.pieces.len(), 8);
    // The ninth was sent and never named: it is no document of the dossier.
    check::is_problem(&ask_piece(&client, &filed, &pieces[8].id)?, 404, "not-found")?;
    Ok(())
}

#[test]
fn a_seventeenth_announcement_is_refused_and_the_first_ones_go_on() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    for place in 0..16 {
        documents::open(&client, &key, &documents::pdf(200 + place))?;
    }
    let refused = documents::ask_open(&client, &key, &documents::pdf(300))?;
    check::is_problem(&refused, 409, "too-many-pieces")?;
    documents::open(&client, &key, &documents::pdf(200))?;
    Ok(())
}

#[test]
fn the_same_request_with_its_documents_files_once() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let piece = documents::send_as(&client, &key, "Devis", &documents::pdf(100))?;
    let first = file_with(&client, &key, vec![piece.clone()])?;
    let second = file_with(&client, &key, vec![piece])?;
    assert_eq!((first.status, second.status), (201, 200));
    assert_eq!(first.body, second.body);
    Ok(())
}

#[test]
fn a_request_without_documents_is_stored_as_it_always_was() -> Result<()> {
    let event = FiledEvent {
        rules_version: "0.1.0".to_owned(),
        request: requests::valid(),
        regime: None,
        told: None,
        pieces: Vec::new(),
    };
    assert!(!serde_json::to_string(&event)?.contains("pieces"));
    Ok(())
}

#[test]
fn a_client_sends_sixteen_documents_for_each_request_that_it_may_file() -> Result<()> {
    let guichet = Guichet::start_with(&[("filing_limit", "1")])?;
    let client = guichet.client();
    for place in 0..16 {
        documents::open(&client, &requests::fresh_key(), &documents::pdf(200 + place))?;
    }
    let key = requests::fresh_key();
    let refused = documents::ask_open(&client, &key, &documents::pdf(300))?;
    check::is_problem(&refused, 429, "too-many-requests")?;
    let wait: u64 = refused.header("retry-after").parse()?;
    assert!((1..=3_600).contains(&wait), "{wait}");
    Ok(())
}
