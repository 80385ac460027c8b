//! The legal clock: by which day each side must act and what silence means, for the two regimes of a request for money.
//! It computes days and reads none: the day of receipt comes in. Nothing here moves a dossier: silence decides without
//! an event.

use chrono::NaiveDate;

use super::parameters::{
    ACKNOWLEDGEMENT_DOUBT, ADMINISTRATION_DAY_OFF_DOUBT, APPLICANT_DAY_OFF_DOUBT, COUNTING_DOUBT,
    DELAI_DECISION_ETAT, DELAI_DECISION_GENERAL, DELAI_RECEVABILITE, OWN_RULES_DOUBT, Parameter,
    SUSPENSION_DOUBT,
};
use super::state::Dossier;
use super::status::Status;
use crate::calendar::{is_day_off, next_working_day};
use crate::format;
use crate::message::{Lang, Message};
use crate::period::months_after;
use crate::source::{Doubt, Source};

/// Which texts set the deadlines and the limits of payment of a dossier. It is a fact about the aid asked for, recorded
/// when the request is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// A subsidy of the State for an investment, studies included (décret n° 2018-514).
    SubventionEtat,
    /// Any other request for money (CRPA, L231-4, 3°).
    General,
}

impl Regime {
    /// Both.
    pub const ALL: [Self; 2] = [Self::SubventionEtat, Self::General];

    /// The regime of the study aid that is filed here: the Banque des Territoires' own money.
    pub const OF_STUDY_AID: Self = Self::General;

    /// Its name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SubventionEtat => "subvention_etat",
            Self::General => "general",
        }
    }

    /// The regime of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|regime| regime.as_str() == name)
    }
}

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineKind {
    /// The administration says whether the request is admissible.
    Recevabilite,
    /// The administration decides.
    Decision,
    /// The applicant answers a correction.
    Correction,
}

impl DeadlineKind {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recevabilite => "recevabilite",
            Self::Decision => "decision",
            Self::Correction => "correction",
        }
    }
}

/// What silence means once a deadline has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The request counts as admissible.
    Recevable,
    /// The request counts as refused.
    Rejet,
    /// Nothing by itself.
    Nothing,
}

impl Silence {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recevable => "recevable",
            Self::Rejet => "rejet",
            Self::Nothing => "nothing",
        }
    }
}

/// A day by which somebody must act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// For what.
    pub kind: DeadlineKind,
    /// The last day. On that day silence has decided nothing yet; it has on the next.
    pub day: NaiveDate,
    /// What silence means from the next day on.
    pub silence: Silence,
    /// The text that sets it; `None` when an agent did.
    pub source: Option<&'static Source>,
    /// What is not sure about it.
    pub doubts: Vec<&'static Doubt>,
}

/// Whether a day off moves the end of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOff {
    /// The last day stays where it falls.
    Keeps,
    /// The last day is the next working one.
    Moves,
}

/// Which side's times are moved by days off. No source settles it: the default moves the applicant's and not the
/// administration's, and each deadline that it concerns carries a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOffRules {
    /// Times of the administration.
    pub administration: DayOff,
    /// Times of the applicant.
    pub applicant: DayOff,
}

impl Default for DayOffRules {
    fn default() -> Self {
        Self {
            administration: DayOff::Keeps,
            applicant: DayOff::Moves,
        }
    }
}

impl Deadline {
    /// Whether its last day is over.
    pub fn has_passed(&self, on: NaiveDate) -> bool {
        self.day < on
    }

    /// What it means, before its end and after, in words for the applicant.
    pub fn message(&self, on: NaiveDate) -> Message {
        let (fr, en) = (format::date(self.day, Lang::Fr), format::date(self.day, Lang::En));
        let (fr, en) = match (self.kind, self.has_passed(on)) {
            (DeadlineKind::Recevabilite, false) => (
                format!(
                    "Réponse sur la recevabilité au plus tard le {fr}. Sans réponse à la fin de ce jour, la demande est réputée recevable."
                ),
                format!(
                    "Answer on admissibility by {en}. Without one at the end of that day, the request counts as admissible."
                ),
            ),
            (DeadlineKind::Recevabilite, true) => (
                format!("Sans réponse jusqu’au {fr} inclus, la demande est réputée recevable."),
                format!("Without an answer up to and including {en}, the request counts as admissible."),
            ),
            (DeadlineKind::Decision, false) => (
                format!(
                    "Décision au plus tard le {fr}. Sans réponse à la fin de ce jour, la demande est réputée refusée."
                ),
                format!(
                    "Decision by {en}. Without one at the end of that day, the request counts as refused."
                ),
            ),
            (DeadlineKind::Decision, true) => (
                format!(
                    "Sans décision jusqu’au {fr} inclus, la demande est réputée refusée. Le service peut encore vous \
                     répondre. Demandez-lui les voies et délais de recours\u{a0}; vous pouvez déposer une nouvelle demande."
                ),
                format!(
                    "Without a decision up to and including {en}, the request counts as refused. The service may still \
                     answer you. Ask it how and until when you may appeal; you may file a new request."
                ),
            ),
            (DeadlineKind::Correction, false) => (
                format!("Répondez à la demande de compléments au plus tard le {fr}."),
                format!("Answer what you are asked for by {en}."),
            ),
            (DeadlineKind::Correction, true) => (
                format!("Le délai pour répondre à la demande de compléments a pris fin le {fr}."),
                format!("The time to answer what you are asked for ended on {en}."),
            ),
        };
        Message::built(fr, en)
    }
}

