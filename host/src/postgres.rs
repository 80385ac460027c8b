//! `spin:postgres` as a component sees it: opening an address that its manifest allows, running statements.
//!
//! A guest connection is one of the pool of its address for as long as the guest keeps it. As with SQLite, the rows of a
//! statement are gathered (up to a limit) before the first is handed over, where Spin streams them.
//! Not offered, and refused by name: the builder of connections, with its certificates, and the types that our functions
//! do not use.

pub mod pool;
mod statement;
mod value;

use std::fmt;
use std::sync::Arc;

use deadpool_postgres::Client;
use wasmtime::component::{Accessor, FutureReader, HasData, Resource, ResourceTable, StreamReader};
use wasmtime::error::bail;

use crate::bindings::spin::postgres::postgres::{
    Column, DbValue, Error, Host, HostConnection, HostConnectionBuilder, HostConnectionBuilderWithStore,
    HostConnectionWithStore, ParameterValue, RowSet,
};
use crate::outbound::Outbound;
use pool::Pools;

/// A connection in the hands of a guest.
pub struct Connection(Arc<Client>);

/// What Spin offers for certificates of one's own: there is none of it here.
#[derive(Debug)]
pub enum ConnectionBuilder {}

/// The part of a guest's state this interface works on.
#[derive(Debug)]
pub struct Postgres;

/// Borrowed from the guest's state for the time of a call.
#[derive(Debug)]
pub struct View<'a> {
    pub pools: &'a Arc<Pools>,
    pub outbound: &'a Outbound,
    pub table: &'a mut ResourceTable,
}

type Rows = (
    Vec<Column>,
    StreamReader<Vec<DbValue>>,
    FutureReader<Result<(), Error>>,
);

const NO_BUILDER: &str = "`connection-builder` of spin:postgres is not offered by the local host; open the connection by its address";

impl HasData for Postgres {
    type Data<'a> = View<'a>;
}

impl Host for View<'_> {}

impl HostConnection for View<'_> {
    async fn open(&mut self, address: String) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        let opened = match pool::check(&address, self.outbound) {
            Ok(config) => self.pools.lend(&address, config).await,
            Err(refusal) => Err(Error::ConnectionFailed(refusal)),
        };
        self.keep(opened)
    }

    async fn query(
        &mut self,
        connection: Resource<Connection>,
        sql: String,
        parameters: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<RowSet, Error>> {
        let client = self.client(&connection)?;
        Ok(statement::query(&client, &sql, parameters).await)
    }

    async fn execute(
        &mut self,
        connection: Resource<Connection>,
        sql: String,
        parameters: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<u64, Error>> {
        let client = self.client(&connection)?;
        Ok(statement::execute(&client, &sql, parameters).await)
    }

    #[expect(
        clippy::unused_async_trait_impl,
        reason = "the generated trait makes it async"
    )]
    async fn drop(&mut self, connection: Resource<Connection>) -> wasmtime::Result<()> {
        self.table.delete(connection)?;
        Ok(())
    }
}

impl<T> HostConnectionWithStore<T> for Postgres {
    async fn open_async(
        accessor: &Accessor<T, Self>,
        address: String,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        let checked = accessor.with(|mut access| {
            let view = access.get();
            pool::check(&address, view.outbound).map(|config| (view.pools.clone(), config))
        });
        let opened = match checked {
            Ok((pools, config)) => pools.lend(&address, config).await,
            Err(refusal) => Err(Error::ConnectionFailed(refusal)),
        };
        accessor.with(|mut access| access.get().keep(opened))
    }

    async fn query_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        sql: String,
        parameters: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<Rows, Error>> {
        let client = accessor.with(|mut access| access.get().client(&connection))?;
        let RowSet { columns, rows } = match statement::query(&client, &sql, parameters).await {
            Ok(set) => set,
            Err(error) => return Ok(Err(error)),
        };
        accessor.with(|mut access| {
            let rows = StreamReader::new(&mut access, rows)?;
            let result = FutureReader::new(&mut access, std::future::ready(wasmtime::error::Ok(Ok(()))))?;
            Ok(Ok((columns, rows, result)))
        })
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        sql: String,
        parameters: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<u64, Error>> {
        let client = accessor.with(|mut access| access.get().client(&connection))?;
        Ok(statement::execute(&client, &sql, parameters).await)
    }
}

#[expect(
    clippy::unused_async_trait_impl,
    reason = "the generated trait makes it async"
)]
impl HostConnectionBuilder for View<'_> {
    async fn new(&mut self, _address: String) -> wasmtime::Result<Resource<ConnectionBuilder>> {
        bail!("{NO_BUILDER}")
    }

    async fn set_ca_root(
        &mut self,
        builder: Resource<ConnectionBuilder>,
        _certificate: String,
    ) -> wasmtime::Result<Result<(), Error>> {
        match *self.table.get(&builder)? {}
    }

    async fn build(
        &mut self,
        builder: Resource<ConnectionBuilder>,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        match *self.table.get(&builder)? {}
    }

    async fn drop(&mut self, builder: Resource<ConnectionBuilder>) -> wasmtime::Result<()> {
        match self.table.delete(builder)? {}
    }
}

impl<T> HostConnectionBuilderWithStore<T> for Postgres {
    #[expect(
        clippy::unused_async_trait_impl,
        reason = "the generated trait makes it async"
    )]
    async fn build_async(
        accessor: &Accessor<T, Self>,
        builder: Resource<ConnectionBuilder>,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        accessor.with(|mut access| match *access.get().table.get(&builder)? {})
    }
}

impl View<'_> {
    fn keep(
        &mut self,
        opened: Result<Client, Error>,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        Ok(match opened {
            Ok(client) => Ok(self.table.push(Connection(Arc::new(client)))?),
            Err(error) => Err(error),
        })
    }

    fn client(&self, connection: &Resource<Connection>) -> wasmtime::Result<Arc<Client>> {
        Ok(self.table.get(connection)?.0.clone())
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}
