//! The database of a component, whichever it is: PostgreSQL at the address that it is given, Spin's SQLite when it is
//! given none. Where the address comes from is the caller's affair.

use std::cell::OnceCell;

use crate::database::{Database, DatabaseError, Dialect, Row, Value};
use crate::spin_postgres::SpinPostgres;
use crate::spin_sqlite::SpinSqlite;

/// The database of a component, opened by its first statement.
pub struct ComponentDatabase {
    /// Empty for SQLite.
    address: String,
    opened: OnceCell<Backend>,
}

#[derive(Debug)]
enum Backend {
    Sqlite(SpinSqlite),
    Postgres(SpinPostgres),
}

impl ComponentDatabase {
    /// The database at an address, `postgres://…`, or Spin's SQLite when it is empty.
    pub const fn at(address: String) -> Self {
        Self {
            address,
            opened: OnceCell::new(),
        }
    }

    async fn open(&self) -> Result<&Backend, DatabaseError> {
        if let Some(backend) = self.opened.get() {
            return Ok(backend);
        }
        let backend = match self.dialect() {
            Dialect::Sqlite => Backend::Sqlite(SpinSqlite::open().await?),
            Dialect::Postgres => Backend::Postgres(SpinPostgres::open(&self.address).await?),
        };
        Ok(self.opened.get_or_init(|| backend))
    }
}

impl Database for ComponentDatabase {
    fn dialect(&self) -> Dialect {
        if self.address.is_empty() {
            Dialect::Sqlite
        } else {
            Dialect::Postgres
        }
    }

    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        match self.open().await? {
            Backend::Sqlite(database) => database.execute(statement, parameters).await,
            Backend::Postgres(database) => database.execute(statement, parameters).await,
        }
    }
}

impl std::fmt::Debug for ComponentDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The address holds a password.
        f.debug_struct("ComponentDatabase")
            .field("opened", &self.opened)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_postgresql_and_none_is_sqlite() {
        let dialect = |address: &str| ComponentDatabase::at(address.to_owned()).dialect();
        assert_eq!(dialect(""), Dialect::Sqlite);
        assert_eq!(dialect("postgres://u:p@host/name"), Dialect::Postgres);
    }

    #[test]
    fn the_password_is_not_shown() {
        let shown = format!(
            "{:?}",
            ComponentDatabase::at("postgres://u:secret@host/name".to_owned())
        );
        assert!(!shown.contains("secret"), "{shown}");
    }
}
