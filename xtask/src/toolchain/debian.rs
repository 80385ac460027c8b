//! The toolchain made of Debian's packages, for machines where rustup cannot download.
//!
//! Debian has a recent rustc and the sources of the standard library, but not the library built for our two
//! targets. It is built here once for each, from an empty crate, put where that rustc looks for it, and rustup
//! is told of it under the name `wasm`. `RUSTC_BOOTSTRAP` is set for that one build and nowhere else.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::{FUNCTIONS, TARGETS, holds_std};
use crate::cargo::{self, clean_environment};
use crate::{apt, process};

/// What rustup calls this toolchain.
pub const NAME: &str = "wasm";

/// Whether the toolchain is there, with a standard library for its very rustc.
pub fn is_ready() -> bool {
    let place = Place::of_the_system();
    is_linked() && TARGETS.iter().all(|target| place.has_std(target))
}

/// Makes the toolchain, or what is missing of it.
pub fn make(root: &Path) -> Result<()> {
    apt::install(
        &PACKAGES,
        "a compiler for WebAssembly with the sources of its library",
    )?;
    apt::install(&[&linker_package()?], "the linker of that compiler")?;
    let place = Place::of_the_system();
    for target in TARGETS {
        if !place.has_std(target) {
            eprintln!("      building the standard library for {target}");
            let scratch = root.join("target/xtask/std").join(target);
            place.build_std(target, &scratch)?;
            // Cargo cannot tell this library from an earlier one, which what is built there may have been made with.
            match fs::remove_dir_all(root.join("target").join(target)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
    }
    if !is_linked() {
        process::run(rustup().args(["toolchain", "link", NAME, "/usr"]))?;
    }
    Ok(())
}

/// Versions are not pinned: Debian moves them together.
const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "wasi-libc",
];

/// Where the packages put things, and where the library goes.
#[derive(Debug)]
struct Place {
    rustc: PathBuf,
    cargo: PathBuf,
    /// The folder that has one folder for each target.
    rustlib: PathBuf,
    wasi_libc: PathBuf,
}

impl Place {
    fn of_the_system() -> Self {
        Self {
            rustc: "/usr/bin/rustc".into(),
            cargo: "/usr/bin/cargo".into(),
            rustlib: "/usr/lib/rustlib".into(),
            wasi_libc: "/usr/lib/wasm32-wasi".into(),
        }
    }

    /// Whether the target has a standard library made for this very rustc.
    ///
    /// A library without our stamp, made by hand or by a package, is adopted if it compiles something.
    fn has_std(&self, target: &str) -> bool {
        let Ok(version) = self.rustc_version() else {
            return false;
        };
        if !holds_std(&self.library(target)) {
            return false;
        }
        if let Ok(stamp) = fs::read_to_string(self.stamp(target)) {
            return stamp == version;
        }
        let works = self.compiles(target);
        if works {
            // Without the right to write there, the next command tries the library again.
            let _ = fs::write(self.stamp(target), version);
        }
        works
    }

    /// Builds the standard library and puts it in place as a whole.
    fn build_std(&self, target: &str, scratch: &Path) -> Result<()> {
        let _ = fs::remove_dir_all(scratch);
        write_empty_crate(scratch)?;
        let mut command = Command::new(&self.cargo);
        clean_environment(&mut command);
        command
            .current_dir(scratch)
            .env_remove("RUSTUP_TOOLCHAIN")
            .env("RUSTC", &self.rustc)
            .env("RUSTC_BOOTSTRAP", "1")
            // Without it a later build with link-time optimisation fails for want of the bitcode.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .args([
                "build",
                "-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro",
                "--release",
            ])
            .args(["--target", target, "--target-dir", "target"]);
        cargo::run(&mut command).with_context(|| format!("no standard library for {target}"))?;
        let built = scratch.join("target").join(target).join("release/deps");
        self.put_in_place(target, &built)?;
        fs::remove_dir_all(scratch).context("the scratch folder of the build could not be removed")
    }

    /// Prepares the library beside its place and swaps it in, so that a stop half-way leaves nothing half-done.
    fn put_in_place(&self, target: &str, built: &Path) -> Result<()> {
        let home = self.rustlib.join(target);
        let prepared = home.join(".lib.new");
        let _ = fs::remove_dir_all(&prepared);
        fs::create_dir_all(&prepared).with_context(|| format!("cannot write to {}", home.display()))?;
        copy_files(built, &prepared, |stem, extension| {
            extension == "rlib" && !stem.starts_with("libempty-")
        })?;
        if target == FUNCTIONS {
            let own = prepared.join("self-contained");
            fs::create_dir(&own)?;
            copy_files(&self.wasi_libc, &own, |stem, extension| {
                extension == "a" || (stem.starts_with("crt1") && extension == "o")
            })?;
        }
        let _ = fs::remove_file(self.stamp(target));
        let _ = fs::remove_dir_all(self.library(target));
        fs::rename(&prepared, self.library(target))?;
        fs::write(self.stamp(target), self.rustc_version()?)?;
        Ok(())
    }

    fn compiles(&self, target: &str) -> bool {
        let scratch = std::env::temp_dir().join(format!("guichet-probe-{}-{target}", std::process::id()));
        let probe = || -> Result<()> {
            fs::create_dir_all(&scratch)?;
            let source = scratch.join("probe.rs");
            fs::write(
                &source,
                "pub fn probe() -> std::string::String { std::string::String::new() }",
            )?;
            let mut rustc = Command::new(&self.rustc);
            clean_environment(&mut rustc);
            let arguments = [
                "--crate-type=cdylib",
                "--edition=2024",
                "--target",
                target,
                "--out-dir",
            ];
            process::capture(rustc.args(arguments).arg(&scratch).arg(&source))?;
            Ok(())
        };
        let works = probe().is_ok();
        let _ = fs::remove_dir_all(&scratch);
        works
    }

    fn rustc_version(&self) -> Result<String> {
        let mut rustc = Command::new(&self.rustc);
        clean_environment(&mut rustc);
        process::capture(rustc.arg("-vV"))
    }

    fn library(&self, target: &str) -> PathBuf {
        self.rustlib.join(target).join("lib")
    }

    fn stamp(&self, target: &str) -> PathBuf {
        self.rustlib.join(target).join(".guichet-std-for")
    }
}

