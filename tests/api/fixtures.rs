//! What every answer of a kind must be, said once, and calls that no well-behaved client makes.

pub mod check;
pub mod raw;
