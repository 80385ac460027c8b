//! What is still to be confirmed of an estimate or of a plan.

use super::phrases::{article, both, say, taille_name};
use crate::aide::outcome::Caveat;
use crate::aide::plan::PlanCaveat;
use crate::format;
use crate::message::{Lang, Message};

impl Caveat {
    /// What is still to be confirmed.
    pub fn message(&self) -> Message {
        match *self {
            Self::BeneficiaireUnsettled(kind) => both(|lang| {
                let label = kind.label();
                let label = label.in_lang(lang);
                say!(
                    lang,
                    "Les sources ne disent pas si ce demandeur peut demander l’aide seul\u{a0}: {label}.",
                    "The sources do not say whether this applicant may ask for the aid by itself: {label}.",
                )
            }),
            Self::NafUnsettled(naf) => both(|lang| {
                say!(
                    lang,
                    "Les sources ne disent pas si l’activité {naf} est admise.",
                    "The sources do not say whether the activity {naf} is admitted.",
                )
            }),
            Self::EffetIncitatifUnknown(day) => both(|lang| {
                let day = format::date(day, lang);
                say!(
                    lang,
                    "L’étude est commandée depuis le {day} : les sources ne disent pas si elle peut encore être aidée.",
                    "The study has been ordered since {day}: the sources do not say whether it may still be aided.",
                )
            }),
            Self::LegalBasisUnknown => Message::fixed(
                "Les sources ne disent pas sous quel régime d’aides d’État cette aide est accordée : les plafonds et les \
                 exclusions de ce régime (aides de minimis, intensité maximale, entreprise en difficulté) ne sont pas \
                 appliqués ici.",
                "The sources do not say under which State aid scheme this aid is granted: the ceilings and exclusions of \
                 that scheme (de minimis, maximum intensity, undertaking in difficulty) are not applied here.",
            ),
            Self::TauxUnknown(taille) => both(|lang| {
                let name = taille_name(taille, lang);
                say!(
                    lang,
                    "Le taux pour ce demandeur ({name}) n’est pas publié : le montant n’est pas connu.",
                    "The rate for this applicant ({name}) is not published: the amount is not known."
                )
            }),
            Self::IntensityToVerify(basis) => both(|lang| {
                let article = article(basis, lang);
                say!(
                    lang,
                    "L’intensité maximale de l’{article} et ses dates sont à vérifier.",
                    "The maximum intensity of {article} and its dates are to be verified."
                )
            }),
            Self::IntensityNotJudged(basis) => both(|lang| {
                let article = article(basis, lang);
                say!(
                    lang,
                    "L’intensité maximale de l’{article} ce jour-là n’est pas connue : elle n’est pas appliquée.",
                    "The maximum intensity of {article} on that day is not known: it is not applied."
                )
            }),
            Self::DeMinimisNotJudged => Message::fixed(
                "Le plafond des aides de minimis se comptait ce jour-là autrement, ou n’est pas connu : il n’est pas \
                 appliqué ici.",
                "The ceiling of de minimis aids was counted in another way on that day, or is not known: it is not \
                 applied here.",
            ),
            Self::DeMinimisFirstDay(day) => both(|lang| {
                let day = format::date(day, lang);
                say!(
                    lang,
                    "Une aide de minimis du {day}, trois ans plus tôt jour pour jour, est comptée : à vérifier.",
                    "A de minimis aid of {day}, three years before to the day, is counted: to be verified."
                )
            }),
        }
    }
}

impl PlanCaveat {
    /// What is still to be confirmed.
    pub fn message(&self) -> Message {
        both(|lang| match self {
            Self::CumulationUnknown(one, two) => {
                let (one, two) = (one.name.in_lang(lang), two.name.in_lang(lang));
                say!(
                    lang,
                    "Les sources ne disent pas si ces deux aides se cumulent : {one} ; {two}.",
                    "The sources do not say whether both aids may be had together: {one}; {two}."
                )
            }
            Self::AmountUnknown(aide) => {
                let name = aide.name.in_lang(lang);
                say!(
                    lang,
                    "Le montant de cette aide n’est pas connu et n’est pas compté : {name}.",
                    "The amount of this aid is not known and is not counted: {name}."
                )
            }
        })
    }
}
