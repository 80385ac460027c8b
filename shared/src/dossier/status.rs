//! The states of a dossier and what each means to the applicant. Which follows which is in `life`.

use crate::message::Message;

/// Where a dossier stands. The words are those of the décret n° 2018-514 (dépôt, recevabilité, instruction,
/// décision) and of the forms that applicants know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Received; nobody has looked at it yet.
    Depose,
    /// Admissible: complete and within the rules, article 4 II.
    Recevable,
    /// Being examined.
    EnInstruction,
    /// Granted.
    Accorde,
    /// Refused.
    Refuse,
    /// Closed without a decision on the merits.
    SansSuite,
}

impl Status {
    /// Every status, in the order of a dossier's life.
    pub const ALL: [Self; 6] = [
        Self::Depose,
        Self::Recevable,
        Self::EnInstruction,
        Self::Accorde,
        Self::Refuse,
        Self::SansSuite,
    ];

    /// Its name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Depose => "depose",
            Self::Recevable => "recevable",
            Self::EnInstruction => "en_instruction",
            Self::Accorde => "accorde",
            Self::Refuse => "refuse",
            Self::SansSuite => "sans_suite",
        }
    }

    /// The status of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Depose => Message::fixed("Déposée", "Filed"),
            Self::Recevable => Message::fixed("Recevable", "Admissible"),
            Self::EnInstruction => Message::fixed("En cours d’instruction", "Under examination"),
            Self::Accorde => Message::fixed("Accordée", "Granted"),
            Self::Refuse => Message::fixed("Refusée", "Refused"),
            Self::SansSuite => Message::fixed("Classée sans suite", "Closed without decision"),
        }
    }

    /// What it means, who acts next, and what the applicant has to do.
    pub const fn explanation(self) -> Message {
        match self {
            Self::Depose => Message::fixed(
                "Votre demande est arrivée. Le service instructeur va vérifier qu’elle est complète. Vous n’avez rien à \
                 faire.",
                "Your request has arrived. The service in charge will check that it is complete. You have nothing to \
                 do.",
            ),
            Self::Recevable => Message::fixed(
                "Votre demande est complète et peut être examinée. L’agent va l’instruire. Vous n’avez rien à faire. \
                 Recevable ne veut pas dire accordée.",
                "Your request is complete and can be examined. The agent will examine it. You have nothing to do. \
                 Admissible does not mean granted.",
            ),
            Self::EnInstruction => Message::fixed(
                "Un agent examine votre demande avec les financeurs. La décision vient ensuite. Vous n’avez rien à \
                 faire.",
                "An agent is examining your request with the funders. The decision comes next. You have nothing to do.",
            ),
            Self::Accorde => Message::fixed(
                "L’aide vous est accordée. Le service qui l’accorde vous écrit pour la convention et le versement.",
                "The aid is granted to you. The service that grants it will write to you about the agreement and the \
                 payment.",
            ),
            Self::Refuse => Message::fixed(
                "L’aide n’est pas accordée. La raison est indiquée ci-dessous.",
                "The aid is not granted. The reason is given below.",
            ),
            Self::SansSuite => Message::fixed(
                "Votre demande a été fermée sans décision. La raison est indiquée ci-dessous. Vous pouvez en déposer \
                 une autre.",
                "Your request was closed without a decision. The reason is given below. You may file another one.",
            ),
        }
    }
}
