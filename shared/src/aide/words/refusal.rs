//! Why an aid cannot be granted, in words.

use super::phrases::{both, labels, range_name, say, sections, taille_name};
use crate::aide::outcome::{Reason, Refusal};
use crate::aide::version::EffetIncitatif;
use crate::format;
use crate::message::{Lang, Message};
use crate::money::Euros;

impl Refusal {
    /// The reason in words.
    pub fn message(&self) -> Message {
        both(|lang| reason(&self.reason, lang))
    }
}

fn reason(reason: &Reason, lang: Lang) -> String {
    let date = |day| format::date(day, lang);
    match *reason {
        Reason::NotYetInForce { from } => {
            let from = date(from);
            say!(
                lang,
                "Les sources ne donnent cette aide qu’à partir du {from}.",
                "The sources give this aid from {from} on only."
            )
        }
        Reason::NoLongerInForce { until } => {
            let until = date(until);
            say!(
                lang,
                "Les sources ne donnent plus cette aide à partir du {until}.",
                "The sources no longer give this aid from {until} on."
            )
        }
        Reason::InGap(gap) => gap.reason.in_lang(lang).to_owned(),
        Reason::Beneficiaire { asked, allowed } => {
            let asked = asked.label().in_lang(lang).to_owned();
            let allowed = labels(allowed, lang);
            say!(
                lang,
                "Cette aide n’est pas ouverte à ce demandeur ({asked}). Elle l’est à : {allowed}.",
                "This aid is not open to this applicant ({asked}). It is open to: {allowed}."
            )
        }
        Reason::Taille(taille) => {
            let name = taille_name(taille, lang);
            say!(
                lang,
                "Cette aide n’est pas ouverte à cette taille d’entreprise ({name}).",
                "This aid is not open to that size of enterprise ({name})."
            )
        }
        Reason::Effectif { effectif, range } => {
            let range = range_name(range, lang);
            say!(
                lang,
                "L’effectif est de {effectif} ; il faut : {range}.",
                "The staff is {effectif}; what is required: {range}."
            )
        }
        Reason::OutsideTerritoire => say!(
            lang,
            "La commune du projet n’est dans aucun Territoire d’industrie.",
            "The commune of the project is in no Territoire d’industrie."
        ),
        Reason::Naf { naf, allowed } => {
            let allowed = sections(allowed);
            say!(
                lang,
                "L’activité {naf} n’est pas dans les sections admises : {allowed}.",
                "The activity {naf} is not in the sections admitted: {allowed}."
            )
        }
        Reason::AlreadyCommitted { committed_on, rule } => already_committed(&date(committed_on), rule, lang),
        Reason::EnDifficulte => say!(
            lang,
            "Une entreprise en difficulté ne peut pas recevoir cette aide.",
            "An undertaking in difficulty cannot receive this aid."
        ),
        Reason::RecoveryOrder => say!(
            lang,
            "Une aide illégale doit être remboursée avant d’en demander une autre.",
            "An unlawful aid must be paid back before another is asked for."
        ),
        Reason::NoCout => say!(
            lang,
            "Le coût de l’étude est nul : il n’y a rien à cofinancer.",
            "The study costs nothing: there is nothing to co-finance."
        ),
        Reason::NoEligibleCout => say!(
            lang,
            "Aucune dépense n’est éligible : seul un prestataire externe et indépendant compte.",
            "No cost is eligible: only an external and independent provider counts."
        ),
        Reason::AssietteTooSmall { .. }
        | Reason::NothingLeftToPay { .. }
        | Reason::DeMinimisExhausted { .. } => too_little_left(reason, lang),
        Reason::NotWith(aide) => {
            let name = aide.name.in_lang(lang);
            say!(
                lang,
                "Cette aide ne se cumule pas avec : {name}.",
                "This aid cannot be had together with: {name}."
            )
        }
    }
}

fn already_committed(on: &str, rule: EffetIncitatif, lang: Lang) -> String {
    match rule {
        EffetIncitatif::BeforeCommitment => say!(
            lang,
            "L’étude est commandée le {on} : l’aide se demande avant tout engagement ferme.",
            "The study is ordered on {on}: the aid is to be asked for before any firm commitment."
        ),
        EffetIncitatif::NotBeforeReceipt => say!(
            lang,
            "L’étude est commandée le {on}, avant la réception de la demande.",
            "The study is ordered on {on}, before the request is received."
        ),
    }
}

/// The reasons that carry amounts; nothing for the others, which [`reason`] words itself.
fn too_little_left(reason: &Reason, lang: Lang) -> String {
    let euros = |amount: Euros| format::euros(amount.floor_to_cent(), lang);
    match *reason {
        Reason::AssietteTooSmall { assiette, minimum } => {
            let (assiette, minimum) = (euros(assiette), euros(minimum));
            say!(
                lang,
                "Les dépenses éligibles font {assiette} ; il en faut {minimum} au moins.",
                "The eligible costs make {assiette}; at least {minimum} is required."
            )
        }
        Reason::NothingLeftToPay { others, limit } => {
            let (others, limit) = (euros(others), euros(limit));
            say!(
                lang,
                "Les autres aides publiques font {others}, pour {limit} au plus : il ne reste rien à aider.",
                "The other public aids make {others}, of {limit} at most: nothing is left to aid."
            )
        }
        Reason::DeMinimisExhausted { granted, plafond } => {
            let (granted, plafond) = (euros(granted), euros(plafond));
            say!(
                lang,
                "Les aides de minimis des trois dernières années font {granted} : le plafond de {plafond} est atteint.",
                "The de minimis aids of the last three years make {granted}: the ceiling of {plafond} is reached."
            )
        }
        _ => String::new(),
    }
}
