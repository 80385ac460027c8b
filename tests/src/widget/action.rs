//! What a visitor does in an element.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::json;
use shared::wire::FileDossierRequest;
use thirtyfour::{By, Key, WebElement};

use crate::Widget;
use crate::page::eventually;

impl Widget<'_> {
    /// Comes near the element, which makes it load.
    pub async fn scroll_to(&self) -> Result<()> {
        let script = "arguments[0].scrollIntoView({ block: 'start', behavior: 'instant' })";
        self.page.act(script, vec![self.host().await?.to_json()?]).await
    }

    /// Presses the button of that action.
    pub async fn press(&self, action: &str) -> Result<()> {
        self.click(&format!("[data-action={action}]")).await
    }

    /// Clicks on what is at a selector, once it can be reached.
    pub async fn click(&self, selector: &str) -> Result<()> {
        eventually(&format!("a click on {selector}"), async || {
            self.reach(selector).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types in a field, in place of what it holds.
    pub async fn type_in(&self, id: &str, text: &str) -> Result<()> {
        self.click(&format!("#{id}")).await?;
        let keys = self.page.browser().action_chain();
        let select_all = keys.key_down(Key::Control).send_keys("a").key_up(Key::Control);
        Ok(select_all.send_keys(text).perform().await?)
    }

    /// Presses keys where the focus is.
    ///
    /// Sending keys to an element would take the focus from the page's point of view, which sees no deeper than the
    /// shadow root, and give it back: a list that closes when it is left would close.
    pub async fn press_keys(&self, keys: &[Key]) -> Result<()> {
        let chain = self.page.browser().action_chain();
        let chain = keys.iter().fold(chain, |chain, key| chain.send_keys(key.clone()));
        Ok(chain.perform().await?)
    }

    /// Types where the focus is.
    pub async fn type_here(&self, text: &str) -> Result<()> {
        Ok(self
            .page
            .browser()
            .action_chain()
            .send_keys(text)
            .perform()
            .await?)
    }

    /// Puts a text in a field at once, as pasting does, and leaves it.
    pub async fn paste(&self, id: &str, text: &str) -> Result<()> {
        self.set(id, text).await
    }

    /// Chooses a day: what is typed in a date field depends on the language of the browser.
    pub async fn choose_day(&self, id: &str, day: &str) -> Result<()> {
        self.set(id, day).await
    }

    /// Chooses in a list.
    pub async fn choose(&self, id: &str, code: &str) -> Result<()> {
        self.set(id, code).await
    }

    /// Waits for a step of the journey.
    pub async fn is_at(&self, step: &str) -> Result<()> {
        self.find(&format!("[data-step={step}]")).await.map(drop)
    }

    /// Types part of a name and waits for what is proposed: the text of each proposal.
    pub async fn look_for_commune(&self, typed: &str) -> Result<Vec<String>> {
        self.type_in("projet-commune", typed).await?;
        self.find("[role=option]").await?;
        let script =
            "return [...arguments[0].shadowRoot.querySelectorAll('[role=option]')].map((o) => o.innerText)";
        self.page.run(script, vec![self.host().await?.to_json()?]).await
    }

    /// Chooses the first commune proposed for what is typed, and waits for its territory.
    pub async fn choose_commune(&self, typed: &str) -> Result<()> {
        self.look_for_commune(typed).await?;
        self.click("[role=option]").await?;
        self.find("[data-territoire] dl").await.map(drop)
    }

    /// Fills in who asks.
    pub async fn fill_demandeur(&self, request: &FileDossierRequest) -> Result<()> {
        let demandeur = &request.demandeur;
        self.type_in("demandeur-denomination", &demandeur.denomination)
            .await?;
        self.type_in("demandeur-siret", &demandeur.siret).await?;
        self.type_in("demandeur-adresse", &demandeur.adresse).await?;
        self.choose("demandeur-taille", &demandeur.taille).await?;
        self.type_in("demandeur-representant-legal", &demandeur.representant_legal)
            .await?;
        self.type_in("demandeur-courriel", &demandeur.courriel).await
    }

    /// Fills in what is studied.
    pub async fn fill_etude(&self, request: &FileDossierRequest) -> Result<()> {
        let projet = &request.projet;
        self.type_in("projet-intitule", &projet.intitule).await?;
        self.type_in("projet-description", &projet.description).await?;
        self.choose_day("projet-date-debut", &projet.date_debut).await?;
        self.choose_day("projet-date-fin", &projet.date_fin).await
    }

    /// Fills in what it costs.
    pub async fn fill_budget(&self, request: &FileDossierRequest) -> Result<()> {
        let projet = &request.projet;
        self.click(&format!("#projet-regime-tva-{}", projet.regime_tva))
            .await?;
        for (line, cout) in projet.couts_previsionnels.iter().enumerate() {
            if 0 < line {
                self.click("#couts [data-action=add-line]").await?;
            }
            self.type_in(&format!("couts-{line}-libelle"), &cout.libelle)
                .await?;
            self.type_in(&format!("couts-{line}-montant"), &cout.montant)
                .await?;
        }
        self.type_in("projet-montant-demande", &projet.montant_demande)
            .await
    }

    /// Chooses a file of the device as a document.
    pub async fn choose_file(&self, path: &Path) -> Result<()> {
        self.give_file("add-pieces", path).await
    }

    /// Opens a draft that was saved in a file.
    pub async fn open_draft_file(&self, path: &Path) -> Result<()> {
        self.give_file("open-draft-file", path).await
    }

    /// Chooses the file of a receipt.
    pub async fn give_receipt(&self, path: &Path) -> Result<()> {
        self.give_file("choose-receipt", path).await
    }

    /// Gives the focus to what is at a selector, then presses keys.
    pub async fn press_keys_at(&self, selector: &str, keys: &[Key]) -> Result<()> {
        let found = self.find(selector).await?.to_json()?;
        self.page.act("arguments[0].focus()", vec![found]).await?;
        self.press_keys(keys).await
    }

    async fn give_file(&self, action: &str, path: &Path) -> Result<()> {
        let selector = format!("[data-action={action}]");
        let input = self.root().await?.find(By::Css(selector)).await?;
        let path = path.to_str().context("a path of the tests is text")?;
        Ok(input.send_keys(path).await?)
    }

    /// Leaves a step for the next one.
    pub async fn go_on_to(&self, step: &str) -> Result<()> {
        self.press("continue").await?;
        self.is_at(step).await
    }

    /// Goes to the second step, for a study in Dole.
    pub async fn fill_to_demandeur(&self) -> Result<()> {
        self.scroll_to().await?;
        self.choose_commune("dole").await?;
        self.go_on_to("demandeur").await
    }

    /// Goes to the third step, with what is before filled in.
    pub async fn fill_to_etude(&self, request: &FileDossierRequest) -> Result<()> {
        self.fill_to_demandeur().await?;
        self.fill_demandeur(request).await?;
        self.go_on_to("etude").await
    }

    /// Goes to the fourth step, with what is before filled in.
    pub async fn fill_to_budget(&self, request: &FileDossierRequest) -> Result<()> {
        self.fill_to_etude(request).await?;
        self.fill_etude(request).await?;
        self.go_on_to("budget").await
    }

    /// Goes to the last step with everything filled in, and swears.
    pub async fn fill_everything(&self, request: &FileDossierRequest) -> Result<()> {
        self.fill_to_budget(request).await?;
        self.fill_budget(request).await?;
        self.go_on_to("pieces").await?;
        self.go_on_to("verification").await?;
        self.click("#attestation-sur-l-honneur").await
    }

    /// Reads the reference and the code of the receipt.
    pub async fn receipt(&self) -> Result<(String, String)> {
        let reference = self.text("[data-receipt=reference]").await?;
        Ok((reference, self.text("[data-receipt=code]").await?))
    }

    /// Asks `<ti-suivi>` where a request stands.
    pub async fn follow(&self, reference: &str, code: &str) -> Result<()> {
        self.scroll_to().await?;
        self.type_in("reference", reference).await?;
        self.type_in("code", code).await?;
        self.press("read").await
    }

    /// Brings what is at a selector into the middle of the viewport, at once: the demo site scrolls smoothly, and a
    /// click does not wait for that to end.
    async fn reach(&self, selector: &str) -> Result<WebElement> {
        let found = self.find(selector).await?;
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.page.act(script, vec![found.to_json()?]).await?;
        Ok(found)
    }

    async fn set(&self, id: &str, value: &str) -> Result<()> {
        let script = "const [field, value] = arguments; field.value = value; \
                      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }))";
        let field = self.find(&format!("#{id}")).await?.to_json()?;
        self.page.act(script, vec![field, json!(value)]).await
    }
}
