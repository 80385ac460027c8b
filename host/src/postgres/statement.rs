//! Running one statement on one connection. It knows nothing of guests and pools.

use std::pin::pin;

use deadpool_postgres::Client;
use futures_util::TryStreamExt;
use tokio_postgres::Statement;

use super::value::{self, Parameter};
use crate::bindings::spin::postgres::postgres::{Column, DbError, Error, ParameterValue, QueryError, RowSet};

/// The most that one statement may give, as the rows wait in the host's memory: what a guest has in all.
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// What would stay on the connection for whoever has it next.
const OF_SESSIONS: [&str; 10] = [
    "BEGIN", "DECLARE", "DISCARD", "LISTEN", "LOAD", "LOCK", "PREPARE", "RESET", "SET", "START",
];

/// Runs a statement and gathers its rows.
pub async fn query(client: &Client, sql: &str, parameters: Vec<ParameterValue>) -> Result<RowSet, Error> {
    let (statement, parameters) = prepare(client, sql, parameters).await?;
    let columns = statement.columns().iter().map(|column| Column {
        name: column.name().to_owned(),
        data_type: value::data_type(column.type_()),
    });
    let rows = client.query_raw(&statement, parameters).await;
    let mut rows = pin!(rows.map_err(|error| failed(&error))?);
    let mut gathered = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.try_next().await.map_err(|error| failed(&error))? {
        let values = value::read_row(&row).map_err(|error| failed(&error))?;
        bytes += values.iter().map(value::size).sum::<usize>();
        if MOST_BYTES < bytes {
            return Err(Error::QueryFailed(QueryError::Text(format!(
                "the result exceeds the limit of {MOST_BYTES} bytes"
            ))));
        }
        gathered.push(values);
    }
    Ok(RowSet {
        columns: columns.collect(),
        rows: gathered,
    })
}

/// Runs a statement and tells how many rows it changed.
pub async fn execute(client: &Client, sql: &str, parameters: Vec<ParameterValue>) -> Result<u64, Error> {
    let (statement, parameters) = prepare(client, sql, parameters).await?;
    let changed = client.execute_raw(&statement, parameters).await;
    changed.map_err(|error| failed(&error))
}

/// A statement is prepared once for each connection: after that, it takes one trip to the server each time.
///
/// DIFFERENCE: Spin prepares it each time, which takes two.
async fn prepare(
    client: &Client,
    sql: &str,
    parameters: Vec<ParameterValue>,
) -> Result<(Statement, Vec<Parameter>), Error> {
    if let Some(word) = OF_SESSIONS.into_iter().find(|word| begins_with(sql, word)) {
        return Err(Error::Other(format!(
            "`{word}` is refused by the local host: it would change the connection for whoever has it next"
        )));
    }
    let parameters = parameters
        .into_iter()
        .map(Parameter::new)
        .collect::<Result<_, _>>();
    let parameters = parameters.map_err(Error::BadParameter)?;
    let statement = client.prepare_cached(sql).await;
    Ok((statement.map_err(|error| failed(&error))?, parameters))
}

fn begins_with(sql: &str, word: &str) -> bool {
    let first = sql.trim_start().split(|c: char| !c.is_ascii_alphabetic()).next();
    first.is_some_and(|first| first.eq_ignore_ascii_case(word))
}

/// Spin's error for one of PostgreSQL's.
fn failed(error: &tokio_postgres::Error) -> Error {
    let text = format!("{error:?}");
    let Some(told) = error.as_db_error() else {
        return Error::QueryFailed(QueryError::Text(text));
    };
    let extras = [
        ("column", told.column()),
        ("constraint", told.constraint()),
        ("hint", told.hint()),
        ("schema", told.schema()),
        ("table", told.table()),
        ("where_", told.where_()),
    ];
    let extras = extras
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    Error::QueryFailed(QueryError::DbError(DbError {
        as_text: text,
        severity: told.severity().to_owned(),
        code: told.code().code().to_owned(),
        message: told.message().to_owned(),
        detail: told.detail().map(str::to_owned),
        extras: extras.collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_outlive_the_guest_is_known_by_its_first_word() {
        for (sql, expected) in [
            ("BEGIN", true),
            ("  set x = 1", true),
            ("SETTINGS", false),
            ("SELECT 1 -- set", false),
            ("", false),
        ] {
            let found = OF_SESSIONS.into_iter().any(|word| begins_with(sql, word));
            assert_eq!(found, expected, "{sql}");
        }
    }
}
