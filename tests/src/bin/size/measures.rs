//! The measures themselves: three visits with a fresh browser each, and the weight of each component.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result};
use serde::Serialize;
use tests::traffic::{self, Request};
use tests::{Browser, Client, Guichet, Page, artefacts, journey, manifest};
use toml::Value;
use ureq::http::Method;

/// Everything that is measured.
#[derive(Debug, Serialize)]
pub struct Measures {
    /// The script that every embedding page loads.
    pub loader_brotli_bytes: usize,
    /// The demo page, as it opens.
    pub first_view: Visit,
    /// A page whose embed is far below, and stays there.
    pub unseen: Visit,
    /// A page with the finder alone, until a commune is chosen.
    pub finder: Visit,
    /// The demo page, from the commune to the status.
    pub journey: Visit,
    /// Files of the widget asked for before the first call of a function.
    pub requests_before_first_call: usize,
    /// Cookies after the journey.
    pub cookies: usize,
    /// Requests to anybody else, over all visits.
    pub third_party_requests: usize,
    /// The size of each component, as Spin loads it.
    pub components: BTreeMap<String, usize>,
}

/// What one visit asked for.
#[derive(Debug, Serialize)]
pub struct Visit {
    /// Files, in the order in which they were first asked for.
    pub files: Vec<File>,
    /// Calls of the functions.
    pub calls: usize,
}

/// A file that was asked for.
#[derive(Debug, Serialize)]
pub struct File {
    /// Its path.
    pub path: String,
    /// Whether it belongs to the widget, and not to the page that embeds it.
    pub is_widget: bool,
    /// How many times it was asked for.
    pub requests: usize,
    /// Its size as it is transferred.
    pub brotli_bytes: usize,
}

impl Measures {
    /// Takes all measures.
    pub async fn take() -> Result<Self> {
        let guichet = Guichet::start()?;
        let first_view = Visited::make(&guichet, "/", async |page| page.settle().await).await?;
        let unseen = Visited::make(&guichet, "/far.html", async |page| page.settle().await).await?;
        let finder = Visited::make(&guichet, "/territoire.html", async |page| {
            let finder = page.widget("ti-territoire");
            finder.scroll_to().await?;
            finder.choose_commune("dole").await
        })
        .await?;
        let journey = Visited::make(&guichet, "/", async |page| {
            journey::walk(page, async |_| Ok(())).await?;
            page.settle().await
        })
        .await?;
        let client = guichet.client();
        let origin = guichet.base();
        let visits = [&first_view, &unseen, &finder, &journey];
        Ok(Self {
            loader_brotli_bytes: brotli_bytes(&client, LOADER)?,
            requests_before_first_call: journey.widget_requests_before_first_call(&origin),
            cookies: journey.cookies,
            third_party_requests: visits.iter().map(|visit| visit.requests_elsewhere(&origin)).sum(),
            first_view: first_view.weigh(&client, &origin)?,
            unseen: unseen.weigh(&client, &origin)?,
            finder: finder.weigh(&client, &origin)?,
            journey: journey.weigh(&client, &origin)?,
            components: components()?,
        })
    }
}

impl Visit {
    /// Requests for files of the widget.
    pub fn widget_requests(&self) -> usize {
        self.widget_files().map(|file| file.requests).sum()
    }

    /// The size of the files of the widget, each once: the second time comes from the browser's cache.
    pub fn widget_bytes(&self) -> usize {
        self.widget_files().map(|file| file.brotli_bytes).sum()
    }

    fn widget_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_widget)
    }
}

const LOADER: &str = "/v1/guichet.js";

/// A visit that was made.
struct Visited {
    requests: Vec<Request>,
    cookies: usize,
}

impl Visited {
    async fn make(
        guichet: &Guichet,
        path: &str,
        act: impl AsyncFnOnce(Page<'_>) -> Result<()>,
    ) -> Result<Self> {
        let browser = Browser::start().await?;
        act(Page::open(&browser, guichet, path).await?).await?;
        Ok(Self {
            requests: traffic::take(&browser).await?,
            cookies: browser.get_all_cookies().await?.len(),
        })
    }

    fn requests_elsewhere(&self, origin: &str) -> usize {
        let requests = self.requests.iter();
        requests
            .filter(|request| request.path_at(origin).is_none())
            .count()
    }

    fn widget_requests_before_first_call(&self, origin: &str) -> usize {
        let paths = self.requests.iter().filter_map(|request| request.path_at(origin));
        paths
            .take_while(|path| !is_call(path))
            .filter(|path| is_widget(path))
            .count()
    }

    fn weigh(&self, client: &Client, origin: &str) -> Result<Visit> {
        let mut visit = Visit {
            files: Vec::new(),
            calls: 0,
        };
        for path in self.requests.iter().filter_map(|request| request.path_at(origin)) {
            if is_call(path) {
                visit.calls += 1;
            } else if let Some(file) = visit.files.iter_mut().find(|file| file.path == path) {
                file.requests += 1;
            } else {
                visit.files.push(File {
                    path: path.to_owned(),
                    is_widget: is_widget(path),
                    requests: 1,
                    brotli_bytes: brotli_bytes(client, path)?,
                });
            }
        }
        Ok(visit)
    }
}

fn is_call(path: &str) -> bool {
    path.starts_with("/api/")
}

fn is_widget(path: &str) -> bool {
    path.starts_with("/v1/") || path.starts_with("/assets/")
}

/// The size of a file as a browser gets it.
fn brotli_bytes(client: &Client, path: &str) -> Result<usize> {
    let answer = client.call(
        &Method::GET,
        path,
        &[("accept-encoding", "gzip, deflate, br")],
        b"",
    )?;
    Ok(answer.body.len())
}

/// The size of each component that the manifest names.
fn components() -> Result<BTreeMap<String, usize>> {
    let manifest = manifest::read()?;
    let components = manifest.get("component").and_then(Value::as_table);
    let mut sizes = BTreeMap::new();
    for (name, component) in components.context("spin.toml has no component")? {
        let source = component.get("source").and_then(Value::as_str);
        let path = artefacts::root().join(source.context("a component has no source")?);
        sizes.insert(name.clone(), usize::try_from(fs::metadata(path)?.len())?);
    }
    Ok(sizes)
}
