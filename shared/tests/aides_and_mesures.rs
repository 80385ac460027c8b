//! The aids that the catalogue of measures describes too: both say the same of who may ask, when, and how much. That one
//! of them says it right is for the other tests.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use shared::aide::{AIDES, Aide, LegalBasis, Plafond, Taux, Version, find_aide};
use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::ids::SectionNaf;
use shared::message::Lang;
use shared::mesure::{Amount, Area, Companies, MESURES, Mesure, Sections, StaffMost, Standing};
use shared::money::{Euros, Rate};
use shared::source::Stated;

/// Each aid with its measure.
fn pairs() -> Vec<(&'static Aide, &'static Mesure)> {
    let pairs: Vec<_> = MESURES
        .iter()
        .filter_map(|mesure| Some((find_aide(mesure.aide?)?, mesure)))
        .collect();
    assert_eq!(pairs.len(), AIDES.len(), "one measure for each aid");
    pairs
}

/// Each version of each aid with its measure: a measure keeps its scales, each with its days.
fn versions() -> Vec<(&'static Aide, &'static Version, &'static Mesure)> {
    let pairs = pairs().into_iter();
    pairs
        .flat_map(|(aide, mesure)| aide.versions.iter().map(move |version| (aide, version, mesure)))
        .collect()
}

/// Each aid with its last version and its measure: a measure says without days who may ask, so it says the latest.
fn last_versions() -> Vec<(&'static Aide, &'static Version, &'static Mesure)> {
    let pairs = pairs().into_iter();
    pairs
        .filter_map(|(aide, mesure)| Some((aide, aide.versions.last()?, mesure)))
        .collect()
}

fn set<T: Copy + Ord>(items: &[T]) -> BTreeSet<T> {
    items.iter().copied().collect()
}

#[test]
fn the_same_bodies_are_named_and_the_same_are_left_open() {
    for (aide, version, mesure) in last_versions() {
        let admitted = version
            .beneficiaires
            .unwrap_or_else(|| panic!("{}: no bodies", aide.id))
            .value;
        let who = &mesure.who;
        assert_eq!(set(admitted.named), set(who.beneficiaires), "{}", aide.id);
        assert_eq!(set(admitted.unsettled), set(who.unsettled), "{}", aide.id);
        assert_eq!(who.secondary, [] as [Beneficiaire; 0], "{}", aide.id);
    }
}

#[test]
fn the_same_sizes_staff_sections_and_places_are_admitted() {
    for (aide, version, mesure) in last_versions() {
        let companies = match version.tailles.map(|cited| cited.value) {
            None => Companies::All,
            Some([Taille::Micro, Taille::Petite, Taille::Moyenne]) => Companies::Pme,
            Some(others) => panic!("{}: {others:?}", aide.id),
        };
        assert_eq!(companies, mesure.who.companies, "{}", aide.id);
        let staff = version
            .effectif
            .map(|cited| (cited.value.at_least, cited.value.below));
        let expected = mesure.who.staff.map(|limits| {
            let below = match limits.most {
                StaffMost::AtMost(most) => most + 1,
                StaffMost::Below(below) => below,
            };
            (limits.at_least, Some(below))
        });
        assert_eq!(staff, expected, "{}", aide.id);
        let sections = version.naf.map(|cited| cited.value);
        match mesure.who.sections {
            Sections::Any => assert_eq!(sections, None, "{}", aide.id),
            Sections::Only(only) => {
                let sections = sections.unwrap_or_else(|| panic!("{}: no sections", aide.id));
                assert_eq!(set(sections.named), set(only), "{}", aide.id);
                assert_eq!(sections.unsettled, [], "{}", aide.id);
            }
            Sections::Industry => {
                let sections = sections.unwrap_or_else(|| panic!("{}: no sections", aide.id));
                assert_eq!(sections.named, [SectionNaf::B, SectionNaf::C], "{}", aide.id);
                assert_eq!(sections.unsettled.len(), 19, "{}", aide.id);
            }
        }
        let is_for_territoires = mesure.who.area == Stated::Known(Area::Territoire);
        assert_eq!(version.territoire.is_some(), is_for_territoires, "{}", aide.id);
    }
}

#[test]
fn the_legal_basis_is_the_same_or_unknown_in_both() {
    for (aide, version, mesure) in last_versions() {
        let basis = version.legal_basis.known().map(|cited| cited.value);
        let expected = mesure.legal_basis.known().map(|basis| match basis {
            shared::mesure::LegalBasis::DeMinimis => LegalBasis::DeMinimis,
        });
        assert_eq!(basis, expected, "{}", aide.id);
    }
}

