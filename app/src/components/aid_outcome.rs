//! What an aid says of a study, and why: each step with the text it applies, every doubt, every reason of a refusal, or what
//! is still missing. It computes nothing: `shared::aide` does.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::aide::{Aide, Caveat, Estimate, Outcome, Refusal, Version};
use shared::format;
use shared::message::Message;
use shared::source::{Source, Stated};

use super::base::{list, source_line};
use crate::embed::Embed;
use crate::markup::{Element, View, dynamic, el, several};

/// The outcome in a line.
pub fn aid_headline(embed: Embed, outcome: &Outcome) -> String {
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

/// Why it is so. How an amount is found is long: it opens when it is asked for, and stays open while the amount changes.
/// What is doubtful, what is missing, and why not, are part of the answer.
pub fn aid_reasons(embed: Embed, aide: &'static Aide, outcome: Memo<Outcome>, today: NaiveDate) -> View {
    let words = embed.words;
    let is_eligible = Memo::new(move |_| outcome.with(|outcome| matches!(outcome, Outcome::Eligible(_))));
    let reasons = move || dynamic(move || outcome.with(|outcome| reasons(embed, aide, outcome, today)));
    dynamic(move || {
        if !is_eligible.get() {
            return reasons();
        }
        let doubts = dynamic(move || {
            outcome.with(|outcome| match outcome {
                Outcome::Eligible(estimate) => doubts(embed, estimate.version, &estimate.caveats),
                Outcome::Refused(_) | Outcome::Incomplete(_) => View::NOTHING,
            })
        });
        several([
            el("p").class("small").child(words.at_most_note).into(),
            doubts,
            el("details")
                .child(el("summary").child(words.aid_steps))
                .child(reasons())
                .into(),
        ])
    })
}

fn reasons(embed: Embed, aide: &'static Aide, outcome: &Outcome, today: NaiveDate) -> View {
    match outcome {
        Outcome::Eligible(estimate) => explain(embed, estimate),
        Outcome::Refused(refusals) => explain_refusals(embed, aide, refusals, today),
        Outcome::Incomplete(missing) => {
            list("reasons", missing.iter().map(|fact| embed.say(&fact.message()))).into()
        }
    }
}

fn explain(embed: Embed, estimate: &Estimate) -> View {
    let steps = estimate.steps.iter();
    let steps = steps.map(|step| sourced(embed, &step.message(), step.source));
    el("ol").class("reasons").children(steps).into()
}

/// A refusal rests on the same sources as an amount: what they leave open is told with it.
fn explain_refusals(embed: Embed, aide: &Aide, refusals: &[Refusal], today: NaiveDate) -> View {
    let reasons = refusals.iter();
    let reasons = reasons.map(|refusal| sourced(embed, &refusal.message(), refusal.source));
    let doubts = aide
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
    let quote = (!source.quote.is_empty()).then(|| {
        several([
            el("q").attr("lang", "fr").child(source.quote).into(),
            View::from(" "),
        ])
    });
    source_line(embed, quote, source.url, source.title).child(format!(
        " ({}), {}.",
        words.new_tab,
        (words.recorded_on)(&day)
    ))
}
