//! The least that a component can do: what `cargo xtask bench` holds the functions against. It is in no application.

use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;

#[http_service]
async fn handle(_request: Request) -> impl IntoResponse {
    "Hello, world!"
}
