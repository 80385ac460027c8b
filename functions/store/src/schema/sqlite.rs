//! The tables in the words of SQLite: what each version adds, in statements that are no-ops when their work is done,
//! since SQLite runs each by itself. The view of the version comes last. `postgres` says the same in its own words.

/// Dossiers and their events.
pub(crate) const VERSION_1: &[&str] = &[
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

/// What filing asks for beside the events.
pub(crate) const VERSION_2: &[&str] = &["CREATE VIEW IF NOT EXISTS ready_2 AS SELECT 2 AS schema_version"];
