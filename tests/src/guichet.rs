//! The application under test, on the local host: started on a free port with a database of its own, killed without
//! warning, started again where it was.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::{Client, agents, artefacts};

/// A running application and its state. Dropping it kills the one and removes the other, unless the state was there
/// before.
#[derive(Debug)]
pub struct Guichet {
    process: Process,
    manifest: PathBuf,
    variables: Vec<(String, String)>,
    state: State,
    port: u16,
}

impl Guichet {
    /// Starts the application as `spin.toml` describes it, with an empty database.
    pub fn start() -> Result<Self> {
        Self::start_from(&artefacts::manifest())
    }

    /// Starts what another manifest describes.
    pub fn start_from(manifest: &Path) -> Result<Self> {
        Self::start_from_with(manifest, &[])
    }

    /// Starts the application with values of its variables besides those that every test needs.
    pub fn start_with(variables: &[(&str, &str)]) -> Result<Self> {
        Self::start_from_with(&artefacts::manifest(), variables)
    }

    /// Starts what another manifest describes, with values of its variables.
    pub fn start_from_with(manifest: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let state = tempfile::Builder::new().prefix("guichet-").tempdir()?;
        Self::start_on(State::Temporary(state), manifest, owned(variables))
    }

    /// Starts what another manifest describes on a folder that stays, with what it holds.
    pub fn start_in(folder: &Path, manifest: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        Self::start_on(State::Kept(folder.to_path_buf()), manifest, vec![])
    }

    fn start_on(state: State, manifest: &Path, variables: Vec<(String, String)>) -> Result<Self> {
        let (process, port) = Process::start(manifest, &variables, state.path(), 0)?;
        Ok(Self {
            process,
            manifest: manifest.to_path_buf(),
            variables,
            state,
            port,
        })
    }

    /// Kills the application, with no chance to finish anything.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it again as [`Guichet::restart`] does, with other values of its variables.
    pub fn restart_with(&mut self, variables: &[(&str, &str)]) -> Result<()> {
        self.variables = owned(variables);
        self.restart()
    }

    /// Starts it again on the same database and the same port: an open page goes on working.
    pub fn restart(&mut self) -> Result<()> {
        self.kill();
        let asked = Instant::now();
        loop {
            match Process::start(&self.manifest, &self.variables, self.state.path(), self.port) {
                Ok((process, _port)) => {
                    self.process = process;
                    return Ok(());
                }
                // Another program may use the port for an instant, as the near end of a connection.
                Err(_) if asked.elapsed() < PORT_PATIENCE => thread::sleep(TICK),
                Err(error) => return Err(error),
            }
        }
    }

    /// The number of its process.
    pub fn process_id(&self) -> u32 {
        self.process.0.id()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// Where it is, without a final slash.
    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client::new(&self.base())
    }

    /// All that it has said on stderr, over its restarts.
    pub fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.state.path().join(LOG))?)
    }

    /// The folder of all that it keeps: its database and its log.
    pub fn state_folder(&self) -> &Path {
        self.state.path()
    }
}

/// Long enough to compile every component on a slow machine: the first start after a build does.
const START_PATIENCE: Duration = Duration::from_secs(120);
const PORT_PATIENCE: Duration = Duration::from_secs(5);
const TICK: Duration = Duration::from_millis(20);

const LOG: &str = "host.log";

/// The key of the access codes, for tests only.
pub const CODE_KEY: &str = "cle-des-codes-pour-les-essais-0123456789";

/// The key of the receipts, for tests only: that of RFC 8037, appendix A.1.
pub const SIGNING_KEY: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

/// The key that checks what it signs.
pub const PUBLIC_KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

/// Tests ask nobody outside: a register is one of theirs, or there is none.
pub const NO_REGISTRY: &str = "https://register.invalid";

/// The folder of an application.
#[derive(Debug)]
enum State {
    Temporary(TempDir),
    Kept(PathBuf),
}

impl State {
    fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

fn owned(variables: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = variables.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[derive(Debug)]
struct Process(Child);

impl Process {
    /// Starts the host and waits until it says where it listens.
    fn start(
        manifest: &Path,
        variables: &[(String, String)],
        state: &Path,
        port: u16,
    ) -> Result<(Self, u16)> {
        let log = File::options().create(true).append(true).open(state.join(LOG))?;
        let child = Command::new(artefacts::host()?)
            .args(["up", "--from"])
            .arg(manifest)
            .args(["--listen", &format!("127.0.0.1:{port}"), "--state-dir"])
            .arg(state)
            .env("SPIN_VARIABLE_CODE_KEY", CODE_KEY)
            .env("SPIN_VARIABLE_AGENT_KEYS", agents::variable())
            .env("SPIN_VARIABLE_ENTREPRISE_REGISTRY", NO_REGISTRY)
            .env("SPIN_VARIABLE_RECEIPT_SIGNING_KEY", SIGNING_KEY)
            .envs(variables.iter().map(|(name, value)| {
                let name = format!("SPIN_VARIABLE_{}", name.to_ascii_uppercase());
                (name, value)
            }))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .context("the local host cannot be started")?;
        let mut process = Self(child);
        if let Ok(port) = process.announced_port().recv_timeout(START_PATIENCE) {
            return Ok((process, port));
        }
        let said = fs::read_to_string(state.join(LOG)).unwrap_or_default();
        bail!("the local host does not serve {}: {said}", manifest.display())
    }

    /// Reads what the host prints until it says where it serves. The reader then lives as long as the host, whose
    /// stdout stays open.
    fn announced_port(&mut self) -> mpsc::Receiver<u16> {
        let (sender, receiver) = mpsc::channel();
        if let Some(stdout) = self.0.stdout.take() {
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let port = line
                        .strip_prefix("Serving http://127.0.0.1:")
                        .and_then(|port| port.trim_end_matches('/').parse().ok());
                    if let Some(port) = port {
                        // Nobody listens any more when the wait was given up.
                        let _ = sender.send(port);
                    }
                }
            });
        }
        receiver
    }

    fn kill(&mut self) {
        // The only failure is a process that has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
