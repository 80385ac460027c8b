//! `/api/v1/mesures`: the measures, and what they answer to a profile.

use anyhow::{Context as _, Result};
use shared::wire::{ListMesuresResponse, ReadMesureResponse};
use tests::{Client, Guichet};
use ureq::http::Method;

use crate::fixtures::check;

const LIST: &str = "/api/v1/mesures";

const PROFILE: &str = "beneficiaire=entreprise&taille=moyenne&effectif=120&naf=25.62B&commune=39198";

fn list(client: &Client, parameters: &str) -> Result<ListMesuresResponse> {
    let answer = client.get(&format!("{LIST}{parameters}"))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    answer.read()
}

#[test]
fn all_38_are_listed_in_order_with_their_sources() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let all = list(&client, "")?;
    assert_eq!(all.as_of.len(), "2026-11-23".len(), "{}", all.as_of);
    assert_eq!(all.mesures.len(), 38);
    assert!(all.mesures.is_sorted_by(|a, b| a.id < b.id));
    for mesure in &all.mesures {
        assert!(!mesure.sources.is_empty(), "{}", mesure.id);
        assert_eq!(mesure.verdict, None, "{}", mesure.id);
    }
    let narrowed = list(&client, "?besoin=recruter&operator=france_travail")?;
    assert_eq!(narrowed.mesures.len(), 1);
    Ok(())
}

#[test]
fn a_profile_gives_each_its_verdict_in_order() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let mut ranks = Vec::new();
    for mesure in list(&client, &format!("?{PROFILE}"))?.mesures {
        let verdict = mesure.verdict.context("a profile was given")?;
        assert!(!verdict.reasons.is_empty(), "{}", mesure.id);
        let order = ["open", "unknown", "closed", "not_for_you"];
        ranks.push(order.iter().position(|code| *code == verdict.code));
        let address = format!("{LIST}/{}?{PROFILE}", mesure.id);
        let read: ReadMesureResponse = client.get(&address)?.read()?;
        assert_eq!(read.mesure.verdict, Some(verdict));
    }
    assert_eq!(ranks.len(), 38);
    assert!(
        ranks.iter().all(Option::is_some) && ranks.is_sorted(),
        "{ranks:?}"
    );
    Ok(())
}

#[test]
fn parameters_that_mean_nothing_are_told() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for (parameter, name, code) in [
        ("besoin=rien", "besoin", "not_a_choice"),
        ("priorite=rien", "priorite", "not_a_choice"),
        ("operator=pole_emploi", "operator", "not_a_choice"),
        ("kind=", "kind", "not_a_choice"),
        ("beneficiaire=firm", "beneficiaire", "not_a_choice"),
        ("taille=large", "taille", "not_a_choice"),
        ("effectif=many", "effectif", "wrong_shape"),
        ("naf=25", "naf", "wrong_shape"),
        ("commune=dole", "commune", "wrong_shape"),
        ("commune=39999", "commune", "unknown"),
        ("beneficiare=entreprise", "beneficiare", "unknown_parameter"),
        ("operateur=ademe", "operateur", "unknown_parameter"),
    ] {
        let answer = client.get(&format!("{LIST}?{parameter}"))?;
        check::refuses_named(&answer, "invalid-parameter", name, code)?;
    }
    let problem = check::is_problem(
        &client.get(&format!("{LIST}?besoin=rien"))?,
        400,
        "invalid-parameter",
    )?;
    for choice in ["recruter", "attirer", "innover", "simplifier"] {
        assert!(problem.detail_fr.contains(choice), "{}", problem.detail_fr);
    }
    Ok(())
}

#[test]
fn a_measure_that_is_none_is_not_found_and_only_reading_is_allowed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in ["rien", "pret-vert/more", "%00"] {
        check::is_problem(&client.get(&format!("{LIST}/{path}"))?, 404, "not-found")?;
    }
    for path in [LIST, "/api/v1/mesures/pret-vert"] {
        check::refuses_method(&client.call(&Method::PUT, path, &[], b"{}")?, "GET")?;
    }
    Ok(())
}
