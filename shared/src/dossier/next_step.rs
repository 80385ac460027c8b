//! What comes next in a dossier: who acts, by when, in words for the applicant. It derives everything from the state and
//! the clock, and decides nothing.

use chrono::NaiveDate;

use super::clock::{DayOffRules, Deadline, DeadlineKind, Silence};
use super::state::Dossier;
use super::status::Status;
use crate::message::{Lang, Message};

/// Who acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The applicant.
    Applicant,
    /// The service in charge, or the funder.
    Administration,
    /// Nobody: the dossier is at its end.
    Nobody,
}

impl Actor {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Administration => "administration",
            Self::Nobody => "nobody",
        }
    }
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Who acts.
    pub actor: Actor,
    /// The last day to act, when there is one; it may be past.
    pub by: Option<NaiveDate>,
    /// What, in a sentence or two.
    pub message: Message,
}

impl Dossier {
    /// What comes next, as it is on a day.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::dossier::{Actor, Dossier, Filed, Regime};
    /// use shared::money::Euros;
    /// let received_on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    /// let dossier = Dossier::open(Filed {
    ///     received_on,
    ///     regime: Regime::General,
    ///     total: Euros::whole(30_000),
    ///     montant_demande: Euros::whole(15_000),
    ///     pieces: 0,
    /// });
    /// let next = dossier.next_step(received_on);
    /// // Two months after 23 November 2026.
    /// assert_eq!((next.actor, next.by), (Actor::Administration, NaiveDate::from_ymd_opt(2027, 1, 23)));
    /// ```
    pub fn next_step(&self, on: NaiveDate) -> NextStep {
        let deadlines = self.deadlines(DayOffRules::default());
        let find = |kind| deadlines.iter().find(|deadline| deadline.kind == kind);
        let decision = find(DeadlineKind::Decision);
        match self.status() {
            Status::ACompleter => to_answer(from_deadline(
                Actor::Applicant,
                find(DeadlineKind::Correction),
                &Message::fixed(
                    "Répondez à la demande de compléments.",
                    "Answer what you are asked for.",
                ),
                on,
            )),
            Status::Depose | Status::Complete => {
                // Once silence has made it admissible, the decision is what comes next.
                let recevabilite =
                    find(DeadlineKind::Recevabilite).filter(|deadline| !deadline.has_passed(on));
                awaiting(recevabilite.or(decision), on)
            }
            Status::Recevable | Status::EnInstruction => awaiting(decision, on),
            Status::Accorde => undated(
                Actor::Administration,
                Message::fixed(
                    "Le service qui accorde l’aide vous propose une convention à signer.",
                    "The service that grants the aid offers you an agreement to sign.",
                ),
            ),
            Status::Conventionne => undated(
                Actor::Applicant,
                Message::fixed(
                    "Réalisez l’étude, puis demandez le versement avec les justificatifs.",
                    "Carry out the study, then ask for the payment with the supporting documents.",
                ),
            ),
            Status::Irrecevable | Status::Refuse | Status::SansSuite | Status::Retire | Status::Solde => {
                undated(
                    Actor::Nobody,
                    Message::fixed("Ce dossier est terminé.", "This file is at its end."),
                )
            }
        }
    }
}

/// When no text sets a day.
static UNDATED: Message = Message::fixed(
    "Le service instructeur examine la demande. Aucun texte relevé ne lui fixe de date.",
    "The service in charge examines the request. No text that was read sets it a date.",
);

/// The administration's turn; once silence has refused the request, the applicant's: no text gives them a day here.
fn awaiting(deadline: Option<&Deadline>, on: NaiveDate) -> NextStep {
    match deadline {
        Some(deadline) if deadline.silence == Silence::Rejet && deadline.has_passed(on) => {
            undated(Actor::Applicant, with_caution(deadline, on))
        }
        _ => from_deadline(Actor::Administration, deadline, &UNDATED, on),
    }
}

/// How to answer a correction: where the request is followed.
fn to_answer(mut next: NextStep) -> NextStep {
    let with_how = |lang| format!("{} {}", next.message.in_lang(lang), HOW_TO_ANSWER.in_lang(lang));
    next.message = Message::built(with_how(Lang::Fr), with_how(Lang::En));
    next
}

static HOW_TO_ANSWER: Message = Message::fixed(
    "Répondez là où vous suivez la demande, avec sa référence et son code d’accès.",
    "Answer where you follow the request, with its reference and access code.",
);

