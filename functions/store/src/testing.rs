//! Real databases for the tests: SQLite in memory, PostgreSQL on a server of the test process. Both stand behind the
//! trait that Spin's stand behind in production.

use std::error::Error as StdError;
use std::sync::Mutex;

use cluster::Cluster;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use rusqlite::types::{Value as SqliteValue, ValueRef};

use crate::database::{Database, DatabaseError, Dialect, Row, Value};
use crate::spin_sqlite::translate_text;

/// A database of its own, empty at first.
pub(crate) enum TestDatabase {
    Sqlite(Mutex<rusqlite::Connection>),
    Postgres {
        client: Mutex<postgres::Client>,
        /// It is removed with its last handle.
        _kept: cluster::Database,
    },
}

/// Makes of each of these functions two tests: one on SQLite, one on PostgreSQL. A function that is not among them is
/// never used, which the compiler tells.
macro_rules! on_each_database {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test]
            fn $test() {
                super::$test(&$crate::testing::TestDatabase::sqlite());
            })+
        }
        mod on_postgres {
            $(#[test]
            fn $test() {
                super::$test(&$crate::testing::TestDatabase::postgres());
            })+
        }
    };
}
pub(crate) use on_each_database;

impl TestDatabase {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(Mutex::new(rusqlite::Connection::open_in_memory().unwrap()))
    }

    pub(crate) fn postgres() -> Self {
        Self::connect(Cluster::shared().unwrap().create_database().unwrap())
    }

    /// Another database of the same kind.
    pub(crate) fn another(&self) -> Self {
        match self {
            Self::Sqlite(_) => Self::sqlite(),
            Self::Postgres { .. } => Self::postgres(),
        }
    }

    pub(crate) fn connect(database: cluster::Database) -> Self {
        Self::Postgres {
            client: Mutex::new(database.connect().unwrap()),
            _kept: database,
        }
    }

    /// Runs what no store would: several statements, with their values in them.
    pub(crate) fn tamper(&self, statements: &str) {
        match self {
            Self::Sqlite(connection) => connection.lock().unwrap().execute_batch(statements).unwrap(),
            Self::Postgres { client, .. } => client.lock().unwrap().batch_execute(statements).unwrap(),
        }
    }

    /// How many rows a table has.
    pub(crate) fn count(&self, table: &str) -> i64 {
        let statement = format!("SELECT count(*) FROM {table}");
        match self {
            Self::Sqlite(connection) => {
                let connection = connection.lock().unwrap();
                connection.query_row(&statement, [], |row| row.get(0)).unwrap()
            }
            Self::Postgres { client, .. } => {
                client.lock().unwrap().query_one(&statement, &[]).unwrap().get(0)
            }
        }
    }

    /// Bytes as they are written in a statement.
    pub(crate) fn literal(&self, bytes: &[u8; 32]) -> String {
        match self {
            Self::Sqlite(_) => format!("x'{}'", crate::to_hex(bytes)),
            Self::Postgres { .. } => format!("'\\x{}'::bytea", crate::to_hex(bytes)),
        }
    }
}

#[expect(
    clippy::unused_async_trait_impl,
    reason = "the trait is asynchronous for Spin; these answer at once"
)]
impl Database for &TestDatabase {
    fn dialect(&self) -> Dialect {
        match self {
            TestDatabase::Sqlite(_) => Dialect::Sqlite,
            TestDatabase::Postgres { .. } => Dialect::Postgres,
        }
    }

    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        match self {
            TestDatabase::Sqlite(connection) => {
                let connection = connection.lock().unwrap();
                let rows = run_on_sqlite(&connection, statement, parameters);
                rows.map_err(|error| translate_text(error.to_string()))
            }
            TestDatabase::Postgres { client, .. } => {
                let mut client = client.lock().unwrap();
                let rows = run_on_postgres(&mut client, statement, parameters);
                rows.map_err(|error| match error.code().map(postgres::error::SqlState::code) {
                    Some("42P01" | "42703") => DatabaseError::NoTables,
                    _ => DatabaseError::Other(format!("{error:?}")),
                })
            }
        }
    }
}

fn run_on_sqlite(
    connection: &rusqlite::Connection,
    statement: &str,
    parameters: &[Value],
) -> rusqlite::Result<Vec<Row>> {
    let mut prepared = connection.prepare(statement)?;
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
    })?;
    rows.collect()
}

fn run_on_postgres(
    client: &mut postgres::Client,
    statement: &str,
    parameters: &[Value],
) -> Result<Vec<Row>, postgres::Error> {
    let parameters: Vec<_> = parameters
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect();
    let rows = client.query(statement, &parameters)?;
    rows.iter()
        .map(|row| {
            let values = row.columns().iter().enumerate().map(|(place, column)| {
                Ok(match *column.type_() {
                    Type::INT4 => row
                        .try_get::<_, Option<i32>>(place)?
                        .map(|number| Value::Integer(number.into())),
                    Type::INT8 => row.try_get::<_, Option<i64>>(place)?.map(Value::Integer),
                    Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(place)?.map(Value::Blob),
                    _ => row.try_get::<_, Option<String>>(place)?.map(Value::Text),
                }
                .unwrap_or(Value::Null))
            });
            values.collect::<Result<_, _>>().map(Row)
        })
        .collect()
}

/// As Spin sends them: each checked against the type that the server expects.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Integer(number) => number.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Blob(bytes) => bytes.to_sql_checked(ty, out),
            Self::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
