//! Who may ask for an aid or use a measure: the kinds of body that the texts of the programme name. It says nothing of
//! their size.

use crate::message::Message;

/// A kind of `Beneficiaire`, who may receive an aid (règlement (UE) n° 651/2014, article 2; pages of the operators).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Beneficiaire {
    /// A company of any size.
    Entreprise,
    /// An intercommunalité.
    Epci,
    /// A commune, a département, a région.
    Collectivite,
    /// A non-profit association.
    Association,
    /// A group of employers.
    GroupementEmployeurs,
    /// A school, a training centre, a university.
    OrganismeFormation,
    /// A body that prepares land and buildings.
    Amenageur,
    /// A chamber of commerce and industry.
    Cci,
    /// A person: a young recruit, a job seeker.
    Particulier,
}

impl Beneficiaire {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Entreprise,
        Self::Epci,
        Self::Collectivite,
        Self::Association,
        Self::GroupementEmployeurs,
        Self::OrganismeFormation,
        Self::Amenageur,
        Self::Cci,
        Self::Particulier,
    ];

    /// Its name on the wire and in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entreprise => "entreprise",
            Self::Epci => "epci",
            Self::Collectivite => "collectivite",
            Self::Association => "association",
            Self::GroupementEmployeurs => "groupement_employeurs",
            Self::OrganismeFormation => "organisme_formation",
            Self::Amenageur => "amenageur",
            Self::Cci => "cci",
            Self::Particulier => "particulier",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Entreprise => Message::fixed("entreprise", "company"),
            Self::Epci => Message::fixed("intercommunalité", "intercommunal authority"),
            Self::Collectivite => {
                Message::fixed("commune, département ou région", "local or regional authority")
            }
            Self::Association => Message::fixed("association", "association"),
            Self::GroupementEmployeurs => Message::fixed("groupement d’employeurs", "group of employers"),
            Self::OrganismeFormation => Message::fixed("organisme de formation", "training body"),
            Self::Amenageur => Message::fixed("aménageur", "land developer"),
            Self::Cci => Message::fixed(
                "chambre de commerce et d’industrie",
                "chamber of commerce and industry",
            ),
            Self::Particulier => Message::fixed("particulier", "individual"),
        }
    }
}
