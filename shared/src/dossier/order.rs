//! From what an agent sends to a command: exactly one step, with what goes with it and nothing else. Whether the dossier
//! allows it is decided in `decide`.

use super::bodies::{Problems, read_avis, read_correction, read_octroi, read_versement};
use super::decide::Command;
use super::event::{Action, Motif, Octroi};
use super::field::Invalid;
use super::refusal::RefusedMove;
use super::status::Status;
use crate::message::Message;
use crate::money::Euros;
use crate::wire::{FieldProblem, MoveDossierRequest};

impl Command {
    /// The command of an agent. What the applicant alone may do (answer, join
    /// documents, withdraw) is no step for an agent.
    ///
    /// # Errors
    /// Every field that is missing, wrong, or out of place with the step asked for.
    ///
    /// ```
    /// use shared::dossier::Command;
    /// use shared::wire::MoveDossierRequest;
    /// let request = MoveDossierRequest { status: "recevable".to_owned(), ..Default::default() };
    /// assert_eq!(Command::from_request(&request), Ok(Command::DeclareRecevable));
    /// let request = MoveDossierRequest { status: "refuse".to_owned(), ..Default::default() };
    /// assert_eq!(Command::from_request(&request).unwrap_err()[0].pointer, "/motif");
    /// ```
    pub fn from_request(request: &MoveDossierRequest) -> Result<Self, Vec<FieldProblem>> {
        let step = Step::of(request).map_err(|problem| vec![*problem])?;
        let mut problems = Problems::default();
        step.check_places(request, &mut problems);
        match step.read(request, &mut problems) {
            Some(command) if problems.0.is_empty() => Ok(command),
            _ => Err(problems.0),
        }
    }
}

/// The steps of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    AskCorrection,
    DeclareRecevable,
    DeclareIrrecevable,
    StartInstruction,
    Grant,
    Refuse,
    CloseSansSuite,
    SignConvention,
    Close,
    Extend,
    RecordAvis,
    Pay,
}

impl Step {
    fn of(request: &MoveDossierRequest) -> Result<Self, Box<FieldProblem>> {
        match (request.status.as_str(), request.action.as_deref()) {
            (status, None) => Status::parse(status)
                .and_then(Self::of_status)
                .ok_or_else(|| Box::new(FieldProblem::new("/status", "unknown_status", &known_statuses()))),
            ("", Some(action)) => Action::parse(action)
                .and_then(Self::of_action)
                .ok_or_else(|| Box::new(FieldProblem::new("/action", "unknown_action", &known_actions()))),
            (_, Some(_)) => Err(Box::new(FieldProblem::new(
                "/action",
                "out_of_place",
                &Message::fixed(
                    "Indiquez soit un état à atteindre, soit une action. Retirez l’un des deux.",
                    "Give either a status to move to or an action. Remove one of the two.",
                ),
            ))),
        }
    }

    const fn of_status(status: Status) -> Option<Self> {
        match status {
            Status::ACompleter => Some(Self::AskCorrection),
            Status::Recevable => Some(Self::DeclareRecevable),
            Status::Irrecevable => Some(Self::DeclareIrrecevable),
            Status::EnInstruction => Some(Self::StartInstruction),
            Status::Accorde => Some(Self::Grant),
            Status::Refuse => Some(Self::Refuse),
            Status::SansSuite => Some(Self::CloseSansSuite),
            Status::Conventionne => Some(Self::SignConvention),
            Status::Solde => Some(Self::Close),
            Status::Depose | Status::Complete | Status::Retire => None,
        }
    }

    const fn of_action(action: Action) -> Option<Self> {
        match action {
            Action::Prorogation => Some(Self::Extend),
            Action::Avis => Some(Self::RecordAvis),
            Action::Versement => Some(Self::Pay),
            Action::Pieces => None,
        }
    }

