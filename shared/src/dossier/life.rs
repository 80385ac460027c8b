//! The life of a dossier as a state machine over events: `decide` says what a command leads to or why it is
//! refused, `apply` moves the state and never fails.

use super::Status;
use crate::message::{Lang, Message};
use crate::money::Euros;
use crate::wire::FieldProblem;

/// What an agent asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The request is complete and admissible.
    DeclareRecevable,
    /// Its examination begins.
    StartInstruction,
    /// The aid is granted.
    Grant {
        /// How much.
        montant: Euros,
    },
    /// The aid is refused.
    Refuse {
        /// Why.
        motif: String,
    },
    /// The dossier is closed without a decision on the merits.
    CloseSansSuite {
        /// Why.
        motif: String,
    },
}

impl Command {
    /// Builds the command that leads to a status from what an agent sends with it.
    ///
    /// # Errors
    /// The field that is missing, wrong, or out of place with that status.
    pub fn from_fields(
        status: &str,
        montant_accorde: Option<&str>,
        motif: Option<&str>,
    ) -> Result<Self, FieldProblem> {
        let status = Status::parse(status)
            .ok_or_else(|| FieldProblem::new("/status", "unknown_status", &known_statuses()))?;
        let montant = read_montant(status, montant_accorde)?;
        let motif = read_motif(status, motif)?;
        Ok(match status {
            Status::Depose => return Err(FieldProblem::new("/status", "unknown_status", &known_statuses())),
            Status::Recevable => Self::DeclareRecevable,
            Status::EnInstruction => Self::StartInstruction,
            Status::Accorde => Self::Grant { montant },
            Status::Refuse => Self::Refuse { motif },
            Status::SansSuite => Self::CloseSansSuite { motif },
        })
    }
}

/// What happened, once and for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was found admissible.
    Recevable,
    /// Its examination began.
    EnInstruction,
    /// The aid was granted.
    Accorde {
        /// How much.
        montant: Euros,
    },
    /// The aid was refused.
    Refuse {
        /// Why.
        motif: String,
    },
    /// It was closed without a decision.
    SansSuite {
        /// Why.
        motif: String,
    },
}

impl Event {
    /// The status that it leads to.
    pub const fn status(&self) -> Status {
        match self {
            Self::Recevable => Status::Recevable,
            Self::EnInstruction => Status::EnInstruction,
            Self::Accorde { .. } => Status::Accorde,
            Self::Refuse { .. } => Status::Refuse,
            Self::SansSuite { .. } => Status::SansSuite,
        }
    }
}

/// A dossier as its events have made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Where it stands.
    pub status: Status,
    /// The planned costs, which no aid may pass.
    pub total: Euros,
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusedMove {
    /// That status does not follow this one.
    #[error("move the dossier from {} to {}", from.as_str(), to.as_str())]
    NotFrom {
        /// Where it stands.
        from: Status,
        /// Where it was to go.
        to: Status,
    },
    /// More than the study costs.
    #[error("grant {montant}: the costs are {total}")]
    AboveTotal {
        /// What was to be granted.
        montant: Euros,
        /// The planned costs.
        total: Euros,
    },
    /// Nothing.
    #[error("grant nothing")]
    NothingGranted,
}

impl RefusedMove {
    /// The fault, at the field that holds it.
    pub fn field_problem(&self) -> FieldProblem {
        match self {
            Self::NotFrom { from, to } => {
                let label = |status: &Status, lang| status.label().in_lang(lang).to_owned();
                let message = Message::built(
                    format!(
                        "Une demande « {} » ne peut pas devenir « {} ». Rechargez-la et choisissez une étape possible.",
                        label(from, Lang::Fr),
                        label(to, Lang::Fr)
                    ),
                    format!(
                        "A request that is “{}” cannot become “{}”. Reload it and choose a possible step.",
                        label(from, Lang::En),
                        label(to, Lang::En)
                    ),
                );
                FieldProblem::new("/status", "impossible_move", &message)
            }
            Self::AboveTotal { total, .. } => {
                let message = Message::built(
                    format!(
                        "Le montant accordé dépasse les coûts de l’étude ({}). Accordez ces coûts au plus.",
                        crate::format::euros_fr(*total)
                    ),
                    format!(
                        "The amount granted is above the costs of the study ({}). Grant those costs at most.",
                        crate::format::euros_en(*total)
                    ),
                );
                FieldProblem::new("/montant_accorde", "above_total", &message)
            }
            Self::NothingGranted => FieldProblem::new(
                "/montant_accorde",
                "zero",
                &Message::fixed(
                    "Indiquez le montant accordé, supérieur à 0 €.",
                    "Give the amount granted, above €0.",
                ),
            ),
        }
    }
}

