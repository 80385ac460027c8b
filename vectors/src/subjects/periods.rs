//! Counting in months and years, as time limits do, and the days off that end them.

use chrono::NaiveDate;
use serde::Deserialize;
use shared::calendar::{is_day_off, next_working_day, read_day};
use shared::period::{months_after, years_before};

use crate::case::{Answer, Asked, ask, ask_typed};

pub fn ask_all() -> Vec<Asked> {
    [
        ask("months", include_str!("../../cases/months.toml"), count),
        ask_typed("day_off", include_str!("../../cases/day_off.toml"), day_off),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    from: String,
    #[serde(default)]
    months_after: u32,
    #[serde(default)]
    years_before: u32,
}

fn count(given: &Count) -> Answer {
    let day = given
        .from
        .parse::<NaiveDate>()
        .ok()
        .and_then(|day| months_after(day, given.months_after))
        .and_then(|day| years_before(day, given.years_before));
    Answer::line(day.map_or_else(|| "no such day".to_owned(), |day| day.to_string()))
}

/// `works`, or `off to 2026-04-07`: the first day after it that is not.
fn day_off(day: &str) -> Answer {
    Answer::line(match read_day(day) {
        None => "no such day".to_owned(),
        Some(day) if is_day_off(day) => format!("off to {}", next_working_day(day)),
        Some(_) => "works".to_owned(),
    })
}
