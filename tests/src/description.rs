//! The addresses of the application as it describes them itself, in OpenAPI: what a test asks of each of them is asked of
//! the next one too.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;
use ureq::http::Method;

use crate::Client;

/// One method of one address.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name in the description.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its address; `{…}` stands for one segment.
    pub path: String,
    /// What is in the address and after its `?`.
    pub parameters: Vec<Parameter>,
    /// The example of what is sent, by media type; none for a form.
    pub bodies: BTreeMap<String, Option<Value>>,
    /// Whether an agent's key is asked for.
    pub agent: bool,
}

/// One value that an address takes.
#[derive(Clone, Debug, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `path`, `query` or `header`.
    #[serde(rename = "in")]
    pub place: String,
    /// A value that it takes.
    pub example: Option<Value>,
}

/// Where the description is served.
pub const ADDRESS: &str = "/api/v1/openapi.json";

/// Reads all that the application describes.
pub fn read(client: &Client) -> Result<Vec<Operation>> {
    let document: Document = client.get(ADDRESS)?.read()?;
    let mut operations = Vec::new();
    for (path, methods) in document.paths {
        for (method, said) in methods {
            let content = said.request_body.map(|body| body.content).unwrap_or_default();
            operations.push(Operation {
                id: said.id,
                method: method.to_uppercase().parse().context("a method")?,
                path: path.clone(),
                parameters: said.parameters,
                bodies: content
                    .into_iter()
                    .map(|(kind, body)| (kind, body.example))
                    .collect(),
                agent: !said.security.is_empty(),
            });
        }
    }
    Ok(operations)
}

impl Operation {
    /// Its address with a value in the place of each parameter of the path.
    pub fn address_with(&self, value_of: impl Fn(&Parameter) -> String) -> String {
        let parameters = self.of_place("path");
        parameters.fold(self.path.clone(), |address, parameter| {
            address.replace(&format!("{{{}}}", parameter.name), &value_of(parameter))
        })
    }

    /// Its parameters that are `path`, `query` or `header`.
    pub fn of_place(&self, place: &str) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(move |parameter| parameter.place == place)
    }
}

impl Parameter {
    /// A value that it takes, as it stands in an address.
    pub fn example(&self) -> String {
        match &self.example {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        }
    }
}

#[derive(Debug, Deserialize)]
struct Document {
    paths: BTreeMap<String, BTreeMap<String, Said>>,
}

#[derive(Debug, Deserialize)]
struct Said {
    #[serde(rename = "operationId")]
    id: String,
    #[serde(default)]
    parameters: Vec<Parameter>,
    #[serde(rename = "requestBody")]
    request_body: Option<Body>,
    #[serde(default)]
    security: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct Body {
    content: BTreeMap<String, Content>,
}

#[derive(Debug, Deserialize)]
struct Content {
    example: Option<Value>,
}
