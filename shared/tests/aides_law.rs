//! The rules that come from the law and not from one aid, on aids made for the purpose: no real aid says under which
//! article it is granted, but for one. Their figures are no facts.

use chrono::NaiveDate;
use shared::aide::{
    Aide, Caveat, Cited, Couts, Cumulation, CumulationRule, DeMinimisGrant, EffetIncitatif, Engagement, Fact,
    Facts, Gap, LegalBasis, Outcome, Plafond, PlanCaveat, Reason, Taux, Version, evaluate, evaluate_plan,
};
use shared::entreprise::Taille;
use shared::message::Message;
use shared::money::{Euros, Rate};
use shared::period::Period;
use shared::source::{Source, Stated};

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

static SOURCE: Source = Source {
    title: "Test",
    url: "https://example.org",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

const fn cited<T: Copy>(value: T) -> Cited<T> {
    Cited {
        value,
        source: &SOURCE,
    }
}

/// Pays all, from 2020 on.
const ALL: Version = Version {
    in_force: Period::from(day(2020, 1, 1)),
    source: &SOURCE,
    beneficiaires: None,
    tailles: None,
    effectif: None,
    territoire: None,
    naf: None,
    effet_incitatif: None,
    assiette_minimale: None,
    assiette_plafond: None,
    taux: cited(Taux::Uniform(Rate::from_basis_points(10_000))),
    plafond: Plafond::NotNamed,
    legal_basis: Stated::Unknown,
    doubts: &[],
};

const fn under(basis: LegalBasis) -> Version {
    Version {
        legal_basis: Stated::Known(cited(basis)),
        ..ALL
    }
}

const fn aide(id: &'static str, versions: &'static [Version]) -> Aide {
    Aide {
        id,
        operator: "Test",
        name: Message::fixed("Test", "Test"),
        versions,
        gaps: &[],
        cumulations: &[],
    }
}

static ARTICLE_49: Aide = aide("article-49", &[under(LegalBasis::Article49)]);
static ARTICLE_25: Aide = aide("article-25", &[under(LegalBasis::Article252D)]);
static ARTICLE_18: Aide = aide("article-18", &[under(LegalBasis::Article18)]);
static DE_MINIMIS: Aide = aide("de-minimis", &[under(LegalBasis::DeMinimis)]);
static DE_MINIMIS_TOO: Aide = aide("de-minimis-too", &[under(LegalBasis::DeMinimis)]);
static ETAT: Aide = aide(
    "etat",
    &[Version {
        effet_incitatif: Some(cited(EffetIncitatif::NotBeforeReceipt)),
        ..under(LegalBasis::EtatInvestissement)
    }],
);
static FROM_10_000: Aide = aide(
    "from-10-000",
    &[Version {
        assiette_minimale: Some(cited(Euros::whole(10_000))),
        ..ALL
    }],
);
static EXCLUSIVE: Aide = Aide {
    cumulations: &[Cumulation {
        with: "from-10-000",
        rule: CumulationRule::Forbidden,
        source: &SOURCE,
    }],
    id: "exclusive",
    operator: "Test",
    name: Message::fixed("Test", "Test"),
    versions: &[ALL],
    gaps: &[],
};
static FRIENDLY: Aide = Aide {
    cumulations: &[Cumulation {
        with: "half",
        rule: CumulationRule::Allowed,
        source: &SOURCE,
    }],
    id: "friendly",
    operator: "Test",
    name: Message::fixed("Test", "Test"),
    versions: &[ALL],
    gaps: &[],
};
static HALF: Aide = aide(
    "half",
    &[Version {
        taux: cited(Taux::Uniform(Rate::from_basis_points(5_000))),
        ..ALL
    }],
);
static ONE_YEAR: Aide = aide(
    "one-year",
    &[Version {
        in_force: Period::between(day(2020, 1, 1), day(2021, 1, 1)),
        ..ALL
    }],
);
static GAP: Gap = Gap {
    during: Period::between(day(2022, 1, 1), day(2023, 1, 1)),
    reason: Message::fixed("Fermée en 2022.", "Closed in 2022."),
};
static TWO_VERSIONS: Aide = Aide {
    gaps: &[Gap {
        during: Period::between(day(2022, 1, 1), day(2023, 1, 1)),
        reason: Message::fixed("Fermée en 2022.", "Closed in 2022."),
    }],
    id: "two-versions",
    operator: "Test",
    name: Message::fixed("Test", "Test"),
    cumulations: &[],
    versions: &[
        Version {
            in_force: Period::between(day(2020, 1, 1), day(2022, 1, 1)),
            taux: cited(Taux::Uniform(Rate::from_basis_points(7_000))),
            ..ALL
        },
        Version {
            in_force: Period::from(day(2023, 1, 1)),
            taux: cited(Taux::Uniform(Rate::from_basis_points(8_000))),
            ..ALL
        },
    ],
};

const ON: NaiveDate = day(2026, 11, 23);

fn facts(taille: Taille) -> Facts<'static> {
    Facts {
        taille: Some(taille),
        couts: Some(Couts::all_eligible(Euros::whole(10_000))),
        engagement: Some(Engagement::None),
        de_minimis: Some(&[]),
        other_aids: Some(Euros::ZERO),
        en_difficulte: Some(false),
        recovery_order: Some(false),
        ..Facts::default()
    }
}

