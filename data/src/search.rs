//! Finds communes as the user types: by the beginning of a name, of a later word, or by postcode.
//!
//! It tolerates accents, case and signs, not spelling mistakes, and it knows nothing of what the user
//! meant: a postcode that several communes share gives them all.

mod pattern;

use std::collections::BinaryHeap;

use crate::commune::Commune;
use crate::fold::{fold, fold_letters, may_be_linking};
use crate::tables::communes as table;
use pattern::{Pattern, Rank};

/// Communes that `query` may be the beginning of, best first, at most `limit`.
///
/// Two to five digits are the beginning of a postcode. Anything else is a name, compared after
/// [`fold`]: names equal to the query come first, then those that begin with it (without their leading
/// article if the query has none), then those with a later word that does, then those with the words of
/// the query in order, each perhaps unfinished ("chalon saone"). Communes of equal rank are ordered by
/// population, the most populous first.
///
/// A query without letters that is no postcode, or of more than 100 characters, finds nothing.
pub fn search_communes(query: &str, limit: usize) -> Vec<Commune> {
    if limit == 0 || query.len() > 4 * LONGEST_QUERY || query.chars().count() > LONGEST_QUERY {
        return Vec::new();
    }
    let mut best = Best::new(limit);
    if let Some(prefix) = CodePostalPrefix::parse(query) {
        for row in table::rows_by_code_postal(prefix.range()) {
            best.add(Rank::Exact, row);
        }
    } else if let Some(query) = NameQuery::parse(query) {
        search_names(&query, &mut best);
    }
    best.into_communes()
}

/// Longest query, in characters: the longest name has 45.
const LONGEST_QUERY: usize = 100;

/// The best communes found so far.
struct Best {
    limit: usize,
    /// Rank, population reversed and row in one number, so that the least is the best.
    keys: BinaryHeap<u64>,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self {
            limit,
            keys: BinaryHeap::new(),
        }
    }

    fn add(&mut self, rank: Rank, row: u16) {
        let population = u64::from(table::population(row).unwrap_or(0));
        let key = (rank as u64) << 48 | (u64::from(u32::MAX) - population) << 16 | u64::from(row);
        if self.keys.len() < self.limit {
            self.keys.push(key);
        } else if let Some(mut worst) = self.keys.peek_mut()
            && key < *worst
        {
            *worst = key;
        }
    }

    /// The worst rank that may still enter.
    fn worst_useful(&self) -> Rank {
        match self.keys.peek() {
            Some(key) if self.keys.len() == self.limit => match key >> 48 {
                0 => Rank::Exact,
                1 => Rank::Start,
                2 => Rank::LaterWord,
                _ => Rank::WordsInOrder,
            },
            _ => Rank::WordsInOrder,
        }
    }

    fn into_communes(self) -> Vec<Commune> {
        let row = |key: u64| u16::try_from(key & u64::from(u16::MAX)).ok();
        self.keys
            .into_sorted_vec()
            .into_iter()
            .filter_map(row)
            .map(Commune::at)
            .collect()
    }
}

/// The beginning of a postcode: 2 to 5 digits, spaces apart.
struct CodePostalPrefix {
    number: u32,
    /// How many postcodes begin with it.
    width: u32,
}

impl CodePostalPrefix {
    fn parse(query: &str) -> Option<Self> {
        let mut number = 0;
        let mut digits = 0;
        for character in query.chars().filter(|character| !character.is_whitespace()) {
            number = number * 10 + character.to_digit(10)?;
            digits += 1;
            if digits > 5 {
                return None;
            }
        }
        let width = 10_u32.pow(5_u32.checked_sub(digits)?);
        (digits >= 2).then_some(Self {
            number: number * width,
            width,
        })
    }

    fn range(&self) -> std::ops::Range<u32> {
        self.number..self.number + self.width
    }
}

/// A name, or the beginning of one.
struct NameQuery {
    pattern: Pattern,
    /// The query with its last word left as it was typed, if that word was "st" or "ste".
    as_typed: Option<Pattern>,
    /// Classes of the initials that a name must have to answer.
    classes: u8,
}

impl NameQuery {
    /// `None` if nothing can be found.
    fn parse(query: &str) -> Option<Self> {
        let folded = fold(query);
        let classes = required_classes(&folded)?;
        let typed = fold_letters(query);
        let last_typed = last_word(&typed);
        let as_typed = ["st", "ste"].contains(&last_typed).then(|| {
            let before = folded.len() - last_word(&folded).len();
            Pattern::new(format!("{}{last_typed}", &folded[..before]))
        });
        Some(Self {
            pattern: Pattern::new(folded),
            as_typed,
            classes,
        })
    }

    /// Ranks after `worst` are left out.
    fn rank(&self, name: &str, worst: Rank) -> Option<Rank> {
        let rank = self.pattern.rank(name, worst);
        let Some(as_typed) = &self.as_typed else {
            return rank;
        };
        match (rank, as_typed.rank(name, worst)) {
            (Some(first), Some(second)) => Some(first.min(second)),
            (first, second) => first.or(second),
        }
    }
}

fn search_names(query: &NameQuery, best: &mut Best) {
    for (row, (name, classes)) in (0..).zip(table::names()) {
        if classes & query.classes == query.classes
            && let Some(rank) = query.rank(name, best.worst_useful())
        {
            best.add(rank, row);
        }
    }
}

/// `None` if no name has a word that begins like one of the query.
///
/// Words that may only link are left out, since the classes of a name leave them out too. The first word
/// is taken whatever it is: a later word that only links is no answer to it.
fn required_classes(folded: &str) -> Option<u8> {
    let mut classes = 0;
    for (rank, word) in folded.split(' ').enumerate() {
        if rank == 0 || !may_be_linking(word) {
            let class = table::initial_class(word.chars().next()?);
            if class == 0 {
                return None;
            }
            classes |= class;
        }
    }
    Some(classes)
}

fn last_word(folded: &str) -> &str {
    folded.rsplit(' ').next().unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::{NameQuery, Rank};
    use crate::fold::{fold, fold_letters, is_linking};
    use crate::tables::communes::names;

    #[test]
    fn the_name_of_every_commune_finds_it() {
        for (name, classes) in names() {
            let query = NameQuery::parse(name).expect("a name holds letters");
            assert_eq!(query.classes & classes, query.classes, "{name}");
            assert!(
                query.rank(name, Rank::WordsInOrder) == Some(Rank::Exact),
                "{name}"
            );
        }
    }

    #[test]
    fn every_significant_word_of_a_name_is_among_its_initials() {
        for (name, classes) in names() {
            for (_, word) in fold(name)
                .split(' ')
                .enumerate()
                .filter(|(rank, word)| *rank == 0 || !is_linking(word))
            {
                let query = NameQuery::parse(word).expect("a word holds letters");
                assert_eq!(query.classes & classes, query.classes, "{word} of {name}");
                let rank = query.rank(name, Rank::WordsInOrder);
                assert!(
                    rank.is_some_and(|rank| rank <= Rank::LaterWord),
                    "{word} of {name}"
                );
            }
        }
    }

    #[test]
    fn no_name_is_written_with_an_abbreviated_saint() {
        // The names are folded letter by letter only.
        for (name, _) in names() {
            assert_eq!(fold(name), fold_letters(name));
        }
    }
}
