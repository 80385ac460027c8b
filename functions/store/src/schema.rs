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
        match database.execute(statement, &[]).await {
            // SQLite adds no column "if not exists": whoever was here before has added it.
            Ok(_) | Err(DatabaseError::AlreadyThere) => {}
            Err(error) => return Err(error),
        }
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

/// What filing asks for beside the events: who files and how often, who tries codes, documents.
const VERSION_2: &[&str] = &[
    // Who filed (a pseudonym) and with which proof of work, for as long as either may refuse a filing. Set by the first
    // event of a dossier only, and covered by no hash.
    "ALTER TABLE event ADD COLUMN client BLOB",
    "ALTER TABLE event ADD COLUMN challenge BLOB",
    "CREATE INDEX IF NOT EXISTS event_by_client ON event (client, at) WHERE client IS NOT NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS event_by_challenge ON event (challenge) WHERE challenge IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS event_to_forget ON event (at) WHERE client IS NOT NULL OR challenge IS NOT NULL",
    // An hour later both have served. A few at a time, so that no filing pays for a rush before it: as each filing adds
    // one at most, they are caught up with.
    "CREATE TRIGGER IF NOT EXISTS event_forgets_clients AFTER INSERT ON event WHEN NEW.seq = 1 BEGIN
        UPDATE event SET client = NULL, challenge = NULL WHERE (reference, seq) IN (
            SELECT reference, seq FROM event
            WHERE (client IS NOT NULL OR challenge IS NOT NULL)
                AND at <= strftime('%Y-%m-%dT%H:%M:%SZ', NEW.at, '-1 hour')
            ORDER BY at LIMIT 10
        );
    END",
    // The digest of a code beside its reference: the event itself is long, and reading it takes longer than not
    // finding it.
    "CREATE INDEX IF NOT EXISTS event_code ON event (reference, code_digest) WHERE code_digest IS NOT NULL",
    // How often each client (a pseudonym) gave a wrong code or an unknown reference, and when last, in milliseconds
    // since 1970.
    "CREATE TABLE IF NOT EXISTS attempt (
        client BLOB PRIMARY KEY,
        failures INTEGER NOT NULL,
        last_at INTEGER NOT NULL
    ) STRICT",
    "CREATE INDEX IF NOT EXISTS attempt_by_time ON attempt (last_at)",
    "CREATE TRIGGER IF NOT EXISTS attempt_forgets_clients AFTER INSERT ON attempt BEGIN
        DELETE FROM attempt WHERE client IN (
            SELECT client FROM attempt WHERE last_at <= NEW.last_at - 3600000 ORDER BY last_at LIMIT 10
        );
    END",
    // A document is sealed once its `media_type` is there, joined once its `reference` is.
    "CREATE TABLE IF NOT EXISTS piece (
        id TEXT PRIMARY KEY,
        idempotency_key TEXT NOT NULL,
        digest BLOB NOT NULL,
        size INTEGER NOT NULL,
        opened_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        media_type TEXT,
        reference TEXT
    ) STRICT",
    "CREATE INDEX IF NOT EXISTS piece_by_key ON piece (idempotency_key)",
    "CREATE INDEX IF NOT EXISTS piece_by_end ON piece (expires_at) WHERE reference IS NULL",
    "CREATE TABLE IF NOT EXISTS piece_part (
        piece TEXT NOT NULL,
        place INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (piece, place)
    ) STRICT",
    // An event names the documents that it joins in its body, by numbers that nothing else looks like.
    "CREATE TRIGGER IF NOT EXISTS event_joins_pieces AFTER INSERT ON event BEGIN
        UPDATE piece SET reference = NEW.reference
        WHERE idempotency_key = NEW.idempotency_key AND media_type IS NOT NULL AND 0 < instr(NEW.body, id);
    END",
    "CREATE TRIGGER IF NOT EXISTS piece_ends AFTER INSERT ON piece BEGIN
        DELETE FROM piece WHERE reference IS NULL AND expires_at <= NEW.opened_at;
    END",
    "CREATE TRIGGER IF NOT EXISTS piece_takes_its_parts AFTER DELETE ON piece BEGIN
        DELETE FROM piece_part WHERE piece = OLD.id;
    END",
    "CREATE VIEW IF NOT EXISTS ready_2 AS SELECT 2 AS schema_version",
];
