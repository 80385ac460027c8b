//! Reads of public reference data: territories and communes. No capability: the data is compiled in.

mod communes;
mod territoires;

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
        (&Method::GET | &Method::HEAD, ["territoires", phase, id]) => territoires::read(phase, id),
        (_, ["communes" | "territoires"] | ["territoires", _, _]) => Err(Fault::method_not_allowed("GET")),
        _ => Err(Fault::no_such_route()),
    }
}