fn amount(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) -> String {
    match evaluate(aide, facts, on) {
        Outcome::Eligible(estimate) => estimate.at_most.known().map(Euros::to_string).unwrap_or_default(),
        other => format!("{other:?}"),
    }
}

fn reasons(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) -> Vec<Reason> {
    match evaluate(aide, facts, on) {
        Outcome::Refused(refusals) => refusals.into_iter().map(|refusal| refusal.reason).collect(),
        _ => Vec::new(),
    }
}

fn caveats(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) -> Vec<Caveat> {
    match evaluate(aide, facts, on) {
        Outcome::Eligible(estimate) => estimate.caveats,
        Outcome::Refused(_) | Outcome::Incomplete(_) => Vec::new(),
    }
}

#[test]
fn intensities_are_at_most_those_of_each_article() {
    use Taille::{Grande, Micro, Moyenne, Petite};
    // Of 10 000: article 49 80 / 70 / 60 %, article 25 70 / 60 / 50 %, article 18 50 % for SMEs.
    for (aide, amounts) in [
        (&ARTICLE_49, ["8000.00", "8000.00", "7000.00", "6000.00"]),
        (&ARTICLE_25, ["7000.00", "7000.00", "6000.00", "5000.00"]),
    ] {
        for (taille, expected) in [Micro, Petite, Moyenne, Grande].into_iter().zip(amounts) {
            assert_eq!(
                amount(aide, &facts(taille), ON),
                expected,
                "{} {taille:?}",
                aide.id
            );
        }
    }
    assert_eq!(amount(&ARTICLE_18, &facts(Moyenne), ON), "5000.00");
    assert_eq!(reasons(&ARTICLE_18, &facts(Grande), ON), [Reason::Taille(Grande)]);
}

#[test]
fn an_intensity_is_shared_with_the_other_aids_and_is_to_be_verified() {
    let with = |others| Facts {
        other_aids: Some(Euros::from_cents(others)),
        ..facts(Taille::Petite)
    };
    // 8 000 for all: 8 000 − others.
    assert_eq!(amount(&ARTICLE_49, &with(799_999), ON), "0.01");
    assert!(matches!(
        reasons(&ARTICLE_49, &with(800_000), ON)[..],
        [Reason::NothingLeftToPay { .. }]
    ));
    assert!(matches!(
        reasons(&ARTICLE_49, &with(800_001), ON)[..],
        [Reason::NothingLeftToPay { .. }]
    ));
    assert_eq!(
        caveats(&ARTICLE_49, &with(0), ON),
        [Caveat::IntensityToVerify(LegalBasis::Article49)]
    );
    // The row of article 49 ends on 31 December 2026.
    assert_eq!(
        caveats(&ARTICLE_49, &with(0), day(2027, 1, 1)),
        [Caveat::IntensityNotJudged(LegalBasis::Article49)]
    );
    assert_eq!(
        caveats(&ARTICLE_49, &with(0), day(2023, 6, 30)),
        [Caveat::IntensityNotJudged(LegalBasis::Article49)]
    );
}

#[test]
fn an_undertaking_in_difficulty_or_under_a_recovery_order_is_refused_under_the_regulation_only() {
    let unsound = Facts {
        en_difficulte: Some(true),
        recovery_order: Some(true),
        ..facts(Taille::Petite)
    };
    assert_eq!(
        reasons(&ARTICLE_49, &unsound, ON),
        [Reason::EnDifficulte, Reason::RecoveryOrder]
    );
    assert_eq!(amount(&DE_MINIMIS, &unsound, ON), "10000.00");
    assert_eq!(amount(&ETAT, &unsound, ON), "10000.00");
}

#[test]
fn only_the_facts_that_an_aid_needs_are_asked_for() {
    let nothing = Facts::default();
    for (aide, expected) in [
        (&HALF, vec![Fact::Cout]),
        (&DE_MINIMIS, vec![Fact::Cout, Fact::DeMinimis]),
        (&ETAT, vec![Fact::Engagement, Fact::Cout, Fact::OtherAids]),
        (
            &ARTICLE_49,
            vec![
                Fact::Taille,
                Fact::EnDifficulte,
                Fact::RecoveryOrder,
                Fact::Cout,
                Fact::OtherAids,
            ],
        ),
    ] {
        assert_eq!(
            evaluate(aide, &nothing, ON),
            Outcome::Incomplete(expected),
            "{}",
            aide.id
        );
    }
}

#[test]
fn money_of_the_state_lets_the_study_begin_on_the_day_of_receipt() {
    for (committed, is_admitted) in [(day(2026, 11, 22), false), (ON, true), (day(2026, 11, 24), true)] {
        let facts = Facts {
            engagement: Some(Engagement::On(committed)),
            ..facts(Taille::Petite)
        };
        assert_eq!(reasons(&ETAT, &facts, ON).is_empty(), is_admitted, "{committed}");
    }
}

