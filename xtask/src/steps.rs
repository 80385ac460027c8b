//! Numbered steps: says which one begins, how long it took, and sums them all up in a table.
//!
//! It does not know what the steps do.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::Result;

/// The steps of one command.
#[derive(Debug)]
pub struct Steps {
    total: usize,
    finished: Vec<Step>,
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

impl Steps {
    /// A command of this many steps.
    pub fn of(total: usize) -> Self {
        Self {
            total,
            finished: Vec::with_capacity(total),
        }
    }

    /// Does a step and records how it ended. An error is for the caller to show.
    pub fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let number = format!("[{}/{}]", self.finished.len() + 1, self.total);
        eprintln!("{number} {name}");
        let started = Instant::now();
        let result = work();
        let time = started.elapsed();
        let outcome = match &result {
            Ok(_) => Outcome::Passed,
            Err(error) => Outcome::Failed(first_line(&format!("{error:#}"))),
        };
        eprintln!("{number} {name}: {} in {}", outcome.word(), in_words(time));
        self.finished.push(Step { name, outcome, time });
        result
    }

    /// Records a step that was not done, and why.
    pub fn skip(&mut self, name: &'static str, reason: String) {
        eprintln!(
            "[{}/{}] {name}: skipped, {reason}",
            self.finished.len() + 1,
            self.total
        );
        self.finished.push(Step {
            name,
            outcome: Outcome::Skipped(reason),
            time: Duration::ZERO,
        });
    }

    /// How the step of this name ended, if it was come to.
    pub fn outcome(&self, name: &str) -> Option<&Outcome> {
        self.finished
            .iter()
            .find(|step| step.name == name)
            .map(|step| &step.outcome)
    }

    /// Whether a step failed.
    pub fn any_failed(&self) -> bool {
        self.finished
            .iter()
            .any(|step| matches!(step.outcome, Outcome::Failed(_)))
    }

    /// Every step with its result and its time.
    pub fn table(&self) -> String {
        let width = self
            .finished
            .iter()
            .map(|step| step.name.len())
            .max()
            .unwrap_or(0);
        let mut table = String::new();
        for Step { name, outcome, time } in &self.finished {
            let reason = match outcome {
                Outcome::Passed => String::new(),
                Outcome::Failed(reason) | Outcome::Skipped(reason) => format!("  {reason}"),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "  {name:width$}  {:7}  {:>10}{reason}",
                outcome.word(),
                in_words(*time)
            );
        }
        let all = self.finished.iter().map(|step| step.time).sum();
        let _ = writeln!(table, "  {:width$}  {:7}  {:>10}", "all", "", in_words(all));
        table
    }

    /// The counts, in the plain form that any reader of test results understands.
    pub fn tally(&self) -> String {
        let count = |word: &str| {
            self.finished
                .iter()
                .filter(|step| step.outcome.word() == word)
                .count()
        };
        let skipped = match count("skipped") {
            0 => String::new(),
            skipped => format!(", {skipped} skipped"),
        };
        format!("{} passed, {} failed{skipped}", count("ok"), count("failed"))
    }
}

impl Outcome {
    fn word(&self) -> &'static str {
        match self {
            Self::Passed => "ok",
            Self::Failed(_) => "failed",
            Self::Skipped(_) => "skipped",
        }
    }
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
}

fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 60.. => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use anyhow::anyhow;

    use super::{Outcome, Steps, in_words};

    #[test]
    fn the_table_says_how_each_step_ended() {
        let mut steps = Steps::of(3);
        assert_eq!(steps.run("fmt", || Ok(3)).ok(), Some(3));
        assert!(
            steps
                .run("build", || Err::<(), _>(anyhow!("no such crate\nmore")))
                .is_err()
        );
        steps.skip("api", "it needs build".to_owned());

        let table = steps.table();
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some("  fmt    ok            0.0 s"));
        assert_eq!(lines.next(), Some("  build  failed        0.0 s  no such crate"));
        assert_eq!(lines.next(), Some("  api    skipped       0.0 s  it needs build"));
        assert_eq!(steps.tally(), "1 passed, 1 failed, 1 skipped");
        assert!(steps.any_failed());
        assert_eq!(steps.outcome("fmt"), Some(&Outcome::Passed));
        assert_eq!(steps.outcome("size"), None);
    }

    #[test]
    fn nothing_skipped_is_not_mentioned() {
        let mut steps = Steps::of(1);
        assert!(steps.run("fmt", || Ok(())).is_ok());
        assert_eq!(steps.tally(), "1 passed, 0 failed");
    }

    #[test]
    fn a_time_is_in_minutes_from_one_minute() {
        assert_eq!(in_words(Duration::from_millis(59_900)), "59.9 s");
        assert_eq!(in_words(Duration::from_secs(125)), "2 min 05 s");
    }
}
