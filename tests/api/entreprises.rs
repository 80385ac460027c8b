//! `/api/v1/entreprises`: what the register of companies says of a SIRET, and that nothing waits for it. The register is
//! one of the tests' own; its answers are in `fixtures/registry`, with where each is documented.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use shared::wire::{ReadEntrepriseRequest, ReadEntrepriseResponse, SizeHintBody};
use tests::registry::{self, Reaction, Registry, siret};
use tests::{Answer, Client, Guichet, action, artefacts, manifest, requests, rush};
use ureq::http::Method;

use crate::fixtures::check;

const PATH: &str = "/api/v1/entreprises";

/// A register that answers so, and an application that asks it.
fn start(reaction: Reaction) -> Result<(Registry, Guichet)> {
    let registry = Registry::start(reaction)?;
    let guichet = Guichet::start_with(&[("entreprise_registry", &registry.base())])?;
    Ok((registry, guichet))
}

fn fixture(name: &str) -> Result<String> {
    let folder = artefacts::root().join("tests/api/fixtures/registry");
    Ok(fs::read_to_string(folder.join(name))?)
}

fn found() -> Result<Reaction> {
    Ok(Reaction::json(200, &fixture("found.json")?))
}

fn ask(client: &Client, siret: &str) -> Result<Answer> {
    let request = ReadEntrepriseRequest {
        siret: siret.to_owned(),
    };
    client.post(PATH, &[], &request)
}

/// What is said of a SIRET; it must be a 200 that nobody keeps, and told in both languages.
#[track_caller]
fn look_up(client: &Client, siret: &str) -> Result<ReadEntrepriseResponse> {
    let answer = ask(client, siret)?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let said: ReadEntrepriseResponse = answer.read()?;
    assert_eq!(said.siret, siret);
    assert!(!said.message.fr.is_empty() && said.message.fr != said.message.en);
    Ok(said)
}

/// Nothing is known and nothing is kept: when to ask again is told.
#[track_caller]
fn is_to_verify(said: &ReadEntrepriseResponse) {
    assert_eq!(said.standing, "to_verify");
    assert!(said.message.fr.starts_with("À vérifier"));
    assert!(said.retry_after.is_some_and(|seconds| 1 <= seconds), "{said:?}");
    assert_eq!((&said.denomination, &said.read_at), (&None, &None));
}

#[test]
fn an_establishment_is_found() -> Result<()> {
    let (registry, guichet) = start(found()?)?;
    let said = look_up(&guichet.client(), &siret(1))?;
    assert_eq!(said.standing, "found");
    assert_eq!(said.denomination.as_deref(), Some("FORGES FICTIVES DU VAL"));
    assert_eq!(said.adresse.as_deref(), Some("1 RUE DES ESSAIS 39100 DOLE"));
    assert_eq!(said.code_naf.as_deref(), Some("25.62B"));
    assert_eq!(said.commune.as_deref(), Some("39198"));
    assert_eq!(said.activity.as_deref(), Some("open"));
    assert_eq!(
        said.size,
        Some(SizeHintBody {
            category: Some("PME".to_owned()),
            category_year: Some(2023),
            effectif_min: Some(20),
            effectif_max: Some(49),
            effectif_year: Some(2023),
        })
    );
    assert!(said.read_at.is_some() && said.retry_after.is_none());

    let [call] = registry.calls().try_into().expect("one call is made");
    let expected = format!("/search?q={}&page=1&per_page=1", siret(1));
    assert!(call.target.starts_with(&expected), "{}", call.target);
    assert!(call.target.contains("minimal=true"), "{}", call.target);
    let head = call.head.to_lowercase();
    assert!(
        head.contains("user-agent: guichet-territoires-industrie/"),
        "{head}"
    );
    Ok(())
}

#[test]
fn spaces_in_the_siret_are_passed_over() -> Result<()> {
    let (registry, guichet) = start(found()?)?;
    let answer = ask(&guichet.client(), "999 999 998 00019")?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(registry.calls().len(), 1);
    Ok(())
}

#[test]
fn an_establishment_that_is_closed_is_told_as_such() -> Result<()> {
    let (_registry, guichet) = start(Reaction::json(200, &fixture("closed.json")?))?;
    let said = look_up(&guichet.client(), &siret(1))?;
    assert_eq!(
        (said.standing.as_str(), said.activity.as_deref()),
        ("found", Some("closed"))
    );
    Ok(())
}

