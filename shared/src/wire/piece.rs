//! Sending documents, before they are joined to a request, and reading them back.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/pieces`, with the `Idempotency-Key` that the request, or the answer, which it is for will have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenPieceRequest {
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A document on its way, or arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadPieceResponse {
    /// Its number. It opens nothing by itself.
    pub id: String,
    /// How many bytes it has.
    pub size: u32,
    /// Bytes of each part to send, but for the last.
    pub part_bytes: u32,
    /// The places, from 0, of the parts that have not arrived.
    pub missing: Vec<u32>,
    /// What it is, by its content, once it has arrived whole and was accepted: it may then be joined to a request.
    pub media_type: Option<String>,
    /// Until when it is kept unless it is joined to a request, RFC 3339, UTC.
    pub expires_at: String,
}

/// `GET /api/v1/pieces`: what may be sent, told before anything is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadPieceLimitsResponse {
    /// Bytes of one document, at most.
    pub piece_bytes: u32,
    /// Documents of one dossier, at most, those that an agent asked for aside.
    pub pieces: u32,
    /// Bytes of each part in which a document is sent, but for the last.
    pub part_bytes: u32,
    /// What a document may be, by its content.
    pub media_types: Vec<MediaTypeBody>,
}

/// A kind of document that is accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MediaTypeBody {
    /// Its name, registered with IANA.
    pub media_type: String,
    /// How the name of its files ends, without the point.
    pub extension: String,
}

/// `POST /api/v1/suivi/piece`: a document of a dossier, for who holds its code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadPieceRequest {
    /// Number of the dossier.
    pub reference: String,
    /// The applicant's access code.
    pub code: String,
    /// Number of the document.
    pub id: String,
}

/// A document of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DossierPieceBody {
    /// The document.
    pub piece: super::ReceivedPieceBody,
    /// When it was joined to the dossier, RFC 3339, UTC.
    pub received_at: String,
}
