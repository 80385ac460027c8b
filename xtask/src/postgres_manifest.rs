//! `spin-postgres.toml`: the manifest for hosts without SQLite, derived from `spin.toml`, which it follows in all else.
//!
//! A function that has the database of the dossiers may call a PostgreSQL in its place, and nothing more; a database of
//! another label has no place to be in.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

/// The name of the manifest, at the root.
const DERIVED: &str = "spin-postgres.toml";
const SOURCE: &str = "spin.toml";

/// Writes it.
pub fn write(root: &Path) -> Result<()> {
    let path = root.join(DERIVED);
    fs::write(&path, read_and_derive(root)?).with_context(|| format!("cannot write {}", path.display()))
}

/// Fails if it is not what `spin.toml` gives.
pub fn check(root: &Path) -> Result<()> {
    let committed = fs::read_to_string(root.join(DERIVED)).unwrap_or_default();
    if committed == read_and_derive(root)? {
        Ok(())
    } else {
        bail!("{DERIVED} does not follow {SOURCE}: run `cargo xtask manifest`");
    }
}

fn read_and_derive(root: &Path) -> Result<String> {
    let path = root.join(SOURCE);
    derive(&fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?)
}

fn derive(text: &str) -> Result<String> {
    let mut manifest: DocumentMut = text.parse().with_context(|| format!("{SOURCE} is not TOML"))?;
    let variables = manifest.get_mut("variables").and_then(Item::as_table_like_mut);
    declare(variables.with_context(|| format!("{SOURCE} has no variables"))?)?;
    let components = manifest.get_mut("component").and_then(Item::as_table_like_mut);
    let components = components.with_context(|| format!("{SOURCE} has no component"))?;
    for (_, component) in components.iter_mut() {
        let component = component.as_table_like_mut().context("a component is no table")?;
        let databases = component.remove("sqlite_databases");
        if databases.as_ref().is_some_and(holds_dossiers) {
            allow(component, ADDRESS)?;
        }
    }
    Ok(said_at_the_top(&manifest.to_string()))
}

/// Where the functions find PostgreSQL: both are to be given.
fn declare(variables: &mut dyn TableLike) -> Result<()> {
    let url = variables
        .get_mut(URL)
        .context("spin.toml has no variable database_url")?;
    *url = Item::Value(required(&["required", "secret"]));
    variables.insert(HOST, Item::Value(required(&["required"])));
    for (name, comment) in [(URL, ABOUT_URL), (HOST, ABOUT_HOST)] {
        let mut key = variables.key_mut(name).context("the variable was just given")?;
        key.leaf_decor_mut().set_prefix(comment);
    }
    Ok(())
}

const URL: &str = "database_url";
const HOST: &str = "database_host";
const ADDRESS: &str = "{{ database_host }}";

const ABOUT_URL: &str = "# The address of the PostgreSQL with its user and password: `postgres://user:password@host:5432/name`.\n";
const ABOUT_HOST: &str = "# The same server, as functions are allowed to call it: `postgres://host:5432`.\n";

fn required(flags: &[&str]) -> Value {
    let table: InlineTable = flags.iter().map(|flag| (*flag, Value::from(true))).collect();
    Value::InlineTable(table)
}

fn holds_dossiers(databases: &Item) -> bool {
    let labels = databases.as_array().into_iter().flatten();
    labels.filter_map(Value::as_str).any(|label| label == "default")
}

/// Lets a component call one more host.
fn allow(component: &mut dyn TableLike, host: &str) -> Result<()> {
    let hosts = component
        .entry("allowed_outbound_hosts")
        .or_insert(Item::Value(Value::Array(Array::new())));
    let hosts = hosts
        .as_array_mut()
        .context("allowed_outbound_hosts is no list")?;
    hosts.push(host);
    Ok(())
}

/// The first line is what editors read the schema from.
fn said_at_the_top(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    format!("{first}\n{NOTICE}{rest}")
}

const NOTICE: &str =
    "\n# For hosts without SQLite. Derived from spin.toml by `cargo xtask manifest`: change that one.\n";

#[cfg(test)]
mod tests {
    use super::derive;

    const SOURCE: &str = r#"#:schema x
spin_manifest_version = 2

[variables]
# Spin's SQLite when empty.
database_url = { default = "", secret = true }
# Another.
key = { required = true }

[component.depot]
allowed_outbound_hosts = []
sqlite_databases = ["default"]

[component.entreprise]
allowed_outbound_hosts = ["{{ registry }}"]
# Its own.
sqlite_databases = ["entreprise"]

[component.embed]
allowed_outbound_hosts = []
"#;

    #[test]
    fn whoever_had_the_dossiers_may_call_their_server_and_nobody_else_may() -> anyhow::Result<()> {
        let expected = r#"#:schema x

# For hosts without SQLite. Derived from spin.toml by `cargo xtask manifest`: change that one.
spin_manifest_version = 2

[variables]
# The address of the PostgreSQL with its user and password: `postgres://user:password@host:5432/name`.
database_url = { required = true, secret = true }
# Another.
key = { required = true }
# The same server, as functions are allowed to call it: `postgres://host:5432`.
database_host = { required = true }

[component.depot]
allowed_outbound_hosts = ["{{ database_host }}"]

[component.entreprise]
allowed_outbound_hosts = ["{{ registry }}"]

[component.embed]
allowed_outbound_hosts = []
"#;
        assert_eq!(derive(SOURCE)?, expected);
        Ok(())
    }

    #[test]
    fn a_manifest_without_the_variable_is_refused() {
        assert!(derive("[variables]\n[component.depot]\n").is_err());
    }
}
