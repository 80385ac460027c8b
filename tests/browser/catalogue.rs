//! The elements that only read: the finder, the simulator, the measures, the contracts, the check of a receipt.

use std::fs;

use anyhow::Result;
use serde_json::json;
use tests::{Page, action};
use thirtyfour::Key;

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const PAGE: &str = "/catalogue.html";

#[tokio::test]
async fn a_region_is_chosen_on_the_map_with_the_keyboard() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open(PAGE).await?;
    let finder = page.widget("ti-territoire");
    finder.scroll_to().await?;
    finder
        .says(".group [role=status]", "Bourgogne-Franche-Comté")
        .await?;
    finder.press_keys_at("[data-region='53']", &[Key::Enter]).await?;
    finder.says(".group [role=status]", "Bretagne").await?;
    assert_eq!(
        finder
            .attribute("[data-region='53']", "aria-pressed")
            .await?
            .as_deref(),
        Some("true")
    );
    finder.press("open-territoire").await?;
    finder.find("[data-territoire] dl").await?;
    check::is_accessible(page, "a région and one of its territories").await?;
    finder.choose_commune("dole").await?;
    finder.says("[data-territoire]", "Grand Dole").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn the_finder_alone_downloads_no_form() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.act(
        "document.querySelector('ti-guichet').remove(); \
         document.querySelector('main').prepend(document.createElement('ti-territoire'))",
        Vec::new(),
    )
    .await?;
    let finder = page.widget("ti-territoire");
    finder.scroll_to().await?;
    finder.choose_commune("dole").await?;
    let loaded: Vec<String> = page
        .run(
            "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)",
            Vec::new(),
        )
        .await?;
    let assets: Vec<_> = loaded
        .iter()
        .filter(|path| path.starts_with("/assets/"))
        .collect();
    let is_for_finder =
        |path: &&&String| path.starts_with("/assets/finder-") || path.starts_with("/assets/rest-");
    assert!(assets.iter().all(|path| is_for_finder(&path)), "{assets:?}");
    assert_eq!(assets.len(), 3, "{assets:?}");
    Ok(())
}

#[tokio::test]
async fn the_simulator_says_what_each_aid_would_be_and_why() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open(PAGE).await?;
    let simulator = page.widget("ti-simulateur");
    simulator.scroll_to().await?;
    simulator.find("[data-step=simulateur] h3").await?;
    simulator.look_for_commune("dole").await?;
    simulator.click("[role=option]").await?;
    simulator.type_in("cout", "30 000,50 €").await?;
    simulator
        .says(
            "[data-aide=bdt-ingenierie-50][data-outcome=eligible]",
            "Au plus 15 000,25 €",
        )
        .await?;
    // What is open stays open while the answers change.
    simulator.click("[data-aide=bdt-ingenierie-50] summary").await?;
    simulator.choose("beneficiaire", "entreprise").await?;
    simulator.choose("taille", "petite").await?;
    simulator.type_in("cout", "40 000").await?;
    simulator
        .says("[data-aide=bdt-ingenierie-50] details", "20 000 €")
        .await?;
    check::is_accessible(page, "the simulator with a result").await?;
    simulator.type_in("cout", "abc").await?;
    simulator.says("#cout-fault", "montant").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn the_measures_are_narrowed_and_judged() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open(PAGE).await?;
    let mesures = page.widget("ti-mesures");
    mesures.scroll_to().await?;
    mesures
        .says("[data-step=mesures] [role=status]", "38 mesures")
        .await?;
    mesures.choose("besoin", "recruter").await?;
    mesures.find("[data-mesure]").await?;
    mesures.choose("beneficiaire", "entreprise").await?;
    mesures
        .find("[data-verdict=open], [data-verdict=unknown]")
        .await?;
    mesures.click("[data-mesure] summary").await?;
    mesures.says("[data-mesure] details", "Sources").await?;
    check::is_accessible(page, "the measures, judged").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn a_contract_is_read_with_its_money_and_what_is_unknown() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open(PAGE).await?;
    page.act(
        "document.querySelector('ti-contrat').setAttribute('contrat', 'exemple-val-fictif-2024-2027')",
        Vec::new(),
    )
    .await?;
    let contrat = page.widget("ti-contrat");
    contrat.scroll_to().await?;
    contrat
        .find("[data-contrat=exemple-val-fictif-2024-2027]")
        .await?;
    contrat.find("table").await?;
    contrat.find("svg.bar").await?;
    contrat.click("details summary").await?;
    check::is_accessible(page, "a contract").await?;
    contrat.press("all-contrats").await?;
    contrat.press("open-contrat").await?;
    contrat.says("[data-contrat]", "Inconnu").await?;
    check::is_accessible(page, "a contract of which much is unknown").await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn a_receipt_is_checked_and_a_changed_one_is_told() -> Result<()> {
    let stage = Stage::set().await?;
    let filed = action::file_dossier(&stage.guichet.client())?;
    let page = stage.open(PAGE).await?;
    let checker = page.widget("ti-verification");
    checker.scroll_to().await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("recepisse.jws");
    fs::write(&file, &filed.receipt)?;
    checker.give_receipt(&file).await?;
    checker.says("[data-check=holds]", &filed.reference).await?;
    check::is_accessible(page, "a receipt that holds").await?;

    // From here on there is no network: the keys are known.
    page.act(
        "window.fetch = () => Promise.reject(new TypeError('offline'))",
        Vec::new(),
    )
    .await?;
    let (head, signature) = filed.receipt.rsplit_once('.').unwrap_or_default();
    let changed = format!("{}A.{signature}", &head[..head.len() - 1]);
    paste(page, &changed).await?;
    checker.press("check").await?;
    checker.find("[data-check=fails]").await?;
    check::is_accessible(page, "a receipt that does not hold").await?;
    paste(page, "pas un récépissé <b>").await?;
    checker.press("check").await?;
    checker
        .says("[data-check=fails]", "n’est pas un récépissé")
        .await?;
    paste(page, &filed.receipt).await?;
    checker.press("check").await?;
    checker.find("[data-check=holds]").await?;
    check::is_silent(&stage.browser).await
}

async fn paste(page: Page<'_>, text: &str) -> Result<()> {
    let script = "const field = document.querySelector('ti-verification').shadowRoot.querySelector('#receipt'); \
                  field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.act(script, vec![json!(text)]).await
}

#[tokio::test]
async fn each_element_is_accessible_in_the_dark_in_english_and_at_320_pixels() -> Result<()> {
    let stage = Stage::set().await?;
    stage.browser.set_viewport(320, 800).await?;
    let page = stage.open(PAGE).await?;
    page.act(
        "for (const element of document.querySelectorAll('main section > *')) { \
           element.setAttribute('theme', 'dark'); element.setAttribute('lang', 'en'); \
           element.style.setProperty('--ti-color-accent', 'initial'); }",
        Vec::new(),
    )
    .await?;
    for element in [
        "ti-territoire",
        "ti-simulateur",
        "ti-mesures",
        "ti-contrat",
        "ti-verification",
    ] {
        let widget = page.widget(element);
        widget.scroll_to().await?;
        widget.find("h2").await?;
    }
    page.settle().await?;
    check::is_accessible(page, "every element, dark and in English").await?;
    check::fits_its_width(page, "every element").await?;
    check::is_silent(&stage.browser).await
}
