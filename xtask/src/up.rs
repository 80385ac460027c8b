//! `cargo xtask up`: builds everything, starts the application and says when it answers.
//!
//! It runs the application for its developers. In production the platform runs it, from the same spin.toml.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::build::{self, Workshop};
use crate::process::{self, Interrupted, Running};
use crate::secrets::{self, Variables};
use crate::steps::Steps;
use crate::{cargo, packages};

/// How the application is started.
#[derive(Debug)]
pub struct Options {
    pub port: u16,
    /// Relative to the workspace.
    pub state_dir: PathBuf,
    pub runner: Runner,
}

/// What runs the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// The local host of this workspace.
    Host,
    /// The `spin` found on PATH.
    SpinCli,
}

/// Builds, starts, and stays until the application ends or we are asked to stop.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    // Whatever would make the start fail is said before the minutes of building.
    check_port(options.port)?;
    check_runner(options.runner)?;

    let mut steps = Steps::of(build::STEPS + if options.runner == Runner::Host { 2 } else { 1 });
    let workshop = Workshop::open(root, &mut steps)?;
    workshop.application(&mut steps)?;
    if options.runner == Runner::Host {
        steps.run("local host", || workshop.host())?;
    }
    let variables = secrets::variables(&root.join(&options.state_dir))?;
    let mut application = steps.run("start", || start(root, options, &variables))?;

    eprint!("{}", steps.table());
    if let Some(file) = &variables.agents_file {
        eprintln!("{}", how_to_be_an_agent(options.port, file));
    }
    eprintln!("the demo is at /, the description of the API at /api/");
    println!("ready http://127.0.0.1:{}", options.port);
    stay(&mut application)
}

/// How long the application may take to answer its first request.
const START_PATIENCE: Duration = Duration::from_mins(1);

const TICK: Duration = Duration::from_millis(50);

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!("cannot listen on 127.0.0.1:{port} ({error}): choose another port with --port"),
    }
}

fn check_runner(runner: Runner) -> Result<()> {
    if runner == Runner::SpinCli && !packages::is_on_path("spin") {
        bail!(
            "there is no `spin` on PATH: install the Spin CLI (https://spinframework.dev), or leave out --spin \
             to run on the local host"
        );
    }
    Ok(())
}

fn start(root: &Path, options: &Options, variables: &Variables) -> Result<Running> {
    let mut command = match options.runner {
        Runner::Host => Command::new(root.join("target/host/host")),
        Runner::SpinCli => Command::new("spin"),
    };
    cargo::clean_environment(&mut command);
    command
        .current_dir(root)
        .args([
            "up",
            "--from",
            "spin.toml",
            "--listen",
            &format!("127.0.0.1:{}", options.port),
            "--state-dir",
        ])
        .arg(&options.state_dir)
        .envs(variables.environment.iter().map(|(name, value)| (name, value)))
        // stdout is kept for the line that says we are ready.
        .stdout(std::io::stderr());
    if matches!(options.runner, Runner::SpinCli) {
        // Spin knows the `default` database only; the host makes a file for each label.
        command.args(["--runtime-config-file", "runtime-config.toml"]);
    }
    let mut application = Running::start(&mut command)?;
    let started = Instant::now();
    while !answers(options.port) {
        if process::interrupted() {
            application.stop()?;
            return Err(Interrupted.into());
        }
        if let Some(status) = application.poll()? {
            bail!("the application ended at once, with {status}");
        }
        if started.elapsed() > START_PATIENCE {
            bail!(
                "the application does not answer 200 at / after {} s",
                START_PATIENCE.as_secs()
            );
        }
        thread::sleep(TICK);
    }
    Ok(application)
}

/// Whether `/` answers 200.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        // In one piece: a server that has read the first of several may close on the rest, and lose its answer.
        let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut start = [0; "HTTP/1.1 200".len()];
        stream.read_exact(&mut start)?;
        Ok(&start == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

fn stay(application: &mut Running) -> Result<()> {
    loop {
        if process::interrupted() {
            application.stop()?;
            eprintln!("stopped");
            return Ok(());
        }
        if let Some(status) = application.poll().context("the application was lost")? {
            bail!("the application ended by itself, with {status}");
        }
        thread::sleep(TICK);
    }
}

fn how_to_be_an_agent(port: u16, file: &Path) -> String {
    format!(
        "Agents of this machine, with their keys: {file}\n\
         To act as one:\n  \
         curl -H \"Authorization: Bearer $KEY\" http://127.0.0.1:{port}/api/v1/instruction/dossiers",
        file = file.display()
    )
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use super::{answers, check_port};

    fn answers_to(response: &'static str) -> anyhow::Result<bool> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let server = thread::spawn(move || -> std::io::Result<()> {
            let (mut stream, _) = listener.accept()?;
            let _ = stream.read(&mut [0; 1024])?;
            stream.write_all(response.as_bytes())
        });
        let answer = answers(port);
        server.join().ok();
        Ok(answer)
    }

    #[test]
    fn only_200_counts_as_an_answer() -> anyhow::Result<()> {
        assert!(answers_to("HTTP/1.1 200 OK\r\n\r\n")?);
        assert!(!answers_to("HTTP/1.1 500 Internal Server Error\r\n\r\n")?);
        assert!(!answers_to("HTTP")?);
        Ok(())
    }

    #[test]
    fn a_busy_port_is_refused_with_the_way_out() -> anyhow::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let refusal = check_port(listener.local_addr()?.port());
        assert!(refusal.is_err_and(|error| error.to_string().ends_with("choose another port with --port")));
        Ok(())
    }
}
