//! The consistency rules of a contract, one function each, on the values it needs. They find nothing themselves: `read`
//! walks the file and asks them.
//!
//! No text sets these rules but arithmetic and the calendar, and three sentences: a territory has one binôme (see
//! [`Gouvernance`](super::Gouvernance)), axes go with phases (see [`Phase`](super::Phase)), and "les signataires" are
//! those of the three sides (see [`Signataire`](super::Signataire)).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::ids::TerritoireId;
use crate::money::Euros;

use super::error::ContratError;
use super::model::Mark;
use crate::programme::{Axe, Phase};

/// What ids of made-up territories begin with. The two digits after `ti-` are a region's code, and no region has 00.
pub const FICTITIOUS: &str = "ti-00";

/// How many digits in a row, spaces and points aside, make a phone number: a French one has ten, or nine after +33. Two
/// years make eight.
const PHONE_DIGITS: usize = 9;

/// First and last days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

type Checked = Result<(), ContratError>;

/// An example says so in its title, and nothing else does.
pub fn title_says_example(mark: Mark, title: &str) -> Checked {
    let word = Mark::WORD;
    match (mark, title.contains(word)) {
        (Mark::Example, false) => Err(ContratError::ExampleNotSaid { word }),
        (Mark::Real, true) => Err(ContratError::RealSaysExample { word }),
        _ => Ok(()),
    }
}

/// An example covers made-up territories only, so that nobody meets it while looking for a real one.
pub fn example_is_nowhere(mark: Mark, territoire: &TerritoireId) -> Checked {
    let value = territoire.to_string();
    let prefix = FICTITIOUS;
    match (mark, territoire.id().starts_with(prefix)) {
        (Mark::Example, false) => Err(ContratError::ExampleOnRealTerritoire { value, prefix }),
        (Mark::Real, true) => Err(ContratError::RealOnFictitiousTerritoire { value, prefix }),
        _ => Ok(()),
    }
}

/// Ids of territories mean something within a phase only: they are of the contract's.
pub fn territoire_is_of_phase(territoire: &TerritoireId, phase: Option<Phase>) -> Checked {
    match phase {
        Some(phase) if territoire.phase() != phase.as_str() => Err(ContratError::TerritoireOfOtherPhase {
            value: territoire.to_string(),
            phase: phase.as_str(),
        }),
        _ => Ok(()),
    }
}

/// A real contract was read somewhere.
pub fn real_is_sourced(mark: Mark, sources: usize) -> Checked {
    match (mark, sources) {
        (Mark::Real, 0) => Err(ContratError::NoSource),
        _ => Ok(()),
    }
}

/// The last year is not before the first.
pub fn years_are_in_order(first: u16, last: u16) -> Checked {
    if first <= last {
        Ok(())
    } else {
        Err(ContratError::YearsEmpty { first, last })
    }
}

/// The last day is not before the first: a period of one day is one.
pub fn period_is_not_empty(days: Bounds) -> Checked {
    let Bounds { first, last } = days;
    if first <= last {
        Ok(())
    } else {
        Err(ContratError::PeriodEmpty { first, last })
    }
}

/// A planned day is one of the contract's.
pub fn day_is_inside(date: NaiveDate, contrat: Bounds) -> Checked {
    let Bounds { first, last } = contrat;
    if first <= date && date <= last {
        Ok(())
    } else {
        Err(ContratError::OutsidePeriod { date, first, last })
    }
}

/// What is signed is signed on the contract's last day at the latest. It may be signed before the first.
pub fn signature_is_in_time(date: NaiveDate, contrat: Bounds) -> Checked {
    let last = contrat.last;
    if date <= last {
        Ok(())
    } else {
        Err(ContratError::SignedAfterEnd { date, last })
    }
}

/// A territory has one binôme.
pub fn exactly_one_binome(count: usize) -> Checked {
    match count {
        1 => Ok(()),
        _ => Err(ContratError::NotOneBinome { count }),
    }
}

/// No two parties share an id.
pub fn id_is_new(id: &str, taken: &BTreeSet<String>) -> Checked {
    if taken.contains(id) {
        Err(ContratError::DuplicateId { id: id.to_owned() })
    } else {
        Ok(())
    }
}

/// An axe is one of the contract's phase.
pub fn axe_is_of_phase(axe: Axe, phase: Option<Phase>) -> Checked {
    let axe_name = axe.as_str();
    match phase {
        None => Err(ContratError::AxeWithoutPhase { axe: axe_name }),
        Some(phase) if phase != axe.phase() => Err(ContratError::AxeOfOtherPhase {
            axe: axe_name,
            phase: phase.as_str(),
            choices: Axe::of(phase).map(Axe::as_str).join(", "),
        }),
        Some(_) => Ok(()),
    }
}

