//! What every answer of a kind must be, said once, and calls that no well-behaved client makes: the other tests need them
//! too, so that they are in the crate.

pub use tests::{check, raw};
