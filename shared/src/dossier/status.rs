//! The states of a dossier and what each means to the applicant. Which follows which is in `decide`.

use crate::message::Message;

/// Where a dossier stands. The words are those of the décret n° 2018-514 (dépôt, recevabilité, instruction,
/// décision, solde) and of the forms that applicants know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Received; nobody has looked at it yet.
    Depose,
    /// Something is missing, and the applicant was asked for it (CRPA, L114-5).
    ACompleter,
    /// The applicant has answered; nobody has looked at the answer yet.
    Complete,
    /// Admissible: complete and within the rules, article 4 II.
    Recevable,
    /// Not admissible, article 4 II: a new request may be filed.
    Irrecevable,
    /// Being examined.
    EnInstruction,
    /// Granted.
    Accorde,
    /// Refused.
    Refuse,
    /// Closed without a decision on the merits.
    SansSuite,
    /// Taken back by the applicant before any decision.
    Retire,
    /// The convention is signed, article 8.
    Conventionne,
    /// Everything due was paid, and the dossier is closed.
    Solde,
}

impl Status {
    /// Every status, in the order of a dossier's life.
    pub const ALL: [Self; 12] = [
        Self::Depose,
        Self::ACompleter,
        Self::Complete,
        Self::Recevable,
        Self::Irrecevable,
        Self::EnInstruction,
        Self::Accorde,
        Self::Refuse,
        Self::SansSuite,
        Self::Retire,
        Self::Conventionne,
        Self::Solde,
    ];

