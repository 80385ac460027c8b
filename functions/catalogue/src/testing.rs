//! Calls of the routes as the tests of this crate make them, without a host.

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;
use shared::message::Lang;
use shared::wire::Problem;
use support::{Call, Fault, Reply};

/// The answer of `GET /api/v1` and that address, which succeeds.
#[track_caller]
pub fn get<T: DeserializeOwned>(address: &str) -> T {
    let reply = call(address).unwrap_or_else(|fault| panic!("{address}: {fault:?}"));
    assert_eq!(reply.status(), StatusCode::OK, "{address}");
    assert_eq!(
        reply.headers()["cache-control"],
        "public, max-age=3600",
        "{address}"
    );
    let tag = reply.headers()["etag"].to_str().expect("a tag is ASCII");
    let again = call_with(address, tag).unwrap_or_else(|fault| panic!("{address}: {fault:?}"));
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{address}");
    let body = futures_executor::block_on(reply.into_body().collect()).expect("the body is in memory");
    serde_json::from_slice(&body.to_bytes()).unwrap_or_else(|error| panic!("{address}: {error}"))
}

/// The problem of an address that does not succeed.
#[track_caller]
pub fn refusal(address: &str) -> Problem {
    match call(address) {
        Ok(reply) => panic!("{address}: {}", reply.status()),
        Err(fault) => fault.into_problem(Lang::En),
    }
}

/// The one parameter that an address is refused for, by its name and the name of the fault.
#[track_caller]
pub fn refused_parameter(address: &str) -> (String, String) {
    let problem = refusal(address);
    assert_eq!(problem.status, 400, "{problem:?}");
    let [error] = <[_; 1]>::try_from(problem.errors).expect("one fault");
    (error.pointer, error.code)
}

fn call(address: &str) -> Result<Reply, Fault> {
    call_with(address, "")
}

/// The same of a client that has the answer of that tag.
fn call_with(address: &str, tag: &str) -> Result<Reply, Fault> {
    let request = Request::get(format!("/api/v1{address}"))
        .header("if-none-match", tag)
        .body(Bytes::new())
        .expect("an address");
    crate::route(&Call::from_parts(request))
}
