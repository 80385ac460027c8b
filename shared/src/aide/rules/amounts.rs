//! How much an aid may be: base, rate, ceilings, share of all public aid, de minimis. Each takes the amount so far and
//! gives the next; nothing is rounded but in [`floor_to_cent_at_the_end`].

use chrono::NaiveDate;

use super::sheet::Sheet;
use crate::aide::facts::{Couts, DeMinimisGrant, Fact, Facts};
use crate::aide::outcome::{Caveat, Reason, Rule};
use crate::aide::parameters::{
    DE_MINIMIS, DeMinimisPlafond, Intensity, PUBLIC_SHARE, WHOLE, Window, intensities,
};
use crate::aide::plan::Granted;
use crate::aide::version::{Band, Cited, LegalBasis, Plafond, Taux, Version};
use crate::entreprise::Taille;
use crate::money::{Euros, Rate};
use crate::period::{in_force_on, years_before};
use crate::source::{Source, Stated};

/// The costs, when something of them counts.
pub fn assiette(facts: &Facts<'_>, sheet: &mut Sheet) -> Option<Couts> {
    let Some(couts) = facts.couts else {
        sheet.ask(Fact::Cout);
        return None;
    };
    let (eligible, not_eligible) = (couts.eligible(), couts.not_eligible());
    if couts.total().is_zero() {
        sheet.refuse(Reason::NoCout, None);
        None
    } else if eligible.is_zero() {
        sheet.refuse(Reason::NoEligibleCout, None);
        None
    } else {
        sheet.apply(
            Rule::Assiette {
                eligible,
                not_eligible,
            },
            None,
        );
        Some(couts)
    }
}

/// The base is at least the minimum of the source.
pub fn assiette_minimale(version: &Version, assiette: Euros, sheet: &mut Sheet) {
    let Some(rule) = version.assiette_minimale else {
        return;
    };
    let minimum = rule.value;
    if minimum <= assiette {
        sheet.apply(Rule::AssietteMinimale { assiette, minimum }, Some(rule.source));
    } else {
        sheet.refuse(Reason::AssietteTooSmall { assiette, minimum }, Some(rule.source));
    }
}

/// The base counts up to the ceiling of the source.
pub fn assiette_plafond(version: &Version, before: Euros, sheet: &mut Sheet) -> Euros {
    let Some(rule) = version.assiette_plafond else {
        return before;
    };
    let (plafond, after) = (rule.value, before.min(rule.value));
    sheet.apply(
        Rule::AssiettePlafond {
            before,
            plafond,
            after,
        },
        Some(rule.source),
    );
    after
}

/// The base times the rate. `None` while the fact that the rate depends on is missing.
pub fn taux(
    version: &Version,
    facts: &Facts<'_>,
    assiette: Euros,
    sheet: &mut Sheet,
) -> Option<Stated<Euros>> {
    let taux = match version.taux.value {
        Taux::Uniform(taux) => taux,
        Taux::ByEffectif(bands) => band_of(bands, facts, sheet)?,
        Taux::ByTaille {
            petite,
            moyenne,
            grande,
            sans_objet,
        } => {
            let Some(taille) = facts.taille else {
                sheet.ask(Fact::Taille);
                return None;
            };
            let stated = match taille {
                Taille::Micro | Taille::Petite => petite,
                Taille::Moyenne => moyenne,
                Taille::Grande => grande,
                Taille::SansObjet => sans_objet,
            };
            let Stated::Known(taux) = stated else {
                sheet.warn(Caveat::TauxUnknown(taille));
                return Some(Stated::Unknown);
            };
            taux
        }
    };
    let result = assiette.share(taux);
    sheet.apply(
        Rule::Taux {
            assiette,
            taux,
            result,
        },
        Some(version.taux.source),
    );
    Some(Stated::Known(result))
}

/// `None` while the staff is missing. The last band holds any staff: the build asks for it.
fn band_of(bands: &[Band], facts: &Facts<'_>, sheet: &mut Sheet) -> Option<Rate> {
    let Some(effectif) = facts.effectif else {
        sheet.ask(Fact::Effectif);
        return None;
    };
    bands
        .iter()
        .find(|band| band.below.is_none_or(|below| effectif < below))
        .map(|band| band.taux)
}

