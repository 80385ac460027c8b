//! An answer: JSON with its caching, or a problem. Headers that every answer has are added in `serve`.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, RETRY_AFTER};
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;
use serde::Serialize;
use shared::message::Lang;

use crate::{Call, Fault};

/// An answer with its body.
pub type Reply = Response<Full<Bytes>>;

/// Why an answer that is no fault says less than it could, for the log.
#[derive(Clone, Debug)]
pub struct Cause(pub String);

/// How long an answer may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// By nobody: it is about one person, or changes at any time.
    Never,
    /// By anybody for an hour: it changes with a release.
    Public,
}

impl Caching {
    const fn header(self) -> HeaderValue {
        match self {
            Self::Never => HeaderValue::from_static("no-store"),
            Self::Public => HeaderValue::from_static("public, max-age=3600"),
        }
    }
}

/// A JSON answer.
///
/// # Errors
/// A 500 when the value cannot be written as JSON, which none of `shared::wire` does.
pub fn json(status: StatusCode, caching: Caching, value: &impl Serialize) -> Result<Reply, Fault> {
    Ok(of_json(status, caching, write(value)?))
}

/// A value as JSON.
///
/// # Errors
/// As [`json`].
pub fn write(value: &impl Serialize) -> Result<Bytes, Fault> {
    let written =
        serde_json::to_vec(value).map_err(|error| Fault::internal(format!("write JSON: {error}")))?;
    Ok(written.into())
}

fn of_json(status: StatusCode, caching: Caching, body: Bytes) -> Reply {
    let mut reply = Reply::new(Full::from(body));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, caching.header());
    reply
}

/// A JSON answer that anybody may keep, and that is made only for who does not have it yet.
///
/// `version` changes whenever the answer of this address may: it is the `ETag`.
///
/// # Errors
/// As [`json`].
pub fn versioned(
    call: &Call,
    version: &str,
    make: impl FnOnce() -> Result<Bytes, Fault>,
) -> Result<Reply, Fault> {
    let tag = format!("\"{version}\"");
    let mut reply = if call.has_version(&tag) {
        let mut unchanged = Reply::default();
        *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
        let caching = Caching::Public.header();
        unchanged.headers_mut().insert(CACHE_CONTROL, caching);
        unchanged
    } else {
        of_json(StatusCode::OK, Caching::Public, make()?)
    };
    let tag =
        HeaderValue::try_from(tag).map_err(|error| Fault::internal(format!("write a header: {error}")))?;
    reply.headers_mut().insert(ETAG, tag);
    Ok(reply)
}

/// A page about one person: it is kept by nobody, and runs and loads nothing but the style that its policy names.
///
/// # Errors
/// A 500 when the policy cannot be a header.
pub fn page(lang: Lang, policy: &str, html: String) -> Result<Reply, Fault> {
    let policy =
        HeaderValue::from_str(policy).map_err(|error| Fault::internal(format!("write a header: {error}")))?;
    let mut reply = Reply::new(Full::from(html));
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert("content-language", HeaderValue::from_static(lang.tag()));
    headers.insert("content-security-policy", policy);
    headers.insert(CACHE_CONTROL, Caching::Never.header());
    Ok(reply)
}

/// A document that was sent, given back to be kept and never shown in the page that asks.
///
/// # Errors
/// A 500 when its name or its kind cannot be a header.
pub fn attachment(name: &str, media_type: &str, bytes: Vec<u8>) -> Result<Reply, Fault> {
    let header = |text: &str| {
        HeaderValue::from_str(text).map_err(|error| Fault::internal(format!("write a header: {error}")))
    };
    let mut reply = Reply::new(Full::from(bytes));
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, header(media_type)?);
    headers.insert(CONTENT_DISPOSITION, header(&disposition(name))?);
    headers.insert(CACHE_CONTROL, Caching::Never.header());
    Ok(reply)
}

/// The name twice (RFC 6266, appendix D): for everyone in UTF-8 (RFC 8187), for the oldest in ASCII.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' })
        .map(|c| if matches!(c, '"' | '\\' | '%') { '_' } else { c })
        .collect();
    let encode = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let encoded: String = name.bytes().map(encode).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// The answer that tells a fault.
pub(crate) fn problem(fault: Fault, lang: Lang) -> Reply {
    let (status, allow, retry_after) = (fault.status(), fault.allow(), fault.retry_after());
    // Plain strings and numbers always serialise.
    let body = serde_json::to_vec(&fault.into_problem(lang)).unwrap_or_default();
    let mut reply = Reply::new(Full::from(body));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert("content-language", HeaderValue::from_static(lang.tag()));
    headers.insert(CACHE_CONTROL, Caching::Never.header());
    if let Some(allow) = allow {
        headers.insert("allow", HeaderValue::from_static(allow));
    }
    if let Some(seconds) = retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert("www-authenticate", HeaderValue::from_static("Bearer"));
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_in_full_and_cannot_end_its_header() {
        assert_eq!(
            disposition("Devis n° 1.pdf"),
            "attachment; filename=\"Devis n_ 1.pdf\"; filename*=UTF-8''Devis%20n%C2%B0%201.pdf"
        );
        assert_eq!(
            disposition("a\"; b=\r\n.pdf"),
            "attachment; filename=\"a_; b=__.pdf\"; filename*=UTF-8''a%22%3B%20b%3D%0D%0A.pdf"
        );
    }

    #[test]
    fn a_document_is_kept_by_nobody_and_never_shown() {
        let reply = attachment("a.pdf", "application/pdf", vec![1]).unwrap();
        assert_eq!(reply.headers()[CACHE_CONTROL], "no-store");
        assert!(
            reply.headers()[CONTENT_DISPOSITION]
                .to_str()
                .unwrap()
                .starts_with("attachment;")
        );
    }
}
