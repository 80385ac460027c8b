//! Compares a folded query with a folded name.
//!
//! It gives a rank and does not order the names of one rank.

use crate::fold::is_linking;

/// How well a name answers a query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The name is the query.
    Exact,
    /// It begins with the query, its leading article perhaps left out.
    Start,
    /// A later word and what follows begin with the query.
    LaterWord,
    /// It has the words of the query in order, each perhaps unfinished.
    WordsInOrder,
}

/// A folded query.
pub struct Pattern {
    text: String,
}

impl Pattern {
    pub fn new(folded: String) -> Self {
        Self { text: folded }
    }

    #[cfg(feature = "communes")]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How well a folded name answers the query; ranks after `worst` are left out.
    pub fn rank(&self, name: &[u8], worst: Rank) -> Option<Rank> {
        let query = self.text.as_bytes();
        if name.starts_with(query) {
            return Some(if name.len() == query.len() {
                Rank::Exact
            } else {
                Rank::Start
            });
        }
        if without_article(name).is_some_and(|rest| rest.starts_with(query)) {
            return Some(Rank::Start);
        }
        if worst < Rank::LaterWord {
            return None;
        }
        if later_words(name).any(|tail| tail.starts_with(query) && !begins_with_linking_word(tail)) {
            return Some(Rank::LaterWord);
        }
        (worst >= Rank::WordsInOrder && self.is_in_order_in(name)).then_some(Rank::WordsInOrder)
    }

    fn is_in_order_in(&self, name: &[u8]) -> bool {
        let Some((first, others)) = self.text.split_once(' ') else {
            return false;
        };
        let begins = |tail: &[u8]| tail.starts_with(first.as_bytes());
        let mut later = later_words(name).filter(|tail| begins(tail) && !begins_with_linking_word(tail));
        let Some(mut tail) = begins(name).then_some(name).or_else(|| later.next()) else {
            return false;
        };
        others.split(' ').all(|begun| {
            match later_words(tail).find(|tail| tail.starts_with(begun.as_bytes())) {
                Some(found) => {
                    tail = found;
                    true
                }
                None => false,
            }
        })
    }
}

/// What is left of a name from each of its words but the first.
fn later_words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.iter()
        .zip(1..)
        .filter(|(byte, _)| **byte == b' ')
        .map(|(_, next)| &name[next..])
}

/// What follows the leading article of a name, if it has one.
fn without_article(name: &[u8]) -> Option<&[u8]> {
    let rest = name.strip_prefix(b"l")?;
    [b" ".as_slice(), b"e ", b"a ", b"es "]
        .into_iter()
        .find_map(|article| rest.strip_prefix(article))
}

fn begins_with_linking_word(tail: &[u8]) -> bool {
    tail.split(|byte| *byte == b' ')
        .next()
        .and_then(|word| str::from_utf8(word).ok())
        .is_some_and(is_linking)
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Rank};
    use crate::fold::fold_letters;

    #[test]
    fn a_name_is_ranked() {
        for (query, name, rank) in [
            ("dole", "Dole", Some(Rank::Exact)),
            ("do", "Dole", Some(Rank::Start)),
            ("saint e", "Saint-Étienne", Some(Rank::Start)),
            ("oeui", "Œuilly", Some(Rank::Start)),
            ("o", "Œuilly", Some(Rank::Start)),
            ("havre", "Le Havre", Some(Rank::Start)),
            ("hay", "L'Haÿ-les-Roses", Some(Rank::Start)),
            ("eauville", "Leauville", None),
            ("etienne", "Saint-Étienne", Some(Rank::LaterWord)),
            ("chalon saone", "Chalon-sur-Saône", Some(Rank::WordsInOrder)),
            ("sur", "Chalon-sur-Saône", None),
            ("saone chalon", "Chalon-sur-Saône", None),
            ("doles", "Dole", None),
            ("bors", "Bors (Canton)", Some(Rank::Start)),
            ("bors canton", "Bors (Canton)", Some(Rank::Exact)),
        ] {
            assert_eq!(
                Pattern::new(query.to_owned()).rank(fold_letters(name).as_bytes(), Rank::WordsInOrder),
                rank,
                "{query} {name}"
            );
        }
    }

    #[test]
    fn ranks_after_the_worst_are_left_out() {
        let pattern = Pattern::new("etienne".to_owned());
        assert_eq!(pattern.rank(b"saint etienne", Rank::Start), None);
        assert_eq!(pattern.rank(b"etienne", Rank::Start), Some(Rank::Exact));
    }
}
