//! Sending once, whatever the fingers and the network do.

use anyhow::Result;
use tests::{Page, action, agents, requests};

use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

#[tokio::test]
async fn a_double_click_files_one_dossier() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.fill_everything(&requests::valid()).await?;
    let send = guichet.find("[data-action=send]").await?;
    stage
        .browser
        .action_chain()
        .double_click_element(&send)
        .perform()
        .await?;
    let (reference, _code) = guichet.receipt().await?;
    page.settle().await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    let references: Vec<_> = inbox.iter().map(|dossier| &dossier.reference).collect();
    assert_eq!(references, [&reference]);
    Ok(())
}

#[tokio::test]
async fn a_sending_without_network_is_told_and_made_once_when_tried_again() -> Result<()> {
    let mut stage = Stage::set().await?;
    let request = requests::valid();
    stage.open("/").await?.guichet().fill_everything(&request).await?;
    stage.guichet.kill();
    {
        let guichet = Page::of(&stage.browser).guichet();
        guichet.press("send").await?;
        guichet
            .says("[role=alert]", "ne sera déposée qu’une fois")
            .await?;
        guichet
            .says("[data-step=verification]", &request.demandeur.denomination)
            .await?;
    }
    stage.guichet.restart()?;
    let guichet = Page::of(&stage.browser).guichet();
    guichet.press("retry").await?;
    let (reference, _code) = guichet.receipt().await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    let references: Vec<_> = inbox.iter().map(|dossier| &dossier.reference).collect();
    assert_eq!(references, [&reference]);
    Ok(())
}

/// The worst moment: the request has arrived, its answer has not.
#[tokio::test]
async fn an_answer_that_is_lost_files_nothing_twice() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.fill_everything(&requests::valid()).await?;
    page.act(
        "const fetch = window.fetch; \
         window.fetch = async (...call) => { window.fetch = fetch; await fetch(...call); throw new TypeError('lost') }",
        Vec::new(),
    )
    .await?;
    guichet.press("send").await?;
    guichet
        .says("[role=alert]", "nous ne savons pas si la demande est arrivée")
        .await?;
    let client = stage.guichet.client();
    let filed = action::read_inbox(&client, AGENT)?;
    assert_eq!(filed.len(), 1);

    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("verification").await?;
    if !guichet
        .find("#attestation-sur-l-honneur")
        .await?
        .is_selected()
        .await?
    {
        guichet.click("#attestation-sur-l-honneur").await?;
    }
    guichet.press("send").await?;
    let (reference, _code) = guichet.receipt().await?;
    assert_eq!(reference, filed[0].reference);
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), 1);
    Ok(())
}
