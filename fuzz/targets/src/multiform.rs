//! Addresses, headers and plain forms: each value that is decoded is the one that another decoder finds, and the pair that
//! opens a dossier is read of a form as it is of JSON. It answers nothing.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Uri};
use shared::message::Lang;
use support::{Call, applicant};

use crate::Outcome;
use crate::told::check_fault;

/// The first line is an address, the next ones are headers until one is empty, the rest is the body.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    let (head, body) = split_once(bytes, b"\n\n").unwrap_or((bytes, &[]));
    let mut lines = head.split(|byte| *byte == b'\n');
    let Ok(uri) = Uri::try_from(lines.next().unwrap_or_default()) else {
        return Outcome::Refused;
    };
    let mut request = Request::new(Bytes::copy_from_slice(body));
    *request.uri_mut() = uri;
    for line in lines {
        let Some((name, value)) = split_once(line, b":") else {
            continue;
        };
        if let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name),
            HeaderValue::from_bytes(value.trim_ascii()),
        ) {
            request.headers_mut().append(name, value);
        }
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let call = Call::from_parts(request);
    check_address(&call);
    let found = check_values(&query, |name| call.query(name));
    let typed = if let Ok(body) = std::str::from_utf8(body) {
        check_values(body, |name| call.form(name))
    } else {
        assert_eq!(call.form("code"), None, "bytes are read as a form");
        false
    };
    Outcome::of([found, typed, check_headers(&call), check_applicant(&call)])
}

/// What comes before a mark, and what comes after.
fn split_once<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let place = bytes.windows(mark.len()).position(|window| window == mark)?;
    Some((&bytes[..place], &bytes[place + mark.len()..]))
}

fn check_address(call: &Call) {
    assert!(
        call.segments()
            .iter()
            .all(|segment| !segment.is_empty() && !segment.contains('/')),
        "a segment is none"
    );
    assert!(
        call.query_names()
            .all(|name| !name.contains('&') && !name.contains('=')),
        "a name is none"
    );
}

/// Names that are plain ASCII are found as `form_urlencoded` finds them, and so is every value.
fn check_values(pairs: &str, read: impl Fn(&str) -> Option<String>) -> bool {
    let mut found = false;
    for name in ["q", "limit", "reference", "code", "on"] {
        let pair = pairs.split('&').find(|pair| pair.split('=').next() == Some(name));
        let expected = pair.and_then(|pair| {
            let (_, value) = form_urlencoded::parse(pair.as_bytes()).next()?;
            Some(value.into_owned())
        });
        assert_eq!(read(name), expected, "{name} in {pairs:?}");
        found |= expected.is_some();
    }
    found
}

fn check_headers(call: &Call) -> bool {
    let key = call.idempotency_key();
    let is_given = key.is_ok();
    if let Err(fault) = key {
        check_fault(fault);
    }
    let _either_is_an_answer = call.prefers_page();
    assert!([Lang::Fr, Lang::En].contains(&call.lang()), "a third language");
    let kinds = ["application/json", "application/x-www-form-urlencoded"];
    assert!(
        !kinds.iter().all(|kind| call.has_media_type(kind)),
        "two media types at once"
    );
    is_given
}

/// Read of a form or of JSON, whichever is announced.
fn check_applicant(call: &Call) -> bool {
    match applicant::read_form_or_json(call) {
        Ok((reference, code)) => {
            let again = applicant::parse(&reference.to_string(), &code.reveal()).ok();
            assert!(again == Some((reference, code)), "it is read back otherwise");
            true
        }
        Err(fault) => {
            check_fault(fault);
            false
        }
    }
}
