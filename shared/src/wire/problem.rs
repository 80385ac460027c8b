//! Errors on the wire: problem details (RFC 9457) that name each field at fault, in both languages. It does not
//! decide statuses: each function maps its own errors.

use serde::{Deserialize, Serialize};

use crate::message::{Lang, Message};

/// The body of every answer that is not a success, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Problem {
    /// Stable name of the kind of problem, a relative URI: `/problems/invalid-fields`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem it is, in the language of the answer.
    pub title: String,
    /// The HTTP status again, for logs.
    pub status: u16,
    /// What happened and what to do, in the language of the answer.
    pub detail: String,
    /// The same in French.
    pub detail_fr: String,
    /// The same in English.
    pub detail_en: String,
    /// Each field at fault; empty when the problem is elsewhere.
    #[serde(default)]
    pub errors: Vec<FieldProblem>,
}

/// One field at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FieldProblem {
    /// JSON pointer of the field in the request (RFC 6901); the name of the header or of the parameter, when the
    /// fault is there.
    pub pointer: String,
    /// Stable name of the fault.
    pub code: String,
    /// What is wrong and what to do, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
}

impl FieldProblem {
    /// A fault at a place.
    pub fn new(pointer: impl Into<String>, code: impl Into<String>, message: &Message) -> Self {
        Self {
            pointer: pointer.into(),
            code: code.into(),
            fr: message.in_lang(Lang::Fr).to_owned(),
            en: message.in_lang(Lang::En).to_owned(),
        }
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}
