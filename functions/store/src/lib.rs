//! The append-only store of dossiers: each change is one event, written in one SQL statement. It decides nothing
//! about dossiers and knows no HTTP; it reads no clock and draws no randomness.

mod chain;
mod database;
mod dossiers;
mod inbox;
mod schema;
mod spin_sqlite;

pub use chain::{ActorKind, ChainFault, Formula, Hash, digest, to_hex};
pub use database::{Database, DatabaseError, Row, Value};
pub use dossiers::{
    Appended, Body, EarlierFiling, Filing, Move, Moved, OpenedDossier, RecordedEvent, Store, StoreError,
};
pub use inbox::{InboxEntry, InboxPage, InboxPlace, InboxQuery};
pub use spin_sqlite::SpinSqlite;
