//! wasmtime, set up for serving: the engine, the interfaces components may import, the compiled components.
//!
//! Only compiles and links. When instances are made and dropped is in `handler`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use wasmtime::component::{Component, Linker};
use wasmtime::{Cache, CacheConfig, Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};
use wasmtime_wasi_http::p3::bindings::ServicePre;

use crate::guest::{Guest, MEMORY_BYTES};
use crate::manifest::Manifest;
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::variables::interface::Variables;

/// How often a busy guest gives way to the others, and its time is checked.
const TICK: Duration = Duration::from_millis(10);

/// What a component may import besides WASI; the version is that of the WIT files.
const SPIN_INTERFACES: [&str; 3] = [
    "spin:postgres/postgres@4.",
    "spin:sqlite/sqlite@3.",
    "spin:variables/variables@3.",
];

/// Makes the engine, with compiled code kept in `cache` so that the second start is quick.
pub fn build(cache: &Path) -> Result<Engine> {
    let mut config = Config::new();
    config.wasm_component_model_async(true);
    config.epoch_interruption(true);
    config.cache(Some(open_cache(cache)?));
    // Ready-made slots make an instance much quicker than fresh mappings, but reserve terabytes of addresses, which
    // some machines refuse.
    let mut slots = PoolingAllocationConfig::new();
    slots
        .max_memory_size(MEMORY_BYTES)
        .total_core_instances(4000)
        .total_tables(4000);
    let mut pooling = config.clone();
    pooling.allocation_strategy(InstanceAllocationStrategy::Pooling(slots));
    let engine = Engine::new(&pooling).or_else(|_| Engine::new(&config));
    let engine = engine.map_err(|error| anyhow!("wasmtime cannot start: {error:#}"))?;
    start_ticking(&engine)?;
    Ok(engine)
}

/// Compiles and links all components, side by side.
pub fn load(engine: &Engine, manifest: &Manifest) -> Result<BTreeMap<String, ServicePre<Guest>>> {
    let linker = link(engine).map_err(|error| anyhow!("the host's interfaces do not link: {error:#}"))?;
    std::thread::scope(|scope| {
        let compiling: Vec<_> = manifest
            .components
            .iter()
            .map(|(name, component)| {
                let compile = || prepare(engine, &linker, &component.source);
                (name, scope.spawn(compile))
            })
            .collect();
        let mut prepared = BTreeMap::new();
        for (name, thread) in compiling {
            let outcome = thread
                .join()
                .unwrap_or_else(|_| Err(anyhow!("the compiler panicked")));
            prepared.insert(
                name.clone(),
                outcome.with_context(|| format!("component `{name}`"))?,
            );
        }
        Ok(prepared)
    })
}

fn prepare(engine: &Engine, linker: &Linker<Guest>, source: &Path) -> Result<ServicePre<Guest>> {
    let shown = source.display();
    let bytes = std::fs::read(source)
        .with_context(|| format!("its source `{shown}` cannot be read; build it first"))?;
    let component = Component::new(engine, bytes)
        .map_err(|error| anyhow!("`{shown}` is not a component wasmtime can run: {error:#}"))?;
    for (import, _) in component.component_type().imports(engine) {
        let known = import.starts_with("wasi:") || SPIN_INTERFACES.iter().any(|own| import.starts_with(own));
        if !known {
            bail!("it imports `{import}`, which the local host does not offer; run it with Spin");
        }
    }
    let instance = linker
        .instantiate_pre(&component)
        .map_err(|error| anyhow!("it does not link: {error:#}"))?;
    ServicePre::new(instance).map_err(|_| {
        anyhow!("it does not export `wasi:http/handler@0.3.0`; the local host runs `#[http_service]` of spin-sdk 6 or later")
    })
}

fn link(engine: &Engine) -> wasmtime::Result<Linker<Guest>> {
    let mut linker = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    wasmtime_wasi::p3::add_to_linker(&mut linker)?;
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker)?;
    wasmtime_wasi_http::p3::add_to_linker(&mut linker)?;
    crate::bindings::spin::postgres::postgres::add_to_linker::<_, Postgres>(&mut linker, Guest::postgres)?;
    crate::bindings::spin::sqlite::sqlite::add_to_linker::<_, Sqlite>(&mut linker, Guest::sqlite)?;
    crate::bindings::spin::variables::variables::add_to_linker::<_, Variables>(
        &mut linker,
        Guest::variables,
    )?;
    Ok(linker)
}

fn open_cache(folder: &Path) -> Result<Cache> {
    std::fs::create_dir_all(folder).with_context(|| {
        format!(
            "the folder `{}` for compiled code cannot be made",
            folder.display()
        )
    })?;
    let folder = folder.canonicalize()?;
    let mut config = CacheConfig::new();
    config.with_directory(&folder);
    Cache::new(config)
        .map_err(|error| anyhow!("the cache in `{}` cannot be opened: {error:#}", folder.display()))
}

/// A thread of its own, as the asynchronous threads may all be busy in guests.
fn start_ticking(engine: &Engine) -> Result<()> {
    let engine = engine.weak();
    let tick = move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(TICK);
        }
    };
    std::thread::Builder::new()
        .name("ticks".to_owned())
        .spawn(tick)
        .context("a thread cannot be started")?;
    Ok(())
}
