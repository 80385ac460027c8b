//! Running one statement on one connection, with values turned from Spin's to SQLite's and back.
//!
//! It knows nothing of guests, pools or threads.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, Row, ToSql};

use super::pool::BUSY_TIMEOUT;
use super::turn::Turn;
use crate::bindings::spin::sqlite::sqlite::{Error, RowResult, Value};

/// What a prepared statement gave.
#[derive(Debug)]
pub struct Outcome {
    pub columns: Vec<String>,
    /// The rows, up to the error if there is one.
    pub rows: Vec<RowResult>,
    pub result: Result<(), Error>,
}

/// The most that one statement may give, as the rows wait in the host's memory: what a guest has in all.
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// Runs one statement to its end, holding `writer` if it writes.
///
/// # Errors
///
/// When the statement cannot be prepared: its syntax is wrong, it names what does not exist, or it is several; when the
/// turn to write does not come.
/// What goes wrong later is in the outcome.
pub fn execute(
    connection: &Connection,
    writer: &Turn,
    sql: &str,
    parameters: Vec<Value>,
) -> Result<Outcome, Error> {
    let mut statement = connection.prepare_cached(sql).map_err(error)?;
    let columns = statement.column_names().map(str::to_owned).collect();
    // Inside a transaction SQLite's own lock is held already: waiting for ours would be waiting for a statement that
    // waits for us.
    let alone = !statement.readonly() && connection.is_autocommit();
    let _writing = if alone {
        Some(writer.take(BUSY_TIMEOUT).ok_or_else(locked)?)
    } else {
        None
    };
    let mut rows = Vec::new();
    let result = collect(&mut statement, parameters, &mut rows);
    Ok(Outcome {
        columns,
        rows,
        result,
    })
}

/// Spin's error for one of SQLite's.
#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
pub fn error(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::DatabaseFull,
        _ => Error::Io(error.to_string()),
    }
}

/// SQLite's own words when a lock does not come in time.
pub fn locked() -> Error {
    Error::Io("database is locked".to_owned())
}

fn collect(
    statement: &mut rusqlite::Statement<'_>,
    parameters: Vec<Value>,
    collected: &mut Vec<RowResult>,
) -> Result<(), Error> {
    let width = statement.column_count();
    let mut bytes = 0;
    let mut rows = statement
        .query(rusqlite::params_from_iter(parameters))
        .map_err(error)?;
    while let Some(row) = rows.next().map_err(error)? {
        let row = read_row(row, width)?;
        bytes += row.values.iter().map(size).sum::<usize>();
        if bytes > MOST_BYTES {
            return Err(Error::Io(format!(
                "the result exceeds the limit of {MOST_BYTES} bytes"
            )));
        }
        collected.push(row);
    }
    Ok(())
}

fn read_row(row: &Row<'_>, width: usize) -> Result<RowResult, Error> {
    let values = (0..width).map(|column| read_value(row.get_ref(column).map_err(error)?));
    Ok(RowResult {
        values: values.collect::<Result<_, _>>()?,
    })
}

fn read_value(value: ValueRef<'_>) -> Result<Value, Error> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(integer) => Value::Integer(integer),
        ValueRef::Real(real) => Value::Real(real),
        ValueRef::Blob(blob) => Value::Blob(blob.to_vec()),
        ValueRef::Text(text) => match str::from_utf8(text) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => return Err(Error::Io("a text in the database is not valid UTF-8".to_owned())),
        },
    })
}

fn size(value: &Value) -> usize {
    size_of::<Value>()
        + match value {
            Value::Text(text) => text.len(),
            Value::Blob(blob) => blob.len(),
            Value::Integer(_) | Value::Real(_) | Value::Null => 0,
        }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(integer) => ValueRef::Integer(*integer),
            Self::Real(real) => ValueRef::Real(*real),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(blob) => ValueRef::Blob(blob),
        }))
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Result, anyhow};

    use super::*;

    fn run(connection: &Connection, sql: &str, parameters: Vec<Value>) -> Result<Outcome> {
        execute(connection, &Turn::default(), sql, parameters).map_err(|error| anyhow!("{error:?}"))
    }

    fn shown(outcome: &Outcome) -> String {
        let rows: Vec<_> = outcome.rows.iter().map(|row| &row.values).collect();
        format!("{:?} {:?} {:?}", outcome.columns, rows, outcome.result)
    }

    #[test]
    fn each_kind_of_value_comes_back_as_it_went() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        let values = vec![
            Value::Integer(i64::MIN),
            Value::Real(2.5),
            Value::Text("é\0".into()),
            Value::Blob(vec![0, 255]),
            Value::Null,
        ];
        let expected = format!("{values:?}");
        let outcome = run(&connection, "SELECT ?1 a, ?2, ?3, ?4, ?5", values)?;
        assert_eq!(outcome.columns.first().map(String::as_str), Some("a"));
        assert_eq!(
            outcome.rows.first().map(|row| format!("{:?}", row.values)),
            Some(expected)
        );
        Ok(())
    }

    #[test]
    fn returning_gives_rows_and_a_broken_constraint_is_the_result() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        run(&connection, "CREATE TABLE t (k TEXT PRIMARY KEY)", vec![])?;
        let insert = |key: &str| {
            run(
                &connection,
                "INSERT INTO t VALUES (?) RETURNING k",
                vec![Value::Text(key.into())],
            )
        };
        assert_eq!(shown(&insert("a")?), r#"["k"] [[Value::Text("a")]] Ok(())"#);
        let outcome = insert("a")?;
        assert!(
            matches!(&outcome.result, Err(Error::Io(message)) if message.contains("UNIQUE")),
            "{outcome:?}"
        );
        Ok(())
    }

    #[test]
    fn only_one_statement_is_run() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        for sql in ["SELECT 1; SELECT 2", "SELEC 1", "", "SELECT * FROM nowhere"] {
            assert!(run(&connection, sql, vec![]).is_err(), "{sql}");
        }
        assert!(run(&connection, "SELECT 1; -- done", vec![]).is_ok());
        let wrong_count = run(&connection, "SELECT ?1", vec![])?;
        assert!(wrong_count.result.is_err());
        Ok(())
    }

    #[test]
    fn a_full_disk_is_told_apart() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        run(&connection, "CREATE TABLE t (v)", vec![])?;
        connection.pragma_update(None, "max_page_count", 3)?;
        let outcome = run(&connection, "INSERT INTO t VALUES (zeroblob(100000))", vec![])?;
        assert!(matches!(outcome.result, Err(Error::DatabaseFull)), "{outcome:?}");
        Ok(())
    }
}
