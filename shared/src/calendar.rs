//! Days as the law of metropolitan France knows them: the legal day of a moment, the days off, and the plain text form
//! of both. It reads no clock, and knows neither the other time zones of France nor the local holidays of its regions.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

/// The legal day in Paris at a moment of universal time: what "the day of receipt" means.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, 1 a.m. universal time (directive
/// 2000/84/CE, articles 2 and 3): Paris is two hours ahead then, one hour ahead otherwise. Right from 2002, when the
/// directive begins to apply; tested against the time zone database from 2018 to 2040.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::calendar::{paris_day, read_utc};
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let at = |text| paris_day(read_utc(text).unwrap());
/// assert_eq!(at("2026-07-31T21:59:59Z"), day(7, 31));
/// assert_eq!(at("2026-07-31T22:00:00Z"), day(8, 1));
/// assert_eq!(at("2026-11-30T22:59:59Z"), day(11, 30));
/// assert_eq!(at("2026-11-30T23:00:00Z"), day(12, 1));
/// ```
pub fn paris_day(utc: NaiveDateTime) -> NaiveDate {
    let hours = if is_summer_time(utc) { 2 } else { 1 };
    // Only the last hours of the calendar, some 262,000 years from now, stay as they are.
    utc.checked_add_signed(TimeDelta::hours(hours))
        .unwrap_or(utc)
        .date()
}

/// Reads a moment as it is stored and sent: `2026-11-23T10:00:00Z`, universal time, to the second. By hand: the patterns
/// of `chrono` weigh 15 KiB in the browser.
pub fn read_utc(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let time = read_figures(time, b"00:00:00")?;
    let part = |place: usize| time.get(place..place + 2)?.parse().ok();
    let time = NaiveTime::from_hms_opt(part(0)?, part(3)?, part(6)?)?;
    Some(NaiveDateTime::new(read_day(day)?, time))
}

/// Reads a day as it crosses the wire: `2026-11-23`.
///
/// ```
/// use shared::calendar::read_day;
/// assert!(read_day("2028-02-29").is_some());
/// assert!(read_day("2027-02-29").is_none());
/// assert!(read_day("23/11/2026").is_none());
/// ```
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let text = read_figures(text, b"0000-00-00")?;
    NaiveDate::from_ymd_opt(
        text.get(..4)?.parse().ok()?,
        text.get(5..7)?.parse().ok()?,
        text.get(8..)?.parse().ok()?,
    )
}

/// Whether the day is a Saturday, a Sunday or one of the eleven national holidays (Code du travail, L3133-1). The two
/// more of Alsace and Moselle and those of the overseas regions are not known here.
pub fn is_day_off(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || is_public_holiday(day)
}

/// The day itself, or the first one after it that is not off.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::calendar::next_working_day;
/// let day = |m, d| NaiveDate::from_ymd_opt(2027, m, d).unwrap();
/// // 27 March 2027 is the Saturday before Easter; the Monday is off too.
/// assert_eq!(next_working_day(day(3, 27)), day(3, 30));
/// assert_eq!(next_working_day(day(3, 30)), day(3, 30));
/// ```
pub fn next_working_day(day: NaiveDate) -> NaiveDate {
    let following = std::iter::successors(Some(day), NaiveDate::succ_opt);
    // No stretch of days off is longer than four: Saturday, Sunday, and two holidays around them.
    following.take(8).find(|day| !is_day_off(*day)).unwrap_or(day)
}

/// Code du travail, L3133-1, read at <https://www.legifrance.gouv.fr/codes/id/LEGISCTA000033008129/>:
///
/// > Les fêtes légales ci-après désignées sont des jours fériés : 1° Le 1er janvier ; 2° Le lundi de Pâques ; 3° Le 1er
/// > mai ; 4° Le 8 mai ; 5° L'Ascension ; 6° Le lundi de Pentecôte ; 7° Le 14 juillet ; 8° L'Assomption ; 9° La
/// > Toussaint ; 10° Le 11 novembre ; 11° Le jour de Noël.
fn is_public_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [
        (1, 1),
        (5, 1),
        (5, 8),
        (7, 14),
        (8, 15),
        (11, 1),
        (11, 11),
        (12, 25),
    ];
    // Easter Monday, Ascension, Whit Monday: so many days after Easter Sunday.
    const AFTER_EASTER: [i64; 3] = [1, 39, 50];
    let since_easter = easter(day.year()).map(|easter| day.signed_duration_since(easter).num_days());
    FIXED.contains(&(day.month(), day.day())) || since_easter.is_some_and(|days| AFTER_EASTER.contains(&days))
}

