//! What the store asks of a database: run one statement, get its rows. Backends implement it; it builds no SQL.

/// A database that runs one statement at a time, each atomic and durable when it returns.
#[expect(
    async_fn_in_trait,
    reason = "components run on one thread: no caller needs the futures to be Send"
)]
pub trait Database {
    /// In whose words the tables are made. Every other statement is read alike by both.
    fn dialect(&self) -> Dialect;

    /// Runs one statement and gives back all its rows.
    ///
    /// # Errors
    /// [`DatabaseError`] when the database refuses or cannot be reached.
    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError>;
}

/// Whose SQL a database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite's, and libSQL's.
    Sqlite,
    /// PostgreSQL's, version 14 or later.
    Postgres,
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

    /// The text of a column, or nothing.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn optional_text(&self, column: usize) -> Result<Option<&str>, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.text(column).map(Some),
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

    /// The whole number in a column.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn integer(&self, column: usize) -> Result<i64, DatabaseError> {
        match self.0.get(column) {
            Some(Value::Integer(number)) => Ok(*number),
            _ => Err(DatabaseError::Unexpected {
                column,
                wanted: "a whole number",
            }),
        }
    }

    /// The bytes of a column, exactly `N`.
    ///
    /// # Errors
    /// As [`Row::text`], and when the length differs.
    pub fn bytes<const N: usize>(&self, column: usize) -> Result<[u8; N], DatabaseError> {
        self.blob(column)?
            .try_into()
            .map_err(|_| DatabaseError::Unexpected {
                column,
                wanted: "bytes",
            })
    }

    /// The bytes of a column, however many.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn blob(&self, column: usize) -> Result<&[u8], DatabaseError> {
        match self.0.get(column) {
            Some(Value::Blob(bytes)) => Ok(bytes),
            _ => Err(DatabaseError::Unexpected {
                column,
                wanted: "bytes",
            }),
        }
    }
}

/// Why a statement did not run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// The tables, or columns of theirs, are not there yet.
    #[error("find the tables")]
    NoTables,
    /// What the statement adds is there already.
    #[error("add what is there already")]
    AlreadyThere,
    /// Another writer holds the database, or it cannot be reached now; the statement may be sent again. When the
    /// connection was lost on the way, nobody knows whether it was run: what is written is written once for its key.
    #[error("reach the database in time")]
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
