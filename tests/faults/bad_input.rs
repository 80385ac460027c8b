//! Anything at all at any address: each gets a problem of the 4xx kind, or an answer when it is right after all; never a
//! 5xx, never a hang, and nothing is written that was not acknowledged.
//!
//! The addresses are those that the application describes: a new one is asked the same without a change here.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shared::wire::FileDossierResponse;
use tests::description::{self, Operation, Parameter};
use tests::raw::Connection;
use tests::{Answer, Client, Guichet, action, agents, check, documents, requests, stored};
use ureq::http::Method;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// The application, what it describes, and a dossier to ask about.
struct Subject {
    guichet: Guichet,
    client: Client,
    operations: Vec<Operation>,
    receipt: FileDossierResponse,
    /// The number of a document of the dossier.
    joined: String,
    /// The number of a document that is announced, and its key.
    announced: (String, String),
    /// How many dossiers were acknowledged.
    filed: AtomicUsize,
    asked: AtomicUsize,
}

/// One request, as it will be spoilt.
#[derive(Clone, Debug)]
struct Asked {
    method: Method,
    address: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Subject {
    fn start() -> Result<Self> {
        let guichet = Guichet::start()?;
        let client = guichet.client();
        let mut operations = description::read(&client)?;
        operations.extend(PAGES.map(page));
        let key = requests::fresh_key();
        let piece = documents::send_as(&client, &key, "Devis", &documents::pdf(200))?;
        let request = requests::valid_but(|request| request.pieces = vec![piece.clone()]);
        let other = requests::fresh_key();
        let announced = documents::open(&client, &other, &documents::pdf(300))?;
        Ok(Self {
            operations,
            receipt: action::send_request(&client, &key, &request)?.read()?,
            joined: piece.id,
            announced: (announced.id, other),
            filed: AtomicUsize::new(1),
            asked: AtomicUsize::new(0),
            guichet,
            client,
        })
    }

    /// A request that is right, with the dossier that is there in the place of the example's.
    fn right(&self, operation: &Operation) -> Asked {
        let mut headers = vec![("accept", "application/json".to_owned())];
        if operation.agent {
            headers.push(("authorization", action::bearer(AGENT.key)));
        }
        if operation
            .of_place("header")
            .any(|parameter| parameter.name == "Idempotency-Key")
        {
            let key = if is_of_announced(operation) {
                self.announced.1.clone()
            } else {
                requests::fresh_key()
            };
            headers.push(("idempotency-key", key));
        }
        let body = match operation.bodies.iter().next() {
            Some((kind, example)) => {
                headers.push(("content-type", kind.clone()));
                example
                    .as_ref()
                    .map(|example| self.of_this_dossier(example).to_string())
            }
            None => None,
        };
        let query = operation.of_place("query");
        Asked {
            method: operation.method.clone(),
            address: operation.address_with(|parameter| self.value_of(operation, parameter)),
            query: query
                .filter(|parameter| parameter.example.is_some())
                .map(|parameter| (parameter.name.clone(), parameter.example()))
                .collect(),
            headers: headers
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.into_bytes()))
                .collect(),
            body: body.unwrap_or_default().into_bytes(),
        }
    }

    fn value_of(&self, operation: &Operation, parameter: &Parameter) -> String {
        match parameter.name.as_str() {
            "reference" => self.receipt.reference.clone(),
            "id" if is_of_announced(operation) => self.announced.0.clone(),
            "id" if operation.path.contains("/pieces/") => self.joined.clone(),
            _ => parameter.example(),
        }
    }

    fn of_this_dossier(&self, example: &Value) -> Value {
        let mut example = example.clone();
        for (name, own) in [
            ("reference", &self.receipt.reference),
            ("code", &self.receipt.code),
            ("id", &self.joined),
        ] {
            if let Some(value) = example.get_mut(name) {
                *value = json!(own);
            }
        }
        example
    }

    fn send(&self, asked: &Asked) -> Result<Answer> {
        let query: Vec<_> = asked
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let address = match query.as_slice() {
            [] => asked.address.clone(),
            query => format!("{}?{}", asked.address, query.join("&")),
        };
        self.asked.fetch_add(1, Ordering::Relaxed);
        let length = asked.body.len().to_string();
        let headers = asked.headers.iter();
        let mut headers: Vec<_> = headers
            .map(|(name, value)| (name.as_str(), value.as_slice()))
            .collect();
        if !asked.body.is_empty() || asked.method == Method::POST {
            headers.push(("content-length", length.as_bytes()));
        }
        let mut connection = Connection::open(&self.guichet)?;
        // The server may answer and close before it has read everything.
        let _ = connection
            .send_head_bytes(&format!("{} {address} HTTP/1.1", asked.method), &headers)
            .and_then(|()| connection.send(&asked.body));
        let answer = connection
            .read_answer()?
            .context("the server hangs up without a word")?;
        if answer.status == 201 {
            self.filed.fetch_add(1, Ordering::Relaxed);
        }
        Ok(answer)
    }

    /// Sends what is wrong, which must be refused with a problem.
    fn refuses(&self, asked: &Asked, why: &str) -> Result<Answer> {
        let answer = self.answers(asked, why)?;
        ensure!(
            400 <= answer.status,
            "{why}: {} {} is accepted with {}",
            asked.method,
            asked.address,
            answer.status
        );
        Ok(answer)
    }

    /// Sends what may be right after all; what is refused is refused with a problem.
    fn answers(&self, asked: &Asked, why: &str) -> Result<Answer> {
        let context = || format!("{why}: {} {}", asked.method, asked.address);
        let answer = self.send(asked).with_context(context)?;
        ensure!(
            answer.status < 500,
            "{}: {} {}",
            context(),
            answer.status,
            answer.text()
        );
        if 400 <= answer.status && asked.method != Method::HEAD {
            let kind = kind_of(&answer).with_context(context)?;
            check::is_problem(&answer, answer.status, &kind).with_context(context)?;
        }
        Ok(answer)
    }

    /// What was not acknowledged is not there, and the application is as well as it was.
    fn is_unharmed(&self) -> Result<()> {
        let filed = self.filed.load(Ordering::Relaxed);
        ensure!(
            stored::read(&self.guichet)?.len() == filed,
            "more is stored than was acknowledged"
        );
        assert_eq!(self.client.get("/api/v1/health")?.status, 200);
        action::read_dossier(&self.client, &self.receipt)?;
        let log = self.guichet.log()?;
        let fault = log.lines().find(|line| {
            line.contains("status=5") || line.contains("was dropped") || line.contains("failed")
        });
        ensure!(
            fault.is_none(),
            "a function failed: {}",
            fault.unwrap_or_default()
        );
        println!("{} requests were sent", self.asked.load(Ordering::Relaxed));
        Ok(())
    }
}

