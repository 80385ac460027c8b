//! A database of a server, with the programs that back one up and bring it back.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use anyhow::Result;
use postgres::{Client, NoTls};

use crate::binaries;
use crate::server::{PASSWORD, USER, connect_as_superuser};

/// An empty database, or what was made of it. Dropping its last handle removes it.
#[derive(Clone, Debug)]
pub struct Database(Arc<Owned>);

#[derive(Debug)]
struct Owned {
    name: String,
    port: u16,
}

impl Database {
    pub(crate) fn create(name: String, port: u16) -> Result<Self> {
        connect_as_superuser(port)?.batch_execute(&format!("CREATE DATABASE {name} OWNER {USER}"))?;
        Ok(Self(Arc::new(Owned { name, port })))
    }

    /// Its address with user and password, as an application is told.
    pub fn url(&self) -> String {
        let Owned { name, port } = &*self.0;
        format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{port}/{name}")
    }

    /// Its server, as a manifest allows it.
    pub fn host(&self) -> String {
        format!("postgres://127.0.0.1:{}", self.0.port)
    }

    /// A connection to it.
    ///
    /// # Errors
    /// The server's.
    pub fn connect(&self) -> Result<Client> {
        Ok(Client::connect(&self.url(), NoTls)?)
    }

    /// Backs it up into a file, while it is used: `pg_dump`, in the form that `pg_restore` reads.
    ///
    /// # Errors
    /// That of the program.
    pub fn back_up(&self, file: &Path) -> Result<()> {
        let mut command = Command::new(binaries::path("pg_dump"));
        command.args(["--format=custom", "--file"]).arg(file);
        binaries::run(command.arg(self.url()))?;
        Ok(())
    }

    /// Brings back what a file holds into this database, which must be empty: `pg_restore`, all or nothing.
    ///
    /// # Errors
    /// That of the program.
    pub fn restore(&self, file: &Path) -> Result<()> {
        let mut command = Command::new(binaries::path("pg_restore"));
        command.args([
            "--no-owner",
            "--single-transaction",
            "--exit-on-error",
            "--dbname",
        ]);
        binaries::run(command.arg(self.url()).arg(file))?;
        Ok(())
    }

    /// All that it holds, as text.
    ///
    /// # Errors
    /// That of the program.
    pub fn dump(&self) -> Result<String> {
        binaries::run(Command::new(binaries::path("pg_dump")).arg(self.url()))
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // Whoever still uses it is cut off. A server that has ended takes it along.
        if let Ok(mut client) = connect_as_superuser(self.port) {
            let _ = client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}
