//! What the State's register answers: whatever it is, what is kept of it fits a request, and is read back alike from where
//! it is kept. Only the reading is asked: neither the network nor the breaker.

use shared::ids::{CodeInsee, CodeNaf, Siret};

use crate::Outcome;
use crate::reading::{Answer, Entreprise, Reading, Trouble, read};

/// The first two bytes are the status, the next line `Retry-After`, the rest the body; bytes that begin with `{` are the
/// body of a 200.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    let answer = answer_of(bytes);
    let siret = Siret::parse("73282932000074");
    assert!(siret.is_ok(), "the SIRET of the register's example is refused");
    let outcomes = siret
        .iter()
        .flat_map(|siret| MOMENTS.map(|now| read(&answer, siret, now)));
    let accepted = outcomes.map(|outcome| match outcome {
        Ok(reading) => {
            assert_eq!(answer.status, 200, "a failure is read");
            check_reading(&reading);
            true
        }
        Err(trouble) => {
            check_trouble(trouble, answer.status);
            false
        }
    });
    Outcome::of(accepted)
}

/// Before and after the register changes its codes of activity; and as far as a clock may be wrong.
const MOMENTS: [i64; 4] = [1_795_392_000_000, 1_830_000_000_000, i64::MIN, i64::MAX];

fn answer_of(bytes: &[u8]) -> Answer {
    if bytes.starts_with(b"{") {
        return Answer {
            status: 200,
            retry_after: None,
            body: bytes.to_vec(),
        };
    }
    let (status, rest) = bytes.split_first_chunk().unwrap_or((&[0, 200], bytes));
    let mut parts = rest.splitn(2, |byte| *byte == b'\n');
    let retry_after = parts.next().and_then(|line| std::str::from_utf8(line).ok());
    Answer {
        status: u16::from_be_bytes(*status),
        retry_after: retry_after.map(str::to_owned),
        body: parts.next().unwrap_or_default().to_vec(),
    }
}

fn check_reading(reading: &Reading) {
    let kept = serde_json::to_string(reading).unwrap_or_default();
    let again = serde_json::from_str::<Reading>(&kept).ok();
    assert_eq!(again.as_ref(), Some(reading), "it is read back otherwise");
    if let Reading::Shown(entreprise) = reading {
        check_entreprise(entreprise);
    }
}

fn check_entreprise(entreprise: &Entreprise) {
    let is_shown = |text: &Option<String>, max: usize| {
        text.as_ref().is_none_or(|text| {
            let is_line = !text.trim().is_empty() && !text.chars().any(char::is_control);
            is_line
                && text.chars().count() <= max
                && !text.contains("[ND]")
                && !text.contains("[NON-DIFFUSIBLE]")
        })
    };
    assert!(
        is_shown(&entreprise.denomination, 200),
        "the name cannot be filed: {entreprise:?}"
    );
    assert!(
        is_shown(&entreprise.adresse, 300),
        "the address cannot be filed: {entreprise:?}"
    );
    let reads = |text: &Option<String>, parse: fn(&str) -> bool| text.as_ref().is_none_or(|text| parse(text));
    assert!(
        reads(&entreprise.code_naf, |text| CodeNaf::parse(text).is_ok()),
        "{entreprise:?}"
    );
    assert!(
        reads(&entreprise.commune, |text| CodeInsee::parse(text).is_ok()),
        "{entreprise:?}"
    );
    let years = [entreprise.category_year, entreprise.staff_year];
    assert!(
        years
            .into_iter()
            .flatten()
            .all(|year| (1973..=2100).contains(&year)),
        "{entreprise:?}"
    );
    assert!(
        entreprise
            .staff
            .is_none_or(|staff| staff.max.is_none_or(|max| staff.min <= max)),
        "{entreprise:?}"
    );
}

fn check_trouble(trouble: Trouble, status: u16) {
    let is_right = match trouble {
        Trouble::Throttled { .. } => status == 429,
        Trouble::Refused(told) => told == status && (400..500).contains(&status),
        Trouble::Failing(told) => told == status && (500..600).contains(&status),
        Trouble::Elsewhere(told) => told == status && !(400..600).contains(&status) && status != 200,
        Trouble::Unreadable => status == 200,
        Trouble::TooLarge | Trouble::Cut | Trouble::TooSlow | Trouble::NotReached(_) => false,
    };
    assert!(is_right, "{trouble:?} is told of a {status}");
}
