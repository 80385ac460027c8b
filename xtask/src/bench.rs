//! `cargo xtask bench`: times the domain natively, with criterion, and in a browser; the application over HTTP, on the
//! local host; and how soon a first field can be used, beside form engines that others use.
//!
//! It fails nothing on a time: machines differ, and this one may be busy. The aims are printed beside the times.

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use crate::toolchain::{self, Toolchain};
use crate::vectors::BrowserModule;
use crate::{build, cargo, packages, process};

/// What is timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// The domain, natively and in a browser.
    Domain,
    /// The application over HTTP.
    Http,
    /// The first field of the widget on a slow phone, beside form engines that others use.
    Widget,
}

/// Times one subject, or all.
pub fn run(root: &Path, only: Option<Subject>) -> Result<()> {
    let is_wanted = |subject| only.is_none_or(|only| only == subject);
    if is_wanted(Subject::Domain) {
        domain(root, toolchain::ensure(root)?)?;
    }
    if is_wanted(Subject::Http) {
        build::everything(root)?;
        http(root, toolchain::ensure(root)?)?;
    }
    if is_wanted(Subject::Widget) {
        build::everything(root)?;
        packages::chromium()?;
        packages::form_engines(root)?;
        cargo::run(&mut cargo::tool(root, "first-field"))?;
    }
    Ok(())
}

/// Builds what the functions are held against, the filling of the database and the client, all made for speed.
fn http(root: &Path, toolchain: Toolchain) -> Result<()> {
    build::Workshop::new(root, toolchain).functions(&["hello", "bare"])?;
    let fast = ["--profile", "host", "--package"];
    cargo::run(
        cargo::native(root)
            .arg("build")
            .args(fast)
            .args(["store", "--example", "fill"]),
    )?;
    cargo::run(
        cargo::native(root)
            .args(["run", "--quiet"])
            .args(fast)
            .args(["tests", "--bin", "load"]),
    )
}

/// Builds the benches of the domain and runs them, one after the other.
fn domain(root: &Path, toolchain: Toolchain) -> Result<()> {
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
