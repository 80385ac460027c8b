//! The whole journey of an applicant, stopping at each thing worth a look: what is checked or pictured there is the
//! caller's business.

use std::fs;

use anyhow::Result;

use crate::{Page, documents, requests};

/// Where the journey stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nothing is typed yet.
    Start,
    /// Communes are proposed.
    Proposals,
    /// A territory is shown.
    Territoire,
    /// Who asks, with everything still to correct.
    Faults,
    /// Who asks, filled in.
    Demandeur,
    /// What is studied, filled in.
    Etude,
    /// What it costs, with the aid that it could get and the plan.
    Budget,
    /// The aids received and the documents.
    Pieces,
    /// Everything again, sworn.
    Verification,
    /// The receipt.
    Recepisse,
    /// The receipt with the status.
    Status,
    /// The status in the other element.
    Suivi,
}

impl Stop {
    /// Its name, for files and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "depart",
            Self::Proposals => "propositions",
            Self::Territoire => "territoire",
            Self::Faults => "fautes",
            Self::Demandeur => "demandeur",
            Self::Etude => "etude",
            Self::Budget => "budget",
            Self::Pieces => "pieces",
            Self::Verification => "verification",
            Self::Recepisse => "recepisse",
            Self::Status => "etat",
            Self::Suivi => "suivi",
        }
    }
}

/// Makes the journey on the demo page, with a look at each stop.
pub async fn walk(page: Page<'_>, mut look: impl AsyncFnMut(Stop) -> Result<()>) -> Result<()> {
    let request = requests::valid();
    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    look(Stop::Start).await?;
    guichet.look_for_commune("dol").await?;
    look(Stop::Proposals).await?;
    guichet.choose_commune("dole").await?;
    look(Stop::Territoire).await?;

    guichet.press("continue").await?;
    guichet.is_at("demandeur").await?;
    guichet.press("continue").await?;
    guichet.find("#faults").await?;
    look(Stop::Faults).await?;
    guichet.fill_demandeur(&request).await?;
    look(Stop::Demandeur).await?;

    guichet.press("continue").await?;
    guichet.is_at("etude").await?;
    guichet.fill_etude(&request).await?;
    look(Stop::Etude).await?;

    guichet.press("continue").await?;
    guichet.is_at("budget").await?;
    guichet.fill_budget(&request).await?;
    guichet.press("propose-plan").await?;
    guichet.find("#plan-total").await?;
    look(Stop::Budget).await?;

    guichet.press("continue").await?;
    guichet.is_at("pieces").await?;
    guichet.click("#de-minimis-some").await?;
    guichet.type_in("aides-de-minimis-0-financeur", "Région").await?;
    guichet.type_in("aides-de-minimis-0-montant", "12 000").await?;
    guichet
        .choose_day("aides-de-minimis-0-date-octroi", "2026-03-02")
        .await?;
    let folder = tempfile::tempdir()?;
    let quote = folder.path().join("devis.pdf");
    fs::write(&quote, documents::pdf(300_000))?;
    guichet.choose_file(&quote).await?;
    guichet.find("[data-piece=sent]").await?;
    guichet.choose("pieces-0-kind", "devis").await?;
    look(Stop::Pieces).await?;

    guichet.press("continue").await?;
    guichet.is_at("verification").await?;
    guichet.click("#attestation-sur-l-honneur").await?;
    look(Stop::Verification).await?;

    guichet.press("send").await?;
    guichet.is_at("recepisse").await?;
    look(Stop::Recepisse).await?;
    guichet.press("track").await?;
    guichet.find("[data-status=depose]").await?;
    look(Stop::Status).await?;

    let (reference, code) = guichet.receipt().await?;
    let suivi = page.suivi();
    suivi.follow(&reference, &code).await?;
    suivi.find("[data-status=depose]").await?;
    look(Stop::Suivi).await
}
