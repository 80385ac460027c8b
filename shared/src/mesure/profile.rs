//! Who looks for a measure, as far as they said. It looks nothing up: the territory of a commune is found elsewhere.

use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::SectionNaf;
use crate::message::Message;

use crate::programme::Phase;

/// What is known of who asks. `None` is "not said yet", which refuses nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The kind of body.
    pub beneficiaire: Option<Beneficiaire>,
    /// The size of the company. It is not deduced from the staff, since it also depends on money and on links.
    pub taille: Option<Taille>,
    /// The staff of the company, in people.
    pub staff: Option<u32>,
    /// The activity of the company: [`crate::ids::CodeNaf::section`] of its code.
    pub section: Option<SectionNaf>,
    /// Where the project is.
    pub place: Option<Place>,
    /// The phase whose list of territories the place was looked up in.
    pub phase: Option<Phase>,
}

/// Where a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a commune of a Territoire d'industrie.
    InTerritoire,
    /// In a commune of none.
    Elsewhere,
}

/// A fact of a profile that a measure needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// [`Profile::beneficiaire`].
    Beneficiaire,
    /// [`Profile::taille`].
    Taille,
    /// [`Profile::staff`].
    Staff,
    /// [`Profile::section`].
    Section,
    /// [`Profile::place`].
    Place,
    /// [`Profile::phase`].
    Phase,
}

impl Fact {
    /// What to fill in.
    pub const fn message(self) -> Message {
        match self {
            Self::Beneficiaire => Message::fixed("la nature de l’organisme", "the kind of body"),
            Self::Taille => Message::fixed("la taille de l’entreprise", "the size of the company"),
            Self::Staff => Message::fixed("l’effectif de l’entreprise", "the number of employees"),
            Self::Section => Message::fixed("l’activité (code NAF)", "the activity (NAF code)"),
            Self::Place => Message::fixed("la commune du projet", "the commune of the project"),
            Self::Phase => Message::fixed("la phase du programme", "the phase of the programme"),
        }
    }
}
