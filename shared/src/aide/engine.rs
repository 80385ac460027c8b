//! What a study could get under one aid, with every step and every reason. It reads no clock: the day of the
//! request comes in.

use chrono::NaiveDate;

use super::parameters::{Parameters, Plafond};
use crate::format;
use crate::message::{Lang, Message};
use crate::money::Euros;
use crate::source::Source;

/// What is known of a study. `None` is "not said yet", which is not a refusal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether the project is in a commune of a Territoire d'industrie.
    pub in_territoire: Option<bool>,
    /// The planned cost of the study.
    pub cout: Option<Euros>,
}

/// A fact that an aid needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Where the project is.
    Commune,
    /// What the study costs.
    Cout,
}

impl Fact {
    /// What to fill in.
    pub const fn message(self) -> Message {
        match self {
            Self::Commune => Message::fixed("la commune du projet", "the commune of the project"),
            Self::Cout => Message::fixed("le coût prévu de l’étude", "the planned cost of the study"),
        }
    }
}

/// What an aid says of a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It may be granted, up to an amount.
    Eligible(Estimate),
    /// It cannot be granted: every reason at once.
    Refused(Vec<Refusal>),
    /// Nothing forbids it, and these facts are missing.
    Incomplete(Vec<Fact>),
}

/// The most that an aid could bring, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Never more than this. Not a promise: see the doubts.
    pub at_most: Euros,
    /// Each rule applied, in order.
    pub steps: Vec<Step>,
}

/// One rule applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was looked at and what came out.
    pub message: Message,
    /// The text applied; `None` when the step is plain arithmetic or something unknown.
    pub source: Option<&'static Source>,
}

/// Why an aid cannot be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request comes before the aid existed.
    NotYetInForce {
        /// First day of the aid.
        from: NaiveDate,
    },
    /// The request comes after the aid ended.
    NoLongerInForce {
        /// First day without it.
        until: NaiveDate,
    },
    /// The project is in no Territoire d'industrie.
    OutsideTerritoire,
    /// There is no cost to share.
    NoCout,
}

impl Refusal {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match self {
            Self::NotYetInForce { from } => Message::built(
                format!(
                    "Cette aide n’existe que depuis le {}.",
                    format::date(*from, Lang::Fr)
                ),
                format!("This aid exists only since {}.", format::date(*from, Lang::En)),
            ),
            Self::NoLongerInForce { until } => Message::built(
                format!(
                    "Cette aide n’est plus ouverte depuis le {}.",
                    format::date(*until, Lang::Fr)
                ),
                format!(
                    "This aid has been closed since {}.",
                    format::date(*until, Lang::En)
                ),
            ),
            Self::OutsideTerritoire => Message::fixed(
                "La commune du projet n’est dans aucun Territoire d’industrie 2023-2027.",
                "The commune of the project is in no Territoire d’industrie of 2023-2027.",
            ),
            Self::NoCout => Message::fixed(
                "Le coût de l’étude est nul : il n’y a rien à cofinancer.",
                "The study costs nothing: there is nothing to co-finance.",
            ),
        }
    }
}

/// Applies one aid to a study on the day of the request.
///
/// A single refusal is enough to refuse, whatever is missing; all of them are told.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::aide::{Facts, Outcome, evaluate, find_aide};
/// use shared::money::Euros;
/// let aide = find_aide("bdt-ingenierie-50").unwrap();
/// let facts = Facts { in_territoire: Some(true), cout: Some(Euros::parse("30000").unwrap()) };
/// let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// let Outcome::Eligible(estimate) = evaluate(aide, &facts, day) else { panic!() };
/// // 30 000 € × 50 % = 15 000 €.
/// assert_eq!(estimate.at_most.to_string(), "15000.00");
/// ```
pub fn evaluate(aide: &'static Parameters, facts: &Facts, on: NaiveDate) -> Outcome {
    let refusals = collect_refusals(aide, facts, on);
    if !refusals.is_empty() {
        return Outcome::Refused(refusals);
    }
    match (facts.in_territoire, facts.cout) {
        (Some(_), Some(cout)) => Outcome::Eligible(estimate(aide, cout)),
        (commune, cout) => Outcome::Incomplete(
            [(commune.is_none(), Fact::Commune), (cout.is_none(), Fact::Cout)]
                .into_iter()
                .filter_map(|(is_missing, fact)| is_missing.then_some(fact))
                .collect(),
        ),
    }
}

fn collect_refusals(aide: &Parameters, facts: &Facts, on: NaiveDate) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let from = aide.in_force.first();
    if on < from {
        refusals.push(Refusal::NotYetInForce { from });
    }
    if let Some(until) = aide.in_force.until().filter(|until| *until <= on) {
        refusals.push(Refusal::NoLongerInForce { until });
    }
    if facts.in_territoire == Some(false) {
        refusals.push(Refusal::OutsideTerritoire);
    }
    if facts.cout.is_some_and(Euros::is_zero) {
        refusals.push(Refusal::NoCout);
    }
    refusals
}

fn estimate(aide: &'static Parameters, cout: Euros) -> Estimate {
    let share = cout.share(aide.taux_maximal);
    let at_most = match aide.plafond_par_etude {
        Plafond::Unknown => share,
        Plafond::PerEtude(plafond) => share.min(plafond),
    };
    Estimate {
        at_most,
        steps: vec![
            territoire_step(aide),
            taux_step(aide, cout, share),
            plafond_step(aide.plafond_par_etude),
        ],
    }
}

