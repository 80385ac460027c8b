//! `spin:sqlite` as a component sees it: opening the databases of its manifest, running statements.
//!
//! A guest connection is one SQLite connection from the pool for as long as the guest keeps it, so that changes, the
//! last row id and transactions are its own, as in Spin. Waiting for SQLite happens on blocking threads.
//!
//! Deliberately simple: the rows of a statement are gathered (up to a limit) before the first is handed over, where
//! Spin streams them. As in Spin, what fails while a statement is prepared is the error of `execute`, and what fails
//! while it runs is the result that follows the rows.

pub mod pool;
mod statement;
mod turn;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use wasmtime::component::{Accessor, FutureReader, HasData, Resource, ResourceTable, StreamReader};

use crate::bindings::spin::sqlite::sqlite::{
    Error, Host, HostConnection, HostConnectionWithStore, QueryResult, RowResult, Value,
};
use pool::{Database, Lease};
use statement::Outcome;

/// The databases one component may open, by label: those of its manifest and no other.
#[derive(Clone, Debug)]
pub struct Databases(pub Arc<BTreeMap<String, Arc<Database>>>);

/// A connection in the hands of a guest.
pub struct Connection {
    lease: Arc<Mutex<Lease>>,
    interrupt: Option<rusqlite::InterruptHandle>,
}

/// The part of a guest's state this interface works on.
#[derive(Debug)]
pub struct Sqlite;

/// Borrowed from the guest's state for the time of a call.
#[derive(Debug)]
pub struct View<'a> {
    pub databases: &'a Databases,
    pub table: &'a mut ResourceTable,
    /// How many connections the guest holds.
    pub open: &'a mut usize,
}

type Rows = (
    Vec<String>,
    StreamReader<RowResult>,
    FutureReader<Result<(), Error>>,
);

/// As many as Spin allows an instance.
const MOST_CONNECTIONS: usize = 256;

impl HasData for Sqlite {
    type Data<'a> = View<'a>;
}

impl Host for View<'_> {}

impl HostConnection for View<'_> {
    async fn open(&mut self, label: String) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        let opened = match self.database(&label) {
            Ok(database) => open(database).await?,
            Err(error) => Err(error),
        };
        self.keep(opened)
    }

    async fn execute(
        &mut self,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> wasmtime::Result<Result<QueryResult, Error>> {
        let lease = self.lease(&connection)?;
        Ok(match execute(lease, statement, parameters).await? {
            Ok(Outcome {
                columns,
                rows,
                result,
            }) => result.map(|()| QueryResult { columns, rows }),
            Err(error) => Err(error),
        })
    }

    async fn last_insert_rowid(&mut self, connection: Resource<Connection>) -> wasmtime::Result<i64> {
        ask(self.lease(&connection)?, Lease::last_insert_rowid).await
    }

    async fn changes(&mut self, connection: Resource<Connection>) -> wasmtime::Result<u64> {
        ask(self.lease(&connection)?, Lease::changes).await
    }

    #[expect(
        clippy::unused_async_trait_impl,
        reason = "the generated trait makes it async"
    )]
    async fn drop(&mut self, connection: Resource<Connection>) -> wasmtime::Result<()> {
        self.table.delete(connection)?;
        *self.open -= 1;
        Ok(())
    }
}

impl<T> HostConnectionWithStore<T> for Sqlite {
    async fn open_async(
        accessor: &Accessor<T, Self>,
        label: String,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        let opened = match accessor.with(|mut access| access.get().database(&label)) {
            Ok(database) => open(database).await?,
            Err(error) => Err(error),
        };
        accessor.with(|mut access| access.get().keep(opened))
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> wasmtime::Result<Result<Rows, Error>> {
        let lease = accessor.with(|mut access| access.get().lease(&connection))?;
        let Outcome {
            columns,
            rows,
            result,
        } = match execute(lease, statement, parameters).await? {
            Ok(outcome) => outcome,
            Err(error) => return Ok(Err(error)),
        };
        accessor.with(|mut access| {
            let rows = StreamReader::new(&mut access, rows)?;
            let result = FutureReader::new(&mut access, std::future::ready(wasmtime::error::Ok(result)))?;
            Ok(Ok((columns, rows, result)))
        })
    }

    async fn last_insert_rowid_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
    ) -> wasmtime::Result<i64> {
        let lease = accessor.with(|mut access| access.get().lease(&connection))?;
        ask(lease, Lease::last_insert_rowid).await
    }

    async fn changes_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
    ) -> wasmtime::Result<u64> {
        let lease = accessor.with(|mut access| access.get().lease(&connection))?;
        ask(lease, Lease::changes).await
    }
}

impl View<'_> {
    fn database(&self, label: &str) -> Result<Arc<Database>, Error> {
        let database = self.databases.0.get(label).ok_or(Error::AccessDenied)?;
        if *self.open >= MOST_CONNECTIONS {
            return Err(Error::Io("too many connections opened".to_owned()));
        }
        Ok(database.clone())
    }

    fn keep(
        &mut self,
        opened: Result<Connection, Error>,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        let connection = match opened {
            Ok(connection) => connection,
            Err(error) => return Ok(Err(error)),
        };
        *self.open += 1;
        Ok(Ok(self.table.push(connection)?))
    }

    fn lease(&self, connection: &Resource<Connection>) -> wasmtime::Result<Arc<Mutex<Lease>>> {
        Ok(self.table.get(connection)?.lease.clone())
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}

impl Drop for Connection {
    /// Stops the statement of a guest that is gone, such as one that ran past its time. We still hold the lease here,
    /// so the connection cannot be in other hands yet. An idle connection is left alone: SQLite would remember the
    /// interruption and not fold its log into the file on closing.
    fn drop(&mut self) {
        if let (Err(TryLockError::WouldBlock), Some(handle)) = (self.lease.try_lock(), &self.interrupt) {
            handle.interrupt();
        }
    }
}

async fn open(database: Arc<Database>) -> wasmtime::Result<Result<Connection, Error>> {
    let lease = match database.take_idle() {
        Some(lease) => Ok(lease),
        None => tokio::task::spawn_blocking(move || database.connect()).await?,
    };
    Ok(lease.map(|lease| Connection {
        interrupt: lease.interrupt(),
        lease: Arc::new(Mutex::new(lease)),
    }))
}

async fn execute(
    lease: Arc<Mutex<Lease>>,
    statement: String,
    parameters: Vec<Value>,
) -> wasmtime::Result<Result<Outcome, Error>> {
    Ok(tokio::task::spawn_blocking(move || lock(&lease).execute(&statement, parameters)).await?)
}

/// Asks a connection something that costs nothing, off this thread only if a statement is running on it.
async fn ask<A: Send + 'static>(lease: Arc<Mutex<Lease>>, question: fn(&Lease) -> A) -> wasmtime::Result<A> {
    if let Ok(lease) = lease.try_lock() {
        return Ok(question(&lease));
    }
    Ok(tokio::task::spawn_blocking(move || question(&lock(&lease))).await?)
}

fn lock(mutex: &Mutex<Lease>) -> MutexGuard<'_, Lease> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
