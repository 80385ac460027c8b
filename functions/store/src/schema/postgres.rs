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

/// What filing asks for beside the events: who files and how often, who tries codes, documents. And the inbox
/// narrowed by status.
pub(crate) const VERSION_2: &[&str] = &[
    "CREATE INDEX dossier_by_status ON dossier (territoire, status, filed_at DESC)",
    // Who filed (a pseudonym) and with which proof of work, for as long as either may refuse a filing. Set by the first
    // event of a dossier only, and covered by no hash.
    "ALTER TABLE event ADD COLUMN client BYTEA",
    "ALTER TABLE event ADD COLUMN challenge BYTEA",
    "CREATE INDEX event_by_client ON event (client, at) WHERE client IS NOT NULL",
    "CREATE UNIQUE INDEX event_by_challenge ON event (challenge) WHERE challenge IS NOT NULL",
    "CREATE INDEX event_to_forget ON event (at) WHERE client IS NOT NULL OR challenge IS NOT NULL",
    // An hour later both have served. A few at a time, so that no filing pays for a rush before it: as each filing adds
    // one at most, they are caught up with.
    r#"CREATE FUNCTION event_forgets_clients() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        UPDATE event SET client = NULL, challenge = NULL WHERE (reference, seq) IN (
            SELECT reference, seq FROM event
            WHERE (client IS NOT NULL OR challenge IS NOT NULL)
                AND at <= to_char((NEW.at::timestamptz - interval '1 hour') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ORDER BY at LIMIT 10 FOR UPDATE SKIP LOCKED
        );
        RETURN NULL;
    END $body$"#,
    "CREATE TRIGGER event_forgets_clients AFTER INSERT ON event
        FOR EACH ROW WHEN (NEW.seq = 1) EXECUTE FUNCTION event_forgets_clients()",
    // The digest of a code beside its reference: the event itself is long, and reading it takes longer than not
    // finding it.
    "CREATE INDEX event_code ON event (reference, code_digest) WHERE code_digest IS NOT NULL",
    // How often each client (a pseudonym) gave a wrong code or an unknown reference, and when last, in milliseconds
    // since 1970.
    "CREATE TABLE attempt (
        client BYTEA PRIMARY KEY,
        failures BIGINT NOT NULL,
        last_at BIGINT NOT NULL
    )",
    "CREATE INDEX attempt_by_time ON attempt (last_at)",
    "CREATE FUNCTION attempt_forgets_clients() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        DELETE FROM attempt WHERE client IN (
            SELECT client FROM attempt WHERE last_at <= NEW.last_at - 3600000 ORDER BY last_at LIMIT 10 FOR UPDATE SKIP LOCKED
        );
        RETURN NULL;
    END $body$",
    "CREATE TRIGGER attempt_forgets_clients AFTER INSERT ON attempt
        FOR EACH ROW EXECUTE FUNCTION attempt_forgets_clients()",
    // A document is sealed once its `media_type` is there, joined once its `reference` is. Who opened it (a pseudonym)
    // stays for as long as it may refuse another.
    r#"CREATE TABLE piece (
        id TEXT COLLATE "C" PRIMARY KEY,
        idempotency_key TEXT COLLATE "C" NOT NULL,
        digest BYTEA NOT NULL,
        size BIGINT NOT NULL,
        opened_at TEXT COLLATE "C" NOT NULL,
        expires_at TEXT COLLATE "C" NOT NULL,
        media_type TEXT COLLATE "C",
        reference TEXT COLLATE "C",
        client BYTEA
    )"#,
    "CREATE INDEX piece_by_key ON piece (idempotency_key)",
    "CREATE INDEX piece_by_end ON piece (expires_at) WHERE reference IS NULL",
    "CREATE INDEX piece_by_client ON piece (client, opened_at) WHERE client IS NOT NULL",
    // The reference is for two that meet: a part that arrives while its document goes. SQLite has one writer at a time.
    r#"CREATE TABLE piece_part (
        piece TEXT COLLATE "C" NOT NULL REFERENCES piece ON UPDATE CASCADE ON DELETE CASCADE,
        place BIGINT NOT NULL,
        bytes BYTEA NOT NULL,
        PRIMARY KEY (piece, place)
    )"#,
    // An event names the documents that it joins in its body, which is compact JSON: a text that somebody typed has its
    // quotes escaped, and names none.
    r#"CREATE FUNCTION event_joins_pieces() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        UPDATE piece SET reference = NEW.reference
        WHERE idempotency_key = NEW.idempotency_key AND media_type IS NOT NULL
            AND 0 < strpos(NEW.body, '"id":"' || id || '"');
        RETURN NULL;
    END $body$"#,
    "CREATE TRIGGER event_joins_pieces AFTER INSERT ON event
        FOR EACH ROW EXECUTE FUNCTION event_joins_pieces()",
    r#"CREATE FUNCTION piece_ends() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        DELETE FROM piece WHERE id IN (
            SELECT id FROM piece WHERE reference IS NULL AND expires_at <= NEW.opened_at
            ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED
        );
        UPDATE piece SET client = NULL WHERE id IN (
            SELECT id FROM piece
            WHERE client IS NOT NULL AND opened_at <= to_char(
                (NEW.opened_at::timestamptz - interval '1 hour') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
            )
            ORDER BY opened_at LIMIT 10 FOR UPDATE SKIP LOCKED
        );
        RETURN NULL;
    END $body$"#,
    "CREATE TRIGGER piece_ends AFTER INSERT ON piece FOR EACH ROW EXECUTE FUNCTION piece_ends()",
    "CREATE FUNCTION piece_takes_its_parts() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        DELETE FROM piece_part WHERE piece = OLD.id;
        RETURN NULL;
    END $body$",
    "CREATE TRIGGER piece_takes_its_parts AFTER DELETE ON piece FOR EACH ROW EXECUTE FUNCTION piece_takes_its_parts()",
    // A document that was refused loses its number and its parts; the row counts until its time has ended. The reference
    // has given its parts the new number before.
    "CREATE FUNCTION piece_drops_its_parts() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        DELETE FROM piece_part WHERE piece IN (OLD.id, NEW.id);
        RETURN NULL;
    END $body$",
    "CREATE TRIGGER piece_drops_its_parts AFTER UPDATE OF id ON piece FOR EACH ROW EXECUTE FUNCTION piece_drops_its_parts()",
    "CREATE VIEW ready_2 AS SELECT 2 AS schema_version",
];
