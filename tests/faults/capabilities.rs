//! Each function tries what it may not: another database, a variable, a host. What `spin.toml` grants works, and the host
//! refuses all the rest.
//!
//! The function itself is taken away and `tests/probe` put in its place, with every capability of that one and no other:
//! what is refused to the probe is refused to any code.

use std::collections::BTreeSet;
use std::time::Duration;
use std::{fs, thread};

use anyhow::{Context as _, Result, ensure};
use tests::registry::{Reaction, Registry};
use tests::{Client, Guichet, manifest};
use toml::{Table, Value};

/// A component of the manifest, and what it is granted.
struct Component {
    name: String,
    /// An address that it answers.
    address: String,
    databases: BTreeSet<String>,
    variables: BTreeSet<String>,
    hosts: BTreeSet<String>,
}

#[test]
fn each_function_is_refused_all_that_it_is_not_granted() -> Result<()> {
    let components = read_components()?;
    let all = |of: fn(&Component) -> &BTreeSet<String>| -> BTreeSet<String> {
        components.iter().flat_map(of).cloned().collect()
    };
    let mut databases = all(|component| &component.databases);
    let mut variables = all(|component| &component.variables);
    let application = manifest::read()?;
    variables.extend(names(application.get("variables")));
    for unknown in ["undeclared", "", "DEFAULT"] {
        databases.insert(unknown.to_owned());
        variables.insert(unknown.to_owned());
    }
    let hosts = all(|component| &component.hosts);
    for component in &components {
        let tried = Tried {
            databases: &databases,
            variables: &variables,
            hosts: &hosts,
        };
        tried
            .by(component)
            .with_context(|| format!("the function {}", component.name))?;
    }
    Ok(())
}

/// What every function tries, whether it may or not.
struct Tried<'a> {
    databases: &'a BTreeSet<String>,
    variables: &'a BTreeSet<String>,
    /// As they stand in the manifest: each is the name of a variable.
    hosts: &'a BTreeSet<String>,
}

impl Tried<'_> {
    fn by(&self, component: &Component) -> Result<()> {
        // One server for each host that any function may call, and one that nobody may.
        let reaction = Reaction::json(200, "{}");
        let stranger = Registry::start(reaction.clone())?;
        let servers = self.hosts.iter().map(|host| {
            let variable = host.trim_matches(['{', '}', ' ']);
            Ok((host, variable, Registry::start(reaction.clone())?))
        });
        let servers = servers.collect::<Result<Vec<_>>>()?;
        let bases: Vec<_> = servers
            .iter()
            .map(|(_, variable, server)| (*variable, server.base()))
            .collect();
        let bases: Vec<_> = bases.iter().map(|(name, base)| (*name, base.as_str())).collect();

        let manifest = manifest::write_probe(&component.name, &format!("{}-as-probe.toml", component.name))?;
        let guichet = Guichet::start_from_with(&manifest, &bases)?;
        let probe = Probe {
            client: guichet.client(),
            address: &component.address,
        };
        for label in self.databases {
            probe.tries(
                "database",
                label,
                component.databases.contains(label),
                "AccessDenied",
            )?;
        }
        for name in self.variables {
            probe.tries("variable", name, component.variables.contains(name), "")?;
        }
        for (host, _, server) in &servers {
            let is_granted = component.hosts.contains(*host);
            let base = server.base();
            probe.tries("get", &base, is_granted, "HttpRequestDenied")?;
            let other_name = base.replace("127.0.0.1", "localhost");
            probe.tries("get", &other_name, false, "HttpRequestDenied")?;
            let other_scheme = base.replace("http://", "https://");
            probe.tries("get", &other_scheme, false, "HttpRequestDenied")?;
            ensure!(
                server.calls().len() == usize::from(is_granted),
                "{host} was called {} times",
                server.calls().len()
            );
        }
        let address = stranger.base();
        let authority = address.trim_start_matches("http://");
        for near in [
            address.clone(),
            address.replace("127.0.0.1", "localhost"),
            address.replace("127.0.0.1", "127.0.0.1.nip.invalid"),
            address.replace("http://", "https://"),
            address.replace("http://", "http://register.invalid@"),
        ] {
            probe.tries("get", &near, false, "HttpRequestDenied")?;
        }
        probe.tries("connect", authority, false, "")?;
        probe.reaches_for_the_machine(&guichet, component)?;
        // A call that was under way would have come by now.
        thread::sleep(Duration::from_millis(20));
        ensure!(
            stranger.calls().is_empty(),
            "a host that nobody may call was called"
        );
        Ok(())
    }
}

/// The function that is in the place of another.
struct Probe<'a> {
    client: Client,
    address: &'a str,
}

impl Probe<'_> {
    /// Tries one thing, which is done when it is granted and refused with that word when it is not.
    fn tries(&self, what: &str, which: &str, is_granted: bool, refusal: &str) -> Result<()> {
        let answer = self.client.get(&format!("{}?{what}={which}", self.address))?;
        let said = answer.text();
        let expected = if is_granted { 200 } else { 403 };
        ensure!(
            answer.status == expected && (is_granted || said.contains(refusal)),
            "{what} `{which}`: {} {said}, where {expected} {refusal} was expected",
            answer.status
        );
        Ok(())
    }

    /// The files and the environment of the host, and another database by its path.
    fn reaches_for_the_machine(&self, guichet: &Guichet, component: &Component) -> Result<()> {
        let other = guichet.state_folder().join("other.db");
        fs::write(&other, "")?;
        let other = other.display().to_string();
        self.tries("file", &other, false, "")?;
        self.tries("file", "/etc/hostname", false, "")?;
        self.tries("environment", "SPIN_VARIABLE_CODE_KEY", false, "")?;
        self.tries("environment", "PATH", false, "")?;
        for label in &component.databases {
            self.tries("attach", &format!("{label}:{other}"), false, "authoriz")?;
        }
        Ok(())
    }
}

fn read_components() -> Result<Vec<Component>> {
    let manifest = manifest::read()?;
    let components = manifest.get("component").and_then(Value::as_table);
    let components = components.context("spin.toml has no component")?;
    components
        .iter()
        .map(|(name, component)| {
            Ok(Component {
                name: name.clone(),
                address: address_of(&manifest, name)?,
                databases: names(component.get("sqlite_databases")),
                variables: names(component.get("variables")),
                hosts: names(component.get("allowed_outbound_hosts")),
            })
        })
        .collect()
}

/// The first route of a component, as an address that it answers.
fn address_of(manifest: &Table, component: &str) -> Result<String> {
    let routes = manifest.get("trigger").and_then(|trigger| trigger.get("http"));
    let mut routes = routes.and_then(Value::as_array).into_iter().flatten();
    let route = routes.find(|route| route.get("component").and_then(Value::as_str) == Some(component));
    let route = route.and_then(|route| route.get("route")?.as_str());
    let route = route.with_context(|| format!("{component} has no route"))?;
    Ok(route.trim_end_matches("...").to_owned())
}

/// What a list holds, or the names of a table.
fn names(value: Option<&Value>) -> BTreeSet<String> {
    match value {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        Some(Value::Table(items)) => items.keys().cloned().collect(),
        _ => BTreeSet::new(),
    }
}
