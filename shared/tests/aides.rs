//! The engine of the study aids on the real ones: each threshold of each aid just below, at and just above, and what holds
//! for any study. Expected amounts are computed by hand beside each case.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of the tests that finds no value fails the test"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::aide::{
    ACT_PAS_A_PAS, ADEME_ACCOMPAGNEMENT_2020, ADEME_AUDIT_ENERGIE, ADEME_DECISION_2020, ADEME_ECOCONCEPTION,
    ADEME_FRICHES, ADEME_PERF_ENERGIE, AIDES, Aide, BDT_INGENIERIE_50, Caveat, Cited, CoutKind, CoutLine,
    Couts, DIAG_DECARBON, DIAG_ECOCONCEPTION, DIAG_ECOFLUX, DIAG_PERFIMMO, DeMinimisGrant, Engagement, Fact,
    Facts, Gap, Outcome, PACTE_INDUSTRIE, Plafond, PlanCaveat, REBOND_INGENIERIE, Reason, Rule, Taux,
    Version, evaluate, evaluate_plan,
};
use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::ids::CodeNaf;
use shared::message::{Lang, Message};
use shared::money::{Euros, Rate};
use shared::period::Period;
use shared::source::{Source, Stated};

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn euros(text: &str) -> Euros {
    Euros::parse(text).expect("an amount")
}

/// A small industrial enterprise in a territory, which has ordered nothing and received nothing.
fn facts(cout: &str) -> Facts<'static> {
    Facts {
        beneficiaire: Some(Beneficiaire::Entreprise),
        taille: Some(Taille::Petite),
        effectif: Some(40),
        naf: CodeNaf::parse("25.62B").ok(),
        in_territoire: Some(true),
        couts: Some(Couts::all_eligible(euros(cout))),
        engagement: Some(Engagement::None),
        de_minimis: Some(&[]),
        other_aids: Some(Euros::ZERO),
        en_difficulte: Some(false),
        recovery_order: Some(false),
    }
}

fn amount(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) -> String {
    match evaluate(aide, facts, on) {
        Outcome::Eligible(estimate) => match estimate.at_most {
            Stated::Known(at_most) => at_most.to_string(),
            Stated::Unknown => "unknown".to_owned(),
        },
        other => format!("{other:?}"),
    }
}