#[test]
fn money_of_the_state_is_with_the_others_at_most_the_eligible_cost() {
    let with = |others| Facts {
        other_aids: Some(Euros::from_cents(others)),
        ..facts(Taille::Grande)
    };
    // 10 000 − others.
    assert_eq!(amount(&ETAT, &with(999_999), ON), "0.01");
    assert!(matches!(
        reasons(&ETAT, &with(1_000_000), ON)[..],
        [Reason::NothingLeftToPay { .. }]
    ));
    assert!(matches!(
        reasons(&ETAT, &with(1_000_001), ON)[..],
        [Reason::NothingLeftToPay { .. }]
    ));
}

#[test]
fn the_base_is_at_least_the_minimum() {
    for (cents, is_admitted) in [(999_999, false), (1_000_000, true), (1_000_001, true)] {
        let couts = Some(Couts::all_eligible(Euros::from_cents(cents)));
        let facts = Facts {
            couts,
            ..facts(Taille::Petite)
        };
        assert_eq!(
            reasons(&FROM_10_000, &facts, ON).is_empty(),
            is_admitted,
            "{cents}"
        );
    }
}

#[test]
fn each_version_holds_on_its_days_and_a_gap_between_them_says_why() {
    let of = |on| amount(&TWO_VERSIONS, &facts(Taille::Petite), on);
    // 10 000 × 70 %, then × 80 %.
    assert_eq!(of(day(2021, 12, 31)), "7000.00");
    assert_eq!(of(day(2023, 1, 1)), "8000.00");
    for on in [day(2022, 1, 1), day(2022, 12, 31)] {
        assert_eq!(
            reasons(&TWO_VERSIONS, &facts(Taille::Petite), on),
            [Reason::InGap(&GAP)]
        );
    }
}

#[test]
fn without_a_declared_gap_the_days_of_the_sources_are_told() {
    let of = |on| reasons(&ONE_YEAR, &facts(Taille::Petite), on);
    let (from, until) = (day(2020, 1, 1), day(2021, 1, 1));
    assert_eq!(of(day(2019, 12, 31)), [Reason::NotYetInForce { from }]);
    assert_eq!(of(from), []);
    assert_eq!(of(day(2020, 12, 31)), []);
    assert_eq!(of(until), [Reason::NoLongerInForce { until }]);
}

#[test]
fn before_2024_de_minimis_is_not_judged() {
    let grants = [DeMinimisGrant {
        granted_on: day(2023, 6, 1),
        montant: Euros::whole(300_000),
    }];
    let facts = Facts {
        de_minimis: Some(&grants),
        ..facts(Taille::Petite)
    };
    assert_eq!(
        caveats(&DE_MINIMIS, &facts, day(2023, 12, 31)),
        [Caveat::DeMinimisNotJudged]
    );
    assert!(matches!(
        reasons(&DE_MINIMIS, &facts, day(2024, 1, 1))[..],
        [Reason::DeMinimisExhausted { .. }]
    ));
}

#[test]
fn de_minimis_aids_of_one_plan_share_the_same_ceiling() {
    let grants = [DeMinimisGrant {
        granted_on: day(2025, 1, 1),
        montant: Euros::whole(100_000),
    }];
    let facts = Facts {
        de_minimis: Some(&grants),
        couts: Some(Couts::all_eligible(Euros::whole(500_000))),
        ..facts(Taille::Petite)
    };
    // Room of 300 000 − 100 000 = 200 000, all taken by the first.
    let plan = evaluate_plan(&[&DE_MINIMIS, &DE_MINIMIS_TOO], &facts, ON);
    assert_eq!(plan.at_most, Euros::whole(200_000));
    let Outcome::Refused(refusals) = &plan.lines[1].outcome else {
        panic!("refused")
    };
    assert!(
        matches!(refusals[0].reason, Reason::DeMinimisExhausted { granted, .. } if granted == Euros::whole(300_000))
    );
}

#[test]
fn aids_that_a_source_forbids_together_are_not_both_granted_in_either_order() {
    let facts = facts(Taille::Petite);
    for (first, second) in [(&FROM_10_000, &EXCLUSIVE), (&EXCLUSIVE, &FROM_10_000)] {
        let plan = evaluate_plan(&[first, second], &facts, ON);
        let Outcome::Refused(refusals) = &plan.lines[1].outcome else {
            panic!("refused")
        };
        assert_eq!(refusals[0].reason, Reason::NotWith(first));
        assert_eq!(refusals[0].source, Some(&SOURCE));
    }
}

#[test]
fn aids_that_a_source_allows_together_raise_no_doubt() {
    let plan = evaluate_plan(&[&HALF, &FRIENDLY], &facts(Taille::Petite), ON);
    // 5 000, then what is left.
    assert_eq!(plan.at_most, Euros::whole(10_000));
    assert_eq!(plan.caveats, []);
    let other = evaluate_plan(&[&HALF, &DE_MINIMIS], &facts(Taille::Petite), ON);
    assert_eq!(other.caveats, [PlanCaveat::CumulationUnknown(&HALF, &DE_MINIMIS)]);
}
