//! The application by its HTTP interface, route by route: this tree mirrors the routes of `spin.toml`.
//!
//! Each test starts an application of its own; none knows how the functions are written.

mod aides;
mod communes;
mod contrats;
mod dossiers;
mod embed;
mod entreprises;
mod fixtures;
mod headers;
mod instruction;
mod log;
mod manifest;
mod mesures;
mod pieces;
mod receipts;
mod restart;
mod suivi;
mod territoires;