/// What a command leads to, or why it is refused.
///
/// # Errors
/// [`RefusedMove`] when the status does not follow, or the amount is nothing or above the costs.
///
/// ```
/// use shared::dossier::{Command, Dossier, Event, Status, decide};
/// use shared::money::Euros;
/// let dossier = Dossier { status: Status::Depose, total: Euros::from_cents(3_000_000) };
/// assert_eq!(decide(Command::DeclareRecevable, &dossier), Ok(Event::Recevable));
/// assert!(decide(Command::Grant { montant: Euros::from_cents(1) }, &dossier).is_err());
/// ```
pub fn decide(command: Command, dossier: &Dossier) -> Result<Event, RefusedMove> {
    let event = match command {
        Command::DeclareRecevable => Event::Recevable,
        Command::StartInstruction => Event::EnInstruction,
        Command::Grant { montant } => Event::Accorde { montant },
        Command::Refuse { motif } => Event::Refuse { motif },
        Command::CloseSansSuite { motif } => Event::SansSuite { motif },
    };
    if !follows(dossier.status, event.status()) {
        return Err(RefusedMove::NotFrom {
            from: dossier.status,
            to: event.status(),
        });
    }
    match &event {
        Event::Accorde { montant } if montant.is_zero() => Err(RefusedMove::NothingGranted),
        Event::Accorde { montant } if dossier.total < *montant => Err(RefusedMove::AboveTotal {
            montant: *montant,
            total: dossier.total,
        }),
        _ => Ok(event),
    }
}

/// The dossier after an event. Total: what happened is never refused.
#[must_use]
pub fn apply(dossier: Dossier, event: &Event) -> Dossier {
    Dossier {
        status: event.status(),
        ..dossier
    }
}

fn follows(from: Status, to: Status) -> bool {
    match from {
        Status::Depose => matches!(to, Status::Recevable | Status::SansSuite),
        Status::Recevable => matches!(to, Status::EnInstruction | Status::SansSuite),
        Status::EnInstruction => matches!(to, Status::Accorde | Status::Refuse | Status::SansSuite),
        Status::Accorde | Status::Refuse | Status::SansSuite => false,
    }
}

fn known_statuses() -> Message {
    Message::fixed(
        "Indiquez l’étape demandée : recevable, en_instruction, accorde, refuse ou sans_suite.",
        "Give the step asked for: recevable, en_instruction, accorde, refuse or sans_suite.",
    )
}

fn read_montant(status: Status, text: Option<&str>) -> Result<Euros, FieldProblem> {
    let at = |code: &str, message: &Message| FieldProblem::new("/montant_accorde", code, message);
    match (status, text) {
        (Status::Accorde, Some(text)) => Euros::parse(text).map_err(|error| at("amount", &error.message())),
        (Status::Accorde, None) => Err(RefusedMove::NothingGranted.field_problem()),
        (_, None) => Ok(Euros::ZERO),
        (_, Some(_)) => Err(at(
            "out_of_place",
            &Message::fixed(
                "Le montant accordé ne va qu’avec l’étape « accorde ». Retirez-le.",
                "The amount granted goes with the step “accorde” only. Remove it.",
            ),
        )),
    }
}

