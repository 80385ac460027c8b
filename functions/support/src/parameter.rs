//! Query parameters as values, or a fault that names the parameter and says what it takes. It knows no route.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use shared::calendar::read_day;
use shared::message::{Lang, Message};

use crate::{Call, Fault};

/// Refuses a parameter of another name, and one that is there twice: what is misspelt or said otherwise elsewhere would
/// be left out of the answer without a word.
///
/// # Errors
/// A 400 that names it, with those that are known when it is none of them.
pub fn only(call: &Call, known: &[&'static str]) -> Result<(), Fault> {
    if let Some(name) = call.query_names().find(|name| !known.contains(name)) {
        return Err(Fault::unknown_parameter(name, known));
    }
    match known.iter().find(|name| call.query_repeats(name)) {
        None => Ok(()),
        Some(name) => Err(Fault::invalid_parameter(
            name,
            "duplicate_parameter",
            Message::fixed(
                "Ce paramètre est donné deux fois. N’en gardez qu’un.",
                "This parameter is given twice. Keep one.",
            ),
        )),
    }
}

/// One choice of a list: its name on the wire and its name for people.
#[derive(Clone, Debug)]
pub struct Choice<T> {
    /// What it stands for.
    pub value: T,
    /// Its name on the wire.
    pub code: &'static str,
    /// Its name for people.
    pub label: Message,
}

/// The choice that a parameter names; nothing without the parameter.
///
/// # Errors
/// A 400 that tells every choice.
pub fn choice<T>(
    call: &Call,
    name: &'static str,
    choices: impl Iterator<Item = Choice<T>>,
) -> Result<Option<T>, Fault> {
    let Some(text) = call.query(name) else {
        return Ok(None);
    };
    let mut said = [Vec::new(), Vec::new()];
    for choice in choices {
        if choice.code == text {
            return Ok(Some(choice.value));
        }
        for (said, lang) in said.iter_mut().zip([Lang::Fr, Lang::En]) {
            said.push(in_words(choice.code, choice.label.in_lang(lang)));
        }
    }
    let [fr, en] = said;
    let message = Message::built(
        format!(
            "Choisissez l’une de ces valeurs\u{a0}: {}.",
            fr.join("\u{202f}; ")
        ),
        format!("Choose one of these values: {}.", en.join("; ")),
    );
    Err(Fault::invalid_parameter(name, "not_a_choice", message))
}

/// The day that a parameter gives; nothing without the parameter.
///
/// # Errors
/// A 400 that shows how a day is written.
pub fn day(call: &Call, name: &'static str) -> Result<Option<NaiveDate>, Fault> {
    let wrong = || {
        Fault::invalid_parameter(
            name,
            "wrong_shape",
            Message::fixed(
                "Indiquez un jour sous la forme AAAA-MM-JJ, par exemple 2026-11-23.",
                "Give a day as YYYY-MM-DD, for example 2026-11-23.",
            ),
        )
    };
    call.query(name)
        .map(|text| read_day(&text).ok_or_else(wrong))
        .transpose()
}

/// How many a parameter asks for, within its range; `default` without the parameter.
///
/// # Errors
/// A 400 that tells the range.
pub fn count(
    call: &Call,
    name: &'static str,
    default: u32,
    range: &RangeInclusive<u32>,
) -> Result<u32, Fault> {
    match call.query(name).map(|text| text.parse()) {
        None => Ok(default),
        Some(Ok(count)) if range.contains(&count) => Ok(count),
        Some(_) => {
            let (least, most) = (range.start(), range.end());
            let message = Message::built(
                format!("Indiquez un nombre de {least} à {most}."),
                format!("Give a number from {least} to {most}."),
            );
            Err(Fault::invalid_parameter(name, "out_of_range", message))
        }
    }
}

fn in_words(code: &str, label: &str) -> String {
    if code == label {
        code.to_owned()
    } else {
        format!("{code} ({label})")
    }
}
