//! A request, read whole within its limit, as the handlers see it. It interprets no body.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use shared::ids::IdempotencyKey;
use shared::message::Lang;

use crate::fault::Fault;
use crate::patience;

/// The largest body that a function reads: a request with every field at its limit takes about 40 kB.
const BODY_MAX: usize = 256 * 1024;

/// How long a body may take to arrive, so that a client that sends a byte now and then holds nothing for long. It is
/// less than what a host allows for a whole request: the client gets an answer rather than a cut.
const BODY_PATIENCE: Duration = Duration::from_secs(20);

/// A request with its body.
#[derive(Debug)]
pub struct Call {
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Call {
    /// Reads a request and its body. What comes with a `GET` or a `HEAD` has no meaning (RFC 9110, 9.3.1) and is left: to
    /// find that there is nothing takes longer than many an answer.
    ///
    /// # Errors
    /// A 413 when the body is larger than any function accepts, a 408 when it takes too long, a 400 when it breaks off.
    pub async fn receive(request: spin_sdk::http::Request) -> Result<Self, Fault> {
        let (head, body) = request.into_parts();
        if matches!(head.method, Method::GET | Method::HEAD) {
            return Ok(Self::from_parts(Request::from_parts(head, Bytes::new())));
        }
        let received = patience::within(BODY_PATIENCE, Limited::new(body, BODY_MAX).collect()).await;
        let received = received.ok_or_else(|| Fault::body_too_slow(BODY_PATIENCE.as_secs()))?;
        let body = received.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Fault::body_too_large(BODY_MAX)
            } else {
                Fault::body_cut()
            }
        })?;
        Ok(Self::from_parts(Request::from_parts(head, body.to_bytes())))
    }

    /// A request whose body was read already.
    pub fn from_parts(request: Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        Self {
            method: head.method,
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        }
    }

    /// The method.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path, with its first slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parts of the path after `/api/v1`, as they were sent: nothing here needs percent-decoding, since ids and
    /// references are plain ASCII.
    pub fn segments(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("/api/v1").unwrap_or(&self.path);
        path.split('/').filter(|segment| !segment.is_empty()).collect()
    }

    /// The decoded value of a query parameter, the first of that name.
    pub fn query(&self, name: &str) -> Option<String> {
        find_pair(&self.query, name)
    }

    /// The decoded value of a field of a form, the first of that name.
    pub fn form(&self, name: &str) -> Option<String> {
        find_pair(std::str::from_utf8(&self.body).ok()?, name)
    }

    /// The names of the fields of a form, as they were sent: those that this application knows are plain ASCII. None when
    /// the body is not text.
    pub fn form_names(&self) -> impl Iterator<Item = &str> {
        names(std::str::from_utf8(&self.body).unwrap_or_default())
    }

    /// Whether the query has several parameters of that name.
    pub fn query_repeats(&self, name: &str) -> bool {
        1 < names(&self.query).filter(|found| *found == name).count()
    }

    /// Whether the body is announced as this, whatever its parameters.
    pub fn has_media_type(&self, expected: &str) -> bool {
        let announced = self.header("content-type").unwrap_or_default();
        let kind = announced.split(';').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case(expected)
    }

    /// Whether the client would rather have a page than JSON: it names `text/html` first of the two.
    pub fn prefers_page(&self) -> bool {
        let accepted = self.header("accept").unwrap_or_default();
        accepted
            .split(',')
            .filter_map(|kind| kind.split(';').next())
            .find_map(|kind| match kind.trim() {
                "text/html" => Some(true),
                "application/json" => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    /// The language that the client prefers.
    pub fn lang(&self) -> Lang {
        preferred_lang(&self.headers)
    }

    /// The names of the query parameters, as they were sent: those that this application knows are plain ASCII.
    pub fn query_names(&self) -> impl Iterator<Item = &str> {
        names(&self.query)
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header, when it is there once and is ASCII text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let only = values.next().filter(|_| values.next().is_none())?;
        only.to_str().ok()
    }

    /// Whether the client says that it has the answer of this `ETag` already (RFC 9110, 13.1.2). A proxy that compresses
    /// an answer may have made its tag a weak one.
    pub fn has_version(&self, tag: &str) -> bool {
        let known = self.header("if-none-match").unwrap_or_default();
        known.split(',').any(|known| {
            let known = known.trim();
            known.strip_prefix("W/").unwrap_or(known) == tag
        })
    }

    /// The key that makes a write happen once.
    ///
    /// # Errors
    /// A 400 that says how to draw one.
    pub fn idempotency_key(&self) -> Result<IdempotencyKey, Fault> {
        const NAME: &str = "Idempotency-Key";
        let code = if self.headers.contains_key(NAME) {
            "wrong_shape"
        } else {
            "missing"
        };
        IdempotencyKey::parse(self.header(NAME).unwrap_or_default())
            .map_err(|error| Fault::invalid_header(NAME, code, error.message()))
    }

    /// The body.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }
}

/// The language that a client prefers.
pub(crate) fn preferred_lang(headers: &HeaderMap) -> Lang {
    let tags = headers
        .get("accept-language")
        .and_then(|value| value.to_str().ok());
    tags.map(Lang::from_tag).unwrap_or_default()
}

/// The names among `name=value` pairs, in their order.
fn names(pairs: &str) -> impl Iterator<Item = &str> {
    let pairs = pairs.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
}

/// The value of a name among `name=value` pairs, the first of that name.
fn find_pair(pairs: &str, name: &str) -> Option<String> {
    pairs.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decode_query(value))
    })
}

