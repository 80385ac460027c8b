//! Money and rates. Exact: no rounding but in the one function named for it.

use rust_decimal::Decimal;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use crate::format;
use crate::message::Message;

/// An amount in euros, from 0 to [`Euros::MAX`], exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Euros(Decimal);

impl Euros {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// The largest amount that a request may name: 9 999 999 999,99 €. No study comes near; it keeps every sum
    /// and product far inside what `Decimal` holds.
    pub const MAX: Self = Self(Decimal::from_parts(3_567_587_327, 232, 0, false, 2));

    /// An amount counted in cents, for figures written in data.
    pub const fn from_cents(cents: u32) -> Self {
        Self(Decimal::from_parts(cents, 0, 0, false, 2))
    }

    /// An amount of whole euros, for figures written in data and in texts.
    pub const fn whole(euros: u32) -> Self {
        Self(Decimal::from_parts(euros, 0, 0, false, 0))
    }

    /// Reads the form in which amounts cross the wire: digits, then optionally a point and one or two decimals.
    ///
    /// # Errors
    /// [`EurosError`] says which of the rules is broken.
    ///
    /// ```
    /// use shared::money::{Euros, EurosError};
    /// assert_eq!(Euros::parse("12500.50").unwrap().to_string(), "12500.50");
    /// assert_eq!(Euros::parse("-1"), Err(EurosError::Negative));
    /// assert_eq!(Euros::parse("1.005"), Err(EurosError::TooManyDecimals));
    /// assert_eq!(Euros::parse("1e3"), Err(EurosError::NotANumber));
    /// ```
    pub fn parse(text: &str) -> Result<Self, EurosError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        if ![whole, decimals].iter().all(|part| is_digits(part)) {
            return Err(EurosError::NotANumber);
        }
        if digits.len() < text.len() {
            return Err(EurosError::Negative);
        }
        if decimals.len() > 2 {
            return Err(EurosError::TooManyDecimals);
        }
        let value = Decimal::from_str(digits).map_err(|_| EurosError::TooLarge)?;
        if value > Self::MAX.0 {
            return Err(EurosError::TooLarge);
        }
        Ok(Self(value))
    }

    /// Reads what a person types or pastes: `12 500,50 €`, `12.500,50`, `12500.5`, spaces of any kind.
    ///
    /// A lone comma or point is the decimal mark; with both, the last one is.
    ///
    /// # Errors
    /// As [`Euros::parse`].
    ///
    /// ```
    /// use shared::money::Euros;
    /// let typed = Euros::parse_typed("12\u{202f}500,50 €").unwrap();
    /// assert_eq!(typed, Euros::parse("12500.50").unwrap());
    /// ```
    pub fn parse_typed(text: &str) -> Result<Self, EurosError> {
        Self::parse(&normalise_typed(text))
    }

    /// Whether there is no money at all.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// This share of the amount, not rounded.
    #[must_use]
    pub fn share(self, rate: Rate) -> Self {
        Self(self.0 * rate.0)
    }

    /// What is left once `other` is taken away: nothing when `other` is the larger.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        let left = self + Self(-other.0);
        left.max(Self::ZERO)
    }

    /// The amount without what is below the cent, downwards: the way to show an amount that is "at most" something,
    /// since the next cent up would be more than the text allows.
    #[must_use]
    pub fn floor_to_cent(self) -> Self {
        Self(self.0.trunc_with_scale(2))
    }

    /// The exact value, for display.
    pub const fn as_decimal(self) -> Decimal {
        self.0
    }
}

/// The form in which amounts cross the wire: a point and two decimals.
impl std::fmt::Display for Euros {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut value = self.0.trunc_with_scale(2);
        value.rescale(2);
        write!(f, "{value}")
    }
}

/// As [`Sum`].
impl Add for Euros {
    type Output = Self;

    // Not inlined: the addition of decimals is 2 KiB in the browser, each time.
    #[inline(never)]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// Adding amounts that were parsed cannot overflow: [`Euros::MAX`] leaves room for 10¹⁸ of them.
impl Sum for Euros {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::add)
    }
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EurosError {
    /// Not digits with an optional decimal part.
    #[error("read the amount: it is not a number")]
    NotANumber,
    /// Below zero.
    #[error("accept the amount: it is negative")]
    Negative,
    /// More than two decimals.
    #[error("accept the amount: it has more than two decimals")]
    TooManyDecimals,
    /// Above [`Euros::MAX`].
    #[error("accept the amount: it is above {}", Euros::MAX)]
    TooLarge,
}

