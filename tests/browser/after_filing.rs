//! What an applicant does in the page with a request that was filed: answers a correction, adds documents, withdraws it,
//! keeps its signed receipt.

use std::fs;

use anyhow::Result;
use serde_json::Value;
use shared::wire::{CorrectionBody, CorrectionItemBody, FileDossierResponse, MoveDossierRequest};
use tests::{action, agents, documents, requests};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

fn ask_for(stage: &Stage, filed: &FileDossierResponse, pointer: &str) -> Result<()> {
    let correction = MoveDossierRequest {
        status: "a_completer".to_owned(),
        seen: 1,
        correction: Some(CorrectionBody {
            due: "2027-01-31".to_owned(),
            items: vec![CorrectionItemBody {
                pointer: pointer.to_owned(),
                piece: String::new(),
                message: "Précisez le titre de l’étude.".to_owned(),
            }],
        }),
        ..MoveDossierRequest::default()
    };
    action::move_dossier(&stage.guichet.client(), AGENT, &filed.reference, &correction)?;
    Ok(())
}

fn opened(stage: &Stage, filed: &FileDossierResponse) -> Result<Value> {
    action::ask_dossier(&stage.guichet.client(), AGENT, &filed.reference)?.read()
}

#[tokio::test]
async fn a_correction_is_answered_in_the_page() -> Result<()> {
    let stage = Stage::set().await?;
    let filed = action::file_dossier(&stage.guichet.client())?;
    ask_for(&stage, &filed, "/projet/intitule")?;
    let page = stage.open("/").await?;
    let suivi = page.suivi();
    suivi.follow(&filed.reference, &filed.code).await?;
    suivi
        .says("[data-status=a_completer]", "Précisez le titre")
        .await?;
    check::is_accessible(page, "a request to be completed").await?;
    suivi.press("answer").await?;
    suivi.is_at("etude").await?;
    suivi.says("[data-notice=asked]", "Précisez le titre").await?;
    suivi.type_in("projet-intitule", " ").await?;
    suivi.press("continue").await?;
    suivi.has_focus("#faults").await?;
    suivi.type_in("projet-intitule", "Titre précisé").await?;
    check::is_accessible(page, "the answer to a correction").await?;
    for step in ["budget", "pieces", "verification"] {
        suivi.press("continue").await?;
        suivi.is_at(step).await?;
    }
    suivi.click("#attestation-sur-l-honneur").await?;
    suivi.press("send").await?;
    suivi.find("[data-status=complete]").await?;
    suivi.has_focus("[data-status]").await?;
    let request = opened(&stage, &filed)?;
    assert_eq!(
        request["amended_request"]["projet"]["intitule"], "Titre précisé",
        "{request}"
    );
    let kept: Vec<String> = page.run("return Object.keys(localStorage)", Vec::new()).await?;
    assert!(kept.is_empty(), "nothing is kept once it is answered: {kept:?}");
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn an_answer_begun_survives_a_closed_page_without_its_code() -> Result<()> {
    let stage = Stage::set().await?;
    let filed = action::file_dossier(&stage.guichet.client())?;
    ask_for(&stage, &filed, "/projet/intitule")?;
    let page = stage.open("/").await?;
    let suivi = page.suivi();
    suivi.follow(&filed.reference, &filed.code).await?;
    suivi.press("answer").await?;
    suivi.is_at("etude").await?;
    suivi.type_in("projet-intitule", "Titre à garder").await?;
    let kept: String = page
        .run("return JSON.stringify({ ...localStorage })", Vec::new())
        .await?;
    assert!(kept.contains("Titre à garder"), "{kept}");
    assert!(!kept.contains(&filed.code), "{kept}");
    page.reload().await?;
    // The draft of an answer is none of the new request's.
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    suivi.follow(&filed.reference, &filed.code).await?;
    suivi.press("answer").await?;
    suivi.is_at("etude").await?;
    suivi.holds("projet-intitule", "Titre à garder").await?;

    // What was begun can be given up: the request is as it was sent.
    suivi.says("[part=draft]", "Voici votre brouillon").await?;
    suivi.press("erase-draft").await?;
    suivi.has_focus("#erase-question").await?;
    check::is_accessible(page, "the question before an answer is given up").await?;
    suivi.press("confirm-erase").await?;
    suivi.find("[data-status=a_completer]").await?;
    let kept: Vec<String> = page.run("return Object.keys(localStorage)", Vec::new()).await?;
    assert!(kept.is_empty(), "{kept:?}");
    suivi.press("answer").await?;
    suivi.is_at("etude").await?;
    suivi
        .holds("projet-intitule", &requests::valid().projet.intitule)
        .await
}

#[tokio::test]
async fn documents_are_added_until_the_decision() -> Result<()> {
    let stage = Stage::set().await?;
    let filed = action::file_dossier(&stage.guichet.client())?;
    // A request that is not sent yet is none of theirs.
    let drafting = stage.open("/").await?;
    drafting.guichet().scroll_to().await?;
    drafting.guichet().choose_commune("64000").await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("comptes.pdf");
    fs::write(&file, documents::pdf(140_000))?;
    let page = stage.open("/").await?;
    let suivi = page.suivi();
    suivi.follow(&filed.reference, &filed.code).await?;
    suivi.press("add-documents").await?;
    suivi.press("send-pieces").await?;
    suivi.says("[role=alert]", "au moins un fichier").await?;
    suivi.choose_file(&file).await?;
    suivi.find("[data-piece=sent]").await?;
    suivi.press("send-pieces").await?;
    suivi.find("#pieces-0-kind-fault").await?;
    suivi.choose("pieces-0-kind", "comptes").await?;
    check::is_accessible(page, "documents being added").await?;
    suivi.press("send-pieces").await?;
    suivi.has_focus("[data-status]").await?;
    suivi.is_gone("[data-step=additions]").await?;
    let request = opened(&stage, &filed)?;
    assert_eq!(request["pieces"][0]["piece"]["name"], "comptes.pdf", "{request}");
    page.reload().await?;
    page.guichet().scroll_to().await?;
    page.guichet().says("[data-territoire]", "Pau").await
}

#[tokio::test]
async fn a_request_is_withdrawn_after_one_question_and_once() -> Result<()> {
    let stage = Stage::set().await?;
    let filed = action::file_dossier(&stage.guichet.client())?;
    let page = stage.open("/").await?;
    let suivi = page.suivi();
    suivi.follow(&filed.reference, &filed.code).await?;
    suivi.press("withdraw").await?;
    suivi.has_focus("#withdraw-question").await?;
    check::is_accessible(page, "the question before a withdrawal").await?;
    suivi.press("cancel-withdraw").await?;
    suivi.find("[data-status=depose]").await?;
    suivi.press("withdraw").await?;
    suivi.press("confirm-withdraw").await?;
    suivi.find("[data-status=retire]").await?;
    suivi.is_gone("[data-action=withdraw]").await?;
    suivi.is_gone("[data-action=add-documents]").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn the_signed_receipt_is_a_file_to_keep() -> Result<()> {
    let stage = Stage::set().await?;
    let filed = action::file_dossier(&stage.guichet.client())?;
    let page = stage.open("/").await?;
    page.act(
        "window.saved = []; const click = HTMLAnchorElement.prototype.click; \
         URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved.push(text)); return 'blob:none'; }; \
         HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); }",
        Vec::new(),
    )
    .await?;
    let suivi = page.suivi();
    suivi.follow(&filed.reference, &filed.code).await?;
    suivi.press("save-receipt").await?;
    page.settle().await?;
    let saved: Vec<String> = page.run("return window.saved", Vec::new()).await?;
    assert_eq!(saved.len(), 2, "{saved:?}");
    assert!(
        saved.contains(&format!("recepisse-{}.jws", filed.reference)),
        "{saved:?}"
    );
    assert!(saved.contains(&filed.receipt), "{saved:?}");
    Ok(())
}
