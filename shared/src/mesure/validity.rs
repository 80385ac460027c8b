//! When a measure can be asked for, and on which days its sources do not say. It reads no clock.

use chrono::NaiveDate;

use crate::format;
use crate::message::{Lang, Message};

/// What the sources say of a measure on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It can be asked for.
    Open,
    /// They do not say: a date is known to the month or the year only, or nothing was found for that time.
    Uncertain,
    /// It cannot.
    Closed,
}

impl Standing {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Uncertain => "uncertain",
            Self::Closed => "closed",
        }
    }

    /// The standing in a word or two.
    pub const fn label(self) -> Message {
        match self {
            Self::Open => Message::fixed("Ouverte", "Open"),
            Self::Uncertain => Message::fixed("À vérifier", "To be verified"),
            Self::Closed => Message::fixed("Fermée", "Closed"),
        }
    }
}

/// A day from which the standing is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// First day.
    pub from: NaiveDate,
    /// The standing from that day on.
    pub standing: Standing,
}

/// The standing of a measure over all days: closed before the first change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    changes: &'static [Change],
}

impl Validity {
    /// From the changes, in the order of their days, no two in a row of the same standing. `data/mesures` is checked
    /// for it when it is compiled.
    pub(crate) const fn new(changes: &'static [Change]) -> Self {
        Self { changes }
    }

    /// Every change, in order.
    pub const fn changes(&self) -> &'static [Change] {
        self.changes
    }

    /// The standing on a day.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::mesure::{Standing, find_mesure};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let validity = find_mesure("pacte-industrie").unwrap().validity;
    /// assert_eq!(validity.standing_on(day(2023, 5, 31)), Standing::Closed);
    /// assert_eq!(validity.standing_on(day(2023, 6, 1)), Standing::Open);
    /// ```
    pub fn standing_on(&self, on: NaiveDate) -> Standing {
        self.current(on)
            .map_or(Standing::Closed, |change| change.standing)
    }

    /// How the stretch in which it is open on a day ends; `None` when it is not open then, or when no end is known.
    pub fn end_after(&self, on: NaiveDate) -> Option<End> {
        let next = match self.standing_on(on) {
            Standing::Open => self.next(on)?,
            Standing::Uncertain | Standing::Closed => return None,
        };
        match next.standing {
            Standing::Closed => next.from.pred_opt().map(End::Last),
            Standing::Uncertain => next.from.pred_opt().map(End::AtLeast),
            Standing::Open => None,
        }
    }

    /// Since when, and until when, it is closed; `None` when it is not closed on that day.
    pub fn closure_on(&self, on: NaiveDate) -> Option<Closure> {
        if self.standing_on(on) != Standing::Closed {
            return None;
        }
        let before = self
            .changes
            .iter()
            .rev()
            .filter(|change| change.from <= on)
            .nth(1);
        let since = before.zip(self.current(on)).map(|(before, current)| Boundary {
            day: current.from,
            is_exact: before.standing == Standing::Open,
        });
        let opens = self.next(on).map(|next| Boundary {
            day: next.from,
            is_exact: next.standing == Standing::Open,
        });
        Some(Closure { since, opens })
    }

    fn current(&self, on: NaiveDate) -> Option<&'static Change> {
        self.changes.iter().rev().find(|change| change.from <= on)
    }

    fn next(&self, on: NaiveDate) -> Option<&'static Change> {
        self.changes.iter().find(|change| on < change.from)
    }
}

/// How a stretch in which a measure is open ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It can be asked for until that day, included, and is closed after it.
    Last(NaiveDate),
    /// It can be asked for until that day, included; of the next one the sources do not say.
    AtLeast(NaiveDate),
}

impl End {
    /// The last day on which it can surely be asked for.
    pub const fn last_day(self) -> NaiveDate {
        match self {
            Self::Last(day) | Self::AtLeast(day) => day,
        }
    }
}

/// Around which days a measure is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closure {
    /// First day without it, when it was open before.
    pub since: Option<Boundary>,
    /// First day with it, when it opens later.
    pub opens: Option<Boundary>,
}

/// A day on which a measure opens or closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// The day.
    pub day: NaiveDate,
    /// Whether the sources give that day. If not, they give a month or a year: it closes on that day at the latest, or
    /// opens on that day at the earliest.
    pub is_exact: bool,
}

impl Closure {
    /// What to say of it.
    pub fn message(&self) -> Message {
        let in_lang = |lang| {
            let sentences: Vec<_> = [
                self.since.map(|since| since.closed(lang)),
                self.opens.map(|opens| opens.opens(lang)),
            ]
            .into_iter()
            .flatten()
            .collect();
            sentences.join(" ")
        };
        Message::built(in_lang(Lang::Fr), in_lang(Lang::En))
    }
}

