//! The backend for Spin's SQLite: the embedded file by default, libSQL by runtime configuration. It retries nothing.
//!
//! An instance keeps the connections that it has opened for its next requests: to open one, and to prepare again what it
//! had prepared, takes longer than most statements. Nothing of a request stays on a connection, since each statement of
//! ours is a transaction of its own and no setting is changed. One that fails in a way that is not the statement's is not
//! kept: libSQL's is a connection over the network, which ends when its server does.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use spin_sdk::sqlite::{self, Connection};

use crate::database::{Database, DatabaseError, Dialect, Row, Value};

/// A connection to a database of the component.
pub struct SpinSqlite {
    label: String,
    connection: Rc<Connection>,
}

thread_local! {
    /// Those that this instance has, by label.
    static OPENED: RefCell<BTreeMap<String, Rc<Connection>>> = const { RefCell::new(BTreeMap::new()) };
}

impl SpinSqlite {
    /// Opens the default database.
    ///
    /// # Errors
    /// [`DatabaseError::Denied`] when the manifest does not grant it to this component.
    pub async fn open() -> Result<Self, DatabaseError> {
        Self::open_label("default").await
    }

    /// Opens another database, by its label.
    ///
    /// # Errors
    /// As [`SpinSqlite::open`].
    pub async fn open_label(label: &str) -> Result<Self, DatabaseError> {
        let label = label.to_owned();
        if let Some(connection) = OPENED.with_borrow(|opened| opened.get(&label).cloned()) {
            return Ok(Self { label, connection });
        }
        let connection = Rc::new(Connection::open(&label).await.map_err(translate)?);
        OPENED.with_borrow_mut(|opened| opened.insert(label.clone(), Rc::clone(&connection)));
        Ok(Self { label, connection })
    }

    async fn run(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let parameters = parameters.iter().cloned().map(into_spin);
        let result = self
            .connection
            .execute(statement, parameters)
            .await
            .map_err(translate)?;
        let rows = result.collect().await.map_err(translate)?;
        Ok(rows
            .into_iter()
            .map(|row| Row(row.values.into_iter().map(from_spin).collect()))
            .collect())
    }

    /// Lets the next request open another, unless it has already.
    fn forget(&self) {
        OPENED.with_borrow_mut(|opened| {
            if let Some(kept) = opened.get(&self.label)
                && Rc::ptr_eq(kept, &self.connection)
            {
                opened.remove(&self.label);
            }
        });
    }
}

impl Database for SpinSqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let outcome = self.run(statement, parameters).await;
        if let Err(DatabaseError::Denied | DatabaseError::Other(_)) = outcome {
            self.forget();
        }
        outcome
    }
}

impl std::fmt::Debug for SpinSqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SpinSqlite")
    }
}

fn into_spin(value: Value) -> sqlite::Value {
    match value {
        Value::Integer(number) => sqlite::Value::Integer(number),
        Value::Text(text) => sqlite::Value::Text(text),
        Value::Blob(bytes) => sqlite::Value::Blob(bytes),
        Value::Null => sqlite::Value::Null,
    }
}

/// The store keeps no real number: one would be a fault of its own, shown as text rather than lost.
fn from_spin(value: sqlite::Value) -> Value {
    match value {
        sqlite::Value::Integer(number) => Value::Integer(number),
        sqlite::Value::Real(number) => Value::Text(number.to_string()),
        sqlite::Value::Text(text) => Value::Text(text),
        sqlite::Value::Blob(bytes) => Value::Blob(bytes),
        sqlite::Value::Null => Value::Null,
    }
}

fn translate(error: sqlite::Error) -> DatabaseError {
    match error {
        sqlite::Error::DatabaseFull => DatabaseError::Full,
        sqlite::Error::AccessDenied | sqlite::Error::NoSuchDatabase | sqlite::Error::InvalidConnection => {
            DatabaseError::Denied
        }
        sqlite::Error::Io(text) => translate_text(text),
    }
}

/// Spin tells SQLite's own errors as text alone: these are the words that SQLite has used since version 3. Which of a
/// table and a column is missed first depends on the statement. A quota says that there is no room left in its own way,
/// and so does the index of the log, which SQLite makes when it opens a database: an operator mends them alike, and the
/// caller comes back.
pub(crate) fn translate_text(text: String) -> DatabaseError {
    let says = |words: &str| text.contains(words);
    if says("no such table") || says("no such column") || says("has no column named") {
        DatabaseError::NoTables
    } else if says("duplicate column name") {
        DatabaseError::AlreadyThere
    } else if says("locked") || says("busy") {
        DatabaseError::Busy
    } else if says("is full") || says("disk I/O error") || says("unable to open database file") {
        DatabaseError::Full
    } else {
        DatabaseError::Other(text)
    }
}
