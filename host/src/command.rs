//! Runs one command component (`wasi:cli/run`) to its end, with standard output and nothing else: how a program is run
//! on the functions' target where it is no function.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};
use wasmtime::component::{Component, Linker, ResourceTable};
use wasmtime::{Engine, Store};
use wasmtime_wasi::p2::bindings::sync::Command;
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};

/// What the component may touch.
struct Machine {
    table: ResourceTable,
    wasi: WasiCtx,
}

impl WasiView for Machine {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

/// Runs the component in a file; its own verdict becomes the exit code.
pub fn run(file: &Path) -> Result<ExitCode> {
    let verdict = verdict_of(file).map_err(|error| anyhow!("{error:#}"));
    match verdict.with_context(|| format!("`{}` cannot be run", file.display()))? {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(()) => Ok(ExitCode::FAILURE),
    }
}

fn verdict_of(file: &Path) -> wasmtime::Result<Result<(), ()>> {
    let engine = Engine::default();
    let component = Component::from_file(&engine, file)?;
    let mut linker = Linker::new(&engine);
    wasmtime_wasi::p2::add_to_linker_sync(&mut linker)?;
    let machine = Machine {
        table: ResourceTable::new(),
        wasi: WasiCtx::builder().inherit_stdout().inherit_stderr().build(),
    };
    let mut store = Store::new(&engine, machine);
    let command = Command::instantiate(&mut store, &component, &linker)?;
    command.wasi_cli_run().call_run(&mut store)
}
