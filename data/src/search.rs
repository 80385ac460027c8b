//! Finds communes and territories as the user types.
//!
//! It tolerates accents, case and signs, not spelling mistakes, and it knows nothing of what the user meant.

#[cfg(feature = "communes")]
mod communes;
mod pattern;
mod query;
mod territoires;

#[cfg(feature = "communes")]
pub use communes::search_communes;
pub use territoires::search_territoires;