/// Whether it asks about a document that is announced, which only its own key opens.
fn is_of_announced(operation: &Operation) -> bool {
    operation.path.starts_with("/api/v1/pieces/")
}

/// Files that pages ask for, which are not in the description.
const PAGES: [&str; 3] = ["/", "/v1/guichet.js", description::ADDRESS];

fn page(path: &str) -> Operation {
    Operation {
        id: format!("the page {path}"),
        method: Method::GET,
        path: path.to_owned(),
        parameters: Vec::new(),
        bodies: BTreeMap::new(),
        agent: false,
    }
}

fn kind_of(answer: &Answer) -> Result<String> {
    let problem: shared::wire::Problem = answer.read()?;
    let kind = problem.kind.strip_prefix("/problems/");
    Ok(kind
        .context("the type of the problem is not one of ours")?
        .to_owned())
}

impl Asked {
    fn with_body(&self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..self.with_fresh_key()
        }
    }

    /// The same under a key that nobody used: the request itself is looked at, and not what it was before.
    fn with_fresh_key(&self) -> Self {
        let mut asked = self.clone();
        for (name, value) in &mut asked.headers {
            if name == "idempotency-key" {
                *value = requests::fresh_key().into_bytes();
            }
        }
        asked
    }

    fn without(&self, header: &str) -> Self {
        let mut asked = self.with_fresh_key();
        asked.headers.retain(|(name, _)| name != header);
        asked
    }

    fn and(&self, header: &str, value: impl Into<Vec<u8>>) -> Self {
        let mut asked = self.with_fresh_key();
        asked.headers.push((header.to_owned(), value.into()));
        asked
    }

    fn has(&self, header: &str) -> bool {
        self.headers.iter().any(|(name, _)| name == header)
    }
}

