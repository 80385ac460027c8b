//! One figure of a measure as it is sent: its kind, its numbers, its sentence. It computes nothing.

use chrono::NaiveDate;
use shared::entreprise::Taille;
use shared::mesure::{Amount, AmountLine};
use shared::money::{Euros, Rate};
use shared::source::Stated;
use shared::wire::{AmountBody, RateBySizeBody, SentenceBody};

use crate::body::last_day;

/// The line, and whether it applies on a day.
pub fn line(line: &AmountLine, on: NaiveDate) -> AmountBody {
    let figure = Figure::of(line.amount);
    AmountBody {
        kind: figure.kind.to_owned(),
        is_known: figure.is_known,
        rate: figure.rate.map(percent),
        rate_high: figure.rate_high.map(percent),
        rates_by_size: figure.by_size.map(|rates| rates.iter().map(by_size).collect()),
        euros: figure.euros.map(|euros| euros.to_string()),
        euros_high: figure.euros_high.map(|euros| euros.to_string()),
        count: figure.count,
        first_day: line.in_force.map(|period| period.first().to_string()),
        last_day: line.in_force.and_then(last_day),
        applies: line.applies_on(on),
        sentence: SentenceBody::new(&line.message()),
    }
}

/// The numbers of an amount by what they are.
struct Figure {
    kind: &'static str,
    is_known: bool,
    rate: Option<Rate>,
    rate_high: Option<Rate>,
    by_size: Option<&'static [(Taille, Rate)]>,
    euros: Option<Euros>,
    euros_high: Option<Euros>,
    count: Option<u32>,
}

impl Figure {
    fn of(amount: Amount) -> Self {
        match amount {
            Amount::Rate(rate) => Self::stated_rate("rate", rate),
            Amount::RateAtMost(rate) => Self::rates("rate_at_most", rate, None),
            Amount::RateBetween { low, high } => Self::rates("rate_between", low, Some(high)),
            Amount::RateBySize(rates) => Self {
                by_size: Some(rates),
                ..Self::bare("rate_by_size")
            },
            Amount::Fixed(sum) => Self::stated_sum("fixed", sum),
            Amount::AidBetween { low, high } => Self::sums("aid_between", low, Some(high)),
            Amount::LoanBetween { low, high } => Self::sums("loan_between", low, Some(high)),
            Amount::PriceBetween { low, high } => Self::sums("price_between", low, Some(high)),
            Amount::RemainderBetween { low, high } => Self::sums("remainder_between", low, Some(high)),
            Amount::CeilingOnAid(sum) => Self::stated_sum("ceiling_on_aid", sum),
            Amount::CeilingOnBase(sum) => Self::sums("ceiling_on_base", sum, None),
            Amount::MinimumBase(sum) => Self::sums("minimum_base", sum, None),
            Amount::Envelope(sum) => Self::sums("envelope", sum, None),
            Amount::EnvelopePerYear(sum) => Self::sums("envelope_per_year", sum, None),
            Amount::Advance(rate) => Self::rates("advance", rate, None),
            Amount::LoanYearsAtMost(count) => Self::counted("loan_years_at_most", count),
            Amount::PersonDays(count) => Self::counted("person_days", count),
            Amount::MissionMonths(count) => Self::counted("mission_months", count),
            Amount::Example(sum) => Self::sums("example", sum, None),
            Amount::Free => Self::bare("free"),
            Amount::Varies => Self::bare("varies"),
        }
    }

    const fn bare(kind: &'static str) -> Self {
        Self {
            kind,
            is_known: true,
            rate: None,
            rate_high: None,
            by_size: None,
            euros: None,
            euros_high: None,
            count: None,
        }
    }

    const fn rates(kind: &'static str, rate: Rate, rate_high: Option<Rate>) -> Self {
        Self {
            rate: Some(rate),
            rate_high,
            ..Self::bare(kind)
        }
    }

    const fn sums(kind: &'static str, euros: Euros, euros_high: Option<Euros>) -> Self {
        Self {
            euros: Some(euros),
            euros_high,
            ..Self::bare(kind)
        }
    }

    const fn counted(kind: &'static str, count: u32) -> Self {
        Self {
            count: Some(count),
            ..Self::bare(kind)
        }
    }

    const fn unknown(kind: &'static str) -> Self {
        Self {
            is_known: false,
            ..Self::bare(kind)
        }
    }

    const fn stated_rate(kind: &'static str, rate: Stated<Rate>) -> Self {
        match rate {
            Stated::Known(rate) => Self::rates(kind, rate, None),
            Stated::Unknown => Self::unknown(kind),
        }
    }

    const fn stated_sum(kind: &'static str, sum: Stated<Euros>) -> Self {
        match sum {
            Stated::Known(sum) => Self::sums(kind, sum, None),
            Stated::Unknown => Self::unknown(kind),
        }
    }
}

fn percent(rate: Rate) -> String {
    rate.percent().to_string()
}

fn by_size((taille, rate): &(Taille, Rate)) -> RateBySizeBody {
    RateBySizeBody {
        taille: taille.as_str().to_owned(),
        rate: percent(*rate),
    }
}
