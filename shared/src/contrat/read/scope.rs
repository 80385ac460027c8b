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