impl Dossier {
    /// The deadlines that run, soonest first. None once the dossier is decided.
    pub fn deadlines(&self, rules: DayOffRules) -> Vec<Deadline> {
        if !self.status().is_undecided() {
            return Vec::new();
        }
        let awaits_recevabilite = matches!(self.status_beneath(), Status::Depose | Status::Complete);
        let recevabilite = self.recevabilite_deadline(rules).filter(|_| awaits_recevabilite);
        let mut deadlines: Vec<Deadline> = [
            self.correction_deadline(rules),
            recevabilite,
            self.decision_deadline(rules),
        ]
        .into_iter()
        .flatten()
        .collect();
        deadlines.sort_by_key(|deadline| deadline.day);
        deadlines
    }

    /// By when the administration says whether the request is admissible: décret n° 2018-514, article 4, II.
    ///
    /// > L'autorité compétente pour attribuer la subvention informe le demandeur, dans un délai de deux mois à compter de
    /// > la date de réception de la demande, du caractère recevable de sa demande […] En l'absence de réponse formelle de
    /// > l'administration à l'expiration du délai de deux mois, la demande de subvention est réputée recevable.
    ///
    /// `None` where no text sets such a day.
    pub fn recevabilite_deadline(&self, rules: DayOffRules) -> Option<Deadline> {
        match self.regime() {
            Regime::SubventionEtat => {
                let silence = (DeadlineKind::Recevabilite, Silence::Recevable);
                self.legal_deadline(silence, &DELAI_RECEVABILITE, rules)
            }
            Regime::General => None,
        }
    }

    /// By when the administration decides.
    ///
    /// A subsidy of the State, décret n° 2018-514, article 7:
    ///
    /// > L'autorité compétente dispose d'un délai maximum de huit mois à compter de la date d'accusé de réception de la
    /// > demande de subvention pour instruire la demande et attribuer la subvention. Toutefois, l'autorité compétente peut
    /// > proroger ce délai par décision dûment motivée adressée au demandeur fixant une date limite de prorogation. Toute
    /// > demande de subvention qui n'a pas donné lieu à décision attributive au sens du présent décret dans ce délai, le
    /// > cas échéant prorogé, est rejetée implicitement.
    ///
    /// Any other request for money, CRPA, L231-4:
    ///
    /// > Par dérogation à l'article L. 231-1, le silence gardé par l'administration pendant deux mois vaut décision de
    /// > rejet : […] 3° Si la demande présente un caractère financier
    ///
    /// `None` for a request received before the text was in force.
    pub fn decision_deadline(&self, rules: DayOffRules) -> Option<Deadline> {
        let (delai, own_doubt) = match self.regime() {
            Regime::SubventionEtat => (&DELAI_DECISION_ETAT, &ACKNOWLEDGEMENT_DOUBT),
            Regime::General => (&DELAI_DECISION_GENERAL, &OWN_RULES_DOUBT),
        };
        let mut deadline = self.legal_deadline((DeadlineKind::Decision, Silence::Rejet), delai, rules)?;
        match (self.regime(), self.extended_to()) {
            // The day is the one that the decision to extend gives: nothing is counted. A correction, asked before
            // or after, keeps its doubt: no source says whether it suspends that time too.
            (Regime::SubventionEtat, Some(until)) => {
                deadline.day = until;
                deadline.doubts.retain(|doubt| **doubt == SUSPENSION_DOUBT);
            }
            _ => deadline.doubts.push(own_doubt),
        }
        Some(deadline)
    }

