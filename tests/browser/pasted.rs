//! What people paste, in every field of every step: it is kept as it came, understood where it can be, and told where it
//! cannot, below, at and above each limit.

use anyhow::{Result, ensure};
use shared::dossier::limits;
use tests::{Page, Widget, requests};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

/// A field, what is pasted in it, and what is then told: nothing when it is taken.
type Case = (&'static str, String, &'static str);

/// What no field of text may refuse, nor change: a picture, a text from right to left, what looks like HTML.
const STRANGE: &str = "Forges 🏭 \u{202e}ערב <b onclick=x>&amp;</b> <script>window.bad = 1</script>";

/// A free text that must be given: nothing, at its limit, above it, and what is strange.
fn text(id: &'static str, limit: usize, above: &'static str, empty: &'static str) -> Vec<Case> {
    let mut cases = optional(id, limit, above);
    cases.push((id, String::new(), empty));
    cases.push((id, " \u{a0}\u{202f} ".to_owned(), empty));
    cases
}

/// A free text that may be left out.
fn optional(id: &'static str, limit: usize, above: &'static str) -> Vec<Case> {
    vec![
        (id, "é".to_owned(), ""),
        (id, "🏭".repeat(limit), ""),
        (id, "é".repeat(limit + 1), above),
        (id, "é".repeat(10_000), "10\u{202f}000 caractères"),
        (id, STRANGE.to_owned(), ""),
    ]
}

/// An amount, which must be above 0.
fn amount(id: &'static str) -> Vec<Case> {
    [
        ("12 500,50 €", ""),
        ("12\u{202f}500,50\u{a0}€", ""),
        ("12.500,50", ""),
        ("0,01", ""),
        ("0", "supérieur à 0"),
        ("-5", "négatif"),
        ("12,345", "deux décimales"),
        ("1e3", "n’est pas un nombre"),
        ("١٢", "n’est pas un nombre"),
        ("🏭", "n’est pas un nombre"),
        ("<b>5</b>", "n’est pas un nombre"),
        ("9999999999,99", ""),
        ("10000000000", "dépasse"),
    ]
    .into_iter()
    .map(|(pasted, told)| (id, pasted.to_owned(), told))
    .chain([(id, "9".repeat(10_000), "dépasse")])
    .collect()
}

/// Pastes each and leaves the field: what was pasted stays, and a fault is told where one is expected and nowhere else.
async fn paste_all(guichet: &Widget<'_>, cases: Vec<Case>) -> Result<()> {
    for (id, pasted, told) in cases {
        let shown: String = pasted.chars().take(40).collect();
        guichet.paste(id, &pasted).await?;
        guichet.press("continue").await?;
        guichet.find("#faults a").await?;
        let is_wrong = guichet
            .attribute(&format!("#{id}"), "aria-invalid")
            .await?
            .is_some();
        ensure!(is_wrong != told.is_empty(), "{id}, {shown}: wrong is {is_wrong}");
        let description = guichet.description(id).await?;
        ensure!(description.contains(told), "{id}, {shown}: {description}");
        ensure!(guichet.value(id).await? == pasted, "{id}, {shown} was changed");
    }
    Ok(())
}

/// What looks like a script was shown as the text it is.
async fn nothing_ran(page: Page<'_>) -> Result<()> {
    let ran: bool = page.run("return 'bad' in window", Vec::new()).await?;
    ensure!(!ran, "what was pasted ran");
    Ok(())
}

