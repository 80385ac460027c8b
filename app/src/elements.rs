//! The elements, one folder or file each. Each header lists what a hosting page can set and hear.

pub mod contrat;
pub mod demande;
pub mod guichet;
pub mod mesures;
pub mod simulateur;
pub mod suivi;
pub mod territoire;
pub mod verification;
