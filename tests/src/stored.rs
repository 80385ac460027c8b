//! What the database file of an application holds, read beside it: what was written half, doubled or lost shows here even
//! when the application tells nothing of it.
//!
//! It changes nothing, and knows the tables of `functions/store` by their names alone.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};

use crate::Guichet;

/// The reference that each idempotency key filed, the key as it is kept: see [`kept`].
pub type Filings = BTreeMap<String, String>;

/// Reads the filings of an application that runs or was killed, once all that is stored is found whole: the file itself,
/// each dossier with all its events and each event with its dossier.
pub fn read(guichet: &Guichet) -> Result<Filings> {
    read_file(&guichet.state_folder().join(FILE))
}

/// What is kept of the key of a filing.
pub fn kept(key: &str) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(format!("depot:{key}"))))
}

/// Opens the database as another program would.
pub fn open(guichet: &Guichet) -> Result<Connection> {
    Ok(Connection::open(guichet.state_folder().join(FILE))?)
}

const FILE: &str = "sqlite_db.db";

fn read_file(path: &Path) -> Result<Filings> {
    // The first request that needs it makes it.
    if !path.exists() {
        return Ok(Filings::new());
    }
    // A database in WAL mode cannot be read without writing its index: the flags say that it is not made anew.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let integrity: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    ensure!(integrity == "ok", "the file is damaged: {integrity}");
    if !has_tables(&connection)? {
        return Ok(Filings::new());
    }
    for (fault, statement) in FAULTS {
        let count: u32 = connection.query_row(statement, [], |row| row.get(0))?;
        ensure!(count == 0, "{count} {fault}");
    }
    let mut statement =
        connection.prepare("SELECT idempotency_key, reference FROM event WHERE seq = 1 ORDER BY 1")?;
    let pairs = statement.query_map([], |row| {
        let key: String = row.get(0)?;
        Ok((key, row.get(1)?))
    })?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

fn has_tables(connection: &Connection) -> Result<bool> {
    let statement = "SELECT count(*) FROM sqlite_schema WHERE name IN ('event', 'dossier')";
    let count: u32 = connection.query_row(statement, [], |row| row.get(0))?;
    Ok(count == 2)
}

/// What must not be, and how many there are.
const FAULTS: [(&str, &str); 4] = [
    (
        "events are those of no dossier",
        "SELECT count(*) FROM event LEFT JOIN dossier USING (reference) WHERE dossier.reference IS NULL",
    ),
    (
        "dossiers have not as many events as they say",
        "SELECT count(*) FROM dossier WHERE version <> \
         (SELECT count(*) FROM event WHERE event.reference = dossier.reference)",
    ),
    (
        "dossiers have not the status of their last event",
        "SELECT count(*) FROM dossier JOIN event USING (reference) \
         WHERE event.seq = dossier.version AND event.status <> dossier.status",
    ),
    (
        "keys are there twice",
        "SELECT count(*) FROM (SELECT idempotency_key FROM event GROUP BY 1 HAVING 1 < count(*))",
    ),
];
