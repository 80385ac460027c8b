//! What is given of an enterprise and its study, as the cases write it: days as `2026-11-23`, amounts as `"12500.50"`. It
//! asks nothing; a text that cannot be read is a fault of the case.

use chrono::NaiveDate;
use serde::Deserialize;
use shared::aide::{CoutKind, CoutLine, Couts, DeMinimisGrant, Engagement, Facts};
use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::ids::CodeNaf;
use shared::money::Euros;

use crate::case::Answer;

/// What is known; a field that is not written is not known.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GivenFacts {
    beneficiaire: Option<String>,
    taille: Option<String>,
    effectif: Option<u32>,
    naf: Option<String>,
    in_territoire: Option<bool>,
    cout: Option<String>,
    cout_not_eligible: Option<String>,
    /// `none`, or the day of the first firm commitment.
    engagement: Option<String>,
    de_minimis: Option<Vec<GivenGrant>>,
    other_aids: Option<String>,
    en_difficulte: Option<bool>,
    recovery_order: Option<bool>,
}

/// A de minimis aid that was granted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenGrant {
    on: String,
    montant: String,
}

/// The facts that were read, and the grants that they borrow.
pub struct ReadFacts {
    facts: Facts<'static>,
    grants: Option<Vec<DeMinimisGrant>>,
}

impl ReadFacts {
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            de_minimis: self.grants.as_deref(),
            ..self.facts
        }
    }
}

impl GivenFacts {
    pub fn read(&self) -> Result<ReadFacts, String> {
        let facts = Facts {
            beneficiaire: known(self.beneficiaire.as_ref(), |kind| {
                Beneficiaire::parse(kind).ok_or_else(|| format!("no beneficiaire {kind}"))
            })?,
            taille: known(self.taille.as_ref(), |size| taille(size))?,
            effectif: self.effectif,
            naf: known(self.naf.as_ref(), |code| {
                CodeNaf::parse(code).map_err(|error| format!("naf {code}: {error:?}"))
            })?,
            in_territoire: self.in_territoire,
            couts: self.couts()?,
            engagement: known(self.engagement.as_ref(), |engagement| match engagement.as_str() {
                "none" => Ok(Engagement::None),
                on => day(on).map(Engagement::On),
            })?,
            de_minimis: None,
            other_aids: known(self.other_aids.as_ref(), |amount| euros(amount))?,
            en_difficulte: self.en_difficulte,
            recovery_order: self.recovery_order,
        };
        let grants = known(self.de_minimis.as_ref(), |grants| {
            grants.iter().map(GivenGrant::read).collect()
        })?;
        Ok(ReadFacts { facts, grants })
    }

    fn couts(&self) -> Result<Option<Couts>, String> {
        let lines = [
            (&self.cout, CoutKind::ExternalProvider),
            (&self.cout_not_eligible, CoutKind::NotEligible),
        ];
        let lines: Vec<_> = lines
            .into_iter()
            .filter_map(|(amount, kind)| amount.as_ref().map(|amount| (amount, kind)))
            .map(|(amount, kind)| euros(amount).map(|montant| CoutLine { montant, kind }))
            .collect::<Result<_, _>>()?;
        Ok((!lines.is_empty()).then(|| Couts::of(lines)))
    }
}

impl GivenGrant {
    pub fn read(&self) -> Result<DeMinimisGrant, String> {
        Ok(DeMinimisGrant {
            granted_on: day(&self.on)?,
            montant: euros(&self.montant)?,
        })
    }
}

/// The answer, or what cannot be read, which no case expects.
pub fn or_fault(answer: Result<Answer, String>) -> Answer {
    answer.unwrap_or_else(Answer::line)
}

/// A day, `2026-11-23`.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|error| format!("day {text}: {error}"))
}

/// An amount, `12500.50`.
pub fn euros(text: &str) -> Result<Euros, String> {
    Euros::parse(text).map_err(|error| format!("amount {text}: {error:?}"))
}

/// A size, by its name on the wire.
pub fn taille(text: &str) -> Result<Taille, String> {
    Taille::parse(text).ok_or_else(|| format!("no taille {text}"))
}

/// What is read of a field that is written.
pub fn known<G, T>(given: Option<&G>, read: impl Fn(&G) -> Result<T, String>) -> Result<Option<T>, String> {
    given.map(read).transpose()
}