    /// Tells each field that is given and does not go with the step.
    fn check_places(self, request: &MoveDossierRequest, problems: &mut Problems) {
        for (pointer, is_given, steps, message) in [
            (
                "/montant_accorde",
                request.montant_accorde.is_some(),
                &[Self::Grant][..],
                Message::fixed(
                    "Le montant accordé ne va qu’avec l’étape «\u{a0}accorde\u{a0}». Retirez-le.",
                    "The amount granted goes with the step “accorde” only. Remove it.",
                ),
            ),
            (
                "/motif",
                request.motif.is_some(),
                &Self::WITH_MOTIF[..],
                Message::fixed(
                    "La raison ne va qu’avec une irrecevabilité, un refus, un classement sans suite ou une prorogation. \
                     Retirez-la.",
                    "The reason goes only with an inadmissibility, a refusal, a closing or an extension. Remove it.",
                ),
            ),
            (
                "/correction",
                request.correction.is_some(),
                &[Self::AskCorrection],
                Message::fixed(
                    "La liste des compléments ne va qu’avec l’étape «\u{a0}a_completer\u{a0}». Retirez-la.",
                    "The list of what is missing goes with the step “a_completer” only. Remove it.",
                ),
            ),
            (
                "/octroi",
                request.octroi.is_some(),
                &[Self::Grant],
                Message::fixed(
                    "Les conditions de l’aide ne vont qu’avec l’étape «\u{a0}accorde\u{a0}». Retirez-les.",
                    "The terms of the grant go with the step “accorde” only. Remove them.",
                ),
            ),
            (
                "/until",
                request.until.is_some(),
                &[Self::Extend],
                Message::fixed(
                    "La nouvelle date ne va qu’avec l’action «\u{a0}prorogation\u{a0}». Retirez-la.",
                    "The new day goes with the action “prorogation” only. Remove it.",
                ),
            ),
            (
                "/avis",
                request.avis.is_some(),
                &[Self::RecordAvis],
                Message::fixed(
                    "L’avis ne va qu’avec l’action «\u{a0}avis\u{a0}». Retirez-le.",
                    "The opinion goes with the action “avis” only. Remove it.",
                ),
            ),
            (
                "/day",
                request.day.is_some(),
                &[Self::SignConvention],
                Message::fixed(
                    "Le jour de signature ne va qu’avec l’étape «\u{a0}conventionne\u{a0}». Retirez-le.",
                    "The day of signature goes with the step “conventionne” only. Remove it.",
                ),
            ),
            (
                "/versement",
                request.versement.is_some(),
                &[Self::Pay],
                Message::fixed(
                    "Le versement ne va qu’avec l’action «\u{a0}versement\u{a0}». Retirez-le.",
                    "The payment goes with the action “versement” only. Remove it.",
                ),
            ),
        ] {
            if is_given && !steps.contains(&self) {
                problems.add(pointer, "out_of_place", &message);
            }
        }
    }

    const WITH_MOTIF: [Self; 4] = [
        Self::DeclareIrrecevable,
        Self::Refuse,
        Self::CloseSansSuite,
        Self::Extend,
    ];

    /// The command, from what goes with the step.
    fn read(self, request: &MoveDossierRequest, problems: &mut Problems) -> Option<Command> {
        Some(match self {
            Self::DeclareRecevable => Command::DeclareRecevable,
            Self::StartInstruction => Command::StartInstruction,
            Self::Close => Command::Close,
            Self::AskCorrection => {
                let body = given("/correction", request.correction.as_ref(), problems)?;
                Command::AskCorrection(read_correction(body, problems)?)
            }
            Self::DeclareIrrecevable => Command::DeclareIrrecevable {
                motif: read_motif(request, problems)?,
            },
            Self::Refuse => Command::Refuse {
                motif: read_motif(request, problems)?,
            },
            Self::CloseSansSuite => Command::CloseSansSuite {
                motif: read_motif(request, problems)?,
            },
            Self::Grant => Command::Grant(read_grant(request, problems)?),
            Self::SignConvention => {
                let text = given("/day", request.day.as_ref(), problems)?;
                Command::SignConvention {
                    signed_on: problems.read_day("/day", text)?,
                }
            }
            Self::Extend => {
                let motif = read_motif(request, problems);
                let text = given("/until", request.until.as_ref(), problems);
                let until = text.and_then(|text| problems.read_day("/until", text));
                Command::Extend {
                    until: until?,
                    motif: motif?,
                }
            }
            Self::RecordAvis => {
                let body = given("/avis", request.avis.as_ref(), problems)?;
                Command::RecordAvis(read_avis(body, problems)?)
            }
            Self::Pay => {
                let body = given("/versement", request.versement.as_ref(), problems)?;
                Command::Pay(read_versement(body, problems)?)
            }
        })
    }
}

