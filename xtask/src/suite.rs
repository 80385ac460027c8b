//! `cargo xtask test`: every check of the project, one after the other, and one summary.
//!
//! A failed check does not keep the others from running, except those that need what it was to make.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::build::Workshop;
use crate::cli::Verdict;
use crate::process::Interrupted;
use crate::steps::{Outcome, Steps};
use crate::{
    cargo, contrats, data, elements, fuzz, openapi, packages, postgres_manifest, rooms, schemathesis, tidy,
    toolchain, vectors,
};

/// One check, or one thing to set up or to build for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Check {
    /// The toolchain that builds for WebAssembly.
    Targets,
    /// Chromium and its driver.
    Chromium,
    /// PostgreSQL.
    Postgresql,
    /// The packages of the npm registry.
    Packages,
    /// The format of the code.
    Fmt,
    /// The habits of the project.
    Tidy,
    /// The reference data against its source.
    Data,
    /// The contracts, by their rules.
    Contrats,
    /// The browser's component, its bundle, the functions and the local host.
    Build,
    /// Clippy, over the native build of everything.
    Lints,
    /// The documentation of the code.
    Doc,
    /// The tests of each crate, and the examples of its documentation.
    Unit,
    /// The cases of the domain, alike on every platform.
    Vectors,
    /// The application, by its HTTP interface, on SQLite.
    Api,
    /// The same, on PostgreSQL.
    ApiPostgres,
    /// The application, under what goes wrong.
    Faults,
    /// The application against its own description, in some two thousand cases.
    Schema,
    /// The components, in a real browser.
    Browser,
    /// What a visitor downloads.
    Size,
}