#[test]
fn every_address_answers_what_it_describes() -> Result<()> {
    let subject = Subject::start()?;
    ensure!(
        15 <= subject.operations.len(),
        "the description was not understood"
    );
    for operation in &subject.operations {
        let answer = subject.answers(&subject.right(operation), &operation.id)?;
        ensure!(
            ![401, 404, 405, 415].contains(&answer.status),
            "{} {} refuses its own example, so that the tests of bad input prove nothing: {}",
            operation.method,
            operation.path,
            answer.text()
        );
    }
    subject.is_unharmed()
}

#[test]
fn a_body_that_is_no_request_is_refused_everywhere() -> Result<()> {
    let subject = Subject::start()?;
    for operation in subject
        .operations
        .iter()
        .filter(|operation| !operation.bodies.is_empty())
    {
        let right = subject.right(operation);
        for (why, body) in no_requests(&right.body) {
            subject.refuses(&right.with_body(body), why)?;
        }
        for (length, status) in [(300 * 1024, 413), (2_000_000, 413)] {
            for byte in [b' ', b'[', b'1', 0xff] {
                let answer = subject.refuses(&right.with_body(vec![byte; length]), "a large body")?;
                assert_eq!(answer.status, status, "{} {}", operation.id, answer.text());
            }
        }
    }
    subject.is_unharmed()
}

/// Bodies that are no JSON, or JSON of another shape than any request has.
fn no_requests(right: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let text = String::from_utf8_lossy(right).into_owned();
    let mut latin = right.to_vec();
    if let Some(byte) = latin.iter_mut().find(|byte| byte.is_ascii_alphabetic()) {
        *byte = 0xe9;
    }
    let texts: [(&'static str, String); 24] = [
        ("nothing", String::new()),
        ("blanks", " \n\t ".to_owned()),
        ("a bracket", "{".to_owned()),
        ("the wrong bracket", "{]".to_owned()),
        ("words", "bonjour".to_owned()),
        ("a form", "reference=&code=&code=".to_owned()),
        (
            "XML",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"
                .to_owned(),
        ),
        ("an empty object", "{}".to_owned()),
        ("an empty list", "[]".to_owned()),
        ("null", "null".to_owned()),
        ("a number", "12".to_owned()),
        ("a number beyond all", "1e999999".to_owned()),
        ("a long number", "9".repeat(10_000)),
        ("NaN", "NaN".to_owned()),
        ("a text", "\"\"".to_owned()),
        (
            "half of it",
            text.chars().take(text.chars().count() / 2).collect(),
        ),
        ("it, twice", format!("{text}{text}")),
        ("it and a word", format!("{text}x")),
        ("it after a mark", format!("\u{feff}{text}")),
        ("it in a list", format!("[{text}]")),
        ("it with a comment", format!("{text}// ")),
        ("deep lists", "[".repeat(100_000)),
        ("deep objects", "{\"a\":".repeat(40_000)),
        (
            "deep and closed",
            format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        ),
    ];
    let bytes = [
        ("Latin-1", latin),
        ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("bytes of no text", (0..=255).collect()),
        ("zeros", vec![0; 1000]),
    ];
    let texts = texts.map(|(why, text)| (why, text.into_bytes()));
    texts.into_iter().chain(bytes).collect()
}

#[test]
fn a_value_of_any_kind_in_any_place_is_answered() -> Result<()> {
    let subject = Subject::start()?;
    for (operation, example) in examples(&subject) {
        let right = subject.right(operation);
        for pointer in pointers(&example) {
            for (why, value) in odd_values() {
                let mut spoilt = example.clone();
                if let Some(place) = spoilt.pointer_mut(&pointer) {
                    *place = json!(MARK);
                }
                let body = spoilt.to_string().replace(&format!("\"{MARK}\""), &value);
                let why = format!("{why} at {pointer}");
                subject.answers(&right.with_body(body), &why)?;
            }
        }
    }
    subject.is_unharmed()
}

#[test]
fn a_field_that_is_there_twice_or_does_not_exist_is_named() -> Result<()> {
    let subject = Subject::start()?;
    for (operation, example) in examples(&subject) {
        let right = subject.right(operation);
        for parent in objects(&example) {
            for key in example
                .pointer(&parent)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                let (key, value) = key;
                // Said twice, the same or not: which was meant cannot be known.
                for other in [value.clone(), json!(null)] {
                    let body = with_field(&example, &parent, key, &other);
                    let answer = subject.refuses(&right.with_body(body), "a field twice")?;
                    let expected = (format!("{parent}/{key}"), "duplicate_field".to_owned());
                    assert_eq!(faults_of(&answer)?, [expected], "{}", operation.id);
                }
            }
            let body = with_field(&example, &parent, "__proto__", &json!({"admin": true}));
            let answer = subject.refuses(&right.with_body(body), "a field of another name")?;
            let expected = (format!("{parent}/__proto__"), "unknown_field".to_owned());
            assert_eq!(faults_of(&answer)?, [expected], "{}", operation.id);
        }
    }
    subject.is_unharmed()
}

