//! What a request holds besides the form of the arrêté: the plan de financement, the de minimis aids, the documents.

use std::fs;

use anyhow::Result;
use serde_json::{Value, json};
use tests::documents;
use tests::{Page, action, agents, requests};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Cuts the second part of the documents, as a network that goes; `window.mend()` gives it back.
const CUT: &str = "
    const real = fetch;
    window.fetch = (request) => request.url.includes('/parts/1')
      ? Promise.reject(new TypeError('cut')) : real(request);
    window.mend = () => { window.fetch = real; }";

/// Goes to the budget with everything before filled in.
async fn fill_to_budget(page: Page<'_>) -> Result<()> {
    let (guichet, request) = (page.guichet(), requests::valid());
    guichet.fill_to_budget(&request).await?;
    guichet.fill_budget(&request).await
}

#[tokio::test]
async fn a_plan_is_proposed_and_must_add_up() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    fill_to_budget(page).await?;
    guichet.press("propose-plan").await?;
    guichet.has_focus("#plan-de-financement-0-financeur").await?;
    guichet.says("[data-plan=gap]", "exactement").await?;
    guichet.find("svg.bar").await?;
    guichet.type_in("plan-de-financement-1-montant", "10 000").await?;
    guichet.says("[data-plan=gap]", "Il manque").await?;
    guichet.press("continue").await?;
    guichet.has_focus("#faults").await?;
    guichet
        .says("#plan-de-financement-fault", "doivent être égaux")
        .await?;
    guichet
        .click("#plan-de-financement [data-action=add-line]")
        .await?;
    guichet.has_focus("#plan-de-financement-2-financeur").await?;
    check::is_accessible(page, "a plan that does not add up").await?;
    for _ in 0..3 {
        guichet
            .click("#plan-de-financement [data-line='0'] [data-action=remove-line]")
            .await?;
    }
    guichet.find("[data-action=propose-plan]").await?;
    guichet.go_on_to("pieces").await
}

#[tokio::test]
async fn de_minimis_aids_add_up_over_three_years() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    fill_to_budget(page).await?;
    guichet.go_on_to("pieces").await?;
    guichet.click("#de-minimis-some").await?;
    guichet.type_in("aides-de-minimis-0-financeur", "Région").await?;
    guichet
        .type_in("aides-de-minimis-0-montant", "12 000,50 €")
        .await?;
    let today: String = page
        .run("return new Date().toISOString().slice(0, 10)", Vec::new())
        .await?;
    guichet
        .choose_day("aides-de-minimis-0-date-octroi", &today)
        .await?;
    guichet.says("[data-de-minimis=total]", "287 999,50 €").await?;
    guichet.click("#aides-de-minimis [data-action=add-line]").await?;
    guichet.type_in("aides-de-minimis-1-montant", "5 000").await?;
    // Older than three years: it does not count.
    guichet
        .choose_day("aides-de-minimis-1-date-octroi", "2020-01-01")
        .await?;
    guichet.says("[data-de-minimis=total]", "287 999,50 €").await?;
    guichet.press("continue").await?;
    guichet.has_focus("#faults").await?;
    guichet.click("#de-minimis-none").await?;
    guichet.is_gone("#aides-de-minimis").await?;
    guichet.go_on_to("verification").await?;
    guichet.says("[data-step=verification]", "Non, aucune").await
}

#[tokio::test]
async fn a_document_that_was_cut_goes_on_where_it_was_and_is_filed() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    let folder = tempfile::tempdir()?;
    let (quote, empty) = (folder.path().join("devis.pdf"), folder.path().join("vide.pdf"));
    fs::write(&quote, documents::pdf(300_000))?;
    fs::write(&empty, b"")?;
    fill_to_budget(page).await?;
    guichet.go_on_to("pieces").await?;

    guichet.choose_file(&empty).await?;
    guichet
        .says("[data-line='0'] [data-piece=refused]", "vide")
        .await?;
    guichet
        .click("#pieces [data-line='0'] [data-action=remove-line]")
        .await?;
    guichet.is_gone("#pieces-0-name").await?;
    // What the service does not take is told in its words, and is not to be sent again.
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "Des notes")?;
    guichet.choose_file(&notes).await?;
    guichet
        .says("[data-line='0'] [data-piece=refused]", "type de fichier")
        .await?;
    guichet.is_gone("[data-action=send-piece-again]").await?;
    guichet
        .click("#pieces [data-line='0'] [data-action=remove-line]")
        .await?;
    guichet.is_gone("#pieces-0-name").await?;

    page.act(CUT, Vec::new()).await?;
    guichet.choose_file(&quote).await?;
    guichet.find("[data-piece=failed]").await?;
    check::is_accessible(page, "a document that was cut").await?;
    guichet.choose("pieces-0-kind", "devis").await?;
    guichet.go_on_to("verification").await?;
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;
    guichet.says("[role=alert]", "Attendez que les pièces").await?;

    // The page is closed: the file must be chosen again, and only what is missing is sent.
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("verification").await?;
    guichet.press("edit-pieces").await?;
    guichet.find("[data-piece=lost]").await?;
    page.act(
        "window.sent = []; const real = fetch; \
         window.fetch = (request) => { window.sent.push(request.url); return real(request); }",
        Vec::new(),
    )
    .await?;
    guichet.choose_file(&quote).await?;
    guichet.find("[data-piece=sent]").await?;
    let sent: Vec<String> = page.run("return window.sent", Vec::new()).await?;
    assert!(sent.iter().all(|url| !url.ends_with("/parts/0")), "{sent:?}");
    guichet.go_on_to("verification").await?;
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;
    let (reference, _code) = guichet.receipt().await?;
    let opened: Value = action::ask_dossier(&stage.guichet.client(), AGENT, &reference)?.read()?;
    assert_eq!(
        opened["pieces"][0]["piece"]["name"],
        json!("devis.pdf"),
        "{opened}"
    );
    Ok(())
}
