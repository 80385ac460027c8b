//! The columns of the communes, as the build script wrote them, and how one cell is read.
//!
//! Communes are numbered in the order of their INSEE code. What does not fit in a narrow column is in a
//! short table beside it. The views are in `commune.rs`, the search in `search.rs`.

include!(concat!(env!("OUT_DIR"), "/communes.rs"));

/// How many communes there are.
pub const COUNT: usize = SHAPES.len();

/// Marks a group of communes that belongs to no territory, or a commune that belongs to no group.
const NONE_U8: u8 = u8::MAX;
const NONE_U16: u16 = u16::MAX;

/// Name of a commune.
pub fn name(row: u16) -> &'static str {
    let row = usize::from(row);
    let anchor = row / ANCHOR;
    let before: usize = SHAPES[anchor * ANCHOR..row]
        .iter()
        .map(|shape| name_length(*shape))
        .sum();
    let start = NAME_ANCHORS[anchor] as usize + before;
    &NAMES[start..start + name_length(SHAPES[row])]
}

/// Every name in order, with the classes of the initials of its words.
pub fn names() -> impl Iterator<Item = (&'static str, u8)> {
    let mut start = 0;
    SHAPES.iter().zip(PLACES).map(move |(shape, place)| {
        let end = start + name_length(*shape);
        let name = &NAMES[start..end];
        start = end;
        (name, shape >> 6 | place >> 5 << 2)
    })
}

/// The class of a letter; 0 if no name has a word that begins with it.
pub fn initial_class(letter: char) -> u8 {
    let letter = (letter as usize).wrapping_sub('a' as usize);
    INITIAL_CLASSES.get(letter).copied().unwrap_or(0)
}

/// The row of the commune that bears an INSEE code, or of the one this municipal arrondissement is part of.
pub fn find(code_insee: &str) -> Option<u16> {
    let (slot, number) = split(code_insee)?;
    let bytes = slot_bits(slot);
    if bytes[number / 8] >> (number % 8) & 1 == 0 {
        let found = ARRONDISSEMENTS
            .binary_search_by(|(code, _)| (*code).cmp(code_insee))
            .ok()?;
        return Some(ARRONDISSEMENTS[found].1);
    }
    let whole: u32 = bytes[..number / 8].iter().map(|byte| byte.count_ones()).sum();
    let before = whole + (bytes[number / 8] & ((1 << (number % 8)) - 1)).count_ones();
    Some(SLOT_STARTS[slot] + u16::try_from(before).ok()?)
}

/// The INSEE code of a commune, in ASCII.
pub fn code_insee(row: u16) -> [u8; 5] {
    let slot = slot(row);
    let mut left = u32::from(row - SLOT_STARTS[slot]);
    let mut number = 0;
    for byte in slot_bits(slot) {
        let here = byte.count_ones();
        if left < here {
            number += nth_bit(*byte, left);
            break;
        }
        left -= here;
        number += 8;
    }
    let [first, second] = prefix(slot);
    [
        first,
        second,
        digit(number / 100),
        digit(number / 10 % 10),
        digit(number % 10),
    ]
}

/// The EPT of a commune, else its EPCI, as a row of the groups.
pub fn group(row: u16) -> Option<u16> {
    let place = usize::from(PLACES[usize::from(row)] & 0b1_1111);
    let group = PLACE_GROUPS[usize::from(PLACE_STARTS[slot(row)]) + place];
    (group != NONE_U16).then_some(group)
}

/// The territory a group is a member of.
pub fn group_territoire(group: u16) -> Option<u8> {
    let territoire = GROUP_TERRITOIRES[usize::from(group)];
    (territoire != NONE_U8).then_some(territoire)
}

/// The territory that names the commune itself.
pub fn naming_territoire(row: u16) -> Option<u8> {
    let found = NAMED_COMMUNES
        .binary_search_by_key(&row, |(commune, _)| *commune)
        .ok()?;
    Some(NAMED_COMMUNES[found].1)
}

/// Inhabitants, if the figure is known.
pub fn population(row: u16) -> Option<u32> {
    const UNKNOWN: u16 = u16::MAX;
    const LARGE: u16 = u16::MAX - 1;
    let cell = 2 * usize::from(row);
    match u16::from_le_bytes([POPULATIONS[cell], POPULATIONS[cell + 1]]) {
        UNKNOWN => None,
        LARGE => {
            let found = LARGE_POPULATIONS
                .binary_search_by_key(&row, |(commune, _)| *commune)
                .ok()?;
            Some(LARGE_POPULATIONS[found].1)
        }
        figure => Some(u32::from(figure)),
    }
}

/// The postcodes of a commune, ascending.
pub fn codes_postaux(row: u16) -> impl Iterator<Item = u32> + Clone {
    let wanted = POSTAL[usize::from(row)];
    slot_codes_postaux(slot(row)).filter_map(move |(list, code)| (list == wanted).then_some(code))
}

