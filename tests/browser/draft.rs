//! The draft on the device: what was typed comes back, and goes when asked.

use std::fs;

use anyhow::Result;
use serde_json::json;
use tests::requests;

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

#[tokio::test]
async fn what_was_typed_survives_a_reload() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.fill_to_demandeur().await?;
    guichet.says("[part=draft]", "Pas encore envoyée").await?;
    guichet
        .type_in("demandeur-denomination", "Forges du Doubs")
        .await?;
    guichet.type_in("demandeur-siret", "12").await?;
    guichet.says("[data-draft=state]", "enregistré").await?;

    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("demandeur").await?;
    guichet.says("[part=draft]", "Pas encore envoyée").await?;
    guichet
        .says("[data-draft=state]", "Voici votre brouillon")
        .await?;
    assert_eq!(guichet.value("demandeur-denomination").await?, "Forges du Doubs");
    assert_eq!(guichet.value("demandeur-siret").await?, "12");
    guichet.press("back").await?;
    guichet.is_at("territoire").await?;
    assert!(guichet.value("projet-commune").await?.starts_with("Dole ("));
    Ok(())
}

#[tokio::test]
async fn a_commune_taken_up_again_can_be_typed_over_from_the_first_key() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.find("[data-territoire] dl").await?;
    guichet.type_in("projet-commune", "st-etienne").await?;
    guichet.says("#projet-commune-option-0", "Saint-Étienne").await?;
    guichet.holds("projet-commune", "st-etienne").await
}

#[tokio::test]
async fn an_erased_draft_is_gone_after_one_question() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.press("erase-draft").await?;
    guichet.has_focus("#erase-question").await?;
    guichet.press("cancel-erase").await?;
    guichet.press("erase-draft").await?;
    guichet.press("confirm-erase").await?;
    guichet.is_gone("[data-territoire]").await?;
    guichet.holds("projet-commune", "").await?;

    let kept: Vec<String> = page.run("return Object.keys(localStorage)", Vec::new()).await?;
    assert_eq!(kept, Vec::<String>::new());
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.holds("projet-commune", "").await?;
    Ok(())
}

#[tokio::test]
async fn nothing_is_kept_once_the_request_is_sent() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.fill_everything(&requests::valid()).await?;
    guichet.press("send").await?;
    let (_reference, code) = guichet.receipt().await?;
    let kept: String = page
        .run(
            "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])",
            Vec::new(),
        )
        .await?;
    assert!(kept.starts_with("[{},{},"), "{kept}");
    assert!(!kept.contains(&code), "{kept}");
    // The code is shown here only: nobody leaves it by a slip.
    guichet.press("start-again").await?;
    guichet.has_focus("#again-question").await?;
    guichet.press("cancel-start-again").await?;
    guichet.has_focus("[data-action=start-again]").await?;
    guichet.says("[data-receipt=code]", &code).await?;
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    guichet.holds("projet-commune", "").await?;
    Ok(())
}

#[tokio::test]
async fn without_storage_the_journey_goes_on_and_says_so() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    page.act(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        Vec::new(),
    )
    .await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.says("[part=draft]", "ne fermez pas cette page").await?;
    guichet.go_on_to("demandeur").await
}

#[tokio::test]
async fn several_drafts_are_kept_taken_up_and_erased() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.click("[data-draft=options] summary").await?;
    guichet.press("another-request").await?;
    guichet.holds("projet-commune", "").await?;
    guichet.says("[data-drafts=others]", "Dole").await?;
    check::is_accessible(page, "two drafts").await?;
    guichet.choose_commune("64000").await?;
    guichet.press("resume-draft").await?;
    guichet.says("[data-territoire]", "Grand Dole").await?;
    guichet.says("[data-drafts=others]", "Pau").await?;
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.says("[data-drafts=others]", "Dole").await?;
    guichet.press("erase-other").await?;
    guichet.has_focus("#erase-other-question").await?;
    guichet.press("confirm-erase-other").await?;
    guichet.has_focus("#step-title").await?;
    guichet.is_gone("[data-drafts=others]").await?;
    let kept: Vec<String> = page.run("return Object.keys(localStorage)", Vec::new()).await?;
    assert_eq!(kept.len(), 1, "{kept:?}");
    Ok(())
}

