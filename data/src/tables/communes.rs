//! The columns of the communes, as the build script wrote them, one module for each.
//!
//! Communes are numbered in the order of their INSEE code. What does not fit in a narrow column is in a
//! short table beside it. The views are in `commune.rs`, the search below `search.rs`.

mod code_postal;
mod codes;
mod groups;
mod initials;
mod names;
mod population;

pub use code_postal::{codes_postaux, rows_by_code_postal};
pub use codes::{code_insee, find};
pub use groups::{group, group_territoire, naming_territoire};
pub use initials::initial_class;
pub use names::{FoldedName, ROOM, folded_names, name};
pub use population::population;

use names::Piece;

include!(concat!(env!("OUT_DIR"), "/communes.rs"));

/// How many communes there are.
pub const COUNT: usize = names::COUNT;

/// The slot of a commune: communes whose code begins with the same two characters.
fn slot(row: u16) -> usize {
    SLOT_STARTS.partition_point(|start| *start <= row) - 1
}

/// The first two characters of the codes of a slot.
fn prefix(slot: usize) -> [u8; 2] {
    match slot {
        30 => *b"2A",
        31 => *b"2B",
        0..30 => [digit(slot / 10), digit(slot % 10)],
        _ => [digit((slot - 2) / 10), digit((slot - 2) % 10)],
    }
}

fn digit(value: usize) -> u8 {
    b"0123456789"[value % 10]
}

/// Size of each column with the tables beside it, in bytes.
pub fn sizes() -> [(&'static str, usize); 6] {
    [
        ("names", names::size()),
        ("codes", codes::size()),
        ("groups", groups::size()),
        ("postcodes", code_postal::size()),
        ("populations", population::size()),
        ("slots and initials", size_of_val(&SLOT_STARTS) + initials::size()),
    ]
}
