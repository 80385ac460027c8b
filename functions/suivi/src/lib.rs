//! Tells an applicant where their request stands, and who watches over the service that it answers. It may use the
//! database, where it writes failed attempts alone.

mod chain;
mod health;
mod pieces;
mod request;
mod status;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve("suivi", Access::ListedSites, request, route).await
}

async fn route(call: &Call) -> Result<Reply, Fault> {
    match (call.method(), call.segments().as_slice()) {
        (&Method::POST, ["suivi"]) => status::read(call).await,
        (&Method::GET | &Method::HEAD, ["health"]) => health::read().await,
        (_, ["health"]) => Err(Fault::method_not_allowed("GET")),
        (&Method::POST, ["suivi", "chain"]) => chain::read(call).await,
        (&Method::POST, ["suivi", "request"]) => request::read(call).await,
        (&Method::POST, ["suivi", "piece"]) => pieces::give(call).await,
        (_, ["suivi"] | ["suivi", "chain" | "request" | "piece"]) => Err(Fault::method_not_allowed("POST")),
        _ => Err(Fault::no_such_route()),
    }
}
