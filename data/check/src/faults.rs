//! A fault of a file, ready to be shown.

use shared::message::{Lang, Message};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// The way to the field, empty for the file as a whole.
    pub field: String,
    /// What is wrong and what to do.
    pub reason: Message,
}

impl Fault {
    /// `line: field: reason`, or `line: reason`.
    pub fn in_lang(&self, lang: Lang) -> String {
        let Self { line, field, reason } = self;
        let reason = reason.in_lang(lang);
        if field.is_empty() {
            format!("{line}: {reason}")
        } else {
            format!("{line}: {field}: {reason}")
        }
    }
}
