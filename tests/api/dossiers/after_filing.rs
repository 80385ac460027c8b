//! `/api/v1/dossiers/…`: what an applicant does with a request that was filed: answer a correction, add documents,
//! withdraw; each once for its key, until the decision.

use anyhow::Result;
use serde_json::Value;
use shared::wire::{
    AddPiecesRequest, AnswerCorrectionRequest, CorrectionBody, CorrectionItemBody, FileDossierRequest,
    FileDossierResponse, MoveDossierRequest, MoveDossierResponse, OpenDossierResponse, PieceBody,
    ReadChainResponse, ReadRequestResponse, WithdrawDossierRequest,
};
use tests::{Answer, Client, Guichet, action, agents, documents, requests};

use crate::fixtures::check;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Asks for the quote and another title.
fn correction(seen: u32) -> MoveDossierRequest {
    let item = |pointer: &str, piece: &str| CorrectionItemBody {
        pointer: pointer.to_owned(),
        piece: piece.to_owned(),
        message: "Précisez.".to_owned(),
    };
    MoveDossierRequest {
        correction: Some(CorrectionBody {
            due: "2030-12-31".to_owned(),
            items: vec![item("/projet/intitule", ""), item("", "Devis")],
        }),
        ..action::to("a_completer", seen)
    }
}

/// A dossier of which something is asked: version 2.
fn to_complete(client: &Client) -> Result<FileDossierResponse> {
    let filed = action::file_dossier(client)?;
    action::move_dossier(client, AGENT, &filed.reference, &correction(1))?;
    Ok(filed)
}

fn read_request(client: &Client, filed: &FileDossierResponse) -> Result<ReadRequestResponse> {
    action::ask_of_dossier(client, "/api/v1/suivi/request", filed, &[])?.read()
}

fn answer_with(
    client: &Client,
    key: &str,
    filed: &FileDossierResponse,
    seen: u32,
    request: FileDossierRequest,
) -> Result<Answer> {
    let sent = AnswerCorrectionRequest {
        reference: filed.reference.clone(),
        code: filed.code.clone(),
        seen,
        request,
    };
    client.post("/api/v1/dossiers/answer", &[("idempotency-key", key)], &sent)
}

fn add(client: &Client, key: &str, filed: &FileDossierResponse, pieces: Vec<PieceBody>) -> Result<Answer> {
    let sent = AddPiecesRequest {
        reference: filed.reference.clone(),
        code: filed.code.clone(),
        pieces,
    };
    client.post("/api/v1/dossiers/pieces", &[("idempotency-key", key)], &sent)
}

fn withdraw(client: &Client, key: &str, filed: &FileDossierResponse) -> Result<Answer> {
    let sent = WithdrawDossierRequest {
        reference: filed.reference.clone(),
        code: filed.code.clone(),
    };
    client.post("/api/v1/dossiers/withdrawal", &[("idempotency-key", key)], &sent)
}

fn moved(answer: &Answer) -> Result<(String, u32)> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let dossier = answer.read::<MoveDossierResponse>()?.dossier;
    Ok((dossier.status, dossier.version))
}

#[test]
fn a_correction_is_answered_with_the_request_amended_and_the_document_asked_for() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = to_complete(&client)?;
    let key = requests::fresh_key();
    let piece = documents::send_as(&client, &key, "Devis", &documents::pdf(300))?;
    let mut read = read_request(&client, &filed)?;
    assert_eq!(read.version, 2);
    read.request.projet.intitule = "Récupération de chaleur, four 2".to_owned();
    read.request.projet.montant_demande = "12000".to_owned();
    read.request.pieces.push(piece.clone());
    let answered = answer_with(&client, &key, &filed, 2, read.request.clone())?;
    assert_eq!(moved(&answered)?, ("complete".to_owned(), 3));

    let status = action::read_dossier(&client, &filed)?;
    assert_eq!(status.intitule, "Récupération de chaleur, four 2");
    assert_eq!(status.montant_demande, "12000.00");
    assert_eq!(status.pending_correction, None);
    let now = read_request(&client, &filed)?;
    assert_eq!((now.version, now.request), (3, read.request.clone()));
    assert_eq!(now.pieces[0].piece.id, piece.id);

    let opened: OpenDossierResponse = action::ask_dossier(&client, AGENT, &filed.reference)?.read()?;
    assert_eq!(opened.request, requests::valid());
    assert_eq!(opened.amended_request, Some(read.request));
    assert_eq!(opened.pieces, now.pieces);
    Ok(())
}

