//! Examples that leave nothing out: every member that a type may have is there and says something. An example is
//! complete, not plausible: members that exclude one another in a real message stand side by side.

use serde_json::{Map, Value};

use super::files::{self, Directory};
use super::schema::{alternatives, referred_name, resolve};

/// The places of a value where it says nothing: a member that is absent, `null`, empty.
pub(super) fn gaps(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    find_gaps(schema, schema, value, "", &mut found);
    found
}

/// An example with the members that it lacks: objects from the examples of their own types, texts empty, for the author
/// to fill.
pub(super) fn fill(schema: &Value, known: Option<&str>) -> String {
    let known = known.and_then(|text| serde_json::from_str(text).ok());
    files::pretty(&filled(schema, schema, known))
}

fn find_gaps(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let schema = resolve(root, schema);
    match value {
        Value::Null => found.push(place.to_owned()),
        Value::String(text) if text.is_empty() => found.push(place.to_owned()),
        Value::Array(items) if items.is_empty() => found.push(place.to_owned()),
        Value::Array(items) => {
            for (item, index) in items.iter().zip(0..) {
                find_gaps(root, &schema["items"], item, &format!("{place}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, schema) in properties(root, schema) {
                let member = members.get(name).unwrap_or(&Value::Null);
                find_gaps(root, schema, member, &format!("{place}/{name}"), found);
            }
        }
        _ => {}
    }
}

fn filled(root: &Value, schema: &Value, known: Option<Value>) -> Value {
    let schema = alternatives(schema).next().unwrap_or(schema);
    let is_complete = |value: &Value| {
        let mut found = Vec::new();
        find_gaps(root, schema, value, "", &mut found);
        found.is_empty()
    };
    let of_its_type =
        || serde_json::from_str(&files::read(Directory::Snapshots, referred_name(schema)?)?).ok();
    let known = match known {
        Some(value) if is_complete(&value) => Some(value),
        other => of_its_type()
            .or(other)
            .filter(|value| !value.is_null() && value != ""),
    };
    let schema = first_form(root, schema);
    let is_of = |name: &str| match &schema["type"] {
        Value::Array(types) => types.iter().any(|of| of == name),
        of => of == name,
    };
    match known {
        Some(Value::Object(mut members)) => {
            for (name, schema) in properties(root, schema) {
                let member = filled(root, schema, members.remove(name));
                members.insert(name.clone(), member);
            }
            Value::Object(members)
        }
        Some(Value::Array(items)) if !items.is_empty() => {
            let filled_items = items
                .into_iter()
                .map(|item| filled(root, &schema["items"], Some(item)));
            Value::Array(filled_items.collect())
        }
        Some(value) if !value.is_array() => value,
        _ if is_of("object") => filled(root, schema, Some(Value::Object(Map::new()))),
        _ if is_of("array") => Value::Array(vec![filled(root, &schema["items"], None)]),
        _ if is_of("integer") => Value::from(1),
        _ if is_of("boolean") => Value::Bool(true),
        _ if schema["enum"].is_array() => schema["enum"][0].clone(),
        _ if schema["const"].is_string() => schema["const"].clone(),
        _ => Value::String(String::new()),
    }
}

/// The schema itself, without reference or alternative: the first is followed.
fn first_form<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let schema = resolve(root, schema);
    match alternatives(schema).next() {
        Some(option) => first_form(root, option),
        None => schema,
    }
}

/// The members that a schema names, its own or those of the first alternative that has some.
fn properties<'a>(root: &'a Value, schema: &'a Value) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let own = |schema: &'a Value| resolve(root, schema)["properties"].as_object();
    own(schema)
        .or_else(|| alternatives(schema).find_map(own))
        .into_iter()
        .flatten()
}
