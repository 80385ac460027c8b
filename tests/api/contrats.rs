//! `/api/v1/contrats`: the contracts, as they read today or on a day.

use anyhow::{Context as _, Result};
use serde_json::Value;
use shared::wire::{ListContratsResponse, ReadContratResponse};
use tests::{Client, Guichet};
use ureq::http::Method;

use crate::fixtures::check;

const LIST: &str = "/api/v1/contrats";
const EXAMPLE: &str = "exemple-val-fictif-2024-2027";

fn list(client: &Client, parameters: &str) -> Result<Vec<String>> {
    let answer = client.get(&format!("{LIST}{parameters}"))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let contrats = answer.read::<ListContratsResponse>()?.contrats;
    Ok(contrats.into_iter().map(|contrat| contrat.id).collect())
}

fn read(client: &Client, path: &str) -> Result<ReadContratResponse> {
    let answer = client.get(&format!("{LIST}/{path}"))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    answer.read()
}

#[test]
fn each_is_listed_and_read_with_what_it_leaves_unknown() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let ids = list(&client, "")?;
    assert_eq!(ids.len(), 5);
    for id in &ids {
        let answer = client.get(&format!("{LIST}/{id}"))?;
        let contrat: ReadContratResponse = answer.read()?;
        let body: Value = answer.read()?;
        assert!(!contrat.unknown.is_empty(), "{id}");
        for pointer in &contrat.unknown {
            assert_eq!(body.pointer(pointer), Some(&Value::Null), "{id}: {pointer}");
        }
        assert_eq!(contrat.summary.is_example, id == EXAMPLE);
        assert_eq!(contrat.summary.mark.is_some(), id == EXAMPLE);
    }
    Ok(())
}

#[test]
fn a_contract_reads_as_it_did_on_a_day() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    // The first amendment of the example is signed on 2025-06-12.
    for (day, expected) in [("2025-06-11", 0), ("2025-06-12", 1), ("2025-06-13", 1)] {
        let answer = read(&client, &format!("{EXAMPLE}?on={day}"))?;
        assert_eq!(answer.reading, "on_day");
        let contrat = answer.contrat.context("it was signed")?;
        let avenants = contrat.avenants.context("they are known")?;
        assert_eq!(avenants.len(), expected, "{day}");
        assert!(contrat.progress.is_some_and(|progress| 0 < progress.fiches));
    }
    let before = read(&client, &format!("{EXAMPLE}?on=2024-02-14"))?;
    assert_eq!(
        (before.reading.as_str(), before.contrat),
        ("before_signature", None)
    );
    let unknown = read(&client, "ouest-et-sud-creusois?on=2024-02-14")?;
    assert_eq!(unknown.reading, "day_unknown");
    Ok(())
}

#[test]
fn those_of_a_territory_are_found_by_its_phase_and_id() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    assert_eq!(list(&client, "?territoire=2023-2027/ti-0001")?, [EXAMPLE]);
    assert_eq!(
        list(&client, "?territoire=2018-2023%2Fti-7510")?,
        ["pays-adour-landes-oceanes-2020-2022"]
    );
    assert_eq!(list(&client, "?territoire=2023-2027/ti-7510")?, [""; 0]);
    for text in ["", "ti-7510", "2018-2022/ti-7510"] {
        let answer = client.get(&format!("{LIST}?territoire={text}"))?;
        check::refuses_named(&answer, "invalid-parameter", "territoire", "wrong_shape")?;
    }
    for text in ["", "today", "2027-02-29"] {
        let answer = client.get(&format!("{LIST}/{EXAMPLE}?on={text}"))?;
        check::refuses_named(&answer, "invalid-parameter", "on", "wrong_shape")?;
    }
    Ok(())
}

#[test]
fn a_contract_that_is_none_is_not_found_and_only_reading_is_allowed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in ["rien", "..%2f..%2fetc/passwd"] {
        check::is_problem(&client.get(&format!("{LIST}/{path}"))?, 404, "not-found")?;
    }
    let path = format!("{LIST}/{EXAMPLE}");
    for path in [LIST, &path] {
        check::refuses_method(&client.call(&Method::DELETE, path, &[], b"")?, "GET")?;
    }
    Ok(())
}
