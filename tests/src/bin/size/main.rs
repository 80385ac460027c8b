//! Measures what a visitor downloads, in a real browser, and what the functions weigh; compares both with
//! `budgets.toml` when asked.
//!
//! Which requests are made is seen in the browser; how large each file is, by asking the application for it as a
//! browser that accepts brotli does. What a journey takes in time is not measured here.

mod budgets;
mod measures;
mod report;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use budgets::Budgets;
use measures::Measures;

#[derive(Debug, Parser)]
#[command(name = "size", about = "Measures what a visitor downloads.")]
struct Cli {
    /// Prints the measures as JSON.
    #[arg(long)]
    json: bool,
    /// Fails when a measure is over its budget.
    #[arg(long)]
    check: bool,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let cli = Cli::parse();
    let budgets = Budgets::read()?;
    let measures = Measures::take().await?;
    if cli.json {
        println!("{}", serde_json::to_string_pretty(&measures)?);
    } else {
        print!("{}", report::table(&measures, &budgets));
    }
    let passed = budgets.passed_by(&measures);
    if !cli.check || passed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    for line in passed {
        eprintln!("over budget: {line}");
    }
    Ok(ExitCode::FAILURE)
}
