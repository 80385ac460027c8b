//! What aid the study could get, and why: each step with the text it applies, every doubt, every reason of a refusal,
//! or what is still missing. It computes nothing: `shared::aide` does.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::aide::{
    Aide, BDT_INGENIERIE_50, Caveat, Estimate, Outcome, Refusal, Version, evaluate,
};
use shared::format;
use shared::message::Message;
use shared::money::Euros;
use shared::source::{Source, Stated};

use super::budget::budget_of;
use super::form::Form;
use crate::clock;
use crate::components::{list, source_line};
use crate::embed::Embed;
use crate::markup::{Element, View, dynamic, el, live, several};
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
        .child(live(move || outcome.with(|outcome| headline(embed, outcome))));
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
        .child(dynamic(move || {
            outcome.with(|outcome| reasons(embed, outcome, today))
        }))
        .into()
}

fn headline(embed: Embed, outcome: &Outcome) -> String {
    let words = embed.words;
    match outcome {
        Outcome::Eligible(Estimate {
            at_most: Stated::Known(at_most),
            ..
        }) => (words.at_most)(&format::euros(*at_most, embed.lang)),
        Outcome::Refused(_) => words.aid_refused.to_owned(),
        Outcome::Eligible(_) | Outcome::Incomplete(_) => words.aid_incomplete.to_owned(),
    }
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

fn reasons(embed: Embed, outcome: &Outcome, today: NaiveDate) -> View {
    match outcome {
        Outcome::Eligible(estimate) => explain(embed, estimate),
        Outcome::Refused(refusals) => explain_refusals(embed, refusals, today),
        Outcome::Incomplete(missing) => {
            list("reasons", missing.iter().map(|fact| embed.say(&fact.message()))).into()
        }
    }
}

fn explain(embed: Embed, estimate: &Estimate) -> View {
    let words = embed.words;
    let steps = estimate.steps.iter();
    let steps = steps.map(|step| sourced(embed, &step.message(), step.source));
    several([
        el("p").class("small").child(words.at_most_note).into(),
        el("h4").child(words.aid_steps).into(),
        el("ol").class("reasons").children(steps).into(),
        doubts(embed, estimate.version, &estimate.caveats),
    ])
}

/// A refusal rests on the same sources as an amount: what they leave open is told with it.
fn explain_refusals(embed: Embed, refusals: &[Refusal], today: NaiveDate) -> View {
    let reasons = refusals.iter();
    let reasons = reasons.map(|refusal| sourced(embed, &refusal.message(), refusal.source));
    let doubts = AIDE
        .version_near(today)
        .map(|version| doubts(embed, version, &[]));
    several([
        el("ul").class("reasons").children(reasons).into(),
        View::from(doubts),
    ])
}

/// What the sources of the aid leave open, then what could not be settled for this request.
fn doubts(embed: Embed, version: &'static Version, caveats: &[Caveat]) -> View {
    let published = version.doubts.iter().map(|doubt| embed.say(&doubt.message));
    let of_this_request = caveats.iter().map(|caveat| embed.say(&caveat.message()));
    several([
        el("h4").child(embed.words.aid_doubts),
        list("doubts", published.chain(of_this_request)),
    ])
}

fn sourced(embed: Embed, message: &Message, source: Option<&'static Source>) -> Element {
    el("li")
        .child(embed.say(message))
        .child(source.map(|source| cite(embed, source)))
}

/// Where a rule was read, in its own words and language.
fn cite(embed: Embed, source: &'static Source) -> Element {
    let words = embed.words;
    let day = format::date(source.recorded_on, embed.lang);
    let quote = (!source.quote.is_empty())
        .then(|| several([el("q").attr("lang", "fr").child(source.quote).into(), View::from(" ")]));
    source_line(embed, quote, source.url, source.title)
        .child(format!(" ({}), {}.", words.new_tab, (words.recorded_on)(&day)))
}