impl Boundary {
    fn closed(self, lang: Lang) -> String {
        let day = format::date(self.day, lang);
        match (lang, self.is_exact) {
            (Lang::Fr, true) => format!("Fermée depuis le {day}."),
            (Lang::Fr, false) => format!("Fermée, au plus tard depuis le {day}."),
            (Lang::En, true) => format!("Closed since {day}."),
            (Lang::En, false) => format!("Closed since {day} at the latest."),
        }
    }

    fn opens(self, lang: Lang) -> String {
        let day = format::date(self.day, lang);
        match (lang, self.is_exact) {
            (Lang::Fr, true) => format!("Ouvre le {day}."),
            (Lang::Fr, false) => format!("N’ouvre pas avant le {day}."),
            (Lang::En, true) => format!("Opens on {day}."),
            (Lang::En, false) => format!("Does not open before {day}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::day;

    /// Open in June 2024, uncertain in 2025, open in the first quarter of 2027 and uncertain after it.
    const EDITIONS: Validity = Validity::new(&[
        Change {
            from: day(2024, 6, 1),
            standing: Standing::Open,
        },
        Change {
            from: day(2024, 7, 1),
            standing: Standing::Closed,
        },
        Change {
            from: day(2025, 1, 1),
            standing: Standing::Uncertain,
        },
        Change {
            from: day(2026, 1, 1),
            standing: Standing::Closed,
        },
        Change {
            from: day(2027, 1, 1),
            standing: Standing::Open,
        },
        Change {
            from: day(2027, 4, 1),
            standing: Standing::Uncertain,
        },
    ]);

    #[test]
    fn each_change_holds_from_its_day() {
        for (on, expected) in [
            (day(2024, 5, 31), Standing::Closed),
            (day(2024, 6, 1), Standing::Open),
            (day(2024, 6, 30), Standing::Open),
            (day(2024, 7, 1), Standing::Closed),
            (day(2024, 12, 31), Standing::Closed),
            (day(2025, 1, 1), Standing::Uncertain),
            (day(2025, 12, 31), Standing::Uncertain),
            (day(2026, 1, 1), Standing::Closed),
            (day(2026, 12, 31), Standing::Closed),
            (day(2027, 1, 1), Standing::Open),
            (day(2027, 3, 31), Standing::Open),
            (day(2027, 4, 1), Standing::Uncertain),
        ] {
            assert_eq!(EDITIONS.standing_on(on), expected, "{on}");
            assert_eq!(
                EDITIONS.closure_on(on).is_some(),
                expected == Standing::Closed,
                "{on}"
            );
        }
    }

    #[test]
    fn an_open_stretch_ends_on_its_last_day_or_in_doubt() {
        for (on, expected) in [
            (day(2024, 5, 31), None),
            (day(2024, 6, 1), Some(End::Last(day(2024, 6, 30)))),
            (day(2024, 6, 30), Some(End::Last(day(2024, 6, 30)))),
            (day(2024, 7, 1), None),
            (day(2025, 6, 1), None),
            (day(2027, 1, 1), Some(End::AtLeast(day(2027, 3, 31)))),
            (day(2027, 3, 31), Some(End::AtLeast(day(2027, 3, 31)))),
            (day(2027, 4, 1), None),
        ] {
            assert_eq!(EDITIONS.end_after(on), expected, "{on}");
        }
    }

    #[test]
    fn a_closure_says_both_ends_and_how_exact_they_are() {
        let said = |on, lang| {
            EDITIONS
                .closure_on(on)
                .map(|closure| closure.message().in_lang(lang).to_owned())
        };
        for (on, fr, en) in [
            (
                day(2024, 1, 1),
                "Ouvre le 1er juin 2024.",
                "Opens on 1 June 2024.",
            ),
            (
                day(2024, 8, 1),
                "Fermée depuis le 1er juillet 2024. N’ouvre pas avant le 1er janvier 2025.",
                "Closed since 1 July 2024. Does not open before 1 January 2025.",
            ),
            (
                day(2026, 11, 23),
                "Fermée, au plus tard depuis le 1er janvier 2026. Ouvre le 1er janvier 2027.",
                "Closed since 1 January 2026 at the latest. Opens on 1 January 2027.",
            ),
        ] {
            assert_eq!(said(on, Lang::Fr).as_deref(), Some(fr));
            assert_eq!(said(on, Lang::En).as_deref(), Some(en));
        }
        assert_eq!(said(day(2024, 6, 1), Lang::Fr), None);
    }

    #[test]
    fn without_any_change_it_is_closed_without_dates() {
        let never = Validity::new(&[]);
        let closure = never.closure_on(day(2026, 11, 23)).expect("closed");
        assert_eq!(
            closure,
            Closure {
                since: None,
                opens: None
            }
        );
    }
}
