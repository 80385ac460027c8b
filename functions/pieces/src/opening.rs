//! `POST /api/v1/pieces`: makes room for a document, told by its size and its digest. The same content under the same key
//! is the same document: sent again, the answer says what is left to send.

use std::time::Duration;

use chrono::TimeDelta;
use guard::{client_address, client_limit, store_fault};
use http::StatusCode;
use shared::message::Message;
use shared::piece::{Parts, PieceDigest};
use shared::wire::{FieldProblem, OpenPieceRequest};
use store::{ClientLimit, NewPiece, OPENED_MAX, OpenPieceError, Opened, Store};
use support::{Call, Fault, Reply, environment, wait};

use crate::transit;

pub async fn open(call: &Call) -> Result<Reply, Fault> {
    let key = transit::key_of(call)?;
    let request: OpenPieceRequest = support::json::read(call)?;
    let (parts, digest) = check(&request)?;
    let now = environment::now()?;
    let store = Store::at(environment::database_url().await?);
    let limit = client_limit::of_call(call, now).await?.map(of_pieces);
    let piece = NewPiece {
        key: &key,
        digest,
        size: parts.size(),
        at: &environment::rfc3339(now),
        expires_at: &environment::rfc3339(now + KEPT),
        limit: limit.as_ref(),
    };
    match store.open_piece(&piece).await.map_err(|error| refused(&error))? {
        Opened::Piece(opened) => transit::answer(StatusCode::OK, &opened),
        Opened::LimitReached { earliest } => {
            let wait = client_limit::time_left(&earliest, now);
            let log = client_address::limited("limit of documents reached", call).await?;
            Err(Fault::too_many_requests(wait, limit_reached(wait), log))
        }
    }
}

/// A client opens as many documents as the requests that it may file can have.
fn of_pieces(limit: ClientLimit) -> ClientLimit {
    ClientLimit {
        most: limit.most.saturating_mul(OPENED_MAX),
        ..limit
    }
}

fn limit_reached(wait: Duration) -> Message {
    wait::sentence(
        wait,
        |wait| {
            format!(
                "Trop de fichiers ont été envoyés depuis votre connexion en une heure. Celui-ci n’a pas été reçu : renvoyez-le \
                 dans {wait}."
            )
        },
        |wait| {
            format!(
                "Too many files were sent from your connection within an hour. This one was not received: send it again in \
                 {wait}."
            )
        },
    )
}

fn refused(error: &OpenPieceError) -> Fault {
    match error {
        OpenPieceError::TooMany => Fault::conflict(
            "too-many-pieces",
            Message::built(
                format!(
                    "{OPENED_MAX} fichiers ont déjà été envoyés pour cette demande, qui est la limite. Déposez la demande avec \
                     ceux qui y sont, puis ajoutez les autres."
                ),
                format!(
                    "{OPENED_MAX} files were sent for this request already, which is the limit. File the request with those \
                     that are there, then add the others."
                ),
            ),
        ),
        OpenPieceError::Store(error) => store_fault(error),
    }
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