fn territoire_step(aide: &'static Parameters) -> Step {
    Step {
        message: Message::fixed(
            "Le projet est dans un Territoire d’industrie.",
            "The project is in a Territoire d’industrie.",
        ),
        source: Some(&aide.territoire_source),
    }
}

fn taux_step(aide: &'static Parameters, cout: Euros, share: Euros) -> Step {
    let in_lang = |lang| {
        (
            format::rate(aide.taux_maximal, lang),
            format::euros(cout, lang),
            format::euros(share.floor_to_cent(), lang),
        )
    };
    let (rate_fr, cout_fr, share_fr) = in_lang(Lang::Fr);
    let (rate_en, cout_en, share_en) = in_lang(Lang::En);
    Step {
        message: Message::built(
            format!("Au plus {rate_fr} du coût de l’étude : {cout_fr} × {rate_fr} = {share_fr}."),
            format!("At most {rate_en} of the cost of the study: {cout_en} × {rate_en} = {share_en}."),
        ),
        source: Some(&aide.taux_source),
    }
}

fn plafond_step(plafond: Plafond) -> Step {
    let message = match plafond {
        Plafond::Unknown => Message::fixed(
            "Plafond par étude : inconnu. Il n’est pas appliqué ici et peut réduire l’aide.",
            "Ceiling for one study: unknown. It is not applied here and may reduce the aid.",
        ),
        Plafond::PerEtude(euros) => Message::built(
            format!("Plafond par étude : {}.", format::euros_fr(euros)),
            format!("Ceiling for one study: {}.", format::euros_en(euros)),
        ),
    };
    Step {
        message,
        source: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aide::find_aide;
    use proptest::prelude::*;

    fn bdt() -> &'static Parameters {
        find_aide("bdt-ingenierie-50").expect("the aid of the first journey is in data/aides")
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    fn facts(cout: &str) -> Facts {
        Facts {
            in_territoire: Some(true),
            cout: Some(Euros::parse(cout).expect("an amount")),
        }
    }

    fn at_most(cout: &str) -> String {
        match evaluate(bdt(), &facts(cout), day(2026, 11, 23)) {
            Outcome::Eligible(estimate) => estimate.at_most.floor_to_cent().to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn half_of_the_cost_at_most() {
        // 30 000 € × 50 % = 15 000 €.
        assert_eq!(at_most("30000"), "15000.00");
        // 0,03 € × 50 % = 0,015 €, shown as 0,01 €.
        assert_eq!(at_most("0.03"), "0.01");
    }

    #[test]
    fn the_unknown_ceiling_is_a_step_of_its_own() {
        let Outcome::Eligible(estimate) = evaluate(bdt(), &facts("1000000"), day(2026, 11, 23)) else {
            panic!("eligible")
        };
        assert_eq!(estimate.steps.len(), 3);
        assert!(estimate.steps[2].message.in_lang(Lang::Fr).contains("inconnu"));
        assert_eq!(estimate.steps[2].source, None);
    }

    #[test]
    fn in_force_from_the_day_of_the_convention() {
        let outcome_on = |on| evaluate(bdt(), &facts("1000"), on);
        let refused = Outcome::Refused(vec![Refusal::NotYetInForce {
            from: day(2019, 3, 5),
        }]);
        assert_eq!(outcome_on(day(2019, 3, 4)), refused);
        assert!(matches!(outcome_on(day(2019, 3, 5)), Outcome::Eligible(_)));
        assert!(matches!(outcome_on(day(2019, 3, 6)), Outcome::Eligible(_)));
    }

    #[test]
    fn all_refusals_are_told_at_once() {
        let facts = Facts {
            in_territoire: Some(false),
            cout: Some(Euros::ZERO),
        };
        let expected = vec![
            Refusal::NotYetInForce {
                from: day(2019, 3, 5),
            },
            Refusal::OutsideTerritoire,
            Refusal::NoCout,
        ];
        assert_eq!(
            evaluate(bdt(), &facts, day(2018, 11, 22)),
            Outcome::Refused(expected)
        );
    }

    #[test]
    fn missing_facts_are_not_a_refusal() {
        let on = day(2026, 11, 23);
        assert_eq!(
            evaluate(bdt(), &Facts::default(), on),
            Outcome::Incomplete(vec![Fact::Commune, Fact::Cout])
        );
        let outside = Facts {
            in_territoire: Some(false),
            cout: None,
        };
        assert_eq!(
            evaluate(bdt(), &outside, on),
            Outcome::Refused(vec![Refusal::OutsideTerritoire])
        );
    }

    proptest! {
        #[test]
        fn never_above_half_and_monotone(cents in 1_u64..1_000_000_000, more in 0_u64..1_000_000) {
            let amount = |cents: u64| Euros::parse(&format!("{}.{:02}", cents / 100, cents % 100)).expect("an amount");
            let estimate_of = |cents| match evaluate(bdt(), &Facts { in_territoire: Some(true), cout: Some(amount(cents)) }, day(2026, 1, 1)) {
                Outcome::Eligible(estimate) => estimate.at_most,
                other => panic!("{other:?}"),
            };
            let first = estimate_of(cents);
            prop_assert!(first.as_decimal() + first.as_decimal() <= amount(cents).as_decimal());
            prop_assert!(first <= estimate_of(cents + more));
        }
    }
}
