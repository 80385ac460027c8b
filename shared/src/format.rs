//! How numbers and dates are shown. It reads nothing: parsing lives with each type.
//!
//! French forms follow CLDR 48: groups of three split by U+202F, decimal comma, U+00A0 before the sign.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::message::Lang;
use crate::money::{Euros, Rate};

/// An amount in one language, without decimals when it is whole: `12 500 €`, `€12,500`.
pub fn euros(amount: Euros, lang: Lang) -> String {
    match lang {
        Lang::Fr => euros_fr(amount),
        Lang::En => euros_en(amount),
    }
}

/// An amount in French.
///
/// ```
/// use shared::{format::euros_fr, money::Euros};
/// assert_eq!(euros_fr(Euros::parse("12500.5").unwrap()), "12\u{202f}500,50\u{a0}€");
/// assert_eq!(euros_fr(Euros::parse("999").unwrap()), "999\u{a0}€");
/// ```
pub fn euros_fr(amount: Euros) -> String {
    format!("{}\u{a0}€", grouped(amount, '\u{202f}', ','))
}

/// An amount in English.
///
/// ```
/// use shared::{format::euros_en, money::Euros};
/// assert_eq!(euros_en(Euros::parse("1234567.8").unwrap()), "€1,234,567.80");
/// ```
pub fn euros_en(amount: Euros) -> String {
    format!("€{}", grouped(amount, ',', '.'))
}

/// A rate in one language: `50 %` in French with U+00A0, `50%` in English.
pub fn rate(rate: Rate, lang: Lang) -> String {
    let percent: Decimal = rate.percent();
    match lang {
        Lang::Fr => format!("{percent}\u{a0}%").replace('.', ","),
        Lang::En => format!("{percent}%"),
    }
}

/// A day in one language: `1er mars 2026`, `1 March 2026`.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::{format::date, message::Lang};
/// let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
/// assert_eq!(date(day, Lang::Fr), "1er mars 2026");
/// assert_eq!(date(day, Lang::En), "1 March 2026");
/// ```
pub fn date(day: NaiveDate, lang: Lang) -> String {
    // `month0` is 0 to 11: always inside the tables.
    let month = day.month0() as usize;
    match lang {
        Lang::Fr => {
            let ordinal = if day.day() == 1 { "er" } else { "" };
            format!("{}{ordinal} {} {}", day.day(), MONTHS_FR[month], day.year())
        }
        Lang::En => format!("{} {} {}", day.day(), MONTHS_EN[month], day.year()),
    }
}

/// A day in few characters, for tables: `01/03/2026`, `1 Mar 2026`. In English the month is in letters, since `01/03` is
/// in January for half of its readers.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::{format::short_date, message::Lang};
/// let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
/// assert_eq!(short_date(day, Lang::Fr), "01/03/2026");
/// assert_eq!(short_date(day, Lang::En), "1 Mar 2026");
/// ```
pub fn short_date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Lang::En => {
            // Every English month has three letters or more, all of them ASCII.
            let month = &MONTHS_EN[day.month0() as usize][..3];
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// A number of things in one language: `1 234 567` in French with U+202F, `1,234,567` in English.
///
/// ```
/// use shared::{format::count, message::Lang};
/// assert_eq!(count(1_234_567, Lang::Fr), "1\u{202f}234\u{202f}567");
/// assert_eq!(count(999, Lang::En), "999");
/// ```
pub fn count(number: u64, lang: Lang) -> String {
    let group = match lang {
        Lang::Fr => '\u{202f}',
        Lang::En => ',',
    };
    grouped_digits(&number.to_string(), group)
}

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn grouped(amount: Euros, group: char, mark: char) -> String {
    let text = amount.to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut shown = grouped_digits(whole, group);
    if cents != "00" {
        shown.push(mark);
        shown.push_str(cents);
    }
    shown
}

/// ASCII digits in groups of three from the right.
fn grouped_digits(digits: &str, group: char) -> String {
    let mut shown = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(group);
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_of_short_dates_are_all_different() {
        let of_month =
            |month| NaiveDate::from_ymd_opt(2026, month, 30).or_else(|| NaiveDate::from_ymd_opt(2026, 2, 28));
        let shown: std::collections::BTreeSet<_> = (1..=12)
            .filter_map(of_month)
            .map(|day| short_date(day, Lang::En))
            .collect();
        assert_eq!(shown.len(), 12);
        assert!(shown.contains("28 Feb 2026"));
    }

    #[test]
    fn counts_are_grouped_from_the_right() {
        for (number, shown) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1\u{202f}000"),
            (12_345, "12\u{202f}345"),
        ] {
            assert_eq!(count(number, Lang::Fr), shown);
        }
        assert_eq!(count(u64::MAX, Lang::En), "18,446,744,073,709,551,615");
    }

    #[test]
    fn rates_keep_what_decimals_they_need() {
        assert_eq!(rate(Rate::from_basis_points(5000), Lang::Fr), "50\u{a0}%");
        assert_eq!(rate(Rate::from_basis_points(1250), Lang::Fr), "12,5\u{a0}%");
        assert_eq!(rate(Rate::from_basis_points(1250), Lang::En), "12.5%");
    }

    #[test]
    fn groups_start_at_a_thousand() {
        for (wire, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567.01", "1,234,567.01"),
        ] {
            assert_eq!(Euros::parse(wire).map(euros_en), Ok(format!("€{shown}")));
        }
    }
}
