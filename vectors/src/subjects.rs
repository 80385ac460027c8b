//! What is asked of the domain: one module for each part of it, one file of cases for each question.

mod amounts;
mod ids;
mod periods;

use crate::case::Asked;

/// Asks everything, in the order of this list.
pub fn answer_all() -> Vec<Asked> {
    [ids::ask_all(), amounts::ask_all(), periods::ask_all()]
        .into_iter()
        .flatten()
        .collect()
}
