//! The application by its HTTP interface, route by route: this tree mirrors the routes of `spin.toml`.
//!
//! Each test starts an application of its own; none knows how the functions are written. All run on SQLite and again on
//! PostgreSQL, but for those of `on_sqlite`, `on_postgres` and `entreprises`.

mod aides;
mod backup;
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
mod on_postgres;
mod on_sqlite;
mod pieces;
mod receipts;
mod restart;
mod suivi;
mod territoires;
