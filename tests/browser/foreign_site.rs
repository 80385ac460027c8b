//! The elements on somebody else's site, in the two lines of `docs/integrate.md` and under the policy that it asks for.

use anyhow::Result;
use tests::{Page, action, agents, requests, traffic};
use thirtyfour::Key;

use crate::fixtures::check;
use crate::fixtures::site::Site;
use crate::fixtures::stage::Stage;

/// The two lines.
pub fn embedded_from(origin: &str) -> String {
    format!(
        "<script type=\"module\" src=\"{origin}/v1/guichet.js\"></script>\
         <ti-guichet region=\"27\" source=\"ailleurs\"></ti-guichet>"
    )
}

#[tokio::test]
async fn a_request_is_filed_from_another_site() -> Result<()> {
    let stage = Stage::set().await?;
    let origin = stage.guichet.base();
    let policy = format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; img-src data:"
    );
    let site = Site::start(&policy, &embedded_from(&origin))?;
    stage.browser.goto(site.address()).await?;
    let page = Page::of(&stage.browser);
    let guichet = page.guichet();
    guichet.fill_everything(&requests::valid()).await?;
    check::is_accessible(page, "another site").await?;
    guichet.press("send").await?;
    let (reference, _code) = guichet.receipt().await?;
    guichet.press("track").await?;
    guichet.find("[data-status=depose]").await?;

    check::is_silent(&stage.browser).await?;
    let inbox = action::read_inbox(&stage.guichet.client(), agents::OF_BOURGOGNE_FRANCHE_COMTE)?;
    assert_eq!(inbox[0].reference, reference);
    let requests = traffic::take(&stage.browser).await?;
    let is_known = |request: &traffic::Request| {
        request.url.starts_with(&site.address()) || request.path_at(&origin).is_some()
    };
    let elsewhere: Vec<_> = requests.iter().filter(|request| !is_known(request)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    assert!(stage.browser.get_all_cookies().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_site_that_refuses_webassembly_is_told_and_its_visitor_led_on() -> Result<()> {
    let stage = Stage::set().await?;
    let origin = stage.guichet.base();
    let policy = format!("default-src 'none'; script-src {origin}; connect-src {origin}; img-src data:");
    let site = Site::start(&policy, &embedded_from(&origin))?;
    stage.browser.goto(site.address()).await?;
    let page = Page::of(&stage.browser);
    let guichet = page.guichet();
    guichet.says("[role=alert]", "WebAssembly").await?;
    let link = guichet.attribute("a", "href").await?.unwrap_or_default();
    let path = link.strip_prefix(&origin).unwrap_or_default();
    assert_eq!(
        stage.guichet.client().get(path)?.status,
        200,
        "{link} leads nowhere"
    );
    check::is_accessible(page, "a refusal").await?;
    // Another one beside it says it in its own language.
    page.act(
        "const english = document.createElement('ti-suivi'); english.lang = 'en'; \
         document.querySelector('main').append(english); english.scrollIntoView()",
        Vec::new(),
    )
    .await?;
    page.suivi()
        .says("[role=alert]", "does not allow WebAssembly")
        .await
}

#[tokio::test]
async fn a_widget_that_cannot_be_loaded_says_so_and_loads_when_tried_again() -> Result<()> {
    let mut stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(
        "document.querySelector('ti-guichet').innerHTML = '<p id=contact slot=contact>03 84 00 00 00</p>'",
        Vec::new(),
    )
    .await?;
    page.settle().await?;
    stage.guichet.kill();
    let page = Page::of(&stage.browser);
    page.guichet().scroll_to().await?;
    page.guichet()
        .says("[role=alert]", "n’a pas pu être chargé")
        .await?;
    assert!(
        page.shows("#contact").await?,
        "who cannot load it is told whom to ask"
    );
    check::is_accessible(page, "a failure to load").await?;
    stage.guichet.restart()?;
    let page = Page::of(&stage.browser);
    // The button is pressed with the keyboard: the focus stays where the outcome is told.
    page.guichet()
        .press_keys_at("[data-action=retry]", &[Key::Enter])
        .await?;
    page.guichet().is_at("territoire").await?;
    page.guichet().is_gone(".failed").await?;
    let focused: String = page
        .run("return document.activeElement.localName", Vec::new())
        .await?;
    assert_eq!(focused, "ti-guichet");
    Ok(())
}
