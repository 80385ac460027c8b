//! The classes of the initials of the words of a name: six bits, a class for a few letters.
//!
//! A search reads only the names that have the classes of its words. The bits have no column of their own:
//! three are beside the length of the name, three beside its group.

use super::INITIAL_CLASSES;
use super::groups::PLACES;
use super::names::SHAPES;

/// The class of a letter; 0 if no name has a word that begins with it.
pub fn initial_class(letter: char) -> u8 {
    let letter = (letter as usize).wrapping_sub('a' as usize);
    INITIAL_CLASSES.get(letter).copied().unwrap_or(0)
}

/// The classes of each name, by row.
pub fn masks() -> impl Iterator<Item = u8> {
    SHAPES
        .iter()
        .zip(PLACES)
        .map(|(shape, place)| shape >> 5 | place >> 5 << 3)
}

pub fn size() -> usize {
    size_of_val(&INITIAL_CLASSES)
}
