//! Documents to send: the smallest of each kind that holds, made here, and the calls that send them.

use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};
use shared::wire::{OpenPieceRequest, PieceBody, ReadPieceResponse};
use ureq::http::Method;

use crate::{Answer, Client};

/// Where documents are sent.
pub const PIECES: &str = "/api/v1/pieces";

/// A PDF of at least so many bytes.
pub fn pdf(size: usize) -> Vec<u8> {
    let tail = b"\nstartxref\n9\n%%EOF\n";
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(size.saturating_sub(tail.len()).max(bytes.len()), b'x');
    bytes.extend(tail);
    bytes
}

/// The digest of a document, as it is announced.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Announces a document under a key.
pub fn ask_open(client: &Client, key: &str, bytes: &[u8]) -> Result<Answer> {
    let request = OpenPieceRequest {
        size: u64::try_from(bytes.len())?,
        sha256: sha256(bytes),
    };
    client.post(PIECES, &[("idempotency-key", key)], &request)
}

/// Announces a document, which must be accepted.
pub fn open(client: &Client, key: &str, bytes: &[u8]) -> Result<ReadPieceResponse> {
    let answer = ask_open(client, key, bytes)?;
    ensure!(answer.status == 200, "the document is refused: {}", answer.text());
    answer.read()
}

/// Sends bytes as one part of a document.
pub fn send_part(client: &Client, key: &str, id: &str, place: u32, bytes: &[u8]) -> Result<Answer> {
    let headers = [
        ("idempotency-key", key),
        ("content-type", "application/octet-stream"),
    ];
    client.call(
        &Method::POST,
        &format!("{PIECES}/{id}/parts/{place}"),
        &headers,
        bytes,
    )
}

/// Sends every part that is missing.
pub fn send_parts(client: &Client, key: &str, piece: &ReadPieceResponse, bytes: &[u8]) -> Result<()> {
    let length = usize::try_from(piece.part_bytes)?;
    let parts: Vec<_> = bytes.chunks(length).collect();
    for place in &piece.missing {
        let answer = send_part(client, key, &piece.id, *place, parts[usize::try_from(*place)?])?;
        ensure!(answer.status == 200, "a part is refused: {}", answer.text());
    }
    Ok(())
}

/// Says that a document has arrived.
pub fn seal(client: &Client, key: &str, id: &str) -> Result<Answer> {
    client.call(
        &Method::POST,
        &format!("{PIECES}/{id}"),
        &[("idempotency-key", key)],
        b"",
    )
}

/// Sends a document whole; the answer is that of its sealing.
pub fn send(client: &Client, key: &str, bytes: &[u8]) -> Result<Answer> {
    let piece = open(client, key, bytes)?;
    send_parts(client, key, &piece, bytes)?;
    seal(client, key, &piece.id)
}

/// Sends a document, which must be accepted, to be named in a request.
pub fn send_as(client: &Client, key: &str, name: &str, bytes: &[u8]) -> Result<PieceBody> {
    let answer = send(client, key, bytes)?;
    ensure!(answer.status == 200, "the document is refused: {}", answer.text());
    let sealed: ReadPieceResponse = answer.read()?;
    ensure!(sealed.media_type.is_some() && sealed.missing.is_empty());
    Ok(PieceBody {
        kind: "devis".to_owned(),
        name: name.to_owned(),
        id: sealed.id,
    })
}

/// An archive of one entry of that name and one byte, which says that it unpacks to so many.
pub fn archive(name: &str, unpacks_to: u32) -> Vec<u8> {
    let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
    let common = [
        &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        1_u32.to_le_bytes().as_slice(),
        &unpacks_to.to_le_bytes(),
        &length.to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    let entry = [b"PK\x03\x04", common.as_slice(), name.as_bytes(), b"x"].concat();
    let directory = [
        b"PK\x01\x02\x14\x00",
        common.as_slice(),
        &[0; 14],
        name.as_bytes(),
    ]
    .concat();
    let place = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(),
        &place(&directory),
        &place(&entry),
        &[0, 0],
    ]
    .concat();
    [entry, directory, end].concat()
}