    /// Its name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Depose => "depose",
            Self::ACompleter => "a_completer",
            Self::Complete => "complete",
            Self::Recevable => "recevable",
            Self::Irrecevable => "irrecevable",
            Self::EnInstruction => "en_instruction",
            Self::Accorde => "accorde",
            Self::Refuse => "refuse",
            Self::SansSuite => "sans_suite",
            Self::Retire => "retire",
            Self::Conventionne => "conventionne",
            Self::Solde => "solde",
        }
    }

    /// The status of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether nothing is decided yet: until then, the applicant may withdraw and the clock runs.
    pub const fn is_undecided(self) -> bool {
        match self {
            Self::Depose | Self::ACompleter | Self::Complete | Self::Recevable | Self::EnInstruction => true,
            Self::Irrecevable
            | Self::Accorde
            | Self::Refuse
            | Self::SansSuite
            | Self::Retire
            | Self::Conventionne
            | Self::Solde => false,
        }
    }

    /// Whether nothing can follow.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Irrecevable | Self::Refuse | Self::SansSuite | Self::Retire | Self::Solde => true,
            Self::Depose
            | Self::ACompleter
            | Self::Complete
            | Self::Recevable
            | Self::EnInstruction
            | Self::Accorde
            | Self::Conventionne => false,
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Depose => Message::fixed("Déposée", "Filed"),
            Self::ACompleter => Message::fixed("À compléter", "To be completed"),
            Self::Complete => Message::fixed("Complétée", "Completed"),
            Self::Recevable => Message::fixed("Recevable", "Admissible"),
            Self::Irrecevable => Message::fixed("Irrecevable", "Not admissible"),
            Self::EnInstruction => Message::fixed("En cours d’instruction", "Under examination"),
            Self::Accorde => Message::fixed("Accordée", "Granted"),
            Self::Refuse => Message::fixed("Refusée", "Refused"),
            Self::SansSuite => Message::fixed("Classée sans suite", "Closed without decision"),
            Self::Retire => Message::fixed("Retirée", "Withdrawn"),
            Self::Conventionne => Message::fixed("Conventionnée", "Agreement signed"),
            Self::Solde => Message::fixed("Soldée", "Settled"),
        }
    }

    /// What it means, who acts next, and what the applicant has to do.
    pub const fn explanation(self) -> Message {
        match self {
            Self::Depose => Message::fixed(
                "Votre demande est arrivée. Le service instructeur va vérifier qu’elle est complète. Vous n’avez rien à \
                 faire jusqu’à la date de décision indiquée ci-dessous.",
                "Your request has arrived. The service in charge will check that it is complete. You have nothing to \
                 do until the day of the decision given below.",
            ),
            Self::ACompleter => Message::fixed(
                "Il manque quelque chose à votre demande\u{a0}: la liste est ci-dessous. Vous devez y répondre au plus tard \
                 à la date indiquée, là où vous suivez la demande. L’agent reprendra ensuite son examen.",
                "Something is missing from your request: the list is below. You have to answer it by the date given, where \
                 you follow the request. The agent will then go on.",
            ),
            Self::Complete => Message::fixed(
                "Votre réponse est arrivée. L’agent va vérifier que la demande est maintenant complète. Vous n’avez rien \
                 à faire jusqu’à la date de décision indiquée ci-dessous.",
                "Your answer has arrived. The agent will check that the request is now complete. You have nothing to do \
                 until the day of the decision given below.",
            ),
            Self::Recevable => Message::fixed(
                "Votre demande est complète et peut être examinée. L’agent va l’instruire. Vous n’avez rien à faire \
                 jusqu’à la date de décision indiquée ci-dessous. Recevable ne veut pas dire accordée.",
                "Your request is complete and can be examined. The agent will examine it. You have nothing to do until \
                 the day of the decision given below. Admissible does not mean granted.",
            ),
            Self::Irrecevable => Message::fixed(
                "Votre demande ne peut pas être examinée. La raison est indiquée ci-dessous. Vous pouvez en déposer une \
                 nouvelle.",
                "Your request cannot be examined. The reason is given below. You may file a new one.",
            ),
            Self::EnInstruction => Message::fixed(
                "Un agent examine votre demande avec les financeurs. La décision vient ensuite. Vous n’avez rien à \
                 faire jusqu’à la date indiquée ci-dessous.",
                "An agent is examining your request with the funders. The decision comes next. You have nothing to do \
                 until the day given below.",
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
            Self::Retire => Message::fixed(
                "Vous avez retiré votre demande avant la décision. Elle ne sera pas examinée. Vous pouvez en déposer une \
                 autre.",
                "You withdrew your request before the decision. It will not be examined. You may file another one.",
            ),
            Self::Conventionne => Message::fixed(
                "La convention est signée. Réalisez l’étude et gardez les justificatifs\u{a0}: le service qui accorde l’aide \
                 les demande pour la verser.",
                "The agreement is signed. Carry out the study and keep the supporting documents: the service that grants \
                 the aid asks for them to pay it.",
            ),
            Self::Solde => Message::fixed(
                "L’aide a été versée et le dossier est clos. Vous n’avez plus rien à faire.",
                "The aid was paid and the file is closed. You have nothing more to do.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    #[test]
    fn the_names_in_the_store_never_change() {
        let names = Status::ALL.map(Status::as_str);
        assert_eq!(
            names,
            [
                "depose",
                "a_completer",
                "complete",
                "recevable",
                "irrecevable",
                "en_instruction",
                "accorde",
                "refuse",
                "sans_suite",
                "retire",
                "conventionne",
                "solde",
            ]
        );
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
        assert_eq!(Status::parse("Depose"), None);
    }

    #[test]
    fn each_status_speaks_both_languages_and_no_two_alike() {
        for status in Status::ALL {
            for message in [status.label(), status.explanation()] {
                assert_ne!(message.in_lang(Lang::Fr), message.in_lang(Lang::En));
            }
            let same = |other: &Status| other.label() == status.label();
            assert_eq!(Status::ALL.iter().filter(|other| same(other)).count(), 1);
        }
    }

    #[test]
    fn nothing_is_both_undecided_and_final() {
        for status in Status::ALL {
            assert!(
                !(status.is_undecided() && status.is_final()),
                "{}",
                status.as_str()
            );
        }
    }
}
