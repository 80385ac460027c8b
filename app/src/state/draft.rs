//! What is kept of a request until it is sent: exactly what was typed. Where it is kept is `crate::draft`'s business.

use serde::{Deserialize, Serialize};
use shared::wire::{CommuneBody, FileDossierRequest};

/// A request being filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was typed, right or wrong.
    pub request: FileDossierRequest,
    /// The commune that was chosen, with its territory.
    pub commune: Option<CommuneBody>,
    /// What makes sending it twice file it once.
    pub key: String,
    /// The name of the step it was left at.
    pub step: String,
    /// What was sent without an answer: one of these may have been filed, and its receipt can be asked for again with
    /// the same key and the same content.
    pub attempts: Vec<FileDossierRequest>,
}