#[tokio::test]
async fn a_draft_is_taken_elsewhere_in_a_file() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    page.act(
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return 'blob:none'; }; \
         HTMLAnchorElement.prototype.click = () => {}",
        Vec::new(),
    )
    .await?;
    let guichet = page.guichet();
    guichet.fill_to_demandeur().await?;
    guichet
        .type_in("demandeur-denomination", "Forges \"du\" Doubs 🏭")
        .await?;
    guichet.click("[data-draft=options] summary").await?;
    guichet.press("save-draft").await?;
    page.settle().await?;
    let saved: String = page.run("return window.saved", Vec::new()).await?;
    let folder = tempfile::tempdir()?;
    let (file, other) = (
        folder.path().join("brouillon.json"),
        folder.path().join("autre.json"),
    );
    fs::write(&file, saved)?;
    fs::write(&other, "{}")?;

    // Another device, where nothing was typed yet.
    page.act("localStorage.clear()", Vec::new()).await?;
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.find("[data-finder]").await?;
    guichet.open_draft_file(&other).await?;
    guichet
        .says("[data-step=territoire]", "n’est pas un brouillon")
        .await?;
    guichet.choose_commune("64000").await?;
    guichet.click("[data-draft=options] summary").await?;
    guichet.open_draft_file(&other).await?;
    guichet
        .says("[data-draft=options]", "n’est pas un brouillon")
        .await?;
    guichet.open_draft_file(&file).await?;
    guichet.is_at("demandeur").await?;
    guichet
        .holds("demandeur-denomination", "Forges \"du\" Doubs 🏭")
        .await
}

/// Sets the clock of the device off by so many days.
const CLOCK: &str = "
    const [days] = arguments;
    const Real = Date;
    window.Date = class extends Real {
      constructor(...given) { given.length ? super(...given) : super(Real.now() + days * 864e5); }
      static now() { return Real.now() + days * 864e5; }
    };";

#[tokio::test]
async fn a_clock_that_is_wrong_loses_nothing_and_files() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let (guichet, request) = (page.guichet(), requests::valid());
    page.act(CLOCK, vec![json!(-3650)]).await?;
    guichet.fill_everything(&request).await?;
    // The clock is right when the page is opened again: the draft was kept ten years ago, by its own word.
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("verification").await?;
    guichet.press("edit-demandeur").await?;
    guichet.is_at("demandeur").await?;
    guichet
        .holds("demandeur-denomination", &request.demandeur.denomination)
        .await?;
    // It goes far ahead while the applicant types, and back when the page is opened again.
    page.act(CLOCK, vec![json!(3650)]).await?;
    guichet
        .type_in("demandeur-denomination", "Forges d’un autre jour")
        .await?;
    guichet.says("[data-draft=state]", "enregistré").await?;
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("demandeur").await?;
    guichet
        .holds("demandeur-denomination", "Forges d’un autre jour")
        .await?;
    for step in ["etude", "budget", "pieces", "verification"] {
        guichet.press("continue").await?;
        guichet.is_at(step).await?;
    }
    // What was changed is sworn again.
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;
    guichet.receipt().await.map(drop)
}

#[tokio::test]
async fn two_elements_of_a_page_do_not_share_a_draft() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(
        "document.querySelector('main').prepend(document.createElement('ti-demande'))",
        Vec::new(),
    )
    .await?;
    let (one, other) = (page.widget("ti-demande"), page.guichet());
    one.scroll_to().await?;
    one.choose_commune("dole").await?;
    other.scroll_to().await?;
    other.is_at("territoire").await?;
    other.holds("projet-commune", "").await?;
    other.choose_commune("64000").await?;
    let kept: Vec<String> = page.run("return Object.keys(localStorage)", Vec::new()).await?;
    assert_eq!(kept.len(), 2, "{kept:?}");
    Ok(())
}

#[tokio::test]
async fn a_tab_killed_at_any_step_loses_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    let request = requests::valid();
    let again = async || -> Result<()> {
        // The last key was pressed just before: what is typed is kept at once.
        stage.browser.kill_tab().await?;
        stage.open("/").await?.guichet().scroll_to().await
    };
    let guichet = tests::Page::of(&stage.browser).guichet();
    stage.open("/").await?;
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    again().await?;
    guichet.find("[data-territoire] dl").await?;

    guichet.go_on_to("demandeur").await?;
    guichet.fill_demandeur(&request).await?;
    again().await?;
    guichet.is_at("demandeur").await?;
    guichet
        .holds("demandeur-courriel", &request.demandeur.courriel)
        .await?;
    guichet.holds("demandeur-siret", &request.demandeur.siret).await?;

    guichet.go_on_to("etude").await?;
    guichet.fill_etude(&request).await?;
    again().await?;
    guichet.is_at("etude").await?;
    guichet
        .holds("projet-description", &request.projet.description)
        .await?;
    guichet.holds("projet-date-fin", &request.projet.date_fin).await?;

    guichet.go_on_to("budget").await?;
    guichet.fill_budget(&request).await?;
    guichet.press("propose-plan").await?;
    again().await?;
    guichet.is_at("budget").await?;
    guichet
        .holds("couts-1-montant", &request.projet.couts_previsionnels[1].montant)
        .await?;
    guichet.find("#plan-total").await?;

    guichet.go_on_to("pieces").await?;
    guichet.click("#de-minimis-some").await?;
    guichet.type_in("aides-de-minimis-0-financeur", "Région").await?;
    again().await?;
    guichet.is_at("pieces").await?;
    guichet.holds("aides-de-minimis-0-financeur", "Région").await?;
    guichet.click("#de-minimis-none").await?;

    guichet.go_on_to("verification").await?;
    again().await?;
    guichet.is_at("verification").await?;
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;
    guichet.receipt().await.map(drop)
}
