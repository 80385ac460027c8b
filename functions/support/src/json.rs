//! JSON in: the body of a call as a struct of `shared::wire`, or the field that does not fit, by its pointer. It
//! checks shapes only; what the values mean is checked in `shared`.
//!
//! A call is read strictly, what was stored is not: a caller learns of a field that does not exist, while a record that a
//! newer release wrote with one more field is still read by an older one.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::de::SliceRead;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment, Track};
use shared::dossier::{RecordedMove, StoredEvent};
use shared::message::Message;
use shared::wire::FieldProblem;

use crate::{Call, Fault};

/// Reads the body of a call.
///
/// # Errors
/// A 415, a 400 when it is not JSON, a 422 that names the field when its shape is wrong.
pub fn read<T: DeserializeOwned + Serialize>(call: &Call) -> Result<T, Fault> {
    if !call.has_media_type("application/json") {
        return Err(Fault::not_json());
    }
    if call.body().is_empty() {
        return Err(Fault::no_body());
    }
    parse(call.body())
}

/// Checks the fields of a form as those of JSON are: each is one of these, once.
///
/// # Errors
/// A 422 that names each other one.
pub fn check_form(call: &Call, known: &[&str]) -> Result<(), Fault> {
    let mut met = Vec::new();
    let mut problems = Vec::new();
    for name in call.form_names() {
        let pointer = format!("/{}", escape(name));
        if !known.contains(&name) {
            problems.push(unknown_field(&pointer));
        } else if met.contains(&name) {
            problems.push(duplicate_field(&pointer, name));
        }
        met.push(name);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Fault::invalid_fields(problems))
    }
}

/// Reads what the store kept. The fault tells the place only: the text of the error may quote what a person typed.
///
/// # Errors
/// A 500: what was written must be readable.
pub fn read_stored<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    // From bytes, like the body of a call: reading from text as well would be the same code twice in a function.
    serde_json::from_slice(text.as_bytes()).map_err(|error| {
        Fault::internal(format!(
            "read a stored event: line {}, column {}",
            error.line(),
            error.column()
        ))
    })
}

/// Reads each event after the filing.
///
/// # Errors
/// As [`read_stored`].
pub fn read_moves<'a>(stored: impl Iterator<Item = StoredEvent<'a>>) -> Result<Vec<RecordedMove<'a>>, Fault> {
    stored
        .map(|event| {
            Ok(RecordedMove {
                status: event.status,
                at: event.at,
                body: read_stored(event.body)?,
            })
        })
        .collect()
}

/// Writes what the store is to keep.
///
/// # Errors
/// A 500, which no struct of `shared::wire` leads to.
pub fn write(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::internal(format!("write JSON: {error}")))
}

fn parse<T: DeserializeOwned + Serialize>(body: &[u8]) -> Result<T, Fault> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let mut unknown = Vec::new();
    let value = read_noting(&mut deserializer, &mut unknown)?;
    deserializer
        .end()
        .map_err(|error| Fault::malformed_json(error.line(), error.column()))?;
    if let Some(pointer) = list_for_object(body, &value) {
        return Err(Fault::invalid_field(shape_problem(&pointer, "a list")));
    }
    if unknown.is_empty() {
        Ok(value)
    } else {
        Err(Fault::invalid_fields(unknown))
    }
}

/// Reads a value, and notes each field that it has no place for, at every level.
fn read_noting<T: DeserializeOwned>(
    deserializer: &mut serde_json::Deserializer<SliceRead<'_>>,
    unknown: &mut Vec<FieldProblem>,
) -> Result<T, Fault> {
    let mut track = Track::new();
    let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
    let note = |place: serde_ignored::Path<'_>| unknown.push(unknown_field(&pointer_of(&place)));
    let read = serde_ignored::deserialize(tracked, note);
    read.map_err(|error| match error.classify() {
        Category::Data => Fault::invalid_field(shape_problem(&to_pointer(&track.path()), &error.to_string())),
        Category::Syntax | Category::Eof | Category::Io => {
            Fault::malformed_json(error.line(), error.column())
        }
    })
}

/// The place where a list stands for an object: serde reads a struct from its values in order too, but fields have
/// names here.
fn list_for_object<T: Serialize>(body: &[u8], read: &T) -> Option<String> {
    let given: Value = serde_json::from_slice(body).ok()?;
    find_list_for_object(&given, &serde_json::to_value(read).ok()?)
}

fn find_list_for_object(given: &Value, read: &Value) -> Option<String> {
    match (given, read) {
        (Value::Array(_), Value::Object(_)) => Some(String::new()),
        (Value::Array(given), Value::Array(read)) => {
            given
                .iter()
                .zip(read)
                .enumerate()
                .find_map(|(place, (given, read))| {
                    let below = find_list_for_object(given, read)?;
                    Some(format!("/{place}{below}"))
                })
        }
        (Value::Object(given), Value::Object(read)) => given.iter().find_map(|(key, given)| {
            let below = find_list_for_object(given, read.get(key)?)?;
            Some(format!("/{}{below}", escape(key)))
        }),
        _ => None,
    }
}

