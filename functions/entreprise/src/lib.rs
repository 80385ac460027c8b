//! Looks a company up in the State's open register, by the SIRET of one of its establishments. It alone may call out,
//! to that register and to nobody else; it has a database of its own for what must hold across its instances, and sees
//! no dossier. Nothing waits for it: where the register cannot be asked, its answer is "to be verified".

mod address;
mod breaker;
mod client;
mod finding;
mod look_up;
mod reading;
mod state;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

/// How this function is called in the log.
const NAME: &str = "entreprise";

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve(NAME, Access::ListedSites, request, route).await
}

async fn route(call: &Call) -> Result<Reply, Fault> {
    match (call.method(), call.segments().as_slice()) {
        (&Method::POST, ["entreprises"]) => look_up::answer(call).await,
        (_, ["entreprises"]) => Err(Fault::method_not_allowed("POST")),
        _ => Err(Fault::no_such_route()),
    }
}
