//! Gives each input that is kept in `fuzz/seeds` to its target: those that were made by hand, those that found a fault, and
//! the smallest of those that fuzzing found to reach new code. It draws no input of its own: `cargo xtask fuzz` does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use fuzz_targets::{ALL, Outcome, Target};

/// The inputs of a target, in the order of their names.
fn seeds((name, _): &Target) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds").join(name);
    let mut seeds = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        seeds.push((path, bytes));
    }
    seeds.sort();
    Ok(seeds)
}

#[test]
fn what_must_hold_holds_of_every_input_that_is_kept() {
    for target in &ALL {
        let outcomes: Vec<_> = seeds(target)
            .unwrap()
            .iter()
            .map(|(path, bytes)| {
                // Told when it fails.
                println!("{}", path.display());
                target.1(bytes)
            })
            .collect();
        // Inputs of one outcome alone would leave half of the target untried.
        for outcome in [Outcome::Accepted, Outcome::Refused] {
            assert!(
                outcomes.contains(&outcome),
                "no input of {} is {outcome:?}",
                target.0
            );
        }
    }
}

#[test]
fn every_beginning_of_an_input_is_borne() {
    for target in &ALL {
        for (path, bytes) in seeds(target)
            .unwrap()
            .iter()
            .filter(|(_, bytes)| bytes.len() <= 2_000)
        {
            println!("{}", path.display());
            for length in (0..bytes.len()).step_by(1 + bytes.len() / 20) {
                let _either = target.1(&bytes[..length]);
            }
        }
    }
}

#[test]
fn inputs_are_small_and_few() {
    for target in &ALL {
        let seeds = seeds(target).unwrap();
        assert!(
            seeds.len() <= 80,
            "{} inputs of {}: keep the telling ones",
            seeds.len(),
            target.0
        );
        for (path, bytes) in seeds {
            assert!(bytes.len() <= 16 * 1024, "{} is large", path.display());
        }
    }
}

#[test]
fn each_target_has_its_binary_and_each_binary_its_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz_targets");
    let mut binaries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let mut targets: Vec<_> = ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    binaries.sort();
    targets.sort();
    assert_eq!(binaries, targets);
}
