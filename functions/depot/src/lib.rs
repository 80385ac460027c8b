//! Files a request for study aid, signs its receipt, and takes what the applicant does with it afterwards: answer a
//! correction, join documents, withdraw. It may use the database, the keys of the access codes, of the receipts and of what
//! guards the filing, nothing else.

mod access_code;
mod adding;
mod admission;
mod again;
mod amended;
mod answering;
mod challenge;
mod fault;
mod filing;
mod in_hand;
mod keys;
mod page;
mod pieces;
mod proof;
mod territoire;
mod withdrawing;

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
        (&Method::POST, ["dossiers", "answer"]) => answering::answer(call).await,
        (&Method::POST, ["dossiers", "pieces"]) => adding::add(call).await,
        (&Method::POST, ["dossiers", "withdrawal"]) => withdrawing::withdraw(call).await,
        (&Method::POST, ["suivi", "receipt"]) => again::read(call).await,
        (&Method::GET | &Method::HEAD, ["dossiers", "challenge"]) => challenge::draw().await,
        (&Method::GET | &Method::HEAD, [".well-known", "jwks.json"]) => keys::list().await,
        (_, ["dossiers", "challenge"] | [".well-known", "jwks.json"]) => {
            Err(Fault::method_not_allowed("GET"))
        }
        (_, ["dossiers"] | ["dossiers", "answer" | "pieces" | "withdrawal"] | ["suivi", "receipt"]) => {
            Err(Fault::method_not_allowed("POST"))
        }
        _ => Err(Fault::no_such_route()),
    }
}
