//! The schemas of `shared/schema` as `components/schemas`. Each file is whole in itself: what it holds in its `$defs` is
//! hoisted, so that a type has one schema wherever it is named. What is sent must hold more than its type says:
//! `functions/values.toml`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use super::values;

/// The schemas and the examples, by the name of the type.
#[derive(Debug)]
pub struct Schemas {
    schemas: BTreeMap<String, Value>,
    examples: BTreeMap<String, Value>,
}

impl Schemas {
    pub fn read(root: &Path) -> Result<Self> {
        let mut schemas = read_folder(&root.join("shared/schema"))?;
        values::complete(&mut schemas, &values::read(root)?)?;
        Ok(Self {
            schemas,
            examples: read_folder(&root.join("shared/snapshots"))?,
        })
    }

    /// An example in which every member has a value.
    pub fn example(&self, type_name: &str) -> Result<&Value> {
        self.examples
            .get(type_name)
            .with_context(|| format!("there is no shared/snapshots/{type_name}.json"))
    }

    /// The schemas of these types and of all that they hold.
    pub fn hoist<'a>(&self, type_names: impl Iterator<Item = &'a str>) -> Result<Map<String, Value>> {
        let mut hoisted = Map::new();
        let roots: Vec<&str> = type_names.collect();
        for name in &roots {
            let whole = self
                .schemas
                .get(*name)
                .with_context(|| format!("there is no shared/schema/{name}.json"))?;
            let name_of = |inner: &str| self.component_name(inner, whole);
            hoisted.insert(
                (*name).to_owned(),
                with_links(without_definitions(whole), &name_of),
            );
            for (inner, schema) in definitions(whole) {
                hoisted.insert(name_of(inner), with_links(schema.clone(), &name_of));
            }
        }
        Ok(hoisted)
    }

    /// A type that is read in one place and written in another has two schemas: what may be left out when it is sent is
    /// always there when it is answered. The second is named `Type.answered`.
    fn component_name(&self, inner: &str, whole: &Value) -> String {
        match self.schemas.get(inner) {
            Some(own) if parts(own, without_definitions(own)) != parts(whole, definition(whole, inner)) => {
                format!("{inner}.answered")
            }
            _ => inner.to_owned(),
        }
    }
}

/// A schema with every other one that it reaches: a type that holds another one of two schemas has two itself.
fn parts(whole: &Value, schema: Value) -> (Value, BTreeMap<String, Value>) {
    let mut reached = BTreeMap::new();
    let mut ahead = links(&schema);
    while let Some(name) = ahead.pop() {
        if let Entry::Vacant(place) = reached.entry(name) {
            let held = definition(whole, place.key());
            ahead.extend(links(&held));
            place.insert(held);
        }
    }
    (schema, reached)
}

/// The names of what a schema refers to.
fn links(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|link| link.strip_prefix(LINK)).map(str::to_owned);
            own.into_iter().chain(members.values().flat_map(links)).collect()
        }
        Value::Array(items) => items.iter().flat_map(links).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// How a schema names one of its `$defs`.
const LINK: &str = "#/$defs/";

fn definition(whole: &Value, name: &str) -> Value {
    definitions(whole)
        .find(|(known, _)| *known == name)
        .map_or(Value::Null, |(_, schema)| without_definitions(schema))
}

fn read_folder(folder: &Path) -> Result<BTreeMap<String, Value>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let (Some(name), Some("json")) = (
            path.file_stem().and_then(|name| name.to_str()),
            path.extension().and_then(|extension| extension.to_str()),
        ) else {
            continue;
        };
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let value = serde_json::from_str(&text).with_context(|| format!("cannot read {}", path.display()))?;
        found.insert(name.to_owned(), value);
    }
    Ok(found)
}

fn definitions(whole: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let definitions = whole.get("$defs").and_then(Value::as_object);
    definitions
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.as_str(), schema))
}

/// The schema itself; its dialect is that of the document.
fn without_definitions(whole: &Value) -> Value {
    let mut schema = whole.clone();
    if let Some(members) = schema.as_object_mut() {
        for member in ["$defs", "$schema", "title"] {
            members.remove(member);
        }
    }
    schema
}

/// The same, naming its parts as the document does.
fn with_links(mut schema: Value, name_of: &impl Fn(&str) -> String) -> Value {
    match &mut schema {
        Value::Object(members) => {
            for (key, value) in members.iter_mut() {
                let target = value.as_str().and_then(|link| link.strip_prefix(LINK));
                *value = match target {
                    Some(inner) if key == "$ref" => format!("#/components/schemas/{}", name_of(inner)).into(),
                    _ => with_links(value.take(), name_of),
                };
            }
        }
        Value::Array(items) => {
            for item in items.iter_mut() {
                *item = with_links(item.take(), name_of);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    schema
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::Schemas;

    fn schemas(of: &[(&str, Value)]) -> Schemas {
        Schemas {
            schemas: of
                .iter()
                .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
                .collect(),
            examples: BTreeMap::new(),
        }
    }

    #[test]
    fn what_a_type_holds_has_a_schema_of_its_own() -> anyhow::Result<()> {
        let schemas = schemas(&[
            (
                "A",
                json!({"$schema": "…", "properties": {"b": {"$ref": "#/$defs/B"}}, "$defs": {"B": {"type": "string"}}}),
            ),
            ("B", json!({"$schema": "…", "type": "string"})),
        ]);
        assert_eq!(
            Value::Object(schemas.hoist(["A"].into_iter())?),
            json!({"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"type": "string"}})
        );
        assert!(schemas.hoist(["C"].into_iter()).is_err());
        Ok(())
    }

    #[test]
    fn what_is_sent_and_answered_has_two_schemas_and_so_has_what_holds_it() -> anyhow::Result<()> {
        let read = json!({"properties": {"c": {"$ref": "#/$defs/C"}}, "$defs": {"C": {"required": []}}});
        let written = json!({
            "properties": {"b": {"$ref": "#/$defs/B"}},
            "$defs": {"B": {"properties": {"c": {"$ref": "#/$defs/C"}}}, "C": {"required": ["d"]}}
        });
        let schemas = schemas(&[("A", written), ("B", read), ("C", json!({"required": []}))]);
        let names: Vec<_> = schemas.hoist(["A", "B"].into_iter())?.keys().cloned().collect();
        assert_eq!(names, ["A", "B", "B.answered", "C", "C.answered"]);
        Ok(())
    }
}
