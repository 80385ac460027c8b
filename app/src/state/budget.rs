//! What the budget adds up to while it is being typed, and the facts it gives to the aid. Whether it can be filed is
//! decided by `shared::dossier`.

use shared::aide::{Couts, Facts};
use shared::money::Euros;
use shared::wire::{CommuneBody, CoutBody};

/// The sum of the lines that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Their sum.
    pub total: Euros,
    /// Lines with an amount that can be read.
    pub counted: usize,
    /// Lines with an amount that cannot.
    pub unreadable: usize,
}

impl Budget {
    /// Adds up what was typed. A line without an amount is not counted, nor is it a fault yet.
    pub fn of(couts: &[CoutBody]) -> Self {
        let amounts: Vec<_> = couts
            .iter()
            .map(|cout| cout.montant.trim())
            .filter(|montant| !montant.is_empty())
            .map(Euros::parse_typed)
            .collect();
        let readable: Vec<Euros> = amounts.iter().filter_map(|amount| amount.ok()).collect();
        Self {
            total: readable.iter().copied().sum(),
            counted: readable.len(),
            unreadable: amounts.len() - readable.len(),
        }
    }

    /// What is known of the study for its aid: the cost only once every amount typed can be read.
    ///
    /// Every line counts: the form does not ask yet which are the price of an external provider.
    pub fn facts(self, commune: Option<&CommuneBody>) -> Facts<'static> {
        let is_readable = self.counted > 0 && self.unreadable == 0;
        Facts {
            in_territoire: commune.map(|commune| commune.territoire.is_some()),
            couts: is_readable.then(|| Couts::all_eligible(self.total)),
            ..Facts::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn couts(montants: &[&str]) -> Vec<CoutBody> {
        montants
            .iter()
            .map(|montant| CoutBody {
                libelle: String::new(),
                montant: (*montant).to_owned(),
            })
            .collect()
    }

    #[test]
    fn lines_add_up_as_they_are_typed() {
        let budget = Budget::of(&couts(&["24 000,00 €", "", "6000.5"]));
        // 24 000,00 + 6 000,50 = 30 000,50.
        assert_eq!(budget.total.to_string(), "30000.50");
        assert_eq!((budget.counted, budget.unreadable), (2, 0));
        assert_eq!(budget.facts(None).couts, Some(Couts::all_eligible(budget.total)));
    }

    #[test]
    fn an_unreadable_amount_is_told_and_hides_the_cost_from_the_aid() {
        let budget = Budget::of(&couts(&["1000", "mille"]));
        assert_eq!((budget.counted, budget.unreadable), (1, 1));
        assert_eq!(budget.facts(None).couts, None);
    }

    #[test]
    fn nothing_typed_is_not_zero() {
        assert_eq!(Budget::of(&couts(&["", " "])).facts(None).couts, None);
        assert_eq!(
            Budget::of(&couts(&["0"])).facts(None).couts,
            Some(Couts::default())
        );
    }
}
