//! The SQLite connections to one database file, lent to guests and kept for the next.
//!
//! Several connections in WAL mode, so that a read never waits for a write. It does not limit how many are lent:
//! a guest that waits for a connection while it holds one would wait for ever.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::statement::{self, Outcome};
use super::turn::Turn;
use crate::bindings::spin::sqlite::sqlite::{Error, Value};

/// A database file and its connections.
pub struct Database {
    path: PathBuf,
    idle: Mutex<Vec<Idle>>,
    writer: Turn,
    /// Held while a connection is opened. It is not the turn to write: a read that needs a connection must not wait for
    /// a write.
    opening: Turn,
}

/// A connection lent to one guest; it comes back when dropped.
pub struct Lease {
    database: Arc<Database>,
    /// None only while being dropped.
    idle: Option<Idle>,
    /// SQLite's count of changes when the connection was lent.
    changes_before: u64,
}

struct Idle {
    connection: rusqlite::Connection,
    /// Whether a guest left a mark on the connection (a pragma, a temporary table) that the next must not see.
    marked: Arc<AtomicBool>,
}

/// Connections kept open when nobody uses them: as many as are lent under load. Opening one takes longer than most
/// statements, and what it has prepared is lost with it.
const MOST_IDLE: usize = 64;

/// Statements kept prepared on each connection.
const PREPARED_STATEMENTS: usize = 128;

/// How long a statement waits for another process, or for a guest's open transaction, to let go of the database.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

impl Database {
    /// Names the file; it is created when first opened.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::default(),
            writer: Turn::default(),
            opening: Turn::default(),
        }
    }

    /// A connection that is open already, if there is one.
    pub fn take_idle(self: &Arc<Self>) -> Option<Lease> {
        let idle = lock(&self.idle).pop()?;
        Some(Lease::new(self.clone(), idle))
    }

    /// Opens a connection. Blocks on the disk.
    pub fn connect(self: &Arc<Self>) -> Result<Lease, Error> {
        // One at a time: two connections that both turn the file to WAL would collide without SQLite waiting.
        let _one_at_a_time = self.opening.take(BUSY_TIMEOUT).ok_or_else(statement::locked)?;
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| Error::Io(format!("{}: {error}", folder.display())))?;
        }
        let idle = Idle::open(&self.path).map_err(statement::error)?;
        Ok(Lease::new(self.clone(), idle))
    }

    /// Closes what is not lent, so that SQLite folds its log into the file. What an instance still has stays open, and the
    /// log with it: nothing is lost, the next start reads it.
    pub fn close(&self) {
        lock(&self.idle).clear();
    }

    fn give_back(&self, idle: Idle) {
        if idle.marked.load(Ordering::Relaxed) {
            return;
        }
        if !idle.connection.is_autocommit() && idle.connection.execute_batch("ROLLBACK").is_err() {
            return;
        }
        let mut kept = lock(&self.idle);
        if kept.len() < MOST_IDLE {
            kept.push(idle);
        }
    }
}

impl Lease {
    /// Runs one statement. Blocks until it is done.
    pub fn execute(&mut self, sql: &str, parameters: Vec<Value>) -> Result<Outcome, Error> {
        match &self.idle {
            Some(idle) => statement::execute(&idle.connection, &self.database.writer, sql, parameters),
            None => Err(Error::InvalidConnection),
        }
    }

    pub fn changes(&self) -> u64 {
        match &self.idle {
            // SQLite would tell the last changes of whoever had the connection before.
            Some(idle) if idle.connection.total_changes() != self.changes_before => idle.connection.changes(),
            _ => 0,
        }
    }

    pub fn last_insert_rowid(&self) -> i64 {
        self.idle
            .as_ref()
            .map_or(0, |idle| idle.connection.last_insert_rowid())
    }

    pub fn interrupt(&self) -> Option<rusqlite::InterruptHandle> {
        self.idle
            .as_ref()
            .map(|idle| idle.connection.get_interrupt_handle())
    }

