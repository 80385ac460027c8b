//! Compares a folded query with a name as it is written, folding the name on the way: most names differ
//! within a letter or two, so that folding them first would be most of the cost of a search.
//!
//! It gives a rank and does not order the names of one rank.

use crate::fold::{Folded, fold_each, folded, is_linking};

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
    initial: u8,
}

impl Pattern {
    pub fn new(folded: String) -> Self {
        let initial = folded.bytes().next().unwrap_or(0);
        Self {
            text: folded,
            initial,
        }
    }

    /// How well `name` answers the query; ranks after `worst` are left out.
    pub fn rank(&self, name: &str, worst: Rank) -> Option<Rank> {
        if let Some(rest) = strip(name, &self.text) {
            return Some(if rest.bytes().all(is_separator) {
                Rank::Exact
            } else {
                Rank::Start
            });
        }
        let article = article_length(name);
        if article > 0 && strip(&name[article..], &self.text).is_some() {
            return Some(Rank::Start);
        }
        if worst < Rank::LaterWord {
            return None;
        }
        let mut later = self.words_from_initial(name);
        if later.any(|tail| strip(tail, &self.text).is_some() && !begins_with_linking_word(tail)) {
            return Some(Rank::LaterWord);
        }
        (worst >= Rank::WordsInOrder && self.has_words_in_order(name)).then_some(Rank::WordsInOrder)
    }

    /// What is left of the name from each later word that may begin like the query.
    fn words_from_initial<'a>(&self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let initial = self.initial;
        later_words(name).filter(move |tail| {
            let letter = letter(tail.as_bytes()[0]);
            letter == initial || letter == NOT_ASCII
        })
    }

    fn has_words_in_order(&self, name: &str) -> bool {
        let Some((first, others)) = self.text.split_once(' ') else {
            return false;
        };
        let begins = |tail: &str| strip(tail, first).is_some();
        let mut later = self
            .words_from_initial(name)
            .filter(|tail| begins(tail) && !begins_with_linking_word(tail));
        let Some(mut tail) = begins(name).then_some(name).or_else(|| later.next()) else {
            return false;
        };
        others.split(' ').all(
            |begun| match later_words(tail).find(|tail| strip(tail, begun).is_some()) {
                Some(found) => {
                    tail = found;
                    true
                }
                None => false,
            },
        )
    }
}

/// What follows the folded `query` in `name`, if the name begins with it.
fn strip<'a>(name: &'a str, query: &str) -> Option<&'a str> {
    let bytes = name.as_bytes();
    let query = query.as_bytes();
    let mut read = 0;
    let mut wanted = 0;
    while wanted < query.len() {
        match letter(*bytes.get(read)?) {
            NOT_ASCII => {
                let character = name[read..].chars().next()?;
                read += character.len_utf8();
                wanted += match folded(character) {
                    Folded::One(letter) => same(letter, query[wanted])?,
                    Folded::Two(first, second) => {
                        same(first, query[wanted])?;
                        1 + query
                            .get(wanted + 1)
                            .map_or(Some(0), |next| same(second, *next))?
                    }
                    // No name holds another sign: a test compares each with what it folds to.
                    Folded::Separator | Folded::Nothing => return None,
                };
            }
            SEPARATOR if query[wanted] == b' ' => {
                wanted += 1;
                while bytes.get(read).is_some_and(|byte| is_separator(*byte)) {
                    read += 1;
                }
            }
            letter if letter == query[wanted] => {
                read += 1;
                wanted += 1;
            }
            _ => return None,
        }
    }
    Some(&name[read..])
}

/// One letter read if they are the same.
fn same(letter: char, wanted: u8) -> Option<usize> {
    (letter == char::from(wanted)).then_some(1)
}

/// What is left of a name from each of its words but the first.
fn later_words(name: &str) -> impl Iterator<Item = &str> {
    let mut after_separator = false;
    name.bytes().enumerate().filter_map(move |(start, byte)| {
        let separator = is_separator(byte);
        let begins = after_separator && !separator;
        after_separator = separator;
        begins.then(|| &name[start..])
    })
}

/// Length of the leading article of a name and of the sign after it, 0 if there is none.
fn article_length(name: &str) -> usize {
    ["Le ", "La ", "Les ", "L'"]
        .into_iter()
        .find(|article| name.starts_with(article))
        .map_or(0, str::len)
}

fn begins_with_linking_word(tail: &str) -> bool {
    /// Bytes of the longest linking word.
    const LONGEST: usize = 4;
    let end = tail.bytes().position(is_separator).unwrap_or(tail.len());
    if end > LONGEST {
        return false;
    }
    let mut word = String::with_capacity(LONGEST);
    fold_each(&tail[..end], |letter| word.push(letter));
    is_linking(&word)
}

fn is_separator(byte: u8) -> bool {
    letter(byte) == SEPARATOR
}

/// The lower-case letter of an ASCII byte, or what else it is.
fn letter(byte: u8) -> u8 {
    LETTERS[usize::from(byte)]
}

/// Every other ASCII sign: the names hold no other.
const SEPARATOR: u8 = 0;
/// A part of an accented letter.
const NOT_ASCII: u8 = u8::MAX;

static LETTERS: [u8; 256] = {
    let mut letters = [SEPARATOR; 256];
    let mut byte = 0_u8;
    loop {
        if !byte.is_ascii() {
            letters[byte as usize] = NOT_ASCII;
        } else if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        if byte == u8::MAX {
            break letters;
        }
        byte += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::{Pattern, Rank, strip};
    use crate::fold::fold_letters;
    use crate::tables::communes::names;

    #[test]
    fn a_name_is_ranked() {
        for (query, name, rank) in [
            ("dole", "Dole", Some(Rank::Exact)),
            ("do", "Dole", Some(Rank::Start)),
            ("saint e", "Saint-Étienne", Some(Rank::Start)),
            ("oeui", "Œuilly", Some(Rank::Start)),
            ("o", "Œuilly", Some(Rank::Start)),
            ("havre", "Le Havre", Some(Rank::Start)),
            ("etienne", "Saint-Étienne", Some(Rank::LaterWord)),
            ("chalon saone", "Chalon-sur-Saône", Some(Rank::WordsInOrder)),
            ("sur", "Chalon-sur-Saône", None),
            ("saone chalon", "Chalon-sur-Saône", None),
            ("doles", "Dole", None),
            ("bors", "Bors (Canton)", Some(Rank::Start)),
            ("bors canton", "Bors (Canton)", Some(Rank::Exact)),
        ] {
            assert_eq!(
                Pattern::new(query.to_owned()).rank(name, Rank::WordsInOrder),
                rank,
                "{query} {name}"
            );
        }
    }

    #[test]
    fn ranks_after_the_worst_are_left_out() {
        let pattern = Pattern::new("etienne".to_owned());
        assert_eq!(pattern.rank("Saint-Étienne", Rank::Start), None);
        assert_eq!(pattern.rank("Étienne", Rank::Start), Some(Rank::Exact));
    }

    #[test]
    fn every_name_is_what_it_folds_to() {
        for (name, _) in names() {
            let rest = strip(name, &fold_letters(name));
            assert!(
                rest.is_some_and(|rest| rest.bytes().all(super::is_separator)),
                "{name}"
            );
        }
    }
}
