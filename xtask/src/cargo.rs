//! Calls of cargo: which environment they get, and how their progress is shown.
//!
//! Which toolchain has the wasm targets is found by `toolchain`; what is built is said by `build` and `suite`.

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _};
use std::path::Path;
use std::process::{ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::Result;

use crate::process::Running;
use crate::toolchain::Toolchain;

/// A cargo of the toolchain that the person chose, for native code.
pub fn native(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    clean_environment(&mut command);
    // The artefacts are named by path in spin.toml and in the tests: they are always under `target`,
    // whatever the person's own cargo configuration says.
    command
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"));
    command
}

/// A cargo of the toolchain that has the wasm targets.
pub fn wasm(root: &Path, toolchain: Toolchain) -> Command {
    let mut command = native(root);
    if let Some(name) = toolchain.rustup_name() {
        command.env("RUSTUP_TOOLCHAIN", name);
    }
    command
}

/// A call of a binary of the crate `tests`.
pub fn tool(root: &Path, binary: &str) -> Command {
    binary_of(root, "tests", binary)
}

/// A call of a binary of one of our crates.
pub fn binary_of(root: &Path, package: &str, binary: &str) -> Command {
    let mut command = native(root);
    command.args(["run", "--quiet", "--package", package, "--bin", binary, "--"]);
    command
}

/// Runs cargo to its end.
///
/// On a terminal cargo draws its own progress. Elsewhere its hundreds of `Compiling` lines are summed up in
/// one line every fifteen seconds; warnings, errors and the output of tests always pass.
pub fn run(command: &mut Command) -> Result<()> {
    if io::stderr().is_terminal() {
        return Running::start(command)?.succeed(|_| Ok(()));
    }
    let mut child = Running::start(command.stderr(Stdio::piped()))?;
    let progress = Arc::new(Mutex::new(Progress::default()));
    let finished = child
        .take_stderr()
        .map(|stderr| summarise(stderr, Arc::clone(&progress)));
    let mut announced = Duration::ZERO;
    let result = child.succeed(|elapsed| {
        if elapsed >= announced + HEARTBEAT {
            announced = elapsed;
            let progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
            eprintln!("      {} s{progress}", elapsed.as_secs());
        }
        Ok(())
    });
    // Whatever cargo said last must come before our own verdict. A process that cargo left behind may hold
    // the pipe open, so the wait is bounded.
    if let Some(finished) = finished {
        let _ = finished.recv_timeout(Duration::from_secs(2));
    }
    result
}

/// Removes what a cargo that runs us has set for us, and would pin its own toolchain on our children.
///
/// `RUSTUP_TOOLCHAIN` stays: it is what the person chose with `cargo +name xtask`.
pub fn clean_environment(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if is_inherited_from_cargo(&name) {
            command.env_remove(name);
        }
    }
}

/// How often the progress is said where there is no terminal.
const HEARTBEAT: Duration = Duration::from_secs(15);

fn is_inherited_from_cargo(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let is_the_persons_own = ["CARGO_HOME", "CARGO_INCREMENTAL"].contains(&name)
        || [
            "CARGO_TERM_",
            "CARGO_NET_",
            "CARGO_HTTP_",
            "CARGO_REGISTR",
            "CARGO_BUILD_JOBS",
        ]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    let is_cargos = name == "CARGO" || name.starts_with("CARGO_");
    let is_rustcs = name == "RUSTC" || name == "RUSTDOC" || name.starts_with("RUSTC_");
    (is_cargos && !is_the_persons_own) || is_rustcs
}

/// What cargo has said of its progress.
#[derive(Debug, Default)]
struct Progress {
    crates: usize,
    last: String,
}

impl std::fmt::Display for Progress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.crates {
            0 => Ok(()),
            crates => write!(formatter, ", {crates} crates so far, now {}", self.last),
        }
    }
}

impl Progress {
    /// Takes a line in, if it is one of progress.
    fn absorbs(&mut self, line: &str) -> bool {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Compiling" | "Checking" | "Documenting") => {
                self.crates += 1;
                words.next().unwrap_or_default().clone_into(&mut self.last);
                true
            }
            Some("Blocking" | "Locking" | "Downloading" | "Downloaded" | "Updating" | "Adding" | "Fresh") => {
                true
            }
            Some("Finished") => line.contains("profile"),
            _ => false,
        }
    }
}

/// Reads what cargo says until it ends, which the receiver is then told.
fn summarise(stderr: ChildStderr, progress: Arc<Mutex<Progress>>) -> mpsc::Receiver<()> {
    let (done, finished) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if !progress
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .absorbs(&line)
            {
                eprintln!("{line}");
            }
        }
        // Nobody listens any more when the wait was given up.
        let _ = done.send(());
    });
    finished
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{Progress, is_inherited_from_cargo};

    #[test]
    fn what_cargo_sets_is_cleared_and_what_the_person_sets_is_kept() {
        for cleared in [
            "CARGO",
            "CARGO_MANIFEST_DIR",
            "CARGO_PKG_NAME",
            "CARGO_TARGET_DIR",
            "RUSTC",
            "RUSTC_WRAPPER",
        ] {
            assert!(is_inherited_from_cargo(OsStr::new(cleared)), "{cleared}");
        }
        for kept in [
            "CARGO_HOME",
            "CARGO_TERM_COLOR",
            "CARGO_HTTP_CAINFO",
            "RUSTFLAGS",
            "RUSTUP_TOOLCHAIN",
            "PATH",
        ] {
            assert!(!is_inherited_from_cargo(OsStr::new(kept)), "{kept}");
        }
    }

    #[test]
    fn progress_is_summed_up_and_the_rest_passes() {
        let mut progress = Progress::default();
        assert!(progress.absorbs("   Compiling serde v1.0.229"));
        assert!(progress.absorbs("   Compiling leptos v0.8.23"));
        assert!(progress.absorbs("    Finished `dev` profile [unoptimized] target(s) in 1.2s"));
        assert!(!progress.absorbs("warning: unused variable"));
        assert!(!progress.absorbs(""));
        assert_eq!(progress.to_string(), ", 2 crates so far, now leptos");
    }
}
