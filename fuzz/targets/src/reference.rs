//! Numbers, codes, amounts and days as people type them: what is accepted is written and read back alike, what is refused
//! is told. It does not say that what a number names exists.

use std::fmt::Debug;

use shared::calendar::{read_day, read_utc};
use shared::ids::{
    AccessCode, CodeDepartement, CodeInsee, CodeNaf, CodePostal, CodeRegion, ContratId, Iban, IdempotencyKey,
    NumeroTva, PhoneNumber, Reference, Siren, Siret, TerritoireId,
};
use shared::message::{Lang, Message};
use shared::money::{Euros, EurosError};

use crate::Outcome;
use crate::told::check_message;

/// Reads the bytes as each of them, and draws a number and a code of them.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    check_drawn(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Outcome::of([
            check_ids(text),
            check_places(text),
            check_amount(text),
            check_days(text),
        ]),
        Err(_) => Outcome::Refused,
    }
}

/// What is accepted is written in its own form, which is read back alike and is the same again.
fn read_back<T: PartialEq + Debug, E>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, E>,
    write: impl Fn(&T) -> String,
    message: impl Fn(&E) -> Option<Message>,
) -> bool {
    match parse(text) {
        Ok(value) => {
            let written = write(&value);
            let again = parse(&written).ok();
            assert_eq!(again.as_ref(), Some(&value), "{written:?} is read back otherwise");
            assert_eq!(again.as_ref().map(&write), Some(written), "it has two forms");
            true
        }
        Err(error) => {
            message(&error).iter().for_each(check_message);
            false
        }
    }
}

fn check_ids(text: &str) -> bool {
    let reference = read_back(text, Reference::parse, Reference::to_string, |error| {
        Some(error.message())
    });
    if let Ok(reference) = Reference::parse(text) {
        for lang in [Lang::Fr, Lang::En] {
            // Each of the twelve characters has a word.
            assert_eq!(
                reference
                    .spoken(lang)
                    .split([' ', ','])
                    .filter(|word| !word.is_empty())
                    .count(),
                12
            );
        }
    }
    let establishment = read_back(text, Siret::parse, Siret::to_string, |error| {
        Some(error.message())
    });
    if let Ok(siret) = Siret::parse(text) {
        assert_eq!(
            Siren::parse(siret.siren().as_str()),
            Ok(siret.siren()),
            "a SIRET without a SIREN"
        );
        assert_eq!(
            Siret::parse(&siret.grouped()),
            Ok(siret),
            "its groups are read otherwise"
        );
    }
    let company = read_back(text, Siren::parse, Siren::to_string, |error| {
        Some(error.message())
    });
    if let Ok(siren) = Siren::parse(text) {
        let number = NumeroTva::of(siren);
        assert_eq!(
            NumeroTva::parse(&number.to_string()),
            Ok(number),
            "its VAT number is refused"
        );
    }
    let key = |error: &shared::ids::IdempotencyKeyError| Some(error.message());
    let key = read_back(text, IdempotencyKey::parse, |key| key.as_str().to_owned(), key);
    assert!(
        !key || IdempotencyKey::parse(text).is_ok_and(|key| key.as_str() == text),
        "a key is changed"
    );
    let [code, vat, iban, phone] = [
        read_back(text, AccessCode::parse, AccessCode::reveal, |error| {
            Some(error.message())
        }),
        read_back(text, NumeroTva::parse, NumeroTva::to_string, |error| {
            Some(error.message())
        }),
        read_back(text, Iban::parse, Iban::reveal, |error| Some(error.message())),
        read_back(text, PhoneNumber::parse, PhoneNumber::reveal, |error| {
            Some(error.message())
        }),
    ];
    [reference, establishment, company, key, code, vat, iban, phone].contains(&true)
}

