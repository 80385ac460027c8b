//! `cargo xtask vectors`: runs the cases of the domain natively, in a browser and as a component on wasmtime, and fails
//! unless all three give the same bytes and the expected answers.
//!
//! What the cases are is in the crate `vectors`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::toolchain::{BROWSER, FUNCTIONS, Toolchain};
use crate::{cargo, digest, process};

/// Builds the cases for each platform, runs them and compares; the host and Chromium must be there.
pub fn run(root: &Path, toolchain: Toolchain) -> Result<()> {
    let outputs = [
        ("native", natively(root)?),
        ("browser", in_browser(root, toolchain)?),
        ("wasip2", as_component(root, toolchain)?),
    ];
    let folder = scratch(root)?;
    for (platform, output) in &outputs {
        fs::write(folder.join(format!("{platform}.txt")), output)?;
        let counts = output.lines().last().unwrap_or_default();
        println!("{platform:7}  {}  {counts}", digest::sha256(output.as_bytes()));
    }
    let (_, first) = &outputs[0];
    for (platform, output) in &outputs[1..] {
        if output != first {
            bail!(
                "{platform} answers otherwise than native{}: compare the files in {}",
                first_difference(first, output),
                folder.display()
            );
        }
    }
    Ok(())
}

fn natively(root: &Path) -> Result<String> {
    process::capture(cargo::native(root).args(["run", "--quiet", "--package", "vectors"]))
}

fn as_component(root: &Path, toolchain: Toolchain) -> Result<String> {
    let program = ["--bin", "run-vectors", "--release", "--target", FUNCTIONS];
    build(root, toolchain, &program)?;
    let component = root.join(format!("target/{FUNCTIONS}/release/run-vectors.wasm"));
    process::capture(
        Command::new(root.join("target/host/host"))
            .arg("run")
            .arg(component),
    )
}

fn in_browser(root: &Path, toolchain: Toolchain) -> Result<String> {
    let module = BrowserModule::build(root, toolchain)?;
    process::capture(&mut module.call(root, "run_in_browser"))
}

/// The crate `vectors` as a browser runs it.
#[derive(Debug)]
pub struct BrowserModule {
    glue: PathBuf,
    wasm: PathBuf,
}

impl BrowserModule {
    /// Builds it as the component of the pages is built.
    pub fn build(root: &Path, toolchain: Toolchain) -> Result<Self> {
        build(
            root,
            toolchain,
            &["--lib", "--profile", "browser", "--target", BROWSER],
        )?;
        let folder = scratch(root)?.join("browser");
        Bindgen::new()
            .input_path(root.join(format!("target/{BROWSER}/browser/vectors.wasm")))
            .no_modules(true)?
            .omit_default_module_path(true)
            .typescript(false)
            .generate(&folder)?;
        Ok(Self {
            glue: folder.join("vectors.js"),
            wasm: folder.join("vectors_bg.wasm"),
        })
    }

    /// A call of one of its functions in Chromium.
    pub fn call(&self, root: &Path, function: &str) -> Command {
        let mut command = cargo::tool(root, "run-in-browser");
        command.arg(&self.glue).arg(&self.wasm).arg(function);
        command
    }
}

fn build(root: &Path, toolchain: Toolchain, what: &[&str]) -> Result<()> {
    cargo::run(
        cargo::wasm(root, toolchain)
            .args(["build", "--package", "vectors"])
            .args(what),
    )
}

fn scratch(root: &Path) -> Result<PathBuf> {
    let folder = root.join("target/vectors");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn first_difference(one: &str, other: &str) -> String {
    let differing = one.lines().zip(other.lines()).zip(1..);
    let found = differing.into_iter().find(|((a, b), _)| a != b);
    found.map_or_else(String::new, |((_, line), number)| {
        format!(", first at line {number}, `{line}`")
    })
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\nc", "a\nB\nC"), ", first at line 2, `B`");
        assert_eq!(first_difference("a", "a\nb"), "");
    }
}
