//! `/api/v1/suivi`: where a request stands, for who holds its reference and its code.

mod attempts;

use anyhow::Result;
use tests::{Guichet, action, requests};
use ureq::http::Method;

use crate::fixtures::check;

#[test]
fn the_right_code_opens_the_dossier() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let dossier = action::read_dossier(&client, &receipt)?;
    assert_eq!(dossier.reference, receipt.reference);
    assert_eq!(dossier.status, "depose");
    assert_eq!(dossier.intitule, requests::valid().projet.intitule);
    assert_eq!(dossier.territoire, receipt.territoire);
    assert_eq!(dossier.montant_demande, "15000.00");
    assert_eq!((dossier.montant_accorde, dossier.motif), (None, None));
    let [deadline] = dossier.deadlines.as_slice() else {
        panic!("one deadline runs: {:?}", dossier.deadlines)
    };
    assert_eq!(
        (deadline.kind.as_str(), deadline.silence.as_str()),
        ("decision", "rejet")
    );
    assert_ne!(deadline.doubts, []);
    let next = dossier.next_step.as_ref();
    assert_eq!(next.and_then(|next| next.by.as_ref()), Some(&deadline.day));
    assert_eq!(
        (&dossier.pending_correction, &dossier.versements),
        (&None, &Vec::new())
    );
    let [step] = dossier.history.as_slice() else {
        panic!("there is one step: {:?}", dossier.history)
    };
    assert_eq!((step.status.as_str(), &step.at), ("depose", &receipt.filed_at));
    Ok(())
}

#[test]
fn the_reference_and_the_code_are_read_as_people_copy_them() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let reference = receipt.reference.to_lowercase().replace('-', " ");
    let code = format!(" {} ", receipt.code.to_lowercase().replace('-', ""));
    assert_eq!(action::ask_status(&client, &reference, &code)?.status, 200);
    Ok(())
}

#[test]
fn a_wrong_code_and_an_unknown_reference_cannot_be_told_apart() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let other = Guichet::start()?;
    let unknown = action::file_dossier(&other.client())?;
    let wrong_code = action::ask_status(&client, &receipt.reference, &unknown.code)?;
    let no_dossier = action::ask_status(&client, &unknown.reference, &unknown.code)?;
    check::is_problem(&wrong_code, 404, "not-found")?;
    assert_eq!(wrong_code.body, no_dossier.body);
    // What differs between any two answers.
    let comparable = |mut answer: tests::Answer| {
        answer.headers.remove("date");
        answer.headers.remove("x-request-id");
        answer
    };
    assert_eq!(comparable(wrong_code), comparable(no_dossier));
    Ok(())
}

#[test]
fn what_has_not_the_shape_is_told_at_its_field() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let reference = [("/reference", "wrong_shape")];
    for text in ["", "TI26", "TI26-2222-2223", "' OR 1=1 --", &"T".repeat(5_000)] {
        check::refuses_fields(&action::ask_status(&client, text, &receipt.code)?, &reference)?;
    }
    let code = [("/code", "wrong_shape")];
    for text in ["", "ABCD", "0000-0000-0000", "ABCD-EFGH-JKMNP"] {
        check::refuses_fields(&action::ask_status(&client, &receipt.reference, text)?, &code)?;
    }
    let both = [("/reference", "wrong_shape"), ("/code", "wrong_shape")];
    check::refuses_fields(&action::ask_status(&client, "", "")?, &both)
}

#[test]
fn a_body_that_is_no_question_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let path = "/api/v1/suivi";
    check::is_problem(&client.post_bytes(path, &[], b"")?, 400, "malformed-json")?;
    check::refuses_fields(
        &client.post_bytes(path, &[], b"{}")?,
        &[("/reference", "missing")],
    )?;
    let body = br#"{"reference":"a","code":1}"#;
    check::refuses_fields(&client.post_bytes(path, &[], body)?, &[("/code", "wrong_type")])
}

#[test]
fn neither_the_reference_nor_the_code_goes_in_an_address() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = client.call(&Method::GET, "/api/v1/suivi?reference=a&code=b", &[], b"")?;
    check::refuses_method(&answer, "POST")
}
