//! The OpenAPI 3.1 document: the description, with the schemas of its types and what is the same for all operations of a
//! kind, so that nobody has to write it and forget it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value, json};

use super::description::{Answer, Description, Link, Operation, Parameter, Place, Problem, Request};
use super::schemas::Schemas;

/// Writes the document.
pub fn write(description: &Description, schemas: &Schemas) -> Result<Value> {
    let common = &description.common;
    let info = &common.info;
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": info.title,
            "summary": info.summary,
            "description": info.description,
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The host that serves this document."}],
        "tags": common.tag.iter()
            .map(|tag| json!({"name": tag.name, "description": tag.description}))
            .collect::<Vec<_>>(),
        "paths": paths(description, schemas)?,
        "components": {
            "schemas": schemas.hoist(type_names(description).into_iter())?,
            "securitySchemes": {
                AGENT: {"type": "http", "scheme": "bearer", "description": "The key of an agent of a région or an operator."},
            },
        },
    }))
}

const AGENT: &str = "agent";
const PROBLEM: &str = "Problem";
const KEY: &str = "Idempotency-Key";

fn type_names(description: &Description) -> BTreeSet<&str> {
    let named = description.operations().flat_map(|(_, operation)| {
        let sent = operation
            .request
            .iter()
            .filter_map(|request| request.type_name.as_deref());
        sent.chain(operation.answer.iter().flat_map(|answer| {
            answer
                .type_name
                .as_deref()
                .into_iter()
                .chain(answer.or.as_deref())
        }))
    });
    named.chain([PROBLEM]).collect()
}

fn paths(description: &Description, schemas: &Schemas) -> Result<Value> {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (function, operation) in description.operations() {
        let written = write_operation(description, schemas, operation)
            .with_context(|| format!("functions/{function}/openapi.toml, {}", operation.id))?;
        if !ids.insert(&operation.id) {
            bail!(
                "functions/{function}/openapi.toml: the id {} is taken",
                operation.id
            );
        }
        let method = operation.method.as_str().to_lowercase();
        if paths
            .entry(&operation.path)
            .or_default()
            .insert(method, written)
            .is_some()
        {
            bail!(
                "{} {} is described twice",
                operation.method.as_str(),
                operation.path
            );
        }
    }
    Ok(json!(paths))
}

fn write_operation(description: &Description, schemas: &Schemas, operation: &Operation) -> Result<Value> {
    if !description.common.tag.iter().any(|tag| tag.name == operation.tag) {
        bail!("there is no tag {} in functions/openapi.toml", operation.tag);
    }
    let mut written = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.en,
        "x-summary-fr": operation.fr,
        "parameters": parameters(operation)?,
        "responses": responses(description, schemas, operation)?,
    });
    if !operation.description.is_empty() {
        written["description"] = json!(operation.description);
    }
    if let Some(request) = &operation.request {
        written["requestBody"] = json!({"required": true, "content": content_sent(schemas, request)?});
    }
    if operation.agent {
        written["security"] = json!([{AGENT: []}]);
    }
    Ok(written)
}

/// Those of the address must be described, each of them and no other.
fn parameters(operation: &Operation) -> Result<Vec<Value>> {
    let in_address: BTreeSet<&str> = blanks(&operation.path).collect();
    let described = operation
        .parameter
        .iter()
        .filter(|parameter| parameter.place == Place::Path);
    let described: BTreeSet<&str> = described.map(|parameter| parameter.name.as_str()).collect();
    if in_address != described {
        bail!("the address holds {in_address:?} and {described:?} are described");
    }
    let mut written: Vec<_> = operation.parameter.iter().map(write_parameter).collect();
    if operation.once {
        written.push(json!({
            "in": "header",
            "name": KEY,
            "required": true,
            "description": "Drawn at random once for each request, and sent again with it until an answer comes.",
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
            "example": "3f1c9d0a7b5e4c2f8a6d1e0b9c8f7a65",
        }));
    }
    if operation.versioned {
        written.push(json!({
            "in": "header",
            "name": "If-None-Match",
            "required": false,
            "description": "The `ETag` of the answer that the client has.",
            "schema": {"type": "string"},
        }));
    }
    Ok(written)
}

