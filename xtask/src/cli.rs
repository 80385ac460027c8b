//! The command line: names, options and what each of them calls.
//!
//! Nothing is done here: each command has a module of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

use crate::bench::Subject;
use crate::suite::{self, Check};
use crate::up::{self, Runner};
use crate::{
    bench, build, cargo, contrats, data, elements, fuzz, postgres_manifest, process, schemathesis, toolchain,
    vectors, verify,
};

/// What a command that was carried out to its end has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Bad,
}

/// Reads the command line and carries it out.
pub fn run() -> Result<Verdict> {
    let command = Cli::parse().command;
    process::watch_for_interrupts()?;
    let root = workspace_root()?;
    match command {
        Command::Up {
            port,
            state_dir,
            spin,
        } => {
            let runner = if spin { Runner::SpinCli } else { Runner::Host };
            up::run(
                &root,
                &up::Options {
                    port,
                    state_dir,
                    runner,
                },
            )?;
        }
        Command::Setup => suite::set_up(&root)?,
        Command::Build { component: None } => build::everything(&root)?,
        Command::Build {
            component: Some(component),
        } => build::component(&root, &component)?,
        Command::Data { check } => {
            data::run(
                &root,
                if check {
                    data::Mode::Check
                } else {
                    data::Mode::Write
                },
            )?;
        }
        Command::Manifest => postgres_manifest::write(&root)?,
        Command::Elements => elements::run(&root, elements::Mode::Write)?,
        Command::Check { folder, lang } => return contrats::check(&root, &folder, &lang),
        Command::Verify(options) => return verify::run(&options),
        Command::Test { only } => return suite::run(&root, &only),
        Command::Fuzz { target, seconds } => return fuzz::run(&root, target, seconds),
        Command::Schemathesis { cases, seed } => {
            build::everything(&root)?;
            schemathesis::run(&root, schemathesis::Options { cases, seed })?;
        }
        Command::Size { json, check } => {
            build::everything(&root)?;
            let options = [("--json", json), ("--check", check)];
            let given = options.iter().filter(|(_, on)| *on).map(|(name, _)| *name);
            cargo::run(cargo::tool(&root, "size").args(given))?;
        }
        Command::Bench { subject } => bench::run(&root, subject)?,
        Command::Vectors => {
            let toolchain = toolchain::ensure(&root)?;
            build::Workshop::new(&root, toolchain).host()?;
            vectors::run(&root, toolchain)?;
        }
        Command::Screenshots { arguments } => {
            build::everything(&root)?;
            cargo::run(cargo::tool(&root, "screenshots").args(arguments))?;
        }
    }
    Ok(Verdict::Good)
}

#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    about = "Sets up, builds, runs, tests and measures the project."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sets up what is missing, builds everything and starts the application.
    Up {
        /// Where the application listens, on 127.0.0.1.
        #[arg(long, default_value_t = 3000, value_parser = clap::value_parser!(u16).range(1..))]
        port: u16,
        /// Where the database and the development secrets are kept.
        #[arg(long, default_value = ".spin")]
        state_dir: PathBuf,
        /// Runs on the Spin CLI found on PATH instead of the local host.
        #[arg(long)]
        spin: bool,
    },
    /// Sets up what is missing to build and to test, and builds nothing.
    Setup,
    /// Builds everything, or one component of spin.toml.
    Build {
        /// The component's name in spin.toml.
        component: Option<String>,
    },
    /// Derives the reference data again from its source.
    Data {
        /// Fails if the data differs from what its source gives, and writes nothing.
        #[arg(long)]
        check: bool,
    },
    /// Derives spin-postgres.toml, the manifest for hosts without SQLite, from spin.toml.
    Manifest,
    /// Make the manifest, the types and the tables of the elements from their headers.
    Elements,
    /// Checks the files that people write: contracts. Says each fault with its file, line, field and reason.
    Check {
        /// A contract, or a folder, each of whose .toml files is one.
        #[arg(value_name = "PATH", default_value = contrats::FOLDER)]
        folder: PathBuf,
        /// The language of the faults: fr or en.
        #[arg(long, default_value = "fr", value_parser = ["fr", "en"])]
        lang: String,
    },
    /// Checks a receipt with the published keys, and what is given beside it. Says what that proves.
    Verify(verify::Options),
    /// Checks everything: format, lints, documentation, unit, API and browser tests, sizes.
    Test {
        /// Only these steps, and those they need.
        #[arg(long, num_args = 1.., value_name = "NAME")]
        only: Vec<Check>,
    },
    /// Gives each parser what nobody would think of, for a time each. Needs the nightly toolchain.
    Fuzz {
        /// Only this parser.
        target: Option<fuzz::Target>,
        /// How long each is tried.
        #[arg(long, default_value_t = 600)]
        seconds: u32,
    },
    /// Asks the application thousands of things that its description allows or forbids, and checks the answers.
    Schemathesis {
        /// At least so many cases.
        #[arg(long, default_value_t = 10_000)]
        cases: u32,
        /// The same seed gives the same cases.
        #[arg(long, default_value_t = schemathesis::SEED)]
        seed: u32,
    },
    /// Measures what a visitor downloads.
    Size {
        /// Prints the measures as JSON.
        #[arg(long)]
        json: bool,
        /// Fails when a measure is over its limit.
        #[arg(long)]
        check: bool,
    },
    /// Times the domain, natively and in a browser, and the application over HTTP.
    Bench {
        /// Only this.
        subject: Option<Subject>,
    },
    /// Runs the cases of the domain on every platform it is built for, and compares the answers.
    Vectors,
    /// Takes pictures of the components.
    Screenshots {
        /// Passed on as they are.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

/// The folder of the workspace: the one above this crate, wherever the command was given.
fn workspace_root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .context("this crate has no folder above it")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