fn from_deadline(actor: Actor, deadline: Option<&Deadline>, otherwise: &Message, on: NaiveDate) -> NextStep {
    match deadline {
        Some(deadline) => NextStep {
            actor,
            by: Some(deadline.day),
            message: with_caution(deadline, on),
        },
        None => undated(actor, otherwise.clone()),
    }
}

const fn undated(actor: Actor, message: Message) -> NextStep {
    NextStep {
        actor,
        by: None,
        message,
    }
}

/// A day that is not sure says so where it is shown.
fn with_caution(deadline: &Deadline, on: NaiveDate) -> Message {
    let message = deadline.message(on);
    if deadline.doubts.is_empty() {
        return message;
    }
    Message::built(
        format!("{} Date à vérifier.", message.in_lang(Lang::Fr)),
        format!("{} Date to be checked.", message.in_lang(Lang::En)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Correction, Event, Fact, Filed, Octroi, Regime, apply};
    use crate::money::Euros;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    fn filed(regime: Regime) -> Dossier {
        Dossier::open(Filed {
            received_on: day(2026, 11, 23),
            regime,
            total: Euros::whole(30_000),
            montant_demande: Euros::whole(15_000),
            pieces: 0,
        })
    }

    #[test]
    fn a_new_request_to_the_state_awaits_admissibility_then_the_decision() {
        let dossier = filed(Regime::SubventionEtat);
        let by = |on| dossier.next_step(on).by;
        assert_eq!(by(day(2027, 1, 22)), Some(day(2027, 1, 23)));
        assert_eq!(by(day(2027, 1, 23)), Some(day(2027, 1, 23)));
        assert_eq!(by(day(2027, 1, 24)), Some(day(2027, 7, 23)));
    }

    #[test]
    fn a_day_that_is_not_sure_says_so() {
        let next = filed(Regime::General).next_step(day(2026, 11, 23));
        assert_eq!(
            next.message.in_lang(Lang::Fr),
            "Décision au plus tard le 23 janvier 2027. Sans réponse à la fin de ce jour, la demande est réputée refusée. \
             Date à vérifier."
        );
        let late = filed(Regime::General).next_step(day(2027, 1, 24));
        assert_eq!(
            late.message.in_lang(Lang::En),
            "Without a decision up to and including 23 January 2027, the request counts as refused. The service may still \
             answer you. Ask it how and until when you may appeal; you may file a new request. Date to be checked."
        );
    }

    #[test]
    fn once_silence_has_refused_it_is_the_applicants_turn() {
        for regime in Regime::ALL {
            let dossier = filed(regime);
            let decision = dossier.decision_deadline(DayOffRules::default()).expect("a day");
            let next = dossier.next_step(decision.day);
            assert_eq!(
                (next.actor, next.by),
                (Actor::Administration, Some(decision.day)),
                "{regime:?}"
            );
            let next = dossier.next_step(decision.day.succ_opt().expect("a day"));
            assert_eq!((next.actor, next.by), (Actor::Applicant, None), "{regime:?}");
        }
    }

    #[test]
    fn who_is_asked_to_answer_is_told_how() {
        let asked = Event {
            on: day(2026, 11, 24),
            fact: Fact::CorrectionAsked(Correction {
                items: Vec::new(),
                due: day(2026, 12, 31),
            }),
        };
        let next = apply(filed(Regime::General), &asked).next_step(asked.on);
        assert_eq!(
            (next.actor, next.message.in_lang(Lang::Fr)),
            (
                Actor::Applicant,
                "Répondez à la demande de compléments au plus tard le 31 décembre 2026. Répondez là où vous suivez la \
                 demande, avec sa référence et son code d’accès."
            )
        );
    }

    #[test]
    fn each_side_knows_when_it_is_its_turn() {
        let grant = Event {
            on: day(2026, 12, 1),
            fact: Fact::Accorde(Octroi::of(Euros::whole(1))),
        };
        let granted = apply(filed(Regime::General), &grant);
        let next = granted.next_step(grant.on);
        assert_eq!((next.actor, next.by), (Actor::Administration, None));
        let signed = Event {
            on: day(2026, 12, 2),
            fact: Fact::Conventionne {
                signed_on: day(2026, 12, 2),
            },
        };
        let next = apply(granted, &signed).next_step(signed.on);
        assert_eq!((next.actor, next.by), (Actor::Applicant, None));
        let withdrawn = Event {
            on: day(2026, 12, 1),
            fact: Fact::Retire,
        };
        let next = apply(filed(Regime::General), &withdrawn).next_step(withdrawn.on);
        assert_eq!(next.actor, Actor::Nobody);
    }
}
