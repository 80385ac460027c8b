//! Whether an aid may be had at all: its days, who asks, where, what for, when the study was ordered. It counts no money.

use chrono::NaiveDate;

use super::sheet::Sheet;
use crate::aide::facts::{Engagement, Fact, Facts};
use crate::aide::outcome::{Caveat, Reason, Rule};
use crate::aide::parameters::{RGEC_EXCLUSIONS, intensities};
use crate::aide::version::{Admitted, Aide, EffetIncitatif, Version};
use crate::source::Stated;

/// The aid can be asked for on the day of the request.
///
/// Where a gap is declared, its own words are the reason: a sheet that begins or ends on a day does not say that the aid
/// did not exist before it, nor that it closed after it.
pub fn in_force(aide: &'static Aide, version: &'static Version, on: NaiveDate, sheet: &mut Sheet) {
    let period = version.in_force;
    if period.contains(on) {
        sheet.apply(Rule::InForce { period, on }, Some(version.source));
        return;
    }
    let reason = match (aide.gap_on(on), period.until()) {
        (Some(gap), _) => Reason::InGap(gap),
        (None, _) if on < period.first() => Reason::NotYetInForce { from: period.first() },
        (None, Some(until)) => Reason::NoLongerInForce { until },
        (None, None) => return,
    };
    sheet.refuse(reason, Some(version.source));
}

/// Who asks is among those whom the source names.
///
/// Where the sources leave some open, it is not asked for: the doubts of the version tell it, and the answer would seldom
/// settle it.
pub fn beneficiaire(version: &Version, facts: &Facts<'_>, sheet: &mut Sheet) {
    let Some(rule) = version.beneficiaires else { return };
    let Admitted { named, unsettled } = rule.value;
    match facts.beneficiaire {
        None if unsettled.is_empty() => sheet.ask(Fact::Beneficiaire),
        None => {}
        Some(asked) if named.contains(&asked) => {
            sheet.apply(Rule::Beneficiaire(asked), Some(rule.source));
        }
        Some(asked) if unsettled.contains(&asked) => sheet.warn(Caveat::BeneficiaireUnsettled(asked)),
        Some(asked) => {
            let allowed = named;
            sheet.refuse(Reason::Beneficiaire { asked, allowed }, Some(rule.source));
        }
    }
}

/// The size of the enterprise is among those that the source names.
pub fn taille(version: &Version, facts: &Facts<'_>, sheet: &mut Sheet) {
    let Some(rule) = version.tailles else { return };
    match facts.taille {
        None => sheet.ask(Fact::Taille),
        Some(taille) if rule.value.contains(&taille) => sheet.apply(Rule::Taille(taille), Some(rule.source)),
        Some(taille) => sheet.refuse(Reason::Taille(taille), Some(rule.source)),
    }
}

/// The staff is within the limits of the source.
pub fn effectif(version: &Version, facts: &Facts<'_>, sheet: &mut Sheet) {
    let Some(rule) = version.effectif else { return };
    let range = rule.value;
    match facts.effectif {
        None => sheet.ask(Fact::Effectif),
        Some(effectif) if range.contains(effectif) => {
            sheet.apply(Rule::Effectif { effectif, range }, Some(rule.source));
        }
        Some(effectif) => sheet.refuse(Reason::Effectif { effectif, range }, Some(rule.source)),
    }
}

/// The project is in a commune of a Territoire d'industrie.
pub fn territoire(version: &Version, facts: &Facts<'_>, sheet: &mut Sheet) {
    let Some(source) = version.territoire else { return };
    match facts.in_territoire {
        None => sheet.ask(Fact::Commune),
        Some(true) => sheet.apply(Rule::Territoire, Some(source)),
        Some(false) => sheet.refuse(Reason::OutsideTerritoire, Some(source)),
    }
}

