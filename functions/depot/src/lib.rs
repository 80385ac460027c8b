//! Files a request for study aid. It may use the database and the key of the access codes, nothing else.

mod access_code;
mod filing;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve("depot", Access::ListedSites, request, route).await
}

async fn route(call: &Call) -> Result<Reply, Fault> {
    match (call.method(), call.segments().as_slice()) {
        (&Method::POST, ["dossiers"]) => filing::file(call).await,
        (_, ["dossiers"]) => Err(Fault::method_not_allowed("POST")),
        _ => Err(Fault::no_such_route()),
    }
}
