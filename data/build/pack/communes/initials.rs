//! The classes of the initials of each name, by which a search leaves most names out unread.
//!
//! It writes no column: the six bits of a name share their bytes with its length and with its group.

use std::collections::BTreeMap;
use std::error::Error;

use super::array;
use crate::fold::{fold_letters, is_linking};
use crate::model::Commune;

/// The mask of each commune, by row, and the class of each letter.
pub struct Initials {
    pub masks: Vec<u8>,
    classes: [u8; 26],
}

/// Writes the class of each letter; the masks are written with the names and the groups.
pub fn write(initials: &Initials, source: &mut String) {
    source.push_str(&array("INITIAL_CLASSES", "u8", initials.classes));
}

impl Initials {
    /// # Errors
    /// When a word begins with something else than a letter of the alphabet.
    pub fn of(communes: &[Commune]) -> Result<Self, Box<dyn Error>> {
        let classes = classes(communes)?;
        let masks = communes
            .iter()
            .map(|commune| mask(&commune.name, &classes))
            .collect();
        Ok(Self { masks, classes })
    }
}

/// How many classes the initials are spread over: a bit for each.
const CLASSES: usize = 6;

/// Spreads the letters over the classes, so that each class is about as frequent; a bit for each letter.
fn classes(communes: &[Commune]) -> Result<[u8; 26], Box<dyn Error>> {
    let mut frequency = BTreeMap::new();
    for commune in communes {
        for letter in significant_initials(&commune.name) {
            *frequency.entry(letter).or_insert(0_u32) += 1;
        }
    }
    let mut letters: Vec<(u32, char)> = frequency
        .into_iter()
        .map(|(letter, count)| (count, letter))
        .collect();
    letters.sort_unstable();
    let mut load = [0; CLASSES];
    let mut classes = [0; 26];
    for (count, letter) in letters.into_iter().rev() {
        if !letter.is_ascii_lowercase() {
            return Err(format!("a name has a word beginning with {letter}").into());
        }
        let lightest = (0..CLASSES).min_by_key(|class| load[*class]).unwrap_or(0);
        load[lightest] += count;
        classes[usize::from(letter as u8 - b'a')] = 1 << lightest;
    }
    Ok(classes)
}

fn mask(name: &str, classes: &[u8; 26]) -> u8 {
    significant_initials(name).into_iter().fold(0, |mask, letter| {
        mask | classes[usize::from((letter as u8).wrapping_sub(b'a')).min(25)]
    })
}

/// Initials of the words a query may begin with: the first of the name, and those that do not only link.
fn significant_initials(name: &str) -> Vec<char> {
    fold_letters(name)
        .split(' ')
        .enumerate()
        .filter(|(rank, word)| *rank == 0 || !is_linking(word))
        .filter_map(|(_, word)| word.chars().next())
        .collect()
}
