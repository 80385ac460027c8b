//! Debian's packages: installed where we may, said plainly where we may not.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Makes sure that these packages are installed.
///
/// `purpose` begins the sentence "… must be installed", when this is not ours to do.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    if packages.iter().all(|package| is_installed(package)) {
        return Ok(());
    }
    let list = packages.join(" ");
    if !is_usable() {
        bail!(
            "{purpose} must be installed, which takes root and apt-get. As root:\n    \
             apt-get update && apt-get install -y --no-install-recommends {list}\n\
             Or install the same by your system's own means"
        );
    }
    process::run(apt_get().arg("update")).context("the list of Debian's packages could not be read")?;
    process::run(
        apt_get()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages),
    )
    .with_context(|| format!("Debian's packages could not be installed: {list}"))
}

/// Whether we are root on a system with apt-get.
pub fn is_usable() -> bool {
    rustix::process::geteuid().is_root() && process::capture(Command::new("apt-get").arg("--version")).is_ok()
}

fn is_installed(package: &str) -> bool {
    process::capture(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_ok_and(|status| status == "installed")
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    // Another apt may be at work, on a machine that has just started.
    command.args([
        "-q",
        "-o",
        "DPkg::Lock::Timeout=300",
        "-o",
        "Acquire::Retries=3",
        "-o",
        "Dpkg::Use-Pty=0",
    ]);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
