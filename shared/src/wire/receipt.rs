//! The receipt: what an applicant can prove of their filing, and what anyone needs to check it.

use serde::{Deserialize, Serialize};

use super::{DeadlineBody, SentenceBody, SourceBody, TerritoireSummary};

/// What the receipt says, signed as a compact JWS (RFC 7515, Ed25519) over its canonical JSON (RFC 8785).
///
/// It is made of what the first event of the dossier keeps and of nothing else, so that it is the same each time it is
/// given. It names no person: what was asked is told by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Receipt {
    /// The version of this format, `guichet-receipt-1`.
    pub format: String,
    /// Number of the dossier.
    pub reference: String,
    /// When the request was received, RFC 3339, UTC.
    pub filed_at: String,
    /// The day that it was in Paris, `YYYY-MM-DD`: "la date de réception".
    pub received_on: String,
    /// The territory of the project.
    pub territoire: TerritoireSummary,
    /// Version of the rules that accepted the request.
    pub rules_version: String,
    /// Which texts set the deadlines, a code of `dossier::Regime`.
    pub regime: String,
    /// Euros asked for.
    pub montant_demande: String,
    /// SHA-256, in hexadecimal, of the canonical JSON of the request as it was sworn, given back with the receipt.
    pub request_sha256: String,
    /// The documents received with the request.
    pub pieces: Vec<ReceivedPieceBody>,
    /// The hash of the first event of the dossier, in hexadecimal: the chain of the dossier begins with it.
    pub event_hash: String,
    /// What an acknowledgement must tell.
    pub acknowledgement: AcknowledgementBody,
}

/// One document received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReceivedPieceBody {
    /// Its number in the dossier.
    pub id: String,
    /// A code of `dossier::PieceKind`.
    pub kind: String,
    /// How the applicant names it.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u32,
    /// What it is, by its content.
    pub media_type: String,
}

/// The mentions of an acknowledgement (CRPA, R112-5 and R112-11-1), as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AcknowledgementBody {
    /// The service in charge.
    pub service: ServiceBody,
    /// What silence decides, and when; `null` when no text known here sets a day.
    pub silence: Option<SilenceBody>,
    /// The legal deadlines, as they stood on the day of receipt, soonest first.
    pub deadlines: Vec<DeadlineBody>,
    /// What the texts say besides, remedies above all.
    pub mentions: Vec<MentionBody>,
    /// What is not known here, and whom to ask.
    pub doubts: Vec<SentenceBody>,
}

/// The service in charge of the dossier. `null` is "unknown".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ServiceBody {
    /// What it is called.
    pub name: Option<String>,
    /// Where to write to it by post.
    pub address: Option<String>,
    /// Where to write to it by e-mail.
    pub email: Option<String>,
    /// Where to call it.
    pub phone: Option<String>,
}

/// What silence decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SilenceBody {
    /// The day on which it does, `YYYY-MM-DD`: the one after the last day of the administration.
    pub day: String,
    /// What it decides: `rejet`.
    pub means: String,
    /// The same in a sentence.
    pub message: SentenceBody,
}

/// What a text says that the applicant must be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MentionBody {
    /// `acknowledgement`, `completeness`, `administrative_remedy` or `judicial_remedy`.
    pub kind: String,
    /// What it means here, in a sentence.
    pub message: SentenceBody,
    /// The sentence of the text, in its own words.
    pub quote: String,
    /// The text.
    pub source: SourceBody,
    /// What is not sure about it.
    pub doubts: Vec<SentenceBody>,
}

/// `POST /api/v1/suivi/receipt`: the receipt again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadReceiptResponse {
    /// The receipt, as a compact JWS.
    pub receipt: String,
    /// The canonical JSON (RFC 8785) of the request as it was sworn, as text: its SHA-256 is on the receipt.
    pub sworn_request: String,
}

/// `GET /.well-known/jwks.json`: the keys that receipts were signed with (RFC 7517, RFC 8037).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListKeysResponse {
    /// The key in use first, then those of before.
    pub keys: Vec<KeyBody>,
}

/// One public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KeyBody {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// The key, base64url.
    pub x: String,
    /// Its thumbprint (RFC 7638), which the header of a receipt names.
    pub kid: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    #[serde(rename = "use")]
    pub usage: String,
}

/// `POST /api/v1/suivi/chain`: the hashes of a dossier's events, with all that they cover. Digests and hashes are in
/// hexadecimal; `docs/api.md` says how to compute them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadChainResponse {
    /// Number of the dossier.
    pub reference: String,
    /// Its territory: phase and id, as the first hash covers it.
    pub territoire: String,
    /// SHA-256 of the applicant's code, as the first hash covers it.
    pub code_digest: String,
    /// Each event, oldest first.
    pub events: Vec<ChainedEventBody>,
}

/// One event of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChainedEventBody {
    /// Its number in the dossier, from 1.
    pub seq: u32,
    /// Which formula its hash follows: 2; 1 for the oldest, whose hash covers a name that is not told.
    pub formula: u32,
    /// The status it led to.
    pub status: String,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Who made it: `demandeur` or `agent`.
    pub actor: String,
    /// The salted digest of who made it and of what it holds.
    pub content_digest: String,
    /// The hash of the event before; zeros for the first.
    pub previous_hash: String,
    /// Its own hash.
    pub hash: String,
}
