//! Dates as the sources of measures give them, to the day, the month or the year, and the days on which a measure is
//! open, closed or uncertain because of that. It knows nothing else of a measure.

use serde::Deserialize;

use crate::text_file::{Fault, within};

/// One time during which a measure can be asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// Its first day, month or year; not written when it was not found.
    from: Option<String>,
    /// When its first day was not found: a day, month or year in which a source saw it open.
    seen_open: Option<String>,
    /// Its last day, month or year, included; not written when no end is known.
    last: Option<String>,
    /// From that day, month or year on, the sources do not say whether it is still open.
    uncertain_from: Option<String>,
}

/// A day of the calendar, in the order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u32,
    day: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Closed,
    Uncertain,
    Open,
}

impl Date {
    /// `day(2019, 3, 5)`.
    pub fn expression(self) -> String {
        if self == BEGINNING {
            return "NaiveDate::MIN".to_owned();
        }
        format!("day({}, {}, {})", self.year, self.month, self.day)
    }
}

/// Stands for "always was": before any day of the programme.
const BEGINNING: Date = Date {
    year: 0,
    month: 1,
    day: 1,
};

/// `Validity::new(&[…])`, of the standing over all days. Where stretches overlap, the surest to be open wins. Without
/// any stretch, nothing is known at all.
pub fn changes(stretches: &[Stretch]) -> Result<String, Fault> {
    let stretches = stretches
        .iter()
        .enumerate()
        .map(|(index, stretch)| within(format_args!("stretches[{}]", index + 1), Boundaries::of(stretch)))
        .collect::<Result<Vec<_>, _>>()?;
    let standing_on = |day| {
        let standings = stretches.iter().map(|stretch| stretch.standing_on(day));
        standings.max().unwrap_or(Standing::Uncertain)
    };
    let mut days: Vec<_> = stretches.iter().flat_map(Boundaries::days).collect();
    days.push(BEGINNING);
    days.sort_unstable();
    days.dedup();
    let mut changes = Vec::new();
    let mut before = Standing::Closed;
    for day in days {
        let standing = standing_on(day);
        if standing != before {
            let name = match standing {
                Standing::Open => "Open",
                Standing::Uncertain => "Uncertain",
                Standing::Closed => "Closed",
            };
            changes.push(format!(
                "Change {{ from: {}, standing: Standing::{name} }}",
                day.expression()
            ));
            before = standing;
        }
    }
    Ok(format!("Validity::new(&[{}])", changes.join(", ")))
}

/// The first day of a day, month or year, and the first day after it.
pub fn stretch_of(text: &str) -> Result<(Date, Date), Fault> {
    let fault = || format!("not a day, a month or a year: {text}");
    let numbers = text
        .split('-')
        .map(|part| part.parse().map_err(|_| fault()))
        .collect::<Result<Vec<u32>, _>>()?;
    let (year, month, day) = match numbers[..] {
        [year] => (year, None, None),
        [year, month] => (year, Some(month), None),
        [year, month, day] => (year, Some(month), Some(day)),
        _ => return Err(fault()),
    };
    let year = i32::try_from(year).map_err(|_| fault())?;
    let first = Date {
        year,
        month: month.unwrap_or(1),
        day: day.unwrap_or(1),
    };
    let is_day = (1..=12).contains(&first.month) && (1..=days_in(year, first.month)).contains(&first.day);
    if !is_day || year < 2000 {
        return Err(fault());
    }
    let after = match (month, day) {
        (Some(month), Some(day)) if day < days_in(year, month) => Date {
            day: day + 1,
            ..first
        },
        (Some(month), _) if month < 12 => Date {
            year,
            month: month + 1,
            day: 1,
        },
        _ => Date {
            year: year + 1,
            month: 1,
            day: 1,
        },
    };
    Ok((first, after))
}

/// The days on which the standing of a stretch changes.
struct Boundaries {
    /// It may be open from that day on.
    maybe_from: Date,
    /// It is.
    from: Option<Date>,
    /// It may no longer be.
    maybe_until: Option<Date>,
    /// It is not any more.
    until: Option<Date>,
}

impl Boundaries {
    fn of(stretch: &Stretch) -> Result<Self, Fault> {
        let (maybe_from, from) = match (&stretch.from, &stretch.seen_open) {
            (Some(text), None) => {
                let (first, after) = stretch_of(text)?;
                (first, Some(if is_day(text) { first } else { after }))
            }
            (None, Some(text)) => {
                let (first, after) = stretch_of(text)?;
                (BEGINNING, Some(if is_day(text) { first } else { after }))
            }
            (None, None) => (BEGINNING, None),
            (Some(_), Some(_)) => {
                return Err("`seen_open` stands in for a missing `from`".to_owned());
            }
        };
        let last = stretch
            .last
            .as_deref()
            .map(|text| {
                let (first, after) = stretch_of(text)?;
                Ok::<_, Fault>((if is_day(text) { after } else { first }, after))
            })
            .transpose()?;
        let doubtful = stretch.uncertain_from.as_deref().map(stretch_of).transpose()?;
        let maybe_until = [last.map(|(maybe, _)| maybe), doubtful.map(|(first, _)| first)]
            .into_iter()
            .flatten()
            .min();
        let until = last.map(|(_, until)| until);
        if until.is_some_and(|until| until <= maybe_from)
            || maybe_until.is_some_and(|until| until < maybe_from)
        {
            return Err("a stretch ends before it begins".to_owned());
        }
        Ok(Self {
            maybe_from,
            from,
            maybe_until,
            until,
        })
    }

    fn days(&self) -> Vec<Date> {
        let others = [self.from, self.maybe_until, self.until];
        std::iter::once(self.maybe_from)
            .chain(others.into_iter().flatten())
            .collect()
    }

    fn standing_on(&self, day: Date) -> Standing {
        let is_over = |until: Option<Date>| until.is_some_and(|until| until <= day);
        if day < self.maybe_from || is_over(self.until) {
            Standing::Closed
        } else if self.from.is_none_or(|from| day < from) || is_over(self.maybe_until) {
            Standing::Uncertain
        } else {
            Standing::Open
        }
    }
}

fn is_day(text: &str) -> bool {
    text.split('-').count() == 3
}

fn days_in(year: i32, month: u32) -> u32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