/// Decodes `%C3%A9` and `+`; what is not UTF-8 becomes U+FFFD, which finds nothing.
fn decode_query(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex_value(*high), hex_value(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            (byte, _) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_value(digit: u8) -> Option<u8> {
    // A hexadecimal digit is below 16.
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(uri: &str) -> Call {
        Call::from_parts(Request::get(uri).body(Bytes::new()).unwrap())
    }

    #[test]
    fn queries_are_decoded() {
        let call = call("/api/v1/communes?q=saint-%C3%A9tienne+du&limit=5&empty&broken=%zz%4");
        assert_eq!(call.query("q").as_deref(), Some("saint-étienne du"));
        assert_eq!(call.query("limit").as_deref(), Some("5"));
        assert_eq!(call.query("empty").as_deref(), Some(""));
        assert_eq!(call.query("broken").as_deref(), Some("%zz%4"));
        assert_eq!(call.query("absent"), None);
    }

    #[test]
    fn what_is_said_twice_is_noticed() {
        let call = call("/api/v1/communes?q=dole&limit=5&q=&qq=1");
        assert!(call.query_repeats("q"));
        assert!(!call.query_repeats("limit"));
        assert!(!call.query_repeats("absent"));
    }

    #[test]
    fn a_header_that_is_there_twice_says_nothing() {
        let request = Request::get("/")
            .header("a", "1")
            .header("b", "1")
            .header("b", "2");
        let call = Call::from_parts(request.body(Bytes::new()).unwrap());
        assert_eq!(call.header("a"), Some("1"));
        assert_eq!(call.header("b"), None);
    }

    #[test]
    fn a_page_is_preferred_when_it_is_named_first() {
        let prefers = |accept: &'static str| {
            let request = Request::get("/").header("accept", accept);
            Call::from_parts(request.body(Bytes::new()).unwrap()).prefers_page()
        };
        assert!(prefers("text/html"));
        assert!(prefers("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(prefers(
            "application/xml, text/html;q=0.9, application/json;q=0.8"
        ));
        assert!(!prefers("application/json, text/html"));
        assert!(!prefers("*/*"));
        assert!(!prefers(""));
    }

    #[test]
    fn a_version_is_known_whether_it_was_weakened_or_not() {
        let has = |known: &'static str| {
            let request = Request::get("/").header("if-none-match", known);
            Call::from_parts(request.body(Bytes::new()).unwrap()).has_version("\"a\"")
        };
        assert!(has("\"a\""));
        assert!(has("\"b\", W/\"a\""));
        assert!(!has("\"b\""));
        assert!(!has("a"));
        assert!(!has(""));
        assert!(!call("/").has_version("\"a\""));
    }

    #[test]
    fn segments_are_those_after_the_version() {
        assert_eq!(
            call("/api/v1/territoires/2023-2027/ti-2705").segments(),
            ["territoires", "2023-2027", "ti-2705"]
        );
        assert_eq!(call("/api/v1/communes/").segments(), ["communes"]);
    }
}