#[test]
fn a_form_that_says_a_thing_twice_is_refused() -> Result<()> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let subject = Subject::start()?;
    let (reference, code) = (&subject.receipt.reference, &subject.receipt.code);
    for operation in subject
        .operations
        .iter()
        .filter(|operation| operation.bodies.contains_key(FORM))
    {
        let form = subject
            .right(operation)
            .without("content-type")
            .and("content-type", FORM);
        let right = format!("reference={reference}&code={code}");
        let answer = subject.answers(&form.with_body(right.as_str()), "a form")?;
        assert_eq!(answer.status, 200, "{} {}", operation.id, answer.text());
        for (twice, pointer) in [("reference", "/reference"), ("code", "/code")] {
            let body = format!("{right}&{twice}={reference}");
            let answer = subject.refuses(&form.with_body(body), "a form that says a thing twice")?;
            let expected = (pointer.to_owned(), "duplicate_field".to_owned());
            assert_eq!(faults_of(&answer)?, [expected], "{}", operation.id);
        }
        for body in ["", "&&&", "reference", "%", "reference=%00&code=%ff", "=&=&="] {
            subject.refuses(&form.with_body(body), "no form")?;
        }
        subject.refuses(&form.with_body(vec![0xff; 100]), "no text")?;
    }
    subject.is_unharmed()
}

#[test]
fn a_body_announced_as_something_else_is_refused_everywhere() -> Result<()> {
    let subject = Subject::start()?;
    for operation in subject
        .operations
        .iter()
        .filter(|operation| !operation.bodies.is_empty())
    {
        let right = subject.right(operation);
        let bare = right.without("content-type");
        let mut others = vec![bare.clone()];
        for kind in [
            "",
            "json",
            "text/plain",
            "text/html",
            "application/jsonp",
            "application/xml",
            "application/json/json",
            "application /json",
            "multipart/form-data; boundary=x",
            "\u{e9}",
        ] {
            others.push(bare.and("content-type", kind));
        }
        others.push(right.and("content-type", "text/plain"));
        for other in others {
            let answer = subject.refuses(&other, "another media type")?;
            assert_eq!(answer.status, 415, "{} {:?}", operation.id, other.headers);
        }
        // Said to be compressed, it is no JSON once it is; said to be so and not being so, it is what it is.
        let compressed = right
            .and("content-encoding", "gzip")
            .with_body(*b"\x1f\x8b\x08\0\0\0\0\0\0\x03");
        subject.refuses(&compressed, "a compressed body")?;
    }
    subject.is_unharmed()
}

