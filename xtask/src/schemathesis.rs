//! `cargo xtask schemathesis`: asks the running application thousands of things that its own description allows, and
//! thousands that it forbids, and checks every answer against the description.
//!
//! The cases are drawn by schemathesis, of the Python registry; what it cannot know of the values is in
//! `schemathesis/hooks.py`. What must hold of a parser whatever it is given is asked by `cargo xtask fuzz`.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::process::Running;
use crate::{apt, cargo, digest, process};

/// How much is asked.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// At least so many cases.
    pub cases: u32,
    /// What the cases are drawn from: the same seed gives the same cases.
    pub seed: u32,
}

impl Options {
    /// What every change is held to: a minute.
    pub const BOUNDED: Self = Self {
        cases: FIXED_CASES,
        seed: SEED,
    };
}

/// The seed, unless another one is given.
pub const SEED: u32 = 20_261_123;

/// Installs what is missing, starts the application on a database of its own, asks, and fails when an answer is not as it
/// is described or when too little was asked. The application must be built.
pub fn run(root: &Path, options: Options) -> Result<()> {
    let program = install(root)?;
    let folder = root.join("target/schemathesis");
    let (mut application, base) = start(root, &folder.join("state"))?;
    let asked = ask(root, &program, &folder, &base, options);
    application.stop()?;
    let asked = asked?;
    println!(
        "{asked} cases, seed {}: every answer is as it is described",
        options.seed
    );
    ensure!(
        u64::from(options.cases) <= asked,
        "{asked} cases are fewer than the {} wanted",
        options.cases
    );
    Ok(())
}

/// The packages, each with its version and the digests of its files.
const REQUIREMENTS: &str = include_str!("schemathesis/requirements.txt");

/// The program, in a virtual environment below `target`.
fn install(root: &Path) -> Result<PathBuf> {
    let place = root.join("target/schemathesis/environment");
    let stamp = place.join("requirements.sha256");
    let wanted = digest::sha256(REQUIREMENTS.as_bytes());
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(place.join("bin/schemathesis"));
    }
    let _ = fs::remove_dir_all(&place);
    if process::run(python("python3").args(["-m", "venv"]).arg(&place)).is_err() {
        // Debian keeps the module `venv` apart.
        apt::install(
            &["python3", "python3-venv"],
            "Python 3 and its virtual environments",
        )?;
        process::run(python("python3").args(["-m", "venv"]).arg(&place))?;
    }
    let list = root.join("xtask/src/schemathesis/requirements.txt");
    let mut pip = python(place.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--require-hashes", "--only-binary", ":all:", "--requirement"])
        .arg(list);
    process::run(&mut pip).context("schemathesis could not be installed from the Python registry")?;
    fs::write(&stamp, wanted)?;
    Ok(place.join("bin/schemathesis"))
}

fn python(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    cargo::clean_environment(&mut command);
    command
}

/// Starts the application on a free port; its log is beside its database.
fn start(root: &Path, state: &Path) -> Result<(Running, String)> {
    let _ = fs::remove_dir_all(state);
    fs::create_dir_all(state)?;
    let log = state.join("host.log");
    let mut command = Command::new(root.join("target/host/host"));
    cargo::clean_environment(&mut command);
    command
        .current_dir(root)
        .args([
            "up",
            "--from",
            "spin.toml",
            "--listen",
            "127.0.0.1:0",
            "--state-dir",
        ])
        .arg(state)
        .envs(VARIABLES)
        .env("SPIN_VARIABLE_AGENT_KEYS", agent())
        .stdout(Stdio::piped())
        .stderr(File::create(&log)?);
    let mut application = Running::start(&mut command)?;
    let said = application.take_stdout().context("the host says nothing")?;
    match address(said).recv_timeout(START_PATIENCE) {
        Ok(base) => Ok((application, base)),
        Err(_) => bail!("the application does not start: see {}", log.display()),
    }
}

/// Compiling every component takes that long on a slow machine.
const START_PATIENCE: Duration = Duration::from_mins(2);

