//! The order in which the rules of an aid are applied to a study. It reads no clock: the day of the request comes in.

use chrono::NaiveDate;

use super::facts::Facts;
use super::outcome::{Outcome, Reason};
use super::plan::Granted;
use super::rules::sheet::Sheet;
use super::rules::{amounts, conditions};
use super::version::{Aide, CumulationRule, Version};
use crate::money::Euros;
use crate::source::Stated;

/// Applies one aid to a study on the day of the request.
///
/// A single refusal is enough to refuse, whatever is missing; all of them are told. On a day without a version, the other
/// rules are those of the nearest one.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::aide::{BDT_INGENIERIE_50, Couts, Facts, Outcome, evaluate};
/// use shared::money::Euros;
/// use shared::source::Stated;
/// let facts = Facts {
///     in_territoire: Some(true),
///     couts: Some(Couts::all_eligible(Euros::whole(30_000))),
///     ..Facts::default()
/// };
/// let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// let Outcome::Eligible(estimate) = evaluate(&BDT_INGENIERIE_50, &facts, day) else { panic!() };
/// // 30 000 € × 50 % = 15 000 €.
/// assert_eq!(estimate.at_most, Stated::Known(Euros::whole(15_000)));
/// ```
pub fn evaluate(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) -> Outcome {
    evaluate_after(aide, facts, on, &Granted::default())
}

/// As [`evaluate`], after the aids that come earlier in a plan.
pub(super) fn evaluate_after(
    aide: &'static Aide,
    facts: &Facts<'_>,
    on: NaiveDate,
    granted: &Granted,
) -> Outcome {
    let mut sheet = Sheet::new();
    let Some(version) = aide.version_near(on) else {
        return sheet.conclude(None, None);
    };
    conditions::in_force(aide, version, on, &mut sheet);
    conditions::beneficiaire(version, facts, &mut sheet);
    conditions::taille(version, facts, &mut sheet);
    conditions::effectif(version, facts, &mut sheet);
    conditions::territoire(version, facts, &mut sheet);
    conditions::naf(version, facts, &mut sheet);
    conditions::effet_incitatif(version, facts, on, &mut sheet);
    conditions::sound_undertaking(version, facts, &mut sheet);
    not_excluded(aide, granted, &mut sheet);
    let at_most = amount(version, facts, on, granted, &mut sheet);
    sheet.conclude(Some(version), at_most)
}

/// No aid that comes earlier in the plan excludes it.
fn not_excluded(aide: &'static Aide, granted: &Granted, sheet: &mut Sheet) {
    for earlier in &granted.aides {
        if let Some(cumulation) = aide.cumulation_with(earlier)
            && cumulation.rule == CumulationRule::Forbidden
        {
            sheet.refuse(Reason::NotWith(earlier), Some(cumulation.source));
        }
    }
}

/// Every rule is applied, on nothing where the cost or the rate is missing, so that all missing facts are asked for at once.
fn amount(
    version: &Version,
    facts: &Facts<'_>,
    on: NaiveDate,
    granted: &Granted,
    sheet: &mut Sheet,
) -> Option<Stated<Euros>> {
    let known_couts = amounts::assiette(facts, sheet);
    let couts = known_couts.unwrap_or_default();
    let mut assiette = couts.eligible();
    if known_couts.is_some() {
        amounts::assiette_minimale(version, assiette, sheet);
        assiette = amounts::assiette_plafond(version, assiette, sheet);
    }
    let share = amounts::taux(version, facts, assiette, sheet);
    let before = share.and_then(|share| share.known().copied()).unwrap_or_default();
    let capped = amounts::plafond(version, before, sheet);
    let shared = amounts::public_share(version, facts, on, granted, couts, capped, sheet);
    let left = amounts::de_minimis(version, facts, on, granted, shared.unwrap_or_default(), sheet);
    match (known_couts, share?, shared, left) {
        (Some(_), Stated::Unknown, ..) => Some(Stated::Unknown),
        (Some(_), Stated::Known(_), Some(_), Some(left)) => {
            Some(Stated::Known(amounts::floor_to_cent_at_the_end(left, sheet)))
        }
        _ => None,
    }
}
