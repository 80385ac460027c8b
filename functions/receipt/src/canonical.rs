//! One way to write a JSON value (RFC 8785), so that its digest can be computed again by anyone.

use serde::Serialize;

/// Why a value has no canonical JSON.
#[derive(Debug, thiserror::Error)]
#[error("write canonical JSON")]
pub struct CanonicalError(#[from] serde_json::Error);

/// The canonical JSON of a value: no spaces, members sorted, one form for each text and number.
///
/// # Errors
/// [`CanonicalError`] when the value is not JSON: a map whose keys are not texts, a number that is not one.
///
/// ```
/// let value = serde_json::json!({"b": 1.0, "a": "é\n"});
/// assert_eq!(receipt::canonical_json(&value).unwrap(), r#"{"a":"é\n","b":1}"#);
/// ```
pub fn canonical_json(value: &impl Serialize) -> Result<String, CanonicalError> {
    Ok(serde_json_canonicalizer::to_string(value)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// RFC 8785, 3.2.2 to 3.2.4: the sample object and its canonical form, byte for byte.
    #[test]
    fn the_sample_of_rfc_8785_has_its_canonical_form() {
        let sample = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = "{\"literals\":[null,true,false],\
            \"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
            \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        let value: Value = serde_json::from_str(sample).unwrap();
        assert_eq!(canonical_json(&value).unwrap(), expected);
    }

    /// RFC 8785, 3.2.3: members are sorted by their UTF-16 code units.
    #[test]
    fn members_are_sorted_by_utf_16() {
        let sample = r#"{
            "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
        }"#;
        let value: Value = serde_json::from_str(sample).unwrap();
        let written = canonical_json(&value).unwrap();
        let places: Vec<_> = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
            .iter()
            .map(|name| written.find(name).unwrap())
            .collect();
        assert!(places.is_sorted(), "{written}");
    }
}
