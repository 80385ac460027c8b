//! `cargo xtask data`: derives `data/decoupage-2026.txt` from the pinned npm package, and checks that the
//! facts of `data/` agree with each other.
//!
//! It does not write the two files of the territories, which are kept by hand, and it does not compile the
//! facts: the build script of `data` does.

mod check;
mod decoupage;
mod package;
#[expect(
    dead_code,
    reason = "the build script of `data` reads every field, the checks only some"
)]
#[path = "../../data/build/parse.rs"]
mod parse;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// What to do with the derived file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write it again.
    Write,
    /// Fail if it is not what the package gives.
    Check,
}

/// Derives the découpage below `root` and cross-checks it with the territories.
///
/// # Errors
/// When the package cannot be had or is not the pinned one, when `mode` is [`Mode::Check`] and the file
/// differs from what the package gives, or when the facts disagree.
pub fn run(root: &Path, mode: Mode) -> Result<()> {
    let package = package::open(&root.join("target/packages"))?;
    let derived = decoupage::text(&package).context("failed to derive the découpage")?;
    match mode {
        Mode::Write => {
            let path = root.join(DECOUPAGE);
            fs::write(&path, &derived).with_context(|| format!("failed to write {}", path.display()))?;
            println!("{DECOUPAGE}: {} bytes written", derived.len());
        }
        Mode::Check => {
            refuse_drift(&read(root, DECOUPAGE)?, &derived)?;
            println!("{DECOUPAGE}: as the package gives it");
        }
    }
    let decoupage = parse::decoupage(DECOUPAGE, &derived)?;
    let former = parse::former_territoires(FORMER_TERRITOIRES, &read(root, FORMER_TERRITOIRES)?)?;
    let territoires = parse::territoires(TERRITOIRES, &read(root, TERRITOIRES)?)?;
    check::cross_check(&decoupage, &former, &territoires)
}

const DECOUPAGE: &str = "data/decoupage-2026.txt";
const FORMER_TERRITOIRES: &str = "data/territoires-2018-2023.txt";
const TERRITOIRES: &str = "data/territoires-2023-2027.txt";

/// How many differing lines are shown.
const SHOWN: usize = 5;

fn read(root: &Path, file: &str) -> Result<String> {
    fs::read_to_string(root.join(file)).with_context(|| format!("failed to read {file}"))
}

fn refuse_drift(held: &str, derived: &str) -> Result<()> {
    if held == derived {
        return Ok(());
    }
    let mut held_lines = held.lines();
    let mut derived_lines = derived.lines();
    let mut shown = Vec::new();
    let mut number = 0;
    while shown.len() < SHOWN {
        number += 1;
        match (held_lines.next(), derived_lines.next()) {
            (None, None) => break,
            (held, derived) if held == derived => {}
            (held, derived) => shown.push(format!(
                "  line {number}\n    held    {}\n    derived {}",
                held.unwrap_or("(end of file)"),
                derived.unwrap_or("(end of file)"),
            )),
        }
    }
    bail!(
        "{DECOUPAGE} is not what the package gives; `cargo xtask data` writes it again\n{}",
        shown.join("\n")
    )
}
