//! Headers: odd ones on every request, and keys that are none.

use anyhow::Result;
use tests::{action, requests};

use super::subject::{AGENT, Subject};

#[test]
fn odd_headers_are_answered_everywhere() -> Result<()> {
    let subject = Subject::start()?;
    for operation in &subject.operations {
        let right = subject.right(operation);
        for (name, value) in odd_headers() {
            let bare = right.without(name);
            subject.answers(&bare.and(name, value.clone()), "an odd header")?;
            let twice = bare.and(name, value.clone()).and(name, value);
            subject.answers(&twice, "an odd header twice")?;
        }
        if right.has("idempotency-key") {
            for key in [
                "",
                "short",
                &"k".repeat(65),
                "a key with blanks",
                "../../../../etc/passwd",
                "\u{e9}\u{e9}",
            ] {
                let odd = right.without("idempotency-key").and("idempotency-key", key);
                assert_eq!(subject.refuses(&odd, "no key")?.status, 400, "{}", operation.id);
            }
            // Under which of the two it was to be filed cannot be known.
            let twice = right.and("idempotency-key", requests::fresh_key());
            assert_eq!(
                subject.refuses(&twice, "two keys")?.status,
                400,
                "{}",
                operation.id
            );
        }
        if operation.agent {
            let authorisation = action::bearer(AGENT.key);
            for given in [
                "",
                "Bearer",
                "Bearer ",
                "Basic Zm9vOmJhcg==",
                AGENT.key,
                "Bearer null",
                "Bearer \u{e9}",
                &format!("{authorisation}x"),
                &format!("{authorisation} {}", AGENT.key),
                &format!("Bearer {}", "k".repeat(10_000)),
            ] {
                let odd = right.without("authorization").and("authorization", given);
                assert_eq!(subject.refuses(&odd, given)?.status, 401, "{}", operation.id);
            }
            let twice = right.and("authorization", authorisation);
            assert_eq!(
                subject.refuses(&twice, "two keys")?.status,
                401,
                "{}",
                operation.id
            );
        }
    }
    subject.is_unharmed()
}

fn odd_headers() -> Vec<(&'static str, Vec<u8>)> {
    let mut headers = Vec::new();
    for name in [
        "accept",
        "accept-language",
        "accept-encoding",
        "origin",
        "referer",
        "x-request-id",
        "x-forwarded-for",
        "forwarded",
        "if-none-match",
        "if-modified-since",
        "range",
        "cookie",
        "spin-full-url",
        "spin-path-info",
        "spin-client-addr",
    ] {
        for value in [
            "",
            ",",
            "*",
            ";q=",
            "'\"><script>",
            "\u{1f4a9}",
            "../../etc/passwd",
            "null",
        ] {
            headers.push((name, value.as_bytes().to_vec()));
        }
        headers.push((name, b"x,".repeat(1000)));
        headers.push((name, vec![0xff, 0xfe, 0x80]));
    }
    headers
}
