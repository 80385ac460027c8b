//! A plain HTTP client: what is sent is what the test says, what comes back is kept whole. A status is never an
//! error, and no answer is decompressed or followed.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::{Method, Request};

/// A client of one server. Each call has a connection of its own, so that none outlives a server that was killed.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, with their names in lower case; of several of one name, the last.
    pub headers: BTreeMap<String, String>,
    /// The body, as it was sent.
    pub body: Vec<u8>,
}

impl Client {
    /// A client of the server at `base`, such as `http://127.0.0.1:3000`.
    pub fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .build();
        Self {
            agent: config.new_agent(),
            base: base.to_owned(),
        }
    }

    /// Reads a path.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.call(&Method::GET, path, &[], b"")
    }

    /// Sends a value as JSON.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], value: &impl Serialize) -> Result<Answer> {
        self.post_bytes(path, headers, &serde_json::to_vec(value)?)
    }

    /// Sends bytes that are announced as JSON.
    pub fn post_bytes(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
        let json = ("content-type", "application/json");
        self.call(&Method::POST, path, &[&[json], headers].concat(), body)
    }

    /// Sends anything.
    pub fn call(&self, method: &Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
        let request = headers.iter().fold(
            Request::builder()
                .method(method)
                .uri(format!("{}{path}", self.base)),
            |request, (name, value)| request.header(*name, *value),
        );
        let response = if body.is_empty() && method != Method::POST {
            self.agent.run(request.body(())?)
        } else {
            self.agent.run(request.body(body)?)
        };
        let (head, mut body) = response.with_context(|| format!("{method} {path}"))?.into_parts();
        let headers = head.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        });
        Ok(Answer {
            status: head.status.as_u16(),
            headers: headers.collect(),
            body: body.read_to_vec()?,
        })
    }
}

/// Far above what any call takes, so that a hang is told as one.
const PATIENCE: Duration = Duration::from_mins(1);

impl Answer {
    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The body as text, for messages.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a struct of `shared::wire`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).with_context(|| {
            format!(
                "the answer {} is not of the shape expected: {}",
                self.status,
                self.text()
            )
        })
    }
}
