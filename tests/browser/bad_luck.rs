//! What the service, or something in between, may answer to a filing: each is told in words, nothing typed is lost, and
//! trying again files once.

use anyhow::Result;
use serde_json::json;
use tests::{action, agents, requests};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Answers filings so in the place of the service, until `mend()`.
const SPOIL: &str = "
    const [status, type, body] = arguments;
    const real = fetch;
    window.fetch = (request) => request.url.endsWith('/api/v1/dossiers')
      ? Promise.resolve(new Response(body, { status, headers: { 'Content-Type': type } })) : real(request);
    window.mend = () => { window.fetch = real; }";

fn problem(status: u16, sentence: &str) -> String {
    json!({
        "type": "/problems/any", "title": "", "status": status, "detail": sentence, "detail_fr": sentence,
        "detail_en": sentence, "errors": [],
    })
    .to_string()
}

#[tokio::test]
async fn whatever_answers_a_filing_is_told_and_nothing_is_lost() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let (guichet, request) = (page.guichet(), requests::valid());
    guichet.fill_everything(&request).await?;
    let json = "application/problem+json";
    for (status, kind, body, told) in [
        (
            429,
            json,
            problem(429, "Réessayez dans 20 minutes."),
            "20 minutes",
        ),
        (
            413,
            json,
            problem(413, "La demande est trop longue."),
            "trop longue",
        ),
        (
            500,
            json,
            problem(500, "secret of the service"),
            "ne sera déposée qu’une fois",
        ),
        (
            503,
            "text/html",
            "<html>maintenance</html>".to_owned(),
            "ne sera déposée qu’une fois",
        ),
        (
            200,
            "application/json",
            "{\"reference\":\"TI26".to_owned(),
            "ne sera déposée qu’une fois",
        ),
        (
            200,
            "application/json",
            "{\"other\":1}".to_owned(),
            "ne sera déposée qu’une fois",
        ),
        (
            200,
            "text/html",
            "<script>alert(1)</script>".to_owned(),
            "ne sera déposée qu’une fois",
        ),
    ] {
        page.act(SPOIL, vec![json!(status), json!(kind), json!(body)])
            .await?;
        guichet.press("send").await?;
        guichet
            .says("[data-step=verification] [role=alert]", told)
            .await?;
        guichet
            .says("[data-step=verification]", &request.demandeur.denomination)
            .await?;
        assert!(!guichet.text("[data-step=verification]").await?.contains("secret"));
        page.act("window.mend()", Vec::new()).await?;
        assert_eq!(
            action::read_inbox(&stage.guichet.client(), AGENT)?.len(),
            0,
            "{status}"
        );
    }
    check::is_accessible(page, "a filing that was refused").await?;
    guichet.press("retry").await?;
    let (reference, _code) = guichet.receipt().await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    let references: Vec<_> = inbox.iter().map(|dossier| &dossier.reference).collect();
    assert_eq!(references, [&reference]);
    check::is_silent(&stage.browser).await
}
