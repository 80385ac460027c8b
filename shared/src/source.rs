//! Where a rule or a figure comes from, and how sure it is. It judges nothing: the rules do.

use crate::message::Message;

/// The text or the page that a rule follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name of the text or of the page.
    pub title: &'static str,
    /// Address where it was read.
    pub url: &'static str,
    /// Day on which the rule was entered here, `YYYY-MM-DD`. The page may have changed since.
    pub recorded_on: &'static str,
    /// The sentence that is applied, in its own words; empty when the page gives a figure without a sentence.
    pub quote: &'static str,
}

/// Something that the sources do not settle. It is shown, never guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is not known and whom to ask.
    pub message: Message,
}