/// The aid is at most the ceiling of the source.
pub fn plafond(version: &Version, before: Euros, sheet: &mut Sheet) -> Euros {
    match version.plafond {
        Plafond::NotNamed => before,
        Plafond::Unknown => {
            sheet.apply(Rule::PlafondUnknown, None);
            before
        }
        Plafond::PerEtude(Cited {
            value: plafond,
            source,
        }) => {
            let after = before.min(plafond);
            sheet.apply(
                Rule::Plafond {
                    before,
                    plafond,
                    after,
                },
                Some(source),
            );
            after
        }
    }
}

/// All public aid to the study is at most a share of its cost:
/// - under an article of règlement (UE) n° 651/2014, the intensity of that article, of the eligible cost;
/// - for money of the State under décret n° 2018-514, the whole of the eligible cost;
/// - otherwise the whole cost, by arithmetic: an aid does not pay what is paid already.
///
/// When that leaves less than the aid, the aid is less; when it leaves nothing, the aid is refused, even one whose rate is
/// not known.
/// `None` when it is, or while a fact is missing.
pub fn public_share(
    version: &Version,
    facts: &Facts<'_>,
    on: NaiveDate,
    granted: &Granted,
    couts: Couts,
    before: Euros,
    sheet: &mut Sheet,
) -> Option<Euros> {
    let share = public_share_limit(version, facts, on, couts, sheet)?;
    if facts.other_aids.is_none() && share.source.is_some() {
        sheet.ask(Fact::OtherAids);
        return None;
    }
    let others = facts.other_aids.unwrap_or_default() + granted.public;
    let whole = share.of.share(share.limit);
    let left = whole.saturating_sub(others);
    let after = before.min(left);
    // Whatever the aid would be, even of an unknown rate; without any cost there is nothing to say of it here.
    if left.is_zero() && !whole.is_zero() {
        sheet.refuse(Reason::NothingLeftToPay { others, limit: whole }, share.source);
        return None;
    }
    // An amount that is not known yet is not told as nothing.
    if !before.is_zero() && (share.source.is_some() || !others.is_zero()) {
        let (limit, of) = (share.limit, share.of);
        sheet.apply(
            Rule::PublicShare {
                limit,
                of,
                others,
                before,
                after,
            },
            share.source,
        );
    }
    Some(after)
}

struct ShareLimit {
    limit: Rate,
    of: Euros,
    /// `None` for plain arithmetic.
    source: Option<&'static Source>,
}

/// `None` when the size is missing or excluded.
fn public_share_limit(
    version: &Version,
    facts: &Facts<'_>,
    on: NaiveDate,
    couts: Couts,
    sheet: &mut Sheet,
) -> Option<ShareLimit> {
    let arithmetic = ShareLimit {
        limit: WHOLE,
        of: couts.total(),
        source: None,
    };
    let Stated::Known(basis) = version.legal_basis else {
        sheet.warn(Caveat::LegalBasisUnknown);
        return Some(arithmetic);
    };
    match basis.value {
        LegalBasis::DeMinimis => Some(arithmetic),
        LegalBasis::EtatInvestissement => Some(in_force_on(&PUBLIC_SHARE, on).map_or(
            arithmetic,
            |(limit, source)| ShareLimit {
                limit: *limit,
                of: couts.eligible(),
                source: Some(source),
            },
        )),
        article @ (LegalBasis::Article49 | LegalBasis::Article252D | LegalBasis::Article18) => {
            let Some(intensity) = in_force_on(intensities(article), on) else {
                sheet.warn(Caveat::IntensityNotJudged(article));
                return Some(arithmetic);
            };
            sheet.warn(Caveat::IntensityToVerify(article));
            // Before the size is looked for, so that both are asked for at once.
            if facts.other_aids.is_none() {
                sheet.ask(Fact::OtherAids);
            }
            let limit = intensity_of(intensity, facts, sheet)?;
            Some(ShareLimit {
                limit,
                of: couts.eligible(),
                source: Some(intensity.source),
            })
        }
    }
}

