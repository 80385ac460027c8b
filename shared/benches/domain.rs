//! How long two questions take: what every aid says of a study, and where a dossier of fifty events stands.
//!
//! The aim is 50 µs each. It fails nothing: machines differ. `cargo bench -p shared`

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use shared::aide::{AIDES, Couts, DeMinimisGrant, Engagement, Facts, evaluate, evaluate_plan};
use shared::beneficiaire::Beneficiaire;
use shared::dossier::{
    Answer, Correction, CorrectionItem, CorrectionTarget, Dossier, Event, Fact, Filed, Octroi, Regime,
    Versement, VersementKind,
};
use shared::entreprise::Taille;
use shared::ids::CodeNaf;
use shared::money::Euros;

criterion_group!(benches, bench_aides, bench_dossier);
criterion_main!(benches);

/// A day on which more than half of the aids are open.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default()
}

fn bench_aides(criterion: &mut Criterion) {
    let grants = [1, 400, 900].map(|days| DeMinimisGrant {
        granted_on: today() - Days::new(days),
        montant: Euros::whole(20_000),
    });
    let facts = every_fact(&grants);
    criterion.bench_function("every aid says what it says of a study", |bencher| {
        bencher.iter(|| {
            AIDES
                .iter()
                .map(|aide| evaluate(aide, black_box(&facts), today()))
                .collect::<Vec<_>>()
        });
    });
    criterion.bench_function("a plan of every aid", |bencher| {
        bencher.iter(|| evaluate_plan(AIDES, black_box(&facts), today()));
    });
}

/// All facts are given, so that no aid stops early for want of one.
fn every_fact(grants: &[DeMinimisGrant]) -> Facts<'_> {
    Facts {
        beneficiaire: Some(Beneficiaire::Entreprise),
        taille: Some(Taille::Moyenne),
        effectif: Some(120),
        naf: CodeNaf::parse("25.62B").ok(),
        in_territoire: Some(true),
        couts: Some(Couts::all_eligible(Euros::whole(80_000))),
        engagement: Some(Engagement::None),
        de_minimis: Some(grants),
        other_aids: Some(Euros::whole(5_000)),
        en_difficulte: Some(false),
        recovery_order: Some(false),
    }
}

fn bench_dossier(criterion: &mut Criterion) {
    let filed = Filed {
        received_on: today(),
        regime: Regime::SubventionEtat,
        total: Euros::whole(100_000),
        montant_demande: Euros::whole(50_000),
    };
    let events = fifty_events();
    criterion.bench_function("a dossier of fifty events is replayed", |bencher| {
        bencher.iter(|| Dossier::replay(filed, black_box(&events)));
    });
}

/// Corrections asked and answered, a grant, a convention, then payments.
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
        amended: vec!["/projet/description".to_owned()],
        total: Euros::whole(100_000),
        montant_demande: Euros::whole(50_000),
    })
}
