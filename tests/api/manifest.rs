//! The manifest, `spin.toml` or `spin-postgres.toml`: each function has the capabilities it needs and no other, and the host holds it to them.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use tests::{Backend, Guichet, action, manifest, requests};
use toml::{Table, Value};

use crate::fixtures::check;

/// The keys that give a component something of the outside.
const CAPABILITIES: [&str; 8] = [
    "ai_models",
    "allowed_outbound_hosts",
    "dependencies",
    "environment",
    "files",
    "key_value_stores",
    "sqlite_databases",
    "variables",
];

/// What each component is given: a list of SQLite databases and of variables; everything else must be absent or empty.
const GRANTED: [(&str, &[&str], &[&str]); 7] = [
    ("catalogue", &[], &[]),
    (
        "depot",
        &["default"],
        &[
            "allowed_origins",
            "code_key",
            "database_url",
            "guard_key",
            "trusted_proxies",
            "filing_limit",
            "proof_of_work_bits",
            "receipt_signing_key",
            "receipt_public_keys",
            "service_name",
            "service_address",
            "service_email",
            "service_phone",
        ],
    ),
    ("embed", &[], &[]),
    (
        "entreprise",
        &["entreprise"],
        &["allowed_origins", "entreprise_registry"],
    ),
    ("instruction", &["default"], &["agent_keys", "database_url"]),
    (
        "pieces",
        &["default"],
        &[
            "allowed_origins",
            "database_url",
            "guard_key",
            "trusted_proxies",
            "filing_limit",
        ],
    ),
    (
        "suivi",
        &["default"],
        &["allowed_origins", "database_url", "guard_key", "trusted_proxies"],
    ),
];

/// The only one that may call out of its own, and whom.
const CALLER: (&str, &str) = ("entreprise", "{{ entreprise_registry }}");

/// Without SQLite, whom those may call that have the dossiers.
const SERVER: &str = "{{ database_host }}";

/// The variables that are no secret.
const OPEN_VARIABLES: [&str; 6] = [
    "allowed_origins",
    "database_host",
    "entreprise_registry",
    "filing_limit",
    "proof_of_work_bits",
    "trusted_proxies",
];

#[test]
fn each_component_has_exactly_its_capabilities() -> Result<()> {
    let backend = Backend::chosen()?;
    let manifest = manifest::read()?;
    let components = table(&manifest, "component")?;
    let names: Vec<_> = components.keys().map(String::as_str).collect();
    assert_eq!(names, GRANTED.map(|(name, _, _)| name));
    for (name, databases, variables) in GRANTED {
        let component = table(components, name)?;
        let (databases, host): (&[&str], _) = match backend {
            Backend::Sqlite => (databases, None),
            Backend::Postgres => (&[], databases.contains(&"default").then_some(SERVER)),
        };
        assert_eq!(given(component, "sqlite_databases"), set(databases), "{name}");
        assert_eq!(given(component, "variables"), set(variables), "{name}");
        for key in CAPABILITIES {
            if !["sqlite_databases", "variables", "allowed_outbound_hosts"].contains(&key) {
                assert_eq!(given(component, key), set(&[]), "{name} has {key}");
            }
        }
        let called = (name == CALLER.0).then_some(CALLER.1);
        let outbound = component.get("allowed_outbound_hosts").and_then(Value::as_array);
        assert!(outbound.is_some(), "{name} does not say whom it calls");
        let expected: BTreeSet<_> = host.into_iter().chain(called).collect();
        assert_eq!(given(component, "allowed_outbound_hosts"), expected, "{name}");
    }
    Ok(())
}

#[test]
fn no_component_has_a_key_that_this_test_does_not_know() -> Result<()> {
    let manifest = manifest::read()?;
    for (name, component) in table(&manifest, "component")? {
        let component = component.as_table().context("a component is a table")?;
        for key in component.keys() {
            let is_known = ["source", "description", "build"].contains(&key.as_str())
                || CAPABILITIES.contains(&key.as_str());
            assert!(is_known, "{name} has the key {key}: is it a capability?");
        }
    }
    Ok(())
}

/// The variables that anyone may know: each may be left out.
const PUBLIC: [&str; 5] = [
    "receipt_public_keys",
    "service_address",
    "service_email",
    "service_name",
    "service_phone",
];

#[test]
fn secrets_are_required_and_have_no_default() -> Result<()> {
    let manifest = manifest::read()?;
    for (name, variable) in table(&manifest, "variables")? {
        if OPEN_VARIABLES.contains(&name.as_str()) {
            continue;
        }
        let flag = |key: &str| variable.get(key).and_then(Value::as_bool);
        // Only a host without SQLite needs it: elsewhere the secret is that there is none.
        if name == "database_url" && Backend::chosen()? == Backend::Sqlite {
            let default = variable.get("default").and_then(Value::as_str);
            assert_eq!((flag("secret"), default), (Some(true), Some("")), "{name}");
            continue;
        }
        if PUBLIC.contains(&name.as_str()) {
            let default = variable.get("default").and_then(Value::as_str);
            assert_eq!((flag("secret"), default), (None, Some("")), "{name}");
            continue;
        }
        assert_eq!(
            (flag("required"), flag("secret")),
            (Some(true), Some(true)),
            "{name}"
        );
        assert_eq!(variable.get("default"), None, "{name}");
    }
    Ok(())
}

#[test]
fn a_function_without_its_database_is_refused_it() -> Result<()> {
    let key = match Backend::chosen()? {
        Backend::Sqlite => "sqlite_databases",
        Backend::Postgres => "allowed_outbound_hosts",
    };
    let manifest = manifest::write_without("suivi", key, "suivi-without-database.toml")?;
    let guichet = Guichet::start_from(&manifest)?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let answer = action::ask_status(&client, &receipt.reference, &receipt.code)?;
    check::is_problem(&answer, 500, "internal")?;
    let log = guichet.log()?;
    let line = log.lines().find(|line| line.contains("function=suivi"));
    assert!(line.is_some_and(|line| line.contains("denied")), "{log}");
    Ok(())
}

#[test]
fn a_function_without_its_secret_files_nothing() -> Result<()> {
    let manifest = manifest::write_without("depot", "variables", "depot-without-secret.toml")?;
    let guichet = Guichet::start_from(&manifest)?;
    let answer = action::send_request(&guichet.client(), &requests::fresh_key(), &requests::valid())?;
    check::is_problem(&answer, 500, "internal")?;
    assert!(
        guichet.log()?.contains("cause=\"get the variable "),
        "the log does not say which variable is missing"
    );
    Ok(())
}

fn table<'a>(parent: &'a Table, key: &str) -> Result<&'a Table> {
    let found = parent.get(key).and_then(Value::as_table);
    found.with_context(|| format!("the manifest has no table {key}"))
}

/// The names that a key of a component lists.
fn given<'a>(component: &'a Table, key: &str) -> BTreeSet<&'a str> {
    match component.get(key) {
        Some(Value::Array(items)) => items.iter().map(|item| item.as_str().unwrap_or("?")).collect(),
        Some(Value::Table(items)) => items.keys().map(String::as_str).collect(),
        Some(_) => BTreeSet::from(["?"]),
        None => BTreeSet::new(),
    }
}

fn set<'a>(names: &[&'a str]) -> BTreeSet<&'a str> {
    names.iter().copied().collect()
}