fn given<'a, T>(pointer: &str, field: Option<&'a T>, problems: &mut Problems) -> Option<&'a T> {
    if field.is_none() {
        problems.add(
            pointer,
            "missing",
            &Message::fixed(
                "Ce champ manque pour cette étape. Ajoutez-le.",
                "This field is missing for this step. Add it.",
            ),
        );
    }
    field
}

fn read_grant(request: &MoveDossierRequest, problems: &mut Problems) -> Option<Octroi> {
    let montant = if let Some(text) = &request.montant_accorde {
        problems.read_amount("/montant_accorde", text)
    } else {
        problems.add(
            "/montant_accorde",
            "missing",
            &RefusedMove::NothingGranted.message(),
        );
        None
    };
    let Some(body) = &request.octroi else {
        return montant.map(Octroi::of);
    };
    // The terms are read whatever the amount, so that the faults of both are told together.
    let octroi = read_octroi(montant.unwrap_or(Euros::ZERO), body, problems);
    octroi.filter(|_| montant.is_some())
}

fn read_motif(request: &MoveDossierRequest, problems: &mut Problems) -> Option<Motif> {
    let text = request.motif.as_deref().unwrap_or_default();
    let motif = Motif::parse(text);
    let count = text.trim().chars().count();
    if Motif::MAX < count {
        let max = Motif::MAX;
        problems.add_invalid("/motif", &Invalid::TooLong { count, max });
    } else if motif.is_none() {
        problems.add(
            "/motif",
            "missing",
            &Message::fixed(
                "Indiquez la raison, en 1 à 2\u{202f}000 caractères\u{a0}: le demandeur la lira.",
                "Give the reason, in 1 to 2,000 characters: the applicant will read it.",
            ),
        );
    }
    motif
}

fn known_statuses() -> Message {
    Message::fixed(
        "Indiquez l’étape demandée\u{a0}: a_completer, recevable, irrecevable, en_instruction, accorde, refuse, sans_suite, \
         conventionne ou solde.",
        "Give the step asked for: a_completer, recevable, irrecevable, en_instruction, accorde, refuse, sans_suite, \
         conventionne or solde.",
    )
}

