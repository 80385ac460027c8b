//! The application under test, on the local host: started on a free port with a database of its own, killed without
//! warning, started again where it was.

use std::ffi::OsString;
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

use crate::backend::{Backup, Database, SQLITE_FILE};
use crate::{Backend, Client, agents, artefacts};

/// A running application and its state. Dropping it kills the one and removes the other, unless the state was there
/// before.
#[derive(Debug)]
pub struct Guichet {
    process: Process,
    manifest: PathBuf,
    variables: Vec<(String, String)>,
    database: Database,
    surroundings: Surroundings,
    state: State,
    port: u16,
}

/// Where and under what the host runs, when a test makes it worse than usual.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The command that runs the host, with its own arguments; none to run it as it is.
    pub wrapper: Vec<OsString>,
    /// Where the databases are kept, when it is not with the log.
    pub databases: Option<PathBuf>,
}

impl Guichet {
    /// Starts the application as its manifest describes it, with an empty database.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// Starts what another manifest describes.
    pub fn start_from(manifest: &Path) -> Result<Self> {
        Self::start_from_with(manifest, &[])
    }

    /// Starts the application with values of its variables besides those that every test needs.
    pub fn start_with(variables: &[(&str, &str)]) -> Result<Self> {
        Self::start_from_with(&Backend::chosen()?.manifest(), variables)
    }

    /// Starts what another manifest describes, with values of its variables.
    pub fn start_from_with(manifest: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let database = Backend::chosen()?.create()?;
        Self::start_over(manifest, variables, database, |_state, _database| Ok(()))
    }

    /// Starts the application on a kind of database, whichever this run is about.
    pub fn start_on(backend: Backend) -> Result<Self> {
        let database = backend.create()?;
        Self::start_over(&backend.manifest(), &[], database, |_state, _database| Ok(()))
    }

    /// Starts the application on a database of a PostgreSQL server, with values of its variables.
    pub fn start_on_server(database: cluster::Database, variables: &[(&str, &str)]) -> Result<Self> {
        let database = Database::Postgres(database);
        Self::start_over(&Backend::Postgres.manifest(), variables, database, |_, _| Ok(()))
    }

    /// Starts the application on what a back-up holds: the one it was made of is not needed any more.
    pub fn restore(backup: &Backup) -> Result<Self> {
        let backend = backup.backend();
        Self::start_over(&backend.manifest(), &[], backend.create()?, |state, database| {
            database.restore(backup, state)
        })
    }

    /// Starts the application with a SQLite file in its state folder that is made beforehand.
    pub fn start_on_file(make: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        Self::start_over(&Backend::Sqlite.manifest(), &[], Database::Sqlite, |state, _| {
            make(&state.join(SQLITE_FILE))
        })
    }

    /// Starts the application on SQLite where a test has made it hard.
    pub fn start_in(surroundings: Surroundings) -> Result<Self> {
        let manifest = Backend::Sqlite.manifest();
        Self::launch(&manifest, &[], Database::Sqlite, surroundings, |_, _| Ok(()))
    }

    fn start_over(
        manifest: &Path,
        variables: &[(&str, &str)],
        database: Database,
        prepare: impl FnOnce(&Path, &Database) -> Result<()>,
    ) -> Result<Self> {
        Self::launch(manifest, variables, database, Surroundings::default(), prepare)
    }

    fn launch(
        manifest: &Path,
        variables: &[(&str, &str)],
        database: Database,
        surroundings: Surroundings,
        prepare: impl FnOnce(&Path, &Database) -> Result<()>,
    ) -> Result<Self> {
        let state = tempfile::Builder::new().prefix("guichet-").tempdir()?;
        prepare(state.path(), &database)?;
        Self::run(
            State::Temporary(state),
            manifest,
            owned(variables),
            database,
            surroundings,
        )
    }

    /// Starts what another manifest describes on SQLite in a folder that stays, with what it holds.
    pub fn start_kept(folder: &Path, manifest: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let state = State::Kept(folder.to_path_buf());
        Self::run(state, manifest, vec![], Database::Sqlite, Surroundings::default())
    }

    fn run(
        state: State,
        manifest: &Path,
        variables: Vec<(String, String)>,
        database: Database,
        surroundings: Surroundings,
    ) -> Result<Self> {
        let given = [database.variables(), variables.clone()].concat();
        let (process, port) = Process::start(manifest, &given, &surroundings, state.path(), 0)?;
        Ok(Self {
            process,
            manifest: manifest.to_path_buf(),
            variables,
            database,
            surroundings,
            state,
            port,
        })
    }

    /// Copies its database while it goes on.
    pub fn back_up(&self) -> Result<Backup> {
        self.database.back_up(self.state.path())
    }

    /// All that it keeps, as bytes in which a text can be looked for: its database and its log.
    pub fn kept_bytes(&self) -> Result<Vec<u8>> {
        self.database.bytes(self.state.path())
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
        let given = [self.database.variables(), self.variables.clone()].concat();
        loop {
            match Process::start(
                &self.manifest,
                &given,
                &self.surroundings,
                self.state.path(),
                self.port,
            ) {
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

    /// The folder of all that it keeps: its log, and its databases unless its surroundings say otherwise.
    pub fn state_folder(&self) -> &Path {
        self.state.path()
    }
}

/// Long enough to compile every component on a slow machine: the first start after a build does.
const START_PATIENCE: Duration = Duration::from_mins(2);
const PORT_PATIENCE: Duration = Duration::from_secs(5);
const TICK: Duration = Duration::from_millis(20);

const LOG: &str = "host.log";

/// The key of the access codes, for tests only.
pub const CODE_KEY: &str = "cle-des-codes-pour-les-essais-0123456789";

/// The key of what guards the filing, for tests only.
pub const GUARD_KEY: &str = "cle-du-guichet-pour-les-essais-0123456789";

/// Tests come from one address and file a lot; those about the limit set another.
const FILING_LIMIT: &str = "1000000";

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

impl Surroundings {
    /// A wrapper takes the place of its own process by the program: the child is the host.
    fn command(&self, program: &Path) -> Command {
        match self.wrapper.as_slice() {
            [] => Command::new(program),
            [wrapper, arguments @ ..] => {
                let mut command = Command::new(wrapper);
                command.args(arguments).arg(program);
                command
            }
        }
    }
}

#[derive(Debug)]
struct Process(Child);

impl Process {
    /// Starts the host and waits until it says where it listens.
    fn start(
        manifest: &Path,
        variables: &[(String, String)],
        surroundings: &Surroundings,
        state: &Path,
        port: u16,
    ) -> Result<(Self, u16)> {
        let log = File::options().create(true).append(true).open(state.join(LOG))?;
        let databases = surroundings.databases.as_deref().unwrap_or(state);
        let child = surroundings
            .command(&artefacts::host()?)
            .args(["up", "--from"])
            .arg(manifest)
            .args(["--listen", &format!("127.0.0.1:{port}"), "--state-dir"])
            .arg(databases)
            .env("SPIN_VARIABLE_CODE_KEY", CODE_KEY)
            .env("SPIN_VARIABLE_GUARD_KEY", GUARD_KEY)
            .env("SPIN_VARIABLE_FILING_LIMIT", FILING_LIMIT)
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
