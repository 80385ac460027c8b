//! The budgets of `budgets.toml`, and which of them the measures pass.

use std::fs;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use tests::artefacts;

use crate::measures::Measures;

/// Every budget; what each is for is said in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    loader_brotli_bytes: usize,
    unseen_embed_requests: usize,
    finder_brotli_bytes: usize,
    journey_brotli_bytes: usize,
    requests_before_first_call: usize,
    cookies: usize,
    third_party_requests: usize,
    component_bytes: usize,
    components_without_budget: Vec<String>,
}

/// One measure beside its budget.
#[derive(Debug)]
pub struct Line {
    /// The name of the budget, with the component when there are several.
    pub name: String,
    /// What was measured.
    pub measured: usize,
    /// What is allowed.
    pub allowed: usize,
}

impl Budgets {
    /// Reads the file at the root of the workspace.
    pub fn read() -> Result<Self> {
        let path = artefacts::root().join("budgets.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not as expected", path.display()))
    }

    /// Each budget with its measure.
    pub fn lines(&self, measures: &Measures) -> Vec<Line> {
        let line = |name: &str, measured, allowed| Line {
            name: name.to_owned(),
            measured,
            allowed,
        };
        let mut lines = vec![
            line(
                "loader_brotli_bytes",
                measures.loader_brotli_bytes,
                self.loader_brotli_bytes,
            ),
            line(
                "unseen_embed_requests",
                measures.unseen.widget_requests(),
                self.unseen_embed_requests,
            ),
            line(
                "finder_brotli_bytes",
                measures.finder.widget_bytes(),
                self.finder_brotli_bytes,
            ),
            line(
                "journey_brotli_bytes",
                measures.journey.widget_bytes(),
                self.journey_brotli_bytes,
            ),
            line(
                "requests_before_first_call",
                measures.requests_before_first_call,
                self.requests_before_first_call,
            ),
            line("cookies", measures.cookies, self.cookies),
            line(
                "third_party_requests",
                measures.third_party_requests,
                self.third_party_requests,
            ),
        ];
        let limited = measures.components.iter();
        lines.extend(
            limited
                .filter(|(name, _)| !self.components_without_budget.contains(name))
                .map(|(name, bytes)| {
                    line(&format!("component_bytes ({name})"), *bytes, self.component_bytes)
                }),
        );
        lines
    }

    /// The budgets that are passed, in words.
    pub fn passed_by(&self, measures: &Measures) -> Vec<String> {
        let lines = self.lines(measures).into_iter();
        lines
            .filter(|line| line.allowed < line.measured)
            .map(|line| format!("{}: {} for {} allowed", line.name, line.measured, line.allowed))
            .collect()
    }
}
