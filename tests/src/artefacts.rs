//! Where the built artefacts are. Nothing is built here: `cargo xtask build` does.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The folder of the workspace.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The local host.
pub fn host() -> Result<PathBuf> {
    built("target/host/host")
}

/// The function that tries what it is told to.
pub fn probe() -> Result<PathBuf> {
    built("target/wasm32-wasip2/release/probe.wasm")
}

/// The script of axe, which finds what is not accessible.
pub fn axe() -> Result<PathBuf> {
    built("target/packages/axe-core/axe.min.js")
}

/// The library that checks receipts and is not ours.
pub fn jose() -> Result<PathBuf> {
    built("target/packages/jose/dist/webapi/index.js")
}

/// What fills a database with dossiers.
pub fn fill() -> Result<PathBuf> {
    built("target/host/examples/fill")
}

/// The commands of the project, as `cargo xtask` has built them.
pub fn xtask() -> Result<PathBuf> {
    built("target/debug/xtask")
}

/// Where a test may leave what the next run can use again.
pub fn scratch() -> PathBuf {
    root().join("target/tests")
}

fn built(path: &str) -> Result<PathBuf> {
    let whole = root().join(path);
    if whole.exists() {
        Ok(whole)
    } else {
        bail!(
            "{path} is missing: run `cargo xtask build` and `cargo xtask setup` first, or the tests by `cargo xtask test`"
        )
    }
}
