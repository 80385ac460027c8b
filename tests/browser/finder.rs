//! Finding one's commune as one types.

use anyhow::Result;
use thirtyfour::Key;

use crate::fixtures::stage::Stage;

#[tokio::test]
async fn the_commune_meant_is_proposed_first() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.scroll_to().await?;
    for (typed, first, territoire) in [
        ("dole", "Dole", "Grand Dole"),
        ("st-étienne", "Saint-Étienne", "Saint-Étienne"),
        ("64000", "Pau", "Pau"),
        ("DOLE", "Dole", "Grand Dole"),
    ] {
        guichet.type_in("projet-commune", typed).await?;
        guichet.says("#projet-commune-option-0", first).await?;
        let proposal = guichet.text("#projet-commune-option-0").await?;
        assert!(proposal.starts_with(first), "{typed}: {proposal}");
        guichet.says("#projet-commune-option-0", territoire).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_commune_is_chosen_with_the_keyboard_alone() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.scroll_to().await?;
    let field = "#projet-commune";
    assert_eq!(
        guichet.attribute(field, "role").await?.as_deref(),
        Some("combobox")
    );
    assert_eq!(
        guichet.attribute(field, "aria-expanded").await?.as_deref(),
        Some("false")
    );

    let proposals = guichet.look_for_commune("dole").await?;
    assert!(2 <= proposals.len(), "{proposals:?}");
    assert_eq!(
        guichet.attribute(field, "aria-expanded").await?.as_deref(),
        Some("true")
    );
    guichet.press_keys(&[Key::Down, Key::Down]).await?;
    guichet
        .find("#projet-commune-option-1[aria-selected=true]")
        .await?;
    let pointed = guichet.attribute(field, "aria-activedescendant").await?;
    assert_eq!(pointed.as_deref(), Some("projet-commune-option-1"));
    guichet.press_keys(&[Key::Up, Key::Enter]).await?;

    guichet.says("[data-territoire]", "Grand Dole").await?;
    guichet.is_at("territoire").await?;
    assert!(guichet.value("projet-commune").await?.starts_with("Dole ("));
    guichet.has_focus(field).await?;
    guichet.press_keys(&[Key::Enter]).await?;
    guichet.is_at("demandeur").await
}

#[tokio::test]
async fn escape_closes_the_list_and_keeps_what_was_typed() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.scroll_to().await?;
    guichet.look_for_commune("dol").await?;
    guichet.press_keys(&[Key::Escape]).await?;
    guichet.is_gone("[role=option]").await?;
    assert_eq!(guichet.value("projet-commune").await?, "dol");
    guichet.press_keys(&[Key::Down]).await?;
    guichet.find("[role=option]").await.map(drop)
}

#[tokio::test]
async fn typing_over_a_choice_takes_it_back() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.type_in("projet-commune", "zzzz").await?;
    guichet.is_gone("[data-territoire]").await?;
    guichet
        .says("[data-finder=said]", "Aucune commune ne correspond")
        .await?;
    guichet.press("continue").await?;
    guichet.has_focus("#faults").await?;
    guichet.is_at("territoire").await
}

#[tokio::test]
async fn outside_every_territory_the_journey_says_why_it_ends() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.scroll_to().await?;
    guichet.look_for_commune("paris").await?;
    guichet
        .says("#projet-commune-option-0", "hors Territoire d’industrie")
        .await?;
    guichet.click("#projet-commune-option-0").await?;
    guichet.says("[data-notice=outside]", "Paris").await?;
    guichet.is_gone("[data-action=continue]").await
}