impl EurosError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::NotANumber => Message::fixed(
                "Ce montant n’est pas un nombre. Écrivez-le en chiffres, par exemple 12 500,50.",
                "This amount is not a number. Write it in figures, for example 12 500.50.",
            ),
            Self::Negative => Message::fixed(
                "Ce montant est négatif. Indiquez un montant positif.",
                "This amount is negative. Give a positive amount.",
            ),
            Self::TooManyDecimals => Message::fixed(
                "Ce montant a plus de deux décimales. Arrondissez-le au centime.",
                "This amount has more than two decimals. Round it to the cent.",
            ),
            Self::TooLarge => Message::built(
                format!(
                    "Ce montant dépasse {}. Vérifiez le nombre de chiffres.",
                    format::euros_fr(Euros::MAX)
                ),
                format!(
                    "This amount is above {}. Check the number of digits.",
                    format::euros_en(Euros::MAX)
                ),
            ),
        }
    }
}

/// A share, from 0 to 1, exact to the hundredth of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self::from_basis_points(0);

    /// From hundredths of a percent: 5000 is 50 %. Anything above 10 000 counts as the whole.
    pub const fn from_basis_points(points: u16) -> Self {
        let points = if points > 10_000 { 10_000 } else { points };
        Self(Decimal::from_parts(points as u32, 0, 0, false, 4))
    }

    /// The exact value, from 0 to 1.
    pub const fn as_decimal(self) -> Decimal {
        self.0
    }

    /// The share in percent, without useless zeros: `50`, `12.5`.
    pub fn percent(self) -> Decimal {
        (self.0 * Decimal::ONE_HUNDRED).normalize()
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Keeps digits, sign and one decimal mark, so that [`Euros::parse`] alone decides what is an amount.
fn normalise_typed(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\u{202f}' | '\u{a0}' | '\u{2009}'))
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let Some(mark) = kept.rfind([',', '.']) else {
        return kept;
    };
    let (whole, decimals) = kept.split_at(mark);
    format!("{}.{}", whole.replace([',', '.'], ""), &decimals[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn max_is_the_amount_its_documentation_says() {
        assert_eq!(Euros::MAX.to_string(), "9999999999.99");
        assert_eq!(Euros::parse("9999999999.98").map(|e| e < Euros::MAX), Ok(true));
        assert_eq!(Euros::parse("9999999999.99"), Ok(Euros::MAX));
        assert_eq!(Euros::parse("10000000000"), Err(EurosError::TooLarge));
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, wire) in [
            ("12 500,50 €", "12500.50"),
            ("12\u{202f}500,5", "12500.50"),
            ("12.500,50", "12500.50"),
            ("12,500.50", "12500.50"),
            ("0", "0.00"),
            ("1500", "1500.00"),
        ] {
            assert_eq!(
                Euros::parse_typed(typed).map(|e| e.to_string()),
                Ok(wire.to_owned()),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        for (text, error) in [
            ("", EurosError::NotANumber),
            ("douze", EurosError::NotANumber),
            ("12.", EurosError::NotANumber),
            (".5", EurosError::NotANumber),
            ("+5", EurosError::NotANumber),
            ("١٢", EurosError::NotANumber),
            ("--5", EurosError::NotANumber),
            ("-0.01", EurosError::Negative),
            ("0.001", EurosError::TooManyDecimals),
            ("99999999999999999999999999999999999999", EurosError::TooLarge),
        ] {
            assert_eq!(Euros::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn amounts_add_up_and_never_go_below_nothing() {
        let [one, two] = [Euros::whole(1), Euros::from_cents(200)];
        assert_eq!(one + one, two);
        assert_eq!(two.saturating_sub(one), one);
        assert_eq!(one.saturating_sub(two), Euros::ZERO);
        assert_eq!(Euros::whole(u32::MAX).to_string(), "4294967295.00");
    }

    #[test]
    fn a_share_is_exact_and_shown_rounded_down() {
        // 0,01 € × 50 % = 0,005 €: shown as 0,00 €, since 0,01 € would be more than half.
        let half = Euros::parse("0.01").map(|e| e.share(Rate::from_basis_points(5000)));
        assert_eq!(
            half.map(|e| e.as_decimal().to_string()),
            Ok("0.005000".to_owned())
        );
        assert_eq!(half.map(|e| e.floor_to_cent().to_string()), Ok("0.00".to_owned()));
    }

    #[test]
    fn a_rate_never_passes_the_whole() {
        assert_eq!(Rate::from_basis_points(10_001), Rate::from_basis_points(10_000));
        assert_eq!(Rate::from_basis_points(1250).percent().to_string(), "12.5");
    }
}
