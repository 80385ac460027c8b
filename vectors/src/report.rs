//! What came of all cases, as text that can be compared byte by byte, and what is wrong with it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::case::Asked;

/// Every case, in the order of the files.
#[derive(Debug)]
pub struct Report {
    asked: Vec<Asked>,
}

impl Report {
    pub(crate) fn of(asked: Vec<Asked>) -> Self {
        Self { asked }
    }

    /// A line for each case and one, indented, for each thing more that was said of it; then the counts.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut subjects = BTreeSet::new();
        for asked in &self.asked {
            subjects.insert(asked.subject);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{}/{}: {}",
                asked.subject, asked.name, asked.answer.headline
            );
            for detail in &asked.answer.details {
                let _ = writeln!(text, "    {detail}");
            }
        }
        let _ = writeln!(
            text,
            "{} cases of {} subjects, {} at fault",
            self.asked.len(),
            subjects.len(),
            self.faults().len()
        );
        text
    }

    /// The cases whose answer is not the expected one, and the names that are taken twice.
    pub fn faults(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        for asked in &self.asked {
            let name = format!("{}/{}", asked.subject, asked.name);
            if asked.answer.headline != asked.expected {
                faults.push(format!(
                    "{name}\n    expected {}\n    got      {}",
                    asked.expected, asked.answer.headline
                ));
            }
            if !seen.insert(name.clone()) {
                faults.push(format!("{name}: two cases of that name"));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::case::{Answer, Asked};

    fn asked(name: &str, expected: &str) -> Asked {
        Asked {
            subject: "sums",
            name: name.to_owned(),
            expected: expected.to_owned(),
            answer: Answer::line("2"),
        }
    }

    #[test]
    fn a_wrong_answer_and_a_name_taken_twice_are_faults() {
        let report = Report::of(vec![
            asked("1 + 1", "2"),
            asked("1 + 2", "3"),
            asked("1 + 1", "2"),
        ]);
        assert_eq!(
            report.faults(),
            [
                "sums/1 + 2\n    expected 3\n    got      2",
                "sums/1 + 1: two cases of that name"
            ]
        );
        assert!(report.text().ends_with("3 cases of 1 subjects, 2 at fault\n"));
    }

    #[test]
    fn every_case_gets_the_answer_it_must() {
        let faults = crate::run().faults();
        assert!(
            faults.is_empty(),
            "{} at fault\n{}",
            faults.len(),
            faults.join("\n")
        );
    }
}
