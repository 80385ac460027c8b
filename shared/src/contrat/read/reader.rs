//! Reads one value at a time and keeps the faults found. It knows no field of the contract.

use chrono::NaiveDate;

use super::limits;
use crate::contrat::error::{ContratError, ContratFault};
use crate::contrat::path::FieldPath;
use crate::contrat::rules;
use crate::money::Euros;
use crate::source::Stated;

/// What a text may hold. Nobody's e-mail address or phone number stands in a contract's file.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A line copied as it is: an id, the name of a body, the title of a page.
    Name,
    /// The number of a sheet.
    Numero,
    /// An address on the web, in which an @ is no e-mail.
    Url,
    /// A line about people, or beside their names.
    Office,
    /// Any other line, which may hold long numbers.
    Line,
    /// A paragraph, which may too.
    Text,
}

impl Form {
    /// How many characters at most.
    const fn max(self) -> usize {
        match self {
            Self::Name | Self::Office | Self::Line => limits::LINE,
            Self::Numero => limits::NUMERO,
            Self::Url => limits::URL,
            Self::Text => limits::TEXT,
        }
    }

    fn check(self, text: &str) -> Result<(), ContratError> {
        match self {
            Self::Name | Self::Numero | Self::Url => Ok(()),
            Self::Office => rules::holds_no_email_or_phone(text),
            Self::Line | Self::Text => rules::holds_no_email(text),
        }
    }
}

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Reader {
    faults: Vec<ContratFault>,
}

impl Reader {
    /// The value, or every fault.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<ContratFault>> {
        if self.faults.is_empty() {
            Ok(value)
        } else {
            Err(self.faults)
        }
    }

    pub fn add(&mut self, path: &FieldPath, error: ContratError) {
        self.faults.push(ContratFault {
            path: path.clone(),
            error,
        });
    }

    /// Notes the fault of a rule, and tells whether it holds.
    pub fn check(&mut self, path: &FieldPath, checked: Result<(), ContratError>) -> bool {
        checked.map_err(|error| self.add(path, error)).is_ok()
    }

    /// A text that must be there.
    pub fn required(&mut self, path: &FieldPath, text: &str, form: Form) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(path, ContratError::Missing);
        }
        self.formed(path, text, form)
    }

    /// A number that must be there.
    pub fn required_number(&mut self, path: &FieldPath, number: Option<u16>) -> Option<u16> {
        if number.is_none() {
            self.add(path, ContratError::Missing);
        }
        number
    }

    /// A text that may be unknown.
    pub fn text(&mut self, path: &FieldPath, text: Option<&String>, form: Form) -> Stated<String> {
        stated(text.map(|text| {
            let text = text.trim();
            if text.is_empty() {
                self.add(path, ContratError::Empty);
            }
            self.formed(path, text, form)
        }))
    }

    /// Texts that may be unknown.
    pub fn texts(
        &mut self,
        path: &FieldPath,
        texts: Option<&Vec<String>>,
        form: Form,
    ) -> Stated<Vec<String>> {
        self.list(texts, |reader, place, text| {
            reader.required(&path.at(place), text, form)
        })
    }

    /// A list that may be unknown, each of its items read in its place.
    pub fn list<B, T>(
        &mut self,
        bodies: Option<&Vec<B>>,
        mut read: impl FnMut(&mut Self, usize, &B) -> T,
    ) -> Stated<Vec<T>> {
        stated(bodies.map(|bodies| {
            bodies
                .iter()
                .enumerate()
                .map(|(place, body)| read(self, place, body))
                .collect()
        }))
    }

    /// A code that must be there.
    pub fn required_choice<T: Copy>(
        &mut self,
        path: &FieldPath,
        text: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            self.add(path, ContratError::Missing);
            return None;
        }
        let found = all.iter().copied().find(|choice| name(*choice) == text);
        if found.is_none() {
            let names: Vec<_> = all.iter().copied().map(name).collect();
            self.add(
                path,
                ContratError::NotAChoice {
                    value: text.to_owned(),
                    choices: names.join(", "),
                },
            );
        }
        found
    }

    /// A code that may be unknown.
    pub fn choice<T: Copy>(
        &mut self,
        path: &FieldPath,
        text: Option<&String>,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Stated<T> {
        match text {
            Some(text) if text.trim().is_empty() => {
                self.add(path, ContratError::Empty);
                Stated::Unknown
            }
            Some(text) => stated(self.required_choice(path, text, all, name)),
            None => Stated::Unknown,
        }
    }

    /// A day that must be there.
    pub fn required_day(&mut self, path: &FieldPath, text: &str) -> Option<NaiveDate> {
        let text = text.trim();
        let day = iso_day(text);
        if text.is_empty() {
            self.add(path, ContratError::Missing);
        } else if day.is_none() {
            self.add(
                path,
                ContratError::NotADate {
                    value: text.to_owned(),
                },
            );
        }
        day
    }

    /// A day that may be unknown.
    pub fn day(&mut self, path: &FieldPath, text: Option<&String>) -> Stated<NaiveDate> {
        match text {
            Some(text) if text.trim().is_empty() => {
                self.add(path, ContratError::Empty);
                Stated::Unknown
            }
            Some(text) => stated(self.required_day(path, text)),
            None => Stated::Unknown,
        }
    }

    /// An amount that must be there, above zero.
    pub fn amount(&mut self, path: &FieldPath, text: &str) -> Option<Euros> {
        let text = text.trim();
        if text.is_empty() {
            self.add(path, ContratError::Missing);
            return None;
        }
        let Ok(amount) = Euros::parse(text) else {
            self.add(
                path,
                ContratError::NotAnAmount {
                    value: text.to_owned(),
                },
            );
            return None;
        };
        self.check(path, rules::amount_is_positive(amount))
            .then_some(amount)
    }

    fn formed(&mut self, path: &FieldPath, text: &str, form: Form) -> String {
        let (count, max) = (text.chars().count(), form.max());
        if max < count {
            self.add(path, ContratError::TooLong { count, max });
        }
        self.check(path, form.check(text));
        text.to_owned()
    }
}

/// What a file states, or leaves out.
pub fn stated<T>(value: Option<T>) -> Stated<T> {
    value.map_or(Stated::Unknown, Stated::Known)
}

/// Reads `YYYY-MM-DD` by hand: chrono's patterns weigh 15 KiB in the browser.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return None;
    }
    NaiveDate::from_ymd_opt(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    )
}