/// The linker's package follows LLVM's version: its name is where the compiler's link to it points.
fn linker_package() -> Result<String> {
    let link = fs::read_link("/usr/bin/rust-lld").context("Debian's packages gave no /usr/bin/rust-lld")?;
    match link.file_name().and_then(|name| name.to_str()) {
        Some(name) if name.starts_with("lld-") => Ok(name.to_owned()),
        _ => bail!(
            "/usr/bin/rust-lld points to {}, not to lld of a version",
            link.display()
        ),
    }
}

/// Whether rustup knows Debian's rustc under our name.
fn is_linked() -> bool {
    process::capture(rustup().args(["which", "--toolchain", NAME, "rustc"]))
        .is_ok_and(|path| is_same_file(Path::new(path.trim()), &Place::of_the_system().rustc))
}

/// Compares where the paths lead: rustup names a linked toolchain by its link, below its own folder.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn rustup() -> Command {
    let mut command = Command::new("rustup");
    clean_environment(&mut command);
    command
}

fn write_empty_crate(folder: &Path) -> Result<()> {
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
                    [profile.release]\npanic = \"abort\"\n\n[workspace]\n";
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    Ok(())
}

/// Copies the files of a folder whose stem and extension are wanted.
fn copy_files(from: &Path, to: &Path, wanted: impl Fn(&str, &str) -> bool) -> Result<()> {
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let [stem, extension] =
            [path.file_stem(), path.extension()].map(|part| part.and_then(|it| it.to_str()));
        if let (Some(stem), Some(extension), Some(name)) = (stem, extension, path.file_name())
            && wanted(stem, extension)
        {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use super::is_same_file;

    #[test]
    fn a_linked_toolchain_is_recognised_through_its_link() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join(format!("guichet-link-{}", std::process::id()));
        fs::create_dir_all(folder.join("usr/bin"))?;
        fs::write(folder.join("usr/bin/rustc"), "")?;
        symlink(folder.join("usr"), folder.join("wasm"))?;
        let same = is_same_file(&folder.join("wasm/bin/rustc"), &folder.join("usr/bin/rustc"));
        fs::remove_dir_all(&folder)?;

        assert!(same);
        assert!(!is_same_file(
            Path::new("/nonexistent/rustc"),
            Path::new("/nonexistent/rustc")
        ));
        Ok(())
    }
}
