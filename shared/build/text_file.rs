//! What every text file of `data/` has in common: sentences in two languages, days, amounts, sources; and how each is
//! written as a Rust expression. What a file means is said in the module named after its folder.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::value::Datetime;

/// Why a file stops the build: its name, the key, and the line when it does not parse.
pub type Fault = String;

/// A sentence in the two languages of the product.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    fr: String,
    en: String,
}

/// When something holds: from a day, until a day on which it no longer does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    from: Datetime,
    until: Option<Datetime>,
}

/// The sources of one file, by the key that its other tables name them by.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Sources(BTreeMap<String, SourceTable>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceTable {
    title: String,
    url: String,
    recorded_on: Datetime,
    quote: String,
}

/// Reads every `*.toml` of a folder in the order of their names and gives each to `constant`, which makes Rust of it.
pub fn each_in<T: DeserializeOwned, R>(
    folder: &str,
    constant: impl Fn(&T) -> Result<R, Fault>,
) -> Result<Vec<R>, Fault> {
    println!("cargo::rerun-if-changed={folder}");
    let unreadable = |error: std::io::Error| format!("{folder}: {error}");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths.iter().map(|path| in_file(path, &constant)).collect()
}

fn in_file<T: DeserializeOwned, R>(
    path: &Path,
    constant: impl Fn(&T) -> Result<R, Fault>,
) -> Result<R, Fault> {
    println!("cargo::rerun-if-changed={}", path.display());
    let named = |error: String| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    let file = toml::from_str(&text).map_err(|error| named(error.to_string()))?;
    constant(&file).map_err(named)
}

impl Text {
    /// `Message::fixed(…)`.
    pub fn expression(&self) -> String {
        format!("Message::fixed({:?}, {:?})", self.fr, self.en)
    }
}

impl Validity {
    /// `Period::…(…)`.
    pub fn expression(&self) -> Result<String, Fault> {
        period(&self.from, self.until.as_ref())
    }
}

/// `Period::…(…)`, of at least one day.
pub fn period(from: &Datetime, until: Option<&Datetime>) -> Result<String, Fault> {
    let first = day(from)?;
    match until {
        None => Ok(format!("Period::from({first})")),
        Some(until) if until.date <= from.date => Err(format!(
            "`until = {until}` is not after `from = {from}`: it is the first day on which it no longer holds"
        )),
        Some(until) => Ok(format!("Period::between({first}, {})", day(until)?)),
    }
}

/// What came of a key, its fault after the name of the key.
pub fn within<T>(key: impl Display, outcome: Result<T, Fault>) -> Result<T, Fault> {
    outcome.map_err(|fault| format!("{key}: {fault}"))
}

/// Each table of a list, written one after the other; a fault names the list and its place there: `versions[2]: …`, from 1.
pub fn each<T>(
    key: &str,
    tables: &[T],
    write: impl Fn(&T) -> Result<String, Fault>,
) -> Result<String, Fault> {
    let written: Vec<_> = tables
        .iter()
        .enumerate()
        .map(|(index, table)| within(format_args!("{key}[{}]", index + 1), write(table)))
        .collect::<Result<_, _>>()?;
    Ok(written.join(", "))
}

impl Sources {
    /// `Source { … }`, of the source of that key.
    pub fn expression(&self, key: &str) -> Result<String, Fault> {
        let source = self.0.get(key).ok_or_else(|| format!("no source named {key}"))?;
        Ok(format!(
            "Source {{ title: {:?}, url: {:?}, recorded_on: {}, quote: {:?} }}",
            source.title,
            source.url,
            day(&source.recorded_on)?,
            source.quote,
        ))
    }
}

/// `day(2019, 3, 5)`: the reader of the table has a `const fn day`.
pub fn day(date: &Datetime) -> Result<String, Fault> {
    let date = date.date.ok_or("a date without a day")?;
    Ok(format!("day({}, {}, {})", date.year, date.month, date.day))
}

/// `Euros::from_cents(…)`, of an amount written with two decimals.
pub fn euros(amount: &str) -> Result<String, Fault> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = amount
        .split_once('.')
        .filter(|(whole, decimals)| is_digits(whole) && is_digits(decimals) && decimals.len() == 2)
        .ok_or_else(|| format!("an amount is digits, a point and two decimals: {amount}"))?;
    let cents: u32 = format!("{whole}{decimals}")
        .parse()
        .map_err(|_| format!("not an amount below 42 949 672.96 €: {amount}"))?;
    Ok(format!("Euros::from_cents({})", grouped(cents)))
}

/// `1_234_567`, as the lints ask.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// `Rate::from_basis_points(…)`.
pub fn rate(basis_points: u16) -> Result<String, Fault> {
    if basis_points > 10_000 {
        return Err(format!("a rate above the whole: {basis_points} basis points"));
    }
    Ok(format!("Rate::from_basis_points({basis_points})"))
}
