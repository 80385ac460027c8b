//! The tables, and how they come to be: each version of the schema adds to the one before, when a statement finds it
//! missing, never on the hot path.
//!
//! A version only adds: tables, columns that may be empty, triggers. So the release before goes on working beside the
//! new one while a deployment changes from one to the other, and a database of any age is brought forward by the same
//! statements. What a version adds ends with the view `ready_N`, which every statement of the releases that need it names.
//!
//! Each version is said twice, in `sqlite` and in `postgres`, and a test holds the one against the other.

mod postgres;
mod sqlite;

use crate::database::{Database, DatabaseError, Dialect};

/// Creates what is missing. Several instances may do so at once, and any of them may be killed in between: nothing is
/// read or written before everything is there, as the view of a version comes last.
///
/// # Errors
/// The database's.
pub async fn migrate(database: &impl Database) -> Result<(), DatabaseError> {
    for statement in statements(database.dialect()) {
        match database.execute(&statement, &[]).await {
            // SQLite adds no column "if not exists": whoever was here before has added it.
            Ok(_) | Err(DatabaseError::AlreadyThere) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// All the statements that bring a database of any age forward, in their order.
pub(crate) fn statements(dialect: Dialect) -> Vec<String> {
    VERSIONS
        .iter()
        .flat_map(|version| version.statements(dialect))
        .collect()
}

/// What a version adds. One that was released is never edited: add another.
struct Version {
    /// The view that says that all of it is there.
    ready: &'static str,
    sqlite: &'static [&'static str],
    postgres: &'static [&'static str],
}

impl Version {
    fn statements(&self, dialect: Dialect) -> Vec<String> {
        match dialect {
            Dialect::Sqlite => self
                .sqlite
                .iter()
                .map(|statement| (*statement).to_owned())
                .collect(),
            Dialect::Postgres => vec![in_one_statement(self)],
        }
    }
}

/// The statements of the first version alone.
#[cfg(test)]
pub(crate) fn first_version(dialect: Dialect) -> Vec<String> {
    VERSIONS[0].statements(dialect)
}

/// Oldest first.
const VERSIONS: [Version; 2] = [
    Version {
        // Named so when there was one version only.
        ready: "ready",
        sqlite: sqlite::VERSION_1,
        postgres: postgres::VERSION_1,
    },
    Version {
        ready: "ready_2",
        sqlite: sqlite::VERSION_2,
        postgres: postgres::VERSION_2,
    },
];

/// PostgreSQL makes tables within a transaction: a version is there whole or not at all. The lock, held to its end, lets
/// one instance make it while the others wait and then find it made: two that create the same table would collide.
fn in_one_statement(version: &Version) -> String {
    format!(
        "DO $version$ BEGIN\nPERFORM pg_advisory_xact_lock({MIGRATION_LOCK});\n\
         IF to_regclass('{}') IS NULL THEN\n{};\nEND IF;\nEND $version$",
        version.ready,
        version.postgres.join(";\n")
    )
}

/// Any number, so that it is ours alone: "guichet" in ASCII.
const MIGRATION_LOCK: u64 = 0x67_75_69_63_68_65_74;

#[cfg(test)]
mod tests;
