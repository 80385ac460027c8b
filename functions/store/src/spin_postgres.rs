//! The backend for PostgreSQL through Spin, for hosts without SQLite. It retries nothing.
//!
//! What is acknowledged is durable as long as the server keeps `synchronous_commit` on, its default: nothing here turns
//! it off.

use spin_sdk::pg::{self, Connection, DbError, DbValue, ParameterValue, PgError, QueryError};

use crate::database::{Database, DatabaseError, Dialect, Row, Value};

/// A connection to a PostgreSQL database. Spin keeps it for the next instance when this one is done with it.
pub struct SpinPostgres(Connection);

impl SpinPostgres {
    /// Opens the database at an address, such as `postgres://user:password@host:5432/name`.
    ///
    /// # Errors
    /// [`DatabaseError::Denied`] when the manifest does not let the component call there, or the server does not know
    /// the user; [`DatabaseError::Busy`] when there is no answer.
    pub async fn open(address: &str) -> Result<Self, DatabaseError> {
        Connection::open(address).await.map(Self).map_err(translate)
    }
}

impl Database for SpinPostgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let parameters: Vec<_> = parameters.iter().cloned().map(into_spin).collect();
        let result = self.0.query(statement, parameters).await.map_err(translate)?;
        let (_columns, mut stream, end) = result.into_inner();
        let mut rows = Vec::new();
        while let Some(values) = stream.next().await {
            rows.push(Row(values
                .into_iter()
                .map(from_spin)
                .collect::<Result<_, _>>()?));
        }
        end.await.map_err(|error| translate(error.into()))?;
        Ok(rows)
    }
}

impl std::fmt::Debug for SpinPostgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SpinPostgres")
    }
}

fn into_spin(value: Value) -> ParameterValue {
    match value {
        Value::Integer(number) => ParameterValue::Int64(number),
        Value::Text(text) => ParameterValue::Str(text),
        Value::Blob(bytes) => ParameterValue::Binary(bytes),
        Value::Null => ParameterValue::DbNull,
    }
}

/// The store keeps numbers, texts and bytes only: another type would be a fault of its own.
fn from_spin(value: DbValue) -> Result<Value, DatabaseError> {
    Ok(match value {
        DbValue::Int16(number) => Value::Integer(number.into()),
        DbValue::Int32(number) => Value::Integer(number.into()),
        DbValue::Int64(number) => Value::Integer(number),
        DbValue::Str(text) => Value::Text(text),
        DbValue::Binary(bytes) => Value::Blob(bytes),
        DbValue::DbNull => Value::Null,
        _ => {
            return Err(DatabaseError::Other(
                "a column has a type of no use here".to_owned(),
            ));
        }
    })
}

fn translate(error: pg::Error) -> DatabaseError {
    match error {
        pg::Error::PgError(PgError::ConnectionFailed(text)) => translate_connection(&text),
        pg::Error::PgError(PgError::QueryFailed(QueryError::DbError(told))) => translate_told(&told),
        pg::Error::PgError(PgError::QueryFailed(QueryError::Text(text))) if is_lost(&text) => {
            DatabaseError::Busy
        }
        pg::Error::PgError(
            PgError::QueryFailed(QueryError::Text(text))
            | PgError::BadParameter(text)
            | PgError::ValueConversionFailed(text)
            | PgError::Other(text),
        )
        | pg::Error::Decode(text) => DatabaseError::Other(text),
    }
}

/// By PostgreSQL's own codes (its documentation, appendix A). Its messages may hold what a person typed, except those
/// on the statement itself: only these are told.
fn translate_told(told: &DbError) -> DatabaseError {
    match told.code.as_str() {
        "42P01" | "42703" => DatabaseError::NoTables,
        "53100" => DatabaseError::Full,
        "42501" => DatabaseError::Denied,
        // Not now: a lock not got, a deadlock or a collision with another transaction, a statement cut for its time,
        // no memory or connection left, a server that stops, starts or only reads for the time being,
        // a document that went while its part arrived.
        "55P03" | "57014" | "57P01" | "57P02" | "57P03" | "53000" | "53200" | "53300" | "53400" | "25006"
        | "23503" => DatabaseError::Busy,
        code if code.starts_with("40") || code.starts_with("08") => DatabaseError::Busy,
        code if code.starts_with("42") => DatabaseError::Other(format!("{code}: {}", told.message)),
        code => DatabaseError::Other(format!("PostgreSQL says {code}")),
    }
}

