//! Requests whose values do not hold: every fault is told at once, at its field, in French and in English.

use anyhow::{Context as _, Result};
use shared::wire::{FileDossierRequest, FinancementBody, Problem, SearchCommunesResponse};
use tests::{Answer, Client, Guichet, action, requests};

use crate::fixtures::check;

fn send_but(client: &Client, change: impl FnOnce(&mut FileDossierRequest)) -> Result<Answer> {
    action::send_request(client, &requests::fresh_key(), &requests::valid_but(change))
}

/// Sends a request for each wrong value, which must be refused with the code beside it.
fn each_is_refused(
    pointer: &str,
    cases: &[(&str, &str)],
    set: impl Fn(&mut FileDossierRequest, String),
) -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    for (value, code) in cases {
        let answer = send_but(&client, |request| set(request, (*value).to_owned()))?;
        check::refuses_fields(&answer, &[(pointer, code)]).with_context(|| format!("with {value}"))?;
    }
    Ok(())
}

/// A commune that the official geography knows, outside every territory.
fn commune_outside(client: &Client) -> Result<String> {
    let found: SearchCommunesResponse = client.get("/api/v1/communes?q=paris&limit=50")?.read()?;
    let outside = found
        .communes
        .into_iter()
        .find(|commune| commune.territoire.is_none());
    Ok(outside.context("a commune outside every territory")?.code_insee)
}

#[test]
fn a_siret_that_is_not_one_is_refused_for_what_it_is() -> Result<()> {
    each_is_refused(
        "/demandeur/siret",
        &[
            ("", "missing"),
            ("732829320", "siret_is_siren"),
            ("7328293200007", "siret_wrong_length"),
            ("732829320000744", "siret_wrong_length"),
            ("73282932000075", "siret_wrong_check"),
            ("7328293200007A", "siret_not_digits"),
            ("FR73282932000074", "siret_not_digits"),
        ],
        |request, siret| request.demandeur.siret = siret,
    )
}

#[test]
fn a_date_that_is_not_of_the_calendar_is_refused() -> Result<()> {
    each_is_refused(
        "/projet/date_debut",
        &[
            ("", "missing"),
            ("2027-02-30", "not_a_date"),
            ("2027-13-01", "not_a_date"),
            ("2027-1-4", "not_a_date"),
            ("04/01/2027", "not_a_date"),
            ("demain", "not_a_date"),
            ("2027-01-04T00:00:00Z", "not_a_date"),
        ],
        |request, date| request.projet.date_debut = date,
    )
}

#[test]
fn an_end_before_the_start_is_refused() -> Result<()> {
    each_is_refused(
        "/projet/date_fin",
        &[
            ("2027-01-03", "ends_before_start"),
            ("1999-12-31", "ends_before_start"),
        ],
        |request, date| request.projet.date_fin = date,
    )
}

#[test]
fn a_cost_that_is_not_an_amount_is_refused() -> Result<()> {
    each_is_refused(
        "/projet/couts_previsionnels/1/montant",
        &[
            ("", "missing"),
            ("0", "zero"),
            ("0,00", "zero"),
            ("-1", "amount_negative"),
            ("10.005", "amount_too_many_decimals"),
            ("1e3", "amount_not_a_number"),
            ("NaN", "amount_not_a_number"),
            ("mille", "amount_not_a_number"),
            ("10000000000", "amount_too_large"),
            ("99999999999999999999999999999999999999999", "amount_too_large"),
        ],
        |request, montant| request.projet.couts_previsionnels[1].montant = montant,
    )
}

#[test]
fn an_amount_asked_for_that_cannot_be_is_refused() -> Result<()> {
    each_is_refused(
        "/projet/montant_demande",
        &[
            ("", "missing"),
            ("0", "zero"),
            ("-15000", "amount_negative"),
            ("15000.123", "amount_too_many_decimals"),
            ("30000.51", "above_total"),
        ],
        |request, montant| request.projet.montant_demande = montant,
    )
}

#[test]
fn a_budget_without_lines_or_with_too_many_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let pointer = "/projet/couts_previsionnels";
    let none = send_but(&client, |request| request.projet.couts_previsionnels.clear())?;
    check::refuses_fields(&none, &[(pointer, "no_cost")])?;
    let many = send_but(&client, |request| {
        request.projet.couts_previsionnels = vec![requests::cout("Étude", "1000"); 31];
    })?;
    check::refuses_fields(&many, &[(pointer, "too_many_lines")])
}

#[test]
fn a_commune_that_cannot_be_is_refused() -> Result<()> {
    each_is_refused(
        "/projet/commune",
        &[
            ("", "not_a_commune"),
            ("Dole", "not_a_commune"),
            ("39100-", "not_a_commune"),
            ("99999", "unknown_commune"),
            ("39999", "unknown_commune"),
        ],
        |request, commune| request.projet.commune = commune,
    )
}

