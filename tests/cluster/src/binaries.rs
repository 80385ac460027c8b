//! Where PostgreSQL's programs are, and as whom its server is run: it refuses to be run by root.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// A program of PostgreSQL, of the latest version that Debian has installed, or as it is found on PATH.
pub(crate) fn path(program: &str) -> PathBuf {
    let versions = fs::read_dir(DEBIANS).into_iter().flatten().flatten();
    let latest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| in_version(*version, program).is_file())
        .max();
    latest.map_or_else(|| PathBuf::from(program), |version| in_version(version, program))
}

const DEBIANS: &str = "/usr/lib/postgresql";

fn in_version(version: u32, program: &str) -> PathBuf {
    Path::new(DEBIANS)
        .join(version.to_string())
        .join("bin")
        .join(program)
}

/// The words that come before a command of the server.
pub(crate) fn as_its_user() -> &'static [&'static str] {
    if is_root() {
        &["setpriv", "--reuid", OWNER, "--regid", OWNER, "--init-groups"]
    } else {
        &[]
    }
}

/// Gives a folder to the user who runs the server.
pub(crate) fn give(folder: &Path) -> Result<()> {
    if is_root() {
        let owner = Some(id(&["-u", OWNER])?);
        std::os::unix::fs::chown(folder, owner, Some(id(&["-g", OWNER])?))?;
    }
    Ok(())
}

/// The user whom Debian's package makes for it.
const OWNER: &str = "postgres";

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn id(arguments: &[&str]) -> Result<u32> {
    run(Command::new("id").args(arguments))?
        .trim()
        .parse()
        .context("id does not tell a number")
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("{command:?} cannot be started: run `cargo xtask setup` first"))?;
    if !output.status.success() {
        bail!(
            "{command:?} ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}
