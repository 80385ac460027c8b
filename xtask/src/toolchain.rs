//! The toolchain for WebAssembly: finds one that has both targets, or makes one.
//!
//! In order: the person's own toolchain, the one made earlier, rustup's download, Debian's packages.
//! The first two cost a fraction of a second, so that every command can begin here.

mod debian;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Error, Result, anyhow, bail};

use crate::cargo::clean_environment;
use crate::process::{self, Interrupted, Running};

/// What the browser's component is built for.
pub const BROWSER: &str = "wasm32-unknown-unknown";

/// What the functions are built for.
pub const FUNCTIONS: &str = "wasm32-wasip2";

/// A toolchain that has both wasm targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that the person's cargo uses.
    Active,
    /// The one that we made of Debian's packages, under the name `wasm`.
    Debian,
}

impl Toolchain {
    /// The name rustup knows it by, where it is not the one in use.
    pub fn rustup_name(self) -> Option<&'static str> {
        match self {
            Self::Active => None,
            Self::Debian => Some(debian::NAME),
        }
    }
}

/// Finds a toolchain with both targets, or makes one.
pub fn ensure(root: &Path) -> Result<Toolchain> {
    if active_has_targets()? {
        return Ok(Toolchain::Active);
    }
    if debian::is_ready() {
        return Ok(Toolchain::Debian);
    }
    let refusal = match download() {
        Ok(()) if active_has_targets()? => return Ok(Toolchain::Active),
        Ok(()) => anyhow!("it added the targets, yet the active toolchain does not have them"),
        Err(error) => error,
    };
    if refusal.is::<Interrupted>() {
        return Err(refusal);
    }
    eprintln!("      rustup cannot add the targets ({refusal:#}): trying Debian's packages instead");
    match debian::make(root) {
        Ok(()) => Ok(Toolchain::Debian),
        Err(error) if error.is::<Interrupted>() => Err(error),
        Err(error) => bail!(ways_out(&refusal, &error)?),
    }
}

const TARGETS: [&str; 2] = [BROWSER, FUNCTIONS];

/// How long rustup may go without receiving anything.
const DOWNLOAD_PATIENCE: Duration = Duration::from_secs(20);

/// What to tell someone on a machine where no way worked.
fn ways_out(rustup: &Error, debian: &Error) -> Result<String> {
    Ok(format!(
        "cannot build for WebAssembly ({targets}) on this machine yet.\n\
         With rustup: {rustup:#}.\n\
         With Debian's packages: {debian:#}.\n\
         Do one of these, then give this command again:\n\
         - on a network that reaches rustup's server:\n    \
         rustup target add {targets}\n\
         - on Debian, with the help of root:\n    \
         sudo env \"HOME=$HOME\" \"PATH=$PATH\" {xtask} setup",
        targets = TARGETS.join(" "),
        xtask = std::env::current_exe()?.display(),
    ))
}

fn active_has_targets() -> Result<bool> {
    let sysroot =
        process::capture(rustc().args(["--print", "sysroot"])).context("there is no working rustc")?;
    Ok(TARGETS
        .iter()
        .all(|target| holds_std(&library(Path::new(sysroot.trim()), target))))
}

/// Asks rustup for both targets, for as long as something arrives.
fn download() -> Result<()> {
    let downloads = rustup_home().map(|home| home.join("downloads"));
    let received = || downloads.as_deref().map_or(0, folder_size);
    let mut command = Command::new("rustup");
    clean_environment(&mut command);
    let child = Running::start(
        command
            .args(["target", "add"])
            .args(TARGETS)
            .stdout(std::io::stderr()),
    )?;
    let mut last = received();
    let mut since = Duration::ZERO;
    child.succeed(|elapsed| {
        let now = received();
        if now != last {
            (last, since) = (now, elapsed);
        } else if elapsed > since + DOWNLOAD_PATIENCE {
            bail!("rustup received nothing for {} s", DOWNLOAD_PATIENCE.as_secs());
        }
        Ok(())
    })
}

fn rustc() -> Command {
    let mut command = Command::new("rustc");
    clean_environment(&mut command);
    command
}

fn library(sysroot: &Path, target: &str) -> PathBuf {
    sysroot.join("lib/rustlib").join(target).join("lib")
}

fn holds_std(library: &Path) -> bool {
    let Ok(entries) = fs::read_dir(library) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn rustup_home() -> Option<PathBuf> {
    std::env::var_os("RUSTUP_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".rustup")))
}

fn folder_size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .map(|metadata| metadata.len())
        .sum()
}
