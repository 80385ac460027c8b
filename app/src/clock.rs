//! The one file that reads the clock and the calendar of the device. Rules take the day as an argument, and the days of a
//! dossier are those of Paris wherever the device is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::calendar::{paris_day, read_day, read_utc};
use shared::format;
use shared::message::Lang;
use wasm_bindgen::JsValue;

/// A moment, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(u64);

impl Instant {
    /// No draft is older: 1 November 2026, at midnight.
    pub const FIRST_RELEASE: Self = Self(1_793_491_200_000);

    /// The present moment.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a date of our time is a positive whole number far below 2^53"
    )]
    pub fn now() -> Self {
        Self(js_sys::Date::now() as u64)
    }

    /// A moment that is known.
    #[cfg(test)]
    pub const fn from_milliseconds(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// Whether at most so many days passed between another moment and this one.
    pub const fn is_within_days_of(self, earlier: Self, days: u32) -> bool {
        self.0.saturating_sub(earlier.0) <= days as u64 * 24 * 60 * 60 * 1000
    }

    /// How many milliseconds passed from this moment to a later one.
    pub const fn milliseconds_to(self, later: Self) -> u64 {
        later.0.saturating_sub(self.0)
    }

    /// The hour and minute on the clock of the device, such as `09:05`.
    pub fn hour_and_minute(self) -> String {
        let date = self.to_date();
        format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
    }

    /// Its day, in words, on the calendar of the device.
    pub fn day_in_words(self, lang: Lang) -> String {
        local_day(&self.to_date()).map_or_else(String::new, |day| format::date(day, lang))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a date of our time is a whole number far below 2^53"
    )]
    fn to_date(self) -> js_sys::Date {
        js_sys::Date::new(&JsValue::from_f64(self.0 as f64))
    }
}

/// The day on the calendar of the device.
pub fn today() -> Option<NaiveDate> {
    local_day(&js_sys::Date::new_0())
}

/// The day in Paris of a moment of an answer, `2026-11-23T10:00:00Z`, in words: deadlines count from that day. What cannot
/// be read is shown as it is.
pub fn day_of(utc: &str, lang: Lang) -> String {
    read_utc(utc).map_or_else(|| utc.to_owned(), |moment| format::date(paris_day(moment), lang))
}

fn local_day(date: &js_sys::Date) -> Option<NaiveDate> {
    if date.get_time().is_nan() {
        return None;
    }
    let year = i32::try_from(date.get_full_year()).ok()?;
    NaiveDate::from_ymd_opt(year, date.get_month() + 1, date.get_date())
}

/// A day of a form or of an answer, `YYYY-MM-DD`, in words; what cannot be read is shown as it is.
pub fn day_in_words(iso: &str, lang: Lang) -> String {
    read_day(iso).map_or_else(|| iso.to_owned(), |day| format::date(day, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_our_data_are_shown_in_words() {
        assert_eq!(day_in_words("2026-11-23", Lang::Fr), "23 novembre 2026");
        assert_eq!(day_in_words("2026-03-01", Lang::En), "1 March 2026");
        assert_eq!(day_in_words("2026-02-30", Lang::Fr), "2026-02-30");
        assert_eq!(day_in_words("bientôt", Lang::Fr), "bientôt");
    }

    #[test]
    fn steps_are_shown_on_their_day_in_paris() {
        // Paris is one hour ahead in winter and two in summer.
        for (utc, day) in [
            ("2026-11-23T22:59:59Z", "23 November 2026"),
            ("2026-11-23T23:00:00Z", "24 November 2026"),
            ("2026-07-31T21:59:59Z", "31 July 2026"),
            ("2026-07-31T22:00:00Z", "1 August 2026"),
            ("2026-11-23", "2026-11-23"),
        ] {
            assert_eq!(day_of(utc, Lang::En), day, "{utc}");
        }
    }
}