fn reasons(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) -> Vec<Reason> {
    match evaluate(aide, facts, on) {
        Outcome::Refused(refusals) => refusals.into_iter().map(|refusal| refusal.reason).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn bdt_pays_half_at_most() {
    let on = day(2026, 11, 23);
    // 30 000 € × 50 % = 15 000 €.
    assert_eq!(amount(&BDT_INGENIERIE_50, &facts("30000"), on), "15000.00");
    // 0,03 € × 50 % = 0,015 €, rounded down.
    assert_eq!(amount(&BDT_INGENIERIE_50, &facts("0.03"), on), "0.01");
}

#[test]
fn bdt_tells_its_unknown_ceiling_and_its_unknown_legal_basis() {
    let Outcome::Eligible(estimate) = evaluate(&BDT_INGENIERIE_50, &facts("1000000"), day(2026, 11, 23))
    else {
        panic!("eligible")
    };
    let unknown = estimate
        .steps
        .iter()
        .find(|step| step.rule == Rule::PlafondUnknown)
        .expect("a step");
    assert!(unknown.message().in_lang(Lang::Fr).contains("inconnu"));
    assert_eq!(unknown.source, None);
    assert_eq!(
        estimate.caveats,
        [
            Caveat::BeneficiaireUnsettled(Beneficiaire::Entreprise),
            Caveat::LegalBasisUnknown
        ]
    );
    assert_eq!(estimate.version.doubts.len(), 4);
}

#[test]
fn bdt_is_not_for_individuals_and_leaves_open_those_whom_its_sources_leave_open() {
    let on = day(2026, 11, 23);
    for kind in Beneficiaire::ALL {
        let facts = Facts {
            beneficiaire: Some(kind),
            ..facts("30000")
        };
        let caveat = Caveat::BeneficiaireUnsettled(kind);
        let answer = match evaluate(&BDT_INGENIERIE_50, &facts, on) {
            Outcome::Eligible(estimate) if estimate.caveats.contains(&caveat) => "unsettled",
            Outcome::Eligible(_) => "named",
            Outcome::Refused(_) => "refused",
            Outcome::Incomplete(_) => "incomplete",
        };
        let expected = match kind {
            Beneficiaire::Epci | Beneficiaire::Collectivite => "named",
            Beneficiaire::Particulier => "refused",
            _ => "unsettled",
        };
        assert_eq!(answer, expected, "{kind:?}");
    }
}

#[test]
fn bdt_does_not_refuse_a_study_ordered_already_but_tells() {
    let on = day(2026, 11, 23);
    for (committed, is_told) in [(day(2026, 11, 22), true), (on, true), (day(2026, 11, 24), false)] {
        let facts = Facts {
            engagement: Some(Engagement::On(committed)),
            ..facts("30000")
        };
        let Outcome::Eligible(estimate) = evaluate(&BDT_INGENIERIE_50, &facts, on) else {
            panic!("eligible")
        };
        let told = estimate
            .caveats
            .contains(&Caveat::EffetIncitatifUnknown(committed));
        assert_eq!(told, is_told, "{committed}");
    }
}

#[test]
fn bdt_asks_only_where_and_how_much() {
    let outcome = evaluate(&BDT_INGENIERIE_50, &Facts::default(), day(2026, 11, 23));
    assert_eq!(outcome, Outcome::Incomplete(vec![Fact::Commune, Fact::Cout]));
}

/// Each version holds on its first day and on its last; on the day before and on the day after, another one does, or a gap
/// says why none does.
fn check_days(aide: &'static Aide) {
    let told = |on| reasons(aide, &Facts::default(), on);
    let expected = |on| match (aide.version_on(on), aide.gap_on(on)) {
        (Some(_), None) => Vec::new(),
        (None, Some(gap)) => vec![Reason::InGap(gap)],
        other => panic!("{} on {on}: a version or a gap, not {other:?}", aide.id),
    };
    for version in aide.versions {
        let first = version.in_force.first();
        let last = version.in_force.last();
        for on in [Some(first), last].into_iter().flatten() {
            assert_eq!(aide.version_on(on), Some(version), "{} on {on}", aide.id);
            assert_eq!(told(on), [], "{} on {on}", aide.id);
        }
        for on in [first.pred_opt(), version.in_force.until()].into_iter().flatten() {
            assert_ne!(aide.version_on(on), Some(version), "{} on {on}", aide.id);
            assert_eq!(told(on), expected(on), "{} on {on}", aide.id);
        }
    }
}

#[test]
fn each_aid_is_in_force_from_its_first_day_to_its_last() {
    for aide in AIDES {
        check_days(aide);
    }
}

#[test]
fn a_version_may_follow_another_without_a_gap() {
    check_days(&TWO_RATES);
    let on_base = |on| amount(&TWO_RATES, &facts("10000"), on);
    // 10 000 € × 80 %, then × 70 %.
    assert_eq!(on_base(day(2024, 12, 31)), "8000.00");
    assert_eq!(on_base(day(2025, 1, 1)), "7000.00");
    assert_eq!(on_base(day(2025, 1, 2)), "7000.00");
}

/// Made up: no fact. 80 % to the end of 2024, then 70 %.
static TWO_RATES: Aide = Aide {
    id: "two-rates",
    operator: "Test",
    name: Message::fixed("Test", "Test"),
    versions: &[
        version_at(8_000, Period::between(day(2024, 1, 1), day(2025, 1, 1))),
        version_at(7_000, Period::from(day(2025, 1, 1))),
    ],
    gaps: &[Gap {
        during: Period::between(NaiveDate::MIN, day(2024, 1, 1)),
        reason: Message::fixed("Pas avant 2024.", "Not before 2024."),
    }],
    cumulations: &[],
};

static MADE_UP: Source = Source {
    title: "Test",
    url: "https://example.org",
    recorded_on: NaiveDate::MIN,
    quote: "",
};

const fn version_at(basis_points: u16, in_force: Period) -> Version {
    Version {
        in_force,
        source: &MADE_UP,
        beneficiaires: None,
        tailles: None,
        effectif: None,
        territoire: None,
        naf: None,
        effet_incitatif: None,
        assiette_minimale: None,
        assiette_plafond: None,
        taux: Cited {
            value: Taux::Uniform(Rate::from_basis_points(basis_points)),
            source: &MADE_UP,
        },
        plafond: Plafond::NotNamed,
        legal_basis: Stated::Unknown,
        doubts: &[],
    }
}

#[test]
fn a_day_without_a_version_is_told_in_the_words_of_its_gap() {
    for (aide, on, expected) in [
        (
            &DIAG_ECOFLUX,
            day(2024, 6, 30),
            "Aucune source lue ne dit ce que valait cette aide avant juillet 2024.",
        ),
        (
            &ADEME_PERF_ENERGIE,
            day(2025, 1, 1),
            "La fiche lue s’arrête au 31 décembre 2024. La suite n’a pas été trouvée.",
        ),
    ] {
        let Outcome::Refused(refusals) = evaluate(aide, &Facts::default(), on) else {
            panic!("refused")
        };
        assert_eq!(refusals[0].message().in_lang(Lang::Fr), expected, "{}", aide.id);
    }
}

#[test]
fn every_refusal_is_told_at_once_and_cites_its_source() {
    let facts = Facts {
        beneficiaire: Some(Beneficiaire::Epci),
        naf: CodeNaf::parse("62.01Z").ok(),
        engagement: Some(Engagement::On(day(2024, 1, 1))),
        couts: Some(Couts::default()),
        ..Facts::default()
    };
    let Outcome::Refused(refusals) = evaluate(&ADEME_AUDIT_ENERGIE, &facts, day(2025, 1, 1)) else {
        panic!("refused")
    };
    assert!(matches!(
        refusals.iter().map(|refusal| refusal.reason).collect::<Vec<_>>()[..],
        [
            Reason::InGap(_),
            Reason::Beneficiaire { .. },
            Reason::Naf { .. },
            Reason::AlreadyCommitted { .. },
            Reason::NoCout,
        ]
    ));
    // Only the cost of nothing is arithmetic, without a text.
    assert_eq!(
        refusals.iter().filter(|refusal| refusal.source.is_none()).count(),
        1
    );
    for refusal in &refusals {
        assert_ne!(
            refusal.message().in_lang(Lang::Fr),
            refusal.message().in_lang(Lang::En)
        );
    }
}

#[test]
fn before_2023_the_rate_falls_with_the_size() {
    let on = day(2021, 5, 3);
    let of = |taille| {
        amount(
            &ADEME_DECISION_2020,
            &Facts {
                taille: Some(taille),
                ..facts("10000")
            },
            on,
        )
    };
    // 10 000 € × 70 %, 60 %, 50 %.
    assert_eq!(of(Taille::Micro), "7000.00");
    assert_eq!(of(Taille::Petite), "7000.00");
    assert_eq!(of(Taille::Moyenne), "6000.00");
    assert_eq!(of(Taille::Grande), "5000.00");
    assert_eq!(of(Taille::SansObjet), "unknown");
}

#[test]
fn an_aid_of_unknown_rate_is_refused_when_other_aids_pay_at_least_the_whole_cost() {
    let on = day(2021, 5, 3);
    let with = |others| Facts {
        taille: Some(Taille::SansObjet),
        other_aids: Some(euros(others)),
        ..facts("10000")
    };
    // Whatever the rate, 10 000 − 10 000 leaves nothing.
    for others in ["10000", "10000.01"] {
        assert!(
            matches!(
                reasons(&ADEME_DECISION_2020, &with(others), on)[..],
                [Reason::NothingLeftToPay { .. }]
            ),
            "{others}"
        );
    }
    // One cent is left: the amount is unknown, and no step tells it as nothing.
    let Outcome::Eligible(estimate) = evaluate(&ADEME_DECISION_2020, &with("9999.99"), on) else {
        panic!("eligible")
    };
    assert_eq!(estimate.at_most, Stated::Unknown);
    assert!(
        !estimate
            .steps
            .iter()
            .any(|step| matches!(step.rule, Rule::PublicShare { .. }))
    );
}

#[test]
fn before_2023_the_base_of_a_diagnostic_counts_up_to_50_000() {
    let on = day(2021, 5, 3);
    // 49 999,99 × 70 % = 34 999,993; 50 000 × 70 % = 35 000.
    for (cout, expected) in [
        ("49999.99", "34999.99"),
        ("50000", "35000.00"),
        ("50000.01", "35000.00"),
    ] {
        assert_eq!(amount(&ADEME_DECISION_2020, &facts(cout), on), expected, "{cout}");
    }
}

#[test]
fn before_2023_the_base_of_a_support_study_counts_up_to_100_000() {
    let on = day(2021, 5, 3);
    // 99 999,99 × 70 % = 69 999,993; 100 000 × 70 % = 70 000.
    for (cout, expected) in [
        ("99999.99", "69999.99"),
        ("100000", "70000.00"),
        ("100000.01", "70000.00"),
    ] {
        assert_eq!(
            amount(&ADEME_ACCOMPAGNEMENT_2020, &facts(cout), on),
            expected,
            "{cout}"
        );
    }
}

#[test]
fn in_2023_2024_the_aid_is_at_most_100_000() {
    let on = day(2024, 5, 3);
    // 125 000 × 80 % = 100 000; one cent less is 0,008 less, rounded down to the cent.
    for aide in [&ADEME_AUDIT_ENERGIE, &ADEME_PERF_ENERGIE, &ADEME_ECOCONCEPTION] {
        for (cout, expected) in [
            ("124999.99", "99999.99"),
            ("125000", "100000.00"),
            ("125000.01", "100000.00"),
        ] {
            assert_eq!(amount(aide, &facts(cout), on), expected, "{} {cout}", aide.id);
        }
    }
    // 142 857,14 × 70 % = 99 999,998; 142 857,15 × 70 % = 100 000,005.
    for (cout, expected) in [("142857.14", "99999.99"), ("142857.15", "100000.00")] {
        assert_eq!(amount(&ADEME_FRICHES, &facts(cout), on), expected, "{cout}");
    }
}

#[test]
fn act_is_at_most_15_000() {
    let on = day(2026, 6, 30);
    // 18 750 × 80 % = 15 000.
    for (cout, expected) in [
        ("18749.99", "14999.99"),
        ("18750", "15000.00"),
        ("18750.01", "15000.00"),
    ] {
        assert_eq!(amount(&ACT_PAS_A_PAS, &facts(cout), on), expected, "{cout}");
    }
}

#[test]
fn pacte_is_for_sections_b_to_e() {
    let on = day(2026, 6, 30);
    for (naf, is_admitted) in [
        ("03.11Z", false),
        ("05.10Z", true),
        ("39.00Z", true),
        ("41.10A", false),
    ] {
        let facts = Facts {
            naf: CodeNaf::parse(naf).ok(),
            ..facts("1000")
        };
        assert_eq!(
            reasons(&PACTE_INDUSTRIE, &facts, on).is_empty(),
            is_admitted,
            "{naf}"
        );
    }
    // The audit is for B and C only.
    for (naf, is_admitted) in [("33.20A", true), ("35.11Z", false)] {
        let facts = Facts {
            naf: CodeNaf::parse(naf).ok(),
            ..facts("1000")
        };
        assert_eq!(
            reasons(&ADEME_AUDIT_ENERGIE, &facts, day(2024, 1, 1)).is_empty(),
            is_admitted,
            "{naf}"
        );
    }
}

#[test]
fn the_study_of_energy_leaves_open_what_is_industry_beyond_sections_b_and_c() {
    let on = day(2024, 5, 3);
    for (naf, is_open_question) in [
        ("05.10Z", false),
        ("33.20A", false),
        ("35.11Z", true),
        ("62.01Z", true),
    ] {
        let naf = CodeNaf::parse(naf).expect("a code");
        let facts = Facts {
            naf: Some(naf),
            ..facts("1000")
        };
        let Outcome::Eligible(estimate) = evaluate(&ADEME_PERF_ENERGIE, &facts, on) else {
            panic!("eligible")
        };
        let is_told = estimate.caveats.contains(&Caveat::NafUnsettled(naf));
        assert_eq!(is_told, is_open_question, "{naf}");
    }
}

#[test]
fn the_request_comes_strictly_before_the_first_commitment() {
    let on = day(2024, 5, 3);
    for (committed, is_admitted) in [(day(2024, 5, 2), false), (on, false), (day(2024, 5, 4), true)] {
        let facts = Facts {
            engagement: Some(Engagement::On(committed)),
            ..facts("1000")
        };
        assert_eq!(
            reasons(&ADEME_AUDIT_ENERGIE, &facts, on).is_empty(),
            is_admitted,
            "{committed}"
        );
    }
}

#[test]
fn diag_decarbon_is_for_strictly_fewer_than_500_people_and_its_rate_falls_at_250() {
    let on = day(2026, 1, 5);
    let of = |effectif| {
        amount(
            &DIAG_DECARBON,
            &Facts {
                effectif: Some(effectif),
                ..facts("10000")
            },
            on,
        )
    };
    // 10 000 × 60 % and × 40 %.
    assert_eq!(of(249), "6000.00");
    assert_eq!(of(250), "4000.00");
    assert_eq!(of(251), "4000.00");
    assert_eq!(of(499), "4000.00");
    for effectif in [500, 501] {
        let facts = Facts {
            effectif: Some(effectif),
            ..facts("10000")
        };
        assert!(matches!(
            reasons(&DIAG_DECARBON, &facts, on)[..],
            [Reason::Effectif { .. }]
        ));
    }
}

#[test]
fn diag_prices_are_ceilings_of_the_base() {
    let on = day(2026, 1, 5);
    // 10 000 × 60 %; 6 000 × 50 %; 18 000 × 70 %.
    for (aide, at, above, expected) in [
        (&DIAG_DECARBON, "10000", "10000.01", "6000.00"),
        (&DIAG_ECOFLUX, "6000", "6000.01", "3000.00"),
        (&DIAG_ECOCONCEPTION, "18000", "18000.01", "12600.00"),
    ] {
        assert_eq!(amount(aide, &facts(at), on), expected, "{}", aide.id);
        assert_eq!(amount(aide, &facts(above), on), expected, "{}", aide.id);
    }
    // 5 999,99 × 50 % = 2 999,995.
    assert_eq!(amount(&DIAG_ECOFLUX, &facts("5999.99"), on), "2999.99");
}

#[test]
fn diag_ecoflux_is_for_at_least_20_and_at_most_250_people() {
    let on = day(2026, 1, 5);
    for (effectif, is_admitted) in [
        (19, false),
        (20, true),
        (21, true),
        (249, true),
        (250, true),
        (251, false),
    ] {
        let facts = Facts {
            effectif: Some(effectif),
            ..facts("1000")
        };
        assert_eq!(
            reasons(&DIAG_ECOFLUX, &facts, on).is_empty(),
            is_admitted,
            "{effectif}"
        );
    }
}

#[test]
fn diag_ecoconception_is_for_smes_at_70_or_60_percent() {
    let on = day(2026, 1, 5);
    let medium = Facts {
        taille: Some(Taille::Moyenne),
        effectif: Some(249),
        ..facts("10000")
    };
    // 10 000 × 60 %.
    assert_eq!(amount(&DIAG_ECOCONCEPTION, &medium, on), "6000.00");
    let large = Facts {
        taille: Some(Taille::Grande),
        effectif: Some(249),
        ..facts("10000")
    };
    assert_eq!(
        reasons(&DIAG_ECOCONCEPTION, &large, on),
        [Reason::Taille(Taille::Grande)]
    );
}

#[test]
fn diag_perfimmo_is_at_most_6_800() {
    let on = day(2026, 1, 5);
    // 17 000 × 40 % = 6 800.
    for (cout, expected) in [
        ("16999.99", "6799.99"),
        ("17000", "6800.00"),
        ("17000.01", "6800.00"),
    ] {
        assert_eq!(amount(&DIAG_PERFIMMO, &facts(cout), on), expected, "{cout}");
    }
}

#[test]
fn rebond_is_for_intercommunalites_and_pays_all() {
    let on = day(2026, 10, 31);
    let epci = Facts {
        beneficiaire: Some(Beneficiaire::Epci),
        ..facts("40000")
    };
    assert_eq!(amount(&REBOND_INGENIERIE, &epci, on), "40000.00");
    assert!(matches!(
        reasons(&REBOND_INGENIERIE, &facts("40000"), on)[..],
        [Reason::Beneficiaire { .. }]
    ));
}

fn de_minimis_amount(grants: &[DeMinimisGrant], on: NaiveDate) -> String {
    amount(
        &DIAG_DECARBON,
        &Facts {
            de_minimis: Some(grants),
            ..facts("10000")
        },
        on,
    )
}

fn grant(granted_on: NaiveDate, montant: &str) -> DeMinimisGrant {
    DeMinimisGrant {
        granted_on,
        montant: euros(montant),
    }
}

#[test]
fn de_minimis_aids_are_at_most_300_000_with_this_one() {
    let on = day(2026, 11, 23);
    // The aid alone is 6 000: room for 6 000 is left at 294 000.
    for (granted, expected) in [
        ("293999.99", "6000.00"),
        ("294000", "6000.00"),
        ("294000.01", "5999.99"),
        ("299999.99", "0.01"),
    ] {
        assert_eq!(
            de_minimis_amount(&[grant(day(2025, 1, 1), granted)], on),
            expected,
            "{granted}"
        );
    }
    for granted in ["300000", "300000.01"] {
        let grants = [grant(day(2025, 1, 1), granted)];
        let facts = Facts {
            de_minimis: Some(&grants),
            ..facts("10000")
        };
        assert!(matches!(
            reasons(&DIAG_DECARBON, &facts, on)[..],
            [Reason::DeMinimisExhausted { .. }]
        ));
    }
}

#[test]
fn the_de_minimis_window_rolls_day_by_day() {
    let on = day(2026, 11, 23);
    // 299 000 in the window leaves 1 000; outside it, the whole 6 000.
    for (granted_on, expected) in [
        (day(2023, 11, 22), "6000.00"),
        (day(2023, 11, 23), "1000.00"),
        (day(2023, 11, 24), "1000.00"),
        (on, "1000.00"),
        (day(2026, 11, 24), "6000.00"),
    ] {
        assert_eq!(
            de_minimis_amount(&[grant(granted_on, "299000")], on),
            expected,
            "{granted_on}"
        );
    }
    // From a leap day, the window begins on 28 February.
    let leap = day(2028, 2, 29);
    assert_eq!(
        de_minimis_amount(&[grant(day(2025, 2, 27), "299000")], leap),
        "6000.00"
    );
    assert_eq!(
        de_minimis_amount(&[grant(day(2025, 2, 28), "299000")], leap),
        "1000.00"
    );
}

#[test]
fn the_first_day_of_the_window_is_counted_and_told() {
    let on = day(2026, 11, 23);
    let grants = [grant(day(2023, 11, 23), "1000")];
    let Outcome::Eligible(estimate) = evaluate(
        &DIAG_DECARBON,
        &Facts {
            de_minimis: Some(&grants),
            ..facts("10000")
        },
        on,
    ) else {
        panic!("eligible")
    };
    assert_eq!(estimate.caveats, [Caveat::DeMinimisFirstDay(day(2023, 11, 23))]);
}

#[test]
fn after_2030_de_minimis_is_not_judged() {
    let grants = [grant(day(2030, 6, 1), "300000")];
    let facts = Facts {
        de_minimis: Some(&grants),
        ..facts("10000")
    };
    assert!(matches!(
        reasons(&DIAG_DECARBON, &facts, day(2030, 12, 31))[..],
        [Reason::DeMinimisExhausted { .. }]
    ));
    let Outcome::Eligible(estimate) = evaluate(&DIAG_DECARBON, &facts, day(2031, 1, 1)) else {
        panic!("eligible")
    };
    assert_eq!(estimate.caveats, [Caveat::DeMinimisNotJudged]);
}

#[test]
fn other_aids_leave_what_is_left_to_pay() {
    let on = day(2026, 11, 23);
    let of = |others| Facts {
        other_aids: Some(euros(others)),
        ..facts("30000")
    };
    // 15 000 is asked; 30 000 − others is left.
    for (others, expected) in [
        ("14999.99", "15000.00"),
        ("15000", "15000.00"),
        ("15000.01", "14999.99"),
        ("29999.99", "0.01"),
    ] {
        assert_eq!(amount(&BDT_INGENIERIE_50, &of(others), on), expected, "{others}");
    }
    assert!(matches!(
        reasons(&BDT_INGENIERIE_50, &of("30000"), on)[..],
        [Reason::NothingLeftToPay { .. }]
    ));
}

#[test]
fn only_eligible_lines_count() {
    let line = |montant, kind| CoutLine {
        montant: euros(montant),
        kind,
    };
    let couts = Couts::of([
        line("20000", CoutKind::ExternalProvider),
        line("5000", CoutKind::NotEligible),
    ]);
    let on = day(2026, 11, 23);
    // 20 000 × 50 %.
    assert_eq!(
        amount(
            &BDT_INGENIERIE_50,
            &Facts {
                couts: Some(couts),
                ..facts("1")
            },
            on
        ),
        "10000.00"
    );
    let none = Couts::of([line("5000", CoutKind::NotEligible)]);
    let facts = Facts {
        couts: Some(none),
        ..facts("1")
    };
    assert_eq!(reasons(&BDT_INGENIERIE_50, &facts, on), [Reason::NoEligibleCout]);
}

#[test]
fn a_plan_gives_each_aid_what_those_before_leave() {
    let on = day(2026, 1, 5);
    let plan = evaluate_plan(
        &[&BDT_INGENIERIE_50, &PACTE_INDUSTRIE, &BDT_INGENIERIE_50],
        &facts("30000"),
        on,
    );
    // 30 000 × 50 % = 15 000, then min(30 000 × 80 %, 30 000 − 15 000) = 15 000; the aid named twice counts once.
    assert_eq!(plan.at_most.to_string(), "30000.00");
    assert_eq!(plan.lines.len(), 2);
    assert_eq!(
        plan.caveats,
        [PlanCaveat::CumulationUnknown(
            &BDT_INGENIERIE_50,
            &PACTE_INDUSTRIE
        )]
    );
    let third = evaluate_plan(
        &[&BDT_INGENIERIE_50, &PACTE_INDUSTRIE, &ACT_PAS_A_PAS],
        &facts("30000"),
        on,
    );
    assert!(matches!(third.lines[2].outcome, Outcome::Refused(_)));
    assert_eq!(third.at_most.to_string(), "30000.00");
}

#[test]
fn the_message_of_every_step_and_doubt_is_in_both_languages() {
    for aide in AIDES {
        let on = aide.versions[0].in_force.first();
        let facts = Facts {
            beneficiaire: aide.versions[0].beneficiaires.map(|cited| cited.value.named[0]),
            ..facts("30000")
        };
        let Outcome::Eligible(estimate) = evaluate(aide, &facts, on) else {
            panic!("{} eligible", aide.id)
        };
        for step in &estimate.steps {
            assert_ne!(step.message().in_lang(Lang::Fr), step.message().in_lang(Lang::En));
        }
    }
}

/// The highest share of the base that an aid may pay, and its ceiling when one is known.
fn limits(aide: &Aide) -> (shared::money::Rate, Option<Euros>) {
    let version = &aide.versions[0];
    let rate = match version.taux.value {
        Taux::Uniform(rate) => rate,
        Taux::ByTaille { petite, .. } => *petite.known().expect("the rate of a small enterprise"),
        Taux::ByEffectif(bands) => bands[0].taux,
    };
    let ceiling = match version.plafond {
        Plafond::PerEtude(cited) => Some(cited.value),
        Plafond::Unknown | Plafond::NotNamed => None,
    };
    (rate, ceiling)
}

fn known_amount(aide: &'static Aide, facts: &Facts<'_>) -> Euros {
    let version = &aide.versions[0];
    let facts = Facts {
        beneficiaire: version.beneficiaires.map(|cited| cited.value.named[0]),
        ..*facts
    };
    match evaluate(aide, &facts, version.in_force.first()) {
        Outcome::Eligible(estimate) => *estimate.at_most.known().expect("a known amount"),
        Outcome::Refused(_) => Euros::ZERO,
        Outcome::Incomplete(missing) => panic!("{missing:?}"),
    }
}

proptest! {
    #[test]
    fn never_above_base_times_rate_nor_a_ceiling_and_monotone(
        which in 0..AIDES.len(),
        cents in 1_u32..4_000_000_000,
        more in 0_u32..200_000_000,
        others in 0_u32..100_000_000,
        taille in prop::sample::select(vec![Taille::Micro, Taille::Petite, Taille::Moyenne, Taille::Grande]),
        effectif in 0_u32..600,
    ) {
        let aide = AIDES[which];
        let of = |base: Euros| Facts {
            taille: Some(taille),
            effectif: Some(effectif),
            couts: Some(Couts::all_eligible(base)),
            other_aids: Some(Euros::from_cents(others)),
            ..facts("1")
        };
        let base = Euros::from_cents(cents);
        let first = known_amount(aide, &of(base));
        let (rate, ceiling) = limits(aide);
        prop_assert!(first <= base.share(rate));
        prop_assert!(ceiling.is_none_or(|ceiling| first <= ceiling));
        prop_assert!(Euros::ZERO <= first);
        prop_assert_eq!(first, first.floor_to_cent());
        prop_assert!(first <= known_amount(aide, &of(base + Euros::from_cents(more))));
    }

    #[test]
    fn a_plan_never_pays_more_than_the_study_and_adds_up_to_the_cent(
        order in Just((0..AIDES.len()).collect::<Vec<_>>()).prop_shuffle(),
        cents in 1_u32..4_000_000_000,
        others in 0_u32..4_000_000_000,
        days in 0_u64..4_000,
    ) {
        let on = day(2019, 1, 1) + chrono::Days::new(days);
        let aides: Vec<_> = order.into_iter().map(|which| AIDES[which]).collect();
        let base = Euros::from_cents(cents);
        let others = Euros::from_cents(others);
        let facts = Facts { couts: Some(Couts::all_eligible(base)), other_aids: Some(others), ..facts("1") };
        let plan = evaluate_plan(&aides, &facts, on);
        let sum: Euros = plan
            .lines
            .iter()
            .filter_map(|line| match &line.outcome {
                Outcome::Eligible(estimate) => estimate.at_most.known().copied(),
                _ => None,
            })
            .sum();
        prop_assert_eq!(sum, plan.at_most);
        prop_assert_eq!(sum, sum.floor_to_cent());
        prop_assert!(sum.is_zero() || sum + others <= base);
    }
}
