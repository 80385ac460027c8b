//! Writes the columns of the communes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{Written, array, readable};
use crate::fold::{fold_letters, is_linking};
use crate::model::{Commune, Model};

/// Writes `communes.rs`, `names.txt` and the byte columns.
pub fn write(model: &Model, folder: &Path) -> Written {
    let slots = Slots::of(&model.communes)?;
    let mut source = String::new();
    source.push_str(&array("SLOT_STARTS", "u16", &slots.starts));
    fs::write(folder.join("codes.bin"), codes(&model.communes)?)?;
    let classes = initial_classes(&model.communes)?;
    let masks: Vec<u8> = model
        .communes
        .iter()
        .map(|commune| initials(&commune.name, &classes))
        .collect();
    source.push_str(&array("INITIAL_CLASSES", "u8", classes));
    write_names(model, &masks, folder, &mut source)?;
    write_groups(model, &slots, &masks, folder, &mut source)?;
    write_codes_postaux(model, &slots, folder, &mut source)?;
    write_population(model, folder, &mut source)?;
    write_exceptions(model, &mut source)?;
    fs::write(folder.join("communes.rs"), source)?;
    Ok(())
}

/// How many values the first two characters of an INSEE code take: 00–99, 2A and 2B.
const SLOTS: usize = 102;
/// How many communes share one anchor in the text of the names.
const ANCHOR: usize = 128;
/// How many classes the initials of the words are spread over.
const CLASSES: usize = 5;
/// Marks a population that is not in the column: unknown, or too large for it.
const UNKNOWN: u16 = u16::MAX;
const LARGE: u16 = u16::MAX - 1;

/// Runs of communes whose code begins with the same two characters.
struct Slots {
    /// Row of the first commune of each, and the number of communes.
    starts: Vec<u16>,
}

impl Slots {
    fn of(communes: &[Commune]) -> Result<Self, Box<dyn std::error::Error>> {
        let mut starts = Vec::new();
        for slot in 0..=SLOTS {
            let mut before = 0;
            for commune in communes {
                before += usize::from(split(&commune.code)?.0 < slot);
            }
            starts.push(u16::try_from(before)?);
        }
        Ok(Self { starts })
    }

    fn communes<'a>(&self, communes: &'a [Commune], slot: usize) -> &'a [Commune] {
        &communes[usize::from(self.starts[slot])..usize::from(self.starts[slot + 1])]
    }
}

