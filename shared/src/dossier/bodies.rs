//! The data of commands and events to and from their twins on the wire. Each fault is told at its field; whether the
//! data fits a dossier is decided in `decide`.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::clock::Deadline;
use super::event::{
    AvanceTerms, Avis, Calcul, Correction, CorrectionItem, CorrectionTarget, Garantie, Octroi, SensAvis,
    Versement, VersementKind,
};
use super::field::Invalid;
use super::limits;
use super::next_step::NextStep;
use crate::calendar::read_day;
use crate::message::Message;
use crate::money::{Euros, Rate};
use crate::wire::{
    AvanceBody, AvisBody, CalculBody, CorrectionBody, CorrectionItemBody, DeadlineBody, FieldProblem,
    NextStepBody, OctroiBody, SentenceBody, SourceBody, VersementBody,
};

/// The faults found so far in what an agent sent.
#[derive(Debug, Default)]
pub(super) struct Problems(pub Vec<FieldProblem>);

impl Problems {
    pub fn add(&mut self, pointer: &str, code: &str, message: &Message) {
        self.0.push(FieldProblem::new(pointer, code, message));
    }

    pub fn add_invalid(&mut self, pointer: &str, invalid: &Invalid) {
        self.add(pointer, invalid.code(), &invalid.message());
    }

    pub fn read_day(&mut self, pointer: &str, text: &str) -> Option<NaiveDate> {
        let day = read_day(text);
        if day.is_none() {
            self.add_invalid(pointer, &Invalid::NotADate);
        }
        day
    }

    pub fn read_amount(&mut self, pointer: &str, text: &str) -> Option<Euros> {
        Euros::parse(text)
            .map_err(|error| self.add(pointer, "amount", &error.message()))
            .ok()
    }

    fn read_sentence(&mut self, pointer: &str, text: &str, what: Message) -> Option<String> {
        let text = text.trim();
        let count = text.chars().count();
        let invalid = match count {
            0 => Invalid::Missing { what },
            _ if count <= limits::SENTENCE => return Some(text.to_owned()),
            _ => Invalid::TooLong {
                count,
                max: limits::SENTENCE,
            },
        };
        self.add_invalid(pointer, &invalid);
        None
    }

    fn check_count(&mut self, pointer: &str, count: usize) {
        if limits::ITEMS < count {
            self.add_invalid(pointer, &Invalid::TooManyItems { max: limits::ITEMS });
        }
    }
}

pub(super) fn read_correction(body: &CorrectionBody, problems: &mut Problems) -> Option<Correction> {
    let due = problems.read_day("/correction/due", &body.due);
    let pointer = "/correction/items";
    problems.check_count(pointer, body.items.len());
    let items: Vec<Option<CorrectionItem>> = body
        .items
        .iter()
        .take(limits::ITEMS)
        .enumerate()
        .map(|(place, item)| read_item(&format!("{pointer}/{place}"), item, problems))
        .collect();
    Some(Correction {
        items: items.into_iter().collect::<Option<_>>()?,
        due: due?,
    })
}

fn read_item(pointer: &str, body: &CorrectionItemBody, problems: &mut Problems) -> Option<CorrectionItem> {
    let target = read_target(body);
    if target.is_none() {
        problems.add(
            pointer,
            "wrong_target",
            &Message::fixed(
                "Indiquez soit un champ de la demande, soit une pièce, en 200 caractères au plus.",
                "Give either a field of the request or a document, in 200 characters at most.",
            ),
        );
    }
    let what = Message::fixed(
        "Dites en une phrase ce qui est demandé\u{a0}: le demandeur la lira.",
        "Say in a sentence what is asked: the applicant will read it.",
    );
    let sentence = problems.read_sentence(&format!("{pointer}/message"), &body.message, what);
    Some(CorrectionItem {
        target: target?,
        sentence: sentence?,
    })
}

fn read_target(body: &CorrectionItemBody) -> Option<CorrectionTarget> {
    let is_short = |text: &str| text.chars().count() <= limits::LINE;
    match (body.pointer.as_str(), body.piece.trim()) {
        (pointer, "") if pointer.starts_with('/') && is_short(pointer) => {
            Some(CorrectionTarget::Field(pointer.to_owned()))
        }
        ("", piece) if !piece.is_empty() && is_short(piece) => {
            Some(CorrectionTarget::Piece(piece.to_owned()))
        }
        _ => None,
    }
}

