//! The request for study aid: what makes it valid, and its life from filing to decision. It stores nothing and
//! reads no clock.

mod demande;
mod field;
mod life;
mod status;

pub use demande::{Cout, Demande, Demandeur, RegimeTva, limits};
pub use field::{FieldError, Invalid};
pub use life::{Command, Dossier, Event, RefusedMove, apply, decide};
pub use status::Status;

/// Version of the rules in this crate, told on every receipt.
pub const RULES_VERSION: &str = env!("CARGO_PKG_VERSION");
