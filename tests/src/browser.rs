//! Chromium, driven through its own driver: a fresh profile each time, and nothing left behind.

use std::io::{BufRead as _, BufReader};
use std::ops::Deref;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities as _, LoggingPrefsLogLevel, WebDriver};

/// A browser. Dropping it ends it and removes its profile, whatever it was doing.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    _driver_process: DriverProcess,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser that has never been anywhere.
    pub async fn start() -> Result<Self> {
        let profile = tempfile::Builder::new().prefix("guichet-profile-").tempdir()?;
        let (driver_process, port) = DriverProcess::start()?;
        let mut capabilities = ChromeCapabilities::new();
        for argument in ARGUMENTS {
            capabilities.add_arg(argument)?;
        }
        capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        for log in ["browser", "performance"] {
            capabilities.set_logging_prefs(log, LoggingPrefsLogLevel::All)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .context("Chromium cannot be started")?;
        let browser = Self {
            driver,
            _driver_process: driver_process,
            _profile: profile,
        };
        browser.set_viewport(1280, 800).await?;
        Ok(browser)
    }

    /// Gives pages this much room, in CSS pixels: less than a window may have, too.
    pub async fn set_viewport(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver
            .cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        Ok(())
    }

    /// Writes all pages that will be opened in a language, whatever they say of themselves: before any of their scripts.
    pub async fn speak(&self, lang: &str) -> Result<()> {
        let script = format!(
            "document.addEventListener('readystatechange', \
             () => {{ document.documentElement.lang = '{lang}'; }}, {{ once: true }})"
        );
        let how = json!({ "source": script });
        let cdp = self.driver.cdp();
        cdp.send_raw("Page.enable", json!({})).await?;
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", how).await?;
        Ok(())
    }

    /// Refuses what pages ask for at addresses of these patterns, whoever asks: `*` stands for anything.
    pub async fn refuse(&self, patterns: &[&str]) -> Result<()> {
        let cdp = self.driver.cdp();
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.setBlockedURLs", json!({ "urls": patterns }))
            .await?;
        Ok(())
    }

    /// Takes the network away from pages, or gives it back.
    pub async fn set_network(&self, network: Network) -> Result<()> {
        let is_gone = network == Network::Gone;
        let how =
            json!({ "offline": is_gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        let cdp = self.driver.cdp();
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.emulateNetworkConditions", how).await?;
        Ok(())
    }

    /// Closes the tab, as a person or a phone short of memory does, and opens another one.
    pub async fn kill_tab(&self) -> Result<()> {
        let old = self.driver.window().await?;
        let new = self.driver.new_tab().await?;
        self.driver.switch_to_window(old).await?;
        self.driver.close_window().await?;
        Ok(self.driver.switch_to_window(new).await?)
    }

    /// Leaves the scrollbars out of sight, as a phone does.
    pub async fn hide_scrollbars(&self) -> Result<()> {
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await?;
        Ok(())
    }

    /// A picture, as PNG, of a rectangle of the page: left, top, width, height, beyond what is in sight too.
    pub async fn take_picture(&self, [x, y, width, height]: [i32; 4]) -> Result<Vec<u8>> {
        let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
        let how = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
        let taken = self.driver.cdp().send_raw("Page.captureScreenshot", how).await?;
        let encoded = taken["data"].as_str().context("there is no picture")?;
        Ok(BASE64.decode(encoded)?)
    }

    /// What pages have written to the console since this was last asked, warnings and errors of the browser included.
    pub async fn take_console(&self) -> Result<Vec<String>> {
        let entries = self.driver.get_log("browser").await?;
        let lines = entries
            .into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message));
        Ok(lines.collect())
    }
}

/// Whether there is a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// There is.
    There,
    /// There is none.
    Gone,
}

/// The browser answers to everything that its driver does.
impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver's process is killed next: asking it politely first would only take time. The one failure is a
        // session that has ended already.
        let _ = self.driver.clone().leak();
    }
}

/// No display, no sandbox (containers refuse it), and no call of the browser's own to anybody.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=fr-FR",
];

const START_PATIENCE: Duration = Duration::from_secs(30);

/// The driver and, in the same process group, the browser that it starts.
#[derive(Debug)]
struct DriverProcess(Child);

impl DriverProcess {
    fn start() -> Result<(Self, u16)> {
        let child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("there is no chromedriver on PATH: run `cargo xtask setup`")?;
        let mut process = Self(child);
        let port = process.announced_port().recv_timeout(START_PATIENCE);
        Ok((process, port.context("chromedriver does not say its port")?))
    }

    /// Reads what the driver prints until it says its port, and then lets it print.
    fn announced_port(&mut self) -> mpsc::Receiver<u16> {
        let (sender, receiver) = mpsc::channel();
        if let Some(stdout) = self.0.stdout.take() {
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let port = line.rsplit_once("started successfully on port ");
                    if let Some(port) = port.and_then(|(_, port)| port.trim_end_matches('.').parse().ok()) {
                        // Nobody listens any more when the wait was given up.
                        let _ = sender.send(port);
                    }
                }
            });
        }
        receiver
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            // The only failure is a group that has just ended.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.0.wait();
    }
}
