//! The study aids, each with its successive dated versions, generated from `data/aides/*.toml`. It applies nothing: the
//! engine does. What the law says of all aids is in `parameters`.

use std::ptr;

use chrono::NaiveDate;

use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::SectionNaf;
use crate::message::Message;
use crate::money::{Euros, Rate};
use crate::period::{Period, day};
use crate::source::{Doubt, Source, Stated};

include!(concat!(env!("OUT_DIR"), "/aides.rs"));

/// An `Aide`, public aid to a study (CGCT, L1511-1-1), with every version of its rules that is known.
#[derive(Debug)]
pub struct Aide {
    /// Stable id, the name of its file.
    pub id: &'static str,
    /// Who grants it.
    pub operator: &'static str,
    /// What it is called.
    pub name: Message,
    /// Its rules, oldest first; at least one, and at most one in force on any day.
    pub versions: &'static [Version],
    /// The days without a version, from the launch of the programme on, and why.
    pub gaps: &'static [Gap],
    /// What the sources say of having it together with another aid.
    pub cumulations: &'static [Cumulation],
}

impl Aide {
    /// The version in force on a day.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::aide::PACTE_INDUSTRIE;
    /// let day = |d| NaiveDate::from_ymd_opt(2023, 6, d).unwrap();
    /// let version = PACTE_INDUSTRIE.version_on(day(1)).unwrap();
    /// assert_eq!(version.in_force.first(), day(1));
    /// // The day before is in a gap, which says why.
    /// let eve = day(1).pred_opt().unwrap();
    /// assert!(PACTE_INDUSTRIE.version_on(eve).is_none());
    /// assert!(PACTE_INDUSTRIE.gap_on(eve).is_some());
    /// ```
    pub fn version_on(&self, on: NaiveDate) -> Option<&'static Version> {
        self.versions.iter().find(|version| version.in_force.contains(on))
    }

    /// The version in force on a day, else the last one that had begun, else the first: the one whose other rules are
    /// worth telling to somebody who comes too early or too late, with what its sources leave open. `None` for an aid without any version.
    pub fn version_near(&self, on: NaiveDate) -> Option<&'static Version> {
        let begun = |version: &&Version| version.in_force.first() <= on;
        self.version_on(on)
            .or_else(|| self.versions.iter().rfind(begun))
            .or_else(|| self.versions.first())
    }

    /// Why no version is in force on a day, where that is declared.
    pub fn gap_on(&self, on: NaiveDate) -> Option<&'static Gap> {
        self.gaps.iter().find(|gap| gap.during.contains(on))
    }

    /// What the sources of either aid say of having both.
    pub fn cumulation_with(&self, other: &Self) -> Option<&'static Cumulation> {
        let between = |one: &Self, two: &Self| {
            one.cumulations
                .iter()
                .find(|cumulation| cumulation.with == two.id)
        };
        between(self, other).or_else(|| between(other, self))
    }
}

/// As for [`Version`].
impl PartialEq for Aide {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Eq for Aide {}

/// The rules of an aid over one period. A condition that is `None` is one that no source names.
#[derive(Debug)]
pub struct Version {
    /// When it can be asked for; without an end when none was found.
    pub in_force: Period,
    /// Where the offer and its dates were read.
    pub source: &'static Source,
    /// Who may ask.
    pub beneficiaires: Option<Cited<Admitted<Beneficiaire>>>,
    /// The sizes that may ask.
    pub tailles: Option<Cited<&'static [Taille]>>,
    /// The staff that the enterprise must have.
    pub effectif: Option<Cited<EffectifRange>>,
    /// Where it is written that the project must be in a Territoire d'industrie.
    pub territoire: Option<&'static Source>,
    /// The sections of activity that may ask.
    pub naf: Option<Cited<Admitted<SectionNaf>>>,
    /// What must not have begun when it is asked for.
    pub effet_incitatif: Option<Cited<EffetIncitatif>>,
    /// The least eligible cost.
    pub assiette_minimale: Option<Cited<Euros>>,
    /// The most of the eligible cost that is taken into account.
    pub assiette_plafond: Option<Cited<Euros>>,
    /// The largest share of that cost that it may pay.
    pub taux: Cited<Taux>,
    /// The largest amount for one study.
    pub plafond: Plafond,
    /// The text of the law of State aid that it is granted under.
    pub legal_basis: Stated<Cited<LegalBasis>>,
    /// What the sources leave open.
    pub doubts: &'static [Doubt],
}

impl Version {
    /// Whether its sources say that it is granted de minimis.
    pub fn is_de_minimis(&self) -> bool {
        matches!(self.legal_basis, Stated::Known(basis) if basis.value == LegalBasis::DeMinimis)
    }
}

/// One version of one aid is that version and no other: the tables are static, and comparing what they hold would only
/// weigh on the browser.
impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Eq for Version {}

/// A rule or a figure, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// What is written.
    pub value: T,
    /// Where.
    pub source: &'static Source,
}

/// Those whom a source admits, and those whom it leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admitted<T: 'static> {
    /// Those whom the source names.
    pub named: &'static [T],
    /// Those of whom the sources do not say whether they are admitted: they are not refused, and a caveat tells. All
    /// others are refused.
    pub unsettled: &'static [T],
}

/// Days on which no version of an aid is known, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Gap {
    /// Those days.
    pub during: Period,
    /// Why there is no version.
    pub reason: Message,
}

/// An `effectif`, the staff of an enterprise counted in people, within limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffectifRange {
    /// This many people at least.
    pub at_least: Option<u32>,
    /// Strictly fewer people than this.
    pub below: Option<u32>,
}

