//! Reads of public reference data: communes, territories, measures, study aids, contracts. No capability: the data is
//! compiled in. It applies no rule: `shared` does.

mod aides;
mod body;
mod communes;
mod contrats;
mod mesures;
mod parameter;
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
    if !matches!(*call.method(), Method::GET | Method::HEAD) {
        return Err(refuse_method(call));
    }
    match call.segments().as_slice() {
        ["communes"] => communes::search(call),
        ["territoires"] => territoires::list(call),
        ["territoires", phase, id] => territoires::read(phase, id),
        ["mesures"] => mesures::list(call),
        ["mesures", id] => mesures::read(call, id),
        ["aides"] => aides::list(),
        ["aides", id] => aides::read(id),
        ["contrats"] => contrats::list(call),
        ["contrats", id] => contrats::read(call, id),
        _ => Err(Fault::no_such_route()),
    }
}

fn refuse_method(call: &Call) -> Fault {
    match call.segments().as_slice() {
        ["communes" | "territoires" | "mesures" | "aides" | "contrats"]
        | ["territoires", _, _]
        | ["mesures" | "aides" | "contrats", _] => Fault::method_not_allowed("GET"),
        _ => Fault::no_such_route(),
    }
}
