//! One request: finding its component, preparing what the guest sees, answering for the guest when it fails.
//!
//! Bodies pass through as they come; nothing is gathered. Connections are in `serve`.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Uri, header};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use tokio::sync::Semaphore;
use wasmtime_wasi_http::handler::{ExpirationError, TrapOrPanicError};
use wasmtime_wasi_http::{Error as HttpError, WasiBody};

use crate::handler::Handler;
use crate::manifest::Manifest;
use crate::routes::{Match, Router};

/// An application ready to answer.
pub struct Server {
    routes: Router<String>,
    handlers: BTreeMap<String, Handler>,
    timeout: Duration,
    /// `ProxyHandler` takes any number of requests; beyond this they wait here.
    places: Semaphore,
}

/// A request body that ends in an error past the limit.
struct LimitedBody {
    body: Incoming,
    left: u64,
    exceeded: Arc<AtomicBool>,
}

/// What edge hosts accept.
const MOST_BODY_BYTES: u64 = 10 * 1024 * 1024;

/// Each may hold an instance: well under what the engine has slots for.
const MOST_REQUESTS: usize = 500;

/// The path under which Spin itself answers.
const WELL_KNOWN: &str = "/.well-known/spin/";

impl Server {
    pub fn new(manifest: &Manifest, handlers: BTreeMap<String, Handler>, timeout: Duration) -> Self {
        let routes = Router::new(manifest.routes.clone());
        Self {
            routes,
            handlers,
            timeout,
            places: Semaphore::new(MOST_REQUESTS),
        }
    }

    /// The routes, each with the component that answers it.
    pub fn routes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.routes
            .iter()
            .map(|(route, component)| (route.pattern(), component.as_str()))
    }

    /// Answers one request, whatever becomes of it.
    pub async fn answer(&self, request: Request<Incoming>, client: SocketAddr) -> Response<WasiBody> {
        let path = request.uri().path();
        if let Some(own) = path.strip_prefix(WELL_KNOWN) {
            return match own {
                "health" => plain(StatusCode::OK, "OK"),
                _ => plain(StatusCode::NOT_FOUND, "not found"),
            };
        }
        let found = self.routes.find(path);
        let handler = found.as_ref().and_then(|found| self.handlers.get(found.target));
        let (Some(found), Some(handler)) = (found, handler) else {
            return plain(StatusCode::NOT_FOUND, "no route matches this path");
        };
        if declared_length(request.headers()).is_some_and(|length| length > MOST_BODY_BYTES) {
            return too_large();
        }
        let Some((uri, headers)) = prepare(&request, &found, client) else {
            return plain(StatusCode::BAD_REQUEST, "the Host header is missing or not valid");
        };
        let (mut parts, body) = request.into_parts();
        (parts.uri, parts.headers) = (uri, headers);
        let exceeded = Arc::default();
        let body = LimitedBody {
            body,
            left: MOST_BODY_BYTES,
            exceeded: Arc::clone(&exceeded),
        };
        let request = Request::from_parts(parts, body.boxed_unsync());
        self.hand_over(found.target, handler, request, &exceeded).await
    }

    async fn hand_over(
        &self,
        component: &str,
        handler: &Handler,
        request: Request<WasiBody>,
        exceeded: &AtomicBool,
    ) -> Response<WasiBody> {
        let handling = async {
            // The semaphore is never closed.
            let _place = self.places.acquire().await;
            handler.handle((), request).await
        };
        let error = match tokio::time::timeout(self.timeout, handling).await {
            Ok(Ok(response)) => return response,
            Ok(Err(error)) => error,
            Err(_) => return timed_out(),
        };
        if error.is::<ExpirationError>() {
            return timed_out();
        }
        if exceeded.load(Ordering::Relaxed) {
            return too_large();
        }
        // A trap is told where its instance is dropped.
        if !error.is::<TrapOrPanicError>() {
            eprintln!("[{component}] the request failed: {error:#}");
        }
        plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the component failed; see the host's output",
        )
    }
}

/// The URI and the headers as Spin gives them to a component, or none if the request has no usable authority.
fn prepare(
    request: &Request<Incoming>,
    found: &Match<'_, String>,
    client: SocketAddr,
) -> Option<(Uri, HeaderMap)> {
    let mut headers = request.headers().clone();
    let authority: Authority = match request.uri().authority() {
        Some(authority) => authority.clone(),
        None => headers.get(header::HOST)?.to_str().ok()?.parse().ok()?,
    };
    let path_and_query = request
        .uri()
        .path_and_query()
        .cloned()
        .unwrap_or(PathAndQuery::from_static("/"));
    let mut parts = http::uri::Parts::default();
    let full_url = format!("http://{authority}{path_and_query}");
    parts.scheme = Some(Scheme::HTTP);
    parts.authority = Some(authority);
    parts.path_and_query = Some(path_and_query);
    // What begins with `spin-` is said by the host alone: a client must not be believed.
    let forged: Vec<HeaderName> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("spin-"))
        .cloned()
        .collect();
    for name in forged {
        headers.remove(name);
    }
    for (name, value) in [
        ("spin-path-info", found.path_info.as_str()),
        ("spin-full-url", full_url.as_str()),
        ("spin-matched-route", found.route.pattern()),
        ("spin-base-path", "/"),
        ("spin-raw-component-route", found.route.pattern()),
        ("spin-component-route", found.route.without_wildcard()),
        ("spin-client-addr", client.to_string().as_str()),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_bytes(value.as_bytes()).ok()?,
        );
    }
    Some((Uri::from_parts(parts).ok()?, headers))
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large() -> Response<WasiBody> {
    plain(StatusCode::PAYLOAD_TOO_LARGE, "the request body exceeds 10 MiB")
}

fn timed_out() -> Response<WasiBody> {
    plain(
        StatusCode::GATEWAY_TIMEOUT,
        "the component did not answer in time",
    )
}

fn plain(status: StatusCode, text: &'static str) -> Response<WasiBody> {
    let body = Full::new(Bytes::from_static(text.as_bytes())).map_err(|never| match never {});
    let mut response = Response::new(body.boxed_unsync());
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

impl Body for LimitedBody {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        let frame = match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => frame,
            Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => return Poll::Pending,
        };
        let length = frame.data_ref().map_or(0, |data| data.len() as u64);
        let Some(left) = self.left.checked_sub(length) else {
            self.exceeded.store(true, Ordering::Relaxed);
            return Poll::Ready(Some(Err(HttpError::HttpRequestBodySize(Some(MOST_BODY_BYTES)))));
        };
        self.left = left;
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("routes", &self.routes)
            .finish_non_exhaustive()
    }
}
