//! Every sentence of the elements, in the two languages of the product. A sentence that is missing in one of them does
//! not compile. Those of the domain (what is wrong with a field, what a status means) are in `shared`.

mod annex;
mod catalogue;
mod en;
mod fr;
mod territoire;
mod tracking;

use shared::message::Lang;

use crate::state::Step;
pub use annex::{AnnexWords, annex_words};
pub use catalogue::{CatalogueWords, catalogue_words};
pub use territoire::territoire_words;
pub use tracking::tracking_words;

/// The sentences in one language.
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Fr => &fr::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// Every sentence, in the order in which an applicant meets them.
#[derive(Debug)]
pub struct Words {
    // All along.
    pub steps: &'static str,
    pub step_of: fn(usize, usize) -> String,
    pub titles: [&'static str; 7],
    pub all_required: &'static str,
    pub optional: &'static str,
    pub go_on: &'static str,
    pub back: &'static str,
    pub retry: &'static str,
    pub to_correct: fn(usize) -> String,
    pub no_answer: &'static str,
    pub unusable: &'static str,
    pub new_tab: &'static str,

    // The draft.
    pub not_sent: &'static str,
    pub kept_at: fn(&str) -> String,
    pub keeping_refused: &'static str,
    pub resumed: fn(&str, &str) -> String,
    pub kept_how_long: fn(u32) -> String,
    pub erase: &'static str,
    pub erase_question: &'static str,
    pub erase_confirm: &'static str,
    pub erase_cancel: &'static str,
    pub erased: &'static str,

    // The territory.
    pub territoire_intro: &'static str,
    pub commune: &'static str,
    pub commune_hint: &'static str,
    pub proposals: &'static str,
    pub searching: &'static str,
    pub found: fn(usize) -> String,
    pub found_none: &'static str,
    pub chosen: fn(&str) -> String,
    pub outside: &'static str,
    pub outside_title: fn(&str) -> String,
    pub outside_text: &'static str,
    pub your_territoire: &'static str,
    pub phase: &'static str,
    pub regions: fn(usize) -> &'static str,
    pub members: &'static str,
    pub commune_count: &'static str,
    pub population: &'static str,
    pub inhabitants: fn(u32) -> String,
    pub other_region: fn(&str) -> String,
    pub loading_territoire: &'static str,

    // Who asks.
    pub denomination: &'static str,
    pub denomination_hint: &'static str,
    pub siret: &'static str,
    pub siret_hint: &'static str,
    pub siret_fine: fn(&str) -> String,
    pub adresse: &'static str,
    pub adresse_hint: &'static str,
    pub taille: &'static str,
    pub taille_hint: &'static str,
    pub choose: &'static str,
    pub representant_legal: &'static str,
    pub representant_legal_hint: &'static str,
    pub mandataire: &'static str,
    pub mandataire_hint: &'static str,
    pub courriel: &'static str,
    pub courriel_hint: &'static str,

    // The study.
    pub intitule: &'static str,
    pub description: &'static str,
    pub description_hint: &'static str,
    pub characters: fn(usize, usize) -> String,
    pub localisation: &'static str,
    pub change_commune: &'static str,
    pub date_debut: &'static str,
    pub date_fin: &'static str,

    // The budget and the aid.
    pub regime_tva: &'static str,
    pub couts: &'static str,
    pub couts_hint: &'static str,
    pub cout: fn(usize) -> String,
    pub cout_libelle: &'static str,
    pub cout_montant: &'static str,
    pub add_cout: &'static str,
    pub remove_cout: fn(usize) -> String,
    pub remove: &'static str,
    pub total: &'static str,
    pub not_counted: fn(usize) -> String,
    pub montant_demande: &'static str,
    pub montant_demande_hint: &'static str,
    pub aid: &'static str,
    pub aid_by: fn(&str) -> String,
    pub at_most: fn(&str) -> String,
    pub at_most_note: &'static str,
    pub above_aid: &'static str,
    pub aid_refused: &'static str,
    pub aid_incomplete: &'static str,
    pub aid_steps: &'static str,
    pub aid_doubts: &'static str,
    pub source: &'static str,
    pub recorded_on: fn(&str) -> String,

    // Reading again and sending.
    pub review_intro: &'static str,
    pub edit: &'static str,
    pub nothing: &'static str,
    pub attestation_title: &'static str,
    pub attestation: &'static str,
    pub send: &'static str,
    pub sending: &'static str,
    pub send_no_answer: &'static str,
    pub send_unusable: &'static str,
    pub already_sent: &'static str,
    pub recover: &'static str,
    pub send_as_new: &'static str,

    // The receipt.
    pub receipt_intro: &'static str,
    pub reference: &'static str,
    pub code: &'static str,
    pub receipt_keep: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_refused: &'static str,
    pub print: &'static str,
    pub filed_on: &'static str,
    pub territoire: &'static str,
    pub receipt_next: &'static str,
    pub track: &'static str,
    pub start_again: &'static str,
    pub start_again_question: &'static str,
    pub start_again_confirm: &'static str,
    pub start_again_cancel: &'static str,

    // Following a request.
    pub suivi_title: &'static str,
    pub suivi_intro: &'static str,
    pub reference_hint: &'static str,
    pub code_hint: &'static str,
    pub read: &'static str,
    pub reading: &'static str,
    pub refresh: &'static str,
    pub status: &'static str,
    pub study: &'static str,
    pub asked: &'static str,
    pub granted: &'static str,
    pub motif: &'static str,
    pub to_complete: &'static str,
    pub next: &'static str,
    pub payments: &'static str,
    pub history: &'static str,
    pub timeline: fn(&str, &str) -> String,
    pub at_the_latest: fn(&str) -> String,
    pub updated_at: fn(&str) -> String,
}

impl Words {
    /// What a step is called.
    pub const fn title(&self, step: Step) -> &'static str {
        self.titles[step.place()]
    }
}

