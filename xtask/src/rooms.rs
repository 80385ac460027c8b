//! What the browser's components may be made of: `app` and `shared`, and no other room.
//!
//! The rooms that it leaves out hold what a visitor must not download, the 34 969 communes above all, and what a
//! browser must not do. It looks at the rooms, not at the packages of others.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

use crate::cargo;

/// Fails if `app` depends, by whatever way, on a room that it must not know.
pub fn check(root: &Path) -> Result<()> {
    let output = cargo::native(root)
        .args(["tree", "--package", "app", "--target", "wasm32-unknown-unknown"])
        .args([
            "--edges", "normal", "--prefix", "none", "--format", "{p}", "--locked",
        ])
        .output()
        .context("failed to run cargo tree")?;
    ensure!(
        output.status.success(),
        "cargo tree failed: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let tree = String::from_utf8(output.stdout).context("cargo tree is not text")?;
    match strangers(&tree).as_slice() {
        [] => Ok(()),
        rooms => bail!("app depends on {}: the browser would carry it", rooms.join(", ")),
    }
}

const ALLOWED: [&str; 2] = ["app", "shared"];

/// Rooms among the lines of `cargo tree`: packages that come from a folder.
fn strangers(tree: &str) -> Vec<&str> {
    let mut rooms: Vec<&str> = tree
        .lines()
        .filter(|line| line.contains(" (/"))
        .filter_map(|line| line.split(' ').next())
        .filter(|room| !ALLOWED.contains(room))
        .collect();
    rooms.sort_unstable();
    rooms.dedup();
    rooms
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{check, strangers};

    #[test]
    fn only_rooms_that_are_not_allowed_are_strangers() {
        let tree = "app v0.1.0 (/home/me/guichet/app)\n\
                    chrono v0.4.45\n\
                    shared v0.1.0 (/home/me/guichet/shared)\n\
                    reference v0.1.0 (/home/me/guichet/data)\n\
                    serde_derive v1.0.229 (proc-macro)\n\
                    reference v0.1.0 (/home/me/guichet/data) (*)\n";
        assert_eq!(strangers(tree), ["reference"]);
        assert_eq!(strangers("shared v0.1.0 (/a/shared) (*)\n"), [""; 0]);
    }

    #[test]
    fn the_browser_carries_none_of_the_communes() -> anyhow::Result<()> {
        check(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
    }
}