    /// By when the applicant answers, while something is asked of them.
    pub fn correction_deadline(&self, rules: DayOffRules) -> Option<Deadline> {
        let due = self.correction()?.due;
        let is_moved = rules.applicant == DayOff::Moves && is_day_off(due);
        Some(Deadline {
            kind: DeadlineKind::Correction,
            day: if is_moved { next_working_day(due) } else { due },
            silence: Silence::Nothing,
            source: None,
            doubts: is_moved.then_some(&APPLICANT_DAY_OFF_DOUBT).into_iter().collect(),
        })
    }

    /// Whether silence has made the request admissible. Where a correction was asked, nobody can tell from the sources:
    /// it has not, here.
    pub fn is_deemed_recevable(&self, on: NaiveDate) -> bool {
        !self.was_corrected()
            && self
                .recevabilite_deadline(DayOffRules::default())
                .is_some_and(|deadline| deadline.has_passed(on))
    }

    fn legal_deadline(
        &self,
        (kind, silence): (DeadlineKind, Silence),
        delai: &'static Parameter<u32>,
        rules: DayOffRules,
    ) -> Option<Deadline> {
        let counted = months_after(self.received_on(), delai.on(self.received_on())?)?;
        let mut doubts: Vec<&'static Doubt> = vec![&COUNTING_DOUBT];
        if self.was_corrected() {
            doubts.push(&SUSPENSION_DOUBT);
        }
        let day = match rules.administration {
            DayOff::Moves => next_working_day(counted),
            DayOff::Keeps => {
                if is_day_off(counted) {
                    doubts.push(&ADMINISTRATION_DAY_OFF_DOUBT);
                }
                counted
            }
        };
        Some(Deadline {
            kind,
            day,
            silence,
            source: Some(&delai.source),
            doubts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Correction, CorrectionItem, CorrectionTarget, Event, Fact, Filed, Motif, apply};
    use crate::money::Euros;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    fn received(regime: Regime, received_on: NaiveDate) -> Dossier {
        Dossier::open(Filed {
            received_on,
            regime,
            total: Euros::whole(30_000),
            montant_demande: Euros::whole(15_000),
            pieces: 0,
        })
    }

    fn asked(dossier: Dossier, due: NaiveDate) -> Dossier {
        let item = CorrectionItem {
            target: CorrectionTarget::Piece("Devis".to_owned()),
            sentence: "Joignez le devis.".to_owned(),
        };
        let fact = Fact::CorrectionAsked(Correction {
            items: vec![item],
            due,
        });
        apply(
            dossier,
            &Event {
                on: day(2026, 12, 1),
                fact,
            },
        )
    }

    #[test]
    fn months_end_on_the_same_day_or_on_the_last_of_the_month() {
        let decision = |regime, on| {
            let deadline = received(regime, on).decision_deadline(DayOffRules::default());
            deadline.expect("in force").day
        };
        for (on, two, eight) in [
            (day(2026, 11, 23), day(2027, 1, 23), day(2027, 7, 23)),
            // 31 August: two months to the 31st, eight months to 30 April.
            (day(2026, 8, 31), day(2026, 10, 31), day(2027, 4, 30)),
            (day(2026, 12, 28), day(2027, 2, 28), day(2027, 8, 28)),
            (day(2026, 12, 29), day(2027, 2, 28), day(2027, 8, 29)),
            (day(2026, 12, 31), day(2027, 2, 28), day(2027, 8, 31)),
            // 2028 is a leap year.
            (day(2027, 12, 29), day(2028, 2, 29), day(2028, 8, 29)),
            (day(2027, 12, 30), day(2028, 2, 29), day(2028, 8, 30)),
            (day(2027, 6, 30), day(2027, 8, 30), day(2028, 2, 29)),
            (day(2028, 2, 29), day(2028, 4, 29), day(2028, 10, 29)),
        ] {
            assert_eq!(decision(Regime::General, on), two, "{on}");
            assert_eq!(decision(Regime::SubventionEtat, on), eight, "{on}");
        }
    }

    #[test]
    fn on_the_last_day_silence_has_decided_nothing_yet() {
        let dossier = received(Regime::General, day(2026, 11, 23));
        let deadline = dossier
            .decision_deadline(DayOffRules::default())
            .expect("in force");
        assert!(!deadline.has_passed(day(2027, 1, 22)));
        assert!(!deadline.has_passed(day(2027, 1, 23)));
        assert!(deadline.has_passed(day(2027, 1, 24)));
        assert_ne!(
            deadline.message(day(2027, 1, 23)),
            deadline.message(day(2027, 1, 24))
        );
    }

    #[test]
    fn each_regime_has_its_own_deadlines() {
        let kinds = |regime| {
            let deadlines = received(regime, day(2026, 11, 23)).deadlines(DayOffRules::default());
            let shown = deadlines
                .iter()
                .map(|deadline| (deadline.kind, deadline.silence, deadline.source.is_some()));
            shown.collect::<Vec<_>>()
        };
        assert_eq!(
            kinds(Regime::General),
            [(DeadlineKind::Decision, Silence::Rejet, true)]
        );
        assert_eq!(
            kinds(Regime::SubventionEtat),
            [
                (DeadlineKind::Recevabilite, Silence::Recevable, true),
                (DeadlineKind::Decision, Silence::Rejet, true),
            ]
        );
    }

    #[test]
    fn no_day_is_sure_that_was_counted() {
        for regime in Regime::ALL {
            for deadline in received(regime, day(2026, 11, 23)).deadlines(DayOffRules::default()) {
                assert!(deadline.doubts.contains(&&COUNTING_DOUBT), "{deadline:?}");
            }
        }
    }

    #[test]
    fn a_correction_makes_the_legal_days_doubtful_and_adds_its_own() {
        let dossier = asked(
            received(Regime::SubventionEtat, day(2026, 11, 23)),
            day(2026, 12, 15),
        );
        let deadlines = dossier.deadlines(DayOffRules::default());
        let kinds: Vec<_> = deadlines.iter().map(|deadline| deadline.kind).collect();
        assert_eq!(
            kinds,
            [
                DeadlineKind::Correction,
                DeadlineKind::Recevabilite,
                DeadlineKind::Decision
            ]
        );
        assert_eq!(deadlines[0].day, day(2026, 12, 15));
        assert_eq!(deadlines[0].doubts, Vec::<&Doubt>::new());
        for deadline in &deadlines[1..] {
            assert!(deadline.doubts.contains(&&SUSPENSION_DOUBT));
        }
    }

    #[test]
    fn a_day_off_moves_the_time_of_the_applicant_and_not_that_of_the_administration() {
        // 25 December 2026 is a Friday: the next working day is Monday the 28th.
        let due = day(2026, 12, 25);
        let dossier = asked(received(Regime::General, day(2026, 11, 23)), due);
        let by = |rules| dossier.correction_deadline(rules).expect("asked");
        let moved = by(DayOffRules::default());
        assert_eq!(
            (moved.day, moved.doubts),
            (day(2026, 12, 28), vec![&APPLICANT_DAY_OFF_DOUBT])
        );
        let kept = by(DayOffRules {
            applicant: DayOff::Keeps,
            ..DayOffRules::default()
        });
        assert_eq!((kept.day, kept.doubts), (due, Vec::new()));

        // Two months after Monday 9 November 2026 is a Saturday.
        let dossier = received(Regime::General, day(2026, 11, 9));
        let by = |rules| dossier.decision_deadline(rules).expect("in force");
        let kept = by(DayOffRules::default());
        assert_eq!(kept.day, day(2027, 1, 9));
        assert!(kept.doubts.contains(&&ADMINISTRATION_DAY_OFF_DOUBT));
        let moved = by(DayOffRules {
            administration: DayOff::Moves,
            ..DayOffRules::default()
        });
        assert_eq!(moved.day, day(2027, 1, 11));
        assert!(!moved.doubts.contains(&&ADMINISTRATION_DAY_OFF_DOUBT));
    }

    #[test]
    fn an_extension_gives_the_day_and_leaves_nothing_to_count() {
        let dossier = received(Regime::SubventionEtat, day(2026, 11, 23));
        let fact = Fact::Prorogation {
            until: day(2027, 9, 30),
            motif: Motif::parse("Expertise en cours.").expect("a reason"),
        };
        let extended = apply(
            dossier,
            &Event {
                on: day(2027, 6, 1),
                fact,
            },
        );
        let deadline = extended
            .decision_deadline(DayOffRules::default())
            .expect("in force");
        assert_eq!((deadline.day, deadline.doubts), (day(2027, 9, 30), Vec::new()));
    }

    #[test]
    fn a_decided_dossier_has_no_deadline() {
        let dossier = received(Regime::SubventionEtat, day(2026, 11, 23));
        let withdrawn = apply(
            dossier,
            &Event {
                on: day(2026, 11, 24),
                fact: Fact::Retire,
            },
        );
        assert_eq!(withdrawn.deadlines(DayOffRules::default()), []);
    }

    #[test]
    fn a_request_received_before_the_decret_has_no_day() {
        let on = |day| {
            received(Regime::SubventionEtat, day)
                .deadlines(DayOffRules::default())
                .len()
        };
        assert_eq!(on(day(2018, 9, 30)), 0);
        assert_eq!(on(day(2018, 10, 1)), 2);
    }
}
