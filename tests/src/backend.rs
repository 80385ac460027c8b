//! Where the application under test keeps its dossiers: in Spin's SQLite, or in a PostgreSQL of the test process. The
//! same tests run on either: `GUICHET_TEST_DATABASE` says which.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use cluster::Cluster;
use rusqlite::OpenFlags;
use tempfile::TempDir;

use crate::artefacts;

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in the state folder of the application.
    Sqlite,
    /// A database of its own on the server of this process, which does not wait for the disk.
    Postgres,
}

impl Backend {
    /// The one that this run is about: SQLite unless it is told otherwise.
    ///
    /// # Errors
    /// When the variable names neither.
    pub fn chosen() -> Result<Self> {
        match std::env::var("GUICHET_TEST_DATABASE").as_deref() {
            Err(_) | Ok("sqlite") => Ok(Self::Sqlite),
            Ok("postgres") => Ok(Self::Postgres),
            Ok(other) => bail!("GUICHET_TEST_DATABASE is `{other}`: it may be `sqlite` or `postgres`"),
        }
    }

    /// The manifest of the application on such a database.
    pub fn manifest(self) -> PathBuf {
        artefacts::root().join(match self {
            Self::Sqlite => "spin.toml",
            Self::Postgres => "spin-postgres.toml",
        })
    }

    /// An empty database of this kind, for an application that keeps its state in a folder.
    pub(crate) fn create(self) -> Result<Database> {
        Ok(match self {
            Self::Sqlite => Database::Sqlite,
            Self::Postgres => Database::Postgres(Cluster::shared()?.create_database()?),
        })
    }
}

/// The database of one application.
#[derive(Clone, Debug)]
pub enum Database {
    /// In the state folder.
    Sqlite,
    /// On a server.
    Postgres(cluster::Database),
}

/// A copy of a database, made while it was used.
#[derive(Debug)]
pub struct Backup {
    backend: Backend,
    folder: TempDir,
}

impl Backup {
    pub(crate) fn backend(&self) -> Backend {
        self.backend
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("backup")
    }
}

/// The name of the file within the state folder.
pub(crate) const SQLITE_FILE: &str = "sqlite_db.db";

impl Database {
    /// The variables that tell the application where it is.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        match self {
            Self::Sqlite => Vec::new(),
            Self::Postgres(database) => vec![
                ("database_url".to_owned(), database.url()),
                ("database_host".to_owned(), database.host()),
            ],
        }
    }

    /// Copies it as `docs/deploy.md` says, without stopping who uses it.
    pub(crate) fn back_up(&self, state: &Path) -> Result<Backup> {
        let folder = tempfile::Builder::new().prefix("guichet-backup-").tempdir()?;
        let backend = match self {
            Self::Sqlite => Backend::Sqlite,
            Self::Postgres(_) => Backend::Postgres,
        };
        let backup = Backup { backend, folder };
        let file = backup.file();
        match self {
            Self::Sqlite => {
                let live = open_read_only(&state.join(SQLITE_FILE))?;
                live.execute("VACUUM INTO ?1", [file.to_str().context("a path is not text")?])?;
            }
            Self::Postgres(database) => database.back_up(&file)?,
        }
        Ok(backup)
    }

    /// Brings a copy back into this database, which is empty and not used yet.
    pub(crate) fn restore(&self, backup: &Backup, state: &Path) -> Result<()> {
        match self {
            Self::Sqlite => {
                std::fs::copy(backup.file(), state.join(SQLITE_FILE))?;
                Ok(())
            }
            Self::Postgres(database) => database.restore(&backup.file()),
        }
    }

    /// All that it holds, as bytes in which a text can be looked for.
    pub(crate) fn bytes(&self, state: &Path) -> Result<Vec<u8>> {
        let mut kept = Vec::new();
        for entry in std::fs::read_dir(state)? {
            kept.extend(std::fs::read(entry?.path())?);
        }
        if let Self::Postgres(database) = self {
            kept.extend(database.dump()?.into_bytes());
        }
        Ok(kept)
    }
}

/// Waits for the writer of the moment instead of failing.
fn open_read_only(file: &Path) -> Result<rusqlite::Connection> {
    let connection = rusqlite::Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    Ok(connection)
}