fn check_places(text: &str) -> bool {
    let naf = read_back(text, CodeNaf::parse, CodeNaf::to_string, |error| {
        Some(error.message())
    });
    let [insee, postal, departement, region, contrat, territoire] = [
        read_back(text, CodeInsee::parse, CodeInsee::to_string, |error| {
            Some(error.message())
        }),
        read_back(text, CodePostal::parse, CodePostal::to_string, |error| {
            Some(error.message())
        }),
        read_back(
            text,
            CodeDepartement::parse,
            CodeDepartement::to_string,
            |error| Some(error.message()),
        ),
        read_back(
            text,
            |text| CodeRegion::parse(text).ok_or(()),
            |code| code.as_str().to_owned(),
            |()| None,
        ),
        read_back(
            text,
            ContratId::parse,
            |id| id.as_str().to_owned(),
            |error| Some(error.message()),
        ),
        read_back(
            text,
            |text| TerritoireId::parse(text).ok_or(()),
            TerritoireId::to_string,
            |()| None,
        ),
    ];
    if let Ok(code) = CodeInsee::parse(text) {
        assert_eq!(
            code.commune().commune(),
            code.commune(),
            "the commune of a commune is itself"
        );
        let _whether_it_has_one = code.departement();
    }
    if let Ok(code) = CodeNaf::parse(text) {
        let _one_of_its_letters = code.section().as_str();
    }
    [naf, insee, postal, departement, region, contrat, territoire].contains(&true)
}

/// An amount that is written with a point is the one that a count of cents gives; one that is typed has that form too.
fn check_amount(text: &str) -> bool {
    let message = |error: &EurosError| Some(error.message());
    let plain = read_back(text, Euros::parse, Euros::to_string, message);
    let typed = Euros::parse_typed(text);
    let exact = Euros::parse(text);
    assert_eq!(exact.ok(), read_cents(text), "{text:?} is not that amount");
    match typed {
        Ok(amount) => {
            assert!(amount <= Euros::MAX, "{amount} is above the limit");
            assert_eq!(
                Euros::parse(&amount.to_string()),
                Ok(amount),
                "it is read back otherwise"
            );
            assert_eq!(amount.floor_to_cent(), amount, "it has parts of a cent");
            // As it is shown in French, which is how amounts are typed.
            let shown = shared::format::euros_fr(amount);
            assert_eq!(
                Euros::parse_typed(&shown),
                Ok(amount),
                "{shown:?} is read otherwise"
            );
        }
        Err(error) => check_message(&error.message()),
    }
    assert!(
        exact.is_err() || typed == exact,
        "{text:?} is typed otherwise than it is written"
    );
    plain || typed.is_ok()
}

/// The same amount by counting cents, when it has the form of one.
fn read_cents(text: &str) -> Option<Euros> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || 2 < decimals.len() {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let cents: u64 = format!(
        "{:0>1}{decimals:0<2}",
        if 10 < whole.len() { return None } else { whole }
    )
    .parse()
    .ok()?;
    let (euros, cents) = (
        u32::try_from(cents / 100 % 10_000).ok()?,
        u32::try_from(cents % 100).ok()?,
    );
    // Ten thousands at a time: the amounts made of a constant are of 32 bits.
    let thousands: u32 = format!("{:0>1}", &whole[..whole.len().saturating_sub(4)])
        .parse()
        .ok()?;
    let amount = std::iter::repeat_n(Euros::whole(thousands), 10_000).sum::<Euros>();
    Some(amount + Euros::whole(euros) + Euros::from_cents(cents))
}

fn check_days(text: &str) -> bool {
    let day = read_back(
        text,
        |text| read_day(text).ok_or(()),
        |day| day.format("%Y-%m-%d").to_string(),
        |()| None,
    );
    assert!(!day || text.len() == "2026-11-23".len(), "{text:?} is no day");
    let moment = |at: &chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    day || read_back(text, |text| read_utc(text).ok_or(()), moment, |()| None)
}

/// Whatever is drawn makes a reference and a code that people can copy.
fn check_drawn(bytes: &[u8]) {
    if let Some((year, rest)) = bytes.split_first_chunk::<4>()
        && let Some(random) = rest.first_chunk::<7>()
    {
        let reference = Reference::from_random(i32::from_le_bytes(*year), *random);
        assert_eq!(
            Reference::parse(&reference.to_string()),
            Ok(reference),
            "it is read back otherwise"
        );
    }
    if let Some(secret) = bytes.first_chunk::<12>() {
        let code = AccessCode::from_secret(*secret);
        assert!(
            AccessCode::parse(&code.reveal()).is_ok_and(|read| read == code),
            "it is read back otherwise"
        );
        let printed = format!("{code:?}");
        assert!(!printed.contains(&code.reveal()), "the code is printed");
    }
}
