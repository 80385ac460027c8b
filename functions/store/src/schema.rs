//! The tables, and how they come to be: each version of the schema adds to the one before, when a statement finds it
//! missing, never on the hot path.
//!
//! A version only adds: tables, columns that may be empty, triggers. So the release before goes on working beside the
//! new one while a deployment changes from one to the other, and a database of any age is brought forward by the same
//! statements. What a version adds ends with the view `ready_N`, which every statement of the releases that need it names.

use crate::database::{Database, DatabaseError};

/// Creates what is missing. Several instances may do so at once, and any of them may be killed in between: each
/// statement is a no-op when its work is done, and the view of a version comes last. So nothing is read or written
/// before everything is there.
///
/// # Errors
/// The database's.
pub async fn migrate(database: &impl Database) -> Result<(), DatabaseError> {
    for statement in VERSIONS.into_iter().flatten() {
        database.execute(statement, &[]).await?;
    }
    Ok(())
}

/// What each version adds, oldest first. A version that was released is never edited: add another.
pub(crate) const VERSIONS: [&[&str]; 2] = [VERSION_1, VERSION_2];

/// Dossiers and their events.
const VERSION_1: &[&str] = &[
    // What the inbox and the status read: written by the triggers below, in the statement that appends the event.
    "CREATE TABLE IF NOT EXISTS dossier (
        reference TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        status TEXT NOT NULL,
        territoire TEXT NOT NULL,
        filed_at TEXT NOT NULL
    ) STRICT",
    "CREATE INDEX IF NOT EXISTS dossier_by_territoire ON dossier (territoire, filed_at DESC)",
    // The truth. `territoire` (phase and id) and `code_digest` are set by the first event of a dossier only.
    "CREATE TABLE IF NOT EXISTS event (
        reference TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (1 <= seq),
        status TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        body TEXT NOT NULL,
        salt BLOB NOT NULL,
        body_digest BLOB NOT NULL,
        previous_hash BLOB NOT NULL,
        hash BLOB NOT NULL,
        idempotency_key TEXT NOT NULL UNIQUE,
        request_digest BLOB NOT NULL,
        territoire TEXT CHECK ((seq = 1) = (territoire IS NOT NULL)),
        code_digest BLOB CHECK ((seq = 1) = (code_digest IS NOT NULL)),
        PRIMARY KEY (reference, seq)
    ) STRICT",
    "CREATE TRIGGER IF NOT EXISTS event_opens_dossier AFTER INSERT ON event WHEN NEW.seq = 1 BEGIN
        INSERT INTO dossier (reference, version, status, territoire, filed_at)
        VALUES (NEW.reference, 1, NEW.status, NEW.territoire, NEW.at);
    END",
    "CREATE TRIGGER IF NOT EXISTS event_moves_dossier AFTER INSERT ON event WHEN 1 < NEW.seq BEGIN
        UPDATE dossier SET version = NEW.seq, status = NEW.status WHERE reference = NEW.reference;
    END",
    // Named `ready` when there was one version only.
    "CREATE VIEW IF NOT EXISTS ready AS SELECT 1 AS schema_version",
];

/// What filing asks for beside the events, and the inbox narrowed by status.
const VERSION_2: &[&str] = &[
    "CREATE INDEX IF NOT EXISTS dossier_by_status ON dossier (territoire, status, filed_at DESC)",
    "CREATE VIEW IF NOT EXISTS ready_2 AS SELECT 2 AS schema_version",
];
