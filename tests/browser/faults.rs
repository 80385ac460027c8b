//! What is wrong is told at its field, at once, and takes nothing away.

use anyhow::Result;
use tests::requests;

use crate::fixtures::stage::Stage;

#[tokio::test]
async fn a_bad_siret_is_refused_at_its_field_and_nothing_typed_is_lost() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.fill_to_demandeur().await?;
    let request = requests::valid_but(|request| "73282932000075".clone_into(&mut request.demandeur.siret));
    guichet.fill_demandeur(&request).await?;
    guichet.press("continue").await?;

    guichet.has_focus("#faults").await?;
    guichet.says("#faults", "clé de contrôle").await?;
    let invalid = guichet.attribute("#demandeur-siret", "aria-invalid").await?;
    assert_eq!(invalid.as_deref(), Some("true"));
    let description = guichet.description("demandeur-siret").await?;
    assert!(
        description.contains("clé de contrôle est fausse"),
        "{description}"
    );
    for (id, typed) in [
        ("demandeur-denomination", &request.demandeur.denomination),
        ("demandeur-siret", &request.demandeur.siret),
        ("demandeur-adresse", &request.demandeur.adresse),
        ("demandeur-taille", &request.demandeur.taille),
        (
            "demandeur-representant-legal",
            &request.demandeur.representant_legal,
        ),
        ("demandeur-courriel", &request.demandeur.courriel),
    ] {
        assert_eq!(&guichet.value(id).await?, typed, "{id}");
        let invalid = guichet.attribute(&format!("#{id}"), "aria-invalid").await?;
        assert_eq!(invalid.is_some(), id == "demandeur-siret", "{id}");
    }

    guichet.click("#faults a").await?;
    guichet.has_focus("#demandeur-siret").await?;
    guichet.type_in("demandeur-siret", requests::SIRET).await?;
    guichet
        .says("#demandeur-siret-status", "732 829 320 00074")
        .await?;
    guichet.go_on_to("etude").await
}

#[tokio::test]
async fn every_fault_of_a_step_is_told_at_once() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    guichet.fill_to_demandeur().await?;
    guichet.press("continue").await?;
    guichet.has_focus("#faults").await?;
    assert_eq!(guichet.count("#faults a").await?, 6);
    assert_eq!(guichet.count("[aria-invalid=true]").await?, 6);
    guichet.is_at("demandeur").await
}

#[tokio::test]
async fn a_budget_is_judged_line_by_line() -> Result<()> {
    let stage = Stage::set().await?;
    let guichet = stage.open("/").await?.guichet();
    let request = requests::valid();
    guichet.fill_to_etude(&request).await?;
    guichet.fill_etude(&request).await?;
    guichet.choose_day("projet-date-fin", "2026-12-31").await?;
    guichet.press("continue").await?;
    guichet.says("#projet-date-fin-fault", "avant le début").await?;
    guichet.choose_day("projet-date-fin", "2027-06-30").await?;
    guichet.go_on_to("budget").await?;

    guichet.fill_budget(&request).await?;
    guichet.type_in("couts-1-montant", "-12,345").await?;
    guichet.type_in("projet-montant-demande", "24 000,01").await?;
    guichet.says("#total", "24 000 €").await?;
    guichet.press("continue").await?;
    guichet.has_focus("#faults").await?;
    guichet.says("#couts-1-montant-fault", "négatif").await?;
    guichet.type_in("couts-1-montant", "0").await?;
    guichet.press("continue").await?;
    guichet.says("#couts-1-montant-fault", "supérieur à 0").await?;

    guichet
        .click("#couts [data-line='1'] [data-action=remove-line]")
        .await?;
    guichet.is_gone("#couts-1-montant").await?;
    guichet.press("continue").await?;
    guichet
        .says("#projet-montant-demande-fault", "dépasse le coût")
        .await?;
    guichet.type_in("projet-montant-demande", "24 000").await?;
    guichet.says("[data-aid=headline]", "Au plus 12 000 €").await?;
    guichet
        .says("[data-aid=above]", "plus que ce que cette aide")
        .await?;
    guichet.go_on_to("pieces").await
}
