//! What changes a contract once it is signed. It applies nothing: `version` does.

use chrono::NaiveDate;

use crate::source::Stated;

use super::fiche::FicheAction;
use super::model::Engagement;
use super::parties::{Cote, Partenaire, Signataire};

/// An `Avenant` amends a signed contract without erasing what it said before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avenant {
    /// 1 for the first, then one more each time.
    pub numero: u16,
    /// Day of its signature, from which it holds.
    pub signed_on: NaiveDate,
    /// What it is about.
    pub objet: Stated<String>,
    /// What it changes, in the order in which the changes apply.
    pub amendements: Vec<Amendement>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendement {
    /// Another body signs.
    AddSignataire(Cote, Signataire),
    /// Another body takes part without signing.
    AddPartenaire(Partenaire),
    /// The contract lasts longer: until this last day, included.
    ExtendTo(NaiveDate),
    /// A new action.
    AddFiche(FicheAction),
    /// An action written again as a whole, under its number.
    ReplaceFiche(FicheAction),
    /// The action of that number is given up.
    WithdrawFiche(String),
    /// A party undertakes something more.
    AddEngagement(Engagement),
}
