//! The challenge of a proof of work: drawn and signed here, read again when it comes back with a solution. A server that
//! holds the key needs nothing else to know its own, so nothing is kept of a challenge until it serves. What a proof is, is
//! in `shared`; that a challenge serves once is a condition of the filing in the store.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use constant_time_eq::constant_time_eq_32;
use guard::GuardKey;
use http::StatusCode;
use shared::message::Message;
use shared::proof_of_work::{BITS_MAX, is_solved, parse};
use shared::wire::ReadChallengeResponse;
use support::reply::{Caching, json};
use support::{Fault, Reply, environment};

/// `GET /api/v1/dossiers/challenge`: one to solve, whether it is required or not.
pub async fn draw() -> Result<Reply, Fault> {
    let bits = bits_of_component().await?;
    let key = GuardKey::of_component().await?;
    let challenge = Challenge {
        nonce: environment::random()?,
        expires_at: environment::now()? + VALIDITY,
        bits,
    };
    let response = ReadChallengeResponse {
        challenge: challenge.write(&key),
        bits,
        expires_at: environment::rfc3339(challenge.expires_at),
        required: bits != 0,
    };
    json(StatusCode::OK, Caching::Never, &response)
}

/// How many bits this deployment asks for; none when it asks for no proof.
///
/// # Errors
/// A 500 when its variable is no such number.
pub async fn bits_of_component() -> Result<u8, Fault> {
    let bits = environment::variable("proof_of_work_bits").await?;
    let bits = bits.trim().parse().ok().filter(|bits| *bits <= BITS_MAX);
    bits.ok_or_else(|| {
        Fault::internal(format!(
            "read the variable proof_of_work_bits: it is not a number from 0 to {BITS_MAX}"
        ))
    })
}

/// Long enough to come back to a page that was left open, short enough that what served is soon forgotten: the store does
/// so after an hour.
const VALIDITY: TimeDelta = TimeDelta::minutes(30);

/// What a filing was asked to solve.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Challenge {
    /// Drawn for it alone.
    nonce: [u8; 16],
    expires_at: DateTime<Utc>,
    bits: u8,
}

/// Checks the header of a filing, and tells what its challenge was drawn as.
///
/// # Errors
/// What is wrong with it.
pub fn check(
    header: Option<&str>,
    bits: u8,
    now: DateTime<Utc>,
    key: &GuardKey,
) -> Result<[u8; 16], ProofError> {
    let (text, solution) = parse(header.ok_or(ProofError::Missing)?).ok_or(ProofError::WrongShape)?;
    let challenge = Challenge::read(text, key)?;
    if challenge.expires_at <= now {
        return Err(ProofError::Expired);
    }
    if challenge.bits < bits {
        return Err(ProofError::TooFewBits);
    }
    if !is_solved(text, solution, challenge.bits) {
        return Err(ProofError::NotSolved);
    }
    Ok(challenge.nonce)
}

/// Why a proof of work does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// There is none.
    #[error("find the header")]
    Missing,
    /// It is not a challenge, a colon and a number.
    #[error("read the header")]
    WrongShape,
    /// The challenge is not one of ours.
    #[error("trust the challenge")]
    Forged,
    /// Its time is over.
    #[error("accept the challenge: it has expired")]
    Expired,
    /// It was drawn when less was asked for.
    #[error("accept the challenge: it asks for fewer bits than are asked now")]
    TooFewBits,
    /// The number does not solve it.
    #[error("accept the solution: its digest has too few zero bits")]
    NotSolved,
    /// It has filed another request.
    #[error("accept the challenge: it has served")]
    AlreadyUsed,
}

impl ProofError {
    /// Its code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::WrongShape => "wrong_shape",
            Self::Forged => "forged",
            Self::Expired => "expired",
            Self::TooFewBits => "too_few_bits",
            Self::NotSolved => "not_solved",
            Self::AlreadyUsed => "already_used",
        }
    }

    /// What is wrong.
    pub const fn message(self) -> Message {
        match self {
            Self::Missing => Message::fixed(
                "L’en-tête Proof-Of-Work manque.",
                "The header Proof-Of-Work is missing.",
            ),
            Self::WrongShape => Message::fixed(
                "L’en-tête Proof-Of-Work s’écrit : le défi reçu, deux-points, un nombre entier.",
                "The header Proof-Of-Work reads: the challenge received, a colon, a whole number.",
            ),
            Self::Forged => Message::fixed(
                "Ce défi n’a pas été donné par ce guichet. Demandez-en un autre.",
                "This challenge was not given by this service. Ask for another.",
            ),
            Self::Expired => Message::fixed(
                "Ce défi a expiré. Demandez-en un autre.",
                "This challenge has expired. Ask for another.",
            ),
            Self::TooFewBits => Message::fixed(
                "Ce défi a été donné quand le guichet en demandait moins. Demandez-en un autre.",
                "This challenge was given when the service asked for less. Ask for another.",
            ),
            Self::NotSolved => Message::fixed(
                "Ce nombre ne résout pas le défi : l’empreinte n’a pas assez de bits nuls.",
                "This number does not solve the challenge: the digest has too few zero bits.",
            ),
            Self::AlreadyUsed => Message::fixed(
                "Ce défi a déjà servi à déposer une autre demande. Demandez-en un autre.",
                "This challenge has already filed another request. Ask for another.",
            ),
        }
    }
}

impl Challenge {
    /// What is signed, then the signature, in base64url.
    fn write(&self, key: &GuardKey) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(self.nonce);
        bytes.extend(self.expires_at.timestamp().to_be_bytes());
        bytes.push(self.bits);
        bytes.extend(key.derive(PURPOSE, &bytes));
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The challenge of a text that was written under this key.
    fn read(text: &str, key: &GuardKey) -> Result<Self, ProofError> {
        let bytes = BASE64_URL_SAFE_NO_PAD
            .decode(text)
            .map_err(|_| ProofError::WrongShape)?;
        let (signed, signature) = bytes.split_last_chunk().ok_or(ProofError::WrongShape)?;
        if !constant_time_eq_32(signature, &key.derive(PURPOSE, signed)) {
            return Err(ProofError::Forged);
        }
        let ([VERSION], rest) = signed.split_first_chunk().ok_or(ProofError::WrongShape)? else {
            return Err(ProofError::WrongShape);
        };
        let (nonce, rest) = rest.split_first_chunk().ok_or(ProofError::WrongShape)?;
        let (expires_at, rest) = rest.split_first_chunk().ok_or(ProofError::WrongShape)?;
        let ([bits], expires_at) = (rest, DateTime::from_timestamp(i64::from_be_bytes(*expires_at), 0))
        else {
            return Err(ProofError::WrongShape);
        };
        Ok(Self {
            nonce: *nonce,
            expires_at: expires_at.ok_or(ProofError::WrongShape)?,
            bits: *bits,
        })
    }
}

/// Of the bytes of a challenge.
const VERSION: u8 = 1;

const PURPOSE: &[u8] = b"challenge-1";

#[cfg(test)]
mod tests;
