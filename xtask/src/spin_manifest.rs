//! What we need to know of `spin.toml`: its routes, its components, their source and their build command.
//!
//! The rest of the manifest is read by whoever runs the application.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// The application's manifest.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    #[serde(rename = "component", default)]
    pub components: BTreeMap<String, Component>,
    #[serde(default)]
    trigger: Triggers,
}

#[derive(Debug, Default, Deserialize)]
struct Triggers {
    #[serde(default)]
    http: Vec<Route>,
}

#[derive(Debug, Deserialize)]
struct Route {
    route: String,
    component: String,
}

/// One function of the application.
#[derive(Debug, Deserialize)]
pub struct Component {
    /// A path, or a table for a component that is fetched.
    pub source: toml::Value,
    pub build: Option<BuildCommand>,
}

impl Component {
    /// The profile of cargo in whose folder its source is.
    pub fn profile(&self) -> Option<&str> {
        Path::new(self.source.as_str()?).parent()?.file_name()?.to_str()
    }
}

#[derive(Debug, Deserialize)]
pub struct BuildCommand {
    pub command: String,
}

impl Manifest {
    /// Reads the manifest of the workspace.
    pub fn read(root: &Path) -> Result<Self> {
        let path = root.join("spin.toml");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text)
    }

    /// Each route with the name of the component that answers there.
    pub fn routes(&self) -> impl Iterator<Item = (&str, &str)> {
        let routes = self.trigger.http.iter();
        routes.map(|route| (route.route.as_str(), route.component.as_str()))
    }

    /// The profile of cargo in which a function is built: that of its place in the manifest, the usual one for a function that
    /// is in no application.
    pub fn profile_of(&self, function: &str) -> &str {
        let component = self.components.get(function);
        component.and_then(Component::profile).unwrap_or("release")
    }

    /// Reads a manifest from its text.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).context("spin.toml is not a manifest of Spin")
    }
}
