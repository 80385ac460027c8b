//! The append-only store of dossiers: each change is one event, written in one SQL statement. It decides nothing
//! about dossiers and knows no HTTP; it reads no clock and draws no randomness.

mod admission;
mod attempts;
mod chain;
mod component;
mod database;
mod dossiers;
mod inbox;
mod pieces;
mod schema;
mod spin_postgres;
mod spin_sqlite;
#[cfg(test)]
mod testing;

pub use admission::{Admission, FilingLimit, Refusal};
pub use attempts::{Attempt, Client};
pub use chain::{ActorKind, ChainFault, DEMANDEUR, Formula, Hash, digest, to_hex};
pub use component::ComponentDatabase;
pub use database::{Database, DatabaseError, Dialect, Row, Value};
pub use dossiers::{
    Appended, Body, EarlierFiling, Filing, Move, Moved, OpenedDossier, RecordedEvent, Store, StoreError,
};
pub use inbox::{InboxEntry, InboxPage, InboxPlace, InboxQuery};
pub use pieces::{
    ClientCount, NewPiece, OPENED_MAX, Opened, PieceInTransit, SealedPiece, applicants_key, piece_id,
};
pub use spin_postgres::SpinPostgres;
pub use spin_sqlite::SpinSqlite;