fn known_actions() -> Message {
    Message::fixed(
        "Indiquez l’action demandée\u{a0}: prorogation, avis ou versement.",
        "Give the action asked for: prorogation, avis or versement.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{AvisBody, CorrectionBody, CorrectionItemBody, OctroiBody, VersementBody};

    fn to(status: &str) -> MoveDossierRequest {
        MoveDossierRequest {
            status: status.to_owned(),
            ..MoveDossierRequest::default()
        }
    }

    fn action(action: &str) -> MoveDossierRequest {
        MoveDossierRequest {
            action: Some(action.to_owned()),
            ..MoveDossierRequest::default()
        }
    }

    fn faults(request: &MoveDossierRequest) -> Vec<(String, String)> {
        match Command::from_request(request) {
            Ok(_) => Vec::new(),
            Err(problems) => problems
                .into_iter()
                .map(|problem| (problem.pointer, problem.code))
                .collect(),
        }
    }

    fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
        vec![(pointer.to_owned(), code.to_owned())]
    }

    #[test]
    fn an_agent_moves_to_nine_statuses() {
        let is_known = |status: &Status| faults(&to(status.as_str())) != one("/status", "unknown_status");
        let known: Vec<_> = Status::ALL
            .into_iter()
            .filter(is_known)
            .map(Status::as_str)
            .collect();
        assert_eq!(
            known,
            [
                "a_completer",
                "recevable",
                "irrecevable",
                "en_instruction",
                "accorde",
                "refuse",
                "sans_suite",
                "conventionne",
                "solde"
            ]
        );
        for status in ["", "ACCORDE", "nowhere"] {
            assert_eq!(faults(&to(status)), one("/status", "unknown_status"), "{status}");
        }
    }

    #[test]
    fn a_status_and_an_action_are_one_too_many() {
        let both = MoveDossierRequest {
            action: Some("avis".to_owned()),
            ..to("recevable")
        };
        assert_eq!(faults(&both), one("/action", "out_of_place"));
        assert_eq!(faults(&action("refus")), one("/action", "unknown_action"));
    }

    #[test]
    fn what_a_step_needs_is_told_when_it_is_missing() {
        for (request, expected) in [
            (to("a_completer"), one("/correction", "missing")),
            (to("irrecevable"), one("/motif", "missing")),
            (to("refuse"), one("/motif", "missing")),
            (to("sans_suite"), one("/motif", "missing")),
            (to("accorde"), one("/montant_accorde", "missing")),
            (to("conventionne"), one("/day", "missing")),
            (action("avis"), one("/avis", "missing")),
            (action("versement"), one("/versement", "missing")),
        ] {
            assert_eq!(faults(&request), expected, "{request:?}");
        }
        let mut both = one("/motif", "missing");
        both.extend(one("/until", "missing"));
        assert_eq!(faults(&action("prorogation")), both);
    }

    #[test]
    fn what_goes_with_another_step_is_told_all_at_once() {
        let request = MoveDossierRequest {
            montant_accorde: Some("1".to_owned()),
            motif: Some("Oui.".to_owned()),
            correction: Some(CorrectionBody::default()),
            octroi: Some(OctroiBody::default()),
            until: Some("2027-01-01".to_owned()),
            avis: Some(AvisBody::default()),
            day: Some("2027-01-01".to_owned()),
            versement: Some(VersementBody::default()),
            ..to("recevable")
        };
        let expected: Vec<_> = [
            "/montant_accorde",
            "/motif",
            "/correction",
            "/octroi",
            "/until",
            "/avis",
            "/day",
            "/versement",
        ]
        .into_iter()
        .flat_map(|pointer| one(pointer, "out_of_place"))
        .collect();
        assert_eq!(faults(&request), expected);
    }

    #[test]
    fn a_whole_step_of_each_kind_is_read() {
        let motif = Some("Hors du périmètre.".to_owned());
        let day = || "2026-11-24".to_owned();
        for request in [
            MoveDossierRequest {
                correction: Some(CorrectionBody {
                    due: day(),
                    items: vec![CorrectionItemBody {
                        piece: "Devis".to_owned(),
                        message: "Joignez le devis.".to_owned(),
                        ..CorrectionItemBody::default()
                    }],
                }),
                ..to("a_completer")
            },
            to("recevable"),
            MoveDossierRequest {
                motif: motif.clone(),
                ..to("irrecevable")
            },
            to("en_instruction"),
            MoveDossierRequest {
                montant_accorde: Some("12000.50".to_owned()),
                octroi: Some(OctroiBody::default()),
                ..to("accorde")
            },
            MoveDossierRequest {
                motif: motif.clone(),
                ..to("sans_suite")
            },
            MoveDossierRequest {
                day: Some(day()),
                ..to("conventionne")
            },
            to("solde"),
            MoveDossierRequest {
                motif,
                until: Some(day()),
                ..action("prorogation")
            },
            MoveDossierRequest {
                avis: Some(AvisBody {
                    avis: "favorable".to_owned(),
                    day: day(),
                }),
                ..action("avis")
            },
            MoveDossierRequest {
                versement: Some(VersementBody {
                    kind: "solde".to_owned(),
                    montant: "10".to_owned(),
                    day: day(),
                }),
                ..action("versement")
            },
        ] {
            assert_eq!(faults(&request), [], "{request:?}");
        }
    }

    #[test]
    fn the_faults_of_a_grant_are_told_with_those_of_its_terms() {
        let spoilt = OctroiBody {
            date_fin: Some("bientôt".to_owned()),
            ..OctroiBody::default()
        };
        for (montant, code) in [(None, "missing"), (Some("1.001"), "amount")] {
            let request = MoveDossierRequest {
                montant_accorde: montant.map(str::to_owned),
                octroi: Some(spoilt.clone()),
                ..to("accorde")
            };
            let mut expected = one("/montant_accorde", code);
            expected.extend(one("/octroi/date_fin", "not_a_date"));
            assert_eq!(faults(&request), expected);
        }
    }

    #[test]
    fn malformed_values_name_their_field() {
        let request = MoveDossierRequest {
            montant_accorde: Some("1.001".to_owned()),
            ..to("accorde")
        };
        assert_eq!(faults(&request), one("/montant_accorde", "amount"));
        let request = MoveDossierRequest {
            motif: Some("é".repeat(2_001)),
            ..to("refuse")
        };
        assert_eq!(faults(&request), one("/motif", "too_long"));
        let request = MoveDossierRequest {
            day: Some("24/11/2026".to_owned()),
            ..to("conventionne")
        };
        assert_eq!(faults(&request), one("/day", "not_a_date"));
    }
}