#[test]
fn a_commune_outside_every_territory_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let outside = commune_outside(&client)?;
    let answer = send_but(&client, |request| request.projet.commune = outside)?;
    check::refuses_fields(&answer, &[("/projet/commune", "outside_territoire")])
}

#[test]
fn what_may_be_left_out_is_checked_when_it_is_given() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let answer = send_but(&client, |request| {
        request.projet.date_engagement = "hier".to_owned();
        request.demandeur.telephone = "au bureau".to_owned();
        request.demandeur.code_naf = "25".to_owned();
        request.plan_de_financement = vec![FinancementBody {
            financeur: "Région".to_owned(),
            montant: "1".to_owned(),
            etat: "acquis".to_owned(),
        }];
    })?;
    check::refuses_fields(
        &answer,
        &[
            ("/demandeur/telephone", "telephone_not_digits"),
            ("/demandeur/code_naf", "naf_wrong_shape"),
            ("/projet/date_engagement", "not_a_date"),
            ("/plan_de_financement", "plan_not_total"),
            ("/plan_de_financement", "plan_below_asked"),
        ],
    )
}

#[test]
fn a_choice_that_is_not_offered_is_refused() -> Result<()> {
    let cases = [
        ("", "missing"),
        ("Petite", "not_a_choice"),
        ("enorme", "not_a_choice"),
    ];
    each_is_refused("/demandeur/taille", &cases, |request, taille| {
        request.demandeur.taille = taille;
    })?;
    each_is_refused("/projet/regime_tva", &cases, |request, regime| {
        request.projet.regime_tva = regime;
    })
}

#[test]
fn an_address_that_cannot_be_written_to_is_refused() -> Result<()> {
    each_is_refused(
        "/demandeur/courriel",
        &[
            ("  ", "missing"),
            ("camille", "not_a_courriel"),
            ("camille@", "not_a_courriel"),
            ("@exemple.fr", "not_a_courriel"),
            ("camille@exemple", "not_a_courriel"),
            ("a@b@exemple.fr", "not_a_courriel"),
            ("camille martin@exemple.fr", "not_a_courriel"),
            ("camille@exemple.fr\nBcc: tous@exemple.fr", "not_a_courriel"),
        ],
        |request, courriel| request.demandeur.courriel = courriel,
    )
}

#[test]
fn a_text_beyond_its_limit_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let too_long = |pointer| [(pointer, "too_long")];
    let answer = send_but(&client, |request| request.projet.intitule = "é".repeat(201))?;
    check::refuses_fields(&answer, &too_long("/projet/intitule"))?;
    let answer = send_but(&client, |request| request.projet.description = "é".repeat(4_001))?;
    check::refuses_fields(&answer, &too_long("/projet/description"))?;
    let answer = send_but(&client, |request| request.demandeur.adresse = "é".repeat(301))?;
    check::refuses_fields(&answer, &too_long("/demandeur/adresse"))?;
    let answer = send_but(&client, |request| request.source = "é".repeat(101))?;
    check::refuses_fields(&answer, &too_long("/source"))
}

#[test]
fn a_request_that_is_not_sworn_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let answer = send_but(&guichet.client(), |request| {
        request.attestation_sur_l_honneur = false;
    })?;
    check::refuses_fields(&answer, &[("/attestation_sur_l_honneur", "not_sworn")])
}

#[test]
fn every_fault_is_told_at_once() -> Result<()> {
    let guichet = Guichet::start()?;
    let answer = action::send_request(
        &guichet.client(),
        &requests::fresh_key(),
        &FileDossierRequest::default(),
    )?;
    let problem = check::is_problem(&answer, 422, "invalid-fields")?;
    let pointers: Vec<_> = problem
        .errors
        .iter()
        .map(|error| error.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        [
            "/demandeur/denomination",
            "/demandeur/siret",
            "/demandeur/adresse",
            "/demandeur/taille",
            "/demandeur/representant_legal",
            "/demandeur/courriel",
            "/projet/intitule",
            "/projet/description",
            "/projet/commune",
            "/projet/date_debut",
            "/projet/date_fin",
            "/projet/regime_tva",
            "/projet/couts_previsionnels",
            "/projet/montant_demande",
            "/attestation_sur_l_honneur",
        ]
    );
    Ok(())
}

#[test]
fn the_answer_is_in_the_language_asked_for() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    for (asked, given) in [
        ("en-GB,en;q=0.9", "en"),
        ("en", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.5", "fr"),
        ("de", "fr"),
        ("", "fr"),
    ] {
        let headers = [("idempotency-key", key.as_str()), ("accept-language", asked)];
        let answer = client.post(action::DOSSIERS, &headers, &FileDossierRequest::default())?;
        assert_eq!(answer.header("content-language"), given, "{asked}");
        let problem: Problem = answer.read()?;
        let expected = if given == "en" {
            &problem.detail_en
        } else {
            &problem.detail_fr
        };
        assert_eq!(&problem.detail, expected, "{asked}");
    }
    Ok(())
}