/// The names between braces.
pub fn blanks(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}

fn write_parameter(parameter: &Parameter) -> Value {
    let mut written = json!({
        "in": parameter.place.as_str(),
        "name": parameter.name,
        "required": parameter.required || parameter.place == Place::Path,
        "description": parameter.description,
        "schema": parameter.schema,
    });
    if let Some(example) = &parameter.example {
        written["example"] = example.clone();
    }
    written
}

fn content_sent(schemas: &Schemas, request: &Request) -> Result<Value> {
    let mut content = Map::new();
    if let Some(name) = &request.type_name {
        let example = match &request.example {
            Some(example) => example,
            None => schemas.example(name)?,
        };
        content.insert(
            "application/json".to_owned(),
            json!({"schema": link(name), "example": example}),
        );
    }
    for media_type in &request.media_types {
        // A form has the members that JSON has.
        let schema = match &request.type_name {
            Some(name) if media_type == FORM => link(name),
            _ => json!({}),
        };
        content.insert(media_type.clone(), json!({"schema": schema}));
    }
    Ok(Value::Object(content))
}

const FORM: &str = "application/x-www-form-urlencoded";

fn link(type_name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{type_name}")})
}

fn responses(description: &Description, schemas: &Schemas, operation: &Operation) -> Result<Value> {
    let mut responses = Map::new();
    let links = links(description, operation)?;
    for answer in &operation.answer {
        let mut written = write_answer(schemas, answer)?;
        if operation.versioned {
            written["headers"]["ETag"] = header("Which version of the answer this is.");
            let headers = written["headers"].clone();
            let unchanged = "the client has this very answer already; there is no body";
            responses.insert(
                "304".to_owned(),
                json!({"description": unchanged, "headers": headers}),
            );
        }
        if !operation.link.is_empty() {
            written["links"] = links.clone();
        }
        responses.insert(answer.status.to_string(), written);
    }
    let mut by_status: BTreeMap<u16, Vec<(&str, &Problem)>> = BTreeMap::new();
    for kind in problems_of(operation) {
        let problem = description
            .common
            .problem
            .get(kind)
            .with_context(|| format!("there is no problem {kind} in functions/openapi.toml"))?;
        by_status.entry(problem.status).or_default().push((kind, problem));
    }
    for (status, problems) in by_status {
        responses.insert(status.to_string(), write_problems(status, &problems));
    }
    Ok(Value::Object(responses))
}

/// The kinds of problem that an operation may answer: its own, and those that come with what it is.
fn problems_of(operation: &Operation) -> BTreeSet<&str> {
    let mut kinds: BTreeSet<&str> = operation.problems.iter().map(String::as_str).collect();
    kinds.insert("internal");
    if operation.request.is_some() {
        kinds.extend([
            "body-cut",
            "body-too-large",
            "body-too-slow",
            "unsupported-media-type",
        ]);
    }
    if operation
        .request
        .as_ref()
        .is_some_and(|request| request.type_name.is_some())
    {
        kinds.extend(["malformed-json", "invalid-fields"]);
    }
    if operation.once {
        kinds.extend(["invalid-header", "idempotency-key-reused"]);
    }
    if operation.agent {
        kinds.insert("unauthorised");
    }
    kinds
}

