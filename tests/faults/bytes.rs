//! Bytes that are hardly HTTP: the server refuses them or hangs up, files nothing and serves the next.
//!
//! What refuses most of them is the server in front of the functions, Spin's or the local host's, both hyper: there is a
//! status and no problem detail. `docs/api.md` says so.

use anyhow::{Context as _, Result, ensure};
use tests::raw::Connection;
use tests::{Guichet, action, requests, stored};

#[test]
fn what_is_hardly_http_is_refused_or_hung_up_on() -> Result<()> {
    let guichet = Guichet::start()?;
    for (why, bytes) in hardly_http()? {
        let mut connection = Connection::open(&guichet)?;
        // The server may hang up before it has read everything.
        let _ = connection.send(&bytes).and_then(|()| connection.end());
        let answer = connection.read_answer().with_context(|| why.to_owned())?;
        if let Some(answer) = answer {
            ensure!(
                (400..500).contains(&answer.status),
                "{why}: {} {}",
                answer.status,
                answer.text()
            );
        }
    }
    ensure!(stored::read(&guichet)?.is_empty(), "something was filed");
    let log = guichet.log()?;
    ensure!(
        !log.contains("status=5") && !log.contains("failed"),
        "a function failed: {log}"
    );
    action::file_dossier(&guichet.client()).map(drop)
}

type Bytes = (&'static str, Vec<u8>);

fn hardly_http() -> Result<Vec<Bytes>> {
    let bytes = [
        ("bytes of no text", vec![0xff; 10_000]),
        ("zeros", vec![0; 10_000]),
        ("nothing", Vec::new()),
    ];
    Ok([bytes.to_vec(), odd_heads(), odd_lengths()?].concat())
}

/// Heads of requests for something that is there.
fn odd_heads() -> Vec<Bytes> {
    const HOST: &str = "Host: guichet\r\nConnection: close\r\n";
    let line = |line: &str| format!("{line}\r\n{HOST}\r\n");
    let header = |header: &str| format!("GET /api/v1/health HTTP/1.1\r\n{HOST}{header}\r\n\r\n");
    let texts = [
        ("blank lines", "\r\n".repeat(1000)),
        ("words", "bonjour\r\n\r\n".to_owned()),
        ("a line without end", "G".repeat(1_000_000)),
        ("another version", line("GET /api/v1/health HTTP/3.0")),
        (
            "no host",
            "GET /api/v1/health HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
        ),
        (
            "a host that is none",
            "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n".to_owned(),
        ),
        ("an address with blanks", line("GET /api/v1/he alth HTTP/1.1")),
        (
            "a long address",
            line(&format!("GET /{} HTTP/1.1", "a".repeat(100_000))),
        ),
        ("a tunnel", line("CONNECT 127.0.0.1:22 HTTP/1.1")),
        ("no address", line("GET * HTTP/1.1")),
        ("many headers", header(&"A: b\r\n".repeat(10_000))),
        ("a long header", header(&format!("A: {}", "b".repeat(1_000_000)))),
        ("a header with a blank in its name", header("A B: c")),
        ("a header with a zero", header("A: \0")),
        (
            "TLS",
            "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{7c}\u{3}\u{3}".to_owned(),
        ),
        ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()),
    ];
    texts.map(|(why, text)| (why, text.into_bytes())).to_vec()
}

/// Filings that are right but for how long they say they are.
fn odd_lengths() -> Result<Vec<Bytes>> {
    let body = serde_json::to_string(&requests::valid())?;
    let length = body.len();
    let filing = |headers: &str, body: &str| {
        format!(
            "POST {} HTTP/1.1\r\nHost: guichet\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Idempotency-Key: {}\r\n{headers}\r\n\r\n{body}",
            action::DOSSIERS,
            requests::fresh_key()
        )
    };
    let chunked = |body: &str| filing("Transfer-Encoding: chunked", body);
    let twice = format!("Content-Length: 5\r\nContent-Length: {length}");
    let texts = [
        ("a negative length", filing("Content-Length: -1", &body)),
        (
            "a length that is no number",
            filing("Content-Length: many", &body),
        ),
        (
            "a length beyond all",
            filing("Content-Length: 99999999999999999999999", &body),
        ),
        ("two lengths", filing(&twice, &body)),
        (
            "eleven megabytes announced",
            filing("Content-Length: 11534336", &body),
        ),
        ("chunks that are none", chunked(&body)),
        (
            "a chunk of a negative length",
            chunked(&format!("-5\r\n{body}\r\n0\r\n\r\n")),
        ),
        (
            "chunks without an end",
            chunked(&format!("{length:x}\r\n{body}\r\n")),
        ),
        ("another encoding", filing("Transfer-Encoding: gzip", &body)),
    ];
    Ok(texts.map(|(why, text)| (why, text.into_bytes())).to_vec())
}
