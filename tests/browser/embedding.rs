//! The elements as a hosting page uses them: several, moved, changed, in another language.

use anyhow::Result;
use serde_json::json;
use tests::page::eventually;

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
    guichet.fill_to_demandeur().await?;
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
async fn what_is_being_typed_survives_a_move_and_another_language() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let (guichet, suivi) = (page.guichet(), page.suivi());
    suivi.scroll_to().await?;
    suivi.type_in("reference", "TI26-ABCD").await?;
    page.act(
        "const element = document.querySelector('ti-suivi'); document.querySelector('main').prepend(element)",
        Vec::new(),
    )
    .await?;
    suivi.holds("reference", "TI26-ABCD").await?;
    guichet.scroll_to().await?;
    guichet.type_in("projet-commune", "besan").await?;
    page.act(
        "document.querySelector('ti-guichet').setAttribute('lang', 'en')",
        Vec::new(),
    )
    .await?;
    guichet.says("[data-step=territoire]", "Your territory").await?;
    guichet.holds("projet-commune", "besan").await?;
    guichet.has_focus("#projet-commune").await?;
    guichet.find("[role=option]").await?;
    // What the page asks for since is shown.
    page.act(
        "document.querySelector('ti-suivi').setAttribute('reference', 'TI26-EFGH-JKMN')",
        Vec::new(),
    )
    .await?;
    suivi.holds("reference", "TI26-EFGH-JKMN").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn what_the_page_knows_is_filled_in_whenever_it_says_it_and_over_nothing_typed() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(ADD, vec![json!({ "id": "told" })]).await?;
    let guichet = page.widget("#told");
    guichet.scroll_to().await?;
    guichet.type_in("projet-commune", "besan").await?;
    guichet.find("[role=option]").await?;
    guichet.type_in("projet-commune", "").await?;
    page.act(
        "document.querySelector('#told').setAttribute('commune', '39198')",
        Vec::new(),
    )
    .await?;
    guichet.says("[data-territoire]", "Grand Dole").await?;
    page.act(
        "document.querySelector('main').append(document.querySelector('#told'))",
        Vec::new(),
    )
    .await?;
    guichet.holds("projet-commune", "Dole (39100)").await?;
    guichet.says("[data-territoire]", "Grand Dole").await?;

    // An answer that comes late does not write over what is typed meanwhile.
    page.act(
        "const real = fetch; window.fetch = (request, options) => String(request.url ?? request).includes('by=code') \
           ? new Promise((resolve) => { window.release = () => resolve(real(request, options)); }) : real(request, options)",
        Vec::new(),
    )
    .await?;
    page.act(ADD, vec![json!({ "id": "late", "commune": "39198" })])
        .await?;
    let late = page.widget("#late");
    late.scroll_to().await?;
    late.type_in("projet-commune", "besan").await?;
    late.find("[role=option]").await?;
    page.act("window.release()", Vec::new()).await?;
    page.settle().await?;
    late.holds("projet-commune", "besan").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn an_attribute_that_is_no_use_is_told_and_mended_by_the_next() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let suivi = page.suivi();
    suivi.scroll_to().await?;
    suivi.find("form").await?;
    let set = async |api: &str| {
        let script = "document.querySelector('ti-suivi').setAttribute('api', arguments[0])";
        page.act(script, vec![json!(api)]).await
    };
    set("https://").await?;
    suivi.find(".failed").await?;
    set(&stage.guichet.base()).await?;
    suivi.find("form").await?;
    suivi.is_gone(".failed").await
}

#[tokio::test]
async fn the_language_around_another_component_is_followed() -> Result<()> {
    let stage = Stage::set().await?;
    stage.browser.speak("en").await?;
    let page = stage.open("/far.html").await?;
    page.act(
        "const outer = document.createElement('div'); \
         outer.attachShadow({ mode: 'open' }).append(document.createElement('ti-suivi')); \
         document.querySelector('main').prepend(outer); outer.scrollIntoView()",
        Vec::new(),
    )
    .await?;
    let inside = "return document.querySelector('main').firstChild.shadowRoot.firstChild.shadowRoot.querySelector('h2')?.textContent ?? ''";
    let title: String = eventually("a title inside", async || {
        let title: String = page.run(inside, Vec::new()).await?;
        Ok((!title.is_empty()).then_some(title))
    })
    .await?;
    assert_eq!(title, "Follow a request");
    Ok(())
}

#[tokio::test]
async fn the_language_of_the_page_is_followed() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(ADD, vec![json!({ "id": "english", "lang": "en" })])
        .await?;
    let guichet = page.widget("#english");
    guichet.fill_to_demandeur().await?;
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
    guichet.go_on_to("demandeur").await
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
