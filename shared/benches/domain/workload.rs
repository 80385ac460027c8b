//! The two questions that a page and a function ask most, with all that they need: what every aid says of a study, and
//! where a dossier of fifty events stands. It times nothing: the bench does, and `vectors` does in a browser.

use chrono::{Days, NaiveDate};
use shared::aide::{AIDES, Couts, DeMinimisGrant, Engagement, Facts, Outcome, Plan, evaluate, evaluate_plan};
use shared::beneficiaire::Beneficiaire;
use shared::dossier::{
    Answer, Correction, CorrectionItem, CorrectionTarget, Dossier, Event, Fact, Filed, Octroi, Regime,
    Versement, VersementKind,
};
use shared::entreprise::Taille;
use shared::ids::CodeNaf;
use shared::money::Euros;

/// A study of which every fact is given, so that no aid stops early for want of one.
#[derive(Debug)]
pub struct Study {
    grants: [DeMinimisGrant; 3],
}

impl Study {
    /// With three de minimis aids over the last three years.
    pub fn complete() -> Self {
        Self {
            grants: [1, 400, 900].map(|days| DeMinimisGrant {
                granted_on: today() - Days::new(days),
                montant: Euros::whole(20_000),
            }),
        }
    }

    /// What every aid says of it.
    pub fn evaluate_every_aid(&self) -> Vec<Outcome> {
        let facts = self.facts();
        AIDES.iter().map(|aide| evaluate(aide, &facts, today())).collect()
    }

    /// What every aid says of it, each after those before it.
    pub fn evaluate_plan_of_all(&self) -> Plan {
        evaluate_plan(AIDES, &self.facts(), today())
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            beneficiaire: Some(Beneficiaire::Entreprise),
            taille: Some(Taille::Moyenne),
            effectif: Some(120),
            naf: CodeNaf::parse("25.62B").ok(),
            in_territoire: Some(true),
            couts: Some(Couts::all_eligible(Euros::whole(80_000))),
            engagement: Some(Engagement::None),
            de_minimis: Some(&self.grants),
            other_aids: Some(Euros::whole(5_000)),
            en_difficulte: Some(false),
            recovery_order: Some(false),
        }
    }
}

/// What happened to one dossier: filed, corrected ten times, granted, paid.
#[derive(Debug)]
pub struct History {
    filed: Filed,
    events: Vec<Event>,
}

impl History {
    /// Of fifty events after the filing.
    pub fn of_fifty_events() -> Self {
        Self {
            filed: Filed {
                received_on: today(),
                regime: Regime::SubventionEtat,
                total: Euros::whole(100_000),
                montant_demande: Euros::whole(50_000),
                pieces: 0,
            },
            events: fifty_events(),
        }
    }

    /// Where the dossier stands.
    pub fn replay(&self) -> Dossier {
        Dossier::replay(self.filed, &self.events)
    }
}

/// A day on which more than half of the aids are open.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default()
}

fn fifty_events() -> Vec<Event> {
    let corrections = (0..10).flat_map(|_| [ask_correction(), answer_correction()]);
    let decision = [
        Fact::Recevable,
        Fact::EnInstruction,
        Fact::Accorde(Octroi::of(Euros::whole(40_000))),
        Fact::Conventionne { signed_on: today() },
    ];
    let payments = (0..26).map(|_| {
        Fact::Versement(Versement {
            kind: VersementKind::Acompte,
            montant: Euros::whole(1_000),
            paid_on: today(),
        })
    });
    let facts = corrections.chain(decision).chain(payments);
    facts.map(|fact| Event { on: today(), fact }).collect()
}

fn ask_correction() -> Fact {
    Fact::CorrectionAsked(Correction {
        items: vec![CorrectionItem {
            target: CorrectionTarget::Field("/projet/description".to_owned()),
            sentence: "Précisez les résultats attendus.".to_owned(),
        }],
        due: today(),
    })
}

fn answer_correction() -> Fact {
    Fact::CorrectionAnswered(Answer {
        pieces: Vec::new(),
        amended: vec!["/projet/description".to_owned()],
        total: Euros::whole(100_000),
        montant_demande: Euros::whole(50_000),
    })
}