impl From<&Correction> for CorrectionBody {
    fn from(correction: &Correction) -> Self {
        let items = correction.items.iter().map(|item| {
            let (pointer, piece) = match &item.target {
                CorrectionTarget::Field(pointer) => (pointer.clone(), String::new()),
                CorrectionTarget::Piece(piece) => (String::new(), piece.clone()),
            };
            CorrectionItemBody {
                pointer,
                piece,
                message: item.sentence.clone(),
            }
        });
        Self {
            due: correction.due.to_string(),
            items: items.collect(),
        }
    }
}

/// The terms of a grant of that amount.
pub(super) fn read_octroi(montant: Euros, body: &OctroiBody, problems: &mut Problems) -> Option<Octroi> {
    let calcul = body.calcul.as_ref().map(|calcul| read_calcul(calcul, problems));
    let date_fin = body
        .date_fin
        .as_deref()
        .map(|text| problems.read_day("/octroi/date_fin", text));
    let avance = body.avance.as_ref().map(|avance| {
        let montant = problems.read_amount("/octroi/avance/montant", &avance.montant)?;
        Some(AvanceTerms {
            montant,
            garantie: garantie_of(avance),
        })
    });
    Some(Octroi {
        montant,
        calcul: all_or_none(calcul)?,
        date_fin: all_or_none(date_fin)?,
        avance: all_or_none(avance)?,
    })
}

pub(super) const fn garantie_of(body: &AvanceBody) -> Garantie {
    if body.garantie {
        Garantie::PremiereDemande
    } else {
        Garantie::None
    }
}

/// What was given and could be read; `None` when it could not.
#[expect(
    clippy::option_option,
    reason = "the outer one is whether it could be read, the inner one whether it was given"
)]
pub(super) fn all_or_none<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

fn read_calcul(body: &CalculBody, problems: &mut Problems) -> Option<Calcul> {
    let base = problems.read_amount("/octroi/calcul/base", &body.base);
    let taux = read_taux(&body.taux);
    if taux.is_none() {
        problems.add(
            "/octroi/calcul/taux",
            "not_a_rate",
            &Message::fixed(
                "Indiquez un taux de 0 à 100, avec deux décimales au plus, par exemple 12.5.",
                "Give a rate from 0 to 100, with two decimals at most, for example 12.5.",
            ),
        );
    }
    let pointer = "/octroi/calcul/steps";
    problems.check_count(pointer, body.steps.len());
    let what = Message::fixed(
        "Décrivez cette étape du calcul.",
        "Describe this step of the calculation.",
    );
    let steps: Vec<Option<String>> = body
        .steps
        .iter()
        .take(limits::ITEMS)
        .enumerate()
        .map(|(place, step)| problems.read_sentence(&format!("{pointer}/{place}"), step, what.clone()))
        .collect();
    Some(Calcul {
        base: base?,
        taux: taux?,
        steps: steps.into_iter().collect::<Option<_>>()?,
    })
}

/// A percentage with at most two decimals, from 0 to 100.
pub(super) fn read_taux(text: &str) -> Option<Rate> {
    // An amount is read by the same rule: digits, then at most two decimals.
    let percent = Euros::parse(text).ok()?.as_decimal();
    let points = (percent <= Decimal::ONE_HUNDRED).then(|| percent * Decimal::ONE_HUNDRED)?;
    points.to_u16().map(Rate::from_basis_points)
}

impl From<&Octroi> for OctroiBody {
    fn from(octroi: &Octroi) -> Self {
        Self {
            calcul: octroi.calcul.as_ref().map(|calcul| CalculBody {
                base: calcul.base.to_string(),
                taux: calcul.taux.percent().to_string(),
                steps: calcul.steps.clone(),
            }),
            date_fin: octroi.date_fin.map(|day| day.to_string()),
            avance: octroi.avance.map(|avance| AvanceBody {
                montant: avance.montant.to_string(),
                garantie: avance.garantie == Garantie::PremiereDemande,
            }),
        }
    }
}

pub(super) fn read_avis(body: &AvisBody, problems: &mut Problems) -> Option<Avis> {
    let sense = SensAvis::parse(&body.avis);
    if sense.is_none() {
        problems.add(
            "/avis/avis",
            "not_a_choice",
            &Message::fixed(
                "Indiquez si l’avis est favorable ou défavorable.",
                "Say whether the opinion is favorable or defavorable.",
            ),
        );
    }
    let given_on = problems.read_day("/avis/day", &body.day);
    Some(Avis {
        sense: sense?,
        given_on: given_on?,
    })
}

