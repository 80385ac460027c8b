//! Study aids: their dated parameters and the one engine that says what a study could get and why. It knows no
//! form and no page: facts come in, an outcome with its reasons comes out.

mod engine;
mod parameters;

pub use engine::{Estimate, Fact, Facts, Outcome, Refusal, Step, evaluate};
pub use parameters::{AIDES, Parameters, Plafond, find_aide};
