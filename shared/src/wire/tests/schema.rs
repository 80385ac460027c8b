//! The JSON Schema (2020-12) of a type, and whether a value fits one. It reads the keywords that the types of the wire
//! give, and refuses any other rather than pass it over.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Who writes a value of the type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Direction {
    /// The functions: a member that is always written is required.
    Written,
    /// Others, or an older version: a member that has a default may be absent.
    Read,
}

/// The schema of a type.
pub(super) fn of<T: JsonSchema>(direction: Direction) -> Value {
    let settings = SchemaSettings::draft2020_12();
    let settings = match direction {
        Direction::Written => settings.for_serialize(),
        Direction::Read => settings.for_deserialize(),
    };
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Whether a value fits a schema; else where it does not.
pub(super) fn check(schema: &Value, value: &Value) -> Result<(), String> {
    Checker { root: schema }.check(schema, value, "")
}

/// The definition that a schema refers to, or the schema itself.
pub(super) fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match referred_name(schema) {
        Some(name) => &root["$defs"][name],
        None => schema,
    }
}

/// The name of the type that a schema refers to.
pub(super) fn referred_name(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// The schemas of which a value must fit one, but for that of `null`.
pub(super) fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    let any = ["anyOf", "oneOf"]
        .into_iter()
        .filter_map(|keyword| schema[keyword].as_array());
    any.flatten().filter(|option| option["type"] != "null")
}

struct Checker<'a> {
    root: &'a Value,
}

impl Checker<'_> {
    fn check(&self, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
        let keywords = schema
            .as_object()
            .ok_or_else(|| format!("{place}: the schema is no object"))?;
        for (keyword, operand) in keywords {
            let fits = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
                "$ref" => {
                    self.check(resolve(self.root, schema), value, place)?;
                    true
                }
                "type" => is_of_type(operand, value),
                "const" => operand == value,
                "enum" => operand.as_array().is_some_and(|values| values.contains(value)),
                "minimum" => value.as_i64() >= operand.as_i64(),
                "maximum" => value.as_i64() <= operand.as_i64(),
                "anyOf" => self.count_fitting(operand, value) > 0,
                "oneOf" => self.count_fitting(operand, value) == 1,
                "items" => {
                    for (item, index) in value.as_array().into_iter().flatten().zip(0..) {
                        self.check(operand, item, &format!("{place}/{index}"))?;
                    }
                    true
                }
                "required" => {
                    let names = operand.as_array().into_iter().flatten().filter_map(Value::as_str);
                    names.into_iter().all(|name| value.get(name).is_some())
                }
                "properties" => {
                    for (name, schema) in operand.as_object().into_iter().flatten() {
                        if let Some(member) = value.get(name) {
                            self.check(schema, member, &format!("{place}/{name}"))?;
                        }
                    }
                    true
                }
                "additionalProperties" if *operand == Value::Bool(false) => {
                    let members = value.as_object().into_iter().flatten();
                    members
                        .into_iter()
                        .all(|(name, _)| schema["properties"].get(name).is_some())
                }
                other => {
                    return Err(format!(
                        "{place}: teach wire/tests/schema.rs the keyword `{other}`"
                    ));
                }
            };
            if !fits {
                return Err(format!("{place}: {value} does not fit {keyword}: {operand}"));
            }
        }
        Ok(())
    }

    fn count_fitting(&self, schemas: &Value, value: &Value) -> usize {
        let schemas = schemas.as_array().into_iter().flatten();
        schemas
            .filter(|schema| self.check(schema, value, "").is_ok())
            .count()
    }
}

fn is_of_type(types: &Value, value: &Value) -> bool {
    let is_of = |name: &Value| match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("null") => value.is_null(),
        _ => false,
    };
    match types {
        Value::Array(names) => names.iter().any(is_of),
        name => is_of(name),
    }
}

#[test]
fn what_does_not_fit_is_seen() {
    use serde_json::json;

    let schema = json!({
        "type": "object",
        "properties": {
            "count": { "type": "integer", "minimum": 0, "maximum": 9 },
            "name": { "type": ["string", "null"] },
            "parts": { "type": "array", "items": { "$ref": "#/$defs/Part" } },
        },
        "required": ["count"],
        "additionalProperties": false,
        "$defs": { "Part": { "anyOf": [{ "const": "a" }, { "enum": ["b", "c"] }] } },
    });
    for value in [
        json!({ "count": 0 }),
        json!({ "count": 9, "name": null, "parts": [] }),
        json!({ "count": 1, "name": "x", "parts": ["a", "c"] }),
    ] {
        assert_eq!(check(&schema, &value), Ok(()), "{value}");
    }
    for value in [
        json!([]),
        json!({}),
        json!({ "count": -1 }),
        json!({ "count": 10 }),
        json!({ "count": "1" }),
        json!({ "count": 1, "name": 1 }),
        json!({ "count": 1, "parts": ["d"] }),
        json!({ "count": 1, "other": 1 }),
    ] {
        assert!(check(&schema, &value).is_err(), "{value}");
    }
    assert!(
        check(&json!({ "pattern": "a" }), &json!("a")).is_err(),
        "an unknown keyword is refused"
    );
}
