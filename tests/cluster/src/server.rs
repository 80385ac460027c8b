//! A server: made, started, killed, started again where it was.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use postgres::{Client, NoTls};
use rustix::process::{Pid, Signal, kill_process};

use crate::binaries;
use crate::database::Database;

/// A server and all its databases. Dropping it ends the one and removes the others.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    durability: Durability,
    watch: Watch,
    databases: AtomicU32,
}

/// What a server does about a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// What is committed is on the disk: PostgreSQL as it is in production.
    Full,
    /// Nothing is waited for: several times quicker. What is committed still survives the death of the server, as long
    /// as the machine goes on.
    OfProcess,
}

/// The user who owns the databases; no superuser, as in production.
pub(crate) const USER: &str = "guichet";
/// The password of all users.
pub(crate) const PASSWORD: &str = "mot-de-passe-pour-les-essais";

const SUPERUSER: &str = "postgres";

/// A slow machine may take long to make a cluster; a server that does not start says so at once.
const PATIENCE: Duration = Duration::from_mins(1);
const TICK: Duration = Duration::from_millis(20);

impl Cluster {
    /// The one of this process, which does not wait for the disk: started when first asked for.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn shared() -> Result<&'static Self> {
        static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();
        let shared =
            SHARED.get_or_init(|| Self::start(Durability::OfProcess).map_err(|error| format!("{error:#}")));
        shared.as_ref().map_err(|error| anyhow!("{error}"))
    }

    /// Makes and starts one.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start(durability: Durability) -> Result<Self> {
        // The watch removes it.
        let folder = tempfile::Builder::new().prefix("cluster-").tempdir()?.keep();
        binaries::give(&folder)?;
        let watch = Watch::over(&folder)?;
        make(&folder)?;
        let mut cluster = Self {
            port: free_port()?,
            folder,
            durability,
            watch,
            databases: AtomicU32::new(0),
        };
        cluster.run()?;
        connect_as_superuser(cluster.port)?.batch_execute(&format!(
            "CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'; ALTER ROLE {USER} SET lock_timeout = '5s'"
        ))?;
        Ok(cluster)
    }

    /// A new database, empty.
    ///
    /// # Errors
    /// The server's.
    pub fn create_database(&self) -> Result<Database> {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        Database::create(format!("guichet_{number}"), self.port)
    }

    /// Kills the server, with no chance to finish anything: what it has not written is lost. What serves the connections
    /// notices a moment later, and ends too.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&self) -> Result<()> {
        let known = fs::read_to_string(self.data().join("postmaster.pid"))?;
        let pid = known.lines().next().and_then(|line| line.parse().ok());
        let pid = pid.and_then(Pid::from_raw).context("the server has no number")?;
        kill_process(pid, Signal::KILL)?;
        Ok(())
    }

    /// Starts it again on the same port.
    ///
    /// # Errors
    /// When it does not start.
    pub fn restart(&mut self) -> Result<()> {
        self.run()
    }

    /// Runs the server until it accepts connections. One that was killed leaves children, which must end first.
    fn run(&mut self) -> Result<()> {
        let asked = Instant::now();
        loop {
            let command = self.command();
            self.watch.begin(&command)?;
            match self.accepts(asked) {
                Ok(()) => return Ok(()),
                Err(_) if asked.elapsed() < PATIENCE && self.says("is still in use") => {
                    thread::sleep(TICK);
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn accepts(&self, asked: Instant) -> Result<()> {
        loop {
            match connect_as_superuser(self.port) {
                Ok(_client) => return Ok(()),
                Err(error) if PATIENCE < asked.elapsed() || self.watch.has_ended() => {
                    let log = fs::read_to_string(self.folder.join(LOG)).unwrap_or_default();
                    bail!("PostgreSQL does not start: {error:#}\n{log}");
                }
                Err(_) => thread::sleep(TICK),
            }
        }
    }

    fn says(&self, words: &str) -> bool {
        fs::read_to_string(self.folder.join(LOG)).is_ok_and(|log| log.contains(words))
    }

    fn command(&self) -> Vec<String> {
        let settings = [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={}", self.port),
            "unix_socket_directories=".to_owned(),
            "max_connections=200".to_owned(),
            "shared_buffers=32MB".to_owned(),
            match self.durability {
                Durability::Full => "fsync=on".to_owned(),
                Durability::OfProcess => "fsync=off".to_owned(),
            },
        ];
        let mut words: Vec<String> = binaries::as_its_user()
            .iter()
            .map(|word| (*word).to_owned())
            .collect();
        words.push(binaries::path("postgres").display().to_string());
        words.extend(["-D".to_owned(), self.data().display().to_string()]);
        words.extend(
            settings
                .into_iter()
                .flat_map(|setting| ["-c".to_owned(), setting]),
        );
        words
    }

    fn data(&self) -> PathBuf {
        self.folder.join(DATA)
    }
}

const DATA: &str = "data";
const LOG: &str = "log";

/// A connection of who may do anything.
pub(crate) fn connect_as_superuser(port: u16) -> Result<Client> {
    let address = format!(
        "host=127.0.0.1 port={port} dbname=postgres user={SUPERUSER} password={PASSWORD} connect_timeout=10"
    );
    Ok(Client::connect(&address, NoTls)?)
}

/// Makes an empty cluster, which asks everybody for a password.
fn make(folder: &Path) -> Result<()> {
    let password = folder.join("password");
    fs::write(&password, PASSWORD)?;
    binaries::give(&password)?;
    let mut words: Vec<_> = binaries::as_its_user().iter().map(PathBuf::from).collect();
    words.push(binaries::path("initdb"));
    let mut command = Command::new(&words[0]);
    command
        .args(&words[1..])
        .args([
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ])
        .args(["--username", SUPERUSER])
        .arg("--pwfile")
        .arg(&password)
        .arg("--pgdata")
        .arg(folder.join(DATA))
        .current_dir(folder);
    binaries::run(&mut command)?;
    Ok(())
}

/// Another program may take it before the server does: then the server does not start, and says why.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A shell that outlives this process, however it ends, for as long as it takes to end the server and remove the folder:
/// the end of its standard input tells it when.
#[derive(Debug)]
struct Watch {
    shell: Child,
    /// None only while being dropped.
    orders: Option<ChildStdin>,
    /// The file that says that the server has ended.
    ended: PathBuf,
    has_begun: bool,
}

/// Each line of standard input is a command to run; the server of before has ended then. `ended` is there once a server
/// has. One that is only starting may not hear the first order to end.
const WATCH: &str = r#"
trap '' INT TERM HUP
server=
while read -r order; do
    (eval "$order" >>"$1/log" 2>&1; touch "$1/ended") &
    server=$!
done
if [ -n "$server" ]; then
    until [ -e "$1/ended" ]; do
        kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")" 2>/dev/null
        sleep 0.1
    done
fi
# `initdb` may still be at work in it.
until rm -rf "$1" 2>/dev/null; do
    sleep 0.1
done
"#;

impl Watch {
    fn over(folder: &Path) -> Result<Self> {
        let mut shell = Command::new("sh")
            .args(["-c", WATCH, "watch"])
            .arg(folder)
            .stdin(Stdio::piped())
            .spawn()?;
        Ok(Self {
            orders: shell.stdin.take(),
            shell,
            ended: folder.join("ended"),
            has_begun: false,
        })
    }

    /// Begins to run a server, once the one before has ended.
    fn begin(&mut self, words: &[String]) -> Result<()> {
        if self.has_begun {
            let asked = Instant::now();
            while !self.has_ended() {
                if PATIENCE < asked.elapsed() {
                    bail!("the server of before does not end");
                }
                thread::sleep(TICK);
            }
            fs::remove_file(&self.ended)?;
        }
        let quoted: Vec<_> = words
            .iter()
            .map(|word| format!("'{}'", word.replace('\'', r"'\''")))
            .collect();
        let orders = self.orders.as_mut().context("the watch takes no more orders")?;
        writeln!(orders, "{}", quoted.join(" "))?;
        self.has_begun = true;
        Ok(())
    }

    fn has_ended(&self) -> bool {
        self.ended.exists()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.orders.take());
        // The only failure is a shell that has already ended.
        let _ = self.shell.wait();
    }
}
