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
    /// The request that it mends; a request of its own mends none. The code that opens that one is not kept.
    pub mends: Option<Mended>,
}

/// A request that was filed and is being mended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mended {
    /// Its number.
    pub reference: String,
    /// The version that was read.
    pub seen: u32,
}

impl Draft {
    /// What tells it from others: the study, else who asks, else where; empty when nothing of it is said.
    pub fn title(&self) -> &str {
        let (demandeur, projet) = (&self.request.demandeur, &self.request.projet);
        let commune = self.commune.as_ref().map_or("", |commune| &commune.name);
        let names = [projet.intitule.as_str(), demandeur.denomination.as_str(), commune];
        names
            .into_iter()
            .map(str::trim)
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }
}