/// The JSON pointer (RFC 6901) of a place in the body.
fn to_pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escape(key)),
            Segment::Enum { variant } => format!("/{}", escape(variant)),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// The same of a place that was passed over.
fn pointer_of(place: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path as Place;
    match place {
        Place::Root => String::new(),
        Place::Seq { parent, index } => format!("{}/{index}", pointer_of(parent)),
        Place::Map { parent, key } => format!("{}/{}", pointer_of(parent), escape(key)),
        Place::Some { parent } | Place::NewtypeStruct { parent } | Place::NewtypeVariant { parent } => {
            pointer_of(parent)
        }
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Says what does not fit. serde words its errors in English only: the kind of fault is read from the start of the
/// sentence, which is stable across serde 1.
fn shape_problem(pointer: &str, error: &str) -> FieldProblem {
    let named = error.split('`').nth(1).unwrap_or_default();
    let child = || {
        if pointer.ends_with(&format!("/{named}")) {
            pointer.to_owned()
        } else {
            format!("{pointer}/{named}")
        }
    };
    if error.starts_with("unknown field") {
        unknown_field(&child())
    } else if error.starts_with("missing field") {
        let message = Message::built(
            format!("Le champ « {named} » manque. Ajoutez-le."),
            format!("The field “{named}” is missing. Add it."),
        );
        FieldProblem::new(child(), "missing", &message)
    } else if error.starts_with("duplicate field") {
        duplicate_field(&child(), named)
    } else {
        FieldProblem::new(pointer, "wrong_type", &wrong_type(error))
    }
}

/// Says which type is expected, where serde says it in words that are known here.
fn wrong_type(error: &str) -> Message {
    let expected = error.split("expected ").nth(1).unwrap_or_default();
    let begins_with = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
    if begins_with(&["a string"]) {
        Message::fixed(
            "Ce champ attend un texte entre guillemets, même pour un montant ou une date.",
            "This field expects a text between quotation marks, even for an amount or a date.",
        )
    } else if begins_with(&["a boolean"]) {
        Message::fixed(
            "Ce champ attend true ou false.",
            "This field expects true or false.",
        )
    } else if begins_with(&["a sequence"]) {
        Message::fixed(
            "Ce champ attend une liste entre crochets.",
            "This field expects a list between square brackets.",
        )
    } else if begins_with(&["struct", "a map", "internally tagged"]) || error == "a list" {
        Message::fixed(
            "Il faut ici un objet, entre accolades, avec ses champs par leur nom.",
            "An object is expected here, between braces, with its fields by their names.",
        )
    } else if begins_with(&["u8", "u16", "u32", "u64", "i64", "usize"]) {
        Message::fixed(
            "Ce champ attend un nombre entier, sans guillemets.",
            "This field expects a whole number, without quotation marks.",
        )
    } else {
        Message::fixed(
            "Ce champ n’a pas le type attendu. Consultez la documentation de l’API.",
            "This field does not have the expected type. See the documentation of the API.",
        )
    }
}

/// A field is there more than once.
fn duplicate_field(pointer: &str, named: &str) -> FieldProblem {
    let message = Message::built(
        format!("Le champ « {named} » est donné deux fois. N’en gardez qu’un."),
        format!("The field “{named}” is given twice. Keep one."),
    );
    FieldProblem::new(pointer, "duplicate_field", &message)
}

fn unknown_field(pointer: &str) -> FieldProblem {
    let key = pointer.rsplit('/').next().unwrap_or_default();
    let name = key.replace("~1", "/").replace("~0", "~");
    let message = Message::built(
        format!("Le champ « {name} » n’existe pas. Retirez-le ou corrigez son nom."),
        format!("The field “{name}” does not exist. Remove it or correct its name."),
    );
    FieldProblem::new(pointer, "unknown_field", &message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use shared::message::Lang;
    use shared::wire::{
        AideDeMinimisBody, CoutBody, FileDossierRequest, FiledEvent, FinancementBody, MoveDossierRequest,
        PieceBody, ReadDossierRequest,
    };

    fn problem_of<T: DeserializeOwned + Serialize>(body: &str) -> (u16, Vec<(String, String)>) {
        match parse::<T>(body.as_bytes()) {
            Ok(_) => (200, Vec::new()),
            Err(fault) => {
                let problem = fault.into_problem(Lang::Fr);
                (
                    problem.status,
                    problem.errors.into_iter().map(|e| (e.pointer, e.code)).collect(),
                )
            }
        }
    }

    fn one(pointer: &str, code: &str) -> (u16, Vec<(String, String)>) {
        (422, vec![(pointer.to_owned(), code.to_owned())])
    }

    #[test]
    fn each_wrong_shape_names_its_field() {
        let of = problem_of::<ReadDossierRequest>;
        assert_eq!(of(r#"{"reference":"a","code":"b"}"#), (200, vec![]));
        assert_eq!(
            of(r#"{"reference":1,"code":"b"}"#),
            one("/reference", "wrong_type")
        );
        assert_eq!(of(r#"{"reference":"a"}"#), one("/code", "missing"));
        assert_eq!(
            of(r#"{"reference":"a","code":"b","other":1}"#),
            one("/other", "unknown_field")
        );
        assert_eq!(of(r#"{"code":"b","code":"b"}"#), one("/code", "duplicate_field"));
        // serde reads a struct from a sequence too: an empty one has the wrong length, told at the root.
        assert_eq!(of("[]"), one("", "wrong_type"));
    }

    #[test]
    fn the_type_that_is_expected_is_told() {
        let told = |body: &str| {
            let problem = parse::<FileDossierRequest>(body.as_bytes())
                .unwrap_err()
                .into_problem(Lang::Fr);
            problem.errors[0].fr.clone()
        };
        for (body, expected) in [
            (
                r#"{"projet":{"montant_demande":12}}"#,
                "un texte entre guillemets",
            ),
            (r#"{"attestation_sur_l_honneur":"oui"}"#, "true ou false"),
            (r#"{"pieces":{}}"#, "une liste"),
            (r#"{"projet":"étude"}"#, "un objet"),
            ("[]", "un objet"),
            (r#""texte""#, "un objet"),
        ] {
            assert!(told(body).contains(expected), "{body}: {}", told(body));
        }
    }

    #[test]
    fn fields_have_names_and_not_places() {
        let of = problem_of::<ReadDossierRequest>;
        assert_eq!(of(r#"["a","b"]"#), one("", "wrong_type"));
        let mut request = serde_json::to_value(FileDossierRequest::default()).unwrap();
        request["projet"]["couts_previsionnels"] = serde_json::json!([["Mesures", "10"]]);
        let of = problem_of::<FileDossierRequest>;
        assert_eq!(
            of(&request.to_string()),
            one("/projet/couts_previsionnels/0", "wrong_type")
        );
    }

    #[test]
    fn nested_fields_have_their_whole_pointer() {
        let of = problem_of::<FileDossierRequest>;
        assert_eq!(
            of(r#"{"demandeur":{"siret":12}}"#),
            one("/demandeur/siret", "wrong_type")
        );
        assert_eq!(
            of(r#"{"projet":{"couts_previsionnels":[{"libelle":"a","montant":5}]}}"#),
            one("/projet/couts_previsionnels/0/montant", "wrong_type")
        );
    }

    #[test]
    fn an_unknown_field_is_refused_at_every_level_whatever_it_holds() {
        let mut request = FileDossierRequest::default();
        request.projet.couts_previsionnels.push(CoutBody::default());
        request.plan_de_financement.push(FinancementBody::default());
        request.pieces.push(PieceBody::default());
        request.aides_de_minimis = Some(vec![AideDeMinimisBody::default()]);
        let request = serde_json::to_value(request).unwrap();
        for parent in [
            "",
            "/demandeur",
            "/projet",
            "/projet/couts_previsionnels/0",
            "/plan_de_financement/0",
            "/pieces/0",
            "/aides_de_minimis/0",
        ] {
            for held in [json!("x"), json!(""), json!(null), json!([]), json!({"a": 1})] {
                let mut request = request.clone();
                request.pointer_mut(parent).unwrap()["r/i~b"] = held;
                assert_eq!(
                    problem_of::<FileDossierRequest>(&request.to_string()),
                    one(&format!("{parent}/r~1i~0b"), "unknown_field")
                );
            }
        }
        let moving = json!({"seen": 1, "correction": {"due": "", "items": [{"message": "", "qui": ""}]}});
        assert_eq!(
            problem_of::<MoveDossierRequest>(&moving.to_string()),
            one("/correction/items/0/qui", "unknown_field")
        );
    }

    #[test]
    fn every_unknown_field_is_named_at_once() {
        let mut request = serde_json::to_value(FileDossierRequest::default()).unwrap();
        request["admin"] = json!(true);
        request["projet"]["rib"] = json!("FR76");
        let (_, mut found) = problem_of::<FileDossierRequest>(&request.to_string());
        found.sort();
        let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/admin", "/projet/rib"]);
    }

    #[test]
    fn what_was_stored_is_read_with_fields_of_a_newer_release() {
        let mut event = json!({"rules_version": "9.0.0", "request": FileDossierRequest::default(), "new": 1});
        event["request"]["new"] = json!({});
        event["request"]["demandeur"]["new"] = json!([1]);
        assert!(read_stored::<FiledEvent>(&event.to_string()).is_ok());
    }

    #[test]
    fn what_is_not_json_is_told_by_its_place() {
        for body in [
            "",
            "{",
            "{\"code\" 1}",
            "\u{feff}{}",
            r#"{"reference":"a","code":"b"} {}"#,
        ] {
            assert_eq!(problem_of::<ReadDossierRequest>(body), (400, vec![]), "{body}");
        }
        assert!(parse::<ReadDossierRequest>(b"{\"code\":\"\xff\"}").is_err());
    }
}
