//! What can be done before the component is there: its first view, as the build writes it.

use anyhow::Result;
use tests::page::eventually;
use tests::{Page, Widget};

use crate::fixtures::check;
use crate::fixtures::site::Site;
use crate::fixtures::stage::Stage;

/// Holds the WebAssembly back until `release` is called in the page.
const HOLD_BACK: &str = "
    const real = fetch;
    window.fetch = (address, options) => String(address).endsWith('.wasm')
      ? new Promise((resolve) => { window.release = () => resolve(real(address, options)); })
      : real(address, options)";

async fn release(page: Page<'_>) -> Result<()> {
    page.act("window.release()", Vec::new()).await
}

/// Whether the component took the view up: only then does the commune's list open.
async fn says_what_it_found(guichet: &Widget<'_>) -> Result<()> {
    guichet.find("[role=option]").await.map(drop)
}

#[tokio::test]
async fn what_is_typed_before_the_component_comes_is_kept_with_the_focus() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(HOLD_BACK, Vec::new()).await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.type_in("projet-commune", "dol").await?;
    assert_eq!(guichet.count("[role=option]").await?, 0);
    page.act(
        "window.field = document.querySelector('ti-guichet').shadowRoot.querySelector('#projet-commune')",
        Vec::new(),
    )
    .await?;

    release(page).await?;
    says_what_it_found(&guichet).await?;
    guichet.has_focus("#projet-commune").await?;
    page.browser().action_chain().send_keys("e").perform().await?;
    guichet.holds("projet-commune", "dole").await?;
    let is_the_same: bool = page
        .run(
            "return window.field === document.querySelector('ti-guichet').shadowRoot.querySelector('#projet-commune')",
            Vec::new(),
        )
        .await?;
    assert!(is_the_same, "the field is not made anew");
    guichet.click("[role=option]").await?;
    guichet.find("[data-territoire] dl").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn the_first_view_is_the_one_that_the_component_shows() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(HOLD_BACK, Vec::new()).await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    check::is_accessible(page, "the first view, before the component").await?;
    let look = "const write = (node) => { \
                  if (node.nodeType === Node.TEXT_NODE) return node.data; \
                  if (node.nodeType !== Node.ELEMENT_NODE) return ''; \
                  const attributes = [...node.attributes].map((it) => `${it.name}=${it.value}`).sort(); \
                  return `<${node.localName} ${attributes}>${[...node.childNodes].map(write).join('')}`; }; \
                const root = document.querySelector('ti-guichet').shadowRoot.firstElementChild; \
                return [write(root), root.getBoundingClientRect().height]";
    let (html, height): (String, f64) = page.run(look, Vec::new()).await?;
    release(page).await?;
    page.settle().await?;
    let (after, height_after): (String, f64) = page.run(look, Vec::new()).await?;
    assert_eq!(html, after);
    assert!(
        (height - height_after).abs() < 0.5,
        "{height} then {height_after}"
    );
    Ok(())
}

#[tokio::test]
async fn a_form_sent_before_the_component_comes_is_sent_when_it_has() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(HOLD_BACK, Vec::new()).await?;
    page.act(
        "document.querySelector('main').prepend(document.createElement('ti-suivi'))",
        Vec::new(),
    )
    .await?;
    let suivi = page.suivi();
    suivi.scroll_to().await?;
    suivi.type_in("reference", "TI26-ABCD").await?;
    suivi.press("read").await?;
    release(page).await?;
    suivi.says("#reference-fault", "référence").await?;
    assert_eq!(suivi.value("reference").await?, "TI26-ABCD");
    Ok(())
}

