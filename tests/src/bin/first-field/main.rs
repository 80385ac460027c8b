//! How soon the first field of a form can be used on a slow phone: ours, and the same nineteen fields in form engines that
//! others use, served alike, compressed alike, in one run.
//!
//! It fails nothing: times depend on the machine, ratios less so.

mod pages;
mod server;

use anyhow::{Context as _, Result};
use serde_json::json;
use tests::Browser;

use pages::PAGES;
use server::Server;

/// How often each page is opened; the middle time counts.
const RUNS: usize = 5;

/// "Slow 4G" of the browser's own tools: 1.44 Mbit/s, 562 ms from a question to its answer; and a processor four times
/// slower than this one.
const BYTES_A_SECOND: u32 = 180_000;
const LATENCY_MS: u32 = 562;
const CPU_RATE: u32 = 4;

#[tokio::main]
async fn main() -> Result<()> {
    let server = Server::start()?;
    let mut rows = Vec::new();
    for page in &PAGES {
        let mut times = Vec::new();
        let mut bytes = 0;
        for _ in 0..RUNS {
            let (time, transferred) = visit(&server, page.path, page.usable).await?;
            times.push(time);
            bytes = transferred;
        }
        times.sort_by(f64::total_cmp);
        rows.push((page.name, times[RUNS / 2], bytes));
    }
    let fastest_other = rows
        .iter()
        .zip(&PAGES)
        .filter(|(_, page)| !page.is_ours)
        .map(|((_, time, _), _)| *time)
        .fold(f64::INFINITY, f64::min);
    println!(
        "first usable field, slow 4G, processor x{CPU_RATE}, median of {RUNS}; aim: 0.5 of the faster engine"
    );
    for (name, time, bytes) in rows {
        println!(
            "  {name:<40} {time:>6.0} ms  {:>4} KiB  {:.2}",
            bytes / 1024,
            time / fastest_other
        );
    }
    Ok(())
}

/// Opens a page in a browser of its own; when the field could be used, and how many bytes came.
async fn visit(server: &Server, path: &str, usable: &str) -> Result<(f64, u64)> {
    let browser = Browser::start().await?;
    browser.set_viewport(390, 840).await?;
    let cdp = browser.cdp();
    cdp.send_raw("Network.enable", json!({})).await?;
    cdp.send_raw(
        "Network.emulateNetworkConditions",
        json!({
            "offline": false, "latency": LATENCY_MS,
            "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND,
        }),
    )
    .await?;
    cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": CPU_RATE }))
        .await?;
    let watch = format!(
        "const look = () => {{ const field = ({usable})(); \
           if (field && 0 < field.getBoundingClientRect().height) window.usable = performance.now(); \
           else setTimeout(look, 8); }}; look();"
    );
    cdp.send_raw(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": watch }),
    )
    .await?;
    browser.goto(server.address(path)).await?;
    let script = "const done = arguments[arguments.length - 1]; \
        const wait = () => window.usable \
          ? done([window.usable, performance.getEntriesByType('resource').reduce((sum, it) => sum + it.encodedBodySize, 0)]) \
          : setTimeout(wait, 50); wait()";
    browser
        .set_script_timeout(std::time::Duration::from_mins(1))
        .await?;
    let found = browser.execute_async(script, Vec::new()).await?;
    let (time, bytes): (f64, f64) = found.convert().context("the page tells its times")?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of bytes"
    )]
    Ok((time, bytes as u64))
}
