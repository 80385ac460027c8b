//! Every stop of the journey, looked at by axe in both languages and squeezed to the width of a small phone.

use anyhow::Result;
use tests::journey;

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

#[tokio::test]
async fn axe_finds_nothing_anywhere_on_the_journey() -> Result<()> {
    for lang in ["fr", "en"] {
        let stage = Stage::set().await?;
        stage.browser.speak(lang).await?;
        let page = stage.open("/").await?;
        journey::walk(page, async |stop| {
            check::is_accessible(page, &format!("{} in {lang}", stop.as_str())).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn at_320_pixels_nothing_scrolls_sideways_and_axe_finds_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    stage.browser.set_viewport(320, 640).await?;
    let page = stage.open("/").await?;
    journey::walk(page, async |stop| {
        check::fits_its_width(page, stop.as_str()).await?;
        check::is_accessible(page, stop.as_str()).await
    })
    .await
}

#[tokio::test]
async fn the_other_pages_are_accessible_and_fit_their_width() -> Result<()> {
    let stage = Stage::set().await?;
    stage.browser.set_viewport(320, 640).await?;
    for path in ["/formulaire.html", "/far.html"] {
        let page = stage.open(path).await?;
        page.guichet().scroll_to().await?;
        page.guichet().is_at("territoire").await?;
        check::fits_its_width(page, path).await?;
        check::is_accessible(page, path).await?;
    }
    check::is_silent(&stage.browser).await
}

/// A check that cannot fail proves nothing: what is broken on purpose inside an element is found.
#[tokio::test]
async fn axe_sees_into_the_elements() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    assert_eq!(check::rules_broken(page).await?, Vec::<String>::new());
    let script = "arguments[0].shadowRoot.querySelector('form').prepend(document.createElement('button'))";
    page.act(script, vec![guichet.host().await?.to_json()?]).await?;
    assert_eq!(check::rules_broken(page).await?, ["button-name"]);
    Ok(())
}
