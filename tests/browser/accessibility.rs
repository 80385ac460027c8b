//! Every stop of the journey, looked at by axe in both languages and squeezed to the width of a small phone.

use anyhow::Result;
use tests::{Page, catalogue, journey};

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

/// Texts of twice the size (WCAG 1.4.4) with the spacing that some readers need (1.4.12).
const LARGER: &str = "
    window.spaced ??= new CSSStyleSheet();
    spaced.replaceSync(`:host { --ti-font-size: 2em !important; }
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`);
    for (const { shadowRoot } of document.querySelectorAll('*'))
      if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(spaced)) shadowRoot.adoptedStyleSheets.push(spaced);";

/// The texts that do not fit: those that stick out of the block they are in, or of the element. What is meant for ears
/// only is clipped, and left out, and so are tables, which scroll in a box of their own.
const CUT: &str = "
    const box = (node) => node.getBoundingClientRect();
    const isIn = (inner, outer) => outer.left - 1 <= inner.left && inner.right <= outer.right + 1
      && outer.top - 1 <= inner.top && inner.bottom <= outer.bottom + 1;
    const blockOf = (element) => ['inline', 'contents'].includes(getComputedStyle(element).display)
      ? blockOf(element.parentElement) : element;
    const cut = [];
    for (const host of document.querySelectorAll('*')) {
      if (!host.shadowRoot) continue;
      const texts = document.createTreeWalker(host.shadowRoot, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { currentNode: text, currentNode: { parentElement: parent } } = texts;
        if (!text.data.trim() || !parent?.checkVisibility() || parent.closest('svg, option, textarea, .scroll')) continue;
        const block = blockOf(parent);
        if (getComputedStyle(block).clipPath !== 'none') continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const place = box(range);
        if (!isIn(place, box(block)) || place.right > box(host).right + 1) cut.push(text.data);
      }
    }
    return cut;";

/// A check that cannot fail proves nothing: buttons that are too small for what they say are found.
#[tokio::test]
async fn texts_that_stick_out_are_seen() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    page.guichet().scroll_to().await?;
    page.guichet().is_at("territoire").await?;
    assert_eq!(
        page.run::<Vec<String>>(CUT, Vec::new()).await?,
        Vec::<String>::new()
    );
    page.act(
        "const small = new CSSStyleSheet(); small.replaceSync('.primary { max-width: 3em; white-space: nowrap; overflow: hidden }'); \
         document.querySelector('ti-guichet').shadowRoot.adoptedStyleSheets.push(small)",
        Vec::new(),
    )
    .await?;
    assert_eq!(page.run::<Vec<String>>(CUT, Vec::new()).await?, ["Continuer"]);
    Ok(())
}

async fn lose_nothing_when_larger(page: Page<'_>, place: &str) -> Result<()> {
    page.act(LARGER, Vec::new()).await?;
    check::fits_its_width(page, place).await?;
    let cut: Vec<String> = page.run(CUT, Vec::new()).await?;
    assert!(cut.is_empty(), "at {place}: {cut:#?}");
    Ok(())
}

#[tokio::test]
async fn texts_twice_as_large_and_widely_spaced_lose_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    stage.browser.set_viewport(640, 740).await?;
    let page = stage.open("/").await?;
    journey::walk(page, async |stop| {
        lose_nothing_when_larger(page, stop.as_str()).await
    })
    .await?;
    let page = stage.open("/catalogue.html").await?;
    catalogue::walk(page, async |place| lose_nothing_when_larger(page, place).await).await
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
