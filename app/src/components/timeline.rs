//! The life of a dossier as a line: a point for each day on which something happened, an open one for each day by which
//! something is due, and how far today is. What each of them is, the lists around it say.

use chrono::NaiveDate;
use shared::calendar::{paris_day, read_day, read_utc};
use shared::format;
use shared::wire::ReadDossierResponse;

use crate::embed::Embed;
use crate::markup::{Element, View, el, svg};

/// Shows the line; nothing when all happened on one day and nothing is due.
pub fn timeline(embed: Embed, dossier: &ReadDossierResponse, today: Option<NaiveDate>) -> View {
    let happened = dossier.history.iter();
    let happened = happened.filter_map(|entry| read_utc(&entry.at).map(paris_day));
    let due = dossier.deadlines.iter();
    let due = due.filter_map(|deadline| read_day(&deadline.day));
    let Some(line) = Line::of(happened.collect(), due.collect(), today) else {
        return View::NOTHING;
    };
    let words = embed.words;
    let [from, to] = [line.from, line.to].map(|day| format::date(day, embed.lang));
    let stroke = |class: &'static str, to: u32| {
        svg("line")
            .class(class)
            .attr("x1", percent(0))
            .attr("x2", percent(to))
            .attr("y1", "50%")
            .attr("y2", "50%")
    };
    let points = |days: &[NaiveDate], class: &'static str| {
        let points = days.iter().map(|day| {
            svg("circle")
                .class(class)
                .attr("cx", percent(line.place(*day)))
                .attr("cy", "50%")
                .attr("r", "6")
        });
        points.collect::<Vec<_>>()
    };
    let picture = svg("svg")
        .class("timeline")
        .attr("role", "img")
        .attr("aria-label", (words.timeline)(&from, &to))
        .child(stroke("", WHOLE))
        .child(stroke("past", today.map_or(0, |today| line.place(today))))
        .children(points(&line.due, "due"))
        .children(points(&line.happened, ""));
    let end = if line.due.contains(&line.to) {
        (words.at_the_latest)(&to)
    } else {
        to
    };
    let ends: Element = el("p")
        .class("ends small muted")
        .child(el("span").child(from))
        .child(" ")
        .child(el("span").child(end));
    el("div").class("shares").child(picture).child(ends).into()
}

/// The days of a dossier and between which two they are.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    from: NaiveDate,
    to: NaiveDate,
    happened: Vec<NaiveDate>,
    due: Vec<NaiveDate>,
}

/// The whole of the line in the unit of a place on it.
const WHOLE: u32 = 1000;

impl Line {
    /// `None` for a line without length.
    fn of(happened: Vec<NaiveDate>, due: Vec<NaiveDate>, today: Option<NaiveDate>) -> Option<Self> {
        let from = happened.iter().min().copied()?;
        // A line that waits for something goes on to this day.
        let today = today.filter(|_| !due.is_empty());
        let to = happened.iter().chain(&due).chain(&today).max().copied()?;
        (from < to).then_some(Self {
            from,
            to,
            happened,
            due,
        })
    }

    /// Where a day is, from 0 to [`WHOLE`]; a day outside is at the nearer end.
    fn place(&self, day: NaiveDate) -> u32 {
        let whole = self.to.signed_duration_since(self.from).num_days().max(1);
        let passed = day.signed_duration_since(self.from).num_days().clamp(0, whole);
        // Between 0 and WHOLE by the line above.
        u32::try_from(passed * i64::from(WHOLE) / whole).unwrap_or_default()
    }
}

/// A place as a part of the width, with room for a point at either end.
fn percent(place: u32) -> String {
    let place = 20 + place * 96 / 100;
    format!("{}.{}%", place / 10, place % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days<const N: usize>(written: [&str; N]) -> Vec<NaiveDate> {
        written.into_iter().filter_map(read_day).collect()
    }

    fn line(happened: &[NaiveDate], due: &[NaiveDate], today: &str) -> Option<Line> {
        Line::of(happened.to_vec(), due.to_vec(), read_day(today))
    }

    #[test]
    fn a_line_goes_from_the_filing_to_what_is_due() -> Result<(), &'static str> {
        let [filed, middle, due] = days(["2026-11-01", "2026-11-16", "2026-12-01"])[..] else {
            return Err("three days");
        };
        let line = line(&[filed, middle], &[due], "2026-11-10").ok_or("a line")?;
        assert_eq!((line.from, line.to), (filed, due));
        let places = [filed, middle, due].map(|day| line.place(day));
        assert_eq!(places, [0, 500, WHOLE]);
        assert_eq!(places.map(percent), ["2.0%", "50.0%", "98.0%"]);
        assert_eq!(line.place(days(["2020-01-01"])[0]), 0);
        assert_eq!(line.place(days(["2030-01-01"])[0]), WHOLE);
        Ok(())
    }

    #[test]
    fn it_goes_on_to_this_day_while_something_is_awaited_and_ends_with_the_last_step_then() {
        let (filed, decided) = (days(["2026-11-01"]), days(["2026-11-01", "2026-11-20"]));
        let due = days(["2026-11-05"]);
        let end = |line: Option<Line>| line.map(|line| line.to.to_string());
        assert_eq!(
            end(line(&filed, &due, "2026-12-24")).as_deref(),
            Some("2026-12-24")
        );
        assert_eq!(
            end(line(&decided, &[], "2026-12-24")).as_deref(),
            Some("2026-11-20")
        );
    }

    #[test]
    fn one_day_makes_no_line() {
        let day = days(["2026-11-01"]);
        assert_eq!(line(&day, &[], "2026-12-24"), None);
        assert_eq!(line(&[], &day, "2026-12-24"), None);
        assert_eq!(line(&day, &day, "2026-11-01"), None);
    }
}
