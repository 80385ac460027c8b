//! The whole journey without a mouse: Tab, Shift, Enter, Space, arrows and letters.

use anyhow::{Result, bail};
use tests::{Widget, requests};
use thirtyfour::Key;

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

/// Presses Tab until the focus is at a selector, as a person does who knows where they want to go.
async fn tab_to(guichet: &Widget<'_>, selector: &str) -> Result<()> {
    for _ in 0..60 {
        guichet.press_keys(&[Key::Tab]).await?;
        if guichet.is_focused(selector).await? {
            return Ok(());
        }
    }
    bail!("Tab does not lead to {selector}")
}

/// Goes to a field and types in it.
async fn type_at(guichet: &Widget<'_>, id: &str, text: &str) -> Result<()> {
    tab_to(guichet, &format!("#{id}")).await?;
    guichet.type_here(text).await
}

/// Goes to a button and presses it.
async fn press_at(guichet: &Widget<'_>, action: &str) -> Result<()> {
    tab_to(guichet, &format!("[data-action={action}]")).await?;
    guichet.press_keys(&[Key::Enter]).await
}

#[tokio::test]
async fn the_whole_journey_is_made_with_the_keyboard_alone() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    let (guichet, request) = (page.guichet(), requests::valid());
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    type_at(&guichet, "projet-commune", "dole").await?;
    guichet.find("[role=option]").await?;
    guichet.press_keys(&[Key::Down, Key::Enter]).await?;
    guichet.find("[data-territoire] dl").await?;
    press_at(&guichet, "continue").await?;

    guichet.is_at("demandeur").await?;
    guichet.has_focus("#step-title").await?;
    let demandeur = &request.demandeur;
    type_at(&guichet, "demandeur-siret", &demandeur.siret).await?;
    type_at(&guichet, "demandeur-denomination", &demandeur.denomination).await?;
    type_at(&guichet, "demandeur-adresse", &demandeur.adresse).await?;
    tab_to(&guichet, "#demandeur-taille").await?;
    guichet.press_keys(&[Key::Down, Key::Down]).await?;
    type_at(
        &guichet,
        "demandeur-representant-legal",
        &demandeur.representant_legal,
    )
    .await?;
    type_at(&guichet, "demandeur-courriel", &demandeur.courriel).await?;
    guichet.press_keys(&[Key::Enter]).await?;

    guichet.is_at("etude").await?;
    guichet.has_focus("#step-title").await?;
    let projet = &request.projet;
    type_at(&guichet, "projet-intitule", &projet.intitule).await?;
    type_at(&guichet, "projet-description", &projet.description).await?;
    // A day is typed in the order of the browser's language, which is English here.
    type_at(&guichet, "projet-date-debut", "01042027").await?;
    type_at(&guichet, "projet-date-fin", "06302027").await?;
    press_at(&guichet, "continue").await?;

    guichet.is_at("budget").await?;
    guichet.has_focus("#step-title").await?;
    tab_to(&guichet, "#projet-regime-tva-ht").await?;
    guichet.press_keys(&[Key::Space]).await?;
    type_at(&guichet, "couts-0-libelle", "Bureau d’études").await?;
    type_at(&guichet, "couts-0-montant", "30 000").await?;
    type_at(&guichet, "projet-montant-demande", "15 000").await?;
    press_at(&guichet, "continue").await?;

    guichet.is_at("pieces").await?;
    guichet.has_focus("#step-title").await?;
    press_at(&guichet, "continue").await?;

    guichet.is_at("verification").await?;
    guichet.has_focus("#step-title").await?;
    tab_to(&guichet, "#attestation-sur-l-honneur").await?;
    guichet.press_keys(&[Key::Space]).await?;
    press_at(&guichet, "send").await?;
    guichet.is_at("recepisse").await?;
    guichet.has_focus("#receipt-title").await?;
    press_at(&guichet, "track").await?;
    guichet.has_focus("[data-status]").await?;
    check::is_silent(&stage.browser).await
}
