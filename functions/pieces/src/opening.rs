//! `POST /api/v1/pieces`: makes room for a document, told by its size and its digest. The same content under the same key
//! is the same document: sent again, the answer says what is left to send.

use chrono::TimeDelta;
use http::StatusCode;
use shared::message::Message;
use shared::piece::{Parts, PieceDigest};
use shared::wire::{FieldProblem, OpenPieceRequest};
use store::{NewPiece, Store};
use support::{Call, Fault, Reply, environment};

use crate::fault::to_fault;
use crate::transit;

pub async fn open(call: &Call) -> Result<Reply, Fault> {
    let key = transit::key_of(call)?;
    let request: OpenPieceRequest = support::json::read(call)?;
    let (parts, digest) = check(&request)?;
    let now = environment::now()?;
    let store = Store::at(environment::database_url().await?);
    let piece = NewPiece {
        key: &key,
        digest,
        size: parts.size(),
        at: &environment::rfc3339(now),
        expires_at: &environment::rfc3339(now + KEPT),
    };
    let opened = store.open_piece(&piece).await.map_err(|error| to_fault(&error))?;
    transit::answer(StatusCode::OK, &opened)
}

/// Time to finish a request that was begun, and not to keep what was given up for long.
const KEPT: TimeDelta = TimeDelta::days(7);

fn check(request: &OpenPieceRequest) -> Result<(Parts, PieceDigest), Fault> {
    let parts =
        Parts::of(request.size).map_err(|error| FieldProblem::new("/size", error.code(), &error.message()));
    let digest = PieceDigest::parse(&request.sha256)
        .ok_or_else(|| FieldProblem::new("/sha256", "wrong_shape", &NOT_A_DIGEST));
    match (parts, digest) {
        (Ok(parts), Ok(digest)) => Ok((parts, digest)),
        (parts, digest) => Err(Fault::invalid_fields(
            parts.err().into_iter().chain(digest.err()).collect(),
        )),
    }
}

const NOT_A_DIGEST: Message = Message::fixed(
    "Donnez l’empreinte SHA-256 du fichier\u{a0}: 64 chiffres hexadécimaux en minuscules.",
    "Give the SHA-256 digest of the file: 64 hexadecimal digits in lower case.",
);
