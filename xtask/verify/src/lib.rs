//! Checks a receipt away from the service that gave it, with its published keys, and says what that proves. It reads texts
//! and no file, and asks nobody.
//!
//! It shares no code with the functions: what it finds was computed a second time, from `docs/api.md`.

mod chain;
mod hash;
mod report;
mod signed;

pub use report::{Finding, Given, check, open};
pub use signed::Receipt;

#[cfg(test)]
mod tests;
