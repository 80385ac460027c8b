//! Writes the columns of the communes, one module for each. How a cell is read is said in the module of the
//! same name below `src/tables/communes`.

mod code_postal;
mod codes;
mod exceptions;
mod groups;
mod initials;
mod names;
mod population;

use std::error::Error;
use std::fs;
use std::path::Path;

use super::{Written, array};
use crate::model::{Commune, Model};
use initials::Initials;

/// Writes `communes.rs` and the byte columns.
pub fn write(model: &Model, folder: &Path) -> Written {
    let slots = Slots::of(&model.communes)?;
    let initials = Initials::of(&model.communes)?;
    let mut source = array("SLOT_STARTS", "u16", &slots.starts);
    codes::write(model, folder)?;
    initials::write(&initials, &mut source);
    names::write(model, &initials, folder, &mut source)?;
    groups::write(model, &slots, &initials, folder, &mut source)?;
    code_postal::write(model, &slots, folder, &mut source)?;
    population::write(model, folder, &mut source)?;
    exceptions::write(model, &mut source)?;
    fs::write(folder.join("communes.rs"), source)?;
    Ok(())
}

/// How many values the first two characters of an INSEE code take: 00–99, 2A and 2B.
const SLOTS: usize = 102;

/// Runs of communes whose code begins with the same two characters.
struct Slots {
    /// Row of the first commune of each, and the number of communes.
    starts: Vec<u16>,
}

impl Slots {
    fn of(communes: &[Commune]) -> Result<Self, Box<dyn Error>> {
        let mut sizes = [0; SLOTS];
        for commune in communes {
            sizes[split(&commune.code)?.0] += 1;
        }
        let mut starts = vec![0];
        let mut before = 0;
        for size in sizes {
            before += size;
            starts.push(before);
        }
        Ok(Self { starts })
    }

    fn communes<'a>(&self, communes: &'a [Commune], slot: usize) -> &'a [Commune] {
        &communes[usize::from(self.starts[slot])..usize::from(self.starts[slot + 1])]
    }
}

/// Slot and number within it of an INSEE code; the order of slots is that of the codes.
fn split(code: &str) -> Result<(usize, usize), Box<dyn Error>> {
    let slot = match &code[..2] {
        "2A" => 30,
        "2B" => 31,
        digits => match digits.parse()? {
            number @ 0..30 => number,
            number => number + 2,
        },
    };
    Ok((slot, code[2..].parse()?))
}
