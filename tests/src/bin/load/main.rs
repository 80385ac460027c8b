//! Measures the application over HTTP, on the local host, and prints the measures as tables: each against the first of its
//! table, a component that only says hello or does as little, asked in turn with it so that what else the machine does slows
//! both alike.
//!
//! It fails on a wrong answer and on no time: machines differ, and this one may be busy.

mod client;
mod cost;
mod rounds;
mod stage;
mod table;
mod target;

use std::time::Duration;

use anyhow::Result;
use clap::Parser;

use rounds::Rounds;
use stage::Stage;

#[derive(Debug, Parser)]
#[command(name = "load", about = "Measures the application over HTTP.")]
struct Cli {
    /// Dossiers of the large database.
    #[arg(long, default_value_t = 1_000_000)]
    dossiers: u32,
    /// How often each thing is measured.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// How long each time.
    #[arg(long, default_value_t = 400, value_name = "MILLISECONDS")]
    time: u64,
    /// Measures only what has this in its name, and the first of each table.
    #[arg(long)]
    only: Option<String>,
}

/// One thread of the client, so that it leaves the machine's other processors to the host.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let cli = Cli::parse();
    let rounds = Rounds {
        count: cli.rounds,
        time: Duration::from_millis(cli.time),
        only: cli.only,
    };
    let small = Stage::open(SMALL)?;
    print!("{}", table::conditions(&rounds));
    let reads = rounds.take(&target::reads(&small)?).await?;
    print!("{}", table::against_first("Reads", &reads));
    if 0 < cli.dossiers {
        let large = Stage::open(cli.dossiers)?;
        for (name, targets) in target::at_scale(&small, &large)? {
            print!("{}", table::against_first(&name, &rounds.take(&targets).await?));
        }
    }
    let empty = Stage::open_empty()?;
    let writes = rounds.take(&target::writes(&empty)).await?;
    print!("{}", table::against_first("Writes", &writes));
    Ok(())
}

/// Dossiers of the database that all else is measured on.
const SMALL: u32 = 1_000;
