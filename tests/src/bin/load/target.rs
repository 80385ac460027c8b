//! What is asked: the request, and the status that its answer must have.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::Full;
use tests::{action, agents, requests};

use crate::stage::{Site, Stage};

/// One thing to ask, again and again.
pub struct Target {
    pub name: String,
    pub site: Site,
    pub status: StatusCode,
    /// What the issue asks of its throughput, as a part of that of the first of its table.
    pub aim: Option<f64>,
    make: Box<dyn Fn(usize) -> Request<Full<Bytes>> + Send + Sync>,
    asked: AtomicUsize,
}

impl Target {
    fn new(
        name: &str,
        stage: &Stage,
        make: impl Fn(usize) -> Request<Full<Bytes>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            site: stage.site(),
            status: StatusCode::OK,
            aim: None,
            make: Box::new(make),
            asked: AtomicUsize::new(0),
        }
    }

    /// The next request.
    pub fn request(&self) -> Request<Full<Bytes>> {
        (self.make)(self.asked.fetch_add(1, Ordering::Relaxed))
    }

    fn answering(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    fn aiming_at(self, aim: f64) -> Self {
        Self {
            aim: Some(aim),
            ..self
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Target")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What is read, after hello.
pub fn reads(stage: &Stage) -> Result<Vec<Arc<Target>>> {
    let catalogue = [
        "/api/v1/communes?q=saint%20c",
        "/api/v1/territoires/2023-2027/ti-2705",
        "/api/v1/territoires?region=27",
        "/api/v1/mesures/pret-vert",
        "/api/v1/mesures",
    ];
    let mut targets = vec![hello(stage)];
    for path in catalogue {
        targets.push(read(stage, path)?.aiming_at(READ_AIM));
    }
    targets.push(bare_read(stage));
    targets.push(status(stage)?.aiming_at(READ_AIM));
    targets.push(inbox(stage, "")?);
    Ok(targets.into_iter().map(Arc::new).collect())
}

/// What is read of a small and a large database, each in the same way.
pub fn at_scale(small: &Stage, large: &Stage) -> Result<Vec<(String, Vec<Arc<Target>>)>> {
    let pair = |of: fn(&Stage) -> Result<Target>| -> Result<Vec<Arc<Target>>> {
        Ok(vec![
            Arc::new(of(small)?),
            Arc::new(of(large)?.aiming_at(SCALE_AIM)),
        ])
    };
    Ok(vec![
        ("Status at scale".to_owned(), pair(status)?),
        ("Inbox at scale".to_owned(), pair(|stage| inbox(stage, ""))?),
    ])
}

/// What is written, after a bare write.
pub fn writes(stage: &Stage) -> Vec<Arc<Target>> {
    let targets = vec![bare_write(stage), filing(stage)];
    targets.into_iter().map(Arc::new).collect()
}

/// Catalogue and status: half the throughput of hello.
const READ_AIM: f64 = 0.5;

/// A status in a database of a million takes at most 1.3 times as long.
const SCALE_AIM: f64 = 1.0 / 1.3;

fn hello(stage: &Stage) -> Target {
    Target::new("hello", stage, |_| get("/hello", &[]))
}

fn read(stage: &Stage, path: &str) -> Result<Target> {
    let _: http::Uri = path.parse().with_context(|| path.to_owned())?;
    let owned = path.to_owned();
    Ok(Target::new(path, stage, move |_| get(&owned, &[])))
}

/// Of one known dossier after the other: the places that are read in the database are far from each other.
fn status(stage: &Stage) -> Result<Target> {
    let bodies = stage.known.iter().map(serde_json::to_vec);
    let bodies: Vec<Bytes> = bodies
        .map(|body| body.map(Bytes::from))
        .collect::<Result<_, _>>()?;
    let name = format!("status, of {} dossiers", stage.dossiers);
    Ok(Target::new(&name, stage, move |asked| {
        post("/api/v1/suivi", &[], bodies[asked % bodies.len()].clone())
    }))
}

fn inbox(stage: &Stage, parameters: &str) -> Result<Target> {
    let authorisation = action::bearer(agents::OF_BOURGOGNE_FRANCHE_COMTE.key);
    let path = format!("{}{parameters}", action::INBOX);
    let _: http::Uri = path.parse()?;
    let name = format!("inbox{parameters}, of {} dossiers", stage.dossiers);
    Ok(Target::new(&name, stage, move |_| {
        get(&path, &[("authorization", &authorisation)])
    }))
}

fn filing(stage: &Stage) -> Target {
    let body = filed();
    Target::new("filing", stage, move |asked| {
        let key = requests::fresh_key();
        let headers = [
            ("idempotency-key", key.as_str()),
            ("x-forwarded-for", &client(asked)),
        ];
        post(action::DOSSIERS, &headers, body.clone())
    })
    .answering(StatusCode::CREATED)
}

/// The first row that a bare write has left: what any read of the database takes, whatever is done with it.
fn bare_read(stage: &Stage) -> Target {
    Target::new("bare read", stage, |_| get("/bare", &[]))
}

/// The address of one client after the other.
fn client(asked: usize) -> String {
    let [.., a, b, c] = asked.to_be_bytes();
    format!("10.{a}.{b}.{c}")
}

/// One row of the size of a filing.
fn bare_write(stage: &Stage) -> Target {
    let body = filed();
    Target::new("bare write", stage, move |_| post("/bare", &[], body.clone())).answering(StatusCode::CREATED)
}

fn filed() -> Bytes {
    serde_json::to_vec(&requests::valid()).unwrap_or_default().into()
}

fn get(path: &str, headers: &[(&str, &str)]) -> Request<Full<Bytes>> {
    request(&Method::GET, path, headers, Bytes::new())
}

fn post(path: &str, headers: &[(&str, &str)], body: Bytes) -> Request<Full<Bytes>> {
    let json = ("content-type", "application/json");
    request(&Method::POST, path, &[&[json], headers].concat(), body)
}

/// What it is made of was tried when the target was.
#[expect(clippy::expect_used, reason = "paths and headers are written here")]
fn request(method: &Method, path: &str, headers: &[(&str, &str)], body: Bytes) -> Request<Full<Bytes>> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "127.0.0.1");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Full::new(body)).expect("a request of this file")
}
