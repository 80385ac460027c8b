//! What has been read of a contract so far, that what comes next may refer to. It grows with each amendment.

use std::collections::BTreeSet;

use crate::contrat::rules::Bounds;
use crate::programme::{Axe, Phase};

/// What references are looked up in.
#[derive(Debug, Default)]
pub struct Scope {
    /// Phase of the programme.
    pub phase: Option<Phase>,
    /// Axes that the contract takes up, when it says which.
    pub axes: Option<Vec<Axe>>,
    /// First and last days, as extended so far.
    pub bounds: Option<Bounds>,
    /// Ids of those who sign.
    pub signataires: BTreeSet<String>,
    /// Ids of those who sign or take part.
    pub parties: BTreeSet<String>,
    /// Numbers of the sheets in force.
    pub fiches: BTreeSet<String>,
    /// Numbers of all sheets, withdrawn or not.
    pub numeros: BTreeSet<String>,
}

impl Scope {
    /// The axes that a sheet may choose from: those that the contract takes up, else those of its phase, else all.
    pub fn axes_to_offer(&self) -> Vec<Axe> {
        match (&self.axes, self.phase) {
            (Some(axes), _) if !axes.is_empty() => axes.clone(),
            (_, Some(phase)) => Axe::of(phase).to_vec(),
            (_, None) => Axe::ALL.to_vec(),
        }
    }
}