#[test]
fn no_part_of_an_address_leads_elsewhere() -> Result<()> {
    let subject = Subject::start()?;
    for operation in &subject.operations {
        let right = subject.right(operation);
        for parameter in operation.of_place("path") {
            for odd in odd_segments() {
                let mut asked = right.with_fresh_key();
                asked.address = operation.address_with(|other| {
                    if other.name == parameter.name {
                        odd.clone()
                    } else {
                        subject.value_of(operation, other)
                    }
                });
                subject.refuses(&asked, "an odd segment")?;
            }
        }
        for (before, after) in [
            ("", "/"),
            ("", "//"),
            ("", "/."),
            ("", "/.."),
            ("", "/%2e%2e"),
            ("", "/..%2f..%2f..%2fetc%2fpasswd"),
            ("", "%00"),
            ("", "%"),
            ("", "%ff"),
            ("", ";x=1"),
            ("", "/more"),
            ("/", ""),
            ("//", ""),
            ("/x/..", ""),
            ("/..", ""),
            ("/%2e%2e", ""),
            ("/%61", ""),
        ] {
            let mut asked = right.with_fresh_key();
            asked.address = format!("{before}{}{after}", right.address);
            let answer = subject.answers(&asked, "an odd address")?;
            // More slashes may be forgiven, as Spin's router does, and nothing else.
            let is_slash = [before, after].concat().chars().all(|sign| sign == '/');
            ensure!(
                is_slash || 400 <= answer.status,
                "{} {} is accepted",
                asked.method,
                asked.address
            );
        }
    }
    subject.is_unharmed()
}

#[test]
fn a_parameter_of_any_kind_is_answered_and_said_twice_it_is_refused() -> Result<()> {
    let subject = Subject::start()?;
    for operation in &subject.operations {
        let right = subject.right(operation);
        let mut names: Vec<_> = operation
            .of_place("query")
            .map(|parameter| &*parameter.name)
            .collect();
        for name in &names {
            let mut asked = right.with_fresh_key();
            asked.query.retain(|(other, _)| other != name);
            for _ in 0..2 {
                asked.query.push(((*name).to_owned(), "a".to_owned()));
            }
            let answer = subject.refuses(&asked, "a parameter twice")?;
            let expected = ((*name).to_owned(), "duplicate_parameter".to_owned());
            assert_eq!(faults_of(&answer)?, [expected], "{}", operation.id);
        }
        names.extend(["", "__proto__", "%00", "%ff", "q%5b%5d"]);
        for name in names {
            for odd in odd_segments()
                .into_iter()
                .chain(["a=b=c".to_owned(), "%26q%3d".to_owned()])
            {
                let mut asked = right.with_fresh_key();
                asked.query.retain(|(other, _)| other != name);
                asked.query.push((name.to_owned(), odd));
                subject.answers(&asked, "an odd parameter")?;
            }
        }
    }
    subject.is_unharmed()
}

#[test]
fn another_method_is_refused_with_those_that_are_taken() -> Result<()> {
    let subject = Subject::start()?;
    let mut taken: BTreeMap<&str, Vec<&Method>> = BTreeMap::new();
    for operation in &subject.operations {
        taken.entry(&operation.path).or_default().push(&operation.method);
    }
    for operation in &subject.operations {
        let taken = taken.get(&*operation.path).cloned().unwrap_or_default();
        for name in [
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW",
        ] {
            let method: Method = name.parse()?;
            let is_taken = taken.contains(&&method) || (name == "HEAD" && taken.contains(&&Method::GET));
            let mut asked = subject.right(operation).with_fresh_key();
            asked.method = method;
            if is_taken {
                continue;
            }
            let answer = subject.answers(&asked, "another method")?;
            // A browser asks beforehand.
            if name == "OPTIONS" && answer.status == 204 {
                continue;
            }
            assert_eq!(answer.status, 405, "{name} {}", operation.path);
            let allow: Vec<_> = answer.header("allow").split(", ").collect();
            let expected: Vec<_> = taken.iter().map(|method| method.as_str()).collect();
            assert_eq!(allow, expected, "{name} {}", operation.path);
        }
    }
    subject.is_unharmed()
}

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

/// Segments of an address that lead nowhere, as they are sent.
fn odd_segments() -> Vec<String> {
    let written = [
        ".",
        "..",
        "%2e%2e",
        "..%2f..%2fetc%2fpasswd",
        "..%5c..%5cwindows",
        "%252e%252e%252f",
        "%00",
        "a%00b",
        "%0d%0aX-Injected:%201",
        "%ff%fe",
        "%c0%af",
        "%",
        "%zz",
        "%F0%9F%92%A9",
        "%E2%80%AE",
        "-1",
        "0",
        "1e400",
        "99999999999999999999999999999999",
        "NaN",
        "null",
        "'%20OR%20'1'%3D'1",
        "%3Cscript%3E",
        "$%7Bjndi:ldap://x%7D",
        "*",
        "TI26-0000-0000",
    ];
    let long = [100, 4000].map(|length| "a".repeat(length));
    written.into_iter().map(str::to_owned).chain(long).collect()
}

