//! What the browser asked for, in order, as its own log tells it.

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::Browser;

/// One request of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The whole address.
    pub url: String,
}

impl Request {
    /// The path, when it was asked of that origin.
    pub fn path_at(&self, origin: &str) -> Option<&str> {
        let path = self.url.strip_prefix(origin)?;
        path.starts_with('/')
            .then(|| path.split(['?', '#']).next().unwrap_or(path))
    }
}

/// The requests made since this was last asked. What never leaves the browser is no request: `data:`, `blob:`, and
/// the `chrome:` pages that it shows before ours.
pub async fn take(browser: &Browser) -> Result<Vec<Request>> {
    let mut requests = Vec::new();
    for entry in browser.get_log("performance").await? {
        let entry: Value = serde_json::from_str(&entry.message)?;
        let event = &entry["message"];
        if event["method"] == "Network.requestWillBeSent" {
            let request = &event["params"]["request"];
            let text = |key: &str| request[key].as_str().map(str::to_owned);
            requests.push(Request {
                method: text("method").context("a request has a method")?,
                url: text("url").context("a request has an address")?,
            });
        }
    }
    let is_inner = |request: &Request| INNER.iter().any(|scheme| request.url.starts_with(scheme));
    requests.retain(|request| !is_inner(request));
    Ok(requests)
}

const INNER: [&str; 3] = ["data:", "blob:", "chrome:"];