/// Slot and number within it of an INSEE code; the order of slots is that of the codes.
fn split(code: &str) -> Result<(usize, usize), Box<dyn std::error::Error>> {
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

/// One bit for each number of each slot.
fn codes(communes: &[Commune]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut bits = vec![0; SLOTS * 128];
    for commune in communes {
        let (slot, number) = split(&commune.code)?;
        bits[slot * 128 + number / 8] |= 1 << (number % 8);
    }
    Ok(bits)
}

/// Spreads the letters over the classes, so that each class is about as frequent; a bit for each letter.
fn initial_classes(communes: &[Commune]) -> Result<[u8; 26], Box<dyn std::error::Error>> {
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

fn initials(name: &str, classes: &[u8; 26]) -> u8 {
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

fn write_names(model: &Model, masks: &[u8], folder: &Path, source: &mut String) -> Written {
    let mut text = String::new();
    let mut shapes = Vec::new();
    let mut anchors = Vec::new();
    for (row, (commune, mask)) in model.communes.iter().zip(masks).enumerate() {
        if row % ANCHOR == 0 {
            anchors.push(readable(text.len() as u64));
        }
        let length = u8::try_from(commune.name.len())?;
        if length >= 64 {
            return Err(format!("the name of {} has more than 63 bytes", commune.code).into());
        }
        shapes.push(length | (mask & 0b11) << 6);
        text.push_str(&commune.name);
    }
    source.push_str(&array("NAME_ANCHORS", "u32", anchors));
    fs::write(folder.join("names.txt"), text)?;
    fs::write(folder.join("shapes.bin"), shapes)?;
    Ok(())
}

fn write_groups(model: &Model, slots: &Slots, masks: &[u8], folder: &Path, source: &mut String) -> Written {
    let mut starts = Vec::new();
    let mut listed: Vec<u16> = Vec::new();
    let mut places = Vec::new();
    for slot in 0..SLOTS {
        starts.push(listed.len());
        let mut local: Vec<Option<u16>> = Vec::new();
        for commune in slots.communes(&model.communes, slot) {
            let known = local.iter().position(|group| *group == commune.group);
            let place = known.unwrap_or_else(|| {
                local.push(commune.group);
                local.len() - 1
            });
            if place >= 32 {
                return Err(format!("more than 32 EPCI and EPT beside commune {}", commune.code).into());
            }
            places.push(u8::try_from(place)? | (masks[places.len()] >> 2) << 5);
        }
        listed.extend(local.iter().map(|group| group.unwrap_or(u16::MAX)));
    }
    source.push_str(&array("PLACE_STARTS", "u16", starts));
    source.push_str(&array("PLACE_GROUPS", "u16", listed));
    fs::write(folder.join("places.bin"), places)?;
    Ok(())
}

fn write_codes_postaux(model: &Model, slots: &Slots, folder: &Path, source: &mut String) -> Written {
    let mut starts = Vec::new();
    let mut entries: Vec<u16> = Vec::new();
    let mut column = Vec::new();
    for slot in 0..SLOTS {
        starts.push(entries.len());
        let mut lists: Vec<&[String]> = Vec::new();
        for commune in slots.communes(&model.communes, slot) {
            let known = lists.iter().position(|list| *list == commune.codes_postaux);
            let list = known.unwrap_or_else(|| {
                lists.push(&commune.codes_postaux);
                lists.len() - 1
            });
            column.push(
                u8::try_from(list).map_err(|_| {
                    format!("more than 256 lists of postcodes beside commune {}", commune.code)
                })?,
            );
        }
        for list in lists {
            entries.extend(list_entries(list, slot_prefix(slot))?);
        }
    }
    starts.push(entries.len());
    source.push_str(&array("POSTAL_STARTS", "u16", starts));
    source.push_str(&array("POSTAL_LISTS", "u16", entries));
    fs::write(folder.join("postal.bin"), column)?;
    Ok(())
}

/// The first two digits of the postcodes of a slot, but for a few near its border; 20 in Corsica.
fn slot_prefix(slot: usize) -> u16 {
    let prefix = match slot {
        30 | 31 => 20,
        0..30 => slot,
        _ => slot - 2,
    };
    u16::try_from(prefix).unwrap_or(0)
}

/// The last three digits of each postcode, after its first two where they are not those of the slot; a mark
/// on the last of the list.
fn list_entries(list: &[String], own_prefix: u16) -> Result<Vec<u16>, Box<dyn std::error::Error>> {
    const PREFIX: u16 = 1 << 14;
    const LAST: u16 = 1 << 15;
    const NO_CODE: u16 = 1023;
    let mut entries = Vec::new();
    for code in list {
        let (prefix, rest) = (code[..2].parse::<u16>()?, code[2..].parse::<u16>()?);
        if prefix != own_prefix {
            entries.push(PREFIX | prefix);
        }
        entries.push(rest);
    }
    if entries.is_empty() {
        entries.push(NO_CODE);
    }
    if let Some(last) = entries.last_mut() {
        *last |= LAST;
    }
    Ok(entries)
}

fn write_population(model: &Model, folder: &Path, source: &mut String) -> Written {
    let mut column = Vec::new();
    let mut large = Vec::new();
    for (row, commune) in model.communes.iter().enumerate() {
        let figure = match commune.population {
            None => UNKNOWN,
            Some(population) => match u16::try_from(population) {
                Ok(figure) if figure < LARGE => figure,
                _ => {
                    large.push(format!("({row}, {})", readable(population)));
                    LARGE
                }
            },
        };
        column.extend(figure.to_le_bytes());
    }
    source.push_str(&array("LARGE_POPULATIONS", "(u16, u32)", large));
    fs::write(folder.join("population.bin"), column)?;
    Ok(())
}

fn write_exceptions(model: &Model, source: &mut String) -> Written {
    let metropole = model
        .groups
        .iter()
        .position(|group| group.siren == crate::METROPOLE_DU_GRAND_PARIS)
        .ok_or("the Métropole du Grand Paris is missing")?;
    writeln!(source, "pub const METROPOLE_DU_GRAND_PARIS: u16 = {metropole};")?;
    let named = model.communes.iter().enumerate().filter_map(|(row, commune)| {
        let territoire = commune.named_by?;
        Some(format!("({row}, {territoire})"))
    });
    source.push_str(&array("NAMED_COMMUNES", "(u16, u8)", named));
    let arrondissements = model
        .arrondissements
        .iter()
        .map(|(code, row)| format!("({code:?}, {row})"));
    source.push_str(&array("ARRONDISSEMENTS", "(&str, u16)", arrondissements));
    let territoires = model
        .groups
        .iter()
        .map(|group| group.territoire.unwrap_or(u8::MAX))
        .map(|row| row.to_string());
    source.push_str(&array("GROUP_TERRITOIRES", "u8", territoires));
    Ok(())
}
