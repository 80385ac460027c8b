//! Study aids: one aid, the de minimis aids of three years, several aids of one plan, and the rules of the law that no real
//! aid shows.

use serde::Deserialize;
use shared::aide::{Aide, Couts, DIAG_DECARBON, Facts, evaluate, evaluate_plan, find_aide};
use shared::beneficiaire::Beneficiaire;

use super::given::{GivenFacts, GivenGrant, day, euros, or_fault};
use super::{made_up, told};
use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    let of_one = |given: &OneAide| or_fault(given.answer());
    let of_three_years = |given: &ThreeYears| or_fault(given.answer());
    let of_several = |given: &SeveralAides| or_fault(given.answer());
    [
        ask("aide", include_str!("../../cases/aide.toml"), of_one),
        ask("aide_law", include_str!("../../cases/aide_law.toml"), of_one),
        ask(
            "de_minimis",
            include_str!("../../cases/de_minimis.toml"),
            of_three_years,
        ),
        ask("plan", include_str!("../../cases/plan.toml"), of_several),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneAide {
    aide: String,
    on: String,
    #[serde(default)]
    facts: GivenFacts,
}

impl OneAide {
    fn answer(&self) -> Result<Answer, String> {
        let read = self.facts.read()?;
        let outcome = evaluate(find(&self.aide)?, &read.facts(), day(&self.on)?);
        Ok(told::outcome(&outcome))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThreeYears {
    on: String,
    grants: Vec<GivenGrant>,
    cout: Option<String>,
}

impl ThreeYears {
    /// Of a company of 40 people; 10 000 € of costs when nothing else is said.
    fn answer(&self) -> Result<Answer, String> {
        let grants: Vec<_> = self
            .grants
            .iter()
            .map(GivenGrant::read)
            .collect::<Result<_, _>>()?;
        let cout = euros(self.cout.as_deref().unwrap_or("10000"))?;
        let facts = Facts {
            beneficiaire: Some(Beneficiaire::Entreprise),
            effectif: Some(40),
            couts: Some(Couts::all_eligible(cout)),
            de_minimis: Some(&grants),
            ..Facts::default()
        };
        Ok(told::outcome(&evaluate(&DIAG_DECARBON, &facts, day(&self.on)?)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeveralAides {
    aides: Vec<String>,
    on: String,
    facts: GivenFacts,
}

impl SeveralAides {
    fn answer(&self) -> Result<Answer, String> {
        let aides: Vec<_> = self.aides.iter().map(|id| find(id)).collect::<Result<_, _>>()?;
        let read = self.facts.read()?;
        Ok(told::plan(&evaluate_plan(&aides, &read.facts(), day(&self.on)?)))
    }
}

/// A real aid, or one made up for the purpose.
fn find(id: &str) -> Result<&'static Aide, String> {
    find_aide(id)
        .or_else(|| made_up::find(id))
        .ok_or_else(|| format!("no aid {id}"))
}
