//! `/api/v1/communes`: search as one types.

use anyhow::{Context as _, Result, bail};
use shared::wire::{CommuneBody, SearchCommunesResponse};
use tests::{Client, Guichet};
use ureq::http::Method;

use crate::fixtures::check;

fn search(client: &Client, parameters: &str) -> Result<Vec<CommuneBody>> {
    let answer = client.get(&format!("/api/v1/communes?{parameters}"))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    Ok(answer.read::<SearchCommunesResponse>()?.communes)
}

fn first(client: &Client, query: &str) -> Result<CommuneBody> {
    let found = search(client, &format!("q={query}"))?;
    found
        .into_iter()
        .next()
        .with_context(|| format!("nothing is found for {query}"))
}

#[test]
fn the_commune_meant_comes_first() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for (query, code, name) in [
        ("dole", "39198", "Dole"),
        ("DOLE", "39198", "Dole"),
        ("dol", "39198", "Dole"),
        ("st-%C3%A9tienne", "42218", "Saint-Étienne"),
        ("saint+etienne", "42218", "Saint-Étienne"),
        ("64000", "64445", "Pau"),
        ("39100", "39198", "Dole"),
    ] {
        let found = first(&client, query)?;
        assert_eq!(
            (found.code_insee.as_str(), found.name.as_str()),
            (code, name),
            "{query}"
        );
    }
    Ok(())
}

#[test]
fn a_commune_is_found_by_its_code_alone() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let found = search(&client, "q=39198&by=code")?;
    assert_eq!(found, [first(&client, "dole")?]);
    // The postcode of Dole is the INSEE code of a village near it.
    let [champrougier] = &search(&client, "q=39100&by=code")?[..] else {
        bail!("39100 is the code of one commune");
    };
    assert_eq!(champrougier.name, "Champrougier");
    for unknown in ["00000", "3919", "391980", "dole", ""] {
        let found = search(&client, &format!("q={unknown}&by=code"))?;
        assert_eq!(found, [], "{unknown}");
    }
    let answer = client.get("/api/v1/communes?q=39198&by=insee")?;
    check::refuses_named(&answer, "invalid-parameter", "by", "not_a_choice")
}

#[test]
fn a_commune_comes_with_what_tells_it_apart() -> Result<()> {
    let guichet = Guichet::start()?;
    let dole = first(&guichet.client(), "dole")?;
    assert!(dole.codes_postaux.contains(&"39100".to_owned()));
    assert_eq!(dole.departement, "Jura");
    let territoire = dole.territoire.context("Dole is in a territory")?;
    assert_eq!(territoire.phase, "2023-2027");
    assert!(territoire.id.starts_with("ti-27"), "{}", territoire.id);
    assert_ne!(territoire.name, "");
    Ok(())
}

#[test]
fn what_matches_nothing_finds_nothing() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for query in ["zzzzzz", "%00", "%FF", "%27%3B--", "99999", "", "-"] {
        assert_eq!(search(&client, &format!("q={query}"))?, [], "{query}");
    }
    Ok(())
}

#[test]
fn as_many_are_given_as_were_asked_for() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    assert_eq!(search(&client, "q=saint")?.len(), 10);
    assert_eq!(search(&client, "q=saint&limit=1")?.len(), 1);
    assert_eq!(search(&client, "q=saint&limit=50")?.len(), 50);
    Ok(())
}

#[test]
fn parameters_that_mean_nothing_are_told() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = client.get("/api/v1/communes")?;
    check::refuses_named(&answer, "invalid-parameter", "q", "missing")?;
    for limit in ["0", "51", "-1", "ten", "", "99999999999999999999"] {
        let answer = client.get(&format!("/api/v1/communes?q=dole&limit={limit}"))?;
        check::refuses_named(&answer, "invalid-parameter", "limit", "out_of_range")?;
    }
    Ok(())
}

#[test]
fn only_reading_is_allowed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        check::refuses_method(
            &client.call(&method, "/api/v1/communes?q=dole", &[], b"{}")?,
            "GET",
        )?;
    }
    Ok(())
}

#[test]
fn a_search_may_be_kept_and_names_its_source() -> Result<()> {
    let guichet = Guichet::start()?;
    let answer = guichet.client().get("/api/v1/communes?q=dole")?;
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_ne!(answer.read::<SearchCommunesResponse>()?.source, "");
    Ok(())
}