/// Values that no field expects, as they are written in JSON.
fn odd_values() -> Vec<(&'static str, String)> {
    let text = |text: &str| json!(text).to_string();
    vec![
        ("null", "null".to_owned()),
        ("true", "true".to_owned()),
        ("a negative number", "-1".to_owned()),
        ("zero, negative", "-0".to_owned()),
        ("a fraction", "0.1".to_owned()),
        ("a number above 64 bits", "18446744073709551616".to_owned()),
        ("a number beyond all", "1e400".to_owned()),
        ("a number of many digits", "9".repeat(5000)),
        ("a fraction of many digits", format!("0.{}1", "0".repeat(5000))),
        ("an empty list", "[]".to_owned()),
        ("a list in a list", "[[[]]]".to_owned()),
        ("an empty object", "{}".to_owned()),
        ("an object", "{\"a\":{\"b\":[]}}".to_owned()),
        (
            "a deep value",
            format!("{}{}", "[".repeat(1000), "]".repeat(1000)),
        ),
        ("a long list", format!("[{}0]", "0,".repeat(20_000))),
        ("an empty text", text("")),
        ("blanks", text("\u{a0}\u{2003}\t\n")),
        ("a zero", "\"\\u0000\"".to_owned()),
        ("half a character", "\"\\ud800\"".to_owned()),
        ("a text turned round", text("\u{202e}txet")),
        ("many accents", text(&format!("e{}", "\u{301}".repeat(1000)))),
        ("an emoji", text("\u{1f469}\u{200d}\u{1f680}")),
        ("a long text", text(&"x".repeat(100_000))),
        ("SQL", text("'; DROP TABLE event; --")),
        ("a template", text("{{ code_key }} ${code_key} %s %n")),
        ("HTML", text("<img src=x onerror=alert(1)>")),
        ("a number in a text", text("1e400")),
        ("digits of another script", text("\u{0661}\u{0662}\u{0663}")),
        ("a date that is none", text("2027-02-30")),
        ("a day beyond all", text("+999999999-12-31")),
    ]
}

/// What stands for a value until it is written as it is.
const MARK: &str = "the value to spoil";

/// Each address that takes JSON, with a request of which the dossier is there.
fn examples(subject: &Subject) -> impl Iterator<Item = (&Operation, Value)> {
    subject.operations.iter().filter_map(|operation| {
        let example = operation.bodies.get("application/json")?.as_ref()?;
        Some((operation, subject.of_this_dossier(example)))
    })
}

/// Every place of a value, its root included.
fn pointers(value: &Value) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(place, value)| (place.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    let below = below.into_iter().flat_map(|(key, value)| {
        let inner = pointers(value).into_iter();
        inner.map(move |inner| format!("/{key}{inner}"))
    });
    std::iter::once(String::new()).chain(below).collect()
}

/// The places of its objects.
fn objects(value: &Value) -> Vec<String> {
    let all = pointers(value).into_iter();
    all.filter(|pointer| value.pointer(pointer).is_some_and(Value::is_object))
        .collect()
}

/// The text of a value with one more field in an object of it, even when there is one of that name.
fn with_field(value: &Value, parent: &str, key: &str, field: &Value) -> String {
    let mut marked = value.clone();
    if let Some(object) = marked.pointer_mut(parent).and_then(Value::as_object_mut) {
        object.insert(MARK.to_owned(), json!(0));
    }
    let key = json!(key);
    marked
        .to_string()
        .replace(&format!("\"{MARK}\":0"), &format!("{key}:{field}"))
}

/// Pointer and code of each error that a problem tells.
fn faults_of(answer: &Answer) -> Result<Vec<(String, String)>> {
    let problem: shared::wire::Problem = answer.read()?;
    let errors = problem.errors.into_iter();
    Ok(errors.map(|error| (error.pointer, error.code)).collect())
}
