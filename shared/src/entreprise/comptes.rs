//! The figures of an enterprise and of those it holds or is held by, and how they add up. It names no category.

use std::ops::Add;

use rust_decimal::Decimal;

use super::parameters::HoldingLimits;
use crate::money::{Euros, Rate};

/// A staff in `Uta`, *unités de travail par année* (décret n° 2008-1354, article 2): one person full time over the whole
/// year; part of a year or of the time counts as a fraction. From 0, exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uta(Decimal);

impl Uta {
    /// So many people, full time over the whole year.
    pub const fn whole(people: u32) -> Self {
        Self(Decimal::from_parts(people, 0, 0, false, 0))
    }

    /// So many hundredths of a person: `from_hundredths(1_250)` is 12.5.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(Decimal::from_parts(hundredths, 0, 0, false, 2))
    }

    /// This share of them, not rounded.
    #[must_use]
    pub fn share(self, rate: Rate) -> Self {
        Self(self.0 * rate.as_decimal())
    }

    /// The exact value.
    pub const fn as_decimal(self) -> Decimal {
        self.0
    }
}

impl Add for Uta {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// `Comptes`, the figures of the last financial year that is closed (recommandation 2003/361/CE, annexe, article 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comptes {
    /// Staff over the year.
    pub effectif: Uta,
    /// Turnover, before VAT.
    pub chiffre_affaires: Euros,
    /// Total of the balance sheet.
    pub bilan: Euros,
}

impl Comptes {
    /// This share of each figure.
    #[must_use]
    pub fn share(self, rate: Rate) -> Self {
        Self {
            effectif: self.effectif.share(rate),
            chiffre_affaires: self.chiffre_affaires.share(rate),
            bilan: self.bilan.share(rate),
        }
    }
}

impl Add for Comptes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            effectif: self.effectif + other.effectif,
            chiffre_affaires: self.chiffre_affaires + other.chiffre_affaires,
            bilan: self.bilan + other.bilan,
        }
    }
}

/// A `Participation`, a holding in another enterprise or of another in this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participation {
    /// The larger of the shares of capital and of votes, and the larger of both directions.
    pub share: Rate,
    /// The figures of the other one, with those of the enterprises linked to it.
    pub comptes: Comptes,
}

/// How another enterprise stands to this one (recommandation 2003/361/CE, annexe, article 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Too small a share to count.
    Autonome,
    /// A partner: counted pro rata.
    Partenaire,
    /// Linked: counted whole.
    Liee,
}

impl Participation {
    /// By the share alone. A dominant influence by contract or by statutes makes two enterprises linked too: whoever knows
    /// of one gives the whole as the share.
    pub fn relation(&self, limits: &HoldingLimits) -> Relation {
        if limits.liee_above < self.share {
            Relation::Liee
        } else if limits.partenaire_from <= self.share {
            Relation::Partenaire
        } else {
            Relation::Autonome
        }
    }

    /// What is added to the figures of this enterprise.
    pub(super) fn counted(&self, limits: &HoldingLimits) -> Comptes {
        match self.relation(limits) {
            Relation::Autonome => Comptes::default(),
            Relation::Partenaire => self.comptes.share(self.share),
            Relation::Liee => self.comptes,
        }
    }
}