/// Keys of these runs, a register that nobody has, no limit to how often a client files; and a proxy, so that each case may
/// come from a client of its own, which has not failed yet.
const VARIABLES: [(&str, &str); 6] = [
    (
        "SPIN_VARIABLE_CODE_KEY",
        "cle-des-codes-pour-les-essais-0123456789",
    ),
    (
        "SPIN_VARIABLE_RECEIPT_SIGNING_KEY",
        "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    ),
    ("SPIN_VARIABLE_ENTREPRISE_REGISTRY", "https://register.invalid"),
    (
        "SPIN_VARIABLE_GUARD_KEY",
        "cle-de-garde-pour-les-essais-0123456789",
    ),
    ("SPIN_VARIABLE_FILING_LIMIT", "0"),
    ("SPIN_VARIABLE_TRUSTED_PROXIES", "1"),
];

/// The key of the agent of the région where the cases are filed.
const AGENT_KEY: &str = "cle-agent-de-bourgogne-franche-comte";

fn agent() -> String {
    format!("essai:27:{}", digest::sha256(AGENT_KEY.as_bytes()))
}

/// Reads what the host prints until it says where it serves, and on to its end, so that it can always print.
fn address(said: std::process::ChildStdout) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            if let Some(base) = line.strip_prefix("Serving ") {
                // Nobody listens any more when the wait was given up.
                let _ = sender.send(base.trim_end_matches('/').to_owned());
            }
        }
    });
    receiver
}

/// Asks, and tells how many cases there were. What the program leaves behind is in the folder.
fn ask(root: &Path, program: &Path, folder: &Path, base: &str, options: Options) -> Result<u64> {
    let report = folder.join("report.json");
    let _ = fs::remove_file(&report);
    let ours = root.join("xtask/src/schemathesis");
    let drawn = options.cases.saturating_sub(FIXED_CASES);
    let examples = (drawn / CASES_OF_AN_EXAMPLE).max(EXAMPLES_MIN);
    let mut command = Command::new(program);
    cargo::clean_environment(&mut command);
    command
        .current_dir(folder)
        .args(["--no-color", "--config-file"])
        .arg(ours.join("schemathesis.toml"))
        .args(["run", &format!("{base}/api/v1/openapi.json")])
        .args(["--checks", "all", "--continue-on-failure"])
        .args(["--seed", &options.seed.to_string()])
        .args(["--max-examples", &examples.to_string()])
        .args(["--report", "json", "--report-json-path"])
        .arg(&report)
        .env("HOOKS", ours.join("hooks.py"))
        .env("AGENT_KEY", AGENT_KEY)
        .env("GUICHET", base)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    process::run(&mut command)?;
    let text = fs::read_to_string(report).context("schemathesis left no report")?;
    count(&serde_json::from_str(&text)?)
}

/// The examples of the description and the edges of its schemas, whatever is drawn besides: some more than that.
const FIXED_CASES: u32 = 2_000;

/// What one more example of each of the thirty operations, and of rows of calls, adds: some more than that.
const CASES_OF_AN_EXAMPLE: u32 = 20;

/// Fewer would hardly follow a link.
const EXAMPLES_MIN: u32 = 10;

/// The number of cases of a run that went to its end and left no operation out.
fn count(report: &Value) -> Result<u64> {
    let number = |pointer: &str| {
        let found = report.pointer(pointer).and_then(Value::as_u64);
        found.with_context(|| format!("the report says nothing at {pointer}"))
    };
    let (selected, total) = (number("/operations/selected")?, number("/operations/total")?);
    ensure!(selected == total, "{selected} operations of {total} were asked");
    ensure!(report["complete"] == true, "the run was not carried to its end");
    number("/test_cases/generated")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{AGENT_KEY, REQUIREMENTS, agent, count};

    #[test]
    fn a_run_that_left_something_out_is_not_counted() {
        let report = |selected, complete| {
            json!({
                "operations": {"total": 30, "selected": selected},
                "complete": complete,
                "test_cases": {"generated": 2_000}
            })
        };
        assert!(count(&report(30, true)).is_ok_and(|cases| cases == 2_000));
        assert!(count(&report(29, true)).is_err());
        assert!(count(&report(30, false)).is_err());
        assert!(count(&json!({})).is_err());
    }

    #[test]
    fn every_package_has_a_version_and_a_digest() {
        let packages = REQUIREMENTS
            .lines()
            .filter(|line| line.contains("==") && !line.starts_with('#'));
        assert!(packages.clone().any(|line| line.starts_with("schemathesis==")));
        for package in packages {
            assert!(package.ends_with('\\'), "{package}");
        }
        assert!(REQUIREMENTS.contains("--hash=sha256:"));
    }

    #[test]
    fn the_agent_is_told_by_a_digest() {
        let agent = agent();
        assert!(agent.starts_with("essai:27:") && !agent.contains(AGENT_KEY));
    }
}
