//! How values are shown to people, in both languages.

use serde::Deserialize;
use shared::format;
use shared::message::Lang;
use shared::money::Rate;

use super::given::{day, euros, or_fault};
use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    let in_both = |given: &Shown| or_fault(given.answer());
    ask("shown", include_str!("../../cases/shown.toml"), in_both)
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shown {
    /// Shown long, then short.
    Date(String),
    Euros(String),
    BasisPoints(u16),
    Count(u64),
}

impl Shown {
    fn answer(&self) -> Result<Answer, String> {
        Ok(Answer::line(format!(
            "{} / {}",
            self.in_lang(Lang::Fr)?,
            self.in_lang(Lang::En)?
        )))
    }

    fn in_lang(&self, lang: Lang) -> Result<String, String> {
        Ok(match self {
            Self::Date(text) => {
                let day = day(text)?;
                format!("{}, {}", format::date(day, lang), format::short_date(day, lang))
            }
            Self::Euros(text) => format::euros(euros(text)?, lang),
            Self::BasisPoints(points) => format::rate(Rate::from_basis_points(*points), lang),
            Self::Count(number) => format::count(*number, lang),
        })
    }
}