    fn new(database: Arc<Database>, idle: Idle) -> Self {
        idle.forget_last_insert_rowid();
        let changes_before = idle.connection.total_changes();
        Self {
            database,
            idle: Some(idle),
            changes_before,
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(idle) = self.idle.take() {
            self.database.give_back(idle);
        }
    }
}

impl Idle {
    fn open(path: &Path) -> rusqlite::Result<Self> {
        let mut connection = rusqlite::Connection::open(path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        // DIFFERENCE: Spin leaves SQLite's default, a rollback journal, where readers and writers wait for each other.
        // WAL lets them pass. FULL, and not the NORMAL usual with WAL, makes each commit reach the disk before it is
        // acknowledged: what a guest was told is written survives SIGKILL and a power cut.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // Else SQLite prepares a statement that orders its rows again whenever its parameters change, since these might
        // tell it a better plan: a kept statement would save nothing.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
        let marked = Arc::new(AtomicBool::new(false));
        let mark = marked.clone();
        connection.authorizer(Some(move |context: AuthContext<'_>| {
            authorize(&context.action, &mark)
        }))?;
        Ok(Self { connection, marked })
    }

    /// A connection lent again must look new: 0 until its guest inserts.
    fn forget_last_insert_rowid(&self) {
        // SAFETY: the handle is that of an open connection, which nobody else uses while we borrow it.
        unsafe { rusqlite::ffi::sqlite3_set_last_insert_rowid(self.connection.handle(), 0) };
    }
}

/// Keeps guests inside their database file, and notes what would stay on the connection after them.
fn authorize(action: &AuthAction<'_>, marked: &AtomicBool) -> Authorization {
    match action {
        // `ATTACH` and `VACUUM INTO` would open any file of the machine; a plain `VACUUM` attaches a nameless one.
        AuthAction::Attach { filename } if !filename.is_empty() => return Authorization::Deny,
        AuthAction::Unknown { .. } => return Authorization::Deny,
        AuthAction::Attach { .. }
        | AuthAction::Pragma {
            pragma_value: Some(_),
            ..
        }
        | AuthAction::CreateTempIndex { .. }
        | AuthAction::CreateTempTable { .. }
        | AuthAction::CreateTempTrigger { .. }
        | AuthAction::CreateTempView { .. } => marked.store(true, Ordering::Relaxed),
        _ => {}
    }
    Authorization::Allow
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use anyhow::{Context, Result, anyhow};
    use rusqlite::StatementStatus;

    use super::*;

    /// A database in a folder of its own, removed at the end.
    struct Scratch {
        folder: PathBuf,
        database: Arc<Database>,
    }

    impl Scratch {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("host-pool-{}-{name}", std::process::id()));
            let database = Arc::new(Database::new(folder.join("state").join("sqlite_db.db")));
            Self { folder, database }
        }

