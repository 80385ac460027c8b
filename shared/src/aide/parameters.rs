//! What the law says of all aids, as dated tables: no other file of this module holds a number of the law. It applies
//! nothing. The figures of one aid are in `data/aides`.

use super::version::LegalBasis;
use crate::money::{Euros, Rate};
use crate::period::{Dated, Period, day};
use crate::source::Source;

/// The ceiling of de minimis aid for one `entreprise unique`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeMinimisPlafond {
    /// The most, over the window.
    pub plafond: Euros,
    /// The years that count.
    pub window: Window,
    /// Where it is written.
    pub source: &'static Source,
}

/// How years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// So many years back from the day of the grant, day by day.
    RollingYears(u32),
    /// So many financial years of the enterprise. When they begin is not a fact that is asked for: not judged.
    FinancialYears(u32),
}

/// Règlement (UE) n° 1407/2013, then règlement (UE) 2023/2831.
pub static DE_MINIMIS: [Dated<DeMinimisPlafond>; 2] = [
    Dated {
        in_force: Period::between(day(2014, 1, 1), day(2024, 1, 1)),
        value: DeMinimisPlafond {
            plafond: Euros::whole(200_000),
            window: Window::FinancialYears(3),
            source: &DE_MINIMIS_2013,
        },
    },
    Dated {
        in_force: Period::between(day(2024, 1, 1), day(2031, 1, 1)),
        value: DeMinimisPlafond {
            plafond: Euros::whole(300_000),
            window: Window::RollingYears(3),
            source: &DE_MINIMIS_2023,
        },
    },
];

/// The most that all public aid may be, as a share of the eligible cost, by size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intensity {
    /// Of a micro or small enterprise.
    pub petite: Rate,
    /// Of a medium-sized one.
    pub moyenne: Rate,
    /// Of anybody else; `None` when only SMEs may be aided.
    pub other: Option<Rate>,
    /// Where it is written.
    pub source: &'static Source,
}

/// The intensities of a legal basis, oldest first; none when it does not set any.
///
/// The end of the regulation (31 December 2026), the first day of the amended article 49, the additions of article 25
/// and whether article 18 still reads so are to be verified: whoever applies a row says so.
pub fn intensities(basis: LegalBasis) -> &'static [Dated<Intensity>] {
    match basis {
        LegalBasis::Article49 => &ARTICLE_49,
        LegalBasis::Article252D => &ARTICLE_25_2_D,
        LegalBasis::Article18 => &ARTICLE_18,
        LegalBasis::DeMinimis | LegalBasis::EtatInvestissement => &[],
    }
}

static ARTICLE_49: [Dated<Intensity>; 1] = [Dated {
    in_force: Period::between(day(2023, 7, 1), day(2027, 1, 1)),
    value: Intensity {
        petite: Rate::from_basis_points(8000),
        moyenne: Rate::from_basis_points(7000),
        other: Some(Rate::from_basis_points(6000)),
        source: &RGEC_49,
    },
}];

static ARTICLE_25_2_D: [Dated<Intensity>; 1] = [Dated {
    in_force: Period::between(day(2014, 7, 1), day(2027, 1, 1)),
    value: Intensity {
        petite: Rate::from_basis_points(7000),
        moyenne: Rate::from_basis_points(6000),
        other: Some(Rate::from_basis_points(5000)),
        source: &RGEC_25,
    },
}];

static ARTICLE_18: [Dated<Intensity>; 1] = [Dated {
    in_force: Period::between(day(2014, 7, 1), day(2027, 1, 1)),
    value: Intensity {
        petite: Rate::from_basis_points(5000),
        moyenne: Rate::from_basis_points(5000),
        other: None,
        source: &RGEC_18,
    },
}];

/// The most that all public aid may be of the eligible cost, when the State pays under décret n° 2018-514.
pub static PUBLIC_SHARE: [Dated<(Rate, &Source)>; 1] = [Dated {
    in_force: Period::from(day(2018, 10, 1)),
    value: (Rate::from_basis_points(10_000), &DECRET_2018_514_SHARE),
}];

/// What cannot be more than the cost of the study, whatever the text.
pub const WHOLE: Rate = Rate::from_basis_points(10_000);

