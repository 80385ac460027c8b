//! What each rule that was applied says: what was looked at and what came out.

use super::phrases::{both, range_name, say, taille_name};
use crate::aide::outcome::{Rule, Step};
use crate::format;
use crate::message::{Lang, Message};
use crate::money::Euros;
use crate::period::Period;

impl Step {
    /// What was looked at and what came out.
    pub fn message(&self) -> Message {
        both(|lang| sentence(&self.rule, lang))
    }
}

fn sentence(rule: &Rule, lang: Lang) -> String {
    match rule {
        Rule::InForce { period, .. } => in_force(*period, lang),
        Rule::Beneficiaire(kind) => {
            let label = kind.label();
            let label = label.in_lang(lang);
            say!(lang, "Demandeur admis : {label}.", "Applicant admitted: {label}.")
        }
        Rule::Taille(taille) => {
            let name = taille_name(*taille, lang);
            say!(lang, "Taille admise : {name}.", "Size admitted: {name}.")
        }
        Rule::Effectif { effectif, range } => {
            let range = range_name(*range, lang);
            say!(
                lang,
                "Effectif de {effectif}, dans la limite : {range}.",
                "Staff of {effectif}, within the limit: {range}.",
            )
        }
        Rule::Territoire => say!(
            lang,
            "Le projet est dans un Territoire d’industrie.",
            "The project is in a Territoire d’industrie.",
        ),
        Rule::Naf(naf) => {
            let section = naf.section().as_str();
            say!(
                lang,
                "L’activité {naf} est dans une section admise : {section}.",
                "The activity {naf} is in a section admitted: {section}.",
            )
        }
        Rule::EffetIncitatif(_) => say!(
            lang,
            "L’étude n’est pas commandée avant la demande.",
            "The study is not ordered before the request.",
        ),
        Rule::SoundUndertaking => say!(
            lang,
            "L’entreprise n’est pas en difficulté et n’a pas d’aide illégale à rembourser.",
            "The enterprise is not in difficulty and has no unlawful aid to pay back.",
        ),
        Rule::PlafondUnknown => say!(
            lang,
            "Plafond par étude : inconnu. Il n’est pas appliqué ici et peut réduire l’aide.",
            "Ceiling for one study: unknown. It is not applied here and may reduce the aid.",
        ),
        Rule::Assiette { .. }
        | Rule::AssietteMinimale { .. }
        | Rule::AssiettePlafond { .. }
        | Rule::Taux { .. }
        | Rule::Plafond { .. }
        | Rule::PublicShare { .. }
        | Rule::DeMinimis { .. }
        | Rule::Floor { .. } => computation(rule, lang),
    }
}

fn in_force(period: Period, lang: Lang) -> String {
    let from = format::date(period.first(), lang);
    match period.last().map(|last| format::date(last, lang)) {
        None => say!(
            lang,
            "L’aide peut être demandée depuis le {from}.",
            "The aid can be asked for since {from}.",
        ),
        Some(to) => say!(
            lang,
            "L’aide peut être demandée du {from} au {to}.",
            "The aid can be asked for from {from} to {to}.",
        ),
    }
}

/// The rules that carry amounts; nothing for the others, which [`sentence`] words itself.
fn computation(rule: &Rule, lang: Lang) -> String {
    let euros = |amount: &Euros| format::euros(amount.floor_to_cent(), lang);
    match rule {
        Rule::Assiette {
            eligible,
            not_eligible,
        } => {
            let [eligible, rest] = [eligible, not_eligible].map(euros);
            if not_eligible.is_zero() {
                say!(
                    lang,
                    "Coût de l’étude pris en compte : {eligible}.",
                    "Cost of the study taken into account: {eligible}.",
                )
            } else {
                say!(
                    lang,
                    "Dépenses éligibles : {eligible} ; {rest} ne comptent pas.",
                    "Eligible costs: {eligible}; {rest} do not count.",
                )
            }
        }
        Rule::AssietteMinimale { assiette, minimum } => {
            let [assiette, minimum] = [assiette, minimum].map(euros);
            say!(
                lang,
                "L’assiette de {assiette} atteint le minimum de {minimum}.",
                "The base of {assiette} reaches the minimum of {minimum}.",
            )
        }
        Rule::AssiettePlafond {
            before,
            plafond,
            after,
        } => {
            let [before, plafond, after] = [before, plafond, after].map(euros);
            say!(
                lang,
                "Assiette plafonnée à {plafond} : {before} → {after}.",
                "Base capped at {plafond}: {before} → {after}.",
            )
        }
        Rule::Taux {
            assiette,
            taux,
            result,
        } => {
            let [cout, share] = [assiette, result].map(euros);
            let rate = format::rate(*taux, lang);
            say!(
                lang,
                "Au plus {rate} du coût de l’étude : {cout} × {rate} = {share}.",
                "At most {rate} of the cost of the study: {cout} × {rate} = {share}.",
            )
        }
        Rule::Plafond {
            before,
            plafond,
            after,
        } => {
            let [before, plafond, after] = [before, plafond, after].map(euros);
            say!(
                lang,
                "Plafond par étude de {plafond} : {before} → {after}.",
                "Ceiling for one study of {plafond}: {before} → {after}.",
            )
        }
        Rule::PublicShare { .. } | Rule::DeMinimis { .. } => shared_limit(rule, lang),
        Rule::Floor { after } => {
            let after = euros(after);
            say!(
                lang,
                "Arrondi au centime inférieur : {after}.",
                "Rounded down to the cent: {after}."
            )
        }
        _ => String::new(),
    }
}

/// The two limits that an aid shares with others.
fn shared_limit(rule: &Rule, lang: Lang) -> String {
    let euros = |amount: &Euros| format::euros(amount.floor_to_cent(), lang);
    match rule {
        Rule::PublicShare {
            limit,
            of,
            others,
            before,
            after,
        } => {
            let [of, others, before, after] = [of, others, before, after].map(euros);
            let limit = format::rate(*limit, lang);
            say!(
                lang,
                "Toutes les aides publiques : au plus {limit} de {of}. Les autres font {others} : {before} → {after}.",
                "All public aid: at most {limit} of {of}. The others make {others}: {before} → {after}.",
            )
        }
        Rule::DeMinimis {
            from,
            to,
            granted,
            plafond,
            before,
            after,
        } => {
            let [from, to] = [from, to].map(|day| format::date(*day, lang));
            let [granted, plafond, before, after] = [granted, plafond, before, after].map(euros);
            say!(
                lang,
                "Aides de minimis du {from} au {to} : {granted}, pour un plafond de {plafond} : {before} → {after}.",
                "De minimis aids from {from} to {to}: {granted}, for a ceiling of {plafond}: {before} → {after}.",
            )
        }
        _ => String::new(),
    }
}