/// The activity is in a section that the source names. As for [`beneficiaire`], it is asked for only where the sources
/// leave none open.
pub fn naf(version: &Version, facts: &Facts<'_>, sheet: &mut Sheet) {
    let Some(rule) = version.naf else { return };
    let Admitted { named, unsettled } = rule.value;
    match facts.naf {
        None if unsettled.is_empty() => sheet.ask(Fact::Naf),
        None => {}
        Some(naf) if named.contains(&naf.section()) => sheet.apply(Rule::Naf(naf), Some(rule.source)),
        Some(naf) if unsettled.contains(&naf.section()) => sheet.warn(Caveat::NafUnsettled(naf)),
        Some(naf) => {
            let allowed = named;
            sheet.refuse(Reason::Naf { naf, allowed }, Some(rule.source));
        }
    }
}

/// The study was not ordered too early. An aid to a study has the study itself for its project: its order is the start.
///
/// Décret n° 2018-514, article 5 (<https://legal.tricoteuses.fr/articles/LEGIARTI000037107748>), for the money of the
/// State:
///
/// > I. - Le commencement d'exécution est réputé constitué par le premier acte juridique passé pour la réalisation du
/// > projet. […]
/// >
/// > II. - Aucun commencement d'exécution du projet ne peut être opéré avant la date de réception de la demande de
/// > subvention.
///
/// So on the day of receipt it may. The aids of ADEME say another thing, which the règlement (UE) n° 651/2014 asks in its
/// article 6, and which that same day does not meet (sheet "Audit énergétique en industrie"):
///
/// > L'opération pour laquelle vous sollicitez une aide financière ne doit pas avoir commencé ou ne doit pas avoir donné
/// > lieu à des engagements fermes (sous quelque forme que ce soit : marché signé, commande signée, devis accepté…)
///
/// When no source of the aid says either, a study ordered already is not refused: a caveat tells.
pub fn effet_incitatif(version: &Version, facts: &Facts<'_>, on: NaiveDate, sheet: &mut Sheet) {
    let Some(cited) = version.effet_incitatif else {
        if let Some(Engagement::On(committed_on)) = facts.engagement
            && committed_on <= on
        {
            sheet.warn(Caveat::EffetIncitatifUnknown(committed_on));
        }
        return;
    };
    let rule = cited.value;
    let Some(engagement) = facts.engagement else {
        sheet.ask(Fact::Engagement);
        return;
    };
    match (engagement, rule) {
        (Engagement::On(committed_on), EffetIncitatif::BeforeCommitment) if committed_on <= on => {
            sheet.refuse(
                Reason::AlreadyCommitted { committed_on, rule },
                Some(cited.source),
            );
        }
        (Engagement::On(committed_on), EffetIncitatif::NotBeforeReceipt) if committed_on < on => {
            sheet.refuse(
                Reason::AlreadyCommitted { committed_on, rule },
                Some(cited.source),
            );
        }
        (Engagement::None | Engagement::On(_), _) => {
            sheet.apply(Rule::EffetIncitatif(rule), Some(cited.source));
        }
    }
}

/// An aid under règlement (UE) n° 651/2014 is neither for an `entreprise en difficulté` (article 2, point 18) nor for one
/// that has not paid back an unlawful aid. De minimis aid no longer excludes the first; the décret names neither.
pub fn sound_undertaking(version: &Version, facts: &Facts<'_>, sheet: &mut Sheet) {
    let Stated::Known(basis) = version.legal_basis else {
        return;
    };
    if intensities(basis.value).is_empty() {
        return;
    }
    match facts.en_difficulte {
        None => sheet.ask(Fact::EnDifficulte),
        Some(true) => sheet.refuse(Reason::EnDifficulte, Some(&RGEC_EXCLUSIONS)),
        Some(false) => {}
    }
    match facts.recovery_order {
        None => sheet.ask(Fact::RecoveryOrder),
        Some(true) => sheet.refuse(Reason::RecoveryOrder, Some(&RGEC_EXCLUSIONS)),
        Some(false) => {}
    }
    if (facts.en_difficulte, facts.recovery_order) == (Some(false), Some(false)) {
        sheet.apply(Rule::SoundUndertaking, Some(&RGEC_EXCLUSIONS));
    }
}
