//! What a contract leaves unknown: the pointers to its nulls, found in the answer itself, so that the list and the
//! answer cannot differ.

use serde::Serialize;
use serde_json::Value;
use support::Fault;

/// JSON pointers (RFC 6901) to each `null` of an answer, in its order.
pub fn pointers(answer: &impl Serialize) -> Result<Vec<String>, Fault> {
    let value =
        serde_json::to_value(answer).map_err(|error| Fault::internal(format!("write JSON: {error}")))?;
    let mut found = Vec::new();
    walk(&value, "", &mut found);
    Ok(found)
}

/// The names of members are identifiers: none has a character to escape.
fn walk(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Null => found.push(place.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{place}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, &format!("{place}/{name}"), found);
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_null_is_pointed_to_and_nothing_else() {
        let value = json!({ "a": null, "b": [{ "c": null }, 0, "", false, []], "d": {} });
        assert_eq!(pointers(&value).unwrap(), ["/a", "/b/0/c"]);
        assert_eq!(pointers(&json!({})).unwrap(), [""; 0]);
    }
}
