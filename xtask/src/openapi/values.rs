//! What `functions/values.toml` says of the values that are sent, merged into the schemas of their types. Whether the
//! functions hold to it is asked by `cargo xtask schemathesis`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value, json};

/// What each member must hold, by its type and its name.
pub type Values = BTreeMap<String, BTreeMap<String, Map<String, Value>>>;

pub fn read(root: &Path) -> Result<Values> {
    let path = root.join("functions/values.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot make sense of {}", path.display()))
}

/// Adds what they say to each type that they name, wherever it is held. A type or a member that is not there is a mistake.
pub fn complete(schemas: &mut BTreeMap<String, Value>, values: &Values) -> Result<()> {
    let mut met = BTreeSet::new();
    for (name, whole) in schemas {
        if let Some(members) = values.get(name) {
            add(name, whole, members)?;
            met.insert(name.clone());
        }
        let held = whole.get_mut("$defs").and_then(Value::as_object_mut);
        for (name, schema) in held.into_iter().flatten() {
            if let Some(members) = values.get(name) {
                add(name, schema, members)?;
            }
        }
    }
    match values.keys().find(|name| !met.contains(*name)) {
        Some(name) => bail!("functions/values.toml: there is no type {name}"),
        None => Ok(()),
    }
}

fn add(name: &str, schema: &mut Value, members: &BTreeMap<String, Map<String, Value>>) -> Result<()> {
    for (member, said) in members {
        let property = schema
            .pointer_mut(&format!("/properties/{member}"))
            .and_then(Value::as_object_mut)
            .with_context(|| format!("functions/values.toml: {name} has no member {member}"))?;
        property.extend(said.clone());
    }
    // `support::json` refuses a member that a type does not have.
    schema["additionalProperties"] = json!(false);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::{Values, complete};

    fn values(text: &str) -> Values {
        toml::from_str(text).unwrap_or_default()
    }

    fn schemas() -> BTreeMap<String, Value> {
        let inner = json!({"properties": {"x": {"type": "string"}}});
        BTreeMap::from([
            (
                "Outer".to_owned(),
                json!({"properties": {}, "$defs": {"Inner": inner}}),
            ),
            ("Inner".to_owned(), inner),
        ])
    }

    #[test]
    fn a_type_is_completed_and_closed_wherever_it_is_held() -> anyhow::Result<()> {
        let mut schemas = schemas();
        complete(&mut schemas, &values("[Inner]\nx = { maxLength = 3 }"))?;
        let expected = json!({
            "properties": {"x": {"type": "string", "maxLength": 3}},
            "additionalProperties": false
        });
        assert_eq!(schemas["Inner"], expected);
        assert_eq!(schemas["Outer"]["$defs"]["Inner"], expected);
        assert_eq!(schemas["Outer"].get("additionalProperties"), None);
        Ok(())
    }

    #[test]
    fn what_is_not_there_is_told() {
        for wrong in ["[Other]", "[Inner]\ny = {}"] {
            assert!(complete(&mut schemas(), &values(wrong)).is_err(), "{wrong}");
        }
    }
}
