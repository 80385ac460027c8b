//! The append-only store of dossiers: each change is one event, written in one SQL statement. It decides nothing
//! about dossiers and knows no HTTP; it reads no clock and draws no randomness.

mod admission;
mod attempts;
mod call_key;
mod chain;
mod client;
mod component;
mod database;
mod dossiers;
mod error;
mod inbox;
mod pieces;
mod schema;
mod spin_postgres;
mod spin_sqlite;
#[cfg(test)]
mod testing;

pub use admission::{Admission, Refusal};
pub use attempts::Attempt;
pub use call_key::CallKey;
pub use chain::{ActorKind, ChainFault, DEMANDEUR, Formula, Hash, digest, to_hex};
pub use client::{Client, ClientLimit};
pub use component::ComponentDatabase;
pub use database::{Database, DatabaseError, Dialect, Row, Value};
pub use dossiers::{Appended, Body, EarlierFiling, Filing, Move, Moved, OpenedDossier, RecordedEvent, Store};
pub use error::{AppendError, OpenPieceError, StoreError};
pub use inbox::{InboxEntry, InboxPage, InboxPlace, InboxQuery};
pub use pieces::{NewPiece, OPENED_MAX, Opened, PieceInTransit, SealedPiece, piece_id};
pub use spin_postgres::SpinPostgres;
pub use spin_sqlite::SpinSqlite;
