//! Reads of public reference data: communes, territories, measures, study aids, contracts. No capability: the data is
//! compiled in. It applies no rule: `shared` does.

mod aides;
mod answer;
mod body;
mod communes;
mod contrats;
mod mesures;
mod territoires;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod weight;

use http::Method;
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use support::{Access, Call, Fault, Reply, serve};

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    serve("catalogue", Access::AnyPage, request, async |call| route(call)).await
}

fn route(call: &Call) -> Result<Reply, Fault> {
    match (call.method(), call.segments().as_slice()) {
        (&Method::GET | &Method::HEAD, ["communes"]) => communes::search(call),
        (&Method::GET | &Method::HEAD, ["territoires"]) => territoires::list(call),
        (&Method::GET | &Method::HEAD, ["territoires", phase, id]) => territoires::read(call, phase, id),
        (&Method::GET | &Method::HEAD, ["mesures"]) => mesures::list(call),
        (&Method::GET | &Method::HEAD, ["mesures", id]) => mesures::read(call, id),
        (&Method::GET | &Method::HEAD, ["aides"]) => aides::list(call),
        (&Method::GET | &Method::HEAD, ["aides", id]) => aides::read(call, id),
        (&Method::GET | &Method::HEAD, ["contrats"]) => contrats::list(call),
        (&Method::GET | &Method::HEAD, ["contrats", id]) => contrats::read(call, id),
        (
            _,
            ["communes" | "territoires" | "mesures" | "aides" | "contrats"]
            | ["territoires", _, _]
            | ["mesures" | "aides" | "contrats", _],
        ) => Err(Fault::method_not_allowed("GET")),
        _ => Err(Fault::no_such_route()),
    }
}
