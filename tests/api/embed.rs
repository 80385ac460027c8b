//! `/…`: the files of the widget and of the demo, as a browser asks for them.

use std::fs;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use sha2::{Digest as _, Sha256};
use tests::{Answer, Client, Guichet, artefacts};
use ureq::http::Method;

use crate::fixtures::check;

const LOADER: &str = "/v1/guichet.js";

/// What a script of the loader fetches, with what each file must be: they stand there as pairs of texts.
fn named_in(script: &str) -> Vec<(String, String)> {
    let texts: Vec<&str> = script.split(['"', '\'', '`']).collect();
    let pairs = texts
        .windows(3)
        .filter(|texts| texts[0].starts_with("/assets/") && texts[1] == ",");
    pairs
        .map(|texts| (texts[0].to_owned(), texts[2].to_owned()))
        .collect()
}

/// What the loader and its rest fetch.
fn fetched(client: &Client) -> Result<Vec<(String, String)>> {
    let mut fetched = named_in(&client.get(LOADER)?.text());
    let rest = fetched.iter().find(|(path, _)| path.starts_with("/assets/rest-"));
    let (rest, _) = rest.context("the loader names no rest")?;
    let named = named_in(&client.get(rest)?.text());
    fetched.extend(named);
    Ok(fetched)
}

/// The paths of the glue and of the WebAssembly of the journey, as the loader names them.
fn assets(client: &Client) -> Result<[String; 2]> {
    let fetched = fetched(client)?;
    let path = |end: &str| {
        let mut paths = fetched.iter().map(|(path, _)| path);
        let of_request = |path: &&String| path.starts_with("/assets/request-");
        let found = paths.find(|path| of_request(path) && path.ends_with(end));
        found
            .cloned()
            .with_context(|| format!("the loader names no {end}"))
    };
    Ok([path(".js")?, path(".wasm")?])
}

fn get_with(client: &Client, path: &str, header: (&str, &str)) -> Result<Answer> {
    client.call(&Method::GET, path, &[header], b"")
}

#[test]
fn what_the_demo_page_needs_is_there() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let [glue, wasm] = assets(&client)?;
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/far.html", "text/html; charset=utf-8"),
        ("/formulaire.html", "text/html; charset=utf-8"),
        ("/demo.css", "text/css; charset=utf-8"),
        (LOADER, "text/javascript; charset=utf-8"),
        (&glue, "text/javascript; charset=utf-8"),
        (&wasm, "application/wasm"),
    ] {
        let answer = client.get(path)?;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("content-encoding"), "", "{path}");
        assert!(!answer.body.is_empty(), "{path}");
    }
    Ok(())
}

#[test]
fn only_files_named_after_their_content_are_kept_for_ever() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in assets(&client)? {
        let caching = client.get(&path)?.header("cache-control").to_owned();
        assert_eq!(caching, "public, max-age=31536000, immutable", "{path}");
    }
    for path in ["/", LOADER] {
        assert_eq!(
            client.get(path)?.header("cache-control"),
            "public, no-cache",
            "{path}"
        );
    }
    Ok(())
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let etag = client.get(LOADER)?.header("etag").to_owned();
    let again = get_with(&client, LOADER, ("if-none-match", &etag))?;
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), etag);
    let other = get_with(&client, LOADER, ("if-none-match", "\"other\""))?;
    assert_eq!(other.status, 200);
    Ok(())
}

#[test]
fn files_are_compressed_for_who_accepts_it() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let [glue, wasm] = assets(&client)?;
    for path in [LOADER, &glue, &wasm] {
        let plain = client.get(path)?;
        let compressed = get_with(&client, path, ("accept-encoding", "gzip, br;q=0.9"))?;
        assert_eq!(compressed.header("content-encoding"), "br", "{path}");
        assert!(compressed.body.len() < plain.body.len(), "{path}");
        assert_eq!(
            compressed.header("content-type"),
            plain.header("content-type"),
            "{path}"
        );
        for answer in [&plain, &compressed] {
            assert!(answer.header("vary").contains("accept-encoding"), "{path}");
        }
        let refused = get_with(&client, path, ("accept-encoding", "gzip, br;q=0"))?;
        assert_eq!(refused.header("content-encoding"), "", "{path}");
    }
    Ok(())
}

#[test]
fn the_integrity_that_the_loader_asks_for_is_that_of_each_file() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let fetched = fetched(&client)?;
    // The rest and the WebAssembly of the journey, then of three bundles the glue and the WebAssembly.
    assert_eq!(fetched.len(), 8, "{fetched:?}");
    for (path, integrity) in fetched {
        let digest = Sha256::digest(client.get(&path)?.body);
        assert_eq!(integrity, format!("sha256-{}", BASE64.encode(digest)), "{path}");
    }
    Ok(())
}

#[test]
fn a_release_has_an_address_that_never_changes() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let pinned = client.get(concat!("/v", env!("CARGO_PKG_VERSION"), "/guichet.js"))?;
    assert_eq!(pinned.status, 200);
    assert_eq!(
        pinned.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(pinned.body, client.get(LOADER)?.body);
    Ok(())
}

#[test]
fn the_widget_carries_none_of_the_reference_data() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let [_glue, wasm] = assets(&client)?;
    // An EPCI as the tables hold it, SIREN and name: the names of the communes are compiled in in pieces.
    let trace = "200010650CA du Grand Dole".as_bytes();
    let holds = |file: &[u8]| file.windows(trace.len()).any(|part| part == trace);
    assert!(!holds(&client.get(&wasm)?.body));
    let catalogue = artefacts::root().join("target/wasm32-wasip2/release/catalogue.wasm");
    assert!(
        holds(&fs::read(catalogue)?),
        "the trace is no longer how it is held"
    );
    Ok(())
}

#[test]
fn any_site_may_load_the_widget() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let [glue, wasm] = assets(&client)?;
    for path in [LOADER, &glue, &wasm] {
        let answer = get_with(&client, path, ("origin", "https://region.example"))?;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    Ok(())
}

#[test]
fn what_is_not_a_file_is_not_found() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in [
        "/v1/",
        "/v1/other.js",
        "/index.html",
        "/v1/../spin.toml",
        "/%2e%2e/spin.toml",
        "//",
    ] {
        check::is_problem(&client.get(path)?, 404, "not-found")?;
    }
    check::refuses_method(&client.call(&Method::POST, "/", &[], b"")?, "GET")
}

#[test]
fn the_head_of_a_file_can_be_asked_for_alone() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for path in ["/", LOADER, "/api/v1/communes?q=dole"] {
        let answer = client.call(&Method::HEAD, path, &[], b"")?;
        assert_eq!((answer.status, answer.body.len()), (200, 0), "{path}");
    }
    Ok(())
}
