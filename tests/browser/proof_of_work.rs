//! Filing where the service asks for a proof of work: the device makes it, the person sees nothing of it.

use anyhow::Result;
use tests::{Page, action, agents, journey, requests, traffic, work};

use crate::fixtures::site::Site;
use crate::fixtures::stage::Stage;
use crate::foreign_site::embedded_from;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// From then on, what the page sends has lost its proof.
const SPOIL: &str = "
    const fetch = window.fetch;
    window.fetch = (request) => { request.headers.delete('proof-of-work'); return fetch(request) }";

#[tokio::test]
async fn the_whole_journey_files_once_with_one_challenge() -> Result<()> {
    let stage = Stage::set_with(&[("proof_of_work_bits", "14")]).await?;
    let page = stage.open("/").await?;
    journey::walk(page, async |_| Ok(())).await?;
    let origin = stage.guichet.base();
    let requests = traffic::take(&stage.browser).await?;
    let calls = |path: &str| {
        let to_path = |request: &&traffic::Request| request.path_at(&origin) == Some(path);
        requests.iter().filter(to_path).count()
    };
    // It is sent without, which is how the widget learns that one is asked for, then with.
    assert_eq!((calls(work::CHALLENGE), calls(action::DOSSIERS)), (1, 2));
    assert_eq!(action::read_inbox(&stage.guichet.client(), AGENT)?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn who_cannot_make_one_is_told_whom_to_ask_and_loses_nothing() -> Result<()> {
    let stage = Stage::set_with(&[
        ("proof_of_work_bits", "10"),
        ("service_email", "aides@region.example"),
    ])
    .await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    let request = requests::valid();
    guichet.fill_everything(&request).await?;
    page.act(SPOIL, Vec::new()).await?;
    guichet.press("send").await?;
    guichet.says("[role=alert]", "aides@region.example").await?;
    guichet
        .says("[data-step=verification]", &request.demandeur.denomination)
        .await?;
    assert_eq!(action::read_inbox(&stage.guichet.client(), AGENT)?, []);

    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("verification").await?;
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;
    let (reference, _code) = guichet.receipt().await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    let references: Vec<_> = inbox.iter().map(|dossier| &dossier.reference).collect();
    assert_eq!(references, [&reference]);
    Ok(())
}

/// The browser asks first whether that site may send the header.
#[tokio::test]
async fn another_site_files_with_a_proof_too() -> Result<()> {
    let stage = Stage::set_with(&[("proof_of_work_bits", "10")]).await?;
    let origin = stage.guichet.base();
    let policy = format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; img-src data:"
    );
    let site = Site::start(&policy, &embedded_from(&origin))?;
    stage.browser.goto(site.address()).await?;
    let guichet = Page::of(&stage.browser).guichet();
    guichet.fill_everything(&requests::valid()).await?;
    guichet.press("send").await?;
    let (reference, _code) = guichet.receipt().await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    assert_eq!(inbox[0].reference, reference);
    Ok(())
}
