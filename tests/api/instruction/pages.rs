//! The inbox by pages, and narrowed.

use anyhow::Result;
use shared::wire::ListDossiersResponse;
use tests::{Answer, Client, Guichet, action, agents};
use ureq::http::Method;

use crate::fixtures::check;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

fn ask(client: &Client, address: &str) -> Result<Answer> {
    let authorisation = action::bearer(AGENT.key);
    client.call(&Method::GET, address, &[("authorization", &authorisation)], b"")
}

fn read(client: &Client, parameters: &str) -> Result<Vec<String>> {
    let answer = ask(client, &format!("{}?{parameters}", action::INBOX))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let dossiers = answer.read::<ListDossiersResponse>()?.dossiers;
    Ok(dossiers.into_iter().map(|dossier| dossier.reference).collect())
}

/// The address that the answer links to as the next one.
fn next_of(answer: &Answer) -> Option<String> {
    let (address, relation) = answer.header("link").split_once(">; ")?;
    assert_eq!(relation, "rel=\"next\"");
    address.strip_prefix('<').map(str::to_owned)
}

#[test]
fn the_links_lead_through_all_dossiers_once() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for _ in 0..5 {
        action::file_dossier(&client)?;
    }
    let whole = action::read_inbox(&client, AGENT)?;
    let mut read = Vec::new();
    let mut sizes = Vec::new();
    let mut address = Some(format!(
        "{}?limit=2&status=depose&territoire={}",
        action::INBOX,
        whole[0].territoire
    ));
    while let Some(asked) = address {
        let answer = ask(&client, &asked)?;
        address = next_of(&answer);
        let page: ListDossiersResponse = answer.read()?;
        assert_eq!(page.next.is_some(), address.is_some(), "{}", answer.text());
        assert!(
            page.next
                .is_none_or(|next| address.as_ref().is_some_and(|it| it.contains(&next)))
        );
        sizes.push(page.dossiers.len());
        read.extend(page.dossiers);
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(read, whole);
    Ok(())
}

#[test]
fn a_status_and_a_territory_narrow_the_inbox() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let (moved, left) = (action::file_dossier(&client)?, action::file_dossier(&client)?);
    action::move_dossier(&client, AGENT, &moved.reference, &action::to("recevable", 1))?;
    assert_eq!(read(&client, "status=recevable")?, [moved.reference.as_str()]);
    assert_eq!(read(&client, "status=depose")?, [left.reference.as_str()]);
    assert_eq!(read(&client, "status=solde")?, [""; 0]);
    let own = &action::read_inbox(&client, AGENT)?[0].territoire;
    assert_eq!(read(&client, &format!("territoire={own}"))?.len(), 2);
    let other = ask(&client, "/api/v1/territoires?region=27")?;
    let other: shared::wire::ListTerritoiresResponse = other.read()?;
    let other = other
        .territoires
        .iter()
        .map(|it| format!("{}/{}", it.phase, it.id));
    let other = other.into_iter().find(|it| it != own).unwrap_or_default();
    assert_eq!(read(&client, &format!("territoire={other}"))?, [""; 0]);
    Ok(())
}

#[test]
fn a_parameter_that_means_nothing_is_named() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for (parameter, name, code) in [
        ("cursor=", "cursor", "wrong_shape"),
        ("cursor=1", "cursor", "wrong_shape"),
        ("cursor=%ff", "cursor", "wrong_shape"),
        ("cursor=MjAyNi0xMS0yM1QxMDowMDowMFo", "cursor", "wrong_shape"),
        ("limit=", "limit", "out_of_range"),
        ("limit=0", "limit", "out_of_range"),
        ("limit=201", "limit", "out_of_range"),
        ("limit=-1", "limit", "out_of_range"),
        ("status=", "status", "not_a_choice"),
        ("status=filed", "status", "not_a_choice"),
        ("territoire=", "territoire", "not_a_choice"),
        ("territoire=ti-2705", "territoire", "not_a_choice"),
        // Of another région.
        ("territoire=2023-2027/ti-1101", "territoire", "not_a_choice"),
        ("page=2", "page", "unknown_parameter"),
    ] {
        let answer = ask(&client, &format!("{}?{parameter}", action::INBOX))?;
        check::refuses_named(&answer, "invalid-parameter", name, code)?;
    }
    Ok(())
}
