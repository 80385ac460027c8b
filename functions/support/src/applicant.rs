//! How an applicant shows that a dossier is theirs: its reference and its code, in the body of a POST, so that the code is
//! in no address and no log. It opens nothing.

use shared::ids::{AccessCode, Reference};
use shared::message::Message;
use shared::wire::{FieldProblem, ReadDossierRequest};

use crate::{Call, Fault, json};

/// Reads the reference and the code of a JSON body.
///
/// # Errors
/// As [`json::read`], and a 422 that names each of the two that has not its shape.
pub fn read(call: &Call) -> Result<(Reference, AccessCode), Fault> {
    let request: ReadDossierRequest = json::read(call)?;
    parse(&request.reference, &request.code)
}

/// Reads them of a JSON body or of a form, which a page can send without a script.
///
/// # Errors
/// As [`read`].
pub fn read_form_or_json(call: &Call) -> Result<(Reference, AccessCode), Fault> {
    if !call.has_media_type("application/x-www-form-urlencoded") {
        return read(call);
    }
    json::check_form(call, &["reference", "code"])?;
    let field = |name| call.form(name).unwrap_or_default();
    parse(&field("reference"), &field("code"))
}

/// What is answered alike for a reference that is not known and for a code that is another's.
pub fn no_such_dossier() -> Fault {
    Fault::not_found(Message::fixed(
        "Aucune demande ne correspond à cette référence et à ce code. Vérifiez les deux sur votre récépissé.",
        "No request matches this reference and this code. Check both on your receipt.",
    ))
}

/// Reads the two texts of a request that holds more.
///
/// # Errors
/// A 422 that names each of the two that has not its shape.
pub fn parse(reference: &str, code: &str) -> Result<(Reference, AccessCode), Fault> {
    let reference = Reference::parse(reference)
        .map_err(|error| FieldProblem::new("/reference", "wrong_shape", &error.message()));
    let code =
        AccessCode::parse(code).map_err(|error| FieldProblem::new("/code", "wrong_shape", &error.message()));
    match (reference, code) {
        (Ok(reference), Ok(code)) => Ok((reference, code)),
        (reference, code) => Err(Fault::invalid_fields(
            reference.err().into_iter().chain(code.err()).collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use http::Request;

    fn call(media_type: &str, body: &'static str) -> Call {
        let request = Request::post("/api/v1/suivi/receipt").header("content-type", media_type);
        Call::from_parts(request.body(Bytes::from_static(body.as_bytes())).unwrap())
    }

    #[test]
    fn a_form_is_read_like_json() {
        let form = call(
            "application/x-www-form-urlencoded; charset=UTF-8",
            "code=AA4F-DQCY-6V6K&reference=TI26+6G6B%2D34FB",
        );
        let json = call(
            "application/json",
            r#"{"reference":"TI26-6G6B-34FB","code":"AA4F-DQCY-6V6K"}"#,
        );
        let of = |call: &Call| {
            read_form_or_json(call)
                .map(|(reference, code)| (reference, code.reveal()))
                .ok()
        };
        assert!(of(&form).is_some());
        assert_eq!(of(&form), of(&json));
        assert!(read(&form).is_err());
        assert!(read(&json).is_ok());
    }

    #[test]
    fn a_field_of_a_form_is_one_of_those_known_and_is_there_once() {
        let whole = "reference=TI26-6G6B-34FB&code=AA4F-DQCY-6V6K";
        for (more, code) in [
            ("&a=b", "unknown_field"),
            ("&%63ode=AA4F-DQCY-6V6K", "unknown_field"),
            ("&=", "unknown_field"),
            ("&code=", "duplicate_field"),
        ] {
            let body = format!("{whole}{more}");
            let fault =
                read_form_or_json(&call("application/x-www-form-urlencoded", body.leak())).unwrap_err();
            let problem = fault.into_problem(shared::message::Lang::Fr);
            assert_eq!((problem.status, problem.errors.len()), (422, 1), "{more}");
            assert_eq!(problem.errors[0].code, code, "{more}");
        }
    }

    #[test]
    fn both_are_told_when_both_are_wrong() {
        for body in ["", "reference=&code=", "&"] {
            let fault = read_form_or_json(&call("application/x-www-form-urlencoded", body)).unwrap_err();
            let problem = fault.into_problem(shared::message::Lang::Fr);
            assert_eq!((problem.status, problem.errors.len()), (422, 2), "{body}");
        }
    }
}
