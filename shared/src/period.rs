//! Stretches of time in whole days, and counting in months as the law does. It reads no clock and knows no hours.

use chrono::{Months, NaiveDate};

/// Days from a first one, included, to a last one, excluded. Without an end, for as long as nobody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl Period {
    /// Every day from that one on.
    pub const fn from(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// Every day from the first, included, to the second, excluded; no day when the second is not after the first.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::period::Period;
    /// let day = |d| NaiveDate::from_ymd_opt(2026, 6, d).unwrap();
    /// let period = Period::between(day(1), day(30));
    /// assert!(period.contains(day(1)));
    /// assert!(period.contains(day(29)));
    /// assert!(!period.contains(day(30)));
    /// ```
    pub const fn between(from: NaiveDate, until: NaiveDate) -> Self {
        Self {
            from,
            until: Some(until),
        }
    }

    /// The first day.
    pub const fn first(&self) -> NaiveDate {
        self.from
    }

    /// The first day after it, when an end is known.
    pub const fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// The last day in it, when an end is known.
    pub fn last(&self) -> Option<NaiveDate> {
        self.until?.pred_opt()
    }

    /// Whether it has no day at all.
    pub fn is_empty(&self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }

    /// Whether the day is in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether a day is in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end_of = |a: &Self, b: &Self| b.until.is_none_or(|until| a.from < until);
        !self.is_empty()
            && !other.is_empty()
            && starts_before_end_of(self, other)
            && starts_before_end_of(other, self)
    }
}

/// A value and when it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    /// When.
    pub in_force: Period,
    /// What.
    pub value: T,
}

/// The value in force on a day; the first one written, when two are, which the tests of each table exclude.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::period::{Dated, Period, in_force_on};
/// let day = |y| NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
/// let rates = [
///     Dated { in_force: Period::between(day(2020), day(2023)), value: 70 },
///     Dated { in_force: Period::from(day(2023)), value: 80 },
/// ];
/// assert_eq!(in_force_on(&rates, day(2022)), Some(&70));
/// assert_eq!(in_force_on(&rates, day(2023)), Some(&80));
/// assert_eq!(in_force_on(&rates, day(2019)), None);
/// ```
pub fn in_force_on<T>(values: &[Dated<T>], day: NaiveDate) -> Option<&T> {
    values
        .iter()
        .find(|dated| dated.in_force.contains(day))
        .map(|dated| &dated.value)
}

/// The same day so many months later, or the last day of that month when it is too short.
///
/// `None` beyond the calendar of `chrono`, some 262,000 years from now.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::period::months_after;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(months_after(day(2026, 12, 31), 2), Some(day(2027, 2, 28)));
/// assert_eq!(months_after(day(2027, 12, 31), 2), Some(day(2028, 2, 29)));
/// ```
pub fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

/// The same day so many years earlier, or 28 February for a 29th in a year that has none.
///
/// `None` beyond the calendar of `chrono`.
pub fn years_before(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(years.checked_mul(12)?))
}

/// A day written in a table or a test. In a constant, one that is not in the calendar stops the build.
#[expect(
    clippy::panic,
    reason = "every table is a constant: a day that does not exist never leaves the compiler"
)]
pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day in the calendar"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_without_days_contains_and_overlaps_nothing() {
        let none = Period::between(day(2026, 1, 2), day(2026, 1, 2));
        assert!(none.is_empty());
        assert!(!none.contains(day(2026, 1, 2)));
        assert!(!none.overlaps(&Period::from(day(2020, 1, 1))));
    }

    #[test]
    fn periods_that_touch_do_not_overlap() {
        let first = Period::between(day(2026, 1, 1), day(2026, 2, 1));
        for (start, expected) in [
            (day(2026, 1, 31), true),
            (day(2026, 2, 1), false),
            (day(2026, 2, 2), false),
        ] {
            assert_eq!(first.overlaps(&Period::from(start)), expected, "{start}");
            assert_eq!(Period::from(start).overlaps(&first), expected, "{start}");
        }
        assert_eq!(first.last(), Some(day(2026, 1, 31)));
    }

    #[test]
    fn three_years_before_a_leap_day() {
        assert_eq!(years_before(day(2028, 2, 29), 3), Some(day(2025, 2, 28)));
        assert_eq!(years_before(day(2026, 11, 23), 3), Some(day(2023, 11, 23)));
    }
}
