//! The names, cut into 256 frequent pieces ("Saint-", "ville", "-sur-", "t-"): one byte for each.
//!
//! Each piece is held as it is written and as it folds. A name is put together in a buffer of its own, so that
//! nothing is allocated.

use super::initials::masks;
use super::{FOLDED_PIECES, NAME_ANCHORS, WRITTEN_PIECES};
use crate::name::CommuneName;

/// A part of the names, in the first bytes.
pub struct Piece {
    pub bytes: [u8; PIECE_ROOM],
    pub length: u8,
}

/// How many communes there are.
pub const COUNT: usize = SHAPES.len();

/// Name of a commune.
pub fn name(row: u16) -> CommuneName {
    let row = usize::from(row);
    let anchor = row / ANCHOR;
    let before: usize = SHAPES[anchor * ANCHOR..row]
        .iter()
        .map(|shape| piece_count(*shape))
        .sum();
    let start = NAME_ANCHORS[anchor] as usize + before;
    let mut buffer = [0; ROOM];
    let length = join(
        &NAMES[start..start + piece_count(SHAPES[row])],
        &WRITTEN_PIECES,
        &mut buffer,
    );
    CommuneName::new(&buffer[..length])
}

/// Every name in order, with the classes of the initials of its words; none is read yet.
pub fn folded_names() -> impl Iterator<Item = (FoldedName, u8)> {
    let mut start = 0;
    SHAPES.iter().zip(masks()).map(move |(shape, classes)| {
        let end = start + piece_count(*shape);
        let name = FoldedName {
            pieces: &NAMES[start..end],
        };
        start = end;
        (name, classes)
    })
}

/// A name that is folded when it is read: lower-case unaccented words, one space between them.
#[derive(Clone, Copy)]
pub struct FoldedName {
    pieces: &'static [u8],
}

impl FoldedName {
    /// Whether the folded name begins with this, or with an `l`, which may be that of an article: most names are told from a
    /// query by their first piece.
    pub fn may_start_with(self, query: &[u8]) -> bool {
        let mut rest = query;
        for (rank, place) in self.pieces.iter().enumerate() {
            let piece = &FOLDED_PIECES[usize::from(*place)];
            let bytes = &piece.bytes[..usize::from(piece.length)];
            if rank == 0 && bytes.first() == Some(&b'l') {
                return true;
            }
            let common = bytes.len().min(rest.len());
            if bytes[..common] != rest[..common] {
                return false;
            }
            rest = &rest[common..];
            if rest.is_empty() {
                return true;
            }
        }
        false
    }

    /// The folded name, in ASCII.
    pub fn read(self, buffer: &mut [u8; ROOM]) -> &[u8] {
        let length = join(self.pieces, &FOLDED_PIECES, buffer);
        &buffer[..length]
    }
}

/// Room for the longest name, and for the unused bytes of its last piece.
pub const ROOM: usize = LONGEST_NAME + PIECE_ROOM;

/// Bytes of the longest name.
const LONGEST_NAME: usize = 63;
/// Bytes of the longest piece.
const PIECE_ROOM: usize = 8;
/// How many communes share one anchor in `NAME_ANCHORS`.
const ANCHOR: usize = 128;

/// The pieces of each name, one name after the other.
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));
/// How many pieces each name has (5 bits), and the first three classes of its initials.
pub static SHAPES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shapes.bin"));

fn piece_count(shape: u8) -> usize {
    usize::from(shape & 0b1_1111)
}

/// Writes the pieces one after the other and returns the length of the whole.
///
/// The room of a piece is copied whole, which takes one move; the next piece covers what is not its own.
fn join(name: &[u8], pieces: &[Piece; 256], buffer: &mut [u8; ROOM]) -> usize {
    let mut length = 0;
    for place in name {
        let piece = &pieces[usize::from(*place)];
        buffer[length..length + PIECE_ROOM].copy_from_slice(&piece.bytes);
        length += usize::from(piece.length);
    }
    length
}

pub fn size() -> usize {
    NAMES.len()
        + SHAPES.len()
        + size_of_val(&NAME_ANCHORS)
        + size_of_val(&WRITTEN_PIECES)
        + size_of_val(&FOLDED_PIECES)
}

#[cfg(test)]
mod tests {
    use super::{COUNT, ROOM, folded_names, name};
    use crate::fold::fold_letters;

    #[test]
    fn every_name_is_read_folded_as_it_folds() {
        let mut buffer = [0; ROOM];
        for (row, (folded, _)) in (0..).zip(folded_names()) {
            let written = name(row);
            let expected = fold_letters(written.as_str());
            assert_eq!(folded.read(&mut buffer), expected.as_bytes(), "{written}");
        }
        assert_eq!(folded_names().count(), COUNT);
    }
}
