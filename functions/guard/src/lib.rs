//! What stands between a call and the store: who may open a dossier, how much a client may send, and what a failure of the
//! store means to any caller. One place for all functions, so that no address is left by which codes can be tried or
//! requests sent freely. It knows no route and answers nothing about a dossier.

mod by_code;
pub mod client_address;
pub mod client_limit;
mod fault;
mod guard_key;

pub use by_code::open;
pub use fault::store_fault;
pub use guard_key::{GuardKey, SECRET_MIN};
