//! `cargo xtask check`: runs the tool that checks the files which people write, over a folder of contracts.
//!
//! It does not know what a contract is: the crate `check-data` does.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cargo;
use crate::cli::Verdict;
use crate::process::Interrupted;

/// Where the project's own contracts are.
pub const FOLDER: &str = "data/contrats";

/// Checks a folder, named from where the command was given; the project's own is named from the workspace.
pub fn check(root: &Path, folder: &Path, lang: &str) -> Result<Verdict> {
    let folder = named_from_here(folder)?;
    // Built apart, so that a tool that does not build is not taken for a contract at fault.
    cargo::run(cargo::native(root).args(["build", "--quiet", "--package", "check-data"]))?;
    let mut command = cargo::binary_of(root, "check-data", "check-data");
    match cargo::run(command.arg(folder).args(["--lang", lang])) {
        Ok(()) => Ok(Verdict::Good),
        Err(error) if error.is::<Interrupted>() => Err(error),
        // The tool has said every fault, and how many there are on its last line.
        Err(_) => Ok(Verdict::Bad),
    }
}

/// The tool runs in the workspace: another folder is told to it whole.
fn named_from_here(folder: &Path) -> Result<PathBuf> {
    if folder == Path::new(FOLDER) {
        return Ok(folder.to_path_buf());
    }
    std::path::absolute(folder).with_context(|| format!("cannot find {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_project_s_own_folder_is_named_from_the_workspace() {
        assert_eq!(
            named_from_here(Path::new(FOLDER)).ok(),
            Some(PathBuf::from(FOLDER))
        );
        assert!(named_from_here(Path::new("mine")).is_ok_and(|path| path.is_absolute()));
    }
}
