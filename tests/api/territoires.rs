//! `/api/v1/territoires`: the Territoires d'industrie of 2023-2027, and those of 2018-2023.

use anyhow::{Context as _, Result};
use shared::wire::{
    ListFormerTerritoiresResponse, ListTerritoiresResponse, ReadFormerTerritoireResponse,
    ReadTerritoireResponse, SearchCommunesResponse, TerritoireBody,
};
use tests::{Client, Guichet};
use ureq::http::Method;

use crate::fixtures::check;

const LIST: &str = "/api/v1/territoires";

fn list(client: &Client, parameters: &str) -> Result<Vec<TerritoireBody>> {
    let answer = client.get(&format!("{LIST}{parameters}"))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    Ok(answer.read::<ListTerritoiresResponse>()?.territoires)
}

#[test]
fn all_183_are_listed_in_order() -> Result<()> {
    let guichet = Guichet::start()?;
    let all = list(&guichet.client(), "")?;
    assert_eq!(all.len(), 183);
    assert!(all.is_sorted_by(|a, b| a.id < b.id));
    for territoire in &all {
        assert_eq!(territoire.phase, "2023-2027");
        assert!(
            !territoire.name.is_empty() && !territoire.members.is_empty(),
            "{territoire:?}"
        );
        assert!((1..=2).contains(&territoire.regions.len()), "{territoire:?}");
        assert!(
            territoire.commune_count > 0 && territoire.population > 0,
            "{territoire:?}"
        );
    }
    Ok(())
}

#[test]
fn those_of_a_region_are_listed_alone() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let region = list(&client, "?region=27")?;
    assert!(1 < region.len());
    for territoire in &region {
        let regions = &territoire.regions;
        assert!(
            regions.contains(&"Bourgogne-Franche-Comté".to_owned()),
            "{territoire:?}"
        );
        assert!(
            territoire.region_codes.contains(&"27".to_owned()),
            "{territoire:?}"
        );
    }
    let answer = client.get(&format!("{LIST}?region=99"))?;
    check::refuses_named(&answer, "invalid-parameter", "region", "unknown")?;
    Ok(())
}

#[test]
fn one_is_read_by_its_phase_and_id() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let found: SearchCommunesResponse = client.get("/api/v1/communes?q=dole&limit=1")?.read()?;
    let summary = found
        .communes
        .into_iter()
        .find_map(|commune| commune.territoire)
        .context("Dole is in a territory")?;
    let answer = client.get(&format!("{LIST}/{}/{}", summary.phase, summary.id))?;
    let territoire = answer.read::<ReadTerritoireResponse>()?.territoire;
    assert_eq!((territoire.id, territoire.name), (summary.id, summary.name));
    Ok(())
}

#[test]
fn those_of_2018_2023_say_what_is_unknown() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = client.get(&format!("{LIST}?phase=2018-2023"))?;
    let all: ListFormerTerritoiresResponse = answer.read()?;
    assert_eq!((all.territoires.len(), all.unlisted_count), (148, 1));
    let first = all.territoires.first().context("the list is not empty")?;
    assert_eq!((&first.members, first.population), (&None, None));
    assert_eq!(first.unknown, ["/members", "/population"]);
    let answer = client.get(&format!("{LIST}/{}/{}", first.phase, first.id))?;
    let read: ReadFormerTerritoireResponse = answer.read()?;
    assert_eq!(&read.territoire, first);
    let answer = client.get(&format!("{LIST}?phase=2018-2022"))?;
    check::refuses_named(&answer, "invalid-parameter", "phase", "not_a_choice")?;
    Ok(())
}

#[test]
fn an_id_of_the_wrong_phase_is_not_found() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in [
        "2018-2022/ti-2701",
        "2023-2027/ti-9999",
        "2023-2027/TI-2701",
        "2023-2027",
        "2023-2027/ti-2701/more",
        "..%2f..%2fetc/passwd",
    ] {
        check::is_problem(&client.get(&format!("{LIST}/{path}"))?, 404, "not-found")?;
    }
    Ok(())
}

#[test]
fn a_region_that_is_no_code_is_told() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for region in ["", "2", "271", "BFC", "%20", "2a"] {
        let answer = client.get(&format!("{LIST}?region={region}"))?;
        check::refuses_named(&answer, "invalid-parameter", "region", "wrong_shape")?;
    }
    Ok(())
}

#[test]
fn what_a_client_has_already_is_not_sent_again() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let first = client.get(LIST)?;
    let with = |tag: &str| client.call(&Method::GET, LIST, &[("if-none-match", tag)], b"");
    let again = with(first.header("etag"))?;
    assert_eq!((again.status, again.body.len()), (304, 0));
    for name in ["etag", "cache-control", "access-control-allow-origin"] {
        assert_eq!(again.header(name), first.header(name), "{name}");
    }
    assert_eq!(with("\"other\"")?.body, first.body);
    Ok(())
}

#[test]
fn only_reading_is_allowed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in [LIST, "/api/v1/territoires/2023-2027/ti-2701"] {
        check::refuses_method(&client.call(&Method::DELETE, path, &[], b"")?, "GET")?;
    }
    Ok(())
}
