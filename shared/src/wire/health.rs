//! What who watches over the service is told.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/health`: requests can be served, and the storage answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HealthResponse {
    /// `ok`. Anything else is a problem, with its status.
    pub status: String,
    /// Version of the release.
    pub version: String,
}
