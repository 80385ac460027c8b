//! Where a rule or a figure comes from, and how sure it is. It judges nothing: the rules do.

use chrono::NaiveDate;

use crate::message::Message;

/// The text or the page that a rule follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name of the text or of the page.
    pub title: &'static str,
    /// Address where it was read.
    pub url: &'static str,
    /// Day on which the rule was entered here. The page may have changed since.
    pub recorded_on: NaiveDate,
    /// The sentence that is applied, in its own words; empty when the page gives a figure without a sentence.
    pub quote: &'static str,
}

/// Something that the sources do not settle. It is shown, never guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is not known and whom to ask.
    pub message: Message,
}

/// A fact that the sources state, or that they leave unknown. Not an `Option`: nothing is a fact too ("no ceiling"),
/// and not the same one as not knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stated<T> {
    /// The sources say so.
    Known(T),
    /// It was looked for and not found. It is shown as unknown.
    Unknown,
}

impl<T> Stated<T> {
    /// What is known, if anything.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(fact) => Some(fact),
            Self::Unknown => None,
        }
    }
}
