//! The measures of some targets, taken in turn, round after round.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use crate::client::{self, Measure};
use crate::target::Target;

/// How often and how long.
#[derive(Debug)]
pub struct Rounds {
    pub count: usize,
    pub time: Duration,
    pub only: Option<String>,
}

/// How many connections are open at a time.
pub const CONNECTIONS: [usize; 3] = [1, 8, 64];

/// What a target gave, for each number of connections.
#[derive(Debug)]
pub struct Measured {
    pub target: Arc<Target>,
    /// One for each round.
    pub rounds: [Vec<Measure>; CONNECTIONS.len()],
}

impl Rounds {
    /// Measures all targets, the first of them first in each round.
    pub async fn take(&self, targets: &[Arc<Target>]) -> Result<Vec<Measured>> {
        let mut measured: Vec<_> = targets
            .iter()
            .enumerate()
            .filter(|(place, target)| *place == 0 || self.includes(&target.name))
            .map(|(_, target)| Measured {
                target: Arc::clone(target),
                rounds: Default::default(),
            })
            .collect();
        for (place, connections) in CONNECTIONS.into_iter().enumerate() {
            for _ in 0..self.count {
                for one in &mut measured {
                    let measure = client::ask(&one.target, connections, self.time).await?;
                    one.rounds[place].push(measure);
                }
            }
        }
        Ok(measured)
    }

    fn includes(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| name.contains(only))
    }
}
