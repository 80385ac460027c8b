//! A question before what cannot be undone.

use super::base::{Button, Look};
use crate::markup::{Element, Text, el};

/// What is asked, and the two answers: each with its `data-action` and its label.
pub struct Question {
    /// Its id: the focus goes there.
    pub id: &'static str,
    /// What is asked.
    pub sentence: Text,
    /// Doing it.
    pub yes: (&'static str, &'static str),
    /// Leaving it.
    pub no: (&'static str, &'static str),
}

/// Asks it, and does what is answered.
pub fn question(question: Question, yes: impl Fn() + 'static, no: impl Fn() + 'static) -> Element {
    let (yes, no) = (
        Button::new(question.yes.0, Look::Secondary, question.yes.1, yes),
        Button::new(question.no.0, Look::Secondary, question.no.1, no),
    );
    let sentence = el("p")
        .id(question.id)
        .attr("tabindex", "-1")
        .child(question.sentence);
    el("div")
        .class("confirm")
        .attr("role", "group")
        .attr("aria-labelledby", question.id)
        .child(sentence)
        .child(el("div").class("buttons").child(yes).child(no))
}