#[test]
fn rates_and_ceilings_are_those_of_the_scale_on_the_first_day_of_each_version() {
    for (aide, version, mesure) in versions() {
        let on = version.in_force.first();
        let amounts = || amounts_on(mesure, on);
        assert_eq!(
            rates_of(version),
            rates_of_scale(amounts()),
            "{} on {on}",
            aide.id
        );
        let ceiling = match version.plafond {
            Plafond::NotNamed => None,
            Plafond::Unknown => Some(Stated::Unknown),
            Plafond::PerEtude(cited) => Some(Stated::Known(cited.value)),
        };
        let expected = amounts().find_map(|amount| match amount {
            Amount::CeilingOnAid(ceiling) => Some(ceiling),
            _ => None,
        });
        assert_eq!(ceiling, expected, "{} on {on}", aide.id);
        // The base of the diagnostics is deduced from what is left to pay, which their measures tell instead.
        let base: Option<Euros> = amounts().find_map(|amount| match amount {
            Amount::CeilingOnBase(base) => Some(base),
            _ => None,
        });
        if base.is_some() {
            let assiette = version.assiette_plafond.map(|cited| cited.value);
            assert_eq!(assiette, base, "{} on {on}", aide.id);
        }
    }
}

/// Where the beginning of a measure is not known, its aid may have a declared gap: both say that no source tells.
#[test]
fn an_aid_is_in_force_when_its_measure_is_open_and_never_when_it_is_closed() {
    for (aide, mesure) in pairs() {
        for on in FIRST.iter_days().take_while(|on| *on <= LAST) {
            let is_in_force = aide.version_on(on).is_some();
            match mesure.validity.standing_on(on) {
                Standing::Open => assert!(is_in_force, "{} on {on}", aide.id),
                Standing::Closed => assert!(!is_in_force, "{} on {on}", aide.id),
                Standing::Uncertain => {
                    assert!(is_in_force || aide.gap_on(on).is_some(), "{} on {on}", aide.id);
                }
            }
        }
    }
}

#[test]
fn an_aid_in_force_while_its_measure_is_uncertain_says_that_it_is_to_be_verified() {
    const WORDS: [&str; 4] = ["à confirmer", "vérifiez", "à vérifier", "ne sont pas connus"];
    for (aide, version, mesure) in versions() {
        let is_uncertain = |on: &NaiveDate| {
            mesure.validity.standing_on(*on) == Standing::Uncertain && version.in_force.contains(*on)
        };
        let days = FIRST.iter_days().take_while(|on| *on <= LAST);
        if days.into_iter().any(|on| is_uncertain(&on)) {
            let mut doubts = version.doubts.iter().map(|doubt| doubt.message.in_lang(Lang::Fr));
            assert!(
                doubts.any(|doubt| WORDS.iter().any(|word| doubt.contains(word))),
                "{} from {}",
                aide.id,
                version.in_force.first()
            );
        }
    }
}

/// The launch of the programme and the last day that the project looks at.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2018, 11, 22).unwrap();
const LAST: NaiveDate = NaiveDate::from_ymd_opt(2030, 12, 31).unwrap();

fn amounts_on(mesure: &Mesure, on: NaiveDate) -> impl Iterator<Item = Amount> {
    let lines = mesure.amounts.known().copied().unwrap_or_default();
    lines
        .iter()
        .filter(move |line| line.applies_on(on))
        .map(|line| line.amount)
}

fn rates_of(version: &Version) -> BTreeSet<Rate> {
    match version.taux.value {
        Taux::Uniform(rate) => set(&[rate]),
        Taux::ByEffectif(bands) => bands.iter().map(|band| band.taux).collect(),
        Taux::ByTaille {
            petite,
            moyenne,
            grande,
            sans_objet,
        } => [petite, moyenne, grande, sans_objet]
            .iter()
            .filter_map(|stated| stated.known().copied())
            .collect(),
    }
}

fn rates_of_scale(amounts: impl Iterator<Item = Amount>) -> BTreeSet<Rate> {
    amounts
        .flat_map(|amount| match amount {
            Amount::Rate(Stated::Known(rate)) | Amount::RateAtMost(rate) => vec![rate],
            Amount::RateBetween { low, high } => vec![low, high],
            Amount::RateBySize(rates) => rates.iter().map(|(_, rate)| *rate).collect(),
            _ => Vec::new(),
        })
        .collect()
}