#[test]
fn what_is_not_public_is_left_out() -> Result<()> {
    for name in ["not-diffusible.json", "not-diffusible-nd.json"] {
        let (_registry, guichet) = start(Reaction::json(200, &fixture(name)?))?;
        let answer = ask(&guichet.client(), &siret(1))?;
        let said: ReadEntrepriseResponse = answer.read()?;
        assert_eq!(said.standing, "not_diffusible", "{name}");
        assert_eq!((said.denomination, said.adresse, said.size), (None, None, None));
        assert_eq!(said.commune.as_deref(), Some("39198"), "{name}");
        assert!(!answer.text().contains('['), "{}", answer.text());
    }
    Ok(())
}

#[test]
fn a_siret_of_which_nothing_is_shown_is_not_found_and_may_be_filed() -> Result<()> {
    let (_registry, guichet) = start(Reaction::json(200, &fixture("empty.json")?))?;
    let client = guichet.client();
    let said = look_up(&client, requests::SIRET)?;
    assert_eq!(said.standing, "not_found");
    assert!(said.read_at.is_some() && said.retry_after.is_none());
    action::file_dossier(&client)?;
    Ok(())
}

#[test]
fn each_way_to_fail_is_to_verify_and_files_all_the_same() -> Result<()> {
    let whole = registry::Answer::json(200, &fixture("found.json")?);
    for (name, reaction) in [
        ("400", Reaction::json(400, &fixture("bad-request.json")?)),
        ("404", Reaction::json(404, "{}")),
        ("500", Reaction::json(500, &fixture("internal-error.json")?)),
        ("503", Reaction::json(503, "<html>")),
        ("garbage", Reaction::json(200, "<html>")),
        ("another shape", Reaction::json(200, r#"{"results": null}"#)),
        ("cut", Reaction::Cut(whole)),
        ("endless", Reaction::Endless),
    ] {
        let (registry, guichet) = start(reaction)?;
        let client = guichet.client();
        let said = look_up(&client, &siret(1))?;
        is_to_verify(&said);
        assert_eq!(registry.calls().len(), 1, "{name}");
        action::file_dossier(&client)?;
        // It is not kept: the next one is asked for again, and found.
        registry.react(found()?);
        assert_eq!(look_up(&client, &siret(1))?.standing, "found", "{name}");
    }
    Ok(())
}

#[test]
fn a_register_that_hangs_is_waited_for_three_seconds() -> Result<()> {
    let (registry, guichet) = start(Reaction::Hang)?;
    let client = guichet.client();
    let asked = Instant::now();
    is_to_verify(&look_up(&client, &siret(1))?);
    let waited = asked.elapsed();
    assert!(Duration::from_millis(2_900) < waited, "{waited:?}");
    assert!(waited < Duration::from_secs(10), "{waited:?}");
    registry.react(found()?);
    assert_eq!(look_up(&client, &siret(1))?.standing, "found");
    Ok(())
}

#[test]
fn a_register_that_is_not_there_is_to_verify() -> Result<()> {
    let registry = Registry::start(found()?)?;
    let base = registry.base();
    drop(registry);
    let guichet = Guichet::start_with(&[("entreprise_registry", &base)])?;
    is_to_verify(&look_up(&guichet.client(), &siret(1))?);
    Ok(())
}

#[test]
fn a_look_up_that_is_switched_off_calls_nobody() -> Result<()> {
    let guichet = Guichet::start()?;
    let said = look_up(&guichet.client(), &siret(1))?;
    assert_eq!((said.standing.as_str(), said.retry_after), ("to_verify", None));
    assert!(guichet.log()?.contains("switched off"));
    Ok(())
}

#[test]
fn a_redirection_is_not_followed() -> Result<()> {
    let elsewhere = Registry::start(found()?)?;
    let target = format!("{}/search", elsewhere.base());
    let (registry, guichet) = start(Reaction::header(302, "location", &target))?;
    is_to_verify(&look_up(&guichet.client(), &siret(1))?);
    assert_eq!((registry.calls().len(), elsewhere.calls().len()), (1, 0));
    Ok(())
}

#[test]
fn what_was_said_serves_again_without_a_call() -> Result<()> {
    for name in ["found.json", "not-diffusible.json", "empty.json"] {
        let (registry, mut guichet) = start(Reaction::json(200, &fixture(name)?))?;
        let first = look_up(&guichet.client(), &siret(1))?;
        for _ in 0..3 {
            assert_eq!(look_up(&guichet.client(), &siret(1))?, first, "{name}");
        }
        // Other instances know it too, and those of another day.
        guichet.restart()?;
        assert_eq!(look_up(&guichet.client(), &siret(1))?, first, "{name}");
        assert_eq!(registry.calls().len(), 1, "{name}");
        look_up(&guichet.client(), &siret(2))?;
        assert_eq!(registry.calls().len(), 2, "{name}");
    }
    Ok(())
}

/// Twelve clients at once, for two seconds and a half, each time about another establishment: several instances share
/// what is allowed.
#[test]
fn no_more_than_five_calls_leave_in_a_second() -> Result<()> {
    let (registry, guichet) = start(found()?)?;
    look_up(&guichet.client(), &siret(9_999))?;
    let end = Instant::now() + Duration::from_millis(2_500);
    let clients: Vec<_> = (0..12_u16)
        .map(|client| {
            let base = guichet.client();
            thread::spawn(move || -> Result<Vec<ReadEntrepriseResponse>> {
                let mut said = Vec::new();
                for turn in 0..800 {
                    if end <= Instant::now() {
                        break;
                    }
                    said.push(look_up(&base, &siret(client * 800 + turn))?);
                }
                Ok(said)
            })
        })
        .collect();
    let mut said = Vec::new();
    for client in clients {
        said.extend(rush::joined(client.join())?);
    }
    let calls = registry.calls();
    let found = said.iter().filter(|one| one.standing == "found").count();
    assert_eq!(found + 1, calls.len(), "each call answers one request");
    for waiting in said.iter().filter(|one| one.standing != "found") {
        is_to_verify(waiting);
        assert_eq!(waiting.retry_after, Some(1));
    }
    assert!(
        calls.len() < said.len(),
        "nobody had to wait: this proves nothing"
    );
    assert!(8 <= calls.len(), "only {} calls left", calls.len());
    // What passes in a second when it is allowed may arrive a little closer together.
    for window in calls.windows(6) {
        let time = window[5].at - window[0].at;
        assert!(Duration::from_millis(800) < time, "six calls in {time:?}");
    }
    Ok(())
}

#[test]
fn five_failures_in_a_row_stop_the_calls() -> Result<()> {
    let (registry, mut guichet) = start(Reaction::json(500, &fixture("internal-error.json")?))?;
    for number in 1..=5 {
        is_to_verify(&look_up(&guichet.client(), &siret(number))?);
    }
    assert_eq!(registry.calls().len(), 5);
    registry.react(found()?);
    thread::sleep(Duration::from_millis(1_100));
    for number in 1..=5 {
        let said = look_up(&guichet.client(), &siret(number))?;
        is_to_verify(&said);
        assert!(
            said.retry_after
                .is_some_and(|seconds| (20..=30).contains(&seconds))
        );
    }
    // Nor after a restart: what is known of the register outlives an instance.
    guichet.restart()?;
    is_to_verify(&look_up(&guichet.client(), &siret(1))?);
    assert_eq!(registry.calls().len(), 5);
    Ok(())
}

#[test]
fn a_429_stops_the_calls_for_the_time_that_it_says() -> Result<()> {
    let (registry, guichet) = start(Reaction::header(429, "retry-after", "4"))?;
    let client = guichet.client();
    let said = look_up(&client, &siret(1))?;
    is_to_verify(&said);
    assert_eq!(said.retry_after, Some(4));
    let throttled = Instant::now();
    registry.react(found()?);
    for number in 1..=3 {
        is_to_verify(&look_up(&client, &siret(number))?);
    }
    assert_eq!(registry.calls().len(), 1);
    thread::sleep(Duration::from_millis(4_200).saturating_sub(throttled.elapsed()));
    assert_eq!(look_up(&client, &siret(1))?.standing, "found");
    Ok(())
}

#[test]
fn a_siret_at_fault_is_refused_without_a_call() -> Result<()> {
    let (registry, guichet) = start(found()?)?;
    let client = guichet.client();
    for (siret, code) in [
        ("", "missing"),
        ("7328293200007A", "siret_not_digits"),
        ("732829320", "siret_is_siren"),
        ("7328293200007", "siret_wrong_length"),
        ("732829320000741", "siret_wrong_length"),
        ("73282932000075", "siret_wrong_check"),
    ] {
        check::refuses_fields(&ask(&client, siret)?, &[("/siret", code)])?;
    }
    let body = format!(r#"{{"siret": "{}", "siren": "1"}}"#, siret(1));
    check::refuses_fields(
        &client.post_bytes(PATH, &[], body.as_bytes())?,
        &[("/siren", "unknown_field")],
    )?;
    check::is_problem(&client.post_bytes(PATH, &[], b"{")?, 400, "malformed-json")?;
    check::refuses_method(&client.get(PATH)?, "POST")?;
    check::refuses_method(&client.call(&Method::DELETE, PATH, &[], b"")?, "POST")?;
    assert_eq!(registry.calls().len(), 0);
    Ok(())
}

#[test]
fn no_address_holds_a_siret() -> Result<()> {
    let (registry, guichet) = start(found()?)?;
    let client = guichet.client();
    assert_eq!(client.get(&format!("{PATH}/{}", siret(1)))?.status, 404);
    check::refuses_method(&client.get(&format!("{PATH}?siret={}", siret(1)))?, "POST")?;
    assert_eq!(registry.calls().len(), 0);
    Ok(())
}

#[test]
fn the_log_holds_no_siret_and_tells_why() -> Result<()> {
    let (registry, guichet) = start(found()?)?;
    let client = guichet.client();
    look_up(&client, &siret(1))?;
    for (number, reaction) in [
        (2, Reaction::json(500, &fixture("internal-error.json")?)),
        (3, Reaction::json(400, &fixture("bad-request.json")?)),
        (4, Reaction::json(200, "<html>")),
        (5, Reaction::header(429, "retry-after", "60")),
        (6, found()?),
    ] {
        registry.react(reaction);
        look_up(&client, &siret(number))?;
    }
    ask(&client, "99999999800018")?;
    drop(registry);
    let log = guichet.log()?;
    for cause in [
        "fails with 500",
        "with 400",
        "read the register",
        "too often",
        "breaker",
    ] {
        assert!(log.contains(cause), "the log does not tell `{cause}`: {log}");
    }
    assert!(!log.contains("999999998"), "the log holds a SIRET: {log}");
    Ok(())
}

#[test]
fn a_function_that_may_not_call_out_is_refused_by_the_host() -> Result<()> {
    let path = manifest::write_without(
        "entreprise",
        "allowed_outbound_hosts",
        "entreprise-without-hosts.toml",
    )?;
    let registry = Registry::start(found()?)?;
    let guichet = Guichet::start_from_with(&path, &[("entreprise_registry", &registry.base())])?;
    is_to_verify(&look_up(&guichet.client(), &siret(1))?);
    assert_eq!(registry.calls().len(), 0);
    assert!(guichet.log()?.contains("was denied"));
    Ok(())
}

#[test]
fn without_its_database_it_calls_nobody() -> Result<()> {
    let path = manifest::write_without(
        "entreprise",
        "sqlite_databases",
        "entreprise-without-database.toml",
    )?;
    let registry = Registry::start(found()?)?;
    let guichet = Guichet::start_from_with(&path, &[("entreprise_registry", &registry.base())])?;
    let said = look_up(&guichet.client(), &siret(1))?;
    assert_eq!((said.standing.as_str(), said.retry_after), ("to_verify", None));
    assert_eq!(registry.calls().len(), 0);
    Ok(())
}

#[test]
fn its_database_is_not_that_of_the_dossiers() -> Result<()> {
    let (_registry, guichet) = start(found()?)?;
    look_up(&guichet.client(), &siret(1))?;
    let mut kept = Vec::new();
    for entry in fs::read_dir(guichet.state_folder())? {
        kept.push(entry?.file_name().to_string_lossy().into_owned());
    }
    assert!(
        kept.iter().any(|name| name == "sqlite_db-entreprise.db"),
        "{kept:?}"
    );
    assert!(!kept.iter().any(|name| name == "sqlite_db.db"), "{kept:?}");
    Ok(())
}
