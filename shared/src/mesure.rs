//! The measures that a `Territoire` can use: what each offers, to whom, when, and what the sources leave open; and what
//! they say to one person on one day. It computes no aid: `aide` does, for the measures that name one.

mod amount;
mod catalogue;
mod kind;
mod matching;
mod operator;
mod profile;
mod theme;
mod validity;
mod verdict;
mod who;

pub use amount::{Amount, AmountLine};
pub use catalogue::{
    Catalogue, GovernanceOpinion, LegalBasis, MESURES, Mesure, Opening, Scope, Sureness, find_mesure,
};
pub use kind::{Form, Kind};
pub use matching::{judge_mesure, match_mesures};
pub use operator::{Operator, Renaming};
pub use profile::{Fact, Place, Profile};
pub use theme::{Origin, Theme};
pub use validity::{Boundary, Change, Closure, End, Standing, Validity};
pub use verdict::{Mismatch, Reason, Unsettled, Verdict};
pub use who::{Area, Companies, Sections, StaffLimits, StaffMost, Who};
