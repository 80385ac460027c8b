//! Headers that every answer has, and which pages may call from a browser.

use anyhow::Result;
use shared::wire::HealthResponse;
use tests::{Answer, Client, Guichet, action, agents};
use ureq::http::Method;

use crate::fixtures::check;

const PUBLIC: [&str; 9] = [
    "/api/v1/communes",
    "/api/v1/territoires",
    "/api/v1/mesures",
    "/api/v1/aides",
    "/api/v1/contrats",
    "/api/v1/dossiers",
    "/api/v1/dossiers/challenge",
    "/api/v1/entreprises",
    "/api/v1/suivi",
];

fn preflight(client: &Client, path: &str) -> Result<Answer> {
    let headers = [
        ("origin", "https://region.example"),
        ("access-control-request-method", "POST"),
        (
            "access-control-request-headers",
            "content-type, idempotency-key, proof-of-work",
        ),
    ];
    client.call(&Method::OPTIONS, path, &headers, b"")
}

#[track_caller]
fn has_security_headers(answer: &Answer, place: &str) {
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{place}");
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "{place}");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{place}: {policy}");
    assert!(policy.contains("frame-ancestors"), "{place}: {policy}");
    assert_eq!(answer.header("set-cookie"), "", "{place}");
}

#[test]
fn every_answer_has_the_security_headers() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for (place, answer) in [
        ("a search", client.get("/api/v1/communes?q=dole")?),
        ("a list", client.get("/api/v1/territoires")?),
        (
            "a status",
            action::ask_status(&client, &receipt.reference, &receipt.code)?,
        ),
        (
            "an inbox",
            action::ask_inbox(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?,
        ),
        ("a fault", client.post_bytes(action::DOSSIERS, &[], b"{")?),
        ("no key", client.get(action::INBOX)?),
        ("a preflight", preflight(&client, action::DOSSIERS)?),
    ] {
        has_security_headers(&answer, place);
    }
    Ok(())
}

#[test]
fn any_page_may_call_the_public_functions() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in PUBLIC {
        let answer = preflight(&client, path)?;
        assert_eq!(answer.status, 204, "{path}: {}", answer.text());
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        let headers = answer.header("access-control-allow-headers").to_lowercase();
        for needed in [
            "content-type",
            "idempotency-key",
            "accept-language",
            "proof-of-work",
        ] {
            assert!(headers.contains(needed), "{path}: {headers}");
        }
        assert!(!headers.contains("authorization"), "{path}: {headers}");
        assert!(
            answer.header("access-control-allow-methods").contains("POST"),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-credentials"), "", "{path}");
    }
    // The fault must reach the page that made it.
    let answer = client.post_bytes(action::DOSSIERS, &[("origin", "https://region.example")], b"{")?;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    Ok(())
}

#[test]
fn the_sites_that_file_and_follow_may_be_listed() -> Result<()> {
    let guichet =
        Guichet::start_with(&[("allowed_origins", "https://autre.example, https://region.example")])?;
    let client = guichet.client();
    let allowed = preflight(&client, action::DOSSIERS)?;
    assert_eq!(
        allowed.header("access-control-allow-origin"),
        "https://region.example"
    );
    assert_eq!(allowed.header("vary"), "origin");
    for path in [action::DOSSIERS, "/api/v1/suivi", "/api/v1/entreprises"] {
        let headers = [("origin", "https://region.example.evil.example")];
        let refused = client.post_bytes(path, &headers, b"{")?;
        assert_eq!(refused.header("access-control-allow-origin"), "", "{path}");
    }
    // What is public stays so.
    let search = client.get("/api/v1/communes?q=dole")?;
    assert_eq!(search.header("access-control-allow-origin"), "*");
    Ok(())
}

#[test]
fn health_is_told_while_the_database_answers() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = client.get("/api/v1/health")?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let health: HealthResponse = answer.read()?;
    assert_eq!(health.status, "ok");
    check::refuses_method(&client.post_bytes("/api/v1/health", &[], b"{}")?, "GET")
}

#[test]
fn no_page_may_call_the_agents_function() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = preflight(&client, action::INBOX)?;
    check::refuses_method(&answer, "GET")?;
    for name in [
        "access-control-allow-origin",
        "access-control-allow-methods",
        "access-control-allow-headers",
    ] {
        assert_eq!(answer.header(name), "");
    }
    let inbox = action::ask_inbox(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?;
    assert_eq!(inbox.header("access-control-allow-origin"), "");
    Ok(())
}

#[test]
fn an_address_that_nobody_serves_is_not_found() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in [
        "/api/v1/dossiers/TI26-2222-2222",
        "/api/v2/dossiers",
        "/nothing-here",
    ] {
        assert_eq!(client.get(path)?.status, 404, "{path}");
    }
    Ok(())
}
