//! `POST /api/v1/pieces`: makes room for a document, told by its size and its digest. The same content under the same key
//! is the same document: sent again, the answer says what is left to send.

use std::time::Duration;

use chrono::TimeDelta;
use http::StatusCode;
use shared::message::Message;
use shared::piece::{Parts, PieceDigest};
use shared::wire::{FieldProblem, OpenPieceRequest};
use store::{Client, ClientCount, NewPiece, OPENED_MAX, Opened, Store};
use support::client_limit::time_left;
use support::{Call, ClientLimit, Fault, Reply, client_address, environment, wait};

use crate::fault::to_fault;
use crate::transit;

pub async fn open(call: &Call) -> Result<Reply, Fault> {
    let key = transit::key_of(call)?;
    let request: OpenPieceRequest = support::json::read(call)?;
    let (parts, digest) = check(&request)?;
    let now = environment::now()?;
    let store = Store::at(environment::database_url().await?);
    let limit = ClientLimit::of_call(call, now).await?;
    let client = limit.as_ref().map(|limit| Client::new(limit.pseudonym));
    let piece = NewPiece {
        key: &key,
        digest,
        size: parts.size(),
        at: &environment::rfc3339(now),
        expires_at: &environment::rfc3339(now + KEPT),
        limit: limit
            .as_ref()
            .zip(client.as_ref())
            .map(|(limit, client)| ClientCount {
                client,
                most: limit.filings.saturating_mul(OPENED_MAX),
                since: &limit.since,
            }),
    };
    match store.open_piece(&piece).await.map_err(|error| to_fault(&error))? {
        Opened::Piece(opened) => transit::answer(StatusCode::OK, &opened),
        Opened::LimitReached { earliest } => {
            let wait = time_left(&earliest, now);
            let log = client_address::limited("limit of documents reached", call).await?;
            Err(Fault::too_many_requests(wait, limit_reached(wait), log))
        }
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
