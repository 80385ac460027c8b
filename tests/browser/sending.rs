//! Sending once, whatever the fingers and the network do.

use anyhow::Result;
use tests::{Network, Page, action, agents, requests};

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

/// From the first field to the last without a network; then sent once, by itself.
#[tokio::test]
async fn a_form_filled_in_without_a_network_is_sent_once_when_it_is_back() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let (guichet, request) = (page.guichet(), requests::valid());
    guichet.scroll_to().await?;
    guichet.type_in("projet-commune", "do").await?;
    guichet.find("[role=option]").await?;
    stage.browser.set_network(Network::Gone).await?;
    guichet.type_in("projet-commune", "dole").await?;
    guichet.press("go-on-without").await?;
    guichet.is_at("demandeur").await?;
    guichet.has_focus("#step-title").await?;
    guichet.fill_demandeur(&request).await?;
    guichet.go_on_to("etude").await?;
    guichet.fill_etude(&request).await?;
    guichet.go_on_to("budget").await?;
    guichet.fill_budget(&request).await?;
    guichet.go_on_to("pieces").await?;
    guichet.go_on_to("verification").await?;
    guichet.click("#attestation-sur-l-honneur").await?;

    // The commune is the one thing that needs the service: it is asked for before anything is sent.
    guichet.press("send").await?;
    guichet.is_at("territoire").await?;
    guichet.has_focus("#faults").await?;
    stage.browser.set_network(Network::There).await?;
    guichet.choose_commune("dole").await?;
    for step in ["demandeur", "etude", "budget", "pieces", "verification"] {
        guichet.press("continue").await?;
        guichet.is_at(step).await?;
    }
    stage.browser.set_network(Network::Gone).await?;
    guichet.click("#attestation-sur-l-honneur").await?;
    guichet.press("send").await?;
    guichet.says("[role=alert]", "Pas de réseau").await?;
    assert_eq!(action::read_inbox(&stage.guichet.client(), AGENT)?.len(), 0);
    stage.browser.set_network(Network::There).await?;
    let (reference, _code) = guichet.receipt().await?;
    page.settle().await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    let references: Vec<_> = inbox.iter().map(|dossier| &dossier.reference).collect();
    assert_eq!(references, [&reference]);
    Ok(())
}
