//! What must hold of every parser, whatever it is given: one module for each, whose `run` takes any bytes and fails when
//! something that must hold does not.
//!
//! Two call it: `fuzz_targets/`, with what libFuzzer draws, and `tests/replay.rs`, with the inputs that are kept. It draws
//! nothing and keeps nothing. Two files of other rooms are read in place, since their rooms show them to nobody.

mod documents;
pub mod multiform;
pub mod piece;
pub mod receipt;
pub mod reference;
pub mod register;
pub mod request;
mod told;
pub mod widget_json;

/// How the function `entreprise` reads the register.
#[path = "../../../functions/entreprise/src/reading.rs"]
pub mod reading;
/// How the widget reads JSON.
#[path = "../../../app/src/json.rs"]
pub mod widget;

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At least one parser took it.
    Accepted,
    /// None did.
    Refused,
}

impl Outcome {
    /// Accepted when anything was.
    fn of(accepted: impl IntoIterator<Item = bool>) -> Self {
        // All of them are asked: none is passed over once one has accepted.
        let count = accepted.into_iter().filter(|is_accepted| *is_accepted).count();
        if count == 0 { Self::Refused } else { Self::Accepted }
    }
}

/// A target by its name, which is that of its binary and of the folder of its inputs.
pub type Target = (&'static str, fn(&[u8]) -> Outcome);

/// Each of them.
pub const ALL: [Target; 7] = [
    ("request", request::run),
    ("piece", piece::run),
    ("reference", reference::run),
    ("receipt", receipt::run),
    ("register", register::run),
    ("multiform", multiform::run),
    ("widget_json", widget_json::run),
];
