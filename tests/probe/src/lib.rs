//! A function that tries what a request tells it to and says what came of it: put in the place of a function of the
//! application, with the capabilities of that one, it shows what the host refuses.
//!
//! It is for the tests alone: it is in no manifest that is shipped, and does anything that anyone asks.

use std::net::TcpStream;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::Full;
use spin_sdk::http::{EmptyBody, IntoResponse};
use spin_sdk::http_service;
use spin_sdk::sqlite::Connection;
use spin_sdk::variables;

/// What is tried is the name and the value of the query, as they are: `database=default`.
#[http_service]
async fn handle(request: spin_sdk::http::Request) -> impl IntoResponse {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let (what, which) = query.split_once('=').unwrap_or((&query, ""));
    answer(match what {
        "database" => open(which).await,
        "attach" => attach(which).await,
        "variable" => read(which).await,
        "get" => get(which).await,
        "connect" => TcpStream::connect(which)
            .map(drop)
            .map_err(|error| error.to_string()),
        "file" => std::fs::read(which).map(drop).map_err(|error| error.to_string()),
        "environment" => std::env::var(which).map(drop).map_err(|error| error.to_string()),
        "panic" => panic(which),
        "memory" => take_memory(),
        "stack" => take_stack(0),
        _ => Err("it does not know how to try this".to_owned()),
    })
}

/// The status alone tells: 200 for what was done, 403 for what was refused, with the words of the refusal.
fn answer(outcome: Result<(), String>) -> Response<Full<Bytes>> {
    let (status, text) = match outcome {
        Ok(()) => (StatusCode::OK, String::new()),
        Err(refusal) => (StatusCode::FORBIDDEN, refusal),
    };
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    response
}

async fn open(label: &str) -> Result<(), String> {
    run(label, "SELECT 1").await
}

/// Reaches for a database file by its path, from a database that it has: `label:path`.
async fn attach(which: &str) -> Result<(), String> {
    let (label, path) = which.split_once(':').unwrap_or((which, ""));
    run(label, &format!("ATTACH '{path}' AS other")).await
}

async fn run(label: &str, statement: &str) -> Result<(), String> {
    let in_words = |error| format!("{error:?}");
    let connection = Connection::open(label).await.map_err(in_words)?;
    let result = connection.execute(statement, []).await.map_err(in_words)?;
    result.collect().await.map(drop).map_err(in_words)
}

async fn read(name: &str) -> Result<(), String> {
    variables::get(name)
        .await
        .map(drop)
        .map_err(|error| format!("{error:?}"))
}

async fn get(address: &str) -> Result<(), String> {
    let request = Request::get(address).body(EmptyBody::new());
    let request = request.map_err(|error| error.to_string())?;
    let sent = spin_sdk::http::send(request).await;
    sent.map(drop).map_err(|error| format!("{error:?}"))
}

#[expect(clippy::panic, reason = "this is what is tried")]
fn panic(secret: &str) -> Result<(), String> {
    panic!("the probe was told to: {secret}")
}

/// More than an instance has.
fn take_memory() -> Result<(), String> {
    let taken: Vec<Vec<u8>> = (0..1024).map(|_| vec![1; 1024 * 1024]).collect();
    Err(format!("{} megabytes were given", taken.len()))
}

/// As deep as it is told, which is deeper than an instance goes.
fn take_stack(depth: u64) -> Result<(), String> {
    const DEEPEST: u64 = 1_000_000_000;
    let taken = std::hint::black_box([depth; 512]);
    if taken[0] == DEEPEST {
        return Err("the stack has no end".to_owned());
    }
    let outcome = take_stack(taken[0] + 1);
    // Used after the call, so that the call is none that ends the function.
    outcome.map_err(|text| format!("{text} {}", taken[1]))
}
