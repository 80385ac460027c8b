//! What the functions leave behind: a log that tells what went wrong and where, never who or what was typed; a database
//! that opens nothing to who reads it.

use anyhow::Result;
use shared::wire::FileDossierResponse;
use tests::guichet::CODE_KEY;
use tests::{Guichet, action, agents, documents, requests};

#[test]
fn the_log_tells_faults_without_personal_data_or_secrets() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
    let request = requests::valid();
    let key = requests::fresh_key();

    let receipt = action::file_dossier(&client)?;
    let wrong = requests::valid_but(|request| {
        request.attestation_sur_l_honneur = false;
        request.demandeur.siret.push('9');
    });
    assert_eq!(action::send_request(&client, &key, &wrong)?.status, 422);
    let mut shapeless = serde_json::to_value(&request)?;
    shapeless["projet"]["intitule"] = serde_json::json!({ "courriel": requests::COURRIEL });
    let headers = [("idempotency-key", key.as_str())];
    assert_eq!(client.post(action::DOSSIERS, &headers, &shapeless)?.status, 422);
    assert_eq!(
        action::send_request(&client, requests::COURRIEL, &request)?.status,
        400
    );
    assert_eq!(
        action::ask_status(&client, &receipt.reference, "ABCD-EFGH-JKMN")?.status,
        404
    );
    assert_eq!(
        action::ask_status(&client, &receipt.code, &receipt.code)?.status,
        422
    );
    action::read_dossier(&client, &receipt)?;
    let foreign = agents::OF_ILE_DE_FRANCE;
    let change = action::to("recevable", 1);
    assert_eq!(
        action::ask_move(&client, foreign, &key, &receipt.reference, &change)?.status,
        403
    );
    action::move_dossier(&client, agent, &receipt.reference, &change)?;

    let log = guichet.log()?;
    for (function, status) in [
        ("depot", 201),
        ("depot", 422),
        ("depot", 400),
        ("suivi", 200),
        ("suivi", 404),
        ("suivi", 422),
        ("instruction", 200),
        ("instruction", 403),
    ] {
        assert!(
            log.contains(&format!("function={function} method=POST status={status} ")),
            "the log does not tell {function} {status}: {log}"
        );
    }
    for hidden in [
        requests::SIRET,
        requests::COURRIEL,
        &request.demandeur.denomination,
        &request.demandeur.representant_legal,
        &request.projet.intitule,
        &receipt.reference,
        &receipt.code,
        &receipt.code.replace('-', ""),
        agent.key,
        foreign.key,
        CODE_KEY,
        &key,
    ] {
        assert!(!log.contains(hidden), "the log holds `{hidden}`: {log}");
    }
    Ok(())
}

#[test]
fn an_answer_and_its_line_in_the_log_have_one_id() -> Result<()> {
    const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let send = |id| {
        let headers = [("x-request-id", id), ("idempotency-key", key.as_str())];
        client.post_bytes(action::DOSSIERS, &headers, b"{")
    };
    let given = send(ID)?;
    assert_eq!(given.header("x-request-id"), ID);
    let replaced = send(requests::COURRIEL)?;
    let drawn = replaced.header("x-request-id").to_owned();
    assert_eq!(drawn.len(), 16, "{drawn}");
    let log = guichet.log()?;
    for id in [ID, &drawn] {
        assert!(
            log.contains(&format!(
                " request={id} function=depot method=POST status=400 problem=malformed-json "
            )),
            "{log}"
        );
    }
    Ok(())
}

#[test]
fn neither_codes_nor_keys_are_kept_anywhere() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;
    let key = requests::fresh_key();
    let piece = documents::send_as(&client, &key, "Devis", &documents::pdf(200))?;
    let request = requests::valid_but(|request| request.pieces = vec![piece.clone()]);
    let receipt: FileDossierResponse = action::send_request(&client, &key, &request)?.read()?;
    action::read_dossier(&client, &receipt)?;
    action::move_dossier(&client, agent, &receipt.reference, &action::to("recevable", 1))?;

    let kept = guichet.kept_bytes()?;
    let holds = |text: &str| kept.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(
        holds(&receipt.reference),
        "the database is elsewhere: this test proves nothing"
    );
    let bare = receipt.code.replace('-', "");
    for secret in [&receipt.code, &bare, agent.key, CODE_KEY, &key] {
        assert!(!holds(secret), "`{secret}` is kept");
    }
    Ok(())
}
