//! What names a contract and what it speaks of: short texts that people choose, write in files and see in addresses.

use std::fmt;

use crate::message::Message;

/// How many characters such an id has at most.
pub const MAX_ID: usize = 60;

/// The id of a `Contrat`: `vendee-centre-2022-2026`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContratId(String);

impl ContratId {
    /// Reads lower-case letters without accents and digits, in groups joined by one hyphen, 60 characters at
    /// most.
    ///
    /// # Errors
    /// [`ContratIdError`] when it is not of that form.
    ///
    /// ```
    /// use shared::ids::ContratId;
    /// assert_eq!(ContratId::parse("vendee-centre-2022-2026").unwrap().as_str(), "vendee-centre-2022-2026");
    /// assert!(ContratId::parse("Vendée Centre").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, ContratIdError> {
        if is_plain_id(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContratIdError)
        }
    }

    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as it was written, of a file that is refused for it anyway.
    pub(crate) fn as_written(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for ContratId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text has the form of the ids that people choose: of contracts, of parties, of measures.
pub fn is_plain_id(text: &str) -> bool {
    let is_group = |group: &str| {
        !group.is_empty()
            && group
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= MAX_ID && text.split('-').all(is_group)
}

/// A text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the id: it is not lower-case letters, digits and single hyphens, {MAX_ID} at most")]
pub struct ContratIdError;

impl ContratIdError {
    /// What the person who wrote it should do.
    pub const fn message(self) -> Message {
        Message::fixed(
            "Un identifiant s’écrit en minuscules sans accent, chiffres et traits d’union simples, 60 caractères au \
             plus : par exemple vendee-centre-2022-2026.",
            "An id is written with lower-case letters without accents, digits and single hyphens, 60 characters at \
             most: for example vendee-centre-2022-2026.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_groups_joined_by_one_hyphen() {
        for (text, fine) in [
            ("a", true),
            ("cc-vie-et-boulogne", true),
            ("2022", true),
            ("", false),
            ("-a", false),
            ("a-", false),
            ("a--b", false),
            ("A", false),
            ("é", false),
            ("a b", false),
            ("a_b", false),
        ] {
            assert_eq!(ContratId::parse(text).is_ok(), fine, "{text}");
        }
    }

    #[test]
    fn ids_have_at_most_60_characters() {
        for (length, fine) in [(59, true), (60, true), (61, false)] {
            assert_eq!(is_plain_id(&"a".repeat(length)), fine, "{length}");
        }
    }
}
