//! What aids say, as an answer: a short line, and every sentence with its source.

use std::fmt::Debug;

use shared::aide::{Caveat, Estimate, Outcome, Plan};
use shared::message::Message;
use shared::source::{Source, Stated};

use crate::case::Answer;

/// `eligible 15000.00`, `eligible 6000.00 with DeMinimisFirstDay`, `eligible unknown`, `refused OutsideTerritoire NoCout`,
/// `incomplete Commune Cout`.
pub fn outcome(outcome: &Outcome) -> Answer {
    match outcome {
        Outcome::Eligible(estimate) => eligible(estimate),
        Outcome::Refused(refusals) => {
            let answer = Answer::line(line(
                "refused",
                refusals.iter().map(|refusal| name_of(&refusal.reason)),
            ));
            refusals.iter().fold(answer, |answer, refusal| {
                sourced(answer, &refusal.message(), refusal.source)
            })
        }
        Outcome::Incomplete(facts) => {
            let answer = Answer::line(line("incomplete", facts.iter().map(name_of)));
            facts
                .iter()
                .fold(answer, |answer, fact| answer.with(&fact.message()))
        }
    }
}

/// `30000.00 = eligible 24000.00 + eligible 6000.00; CumulationUnknown`.
pub fn plan(plan: &Plan) -> Answer {
    let mut lines = Vec::new();
    let mut details = Vec::new();
    for line in &plan.lines {
        let told = outcome(&line.outcome);
        lines.push(told.headline);
        details.push(line.aide.id.to_owned());
        details.extend(told.details);
    }
    if lines.is_empty() {
        lines.push("nothing".to_owned());
    }
    let amounts = format!("{} = {}", plan.at_most, lines.join(" + "));
    let headline = match plan.caveats.as_slice() {
        [] => amounts,
        caveats => line(&(amounts + ";"), caveats.iter().map(name_of)),
    };
    let answer = Answer { headline, details };
    let caveats = plan.caveats.iter();
    caveats.fold(answer, |answer, caveat| answer.with(&caveat.message()))
}

/// The name of a variant, without what it holds.
pub fn name_of(variant: &impl Debug) -> String {
    let shown = format!("{variant:?}");
    shown.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// Words after one another.
pub fn line(first: &str, names: impl Iterator<Item = String>) -> String {
    names.fold(first.to_owned(), |line, name| line + " " + &name)
}

fn eligible(estimate: &Estimate) -> Answer {
    let amount = match estimate.at_most {
        Stated::Known(at_most) => format!("eligible {at_most}"),
        Stated::Unknown => "eligible unknown".to_owned(),
    };
    // It is said of every aid whose sources do not name the law: it would be on nearly every line.
    let of_the_applicant = |caveat: &&Caveat| **caveat != Caveat::LegalBasisUnknown;
    let mut caveats = estimate.caveats.iter().filter(of_the_applicant).peekable();
    let headline = match caveats.peek() {
        None => amount,
        Some(_) => line(&(amount + " with"), caveats.map(name_of)),
    };
    let mut answer = Answer::line(headline);
    for step in &estimate.steps {
        answer = sourced(answer, &step.message(), step.source);
    }
    for caveat in &estimate.caveats {
        answer = answer.with(&caveat.message());
    }
    for doubt in estimate.version.doubts {
        answer = answer.with(&doubt.message);
    }
    answer
}

/// A sentence, and the text that it follows.
pub fn sourced(answer: Answer, message: &Message, source: Option<&Source>) -> Answer {
    let mut answer = answer.with(message);
    if let Some(source) = source {
        answer
            .details
            .push(format!("   {} <{}>", source.title, source.url));
    }
    answer
}
