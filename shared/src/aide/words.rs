//! The words of the engine: what each step, refusal, missing fact and caveat says to a person. It decides nothing, and is
//! only called when somebody reads.

use super::facts::Fact;
use super::outcome::{Caveat, Reason, Refusal, Rule, Step};
use super::plan::PlanCaveat;
use super::version::{EffectifRange, EffetIncitatif, LegalBasis};
use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::format;
use crate::ids::SectionNaf;
use crate::message::{Lang, Message};

/// The same sentence in both languages, from one function for each.
fn both(sentence: impl Fn(Lang) -> String) -> Message {
    Message::built(sentence(Lang::Fr), sentence(Lang::En))
}

fn pick(lang: Lang, fr: String, en: String) -> String {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

impl Fact {
    /// What to fill in.
    pub const fn message(self) -> Message {
        match self {
            Self::Beneficiaire => Message::fixed(
                "qui demande l’aide : entreprise, intercommunalité, autre organisme",
                "who asks for the aid: company, intercommunal authority, other body",
            ),
            Self::Taille => Message::fixed("la taille de l’entreprise", "the size of the enterprise"),
            Self::Effectif => Message::fixed("l’effectif de l’entreprise", "the staff of the enterprise"),
            Self::Commune => Message::fixed("la commune du projet", "the commune of the project"),
            Self::Naf => Message::fixed(
                "l’activité de l’entreprise (code NAF)",
                "the activity of the enterprise (NAF code)",
            ),
            Self::Engagement => Message::fixed(
                "si l’étude est déjà commandée, et depuis quand",
                "whether the study is ordered already, and since when",
            ),
            Self::EnDifficulte => Message::fixed(
                "si l’entreprise est en difficulté au sens européen",
                "whether the enterprise is in difficulty in the European sense",
            ),
            Self::RecoveryOrder => Message::fixed(
                "si l’entreprise doit rembourser une aide illégale",
                "whether the enterprise must pay back an unlawful aid",
            ),
            Self::Cout => Message::fixed("le coût prévu de l’étude", "the planned cost of the study"),
            Self::OtherAids => Message::fixed(
                "les autres aides publiques demandées ou obtenues pour cette étude",
                "the other public aids asked for or obtained for this study",
            ),
            Self::DeMinimis => Message::fixed(
                "les aides de minimis reçues depuis trois ans par toute l’entreprise unique",
                "the de minimis aids of the last three years of the whole single undertaking",
            ),
        }
    }
}

impl Step {
    /// What was looked at and what came out.
    pub fn message(&self) -> Message {
        both(|lang| rule(&self.rule, lang))
    }
}

fn rule(rule: &Rule, lang: Lang) -> String {
    let euros = |amount| format::euros(amount, lang);
    let cents = |amount: crate::money::Euros| format::euros(amount.floor_to_cent(), lang);
    let date = |day| format::date(day, lang);
    match *rule {
        Rule::InForce { period, .. } => {
            let from = date(period.first());
            match period.last().map(date) {
                None => pick(
                    lang,
                    format!("L’aide peut être demandée depuis le {from}."),
                    format!("The aid can be asked for since {from}."),
                ),
                Some(to) => pick(
                    lang,
                    format!("L’aide peut être demandée du {from} au {to}."),
                    format!("The aid can be asked for from {from} to {to}."),
                ),
            }
        }
        Rule::Beneficiaire(kind) => {
            let label = kind.label().in_lang(lang).to_owned();
            pick(
                lang,
                format!("Demandeur admis : {label}."),
                format!("Applicant admitted: {label}."),
            )
        }
        Rule::Taille(taille) => {
            let name = taille_name(taille, lang);
            pick(
                lang,
                format!("Taille admise : {name}."),
                format!("Size admitted: {name}."),
            )
        }
        Rule::Effectif { effectif, range } => {
            let range = range_name(range, lang);
            pick(
                lang,
                format!("Effectif de {effectif}, dans la limite : {range}."),
                format!("Staff of {effectif}, within the limit: {range}."),
            )
        }
        Rule::Territoire => pick(
            lang,
            "Le projet est dans un Territoire d’industrie.".to_owned(),
            "The project is in a Territoire d’industrie.".to_owned(),
        ),
        Rule::Naf(naf) => pick(
            lang,
            format!(
                "L’activité {naf} est dans une section admise : {}.",
                naf.section().as_str()
            ),
            format!(
                "The activity {naf} is in a section admitted: {}.",
                naf.section().as_str()
            ),
        ),
        Rule::EffetIncitatif(_) => pick(
            lang,
            "L’étude n’est pas commandée avant la demande.".to_owned(),
            "The study is not ordered before the request.".to_owned(),
        ),
        Rule::SoundUndertaking => pick(
            lang,
            "L’entreprise n’est pas en difficulté et n’a pas d’aide illégale à rembourser.".to_owned(),
            "The enterprise is not in difficulty and has no unlawful aid to pay back.".to_owned(),
        ),
        Rule::Assiette {
            eligible,
            not_eligible,
        } if not_eligible.is_zero() => {
            let eligible = euros(eligible);
            pick(
                lang,
                format!("Coût de l’étude pris en compte : {eligible}."),
                format!("Cost of the study taken into account: {eligible}."),
            )
        }
        Rule::Assiette {
            eligible,
            not_eligible,
        } => {
            let (eligible, not_eligible) = (euros(eligible), euros(not_eligible));
            pick(
                lang,
                format!("Dépenses éligibles : {eligible} ; {not_eligible} ne comptent pas."),
                format!("Eligible costs: {eligible}; {not_eligible} do not count."),
            )
        }
        Rule::AssietteMinimale { assiette, minimum } => {
            let (assiette, minimum) = (euros(assiette), euros(minimum));
            pick(
                lang,
                format!("L’assiette de {assiette} atteint le minimum de {minimum}."),
                format!("The base of {assiette} reaches the minimum of {minimum}."),
            )
        }
        Rule::AssiettePlafond {
            before,
            plafond,
            after,
        } => {
            let (before, plafond, after) = (euros(before), euros(plafond), euros(after));
            pick(
                lang,
                format!("Assiette plafonnée à {plafond} : {before} → {after}."),
                format!("Base capped at {plafond}: {before} → {after}."),
            )
        }
        Rule::Taux {
            assiette,
            taux,
            result,
        } => {
            let (cout, rate, share) = (euros(assiette), format::rate(taux, lang), cents(result));
            pick(
                lang,
                format!("Au plus {rate} du coût de l’étude : {cout} × {rate} = {share}."),
                format!("At most {rate} of the cost of the study: {cout} × {rate} = {share}."),
            )
        }
        Rule::PlafondUnknown => pick(
            lang,
            "Plafond par étude : inconnu. Il n’est pas appliqué ici et peut réduire l’aide.".to_owned(),
            "Ceiling for one study: unknown. It is not applied here and may reduce the aid.".to_owned(),
        ),
        Rule::Plafond {
            before,
            plafond,
            after,
        } => {
            let (before, plafond, after) = (cents(before), euros(plafond), cents(after));
            pick(
                lang,
                format!("Plafond par étude de {plafond} : {before} → {after}."),
                format!("Ceiling for one study of {plafond}: {before} → {after}."),
            )
        }
        Rule::PublicShare {
            limit,
            of,
            others,
            before,
            after,
        } => {
            let (limit, of, others) = (format::rate(limit, lang), euros(of), cents(others));
            let (before, after) = (cents(before), cents(after));
            pick(
                lang,
                format!(
                    "Toutes les aides publiques : au plus {limit} de {of}. Les autres font {others} : {before} → {after}."
                ),
                format!(
                    "All public aid: at most {limit} of {of}. The others make {others}: {before} → {after}."
                ),
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
            let (from, to, granted) = (date(from), date(to), cents(granted));
            let (plafond, before, after) = (euros(plafond), cents(before), cents(after));
            pick(
                lang,
                format!(
                    "Aides de minimis du {from} au {to} : {granted}, pour un plafond de {plafond} : {before} → {after}."
                ),
                format!(
                    "De minimis aids from {from} to {to}: {granted}, for a ceiling of {plafond}: {before} → {after}."
                ),
            )
        }
        Rule::Floor { after } => {
            let after = euros(after);
            pick(
                lang,
                format!("Arrondi au centime inférieur : {after}."),
                format!("Rounded down to the cent: {after}."),
            )
        }
    }
}

impl Refusal {
    /// The reason in words.
    pub fn message(&self) -> Message {
        both(|lang| reason(&self.reason, lang))
    }
}

fn reason(reason: &Reason, lang: Lang) -> String {
    let euros = |amount: crate::money::Euros| format::euros(amount.floor_to_cent(), lang);
    let date = |day| format::date(day, lang);
    match *reason {
        Reason::NotYetInForce { from } => {
            let from = date(from);
            pick(
                lang,
                format!("Cette aide n’existe que depuis le {from}."),
                format!("This aid exists only since {from}."),
            )
        }
        Reason::NoLongerInForce { until } => {
            let until = date(until);
            pick(
                lang,
                format!("Cette aide n’est plus ouverte depuis le {until}."),
                format!("This aid has been closed since {until}."),
            )
        }
        Reason::InGap(gap) => gap.reason.in_lang(lang).to_owned(),
        Reason::Beneficiaire { asked, allowed } => {
            let asked = asked.label().in_lang(lang).to_owned();
            let allowed = labels(allowed, lang);
            pick(
                lang,
                format!("Cette aide n’est pas ouverte à ce demandeur ({asked}). Elle l’est à : {allowed}."),
                format!("This aid is not open to this applicant ({asked}). It is open to: {allowed}."),
            )
        }
        Reason::Taille(taille) => {
            let name = taille_name(taille, lang);
            pick(
                lang,
                format!("Cette aide n’est pas ouverte à cette taille d’entreprise ({name})."),
                format!("This aid is not open to that size of enterprise ({name})."),
            )
        }
        Reason::Effectif { effectif, range } => {
            let range = range_name(range, lang);
            pick(
                lang,
                format!("L’effectif est de {effectif} ; il faut : {range}."),
                format!("The staff is {effectif}; what is required: {range}."),
            )
        }
        Reason::OutsideTerritoire => pick(
            lang,
            "La commune du projet n’est dans aucun Territoire d’industrie 2023-2027.".to_owned(),
            "The commune of the project is in no Territoire d’industrie of 2023-2027.".to_owned(),
        ),
        Reason::Naf { naf, allowed } => {
            let allowed = sections(allowed);
            pick(
                lang,
                format!("L’activité {naf} n’est pas dans les sections admises : {allowed}."),
                format!("The activity {naf} is not in the sections admitted: {allowed}."),
            )
        }
        Reason::AlreadyCommitted { committed_on, rule } => {
            let on = date(committed_on);
            match rule {
                EffetIncitatif::BeforeCommitment => pick(
                    lang,
                    format!("L’étude est commandée le {on} : l’aide se demande avant tout engagement ferme."),
                    format!(
                        "The study is ordered on {on}: the aid is to be asked for before any firm commitment."
                    ),
                ),
                EffetIncitatif::NotBeforeReceipt => pick(
                    lang,
                    format!("L’étude est commandée le {on}, avant la réception de la demande."),
                    format!("The study is ordered on {on}, before the request is received."),
                ),
            }
        }
        Reason::EnDifficulte => pick(
            lang,
            "Une entreprise en difficulté ne peut pas recevoir cette aide.".to_owned(),
            "An undertaking in difficulty cannot receive this aid.".to_owned(),
        ),
        Reason::RecoveryOrder => pick(
            lang,
            "Une aide illégale doit être remboursée avant d’en demander une autre.".to_owned(),
            "An unlawful aid must be paid back before another is asked for.".to_owned(),
        ),
        Reason::NoCout => pick(
            lang,
            "Le coût de l’étude est nul : il n’y a rien à cofinancer.".to_owned(),
            "The study costs nothing: there is nothing to co-finance.".to_owned(),
        ),
        Reason::NoEligibleCout => pick(
            lang,
            "Aucune dépense n’est éligible : seul un prestataire externe et indépendant compte.".to_owned(),
            "No cost is eligible: only an external and independent provider counts.".to_owned(),
        ),
        Reason::AssietteTooSmall { assiette, minimum } => {
            let (assiette, minimum) = (euros(assiette), euros(minimum));
            pick(
                lang,
                format!("Les dépenses éligibles font {assiette} ; il en faut {minimum} au moins."),
                format!("The eligible costs make {assiette}; at least {minimum} is required."),
            )
        }
        Reason::NothingLeftToPay { others, limit } => {
            let (others, limit) = (euros(others), euros(limit));
            pick(
                lang,
                format!(
                    "Les autres aides publiques font {others}, pour {limit} au plus : il ne reste rien à aider."
                ),
                format!("The other public aids make {others}, of {limit} at most: nothing is left to aid."),
            )
        }
        Reason::DeMinimisExhausted { granted, plafond } => {
            let (granted, plafond) = (euros(granted), euros(plafond));
            pick(
                lang,
                format!(
                    "Les aides de minimis des trois dernières années font {granted} : le plafond de {plafond} est atteint."
                ),
                format!(
                    "The de minimis aids of the last three years make {granted}: the ceiling of {plafond} is reached."
                ),
            )
        }
        Reason::NotWith(aide) => {
            let name = aide.name.in_lang(lang);
            pick(
                lang,
                format!("Cette aide ne se cumule pas avec : {name}."),
                format!("This aid cannot be had together with: {name}."),
            )
        }
    }
}

impl Caveat {
    /// What is still to be confirmed.
    pub fn message(&self) -> Message {
        match *self {
            Self::LegalBasisUnknown => Message::fixed(
                "Les sources ne disent pas sous quel régime d’aides d’État cette aide est accordée : les plafonds de ce \
                 régime (aides de minimis, intensité maximale) ne sont pas appliqués ici.",
                "The sources do not say under which State aid scheme this aid is granted: the ceilings of that scheme \
                 (de minimis, maximum intensity) are not applied here.",
            ),
            Self::TauxUnknown(taille) => both(|lang| {
                let name = taille_name(taille, lang);
                pick(
                    lang,
                    format!(
                        "Le taux pour ce demandeur ({name}) n’est pas publié : le montant n’est pas connu."
                    ),
                    format!(
                        "The rate for this applicant ({name}) is not published: the amount is not known."
                    ),
                )
            }),
            Self::IntensityToVerify(basis) => both(|lang| {
                let article = article(basis, lang);
                pick(
                    lang,
                    format!("L’intensité maximale de l’{article} et ses dates sont à vérifier."),
                    format!("The maximum intensity of {article} and its dates are to be verified."),
                )
            }),
            Self::IntensityNotJudged(basis) => both(|lang| {
                let article = article(basis, lang);
                pick(
                    lang,
                    format!(
                        "L’intensité maximale de l’{article} ce jour-là n’est pas connue : elle n’est pas appliquée."
                    ),
                    format!(
                        "The maximum intensity of {article} on that day is not known: it is not applied."
                    ),
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
                pick(
                    lang,
                    format!(
                        "Une aide de minimis du {day}, trois ans plus tôt jour pour jour, est comptée : à vérifier."
                    ),
                    format!(
                        "A de minimis aid of {day}, three years before to the day, is counted: to be verified."
                    ),
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
                pick(
                    lang,
                    format!("Les sources ne disent pas si ces deux aides se cumulent : {one} ; {two}."),
                    format!("The sources do not say whether both aids may be had together: {one}; {two}."),
                )
            }
            Self::AmountUnknown(aide) => {
                let name = aide.name.in_lang(lang);
                pick(
                    lang,
                    format!("Le montant de cette aide n’est pas connu et n’est pas compté : {name}."),
                    format!("The amount of this aid is not known and is not counted: {name}."),
                )
            }
        })
    }
}

/// An intensity is set by three articles only.
fn article(basis: LegalBasis, lang: Lang) -> String {
    let number = match basis {
        LegalBasis::Article49 => "49",
        LegalBasis::Article252D => "25",
        LegalBasis::Article18 => "18",
        LegalBasis::DeMinimis | LegalBasis::EtatInvestissement => "4",
    };
    pick(
        lang,
        format!("article {number} du règlement (UE) n° 651/2014"),
        format!("article {number} of Regulation (EU) No 651/2014"),
    )
}

fn taille_name(taille: Taille, lang: Lang) -> String {
    taille.label().in_lang(lang).to_owned()
}

fn range_name(range: EffectifRange, lang: Lang) -> String {
    match (range.at_least, range.below) {
        (Some(least), Some(below)) => pick(
            lang,
            format!("au moins {least} et moins de {below} personnes"),
            format!("at least {least} and fewer than {below} people"),
        ),
        (Some(least), None) => pick(
            lang,
            format!("au moins {least} personnes"),
            format!("at least {least} people"),
        ),
        (None, Some(below)) => pick(
            lang,
            format!("moins de {below} personnes"),
            format!("fewer than {below} people"),
        ),
        (None, None) => pick(lang, "sans limite".to_owned(), "no limit".to_owned()),
    }
}

fn labels(kinds: &[Beneficiaire], lang: Lang) -> String {
    let labels: Vec<_> = kinds
        .iter()
        .map(|kind| kind.label().in_lang(lang).to_owned())
        .collect();
    labels.join(", ")
}

fn sections(sections: &[SectionNaf]) -> String {
    let letters: Vec<_> = sections.iter().map(|section| section.as_str()).collect();
    letters.join(", ")
}
