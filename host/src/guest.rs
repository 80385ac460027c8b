//! The state of one component instance: what it was granted, and nothing of the machine besides.
//!
//! No files, no environment, no arguments, no sockets; clocks and randomness as usual.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Context, Result};
use wasmtime::component::ResourceTable;
use wasmtime::{ResourceLimiter, StoreLimits, StoreLimitsBuilder};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use crate::manifest::Manifest;
use crate::outbound::{AllowedHosts, Outbound};
use crate::output::PrefixedStderr;
use crate::postgres::{self, pool::Pools};
use crate::sqlite::pool::Database;
use crate::sqlite::{self, Databases};
use crate::variables::interface::{ComponentVariables, View as VariablesView};

/// What a component may do, the same for all its instances.
#[derive(Clone, Debug)]
pub struct Capabilities {
    pub component: Arc<str>,
    pub allowed_hosts: Arc<AllowedHosts>,
    pub databases: Databases,
    pub pools: Arc<Pools>,
    pub variables: ComponentVariables,
}

/// The data of a wasmtime store.
pub struct Guest {
    table: ResourceTable,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    outbound: Outbound,
    variables: ComponentVariables,
    databases: Databases,
    pools: Arc<Pools>,
    open_connections: usize,
    limits: StoreLimits,
}

/// The linear memory of an instance, as much as the edge hosts give.
pub const MEMORY_BYTES: usize = 128 * 1024 * 1024;

/// Turns each component's tables of the manifest into what its instances receive.
pub fn grant(
    manifest: &Manifest,
    values: &BTreeMap<String, String>,
    databases: &BTreeMap<String, Arc<Database>>,
) -> Result<BTreeMap<String, Capabilities>> {
    // One for all: which addresses a component may use is checked each time.
    let pools = Arc::new(Pools::default());
    let mut granted = BTreeMap::new();
    for (name, component) in &manifest.components {
        let hosts = component
            .allowed_outbound_hosts
            .iter()
            .map(|host| host.resolve(values));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        let variables = component
            .variables
            .iter()
            .map(|(key, text)| Ok((key.clone(), text.resolve(values)?)));
        let capabilities = Capabilities {
            component: name.as_str().into(),
            allowed_hosts: Arc::new(
                AllowedHosts::parse(&hosts).with_context(|| format!("component `{name}`"))?,
            ),
            databases: of_component(&component.databases, databases),
            pools: pools.clone(),
            variables: Arc::new(variables.collect::<Result<_>>()?),
        };
        granted.insert(name.clone(), capabilities);
    }
    Ok(granted)
}

/// Those of all the databases that a component is given.
fn of_component(labels: &BTreeSet<String>, databases: &BTreeMap<String, Arc<Database>>) -> Databases {
    let given = databases.iter().filter(|(label, _)| labels.contains(*label));
    Databases(Arc::new(
        given
            .map(|(label, database)| (label.clone(), database.clone()))
            .collect(),
    ))
}

impl Guest {
    pub fn new(capabilities: &Capabilities) -> Self {
        let output = PrefixedStderr::new(capabilities.component.clone());
        let wasi = WasiCtx::builder()
            .stdout(output.clone())
            .stderr(output)
            .allow_tcp(false)
            .allow_udp(false)
            .allow_ip_name_lookup(false)
            .build();
        Self {
            table: ResourceTable::new(),
            wasi,
            http: WasiHttpCtx::new(),
            outbound: Outbound::new(capabilities.component.clone(), capabilities.allowed_hosts.clone()),
            variables: capabilities.variables.clone(),
            databases: capabilities.databases.clone(),
            pools: capabilities.pools.clone(),
            open_connections: 0,
            limits: StoreLimitsBuilder::new().memory_size(MEMORY_BYTES).build(),
        }
    }

    pub fn limits(&mut self) -> &mut dyn ResourceLimiter {
        &mut self.limits
    }

    pub fn sqlite(&mut self) -> sqlite::View<'_> {
        sqlite::View {
            databases: &self.databases,
            table: &mut self.table,
            open: &mut self.open_connections,
        }
    }

    pub fn postgres(&mut self) -> postgres::View<'_> {
        postgres::View {
            pools: &self.pools,
            outbound: &self.outbound,
            table: &mut self.table,
        }
    }

    pub fn variables(&mut self) -> VariablesView<'_> {
        VariablesView(&self.variables)
    }
}

impl std::fmt::Debug for Guest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guest")
            .field("outbound", &self.outbound)
            .finish_non_exhaustive()
    }
}

impl WasiView for Guest {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for Guest {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            hooks: &mut self.outbound,
            table: &mut self.table,
            ctx: &mut self.http,
        }
    }
}
