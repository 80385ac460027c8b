//! How far a plan of action has come: its sheets by commitment and state, its money by who pays and by axe. It counts
//! what it is given and judges nothing; what is unknown is counted apart, never as zero.

use std::ops::AddAssign;

use crate::money::Euros;
use crate::source::Stated;

use super::fiche::{Avancement, EtatFinancement, FicheAction, Financement, Maturite};
use super::model::Mark;
use super::parties::PartieId;
use crate::programme::Axe;

/// The figures of a plan of action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether these figures are an example's.
    pub mark: Mark,
    /// Sheets in all.
    pub fiches: usize,
    /// Sheets by commitment and state: every pair that occurs, once.
    pub by_state: Vec<FicheCount>,
    /// The costs that are known, added up.
    pub cout: Euros,
    /// Sheets whose cost is unknown.
    pub without_cout: usize,
    /// Sheets whose plan de financement is unknown.
    pub without_plan: usize,
    /// All the money of the plans that are known.
    pub total: Money,
    /// The same money by who pays, in the order in which the sheets name them.
    pub by_financeur: Vec<(PartieId, Money)>,
    /// The same money by axe, in the order in which the sheets name them.
    pub by_axe: Vec<(Stated<Axe>, Money)>,
}

/// How many sheets share a commitment and a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FicheCount {
    /// Commitment.
    pub maturite: Stated<Maturite>,
    /// State.
    pub avancement: Stated<Avancement>,
    /// How many.
    pub count: usize,
}

/// Money by how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// Counted on, not asked for yet.
    pub prevu: Euros,
    /// Asked for.
    pub sollicite: Euros,
    /// Granted.
    pub acquis: Euros,
}

impl Money {
    /// All three.
    pub fn total(&self) -> Euros {
        self.prevu + self.sollicite + self.acquis
    }

    fn of(line: &Financement) -> Self {
        let mut money = Self::default();
        *match line.etat {
            EtatFinancement::Prevu => &mut money.prevu,
            EtatFinancement::Sollicite => &mut money.sollicite,
            EtatFinancement::Acquis => &mut money.acquis,
        } = line.montant;
        money
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.prevu = self.prevu + other.prevu;
        self.sollicite = self.sollicite + other.sollicite;
        self.acquis = self.acquis + other.acquis;
    }
}

impl Progress {
    /// Counts the sheets.
    pub(super) fn of(mark: Mark, fiches: &[&FicheAction]) -> Self {
        let mut progress = Self {
            mark,
            fiches: fiches.len(),
            by_state: Vec::new(),
            cout: fiches
                .iter()
                .filter_map(|fiche| fiche.cout.known().copied())
                .sum(),
            without_cout: fiches.iter().filter(|fiche| fiche.cout.known().is_none()).count(),
            without_plan: fiches
                .iter()
                .filter(|fiche| fiche.plan_de_financement.known().is_none())
                .count(),
            total: Money::default(),
            by_financeur: Vec::new(),
            by_axe: Vec::new(),
        };
        for fiche in fiches {
            progress.count_state(fiche);
            for line in fiche.plan_de_financement.known().into_iter().flatten() {
                let money = Money::of(line);
                progress.total += money;
                *entry(&mut progress.by_financeur, &line.financeur) += money;
                *entry(&mut progress.by_axe, &fiche.axe) += money;
            }
        }
        progress
    }

    /// How many sheets are of that commitment, whatever their state.
    pub fn of_maturite(&self, maturite: Stated<Maturite>) -> usize {
        self.counted(|count| count.maturite == maturite)
    }

    /// How many sheets are in that state, whatever their commitment.
    pub fn of_avancement(&self, avancement: Stated<Avancement>) -> usize {
        self.counted(|count| count.avancement == avancement)
    }

    fn counted(&self, wanted: impl Fn(&FicheCount) -> bool) -> usize {
        self.by_state
            .iter()
            .filter(|count| wanted(count))
            .map(|count| count.count)
            .sum()
    }

    fn count_state(&mut self, fiche: &FicheAction) {
        let same = |count: &&mut FicheCount| {
            count.maturite == fiche.maturite && count.avancement == fiche.avancement
        };
        match self.by_state.iter_mut().find(same) {
            Some(count) => count.count += 1,
            None => self.by_state.push(FicheCount {
                maturite: fiche.maturite,
                avancement: fiche.avancement,
                count: 1,
            }),
        }
    }
}

/// The money filed under a key, which is added when it is not there yet.
fn entry<'a, K: Clone + PartialEq>(table: &'a mut Vec<(K, Money)>, key: &K) -> &'a mut Money {
    let place = table
        .iter()
        .position(|(known, _)| known == key)
        .unwrap_or_else(|| {
            table.push((key.clone(), Money::default()));
            table.len() - 1
        });
    &mut table[place].1
}