/// Spin tells why a connection failed as text alone: the words of the host for what the manifest does not allow, those of
/// PostgreSQL, or its code, for who may not come in. Anything else may pass.
fn translate_connection(text: &str) -> DatabaseError {
    const DENIED: [&str; 9] = [
        "is not permitted",
        "is not supported",
        "password authentication failed",
        "no pg_hba.conf entry",
        "\" does not exist",
        "E28000",
        "E28P01",
        "E3D000",
        "E42501",
    ];
    if DENIED.iter().any(|words| text.contains(words)) {
        DatabaseError::Denied
    } else {
        DatabaseError::Busy
    }
}

/// The words of the driver for a connection that ended under a statement.
fn is_lost(text: &str) -> bool {
    ["kind: Closed", "kind: Io", "connection closed"]
        .iter()
        .any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(code: &str) -> DatabaseError {
        translate(pg::Error::PgError(PgError::QueryFailed(QueryError::DbError(
            DbError {
                as_text: "all of it, with personal data".to_owned(),
                severity: "ERROR".to_owned(),
                code: code.to_owned(),
                message: "the message".to_owned(),
                detail: Some("the row holds personal data".to_owned()),
                extras: Vec::new(),
            },
        ))))
    }

    #[test]
    fn what_may_pass_is_told_from_what_may_not() {
        for code in ["42P01", "42703"] {
            assert_eq!(told(code), DatabaseError::NoTables, "{code}");
        }
        assert_eq!(told("53100"), DatabaseError::Full);
        assert_eq!(told("42501"), DatabaseError::Denied);
        for code in [
            "40001", "40P01", "55P03", "53300", "57P01", "57P03", "57014", "25006", "08006",
        ] {
            assert_eq!(told(code), DatabaseError::Busy, "{code}");
        }
    }

    #[test]
    fn only_what_is_wrong_with_the_statement_is_told_in_words() {
        assert_eq!(
            told("42601"),
            DatabaseError::Other("42601: the message".to_owned())
        );
        assert_eq!(
            told("23514"),
            DatabaseError::Other("PostgreSQL says 23514".to_owned())
        );
    }

    #[test]
    fn a_connection_that_is_refused_may_come_later_and_one_that_is_not_permitted_may_not() {
        let connection =
            |text: &str| translate(pg::Error::PgError(PgError::ConnectionFailed(text.to_owned())));
        assert_eq!(
            connection("address postgres://a:5432 is not permitted"),
            DatabaseError::Denied
        );
        for refused in [
            "Backend(Error { kind: Db, cause: Some(DbError { code: SqlState(E28P01) }) })",
            "Error occurred while creating a new object: db error: FATAL: database \"guichet\" does not exist",
        ] {
            assert_eq!(connection(refused), DatabaseError::Denied, "{refused}");
        }
        assert_eq!(
            connection("Backend(Error { kind: Connect, cause: Some(Os { code: 111 }) })"),
            DatabaseError::Busy
        );
        assert_eq!(connection("Timeout(Wait)"), DatabaseError::Busy);
    }

    #[test]
    fn a_connection_that_ends_under_a_statement_may_be_tried_again() {
        let query = |text: &str| {
            translate(pg::Error::PgError(PgError::QueryFailed(QueryError::Text(
                text.to_owned(),
            ))))
        };
        assert_eq!(query("Error { kind: Closed, cause: None }"), DatabaseError::Busy);
        let fault = "Error { kind: ToSql(0), cause: None }";
        assert_eq!(query(fault), DatabaseError::Other(fault.to_owned()));
    }
}