/// The page holds the first view itself: the loader and the component take it up.
#[tokio::test]
async fn a_first_view_in_the_page_itself_is_taken_up() -> Result<()> {
    let stage = Stage::set().await?;
    let origin = stage.guichet.base();
    let snippet = stage
        .guichet
        .client()
        .get("/v1/snippets/ti-guichet-fr.html")?
        .text();
    let body = format!("<script type=\"module\" src=\"{origin}/v1/guichet.js\"></script>{snippet}")
        .replace("\"/v1/style.css\"", &format!("\"{origin}/v1/style.css\""));
    let policy = format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; style-src {origin}; \
         img-src data:"
    );
    let site = Site::start(&policy, &body)?;
    stage.browser.goto(site.address()).await?;
    let page = Page::of(&stage.browser);
    let guichet = page.guichet();
    guichet.type_in("projet-commune", "dole").await?;
    says_what_it_found(&guichet).await?;
    guichet.click("[role=option]").await?;
    guichet.find("[data-territoire] dl").await?;
    assert_eq!(guichet.count("h2").await?, 1);
    check::is_silent(&stage.browser).await
}

/// What the page knows stands in the field, though the first view could not know it.
#[tokio::test]
async fn an_attribute_is_shown_in_a_field_that_was_there_before() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(HOLD_BACK, Vec::new()).await?;
    page.act(
        "const element = document.createElement('ti-suivi'); element.setAttribute('reference', 'TI26-ABCD-EFGH'); \
         document.querySelector('main').prepend(element)",
        Vec::new(),
    )
    .await?;
    let suivi = page.suivi();
    suivi.scroll_to().await?;
    suivi.is_at("suivi").await?;
    release(page).await?;
    suivi.holds("reference", "TI26-ABCD-EFGH").await
}

/// A choice in a list counts as much as a text.
#[tokio::test]
async fn what_is_chosen_in_a_list_before_the_component_comes_is_kept() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(HOLD_BACK, Vec::new()).await?;
    page.act(
        "document.querySelector('main').prepend(document.createElement('ti-mesures'))",
        Vec::new(),
    )
    .await?;
    let mesures = page.widget("ti-mesures");
    mesures.scroll_to().await?;
    mesures.find("#besoin").await?;
    page.act(
        "document.querySelector('ti-mesures').shadowRoot.querySelector('#besoin').value = 'simplifier'",
        Vec::new(),
    )
    .await?;
    release(page).await?;
    mesures
        .says("[data-step=mesures] [role=status]", "7 mesures")
        .await?;
    assert_eq!(mesures.value("besoin").await?, "simplifier");
    Ok(())
}

/// What the component has taken up holds comments where parts of it change.
async fn is_taken_up(page: Page<'_>) -> Result<()> {
    let script = "const { shadowRoot } = document.querySelector('ti-guichet'); \
                  return Boolean(document.createNodeIterator(shadowRoot, NodeFilter.SHOW_COMMENT).nextNode())";
    eventually("the component", async || {
        Ok(page.run::<bool>(script, Vec::new()).await?.then_some(()))
    })
    .await
}

/// Where everything of the first view stands, at the moment it is shown: only the loader is there then.
const NOTE_PLACES: &str = "
    window.places = () => [...document.querySelector('ti-guichet').shadowRoot.querySelectorAll('.element *')]
      .map((element) => [element.localName, element.id, element.getBoundingClientRect()])
      .map(([name, id, { x, y, width, height }]) => [name, id, x, y, width, height].join(' '));
    customElements.whenDefined('ti-guichet').then(() => { window.before = window.places(); });";

#[tokio::test]
async fn the_style_that_comes_later_moves_nothing_of_the_first_view() -> Result<()> {
    let stage = Stage::set().await?;
    for width in [360, 1280] {
        stage.browser.set_viewport(width, 740).await?;
        let origin = stage.guichet.base();
        let contact = "<p slot=\"contact\">03 84 00 00 00</p>";
        let body = format!(
            "<ti-guichet>{contact}</ti-guichet><script>{NOTE_PLACES}</script>\
             <script type=\"module\" src=\"{origin}/v1/guichet.js\"></script>"
        );
        let site = Site::start("default-src * 'unsafe-inline' 'wasm-unsafe-eval'", &body)?;
        stage.browser.goto(site.address()).await?;
        let page = Page::of(&stage.browser);
        is_taken_up(page).await?;
        let (before, after): (Vec<String>, Vec<String>) = page
            .run("return [window.before, window.places()]", Vec::new())
            .await?;
        assert!(20 < before.len(), "{before:?}");
        assert_eq!(before, after, "at {width}");
    }
    Ok(())
}
