//! How often a thing is done: what the issue asks for by default, more where a variable of the environment says so.

use anyhow::{Context as _, Result};

/// A number that anyone can change.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    variable: &'static str,
    default: u64,
}

/// How often the host is killed.
pub const KILLS: Count = Count {
    variable: "GUICHET_FAULTS_KILLS",
    default: 100,
};

/// How many keys are sent again and again.
pub const KEYS: Count = Count {
    variable: "GUICHET_FAULTS_KEYS",
    default: 100,
};

/// How often each of them is sent.
pub const SENDINGS: Count = Count {
    variable: "GUICHET_FAULTS_SENDINGS",
    default: 100,
};

/// What chance begins with; 0 for another each time.
const SEED: Count = Count {
    variable: "GUICHET_FAULTS_SEED",
    default: 0,
};

impl Count {
    /// The number.
    pub fn get(self) -> Result<u64> {
        match std::env::var(self.variable) {
            Err(_) => Ok(self.default),
            Ok(text) => text
                .parse()
                .with_context(|| format!("{} is not a number: {text}", self.variable)),
        }
    }
}

/// Whether a disk is to be filled; only a machine that lets nobody mount one should say 0.
pub const SMALL_DISK: Count = Count {
    variable: "GUICHET_FAULTS_SMALL_DISK",
    default: 1,
};

/// Chance, with its seed told so that a run can be made again: cargo shows it when the test fails.
pub fn chance() -> Result<fastrand::Rng> {
    let mut chance = fastrand::Rng::new();
    let seed = match SEED.get()? {
        0 => chance.u64(1..),
        seed => seed,
    };
    println!("{}={seed}", SEED.variable);
    chance.seed(seed);
    Ok(chance)
}
