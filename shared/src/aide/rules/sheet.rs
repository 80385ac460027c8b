//! Where the rules write what they found: steps, refusals, missing facts, caveats. It knows no rule.

use crate::aide::facts::Fact;
use crate::aide::outcome::{Caveat, Estimate, Outcome, Reason, Refusal, Rule, Step};
use crate::aide::version::Version;
use crate::money::Euros;
use crate::source::{Source, Stated};

/// What was found of one aid so far.
#[derive(Debug)]
pub struct Sheet {
    steps: Vec<Step>,
    refusals: Vec<Refusal>,
    missing: Vec<Fact>,
    caveats: Vec<Caveat>,
}

impl Sheet {
    /// Nothing yet. Room for every step is taken at once: it is the only allocation of an aid that is granted.
    pub fn new() -> Self {
        Self {
            steps: Vec::with_capacity(16),
            refusals: Vec::new(),
            missing: Vec::new(),
            caveats: Vec::new(),
        }
    }

    /// A rule was applied.
    pub fn apply(&mut self, rule: Rule, source: Option<&'static Source>) {
        self.steps.push(Step { rule, source });
    }

    /// A rule forbids the aid.
    pub fn refuse(&mut self, reason: Reason, source: Option<&'static Source>) {
        self.refusals.push(Refusal { reason, source });
    }

    /// A rule needs a fact. Asking twice asks once; facts are asked for in the order in which they are declared.
    pub fn ask(&mut self, fact: Fact) {
        let place = self.missing.iter().position(|known| fact <= *known);
        let place = place.unwrap_or(self.missing.len());
        if self.missing.get(place) != Some(&fact) {
            self.missing.insert(place, fact);
        }
    }

    /// A rule could not be settled.
    pub fn warn(&mut self, caveat: Caveat) {
        self.caveats.push(caveat);
    }

    /// A single refusal is enough to refuse, whatever is missing; a single missing fact is enough not to conclude.
    pub fn conclude(self, version: Option<&'static Version>, at_most: Option<Stated<Euros>>) -> Outcome {
        match (version, at_most) {
            (Some(version), Some(at_most)) if self.refusals.is_empty() && self.missing.is_empty() => {
                Outcome::Eligible(Estimate {
                    at_most,
                    steps: self.steps,
                    caveats: self.caveats,
                    version,
                })
            }
            _ if self.refusals.is_empty() => Outcome::Incomplete(self.missing),
            _ => Outcome::Refused(self.refusals),
        }
    }
}
