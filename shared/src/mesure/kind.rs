//! What a measure consists of: its kind in the programme's words, and the form that its money takes.

use crate::message::Message;

/// What a measure helps with, in the words of the programme (Banque des Territoires, page of the programme):
///
/// > sous forme d’aide à l’ingénierie, de financements en fonctionnement ou d’investissement
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Studies and expert work.
    Ingenierie,
    /// Running costs: a salary, a rent.
    Fonctionnement,
    /// Capital spending, or equity.
    Investissement,
    /// A loan.
    Pret,
    /// Advice and support by people.
    Accompagnement,
    /// Training.
    Formation,
    /// A tool to use by oneself.
    Tool,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Ingenierie,
        Self::Fonctionnement,
        Self::Investissement,
        Self::Pret,
        Self::Accompagnement,
        Self::Formation,
        Self::Tool,
    ];

    /// Its name on the wire and in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ingenierie => "ingenierie",
            Self::Fonctionnement => "fonctionnement",
            Self::Investissement => "investissement",
            Self::Pret => "pret",
            Self::Accompagnement => "accompagnement",
            Self::Formation => "formation",
            Self::Tool => "tool",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Ingenierie => Message::fixed("ingénierie", "engineering studies"),
            Self::Fonctionnement => Message::fixed("fonctionnement", "running costs"),
            Self::Investissement => Message::fixed("investissement", "investment"),
            Self::Pret => Message::fixed("prêt", "loan"),
            Self::Accompagnement => Message::fixed("accompagnement", "support"),
            Self::Formation => Message::fixed("formation", "training"),
            Self::Tool => Message::fixed("outil", "tool"),
        }
    }
}

/// The form that the money of a measure takes, when a source names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Money that is not paid back.
    Grant,
    /// A fixed sum, whatever is spent.
    LumpSum,
    /// A share of the capital.
    Equity,
    /// Something between a share of the capital and a loan.
    QuasiEquity,
    /// Money paid back if the project succeeds.
    RecoverableAdvance,
    /// A loan that is paid back after the others.
    SubordinatedLoan,
}

impl Form {
    /// Its name on the wire and in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::LumpSum => "lump_sum",
            Self::Equity => "equity",
            Self::QuasiEquity => "quasi_equity",
            Self::RecoverableAdvance => "recoverable_advance",
            Self::SubordinatedLoan => "subordinated_loan",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Grant => Message::fixed("subvention", "grant"),
            Self::LumpSum => Message::fixed("aide forfaitaire", "lump sum"),
            Self::Equity => Message::fixed("fonds propres", "equity"),
            Self::QuasiEquity => Message::fixed("quasi-fonds propres", "quasi-equity"),
            Self::RecoverableAdvance => Message::fixed("avance récupérable", "recoverable advance"),
            Self::SubordinatedLoan => Message::fixed("prêt subordonné", "subordinated loan"),
        }
    }
}
