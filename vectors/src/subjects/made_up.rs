//! Aids that do not exist, for the rules of the law that no real aid shows: real ones do not say under which article they
//! are granted, but for one. Their figures are no facts.

use chrono::NaiveDate;
use shared::aide::{
    Aide, Cited, Cumulation, CumulationRule, EffetIncitatif, Gap, LegalBasis, Plafond, Taux, Version,
};
use shared::message::Message;
use shared::money::{Euros, Rate};
use shared::period::Period;
use shared::source::{Source, Stated};

/// The aid of that id, if there is one.
pub fn find(id: &str) -> Option<&'static Aide> {
    ALL.into_iter().find(|aide| aide.id == id)
}

static ALL: [&Aide; 10] = [
    &ARTICLE_49,
    &ARTICLE_25,
    &ARTICLE_18,
    &DE_MINIMIS,
    &DE_MINIMIS_TOO,
    &ETAT,
    &MINIMUM,
    &EXCLUSIVE,
    &TWO_VERSIONS,
    &ONE_YEAR,
];

static ARTICLE_49: Aide = aide("made-up-article-49", &[under(LegalBasis::Article49)]);
static ARTICLE_25: Aide = aide("made-up-article-25", &[under(LegalBasis::Article252D)]);
static ARTICLE_18: Aide = aide("made-up-article-18", &[under(LegalBasis::Article18)]);
static DE_MINIMIS: Aide = aide("made-up-de-minimis", &[under(LegalBasis::DeMinimis)]);
static DE_MINIMIS_TOO: Aide = aide("made-up-de-minimis-too", &[under(LegalBasis::DeMinimis)]);
static ETAT: Aide = aide(
    "made-up-etat",
    &[Version {
        effet_incitatif: Some(cited(EffetIncitatif::NotBeforeReceipt)),
        ..under(LegalBasis::EtatInvestissement)
    }],
);
static MINIMUM: Aide = aide(
    "made-up-minimum",
    &[Version {
        assiette_minimale: Some(cited(Euros::whole(10_000))),
        ..WHOLE_COST
    }],
);
static EXCLUSIVE: Aide = Aide {
    id: "made-up-exclusive",
    operator: NOBODY,
    name: NAME,
    versions: &[WHOLE_COST],
    gaps: &[],
    cumulations: &[
        Cumulation {
            with: "made-up-minimum",
            rule: CumulationRule::Forbidden,
            source: &SOURCE,
        },
        Cumulation {
            with: "made-up-de-minimis",
            rule: CumulationRule::Allowed,
            source: &SOURCE,
        },
    ],
};
static ONE_YEAR: Aide = aide(
    "made-up-one-year",
    &[Version {
        in_force: Period::between(day(2020, 1, 1), day(2021, 1, 1)),
        ..WHOLE_COST
    }],
);
static TWO_VERSIONS: Aide = Aide {
    id: "made-up-two-versions",
    operator: NOBODY,
    name: NAME,
    versions: &[
        Version {
            in_force: Period::between(day(2020, 1, 1), day(2022, 1, 1)),
            taux: cited(Taux::Uniform(Rate::from_basis_points(7_000))),
            ..WHOLE_COST
        },
        Version {
            in_force: Period::from(day(2023, 1, 1)),
            taux: cited(Taux::Uniform(Rate::from_basis_points(8_000))),
            ..WHOLE_COST
        },
    ],
    gaps: &[Gap {
        during: Period::between(day(2022, 1, 1), day(2023, 1, 1)),
        reason: Message::fixed("Fermée en 2022.", "Closed in 2022."),
    }],
    cumulations: &[],
};

const NOBODY: &str = "Nobody";
const NAME: Message = Message::fixed("Aide inventée", "Made-up aid");

/// Pays all, from 2020 on.
const WHOLE_COST: Version = Version {
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

static SOURCE: Source = Source {
    title: "Made up",
    url: "https://example.org",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

const fn aide(id: &'static str, versions: &'static [Version]) -> Aide {
    Aide {
        id,
        operator: NOBODY,
        name: NAME,
        versions,
        gaps: &[],
        cumulations: &[],
    }
}

const fn under(basis: LegalBasis) -> Version {
    Version {
        legal_basis: Stated::Known(cited(basis)),
        ..WHOLE_COST
    }
}

const fn cited<T: Copy>(value: T) -> Cited<T> {
    Cited {
        value,
        source: &SOURCE,
    }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}
