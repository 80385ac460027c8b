//! Whole documents made of any bytes: one of each kind, each ending where its last mark ends. Viewers may not like what they
//! show: their frame alone is right.

use shared::piece::MediaType;

/// A document and how many of its last bytes it may lose and still be whole.
pub struct Made {
    pub kind: MediaType,
    pub bytes: Vec<u8>,
    /// Bytes after the last mark, such as the end of its line.
    pub spare: usize,
}

/// A document of this kind around these bytes.
pub fn make(kind: MediaType, held: &[u8]) -> Made {
    let (bytes, spare) = match kind {
        MediaType::Pdf => (pdf(held), 1),
        MediaType::Png => (png(held), 0),
        MediaType::Jpeg => (jpeg(held), 0),
        MediaType::Odt | MediaType::Ods => (
            archive(&[("mimetype", kind.as_str().as_bytes()), ("content.xml", held)]),
            0,
        ),
        MediaType::Docx => (
            archive(&[("[Content_Types].xml", held), ("word/document.xml", held)]),
            0,
        ),
        MediaType::Xlsx => (archive(&[("xl/workbook.xml", held)]), 0),
    };
    Made { kind, bytes, spare }
}

/// A PDF is read from its end: one that holds the end of another is whole there too, and is left out.
fn pdf(held: &[u8]) -> Vec<u8> {
    let held: Vec<u8> = held
        .iter()
        .map(|byte| if *byte == b'%' { b' ' } else { *byte })
        .collect();
    [b"%PDF-1.7\n".as_slice(), &held, b"\nstartxref\n9\n%%EOF\n"].concat()
}

fn png(held: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [
        (b"IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0].as_slice()),
        (b"IDAT", held),
        (b"IEND", &[]),
    ] {
        let named = [name.as_slice(), data].concat();
        bytes.extend(be(data.len()));
        bytes.extend(&named);
        bytes.extend(crc32fast::hash(&named).to_be_bytes());
    }
    bytes
}

/// Within a picture, the byte of a mark is followed by zero (ITU-T T.81, B.1.1.5).
fn jpeg(held: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, b'J', b'F', 0xff, 0xda, 0, 3, 1];
    for byte in held {
        bytes.push(*byte);
        if *byte == 0xff {
            bytes.push(0);
        }
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// An archive whose entries are not compressed.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in entries {
        let place = le(bytes.len());
        let sizes = [
            crc32fast::hash(data).to_le_bytes(),
            le(data.len()),
            le(data.len()),
            le(name.len()),
        ]
        .concat();
        // The length of a name takes two bytes, and that of what is added to it, which is none, two more.
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0], sizes.as_slice()].concat();
        bytes.extend([b"PK\x03\x04", common.as_slice(), name.as_bytes(), data].concat());
        directory.extend(
            [
                b"PK\x01\x02\x14\x00",
                common.as_slice(),
                &[0; 10],
                &place,
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let count = &le(entries.len())[..2];
    let end = [
        b"PK\x05\x06\0\0\0\0".as_slice(),
        count,
        count,
        &le(directory.len()),
        &le(bytes.len()),
        &[0, 0],
    ]
    .concat();
    [bytes, directory, end].concat()
}

fn le(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

fn be(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}
