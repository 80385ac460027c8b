//! `cargo xtask bench`: times the domain natively, with criterion, and in a browser.
//!
//! It fails nothing on a time: machines differ, and this one may be busy. The aims are printed beside the times.

use std::path::Path;

use anyhow::Result;

use crate::toolchain::Toolchain;
use crate::vectors::BrowserModule;
use crate::{cargo, process};

/// Builds the benches and runs them, one after the other.
pub fn run(root: &Path, toolchain: Toolchain) -> Result<()> {
    println!("native; aims: a commune 1 µs, a search 1 ms, the aids and a replay 50 µs");
    let packages = ["--package", "reference", "--package", "shared"];
    cargo::run(cargo::native(root).arg("bench").args(packages))?;
    println!("in a browser, as a page is built; aims: 50 µs");
    let module = BrowserModule::build(root, toolchain)?;
    for (function, times) in IN_BROWSER {
        print!(
            "{}",
            process::capture(module.call(root, function).args(["--time", times]))?
        );
    }
    Ok(())
}

/// The functions of `vectors/src/timed.rs`, and how many times each is called in one run.
const IN_BROWSER: [(&str, &str); 3] = [
    ("evaluate_every_aid", "2000"),
    ("evaluate_plan_of_all", "2000"),
    ("replay_fifty_events", "2000"),
];
