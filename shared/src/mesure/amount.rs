//! What a measure brings or costs, as the sources give it: rates, ceilings, ranges, or "not found". It adds nothing up.

use chrono::NaiveDate;

use crate::entreprise::Taille;
use crate::format;
use crate::message::{Lang, Message};
use crate::money::{Euros, Rate};
use crate::period::Period;
use crate::source::Stated;

/// One figure of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountLine {
    /// When it applies; `None` when the sources give one figure for the whole life of the measure.
    pub in_force: Option<Period>,
    /// The figure.
    pub amount: Amount,
    /// What it is of, or for whom: "par recrutement".
    pub note: Option<Message>,
}

/// A figure and what it means. "HT" amounts are before tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// This share of the cost; looked for and not found when unknown.
    Rate(Stated<Rate>),
    /// At most this share of the cost.
    RateAtMost(Rate),
    /// A share between two, by cases that the note tells.
    RateBetween {
        /// The lower one.
        low: Rate,
        /// The higher one.
        high: Rate,
    },
    /// A share by size of the company, as the source lists them. A micro-enterprise counts as small.
    RateBySize(&'static [(Taille, Rate)]),
    /// This sum; looked for and not found when unknown.
    Fixed(Stated<Euros>),
    /// An aid between two sums.
    AidBetween {
        /// The lower one.
        low: Euros,
        /// The higher one.
        high: Euros,
    },
    /// A loan between two sums.
    LoanBetween {
        /// The lower one.
        low: Euros,
        /// The higher one.
        high: Euros,
    },
    /// A price before the aid, HT, between two sums.
    PriceBetween {
        /// The lower one.
        low: Euros,
        /// The higher one.
        high: Euros,
    },
    /// What is left for the company to pay after the aid, HT, between two sums.
    RemainderBetween {
        /// The lower one.
        low: Euros,
        /// The higher one.
        high: Euros,
    },
    /// The aid is never more than this; looked for and not found when unknown.
    CeilingOnAid(Stated<Euros>),
    /// What is spent beyond this does not count.
    CeilingOnBase(Euros),
    /// Less than this spent, and there is no aid.
    MinimumBase(Euros),
    /// All the money of the measure.
    Envelope(Euros),
    /// The money of the measure for one year.
    EnvelopePerYear(Euros),
    /// This share of the aid may be paid in advance.
    Advance(Rate),
    /// The loan lasts at most this many years.
    LoanYearsAtMost(u32),
    /// This many days of work by experts.
    PersonDays(u32),
    /// This many months of work by experts.
    MissionMonths(u32),
    /// What one beneficiary got: an example, not a rule.
    Example(Euros),
    /// Nothing is paid.
    Free,
    /// It depends on the case: the sources say so and no more.
    Varies,
}

impl AmountLine {
    /// Whether it applies on a day.
    pub fn applies_on(&self, on: NaiveDate) -> bool {
        self.in_force.is_none_or(|period| period.contains(on))
    }

    /// The figure, what it is of, and when, in words.
    pub fn message(&self) -> Message {
        let in_lang = |lang| {
            let mut text = self.amount.message().in_lang(lang).to_owned();
            if let Some(note) = &self.note {
                text = format!("{text} ({})", note.in_lang(lang));
            }
            match self.in_force {
                Some(period) => format!("{}{text}", stretch(period, lang)),
                None => text,
            }
        };
        Message::built(in_lang(Lang::Fr), in_lang(Lang::En))
    }
}

impl Amount {
    /// The figure in words, without its note.
    ///
    /// ```
    /// use shared::mesure::Amount;
    /// use shared::message::Lang;
    /// use shared::money::Rate;
    /// let amount = Amount::RateAtMost(Rate::from_basis_points(5000));
    /// assert_eq!(amount.message().in_lang(Lang::En), "at most 50%");
    /// ```
    pub fn message(&self) -> Message {
        match *self {
            Self::Rate(Stated::Known(rate)) => worded("", "", &|lang| format::rate(rate, lang)),
            Self::Rate(Stated::Unknown) => Message::fixed("taux non trouvé", "rate not found"),
            Self::RateAtMost(rate) => worded("jusqu’à ", "at most ", &|lang| format::rate(rate, lang)),
            Self::RateBetween { low, high } => worded("de ", "from ", &|lang| {
                range(lang, &format::rate(low, lang), &format::rate(high, lang))
            }),
            Self::RateBySize(rates) => worded("", "", &|lang| by_size(rates, lang)),
            Self::Fixed(Stated::Known(sum)) => worded("", "", &|lang| format::euros(sum, lang)),
            Self::Fixed(Stated::Unknown) => Message::fixed("montant non trouvé", "amount not found"),
            Self::AidBetween { low, high } => sums("aide de ", "aid of ", low, high),
            Self::LoanBetween { low, high } => sums("prêt de ", "loan of ", low, high),
            Self::PriceBetween { low, high } => {
                sums("prix HT avant aide : ", "price before tax and aid: ", low, high)
            }
            Self::RemainderBetween { low, high } => {
                sums("reste à charge HT : ", "left to pay, before tax: ", low, high)
            }
            Self::CeilingOnAid(Stated::Known(sum)) => {
                worded("aide plafonnée à ", "aid of at most ", &|lang| {
                    format::euros(sum, lang)
                })
            }
            Self::CeilingOnAid(Stated::Unknown) => Message::fixed("plafond non trouvé", "ceiling not found"),
            Self::CeilingOnBase(sum) => {
                worded("dépenses retenues jusqu’à ", "costs counted up to ", &|lang| {
                    format::euros(sum, lang)
                })
            }
            Self::MinimumBase(sum) => worded("dépenses d’au moins ", "costs of at least ", &|lang| {
                format::euros(sum, lang)
            }),
            Self::Envelope(sum) => worded("enveloppe : ", "total budget: ", &|lang| format::euros(sum, lang)),
            Self::EnvelopePerYear(sum) => worded("enveloppe par an : ", "budget for one year: ", &|lang| {
                format::euros(sum, lang)
            }),
            Self::Advance(rate) => worded("avance de ", "advance of ", &|lang| format::rate(rate, lang)),
            Self::LoanYearsAtMost(years) => counted("durée jusqu’à ", years, " ans", "up to ", " years"),
            Self::PersonDays(days) => counted("", days, " jours-homme", "", " person-days"),
            Self::MissionMonths(months) => counted("mission de ", months, " mois", "mission of ", " months"),
            Self::Example(sum) => worded("exemple : ", "example: ", &|lang| format::euros(sum, lang)),
            Self::Free => Message::fixed("gratuit", "free"),
            Self::Varies => Message::fixed("variable selon le cas", "depends on the case"),
        }
    }
}