/// The rows of the communes that have a postcode in the range.
pub fn rows_by_code_postal(range: std::ops::Range<u32>) -> impl Iterator<Item = u16> {
    (0..SLOT_STARTS.len() - 1).flat_map(move |slot| {
        let mut wanted = [false; 256];
        let mut any = false;
        for (list, code) in slot_codes_postaux(slot) {
            if range.contains(&code) {
                wanted[usize::from(list)] = true;
                any = true;
            }
        }
        let rows = if any {
            SLOT_STARTS[slot]..SLOT_STARTS[slot + 1]
        } else {
            0..0
        };
        rows.filter(move |row| wanted[usize::from(POSTAL[usize::from(*row)])])
    })
}

/// Names one after the other.
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
/// Length of each name in bytes (6 bits), and the first two classes of its initials.
static SHAPES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shapes.bin"));
/// Group of each commune among those of its slot (5 bits), and the other three classes of its initials.
static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
/// One bit for each possible INSEE code, 128 bytes for each slot.
static CODES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/codes.bin"));
/// Postcodes of each commune, as a list of its slot.
static POSTAL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/postal.bin"));
/// Population of each commune, in two bytes.
static POPULATIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/population.bin"));

/// How many communes share one anchor in `NAME_ANCHORS`.
const ANCHOR: usize = 128;

fn name_length(shape: u8) -> usize {
    usize::from(shape & 0b11_1111)
}

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

fn slot_bits(slot: usize) -> &'static [u8] {
    &CODES[slot * 128..(slot + 1) * 128]
}

/// Slot and number within it of an INSEE code, if it has the form of one.
fn split(code_insee: &str) -> Option<(usize, usize)> {
    let &[first, second, ref rest @ ..] = code_insee.as_bytes() else {
        return None;
    };
    let &[hundreds, tens, units] = rest else {
        return None;
    };
    let slot = match (first, second) {
        (b'2', b'A') => 30,
        (b'2', b'B') => 31,
        _ => match digit_value(first)? * 10 + digit_value(second)? {
            number @ 0..30 => number,
            number => number + 2,
        },
    };
    Some((
        slot,
        digit_value(hundreds)? * 100 + digit_value(tens)? * 10 + digit_value(units)?,
    ))
}

/// Every postcode of a slot, with the number of its list.
///
/// An entry holds the last three digits; one that changes the first two may come before it, and the last
/// of a list is marked.
fn slot_codes_postaux(slot: usize) -> impl Iterator<Item = (u8, u32)> + Clone {
    const PREFIX: u16 = 1 << 14;
    const LAST: u16 = 1 << 15;
    const NO_CODE: u16 = 1023;
    let entries = usize::from(POSTAL_STARTS[slot])..usize::from(POSTAL_STARTS[slot + 1]);
    let own_prefix = match prefix(slot) {
        [b'2', b'A' | b'B'] => 20,
        [tens, units] => u32::from(tens - b'0') * 10 + u32::from(units - b'0'),
    };
    let mut prefix = own_prefix;
    let mut list = 0_u8;
    POSTAL_LISTS[entries].iter().filter_map(move |entry| {
        if entry & PREFIX != 0 {
            prefix = u32::from(entry & !PREFIX);
            return None;
        }
        let rest = entry & NO_CODE;
        let found = (rest != NO_CODE).then_some((list, prefix * 1000 + u32::from(rest)));
        prefix = own_prefix;
        // The last list of a slot may be the 256th: nothing is read after it.
        list = list.wrapping_add(u8::from(entry & LAST != 0));
        found
    })
}

fn nth_bit(byte: u8, rank: u32) -> usize {
    let mut byte = byte;
    for _ in 0..rank {
        byte &= byte - 1;
    }
    byte.trailing_zeros() as usize
}

fn digit_value(character: u8) -> Option<usize> {
    character.is_ascii_digit().then(|| usize::from(character - b'0'))
}

fn digit(value: usize) -> u8 {
    b"0123456789"[value % 10]
}

/// Size of the columns and of the tables beside them, in bytes.
#[cfg(test)]
pub fn size() -> usize {
    let texts = NAMES.len()
        + ARRONDISSEMENTS
            .iter()
            .map(|(code, _)| code.len() + 12)
            .sum::<usize>();
    let columns = [SHAPES, PLACES, CODES, POSTAL, POPULATIONS].map(<[u8]>::len);
    let beside = [
        size_of_val(&SLOT_STARTS),
        size_of_val(&INITIAL_CLASSES),
        size_of_val(&NAME_ANCHORS),
        size_of_val(&PLACE_STARTS),
        size_of_val(&PLACE_GROUPS),
        size_of_val(&POSTAL_STARTS),
        size_of_val(&POSTAL_LISTS),
        size_of_val(&LARGE_POPULATIONS),
        size_of_val(&NAMED_COMMUNES),
        size_of_val(&GROUP_TERRITOIRES),
    ];
    texts + columns.iter().sum::<usize>() + beside.iter().sum::<usize>()
}
