//! The elements as a hosting page uses them: several, moved, changed, in another language.

use anyhow::Result;
use serde_json::json;

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const ADD: &str = "const element = document.createElement('ti-guichet'); \
                   for (const [name, value] of Object.entries(arguments[0])) element.setAttribute(name, value); \
                   document.querySelector('main').prepend(element)";

#[tokio::test]
async fn two_elements_on_a_page_do_not_disturb_each_other() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(ADD, vec![json!({ "id": "second" })]).await?;
    let (first, second) = (page.widget("ti-guichet:not(#second)"), page.widget("#second"));
    second.scroll_to().await?;
    second.choose_commune("saint-etienne").await?;
    second.says("[data-territoire]", "Saint").await?;
    first.scroll_to().await?;
    first.choose_commune("dole").await?;
    first.says("[data-territoire]", "Grand Dole").await?;
    second.scroll_to().await?;
    assert!(
        second
            .value("projet-commune")
            .await?
            .starts_with("Saint-Étienne (")
    );
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn an_element_taken_out_and_put_back_goes_on_where_it_was() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.press("continue").await?;
    guichet.is_at("demandeur").await?;
    guichet
        .type_in("demandeur-denomination", "Forges du Doubs")
        .await?;
    for _ in 0..3 {
        page.act(
            "const element = document.querySelector('ti-guichet'); element.remove(); \
             document.querySelector('main').prepend(element)",
            Vec::new(),
        )
        .await?;
        guichet.is_at("demandeur").await?;
        assert_eq!(guichet.value("demandeur-denomination").await?, "Forges du Doubs");
    }
    guichet.scroll_to().await?;
    guichet.press("back").await?;
    guichet.is_at("territoire").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn the_language_of_the_page_is_followed() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(ADD, vec![json!({ "id": "english", "lang": "en" })])
        .await?;
    let guichet = page.widget("#english");
    guichet.scroll_to().await?;
    guichet.choose_commune("dole").await?;
    guichet.press("continue").await?;
    guichet.is_at("demandeur").await?;
    guichet.type_in("demandeur-siret", "732829320").await?;
    guichet.press("continue").await?;
    guichet.says("#demandeur-siret-fault", "This is a SIREN").await?;
    page.act(
        "document.querySelector('#english').setAttribute('lang', 'fr')",
        Vec::new(),
    )
    .await?;
    guichet.says("#demandeur-siret-fault", "").await?;
    guichet.says("[data-step=demandeur]", "Qui demande").await?;
    assert_eq!(guichet.value("demandeur-siret").await?, "732829320");
    check::is_accessible(page, "the element in English, then in French").await
}

#[tokio::test]
async fn whom_to_ask_is_shown_at_the_foot_of_each_element() -> Result<()> {
    let stage = Stage::set().await?;
    for name in [
        "ti-guichet",
        "ti-territoire",
        "ti-simulateur",
        "ti-mesures",
        "ti-contrat",
        "ti-demande",
        "ti-suivi",
        "ti-verification",
    ] {
        let page = stage.open("/far.html").await?;
        page.act(
            "const host = document.createElement(arguments[0]); host.id = 'first'; \
             host.innerHTML = '<p id=contact slot=contact>Une question ? 03 84 00 00 00</p><p>Sans script</p>'; \
             document.querySelector('main').prepend(host); host.scrollIntoView()",
            vec![json!(name)],
        )
        .await?;
        page.widget("#first").find(".element").await?;
        assert!(page.shows("#contact").await?, "{name}");
        assert!(!page.shows("#first > :not([slot])").await?, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn another_region_is_told_and_does_not_stop_the_journey() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.choose_commune("64000").await?;
    guichet
        .says("[data-notice=other-region]", "Bourgogne-Franche-Comté")
        .await?;
    guichet.press("continue").await?;
    guichet.is_at("demandeur").await
}

#[tokio::test]
async fn events_tell_the_page_what_the_applicant_did_and_never_the_code() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    page.act(
        "window.heard = []; for (const name of ['ti-select-territoire', 'ti-file-dossier']) \
         document.addEventListener(name, (event) => window.heard.push([name, event.detail]))",
        Vec::new(),
    )
    .await?;
    let guichet = page.guichet();
    guichet.fill_everything(&tests::requests::valid()).await?;
    guichet.press("send").await?;
    let (reference, code) = guichet.receipt().await?;
    let heard: serde_json::Value = page.run("return window.heard", Vec::new()).await?;
    assert_eq!(heard[0][0], "ti-select-territoire");
    assert_eq!(heard[0][1]["codeInsee"], "39198");
    assert_eq!(heard[1], json!(["ti-file-dossier", { "reference": reference }]));
    assert!(!heard.to_string().contains(&code));
    Ok(())
}