fn worded(fr: &str, en: &str, figure: &dyn Fn(Lang) -> String) -> Message {
    Message::built(
        format!("{}{}", fr.replace(" :", "\u{a0}:"), figure(Lang::Fr)),
        format!("{en}{}", figure(Lang::En)),
    )
}

fn sums(fr: &str, en: &str, low: Euros, high: Euros) -> Message {
    worded(fr, en, &|lang| {
        range(lang, &format::euros(low, lang), &format::euros(high, lang))
    })
}

fn counted(fr: &str, count: u32, fr_unit: &str, en: &str, en_unit: &str) -> Message {
    Message::built(format!("{fr}{count}{fr_unit}"), format!("{en}{count}{en_unit}"))
}

fn range(lang: Lang, low: &str, high: &str) -> String {
    match lang {
        Lang::Fr => format!("{low} à {high}"),
        Lang::En => format!("{low} to {high}"),
    }
}

fn by_size(rates: &[(Taille, Rate)], lang: Lang) -> String {
    let each: Vec<_> = rates
        .iter()
        .map(|(taille, rate)| format!("{} {}", format::rate(*rate, lang), short(*taille).in_lang(lang)))
        .collect();
    each.join(", ")
}

/// [`Taille::label`] carries the limits of the recommendation, too long for a list of rates.
const fn short(taille: Taille) -> Message {
    match taille {
        Taille::Micro => Message::fixed("microentreprise", "for micro"),
        Taille::Petite => Message::fixed("petite entreprise", "for small"),
        Taille::Moyenne => Message::fixed("moyenne entreprise", "for medium"),
        Taille::Grande => Message::fixed("grande entreprise", "for large"),
        Taille::SansObjet => Message::fixed("autre organisme", "for other bodies"),
    }
}

fn stretch(period: Period, lang: Lang) -> String {
    let from = format::date(period.first(), lang);
    match (lang, period.last()) {
        (Lang::Fr, Some(last)) => format!("du {from} au {}\u{a0}: ", format::date(last, lang)),
        (Lang::Fr, None) => format!("depuis le {from}\u{a0}: "),
        (Lang::En, Some(last)) => format!("from {from} to {}: ", format::date(last, lang)),
        (Lang::En, None) => format!("since {from}: "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::day;

    #[test]
    fn a_line_says_its_figure_its_note_and_its_dates() {
        let line = AmountLine {
            in_force: Some(Period::between(day(2023, 1, 1), day(2025, 1, 1))),
            amount: Amount::CeilingOnAid(Stated::Known(Euros::whole(8000))),
            note: Some(Message::fixed("par recrutement", "per recruit")),
        };
        assert_eq!(
            line.message().in_lang(Lang::Fr),
            "du 1er janvier 2023 au 31 décembre 2024\u{a0}: aide plafonnée à 8\u{202f}000\u{a0}€ (par recrutement)"
        );
        assert_eq!(
            line.message().in_lang(Lang::En),
            "from 1 January 2023 to 31 December 2024: aid of at most €8,000 (per recruit)"
        );
        for (on, expected) in [
            (day(2022, 12, 31), false),
            (day(2023, 1, 1), true),
            (day(2024, 12, 31), true),
            (day(2025, 1, 1), false),
        ] {
            assert_eq!(line.applies_on(on), expected, "{on}");
        }
    }

    #[test]
    fn what_was_not_found_says_so() {
        for amount in [
            Amount::Rate(Stated::Unknown),
            Amount::Fixed(Stated::Unknown),
            Amount::CeilingOnAid(Stated::Unknown),
        ] {
            assert!(amount.message().in_lang(Lang::Fr).ends_with("non trouvé"));
            assert!(amount.message().in_lang(Lang::En).ends_with("not found"));
        }
    }

    #[test]
    fn ranges_and_rates_by_size_read_well() {
        const RATES: &[(Taille, Rate)] = &[
            (Taille::Petite, Rate::from_basis_points(7000)),
            (Taille::Grande, Rate::from_basis_points(5000)),
        ];
        let said = |amount: Amount, lang| amount.message().in_lang(lang).to_owned();
        assert_eq!(
            said(Amount::RateBySize(RATES), Lang::Fr),
            "70\u{a0}% petite entreprise, 50\u{a0}% grande entreprise"
        );
        let remainder = Amount::RemainderBetween {
            low: Euros::whole(2000),
            high: Euros::whole(3000),
        };
        assert_eq!(
            said(remainder, Lang::Fr),
            "reste à charge HT\u{a0}: 2\u{202f}000\u{a0}€ à 3\u{202f}000\u{a0}€"
        );
        assert_eq!(
            said(remainder, Lang::En),
            "left to pay, before tax: €2,000 to €3,000"
        );
    }
}
