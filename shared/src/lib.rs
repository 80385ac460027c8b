//! The domain of *Territoires d'industrie*: what a request for study aid is, when it is valid, what aid it could
//! get and how it lives from filing to decision.
//!
//! Pure: no I/O, no clock, no randomness, no HTTP, no DOM, no float. Dates and random bytes come in as arguments,
//! so that the browser, the functions and the command line give the same answer to the same question.
#![warn(missing_docs)]

pub mod aide;
pub mod beneficiaire;
pub mod calendar;
pub mod contrat;
pub mod dossier;
pub mod entreprise;
pub mod format;
pub mod ids;
pub mod message;
pub mod mesure;
pub mod money;
pub mod period;
pub mod programme;
pub mod source;
pub mod wire;
