//! Numbers and codes, as people type them.

use serde::Deserialize;
use shared::ids::{
    CodeDepartement, CodeInsee, CodeNaf, CodePostal, Iban, NumeroTva, PhoneNumber, Reference, Siren, Siret,
};
use shared::message::Lang;

use crate::case::{Answer, Asked, ask, ask_typed};

pub fn ask_all() -> Vec<Asked> {
    [
        ask_typed("siret", include_str!("../../cases/siret.toml"), siret),
        ask_typed("siren", include_str!("../../cases/siren.toml"), siren),
        ask_typed("tva", include_str!("../../cases/tva.toml"), tva),
        ask_typed("iban", include_str!("../../cases/iban.toml"), iban),
        ask_typed("phone", include_str!("../../cases/phone.toml"), phone),
        ask_typed("insee", include_str!("../../cases/insee.toml"), insee),
        ask_typed("commune", include_str!("../../cases/commune.toml"), commune),
        ask_typed("postcode", include_str!("../../cases/postcode.toml"), postcode),
        ask_typed(
            "departement",
            include_str!("../../cases/departement.toml"),
            departement,
        ),
        ask_typed("naf", include_str!("../../cases/naf.toml"), naf),
        ask_typed("reference", include_str!("../../cases/reference.toml"), reference),
        ask("spoken", include_str!("../../cases/spoken.toml"), spoken),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn siret(typed: &str) -> Answer {
    Answer::of(Siret::parse(typed), |error| error.message())
}

fn siren(typed: &str) -> Answer {
    let read = Siren::parse(typed);
    let grouped = read.as_ref().map(Siren::grouped).ok();
    with_shown(Answer::of(read, |error| error.message()), grouped)
}

fn tva(typed: &str) -> Answer {
    Answer::of(NumeroTva::parse(typed), |error| error.message())
}

fn iban(typed: &str) -> Answer {
    let read = Iban::parse(typed);
    let grouped = read.as_ref().map(Iban::reveal).ok();
    let read = read.as_ref().map(Iban::as_str);
    with_shown(Answer::of(read, |error| error.message()), grouped)
}

fn phone(typed: &str) -> Answer {
    let read = PhoneNumber::parse(typed);
    let grouped = read.as_ref().map(PhoneNumber::reveal).ok();
    let read = read.as_ref().map(PhoneNumber::as_str);
    with_shown(Answer::of(read, |error| error.message()), grouped)
}

fn insee(typed: &str) -> Answer {
    Answer::of(CodeInsee::parse(typed), |error| error.message())
}

/// `69123 in 69`.
fn commune(typed: &str) -> Answer {
    let told = |code: CodeInsee| {
        let departement = code.departement();
        let departement = departement.as_ref().map_or("none", CodeDepartement::as_str);
        format!("{} in {departement}", code.commune())
    };
    Answer::of(CodeInsee::parse(typed).map(told), |error| error.message())
}

fn postcode(typed: &str) -> Answer {
    Answer::of(CodePostal::parse(typed), |error| error.message())
}

fn departement(typed: &str) -> Answer {
    Answer::of(CodeDepartement::parse(typed), |error| error.message())
}

fn naf(typed: &str) -> Answer {
    let code = CodeNaf::parse(typed).map(|code| format!("{code} section {}", code.section().as_str()));
    Answer::of(code, |error| error.message())
}

fn reference(typed: &str) -> Answer {
    Answer::of(Reference::parse(typed), |error| error.message())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spoken {
    reference: String,
    lang: SpokenLang,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SpokenLang {
    Fr,
    En,
}

fn spoken(given: &Spoken) -> Answer {
    let lang = match given.lang {
        SpokenLang::Fr => Lang::Fr,
        SpokenLang::En => Lang::En,
    };
    let said = Reference::parse(&given.reference).map(|reference| reference.spoken(lang));
    Answer::of(said, |error| error.message())
}

/// The same with the form in which people see it.
fn with_shown(mut answer: Answer, shown: Option<String>) -> Answer {
    answer.details.extend(shown);
    answer
}
