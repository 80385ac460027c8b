//! What a device computes before it files, where the deployment asks for it.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/dossiers/challenge`: one filing's proof of work, to be found and sent in the header `Proof-Of-Work`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadChallengeResponse {
    /// Text to give back as it is. It serves for one filing.
    pub challenge: String,
    /// How many bits of the digest must be zero, 0 to 24.
    pub bits: u8,
    /// Until when it serves, RFC 3339, UTC.
    pub expires_at: String,
    /// Whether a filing needs it now.
    pub required: bool,
}
