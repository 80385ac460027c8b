//! The manifest as it is written: keys and their types, nothing checked beyond that.
//!
//! Each table is read by itself, so that a message can name the component at fault. It accepts the keys that only
//! concern building (`build`, `watch`) and drops them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::ManifestError;

/// The tables of a manifest.
#[derive(Debug)]
pub struct Document {
    pub variables: BTreeMap<String, Variable>,
    pub triggers: Vec<HttpTrigger>,
    pub components: BTreeMap<String, Component>,
}

/// An entry of `[variables]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    #[serde(default)]
    pub required: bool,
    pub default: Option<String>,
    #[serde(default, rename = "secret")]
    _secret: bool,
    #[serde(rename = "description")]
    _description: Option<String>,
}

/// An entry of `[[trigger.http]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpTrigger {
    #[serde(rename = "id")]
    _id: Option<String>,
    /// A path, or a table for a private route.
    pub route: Value,
    /// A name, or the component itself.
    pub component: Value,
    pub executor: Option<Table>,
}

/// A table `[component.NAME]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// A path, or a table for a URL or a registry.
    pub source: Value,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub allowed_outbound_hosts: Vec<String>,
    #[serde(default)]
    pub sqlite_databases: Vec<String>,
    #[serde(default)]
    pub key_value_stores: Vec<String>,
    #[serde(default)]
    pub ai_models: Vec<String>,
    #[serde(default)]
    pub files: Vec<Value>,
    #[serde(default)]
    pub environment: Table,
    #[serde(default)]
    pub dependencies: Table,
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    #[serde(rename = "build")]
    _build: Option<Value>,
    #[serde(rename = "watch")]
    _watch: Option<Value>,
}

/// The table `[application]`, of which nothing is used.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Application {
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "version")]
    _version: Option<String>,
    #[serde(rename = "authors")]
    _authors: Option<Vec<String>>,
    #[serde(rename = "description")]
    _description: Option<String>,
}

impl Document {
    pub fn read(text: &str) -> Result<Self, ManifestError> {
        let mut tables: Table = text.parse().map_err(|error: toml::de::Error| {
            ManifestError::NotToml(error.to_string().trim_end().to_owned())
        })?;
        let version = tables.remove("spin_manifest_version");
        if version != Some(Value::Integer(2)) {
            let found = version.map_or_else(|| "(nothing)".to_owned(), |version| version.to_string());
            return Err(ManifestError::Version(found));
        }
        let application = tables
            .remove("application")
            .unwrap_or_else(|| Value::Table(Table::new()));
        let _: Application = read("application", application)?;
        let variables = read_each(&mut tables, "variables")?;
        let triggers = read_triggers(named_tables(&mut tables, "trigger")?)?;
        let mut components = BTreeMap::new();
        for (name, value) in named_tables(&mut tables, "component")? {
            let component = value
                .try_into()
                .map_err(|error: toml::de::Error| ManifestError::Component {
                    component: name.clone(),
                    problem: error.message().to_owned(),
                })?;
            components.insert(name, component);
        }
        match tables.keys().next() {
            Some(table) => Err(unknown(table)),
            None => Ok(Self {
                variables,
                triggers,
                components,
            }),
        }
    }
}

fn read_triggers(triggers: Table) -> Result<Vec<HttpTrigger>, ManifestError> {
    let mut http = Vec::new();
    for (kind, value) in triggers {
        if kind != "http" {
            return Err(ManifestError::Trigger(kind));
        }
        http = read("trigger.http", value)?;
    }
    Ok(http)
}

fn read_each<T: DeserializeOwned>(
    tables: &mut Table,
    table: &str,
) -> Result<BTreeMap<String, T>, ManifestError> {
    let entries = named_tables(tables, table)?.into_iter();
    entries
        .map(|(name, value)| Ok((name.clone(), read(&format!("{table}.{name}"), value)?)))
        .collect()
}

fn named_tables(tables: &mut Table, table: &str) -> Result<Table, ManifestError> {
    match tables.remove(table) {
        None => Ok(Table::new()),
        Some(value) => read(table, value),
    }
}

fn read<T: DeserializeOwned>(table: &str, value: Value) -> Result<T, ManifestError> {
    value
        .try_into()
        .map_err(|error: toml::de::Error| ManifestError::Table {
            table: table.to_owned(),
            problem: error.message().to_owned(),
        })
}

fn unknown(table: &str) -> ManifestError {
    ManifestError::Table {
        table: table.to_owned(),
        problem: "unknown table".to_owned(),
    }
}
