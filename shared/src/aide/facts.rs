//! What is known of a study and of who asks. It judges nothing; a fact that is not known is `None`, which is not a
//! refusal.

use chrono::NaiveDate;

use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::CodeNaf;
use crate::money::Euros;

/// What is known. `None` is "not said yet"; only what an aid needs is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Who asks.
    pub beneficiaire: Option<Beneficiaire>,
    /// Size category of the enterprise, partners and linked ones counted: see [`crate::entreprise::size_of`].
    pub taille: Option<Taille>,
    /// Its staff, in people.
    pub effectif: Option<u32>,
    /// What it does.
    pub naf: Option<CodeNaf>,
    /// Whether the project is in a commune of a Territoire d'industrie.
    pub in_territoire: Option<bool>,
    /// What the study costs.
    pub couts: Option<Couts>,
    /// Whether the study has been ordered.
    pub engagement: Option<Engagement>,
    /// The de minimis aids granted to the whole `entreprise unique`, by every funder; older ones do no harm. An empty
    /// list says that there is none.
    pub de_minimis: Option<&'a [DeMinimisGrant]>,
    /// The sum of the other public aids asked for or obtained for the same study, outside the plan under evaluation.
    pub other_aids: Option<Euros>,
    /// Whether it is an `entreprise en difficulté` (règlement (UE) n° 651/2014, article 2, point 18).
    pub en_difficulte: Option<bool>,
    /// Whether an order to pay back an unlawful aid is outstanding against it.
    pub recovery_order: Option<bool>,
}

/// The planned costs of a study, added up by kind. The order of the lines is lost on purpose: nothing depends on it.
///
/// ```
/// use shared::aide::{CoutKind, CoutLine, Couts};
/// use shared::money::Euros;
/// let couts = Couts::of([
///     CoutLine { montant: Euros::whole(20_000), kind: CoutKind::ExternalProvider },
///     CoutLine { montant: Euros::whole(3_000), kind: CoutKind::NotEligible },
/// ]);
/// assert_eq!(couts.eligible(), Euros::whole(20_000));
/// assert_eq!(couts.total(), Euros::whole(23_000));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Couts {
    eligible: Euros,
    not_eligible: Euros,
}

impl Couts {
    /// The sum of the lines.
    pub fn of(lines: impl IntoIterator<Item = CoutLine>) -> Self {
        lines.into_iter().fold(Self::default(), Self::with)
    }

    /// A cost that is all eligible.
    pub const fn all_eligible(eligible: Euros) -> Self {
        Self {
            eligible,
            not_eligible: Euros::ZERO,
        }
    }

    /// What an aid may be computed on.
    pub const fn eligible(self) -> Euros {
        self.eligible
    }

    /// What no aid counts.
    pub const fn not_eligible(self) -> Euros {
        self.not_eligible
    }

    /// Both.
    pub fn total(self) -> Euros {
        self.eligible + self.not_eligible
    }

    fn with(mut self, line: CoutLine) -> Self {
        match line.kind {
            CoutKind::ExternalProvider => self.eligible = self.eligible + line.montant,
            CoutKind::NotEligible => self.not_eligible = self.not_eligible + line.montant,
        }
        self
    }
}

/// One planned cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoutLine {
    /// How much.
    pub montant: Euros,
    /// What for.
    pub kind: CoutKind,
}

/// Whether a cost counts: the study aids pay an external provider, independent of who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoutKind {
    /// The price of an external and independent provider.
    ExternalProvider,
    /// Anything else: own staff, ordinary running costs, equipment.
    NotEligible,
}

/// An `Engagement`, the first firm commitment to the study: « marché signé, commande signée, devis accepté ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engagement {
    /// None is made.
    None,
    /// Made, or to be made, on that day.
    On(NaiveDate),
}

/// A de minimis aid that was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeMinimisGrant {
    /// The day on which the right to receive it arose, not the one on which it was paid.
    pub granted_on: NaiveDate,
    /// Its gross grant equivalent.
    pub montant: Euros,
}

/// A fact that an aid needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Who asks.
    Beneficiaire,
    /// The size of the enterprise.
    Taille,
    /// Its staff.
    Effectif,
    /// Where the project is.
    Commune,
    /// What the enterprise does.
    Naf,
    /// Whether the study has been ordered.
    Engagement,
    /// Whether the enterprise is in difficulty.
    EnDifficulte,
    /// Whether it must pay back an unlawful aid.
    RecoveryOrder,
    /// What the study costs.
    Cout,
    /// The other public aids for the study.
    OtherAids,
    /// The de minimis aids of the last years.
    DeMinimis,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_of_the_lines_is_indifferent(cents in prop::collection::vec((0_u32..1_000_000, any::<bool>()), 0..12)) {
            let mut lines: Vec<_> = cents
                .iter()
                .map(|(cents, counts)| CoutLine {
                    montant: Euros::from_cents(*cents),
                    kind: if *counts { CoutKind::ExternalProvider } else { CoutKind::NotEligible },
                })
                .collect();
            let forwards = Couts::of(lines.iter().copied());
            lines.reverse();
            prop_assert_eq!(forwards, Couts::of(lines.iter().copied()));
            lines.sort_by_key(|line| line.montant);
            prop_assert_eq!(forwards, Couts::of(lines));
        }
    }
}