/// Easter Sunday by the Gregorian computus, in the form known as Meeus/Jones/Butcher.
#[expect(
    clippy::many_single_char_names,
    reason = "the letters are those of the published algorithm"
)]
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = u64::try_from(h + l - 7 * m).ok()?;
    NaiveDate::from_ymd_opt(year, 3, 22)?.checked_add_days(Days::new(days))
}

fn is_summer_time(utc: NaiveDateTime) -> bool {
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    matches!((change(3), change(10)), (Some(start), Some(end)) if start <= utc && utc < end)
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

/// The text when it has digits where the shape has zeros and the shape's signs elsewhere.
fn read_figures<'a>(text: &'a str, shape: &[u8]) -> Option<&'a str> {
    let fits = |(byte, sign): (u8, &u8)| match sign {
        b'0' => byte.is_ascii_digit(),
        sign => byte == *sign,
    };
    (text.len() == shape.len() && text.bytes().zip(shape).all(fits)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Offset, TimeZone};
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn every_hour_from_2018_to_2040_is_that_of_the_time_zone_database() {
        let start = day(2018, 1, 1).and_hms_opt(0, 0, 0).expect("midnight");
        let end = day(2041, 1, 1).and_hms_opt(0, 0, 0).expect("midnight");
        let mut utc = start;
        while utc < end {
            let offset = chrono_tz::Europe::Paris
                .offset_from_utc_datetime(&utc)
                .fix()
                .local_minus_utc();
            let hours = if is_summer_time(utc) { 2 } else { 1 };
            assert_eq!(offset, hours * 3_600, "{utc}");
            utc += TimeDelta::hours(1);
        }
    }

    #[test]
    fn summer_time_changes_at_one_universal_time_and_not_a_second_before() {
        // Last Sundays: 29 March and 25 October 2026.
        for (text, summer) in [
            ("2026-03-29T00:59:59Z", false),
            ("2026-03-29T01:00:00Z", true),
            ("2026-10-25T00:59:59Z", true),
            ("2026-10-25T01:00:00Z", false),
        ] {
            assert_eq!(read_utc(text).map(is_summer_time), Some(summer), "{text}");
        }
    }

    #[test]
    fn moments_are_read_in_the_one_form_in_which_they_are_stored() {
        assert_eq!(
            read_utc("2026-11-23T10:00:05Z"),
            day(2026, 11, 23).and_hms_opt(10, 0, 5)
        );
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T10:00:05",
            "2026-11-23T10:00:05+01:00",
            "2026-11-23T24:00:00Z",
            "2026-11-23T10:60:00Z",
            "2026-11-23 10:00:05Z",
            "2026-02-30T10:00:05Z",
            "2026-11-23T1é:00:0Z",
        ] {
            assert_eq!(read_utc(text), None, "{text}");
        }
    }

    #[test]
    fn the_eleven_holidays_of_2026() {
        let holidays: Vec<NaiveDate> = day(2026, 1, 1)
            .iter_days()
            .take(365)
            .filter(|day| is_public_holiday(*day))
            .collect();
        // Easter Sunday is 5 April 2026.
        let expected = [
            (1, 1),
            (4, 6),
            (5, 1),
            (5, 8),
            (5, 14),
            (5, 25),
            (7, 14),
            (8, 15),
            (11, 1),
            (11, 11),
            (12, 25),
        ];
        assert_eq!(holidays, expected.map(|(month, number)| day(2026, month, number)));
    }

    #[test]
    fn easter_of_known_years() {
        for (year, month, number) in [
            (2018, 4, 1),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(day(year, month, number)));
        }
    }

    proptest! {
        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i32..10_000) {
            let easter = easter(year).expect("a day");
            prop_assert_eq!(easter.weekday(), Weekday::Sun);
            prop_assert!(day(year, 3, 22) <= easter && easter <= day(year, 4, 25));
        }

        #[test]
        fn the_next_working_day_is_near_and_not_off(offset in 0_u64..20_000) {
            let start = day(2018, 1, 1) + Days::new(offset);
            let next = next_working_day(start);
            prop_assert!(!is_day_off(next));
            prop_assert!(start <= next && next <= start + Days::new(5));
        }
    }
}
