//! Who signs a contract, on its three sides, and who takes part without signing. It says nothing of what they do.

use std::fmt;

use chrono::NaiveDate;

use crate::message::Message;
use crate::source::Stated;

/// What a contract's file calls one of its parties: `cc-vie-et-boulogne`. It means something in that file only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartieId(String);

impl PartieId {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn as_written(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for PartieId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A side of a contract, as the heads of the published contracts name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cote {
    /// "les intercommunalités", sometimes with their Pays or PETR.
    Intercommunalites,
    /// "les partenaires publics": région, State, operators.
    PartenairesPublics,
    /// "les partenaires économiques et industriels".
    PartenairesEconomiques,
}

impl Cote {
    /// In the order of the contracts.
    pub const ALL: [Self; 3] = [
        Self::Intercommunalites,
        Self::PartenairesPublics,
        Self::PartenairesEconomiques,
    ];

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Intercommunalites => "intercommunalites",
            Self::PartenairesPublics => "partenaires_publics",
            Self::PartenairesEconomiques => "partenaires_economiques",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Intercommunalites => Message::fixed("Intercommunalités", "Intercommunal authorities"),
            Self::PartenairesPublics => Message::fixed("Partenaires publics", "Public partners"),
            Self::PartenairesEconomiques => Message::fixed(
                "Partenaires économiques et industriels",
                "Economic and industrial partners",
            ),
        }
    }
}

/// A `Signataire` is a body that signs a contract ("l'ensemble des intercommunalités, partenaires publics, partenaires
/// économiques et industriels sont dénommés ci-après les « signataires »").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signataire {
    /// What the file calls it.
    pub id: PartieId,
    /// Its name.
    pub denomination: String,
    /// The office of who signs for it. No name.
    pub representant: Stated<String>,
    /// Votes of its assembly on the contract.
    pub deliberations: Stated<Vec<Deliberation>>,
}

/// A `Deliberation` is a vote of an assembly ("Vu la délibération … en date du … autorisant le président à signer").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deliberation {
    /// Its day.
    pub date: Stated<NaiveDate>,
    /// Whether it lets the president sign.
    pub authorises_signature: Stated<bool>,
}

/// A body that takes part in the contract without signing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partenaire {
    /// What the file calls it.
    pub id: PartieId,
    /// Its name.
    pub denomination: String,
}

/// The three sides of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signataires {
    /// Intercommunalités.
    pub intercommunalites: Stated<Vec<Signataire>>,
    /// Public partners.
    pub partenaires_publics: Stated<Vec<Signataire>>,
    /// Economic and industrial partners.
    pub partenaires_economiques: Stated<Vec<Signataire>>,
}

impl Signataires {
    /// Those of one side.
    pub const fn of(&self, cote: Cote) -> &Stated<Vec<Signataire>> {
        match cote {
            Cote::Intercommunalites => &self.intercommunalites,
            Cote::PartenairesPublics => &self.partenaires_publics,
            Cote::PartenairesEconomiques => &self.partenaires_economiques,
        }
    }
}
