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

/// What filing asks for beside the events: who files and how often, who tries codes, documents. And the inbox
/// narrowed by status.
pub(crate) const VERSION_2: &[&str] = &[
    "CREATE INDEX IF NOT EXISTS dossier_by_status ON dossier (territoire, status, filed_at DESC)",
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
    // A document is sealed once its `media_type` is there, joined once its `reference` is. Who opened it (a pseudonym)
    // stays for as long as it may refuse another.
    "CREATE TABLE IF NOT EXISTS piece (
        id TEXT PRIMARY KEY,
        idempotency_key TEXT NOT NULL,
        digest BLOB NOT NULL,
        size INTEGER NOT NULL,
        opened_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        media_type TEXT,
        reference TEXT,
        client BLOB
    ) STRICT",
    "CREATE INDEX IF NOT EXISTS piece_by_key ON piece (idempotency_key)",
    "CREATE INDEX IF NOT EXISTS piece_by_end ON piece (expires_at) WHERE reference IS NULL",
    "CREATE INDEX IF NOT EXISTS piece_by_client ON piece (client, opened_at) WHERE client IS NOT NULL",
    "CREATE TABLE IF NOT EXISTS piece_part (
        piece TEXT NOT NULL,
        place INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (piece, place)
    ) STRICT",
    // An event names the documents that it joins in its body, which is compact JSON: a text that somebody typed has its
    // quotes escaped, and names none.
    r#"CREATE TRIGGER IF NOT EXISTS event_joins_pieces AFTER INSERT ON event BEGIN
        UPDATE piece SET reference = NEW.reference
        WHERE idempotency_key = NEW.idempotency_key AND media_type IS NOT NULL
            AND 0 < instr(NEW.body, '"id":"' || id || '"');
    END"#,
    "CREATE TRIGGER IF NOT EXISTS piece_ends AFTER INSERT ON piece BEGIN
        DELETE FROM piece WHERE id IN (
            SELECT id FROM piece WHERE reference IS NULL AND expires_at <= NEW.opened_at
            ORDER BY expires_at LIMIT 10
        );
        UPDATE piece SET client = NULL WHERE id IN (
            SELECT id FROM piece
            WHERE client IS NOT NULL AND opened_at <= strftime('%Y-%m-%dT%H:%M:%SZ', NEW.opened_at, '-1 hour')
            ORDER BY opened_at LIMIT 10
        );
    END",
    "CREATE TRIGGER IF NOT EXISTS piece_takes_its_parts AFTER DELETE ON piece BEGIN
        DELETE FROM piece_part WHERE piece = OLD.id;
    END",
    // A document that was refused loses its number and its parts; the row counts until its time has ended.
    "CREATE TRIGGER IF NOT EXISTS piece_drops_its_parts AFTER UPDATE OF id ON piece BEGIN
        DELETE FROM piece_part WHERE piece = OLD.id;
    END",
    "CREATE VIEW IF NOT EXISTS ready_2 AS SELECT 2 AS schema_version",
];
