//! Several aids on one study: each is evaluated after those before it, so that all public aid, and all de minimis aid,
//! stay within their limits. It seeks no best order: the applicant's is followed.

use chrono::NaiveDate;

use super::engine::evaluate_after;
use super::facts::Facts;
use super::outcome::{Estimate, Outcome};
use super::version::Aide;
use crate::money::Euros;
use crate::source::Stated;

/// What several aids could bring to one study together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Each aid once, in the order asked for.
    pub lines: Vec<PlanLine>,
    /// The sum of the amounts that are known, to the cent.
    pub at_most: Euros,
    /// What the sources do not settle about having these aids together.
    pub caveats: Vec<PlanCaveat>,
}

/// One aid of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// Which.
    pub aide: &'static Aide,
    /// What it says, after the lines before it.
    pub outcome: Outcome,
}

/// What the sources do not settle about a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanCaveat {
    /// No source says whether both may be had for one study.
    CumulationUnknown(&'static Aide, &'static Aide),
    /// Its amount is not known, so that it is neither in the sum nor in the limits of the others.
    AmountUnknown(&'static Aide),
}

/// What the earlier lines of a plan bring.
#[derive(Debug, Default)]
pub(super) struct Granted {
    /// Every public aid.
    pub public: Euros,
    /// Those that are de minimis.
    pub de_minimis: Euros,
    /// Which aids.
    pub aides: Vec<&'static Aide>,
}

/// Applies several aids to one study, in the order given; an aid named twice counts once.
///
/// An aid that is refused or incomplete brings nothing and bears on nothing. Which order brings most is not searched for:
/// each aid gets what those before it leave.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::aide::{BDT_INGENIERIE_50, Couts, Facts, PACTE_INDUSTRIE, evaluate_plan};
/// use shared::money::Euros;
/// let facts = Facts {
///     in_territoire: Some(true),
///     couts: Some(Couts::all_eligible(Euros::whole(30_000))),
///     ..Facts::default()
/// };
/// let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
/// let plan = evaluate_plan(&[&BDT_INGENIERIE_50, &PACTE_INDUSTRIE], &facts, day);
/// // The second still needs facts: 30 000 € × 50 % alone.
/// assert_eq!(plan.at_most, Euros::whole(15_000));
/// ```
pub fn evaluate_plan(aides: &[&'static Aide], facts: &Facts<'_>, on: NaiveDate) -> Plan {
    let mut granted = Granted::default();
    let mut lines: Vec<PlanLine> = Vec::with_capacity(aides.len());
    let mut caveats = Vec::new();
    for aide in aides {
        if lines.iter().any(|line| line.aide.id == aide.id) {
            continue;
        }
        let outcome = evaluate_after(aide, facts, on, &granted);
        if let Outcome::Eligible(estimate) = &outcome {
            caveats.extend(unsettled(aide, estimate, &granted));
            granted.add(aide, estimate);
        }
        lines.push(PlanLine { aide, outcome });
    }
    Plan {
        lines,
        at_most: granted.public,
        caveats,
    }
}

fn unsettled(aide: &'static Aide, estimate: &Estimate, granted: &Granted) -> Vec<PlanCaveat> {
    let unknown_with = |earlier: &&'static Aide| aide.cumulation_with(earlier).is_none();
    let pairs = granted.aides.iter().filter(|earlier| unknown_with(earlier));
    let mut caveats: Vec<_> = pairs
        .map(|earlier| PlanCaveat::CumulationUnknown(earlier, aide))
        .collect();
    if estimate.at_most == Stated::Unknown {
        caveats.push(PlanCaveat::AmountUnknown(aide));
    }
    caveats
}

impl Granted {
    fn add(&mut self, aide: &'static Aide, estimate: &Estimate) {
        self.aides.push(aide);
        let amount = estimate.at_most.known().copied().unwrap_or_default();
        self.public = self.public + amount;
        if estimate.version.is_de_minimis() {
            self.de_minimis = self.de_minimis + amount;
        }
    }
}
