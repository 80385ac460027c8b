//! The files compiled in, and how one is answered: compressed when the client accepts it, not at all when the
//! client has it already.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderValue, StatusCode};
use http_body_util::Full;
use shared::message::Message;
use support::{Call, Fault, Reply};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file of the widget or of the demo.
#[derive(Debug)]
pub struct File {
    path: &'static str,
    content_type: &'static str,
    caching: Caching,
    etag: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
}

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caching {
    /// For ever: its name holds the hash of its content.
    Immutable,
    /// Asking each time whether it changed.
    Revalidate,
}

/// The file at the path of the call.
///
/// # Errors
/// A 404 when there is none.
pub fn read(call: &Call) -> Result<Reply, Fault> {
    let file = find(call.path()).ok_or_else(unknown)?;
    let mut reply = if call.has_version(file.etag) {
        not_modified()
    } else {
        whole(file, accepts_brotli(call))
    };
    let headers = reply.headers_mut();
    headers.insert(ETAG, HeaderValue::from_static(file.etag));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CACHE_CONTROL, file.caching.header());
    if file.content_type.starts_with("text/html") {
        headers.insert("content-security-policy", HeaderValue::from_static(PAGE_POLICY));
    }
    Ok(reply)
}

/// The strictest policy under which the widget runs: what `docs/integrate.md` asks of a host page, on one origin.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

fn find(path: &str) -> Option<&'static File> {
    FILES
        .binary_search_by(|file| file.path.cmp(path))
        .ok()
        .map(|place| &FILES[place])
}

impl Caching {
    const fn header(self) -> HeaderValue {
        match self {
            Self::Immutable => HeaderValue::from_static("public, max-age=31536000, immutable"),
            Self::Revalidate => HeaderValue::from_static("public, no-cache"),
        }
    }
}

fn accepts_brotli(call: &Call) -> bool {
    call.header("accept-encoding").is_some_and(|encodings| {
        encodings.split(',').any(|encoding| {
            let (name, weight) = encoding.split_once(';').unwrap_or((encoding, ""));
            name.trim() == "br" && weight.trim() != "q=0"
        })
    })
}

fn not_modified() -> Reply {
    let mut reply = Reply::default();
    *reply.status_mut() = StatusCode::NOT_MODIFIED;
    reply
}

fn whole(file: &File, brotli_is_accepted: bool) -> Reply {
    let compressed = file.brotli.filter(|_| brotli_is_accepted);
    let mut reply = Reply::new(Full::from(Bytes::from_static(compressed.unwrap_or(file.plain))));
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if compressed.is_some() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    reply
}

fn unknown() -> Fault {
    Fault::not_found(Message::fixed(
        "Cette page n’existe pas. La démonstration est à l’adresse /, la description de l’API à l’adresse /api/.",
        "This page does not exist. The demo is at /, the description of the API at /api/.",
    ))
}
