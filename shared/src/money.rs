//! Money and rates. Exact: nothing is rounded but in [`Euros::floor_to_cent`]; what is written has two decimals.

use rust_decimal::Decimal;
use std::iter::Sum;
use std::ops::Add;

use crate::format;
use crate::message::Message;

/// An amount in euros, never below 0, exact. One that is read is at most [`Euros::MAX`]; a sum may be more.
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
        let value = Decimal::from_str_exact(digits).map_err(|_| EurosError::TooLarge)?;
        if value > Self::MAX.0 {
            return Err(EurosError::TooLarge);
        }
        Ok(Self(value))
    }

    /// Reads what a person types or pastes: `12 500,50 €`, `12.500,50`, `12500.5`, spaces of any kind.
    ///
    /// A lone comma or point is the decimal mark: three digits after it, which may be thousands, are an error and not a
    /// guess. With both, the last one is, and the other one groups thousands; a mark that comes again
    /// groups thousands too, which are groups of exactly three digits.
    ///
    /// # Errors
    /// As [`Euros::parse`].
    ///
    /// ```
    /// use shared::money::{Euros, EurosError};
    /// assert_eq!(Euros::parse_typed("12.500"), Err(EurosError::TooManyDecimals));
    /// assert_eq!(Euros::parse_typed("1.000.000"), Ok(Euros::whole(1_000_000)));
    /// let typed = Euros::parse_typed("12\u{202f}500,50 €").unwrap();
    /// assert_eq!(typed, Euros::parse("12500.50").unwrap());
    /// ```
    pub fn parse_typed(text: &str) -> Result<Self, EurosError> {
        Self::parse(&normalise_typed(text)?)
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

    /// Its whole cents; what is below one is left out.
    ///
    /// ```
    /// # use shared::money::Euros;
    /// assert_eq!(Euros::from_cents(1_234).cents(), 1_234);
    /// ```
    pub fn cents(self) -> u64 {
        let mut cents = self.floor_to_cent().0;
        cents.rescale(2);
        // An amount is never negative, and none that can be held comes near what fits.
        u64::try_from(cents.mantissa()).unwrap_or(u64::MAX)
    }

    /// The exact value, for display.
    pub const fn as_decimal(self) -> Decimal {
        self.0
    }
}

/// The form in which amounts cross the wire: a point and two decimals.
///
/// What is below the cent, which only [`Euros::share`] leaves, is not written: an amount that is shown goes through
/// [`Euros::floor_to_cent`] first, so that the rounding is said.
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
                "S’agit-il de milliers\u{202f}? Séparez-les par une espace, comme 12\u{202f}500. Sinon, deux décimales au plus.",
                "Are these thousands? Separate them with a space, like 12 500. Otherwise, at most two decimals.",
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

/// Without what groups thousands, and with a point for the decimal mark, so that [`Euros::parse`] alone decides what is
/// an amount.
fn normalise_typed(text: &str) -> Result<String, EurosError> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\u{202f}' | '\u{a0}' | '\u{2009}'))
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let Some(last) = kept.rfind([',', '.']) else {
        return Ok(kept);
    };
    let (before, after) = (&kept[..last], &kept[last + 1..]);
    let mark = &kept[last..=last];
    let Some(first) = before.find([',', '.']) else {
        return Ok(format!("{before}.{after}"));
    };
    // A mark that comes again groups thousands; the last one, when it is another, is for decimals.
    let group = &kept[first..=first];
    let (grouped, decimals) = if group == mark {
        (kept.as_str(), None)
    } else {
        (before, Some(after))
    };
    let whole = ungrouped(grouped, group).ok_or(EurosError::NotANumber)?;
    Ok(decimals.map_or_else(|| whole.clone(), |decimals| format!("{whole}.{decimals}")))
}

/// The digits of groups of exactly three, the first of one to three; the sign stays. `None` when they are not.
fn ungrouped(text: &str, group: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut groups = digits.split(group);
    let starts_well = groups
        .next()
        .is_some_and(|first| is_digits(first) && first.len() <= 3);
    let goes_on_well = groups.all(|group| is_digits(group) && group.len() == 3);
    (starts_well && goes_on_well).then(|| text.replace(group, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            ("1.000.000", "1000000.00"),
            ("1,000,000", "1000000.00"),
            ("1.234.567,8", "1234567.80"),
        ] {
            assert_eq!(
                Euros::parse_typed(typed).map(|e| e.to_string()),
                Ok(wire.to_owned()),
                "{typed}"
            );
        }
    }

    #[test]
    fn groups_have_exactly_three_digits_and_three_decimals_are_not_guessed() {
        for (typed, error) in [
            ("1.234,5.6", EurosError::NotANumber),
            ("1.23,5", EurosError::NotANumber),
            ("1234.567,8", EurosError::NotANumber),
            ("1.0000,5", EurosError::NotANumber),
            ("1..000", EurosError::NotANumber),
            (".000.000", EurosError::NotANumber),
            ("1.000,000", EurosError::TooManyDecimals),
            ("12.500", EurosError::TooManyDecimals),
            ("12.5000", EurosError::TooManyDecimals),
            ("12,500", EurosError::TooManyDecimals),
            ("0,005", EurosError::TooManyDecimals),
            ("-1.000.000", EurosError::Negative),
        ] {
            assert_eq!(Euros::parse_typed(typed), Err(error), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_never_panics_and_what_is_accepted_reads_back(typed in "[-0-9., €\u{a0}]{0,16}") {
            if let Ok(euros) = Euros::parse_typed(&typed) {
                prop_assert_eq!(Euros::parse(&euros.to_string()), Ok(euros));
                prop_assert_eq!(Euros::parse_typed(&format::euros_fr(euros)), Ok(euros));
            }
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
