//! The names, cut into frequent pieces ("Saint-", "ville", "-sur-", "t-") so that each piece takes one byte.
//!
//! The pieces are found by joining, again and again, the two neighbours that occur together most often.
//! Each is kept as it is written and as it folds, so that a search reads folded names at no further cost.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use super::initials::Initials;
use super::{Written, array};
use crate::fold::{Folded, fold_letters, folded};
use crate::model::Model;
use crate::pack::readable;

/// Writes `names.bin`, `shapes.bin` and the tables of the pieces.
pub fn write(model: &Model, initials: &Initials, folder: &Path, source: &mut String) -> Written {
    for commune in &model.communes {
        check(&commune.name)?;
    }
    let names: Vec<&str> = model
        .communes
        .iter()
        .map(|commune| commune.name.as_str())
        .collect();
    let mut cutter = Cutter::new(&names)?;
    while cutter.pieces.len() < PIECES && cutter.join_most_frequent()? {}
    write_pieces(&cutter.pieces, source)?;
    write_cut(&cutter, initials, folder, source)
}

/// How many pieces there are: each is one byte.
const PIECES: usize = 256;
/// Bytes of the longest piece, so that a piece is copied in one move.
const PIECE_ROOM: usize = 8;
/// Bytes of the longest name.
const LONGEST_NAME: usize = 63;
/// Pieces of the longest name: its number of pieces takes five bits.
const MOST_PIECES: usize = 31;
/// How many communes share one anchor in the column of the names.
const ANCHOR: usize = 128;

fn check(name: &str) -> Written {
    if name.len() > LONGEST_NAME {
        return Err(format!("the name {name} has more than {LONGEST_NAME} bytes").into());
    }
    if !fold_letters(name).is_ascii() {
        return Err(format!("the name {name} does not fold to plain letters").into());
    }
    Ok(())
}

/// A part of a name, as it is written and as it folds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    written: String,
    folded: String,
}

impl Piece {
    fn joined(&self, next: &Self) -> Self {
        Self {
            written: self.written.clone() + &next.written,
            folded: self.folded.clone() + &next.folded,
        }
    }

    fn fits(&self) -> bool {
        self.written.len() <= PIECE_ROOM && self.folded.len() <= PIECE_ROOM
    }
}

/// A name letter by letter; signs that follow each other are one piece, and fold to nothing at either end.
fn letters(name: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut after_sign = false;
    for character in name.chars() {
        let folded = match folded(character) {
            Folded::One(letter) => letter.to_string(),
            Folded::Two(first, second) => format!("{first}{second}"),
            Folded::Separator => " ".to_owned(),
            Folded::Nothing => String::new(),
        };
        let is_sign = folded == " ";
        match pieces.last_mut() {
            Some(last) if is_sign && after_sign => last.written.push(character),
            _ => pieces.push(Piece {
                written: character.to_string(),
                folded,
            }),
        }
        after_sign = is_sign;
    }
    for end in [0, pieces.len().saturating_sub(1)] {
        if let Some(piece) = pieces.get_mut(end)
            && piece.folded == " "
        {
            piece.folded.clear();
        }
    }
    pieces
}

/// Joins pieces in all names at once.
struct Cutter {
    pieces: Vec<Piece>,
    /// The names one after the other, each ended by [`Self::END`]: places in `pieces`.
    text: Vec<u16>,
}

impl Cutter {
    /// Ends a name; no piece bears this number.
    const END: u16 = 256;
    /// How many values an item of the text takes.
    const VALUES: usize = 257;

    fn new(names: &[&str]) -> Result<Self, Box<dyn Error>> {
        let mut places = BTreeMap::new();
        let mut pieces = Vec::new();
        let mut text = Vec::new();
        for name in names {
            for piece in letters(name) {
                let next = u16::try_from(pieces.len())?;
                let place = *places.entry(piece.clone()).or_insert(next);
                if place == next {
                    pieces.push(piece);
                }
                text.push(place);
            }
            text.push(Self::END);
        }
        if pieces.len() >= PIECES || !pieces.iter().all(Piece::fits) {
            return Err("the names hold too many letters, or too many signs in a row".into());
        }
        Ok(Self { pieces, text })
    }

    /// False when no two neighbours may be joined any more.
    fn join_most_frequent(&mut self) -> Result<bool, Box<dyn Error>> {
        let mut counts = vec![0_u32; Self::VALUES * Self::VALUES];
        for pair in self.text.windows(2) {
            counts[usize::from(pair[0]) * Self::VALUES + usize::from(pair[1])] += 1;
        }
        let mut best: Option<(u32, usize, usize)> = None;
        for (index, count) in counts.into_iter().enumerate() {
            let (first, second) = (index / Self::VALUES, index % Self::VALUES);
            let (Some(piece), Some(next)) = (self.pieces.get(first), self.pieces.get(second)) else {
                continue;
            };
            if best.map_or(0, |(most, _, _)| most) < count && piece.joined(next).fits() {
                best = Some((count, first, second));
            }
        }
        let Some((_, first, second)) = best else {
            return Ok(false);
        };
        let place = u16::try_from(self.pieces.len())?;
        self.pieces.push(self.pieces[first].joined(&self.pieces[second]));
        self.replace(u16::try_from(first)?, u16::try_from(second)?, place);
        Ok(true)
    }

    fn replace(&mut self, first: u16, second: u16, joined: u16) {
        let mut kept = Vec::with_capacity(self.text.len());
        let mut read = 0;
        while read < self.text.len() {
            if self.text[read] == first && self.text.get(read + 1) == Some(&second) {
                kept.push(joined);
                read += 2;
            } else {
                kept.push(self.text[read]);
                read += 1;
            }
        }
        self.text = kept;
    }

    /// The places of the pieces of each name.
    fn names(&self) -> impl Iterator<Item = &[u16]> {
        self.text
            .split(|place| *place == Self::END)
            .filter(|name| !name.is_empty())
    }
}

fn write_pieces(pieces: &[Piece], source: &mut String) -> Written {
    for (name, text_of) in [
        (
            "WRITTEN_PIECES",
            (|piece| piece.written.as_str()) as fn(&Piece) -> &str,
        ),
        ("FOLDED_PIECES", |piece| piece.folded.as_str()),
    ] {
        let mut rows = Vec::new();
        for place in 0..PIECES {
            let text = pieces.get(place).map_or("", text_of);
            let mut bytes = [0; PIECE_ROOM];
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            let length = u8::try_from(text.len())?;
            rows.push(format!("Piece {{ bytes: {bytes:?}, length: {length} }}"));
        }
        source.push_str(&array(name, "Piece", rows));
    }
    Ok(())
}

fn write_cut(cutter: &Cutter, initials: &Initials, folder: &Path, source: &mut String) -> Written {
    let mut column = Vec::new();
    let mut shapes = Vec::new();
    let mut anchors = Vec::new();
    for (row, (name, mask)) in cutter.names().zip(&initials.masks).enumerate() {
        if row % ANCHOR == 0 {
            anchors.push(readable(column.len() as u64));
        }
        if name.len() > MOST_PIECES {
            return Err(format!("the name in row {row} has more than {MOST_PIECES} pieces").into());
        }
        shapes.push(u8::try_from(name.len())? | (mask & 0b111) << 5);
        for place in name {
            column.push(u8::try_from(*place)?);
        }
    }
    source.push_str(&array("NAME_ANCHORS", "u32", anchors));
    fs::write(folder.join("names.bin"), column)?;
    fs::write(folder.join("shapes.bin"), shapes)?;
    Ok(())
}
