//! The frame of every function: receive, let the handler answer, add the headers that every answer has, log one
//! line without personal data.

use std::io::Write as _;

use http::header::CONTENT_LENGTH;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use http_body::Body as _;

use crate::origins::Origins;
use crate::request_id::{REQUEST_ID, RequestId};
use crate::{Call, Fault, Reply, call, environment, reply};

/// Which pages may call a function from a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Any page: the widget is embedded on sites of all kinds, no cookie nor any other ambient right is used, so
    /// that a foreign page gains nothing that a plain client does not have.
    AnyPage,
    /// Those of the sites that the deployment lists in its variable `allowed_origins`: what is filed and followed goes
    /// through the widgets that it knows.
    ListedSites,
    /// None: agents use their own tools.
    NoPage,
}

/// Answers one request of the function called `name`.
pub async fn serve<H>(
    name: &'static str,
    access: Access,
    request: spin_sdk::http::Request,
    handler: H,
) -> Reply
where
    H: AsyncFnOnce(&Call) -> Result<Reply, Fault>,
{
    let lang = call::preferred_lang(request.headers());
    let id = RequestId::of(request.headers());
    let method = method_name(request.method());
    let origins = origins_of(access).await;
    let allowed = origins
        .as_ref()
        .and_then(|origins| origins.allow(request.headers().get(ORIGIN)));
    let outcome = match Call::receive(request).await {
        Ok(call) if origins.is_some() && call.method() == Method::OPTIONS => Ok(preflight()),
        Ok(call) => handler(&call).await,
        Err(fault) => Err(fault),
    };
    log(name, &id, method, &outcome);
    let mut reply = outcome.unwrap_or_else(|fault| reply::problem(fault, lang));
    add_headers(&mut reply, &id);
    if let Some(origins) = origins {
        add_access_headers(reply.headers_mut(), &origins, allowed);
    }
    reply
}

/// A deployment that forgets the variable serves no site rather than all.
async fn origins_of(access: Access) -> Option<Origins> {
    match access {
        Access::AnyPage => Some(Origins::Any),
        Access::ListedSites => {
            let listed = environment::variable("allowed_origins").await;
            Some(Origins::parse(&listed.unwrap_or_default()))
        }
        Access::NoPage => None,
    }
}

fn preflight() -> Reply {
    let mut reply = Reply::default();
    *reply.status_mut() = StatusCode::NO_CONTENT;
    let headers = reply.headers_mut();
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST"),
    );
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("content-type, accept-language, idempotency-key, proof-of-work"),
    );
    headers.insert("access-control-max-age", HeaderValue::from_static("86400"));
    reply
}

fn add_headers(reply: &mut Reply, id: &RequestId) {
    let length = reply
        .body()
        .size_hint()
        .exact()
        .filter(|_| has_body(reply.status()));
    let headers = reply.headers_mut();
    if let Some(length) = length {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    // A page brings its own policy; anything else is nothing to run or to frame.
    headers
        .entry("content-security-policy")
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; frame-ancestors 'none'",
        ));
    headers.insert(REQUEST_ID, id.header());
}

fn add_access_headers(headers: &mut HeaderMap, origins: &Origins, allowed: Option<HeaderValue>) {
    if origins.varies() {
        headers.append(VARY, HeaderValue::from_static("origin"));
    }
    if let Some(origin) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("content-disposition, etag, retry-after, x-request-id"),
        );
    }
}

fn has_body(status: StatusCode) -> bool {
    !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
}

/// One line on the standard error, which Spin keeps, for each write and each fault: what was asked of which function,
/// what kind of fault it met, and its cause when it is ours or the register's. Plain reads are the proxy's to log.
fn log(name: &str, id: &RequestId, method: &'static str, outcome: &Result<Reply, Fault>) {
    let (status, problem, cause) = match outcome {
        Ok(_) if method != "POST" => return,
        Ok(reply) => (reply.status(), "-", cause_of(reply)),
        Err(fault) => (fault.status(), fault.kind(), fault.log().unwrap_or("-")),
    };
    let at = environment::now().map_or_else(|_| "-".to_owned(), environment::rfc3339);
    let line = format!(
        "at={at} request={id} function={name} method={method} status={} problem={problem} cause={cause:?}\n",
        status.as_u16(),
    );
    // Written at once: `eprintln!` calls the host for each piece of the line. Without a standard error nobody reads it.
    _ = std::io::stderr().write_all(line.as_bytes());
}

fn cause_of(reply: &Reply) -> &str {
    let cause = reply.extensions().get::<reply::Cause>();
    cause.map_or("-", |cause| &cause.0)
}

/// A method that nobody defined may be any word, and is not repeated.
fn method_name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "OTHER",
    }
}
