//! Files a request for study aid and signs its receipt. It may use the database, the keys of the access codes, of
//! the receipts and of what guards the filing, nothing else.

mod access_code;
mod admission;
mod again;
mod challenge;
mod filing;
mod keys;
mod page;
mod proof;

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
        (&Method::POST, ["suivi", "receipt"]) => again::read(call).await,
        (&Method::GET | &Method::HEAD, ["dossiers", "challenge"]) => challenge::draw().await,
        (&Method::GET | &Method::HEAD, [".well-known", "jwks.json"]) => keys::list().await,
        (_, ["dossiers", "challenge"] | [".well-known", "jwks.json"]) => {
            Err(Fault::method_not_allowed("GET"))
        }
        (_, ["dossiers"] | ["suivi", "receipt"]) => Err(Fault::method_not_allowed("POST")),
        _ => Err(Fault::no_such_route()),
    }
}
