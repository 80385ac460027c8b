//! `cargo xtask`: sets up, builds, runs, tests and measures the project.
//!
//! Every command of the project is here, in Rust, so that one toolchain is all a machine needs.
//! It knows the rooms by their paths and their artefacts only: it depends on none of their code.

mod apt;
mod bench;
mod build;
mod bundle;
mod cargo;
mod cli;
mod contrats;
mod data;
mod digest;
mod elements;
mod fuzz;
mod openapi;
mod packages;
mod postgres_manifest;
mod process;
mod rooms;
mod schemathesis;
mod secrets;
mod spin_manifest;
mod steps;
mod suite;
mod tidy;
mod toolchain;
mod up;
mod vectors;
mod verify;

use std::process::ExitCode;

use cli::Verdict;

fn main() -> ExitCode {
    match cli::run() {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        // The command has said what is wrong, on the line that its readers expect to be the last.
        Ok(Verdict::Bad) => ExitCode::FAILURE,
        Err(error) if error.is::<process::Interrupted>() => {
            eprintln!("interrupted");
            // The shell's convention for a program ended by Ctrl-C.
            ExitCode::from(130)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
