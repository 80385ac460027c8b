//! What aid the study could get, and why: each step with the text it applies, every doubt, every reason of a refusal,
//! or what is still missing. It computes nothing: `shared::aide` does.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::aide::{
    Aide, BDT_INGENIERIE_50, Caveat, Estimate, Outcome, Refusal, Step as Reason, Version, evaluate,
};
use shared::format;
use shared::message::Message;
use shared::money::Euros;
use shared::source::{Source, Stated};

use super::budget::budget_of;
use super::form::Form;
use crate::clock;
use crate::components::{dynamic, text};
use crate::embed::Embed;
use crate::state::Field;

/// The aid that the requests filed here are for.
const AIDE: &Aide = &BDT_INGENIERIE_50;

/// Shows the card; nothing when the device has no calendar.
pub fn aid_card(form: Form) -> AnyView {
    let Some(today) = clock::today() else {
        return ().into_any();
    };
    let embed = form.embed;
    let outcome = Memo::new(move |_| {
        let facts = form
            .commune
            .with(|commune| budget_of(form).facts(commune.as_ref()));
        evaluate(AIDE, &facts, today)
    });
    let headline = text(move || outcome.with(|outcome| headline(embed, outcome)));
    let reasons = dynamic(move || outcome.with(|outcome| reasons(embed, outcome, today)));
    let above = text(move || outcome.with(|outcome| above(form, outcome)));
    view! {
        <div class="card aid" part="card aid" id="aid">
            <h3>{embed.words.aid}</h3>
            <p>{embed.say(&AIDE.name)}<br />{(embed.words.aid_by)(AIDE.operator)}</p>
            <p class="headline" aria-live="polite" aria-atomic="true" data-aid="headline">{headline}</p>
            <p class="status" role="status" data-aid="above">{above}</p>
            {reasons}
        </div>
    }
    .into_any()
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
    let asked = form
        .value(Field::MontantDemande)
        .with(|text| Euros::parse_typed(text));
    match (outcome, asked) {
        (Outcome::Eligible(estimate), Ok(asked))
            if estimate.at_most.known().is_some_and(|at_most| *at_most < asked) =>
        {
            form.embed.words.above_aid.to_owned()
        }
        _ => String::new(),
    }
}

fn reasons(embed: Embed, outcome: &Outcome, today: NaiveDate) -> AnyView {
    match outcome {
        Outcome::Eligible(estimate) => explain(embed, estimate),
        Outcome::Refused(refusals) => explain_refusals(embed, refusals, today),
        Outcome::Incomplete(missing) => {
            list("reasons", missing.iter().map(|fact| embed.say(&fact.message())))
        }
    }
}

fn explain(embed: Embed, estimate: &Estimate) -> AnyView {
    let words = embed.words;
    let steps: Vec<AnyView> = estimate
        .steps
        .iter()
        .map(|step| explain_step(embed, step))
        .collect();
    let doubts = doubts(embed, estimate.version, &estimate.caveats);
    view! {
        <p class="small">{words.at_most_note}</p>
        <h4>{words.aid_steps}</h4>
        <ol class="reasons">{steps}</ol>
        {doubts}
    }
    .into_any()
}

/// A refusal rests on the same sources as an amount: what they leave open is told with it.
fn explain_refusals(embed: Embed, refusals: &[Refusal], today: NaiveDate) -> AnyView {
    let reasons: Vec<AnyView> = refusals
        .iter()
        .map(|refusal| sourced(embed, &refusal.message(), refusal.source))
        .collect();
    let doubts = AIDE
        .version_near(today)
        .map_or_else(|| ().into_any(), |version| doubts(embed, version, &[]));
    view! { <ul class="reasons">{reasons}</ul> {doubts} }.into_any()
}

fn explain_step(embed: Embed, step: &Reason) -> AnyView {
    sourced(embed, &step.message(), step.source)
}

/// What the sources of the aid leave open, then what could not be settled for this request.
fn doubts(embed: Embed, version: &'static Version, caveats: &[Caveat]) -> AnyView {
    let published = version.doubts.iter().map(|doubt| embed.say(&doubt.message));
    let of_this_request = caveats.iter().map(|caveat| embed.say(&caveat.message()));
    let doubts = list("doubts", published.chain(of_this_request));
    view! { <h4>{embed.words.aid_doubts}</h4> {doubts} }.into_any()
}

fn sourced(embed: Embed, message: &Message, source: Option<&'static Source>) -> AnyView {
    let source = source.map_or_else(|| ().into_any(), |source| cite(embed, source));
    view! { <li>{embed.say(message)}{source}</li> }.into_any()
}

/// Where a rule was read, in its own words and language.
fn cite(embed: Embed, source: &'static Source) -> AnyView {
    let words = embed.words;
    let quote = if source.quote.is_empty() {
        ().into_any()
    } else {
        view! { <q lang="fr">{source.quote}</q>" " }.into_any()
    };
    let day = format::date(source.recorded_on, embed.lang);
    view! {
        <span class="source">
            {quote}
            {words.source}
            "\u{a0}: "
            <a href=source.url target="_blank" rel="noopener noreferrer" lang="fr">{source.title}</a>
            {format!(" ({}), {}.", words.new_tab, (words.recorded_on)(&day))}
        </span>
    }
    .into_any()
}

fn list(class: &'static str, sentences: impl Iterator<Item = String>) -> AnyView {
    let items: Vec<AnyView> = sentences
        .map(|sentence| view! { <li>{sentence}</li> }.into_any())
        .collect();
    view! { <ul class=class>{items}</ul> }.into_any()
}
