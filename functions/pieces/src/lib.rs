//! Receives documents part by part, judges their content, and keeps them until a request names them. It may use the
//! database and what limits a client, nothing else: it opens no dossier, and gives no document back.

mod limits;
mod opening;
mod receiving;
mod sealing;
mod transit;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve("pieces", Access::ListedSites, request, route).await
}

async fn route(call: &Call) -> Result<Reply, Fault> {
    match (call.method(), call.segments().as_slice()) {
        (&Method::GET | &Method::HEAD, ["pieces"]) => limits::read(),
        (&Method::POST, ["pieces"]) => opening::open(call).await,
        (&Method::GET | &Method::HEAD, ["pieces", id]) => transit::read(call, id).await,
        (&Method::POST, ["pieces", id]) => sealing::seal(call, id).await,
        (&Method::POST, ["pieces", id, "parts", place]) => receiving::keep(call, id, place).await,
        (_, ["pieces"] | ["pieces", _]) => Err(Fault::method_not_allowed("GET, POST")),
        (_, ["pieces", _, "parts", _]) => Err(Fault::method_not_allowed("POST")),
        _ => Err(Fault::no_such_route()),
    }
}