#[test]
fn an_answer_sent_again_counts_once_and_from_another_version_is_a_conflict() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = to_complete(&client)?;
    let request = requests::valid_but(|request| request.projet.intitule = "Autre".to_owned());
    let key = requests::fresh_key();
    let stale = answer_with(&client, &key, &filed, 1, request.clone())?;
    check::is_problem(&stale, 409, "outdated")?;
    let first = answer_with(&client, &key, &filed, 2, request.clone())?;
    let again = answer_with(&client, &key, &filed, 2, request.clone())?;
    assert_eq!(moved(&first)?, ("complete".to_owned(), 3));
    assert_eq!(moved(&again)?, ("complete".to_owned(), 3));
    let other = requests::valid_but(|request| request.projet.intitule = "Encore".to_owned());
    let reused = answer_with(&client, &key, &filed, 2, other)?;
    check::is_problem(&reused, 409, "idempotency-key-reused")?;
    let nothing_asked = answer_with(&client, &requests::fresh_key(), &filed, 3, request)?;
    check::is_problem(&nothing_asked, 409, "impossible-move")?;
    Ok(())
}

#[test]
fn an_answer_names_each_field_that_is_wrong() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = to_complete(&client)?;
    let answer = |change: &dyn Fn(&mut FileDossierRequest)| {
        let request = requests::valid_but(|request| change(request));
        answer_with(&client, &requests::fresh_key(), &filed, 2, request)
    };
    check::refuses_fields(&answer(&|_| {})?, &[("/request", "missing")])?;
    check::refuses_fields(
        &answer(&|request| request.projet.montant_demande = "99999".to_owned())?,
        &[("/request/projet/montant_demande", "above_total")],
    )?;
    // Chalon-sur-Saône: another territory.
    check::refuses_fields(
        &answer(&|request| request.projet.commune = "71076".to_owned())?,
        &[("/request/projet/commune", "another_territoire")],
    )?;
    check::refuses_fields(
        &answer(&|request| request.projet.commune = "75056".to_owned())?,
        &[("/request/projet/commune", "outside_territoire")],
    )?;
    let piece = PieceBody {
        kind: "devis".to_owned(),
        name: "Devis".to_owned(),
        id: "0".repeat(32),
    };
    check::refuses_fields(
        &answer(&|request| request.pieces = vec![piece.clone()])?,
        &[("/request/pieces/0/id", "piece_not_sent")],
    )
}

#[test]
fn documents_are_added_until_the_decision() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let key = requests::fresh_key();
    let piece = documents::send_as(&client, &key, "Délibération", &documents::pdf(300))?;
    let first = add(&client, &key, &filed, vec![piece.clone()])?;
    let again = add(&client, &key, &filed, vec![piece.clone()])?;
    assert_eq!(moved(&first)?, ("depose".to_owned(), 2));
    assert_eq!(first.body, again.body);
    let history = action::read_dossier(&client, &filed)?.history;
    assert_eq!(history[1].action.as_deref(), Some("pieces"));
    assert_eq!(read_request(&client, &filed)?.pieces[0].piece.id, piece.id);
    check::refuses_fields(
        &add(&client, &requests::fresh_key(), &filed, Vec::new())?,
        &[("/pieces", "missing")],
    )?;

    action::move_dossier(&client, AGENT, &filed.reference, &action::to("recevable", 2))?;
    action::move_dossier(&client, AGENT, &filed.reference, &action::to("en_instruction", 3))?;
    action::move_dossier(
        &client,
        AGENT,
        &filed.reference,
        &action::to_refuse("Hors périmètre.", 4),
    )?;
    let late = requests::fresh_key();
    let piece = documents::send_as(&client, &late, "Devis", &documents::pdf(400))?;
    check::is_problem(&add(&client, &late, &filed, vec![piece])?, 409, "impossible-move")?;
    Ok(())
}

