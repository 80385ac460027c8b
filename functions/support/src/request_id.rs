//! The id that joins an answer, its line in the log and the proxy's: the caller's when it has the shape of one, else
//! drawn here.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::environment;

/// Carries the id, both ways.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    /// That of a request; one of random digits when it brings none, or one that may hold anything.
    pub fn of(headers: &HeaderMap) -> Self {
        let given = headers.get(REQUEST_ID).filter(|value| is_id(value.as_bytes()));
        Self(given.cloned().unwrap_or_else(draw))
    }

    /// As it is sent back.
    pub fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.to_str().unwrap_or("-"))
    }
}

/// A UUID or another number in hexadecimal digits: nothing that a person types looks like it.
fn is_id(text: &[u8]) -> bool {
    (16..=64).contains(&text.len())
        && text
            .iter()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
}

/// A request is answered even when the host gives no random bytes.
fn draw() -> HeaderValue {
    let bytes: [u8; 8] = environment::random().unwrap_or_default();
    let digits = format!("{:016x}", u64::from_be_bytes(bytes));
    HeaderValue::from_str(&digits).unwrap_or(HeaderValue::from_static("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(id: &str) -> bool {
        let headers = [(REQUEST_ID, HeaderValue::from_str(id).unwrap())];
        RequestId::of(&headers.into_iter().collect()).to_string() == id
    }

    #[test]
    fn an_id_of_16_to_64_hexadecimal_digits_is_kept() {
        assert!(kept("0123456789abcdef"));
        assert!(kept("67e55044-10b1-426f-9247-bb680e5fe0c8"));
        assert!(kept(&"a".repeat(64)));
        for other in [
            "0123456789abcde",
            &"a".repeat(65),
            "camille@exemple.fr",
            "0123456789ABCDEF",
            "",
        ] {
            assert!(!kept(other), "{other}");
        }
    }

    #[test]
    fn without_one_another_is_drawn_each_time() {
        let [one, other] = [RequestId::of(&HeaderMap::new()), RequestId::of(&HeaderMap::new())];
        assert_ne!(one, other);
        assert!(is_id(one.to_string().as_bytes()));
    }
}
