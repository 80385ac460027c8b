//! A request that holds becomes a dossier.

use anyhow::Result;
use shared::dossier::RULES_VERSION;
use shared::ids::{AccessCode, Reference};
use shared::wire::FileDossierResponse;
use tests::{Guichet, action, agents, requests};
use ureq::http::Method;

use crate::fixtures::check;

#[test]
fn a_request_that_holds_gets_a_receipt() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = action::send_request(&client, &requests::fresh_key(), &requests::valid())?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let receipt: FileDossierResponse = answer.read()?;
    let reference = Reference::parse(&receipt.reference)?;
    assert_eq!(reference.to_string(), receipt.reference);
    assert_eq!(AccessCode::parse(&receipt.code)?.reveal(), receipt.code);
    assert_eq!(receipt.territoire.phase, "2023-2027");
    assert_eq!(receipt.rules_version, RULES_VERSION);
    assert!(receipt.filed_at.ends_with('Z'), "{}", receipt.filed_at);
    Ok(())
}

#[test]
fn a_filed_dossier_is_in_the_inbox_of_its_region() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let inbox = action::read_inbox(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?;
    let [dossier] = inbox.as_slice() else {
        panic!("one dossier was filed: {inbox:?}")
    };
    assert_eq!(dossier.reference, receipt.reference);
    assert_eq!(dossier.status, "depose");
    assert_eq!(dossier.version, 1);
    let territoire = format!("{}/{}", receipt.territoire.phase, receipt.territoire.id);
    assert_eq!(dossier.territoire, territoire);
    assert_eq!(dossier.filed_at, receipt.filed_at);
    Ok(())
}

#[test]
fn amounts_are_read_as_people_write_them() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let request = requests::valid_but(|request| {
        request.projet.couts_previsionnels = vec![requests::cout("Étude", "12\u{202f}500,50 €")];
        request.projet.montant_demande = "6 250,25".to_owned();
        request.demandeur.siret = "732 829 320 00074".to_owned();
    });
    let answer = action::send_request(&client, &requests::fresh_key(), &request)?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let dossier = action::read_dossier(&client, &answer.read()?)?;
    assert_eq!(dossier.montant_demande, "6250.25");
    Ok(())
}

#[test]
fn thirty_lines_and_texts_at_their_limits_are_accepted() -> Result<()> {
    let guichet = Guichet::start()?;
    let request = requests::valid_but(|request| {
        request.projet.couts_previsionnels = (0..30)
            .map(|_| requests::cout(&"é".repeat(200), "9999999999.99"))
            .collect();
        request.projet.description = "\u{1f3ed}".repeat(4_000);
        request.projet.intitule = "x".repeat(200);
        request.demandeur.adresse = "x".repeat(300);
    });
    let answer = action::send_request(&guichet.client(), &requests::fresh_key(), &request)?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    Ok(())
}

#[test]
fn what_was_typed_comes_back_as_it_was() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let intitule = "L’étude <script>alert(1)</script> '; DROP TABLE event; -- \u{202e}日本";
    let request = requests::valid_but(|request| intitule.clone_into(&mut request.projet.intitule));
    let answer = action::send_request(&client, &requests::fresh_key(), &request)?;
    assert_eq!(action::read_dossier(&client, &answer.read()?)?.intitule, intitule);
    Ok(())
}

#[test]
fn only_filing_is_allowed() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        check::refuses_method(&client.call(&method, action::DOSSIERS, &[], b"")?, "POST")?;
    }
    Ok(())
}
