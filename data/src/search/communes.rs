//! Finds communes by the beginning of a name, of a later word, or by postcode.
//!
//! A postcode that several communes share gives them all: `code_postal.rs` says when that matters.

use std::collections::BinaryHeap;
use std::ops::Range;

use super::pattern::Rank;
use super::query::NameQuery;
use crate::commune::Commune;
use crate::fold::may_be_linking;
use crate::tables::communes::{self as table, FoldedName};

/// Communes that `query` may be the beginning of, best first, at most `limit`.
///
/// Two to five digits are the beginning of a postcode. Anything else is a name, compared after
/// [`fold`](crate::fold::fold): names equal to the query come first, then those that begin with it (without
/// their leading article if the query has none), then those with a later word that does, then those with the
/// words of the query in order, each perhaps unfinished ("chalon saone"). Communes of equal rank are ordered
/// by population, the most populous first.
///
/// A query without letters that is no postcode, or of more than 100 characters, finds nothing.
pub fn search_communes(query: &str, limit: usize) -> Vec<Commune> {
    let Some(name) = NameQuery::parse(query).filter(|_| limit > 0) else {
        return Vec::new();
    };
    let mut best = Best::new(limit);
    if let Some(prefix) = CodePostalPrefix::parse(query) {
        for row in table::rows_by_code_postal(prefix.range()) {
            best.add(Rank::Exact, row);
        }
    } else if let Some(classes) = required_classes(name.folded()) {
        search_names(&name, classes, &mut best);
    }
    best.into_communes()
}

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

    fn range(&self) -> Range<u32> {
        self.number..self.number + self.width
    }
}

fn search_names(query: &NameQuery, required: u8, best: &mut Best) {
    let mut buffer = [0; table::ROOM];
    for (row, (name, classes)) in (0..).zip(table::folded_names()) {
        if classes & required != required {
            continue;
        }
        let worst = best.worst_useful();
        if (Rank::LaterWord <= worst || may_start(name, query))
            && let Some(rank) = query.rank(name.read(&mut buffer), worst)
        {
            best.add(rank, row);
        }
    }
}

/// Whether a name may begin with the query, its article perhaps left out; told without reading it whole.
fn may_start(name: FoldedName, query: &NameQuery) -> bool {
    query
        .beginnings()
        .any(|text| name.may_start_with(text.as_bytes()))
}

/// Classes of the initials that a name must have to answer; `None` if no name has a word that begins like one
/// of the query.
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

#[cfg(test)]
mod tests {
    use super::{NameQuery, Rank, required_classes, search_communes, table};
    use crate::commune::communes;
    use crate::fold::{fold, fold_letters, is_linking};

    /// The name as it is written and as it folds, and its classes.
    fn names() -> impl Iterator<Item = (String, String, u8)> {
        let written = communes().map(|commune| commune.name().to_string());
        written
            .zip(table::folded_names())
            .map(|(written, (name, classes))| {
                let mut buffer = [0; table::ROOM];
                let folded = String::from_utf8(name.read(&mut buffer).to_vec()).expect("ASCII");
                (written, folded, classes)
            })
    }

    #[test]
    fn the_name_of_every_commune_finds_it() {
        for (written, folded, classes) in names() {
            let query = NameQuery::parse(&written).expect("a name holds letters");
            let required = required_classes(query.folded()).expect("it is a name");
            assert_eq!(required & classes, required, "{written}");
            let rank = query.rank(folded.as_bytes(), Rank::WordsInOrder);
            assert!(rank == Some(Rank::Exact), "{written}");
        }
    }

    #[test]
    fn every_significant_word_of_a_name_is_among_its_initials() {
        for (written, folded, classes) in names() {
            for (_, word) in folded
                .split(' ')
                .enumerate()
                .filter(|(rank, word)| *rank == 0 || !is_linking(word))
            {
                let query = NameQuery::parse(word).expect("a word holds letters");
                let required = required_classes(query.folded()).expect("it is in a name");
                assert_eq!(required & classes, required, "{word} of {written}");
                let rank = query.rank(folded.as_bytes(), Rank::WordsInOrder);
                assert!(
                    rank.is_some_and(|rank| rank <= Rank::LaterWord),
                    "{word} of {written}"
                );
            }
        }
    }

    /// Nothing is passed over while fewer were found than are asked for.
    #[test]
    fn what_is_passed_over_is_not_among_the_best() {
        let pairs = ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}")));
        let words = [
            "saint",
            "ste",
            "saint c",
            "la",
            "l",
            "les s",
            "hay",
            "sur",
            "le havre",
            "chalon sao",
        ];
        for query in pairs.chain(words.map(str::to_owned)) {
            let mut all = search_communes(&query, table::COUNT);
            all.truncate(10);
            assert_eq!(search_communes(&query, 10), all, "{query}");
        }
    }

    #[test]
    fn no_name_is_written_with_an_abbreviated_saint() {
        // The names are folded letter by letter only.
        for (written, _, _) in names() {
            assert_eq!(fold(&written), fold_letters(&written));
        }
    }
}