/// A sheet's axe is one that the contract takes up, when it says which.
pub fn axe_is_retained(axe: Axe, retained: Option<&[Axe]>) -> Checked {
    match retained {
        Some(axes) if !axes.contains(&axe) => Err(ContratError::AxeNotRetained { axe: axe.as_str() }),
        _ => Ok(()),
    }
}

/// A contract takes an axe up once.
pub fn axe_is_new(axe: Axe, before: &[Axe]) -> Checked {
    if before.contains(&axe) {
        Err(ContratError::DuplicateAxe { axe: axe.as_str() })
    } else {
        Ok(())
    }
}

/// A number names one sheet for ever, withdrawn or not.
pub fn numero_is_new(numero: &str, taken: &BTreeSet<String>) -> Checked {
    if taken.contains(numero) {
        Err(ContratError::DuplicateNumero {
            numero: numero.to_owned(),
        })
    } else {
        Ok(())
    }
}

/// An amount is above zero.
pub fn amount_is_positive(amount: Euros) -> Checked {
    if amount.is_zero() {
        Err(ContratError::AmountZero)
    } else {
        Ok(())
    }
}

/// A plan de financement adds up to the cost, to the cent.
pub fn funding_adds_up(cout: Euros, montants: &[Euros]) -> Checked {
    let sum: Euros = montants.iter().copied().sum();
    if sum == cout {
        Ok(())
    } else {
        Err(ContratError::FundingDoesNotAddUp { sum, cout })
    }
}

/// Who pays signs, or is a declared partner.
pub fn financeur_is_a_party(id: &str, parties: &BTreeSet<String>) -> Checked {
    if parties.contains(id) {
        Ok(())
    } else {
        Err(ContratError::UnknownFinanceur { id: id.to_owned() })
    }
}

/// Who carries an action or takes part in it signs, or is a declared partner.
pub fn partie_is_declared(id: &str, parties: &BTreeSet<String>) -> Checked {
    if parties.contains(id) {
        Ok(())
    } else {
        Err(ContratError::UnknownPartie { id: id.to_owned() })
    }
}

/// Who undertakes something signs.
pub fn engagement_is_signed(id: &str, signataires: &BTreeSet<String>) -> Checked {
    if signataires.contains(id) {
        Ok(())
    } else {
        Err(ContratError::NotASignataire { id: id.to_owned() })
    }
}

/// A text holds no e-mail address. Every word with an @ is taken for one.
pub fn holds_no_email(text: &str) -> Checked {
    match text.split_whitespace().find(|word| word.contains('@')) {
        Some(word) => Err(ContratError::PersonalData {
            value: word.to_owned(),
        }),
        None => Ok(()),
    }
}

/// A line about people says their office: it holds neither an e-mail address nor a phone number.
pub fn holds_no_email_or_phone(text: &str) -> Checked {
    let mut in_a_row = 0;
    let mut longest = 0;
    for c in text.chars() {
        if c.is_ascii_digit() {
            in_a_row += 1;
            longest = longest.max(in_a_row);
        } else if !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')' | '/') {
            in_a_row = 0;
        }
    }
    if text.contains('@') || PHONE_DIGITS <= longest {
        Err(ContratError::PersonalData {
            value: text.to_owned(),
        })
    } else {
        Ok(())
    }
}

/// Amendments are to a contract whose day of signature is known: else they have no place in time.
pub fn amended_contract_is_signed(signed_on: Option<&String>, avenants: usize) -> Checked {
    match (signed_on, avenants) {
        (None, 1..) => Err(ContratError::AvenantUnsigned),
        _ => Ok(()),
    }
}

/// Numbers of amendments follow each other from 1.
pub fn avenant_numbers_follow(found: u16, expected: u16) -> Checked {
    if found == expected {
        Ok(())
    } else {
        Err(ContratError::AvenantNumero { found, expected })
    }
}

/// An amendment is not signed before what it amends: the contract, and the amendments before it.
pub fn avenant_is_in_order(date: NaiveDate, earliest: Option<NaiveDate>) -> Checked {
    match earliest {
        Some(earliest) if date < earliest => Err(ContratError::AvenantTooEarly { date, earliest }),
        _ => Ok(()),
    }
}

/// An extension ends after the contract's present last day.
pub fn extension_is_later(to: NaiveDate, last: NaiveDate) -> Checked {
    if last < to {
        Ok(())
    } else {
        Err(ContratError::ExtensionNotLater { to, last })
    }
}

