//! Application variables and the templates through which components see them.
//!
//! Values come from `--variable`, else from `SPIN_VARIABLE_<NAME>`, else from the default, as in Spin without a
//! provider configured. Vaults and `.env` files are not read.

pub mod interface;

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

/// A variable of the `[variables]` table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Declaration {
    Required,
    Default(String),
}

/// Text with `{{ variable }}` inside.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Template(Vec<Part>);

/// Why variables cannot be resolved.
#[derive(Debug, Eq, Error, PartialEq)]
pub enum VariablesError {
    #[error("variable name `{name}` {reason}")]
    InvalidName { name: String, reason: &'static str },
    #[error("template `{0}` has a `{{{{` without its `}}}}`")]
    Unclosed(String),
    #[error("variable `{0}` is used but not declared in [variables]")]
    Undeclared(String),
    #[error("variable `{0}` was given by --variable but is not declared in [variables]")]
    Unknown(String),
    #[error(
        "no value for the required variable{} {}; set {} in the environment or use --variable",
        if .0.len() == 1 { "" } else { "s" },
        list(.0.iter().map(|name| format!("`{name}`"))),
        list(.0.iter().map(|name| environment_name(name))),
    )]
    Missing(Vec<String>),
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Part {
    Text(String),
    Variable(String),
}

/// Gives each declared variable its value, or says which have none, all at once.
pub fn resolve_application(
    declared: &BTreeMap<String, Declaration>,
    mut given: BTreeMap<String, String>,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<BTreeMap<String, String>, VariablesError> {
    let mut values = BTreeMap::new();
    let mut missing = Vec::new();
    for (name, declaration) in declared {
        let value = given
            .remove(name)
            .or_else(|| environment(&environment_name(name)));
        let value = value.or_else(|| match declaration {
            Declaration::Default(value) => Some(value.clone()),
            Declaration::Required => None,
        });
        match value {
            Some(value) => drop(values.insert(name.clone(), value)),
            None => missing.push(name.clone()),
        }
    }
    if let Some((name, _)) = given.pop_first() {
        return Err(VariablesError::Unknown(name));
    }
    if missing.is_empty() {
        Ok(values)
    } else {
        Err(VariablesError::Missing(missing))
    }
}

/// Spin's rule for names: they must turn into environment variables and file names without ambiguity.
pub fn check_name(name: &str) -> Result<(), VariablesError> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let reason = if name.is_empty() {
        "is empty"
    } else if !name.chars().all(allowed) {
        "may contain only lower-case letters, digits and underscores"
    } else if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        "must start with a letter"
    } else if name.ends_with('_') {
        "must end with a letter or a digit"
    } else if name.contains("__") {
        "must not contain two underscores in a row"
    } else {
        return Ok(());
    };
    Err(VariablesError::InvalidName {
        name: name.to_owned(),
        reason,
    })
}

impl Template {
    pub fn parse(text: &str) -> Result<Self, VariablesError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, following)) = after.split_once("}}") else {
                return Err(VariablesError::Unclosed(text.to_owned()));
            };
            check_name(name.trim())?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Variable(name.trim().to_owned()));
            rest = following;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    /// The variables named, so that an undeclared one is refused at start and not when first read.
    pub fn check_declared(&self, declared: &BTreeSet<&str>) -> Result<(), VariablesError> {
        for part in &self.0 {
            if let Part::Variable(name) = part
                && !declared.contains(name.as_str())
            {
                return Err(VariablesError::Undeclared(name.clone()));
            }
        }
        Ok(())
    }

    pub fn resolve(&self, values: &BTreeMap<String, String>) -> Result<String, VariablesError> {
        let mut text = String::new();
        for part in &self.0 {
            text += match part {
                Part::Text(text) => text,
                Part::Variable(name) => values
                    .get(name)
                    .ok_or_else(|| VariablesError::Undeclared(name.clone()))?,
            };
        }
        Ok(text)
    }
}

fn environment_name(variable: &str) -> String {
    format!("SPIN_VARIABLE_{}", variable.to_ascii_uppercase())
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared() -> BTreeMap<String, Declaration> {
        BTreeMap::from([
            ("site".into(), Declaration::Default("local".into())),
            ("key".into(), Declaration::Required),
            ("salt".into(), Declaration::Required),
        ])
    }

    fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn the_command_line_wins_over_the_environment_and_it_over_the_default() {
        let environment = |name: &str| match name {
            "SPIN_VARIABLE_KEY" => Some("from env".to_owned()),
            "SPIN_VARIABLE_SALT" => Some("env salt".to_owned()),
            _ => None,
        };
        let values = resolve_application(&declared(), given(&[("key", "from line")]), environment);
        assert_eq!(
            values,
            Ok(given(&[
                ("key", "from line"),
                ("salt", "env salt"),
                ("site", "local")
            ]))
        );
    }

    #[test]
    fn every_missing_variable_is_named() {
        let error =
            resolve_application(&declared(), BTreeMap::new(), |_| None).map_err(|error| error.to_string());
        let expected = "no value for the required variables `key`, `salt`; \
                        set SPIN_VARIABLE_KEY, SPIN_VARIABLE_SALT in the environment or use --variable";
        assert_eq!(error, Err(expected.to_owned()));
    }

    #[test]
    fn a_variable_given_but_not_declared_is_refused() {
        let result = resolve_application(&BTreeMap::new(), given(&[("keey", "x")]), |_| None);
        assert_eq!(result, Err(VariablesError::Unknown("keey".into())));
    }

    #[test]
    fn templates_take_text_around_variables() {
        let values = given(&[("host", "exemple.fr"), ("port", "8080")]);
        for (text, expected) in [
            ("", ""),
            ("plain", "plain"),
            ("{{host}}", "exemple.fr"),
            ("https://{{ host }}:{{ port }}/x", "https://exemple.fr:8080/x"),
        ] {
            let resolved = Template::parse(text).and_then(|template| template.resolve(&values));
            assert_eq!(resolved, Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn broken_templates_are_refused() {
        assert_eq!(
            Template::parse("a {{ b"),
            Err(VariablesError::Unclosed("a {{ b".into()))
        );
        assert!(matches!(
            Template::parse("{{ A }}"),
            Err(VariablesError::InvalidName { .. })
        ));
        let undeclared =
            Template::parse("{{ b }}").and_then(|template| template.check_declared(&BTreeSet::new()));
        assert_eq!(undeclared, Err(VariablesError::Undeclared("b".into())));
    }

    #[test]
    fn names_follow_spin() {
        for name in ["a", "abc", "a1b2c3", "a_1", "a_1_b_3"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for name in ["", "aX", "1bc", "_x", "x.y", "x_", "a__b", "x-y"] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