static DE_MINIMIS_2013: Source = Source {
    title: "Règlement (UE) n° 1407/2013, aides de minimis",
    url: "https://eur-lex.europa.eu/legal-content/FR/TXT/?uri=CELEX:32013R1407",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

static DE_MINIMIS_2023: Source = Source {
    title: "Associations.gouv.fr, « Aides d’État : nouveau règlement de minimis » (règlement (UE) 2023/2831)",
    url: "https://associations.gouv.fr./aides-d-etat-nouveau-reglement-de-minimis.html",
    recorded_on: day(2026, 11, 23),
    quote: "Le seuil de minimis général (droit commun) passe de 200 000 € à 300 000 € sur une période de trois années \
            glissantes",
};

/// > Die Beihilfeintensität darf 60 % der beihilfefähigen Kosten nicht überschreiten.
///
/// Paragraph 3, in the German text of the site cited, which does not say of which day; paragraph 4 adds 20 points for small enterprises and 10 for
/// medium-sized ones. The French text was not read.
static RGEC_49: Source = Source {
    title: "Règlement (UE) n° 651/2014, article 49 (texte allemand, site gesetze.legal)",
    url: "https://gesetze.legal/eu/vo_eu_2014_651/49",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

/// The article was not read: only model clauses that sum it up, with 50 % for feasibility studies. They add points to
/// other research only, so that the 60 and 70 % of SMEs are to be verified.
static RGEC_25: Source = Source {
    title: "Law Insider, clauses types allemandes qui résument l’article 25 du règlement (UE) n° 651/2014",
    url: "https://lawinsider.com/de/clause/forschungs-und-entwicklungsbeihilfen",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

/// > Die Beihilfeintensität darf 50 % der beihilfefähigen Kosten nicht überschreiten.
///
/// Paragraph 2, in the German text of the site cited, which does not say of which day. The French text was not read.
static RGEC_18: Source = Source {
    title: "Règlement (UE) n° 651/2014, article 18 (texte allemand, site gesetze.legal)",
    url: "https://gesetze.legal/eu/vo_eu_2014_651/18",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

/// Who is excluded from aids under règlement (UE) n° 651/2014.
pub static RGEC_EXCLUSIONS: Source = Source {
    title: "Service public de Wallonie, « Règlement général d’exemption par catégorie (RGEC) »",
    url: "https://aidesetat.wallonie.be/home/les-reglements-dexemption/reglement-general-dexemption-par-categorie-rgec.html",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

static DECRET_2018_514_SHARE: Source = Source {
    title: "La Demeure historique, « Nouveau décret relatif aux subventions » (décret n° 2018-514)",
    url: "https://www.demeure-historique.org/actualite-du-patrimoine/nouveau-decret-relatif-aux-subventions/",
    recorded_on: day(2026, 11, 23),
    quote: "Le montant définitif de la subvention ne peut avoir pour effet de porter le montant total des aides \
            publiques au-delà du montant prévisionnel de la dépense subventionnable",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::in_force_on;

    #[test]
    fn no_two_rows_of_a_table_hold_on_one_day() {
        let [before, after] = &DE_MINIMIS;
        assert!(!before.in_force.overlaps(&after.in_force));
    }

    #[test]
    fn the_new_ceiling_holds_from_1_january_2024_to_31_december_2030() {
        let plafond = |on| in_force_on(&DE_MINIMIS, on).map(|row| row.plafond);
        assert_eq!(plafond(day(2013, 12, 31)), None);
        assert_eq!(plafond(day(2023, 12, 31)), Some(Euros::whole(200_000)));
        assert_eq!(plafond(day(2024, 1, 1)), Some(Euros::whole(300_000)));
        assert_eq!(plafond(day(2030, 12, 31)), Some(Euros::whole(300_000)));
        assert_eq!(plafond(day(2031, 1, 1)), None);
    }

    #[test]
    fn the_share_of_all_public_aid_holds_from_1_october_2018() {
        for (on, holds) in [
            (day(2018, 9, 30), false),
            (day(2018, 10, 1), true),
            (day(2018, 10, 2), true),
        ] {
            assert_eq!(in_force_on(&PUBLIC_SHARE, on).is_some(), holds, "{on}");
        }
    }

    #[test]
    fn each_intensity_holds_from_its_first_day_to_31_december_2026() {
        for (basis, day_before, first) in [
            (LegalBasis::Article49, day(2023, 6, 30), day(2023, 7, 1)),
            (LegalBasis::Article252D, day(2014, 6, 30), day(2014, 7, 1)),
            (LegalBasis::Article18, day(2014, 6, 30), day(2014, 7, 1)),
        ] {
            for (on, holds) in [
                (day_before, false),
                (first, true),
                (day(2026, 12, 31), true),
                (day(2027, 1, 1), false),
            ] {
                assert_eq!(
                    in_force_on(intensities(basis), on).is_some(),
                    holds,
                    "{basis:?} {on}"
                );
            }
        }
    }
}