#[tokio::test]
async fn of_the_applicant() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.fill_to_demandeur().await?;
    let mut cases = Vec::new();
    for (id, limit, above, empty) in [
        ("demandeur-denomination", limits::LINE, "201 caractères", "nom"),
        ("demandeur-adresse", limits::ADRESSE, "301 caractères", "adresse"),
        (
            "demandeur-representant-legal",
            limits::LINE,
            "201 caractères",
            "représentant",
        ),
    ] {
        cases.extend(text(id, limit, above, empty));
    }
    cases.extend(optional("demandeur-mandataire", limits::LINE, "201 caractères"));
    for (id, pasted, told) in [
        ("demandeur-siret", "732\u{a0}829\u{a0}320\u{a0}00074", ""),
        ("demandeur-siret", " 732.829.320-00074 ", ""),
        ("demandeur-siret", "7328293200007", "13"),
        ("demandeur-siret", "732829320000745", "15"),
        ("demandeur-siret", "732 829 320", "SIREN"),
        ("demandeur-siret", "73282932000075", "clé de contrôle"),
        ("demandeur-siret", "lettres", "chiffres"),
        ("demandeur-siret", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "chiffres"),
        ("demandeur-siret", "🏭", "chiffres"),
        ("demandeur-siret", "<b>732</b>", "chiffres"),
        ("demandeur-courriel", "camille@exemple.fr", ""),
        ("demandeur-courriel", "camille", "nom@exemple.fr"),
        ("demandeur-courriel", "camille@", "nom@exemple.fr"),
        ("demandeur-courriel", "🏭", "nom@exemple.fr"),
        ("demandeur-telephone", "", ""),
        ("demandeur-telephone", "+33 3 84 00 00 00", ""),
        ("demandeur-telephone", "03.84.00.00.00", ""),
        ("demandeur-telephone", "12", "téléphone"),
        ("demandeur-telephone", "+41 22 000 00 00", "français"),
        ("demandeur-telephone", "🏭", "téléphone"),
    ] {
        cases.push((id, pasted.to_owned(), told));
    }
    paste_all(&guichet, cases).await?;
    guichet.paste("demandeur-adresse", &"é".repeat(10_000)).await?;
    page.reload().await?;
    guichet.scroll_to().await?;
    guichet.is_at("demandeur").await?;
    assert_eq!(guichet.value("demandeur-adresse").await?.chars().count(), 10_000);
    assert_eq!(guichet.value("demandeur-denomination").await?, " \u{a0}\u{202f} ");
    nothing_ran(page).await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn of_the_study() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let guichet = page.guichet();
    guichet.fill_to_etude(&requests::valid()).await?;
    let mut cases = text("projet-intitule", limits::LINE, "201 caractères", "titre");
    cases.extend(text(
        "projet-description",
        limits::DESCRIPTION,
        "4\u{202f}001 caractères",
        "Décrivez",
    ));
    cases.push(("projet-description", "Un\n\nDeux\t🏭".to_owned(), ""));
    for (id, pasted, told) in [
        ("projet-date-debut", "2027-01-04", ""),
        ("projet-date-debut", "", "date"),
        ("projet-date-debut", "2027-01-04", ""),
        ("projet-date-fin", "2027-01-03", "avant le début"),
        ("projet-date-engagement", "", ""),
        ("projet-date-engagement", "2027-01-04", ""),
    ] {
        cases.push((id, pasted.to_owned(), told));
    }
    // The last fault stays, so that no `continue` leaves the step.
    paste_all(&guichet, cases).await?;
    nothing_ran(page).await?;
    check::is_silent(&stage.browser).await
}

#[tokio::test]
async fn of_the_budget_and_of_the_aids() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let (guichet, request) = (page.guichet(), requests::valid());
    guichet.fill_to_budget(&request).await?;
    let mut cases = text("couts-0-libelle", limits::LINE, "201 caractères", "à quoi sert");
    cases.extend(amount("couts-0-montant"));
    cases.extend(amount("projet-montant-demande"));
    // Before or after tax is not said, so that no `continue` leaves the step.
    paste_all(&guichet, cases).await?;

    guichet.paste("couts-0-libelle", "Étude").await?;
    guichet.paste("couts-0-montant", "12 500,50 €").await?;
    guichet.says("#total", "12 500,50 €").await?;
    guichet.paste("projet-montant-demande", "6 000,25\u{a0}€").await?;
    guichet.click("#projet-regime-tva-ht").await?;
    guichet.go_on_to("pieces").await?;
    guichet.click("#de-minimis-some").await?;
    let mut cases = text(
        "aides-de-minimis-0-financeur",
        limits::LINE,
        "201 caractères",
        "qui",
    );
    cases.extend(amount("aides-de-minimis-0-montant"));
    cases.extend(optional(
        "aides-de-minimis-0-base-juridique",
        limits::LINE,
        "201 caractères",
    ));
    for (pasted, told) in [("2025-03-01", ""), ("", "date")] {
        cases.push(("aides-de-minimis-0-date-octroi", pasted.to_owned(), told));
    }
    paste_all(&guichet, cases).await?;
    nothing_ran(page).await?;
    check::is_silent(&stage.browser).await
}
