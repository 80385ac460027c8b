//! One file of cases: what is given, what is expected, and what the domain answers. What a subject means is in
//! `subjects`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A file of `cases`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile<G> {
    case: Vec<Case<G>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case<G> {
    name: String,
    given: G,
    expect: String,
}

/// What the domain says: a line to compare with what is expected, and all the rest it says, which must be the same on
/// every platform too.
#[derive(Debug)]
pub struct Answer {
    pub headline: String,
    pub details: Vec<String>,
}

impl Answer {
    /// An answer that has nothing more to say.
    pub fn line(headline: impl Into<String>) -> Self {
        Self {
            headline: headline.into(),
            details: Vec::new(),
        }
    }

    /// What was read, or the error and the sentence for the person.
    pub fn of<T: ToString, E: std::fmt::Debug>(
        outcome: Result<T, E>,
        message: impl FnOnce(&E) -> shared::message::Message,
    ) -> Self {
        match outcome {
            Ok(value) => Self::line(value.to_string()),
            Err(error) => Self::line(format!("{error:?}")).with(&message(&error)),
        }
    }

    /// The same with a sentence, in both languages.
    #[must_use]
    pub fn with(mut self, message: &shared::message::Message) -> Self {
        use shared::message::Lang;
        self.details.push(format!("fr {}", message.in_lang(Lang::Fr)));
        self.details.push(format!("en {}", message.in_lang(Lang::En)));
        self
    }
}

/// A case that was asked.
#[derive(Debug)]
pub struct Asked {
    pub subject: &'static str,
    pub name: String,
    pub expected: String,
    pub answer: Answer,
}

/// Asks every case of a file where what is given is a text that a person typed.
pub fn ask_typed(subject: &'static str, text: &str, answer: impl Fn(&str) -> Answer) -> Vec<Asked> {
    ask(subject, text, |given: &String| answer(given))
}

/// Asks every case of a file; a file that cannot be read is one case whose answer is the fault.
pub fn ask<G: DeserializeOwned>(
    subject: &'static str,
    text: &str,
    answer: impl Fn(&G) -> Answer,
) -> Vec<Asked> {
    let file: CaseFile<G> = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            return vec![Asked {
                subject,
                name: "the file".to_owned(),
                expected: "cases".to_owned(),
                answer: Answer::line(format!("{error}").replace('\n', " | ")),
            }];
        }
    };
    file.case
        .into_iter()
        .map(|case| Asked {
            subject,
            answer: answer(&case.given),
            name: case.name,
            expected: case.expect,
        })
        .collect()
}
