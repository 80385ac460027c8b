//! `GET /api/v1/pieces`: what may be sent, told before anything is.

use http::StatusCode;
use shared::piece::{MediaType, limits};
use shared::wire::{MediaTypeBody, ReadPieceLimitsResponse};
use support::reply::{Caching, json};
use support::{Fault, Reply};

pub fn read() -> Result<Reply, Fault> {
    json(StatusCode::OK, Caching::Public, &to_response())
}

fn to_response() -> ReadPieceLimitsResponse {
    let kinds = MediaType::ALL.into_iter().map(|kind| MediaTypeBody {
        media_type: kind.as_str().to_owned(),
        extension: kind.extension().to_owned(),
    });
    ReadPieceLimitsResponse {
        piece_bytes: limits::BYTES,
        // A handful: it is far from what a `u32` holds.
        pieces: u32::try_from(limits::PIECES).unwrap_or(u32::MAX),
        part_bytes: limits::PART_BYTES,
        media_types: kinds.collect(),
    }
}
