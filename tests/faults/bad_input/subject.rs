//! What is asked: each address that the application describes, with a right request to spoil; and whether it is unharmed
//! afterwards.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shared::wire::FileDossierResponse;
use tests::description::{self, Operation, Parameter};
use tests::raw::Connection;
use tests::{Answer, Client, Guichet, action, agents, check, documents, requests, stored};
use ureq::http::Method;

pub const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// The application, what it describes, and a dossier to ask about.
pub struct Subject {
    guichet: Guichet,
    client: Client,
    pub operations: Vec<Operation>,
    pub receipt: FileDossierResponse,
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
pub struct Asked {
    pub method: Method,
    pub address: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
    /// Whether another key would open nothing.
    keeps_key: bool,
}

impl Subject {
    pub fn start() -> Result<Self> {
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

    /// The addresses that take a body.
    pub fn taking_a_body(&self) -> impl Iterator<Item = &Operation> {
        self.operations
            .iter()
            .filter(|operation| !operation.bodies.is_empty())
    }

    /// A request that is right, with the dossier that is there in the place of the example's.
    pub fn right(&self, operation: &Operation) -> Asked {
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
            keeps_key: is_of_announced(operation),
        }
    }

    pub fn value_of(&self, operation: &Operation, parameter: &Parameter) -> String {
        match parameter.name.as_str() {
            "reference" => self.receipt.reference.clone(),
            "id" if is_of_announced(operation) => self.announced.0.clone(),
            "id" if operation.path.contains("/pieces/") => self.joined.clone(),
            _ => parameter.example(),
        }
    }

    pub fn of_this_dossier(&self, example: &Value) -> Value {
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
    pub fn refuses(&self, asked: &Asked, why: &str) -> Result<Answer> {
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
    pub fn answers(&self, asked: &Asked, why: &str) -> Result<Answer> {
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
    pub fn is_unharmed(&self) -> Result<()> {
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
    pub fn with_body(&self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..self.with_fresh_key()
        }
    }

    /// The same under a key that nobody used: the request itself is looked at, and not what it was before. What asks about
    /// a document keeps the key that opens it, for the same reason.
    pub fn with_fresh_key(&self) -> Self {
        let mut asked = self.clone();
        if self.keeps_key {
            return asked;
        }
        for (name, value) in &mut asked.headers {
            if name == "idempotency-key" {
                *value = requests::fresh_key().into_bytes();
            }
        }
        asked
    }

    pub fn without(&self, header: &str) -> Self {
        let mut asked = self.with_fresh_key();
        asked.headers.retain(|(name, _)| name != header);
        asked
    }

    pub fn and(&self, header: &str, value: impl Into<Vec<u8>>) -> Self {
        let mut asked = self.with_fresh_key();
        asked.headers.push((header.to_owned(), value.into()));
        asked
    }

    pub fn has(&self, header: &str) -> bool {
        self.headers.iter().any(|(name, _)| name == header)
    }
}

/// Pointer and code of each error that a problem tells.
pub fn faults_of(answer: &Answer) -> Result<Vec<(String, String)>> {
    let problem: shared::wire::Problem = answer.read()?;
    let errors = problem.errors.into_iter();
    Ok(errors.map(|error| (error.pointer, error.code)).collect())
}
