//! `/api/v1/aides`: the study aids, every version of their rules.

use anyhow::Result;
use shared::wire::{ListAidesResponse, ReadAideResponse};
use tests::Guichet;
use ureq::http::Method;

use crate::fixtures::check;

const LIST: &str = "/api/v1/aides";

#[test]
fn all_14_are_listed_in_order_and_read_by_their_ids() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = client.get(LIST)?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    let aides = answer.read::<ListAidesResponse>()?.aides;
    assert_eq!(aides.len(), 14);
    assert!(aides.is_sorted_by(|a, b| a.id < b.id));
    for aide in &aides {
        assert!(!aide.versions.is_empty(), "{}", aide.id);
        let read: ReadAideResponse = client.get(&format!("{LIST}/{}", aide.id))?.read()?;
        assert_eq!(&read.aide, aide);
    }
    Ok(())
}

#[test]
fn an_aid_that_is_none_is_not_found_and_only_reading_is_allowed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in ["rien", "pacte-industrie/more", "PACTE-INDUSTRIE"] {
        check::is_problem(&client.get(&format!("{LIST}/{path}"))?, 404, "not-found")?;
    }
    for path in [LIST, "/api/v1/aides/pacte-industrie"] {
        check::refuses_method(&client.call(&Method::POST, path, &[], b"{}")?, "GET")?;
    }
    Ok(())
}
