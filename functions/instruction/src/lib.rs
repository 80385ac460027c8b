//! Lets an agent list and move the requests of their région. It may use the database and the digests of the agents'
//! keys.

mod agents;
mod cursor;
mod dossier;
mod fault;
mod inbox;
mod moving;
mod pieces;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve("instruction", Access::NoPage, request, route).await
}

async fn route(call: &Call) -> Result<Reply, Fault> {
    match (call.method(), call.segments().as_slice()) {
        (&Method::GET | &Method::HEAD, ["instruction", "dossiers"]) => inbox::list(call).await,
        (&Method::GET | &Method::HEAD, ["instruction", "dossiers", reference]) => {
            dossier::read(call, reference).await
        }
        (&Method::POST, ["instruction", "dossiers", reference]) => {
            moving::move_dossier(call, reference).await
        }
        (&Method::GET | &Method::HEAD, ["instruction", "dossiers", reference, "pieces", id]) => {
            pieces::give(call, reference, id).await
        }
        (_, ["instruction", "dossiers", _, "pieces", _]) => Err(Fault::method_not_allowed("GET")),
        (_, ["instruction", "dossiers"]) => Err(Fault::method_not_allowed("GET")),
        (_, ["instruction", "dossiers", _]) => Err(Fault::method_not_allowed("GET, POST")),
        _ => Err(Fault::no_such_route()),
    }
}
