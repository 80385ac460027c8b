//! Whether the table of rules is true to the code: each test and each file of cases that `docs/rules.md` names exists,
//! and each file of cases is named. Whether a test proves its rule, it cannot tell.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Where the table is, from the root.
const TABLE: &str = "docs/rules.md";
/// Where the files of cases are, from the root.
const CASES: &str = "vectors/cases";

/// What the table names as proof of its rules, and what there is; filled while the sources are read.
pub struct Rules {
    table: String,
    cases: BTreeSet<String>,
    functions: BTreeSet<String>,
}

impl Rules {
    pub fn read(root: &Path) -> Result<Self> {
        let table = fs::read_to_string(root.join(TABLE)).with_context(|| format!("cannot read {TABLE}"))?;
        let entries = fs::read_dir(root.join(CASES)).with_context(|| format!("cannot read {CASES}"))?;
        let mut cases = BTreeSet::new();
        for entry in entries {
            let path = entry?.path();
            if let (Some("toml"), Some(name)) = (extension(&path), path.file_name()) {
                cases.insert(name.to_string_lossy().into_owned());
            }
        }
        Ok(Self::of(table, cases))
    }

    fn of(table: String, cases: BTreeSet<String>) -> Self {
        Self {
            table,
            cases,
            functions: BTreeSet::new(),
        }
    }

    /// Takes in the functions of a Rust file.
    pub fn look_at(&mut self, text: &str) {
        let names = text.split("fn ").skip(1).map(|rest| {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            rest[..end.unwrap_or(rest.len())].to_owned()
        });
        self.functions.extend(names);
    }

    /// What the table names and is not, and which cases it does not name.
    pub fn faults(&self) -> Vec<String> {
        let mut named_cases = BTreeSet::new();
        let mut faults = Vec::new();
        for (line, number) in self.table.lines().zip(1..) {
            for name in code_spans(line) {
                if self.cases.contains(name) {
                    named_cases.insert(name);
                }
            }
            for name in code_spans(tests_of(line)) {
                let is_there = match extension(Path::new(name)) {
                    Some("toml") => self.cases.contains(name),
                    Some(_) => true,
                    None => !is_name_of_test(name) || self.functions.contains(name),
                };
                if !is_there {
                    faults.push(format!("{TABLE}:{number}: nothing is named `{name}` any more"));
                }
            }
        }
        let unnamed = self
            .cases
            .iter()
            .filter(|name| !named_cases.contains(name.as_str()));
        faults.extend(
            unnamed.map(|name| format!("{TABLE}: name `{name}` of {CASES}, in the row of the rule it tries")),
        );
        faults
    }
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

/// The last cell of a row; nothing of any other line.
fn tests_of(line: &str) -> &str {
    let row = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |"));
    row.and_then(|row| row.rsplit(" | ").next()).unwrap_or_default()
}

/// What stands between back-quotes.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Tests are named by a sentence: a path or a type beside them is not one.
fn is_name_of_test(name: &str) -> bool {
    name.contains('_')
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::Rules;

    fn faults(table: &str) -> Vec<String> {
        let cases = ["siret.toml", "naf.toml"].map(str::to_owned).into();
        let mut rules = Rules::of(table.to_owned(), cases);
        rules.look_at("#[test]\nfn numbers_are_read() {}\npub const fn state_of<T>(x: T) {}");
        rules.faults()
    }

    #[test]
    fn what_the_table_names_is_there_and_all_cases_are_named() {
        let table = "Cases in `naf.toml`.\n\n| `Siret` | INSEE | `gone_but_no_test` | `siret.rs`: `numbers_are_read`; `siret.toml` |\n";
        assert_eq!(faults(table), [""; 0]);
    }

    #[test]
    fn a_test_or_a_file_that_is_gone_is_told_with_its_line() {
        let table = "`siret.toml`, `naf.toml`\n| `Siret` | INSEE | – | `numbers_were_read`; `state_of`, `iban.toml` |\n";
        assert_eq!(
            faults(table),
            [
                "docs/rules.md:2: nothing is named `numbers_were_read` any more",
                "docs/rules.md:2: nothing is named `iban.toml` any more",
            ]
        );
    }

    #[test]
    fn cases_that_no_row_names_are_told() {
        assert_eq!(
            faults("| `Siret` | INSEE | – | `siret.toml` |"),
            ["docs/rules.md: name `naf.toml` of vectors/cases, in the row of the rule it tries"]
        );
    }
}
