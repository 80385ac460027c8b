//! The local host: reads a Spin manifest and serves its HTTP components on wasmtime.
//!
//! It stands in for `spin up` on machines that lack the Spin CLI, for development, tests and benches; it also runs a
//! command component once, for programs that are no function.
//! It is not for production: no TLS, no telemetry, no Spin interface that our functions do not import.
//! This file only reads the command line and wires the rooms together.

mod bindings;
mod command;
mod engine;
mod guest;
mod handler;
mod manifest;
mod outbound;
mod output;
mod postgres;
mod request;
mod routes;
mod serve;
mod sqlite;
mod variables;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(
    name = "host",
    version,
    about = "Runs a Spin application on wasmtime, for development and tests"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the application until interrupted.
    Up(Up),
    /// Run a command component once, with standard output and nothing else.
    Run {
        /// The component.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Up {
    /// The manifest, or the folder that holds it.
    #[arg(short, long, visible_short_alias = 'f', default_value = "spin.toml")]
    from: PathBuf,

    /// The address to listen on; port 0 takes any free port.
    #[arg(long, env = "SPIN_HTTP_LISTEN_ADDR", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,

    /// Where the databases live [default: `.spin` beside the manifest].
    #[arg(long)]
    state_dir: Option<PathBuf>,

    /// The value of an application variable; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_assignment)]
    variable: Vec<(String, String)>,

    /// Seconds a component has to begin its response.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    request_timeout: u64,

    /// Requests that may share an instance at a time; Spin's default is 16.
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = parse_count)]
    max_instance_concurrent_reuse_count: usize,

    /// Do not print the routes.
    #[arg(long)]
    quiet: bool,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Up(options) => up(options).map(|()| ExitCode::SUCCESS),
        Command::Run { file } => command::run(&file),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn up(options: Up) -> Result<()> {
    let path = manifest_path(&options.from);
    let manifest = manifest::load(&path)?;
    let values = variables::resolve_application(
        &manifest.variables,
        options.variable.into_iter().collect::<BTreeMap<_, _>>(),
        |name| std::env::var(name).ok(),
    )?;

    let home = path.parent().unwrap_or(Path::new("")).join(".spin");
    let state_dir = options.state_dir.unwrap_or_else(|| home.clone());
    let databases: BTreeMap<_, _> = manifest
        .databases()
        .into_iter()
        .map(|label| {
            let database = sqlite::pool::Database::new(state_dir.join(database_file(label)));
            (label.to_owned(), Arc::new(database))
        })
        .collect();
    let capabilities = guest::grant(&manifest, &values, &databases)?;

    let limits = handler::Limits {
        request_time: Duration::from_secs(options.request_timeout),
        requests_at_once: options.max_instance_concurrent_reuse_count,
    };

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the asynchronous runtime cannot start")?;
    let outcome = runtime.block_on(async {
        // The cache of compiled code stays beside the manifest even when `--state-dir` names another place:
        // it depends on nothing but the components, and tests run each with a state of their own.
        let engine = engine::build(&home.join("cache"))?;
        let components = engine::load(&engine, &manifest)?;
        let handlers = handler::start(components, capabilities, limits);
        let server = request::Server::new(&manifest, handlers, limits.request_time);
        serve::run(server, options.listen, options.quiet).await
    });
    for database in databases.values() {
        database.close();
    }
    // The process ends here: instances that still run are cut without a word, and a statement still running in a
    // blocking thread is not waited for.
    std::mem::forget(runtime);
    outcome
}

/// The file of a database: Spin's own for the default one.
///
/// DIFFERENCE: Spin asks for a runtime configuration that names the file of any other.
fn database_file(label: &str) -> String {
    match label {
        manifest::DEFAULT_DATABASE => "sqlite_db.db".to_owned(),
        _ => format!("sqlite_db-{label}.db"),
    }
}

/// Accepts a folder, as Spin does.
fn manifest_path(from: &Path) -> PathBuf {
    if from.is_dir() {
        from.join("spin.toml")
    } else {
        from.to_path_buf()
    }
}

fn parse_count(argument: &str) -> Result<usize, String> {
    match argument.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!("`{argument}` is not a number above zero")),
    }
}

fn parse_assignment(argument: &str) -> Result<(String, String), String> {
    match argument.split_once('=') {
        Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
        None => Err(format!("`{argument}` is not of the form KEY=VALUE")),
    }
}
