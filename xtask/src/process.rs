//! Child processes: started, waited for, bounded in time, and stopped with us.
//!
//! Each child leads a process group of its own. The terminal's Ctrl-C therefore reaches only us, and we pass
//! it on to the whole group: nothing that a child started (rustc, a browser) outlives the command.
//! What is run, and with which environment, is decided elsewhere.

use std::fmt;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// Makes Ctrl-C and its kin a request that the waiting loops see, instead of an immediate end.
pub fn watch_for_interrupts() -> Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&INTERRUPTED))?;
    }
    Ok(())
}

/// Whether we were asked to stop.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// The error of a work that ended because we were asked to stop.
#[derive(Debug)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// Runs a command to its end and shows what it prints, on stderr: stdout is kept for results.
pub fn run(command: &mut Command) -> Result<()> {
    let child = Running::start(command.stdout(io::stderr()))?;
    child.succeed(|_| Ok(()))
}

/// Runs a command to its end and gives back what it printed on stdout.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start {}", name_of(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} ended with {}: {}",
            name_of(command),
            output.status,
            said.trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A child process and its group. Dropping it ends them all.
#[derive(Debug)]
pub struct Running {
    child: Child,
    name: String,
    started: Instant,
}

impl Running {
    /// Starts a command, without standard input.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = name_of(command);
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("could not start {name}"))?;
        Ok(Self {
            child,
            name,
            started: Instant::now(),
        })
    }

    /// What the child says on stderr, when it was asked for with a pipe.
    pub fn take_stderr(&mut self) -> Option<std::process::ChildStderr> {
        self.child.stderr.take()
    }

    /// What the child says on stdout, when it was asked for with a pipe.
    pub fn take_stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// How the child ended, if it has.
    pub fn poll(&mut self) -> Result<Option<ExitStatus>> {
        self.child
            .try_wait()
            .with_context(|| format!("could not wait for {}", self.name))
    }

    /// Waits for the end, which must be a success.
    ///
    /// `watch` is called again and again with the time spent; its error stops the child.
    pub fn succeed(mut self, mut watch: impl FnMut(Duration) -> Result<()>) -> Result<()> {
        loop {
            if let Some(status) = self.poll()? {
                if interrupted() {
                    return Err(Interrupted.into());
                }
                if !status.success() {
                    bail!("{} ended with {status}", self.name);
                }
                return Ok(());
            }
            if interrupted() {
                self.stop()?;
                return Err(Interrupted.into());
            }
            watch(self.started.elapsed())?;
            thread::sleep(TICK);
        }
    }

    /// Asks the child and its group to end, waits, and ends them by force if they do not.
    pub fn stop(&mut self) -> Result<()> {
        for signal in [Signal::INT, Signal::TERM, Signal::KILL] {
            self.signal(signal);
            let asked = Instant::now();
            while asked.elapsed() < GRACE {
                if self.poll()?.is_some() {
                    return Ok(());
                }
                thread::sleep(TICK);
            }
        }
        bail!("{} does not end", self.name)
    }

    fn signal(&self, signal: Signal) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // The only failure left is a group that has just ended, which is what was wanted.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The leader may have ended and been waited for; what it started may still be there.
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }
}

/// How often a wait looks again.
const TICK: Duration = Duration::from_millis(20);

/// How long a child is given to end after each signal.
const GRACE: Duration = Duration::from_secs(5);

static INTERRUPTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

fn name_of(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let first = command
        .get_args()
        .next()
        .map(|argument| argument.to_string_lossy().into_owned());
    match first {
        Some(first) if !first.starts_with('-') => format!("`{program} {first}`"),
        _ => format!("`{program}`"),
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use anyhow::bail;

    use super::{Running, capture, name_of};

    #[test]
    fn a_watch_that_gives_up_stops_the_child() -> anyhow::Result<()> {
        let started = Instant::now();
        let child = Running::start(Command::new("sleep").arg("60"))?;
        let result = child.succeed(|_| bail!("enough"));
        assert!(result.is_err());
        assert!(started.elapsed() < Duration::from_secs(10));
        Ok(())
    }

    #[test]
    fn a_failure_says_which_command() {
        let error = capture(Command::new("false").arg("-x"))
            .err()
            .map(|error| error.to_string());
        assert!(error.is_some_and(|text| text.starts_with("`false` ended with exit status: 1")));
    }

    #[test]
    fn the_name_holds_the_subcommand_only() {
        assert_eq!(
            name_of(Command::new("cargo").args(["build", "--release"])),
            "`cargo build`"
        );
        assert_eq!(name_of(Command::new("npm").arg("--version")), "`npm`");
    }
}