fn read_motif(status: Status, text: Option<&str>) -> Result<String, FieldProblem> {
    let at = |code: &str, message: &Message| FieldProblem::new("/motif", code, message);
    let needs_motif = matches!(status, Status::Refuse | Status::SansSuite);
    match text.map(str::trim) {
        Some(text) if needs_motif && (1..=MOTIF_MAX).contains(&text.chars().count()) => Ok(text.to_owned()),
        None if !needs_motif => Ok(String::new()),
        _ if needs_motif => Err(at(
            "missing",
            &Message::fixed(
                "Indiquez la raison, en 1 à 2 000 caractères : le demandeur la lira.",
                "Give the reason, in 1 to 2,000 characters: the applicant will read it.",
            ),
        )),
        _ => Err(at(
            "out_of_place",
            &Message::fixed(
                "La raison ne va qu’avec un refus ou un classement sans suite. Retirez-la.",
                "The reason goes only with a refusal or a closing. Remove it.",
            ),
        )),
    }
}

/// Characters of a reason: a page of text.
const MOTIF_MAX: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn command_to(status: Status) -> Option<Command> {
        let motif = || "Hors du périmètre.".to_owned();
        Some(match status {
            Status::Depose => return None,
            Status::Recevable => Command::DeclareRecevable,
            Status::EnInstruction => Command::StartInstruction,
            Status::Accorde => Command::Grant {
                montant: Euros::from_cents(1),
            },
            Status::Refuse => Command::Refuse { motif: motif() },
            Status::SansSuite => Command::CloseSansSuite { motif: motif() },
        })
    }

    #[test]
    fn exactly_these_moves_are_allowed() {
        let allowed: Vec<(Status, Status)> = Status::ALL
            .into_iter()
            .flat_map(|from| Status::ALL.into_iter().map(move |to| (from, to)))
            .filter(|(from, to)| {
                let dossier = Dossier {
                    status: *from,
                    total: Euros::from_cents(100),
                };
                command_to(*to).is_some_and(|command| decide(command, &dossier).is_ok())
            })
            .collect();
        assert_eq!(
            allowed,
            [
                (Status::Depose, Status::Recevable),
                (Status::Depose, Status::SansSuite),
                (Status::Recevable, Status::EnInstruction),
                (Status::Recevable, Status::SansSuite),
                (Status::EnInstruction, Status::Accorde),
                (Status::EnInstruction, Status::Refuse),
                (Status::EnInstruction, Status::SansSuite),
            ]
        );
    }

    #[test]
    fn a_grant_is_above_zero_and_at_most_the_total() {
        let dossier = Dossier {
            status: Status::EnInstruction,
            total: Euros::from_cents(100),
        };
        let grant = |cents| {
            decide(
                Command::Grant {
                    montant: Euros::from_cents(cents),
                },
                &dossier,
            )
        };
        assert_eq!(grant(0), Err(RefusedMove::NothingGranted));
        assert!(grant(1).is_ok());
        assert!(grant(99).is_ok());
        assert!(grant(100).is_ok());
        assert!(matches!(grant(101), Err(RefusedMove::AboveTotal { .. })));
    }

    #[test]
    fn fields_out_of_place_are_told() {
        let pointer =
            |status, montant, motif| Command::from_fields(status, montant, motif).map_err(|p| p.pointer);
        assert_eq!(pointer("recevable", None, None), Ok(Command::DeclareRecevable));
        assert_eq!(
            pointer("recevable", Some("1"), None),
            Err("/montant_accorde".to_owned())
        );
        assert_eq!(pointer("recevable", None, Some("x")), Err("/motif".to_owned()));
        assert_eq!(pointer("refuse", None, Some("  ")), Err("/motif".to_owned()));
        assert_eq!(pointer("accorde", None, None), Err("/montant_accorde".to_owned()));
        assert_eq!(
            pointer("accorde", Some("1.001"), None),
            Err("/montant_accorde".to_owned())
        );
        assert_eq!(pointer("depose", None, None), Err("/status".to_owned()));
        assert_eq!(pointer("nowhere", None, None), Err("/status".to_owned()));
    }

    #[test]
    fn a_reason_has_at_most_two_thousand_characters() {
        for (length, accepted) in [(1, true), (1_999, true), (2_000, true), (2_001, false)] {
            let motif = "é".repeat(length);
            assert_eq!(
                Command::from_fields("refuse", None, Some(&motif)).is_ok(),
                accepted,
                "{length}"
            );
        }
    }
}
