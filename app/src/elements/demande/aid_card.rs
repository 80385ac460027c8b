//! What aid the study could get, and why, while its budget is typed.

use leptos::prelude::*;
use shared::aide::{Aide, BDT_INGENIERIE_50, Outcome, evaluate};
use shared::money::Euros;

use super::budget::budget_of;
use super::form::Form;
use crate::clock;
use crate::components::{aid_headline, aid_reasons};
use crate::markup::{View, el, live};
use crate::state::Field;

/// The aid that the requests filed here are for.
const AIDE: &Aide = &BDT_INGENIERIE_50;

/// Shows the card; nothing when the device has no calendar.
pub fn aid_card(form: Form) -> View {
    let Some(today) = clock::today() else {
        return View::NOTHING;
    };
    let (embed, words) = (form.embed, form.embed.words);
    let outcome = Memo::new(move |_| {
        let facts = form
            .commune
            .with(|commune| budget_of(form).facts(commune.as_ref()));
        evaluate(AIDE, &facts, today)
    });
    let name = el("p")
        .child(embed.say(&AIDE.name))
        .child(el("br"))
        .child((words.aid_by)(AIDE.operator));
    let headline = el("p")
        .class("headline")
        .attr("aria-live", "polite")
        .attr("aria-atomic", "true")
        .attr("data-aid", "headline")
        .child(live(move || outcome.with(|outcome| aid_headline(embed, outcome))));
    let above = el("p")
        .class("status")
        .attr("role", "status")
        .attr("data-aid", "above")
        .child(live(move || outcome.with(|outcome| above(form, outcome))));
    el("div")
        .class("card aid")
        .part("card aid")
        .id("aid")
        .child(el("h3").child(words.aid))
        .child(name)
        .child(headline)
        .child(above)
        .child(aid_reasons(embed, AIDE, outcome, today))
        .into()
}

/// What is said when more is asked for than the aid can bring.
fn above(form: Form, outcome: &Outcome) -> String {
    let asked = Euros::parse_typed(&form.value(Field::MontantDemande).read());
    match (outcome, asked) {
        (Outcome::Eligible(estimate), Ok(asked))
            if estimate.at_most.known().is_some_and(|at_most| *at_most < asked) =>
        {
            form.embed.words.above_aid.to_owned()
        }
        _ => String::new(),
    }
}
