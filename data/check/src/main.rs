//! `check-data`: reads the contracts that people write in `data/contrats`, or in a folder of their own, and says each
//! fault with its file, line, field and reason.
//!
//! It decides no rule, `shared` does, and it changes no file.

mod faults;
mod folder;
mod lines;
mod shape;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use shared::message::Lang;

use folder::Summary;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(summary) if summary.faults == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Checks the contracts of a folder: says each fault with its file, line, field and reason.
#[derive(Debug, Parser)]
#[command(name = "check-data")]
struct Arguments {
    /// A contract's file, or the folder, each of whose .toml files is a contract.
    #[arg(default_value = "data/contrats")]
    path: PathBuf,
    /// The language of the faults.
    #[arg(long, value_enum, default_value = "fr")]
    lang: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Fr,
    En,
}

fn run(arguments: &Arguments) -> Result<Summary> {
    let lang = match arguments.lang {
        Language::Fr => Lang::Fr,
        Language::En => Lang::En,
    };
    let mut summary = Summary::default();
    for path in folder::contrats(&arguments.path)? {
        let checked = folder::check(&path)?;
        for fault in &checked.faults {
            println!("{}:{}", path.display(), fault.in_lang(lang));
        }
        summary.add(&checked);
    }
    println!("{}", words::summary(&summary).in_lang(lang));
    Ok(summary)
}
