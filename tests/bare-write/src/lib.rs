//! Keeps the body of each request as one row of a table without index, and does nothing else: what `cargo xtask bench`
//! holds filing against. It is in no application.

use http::StatusCode;
use http_body_util::BodyExt as _;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use spin_sdk::sqlite::{Connection, Error, Value};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    let Ok(body) = request.into_body().collect().await else {
        return (StatusCode::BAD_REQUEST, "the body breaks off".to_owned());
    };
    match write(body.to_bytes().to_vec()).await {
        Ok(()) => (StatusCode::CREATED, String::new()),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

/// The table is made when it is found missing, as the functions do.
async fn write(body: Vec<u8>) -> Result<(), Error> {
    let connection = Connection::open("bare").await?;
    match run(&connection, INSERT, [Value::Blob(body.clone())]).await {
        Err(Error::Io(text)) if text.contains("no such table") => {
            run(&connection, CREATE, []).await?;
            run(&connection, INSERT, [Value::Blob(body)]).await
        }
        outcome => outcome,
    }
}

async fn run<const N: usize>(
    connection: &Connection,
    statement: &str,
    parameters: [Value; N],
) -> Result<(), Error> {
    let rows = connection.execute(statement, parameters).await?;
    rows.collect().await?;
    Ok(())
}

const CREATE: &str = "CREATE TABLE IF NOT EXISTS bare (body BLOB NOT NULL) STRICT";
const INSERT: &str = "INSERT INTO bare (body) VALUES (?)";