impl EffectifRange {
    /// Whether that many people are within the limits.
    pub fn contains(self, effectif: u32) -> bool {
        self.at_least.is_none_or(|least| least <= effectif) && self.below.is_none_or(|below| effectif < below)
    }
}

/// The `EffetIncitatif` (règlement (UE) n° 651/2014, article 6; décret n° 2018-514, article 5): what must not have begun
/// when the aid is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffetIncitatif {
    /// The request comes strictly before the first firm commitment: on the same day is too late, since nothing shows
    /// which came first.
    BeforeCommitment,
    /// The first legal act is not made before the day on which the request is received: on that day it may be.
    NotBeforeReceipt,
}

impl EffetIncitatif {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeforeCommitment => "before_commitment",
            Self::NotBeforeReceipt => "not_before_receipt",
        }
    }
}

/// The `taux`, largest share of the cost, and what it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taux {
    /// The same for all.
    Uniform(Rate),
    /// By size category; a micro enterprise is a small one.
    ByTaille {
        /// Of a micro or small enterprise.
        petite: Stated<Rate>,
        /// Of a medium-sized one.
        moyenne: Stated<Rate>,
        /// Of a larger one.
        grande: Stated<Rate>,
        /// Of a body that has no size.
        sans_objet: Stated<Rate>,
    },
    /// By number of people: the first band that holds it.
    ByEffectif(&'static [Band]),
}

/// A rate for staff strictly below a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Strictly fewer people than this; `None` for any number.
    pub below: Option<u32>,
    /// The rate.
    pub taux: Rate,
}

/// The `plafond`, ceiling of an aid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plafond {
    /// The sources limit the aid in another way, such as by a ceiling of the base.
    NotNamed,
    /// It was looked for and not found. It is shown as unknown.
    Unknown,
    /// At most this amount for one study.
    PerEtude(Cited<Euros>),
}

/// The text that makes an aid lawful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalBasis {
    /// Règlement (UE) 2023/2831, or the one before it.
    DeMinimis,
    /// Règlement (UE) n° 651/2014, article 49: studies on environmental protection and energy.
    Article49,
    /// The same, article 25(2)(d): feasibility studies that prepare research and development.
    Article252D,
    /// The same, article 18: consultancy for SMEs.
    Article18,
    /// Décret n° 2018-514: money of the State for an investment project.
    EtatInvestissement,
}

impl LegalBasis {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DeMinimis => "de_minimis",
            Self::Article49 => "article_49",
            Self::Article252D => "article_25_2_d",
            Self::Article18 => "article_18",
            Self::EtatInvestissement => "etat_investissement",
        }
    }
}

/// What a source says of two aids on one study.
#[derive(Debug)]
pub struct Cumulation {
    /// Id of the other aid.
    pub with: &'static str,
    /// Whether both may be had.
    pub rule: CumulationRule,
    /// Where it is written.
    pub source: &'static Source,
}

/// Whether two aids may be had for one study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CumulationRule {
    /// They may.
    Allowed,
    /// They may not.
    Forbidden,
}

impl CumulationRule {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Forbidden => "forbidden",
        }
    }
}

/// The aid of that id, if there is one.
pub fn find_aide(id: &str) -> Option<&'static Aide> {
    AIDES.iter().copied().find(|aide| aide.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The launch of the programme and the last day that the project looks at.
    const FIRST: NaiveDate = day(2018, 11, 22);
    const LAST: NaiveDate = day(2030, 12, 31);

    #[test]
    fn on_every_day_each_aid_has_one_version_or_a_declared_gap() {
        for aide in AIDES {
            for on in FIRST.iter_days().take_while(|on| *on <= LAST) {
                let versions = aide
                    .versions
                    .iter()
                    .filter(|version| version.in_force.contains(on))
                    .count();
                let gaps = aide.gaps.iter().filter(|gap| gap.during.contains(on)).count();
                assert_eq!(
                    versions + gaps,
                    1,
                    "{} on {on}: {versions} versions, {gaps} gaps",
                    aide.id
                );
            }
        }
    }

    #[test]
    fn versions_are_in_order_and_none_is_empty() {
        for aide in AIDES {
            assert!(!aide.versions.is_empty(), "{}", aide.id);
            assert!(
                aide.versions.iter().all(|version| !version.in_force.is_empty()),
                "{}",
                aide.id
            );
            assert!(
                aide.versions.is_sorted_by_key(|version| version.in_force.first()),
                "{}",
                aide.id
            );
        }
    }

    #[test]
    fn every_source_has_an_address_and_every_cumulation_names_an_aid() {
        for aide in AIDES {
            for version in aide.versions {
                for source in [version.source, version.taux.source] {
                    assert!(source.url.starts_with("http"), "{}", aide.id);
                }
            }
            for cumulation in aide.cumulations {
                assert!(
                    find_aide(cumulation.with).is_some(),
                    "{}: {}",
                    aide.id,
                    cumulation.with
                );
            }
        }
    }

    #[test]
    fn ids_are_in_order_and_found() {
        assert!(AIDES.is_sorted_by_key(|aide| aide.id));
        assert_eq!(AIDES.len(), 14);
        for aide in AIDES {
            assert_eq!(find_aide(aide.id), Some(*aide));
        }
        assert_eq!(find_aide("tremplin"), None);
    }

    #[test]
    fn staff_is_at_least_the_first_limit_and_strictly_below_the_second() {
        let range = EffectifRange {
            at_least: Some(20),
            below: Some(250),
        };
        for (effectif, expected) in [
            (19, false),
            (20, true),
            (21, true),
            (249, true),
            (250, false),
            (251, false),
        ] {
            assert_eq!(range.contains(effectif), expected, "{effectif}");
        }
    }
}
