//! Runs one function of a wasm module in Chromium and prints the text that it gives: how a program of ours is run on the
//! browser's target where it is no component of a page.
//!
//! The module is called from an empty page: nothing is served, and nothing of the widget is loaded.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use clap::Parser;
use serde_json::json;
use tests::Browser;

#[derive(Debug, Parser)]
#[command(
    name = "run-in-browser",
    about = "Runs one function of a wasm module in Chromium."
)]
struct Cli {
    /// The glue that wasm-bindgen made for a page without modules.
    glue: PathBuf,
    /// The wasm file it goes with.
    wasm: PathBuf,
    /// The function, which takes nothing and gives text; or a number of times, when it is timed.
    function: String,
    /// Times the function instead: microseconds for each of so many times, the best of ten runs.
    #[arg(long, value_name = "TIMES")]
    time: Option<u32>,
}

/// The glue is evaluated where it stands: an empty page has no server to import it from. A browser's clock is coarse:
/// a run is many calls.
const CALL: &str = r"
    const [glue, wasm, name, times, done] = arguments;
    const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
    const module = new Function(`${glue}; return wasm_bindgen;`)();
    const time = () => {
        const start = performance.now();
        module[name](times);
        return (performance.now() - start) * 1000 / times;
    };
    const best = () => Math.min(...Array.from({ length: 10 }, time)).toFixed(1);
    module({ module_or_path: bytes })
        .then(() => done({ text: times === null ? module[name]() : `${name}: ${best()} µs\n` }))
        .catch((error) => done({ error: String(error) }));
";

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::parse();
    let glue =
        fs::read_to_string(&cli.glue).with_context(|| format!("cannot read {}", cli.glue.display()))?;
    let wasm = fs::read(&cli.wasm).with_context(|| format!("cannot read {}", cli.wasm.display()))?;
    let browser = Browser::start().await?;
    // The page that a browser starts on forbids WebAssembly.
    browser.goto("about:blank").await?;
    let arguments = vec![
        json!(glue),
        json!(BASE64.encode(wasm)),
        json!(cli.function),
        json!(cli.time),
    ];
    let answer = browser.execute_async(CALL, arguments).await?;
    let text = answer.json()["text"].as_str();
    print!(
        "{}",
        text.with_context(|| format!("it fails: {}", answer.json()["error"]))?
    );
    Ok(())
}
