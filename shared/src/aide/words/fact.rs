//! How each fact that an aid needs is named when it is missing.

use crate::aide::facts::Fact;
use crate::message::Message;

impl Fact {
    /// What to fill in.
    pub const fn message(self) -> Message {
        match self {
            Self::Beneficiaire => Message::fixed(
                "qui demande l’aide : entreprise, intercommunalité, autre organisme",
                "who asks for the aid: company, intercommunal authority, other body",
            ),
            Self::Taille => Message::fixed("la taille de l’entreprise", "the size of the enterprise"),
            Self::Effectif => Message::fixed("l’effectif de l’entreprise", "the staff of the enterprise"),
            Self::Commune => Message::fixed("la commune du projet", "the commune of the project"),
            Self::Naf => Message::fixed(
                "l’activité de l’entreprise (code NAF)",
                "the activity of the enterprise (NAF code)",
            ),
            Self::Engagement => Message::fixed(
                "si l’étude est déjà commandée, et depuis quand",
                "whether the study is ordered already, and since when",
            ),
            Self::EnDifficulte => Message::fixed(
                "si l’entreprise est en difficulté au sens européen",
                "whether the enterprise is in difficulty in the European sense",
            ),
            Self::RecoveryOrder => Message::fixed(
                "si l’entreprise doit rembourser une aide illégale",
                "whether the enterprise must pay back an unlawful aid",
            ),
            Self::Cout => Message::fixed("le coût prévu de l’étude", "the planned cost of the study"),
            Self::OtherAids => Message::fixed(
                "les autres aides publiques demandées ou obtenues pour cette étude",
                "the other public aids asked for or obtained for this study",
            ),
            Self::DeMinimis => Message::fixed(
                "les aides de minimis reçues depuis trois ans par toute l’entreprise unique",
                "the de minimis aids of the last three years of the whole single undertaking",
            ),
        }
    }
}