fn intensity_of(intensity: &Intensity, facts: &Facts<'_>, sheet: &mut Sheet) -> Option<Rate> {
    let Some(taille) = facts.taille else {
        sheet.ask(Fact::Taille);
        return None;
    };
    match taille {
        Taille::Micro | Taille::Petite => Some(intensity.petite),
        Taille::Moyenne => Some(intensity.moyenne),
        Taille::Grande | Taille::SansObjet => {
            if intensity.other.is_none() {
                sheet.refuse(Reason::Taille(taille), Some(intensity.source));
            }
            intensity.other
        }
    }
}

/// De minimis aid granted to the whole `entreprise unique` over any three years, this aid included, is at most the
/// ceiling in force on the day of the grant (règlement (UE) 2023/2831, as told by associations.gouv.fr):
///
/// > Le seuil de minimis général (droit commun) passe de 200 000 € à 300 000 € sur une période de trois années glissantes
///
/// The window ends on the day of the grant, counted, for which the day of the request stands. It begins on the same day
/// three years before, counted too, as the administration of Wallonia counts it
/// (<https://aidesetat.wallonie.be/home/actualites/actualites/les-reglements-de-minimis-general-et-sieg-mis-a-jour.html>):
///
/// > pour une aide octroyée le 30 janvier 2024, il faut regarder toutes les aides de minimis reçues par l’entreprise
/// > unique entre le 30 janvier 2021 et 30 janvier 2024
///
/// "Entre" may leave that very day out: counting it is the careful reading, and a caveat says so when a grant falls on
/// it. Grants after the window are not counted.
/// Before 2024 the window was of three financial years, which is not a fact that is asked for: nothing is judged.
///
/// `None` when nothing is left, or while the declaration is missing.
pub fn de_minimis(
    version: &Version,
    facts: &Facts<'_>,
    on: NaiveDate,
    granted: &Granted,
    before: Euros,
    sheet: &mut Sheet,
) -> Option<Euros> {
    if !version.is_de_minimis() {
        return Some(before);
    }
    let Some(grants) = facts.de_minimis else {
        sheet.ask(Fact::DeMinimis);
        return None;
    };
    let Some(received) = de_minimis_received(grants, on) else {
        sheet.warn(Caveat::DeMinimisNotJudged);
        return Some(before);
    };
    let DeMinimisReceived { from, ceiling, .. } = received;
    if grants.iter().any(|grant| grant.granted_on == from) {
        sheet.warn(Caveat::DeMinimisFirstDay(from));
    }
    let granted = received.granted + granted.de_minimis;
    let plafond = ceiling.plafond;
    let room = plafond.saturating_sub(granted);
    let after = before.min(room);
    if room.is_zero() {
        sheet.refuse(
            Reason::DeMinimisExhausted { granted, plafond },
            Some(ceiling.source),
        );
        return None;
    }
    let rule = Rule::DeMinimis {
        from,
        to: on,
        granted,
        plafond,
        before,
        after,
    };
    sheet.apply(rule, Some(ceiling.source));
    Some(after)
}

/// What counts of the de minimis aids received, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeMinimisReceived {
    /// The first day that counts.
    pub from: NaiveDate,
    /// The sum of those granted from that day to the present one, both counted.
    pub granted: Euros,
    /// The most there may be.
    pub ceiling: &'static DeMinimisPlafond,
}

/// Adds up the de minimis aids of the window that ends on a day; `None` where the window is of financial years, which
/// are not asked for. How the window is counted is said at `de_minimis`.
pub fn de_minimis_received(grants: &[DeMinimisGrant], on: NaiveDate) -> Option<DeMinimisReceived> {
    let ceiling = in_force_on(&DE_MINIMIS, on)?;
    let from = match ceiling.window {
        Window::RollingYears(years) => years_before(on, years)?,
        Window::FinancialYears(_) => return None,
    };
    let counted = grants
        .iter()
        .filter(|grant| from <= grant.granted_on && grant.granted_on <= on);
    Some(DeMinimisReceived {
        from,
        granted: counted.map(|grant| grant.montant).sum(),
        ceiling,
    })
}

/// The one place where an amount is rounded: down, since the next cent up would be more than the rate allows. No text
/// that was read asks for another way.
pub fn floor_to_cent_at_the_end(before: Euros, sheet: &mut Sheet) -> Euros {
    let after = before.floor_to_cent();
    if after < before {
        sheet.apply(Rule::Floor { after }, None);
    }
    after
}