/// Runs the checks chosen, or all, with what they need.
pub fn run(root: &Path, only: &[Check]) -> Result<Verdict> {
    let chosen: Vec<_> = Check::value_variants()
        .iter()
        .copied()
        .filter(|check| only.is_empty() || only.iter().any(|wanted| check.is_needed_by(*wanted)))
        .collect();
    let mut steps = Steps::of(chosen.len());
    for check in chosen {
        let missing = check
            .needs()
            .iter()
            .find(|need| steps.outcome(need.name()) != Some(&Outcome::Passed));
        if let Some(missing) = missing {
            steps.skip(check.name(), format!("for want of {}", missing.name()));
            continue;
        }
        match steps.run(check.name(), || check.carry_out(root)) {
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

/// Sets up all that the checks need, and carries out none.
pub fn set_up(root: &Path) -> Result<()> {
    let needed = [
        Check::Targets,
        Check::Chromium,
        Check::Postgresql,
        Check::Packages,
    ];
    let mut steps = Steps::of(needed.len());
    needed
        .iter()
        .try_for_each(|check| steps.run(check.name(), || check.carry_out(root)))
}

impl Check {
    fn name(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Chromium => "chromium",
            Self::Postgresql => "postgresql",
            Self::Packages => "packages",
            Self::Fmt => "fmt",
            Self::Tidy => "tidy",
            Self::Data => "data",
            Self::Contrats => "contrats",
            Self::Build => "build",
            Self::Lints => "lints",
            Self::Doc => "doc",
            Self::Unit => "unit",
            Self::Vectors => "vectors",
            Self::Api => "api",
            Self::ApiPostgres => "api-postgres",
            Self::Faults => "faults",
            Self::Schema => "schema",
            Self::Browser => "browser",
            Self::Size => "size",
        }
    }

    /// What must have passed before, each of which comes earlier in the list.
    fn needs(self) -> &'static [Self] {
        match self {
            Self::Data => &[Self::Packages],
            Self::Build => &[Self::Targets],
            Self::Unit => &[Self::Postgresql],
            Self::Faults | Self::Schema => &[Self::Build],
            Self::Api => &[Self::Build, Self::Packages],
            Self::ApiPostgres => &[Self::Build, Self::Postgresql, Self::Packages],
            Self::Vectors | Self::Size => &[Self::Build, Self::Chromium],
            Self::Browser => &[Self::Build, Self::Chromium, Self::Packages],
            _ => &[],
        }
    }

    fn is_needed_by(self, other: Self) -> bool {
        self == other || other.needs().iter().any(|need| self.is_needed_by(*need))
    }

    fn carry_out(self, root: &Path) -> Result<()> {
        let native = || cargo::native(root);
        match self {
            Self::Targets => toolchain::ensure(root).map(drop),
            Self::Chromium => packages::chromium(),
            Self::Postgresql => packages::postgresql(),
            Self::Packages => packages::npm(root),
            Self::Fmt => cargo::run(native().args(["fmt", "--all", "--check"])),
            Self::Tidy => tidy::check(root)
                .and_then(|()| elements::run(root, elements::Mode::Check))
                .and_then(|()| rooms::check(root))
                .and_then(|()| postgres_manifest::check(root))
                .and_then(|()| openapi::check(root))
                .and_then(|()| fuzz::check_lock(root)),
            Self::Data => data::run(root, data::Mode::Check),
            Self::Contrats => contrats(root),
            Self::Build => build(root),
            Self::Lints => cargo::run(native().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "--deny",
                "warnings",
            ])),
            Self::Doc => cargo::run(
                native()
                    .args(["doc", "--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "--deny warnings"),
            ),
            Self::Unit => unit(root),
            Self::Vectors => vectors::run(root, toolchain::ensure(root)?),
            Self::Api => cargo::run(&mut api(root, "sqlite", &["on_postgres::"])),
            Self::ApiPostgres => cargo::run(&mut api(root, "postgres", ON_SQLITE)),
            Self::Faults => faults(root),
            Self::Schema => schemathesis::run(root, schemathesis::Options::BOUNDED),
            Self::Browser => cargo::run(&mut black_box(root, "browser")),
            Self::Size => cargo::run(cargo::tool(root, "size").arg("--check")),
        }
    }
}

fn build(root: &Path) -> Result<()> {
    let workshop = Workshop::new(root, toolchain::ensure(root)?);
    workshop.browser()?;
    workshop.bundle()?;
    workshop.all_functions()?;
    workshop.host()
}

fn contrats(root: &Path) -> Result<()> {
    match contrats::check(root, Path::new(contrats::FOLDER), "fr")? {
        Verdict::Good => Ok(()),
        Verdict::Bad => bail!("a contract is at fault"),
    }
}

/// The host's own tests are built with its profile: wasmtime is there already, and takes minutes to build again.
fn unit(root: &Path) -> Result<()> {
    cargo::run(cargo::native(root).args(["test", "--workspace", "--exclude", "tests", "--exclude", "host"]))?;
    cargo::run(cargo::native(root).args(["test", "--package", "host", "--profile", "host"]))
}

/// The tests of the interface that are about SQLite: its file, and the look-up of companies, whose state is in one.
const ON_SQLITE: &[&str] = &["on_sqlite::", "entreprises::"];

/// The whole suite on one database, but for the tests that are about the other, which are named.
fn api(root: &Path, database: &str, left_out: &[&str]) -> Command {
    let mut command = black_box(root, "api");
    command.env("GUICHET_TEST_DATABASE", database).arg("--");
    for name in left_out {
        command.args(["--skip", name]);
    }
    command
}

/// The probe is in no manifest: it is built for these tests alone.
fn faults(root: &Path) -> Result<()> {
    Workshop::new(root, toolchain::ensure(root)?).functions(&["probe"])?;
    cargo::run(&mut black_box(root, "faults"))
}

fn black_box(root: &Path, name: &str) -> Command {
    let mut command = cargo::native(root);
    command.args(["test", "--package", "tests", "--test", name]);
    command
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::Check;

    #[test]
    fn what_a_check_needs_comes_before_it() {
        let all = Check::value_variants();
        for (position, check) in all.iter().enumerate() {
            for need in check.needs() {
                assert!(all[..position].contains(need), "{check:?} needs {need:?}");
            }
        }
    }

    #[test]
    fn names_are_those_of_the_command_line() {
        for check in Check::value_variants() {
            let value = check.to_possible_value().map(|value| value.get_name().to_owned());
            assert_eq!(value.as_deref(), Some(check.name()));
        }
    }

    #[test]
    fn needs_are_followed_to_their_own() {
        assert!(Check::Targets.is_needed_by(Check::Browser));
        assert!(Check::Fmt.is_needed_by(Check::Fmt));
        assert!(!Check::Fmt.is_needed_by(Check::Browser));
    }
}
