//! What the other words are made of: names of sizes, limits and lists, and the choice of the language.

use crate::aide::version::{EffectifRange, LegalBasis};
use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::SectionNaf;
use crate::message::{Lang, Message};

/// The sentence in one language: only that one is built.
macro_rules! say {
    ($lang:expr, $fr:literal, $en:literal $(,)?) => {
        match $lang {
            Lang::Fr => format!($fr),
            Lang::En => format!($en),
        }
    };
}
pub(super) use say;

/// The same sentence in both languages.
pub(super) fn both(sentence: impl Fn(Lang) -> String) -> Message {
    Message::built(sentence(Lang::Fr), sentence(Lang::En))
}

/// An intensity is set by three articles only.
pub(super) fn article(basis: LegalBasis, lang: Lang) -> String {
    let number = match basis {
        LegalBasis::Article49 => "49",
        LegalBasis::Article252D => "25",
        LegalBasis::Article18 => "18",
        LegalBasis::DeMinimis | LegalBasis::EtatInvestissement => "4",
    };
    say!(
        lang,
        "article {number} du règlement (UE) n° 651/2014",
        "article {number} of Regulation (EU) No 651/2014",
    )
}

pub(super) fn taille_name(taille: Taille, lang: Lang) -> String {
    taille.label().in_lang(lang).to_owned()
}

pub(super) fn range_name(range: EffectifRange, lang: Lang) -> String {
    match (range.at_least, range.below) {
        (Some(least), Some(below)) => say!(
            lang,
            "au moins {least} et moins de {below} personnes",
            "at least {least} and fewer than {below} people",
        ),
        (Some(least), None) => say!(lang, "au moins {least} personnes", "at least {least} people"),
        (None, Some(below)) => say!(lang, "moins de {below} personnes", "fewer than {below} people"),
        (None, None) => say!(lang, "sans limite", "no limit"),
    }
}

pub(super) fn labels(kinds: &[Beneficiaire], lang: Lang) -> String {
    let labels: Vec<_> = kinds
        .iter()
        .map(|kind| kind.label().in_lang(lang).to_owned())
        .collect();
    labels.join(", ")
}

pub(super) fn sections(sections: &[SectionNaf]) -> String {
    let letters: Vec<_> = sections.iter().map(|section| section.as_str()).collect();
    letters.join(", ")
}
