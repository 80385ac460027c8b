//! Finds the territories of a phase by name.

use super::pattern::Rank;
use super::query::NameQuery;
use crate::fold::fold;
use crate::phase::Phase;
use crate::territoire::{Territoire, territoires};

/// Territories of a phase that `query` may be the beginning of, best first, at most `limit`.
///
/// Names are compared after [`fold`], so that accents, capitals, dashes, apostrophes and no-break spaces do not
/// matter: names equal to the query come first, then those that begin with it (without their leading article if
/// the query has none), then those with a later word that does, then those with the words of the query in order,
/// each perhaps unfinished. Territories of equal rank are ordered by id.
///
/// A query without letter or digit, or of more than 100 characters, finds nothing.
///
/// ```
/// use reference::{Phase, search_territoires};
/// let found = search_territoires(Phase::Two, "lacq-pau", 5);
/// assert_eq!(found.first().map(|territoire| territoire.name()), Some("Lacq – Pau – Tarbes"));
/// ```
pub fn search_territoires(phase: Phase, query: &str, limit: usize) -> Vec<Territoire> {
    let Some(query) = NameQuery::parse(query) else {
        return Vec::new();
    };
    let mut found: Vec<(Rank, Territoire)> = territoires(phase)
        .filter_map(|territoire| {
            let name = fold(territoire.name());
            Some((query.rank(name.as_bytes(), Rank::WordsInOrder)?, territoire))
        })
        .collect();
    found.sort();
    found.truncate(limit);
    found.into_iter().map(|(_, territoire)| territoire).collect()
}