/// A size for people, in megabytes or kilobytes, rounded down.
pub fn bytes(count: u32, lang: Lang) -> String {
    let (mega, kilo, comma) = match lang {
        Lang::Fr => ("Mo", "ko", ','),
        Lang::En => ("MB", "kB", '.'),
    };
    if count < 1_000_000 {
        return format!("{}\u{a0}{kilo}", count.div_ceil(1_000));
    }
    format!("{}{comma}{}\u{a0}{mega}", count / 1_000_000, count / 100_000 % 10)
}

/// A label of the domain as an answer in a list: it begins with a capital.
pub fn as_answer(label: &str) -> String {
    let mut letters = label.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_languages_say_it_differently() {
        let (fr, en) = (words(Lang::Fr), words(Lang::En));
        assert_ne!(fr.attestation, en.attestation);
        for step in Step::NUMBERED {
            assert_ne!(fr.title(step), en.title(step));
        }
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        let (fr, en) = (words(Lang::Fr), words(Lang::En));
        assert_eq!((fr.to_correct)(1), "Une réponse est à corriger");
        assert_eq!((fr.to_correct)(2), "2 réponses sont à corriger");
        assert_eq!((en.to_correct)(1), "One answer needs correcting");
        assert_eq!((en.to_correct)(2), "2 answers need correcting");
        assert!((fr.found)(1).starts_with("Une commune trouvée"));
        assert!((en.found)(3).starts_with("3 communes found"));
        assert_eq!((fr.inhabitants)(1_234_567), "1\u{202f}234\u{202f}567 habitants");
        assert_eq!((en.inhabitants)(54_321), "54,321 inhabitants");
    }

    #[test]
    fn sizes_are_told_in_the_unit_that_suits_them() {
        assert_eq!(bytes(1, Lang::Fr), "1\u{a0}ko");
        assert_eq!(bytes(999_999, Lang::Fr), "1000\u{a0}ko");
        assert_eq!(bytes(5_242_880, Lang::Fr), "5,2\u{a0}Mo");
        assert_eq!(bytes(5_242_880, Lang::En), "5.2\u{a0}MB");
    }

    #[test]
    fn french_signs_keep_their_space() {
        let fr = words(Lang::Fr);
        for sentence in [
            fr.siret_hint,
            fr.no_answer,
            fr.already_sent,
            fr.all_required,
            fr.erase_question,
        ] {
            for sign in [" ;", " :", " !", " ?", "« ", " »"] {
                assert!(
                    !sentence.contains(sign),
                    "a plain space at {sign:?} in {sentence:?}"
                );
            }
        }
    }
}
