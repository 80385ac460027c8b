//! The domain of *Territoires d'industrie*: what a request for study aid is, when it is valid, what aid it could
//! get and how it lives from filing to decision.
//!
//! Pure: no I/O, no clock, no randomness, no HTTP, no DOM, no float. Dates and random bytes come in as arguments,
//! so that the browser, the functions and the command line give the same answer to the same question.
//!
//! # Start here
//!
//! | to know | call |
//! |---|---|
//! | what a study could get from an aid, and why | [`aide::find_aide`], then [`aide::evaluate`] with [`aide::Facts`] and a day |
//! | what several aids bring together | [`aide::evaluate_plan`] |
//! | which measures are for somebody | [`mesure::match_mesures`] with a [`mesure::Profile`] and a day |
//! | whether the file of a contract is right, how it read on a day, how far it has come | [`contrat::WrittenContrat`], then [`contrat::Contrat::parse`], [`contrat::Contrat::on`], [`contrat::Version::progress`] |
//! | whether a request is right | [`dossier::Demande::file`], of a [`wire::FileDossierRequest`] |
//! | what becomes of it | [`dossier::Dossier::open`], [`dossier::decide`], [`dossier::apply`] |
//! | the words of an answer | `message()` of its parts, a [`message::Message`] in French and in English |
//!
//! `examples/tour.rs` goes through the first four and prints what they answer: `cargo run -p shared --example tour`.
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
pub mod piece;
pub mod programme;
pub mod proof_of_work;
pub mod source;
pub mod wire;
