//! Counting in months and years, as time limits do.

use chrono::NaiveDate;
use serde::Deserialize;
use shared::period::{months_after, years_before};

use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    ask("months", include_str!("../../cases/months.toml"), count)
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
