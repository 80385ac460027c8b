//! A name, or the beginning of one, as the user typed it.

use super::pattern::{Pattern, Rank};
use crate::fold::{fold, fold_letters};

/// What a name is compared with.
pub struct NameQuery {
    pattern: Pattern,
    /// The query with its last word left as it was typed, if that word was "st" or "ste".
    as_typed: Option<Pattern>,
}

impl NameQuery {
    /// `None` if it is longer than any name, or holds neither letter nor digit.
    pub fn parse(query: &str) -> Option<Self> {
        if is_too_long(query) {
            return None;
        }
        let folded = fold(query);
        if folded.is_empty() {
            return None;
        }
        let typed = fold_letters(query);
        let last_typed = last_word(&typed);
        let as_typed = ["st", "ste"].contains(&last_typed).then(|| {
            let before = folded.len() - last_word(&folded).len();
            Pattern::new(format!("{}{last_typed}", &folded[..before]))
        });
        Some(Self {
            pattern: Pattern::new(folded),
            as_typed,
        })
    }

    /// The query as it folds.
    #[cfg(feature = "communes")]
    pub fn folded(&self) -> &str {
        self.pattern.text()
    }

    /// What a name may begin with to answer.
    #[cfg(feature = "communes")]
    pub fn beginnings(&self) -> impl Iterator<Item = &str> {
        [Some(&self.pattern), self.as_typed.as_ref()]
            .into_iter()
            .flatten()
            .map(Pattern::text)
    }

    /// How well a folded name answers; ranks after `worst` are left out.
    pub fn rank(&self, folded_name: &[u8], worst: Rank) -> Option<Rank> {
        let rank = self.pattern.rank(folded_name, worst);
        let Some(as_typed) = &self.as_typed else {
            return rank;
        };
        match (rank, as_typed.rank(folded_name, worst)) {
            (Some(first), Some(second)) => Some(first.min(second)),
            (first, second) => first.or(second),
        }
    }
}

/// Longest query, in characters: the longest name of a commune has 45, of a territory 71.
const LONGEST_QUERY: usize = 100;

fn is_too_long(query: &str) -> bool {
    query.len() > 4 * LONGEST_QUERY || query.chars().count() > LONGEST_QUERY
}

fn last_word(folded: &str) -> &str {
    folded.rsplit(' ').next().unwrap_or(folded)
}
