//! `cargo xtask fuzz`: tries the parsers with what libFuzzer draws, each for a time, and fails when one finds what must not
//! be.
//!
//! What must hold is in `fuzz/targets`, whose kept inputs the unit tests replay on the stable compiler; this needs the
//! nightly one, and is no step of `cargo xtask test`. What it finds on its way is kept below `target/fuzz`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::cli::Verdict;
use crate::process::Interrupted;
use crate::steps::Steps;
use crate::{cargo, process};

/// A parser, by the name of its binary in `fuzz/fuzz_targets`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Target {
    /// The bodies that are sent.
    Request,
    /// Documents by their content, their names, their parts.
    Piece,
    /// Numbers, codes, amounts and days as they are typed.
    Reference,
    /// Receipts, keys and chains.
    Receipt,
    /// What the State's register answers.
    Register,
    /// Addresses, headers and forms.
    Multiform,
    /// JSON as the widget reads it.
    WidgetJson,
}

impl Target {
    const fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Piece => "piece",
            Self::Reference => "reference",
            Self::Receipt => "receipt",
            Self::Register => "register",
            Self::Multiform => "multiform",
            Self::WidgetJson => "widget_json",
        }
    }
}

/// Tries one parser, or each in turn; a finding of one does not keep the others from being tried.
pub fn run(root: &Path, only: Option<Target>, seconds: u32) -> Result<Verdict> {
    let program = install(root)?;
    let targets: Vec<_> = match only {
        Some(target) => vec![target],
        None => Target::value_variants().to_vec(),
    };
    let mut steps = Steps::of(targets.len());
    for target in targets {
        match steps.run(target.name(), || try_one(root, &program, target, seconds)) {
            Err(error) if error.is::<Interrupted>() => return Err(error),
            Err(error) => eprintln!("error: {error:#}"),
            Ok(()) => {}
        }
    }
    println!("\n{}\n{}", steps.table(), steps.tally());
    Ok(if steps.any_failed() {
        Verdict::Bad
    } else {
        Verdict::Good
    })
}

/// Fails when the versions that this other workspace is locked to do not follow what it takes of ours: a clean clone would
/// change them by fuzzing.
pub fn check_lock(root: &Path) -> Result<()> {
    let mut command = cargo::native(root);
    command.args(["update", "--workspace", "--locked", "--quiet", "--manifest-path"]);
    cargo::run(command.arg("fuzz/Cargo.toml")).context(
        "fuzz/Cargo.lock is behind: run `cargo update --workspace --manifest-path fuzz/Cargo.toml`, and commit it",
    )
}

const VERSION: &str = "0.13.2";

/// The toolchain and the program `cargo-fuzz`.
fn install(root: &Path) -> Result<PathBuf> {
    let nightly = process::capture(Command::new("rustup").args(["run", NIGHTLY, "rustc", "--version"]));
    if nightly.is_err() {
        bail!(
            "fuzzing takes the nightly toolchain, for the instruments of libFuzzer:\n    \
             rustup toolchain install nightly --profile minimal"
        );
    }
    let place = root.join("target/tools");
    let program = place.join("bin/cargo-fuzz");
    let found = process::capture(Command::new(&program).arg("--version"));
    if !found.is_ok_and(|text| text.trim().ends_with(VERSION)) {
        let mut command = cargo::native(root);
        command
            .args([
                "install",
                "cargo-fuzz",
                "--version",
                VERSION,
                "--locked",
                "--root",
            ])
            .arg(&place);
        cargo::run(&mut command).context("cargo-fuzz could not be installed")?;
    }
    Ok(program)
}

const NIGHTLY: &str = "nightly";

fn try_one(root: &Path, program: &Path, target: Target, seconds: u32) -> Result<()> {
    let folder = root.join("target/fuzz");
    let corpus = folder.join("corpus").join(target.name());
    let found = folder.join("artifacts").join(target.name());
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    let mut command = Command::new(program);
    cargo::clean_environment(&mut command);
    command
        .current_dir(root)
        .env("RUSTUP_TOOLCHAIN", NIGHTLY)
        .args(["run", "--fuzz-dir", "fuzz", "--target-dir"])
        .arg(&folder)
        .arg(target.name())
        // What is found goes to the first; the kept inputs are read besides.
        .arg(&corpus)
        .arg(root.join("fuzz/seeds").join(target.name()))
        .arg("--")
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args([
            format!("-max_total_time={seconds}"),
            "-timeout=10".to_owned(),
            format!("-max_len={LENGTH_MAX}"),
            "-print_final_stats=1".to_owned(),
            "-verbosity=0".to_owned(),
        ]);
    process::run(&mut command).with_context(|| {
        format!(
            "{} met something that must not be: it is in {}. Once it is mended, keep it in fuzz/seeds/{0}",
            target.name(),
            found.display()
        )
    })
}

/// Bytes of an input: enough for a request with every field, and for a document of a few parts.
const LENGTH_MAX: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::ValueEnum as _;

    use super::Target;

    #[test]
    fn each_target_has_a_binary_and_inputs() {
        let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
        for target in Target::value_variants() {
            let value = target
                .to_possible_value()
                .map(|value| value.get_name().to_owned());
            assert_eq!(value.as_deref(), Some(target.name()));
            assert!(
                fuzz.join("fuzz_targets")
                    .join(format!("{}.rs", target.name()))
                    .is_file()
            );
            assert!(fuzz.join("seeds").join(target.name()).is_dir());
        }
        let binaries = std::fs::read_dir(fuzz.join("fuzz_targets")).map(Iterator::count);
        assert!(binaries.is_ok_and(|count| count == Target::value_variants().len()));
    }
}
