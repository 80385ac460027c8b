//! Serves the files of the widget and the demo pages, precompressed, from memory. No capability.

mod files;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve("embed", Access::AnyPage, request, async |call| route(call)).await
}

fn route(call: &Call) -> Result<Reply, Fault> {
    match *call.method() {
        Method::GET | Method::HEAD => files::read(call),
        _ => Err(Fault::method_not_allowed("GET")),
    }
}
