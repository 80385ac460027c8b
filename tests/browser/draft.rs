//! The draft on the device: what was typed comes back, and goes when asked.

use anyhow::Result;
use tests::requests;

use crate::fixtures::stage::Stage;

#[tokio::test]
async fn what_was_typed_survives_a_reload() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.press("continue").await?;
    guichet.is_at("demandeur").await?;
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
    guichet.press("continue").await?;
    guichet.is_at("demandeur").await
}