/// A sheet that an amendment replaces or withdraws is in the contract by then.
pub fn fiche_is_in_force(numero: &str, in_force: &BTreeSet<String>) -> Checked {
    if in_force.contains(numero) {
        Ok(())
    } else {
        Err(ContratError::FicheNotInForce {
            numero: numero.to_owned(),
        })
    }
}

/// One amendment changes a sheet once.
pub fn fiche_is_amended_once(numero: &str, amended: &BTreeSet<String>) -> Checked {
    if amended.contains(numero) {
        Err(ContratError::FicheAmendedTwice {
            numero: numero.to_owned(),
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Besoin, Priorite};

    const FONCIER: Axe = Axe::Priorite(Priorite::Foncier);

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// From 1 March to 30 June.
    fn spring() -> Bounds {
        Bounds {
            first: day(3, 1),
            last: day(6, 30),
        }
    }

    fn set(items: &[&str]) -> BTreeSet<String> {
        items.iter().map(|item| (*item).to_owned()).collect()
    }

    fn euros(text: &str) -> Euros {
        Euros::parse(text).unwrap()
    }

    #[test]
    fn a_day_is_at_least_the_first_and_at_most_the_last() {
        for (date, fine) in [
            (day(2, 28), false),
            (day(3, 1), true),
            (day(3, 2), true),
            (day(6, 29), true),
            (day(6, 30), true),
            (day(7, 1), false),
        ] {
            assert_eq!(day_is_inside(date, spring()).is_ok(), fine, "{date}");
        }
        assert_eq!(
            day_is_inside(day(7, 1), spring()),
            Err(ContratError::OutsidePeriod {
                date: day(7, 1),
                first: day(3, 1),
                last: day(6, 30),
            })
        );
    }

    #[test]
    fn a_signature_is_at_most_on_the_last_day_and_may_come_before_the_first() {
        for (date, fine) in [
            (day(1, 1), true),
            (day(6, 29), true),
            (day(6, 30), true),
            (day(7, 1), false),
        ] {
            assert_eq!(signature_is_in_time(date, spring()).is_ok(), fine, "{date}");
        }
    }

    #[test]
    fn a_period_ends_at_the_earliest_on_its_first_day() {
        for (last, fine) in [(day(2, 28), false), (day(3, 1), true), (day(3, 2), true)] {
            let days = Bounds {
                first: day(3, 1),
                last,
            };
            assert_eq!(period_is_not_empty(days).is_ok(), fine, "{last}");
        }
        for (last, fine) in [(2023, false), (2024, true), (2025, true)] {
            assert_eq!(years_are_in_order(2024, last).is_ok(), fine, "{last}");
        }
    }

    #[test]
    fn an_extension_ends_strictly_later() {
        for (to, fine) in [(day(6, 29), false), (day(6, 30), false), (day(7, 1), true)] {
            assert_eq!(extension_is_later(to, day(6, 30)).is_ok(), fine, "{to}");
        }
    }

    #[test]
    fn an_avenant_is_at_the_earliest_on_the_day_of_what_it_amends() {
        for (date, fine) in [(day(4, 1), false), (day(4, 2), true), (day(4, 3), true)] {
            assert_eq!(avenant_is_in_order(date, Some(day(4, 2))).is_ok(), fine, "{date}");
        }
        assert!(avenant_is_in_order(day(1, 1), None).is_ok());
    }

    #[test]
    fn an_avenant_has_exactly_the_next_number() {
        for (found, fine) in [(1, false), (2, true), (3, false)] {
            assert_eq!(avenant_numbers_follow(found, 2).is_ok(), fine, "{found}");
        }
    }

    #[test]
    fn only_a_signed_contract_has_avenants() {
        let signed_on = "2026-03-01".to_owned();
        assert!(amended_contract_is_signed(None, 0).is_ok());
        assert!(amended_contract_is_signed(None, 1).is_err());
        assert!(amended_contract_is_signed(Some(&signed_on), 1).is_ok());
    }

    #[test]
    fn a_territory_is_of_the_phase_of_the_contract_when_it_is_known() {
        let territoire = TerritoireId::new("2023-2027", "ti-2705").unwrap();
        for (phase, fine) in [(Some(Phase::One), false), (Some(Phase::Two), true), (None, true)] {
            assert_eq!(
                territoire_is_of_phase(&territoire, phase).is_ok(),
                fine,
                "{phase:?}"
            );
        }
    }

    #[test]
    fn there_is_exactly_one_binome() {
        for (count, fine) in [(0, false), (1, true), (2, false)] {
            assert_eq!(exactly_one_binome(count).is_ok(), fine, "{count}");
        }
    }

    #[test]
    fn a_plan_adds_up_to_the_cent() {
        // 33.33 + 33.33 = 66.66; the cost is 100.00: 33.34 is left.
        for (third, fine) in [("33.33", false), ("33.34", true), ("33.35", false)] {
            let lines = [euros("33.33"), euros("33.33"), euros(third)];
            assert_eq!(funding_adds_up(euros("100.00"), &lines).is_ok(), fine, "{third}");
        }
        assert_eq!(
            funding_adds_up(euros("100"), &[]),
            Err(ContratError::FundingDoesNotAddUp {
                sum: Euros::ZERO,
                cout: euros("100"),
            })
        );
    }

    #[test]
    fn an_amount_is_strictly_positive() {
        for (amount, fine) in [("0", false), ("0.00", false), ("0.01", true)] {
            assert_eq!(amount_is_positive(euros(amount)).is_ok(), fine, "{amount}");
        }
    }

    #[test]
    fn a_line_about_people_has_less_than_nine_digits_in_a_row() {
        for (text, fine) in [
            ("Chef de projet, service économique", true),
            ("Mission 2023-2027 12", false),
            ("Mission 2023-2027", true),
            ("Bureau 12345678", true),
            ("Bureau 123456789", false),
            ("01 23 45 67 89", false),
            ("+33 (0)1.23.45.67.89", false),
            ("chef@exemple.fr", false),
        ] {
            assert_eq!(holds_no_email_or_phone(text).is_ok(), fine, "{text}");
        }
    }

    #[test]
    fn a_text_may_hold_long_numbers_but_no_e_mail() {
        assert_eq!(
            holds_no_email("Passer de 1 200 000 000 à 900 000 000 kWh."),
            Ok(())
        );
        let value = "jeanne@exemple.fr,".to_owned();
        assert_eq!(
            holds_no_email("Écrire à jeanne@exemple.fr, au siège."),
            Err(ContratError::PersonalData { value })
        );
    }

    #[test]
    fn an_axe_belongs_to_the_phase_and_to_the_contract() {
        let phase = Some(Phase::Two);
        assert!(axe_is_of_phase(FONCIER, phase).is_ok());
        assert!(axe_is_of_phase(Axe::Besoin(Besoin::Attirer), phase).is_err());
        assert!(axe_is_of_phase(FONCIER, None).is_err());
        assert!(axe_is_retained(FONCIER, None).is_ok());
        assert!(axe_is_retained(FONCIER, Some(&[FONCIER])).is_ok());
        assert!(axe_is_retained(FONCIER, Some(&[])).is_err());
        assert!(axe_is_new(FONCIER, &[]).is_ok());
        assert!(axe_is_new(FONCIER, &[FONCIER]).is_err());
    }

    #[test]
    fn references_are_looked_up_each_in_its_own_list() {
        let held = set(&["agglo"]);
        assert!(financeur_is_a_party("agglo", &held).is_ok());
        assert!(financeur_is_a_party("region", &held).is_err());
        assert!(partie_is_declared("region", &held).is_err());
        assert!(engagement_is_signed("region", &held).is_err());
        assert!(id_is_new("agglo", &held).is_err());
        assert!(numero_is_new("agglo", &held).is_err());
        assert!(fiche_is_in_force("agglo", &held).is_ok());
        assert!(fiche_is_in_force("region", &held).is_err());
        assert!(fiche_is_amended_once("agglo", &held).is_err());
    }

    #[test]
    fn examples_and_real_contracts_cannot_be_mistaken() {
        let real = TerritoireId::new("2023-2027", "ti-2705").unwrap();
        let fictitious = TerritoireId::new("2023-2027", "ti-0001").unwrap();
        for (mark, territoire, fine) in [
            (Mark::Real, &real, true),
            (Mark::Real, &fictitious, false),
            (Mark::Example, &real, false),
            (Mark::Example, &fictitious, true),
        ] {
            assert_eq!(
                example_is_nowhere(mark, territoire).is_ok(),
                fine,
                "{mark:?} {territoire}"
            );
        }
        for (mark, title, fine) in [
            (Mark::Real, "Contrat", true),
            (Mark::Real, "EXEMPLE – Contrat", false),
            (Mark::Example, "Contrat", false),
            (Mark::Example, "Exemple de contrat", false),
            (Mark::Example, "EXEMPLE – Contrat", true),
        ] {
            assert_eq!(title_says_example(mark, title).is_ok(), fine, "{mark:?} {title}");
        }
        assert!(real_is_sourced(Mark::Real, 0).is_err());
        assert!(real_is_sourced(Mark::Real, 1).is_ok());
        assert!(real_is_sourced(Mark::Example, 0).is_ok());
    }
}