fn write_answer(schemas: &Schemas, answer: &Answer) -> Result<Value> {
    let mut content = Map::new();
    if let Some(name) = &answer.type_name {
        let schema = match &answer.or {
            Some(other) => json!({"anyOf": [link(name), link(other)]}),
            None => link(name),
        };
        let body = json!({"schema": schema, "example": schemas.example(name)?});
        content.insert("application/json".to_owned(), body);
    }
    for media_type in &answer.media_types {
        content.insert(media_type.clone(), json!({"schema": {}}));
    }
    let mut headers: Map<String, Value> = answer
        .header
        .iter()
        .map(|(name, description)| (name.clone(), header(description)))
        .collect();
    for (name, description) in &answer.header_of_some {
        let mut optional = header(description);
        optional["required"] = json!(false);
        headers.insert(name.clone(), optional);
    }
    headers.insert(
        "Cache-Control".to_owned(),
        header("Whether the answer may be kept, and how long."),
    );
    Ok(json!({"description": answer.when, "headers": headers, "content": content}))
}

/// By the id of the operation that each leads to.
fn links(description: &Description, operation: &Operation) -> Result<Value> {
    let mut links = Map::new();
    for link in &operation.link {
        let known = description.operations().find(|(_, known)| known.id == link.to);
        let (_, target) = known.with_context(|| format!("there is no operation {}", link.to))?;
        if links.insert(link.to.clone(), write_link(link, target)?).is_some() {
            bail!("two links lead to {}", link.to);
        }
    }
    Ok(Value::Object(links))
}

fn write_link(link: &Link, target: &Operation) -> Result<Value> {
    let takes = |name: &str| {
        let is_key = target.once && name == KEY;
        is_key || target.parameter.iter().any(|parameter| parameter.name == name)
    };
    if let Some(name) = link.parameters.keys().find(|name| !takes(name)) {
        bail!("{} takes no parameter {name}", target.id);
    }
    let mut written = json!({"operationId": link.to, "description": link.description});
    if !link.parameters.is_empty() {
        written["parameters"] = json!(link.parameters);
    }
    if let Some(body) = &link.body {
        written["requestBody"] = body.clone();
    }
    Ok(written)
}

fn header(description: &str) -> Value {
    json!({"description": description, "required": true, "schema": {"type": "string"}})
}

/// One answer for all the kinds of one status, each with its example.
fn write_problems(status: u16, problems: &[(&str, &Problem)]) -> Value {
    let when: Vec<_> = problems
        .iter()
        .map(|(_, problem)| problem.when.as_str())
        .collect();
    let kinds: Vec<_> = problems.iter().map(|(kind, _)| type_of(kind)).collect();
    let examples: Map<String, Value> = problems
        .iter()
        .map(|(kind, problem)| {
            (
                (*kind).to_owned(),
                json!({"summary": problem.when, "value": example(kind, problem)}),
            )
        })
        .collect();
    let mut headers = Map::new();
    headers.insert(
        "Content-Language".to_owned(),
        header("The language of `title` and `detail`: `fr` or `en`."),
    );
    match status {
        401 => headers.insert("WWW-Authenticate".to_owned(), header("`Bearer`.")),
        503 | 429 => headers.insert(
            "Retry-After".to_owned(),
            header("Seconds to wait before the same request is sent again."),
        ),
        _ => None,
    };
    json!({
        "description": when.join("; or "),
        "headers": headers,
        "content": {"application/problem+json": {
            "schema": {"allOf": [link(PROBLEM), {"properties": {
                "type": {"enum": kinds},
                "status": {"const": status},
            }}]},
            "examples": examples,
        }},
    })
}

fn type_of(kind: &str) -> String {
    format!("/problems/{kind}")
}

fn example(kind: &str, problem: &Problem) -> Value {
    json!({
        "type": type_of(kind),
        "title": problem.title,
        "status": problem.status,
        "detail": "…",
        "detail_fr": "…",
        "detail_en": "…",
        "errors": [],
    })
}

#[cfg(test)]
mod tests {
    use super::blanks;

    #[test]
    fn blanks_are_whole_segments() {
        let found: Vec<_> = blanks("/api/v1/territoires/{phase}/{id}/x{no}").collect();
        assert_eq!(found, ["phase", "id"]);
    }
}