        fn lend(&self) -> Result<Lease> {
            match self.database.take_idle() {
                Some(lease) => Ok(lease),
                None => self.database.connect().map_err(|error| anyhow!("{error:?}")),
            }
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            self.database.close();
            _ = std::fs::remove_dir_all(&self.folder);
        }
    }

    /// The first value of the first row, as text.
    fn run(lease: &mut Lease, sql: &str) -> Result<String> {
        let outcome = lease.execute(sql, vec![]).map_err(|error| anyhow!("{error:?}"))?;
        outcome.result.map_err(|error| anyhow!("{error:?}"))?;
        let first = outcome.rows.first().and_then(|row| row.values.first());
        Ok(first.map_or_else(String::new, |value| format!("{value:?}")))
    }

    #[test]
    fn a_connection_lent_again_looks_new() -> Result<()> {
        let scratch = Scratch::new("again");
        let mut first = scratch.lend()?;
        run(&mut first, "CREATE TABLE t (v)")?;
        run(&mut first, "INSERT INTO t VALUES (1), (2)")?;
        assert_eq!((first.changes(), first.last_insert_rowid()), (2, 2));
        run(&mut first, "BEGIN")?;
        run(&mut first, "INSERT INTO t VALUES (3)")?;
        drop(first);
        let mut second = scratch
            .database
            .take_idle()
            .context("the connection was not kept")?;
        assert_eq!((second.changes(), second.last_insert_rowid()), (0, 0));
        assert_eq!(run(&mut second, "SELECT count(*) FROM t")?, "Value::Integer(2)");
        run(&mut second, "UPDATE t SET v = 0")?;
        assert_eq!((second.changes(), second.last_insert_rowid()), (2, 0));
        Ok(())
    }

    #[test]
    fn a_connection_with_a_mark_is_not_lent_again() -> Result<()> {
        for (name, sql) in [
            ("pragma", "PRAGMA foreign_keys = OFF"),
            ("temp", "CREATE TEMP TABLE t (v)"),
        ] {
            let scratch = Scratch::new(name);
            let mut lease = scratch.lend()?;
            run(&mut lease, sql)?;
            drop(lease);
            assert!(scratch.database.take_idle().is_none(), "{sql}");
        }
        Ok(())
    }

    #[test]
    fn the_settings_are_those_promised() -> Result<()> {
        let scratch = Scratch::new("settings");
        let mut lease = scratch.lend()?;
        assert_eq!(run(&mut lease, "PRAGMA journal_mode")?, "Value::Text(\"wal\")");
        assert_eq!(run(&mut lease, "PRAGMA synchronous")?, "Value::Integer(2)");
        assert_eq!(run(&mut lease, "PRAGMA foreign_keys")?, "Value::Integer(1)");
        drop(lease);
        assert!(
            scratch.database.take_idle().is_some(),
            "reading a pragma leaves no mark"
        );
        Ok(())
    }

    #[test]
    fn a_statement_is_prepared_once() -> Result<()> {
        let scratch = Scratch::new("prepared");
        let sql = "SELECT v FROM t WHERE k = ? ORDER BY v";
        run(
            &mut scratch.lend()?,
            "CREATE TABLE t (k TEXT, v INTEGER, PRIMARY KEY (k, v))",
        )?;
        for key in ["a", "b", "c"] {
            let mut lease = scratch.lend()?;
            let outcome = lease.execute(sql, vec![Value::Text(key.to_owned())]);
            outcome.map_err(|error| anyhow!("{error:?}"))?;
        }
        let lease = scratch.lend()?;
        let idle = lease.idle.as_ref().context("it is lent")?;
        let statement = idle.connection.prepare_cached(sql)?;
        assert_eq!(statement.get_status(StatementStatus::Run), 3);
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
        Ok(())
    }

    #[test]
    fn other_files_stay_closed() -> Result<()> {
        let scratch = Scratch::new("closed");
        let other = scratch.folder.join("other.db");
        let mut lease = scratch.lend()?;
        for sql in ["ATTACH", "VACUUM INTO"] {
            let sql = format!(
                "{sql} '{}'{}",
                other.display(),
                if sql == "ATTACH" { " AS other" } else { "" }
            );
            assert!(run(&mut lease, &sql).is_err(), "{sql}");
        }
        assert!(run(&mut lease, "ATTACH lower('X.DB') AS other").is_err());
        assert!(!other.exists());
        run(&mut lease, "VACUUM")?;
        Ok(())
    }

    #[test]
    fn a_read_does_not_wait_for_an_open_transaction() -> Result<()> {
        let scratch = Scratch::new("read");
        let mut writer = scratch.lend()?;
        run(&mut writer, "CREATE TABLE t (v)")?;
        run(&mut writer, "BEGIN IMMEDIATE")?;
        run(&mut writer, "INSERT INTO t VALUES (1)")?;
        let mut reader = scratch.lend()?;
        let before = Instant::now();
        assert_eq!(run(&mut reader, "SELECT count(*) FROM t")?, "Value::Integer(0)");
        assert!(before.elapsed() < BUSY_TIMEOUT / 2);
        run(&mut writer, "COMMIT")?;
        assert_eq!(run(&mut reader, "SELECT count(*) FROM t")?, "Value::Integer(1)");
        Ok(())
    }

    #[test]
    fn many_writers_all_get_their_turn() -> Result<()> {
        let scratch = Scratch::new("writers");
        run(&mut scratch.lend()?, "CREATE TABLE t (k TEXT PRIMARY KEY)")?;
        std::thread::scope(|scope| {
            let writing = (0..20).map(|number| {
                let scratch = &scratch;
                scope.spawn(move || {
                    run(
                        &mut scratch.lend()?,
                        &format!("INSERT INTO t VALUES ('{number}')"),
                    )
                })
            });
            let writing: Vec<_> = writing.collect();
            writing.into_iter().try_for_each(|thread| match thread.join() {
                Ok(outcome) => outcome.map(drop),
                Err(_) => Err(anyhow!("a writer panicked")),
            })
        })?;
        assert_eq!(
            run(&mut scratch.lend()?, "SELECT count(*) FROM t")?,
            "Value::Integer(20)"
        );
        Ok(())
    }
}
