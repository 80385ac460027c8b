//! Bodies: of another shape or type, too large, with a value of any kind in any place, with a field twice.

use anyhow::Result;
use serde_json::{Value, json};
use tests::description::Operation;

use super::subject::{Subject, faults_of};

#[test]
fn a_body_that_is_no_request_is_refused_everywhere() -> Result<()> {
    let subject = Subject::start()?;
    for operation in subject.taking_a_body() {
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
    for operation in subject.taking_a_body() {
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
