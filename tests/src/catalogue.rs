//! The elements that read, each brought to where it has something to show: what is checked or pictured there is the
//! caller's business.

use anyhow::Result;
use serde_json::json;

use crate::Page;

/// The contract that is made up, whole, for demonstration.
const CONTRAT: &str = "exemple-val-fictif-2024-2027";

/// Fills in the elements of the page of the catalogue one after the other, with a look at each, by its name.
pub async fn walk(page: Page<'_>, mut look: impl AsyncFnMut(&'static str) -> Result<()>) -> Result<()> {
    let finder = page.widget("ti-territoire");
    finder.scroll_to().await?;
    finder.choose_commune("dole").await?;
    look("territoire").await?;

    let simulator = page.widget("ti-simulateur");
    simulator.scroll_to().await?;
    simulator.choose("beneficiaire", "entreprise").await?;
    simulator.choose("taille", "petite").await?;
    simulator.look_for_commune("dole").await?;
    simulator.click("[role=option]").await?;
    simulator.type_in("cout", "30000").await?;
    simulator.find("[data-outcome=eligible]").await?;
    look("simulateur").await?;

    let mesures = page.widget("ti-mesures");
    mesures.scroll_to().await?;
    mesures.choose("besoin", "simplifier").await?;
    mesures.choose("beneficiaire", "entreprise").await?;
    mesures.find("[data-verdict]").await?;
    mesures.look_for_commune("dole").await?;
    mesures.click("[role=option]").await?;
    mesures.find("[data-verdict]").await?;
    look("mesures").await?;

    let contrat = page.widget("ti-contrat");
    contrat.scroll_to().await?;
    let script = "arguments[0].setAttribute('contrat', arguments[1])";
    page.act(script, vec![contrat.host().await?.to_json()?, json!(CONTRAT)])
        .await?;
    contrat.find("table").await?;
    look("contrat").await?;

    let verification = page.widget("ti-verification");
    verification.scroll_to().await?;
    verification.find("h2").await?;
    look("verification").await
}
