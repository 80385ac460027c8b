//! The frame of every function: receive, let the handler answer, add the headers that every answer has, log one
//! line without personal data.

use http::header::CONTENT_LENGTH;
use http::header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN};
use http::{HeaderValue, Method, StatusCode};
use http_body::Body as _;

use crate::{Call, Fault, Reply, call, reply};

/// Which pages may call a function from a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Any page: the widget is embedded on sites of all kinds, no cookie nor any other ambient right is used, so
    /// that a foreign page gains nothing that a plain client does not have.
    AnyPage,
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
    let outcome = match Call::receive(request).await {
        Ok(call) if access == Access::AnyPage && call.method() == Method::OPTIONS => Ok(preflight()),
        Ok(call) => handler(&call).await,
        Err(fault) => Err(fault),
    };
    let mut reply = outcome.unwrap_or_else(|fault| {
        log(name, &fault);
        reply::problem(fault, lang)
    });
    add_headers(&mut reply, access);
    reply
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
        HeaderValue::from_static("content-type, accept-language, idempotency-key"),
    );
    headers.insert("access-control-max-age", HeaderValue::from_static("86400"));
    reply
}

fn add_headers(reply: &mut Reply, access: Access) {
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
    if access == Access::AnyPage {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
}

fn has_body(status: StatusCode) -> bool {
    !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
}

/// One line on the standard error, which Spin keeps: what kind of fault, and its cause when it is ours.
fn log(name: &str, fault: &Fault) {
    let cause = fault.log().unwrap_or("-");
    eprintln!(
        "function={name} status={} problem={} cause={cause:?}",
        fault.status().as_u16(),
        fault.kind()
    );
}