impl From<Avis> for AvisBody {
    fn from(avis: Avis) -> Self {
        Self {
            avis: avis.sense.as_str().to_owned(),
            day: avis.given_on.to_string(),
        }
    }
}

pub(super) fn read_versement(body: &VersementBody, problems: &mut Problems) -> Option<Versement> {
    let kind = VersementKind::parse(&body.kind);
    if kind.is_none() {
        problems.add(
            "/versement/kind",
            "not_a_choice",
            &Message::fixed(
                "Indiquez s’il s’agit d’une avance, d’un acompte ou du solde.",
                "Say whether it is an avance, an acompte or the solde.",
            ),
        );
    }
    let montant = problems.read_amount("/versement/montant", &body.montant);
    let paid_on = problems.read_day("/versement/day", &body.day);
    Some(Versement {
        kind: kind?,
        montant: montant?,
        paid_on: paid_on?,
    })
}

impl From<Versement> for VersementBody {
    fn from(versement: Versement) -> Self {
        Self {
            kind: versement.kind.as_str().to_owned(),
            montant: versement.montant.to_string(),
            day: versement.paid_on.to_string(),
        }
    }
}

impl From<&NextStep> for NextStepBody {
    fn from(next: &NextStep) -> Self {
        Self {
            actor: next.actor.as_str().to_owned(),
            by: next.by.map(|day| day.to_string()),
            message: SentenceBody::new(&next.message),
        }
    }
}

impl Deadline {
    /// The deadline as it crosses the wire, worded as it is on a day.
    pub fn to_body(&self, on: NaiveDate) -> DeadlineBody {
        let doubts = self.doubts.iter().map(|doubt| SentenceBody::new(&doubt.message));
        DeadlineBody {
            kind: self.kind.as_str().to_owned(),
            day: self.day.to_string(),
            silence: self.silence.as_str().to_owned(),
            message: SentenceBody::new(&self.message(on)),
            source: self.source.map(|source| SourceBody {
                title: source.title.to_owned(),
                url: source.url.to_owned(),
            }),
            doubts: doubts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_at_most_two_decimals_and_is_at_most_a_hundred() {
        for (text, points) in [
            ("0", Some(0)),
            ("50", Some(5_000)),
            ("12.5", Some(1_250)),
            ("99.99", Some(9_999)),
            ("100", Some(10_000)),
            ("100.01", None),
            ("12.345", None),
            ("-1", None),
            ("12,5", None),
            ("", None),
        ] {
            assert_eq!(read_taux(text), points.map(Rate::from_basis_points), "{text}");
        }
    }

    #[test]
    fn an_item_is_about_a_field_or_a_piece_and_not_both() {
        let item = |pointer: &str, piece: &str| CorrectionItemBody {
            pointer: pointer.to_owned(),
            piece: piece.to_owned(),
            message: "Joignez-le.".to_owned(),
        };
        let is_read = |item| {
            let body = CorrectionBody {
                due: "2026-12-31".to_owned(),
                items: vec![item],
            };
            read_correction(&body, &mut Problems::default()).is_some()
        };
        assert!(is_read(item("/projet/intitule", "")));
        assert!(is_read(item("", "Devis")));
        assert!(!is_read(item("/projet/intitule", "Devis")));
        assert!(!is_read(item("", " ")));
        assert!(!is_read(item("projet", "")));
        assert!(!is_read(item("", &"é".repeat(201))));
    }

    #[test]
    fn each_fault_of_a_correction_has_its_pointer() {
        let body = CorrectionBody {
            due: "31/12/2026".to_owned(),
            items: vec![
                CorrectionItemBody::default(),
                CorrectionItemBody {
                    piece: "Devis".to_owned(),
                    message: "é".repeat(1_001),
                    ..CorrectionItemBody::default()
                },
            ],
        };
        let mut problems = Problems::default();
        assert_eq!(read_correction(&body, &mut problems), None);
        let found: Vec<_> = problems
            .0
            .iter()
            .map(|problem| (problem.pointer.as_str(), problem.code.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("/correction/due", "not_a_date"),
                ("/correction/items/0", "wrong_target"),
                ("/correction/items/0/message", "missing"),
                ("/correction/items/1/message", "too_long"),
            ]
        );
    }
}
