//! A real SQLite for the tests of the store.

use std::sync::Mutex;

use rusqlite::types::{Value as SqliteValue, ValueRef};

use crate::database::{Database, DatabaseError, Row, Value};
use crate::spin_sqlite::translate_text;

/// SQLite in memory, behind the trait that Spin's stands behind in production.
pub(crate) struct InMemory(Mutex<rusqlite::Connection>);

impl InMemory {
    pub fn new() -> Self {
        Self(Mutex::new(rusqlite::Connection::open_in_memory().unwrap()))
    }

    pub fn tamper(&self, statement: &str) {
        self.0.lock().unwrap().execute_batch(statement).unwrap();
    }

    pub fn count(&self, table: &str) -> i64 {
        let connection = self.0.lock().unwrap();
        connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    }
}

#[expect(
    clippy::unused_async_trait_impl,
    reason = "the trait is asynchronous for Spin; rusqlite answers at once"
)]
impl Database for &InMemory {
    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let connection = self.0.lock().unwrap();
        let translate = |error: rusqlite::Error| translate_text(error.to_string());
        let mut prepared = connection.prepare(statement).map_err(translate)?;
        let columns = prepared.column_count();
        let parameters = rusqlite::params_from_iter(parameters.iter().map(|value| match value {
            Value::Integer(number) => SqliteValue::Integer(*number),
            Value::Text(text) => SqliteValue::Text(text.clone()),
            Value::Blob(bytes) => SqliteValue::Blob(bytes.clone()),
            Value::Null => SqliteValue::Null,
        }));
        let rows = prepared.query_map(parameters, |row| {
            (0..columns)
                .map(|column| {
                    Ok(match row.get_ref(column)? {
                        ValueRef::Integer(number) => Value::Integer(number),
                        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                        ValueRef::Null | ValueRef::Real(_) => Value::Null,
                    })
                })
                .collect::<rusqlite::Result<Vec<_>>>()
                .map(Row)
        });
        rows.map_err(translate)?
            .collect::<rusqlite::Result<_>>()
            .map_err(translate)
    }
}
