//! From the text of a file to the struct that `shared` checks. It tells every field that is unknown or of the wrong
//! kind: the reader of TOML stops at the first, so what is at fault is taken out and the rest is read again.

use std::ops::Range;

use serde::Deserialize as _;
use shared::contrat::{FieldPath, WrittenContrat};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use crate::faults::Fault;
use crate::lines::Lines;
use crate::words;

/// What was read of a file whose TOML is right.
#[derive(Debug)]
pub struct Read<'i> {
    /// The fields that could be read.
    pub file: WrittenContrat,
    /// The text as a tree, with the place of each value.
    pub tree: Spanned<DeTable<'i>>,
    /// Faults of form, each with the way to its field.
    pub faults: Vec<(String, Fault)>,
}

impl Read<'_> {
    /// Whether a field is at fault already, or inside one that is: what the rules say of it would be an echo.
    pub fn covers(&self, path: &FieldPath) -> bool {
        let path = path.to_string();
        self.faults.iter().any(|(fault, _)| {
            path.strip_prefix(fault.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }
}

/// Reads a text.
///
/// # Errors
/// Every fault of syntax: nothing else can be said of such a file.
pub fn read<'i>(text: &'i str, lines: &Lines) -> Result<Read<'i>, Vec<Fault>> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| syntax_fault(error, lines)).collect());
    }
    let mut pruned = tree.clone();
    let mut faults = Vec::new();
    loop {
        let error = match WrittenContrat::deserialize(Deserializer::from(pruned.clone())) {
            Ok(file) => return Ok(Read { file, tree, faults }),
            Err(error) => error,
        };
        let span = error.span().unwrap_or_default();
        let Some(field) = take_out(&mut pruned, &span, &error) else {
            // Not a place of the tree: it is told, and nothing more can be.
            let mut told: Vec<Fault> = faults.into_iter().map(|(_, fault)| fault).collect();
            told.push(syntax_fault(&error, lines));
            return Err(told);
        };
        let fault = Fault {
            line: lines.at(span.start),
            field: field.clone(),
            reason: words::wrong_form(error.message()),
        };
        faults.push((field, fault));
    }
}

fn syntax_fault(error: &Error, lines: &Lines) -> Fault {
    Fault {
        line: lines.at(error.span().unwrap_or_default().start),
        field: String::new(),
        reason: words::not_toml(error.message()),
    }
}

/// Takes the field of that span out of the tree, and says the way to it.
fn take_out(tree: &mut Spanned<DeTable<'_>>, span: &Range<usize>, error: &Error) -> Option<String> {
    take_out_of_table(tree.get_mut(), "", span, error)
}

fn take_out_of_table(
    table: &mut DeTable<'_>,
    path: &str,
    span: &Range<usize>,
    error: &Error,
) -> Option<String> {
    let mut found = None;
    for (key, value) in table.iter_mut() {
        let path = match path {
            "" => key.get_ref().to_string(),
            path => format!("{path}.{}", key.get_ref()),
        };
        // A value inside has the span of its own: the deepest one is at fault.
        if let Some(inside) = take_out_of_value(value.get_mut(), &path, span, error) {
            return Some(inside);
        }
        if key.span() == *span || value.span() == *span {
            found = Some((key.clone(), path));
            break;
        }
    }
    let (key, path) = found?;
    table.remove(&key);
    Some(path)
}

fn take_out_of_value(
    value: &mut DeValue<'_>,
    path: &str,
    span: &Range<usize>,
    error: &Error,
) -> Option<String> {
    match value {
        DeValue::Table(table) => take_out_of_table(table, path, span, error),
        DeValue::Array(items) => items.iter_mut().enumerate().find_map(|(place, item)| {
            let path = format!("{path}[{}]", place + 1);
            if let Some(inside) = take_out_of_value(item.get_mut(), &path, span, error) {
                return Some(inside);
            }
            if item.span() != *span {
                return None;
            }
            // The others keep their places: something empty of the right kind takes this one.
            *item.get_mut() = if error.message().ends_with("expected a string") {
                DeValue::String("".into())
            } else {
                DeValue::Table(DeTable::new())
            };
            Some(path)
        }),
        _ => None,
    }
}
