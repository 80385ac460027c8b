//! How the functions open a dossier for an applicant: by its reference and code, slower and slower for a client that
//! fails. One place for all of them, so that no address is left by which codes can be tried freely. It knows no route and
//! answers nothing about a dossier.

mod by_code;
mod fault;

pub use by_code::open;
pub use fault::to_fault;
