//! What people write of the interface: `functions/openapi.toml` for all of it, `functions/NAME/openapi.toml` for the
//! addresses of one function. It reads and makes no sense of it: `document` does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// All that is written.
#[derive(Debug)]
pub struct Description {
    pub common: Common,
    /// By the name of the function.
    pub functions: BTreeMap<String, Vec<Operation>>,
}

impl Description {
    pub fn read(root: &Path) -> Result<Self> {
        let folder = root.join("functions");
        let mut functions = BTreeMap::new();
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            let file = entry.path().join("openapi.toml");
            if file.is_file() {
                let function: Function = read_file(&file)?;
                let name = entry.file_name().to_string_lossy().into_owned();
                functions.insert(name, function.operation);
            }
        }
        Ok(Self {
            common: read_file(&folder.join("openapi.toml"))?,
            functions,
        })
    }

    /// Every operation, with the name of its function.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &Operation)> {
        self.functions
            .iter()
            .flat_map(|(name, operations)| operations.iter().map(move |operation| (name.as_str(), operation)))
    }
}

fn read_file<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot make sense of {}", path.display()))
}

/// What holds for every address.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    pub info: Info,
    /// What a part of the interface is for, in the order of the page.
    pub tag: Vec<Tag>,
    /// Each kind of problem (RFC 9457), by the end of its `type`.
    pub problem: BTreeMap<String, Problem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    pub title: String,
    pub summary: String,
    pub description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    pub name: String,
    pub description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub status: u16,
    pub title: String,
    /// When it is answered, in English.
    pub when: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Function {
    #[serde(default)]
    operation: Vec<Operation>,
}

/// One method of one address.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    pub method: Method,
    /// From the root of the host; `{…}` stands for one segment.
    pub path: String,
    pub id: String,
    pub tag: String,
    /// One line, for the page: French, then English.
    pub fr: String,
    pub en: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub parameter: Vec<Parameter>,
    /// What is sent, if anything is.
    pub request: Option<Request>,
    pub answer: Vec<Answer>,
    /// Whether an agent's key is asked for.
    #[serde(default)]
    pub agent: bool,
    /// Whether it is made once for its `Idempotency-Key`.
    #[serde(default)]
    pub once: bool,
    /// Whether its answer has an `ETag`, by which it is sent again only when it has changed.
    #[serde(default)]
    pub versioned: bool,
    /// The kinds of problem that it answers beyond those that come with a request, a key, an agent or a failure.
    #[serde(default)]
    pub problems: Vec<String>,
    /// What may be asked next with what a success tells.
    #[serde(default)]
    pub link: Vec<Link>,
}

/// An operation that takes what another one tells. Values that begin with `$` are runtime expressions of OpenAPI.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The id of the operation.
    pub to: String,
    pub description: String,
    /// By the name of its parameter.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// Members of its body; what it takes besides is the caller's.
    pub body: Option<Value>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
}

impl Method {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A part of the address, or what comes after its `?`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    #[serde(rename = "in")]
    pub place: Place,
    pub name: String,
    pub description: String,
    #[serde(default)]
    pub required: bool,
    /// JSON Schema.
    pub schema: Value,
    pub example: Option<Value>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    Path,
    Query,
    Header,
}

impl Place {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

/// What is sent: a type of `shared::wire` as JSON, or bytes of some media types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    #[serde(default)]
    pub media_types: Vec<String>,
    /// One to try it with, when the example of the type does not hold together.
    pub example: Option<Value>,
}

/// A success.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub status: u16,
    pub when: String,
    /// A type of `shared::wire`; none when the body is not JSON, or when there is none.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// Another type that it may be.
    pub or: Option<String>,
    /// What the body is, when it is not JSON.
    #[serde(default)]
    pub media_types: Vec<String>,
    /// Headers worth knowing, beyond those that every answer has.
    #[serde(default)]
    pub header: BTreeMap<String, String>,
    /// Those that only some answers have.
    #[serde(default)]
    pub header_of_some: BTreeMap<String, String>,
}
