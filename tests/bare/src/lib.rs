//! The least that a component can do with a database: it keeps the body of each `POST` as one row, gives the first of them
//! back for each `GET`, and does nothing else. It is what `cargo xtask bench` holds filing and status against, and is in no
//! application.

use std::cell::OnceCell;
use std::rc::Rc;

use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use spin_sdk::sqlite::{Connection, Error, Value};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    let done = if request.method() == Method::GET {
        read().await
    } else {
        write(request).await
    };
    done.unwrap_or_else(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
}

type Answer = (StatusCode, String);

async fn read() -> Result<Answer, Error> {
    let rows = run(SELECT, []).await?;
    let body = rows.into_iter().flatten().next();
    Ok(match body {
        Some(Value::Blob(body)) => (StatusCode::OK, String::from_utf8_lossy(&body).into_owned()),
        _ => (StatusCode::NOT_FOUND, String::new()),
    })
}

/// The table is made when it is found missing, as the functions do.
async fn write(request: Request) -> Result<Answer, Error> {
    let Ok(body) = request.into_body().collect().await else {
        return Ok((StatusCode::BAD_REQUEST, "the body breaks off".to_owned()));
    };
    let body = body.to_bytes().to_vec();
    match run(INSERT, [Value::Blob(body.clone())]).await {
        Err(Error::Io(text)) if text.contains("no such table") => {
            run(CREATE, []).await?;
            run(INSERT, [Value::Blob(body)]).await?;
        }
        outcome => drop(outcome?),
    }
    Ok((StatusCode::CREATED, String::new()))
}

async fn run<const N: usize>(statement: &str, parameters: [Value; N]) -> Result<Vec<Vec<Value>>, Error> {
    let connection = connection().await?;
    let rows = connection.execute(statement, parameters).await?;
    Ok(rows.collect().await?.into_iter().map(|row| row.values).collect())
}

/// Kept for the next requests of the instance, as the functions do.
async fn connection() -> Result<Rc<Connection>, Error> {
    if let Some(kept) = KEPT.with(|kept| kept.get().cloned()) {
        return Ok(kept);
    }
    let opened = Rc::new(Connection::open("bare").await?);
    Ok(KEPT.with(|kept| kept.get_or_init(|| opened).clone()))
}

thread_local! {
    static KEPT: OnceCell<Rc<Connection>> = const { OnceCell::new() };
}

const CREATE: &str = "CREATE TABLE IF NOT EXISTS bare (body BLOB NOT NULL) STRICT";
const INSERT: &str = "INSERT INTO bare (body) VALUES (?)";
const SELECT: &str = "SELECT body FROM bare WHERE rowid = 1";
