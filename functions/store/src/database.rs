//! What the store asks of a database: run one statement, get its rows. Backends implement it; it builds no SQL.

/// A database that runs one statement at a time, each atomic and durable when it returns.
#[expect(
    async_fn_in_trait,
    reason = "components run on one thread: no caller needs the futures to be Send"
)]
pub trait Database {
    /// Runs one statement and gives back all its rows.
    ///
    /// # Errors
    /// [`DatabaseError`] when the database refuses or cannot be reached.
    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError>;
}

/// One value of a row or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// Nothing.
    Null,
}

/// The values of one row, in the order of the columns asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The text of a column.
    ///
    /// # Errors
    /// [`DatabaseError::Unexpected`] when the column is missing or holds something else.
    pub fn text(&self, column: usize) -> Result<&str, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(DatabaseError::Unexpected {
                column,
                wanted: "text",
            }),
        }
    }

    /// The count in a column.
    ///
    /// # Errors
    /// As [`Row::text`], and when the number is not a `u32`.
    pub fn count(&self, column: usize) -> Result<u32, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Integer(number)) => u32::try_from(*number).ok(),
            _ => None,
        }
        .ok_or(DatabaseError::Unexpected {
            column,
            wanted: "a count",
        })
    }

    /// The bytes of a column, exactly `N`.
    ///
    /// # Errors
    /// As [`Row::text`], and when the length differs.
    pub fn bytes<const N: usize>(&self, column: usize) -> Result<[u8; N], DatabaseError> {
        match self.0.get(column) {
            Some(Value::Blob(bytes)) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
        .ok_or(DatabaseError::Unexpected {
            column,
            wanted: "bytes",
        })
    }
}

/// Why a statement did not run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// The tables are not there yet.
    #[error("find the tables")]
    NoTables,
    /// Another writer holds the database; the statement changed nothing and may be sent again.
    #[error("get the database's lock in time")]
    Busy,
    /// There is no room left, or the disk fails; the statement changed nothing.
    #[error("use the disk: it is full or it fails")]
    Full,
    /// This function may not use the database.
    #[error("open the database: access denied")]
    Denied,
    /// A row does not have the shape that was asked for.
    #[error("read column {column} as {wanted}")]
    Unexpected {
        /// Place of the column.
        column: usize,
        /// What was expected there.
        wanted: &'static str,
    },
    /// Anything else.
    #[error("run the statement: {0}")]
    Other(String),
}
