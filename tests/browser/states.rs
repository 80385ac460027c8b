//! The states beside the straight way: errors, questions, waiting, what is told after the filing. Axe looks at each in both
//! languages and both themes. What each of them does is tested elsewhere; nothing here depends on words.

use std::fs;

use anyhow::Result;
use serde_json::json;
use shared::wire::{CorrectionBody, CorrectionItemBody, MoveDossierRequest};
use tests::{Network, Page, action, agents, catalogue, documents, requests};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Plays a scene on a page, in both languages.
async fn play(path: &str, scene: impl AsyncFn(&Stage, Page<'_>) -> Result<()>) -> Result<()> {
    for lang in ["fr", "en"] {
        let stage = Stage::set().await?;
        stage.browser.speak(lang).await?;
        let page = stage.open(path).await?;
        scene(&stage, page).await?;
        let shown: String = page
            .run("return document.documentElement.lang", Vec::new())
            .await?;
        assert_eq!(shown, lang);
    }
    Ok(())
}

/// Answers what an address holds in another way, until `mend()`.
const SPOIL: &str = "
    const [part, status, type, body] = arguments;
    const real = fetch;
    window.fetch = (request, options) => String(request.url ?? request).includes(part)
      ? status ? Promise.resolve(new Response(body, { status, headers: { 'Content-Type': type } }))
        : Promise.reject(new TypeError('cut'))
      : real(request, options);
    window.mend = () => { window.fetch = real; }";

/// Cuts what goes to an address.
async fn cut(page: Page<'_>, part: &str) -> Result<()> {
    page.act(SPOIL, vec![json!(part), json!(0), json!(""), json!("")])
        .await
}

async fn mend(page: Page<'_>) -> Result<()> {
    page.act("window.mend()", Vec::new()).await
}

#[tokio::test]
async fn before_the_component_is_there_and_when_it_cannot_come() -> Result<()> {
    play("/far.html", async |stage, page| {
        stage.browser.refuse(&["*/assets/*"]).await?;
        page.act(
            "document.querySelector('main').append(document.createElement('ti-suivi'))",
            Vec::new(),
        )
        .await?;
        let (guichet, suivi) = (page.guichet(), page.suivi());
        suivi.scroll_to().await?;
        suivi.find(".failed").await?;
        suivi.is_gone("form").await?;
        guichet.scroll_to().await?;
        guichet.find(".failed").await?;
        check::is_accessible(page, "nothing of it could be loaded").await?;
        stage.browser.refuse(&[]).await?;
        page.act("document.querySelector('ti-suivi').remove()", Vec::new())
            .await?;
        cut(page, ".wasm").await?;
        guichet.press("retry").await?;
        guichet.is_at("territoire").await?;
        guichet.find(".failed").await?;
        check::is_accessible(page, "its component could not be loaded").await?;
        mend(page).await?;
        cut(page, "/api/v1/communes").await?;
        guichet.press("retry").await?;
        guichet.is_gone(".failed").await?;
        guichet.type_in("projet-commune", "dole").await?;
        guichet.find("[data-action=retry]").await?;
        check::is_accessible(page, "no commune could be looked for").await?;
        mend(page).await?;
        guichet.press("retry").await?;
        guichet.find("[role=option]").await?;
        guichet.type_in("projet-commune", "zzzz").await?;
        guichet.is_gone("[role=option]").await?;
        guichet.press("continue").await?;
        guichet.find("#faults").await?;
        check::is_accessible(page, "no commune of that name").await
    })
    .await
}

#[tokio::test]
async fn drafts_and_where_they_are_kept() -> Result<()> {
    play("/", async |_, page| {
        let guichet = page.guichet();
        guichet.scroll_to().await?;
        guichet.look_for_commune("75001").await?;
        guichet.click("[role=option]").await?;
        guichet.find("[data-notice=outside]").await?;
        check::is_accessible(page, "a commune of no territory").await?;
        guichet.choose_commune("dole").await?;
        guichet.click("[data-draft=options] summary").await?;
        check::is_accessible(page, "the options of a draft").await?;
        guichet.press("erase-draft").await?;
        guichet.find("#erase-question").await?;
        check::is_accessible(page, "the question before a draft is erased").await?;
        guichet.press("cancel-erase").await?;
        guichet.press("another-request").await?;
        guichet.choose_commune("64000").await?;
        guichet.press("erase-other").await?;
        guichet.find("[data-action=confirm-erase-other]").await?;
        check::is_accessible(page, "the question before another draft is erased").await?;
        page.act(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
            Vec::new(),
        )
        .await?;
        guichet.go_on_to("demandeur").await?;
        guichet.type_in("demandeur-denomination", "Forges").await?;
        guichet.find(".draft.refused").await?;
        check::is_accessible(page, "a draft that cannot be kept").await
    })
    .await
}

#[tokio::test]
async fn each_step_with_everything_to_correct() -> Result<()> {
    play("/", async |_, page| {
        let (guichet, request) = (page.guichet(), requests::valid());
        guichet.fill_to_etude(&request).await?;
        guichet.press("continue").await?;
        guichet.find("#faults").await?;
        check::is_accessible(page, "a study with nothing said").await?;
        guichet.fill_etude(&request).await?;
        guichet.go_on_to("budget").await?;
        guichet.press("continue").await?;
        guichet.find("#faults").await?;
        check::is_accessible(page, "a budget with nothing said").await?;
        guichet.fill_budget(&request).await?;
        guichet.click("#aid summary").await?;
        check::is_accessible(page, "an aid with its reasons").await?;
        guichet.press("propose-plan").await?;
        guichet.type_in("plan-de-financement-1-montant", "1").await?;
        guichet.type_in("projet-montant-demande", "29 000").await?;
        guichet.press("continue").await?;
        guichet.find("#plan-de-financement-fault").await?;
        check::is_accessible(page, "a plan that does not add up").await?;
        for _ in 0..2 {
            guichet
                .click("#plan-de-financement [data-line='0'] [data-action=remove-line]")
                .await?;
        }
        guichet.type_in("projet-montant-demande", "15 000").await?;
        guichet.go_on_to("pieces").await?;
        guichet.click("#de-minimis-some").await?;
        let folder = tempfile::tempdir()?;
        let (empty, quote) = (folder.path().join("vide.pdf"), folder.path().join("devis.pdf"));
        fs::write(&empty, b"")?;
        fs::write(&quote, documents::pdf(300_000))?;
        guichet.choose_file(&empty).await?;
        guichet.find("[data-line='0'] [data-piece=refused]").await?;
        cut(page, "/parts/1").await?;
        guichet.choose_file(&quote).await?;
        guichet.find("[data-line='1'] [data-piece=failed]").await?;
        guichet.press("continue").await?;
        guichet.find("#faults").await?;
        check::is_accessible(page, "aids without amounts and documents that failed").await?;
        mend(page).await?;
        guichet.click("#de-minimis-none").await?;
        for _ in 0..2 {
            guichet
                .click("#pieces [data-line='0'] [data-action=remove-line]")
                .await?;
        }
        guichet.go_on_to("verification").await?;
        guichet.press("send").await?;
        guichet.find("#faults").await?;
        check::is_accessible(page, "a request that is not sworn").await
    })
    .await
}

#[tokio::test]
async fn a_request_that_cannot_be_sent() -> Result<()> {
    play("/", async |_, page| {
        let guichet = page.guichet();
        guichet.fill_everything(&requests::valid()).await?;
        cut(page, "/api/v1/dossiers").await?;
        guichet.press("send").await?;
        guichet.find("[data-action=retry]").await?;
        check::is_accessible(page, "no answer to a filing").await
    })
    .await?;
    play("/", async |stage, page| {
        let guichet = page.guichet();
        guichet.fill_everything(&requests::valid()).await?;
        stage.browser.set_network(Network::Gone).await?;
        guichet.press("send").await?;
        guichet.find("[data-action=retry]").await?;
        check::is_accessible(page, "a filing that waits for the network").await
    })
    .await
}

fn asks_for_the_title() -> MoveDossierRequest {
    MoveDossierRequest {
        status: "a_completer".to_owned(),
        seen: 1,
        correction: Some(CorrectionBody {
            due: "2027-01-31".to_owned(),
            items: vec![CorrectionItemBody {
                pointer: "/projet/intitule".to_owned(),
                piece: String::new(),
                message: "Précisez le titre de l’étude.".to_owned(),
            }],
        }),
        ..MoveDossierRequest::default()
    }
}

#[tokio::test]
async fn a_request_that_is_followed() -> Result<()> {
    play("/", async |stage, page| {
        let client = stage.guichet.client();
        let filed = action::file_dossier(&client)?;
        let suivi = page.suivi();
        suivi.scroll_to().await?;
        suivi.press("read").await?;
        suivi.find("#reference-fault").await?;
        check::is_accessible(page, "no reference and no code").await?;
        suivi.follow(&filed.reference, "ABCD-EFGH-JKMN").await?;
        suivi.find("[role=alert]").await?;
        check::is_accessible(page, "a code that opens nothing").await?;
        suivi.follow(&filed.reference, &filed.code).await?;
        suivi.press("add-documents").await?;
        suivi.press("send-pieces").await?;
        suivi.find("[role=alert]").await?;
        check::is_accessible(page, "no document to add").await?;
        suivi.press("back-to-status").await?;
        suivi.press("withdraw").await?;
        suivi.find("#withdraw-question").await?;
        check::is_accessible(page, "the question before a withdrawal").await?;
        suivi.press("cancel-withdraw").await?;

        action::move_dossier(&client, AGENT, &filed.reference, &asks_for_the_title())?;
        suivi.press("refresh").await?;
        suivi.find("[data-status=a_completer]").await?;
        check::is_accessible(page, "a request to be completed").await?;
        suivi.press("answer").await?;
        suivi.is_at("etude").await?;
        suivi.type_in("projet-intitule", " ").await?;
        suivi.press("continue").await?;
        suivi.find("#faults").await?;
        check::is_accessible(page, "an answer with a fault").await?;
        suivi.press("back-to-status").await?;
        suivi.press("withdraw").await?;
        suivi.press("confirm-withdraw").await?;
        suivi.find("[data-status=retire]").await?;
        check::is_accessible(page, "a request that was withdrawn").await
    })
    .await
}

#[tokio::test]
async fn a_request_that_was_decided() -> Result<()> {
    play("/", async |stage, page| {
        let client = stage.guichet.client();
        let filed = action::file_dossier(&client)?;
        let steps = [
            action::to("recevable", 1),
            action::to("en_instruction", 2),
            action::to_grant("12000", 3),
        ];
        for step in steps {
            action::move_dossier(&client, AGENT, &filed.reference, &step)?;
        }
        let suivi = page.suivi();
        suivi.follow(&filed.reference, &filed.code).await?;
        suivi.find("[data-status=accorde]").await?;
        check::is_accessible(page, "a request that was granted").await
    })
    .await
}

#[tokio::test]
async fn the_elements_that_read() -> Result<()> {
    play("/catalogue.html", async |_, page| {
        for path in ["/api/v1/mesures", "/api/v1/contrats"] {
            cut(page, path).await?;
        }
        for element in ["ti-mesures", "ti-contrat", "ti-verification"] {
            page.widget(element).scroll_to().await?;
            page.widget(element).find("h2").await?;
        }
        let verification = page.widget("ti-verification");
        verification.press("check").await?;
        verification.find("[data-check]").await?;
        check::is_accessible(page, "elements whose service is away").await?;
        page.reload().await?;
        catalogue::walk(page, async |element| check::is_accessible(page, element).await).await?;
        for summary in ["ti-simulateur", "ti-mesures", "ti-contrat"] {
            let script = "for (const details of document.querySelector(arguments[0]).shadowRoot.querySelectorAll('details')) \
                          details.open = true";
            page.act(script, vec![json!(summary)]).await?;
        }
        page.widget("ti-simulateur").type_in("cout", "abc").await?;
        check::is_accessible(page, "everything that can be opened").await
    })
    .await
}