#[test]
fn a_request_is_withdrawn_once_until_the_decision() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    action::move_dossier(&client, AGENT, &filed.reference, &action::to("recevable", 1))?;
    let key = requests::fresh_key();
    for _ in 0..2 {
        assert_eq!(
            moved(&withdraw(&client, &key, &filed)?)?,
            ("retire".to_owned(), 3)
        );
    }
    check::is_problem(
        &withdraw(&client, &requests::fresh_key(), &filed)?,
        409,
        "impossible-move",
    )?;
    let status = action::read_dossier(&client, &filed)?;
    assert_eq!(status.status, "retire");
    let chain: ReadChainResponse = action::ask_of_dossier(&client, action::CHAIN, &filed, &[])?.read()?;
    let actors: Vec<_> = chain.events.iter().map(|event| event.actor.as_str()).collect();
    assert_eq!(actors, ["demandeur", "agent", "demandeur"]);
    Ok(())
}

#[test]
fn what_opens_no_dossier_moves_none() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let (filed, other) = (action::file_dossier(&client)?, action::file_dossier(&client)?);
    let wrong = FileDossierResponse {
        code: other.code,
        ..filed.clone()
    };
    let key = requests::fresh_key();
    for refused in [
        withdraw(&client, &key, &wrong)?,
        add(&client, &key, &wrong, Vec::new())?,
        answer_with(&client, &key, &wrong, 1, requests::valid())?,
    ] {
        check::is_problem(&refused, 404, "not-found")?;
    }
    assert_eq!(action::read_dossier(&client, &filed)?.history.len(), 1);
    Ok(())
}

#[test]
fn a_key_that_filed_moves_nothing() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let filed: FileDossierResponse = action::send_request(&client, &key, &requests::valid())?.read()?;
    check::is_problem(&withdraw(&client, &key, &filed)?, 409, "idempotency-key-reused")?;
    Ok(())
}

#[test]
fn an_agent_cannot_do_what_is_the_applicants() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let filed = action::file_dossier(&client)?;
    let change = MoveDossierRequest {
        action: Some("pieces".to_owned()),
        ..action::to("", 1)
    };
    let answer = action::ask_move(&client, AGENT, &requests::fresh_key(), &filed.reference, &change)?;
    check::refuses_fields(&answer, &[("/action", "unknown_action")])?;
    let told: Value = answer.read()?;
    assert!(!told.to_string().contains("Pièces ajoutées"));
    Ok(())
}

#[test]
fn what_was_asked_for_is_sent_though_there_are_eight_documents() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let send = |key: &str, size| documents::send_as(&client, key, "Devis", &documents::pdf(size));
    let pieces: Vec<_> = (0..8)
        .map(|place| send(&key, 200 + place))
        .collect::<Result<_>>()?;
    let request = requests::valid_but(|request| request.pieces.clone_from(&pieces));
    let filed: FileDossierResponse = action::send_request(&client, &key, &request)?.read()?;
    action::move_dossier(&client, AGENT, &filed.reference, &correction(1))?;
    let answer = |count: usize| -> Result<Answer> {
        let key = requests::fresh_key();
        let mut amended = request.clone();
        for place in 0..count {
            amended.pieces.push(send(&key, 400 + place)?);
        }
        answer_with(&client, &key, &filed, 2, amended)
    };
    check::refuses_fields(&answer(9)?, &[("/request/pieces", "too_many_pieces")])?;
    assert_eq!(moved(&answer(8)?)?, ("complete".to_owned(), 3));
    assert_eq!(read_request(&client, &filed)?.pieces.len(), 16);
    Ok(())
}
