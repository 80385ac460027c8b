//! Size categories of enterprises, and how each is named. Which one an enterprise is in is computed elsewhere.

use crate::message::Message;

/// Size of the body that asks, as the applicant declares it. The limits are those of recommendation 2003/361/CE: staff,
/// and either turnover or balance sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taille {
    /// Fewer than 10 people, and turnover or balance sheet of 2 M€ at most.
    Micro,
    /// Fewer than 50 people, and turnover or balance sheet of 10 M€ at most.
    Petite,
    /// Fewer than 250 people, and turnover of 50 M€ or balance sheet of 43 M€ at most.
    Moyenne,
    /// Beyond a medium-sized enterprise.
    Grande,
    /// A local authority or another body without such a size: "le cas échéant".
    SansObjet,
}

impl Taille {
    /// Every size, smallest first.
    pub const ALL: [Self; 5] = [
        Self::Micro,
        Self::Petite,
        Self::Moyenne,
        Self::Grande,
        Self::SansObjet,
    ];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Petite => "petite",
            Self::Moyenne => "moyenne",
            Self::Grande => "grande",
            Self::SansObjet => "sans_objet",
        }
    }

    /// The size of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|taille| taille.as_str() == name)
    }

    /// Its name for people, with the limits of the recommendation: staff, and turnover or balance sheet.
    pub const fn label(self) -> Message {
        match self {
            Self::Micro => Message::fixed(
                "Microentreprise : moins de 10 personnes, et 2 M€ au plus de chiffre d’affaires ou de bilan",
                "Micro: fewer than 10 people, and turnover or balance sheet of €2M at most",
            ),
            Self::Petite => Message::fixed(
                "Petite entreprise : moins de 50 personnes, et 10 M€ au plus de chiffre d’affaires ou de bilan",
                "Small: fewer than 50 people, and turnover or balance sheet of €10M at most",
            ),
            Self::Moyenne => Message::fixed(
                "Moyenne entreprise : moins de 250 personnes, et 50 M€ au plus de chiffre d’affaires ou 43 M€ de bilan",
                "Medium: fewer than 250 people, and turnover of €50M or balance sheet of €43M at most",
            ),
            Self::Grande => Message::fixed("Entreprise plus grande", "Larger enterprise"),
            Self::SansObjet => Message::fixed(
                "Collectivité ou autre organisme (sans objet)",
                "Local authority or other body (not applicable)",
            ),
        }
    }
}
