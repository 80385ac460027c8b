//! The tables in the words of PostgreSQL 14 or later: what each version adds, its view last. `schema` runs each version
//! whole, once, in one statement: nothing here needs to be a no-op. `sqlite` says the same in its own words.
//!
//! Texts are compared byte by byte (`COLLATE "C"`), as SQLite does and whatever the language of the server. Numbers are
//! `BIGINT`: the store sends no other.

/// Dossiers and their events.
pub(crate) const VERSION_1: &[&str] = &[
    // What the inbox and the status read: written by the triggers below, in the statement that appends the event.
    r#"CREATE TABLE dossier (
        reference TEXT COLLATE "C" PRIMARY KEY,
        version BIGINT NOT NULL,
        status TEXT COLLATE "C" NOT NULL,
        territoire TEXT COLLATE "C" NOT NULL,
        filed_at TEXT COLLATE "C" NOT NULL
    )"#,
    "CREATE INDEX dossier_by_territoire ON dossier (territoire, filed_at DESC)",
    // The truth. `territoire` (phase and id) and `code_digest` are set by the first event of a dossier only.
    r#"CREATE TABLE event (
        reference TEXT COLLATE "C" NOT NULL,
        seq BIGINT NOT NULL CHECK (1 <= seq),
        status TEXT COLLATE "C" NOT NULL,
        at TEXT COLLATE "C" NOT NULL,
        actor TEXT COLLATE "C" NOT NULL,
        body TEXT NOT NULL,
        salt BYTEA NOT NULL,
        body_digest BYTEA NOT NULL,
        previous_hash BYTEA NOT NULL,
        hash BYTEA NOT NULL,
        idempotency_key TEXT COLLATE "C" NOT NULL UNIQUE,
        request_digest BYTEA NOT NULL,
        territoire TEXT COLLATE "C" CHECK ((seq = 1) = (territoire IS NOT NULL)),
        code_digest BYTEA CHECK ((seq = 1) = (code_digest IS NOT NULL)),
        PRIMARY KEY (reference, seq)
    )"#,
    "CREATE FUNCTION event_opens_dossier() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        INSERT INTO dossier (reference, version, status, territoire, filed_at)
        VALUES (NEW.reference, 1, NEW.status, NEW.territoire, NEW.at);
        RETURN NULL;
    END $body$",
    "CREATE TRIGGER event_opens_dossier AFTER INSERT ON event
        FOR EACH ROW WHEN (NEW.seq = 1) EXECUTE FUNCTION event_opens_dossier()",
    "CREATE FUNCTION event_moves_dossier() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        UPDATE dossier SET version = NEW.seq, status = NEW.status WHERE reference = NEW.reference;
        RETURN NULL;
    END $body$",
    "CREATE TRIGGER event_moves_dossier AFTER INSERT ON event
        FOR EACH ROW WHEN (1 < NEW.seq) EXECUTE FUNCTION event_moves_dossier()",
    "CREATE VIEW ready AS SELECT 1 AS schema_version",
];

/// What filing asks for beside the events.
pub(crate) const VERSION_2: &[&str] = &["CREATE VIEW ready_2 AS SELECT 2 AS schema_version"];
