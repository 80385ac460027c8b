//! The journey that the project exists for: from a commune typed in part to a decision that survives a crash.

use anyhow::Result;
use tests::{action, agents, requests};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

#[tokio::test]
async fn from_a_commune_typed_in_part_to_a_decision_that_survives_a_kill() -> Result<()> {
    let mut stage = Stage::set().await?;
    let request = requests::valid();
    let page = stage.open("/").await?;
    let guichet = page.guichet();

    guichet.scroll_to().await?;
    let proposals = guichet.look_for_commune("dole").await?;
    assert!(proposals[0].starts_with("Dole"), "{proposals:?}");
    guichet.click("[role=option]").await?;
    guichet.says("[data-territoire]", "Grand Dole").await?;
    guichet.says("[data-territoire]", "2023-2027").await?;
    guichet.press("continue").await?;

    guichet.is_at("demandeur").await?;
    guichet.has_focus("#step-title").await?;
    guichet.fill_demandeur(&request).await?;
    guichet.type_in("demandeur-siret", "73282932000075").await?;
    guichet.press("continue").await?;
    guichet.has_focus("#faults").await?;
    guichet.type_in("demandeur-siret", "732 829 320 00074").await?;
    guichet.press("continue").await?;

    guichet.is_at("etude").await?;
    guichet.says("[data-value=localisation]", "Grand Dole").await?;
    guichet.fill_etude(&request).await?;
    guichet.press("continue").await?;

    guichet.is_at("budget").await?;
    guichet.fill_budget(&request).await?;
    guichet.says("#total", "30 000,50 €").await?;
    guichet
        .says("#aid [data-aid=headline]", "Au plus 15 000,25 €")
        .await?;
    guichet.click("#aid summary").await?;
    guichet.says("#aid", "Plafond par étude : inconnu").await?;
    guichet.go_on_to("pieces").await?;
    guichet.press("continue").await?;

    guichet.is_at("verification").await?;
    for said in [
        "Dole",
        "Forges du Doubs",
        "4 janvier 2027",
        "Bureau d’études",
        "30 000,50 €",
        "15 000 €",
    ] {
        guichet.says("[data-step=verification]", said).await?;
    }
    guichet.press("send").await?;
    guichet.has_focus("#faults").await?;
    assert_eq!(action::read_inbox(&stage.guichet.client(), AGENT)?, []);
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;

    guichet.is_at("recepisse").await?;
    guichet.has_focus("#receipt-title").await?;
    let (reference, _code) = guichet.receipt().await?;
    guichet.press("track").await?;
    guichet.find("[data-status=depose]").await?;
    check::is_silent(&stage.browser).await?;

    let client = stage.guichet.client();
    let inbox = action::read_inbox(&client, AGENT)?;
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].reference, reference);
    action::move_dossier(&client, AGENT, &reference, &action::to("recevable", 1))?;
    guichet.press("refresh").await?;
    guichet.find("[data-status=recevable]").await?;

    stage.guichet.restart()?;
    let page = tests::Page::of(&stage.browser);
    let guichet = page.guichet();
    guichet.press("refresh").await?;
    guichet.find("[data-status=recevable]").await?;
    action::move_dossier(&client, AGENT, &reference, &action::to("en_instruction", 2))?;
    action::move_dossier(&client, AGENT, &reference, &action::to_grant("12000", 3))?;
    guichet.press("refresh").await?;
    guichet.says("[data-status=accorde]", "12 000 €").await
}

#[tokio::test]
async fn a_request_is_followed_from_its_receipt_copied_by_hand() -> Result<()> {
    let stage = Stage::set().await?;
    let client = stage.guichet.client();
    let receipt = action::file_dossier(&client)?;
    let page = stage.open("/").await?;
    let suivi = page.suivi();

    suivi.follow("TI26-2222", "ABCD").await?;
    suivi.says("#reference-fault", "TI26-ABCD-EFGH").await?;
    suivi.says("#code-fault", "ABCD-EFGH-JKMN").await?;
    suivi.has_focus("#reference").await?;

    suivi.follow(&receipt.reference, "ABCD-EFGH-JKMN").await?;
    suivi.says("[role=alert]", "Aucune demande ne correspond").await?;

    let code = receipt.code.to_lowercase().replace('-', " ");
    suivi.follow(&receipt.reference.to_lowercase(), &code).await?;
    suivi.find("[data-status=depose]").await?;
    suivi.has_focus("[data-status]").await?;
    let motif = "Hors du périmètre du programme.";
    action::move_dossier(&client, AGENT, &receipt.reference, &action::to("recevable", 1))?;
    action::move_dossier(
        &client,
        AGENT,
        &receipt.reference,
        &action::to("en_instruction", 2),
    )?;
    action::move_dossier(&client, AGENT, &receipt.reference, &action::to_refuse(motif, 3))?;
    suivi.press("refresh").await?;
    suivi.says("[data-status=refuse]", motif).await
}
