//! The Spin manifest, read and checked into precise types.
//!
//! Whatever the local host cannot do is refused here, by name, before anything is compiled: an application that
//! starts does what its manifest says. It does not resolve variables nor open any file but the manifest itself.

mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::routes::{Route, RouteError};
use crate::variables::{Declaration, Template, VariablesError, check_name};

/// The database that Spin has without runtime configuration.
pub const DEFAULT_DATABASE: &str = "default";

/// An application that the local host is able to run.
#[derive(Debug)]
pub struct Manifest {
    pub variables: BTreeMap<String, Declaration>,
    /// Each route with the name of the component that answers it.
    pub routes: Vec<(Route, String)>,
    pub components: BTreeMap<String, Component>,
}

/// A component and what it may do.
#[derive(Debug, Eq, PartialEq)]
pub struct Component {
    pub source: PathBuf,
    pub description: String,
    pub allowed_outbound_hosts: Vec<Template>,
    pub databases: BTreeSet<String>,
    pub variables: BTreeMap<String, Template>,
}

/// Why a manifest is refused.
#[derive(Debug, Error)]
pub enum ManifestError {
    #[error("the manifest `{path}` cannot be read; name another with --from")]
    Unreadable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("the manifest is not valid TOML: {0}")]
    NotToml(String),
    #[error("the manifest says `spin_manifest_version = {0}`; only version 2 is supported")]
    Version(String),
    #[error("the manifest's table [{table}] is not one the local host understands: {problem}")]
    Table { table: String, problem: String },
    #[error("trigger `{0}` is not supported by the local host; only `http` is")]
    Trigger(String),
    #[error("the manifest has no [[trigger.http]]; add one with a route and a component")]
    NoTrigger,
    #[error("a trigger names component `{0}`, which the manifest does not define")]
    NoSuchComponent(String),
    #[error("component `{component}`: {problem}")]
    Component { component: String, problem: String },
    #[error("the trigger of component `{component}`: {problem}")]
    Route { component: String, problem: String },
    #[error("components `{first}` and `{second}` both claim route `{route}`; give one of them another route")]
    SameRoute {
        first: String,
        second: String,
        route: String,
    },
    #[error("variable `{name}`: {problem}")]
    Variable { name: String, problem: &'static str },
    #[error(transparent)]
    VariableName(#[from] VariablesError),
}

impl Manifest {
    /// The labels of all databases that components are given.
    pub fn databases(&self) -> BTreeSet<&str> {
        let components = self.components.values();
        components
            .flat_map(|component| component.databases.iter().map(String::as_str))
            .collect()
    }
}

/// Reads and checks a manifest; paths inside are taken from its folder.
pub fn load(path: &Path) -> Result<Manifest, ManifestError> {
    let text = std::fs::read_to_string(path).map_err(|source| ManifestError::Unreadable {
        path: path.to_path_buf(),
        source,
    })?;
    parse(&text, path.parent().unwrap_or(Path::new("")))
}

/// Checks the text of a manifest that lies in `folder`.
pub fn parse(text: &str, folder: &Path) -> Result<Manifest, ManifestError> {
    let document = text::Document::read(text)?;
    let variables = check_variables(document.variables)?;
    let declared: BTreeSet<&str> = variables.keys().map(String::as_str).collect();
    let mut components = BTreeMap::new();
    for (name, component) in document.components {
        let checked =
            check_component(component, folder, &declared).map_err(|problem| ManifestError::Component {
                component: name.clone(),
                problem,
            })?;
        components.insert(name, checked);
    }
    let routes = check_routes(document.triggers, &components)?;
    Ok(Manifest {
        variables,
        routes,
        components,
    })
}

fn check_variables(
    variables: BTreeMap<String, text::Variable>,
) -> Result<BTreeMap<String, Declaration>, ManifestError> {
    let mut declarations = BTreeMap::new();
    for (name, variable) in variables {
        check_name(&name)?;
        let declaration = match (variable.default, variable.required) {
            (Some(value), false) => Declaration::Default(value),
            (None, true) => Declaration::Required,
            (Some(_), true) => {
                return Err(ManifestError::Variable {
                    name,
                    problem: "is required and has a default; keep one",
                });
            }
            (None, false) => {
                return Err(ManifestError::Variable {
                    name,
                    problem: "needs `default = ...` or `required = true`",
                });
            }
        };
        declarations.insert(name, declaration);
    }
    Ok(declarations)
}

fn check_component(
    component: text::Component,
    folder: &Path,
    declared: &BTreeSet<&str>,
) -> Result<Component, String> {
    for (key, used) in [
        ("key_value_stores", !component.key_value_stores.is_empty()),
        ("ai_models", !component.ai_models.is_empty()),
        ("files", !component.files.is_empty()),
        ("environment", !component.environment.is_empty()),
        ("dependencies", !component.dependencies.is_empty()),
    ] {
        if used {
            return Err(format!(
                "`{key}` is not supported by the local host; remove it or run the application with Spin"
            ));
        }
    }
    if let Some(label) = component
        .sqlite_databases
        .iter()
        .find(|label| !is_file_name(label))
    {
        return Err(format!(
            "database `{label}` would name a file; give it lower-case letters, digits, dashes and underscores only"
        ));
    }
    let source = match component.source {
        toml::Value::String(path) => folder.join(path),
        toml::Value::Table(table) => {
            let kind = if table.contains_key("url") {
                "a URL"
            } else {
                "a registry"
            };
            return Err(format!(
                "its source is {kind}, which the local host does not download; give a path"
            ));
        }
        _ => return Err("its source is not a path".to_owned()),
    };
    let template = |text: &String| {
        let template = Template::parse(text)?;
        template.check_declared(declared)?;
        Ok(template)
    };
    let allowed_outbound_hosts = component
        .allowed_outbound_hosts
        .iter()
        .map(template)
        .collect::<Result<_, _>>();
    let variables = component.variables.iter().map(|(name, text)| {
        check_name(name)?;
        Ok((name.clone(), template(text)?))
    });
    let variables = variables.collect::<Result<_, VariablesError>>();
    Ok(Component {
        source,
        description: component.description,
        allowed_outbound_hosts: allowed_outbound_hosts.map_err(|error: VariablesError| error.to_string())?,
        databases: component.sqlite_databases.into_iter().collect(),
        variables: variables.map_err(|error| error.to_string())?,
    })
}

/// Whether a label may be the name of a file.
fn is_file_name(label: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    !label.is_empty() && label.chars().all(allowed)
}

fn check_routes(
    triggers: Vec<text::HttpTrigger>,
    components: &BTreeMap<String, Component>,
) -> Result<Vec<(Route, String)>, ManifestError> {
    let mut routes: Vec<(Route, String)> = Vec::new();
    for trigger in triggers {
        let toml::Value::String(component) = trigger.component else {
            let table = "trigger.http".to_owned();
            return Err(ManifestError::Table {
                table,
                problem: "`component` must be a component's name".to_owned(),
            });
        };
        if !components.contains_key(&component) {
            return Err(ManifestError::NoSuchComponent(component));
        }
        let route = check_route(&trigger.route, trigger.executor.as_ref()).map_err(|problem| {
            ManifestError::Route {
                component: component.clone(),
                problem,
            }
        })?;
        if let Some((_, first)) = routes.iter().find(|(other, _)| other.is_same_as(&route)) {
            let (first, route) = (first.clone(), route.pattern().to_owned());
            return Err(ManifestError::SameRoute {
                first,
                second: component,
                route,
            });
        }
        routes.push((route, component));
    }
    if routes.is_empty() {
        Err(ManifestError::NoTrigger)
    } else {
        Ok(routes)
    }
}

fn check_route(route: &toml::Value, executor: Option<&toml::Table>) -> Result<Route, String> {
    let kind = executor
        .and_then(|table| table.get("type"))
        .and_then(toml::Value::as_str);
    if let Some(kind) = kind
        && kind != "http"
    {
        return Err(format!(
            "executor `{kind}` is not supported by the local host; only `http` is"
        ));
    }
    match route {
        toml::Value::String(pattern) => Route::parse(pattern).map_err(|error: RouteError| error.to_string()),
        toml::Value::Table(_) => {
            Err("a private route (service chaining) is not supported by the local host".to_owned())
        }
        _ => Err("its route is not a path".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALLEST: &str = r#"
        spin_manifest_version = 2
        application = { name = "essai" }
        [[trigger.http]]
        route = "/..."
        component = "un"
        [component.un]
        source = "un.wasm"
    "#;

    fn refusal(text: &str) -> String {
        match parse(text, Path::new("")) {
            Ok(_) => "accepted".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_full_manifest_is_read() -> Result<(), ManifestError> {
        let text = r#"
            spin_manifest_version = 2
            [application]
            name = "essai"
            version = "1.0.0"
            authors = ["A <a@exemple.fr>"]
            description = "Essai"
            [variables]
            cle = { required = true, secret = true }
            site = { default = "http://localhost" }
            [[trigger.http]]
            route = "/a"
            component = "un"
            [[trigger.http]]
            id = "second"
            route = "/b/..."
            component = "un"
            executor = { type = "http" }
            [component.un]
            source = "target/un.wasm"
            description = "Premier"
            allowed_outbound_hosts = ["{{ site }}", "https://exemple.fr"]
            sqlite_databases = ["default", "autre-1"]
            key_value_stores = []
            [component.un.variables]
            cle = "{{ cle }}"
            [component.un.build]
            command = "cargo build"
            workdir = "un"
            watch = ["src/**/*.rs"]
        "#;
        let manifest = parse(text, Path::new("/app"))?;
        let routes: Vec<&str> = manifest.routes.iter().map(|(route, _)| route.pattern()).collect();
        assert_eq!(routes, ["/a", "/b/..."]);
        assert_eq!(manifest.variables.get("cle"), Some(&Declaration::Required));
        let component = manifest.components.get("un");
        assert_eq!(
            component.map(|component| component.source.as_path()),
            Some(Path::new("/app/target/un.wasm"))
        );
        assert_eq!(
            component.map(|component| component.databases.iter().map(String::as_str).collect()),
            Some(vec!["autre-1", "default"])
        );
        assert_eq!(
            manifest.databases().into_iter().collect::<Vec<_>>(),
            ["autre-1", "default"]
        );
        Ok(())
    }

    #[test]
    fn what_a_component_may_not_have_is_named_with_it() {
        for (line, expected) in [
            (
                "key_value_stores = [\"default\"]",
                "component `un`: `key_value_stores` is not supported by the local host",
            ),
            ("files = [\"a\"]", "component `un`: `files` is not supported"),
            (
                "environment = { A = \"b\" }",
                "component `un`: `environment` is not supported",
            ),
            (
                "sqlite_databases = [\"default\", \"../autre\"]",
                "component `un`: database `../autre` would name a file",
            ),
            ("memory = 3", "component `un`: unknown field `memory`"),
            (
                "variables = { A = \"b\" }",
                "component `un`: variable name `A` may contain only",
            ),
            (
                "variables = { a = \"{{ b }}\" }",
                "component `un`: variable `b` is used but not declared",
            ),
        ] {
            let message = refusal(&format!("{SMALLEST}\n{line}"));
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn remote_sources_are_refused_by_kind() {
        for (source, expected) in [
            (
                r#"{ url = "https://x/y.wasm", digest = "sha256:0" }"#,
                "component `un`: its source is a URL",
            ),
            (
                r#"{ registry = "x", package = "y", version = "1" }"#,
                "component `un`: its source is a registry",
            ),
        ] {
            let message = refusal(&SMALLEST.replace("\"un.wasm\"", source));
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn triggers_are_checked() {
        for (from, to, expected) in [
            (
                "trigger.http",
                "trigger.redis",
                "trigger `redis` is not supported by the local host",
            ),
            (
                "component = \"un\"",
                "component = \"deux\"",
                "a trigger names component `deux`",
            ),
            (
                "\"/...\"",
                "{ private = true }",
                "the trigger of component `un`: a private route",
            ),
            (
                "\"/...\"",
                "\"/:id\"",
                "the trigger of component `un`: route `/:id` has a named segment",
            ),
            (
                "component = \"un\"",
                "component = \"un\"\nbase = \"/x\"",
                "the manifest's table [trigger.http]",
            ),
            (
                "[[trigger.http]]",
                "[[trigger.http]]\nroute = \"/.../\"\ncomponent = \"un\"\n[[trigger.http]]",
                "the trigger of",
            ),
        ] {
            let message = refusal(&SMALLEST.replace(from, to));
            assert!(message.starts_with(expected), "{message}");
        }
        let twice = SMALLEST.replace(
            "[component.un]",
            "[[trigger.http]]\nroute = \"/...\"\ncomponent = \"un\"\n[component.un]",
        );
        assert!(refusal(&twice).contains("both claim route `/...`"));
    }

    #[test]
    fn the_document_is_checked() {
        for (from, to, expected) in [
            ("= 2", "= 1", "the manifest says `spin_manifest_version = 1`"),
            (
                "spin_manifest_version = 2",
                "",
                "the manifest says `spin_manifest_version = (nothing)`",
            ),
            (
                "name = \"essai\"",
                "nom = \"essai\"",
                "the manifest's table [application]",
            ),
            (
                "[component.un]",
                "[autre]\n[component.un]",
                "the manifest's table [autre]",
            ),
            (
                "[component.un]",
                "[variables]\na = {}\n[component.un]",
                "variable `a`: needs `default = ...`",
            ),
            (
                "[component.un]",
                "[variables]\na = { defaut = \"\" }\n[component.un]",
                "the manifest's table [variables.a]",
            ),
            ("= 2", "= ", "the manifest is not valid TOML"),
        ] {
            let message = refusal(&SMALLEST.replacen(from, to, 1));
            assert!(message.starts_with(expected), "{message}");
        }
    }
}
